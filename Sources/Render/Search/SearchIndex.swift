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
    var frequency: Int32
    var field: UInt8

    /// Three bits: 0–3 for a body by how often, 4–5 for a heading, 6–7 for a title.
    var weight: UInt32 {
      switch field {
      case Field.body.rawValue: frequency > 7 ? 3 : frequency > 3 ? 2 : frequency > 1 ? 1 : 0
      case Field.heading.rawValue: frequency > 3 ? 5 : 4
      default: frequency > 3 ? 7 : 6
      }
    }
  }

  /// A cell of the hash table: a token by part of its hash, and where its latest posting is.
  ///
  /// Small, for the table has to fit into the processor's near caches. With the cell's own place the
  /// tag is 47 bits of the hash: of a million tokens, two are taken for one with odds of 1 in 280,
  /// and a search then looks at an entry too many, whose text it reads anyway.
  private struct Cell {
    /// Zero in an empty cell, never in another.
    var tag: UInt32 = 0
    var latest: Int32 = 0
  }

  /// Open addressing; its size is a power of two, and half of it at most is used.
  private var table: [Cell]
  private var sizeBits: UInt64 = 16

  /// The key of each token, for the day that the table grows.
  private var keys: [UInt64] = []
  private var postings: [Posting] = []

  /// The spellings of all tokens, one after another, and where each ends.
  private var spellings: [UInt8] = []
  private var ends: [Int32] = []

  /// How many entries hold each token.
  private var counts: [Int32] = []
  private var entry: Int32 = -1
  private var reading = Field.body

  /// Tokens that are still to be counted: their keys, and the bytes of those that are words.
  private var batch: [UInt64] = []
  private var batchEnds: [Int32] = []
  private var batchWords: [UInt8] = []
  private static let batchSize = 256

  /// What the touched cells held: of no use, but it keeps the compiler from leaving the touching out.
  private var touched: UInt32 = 0

  /// What a token is, in the highest bits of its key.
  private enum Kind {
    case pair, single, word

    init(_ key: UInt64) { self = key >> 63 == 1 ? .pair : key >> 62 == 1 ? .single : .word }
  }

  /// - Parameter size: about how many bytes of text will be added.
  package init(expecting size: Int = 0) {
    table = [Cell](repeating: Cell(), count: 1 << sizeBits)
    // Text of words and Han has a token for every four bytes, and most of them twice in an entry.
    postings.reserveCapacity(size / 8)
  }

  /// Begins the next entry; what is added from here on belongs to it.
  package mutating func beginEntry() { entry += 1 }

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
    countBatch()
  }

  /// Takes a token; it is counted with its batch.
  @inline(__always)
  private mutating func note(_ key: UInt64) {
    batch.append(key)
    batchEnds.append(Int32(batchWords.count))
    if batch.count == Self.batchSize { countBatch() }
  }

  /// Counts the tokens of a batch.
  ///
  /// The table is larger than the nearest caches. All cells of a batch are touched in a loop without
  /// branches first, so that the processor waits for many of them at once.
  private mutating func countBatch() {
    touched = table.withUnsafeBufferPointer { [batch, sizeBits] table in
      batch.reduce(0) { $0 | table[Int(Self.hash($1) >> (64 - sizeBits))].tag }
    }
    for index in batch.indices { count(batch[index], at: index) }
    batch.removeAll(keepingCapacity: true)
    batchEnds.removeAll(keepingCapacity: true)
    batchWords.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  private mutating func count(_ key: UInt64, at index: Int) {
    let (place, tag) = home(of: key)
    var slot = place
    while table[slot].tag != 0 {
      if table[slot].tag == tag {
        count(slot)
        return
      }
      slot = (slot + 1) & (table.count - 1)
    }
    spell(key, at: index)
    ends.append(Int32(spellings.count))
    counts.append(1)
    keys.append(key)
    table[slot] = Cell(tag: tag, latest: Int32(postings.count))
    post(Int32(counts.count - 1))
    if counts.count * 2 > table.count { grow() }
  }

  /// Appends the spelling of a token of the batch.
  private mutating func spell(_ key: UInt64, at index: Int) {
    switch Kind(key) {
    case .pair:
      appendUTF8(UInt32(key >> 21 & 0x1F_FFFF), to: &spellings)
      appendUTF8(UInt32(key & 0x1F_FFFF), to: &spellings)
    case .single: appendUTF8(UInt32(key & 0x1F_FFFF), to: &spellings)
    case .word:
      let start = index == 0 ? 0 : Int(batchEnds[index - 1])
      spellings.append(contentsOf: batchWords[start..<Int(batchEnds[index])])
    }
  }

  /// Where a token is looked for first, and its tag.
  @inline(__always)
  private func home(of key: UInt64) -> (slot: Int, tag: UInt32) {
    let hash = Self.hash(key)
    return (Int(hash >> (64 - sizeBits)), UInt32(truncatingIfNeeded: hash >> 8) | 1)
  }

  @inline(__always)
  private static func hash(_ key: UInt64) -> UInt64 { key &* 0x9E37_79B9_7F4A_7C15 }

  @inline(__always)
  private mutating func count(_ slot: Int) {
    let latest = Int(table[slot].latest)
    if postings[latest].entry == entry {
      postings[latest].frequency += 1
      if postings[latest].field < reading.rawValue { postings[latest].field = reading.rawValue }
    } else {
      let token = postings[latest].token
      table[slot].latest = Int32(postings.count)
      counts[Int(token)] += 1
      post(token)
    }
  }

  @inline(__always)
  private mutating func post(_ token: Int32) {
    postings.append(
      Posting(token: token, entry: entry, frequency: 1, field: reading.rawValue))
  }

  private mutating func grow() {
    let old = table
    sizeBits += 1
    table = [Cell](repeating: Cell(), count: 1 << sizeBits)
    for cell in old where cell.tag != 0 {
      var slot = home(of: keys[Int(postings[Int(cell.latest)].token)]).slot
      while table[slot].tag != 0 { slot = (slot + 1) & (table.count - 1) }
      table[slot] = cell
    }
  }

  private func spelling(of token: Int) -> ArraySlice<UInt8> {
    spellings[(token == 0 ? 0 : Int(ends[token - 1]))..<Int(ends[token])]
  }

  /// The index as text, one for each shard: lines of a token, a space and its postings, with a line
  /// end before the first too, so that every token follows one.
  ///
  /// A posting is the distance from the entry before it, times eight, plus the weight, written in
  /// base 32 with the low digit first; digits of 32 and more say that another follows.
  package func shards(near size: Int) -> [[UInt8]] {
    let (starts, grouped) = postingsByToken()
    let estimate = postings.count * 2 + counts.count * 8
    let shardCount = max(1, min(256, estimate / size))
    var members = [[Member]](repeating: [], count: shardCount)
    for token in counts.indices {
      let name = spelling(of: token)
      members[shard(spelled: name, count: shardCount)].append(Member(token, name))
    }
    return members.map { members in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(size + size / 4)
      bytes.append(UInt8(ascii: "\n"))
      for member in members.sorted(by: precedes) {
        let token = Int(member.token)
        bytes.append(contentsOf: spelling(of: token))
        bytes.append(UInt8(ascii: " "))
        var previous: UInt32 = 0
        for posting in grouped[starts[token]..<starts[token + 1]] {
          appendDigits(posting - (previous & ~7), to: &bytes)
          previous = posting
        }
        bytes.append(UInt8(ascii: "\n"))
      }
      return bytes
    }
  }

  /// A token of a shard, with the first eight bytes of its spelling as a number that sorts alike.
  private struct Member {
    let token: Int32
    let beginning: UInt64

    init(_ token: Int, _ spelling: ArraySlice<UInt8>) {
      self.token = Int32(token)
      var beginning: UInt64 = 0
      for byte in spelling.prefix(8) { beginning = beginning << 8 | UInt64(byte) }
      self.beginning = beginning << UInt64(8 * (8 - min(8, spelling.count)))
    }
  }

  /// The order of the spellings by their bytes.
  private func precedes(_ a: Member, _ b: Member) -> Bool {
    if a.beginning != b.beginning { return a.beginning < b.beginning }
    return spelling(of: Int(a.token)).lexicographicallyPrecedes(spelling(of: Int(b.token)))
  }

  /// Entry times eight plus weight of all postings, those of a token together and in order.
  private func postingsByToken() -> (starts: [Int], grouped: [UInt32]) {
    var starts = [Int](repeating: 0, count: counts.count + 1)
    for (token, count) in counts.enumerated() { starts[token + 1] = starts[token] + Int(count) }
    var place = starts
    var grouped = [UInt32](repeating: 0, count: postings.count)
    for posting in postings {
      let token = Int(posting.token)
      grouped[place[token]] = UInt32(posting.entry) << 3 | posting.weight
      place[token] += 1
    }
    return (starts, grouped)
  }

  private func appendDigits(_ value: UInt32, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 32 {
      bytes.append(digits[Int(rest & 31 | 32)])
      rest >>= 5
    }
    bytes.append(digits[Int(rest)])
  }
}

extension SearchIndex: TokenSink {
  mutating func pair(_ first: UInt32, _ second: UInt32) {
    note(1 << 63 | UInt64(first) << 21 | UInt64(second))
  }

  mutating func single(_ scalar: UInt32) { note(1 << 62 | UInt64(scalar)) }

  mutating func word(_ bytes: UnsafeBufferPointer<UInt8>) {
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    batchWords.append(contentsOf: bytes)
    note(1 << 61 | hash >> 3)
  }
}

private func appendUTF8(_ scalar: UInt32, to bytes: inout [UInt8]) {
  guard let scalar = Unicode.Scalar(scalar) else { return }
  bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
}

private let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_".utf8)
