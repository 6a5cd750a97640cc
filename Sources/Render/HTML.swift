/// HTML that is being written, as bytes.
///
/// A string literal makes one: its literal parts stand as they are and what is interpolated is
/// escaped, so that `"<b>\(name)</b>"` is safe whatever the name is. Another `HTML` goes in as it is.
package struct HTML: Sendable, Hashable {
  package private(set) var bytes: [UInt8]

  package init() { bytes = [] }

  package init(bytes: [UInt8]) { self.bytes = bytes }

  package var isEmpty: Bool { bytes.isEmpty }

  package var string: String { String(decoding: bytes, as: UTF8.self) }

  package static func += (html: inout HTML, more: HTML) {
    html.bytes.append(contentsOf: more.bytes)
  }

  package static func + (a: HTML, b: HTML) -> HTML {
    var sum = a
    sum += b
    return sum
  }

  /// Appends markup as it is.
  package mutating func raw(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

  /// Appends text, escaped for both element content and quoted attribute values.
  package mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { bytes.appendEscaped($0) }
  }

  package mutating func text(_ slice: ArraySlice<UInt8>) {
    slice.withUnsafeBufferPointer { bytes.appendEscaped($0) }
  }
}

extension HTML: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { bytes = Array(value.utf8) }

  package init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.html.bytes }

  package struct StringInterpolation: StringInterpolationProtocol {
    var html = HTML()

    package init(literalCapacity: Int, interpolationCount: Int) {
      html.bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ literal: String) { html.raw(literal) }
    package mutating func appendInterpolation(_ text: String) { html.text(text) }
    package mutating func appendInterpolation(_ number: Int) { html.raw(String(number)) }
    package mutating func appendInterpolation(_ other: HTML) { html += other }

    package mutating func appendInterpolation(_ others: [HTML]) {
      for other in others { html += other }
    }

    /// A coordinate, with at most one decimal.
    package mutating func appendInterpolation(_ coordinate: Double) {
      html.raw(decimal(coordinate, places: 1))
    }
  }
}

extension [UInt8] {
  /// Appends UTF-8 text with `& < > "` escaped and control characters replaced, by whole runs.
  mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var index = 0
    while index < text.count {
      let replacement: StaticString
      switch text[index] {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\""): replacement = "&quot;"
      case 0..<9, 11, 12, 14..<32, 127: replacement = "\u{FFFD}"
      default:
        index += 1
        continue
      }
      append(contentsOf: text[start..<index])
      replacement.withUTF8Buffer { append(contentsOf: $0) }
      index += 1
      start = index
    }
    append(contentsOf: text[start..<text.count])
  }
}
