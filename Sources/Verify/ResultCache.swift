import Simulate

/// The observations of one block of replications.
package struct BlockResult: Sendable, Hashable {
  /// A row for each replication: a column for each simulated output, then one for each control.
  package let rows: [[Double]]
  package let trace: UInt64

  package init(rows: [[Double]], trace: UInt64) {
    self.rows = rows
    self.trace = trace
  }
}

/// Blocks of replications by the hash of all that they depend on.
///
/// Pure data: the command keeps it in a file. As text, a line for each block: the key, the trace, a checksum of the
/// line and the rows in hexadecimal bit patterns, so that a result read back is the result to the bit.
package struct ResultCache: Sendable, Hashable {
  private var blocks: [UInt64: BlockResult] = [:]

  package init() {}

  package subscript(key: UInt64) -> BlockResult? {
    get { blocks[key] }
    set { blocks[key] = newValue }
  }

  package var count: Int { blocks.count }

  /// Adds what another cache knows; what both know stays. Where neither is wrong, equal keys hold equal results, and
  /// the order is no matter.
  package mutating func merge(_ other: ResultCache) {
    blocks.merge(other.blocks) { mine, _ in mine }
  }

  /// Adds what was computed just now, in the place of what was of no use.
  mutating func replace(with other: ResultCache) {
    blocks.merge(other.blocks) { _, new in new }
  }

  /// How many blocks both know, and know differently.
  package func conflicts(with other: ResultCache) -> Int {
    blocks.count { key, block in other.blocks[key].map { $0 != block } ?? false }
  }

  /// How many blocks another cache lacks, or has otherwise.
  func news(to other: ResultCache) -> Int {
    blocks.count { key, block in other.blocks[key] != block }
  }

  // MARK: As text

  private static let header = "docgen results \(revision) \(hexadecimal(sources))\n"

  /// Whether a text is one that `text` wrote, with the same code of the systems.
  package static func isWritten(in text: String) -> Bool { text.hasPrefix(header) }

  package var text: String {
    var bytes = Array(ResultCache.header.utf8)
    for (key, block) in blocks.sorted(by: { $0.key < $1.key }) {
      append(key, to: &bytes)
      bytes.append(UInt8(ascii: " "))
      append(block.trace, to: &bytes)
      bytes.append(UInt8(ascii: " "))
      append(block.checksum(of: key), to: &bytes)
      for row in block.rows {
        bytes.append(UInt8(ascii: ";"))
        for (column, value) in row.enumerated() {
          if column > 0 { bytes.append(UInt8(ascii: " ")) }
          append(value.bitPattern, to: &bytes)
        }
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads what `text` wrote; damaged lines are left out, and a lost block is computed again.
  package init(text: String) { self = ResultCache.read(text).cache }

  /// Reads what `text` wrote, and says by their numbers, from 1, which lines are damaged.
  ///
  /// A line is damaged whose checksum is not its own, a last line without its end, and a second one for the same runs
  /// that says otherwise. A text of another revision or none of this kind has no lines. Linear in the text.
  package static func read(_ text: String) -> (cache: ResultCache, damagedLines: [Int]) {
    var cache = ResultCache()
    var damaged: [Int] = []
    guard isWritten(in: text) else { return (cache, damaged) }
    let lines = Array(text.utf8).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated().dropFirst()
    where !(line.isEmpty && index == lines.count - 1) {
      guard index < lines.count - 1, let (key, block) = block(of: line),
        cache.blocks[key] == nil || cache.blocks[key] == block
      else {
        damaged.append(index + 1)
        continue
      }
      cache.blocks[key] = block
    }
    return (cache, damaged)
  }

  /// The block of a line with its key; nil where the line is damaged.
  private static func block(of line: ArraySlice<UInt8>) -> (key: UInt64, block: BlockResult)? {
    let groups = line.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    guard let head = groups.first.flatMap(words), head.count == 3 else { return nil }
    let rows = groups.dropFirst().compactMap { group in
      words(group).map { $0.map { Double(bitPattern: $0) } }
    }
    let block = BlockResult(rows: rows, trace: head[1])
    guard rows.count == groups.count - 1, block.checksum(of: head[0]) == head[2] else { return nil }
    return (head[0], block)
  }

  private func append(_ word: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: 60, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 15
      bytes.append(digit < 10 ? 48 + digit : 87 + digit)
    }
  }

  /// Words of sixteen hexadecimal digits, separated by single spaces; nil for anything else.
  private static func words(_ bytes: ArraySlice<UInt8>) -> [UInt64]? {
    guard !bytes.isEmpty else { return [] }
    guard bytes.count % 17 == 16 else { return nil }
    var words: [UInt64] = []
    var word: UInt64 = 0
    for (position, byte) in bytes.enumerated() {
      if position % 17 == 16 {
        guard byte == UInt8(ascii: " ") else { return nil }
        continue
      }
      switch byte {
      case 48...57: word = word << 4 | UInt64(byte - 48)
      case 97...102: word = word << 4 | UInt64(byte - 87)
      default: return nil
      }
      if position % 17 == 15 {
        words.append(word)
        word = 0
      }
    }
    return words
  }
}

extension BlockResult {
  /// Whether two are the same to the bit: what a run could not tell is no number, and the same in both.
  package static func == (one: BlockResult, other: BlockResult) -> Bool {
    one.trace == other.trace
      && one.rows.elementsEqual(other.rows) {
        $0.elementsEqual($1) { $0.bitPattern == $1.bitPattern }
      }
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(trace) }

  /// A checksum of the block as that of `key`: of each word, and of where each row ends.
  fileprivate func checksum(of key: UInt64) -> UInt64 {
    var sum = SplitMix64.mix(key ^ SplitMix64.mix(trace))
    for row in rows {
      sum = SplitMix64.mix(sum ^ UInt64(row.count) &* 0x9e37_79b9_7f4a_7c15)
      for value in row { sum = SplitMix64.mix(sum ^ value.bitPattern) }
    }
    return sum
  }
}
