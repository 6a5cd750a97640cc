/// JSON that is being written, as bytes.
struct JSON: Sendable {
  private(set) var bytes: [UInt8] = []

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }
  mutating func raw(_ other: JSON) { bytes.append(contentsOf: other.bytes) }

  mutating func string(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { escape($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func string(_ text: some Sequence<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    if text.withContiguousStorageIfAvailable({ escape($0) }) == nil {
      Array(text).withUnsafeBufferPointer { escape($0) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A finite number; infinities and the like, which JSON lacks, become null.
  mutating func number(_ value: Double) {
    raw(
      value.isFinite
        ? (value == value.rounded() && value.magnitude < 1e15
          ? String(Int(value)) : String(value)) : "null")
  }

  /// Valid inside a script element too: `<` is escaped, so no `</script>` can occur.
  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in text.indices {
      let byte = text[index]
      let short: StaticString
      switch byte {
      case UInt8(ascii: "\""): short = "\\\""
      case UInt8(ascii: "\\"): short = "\\\\"
      case 10: short = "\\n"
      case 9: short = "\\t"
      case 0..<32, UInt8(ascii: "<"): short = "\\u00"
      default: continue
      }
      bytes.append(contentsOf: text[start..<index])
      short.withUTF8Buffer { bytes.append(contentsOf: $0) }
      if short.utf8CodeUnitCount == 4 {
        bytes.append(hexadecimal[Int(byte >> 4)])
        bytes.append(hexadecimal[Int(byte & 15)])
      }
      start = index + 1
    }
    bytes.append(contentsOf: text[start..<text.count])
  }
}

private let hexadecimal = Array("0123456789abcdef".utf8)
