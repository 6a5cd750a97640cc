/// Groups of words that are looked for in one pass over a text, ASCII letters in any case.
///
/// A Latin word is found at its beginning, and one of three letters only whole or in the plural: `slo` is no
/// part of `slow`. Han words and what begins with a sign are found anywhere.
package struct WordGroups: Sendable {
  private struct Word {
    let bytes: [UInt8]
    let group: UInt32

    /// Its fourth to seventh byte, as far as it has them, and the bits of these: of the words that begin alike most
    /// are told apart by them.
    let next: UInt32
    let mask: UInt32

    init(_ bytes: [UInt8], group: UInt32) {
      self.bytes = bytes
      self.group = group
      let rest = bytes.dropFirst(3).prefix(4)
      next = rest.reversed().reduce(0) { $0 << 8 | UInt32($1) }
      mask = rest.reduce(0) { mask, _ in mask << 8 | 0xFF }
    }
  }

  private let words: [Word]

  /// For each hash of three bytes a bit that tells whether a word may begin with them: few places of a text pass.
  private let mayBegin: [UInt64]

  /// For each slot of three bytes, where in `words` those start that may begin with them; they end where the
  /// next slot's start.
  private let starts: [UInt16]

  private static let slots = 8192

  /// - Parameter groups: at most 32, of words of three bytes and more in lower case.
  package init(_ groups: [[String]]) {
    precondition(groups.count <= 32, "a group is a bit of 32")
    var words: [(slot: Int, bytes: [UInt8], group: UInt32)] = []
    var mayBegin = [UInt64](repeating: 0, count: Self.hashes / 64)
    for (number, group) in groups.enumerated() {
      for word in group {
        let bytes = Array(word.utf8)
        precondition(bytes.count >= 3, "a word is found by its first three bytes")
        let hash = Self.hash(Self.head(bytes[0], bytes[1], bytes[2]))
        mayBegin[hash >> 6] |= 1 << UInt64(hash & 63)
        words.append((Self.slot(hash), bytes, 1 << UInt32(number)))
      }
    }
    var starts = [UInt16](repeating: 0, count: Self.slots + 1)
    for word in words { starts[word.slot + 1] += 1 }
    for slot in 1...Self.slots { starts[slot] += starts[slot - 1] }
    self.mayBegin = mayBegin
    self.starts = starts
    self.words = words.sorted { $0.slot < $1.slot }.map { Word($0.bytes, group: $0.group) }
  }

  /// The number of the first group of which a word stands in a text; nil for none.
  package func first(in text: String) -> Int? {
    var text = text
    return text.withUTF8 { first(in: $0) }
  }

  package func first(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let found = all(in: bytes)
    return found == 0 ? nil : found.trailingZeroBitCount
  }

  /// The groups of which a word stands in a text, a bit for each, the first one's the lowest.
  package func all(in text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { all(in: $0) }
  }

  package func all(in bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard bytes.count >= 3 else { return 0 }
    var found: UInt32 = 0
    mayBegin.withUnsafeBufferPointer { mayBegin in
      var head = Self.head(0, bytes[0].lowercased, bytes[1].lowercased)
      for start in 0...(bytes.count - 3) {
        head = (head << 8 | UInt32(bytes[start + 2].lowercased)) & 0xFF_FFFF
        let hash = Self.hash(head)
        if mayBegin[hash >> 6] & 1 << UInt64(hash & 63) == 0 { continue }
        found |= groups(at: start, in: bytes, slot: Self.slot(hash), without: found)
      }
    }
    return found
  }

  /// The groups of which a word stands at a place, of those that have not been found yet.
  ///
  /// Apart, so that the loop over all places stays small.
  @inline(never)
  private func groups(
    at start: Int, in bytes: UnsafeBufferPointer<UInt8>, slot: Int, without known: UInt32
  ) -> UInt32 {
    var found: UInt32 = 0
    let next = Self.next(behind: start + 3, in: bytes)
    for place in Int(starts[slot])..<Int(starts[slot + 1])
    where (known | found) & words[place].group == 0
      && next & words[place].mask == words[place].next
    {
      if stands(words[place].bytes, at: start, in: bytes) { found |= words[place].group }
    }
    return found
  }

  private func stands(
    _ word: [UInt8], at start: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let end = start + word.count
    guard end <= bytes.count else { return false }
    for offset in word.indices where bytes[start + offset].lowercased != word[offset] {
      return false
    }
    guard word[0].isLetter else { return true }
    if start > 0, bytes[start - 1].isLetter {
      // A capital begins a word in `lastUpdated`, and before a small letter in `HTTPServer`.
      guard bytes[start].isUppercase,
        bytes[start - 1].isLowercase || bytes[start + 1].isLowercase
      else { return false }
    }
    guard word.count == 3, word[2].isLetter, end < bytes.count, bytes[end].isLetter else {
      return true
    }
    return bytes[end].lowercased == UInt8(ascii: "s")
      && (end + 1 >= bytes.count || !bytes[end + 1].isLetter)
  }

  /// Four bytes in lower case, the first one the lowest; of those behind the end nothing.
  private static func next(behind start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var next: UInt32 = 0
    for offset in 0..<min(4, bytes.count - start) {
      next |= UInt32(bytes[start + offset].lowercased) << UInt32(8 * offset)
    }
    return next
  }

  /// One of 65,536 hashes of three bytes. By D. Knuth's multiplicative method, The Art of Computer Programming 6.4.
  private static func hash(_ head: UInt32) -> Int { Int((head &* 0x9E37_79B1) >> 16) }

  private static let hashes = 1 << 16

  private static func slot(_ hash: Int) -> Int { hash / (hashes / slots) }

  private static func head(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt32 {
    UInt32(a) << 16 | UInt32(b) << 8 | UInt32(c)
  }
}
