import Simulate

/// A stored object of 2·f + 1 components on different hosts, accessible while at most f are absent.
///
/// A component is absent from its host's failure until the host returns or, `delay` later, a
/// rebuild on another host ends. Oracle: `binomialTail(2f + 1, a, f)` with each component absent a
/// share `a = E[D] / (MTBF + E[D])`, `D = min(repair, delay + rebuild)`, for a constant rebuild.
struct StoredObject {
  struct Absence {
    let slot: Int32
    let generation: Int32
    let rebuildAfter: Ticks
  }

  private let failuresToTolerate: Int
  private let delay: Double
  private let rebuild: Law
  private var hosts: [Int]
  private var isAbsent: [Bool]
  private var generations: [Int32]
  private var stream: RandomStream

  init(
    failuresToTolerate: Int, hosts count: Int, delay: Double, rebuild: Law,
    _ replication: Replication
  ) {
    self.failuresToTolerate = failuresToTolerate
    self.delay = delay
    self.rebuild = rebuild
    let components = 2 * failuresToTolerate + 1
    hosts = (0..<components).map { count - 1 - $0 % max(1, count) }
    isAbsent = [Bool](repeating: false, count: components)
    generations = [Int32](repeating: 0, count: components)
    stream = replication.stream("rebuild")
  }

  var isInaccessible: Bool { isAbsent.count(where: { $0 }) > failuresToTolerate }

  /// The components that a host's failure takes away, and when each would be rebuilt elsewhere.
  mutating func hostFailed(_ host: Int) -> [Absence] {
    var found: [Absence] = []
    for slot in hosts.indices where hosts[slot] == host && !isAbsent[slot] {
      isAbsent[slot] = true
      generations[slot] &+= 1
      found.append(
        Absence(
          slot: Int32(slot), generation: generations[slot],
          rebuildAfter: Ticks(seconds: delay + rebuild.sample(&stream))))
    }
    return found
  }

  mutating func hostReturned(_ host: Int) {
    for slot in hosts.indices where hosts[slot] == host && isAbsent[slot] {
      isAbsent[slot] = false
      generations[slot] &+= 1
    }
  }

  /// Ends a rebuild; false where the host came back first or there is nowhere to put the copy.
  mutating func rebuilt(slot: Int, generation: Int32, cluster: HostCluster) -> Bool {
    guard generations[slot] == generation, isAbsent[slot], !isInaccessible,
      let target = cluster.anotherHost(&stream, excluding: { hosts.contains($0) })
    else { return false }
    hosts[slot] = target
    isAbsent[slot] = false
    return true
  }
}
