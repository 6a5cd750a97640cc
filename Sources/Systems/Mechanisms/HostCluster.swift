import Simulate

/// Hosts that fail and are repaired each on its own, with `reserved` of them to spare.
///
/// Oracle: a share `binomialTail(n, MTTR / (MTBF + MTTR), k)` of time more than k are down.
struct HostCluster {
  let hosts: Int
  private let reserved: Int
  private let lifetime: Law
  private let repair: Law
  private var isUp: [Bool]
  private(set) var upCount: Int
  private var failureStreams: [RandomStream]
  private var repairStreams: [RandomStream]

  init(hosts: Int, reserved: Int, lifetime: Law, repair: Law, _ replication: Replication) {
    self.hosts = hosts
    self.reserved = reserved
    self.lifetime = lifetime
    self.repair = repair
    isUp = [Bool](repeating: true, count: hosts)
    upCount = hosts
    failureStreams = (0..<hosts).map { replication.stream("host[\($0)].failure") }
    repairStreams = (0..<hosts).map { replication.stream("host[\($0)].repair") }
  }

  /// Whether more hosts are down than admission control has reserved for.
  var lacksCapacity: Bool { hosts - upCount > min(reserved, hosts - 1) }

  func runs(_ host: Int) -> Bool { isUp[host] }

  /// The time to the first failure of a host that has been up for any time: hosts are not all new at once.
  mutating func firstFailure(of host: Int) -> Ticks {
    Ticks(seconds: lifetime.residual(&failureStreams[host]))
  }

  mutating func nextFailure(of host: Int) -> Ticks {
    Ticks(seconds: lifetime.sample(&failureStreams[host]))
  }

  mutating func repairTime(of host: Int) -> Ticks {
    Ticks(seconds: repair.sample(&repairStreams[host]))
  }

  mutating func fail(_ host: Int) {
    guard isUp[host] else { return }
    isUp[host] = false
    upCount -= 1
  }

  mutating func restore(_ host: Int) {
    guard !isUp[host] else { return }
    isUp[host] = true
    upCount += 1
  }

  /// A host that is up and not in `excluded`, evenly at random; nil where there is none. O(hosts).
  func anotherHost(
    _ stream: inout RandomStream, excluding excluded: (Int) -> Bool = { _ in false }
  ) -> Int? {
    let candidates = (0..<hosts).filter { isUp[$0] && !excluded($0) }
    return candidates.isEmpty ? nil : candidates[stream.index(below: candidates.count)]
  }
}
