extension GPUClusterModel {
  /// Whether a placement needs more than one leaf switch.
  func spansLeaves(_ nodes: [(node: Int, units: Int)]) -> Bool {
    guard let leafNodes, let first = nodes.first else { return false }
    return nodes.contains { $0.node / leafNodes != first.node / leafNodes }
  }

  /// The nodes of the leaf that can hold a gang of `units` on empty nodes and has fewest of those to
  /// spare; nil without affinity, and where no leaf can.
  func leafWithRoom(for units: Int, in free: [Int]) -> Range<Int>? {
    guard hasAffinity, let leafNodes else { return nil }
    let needed = (units + unitsPerNode - 1) / unitsPerNode
    var best: (leaf: Range<Int>, empty: Int)?
    for start in stride(from: 0, to: free.count, by: leafNodes) {
      let leaf = start..<min(start + leafNodes, free.count)
      let empty = leaf.count { free[$0] == unitsPerNode }
      if empty >= needed, empty < best?.empty ?? Int.max { best = (leaf, empty) }
    }
    return best?.leaf
  }
}
