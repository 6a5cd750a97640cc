/// All spellings of all units, for longest match.
///
/// A class, for every reader of numbers holds it.
final class UnitIndex: Sendable {
  static let shared = UnitIndex(Unit.all)

  let entries: [UnitEntry]
  private let spellings: SpellingTrie
  private let continuations: [[[UInt8]]]
  private let traits: [Traits]
  private let bySymbol: [String: Int]

  /// What a reader asks of every unit that it meets, in one small value.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt16

    static let generic = Traits(rawValue: 1)
    static let noun = Traits(rawValue: 2)
    static let abstract = Traits(rawValue: 4)
    static let counts = Traits(rawValue: 8)
    static let money = Traits(rawValue: 16)
    static let data = Traits(rawValue: 32)
    static let divisible = Traits(rawValue: 64)
    static let kind = Traits(rawValue: 128)

    /// Whether what is read as this unit may be something else.
    static let doubtful = Traits(rawValue: 256)

    init(rawValue: UInt16) { self.rawValue = rawValue }

    init(_ entry: UnitEntry) {
      var traits: Traits = []
      if entry.isGeneric { traits.insert(.generic) }
      if entry.isNoun { traits.insert(.noun) }
      if entry.isAbstract { traits.insert(.abstract) }
      switch entry.unit.dimension {
      case .count: traits.insert(.counts)
      case .money: traits.insert(.money)
      case .data: traits.insert(.data)
      default: break
      }
      let symbol = entry.unit.symbol
      if Word.divisible.contains(symbol) { traits.insert(.divisible) }
      if Word.kinds.contains(symbol) { traits.insert(.kind) }
      if Word.binaryPrefixes.contains(symbol) || Word.doubtful.contains(symbol) {
        traits.insert(.doubtful)
      }
      self = traits
    }
  }

  struct Match {
    let entry: Int
    let end: Int
  }

  init(_ entries: [UnitEntry]) {
    self.entries = entries
    traits = entries.map(Traits.init)
    continuations = entries.map { $0.notBefore.map { Array($0.utf8) } }
    bySymbol = Dictionary(
      entries.enumerated().map { ($1.unit.symbol, $0) }, uniquingKeysWith: { first, _ in first })
    var spellings = SpellingTrie()
    for (index, entry) in entries.enumerated() {
      for spelling in entry.spellings { spellings.insertInBothCases(spelling, index) }
    }
    // What docgen prints it reads as well, unless it is another unit's own spelling.
    for (index, entry) in entries.enumerated() where !entry.isGeneric {
      for name in [entry.zh, entry.en] where !name.isEmpty {
        spellings.insertInBothCases(name, index)
      }
    }
    self.spellings = spellings
  }

  /// The row whose canonical symbol this is.
  func entry(of symbol: String) -> UnitEntry? { bySymbol[symbol].map { entries[$0] } }

  func traits(of match: Match) -> Traits { traits[match.entry] }

  /// The longest spelling that stands at `start` and is a whole word there.
  func match(_ bytes: [UInt8], at start: Int, limit: Int) -> Match? {
    var best: Match?
    spellings.forEachPrefix(of: bytes, at: start, limit: limit) { entry, end in
      if isWhole(bytes, entry, end: end, limit: limit) { best = Match(entry: entry, end: end) }
    }
    return best
  }

  /// Whether the text after a spelling leaves it a word of its own.
  private func isWhole(_ bytes: [UInt8], _ entry: Int, end: Int, limit: Int) -> Bool {
    guard end < limit else { return true }
    let last = bytes[end - 1]
    let next = bytes[end]
    if last.isLetter, next.isLetter || next == UInt8(ascii: "_") { return false }
    if last.isLetter, next.isDigit {
      return entries[entry].unit.dimension == .time
        && isFollowedByPart(bytes, end: end, limit: limit)
    }
    guard next >= 0xE0 else { return true }
    for word in continuations[entry] where bytes.hasPrefix(word, at: end, limit: limit) {
      // 次数 is a word, and in 次数据库操作 another one begins.
      return word.elementsEqual("数".utf8) && bytes.hasPrefix(Self.data, at: end, limit: limit)
    }
    return true
  }

  private static let data = Array("数据".utf8)

  /// Whether so many of a smaller unit of time follow at once: 15s behind `24min`, 30m behind `1h`.
  private func isFollowedByPart(_ bytes: [UInt8], end: Int, limit: Int) -> Bool {
    var at = end
    while at < limit, bytes[at].isDigit { at += 1 }
    guard at - end <= 2 else { return false }
    return Self.parts.contains { part in
      let after = at + part.count
      return bytes.hasPrefix(part, at: at, limit: limit)
        && (after >= limit || !bytes[after].isLetter && !bytes[after].isDigit)
    }
  }

  private static let parts = ["s", "sec", "m", "min"].map { Array($0.utf8) }
}

/// Spellings as a trie over bytes, each with the number of an entry; the first one given stands.
private struct SpellingTrie: Sendable {
  private var nodes: [Node] = [Node(byte: 0)]
  private var roots = [Int32](repeating: 0, count: 256)

  private struct Node {
    let byte: UInt8
    var child: Int32 = 0
    var sibling: Int32 = 0
    var entry: Int32 = -1
  }

  /// Calls `body` with the entry and the end of each spelling that the bytes begin with, the shorter ones first.
  @inline(__always)
  func forEachPrefix(
    of bytes: [UInt8], at start: Int, limit: Int, _ body: (_ entry: Int, _ end: Int) -> Void
  ) {
    guard start < limit else { return }
    var node = roots[Int(bytes[start])]
    var position = start + 1
    while node != 0 {
      let entry = Int(nodes[Int(node)].entry)
      if entry >= 0 { body(entry, position) }
      guard position < limit else { break }
      node = child(of: node, bytes[position])
      position += 1
    }
  }

  mutating func insertInBothCases(_ spelling: String, _ entry: Int) {
    let bytes = Array(spelling.utf8)
    insert(bytes, entry)
    if bytes.count >= 4, bytes.allSatisfy({ $0.isLowercase || $0 == UInt8(ascii: " ") }) {
      insert([bytes[0] - 32] + bytes.dropFirst(), entry)
    }
  }

  private func child(of node: Int32, _ byte: UInt8) -> Int32 {
    var candidate = nodes[Int(node)].child
    while candidate != 0, nodes[Int(candidate)].byte != byte {
      candidate = nodes[Int(candidate)].sibling
    }
    return candidate
  }

  private mutating func insert(_ spelling: [UInt8], _ entry: Int) {
    guard let first = spelling.first else { return }
    var node = roots[Int(first)]
    if node == 0 {
      node = append(first)
      roots[Int(first)] = node
    }
    for byte in spelling.dropFirst() {
      var next = child(of: node, byte)
      if next == 0 {
        next = append(byte)
        nodes[Int(next)].sibling = nodes[Int(node)].child
        nodes[Int(node)].child = next
      }
      node = next
    }
    if nodes[Int(node)].entry < 0 { nodes[Int(node)].entry = Int32(entry) }
  }

  private mutating func append(_ byte: UInt8) -> Int32 {
    nodes.append(Node(byte: byte))
    return Int32(nodes.count - 1)
  }
}
