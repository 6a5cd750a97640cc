import Glibc
import Quantities

/// Words that are looked for in texts, all in one pass, by their bytes; of Latin ones at their beginning.
///
/// `String.contains` compares characters as Unicode deems them equal, which costs hundreds of times
/// as much; for fixed words in texts as people write them both find the same.
struct Words: Sendable, ExpressibleByArrayLiteral {
  /// The words by their first byte; `heads` holds a place in `groups`, 0 for none.
  private var heads = [UInt8](repeating: 0, count: 256)
  private var groups: [[[UInt8]]] = [[]]

  /// For each group, 256 bits that tell which bytes may follow the first; few places of a text pass.
  private var seconds: [UInt64] = [0, 0, 0, 0]

  init(arrayLiteral elements: String...) { self.init(elements) }

  /// Empty words are never found.
  init(_ words: [String]) {
    for word in words {
      guard let first = word.utf8.first else { continue }
      if heads[Int(first)] == 0 {
        heads[Int(first)] = UInt8(groups.count)
        groups.append([])
        seconds += [0, 0, 0, 0]
      }
      let bytes = Array(word.utf8)
      let group = Int(heads[Int(first)])
      groups[group].append(bytes)
      for second in bytes.count > 1 ? bytes[1]...bytes[1] : 0...UInt8.max {
        seconds[group * 4 + Int(second >> 6)] |= 1 << UInt64(second & 63)
      }
    }
  }

  /// Whether one of the words occurs in a text. O(bytes × words that begin alike).
  func occur(in text: String) -> Bool {
    let found = text.utf8.withContiguousStorageIfAvailable { occur(in: $0, folding: 0) }
    return found ?? occur(in: Array(text.utf8))
  }

  /// Whether one of the words, all of them lower-case, occurs in a text in any ASCII case.
  func occurInAnyCase(in text: String) -> Bool {
    let found = text.utf8.withContiguousStorageIfAvailable { occur(in: $0, folding: 0x20) }
    return found ?? Array(text.utf8).withUnsafeBufferPointer { occur(in: $0, folding: 0x20) }
  }

  func occur(in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { occur(in: $0, folding: 0) }
  }

  func occurInAnyCase(in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { occur(in: $0, folding: 0x20) }
  }

  func occurInAnyCase(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    occur(in: bytes, folding: 0x20)
  }

  private func occur(in bytes: UnsafeBufferPointer<UInt8>, folding bit: UInt8) -> Bool {
    func folded(_ byte: UInt8) -> UInt8 { byte.isUppercase ? byte | bit : byte }
    return heads.withUnsafeBufferPointer { heads in
      for start in bytes.indices {
        let group = heads[Int(folded(bytes[start]))]
        if group == 0 { continue }
        if start + 1 < bytes.count {
          let second = folded(bytes[start + 1])
          let mayFollow = seconds[Int(group) * 4 + Int(second >> 6)]
          if mayFollow & 1 << UInt64(second & 63) == 0 { continue }
        }
        words: for word in groups[Int(group)] where word.count <= bytes.count - start {
          for offset in 1..<word.count where folded(bytes[start + offset]) != word[offset] {
            continue words
          }
          if isWord(word, at: start, in: bytes) { return true }
        }
      }
      return false
    }
  }
}

/// Whether what stands at an offset is a word and no part of another one: `used` does not occur in
/// `unused`.
///
/// Letters may follow a Latin word, as in `tolerated`, but one of three letters or fewer stands alone or
/// in the plural. Han words are not parted by anything.
private func isWord(_ word: [UInt8], at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  func isLetter(_ place: Int) -> Bool {
    bytes.indices.contains(place) && bytes[place].isLetter
  }
  guard word[0].isLetter else { return true }
  // A capital begins a word in `lastUpdated`, and before a small letter in `HTTPServer`.
  if isLetter(start - 1) {
    let isCapital = bytes[start] < 0x61
    let next = start + 1 < bytes.count ? bytes[start + 1] : 0
    guard isCapital, bytes[start - 1] >= 0x61 || (0x61...0x7A).contains(next) else { return false }
  }
  let end = start + word.count
  guard word.count <= 3, isLetter(end - 1), isLetter(end) else { return true }
  return bytes[end] | 0x20 == UInt8(ascii: "s") && !isLetter(end + 1)
}

extension String {
  /// Whether the bytes of some words occur in the text; never for an empty text of words.
  func holds(_ words: String) -> Bool {
    let found = utf8.withContiguousStorageIfAvailable { text in
      words.utf8.withContiguousStorageIfAvailable { occurs($0, in: text) }
    }
    return (found ?? nil) ?? Array(utf8).holds(Array(words.utf8))
  }
}

private func occurs(
  _ word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>
) -> Bool {
  guard let base = text.baseAddress, let wanted = word.baseAddress, !word.isEmpty else {
    return false
  }
  // The last byte tells Han characters apart, the first one rarely does.
  let last = Int32(word[word.count - 1])
  var end = word.count - 1
  while end < text.count, let found = memchr(base + end, last, text.count - end) {
    end = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
    if memcmp(base + end - word.count, wanted, word.count) == 0 { return true }
  }
  return false
}

extension [UInt8] {
  fileprivate func holds(_ word: [UInt8]) -> Bool {
    withUnsafeBufferPointer { text in word.withUnsafeBufferPointer { occurs($0, in: text) } }
  }
}
