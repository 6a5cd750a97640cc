/// Groups of words that are looked for in one pass over a text, ASCII letters in any case.
///
/// Every word is three bytes long or longer: their first three bytes find them.
struct WordGroups: Sendable {
  private let words: [(bytes: [UInt8], group: Int)]

  /// The first three bytes of each word.
  private let heads: [UInt32]

  /// Whether a word may begin with three bytes, by `slot`.
  private var mayBegin = [Bool](repeating: false, count: 2048)

  /// For each byte, where the words that begin with it start; they end where the next one's start.
  private let starts: [Int]

  init(_ groups: [[[UInt8]]]) {
    var words: [(bytes: [UInt8], group: Int)] = []
    for (number, group) in groups.enumerated() {
      for word in group {
        precondition(word.count >= 3, "a word is found by its first three bytes")
        words.append((word, number))
      }
    }
    words.sort { $0.bytes[0] < $1.bytes[0] }
    var starts = [Int](repeating: 0, count: 257)
    for word in words { starts[Int(word.bytes[0]) + 1] += 1 }
    for byte in 1...256 { starts[byte] += starts[byte - 1] }
    self.words = words
    self.starts = starts
    heads = words.map { Self.head($0.bytes[0], $0.bytes[1], $0.bytes[2]) }
    for head in heads { mayBegin[Self.slot(head)] = true }
  }

  /// The number of the first group of which a word stands anywhere in a text; nil for none.
  func first(in text: String) -> Int? {
    var text = text
    return text.withUTF8 { first(in: $0) }
  }

  func first(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let found = all(in: bytes)
    return found == 0 ? nil : found.trailingZeroBitCount
  }

  /// The groups of which a word stands anywhere in a text, a bit for each; there are at most 32.
  func all(in text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { all(in: $0) }
  }

  private func all(in bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard bytes.count >= 3 else { return 0 }
    var found: UInt32 = 0
    mayBegin.withUnsafeBufferPointer { mayBegin in
      var head = Self.head(0, Self.lower(bytes[0]), Self.lower(bytes[1]))
      for start in 0...(bytes.count - 3) {
        head = (head << 8 | UInt32(Self.lower(bytes[start + 2]))) & 0xFF_FFFF
        guard mayBegin[Self.slot(head)] else { continue }
        let first = Int(head >> 16)
        for index in starts[first]..<starts[first + 1]
        where heads[index] == head && found & 1 << UInt32(words[index].group) == 0 {
          if stands(words[index].bytes, at: start, in: bytes) {
            found |= 1 << UInt32(words[index].group)
          }
        }
      }
    }
    return found
  }

  private static func slot(_ head: UInt32) -> Int {
    Int((head ^ head >> 5 ^ head >> 10) & 2047)
  }

  private func stands(
    _ word: [UInt8], at start: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard start + word.count <= bytes.count else { return false }
    for offset in 3..<word.count where Self.lower(bytes[start + offset]) != word[offset] {
      return false
    }
    // Latin words are found at their beginning, and one of three letters only whole: `slo` is no part of
    // `slow`.
    guard Self.isLetter(word[0]) else { return true }
    if start > 0, Self.isLetter(bytes[start - 1]) {
      let next = bytes[start + 1]
      guard bytes[start] < 0x61, bytes[start - 1] >= 0x61 || (0x61...0x7A).contains(next) else {
        return false
      }
    }
    let end = start + word.count
    guard word.count == 3, end < bytes.count, Self.isLetter(bytes[end]) else { return true }
    return Self.lower(bytes[end]) == UInt8(ascii: "s")
      && (end + 1 >= bytes.count || !Self.isLetter(bytes[end + 1]))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  private static func head(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt32 {
    UInt32(a) << 16 | UInt32(b) << 8 | UInt32(c)
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 32 : byte }
}
