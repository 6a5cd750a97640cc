/// A small whole number that counts things, with its bytes: `12`, `twelve`, 十二.
package struct SmallNumber: Sendable, Hashable {
  package let value: Int

  /// The bytes of the number alone, without what is counted.
  package let range: Range<Int>

  package init(value: Int, range: Range<Int>) {
    self.value = value
    self.range = range
  }

  /// Reads the number that begins at `start`: at most three digits, an English word from one to twenty in
  /// upper or lower case, or a number in Chinese characters below a thousand.
  ///
  /// Nil where what stands there is longer or is no such number: `1,200`, `2.5`, `2025`, `tenfold`, 三四个,
  /// 十几个. What stands before `start` is for the caller to look at. O(1).
  package init?(_ bytes: [UInt8], at start: Int, limit: Int) {
    guard start < limit else { return nil }
    let first = bytes[start]
    if first &- 0x30 < 10 {
      var end = start
      var value = 0
      while end < limit, bytes[end] &- 0x30 < 10 {
        guard end - start < 3 else { return nil }
        value = value * 10 + Int(bytes[end] - 0x30)
        end += 1
      }
      let isLonger =
        end + 1 < limit && bytes[end + 1] &- 0x30 < 10
        && (bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ","))
      guard !isLonger else { return nil }
      self.init(value: value, range: start..<end)
    } else if HanNumeral.mayBegin(first) {
      guard let numeral = HanNumeral(bytes, at: start, limit: limit), numeral.value < 1000,
        !["几", "余", "多"].contains(where: { bytes[numeral.end..<limit].starts(with: $0.utf8) })
      else { return nil }
      self.init(value: Int(numeral.value), range: start..<numeral.end)
    } else {
      guard Self.mayBeginWord(first | 0x20) else { return nil }
      var end = start
      while end < limit, (bytes[end] | 0x20) &- 0x61 < 26 {
        guard end - start < 9 else { return nil }
        end += 1
      }
      guard let value = Self.value(of: String(decoding: bytes[start..<end], as: UTF8.self)) else {
        return nil
      }
      self.init(value: value, range: start..<end)
    }
  }

  /// Reads the number that ends right before `end`, the longest that begins at `floor` or behind it; nil where none
  /// does, and where letters or digits stand before it that belong to it. O(1).
  package init?(_ bytes: [UInt8], endingAt end: Int, floor: Int) {
    for start in max(floor, end - 9)..<max(floor, end) {
      let before = start > floor ? bytes[start - 1] : 0x20
      let isInside = bytes[start] < 0x80 && (before &- 0x30 < 10 || (before | 0x20) &- 0x61 < 26)
      if isInside { continue }
      if let number = SmallNumber(bytes, at: start, limit: end), number.range.upperBound == end {
        self = number
        return
      }
    }
    return nil
  }

  /// The number that a word is, in letters from one to twenty or in at most three digits; nil for others.
  package static func value(of word: some StringProtocol) -> Int? {
    guard let first = word.utf8.first, word.utf8.count <= 9 else { return nil }
    if first &- 0x30 < 10 {
      return word.utf8.count <= 3 && word.utf8.allSatisfy { $0 &- 0x30 < 10 } ? Int(word) : nil
    }
    return words.firstIndex(of: word.lowercased()).map { $0 + 1 }
  }

  /// Whether a number may begin with a byte: most bytes are told by that alone.
  package static func mayBegin(with byte: UInt8) -> Bool {
    byte.isDigit || HanNumeral.mayBegin(byte) || mayBeginWord(byte | 0x20)
  }

  /// Whether one of the words may begin with a letter.
  private static func mayBeginWord(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "e"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "o"),
      UInt8(ascii: "s"), UInt8(ascii: "t"):
      true
    default: false
    }
  }

  private static let words = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
  ]
}
