/// What the scripts of East Asia ask of Markdown.
enum Scripts {
  /// Whether a scalar belongs to a script that puts no spaces between words: Han, Kana, and their
  /// punctuation and full-width forms; not Hangul.
  static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x2FDF, 0x3001...0x303F, 0x3041...0x312F, 0x31A0...0x31FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFE10...0xFE1F, 0xFE30...0xFE4F, 0xFF01...0xFF60,
      0xFF61...0xFF9F, 0x1AFF0...0x1B16F, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  static func endsUnspaced(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let last = text.last, last >= 0x80 else { return false }
    var start = text.count - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return firstScalar(text[start...]).map(isUnspaced) ?? false
  }

  static func beginsUnspaced(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, first >= 0x80 else { return false }
    return firstScalar(text[...]).map(isUnspaced) ?? false
  }

  static func firstScalar(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) { return scalar }
    return nil
  }
}
