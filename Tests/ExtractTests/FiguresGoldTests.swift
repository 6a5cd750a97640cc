import Diagnostics
import Extract
import Foundation
import Model
import Quantities
import Syntax
import TestSupport
import Testing

/// Numbers of real documents, labelled by hand before the reader was tuned on them.
///
/// The documents are not part of the repository: without them the suite is skipped.
@Suite(.enabled(if: shared("corpus/formal_container") != nil, "the corpus is not here"))
struct FiguresGoldTests {
  struct Entry {
    let path: String
    let offset: Int
    let hash: String
    let label: String
  }

  struct Score {
    var typed = 0
    var right = 0
    var wanted = 0
    var labels = 0
    var rightLabels = 0
    var misses: [String] = []
  }

  static func entries() throws -> [Entry] {
    let url = packageRoot.appendingPathComponent("Tests/Gold/numbers.tsv")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count == 4, let offset = Int(fields[1]) else { return nil }
      return Entry(path: fields[0], offset: offset, hash: fields[2], label: fields[3])
    }
  }

  @Test func readsWhatPeopleRead() throws {
    let root = try #require(shared("corpus/formal_container"))
    var score = Score()
    var count = 0
    for (path, entries) in Dictionary(grouping: try Self.entries(), by: \.path).sorted(by: {
      $0.key < $1.key
    }) {
      let bytes = [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
      let source = SourceFile(id: SourceID(0), path: path, bytes: bytes)
      let numbers = readFigures(parse(source), sections: []).numbers
      for entry in entries {
        try #require(hash(of: entry.offset, in: bytes) == entry.hash, "\(path) has changed")
        count += 1
        let found = numbers.first { $0.span.start <= entry.offset && entry.offset < $0.span.end }
        judge(entry, found?.quantity, &score)
      }
    }
    #expect(count >= 800)
    let precision = Double(score.right) / Double(max(1, score.typed))
    let recall = Double(score.right) / Double(max(1, score.wanted))
    let report =
      "precision \(precision), recall \(recall), labels \(score.rightLabels)/\(score.labels)"
    print((score.misses + [report]).joined(separator: "\n"))
    #expect(precision >= 0.98, "\(report)")
    #expect(recall >= 0.92, "\(report)")
  }

  /// Holds one reading against its label. A bare number counts as not typed.
  func judge(_ entry: Entry, _ found: Quantity?, _ score: inout Score) {
    let typed = found.flatMap { $0.dimension == .number ? nil : $0 }
    switch entry.label {
    case "X", "N": return
    case "L":
      score.labels += 1
      if let typed {
        score.typed += 1
        score.misses.append("\(entry.path):\(entry.offset) L read as \(format(typed, .en))")
      } else {
        score.rightLabels += 1
      }
    default:
      score.wanted += 1
      if typed != nil { score.typed += 1 }
      if let typed, agrees(typed, entry.label) {
        score.right += 1
      } else {
        score.misses.append(
          "\(entry.path):\(entry.offset) \(entry.label) read as \(found.map { format($0, .en) } ?? "a label")"
        )
      }
    }
  }

  /// Whether a reading is what a label such as `>=15 个`, `~1800 行` or `5..10 ms` says.
  func agrees(_ quantity: Quantity, _ label: String) -> Bool {
    let parts = label.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return false }
    var figure = parts[0]
    var comparators: [Quantity.Comparator] = [.equal]
    for (sign, meaning) in [
      (">=", Quantity.Comparator.atLeast), ("<=", .atMost), ("<", .less), (">", .greater),
      ("~", .approximately),
    ] where figure.hasPrefix(sign) {
      figure.removeFirst(sign.count)
      comparators = [meaning]
      break
    }
    let ends = figure.components(separatedBy: "..").compactMap(Double.init)
    guard let unit = Self.unit(parts[1]), unit.dimension.isComparable(with: quantity.dimension)
    else { return false }
    if ends.count == 2 {
      guard quantity.comparator == .range else { return false }
      let slack = comparators == [.approximately] ? 0.11 : 1e-9
      return close(quantity.interval.lower, ends[0] * unit.scale, slack)
        && close(quantity.interval.upper, ends[1] * unit.scale, slack)
    }
    return comparators.contains(quantity.comparator)
      && close(quantity.value, ends[0] * unit.scale, 1e-9)
  }

  static func unit(_ symbol: String) -> Quantities.Unit? {
    if symbol.hasPrefix("/"), let whole = Double(symbol.dropFirst()) {
      return Unit(symbol, .ratio, scale: 1 / whole)
    }
    switch symbol {
    case "cycles": return Unit(symbol, .count(of: symbol))
    case "Pod/s": return Unit(symbol, .rate(of: "Pod"))
    case "任务/s": return Unit(symbol, .rate(of: "任务"))
    case "次/s": return Unit(symbol, .rate(of: "次"))
    default: return Unit.all.first { $0.unit.symbol == symbol }?.unit
    }
  }

  func close(_ a: Double, _ b: Double, _ slack: Double) -> Bool {
    abs(a - b) <= slack * max(abs(a), abs(b), 1e-12)
  }

  /// FNV-1a 64 of the line that holds an offset.
  func hash(of offset: Int, in bytes: [UInt8]) -> String {
    guard offset < bytes.count else { return "" }
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    var at = start
    while at < bytes.count, bytes[at] != 0x0A {
      value = (value ^ UInt64(bytes[at])) &* 0x0000_0100_0000_01B3
      at += 1
    }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
