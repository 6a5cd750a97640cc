import Mustache

/// A template with its constant parts already rendered, waiting for what differs from page to page.
///
/// Mustache renders a template once for each combination of optional slots, with a mark in the
/// place of every slot; a page is then the constant parts and the slots' values, joined. That
/// keeps themes in plain Mustache and a page's chrome at a few microseconds.
package struct Frame: Sendable {
  /// A place in a template that differs from page to page.
  package struct Slot: Sendable, Hashable {
    package let name: String

    /// Whether a page may lack it, so that sections `{{#name}}` and `{{^name}}` tell the cases apart.
    package let isOptional: Bool

    static func required(_ name: String) -> Slot { Slot(name: name, isOptional: false) }
    static func optional(_ name: String) -> Slot { Slot(name: name, isOptional: true) }
  }

  private enum Piece: Sendable {
    case constant([UInt8])
    case slot(String)
  }

  private let optional: [String]

  /// By the set of optional slots that are present, a bit for each.
  private let shapes: [[Piece]]

  /// Prepares a template.
  ///
  /// - Parameter constants: what the template may name beside its slots, such as the site's title.
  init(_ template: MustacheTemplate, slots: [Slot], constants: [String: any Sendable]) {
    let optional = slots.filter(\.isOptional).map(\.name)
    precondition(optional.count <= 6, "a template has few optional slots: each doubles its shapes")
    self.optional = optional
    shapes = (0..<(1 << optional.count)).map { present in
      var values: [String: Any] = constants
      for slot in slots { values[slot.name] = Self.mark(slot.name) }
      for (bit, name) in optional.enumerated() where present & (1 << bit) == 0 {
        values[name] = nil
      }
      return Self.cut(template.render(values))
    }
  }

  /// The page: every slot replaced by its value, nothing where there is none.
  func render(_ values: [String: HTML]) -> HTML {
    var present = 0
    for (bit, name) in optional.enumerated() where values[name].map({ !$0.isEmpty }) ?? false {
      present |= 1 << bit
    }
    let pieces = shapes[present]
    var size = 0
    for piece in pieces {
      switch piece {
      case .constant(let bytes): size += bytes.count
      case .slot(let name): size += values[name]?.bytes.count ?? 0
      }
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    for piece in pieces {
      switch piece {
      case .constant(let constant): bytes.append(contentsOf: constant)
      case .slot(let name): if let value = values[name] { bytes.append(contentsOf: value.bytes) }
      }
    }
    return HTML(bytes: bytes)
  }

  // Private-use characters: a name between them that is no slot renders as nothing.
  private static func mark(_ name: String) -> String { "\u{F8F0}\(name)\u{F8F1}" }

  private static func cut(_ rendered: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = rendered[...]
    while let start = rest.firstIndex(of: "\u{F8F0}") {
      let after = rest.index(after: start)
      guard let end = rest[after...].firstIndex(of: "\u{F8F1}") else { break }
      pieces.append(.constant(Array(rest[..<start].utf8)))
      pieces.append(.slot(String(rest[after..<end])))
      rest = rest[rest.index(after: end)...]
    }
    pieces.append(.constant(Array(rest.utf8)))
    return pieces
  }
}
