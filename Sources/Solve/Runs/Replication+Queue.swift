import Glibc
import Simulate
import Systems

/// Runs of the simulated queueing network, long enough for a calculator and no longer.
extension Replication {
  /// Refuses a run that would not settle, for the relaxation time grows with (1 − ρ)⁻², or in which hardly
  /// anything would happen.
  ///
  /// - Parameter load: the offered load, where it is another than the utilisation.
  static func requireSettling(_ utilisation: Double, load: Double? = nil) throws(SolveError) {
    guard load ?? utilisation > 1e-4 else { throw .tooRare("hardly anybody comes") }
    guard utilisation <= 0.99 else {
      throw .tooLong("a queue does not settle at a utilisation above 99%")
    }
  }

  /// One run.
  ///
  /// Times are in units of `scale`, so that rates of any size fit the kernel's nanoseconds.
  func run(
    _ network: QueueingNetwork?, arrivalRate: Double, utilisation: Double, servers: Int = 1,
    variability: Double = 1, asked: QueueQuestion = .means
  ) throws(SolveError) -> QueueingNetwork.Result {
    guard let network else { throw .noRun("no network of stations has these figures") }
    try Self.requireSettling(utilisation, load: arrivalRate)
    guard arrivalRate < 1e5, servers <= 10_000 else {
      throw .tooLong("more than 10,000 servers, or arrivals of 100,000 mean services in one")
    }
    let customers = customers(
      for: asked, relaxation: relaxation(utilisation: utilisation, variability: variability),
      servers: servers)
    // A customer of many servers costs as many steps.
    guard customers * Double(servers) <= 1e8 else {
      throw .tooLong("so many servers take too long to settle at that load")
    }
    let duration = customers / arrivalRate
    return network.run(seed: seed, replication: index, warmUp: duration / 4, duration: duration)
  }

  /// How many customers a run has: enough for its mean, and for those of the quantiles that are
  /// affordable.
  private func customers(for asked: QueueQuestion, relaxation: Double, servers: Int) -> Double {
    let base = min(max(20_000, 200 * relaxation, 50 * Double(servers)), 600_000)
    return asked.shares.reduce(base) { most, share in
      let needed = tailEvents / (1 - share) * relaxation
      return needed <= asked.longestRun(for: share) ? max(most, needed) : most
    }
  }

  /// A single station, its laws in units of the mean service; the observations that most calculators
  /// share, and those of `asked`.
  func queue(
    servers: Int? = 1, arrivalRate: Double, meanService: Double, service: Distribution,
    interarrival: Distribution? = nil, discipline: QueueingNetwork.Discipline = .firstCome,
    capacity: Int? = nil, asked: QueueQuestion = .means
  ) throws(SolveError) -> [String: Double] {
    let rate = arrivalRate * meanService
    let utilisation = servers.map { rate / Double($0) } ?? 0
    let network = QueueingNetwork(
      stations: [
        QueueingNetwork.Station(
          servers: servers, service: [service], discipline: discipline, capacity: capacity)
      ],
      sources: [QueueingNetwork.Source(interarrival: interarrival ?? .exponential(mean: 1 / rate))])
    let effective =
      capacity.map { settling(utilisation, places: max(2, $0 - (servers ?? 0))) } ?? utilisation
    let spread = (service.squaredVariation ?? 1) + (interarrival?.squaredVariation ?? 1)
    let variability = max(1, min(spread / 2, 1_000))
    guard spread < 20_000 else { throw .tooRare("the longest services are too rare") }
    // Where nobody waits as many are served at once as are offered.
    let crowd = servers ?? Int(max(1, min(rate, 1e6)))
    let run = try run(
      network, arrivalRate: rate, utilisation: effective, servers: crowd,
      variability: variability, asked: asked)
    guard let response = run.response.first, let waiting = run.waiting.first, response.count > 0
    else { return [:] }
    var seen = [
      "sojourn": response.mean * meanService, "wait": waiting.mean * meanService,
      "number": run.meanNumbers[0], "blocking": run.blocking,
      "queue": run.meanNumbers[0] - run.meanBusy[0],
      "throughput": Double(response.count) / run.duration / meanService,
    ]
    if let servers { seen["utilisation"] = run.meanBusy[0] / Double(servers) }
    if let waits = run.waitingSketch.share(above: 0) {
      (seen["wait-probability"], seen["no-wait"]) = (waits, 1 - waits)
    }
    if let time = asked.within.map({ $0 / meanService }) {
      seen["exceeds"] = run.responseSketch.share(above: time)
      seen["wait-exceeds"] = run.waitingSketch.share(above: time)
    }
    // The sketch is within 0.1 %, less than the width of an interval for these quantiles.
    let relaxation = relaxation(utilisation: effective, variability: variability)
    let independent = customers(for: asked, relaxation: relaxation, servers: crowd) / relaxation
    for share in asked.shares where independent * (1 - share) >= tailEvents * (1 - 1e-9) {
      let name = QueueQuestion.name(share)
      seen[name] = run.responseSketch.quantile(share).map { $0 * meanService }
      // Where about this share need not wait at all, the quantile jumps: no interval would hold it.
      let nearby = run.waitingSketch.quantile(share - 0.2 * (1 - share)) ?? 0
      let wait = run.waitingSketch.quantile(share) ?? 0
      if nearby > 0 || wait == 0 { seen["wait-" + name] = wait * meanService }
    }
    return seen
  }

  /// The mean sojourn of jobs of one size that share a server with jobs of the law `others`, in mean
  /// services of these: a tenth of the load are such jobs, for under sharing only the load counts.
  func sharedSojourn(ofSize size: Double, load: Double, others: Distribution) -> Double? {
    guard size > 0, load > 0 else { return nil }
    let rates = (others: 0.9 * load, sized: 0.1 * load / size)
    let network = QueueingNetwork(
      stations: [
        QueueingNetwork.Station(service: [others, .deterministic(size)], discipline: .sharing)
      ],
      sources: [rates.others, rates.sized].map {
        QueueingNetwork.Source(interarrival: .exponential(mean: 1 / $0))
      })
    let run = try? run(network, arrivalRate: rates.others + rates.sized, utilisation: load)
    guard let sized = run?.response.last, sized.count > 0 else { return nil }
    return sized.mean
  }
}

/// How many independent customers must lie beyond a quantile: the bias of a quantile of one run falls
/// with their number, and an interval over replications does not see it.
private let tailEvents = 30.0

/// How many customers there are to one independent of the others, but for a factor.
private func relaxation(utilisation: Double, variability: Double) -> Double {
  variability / pow(1 - min(utilisation, 0.99), 2)
}

/// The utilisation of an unbounded queue that settles as slowly as one of so many places: near
/// saturation the number present wanders from end to end, in the square of their distance.
func settling(_ utilisation: Double, places: Int) -> Double {
  let wandering = Double(places) * Double(places) / 2
  let drift = 1 - utilisation
  return 1 - 1 / max(1.5, min(1 / (drift * drift), wandering)).squareRoot()
}
