import Glibc

/// How written text becomes what it stands for: escapes, entities, the prefixes of lines.
enum SourceText {
  static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// Where some bytes first stand in a range. O(range × wanted), in practice O(range).
  static func firstOccurrence(
    of wanted: Slice<UnsafeBufferPointer<UInt8>>, in source: UnsafeBufferPointer<UInt8>,
    from start: Int, to end: Int
  ) -> Int? {
    guard let first = wanted.first, let base = source.baseAddress else { return nil }
    let last = min(end, source.count) - wanted.count
    var at = start
    while at <= last, let found = memchr(base + at, Int32(first), last + 1 - at) {
      at = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if source[at..<(at + wanted.count)].elementsEqual(wanted) { return at }
      at += 1
    }
    return nil
  }

  /// Steps over the indentation and the quote marks that begin a continuation line.
  static func skipPrefix(
    _ source: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, quotes: Int
  ) -> Int {
    var at = start
    var quotes = quotes
    while at < end {
      switch source[at] {
      case 0x20, 0x09: at += 1
      case 0x3E where quotes > 0:
        quotes -= 1
        at += 1
      default: return at
      }
    }
    return at
  }

  /// The end of the written form of a literal, nil when the source says something else.
  static func match(
    _ literal: UnsafeBufferPointer<UInt8>, in source: UnsafeBufferPointer<UInt8>, from start: Int,
    to end: Int, escapes: Bool, inTable: Bool
  ) -> Int? {
    var at = start
    var index = 0
    while index < literal.count {
      guard
        let step = step(
          literal, index, in: source, at: at, to: end, escapes: escapes, inTable: inTable)
      else { return nil }
      at += step.source
      index += step.literal
    }
    return at
  }

  /// How many bytes of the source and of the literal the next character takes.
  static func step(
    _ literal: UnsafeBufferPointer<UInt8>, _ index: Int, in source: UnsafeBufferPointer<UInt8>,
    at: Int, to end: Int, escapes: Bool, inTable: Bool
  ) -> (source: Int, literal: Int)? {
    guard at < end else { return nil }
    let byte = source[at]
    let wanted = literal[index]
    if byte == 0x5C, at + 1 < end {
      let next = source[at + 1]
      if inTable, next == 0x7C {
        // The table takes `\|` for `|` first; what is left of `\\|` is an escaped bar.
        if wanted == 0x7C { return (2, 1) }
      } else if inTable, escapes, next == 0x5C, at + 2 < end, source[at + 2] == 0x7C,
        wanted == 0x7C
      {
        return (3, 1)
      }
      if escapes, isPunctuation(next), wanted == next { return (2, 1) }
    }
    if byte == 0x26, let entity = entity(literal, index, in: source, at: at, to: end) {
      return entity
    }
    if byte == wanted || isMask(wanted, of: byte) { return (1, 1) }
    if byte == 0, wanted == 0xEF, index + 2 < literal.count, literal[index + 1] == 0xBF,
      literal[index + 2] == 0xBD
    {
      return (1, 3)
    }
    return nil
  }

  /// Whether a byte of a literal stands for one of the source that was too much for cmark.
  static func isMask(_ mask: UInt8, of byte: UInt8) -> Bool {
    mask == Hazards.bracketMask && byte == 0x5B || mask == Hazards.dashMask && byte == 0x2D
      || mask == Hazards.letterMask && byte == 0x77
  }

  /// Matches a character reference against what it became; nil when it did not become anything.
  ///
  /// The names need no table: the literal shows whether a reference was read, and what it became is
  /// as long as makes the text after it fit.
  private static func entity(
    _ literal: UnsafeBufferPointer<UInt8>, _ index: Int, in source: UnsafeBufferPointer<UInt8>,
    at: Int, to end: Int
  ) -> (source: Int, literal: Int)? {
    var close = at + 1
    while close < end, close - at < 34, isReferenceByte(source[close]) { close += 1 }
    guard close < end, source[close] == 0x3B, close > at + 1 else { return nil }
    let length = close + 1 - at
    let name = source[(at + 1)..<close]
    let isCommon = name.elementsEqual("amp".utf8)
    if !isCommon, index + length <= literal.count {
      let verbatim = UnsafeBufferPointer(rebasing: literal[index..<(index + length)])
      if verbatim.elementsEqual(source[at...close]) { return nil }
    }
    let following: UInt8? = close + 1 < end ? source[close + 1] : nil
    var width = scalarWidth(literal, at: index)
    let second = index + width
    // A few names stand for two characters; take the second too if only then the text goes on.
    if second < literal.count, literal[second] != following, following != 0x26, following != 0x5C,
      source[at + 1] != 0x23
    {
      let both = width + scalarWidth(literal, at: second)
      if index + both == literal.count || literal[index + both] == following { width = both }
    }
    return (length, width)
  }

  private static func isReferenceByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x23, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  private static func scalarWidth(_ literal: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let width =
      switch literal[index] {
      case 0xC0...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xFF: 4
      default: 1
      }
    return min(width, literal.count - index)
  }
}
