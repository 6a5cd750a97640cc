import Diagnostics
import Quantities

/// HTML that is being written, as bytes.
///
/// A string literal makes one: its literal parts stand as they are and what is interpolated is
/// escaped, so that `"<b>\(name)</b>"` is safe whatever the name is. Another `HTML` goes in as it is.
package struct HTML: Sendable, Hashable {
  package fileprivate(set) var bytes: [UInt8]

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
  package mutating func raw(_ markup: String) {
    var markup = markup
    markup.withUTF8 { bytes.append(contentsOf: $0) }
  }

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
      html.bytes.appendCoordinate(coordinate)
    }
  }
}

extension [UInt8] {
  /// Appends UTF-8 text with `& < > "` escaped and control characters replaced, by whole runs.
  mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while true {
      let index = escaped.first(in: text, from: start)
      append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      guard index < text.count else { break }
      start = index + 1
      let replacement: StaticString
      switch text[index] {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\""): replacement = "&quot;"
      case 9, 10, 13:
        append(text[index])
        continue
      default: replacement = "\u{FFFD}"
      }
      replacement.withUTF8Buffer { append(contentsOf: $0) }
    }
  }

  /// Appends a coordinate with at most one decimal, as `decimal(_:places:)` writes it.
  fileprivate mutating func appendCoordinate(_ value: Double) {
    guard value.magnitude < 1e9 else {
      append(contentsOf: decimal(value, places: 1).utf8)
      return
    }
    let tenths = Int((value.magnitude * 10).rounded())
    if value < 0, tenths > 0 { append(UInt8(ascii: "-")) }
    appendDigits(tenths / 10)
    if tenths % 10 > 0 {
      append(UInt8(ascii: "."))
      append(48 + UInt8(tenths % 10))
    }
  }

  private mutating func appendDigits(_ number: Int) {
    var unit = 1
    while number / unit >= 10 { unit *= 10 }
    while unit > 0 {
      append(48 + UInt8(number / unit % 10))
      unit /= 10
    }
  }
}

private let escaped = EscapedBytes([
  UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
])
