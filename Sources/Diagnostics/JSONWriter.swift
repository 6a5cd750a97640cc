/// Writes JSON text (RFC 8259) into bytes, in the order in which it is called.
///
/// Commas, colons and indentation are the writer's business. Two equal sequences of calls give
/// equal bytes, so that output can be compared and hashed.
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  /// How deep elements still stand on lines of their own.
  private let lineDepth: Int
  private var depth = 0
  private var isFirst = true
  private var followsKey = false

  /// Creates a writer that puts each element on its own line, or everything on one.
  package init(indented: Bool = true) { lineDepth = indented ? .max : 0 }

  /// Creates a writer that puts elements on their own lines down to a depth, for large data that is
  /// to be compared line by line.
  package init(lineDepth: Int, reserving capacity: Int = 0) {
    self.lineDepth = lineDepth
    bytes.reserveCapacity(capacity)
  }

  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    nest(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  package mutating func array<S: Sequence>(
    _ elements: S, _ each: (inout JSONWriter, S.Element) -> Void
  ) {
    array { writer in
      for element in elements { each(&writer, element) }
    }
  }

  /// Writes the name of an object's next member.
  package mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    if depth <= lineDepth { bytes.append(UInt8(ascii: " ")) }
    followsKey = true
  }

  package mutating func value(_ text: String) {
    separate()
    quote(text)
  }

  /// Writes a string given as UTF-8.
  package mutating func value(_ text: ArraySlice<UInt8>) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    text.withUnsafeBufferPointer { escape($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  package mutating func value(_ number: Int) {
    separate()
    bytes.append(contentsOf: String(number).utf8)
  }

  /// Writes a number; JSON has no infinities and no NaN, which become null.
  package mutating func value(_ number: Double) {
    guard number.isFinite else { return null() }
    separate()
    let isWhole = number.rounded() == number && abs(number) < 9_007_199_254_740_992
    bytes.append(contentsOf: (isWhole ? String(Int(number)) : "\(number)").utf8)
  }

  package mutating func value(_ flag: Bool) {
    separate()
    bytes.append(contentsOf: (flag ? "true" : "false").utf8)
  }

  package mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  package mutating func member(_ name: String, _ text: String) {
    key(name)
    value(text)
  }

  package mutating func member(_ name: String, _ number: Int) {
    key(name)
    value(number)
  }

  package mutating func member(_ name: String, _ number: Double) {
    key(name)
    value(number)
  }

  package mutating func member(_ name: String, _ flag: Bool) {
    key(name)
    value(flag)
  }

  package mutating func member(_ name: String, _ texts: [String]) {
    key(name)
    array(texts) { $0.value($1) }
  }

  private mutating func nest(
    _ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void
  ) {
    separate()
    bytes.append(open)
    depth += 1
    isFirst = true
    body(&self)
    if !isFirst { breakLine(indent: depth - 1) }
    depth -= 1
    bytes.append(close)
    isFirst = false
  }

  private mutating func separate() {
    if followsKey {
      followsKey = false
      return
    }
    guard depth > 0 else { return }
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    breakLine(indent: depth)
  }

  private mutating func breakLine(indent: Int) {
    guard depth <= lineDepth else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * 2))
  }

  private mutating func quote(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { escape($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends text by runs, with what a string may not hold escaped.
  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while true {
      let index = escaped.first(in: text, from: start)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      guard index < text.count else { break }
      start = index + 1
      let byte = text[index]
      bytes.append(UInt8(ascii: "\\"))
      switch byte {
      case 0x22, 0x5C: bytes.append(byte)
      case 0x0A: bytes.append(UInt8(ascii: "n"))
      case 0x0D: bytes.append(UInt8(ascii: "r"))
      case 0x09: bytes.append(UInt8(ascii: "t"))
      default:
        bytes.append(contentsOf: "u00".utf8)
        bytes.append(hexDigits[Int(byte >> 4)])
        bytes.append(hexDigits[Int(byte & 15)])
      }
    }
  }
}

private let escaped = EscapedBytes([0x22, 0x5C])

private let hexDigits = Array("0123456789abcdef".utf8)
