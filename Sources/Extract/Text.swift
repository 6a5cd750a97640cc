import Diagnostics

/// Reading UTF-8 by hand: extractors run over whole documents, where `String` is too slow.
extension Array where Element == UInt8 {
  /// The Unicode scalar at an offset and its length in bytes; malformed bytes count as themselves.
  ///
  /// Outside the text stands U+0000, one byte long, so that looking one sign ahead needs no care.
  func scalar(at offset: Int) -> (value: UInt32, length: Int) {
    guard offset >= 0, offset < count else { return (0, 1) }
    let first = self[offset]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    guard length > 1, offset + length <= count else { return (UInt32(first), 1) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for place in (offset + 1)..<(offset + length) {
      let byte = self[place]
      guard byte & 0xC0 == 0x80 else { return (UInt32(first), 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return (value, length)
  }

  /// The scalar that ends before an offset.
  func scalar(before offset: Int) -> (value: UInt32, length: Int) {
    guard offset > 0, offset <= count else { return (0, 1) }
    var start = offset - 1
    while start > 0, self[start] & 0xC0 == 0x80, offset - start < 4 { start -= 1 }
    let found = scalar(at: start)
    return start + found.length == offset ? found : (UInt32(self[offset - 1]), 1)
  }

  /// A range without the spaces at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let next = scalar(at: low)
      guard isSpace(next.value) else { break }
      low += next.length
    }
    while low < high {
      let last = scalar(before: high)
      guard isSpace(last.value) else { break }
      high -= last.length
    }
    return low < high ? low..<high : range.lowerBound..<range.lowerBound
  }

  func string(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }

  /// Whether the bytes at an offset are those of an ASCII or Chinese word, as written.
  func has(_ word: StaticString, at offset: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard offset >= 0, offset + length <= count else { return false }
    let wanted = UnsafeBufferPointer(start: word.utf8Start, count: length)
    for index in 0..<length where self[offset + index] != wanted[index] { return false }
    return true
  }

  /// The first place of a word in a range. O(range).
  func find(_ word: StaticString, in range: Range<Int>) -> Int? {
    let length = word.utf8CodeUnitCount
    guard length > 0, range.count >= length else { return nil }
    // The last byte tells Han characters apart, the first one rarely does.
    let last = word.utf8Start[length - 1]
    var end = range.lowerBound + length - 1
    while let found = firstIndex(of: last, in: end..<range.upperBound) {
      if has(word, at: found + 1 - length) { return found + 1 - length }
      end = found + 1
    }
    return nil
  }

  /// The lines of a range without their endings.
  func lines(in range: Range<Int>) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    lines.reserveCapacity(self[range].count { $0 == UInt8(ascii: "\n") } + 1)
    var start = range.lowerBound
    for offset in range where self[offset] == UInt8(ascii: "\n") {
      lines.append(start..<lineEnd(from: start, newline: offset))
      start = offset + 1
    }
    if start < range.upperBound {
      lines.append(start..<lineEnd(from: start, newline: range.upperBound))
    }
    return lines
  }

  private func lineEnd(from start: Int, newline: Int) -> Int {
    newline > start && self[newline - 1] == UInt8(ascii: "\r") ? newline - 1 : newline
  }
}

/// Whether a scalar is a space, be it narrow, wide or unbreakable.
func isSpace(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000, 0x200B, 0xFEFF: true
  default: false
  }
}

/// Whether a scalar belongs to a script that is written without spaces.
func isHan(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x3005, 0x3007, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF: true
  case 0x20000...0x3FFFF: true
  default: false
  }
}

func isDigit(_ scalar: UInt32) -> Bool { scalar >= 0x30 && scalar <= 0x39 }

func isLatin(_ scalar: UInt32) -> Bool {
  (scalar | 0x20) >= 0x61 && (scalar | 0x20) <= 0x7A && scalar < 0x80
}

/// Whether a scalar is a pictograph or one of the signs that go with it.
func isPictograph(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x200D, 0x20E3, 0xFE0E, 0xFE0F, 0x2600...0x27BF, 0x2B00...0x2BFF, 0x23E9...0x23FF: true
  case 0x1F000...0x1FAFF, 0x2139, 0x25A1, 0x25CF, 0x25CB, 0x25C6: true
  default: false
  }
}
