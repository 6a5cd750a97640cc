import Glibc
import Simulate
import Systems
import Testing

@Suite struct QuorumTests {
  private let system = SystemDefinition.quorumControlPlane

  @Test("elections are a Markov chain that is killed where the leader changes", arguments: 1...6)
  func chain(members: Int) {
    for election in [0.0, 0.5, 3] {
      let group = LedQuorum(
        members: members, meanUp: 10, meanDown: 3, repair: .exponential, election: election)
      // States: how many are up; then one that a new leader leads to.
      let changed = members + 1
      var chain = MarkovChain(states: members + 2)
      for up in 0...members {
        if up > 0 { chain.add(from: up, to: changed, rate: 1.0 / 10) }
        if up > 1 { chain.add(from: up, to: up - 1, rate: Double(up - 1) / 10) }
        if up < members {
          chain.add(from: up, to: up == 0 ? changed : up + 1, rate: Double(members - up) / 3)
        }
      }
      let running = RepairableGroup(
        parts: members, needed: group.majority, failureRate: 1.0 / 10, repairRate: 1.0 / 3)
      let start = Array(running.distribution.reversed()) + [0]
      let end = chain.distribution(after: election, from: start)
      let serving = end[group.majority...members].reduce(0, +)
      #expect(abs(1 - serving - group.unavailability) < 1e-12, "\(election)")
    }
  }

  @Test("the binomial where an election takes no time, to the last digits of a small share")
  func binomial() {
    let group = LedQuorum(
      members: 5, meanUp: 1e6, meanDown: 1, repair: .longerThanElection)
    let down = 1 / (1e6 + 1)
    let share = 10 * pow(down, 3) * pow(1 - down, 2) + 5 * pow(down, 4) * (1 - down)
    #expect(abs(group.unavailability / (share + pow(down, 5)) - 1) < 1e-12)
  }

  @Test(
    "long elections agree with the simulation, repairs being constant, exponential or uniform",
    arguments: [Law.constant(day), .exponential(mean: day), .uniform(0.5 * day, 1.5 * day)])
  func elections(repair: Law) throws {
    for members in [1, 3, 4] {
      let inputs = Inputs([
        "members": .number(Double(members)), "member.mtbf": .law(.exponential(mean: 8 * day)),
        "member.repair": .law(repair), "election": .law(.constant(0.4 * day)),
        "balancer.mtbf": .law(.weibull(mean: 50 * day, shape: 2)),
        "balancer.repair": .law(.constant(2 * day)), "horizon": .number(400 * day),
      ])
      let exact = try #require(system.output("availability")?.exactly(inputs))
      let seen = tallies(system, inputs, replications: 400)[0].estimate(confidence: 0.999)
      #expect(seen.contains(exact), "\(members): \(seen) \(exact)")
      #expect(seen.halfWidth < 0.01)
    }
  }

  @Test("what the closed form does not cover is simulated")
  func simulated() {
    let inputs = Inputs([
      "members": .number(3), "member.mtbf": .law(.exponential(mean: 100 * day)),
      "member.repair": .law(.constant(hour)), "election": .law(.constant(30)),
    ])
    func isExact(_ name: String, _ law: Law) -> Bool {
      system.output("availability")?.exactly(inputs.setting(name, to: .law(law))) != nil
    }
    #expect(isExact("election", .constant(hour)) && !isExact("election", .constant(2 * hour)))
    #expect(!isExact("election", .lognormal(median: 30, p95: 60)))
    #expect(!isExact("member.mtbf", .weibull(mean: 100 * day, shape: 2)))
    #expect(!isExact("member.repair", .lognormal(median: hour, p95: 2 * hour)))
  }
}
