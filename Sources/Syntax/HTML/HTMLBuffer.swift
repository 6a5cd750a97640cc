/// HTML in the making.
struct HTMLBuffer {
  private(set) var bytes: [UInt8] = []

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  mutating func write(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func write(_ byte: UInt8) { bytes.append(byte) }

  mutating func write(_ text: some Collection<UInt8>) { bytes.append(contentsOf: text) }

  mutating func write(number: Int32) { bytes.append(contentsOf: String(number).utf8) }

  /// Begins a new line unless one has just begun.
  mutating func newLine() {
    if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
  }

  /// Writes text with the four characters escaped that HTML reserves, copying what is between.
  mutating func write(escaping text: UnsafeBufferPointer<UInt8>) {
    var copied = 0
    var at = 0
    let count = text.count
    while at < count {
      at = HTMLBuffer.firstReserved(in: text, from: at)
      guard at < count else { break }
      if at > copied { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<at])) }
      switch text[at] {
      case 0x22: write("&quot;")
      case 0x26: write("&amp;")
      case 0x3C: write("&lt;")
      default: write("&gt;")
      }
      at += 1
      copied = at
    }
    if copied < count {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<count]))
    }
  }

  mutating func write(escaping text: [UInt8]) {
    text.withUnsafeBufferPointer { write(escaping: $0) }
  }

  mutating func write(escaping text: String) {
    var text = text
    text.withUTF8 { write(escaping: $0) }
  }

  /// The first of `"&<>` at or after an offset; the count when there is none.
  private static func firstReserved(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var at = start
    let count = text.count
    guard let base = UnsafeRawPointer(text.baseAddress) else { return count }
    while at + 8 <= count {
      let word = base.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      if hasZero(word ^ 0x2222_2222_2222_2222) | hasZero(word ^ 0x2626_2626_2626_2626)
        | hasZero((word & 0xFDFD_FDFD_FDFD_FDFD) ^ 0x3C3C_3C3C_3C3C_3C3C) != 0
      {
        break
      }
      at += 8
    }
    while at < count {
      switch text[at] {
      case 0x22, 0x26, 0x3C, 0x3E: return at
      default: at += 1
      }
    }
    return count
  }

  /// Not zero if and only if a byte of the word is.
  private static func hasZero(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  /// Writes a destination with all escaped that may not stand in a URL or in an attribute.
  mutating func write(url: UnsafeBufferPointer<UInt8>) {
    for byte in url {
      switch byte {
      case 0x26: write("&amp;")
      case 0x27: write("&#x27;")
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x21, 0x23, 0x24, 0x25, 0x28...0x2F, 0x3A, 0x3B,
        0x3D, 0x3F, 0x40, 0x5F, 0x7E:
        bytes.append(byte)
      default:
        bytes.append(0x25)
        bytes.append(HTMLBuffer.hexadecimal(byte >> 4))
        bytes.append(HTMLBuffer.hexadecimal(byte & 15))
      }
    }
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? 0x30 + digit : 0x37 + digit
  }
}
