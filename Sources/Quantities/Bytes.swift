// Small questions about bytes of UTF-8.

/// Of ASCII; inlinable, for they are asked of each byte of a text.
extension UInt8 {
  @inlinable package var isDigit: Bool { self &- 48 < 10 }
  @inlinable package var isLowercase: Bool { self &- 97 < 26 }
  @inlinable package var isUppercase: Bool { self &- 65 < 26 }
  @inlinable package var isLetter: Bool { (self | 32) &- 97 < 26 }
  @inlinable package var lowercased: UInt8 { isUppercase ? self | 32 : self }
  var isBlank: Bool { self == 32 || self == 9 }

  /// Whether this begins a three-byte character of the Han blocks.
  var leadsHan: Bool { self >= 0xE4 && self <= 0xE9 }
}

extension [UInt8] {
  /// Whether `word` stands at `start`, wholly before `limit`.
  func hasPrefix(_ word: [UInt8], at start: Int, limit: Int) -> Bool {
    guard start >= 0, start + word.count <= limit else { return false }
    for offset in word.indices where self[start + offset] != word[offset] { return false }
    return true
  }

  /// Whether `word` ends just before `end`, wholly at or after `floor`.
  func hasSuffix(_ word: [UInt8], before end: Int, floor: Int) -> Bool {
    let start = end - word.count
    guard start >= floor else { return false }
    for offset in word.indices where self[start + offset] != word[offset] { return false }
    return true
  }

  /// The position after spaces and tabs, but not line ends.
  func skippingBlanks(_ start: Int, limit: Int) -> Int {
    var position = start
    while position < limit, self[position].isBlank { position += 1 }
    return position
  }

  /// The position before which there are only spaces and tabs up to `end`.
  func skippingBlanksBack(_ end: Int, floor: Int) -> Int {
    var position = end
    while position > floor, self[position - 1].isBlank { position -= 1 }
    return position
  }
}
