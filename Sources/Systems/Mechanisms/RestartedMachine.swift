import Simulate

/// A machine that HA restarts on another host when its own fails, unless a running copy takes over.
///
/// `coverage` is the probability that the copy (FT) masks a failure; 0 without one. A failure of
/// the new host while the restart runs begins the restart anew. Oracle: `λ·(1 − c)·(detect +
/// E[restart])` of downtime per unit of time.
struct RestartedMachine {
  enum Response {
    case masked
    case restart(generation: Int32, after: Ticks)
  }

  private(set) var host = 0
  private let detection: Law
  private let restart: Law
  private let coverage: Double
  private var generation: Int32 = 0
  private var stream: RandomStream
  private var placement: RandomStream

  init(detection: Law, restart: Law, coverage: Double, _ replication: Replication) {
    self.detection = detection
    self.restart = restart
    self.coverage = coverage
    stream = replication.stream("restart")
    placement = replication.stream("placement")
  }

  /// Whether the restart of this generation has not been overtaken by another.
  func isCurrent(_ generation: Int32) -> Bool { generation == self.generation }

  /// Its host has failed: it moves to another that is up, or waits for its own.
  mutating func hostFailed(cluster: HostCluster) -> Response {
    if let other = cluster.anotherHost(&placement) { host = other }
    if stream.chance(coverage) { return .masked }
    generation &+= 1
    let seconds = detection.sample(&stream) + restart.sample(&stream)
    return .restart(generation: generation, after: Ticks(seconds: seconds))
  }
}
