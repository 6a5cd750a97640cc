import Quantities

/// Words to look for in short texts, ASCII letters in any case.
///
/// A Latin word is found only as a whole word, a plural `s` allowed; a Chinese one anywhere.
struct WordSet: Sendable {
  /// In the order of their slots.
  private let words: [[UInt8]]

  /// For each slot, the lowest ten bits of a first scalar, where its words start; they end where the next one's
  /// start. Most scalars begin none.
  private let starts: [UInt16]

  init(_ words: String) {
    var found: [(slot: Int, bytes: [UInt8])] = []
    for word in words.utf8.split(whereSeparator: { $0 <= UInt8(ascii: " ") }) {
      let bytes = Array(word)
      found.append((Int(bytes.scalar(at: 0).value & 1023), bytes))
    }
    var starts = [UInt16](repeating: 0, count: 1025)
    for word in found { starts[word.slot + 1] += 1 }
    for slot in 1...1024 { starts[slot] += starts[slot - 1] }
    self.starts = starts
    self.words = found.sorted { $0.slot < $1.slot }.map(\.bytes)
  }

  func occurs(in bytes: [UInt8], _ range: Range<Int>? = nil) -> Bool {
    first(in: bytes, range) != nil
  }

  func occurs(in text: String) -> Bool { first(in: Array(text.utf8)) != nil }

  /// The first place where a word of the set stands.
  func first(in bytes: [UInt8], _ range: Range<Int>? = nil) -> Range<Int>? {
    let range = range ?? bytes.indices
    var offset = range.lowerBound
    while offset < range.upperBound {
      let (value, length) = bytes.scalar(at: offset)
      if let found = match(at: offset, scalar: value, in: bytes, range) { return found }
      offset += length
    }
    return nil
  }

  /// The word of the set that stands at an offset.
  func match(at offset: Int, in bytes: [UInt8], _ range: Range<Int>? = nil) -> Range<Int>? {
    guard offset < bytes.count else { return nil }
    return match(
      at: offset, scalar: bytes.scalar(at: offset).value, in: bytes, range ?? bytes.indices)
  }

  private func match(
    at offset: Int, scalar: UInt32, in bytes: [UInt8], _ range: Range<Int>
  ) -> Range<Int>? {
    let folded = scalar < 0x80 ? UInt32(UInt8(scalar).lowercased) : scalar
    let slot = Int(folded & 1023)
    var best: Range<Int>?
    for place in Int(starts[slot])..<Int(starts[slot + 1])
    where offset + words[place].count <= range.upperBound {
      let word = words[place]
      let end = offset + word.count
      var equal = true
      for index in word.indices where bytes[offset + index].lowercased != word[index] {
        equal = false
        break
      }
      guard equal, isWhole(offset..<end, in: bytes, range) else { continue }
      if end > best?.upperBound ?? 0 { best = offset..<end }
    }
    return best
  }

  private func isWhole(_ word: Range<Int>, in bytes: [UInt8], _ range: Range<Int>) -> Bool {
    if bytes[word.lowerBound].isLetter, word.lowerBound > range.lowerBound,
      bytes[word.lowerBound - 1].isLetter
    {
      return false
    }
    guard bytes[word.upperBound - 1].isLetter else { return true }
    var end = word.upperBound
    if end < range.upperBound, bytes[end] == UInt8(ascii: "s") { end += 1 }
    return end >= range.upperBound || !bytes[end].isLetter
  }
}
