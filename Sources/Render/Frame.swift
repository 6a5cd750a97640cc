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
    let optional = Set(slots.filter(\.isOptional).map { Substring($0.name) })
    let text = Self.marking(optional, in: text)
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

  /// The template with marks inside the sections of optional slots, both kinds of which are then
  /// rendered.
  private static func marking(_ optional: Set<Substring>, in text: String) -> String {
    var marked = ""
    var rest = text[...]
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
      marked += rest[..<open]
      rest = rest[open...]
      guard rest.utf8.starts(with: "{{".utf8),
        let close = rest.utf8.firstIndex(of: UInt8(ascii: "}")),
        let sign = rest.utf8.dropFirst(2).first
      else {
        marked += "{"
        rest = rest.dropFirst()
        continue
      }
      let name = rest[rest.utf8.index(rest.startIndex, offsetBy: 3)..<close]
      let isSection = optional.contains(name) && rest[close...].utf8.starts(with: "}}".utf8)
      switch (isSection, sign) {
      case (true, UInt8(ascii: "#")): marked += "{{#\(name)}}\u{F8F2}\(name)\u{F8F1}"
      case (true, UInt8(ascii: "^")): marked += "{{#\(name)}}\u{F8F3}\(name)\u{F8F1}"
      case (true, UInt8(ascii: "/")): marked += "\u{F8F4}{{/\(name)}}"
      default:
        marked += "{{"
        rest = rest.dropFirst(2)
        continue
      }
      rest = rest[close...].dropFirst(2)
    }
    return marked + rest
  }

  // Private-use characters: a name between them that is no slot renders as nothing.
  private static func cut(_ rendered: String) -> [Piece] {
    var pieces: [Piece] = []
    let bytes = Array(rendered.utf8)
    var start = 0
    var index = 0
    while index + 2 < bytes.count {
      // U+F8F0 to U+F8F4 are EF A3 B0 to EF A3 B4.
      guard bytes[index] == 0xEF, bytes[index + 1] == 0xA3, 0xB0...0xB4 ~= bytes[index + 2] else {
        index += 1
        continue
      }
      if start < index { pieces.append(.constant(Array(bytes[start..<index]))) }
      let kind = bytes[index + 2]
      start = index + 3
      index = start
      if kind == 0xB4 {
        pieces.append(.end)
        continue
      }
      guard let end = bytes[start...].firstIndex(of: 0xEF) else { break }
      let name = String(decoding: bytes[start..<end], as: UTF8.self)
      switch kind {
      case 0xB2: pieces.append(.begin(name, whenPresent: true))
      case 0xB3: pieces.append(.begin(name, whenPresent: false))
      default: pieces.append(.slot(name))
      }
      start = end + 3
      index = start
    }
    if start < bytes.count { pieces.append(.constant(Array(bytes[start...]))) }
    return pieces
  }
}
