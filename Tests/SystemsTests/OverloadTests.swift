import Glibc
import Simulate
import Systems
import Testing

/// Limits of rates and what outages leave behind, held against calls one by one.
@Suite struct OverloadTests {
  private let system = SystemDefinition.resilientCallGraph

  private func inputs(attempts: Double, outage: Double, rate: Double = 500) -> Inputs {
    Inputs([
      "tiers": .number(1), "attempts": .number(attempts), "failure": .number(0),
      "hosts": .number(10), "consecutive.5xx": .number(5), "ejection.cap": .number(0.1),
      "request.rate": .number(rate), "capacity": .number(1_500), "timeout": .number(2),
      "outage.time": .number(outage),
    ])
  }

  private func recovery(_ inputs: Inputs) -> Double {
    system.output("overload-recovery")?.analytic(inputs) ?? .nan
  }

  /// When the queue is empty after an outage of a server that answers in order, whoever still listens; nil where it is
  /// not within so long.
  private func run(attempts: Int, outage: Double, within end: Double) -> Double? {
    let (rate, capacity, timeout) = (500.0, 1_500.0, 2.0)
    // Calls in the order of their times: the first ones are as regular as a flow, later ones a timeout behind them.
    var lists = [[(time: Double, request: Int)]](repeating: [], count: attempts)
    lists[0] = (0..<Int(rate * (outage + end))).map { (Double($0) / rate, $0) }
    var next = [Int](repeating: 0, count: attempts)
    var answered = [Double](repeating: .infinity, count: lists[0].count)
    var free = outage
    while true {
      var first: Int?
      for level in lists.indices where next[level] < lists[level].count {
        if first.map({ lists[level][next[level]].time < lists[$0][next[$0]].time }) ?? true {
          first = level
        }
      }
      guard let level = first else { return nil }
      let call = lists[level][next[level]]
      next[level] += 1
      // The request was answered before it would call again.
      if level > 0, answered[call.request] <= call.time { continue }
      if call.time > outage + 1e-9, free <= call.time { return call.time - outage }
      let start = max(free, call.time)
      free = start + 1 / capacity
      answered[call.request] = min(answered[call.request], free)
      if level + 1 < attempts, free > call.time + timeout {
        lists[level + 1].append((call.time + timeout, call.request))
      }
    }
  }

  @Test(
    "the queue that an outage leaves is worked off when calls in a queue say so",
    arguments: [(1, 60.0), (2, 60), (2, 20), (1, 1), (3, 1)])
  func drains(_ attempts: Int, _ outage: Double) throws {
    let expected = try #require(run(attempts: attempts, outage: outage, within: 400))
    let found = recovery(inputs(attempts: Double(attempts), outage: outage))
    #expect(abs(found - expected) < 0.03 * expected + 0.01, "\(found) \(expected)")
  }

  @Test("retries that keep the load above the capacity keep the system down")
  func metastable() {
    #expect(run(attempts: 4, outage: 60, within: 400) == nil)
    #expect(recovery(inputs(attempts: 4, outage: 60)) == .infinity)
    // A budget of retries, or a limit of the rate, lets it come back.
    let budget = inputs(attempts: 4, outage: 60).setting("retry.budget", to: .number(0.2))
    #expect(recovery(budget) < 60)
    let limit = inputs(attempts: 4, outage: 60).setting("limit.rate", to: .number(900))
      .setting("limit.burst", to: .number(100))
    #expect(recovery(limit) < 120)
    let load = system.output("retry-load")
    #expect(abs((load?.analytic(inputs(attempts: 4, outage: 60)) ?? 0) - 4.0 / 3) < 1e-12)
  }

  @Test("a limit lets through of Poisson arrivals what a bucket of tokens does")
  func limits() throws {
    let output = try #require(system.output("limit-admitted"))
    for (rate, burst) in [(800.0, 10.0), (1_200, 3), (1_000, 50)] {
      let given = inputs(attempts: 1, outage: 1, rate: 1_000)
        .setting("limit.rate", to: .number(rate)).setting("limit.burst", to: .number(burst))
      var tally = Tally()
      for index in 0..<30 {
        var stream = RandomStream(seed: 9, replication: index, name: "arrivals")
        var bucket = TokenBucket(capacity: burst, refill: .continuous(rate: rate))
        var (time, admitted) = (0.0, 0)
        for arrival in 0..<22_000 {
          time += stream.exponential() / 1_000
          let passed = bucket.admit(1, at: time)
          if arrival >= 2_000 { admitted += passed }
        }
        tally.add(Double(admitted) / 20_000)
      }
      let share = try #require(output.analytic(given))
      #expect(tally.estimate(confidence: 0.999).contains(share), "\(rate) \(burst): \(share)")
    }
    let burst = inputs(attempts: 1, outage: 1, rate: 1_000)
      .setting("limit.rate", to: .number(800)).setting("limit.burst", to: .number(100))
    #expect(abs((system.output("burst-time")?.analytic(burst) ?? 0) - 0.5) < 1e-12)
  }
}
