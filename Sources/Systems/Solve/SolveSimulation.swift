import Glibc
import Simulate

/// Runs of the simulated queueing network, long enough for a calculator and no longer.
enum SolveSimulation {
  /// One run, or none where it would not settle (a utilisation above 0.99, where the relaxation time
  /// grows with (1 − ρ)⁻²) or hardly anything would happen.
  ///
  /// Times are in units of `scale`, so that rates of any size fit the kernel's nanoseconds.
  static func run(
    _ network: QueueingNetwork?, arrivalRate: Double, utilisation: Double, servers: Int = 1,
    variability: Double = 1, _ replication: Replication
  ) -> QueueingNetwork.Result? {
    guard let network, arrivalRate > 1e-4, arrivalRate < 1e5, utilisation <= 0.99,
      servers <= 10_000
    else { return nil }
    let customers = customers(utilisation: utilisation, servers: servers, variability: variability)
    let duration = customers / arrivalRate
    return network.run(
      seed: replication.seed, replication: replication.index, warmUp: duration / 4,
      duration: duration)
  }

  /// How many customers a run has: enough for its mean, and for a P99 where that is affordable.
  private static func customers(
    utilisation: Double, servers: Int, variability: Double
  ) -> Double {
    let relaxation = variability / pow(1 - min(utilisation, 0.99), 2)
    let tail = min(tailEvents / 0.01 * relaxation, 300_000)
    return min(max(20_000, 200 * relaxation, tail, 50 * Double(servers)), 600_000)
  }

  /// How many independent customers must lie beyond a quantile: the bias of a quantile of one run falls
  /// with their number, and an interval over replications does not see it.
  private static let tailEvents = 30.0

  /// Whether a run is long enough for a quantile.
  private static func settles(
    _ share: Double, utilisation: Double, servers: Int, variability: Double
  ) -> Bool {
    let customers = customers(utilisation: utilisation, servers: servers, variability: variability)
    let independent = customers * pow(1 - min(utilisation, 0.99), 2) / variability
    return independent * (1 - share) >= tailEvents * (1 - 1e-9)
  }

  /// A single station, its laws in units of the mean service; the observations that most calculators
  /// share.
  static func queue(
    servers: Int? = 1, arrivalRate: Double, meanService: Double, service: Distribution,
    interarrival: Distribution? = nil, discipline: QueueingNetwork.Discipline = .firstCome,
    capacity: Int? = nil, _ replication: Replication
  ) -> [String: Double] {
    let rate = arrivalRate * meanService
    let utilisation = servers.map { rate / Double($0) } ?? 0
    let network = QueueingNetwork(
      stations: [
        QueueingNetwork.Station(
          servers: servers, service: [service], discipline: discipline,
          capacity: capacity)
      ],
      sources: [
        QueueingNetwork.Source(
          interarrival: interarrival ?? .exponential(mean: 1 / rate))
      ])
    let effective = capacity == nil ? utilisation : min(utilisation, 0.9)
    let spread = (service.squaredVariation ?? 1) + (interarrival?.squaredVariation ?? 1)
    let variability = max(1, min(spread / 2, 1_000))
    guard
      let run = run(
        network, arrivalRate: rate, utilisation: effective, servers: servers ?? 1,
        variability: variability, replication),
      let response = run.response.first, let waiting = run.waiting.first, response.count > 0
    else { return [:] }
    var seen = [
      "sojourn": response.mean * meanService, "wait": waiting.mean * meanService,
      "number": run.meanNumbers[0], "blocking": run.blocking,
      "queue": run.meanNumbers[0] - run.meanBusy[0],
      "throughput": Double(response.count) / run.duration / meanService,
    ]
    if let servers { seen["utilisation"] = run.meanBusy[0] / Double(servers) }
    // The sketch is within 0.5 %, less than the width of an interval for a quantile as high as these.
    for (name, share) in [("p95", 0.95), ("p99", 0.99)]
    where settles(
      share, utilisation: effective, servers: servers ?? 1, variability: variability)
    {
      seen[name] = run.responseSketch.quantile(share).map { $0 * meanService }
      // Where about this share need not wait at all, the quantile jumps: no interval would hold it.
      let nearby = run.waitingSketch.quantile(share - 0.2 * (1 - share)) ?? 0
      let wait = run.waitingSketch.quantile(share) ?? 0
      if nearby > 0 || wait == 0 { seen["wait-" + name] = wait * meanService }
    }
    return seen
  }
}
