import Simulate
import Testing

/// One server whose customers are counted to the tick.
private struct AuditedQueue: DiscreteModel {
  enum Event: UInt64, SimulationEvent {
    case arrive, finish
    var traceWord: UInt64 { rawValue }
  }

  var left: Int
  var arrivals = RandomStream(seed: 1, name: "arrivals")
  var services = RandomStream(seed: 1, name: "services")
  var inside: [Int64] = []
  var number = TimeWeighted()
  var sojourn: Int64 = 0
  var served = 0

  mutating func handle(_ event: Event, _ effects: inout Effects<Event>) {
    switch event {
    case .arrive:
      inside.append(effects.now.count)
      number.add(1, at: effects.now)
      if inside.count == 1 { serve(&effects) }
      left -= 1
      if left > 0 {
        effects.schedule(.arrive, after: Ticks(seconds: arrivals.exponential() * 1.25))
      }
    case .finish:
      sojourn += effects.now.count - inside.removeFirst()
      number.add(-1, at: effects.now)
      served += 1
      if !inside.isEmpty { serve(&effects) }
    }
  }

  private mutating func serve(_ effects: inout Effects<Event>) {
    effects.schedule(.finish, after: Ticks(seconds: services.exponential()))
  }
}

@Suite struct ReplayTests {
  /// Q34: on one path, empty at both ends, Little's law is an identity.
  @Test func littlesLawHoldsOnEveryPath() {
    var simulation = Simulation(AuditedQueue(left: 20_000))
    simulation.schedule(.arrive, at: .zero)
    simulation.run()
    let length = Double(simulation.now.count)
    let number = simulation.model.number.mean(until: simulation.now)
    let served = Double(simulation.model.served)
    let byLaw = served / length * (Double(simulation.model.sojourn) / served)
    #expect(simulation.model.served == 20_000)
    #expect(abs(number - byLaw) / number < 1e-9)
  }

  @Test func oneSeedGivesOneTraceOnAnyThread() async throws {
    let network = try #require(
      QueueingNetwork.single(servers: 2, arrivalRate: 1.5, service: .gamma(shape: 2, scale: 0.5)))
    func run(_ replication: Int) -> UInt64 {
      network.run(seed: 77, replication: replication, warmUp: 10, duration: 500).trace
    }
    let alone = (0..<16).map(run)
    let together = await withTaskGroup(of: (Int, UInt64).self) { group in
      for replication in 0..<16 {
        group.addTask {
          let trace = network.run(
            seed: 77, replication: replication, warmUp: 10, duration: 500
          ).trace
          return (replication, trace)
        }
      }
      var traces = [UInt64](repeating: 0, count: 16)
      for await (replication, trace) in group { traces[replication] = trace }
      return traces
    }
    #expect(alone == together)
    #expect(Set(alone).count == 16)
    let other = network.run(seed: 78, warmUp: 10, duration: 500).trace
    #expect(!alone.contains(other))
  }

  /// A change in one source leaves the others' numbers alone: what common random numbers rest on.
  @Test func designsShareTheirRandomness() throws {
    func run(_ mean: Double, _ replication: Int) throws -> Double {
      let network = try #require(
        QueueingNetwork.single(arrivalRate: 0.7, service: .exponential(mean: mean)))
      return network.run(seed: 1, replication: replication, warmUp: 200, duration: 4_000)
        .response[0].mean
    }
    let before = try (0..<20).map { try run(1, $0) }
    let after = try (0..<20).map { try run(0.9, $0) }
    var paired = RatioEstimator()
    var apart = RatioEstimator()
    for (index, value) in before.enumerated() {
      paired.add(numerator: after[index], denominator: value)
      apart.add(numerator: after[(index + 1) % 20], denominator: value)
    }
    #expect(paired.estimate().contains(0.3 / (1 / 0.9 - 0.7)))
    #expect(paired.estimate().halfWidth < 0.8 * apart.estimate().halfWidth)
    #expect(zip(before, after).allSatisfy { $1 < $0 })
  }
}
