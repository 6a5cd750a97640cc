import Mustache

/// A template with its constant parts already rendered, waiting for what differs from page to page.
///
/// Mustache renders a template once, with a mark in the place of every slot and at both ends of
/// every section of an optional slot; a page is then the constant parts and the slots' values,
/// joined. That keeps themes in plain Mustache and a page's chrome at a few microseconds.
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

    /// What follows is shown where the slot is there (or is not), up to the matching end.
    case begin(String, whenPresent: Bool)
    case end
  }

  private let pieces: [Piece]

  /// Prepares a template.
  ///
  /// - Parameter constants: what the template may name beside its slots, such as the site's title.
  init(_ text: String, slots: [Slot], constants: [String: any Sendable]) throws {
    var text = text
    for slot in slots where slot.isOptional {
      text = Self.marking(slot.name, in: text)
    }
    var values: [String: Any] = constants
    for slot in slots { values[slot.name] = "\u{F8F0}\(slot.name)\u{F8F1}" }
    pieces = Self.cut(try MustacheTemplate(string: text).render(values))
  }

  /// The page: every slot replaced by its value, nothing where there is none.
  func render(_ values: [String: HTML]) -> HTML {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.values.reduce(4096) { $0 + $1.bytes.count })
    var hidden = 0
    for piece in pieces {
      switch piece {
      case .constant(let constant):
        if hidden == 0 { bytes.append(contentsOf: constant) }
      case .slot(let name):
        if hidden == 0, let value = values[name] { bytes.append(contentsOf: value.bytes) }
      case .begin(let name, let whenPresent):
        let isPresent = values[name].map { !$0.isEmpty } ?? false
        if hidden > 0 || isPresent != whenPresent { hidden += 1 }
      case .end:
        if hidden > 0 { hidden -= 1 }
      }
    }
    return HTML(bytes: bytes)
  }

  /// The template with marks inside the sections of a slot, both kinds of which are then rendered.
  private static func marking(_ name: String, in text: String) -> String {
    var marked = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{") {
      marked += rest[..<open.lowerBound]
      rest = rest[open.lowerBound...]
      if rest.hasPrefix("{{#\(name)}}") {
        marked += "{{#\(name)}}\u{F8F2}\(name)\u{F8F1}"
        rest = rest.dropFirst(name.count + 5)
      } else if rest.hasPrefix("{{^\(name)}}") {
        marked += "{{#\(name)}}\u{F8F3}\(name)\u{F8F1}"
        rest = rest.dropFirst(name.count + 5)
      } else if rest.hasPrefix("{{/\(name)}}") {
        marked += "\u{F8F4}{{/\(name)}}"
        rest = rest.dropFirst(name.count + 5)
      } else {
        marked += "{{"
        rest = rest.dropFirst(2)
      }
    }
    return marked + rest
  }

  // Private-use characters: a name between them that is no slot renders as nothing.
  private static func cut(_ rendered: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = rendered[...]
    while let mark = rest.firstIndex(where: { ("\u{F8F0}"..."\u{F8F4}").contains($0) }) {
      if mark > rest.startIndex { pieces.append(.constant(Array(rest[..<mark].utf8))) }
      let kind = rest[mark]
      rest = rest[rest.index(after: mark)...]
      if kind == "\u{F8F4}" {
        pieces.append(.end)
        continue
      }
      guard let end = rest.firstIndex(of: "\u{F8F1}") else { break }
      let name = String(rest[..<end])
      rest = rest[rest.index(after: end)...]
      switch kind {
      case "\u{F8F2}": pieces.append(.begin(name, whenPresent: true))
      case "\u{F8F3}": pieces.append(.begin(name, whenPresent: false))
      default: pieces.append(.slot(name))
      }
    }
    pieces.append(.constant(Array(rest.utf8)))
    return pieces
  }
}
