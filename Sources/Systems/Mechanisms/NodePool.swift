import Simulate

/// The nodes under a service's pods, as the cluster autoscaler has them.
///
/// Pods are spread evenly, so that all nodes are used alike. Pods that find no room wait for nodes to be
/// made; when the use of nodes has been below the threshold for ten minutes, and the last was added as
/// long ago, one node goes at each step, as long as the pods fit on the others. Oracle: under a
/// constant load there are `⌈pods/fit⌉` nodes, as `ClusterAutoscaler.nodes` has it.
struct NodePool {
  private(set) var nodes: Int
  let startSteps: Int

  /// Places for pods on a node by their requests, whether or not the service may use them.
  private let places: Int

  /// How many pods of the service may share a node.
  private let fit: Int
  private let rules: ClusterAutoscaler
  private let step: Double
  private var coming: [(ready: Int, count: Int)] = []
  private var unneededSince: Int?
  private var lastAdded: Int?

  /// Nil where the pods that fit on a node are not given.
  init?(_ inputs: Inputs, pods: Int, step: Double) {
    guard inputs.has("pods.per.node") else { return nil }
    places = max(1, inputs.count("pods.per.node"))
    fit = inputs.flag("apart") ? 1 : places
    nodes = max(1, (pods + fit - 1) / fit)
    startSteps = Int((inputs.number("node.start") / step).rounded(.up))
    rules = ClusterAutoscaler(utilisationThreshold: inputs.number("node.threshold"))
    self.step = step
  }

  /// Places on all nodes.
  var room: Int { nodes * places }

  /// How many of `count` new pods find a place now, and how many wait for nodes that are asked for.
  mutating func place(
    _ count: Int, beside pods: Int, at index: Int
  ) -> (now: Int, later: Int) {
    let now = min(count, max(0, nodes * fit - pods))
    let wanted = (pods + count + fit - 1) / fit
    let missing = wanted - nodes - coming.reduce(0) { $0 + $1.count }
    if missing > 0 { coming.append((index + max(1, startSteps), missing)) }
    return (now, count - now)
  }

  mutating func advance(pods: Int, at index: Int) {
    while let first = coming.first, first.ready <= index {
      nodes += first.count
      coming.removeFirst()
      lastAdded = index
    }
    let use = Double(pods) / Double(nodes * places)
    let canSpare = nodes > 1 && pods <= (nodes - 1) * fit
    guard rules.isUnneeded(utilisation: use, podsFitElsewhere: canSpare) else {
      unneededSince = nil
      return
    }
    let since = unneededSince ?? index
    unneededSince = since
    let time = rules.removal(
      unneededSince: Double(since) * step, lastAdded: lastAdded.map { Double($0) * step })
    if Double(index) * step >= time { nodes -= 1 }
  }
}
