import Systems

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
/// Pure data: the command keeps it in a file. As text, a line for each block: the key, the trace
/// and the rows in hexadecimal bit patterns, so that a result read back is the result to the bit.
package struct ResultCache: Sendable, Hashable {
  /// Raised whenever a change to any system or to the kernel could change a result.
  package static let revision = 6

  private var blocks: [UInt64: BlockResult] = [:]

  package init() {}

  package subscript(key: UInt64) -> BlockResult? {
    get { blocks[key] }
    set { blocks[key] = newValue }
  }

  package var count: Int { blocks.count }

  /// Adds what another cache knows. Equal keys hold equal results, so that the order is no matter.
  package mutating func merge(_ other: ResultCache) {
    blocks.merge(other.blocks) { mine, _ in mine }
  }

  // MARK: As text

  private static let header = "docgen results \(revision)\n"

  /// Whether a text is one that `text` wrote, in this revision.
  package static func isWritten(in text: String) -> Bool { text.hasPrefix(header) }

  package var text: String {
    var bytes = Array(ResultCache.header.utf8)
    for (key, block) in blocks.sorted(by: { $0.key < $1.key }) {
      append(key, to: &bytes)
      bytes.append(UInt8(ascii: " "))
      append(block.trace, to: &bytes)
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

  /// Reads what `text` wrote. Lines that are damaged or of another revision are left out, and so is a
  /// last line without its end, which may lack words: a lost block is computed again. Linear in the
  /// text.
  package init(text: String) {
    let bytes = Array(text.utf8)
    let header = Array(ResultCache.header.utf8)
    guard bytes.starts(with: header), let end = bytes.lastIndex(of: UInt8(ascii: "\n"))
    else { return }
    for line in bytes[..<end].dropFirst(header.count).split(separator: UInt8(ascii: "\n")) {
      let groups = line.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      guard let head = groups.first.flatMap(ResultCache.words), head.count == 2 else { continue }
      let rows = groups.dropFirst().compactMap { group in
        ResultCache.words(group).map { $0.map { Double(bitPattern: $0) } }
      }
      guard rows.count == groups.count - 1 else { continue }
      blocks[head[0]] = BlockResult(rows: rows, trace: head[1])
    }
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
