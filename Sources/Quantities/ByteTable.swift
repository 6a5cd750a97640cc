/// Words with what they mean, grouped by one of their bytes, so that most of them need no look.
struct ByteTable<Value: Sendable>: Sendable {
  /// The words by that byte, those with the same one in the order that they were given in.
  let words: [(bytes: [UInt8], value: Value)]

  /// For each byte, where its words start; they end where the next one's start.
  private let starts: [UInt16]

  /// - Parameter key: which byte of a word it is found by.
  init(_ words: [(bytes: [UInt8], value: Value)], by key: ([UInt8]) -> UInt8) {
    var starts = [UInt16](repeating: 0, count: 257)
    for word in words { starts[Int(key(word.bytes)) + 1] += 1 }
    for byte in 1...256 { starts[byte] += starts[byte - 1] }
    self.starts = starts
    self.words = words.enumerated().sorted {
      (key($0.element.bytes), $0.offset) < (key($1.element.bytes), $1.offset)
    }.map(\.element)
  }

  /// The places in `words` of those with a byte.
  func places(of byte: UInt8) -> Range<Int> {
    Int(starts[Int(byte)])..<Int(starts[Int(byte) + 1])
  }
}

/// Words that a text may end with.
struct Endings: Sendable, ExpressibleByArrayLiteral {
  private let table: ByteTable<Void>

  init(arrayLiteral words: String...) { self.init(words) }

  init(_ words: [String]) {
    table = ByteTable(words.map { (Array($0.utf8), ()) }) { $0[$0.count - 1] }
  }

  /// The length of the first of the words, in their order, that ends just before `end` and does not
  /// begin before `floor`; nil for none.
  func length(in bytes: [UInt8], before end: Int, floor: Int) -> Int? {
    guard end > floor else { return nil }
    for place in table.places(of: bytes[end - 1]) {
      if bytes.hasSuffix(table.words[place].bytes, before: end, floor: floor) {
        return table.words[place].bytes.count
      }
    }
    return nil
  }

  /// Whether one of the words ends just before `end`, and does not begin before `floor`.
  func stand(in bytes: [UInt8], before end: Int, floor: Int) -> Bool {
    length(in: bytes, before: end, floor: floor) != nil
  }
}
