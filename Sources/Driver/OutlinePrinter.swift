import Diagnostics
import Model
import Quantities

/// Prints values of the phases as an indented outline: places as line:column, quantities as a reader
/// writes them, and nothing for what is absent or empty.
struct OutlinePrinter {
  private let files: [SourceID: SourceFile]
  private var tables: [SourceID: LineTable] = [:]
  private(set) var text = ""

  /// A field whose value is longer than this stands on lines of its own.
  private static let width = 110

  init(_ files: [SourceFile]) {
    self.files = Dictionary(files.map { ($0.id, $0) }) { first, _ in first }
  }

  /// Adds a value, under its name or behind a dash in a list.
  mutating func add(_ value: Any, name: String? = nil, depth: Int = 0) {
    let lead = String(repeating: "  ", count: depth) + (name.map { "\($0): " } ?? "- ")
    if let line = line(of: value), depth > 0, line.count <= Self.width {
      text += "\(lead)\(line)\n"
      return
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
      if let wrapped = mirror.children.first { add(wrapped.value, name: name, depth: depth) }
    case .collection, .set:
      text += "\(lead)\(mirror.children.count)\n"
      for child in mirror.children { add(child.value, depth: depth + 1) }
    case .struct, .tuple, .enum, .class, .dictionary:
      text += "\(lead)\(type(of: value))\n"
      for (label, child) in mirror.children where !isAbsent(child) {
        add(child, name: label ?? "value", depth: depth + 1)
      }
    default: text += "\(lead)\(line(of: value) ?? "\(value)")\n"
    }
  }

  /// A value in one line; nil where it holds a list, or is best read on several.
  private mutating func line(of value: Any) -> String? {
    switch value {
    case let text as String: return text.debugDescription
    case let bytes as [UInt8]: return String(decoding: bytes, as: UTF8.self).debugDescription
    case let span as Span: return place(span)
    case let quantity as Quantity: return format(quantity, .en)
    case let metric as Metric: return metric.id
    case let number as any Numeric: return "\(number)"
    case let flag as Bool: return "\(flag)"
    default: break
    }
    let mirror = Mirror(reflecting: value)
    let present = mirror.children.filter { !isAbsent($0.value) }
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.flatMap { line(of: $0.value) }
    case .enum:
      guard let (label, associated) = mirror.children.first, let label else { return "\(value)" }
      return line(of: associated).map { $0.hasPrefix("(") ? "\(label)\($0)" : "\(label)(\($0))" }
    case .collection, .set:
      let lines = mirror.children.map { line(of: $0.value) }
      guard lines.allSatisfy({ $0 != nil }) else { return nil }
      let joined = lines.compactMap(\.self).joined(separator: ", ")
      return "[\(joined)]"
    case .struct, .tuple:
      if type(of: value) is any LocatedValue.Type, present.count == 2 {
        return line(of: present[0].value).flatMap { text in
          line(of: present[1].value).map { "\(text) at \($0)" }
        }
      }
      var fields: [String] = []
      for (label, child) in present {
        guard let text = line(of: child) else { return nil }
        fields.append(label.map { $0.hasPrefix(".") ? text : "\($0): \(text)" } ?? text)
      }
      return "(\(fields.joined(separator: ", ")))"
    default: return nil
    }
  }

  /// Where a span begins and ends, as line:column; its file is that of the document around it.
  private mutating func place(_ span: Span) -> String {
    guard let file = files[span.source] else { return "\(span.range)" }
    let table = tables[span.source] ?? LineTable(file)
    tables[span.source] = table
    let (start, end) = (table.scalarPosition(at: span.start), table.scalarPosition(at: span.end))
    return "\(start.line):\(start.column)–\(end.line):\(end.column)"
  }

  private func isAbsent(_ value: Any) -> Bool {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional, .collection, .set, .dictionary: return mirror.children.isEmpty
    default: return false
    }
  }
}

private protocol LocatedValue {}
extension Located: LocatedValue {}
