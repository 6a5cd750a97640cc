/// The inverted index of a site: for each token the entries that hold it, and how prominently.
///
/// Entries are added in order; the postings are kept in one flat array and grouped by counting at
/// the end, so that building costs a hash lookup for each token of the text and little else.
package struct SearchIndex {
  /// Where in an entry a text stands; a hit in a title counts most.
  package enum Field: UInt8 { case body, heading, title }

  private struct Posting {
    let token: Int32
    let entry: Int32
    let weight: UInt8
  }

  private var table: [Int32]
  private var keys: [UInt64] = []
  private var spellings: [Token] = []
  private var postings: [Posting] = []

  // What is known of the tokens of the current entry.
  private var frequency: [Int32] = []
  private var field: [UInt8] = []
  private var touched: [Int32] = []
  private var entry: Int32 = -1
  private var reading = Field.body

  package init() { table = [Int32](repeating: -1, count: 1 << 16) }

  /// Begins the next entry; what is added from here on belongs to it.
  package mutating func beginEntry() {
    endEntry()
    entry += 1
  }

  package mutating func add(_ text: String, as field: Field) {
    var text = text
    text.withUTF8 { add($0, as: field) }
  }

  mutating func add(_ text: ArraySlice<UInt8>, as field: Field) {
    text.withUnsafeBufferPointer { add($0, as: field) }
  }

  private mutating func add(_ text: UnsafeBufferPointer<UInt8>, as field: Field) {
    reading = field
    cutTokens(text, into: &self)
  }

  @inline(__always)
  private mutating func note(_ key: UInt64, _ spelling: () -> Token) {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & (table.count - 1)
    while true {
      let token = table[slot]
      if token < 0 {
        insert(key, spelling(), at: slot)
        count(Int32(keys.count - 1))
        return
      }
      if keys[Int(token)] == key {
        count(token)
        return
      }
      slot = (slot + 1) & (table.count - 1)
    }
  }

  @inline(__always)
  private mutating func count(_ token: Int32) {
    let index = Int(token)
    if frequency[index] == 0 { touched.append(token) }
    frequency[index] += 1
    field[index] = max(field[index], reading.rawValue)
  }

  private mutating func insert(_ key: UInt64, _ spelling: Token, at slot: Int) {
    table[slot] = Int32(keys.count)
    keys.append(key)
    spellings.append(spelling)
    frequency.append(0)
    field.append(0)
    guard keys.count * 2 > table.count else { return }
    table = [Int32](repeating: -1, count: table.count * 2)
    for (token, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & (table.count - 1)
      while table[slot] >= 0 { slot = (slot + 1) & (table.count - 1) }
      table[slot] = Int32(token)
    }
  }

  private mutating func endEntry() {
    for token in touched {
      let index = Int(token)
      postings.append(
        Posting(token: token, entry: entry, weight: weight(frequency[index], field[index])))
      frequency[index] = 0
      field[index] = 0
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// Three bits: 0–3 for a body by how often, 4–5 for a heading, 6–7 for a title.
  private func weight(_ frequency: Int32, _ field: UInt8) -> UInt8 {
    if field == 0 { return frequency > 7 ? 3 : frequency > 3 ? 2 : frequency > 1 ? 1 : 0 }
    return (field == 1 ? 4 : 6) + (frequency > 3 ? 1 : 0)
  }

  /// The index as text, one string for each shard: lines of a token, a space and its postings.
  ///
  /// A posting is the distance from the entry before it, times eight, plus the weight, written in
  /// base 32 with the low digit first; digits of 32 and more say that another follows.
  package mutating func shards(near size: Int) -> [[UInt8]] {
    endEntry()
    var starts = [Int](repeating: 0, count: keys.count + 1)
    for posting in postings { starts[Int(posting.token) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var order = [Int32](repeating: 0, count: postings.count)
    var place = starts
    for (index, posting) in postings.enumerated() {
      order[place[Int(posting.token)]] = Int32(index)
      place[Int(posting.token)] += 1
    }

    let estimate = postings.count * 2 + keys.count * 8
    let count = max(1, min(256, estimate / size))
    var members = [[Int]](repeating: [], count: count)
    for token in keys.indices { members[shard(of: spellings[token], count: count)].append(token) }

    return members.map { tokens in
      var bytes: [UInt8] = []
      let spelled = tokens.map { (token: $0, name: Array(spellings[$0].string.utf8)) }
      for (token, name) in spelled.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) }) {
        bytes.append(contentsOf: name)
        bytes.append(UInt8(ascii: " "))
        var previous: Int32 = 0
        for position in starts[token]..<starts[token + 1] {
          let posting = postings[Int(order[position])]
          appendDigits(Int(posting.entry - previous) * 8 + Int(posting.weight), to: &bytes)
          previous = posting.entry
        }
        bytes.append(UInt8(ascii: "\n"))
      }
      return bytes
    }
  }

  private func appendDigits(_ value: Int, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 32 {
      bytes.append(digits[rest & 31 | 32])
      rest >>= 5
    }
    bytes.append(digits[rest])
  }
}

extension SearchIndex: TokenSink {
  mutating func pair(_ first: UInt32, _ second: UInt32) {
    note(1 << 63 | UInt64(first) << 21 | UInt64(second)) { .pair(first, second) }
  }

  mutating func single(_ scalar: UInt32) {
    note(1 << 62 | UInt64(scalar)) { .single(scalar) }
  }

  mutating func word(_ bytes: UnsafeBufferPointer<UInt8>) {
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    note(hash >> 2) { .word(Array(bytes)) }
  }
}

private let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_".utf8)
