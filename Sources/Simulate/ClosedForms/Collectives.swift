import Glibc

/// Collective communication in Hockney's model: a message of n bytes takes α + n/β.
///
/// Sizes in bytes, bandwidth in bytes per unit of time, latency in that unit.
package struct Collective: Sendable, Hashable {
  package let ranks: Int
  package let latency: Double
  package let bandwidth: Double

  package init(ranks: Int, latency: Double, bandwidth: Double) {
    self.ranks = ranks
    self.latency = latency
    self.bandwidth = bandwidth
  }

  package enum Operation: String, Sendable, Hashable, CaseIterable {
    case allReduce, reduceScatter, allGather, broadcast, reduce, allToAll
  }

  /// What turns algorithm bandwidth into bus bandwidth (nccl-tests, PERFORMANCE.md).
  package static func busFactor(_ operation: Operation, ranks: Int) -> Double {
    let n = Double(ranks)
    switch operation {
    case .allReduce: return 2 * (n - 1) / n
    case .reduceScatter, .allGather, .allToAll: return (n - 1) / n
    case .broadcast, .reduce: return 1
    }
  }

  /// Ring all-reduce: 2(n − 1) steps of size/n (Thakur, Rabenseifner and Gropp 2005).
  package func ring(_ size: Double) -> Double {
    let n = Double(ranks)
    guard ranks > 1 else { return 0 }
    return 2 * (n - 1) * latency + 2 * (n - 1) / n * size / bandwidth
  }

  /// A pipelined binary tree, up and down: 2 ⌈log₂ n⌉ α + 2 size/β; or with a number of levels.
  package func tree(_ size: Double, levels: Double? = nil) -> Double {
    guard ranks > 1 else { return 0 }
    return 2 * (levels ?? depth) * latency + 2 * size / bandwidth
  }

  /// The double binary tree's bound (Sanders, Speck and Träff 2009): the tree's steps, the ring's volume.
  package func doubleTree(_ size: Double) -> Double {
    let n = Double(ranks)
    guard ranks > 1 else { return 0 }
    return 2 * depth * latency + 2 * (n - 1) / n * size / bandwidth
  }

  /// ⌈log₂ n⌉.
  private var depth: Double { log2(Double(ranks)).rounded(.up) }

  /// The size above which the ring is faster than the tree; infinite if it never is.
  ///
  /// - Parameter levels: of the tree; ⌈log₂ n⌉ unless given.
  package func ringTreeCrossover(levels: Double? = nil) -> Double {
    let n = Double(ranks)
    guard ranks > 1 else { return 0 }
    return max(0, (n - 1 - (levels ?? depth)) * latency * n * bandwidth)
  }

  /// A collective that moves its volume at full bandwidth: factor × size / bandwidth.
  package static func time(
    _ operation: Operation, ranks: Int, size: Double, bandwidth: Double
  ) -> Double {
    ranks > 1 ? busFactor(operation, ranks: ranks) * size / bandwidth : 0
  }

  /// All-reduce in two levels: reduce-scatter within each node, all-reduce between nodes on the parts,
  /// whose rails share the node's bandwidth, all-gather within.
  package static func hierarchicalAllReduce(
    nodes: Int, perNode: Int, size: Double, bandwidthWithin: Double, bandwidthPerNode: Double
  ) -> Double {
    let within =
      time(.reduceScatter, ranks: perNode, size: size, bandwidth: bandwidthWithin)
      + time(.allGather, ranks: perNode, size: size, bandwidth: bandwidthWithin)
    // Each of the rails carries size/perNode over bandwidthPerNode/perNode.
    return within + time(.allReduce, ranks: nodes, size: size, bandwidth: bandwidthPerNode)
  }
}

extension Collective {
  /// The time of an operation by one algorithm.
  package struct Algorithm: Sendable {
    package let name: String
    package let time: Double
  }

  /// The algorithms of an operation (Thakur, Rabenseifner and Gropp 2005), times in the latency's unit.
  ///
  /// - Parameter size: of the whole buffer in bytes: what all-gather makes, what reduce-scatter begins with, what
  ///   one rank sends to all others together.
  package func algorithms(_ operation: Operation, size: Double) -> [Algorithm] {
    guard ranks > 1 else { return [Algorithm(name: "ring", time: 0)] }
    let n = Double(ranks)
    let (steps, levels) = (n - 1, log2(n).rounded(.up))
    let part = (n - 1) / n * size / bandwidth
    let whole = size / bandwidth
    switch operation {
    case .allGather, .reduceScatter:
      return [
        Algorithm(name: "ring", time: steps * latency + part),
        Algorithm(name: "recursive", time: levels * latency + part),
      ]
    case .allReduce:
      return [
        Algorithm(name: "ring", time: ring(size)),
        Algorithm(name: "recursive-doubling", time: levels * (latency + whole)),
        Algorithm(name: "rabenseifner", time: 2 * levels * latency + 2 * part),
      ]
    case .broadcast:
      return [
        Algorithm(name: "tree", time: levels * (latency + whole)),
        Algorithm(name: "scatter-allgather", time: (levels + steps) * latency + 2 * part),
        Algorithm(name: "pipelined-ring", time: steps * latency + whole),
      ]
    case .reduce:
      return [
        Algorithm(name: "tree", time: levels * (latency + whole)),
        Algorithm(name: "reduce-scatter-gather", time: 2 * levels * latency + 2 * part),
      ]
    case .allToAll:
      return [
        Algorithm(name: "pairwise", time: steps * latency + part),
        Algorithm(name: "bruck", time: levels * (latency + whole / 2)),
      ]
    }
  }
}
