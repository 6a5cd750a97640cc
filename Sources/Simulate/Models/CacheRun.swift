/// A cache that evicts the least recently used, or the oldest, run on references: the oracle of the
/// approximations.
package struct CacheRun: Sendable {
  private let capacity: Int

  /// Whether a hit makes an item the newest: else the first in is the first out.
  private let renewsHits: Bool
  private var next: [Int]
  private var previous: [Int]
  private var isHeld: [Bool]
  private var count = 0

  /// For items 0 ..< `items`.
  package init(items: Int, capacity: Int, renewsHits: Bool = true) {
    let items = max(items, 0)
    self.renewsHits = renewsHits
    self.capacity = max(capacity, 0)
    // A ring of the items held, with `items` as its sentinel: after it the newest, before it the oldest.
    next = Array(repeating: items, count: items + 1)
    previous = next
    isHeld = Array(repeating: false, count: items)
  }

  /// Refers to an item and says whether it was held. O(1).
  package mutating func refer(to item: Int) -> Bool {
    guard capacity > 0, isHeld.indices.contains(item) else { return false }
    let hit = isHeld[item]
    if hit {
      guard renewsHits else { return true }
      unlink(item)
    } else {
      if count == capacity {
        let oldest = previous[isHeld.count]
        unlink(oldest)
        isHeld[oldest] = false
      } else {
        count += 1
      }
      isHeld[item] = true
    }
    let sentinel = isHeld.count
    let newest = next[sentinel]
    next[sentinel] = item
    previous[item] = sentinel
    next[item] = newest
    previous[newest] = item
    return hit
  }

  private mutating func unlink(_ item: Int) {
    next[previous[item]] = next[item]
    previous[next[item]] = previous[item]
  }

  /// The hit ratio over `epochs` of reading all items in a new random order, after the first.
  package static func reshuffled(
    items: Int, capacity: Int, epochs: Int, stream: inout RandomStream
  ) -> Double {
    var cache = CacheRun(items: items, capacity: capacity)
    var order = Array(0..<items)
    var hits = 0
    for epoch in 0...epochs {
      for index in stride(from: items - 1, to: 0, by: -1) {
        order.swapAt(index, stream.index(below: index + 1))
      }
      for item in order where cache.refer(to: item) && epoch > 0 { hits += 1 }
    }
    return Double(hits) / Double(max(1, epochs * items))
  }

  /// The hit ratio over `references` independent ones by Zipf's law, after as many to warm up.
  package static func zipf(
    items: Int, exponent: Double, capacity: Int, renewsHits: Bool = true, references: Int,
    stream: inout RandomStream
  ) -> Double {
    var cache = CacheRun(items: items, capacity: capacity, renewsHits: renewsHits)
    var hits = 0
    for reference in 0..<2 * references {
      let item = stream.zipf(count: items, exponent: exponent) - 1
      if cache.refer(to: item), reference >= references { hits += 1 }
    }
    return Double(hits) / Double(max(1, references))
  }
}
