import Quantities

/// All spellings of all technologies, for finding them in text.
///
/// A trie over bytes, with ASCII letters folded to lower case. The automaton is not needed: names
/// begin at word boundaries, few bytes begin a name, and names are short.
struct Spellings: Sendable {
  /// What a spelling leads to: a technology, and under which conditions.
  struct Entry: Sendable {
    let technology: Int32

    /// The bytes that must stand there in exactly this case; nil when case does not matter.
    let exact: [UInt8]?

    /// Whether the technology's context must be named as well.
    let isShort: Bool
  }

  private struct Node: Sendable {
    let byte: UInt8
    var firstChild: Int32 = 0
    var nextSibling: Int32 = 0

    /// Where in `entries` those of the spelling stand that ends here; 0 for none.
    var entries: Int32 = 0
  }

  private var nodes = [Node(byte: 0)]
  private var roots = [Int32](repeating: 0, count: 256)
  private var entries: [[Entry]] = [[]]

  /// Whether a spelling may begin with two bytes, by `slot`: few places of a text pass.
  private var mayBegin = [Bool](repeating: false, count: 4096)

  private static func slot(_ a: UInt8, _ b: UInt8) -> Int { Int(a) << 5 & 4095 ^ Int(b) }

  init(_ technologies: [Technology]) {
    for (index, technology) in technologies.enumerated() {
      let id = Int32(index)
      for name in technology.names {
        insert(name, Entry(technology: id, exact: nil, isShort: false))
      }
      for name in technology.exact {
        insert(name, Entry(technology: id, exact: Array(name.utf8), isShort: false))
      }
      for name in technology.short {
        insert(name, Entry(technology: id, exact: Array(name.utf8), isShort: true))
      }
    }
  }

  private mutating func insert(_ name: String, _ entry: Entry) {
    var node = 0
    for byte in name.utf8 {
      let wanted = byte.lowercased
      var child = Int(node == 0 ? roots[Int(wanted)] : nodes[node].firstChild)
      while child != 0, nodes[child].byte != wanted { child = Int(nodes[child].nextSibling) }
      if child == 0 {
        child = nodes.count
        nodes.append(Node(byte: wanted))
        if node == 0 {
          roots[Int(wanted)] = Int32(child)
        } else {
          nodes[child].nextSibling = nodes[node].firstChild
          nodes[node].firstChild = Int32(child)
        }
      }
      node = child
    }
    guard node != 0 else { return }
    if nodes[node].entries == 0 {
      nodes[node].entries = Int32(entries.count)
      entries.append([])
    }
    entries[Int(nodes[node].entries)].append(entry)
    let beginning = Array(name.utf8.prefix(2)).map(\.lowercased)
    for second in beginning.count > 1 ? beginning[1]...beginning[1] : 0...UInt8.max {
      mayBegin[Self.slot(beginning[0], second)] = true
    }
  }

  /// One spelling found in a text.
  struct Match {
    let range: Range<Int>
    let entry: Entry
  }

  /// The longest spellings, from the left, that stand as words. O(bytes × longest spelling).
  func matches(in bytes: [UInt8]) -> [Match] {
    var found: [Match] = []
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        let first = roots[Int(bytes[start].lowercased)]
        if first != 0,
          start + 1 == bytes.count
            || mayBegin[Self.slot(bytes[start].lowercased, bytes[start + 1].lowercased)],
          start == 0 || !(isWord(bytes[start]) && isWord(bytes[start - 1])),
          let match = longest(from: Int(first), at: start, bytes)
        {
          found.append(match)
          start = match.range.upperBound
        } else {
          start += 1
        }
      }
    }
    return found
  }

  private func longest(
    from first: Int, at start: Int, _ bytes: UnsafeBufferPointer<UInt8>
  )
    -> Match?
  {
    var best: Match?
    var node = first
    var end = start + 1
    while true {
      if nodes[node].entries != 0, isBoundary(start, end, bytes) {
        for entry in entries[Int(nodes[node].entries)]
        where entry.exact.map({ $0.elementsEqual(bytes[start..<end]) }) ?? true {
          best = Match(range: start..<end, entry: entry)
        }
      }
      guard end < bytes.count else { return best }
      let wanted = bytes[end].lowercased
      var child = Int(nodes[node].firstChild)
      while child != 0, nodes[child].byte != wanted { child = Int(nodes[child].nextSibling) }
      guard child != 0 else { return best }
      node = child
      end += 1
    }
  }

  /// Whether a spelling ends where a word may end. A version may follow a long name directly, as
  /// in `vSphere8.0`.
  private func isBoundary(_ start: Int, _ end: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard end < bytes.count, isWord(bytes[end - 1]), isWord(bytes[end]) else { return true }
    return end - start >= 4 && bytes[end].isDigit && !bytes[end - 1].isDigit
  }
}

/// ASCII letters, digits and the underscore. Han characters are no words: names touch them freely.
private func isWord(_ byte: UInt8) -> Bool {
  byte.isDigit || byte.isLetter || byte == 0x5F
}
