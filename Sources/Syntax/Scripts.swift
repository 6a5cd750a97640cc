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

  /// Whether a scalar is full-width punctuation, in whose width the space around it lies.
  static func isWidePunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3001...0x3003, 0x3008...0x3011, 0x3014...0x301F, 0xFF01...0xFF0F, 0xFF1A...0xFF20,
      0xFF3B...0xFF3D, 0xFF5B...0xFF60:
      true
    default: false
    }
  }

  static func endsUnspaced(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    lastScalar(text).map(isUnspaced) ?? false
  }

  static func beginsUnspaced(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    firstScalar(text[...]).map(isUnspaced) ?? false
  }

  static func endsWithPunctuation(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    lastScalar(text).map(isWidePunctuation) ?? false
  }

  static func beginsWithPunctuation(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    firstScalar(text[...]).map(isWidePunctuation) ?? false
  }

  private static func lastScalar(_ text: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
    var start = text.count - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start < 0 ? nil : firstScalar(text[start...])
  }

  static func firstScalar(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) { return scalar }
    return nil
  }
}

extension Scripts {
  /// Whether a scalar is what markdown-cjk-friendly calls a CJK character: wide, full- or half-width
  /// by UAX #11 and not shown as emoji by default, or Hangul.
  static func isEastAsian(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x1100: false
    case 0x1100...0x11FF, 0x20A9, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F,
      0x2E80...0x2E99, 0x2E9B...0x2EF3, 0x2F00...0x2FD5, 0x2FF0...0x303E, 0x3041...0x3096,
      0x3099...0x30FF, 0x3105...0x312F, 0x3131...0x318E, 0x3190...0x31E5, 0x31EF...0x321E,
      0x3220...0x3247, 0x3250...0xA48C, 0xA490...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3,
      0xD7B0...0xD7C6, 0xD7CB...0xD7FB, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE52,
      0xFE54...0xFE66, 0xFE68...0xFE6B, 0xFF01...0xFFBE, 0xFFC2...0xFFC7, 0xFFCA...0xFFCF,
      0xFFD2...0xFFD7, 0xFFDA...0xFFDC, 0xFFE0...0xFFE6, 0xFFE8...0xFFEE, 0x16FE0...0x16FE4,
      0x16FF0...0x16FF6, 0x17000...0x18CD5, 0x18CFF...0x18D1E, 0x18D80...0x18DF2,
      0x1AFF0...0x1B2FB, 0x1D300...0x1D356, 0x1D360...0x1D376, 0x20000...0x2FFFD,
      0x30000...0x3FFFD:
      true
    case 0x1F200...0x1F202, 0x1F210...0x1F23B, 0x1F240...0x1F248, 0x1F250...0x1F251,
      0x1F260...0x1F265:
      !scalar.properties.isEmojiPresentation
    default: false
    }
  }
}
