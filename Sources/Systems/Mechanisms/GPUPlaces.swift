/// Which parts of which GPUs of a cluster are free, and where the next job stands.
///
/// A job keeps the GPUs that it started on: parts that are free on two GPUs are no whole one. A part of a GPU is taken
/// where others share one already, on the fullest that has room, so that whole GPUs are left for gangs; a gang of at
/// most one node goes where least is left over. Oracle: a walk through the same jobs that keeps each GPU by itself.
struct GPUPlaces {
  /// What a job holds on one node: a bit for each of its GPUs.
  struct Holding {
    let node: Int
    let gpus: UInt64
  }

  private let gpusPerNode: Int
  private let parts: Int

  /// How many nodes a leaf switch has; nil where all are under one.
  private let leafNodes: Int?

  /// Whether a gang looks for a leaf that has room for all of it.
  private let hasAffinity: Bool

  /// The free parts of each GPU, node by node.
  private var free: [UInt8]

  /// The free parts of each node.
  private var freeOfNode: [Int]

  /// The GPUs of each node that nobody is on, and those that are shared and have room.
  private var idle: [UInt64]
  private var open: [UInt64]
  private var idleGPUs: Int
  private var idleNodes: Int

  init(nodes: Int, gpus: Int, parts: Int, leafNodes: Int?, hasAffinity: Bool) {
    gpusPerNode = gpus
    self.parts = parts
    self.leafNodes = leafNodes
    self.hasAffinity = hasAffinity
    free = [UInt8](repeating: UInt8(parts), count: nodes * gpus)
    freeOfNode = [Int](repeating: gpus * parts, count: nodes)
    idle = [UInt64](repeating: UInt64.max >> UInt64(64 - gpus), count: nodes)
    open = [UInt64](repeating: 0, count: nodes)
    idleGPUs = nodes * gpus
    idleNodes = nodes
  }

  /// The number of a GPU among all.
  func index(of holding: Holding) -> Int {
    holding.node * gpusPerNode + holding.gpus.trailingZeroBitCount
  }

  /// Takes or gives back whole GPUs.
  mutating func set(_ holdings: [Holding], free isFree: Bool) {
    for holding in holdings {
      let count = holding.gpus.nonzeroBitCount
      setIdle(idle[holding.node] ^ holding.gpus, of: holding.node)
      freeOfNode[holding.node] += (isFree ? count : -count) * parts
      for gpu in bits(of: holding.gpus) {
        free[holding.node * gpusPerNode + gpu] = isFree ? UInt8(parts) : 0
      }
    }
  }

  /// Takes or gives back one part of a GPU.
  mutating func setPart(_ holding: Holding, free isFree: Bool) {
    let gpu = index(of: holding)
    let wasIdle = Int(free[gpu]) == parts
    free[gpu] = isFree ? free[gpu] + 1 : free[gpu] - 1
    freeOfNode[holding.node] += isFree ? 1 : -1
    let isIdle = Int(free[gpu]) == parts
    if wasIdle != isIdle { setIdle(idle[holding.node] ^ holding.gpus, of: holding.node) }
    if !isIdle && free[gpu] > 0 {
      open[holding.node] |= holding.gpus
    } else {
      open[holding.node] &= ~holding.gpus
    }
  }

  /// Notes which GPUs of a node nobody is on.
  private mutating func setIdle(_ gpus: UInt64, of node: Int) {
    let (before, after) = (idle[node].nonzeroBitCount, gpus.nonzeroBitCount)
    idle[node] = gpus
    idleGPUs += after - before
    idleNodes += (after == gpusPerNode ? 1 : 0) - (before == gpusPerNode ? 1 : 0)
  }

  /// What is left when some GPUs are kept for another, whatever is free on them.
  func without(_ kept: [Holding]) -> GPUPlaces {
    var rest = self
    for holding in kept {
      for gpu in bits(of: holding.gpus) {
        let index = holding.node * gpusPerNode + gpu
        rest.freeOfNode[holding.node] -= Int(free[index])
        rest.free[index] = 0
      }
      rest.setIdle(rest.idle[holding.node] & ~holding.gpus, of: holding.node)
      rest.open[holding.node] &= ~holding.gpus
    }
    return rest
  }

  /// Where a job that needs one part of a GPU would stand. O(nodes).
  func placeForPart() -> Holding? {
    var best: (node: Int, isShared: Bool)?
    for node in idle.indices where open[node] | idle[node] != 0 {
      let isShared = open[node] != 0
      if let found = best {
        guard isShared || !found.isShared else { continue }
        guard isShared != found.isShared || freeOfNode[node] < freeOfNode[found.node] else {
          continue
        }
      }
      best = (node, isShared)
    }
    guard let best else { return nil }
    let candidates = best.isShared ? open[best.node] : idle[best.node]
    let fullest = bits(of: candidates).min {
      free[best.node * gpusPerNode + $0] < free[best.node * gpusPerNode + $1]
    }
    return fullest.map { Holding(node: best.node, gpus: 1 << UInt64($0)) }
  }

  /// Where a gang of whole GPUs would stand, all at once; nil where there is no room. O(nodes).
  func places(forGang gpus: Int) -> [Holding]? {
    guard gpus <= idleGPUs, gpus / gpusPerNode <= idleNodes else { return nil }
    if gpus > gpusPerNode, hasAffinity, let leafNodes {
      var best: (holdings: [Holding], idle: Int)?
      for start in stride(from: 0, to: idle.count, by: leafNodes) {
        let leaf = start..<min(start + leafNodes, idle.count)
        let idle = leaf.reduce(0) { $0 + self.idle[$1].nonzeroBitCount }
        guard idle >= gpus, idle < best?.idle ?? Int.max else { continue }
        if let holdings = places(forGang: gpus, on: leaf) { best = (holdings, idle) }
      }
      if let best { return best.holdings }
    }
    return places(forGang: gpus, on: idle.indices)
  }

  /// Whole nodes first, and what is left over where least remains.
  private func places(forGang gpus: Int, on nodes: Range<Int>) -> [Holding]? {
    var left = gpus
    var holdings: [Holding] = []
    for node in nodes where left >= gpusPerNode {
      guard idle[node].nonzeroBitCount == gpusPerNode else { continue }
      holdings.append(Holding(node: node, gpus: idle[node]))
      left -= gpusPerNode
    }
    guard left < gpusPerNode else { return nil }
    guard left > 0 else { return holdings }
    // Whole nodes were taken from the first on.
    var taken = holdings[...]
    var best = -1
    for node in nodes {
      if taken.first?.node == node {
        taken.removeFirst()
        continue
      }
      let count = idle[node].nonzeroBitCount
      if count >= left, best < 0 || count < idle[best].nonzeroBitCount { best = node }
    }
    guard best >= 0 else { return nil }
    let chosen = bits(of: idle[best]).prefix(left).reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
    holdings.append(Holding(node: best, gpus: chosen))
    return holdings
  }

  /// Whether GPUs stand under more than one leaf switch.
  func spansLeaves(_ holdings: [Holding]) -> Bool {
    guard let leafNodes, let first = holdings.first else { return false }
    return holdings.contains { $0.node / leafNodes != first.node / leafNodes }
  }

  private func bits(of mask: UInt64) -> some Sequence<Int> {
    sequence(state: mask) { rest in
      guard rest != 0 else { return nil }
      defer { rest &= rest - 1 }
      return rest.trailingZeroBitCount
    }
  }
}
