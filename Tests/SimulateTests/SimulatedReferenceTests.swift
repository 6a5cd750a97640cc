import Glibc
import Simulate
import Testing

/// The same figures by simulation: the truth must lie inside the 99.9 % interval of fixed seeds.
@Suite struct SimulatedReferenceTests {
  private func estimate(
    _ network: QueueingNetwork?, replications: Int = 20, warmUp: Double = 500,
    duration: Double = 20_000, _ output: (QueueingNetwork.Result) -> Double
  ) throws -> Estimate {
    try #require(network).estimate(
      seed: 42, replications: replications, warmUp: warmUp, duration: duration, confidence: 0.999,
      output)
  }

  @Test func singleServer() throws {  // Q01, Q02, Q04, Q35
    let network = QueueingNetwork.single(arrivalRate: 0.8, service: .exponential(mean: 1))
    #expect(try estimate(network) { $0.meanNumbers[0] }.contains(4))
    #expect(try estimate(network) { $0.response[0].mean }.contains(5))
    #expect(try estimate(network) { $0.waiting[0].mean }.contains(4))
    #expect(try estimate(network) { $0.meanBusy[0] }.contains(0.8))
    for (probability, truth) in [(0.5, 3.465735902799726), (0.95, 14.978661367769948)] {
      let quantile = try estimate(network) { $0.responseSketch.quantile(probability) ?? .nan }
      #expect(quantile.contains(truth))
    }
    #expect(
      try estimate(network) { $0.waitingSketch.quantile(0.99) ?? .nan }.contains(21.910133173369406)
    )
  }

  @Test func secondCustomer() {  // Q05, a terminating experiment
    let waits = Tally(
      (0..<40_000).map { replication in
        var stream = RandomStream(seed: 5, replication: replication, name: "customer")
        let service = stream.exponential()
        return max(0, service - stream.exponential() / 0.8)
      })
    #expect(waits.estimate(confidence: 0.999).contains(0.4444444444444445))
  }

  @Test func severalServers() throws {  // Q06, Q10, Q13, Q14
    let three = QueueingNetwork.single(servers: 3, arrivalRate: 2, service: .exponential(mean: 1))
    #expect(try estimate(three) { $0.waiting[0].mean }.contains(0.4444444444444445))
    #expect(try estimate(three) { $0.meanNumbers[0] }.contains(0.888888888888889 + 2))
    let finite = QueueingNetwork.single(
      arrivalRate: 0.8, service: .exponential(mean: 1), capacity: 5)
    #expect(try estimate(finite) { $0.blocking }.contains(0.08881949865556424))
    #expect(try estimate(finite) { $0.meanNumbers[0] }.contains(1.868332032266459))
    let infinite = QueueingNetwork.single(
      servers: nil, arrivalRate: 7, service: .exponential(mean: 0.5))
    #expect(try estimate(infinite, duration: 5_000) { $0.meanNumbers[0] }.contains(3.5))
  }

  /// Q12: Erlang's loss does not depend on the law of service.
  @Test(arguments: [
    Distribution.exponential(mean: 1), .deterministic(1), .lognormal(mean: 1, variation: 2),
  ])
  func lossIsInsensitive(service: Distribution) throws {
    let network = QueueingNetwork.single(
      servers: 10, arrivalRate: 5, service: service, capacity: 10)
    #expect(try estimate(network, duration: 5_000) { $0.blocking }.contains(0.01838457033664814))
  }

  /// Q16, Q17, Q18, and M/D/1.
  @Test(arguments: [
    (0.8, Distribution.erlang(stages: 2, mean: 1), 3.0),
    (0.8, .hyperexponential(mean: 1, squaredVariation: 4), 10),
    (0.5, QueueReferenceTests.twoPoint, 1.625), (0.8, .deterministic(1), 2),
    (0.5, .uniform(0.5, 1.5), 0.5 * (13 / 12.0) / (2 * 0.5)),
  ])
  func generalService(rate: Double, service: Distribution, wait: Double) throws {
    let network = QueueingNetwork.single(arrivalRate: rate, service: service)
    let long = try estimate(network, warmUp: 2_000, duration: 40_000) { $0.waiting[0].mean }
    #expect(long.contains(wait))
  }

  @Test func constantServiceQuantile() throws {
    let network = QueueingNetwork.single(arrivalRate: 0.8, service: .deterministic(1))
    let truth = ConstantServiceQueue(arrivalRate: 0.8, service: 1).waitQuantile(0.95)
    #expect(try estimate(network) { $0.waitingSketch.quantile(0.95) ?? .nan }.contains(truth))
  }

  @Test func renewalArrivals() throws {
    let network = QueueingNetwork(
      stations: [.init(service: [.exponential(mean: 1)])],
      sources: [.init(interarrival: .deterministic(1.25))])
    let truth = try #require(
      GeneralArrivalQueue(interarrival: .deterministic(1.25), serviceRate: 1))
    #expect(try estimate(network) { $0.waiting[0].mean }.contains(truth.meanWait))
  }

  @Test func priorities() throws {  // Q22, Q23
    func network(_ discipline: QueueingNetwork.Discipline) -> QueueingNetwork? {
      QueueingNetwork(
        stations: [.init(service: [.exponential(mean: 1)], discipline: discipline)],
        sources: [
          .init(interarrival: .exponential(mean: 1 / 0.3)),
          .init(interarrival: .exponential(mean: 2)),
        ])
    }
    #expect(
      try estimate(network(.priority)) { $0.waiting[0].mean }.contains(1.142857142857143))
    #expect(
      try estimate(network(.priority)) { $0.waiting[1].mean }.contains(5.714285714285716))
    #expect(
      try estimate(network(.preemptive)) { $0.response[0].mean }.contains(1.4285714285714286))
    #expect(
      try estimate(network(.preemptive)) { $0.response[1].mean }.contains(7.142857142857145))
  }

  /// Q24: processor sharing is insensitive too.
  @Test(arguments: [
    Distribution.exponential(mean: 1), .deterministic(1), .erlang(stages: 3, mean: 1),
  ])
  func sharedServer(service: Distribution) throws {
    let network = QueueingNetwork.single(
      arrivalRate: 0.8, service: service, discipline: .sharing)
    #expect(try estimate(network) { $0.response[0].mean }.contains(5))
    #expect(try estimate(network) { $0.meanBusy[0] }.contains(0.8))
  }

  @Test func openNetworks() throws {  // Q25, Q26
    let jackson = QueueingNetwork(
      stations: [4.0, 3, 3].map { .init(service: [.exponential(mean: 1 / $0)]) },
      sources: [1, 0.5, 0.2].enumerated().map {
        .init(interarrival: .exponential(mean: 1 / $0.element), station: $0.offset)
      }, routing: [[0, 0.6, 0.3], [0.2, 0, 0.5], [0.1, 0.1, 0]])
    for (station, truth) in [0.5615738375063873, 1.0017467248908298, 0.8543689320388351]
      .enumerated()
    {
      let number = try estimate(jackson, duration: 5_000) { $0.meanNumbers[station] }
      #expect(number.contains(truth))
    }
    let feedback = QueueingNetwork(
      stations: [.init(service: [.exponential(mean: 1 / 1.5)])],
      sources: [.init(interarrival: .exponential(mean: 1.25))], routing: [[0.2]])
    #expect(try estimate(feedback) { $0.response[0].mean }.contains(2.5))
  }

  @Test func closedNetworks() throws {  // Q29, and mean value analysis
    let machines = QueueingNetwork(
      stations: [
        .init(servers: nil, service: [.exponential(mean: 10)]),
        .init(service: [.exponential(mean: 1)]),
      ], sources: [], routing: [[0, 1], [1, 0]], population: 5)
    #expect(try estimate(machines) { $0.meanNumbers[1] }.contains(0.6395217685540266))
    #expect(try estimate(machines) { $0.meanBusy[1] }.contains(0.43604782314459734))
    let solved = ClosedNetwork([
      .init(demand: 5, servers: nil), .init(demand: 1), .init(demand: 2, servers: 2),
    ]).solve(population: 8)
    let cycle = QueueingNetwork(
      stations: [
        .init(servers: nil, service: [.exponential(mean: 5)]),
        .init(service: [.exponential(mean: 1)]),
        .init(servers: 2, service: [.exponential(mean: 2)]),
      ], sources: [], routing: [[0, 1, 0], [0, 0, 1], [1, 0, 0]], population: 8)
    let throughput = try estimate(cycle) { Double($0.completions[0]) / $0.duration }
    #expect(throughput.contains(solved.throughput))
  }

  @Test func snapshotAge() {  // A29: what is lost when failures strike at any moment
    var stream = RandomStream(seed: 7, name: "failures")
    var time = 0.0
    var local = Tally()
    var offsite = Tally()
    for _ in 0..<20_000 {
      time += 1_000 * stream.exponential()
      local.add(time - (time / 24).rounded(.down) * 24)
      offsite.add(time - ((time - 6) / 24).rounded(.down) * 24)
    }
    #expect(local.estimate(confidence: 0.999).contains(12))
    #expect(offsite.estimate(confidence: 0.999).contains(18))
    #expect(local.maximum <= 24 && offsite.maximum <= 30)
  }

  @Test func checkpointedWork() {  // G04
    let run = CheckpointedRun(
      work: 100, interval: 1,
      checkpointing: Checkpointing(cost: 1 / 12.0, meanTimeBetweenFailures: 3, restart: 0.25))
    let times = Tally((0..<4_000).map { run.wallTime(seed: 8, replication: $0) })
    #expect(times.estimate(confidence: 0.999).contains(141.81583442566554))
  }

  @Test func caches() {  // N10, N11: within 0.01, as the limits and approximations promise
    var stream = RandomStream(seed: 9, name: "cache")
    for (share, truth) in [(0.25, 0.034238445661164324), (0.75, 0.40342640972002736)] {
      let items = 10_000
      let ratio = CacheRun.reshuffled(
        items: items, capacity: Int(share * Double(items)), epochs: 10, stream: &stream)
      #expect(abs(ratio - truth) < 0.01)
    }
    let zipf = CacheRun.zipf(
      items: 1_000, exponent: 1, capacity: 100, references: 200_000, stream: &stream)
    #expect(abs(zipf - 0.5765246161690034) < 0.01)
  }

  @Test func retries() {
    var stream = RandomStream(seed: 10, name: "retries")
    var attempts = Tally()
    for _ in 0..<50_000 {
      var count = 1
      while count < 4, stream.chance(0.3) { count += 1 }
      attempts.add(Double(count))
    }
    #expect(
      attempts.estimate(confidence: 0.999)
        .contains(Retries.meanAttempts(failure: 0.3, attempts: 4)))
  }

  @Test func outlierRuns() {
    var stream = RandomStream(seed: 11, name: "outliers")
    var caught = Tally()
    for _ in 0..<4_000 {
      var run = 0
      for _ in 0..<50 where run < 5 { run = stream.chance(0.4) ? run + 1 : 0 }
      caught.add(run >= 5 ? 1 : 0)
    }
    let truth = OutlierDetection().detection(errorRate: 0.4, requests: 50)
    #expect(caught.estimate(confidence: 0.999).contains(truth))
  }
}
