/// Which bytes of a text have to be escaped, for a search eight bytes at a time.
///
/// Control characters and U+007F always are; the format names up to four more characters.
package struct EscapedBytes: Sendable {
  private let patterns: (UInt64, UInt64, UInt64, UInt64)
  private let isEscaped: [Bool]

  /// - Parameter bytes: ASCII characters, one to four.
  package init(_ bytes: [UInt8]) {
    precondition((1...4).contains(bytes.count), "a format escapes a few characters")
    func pattern(_ index: Int) -> UInt64 {
      UInt64(bytes[min(index, bytes.count - 1)]) &* 0x0101_0101_0101_0101
    }
    patterns = (pattern(0), pattern(1), pattern(2), pattern(3))
    isEscaped = (0...255).map { $0 < 0x20 || $0 == 0x7F || bytes.contains(UInt8($0)) }
  }

  /// The first such byte at or after an offset; the count when there is none.
  @inline(__always)
  package func first(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = UnsafeRawPointer(text.baseAddress) else { return text.count }
    var at = start
    while at + 8 <= text.count {
      let word = base.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let control = (word &- 0x2020_2020_2020_2020) & ~word
      let named =
        zero(word ^ patterns.0) | zero(word ^ patterns.1) | zero(word ^ patterns.2)
        | zero(word ^ patterns.3) | zero(word ^ 0x7F7F_7F7F_7F7F_7F7F)
      if (control | named) & 0x8080_8080_8080_8080 != 0 { break }
      at += 8
    }
    while at < text.count, !isEscaped[Int(text[at])] { at += 1 }
    return at
  }

  /// The high bit of a byte is set where the byte is zero, and perhaps above one that is.
  @inline(__always)
  private func zero(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word }
}
