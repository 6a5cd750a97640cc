import Simulate
import Systems
import Testing

/// Plans of recovery, moves of machines and loops that reconcile, against the slow and obvious.
@Suite struct RecoveryPlanTests {
  private func start(_ plan: String, atOnce: Int? = nil) -> Double? {
    var inputs = Inputs(["plan": .choice(plan), "probe.misses": .number(3)])
    if let atOnce { inputs = inputs.setting("plan.parallel", to: .number(Double(atOnce))) }
    return SystemDefinition.failoverSequence.output("start-time")?.analytic(inputs)
  }

  @Test("groups follow each other, and in one its longest chain counts")
  func chains() {
    #expect(start("域控 2 × 3 分钟 > 数据库 4 × 6 分钟 > 门户 30 × 2 分钟") == 660.0)
    #expect(start("a 1 × 3 min, b 1 × 4 min after a, c 1 × 5 min") == 420.0)
    #expect(start("a 1 × 3 min, b 1 × 4 min, c 2台 × 5 min after a+b") == 540.0)
    // ⌈n/m⌉·t of alike machines.
    for atOnce in [1, 3, 7, 20, 50] {
      #expect(start("门户 20 × 2 分钟", atOnce: atOnce) == Double((20 + atOnce - 1) / atOnce) * 120)
    }
  }

  /// Machine by machine, each started as soon as there is room and what it waits for is up.
  private func twin(
    _ steps: [(count: Int, time: Double, after: [Int])], atOnce: Int
  ) -> Double {
    var machines = steps.indices.flatMap { step in
      (0..<steps[step].count).map { _ in (step: step, end: Double?.none) }
    }
    var now = 0.0
    while machines.contains(where: { $0.end == nil }) {
      for index in machines.indices where machines[index].end == nil {
        let running = machines.count { ($0.end ?? 0) > now }
        let isReady = steps[machines[index].step].after.allSatisfy { before in
          machines.allSatisfy { $0.step != before || ($0.end ?? .infinity) <= now }
        }
        if running < atOnce, isReady {
          machines[index].end = now + steps[machines[index].step].time
        }
      }
      now = machines.compactMap(\.end).filter { $0 > now }.min() ?? now
    }
    return machines.compactMap(\.end).max() ?? 0
  }

  @Test("a plan takes as long as its machines one by one, within Graham's bounds")
  func plans() throws {
    var stream = RandomStream(seed: 4, name: "plans")
    for _ in 0..<200 {
      var steps: [(count: Int, time: Double, after: [Int])] = []
      for index in 0..<(2 + Int(stream.uniform() * 4)) {
        steps.append(
          (
            1 + Int(stream.uniform() * 6), Double(1 + Int(stream.uniform() * 9)),
            (0..<index).filter { _ in stream.uniform() < 0.3 }
          ))
      }
      let atOnce = 1 + Int(stream.uniform() * 5)
      let text = steps.enumerated().map { index, step in
        let after = step.after.map { "s\($0)" }.joined(separator: "+")
        return "s\(index) \(step.count) × \(Int(step.time)) s"
          + (after.isEmpty ? "" : " after \(after)")
      }.joined(separator: ", ")
      let found = try #require(start(text, atOnce: atOnce), "\(text)")
      #expect(abs(found - twin(steps, atOnce: atOnce)) < 1e-9, "\(text) \(atOnce)")
      let work = steps.map { Double($0.count) * $0.time }.reduce(0, +) / Double(atOnce)
      let chain = try #require(start(text))
      #expect(found >= max(work, chain) - 1e-9 && found <= work + chain + 1e-9, "\(text)")
    }
  }

  @Test(
    "a plan that cannot be read is a finding that says what is wrong",
    arguments: [
      ("数据库 6 分钟", "machines and a time"), ("数据库 × 6 分钟", "how many machines"),
      ("数据库 4 × 6 GB", "machines and a time"), ("a 1 × 1 s after b", "not in its group"),
      ("a 1 × 1 s after b, b 1 × 1 s after a", "waits for another"), (" > ", "starts nothing"),
      ("a 1 × 1 s, a 2 × 1 s", "twice"),
    ])
  func mistakes(_ plan: String, _ words: String) {
    let problems = SystemDefinition.failoverSequence.problems(
      Inputs(["plan": .choice(plan), "decision": .law(.constant(60))]))
    #expect(
      problems.contains { $0.kind == .contradiction && $0.message.contains(words) }, "\(plan)")
  }

  @Test("a site failure costs the plan beside what else a failover takes")
  func sites() throws {
    let system = SystemDefinition.vsphereSitePair
    let inputs = Inputs([
      "hosts": .number(16), "hosts.reserved": .number(15), "dr.hosts": .number(8),
      "host.mtbf": .law(.exponential(mean: 10 * year)),
      "host.repair": .law(.exponential(mean: 4 * hour)), "ha.detection": .law(.constant(15)),
      "ha.restart": .law(.constant(180)), "site.mtbf": .law(.exponential(mean: year)),
      "srm.rto": .law(.lognormal(median: hour, p95: 2 * hour)), "horizon": .number(100 * year),
      "srm.plan": .choice("数据库 40 × 6 分钟 > 应用 100 × 4 分钟"), "srm.parallel": .number(10),
    ])
    #expect(system.problems(inputs).isEmpty)
    let plan = (4.0 * 6 + 10 * 4) * 60
    #expect(system.output("plan-time")?.analytic(inputs) == plan)
    let rto = try #require(system.output("rto")?.analytic(inputs))
    #expect(abs(rto - 2 * hour - plan) < 1e-6)
    let estimate = tallies(system, inputs, replications: 60)[0].estimate(confidence: 0.999)
    let exact = try #require(system.output("availability")?.analytic(inputs))
    #expect(estimate.contains(exact), "\(estimate) \(exact)")
    let without = inputs.setting("srm.plan", to: nil).setting("srm.parallel", to: nil)
    let other = try #require(system.output("availability")?.analytic(without))
    #expect(other - exact > 10 * estimate.halfWidth / 100 && other > exact)
    #expect(
      system.problems(inputs.setting("srm.rto", to: nil).setting("site.mtbf", to: nil))
        .map(\.kind) == [.missing])
  }

  @Test(
    "a machine moves in the rounds that it takes one by one",
    arguments: [
      (64e9, 200e6, 1.25e9, 1.0), (64e9, 1.2e9, 1.25e9, 0.5), (1e9, 100e6, 1.25e9, 1),
      (64e9, 0, 1e9, 0.1),
      (8e9, 500e6, 1e9, 0.5),
    ])
  func moves(memory: Double, dirty: Double, bandwidth: Double, pause: Double) throws {
    let system = SystemDefinition.vsphereSitePair
    let inputs = Inputs([
      "vm.memory": .number(memory), "vm.dirty": .number(dirty),
      "vmotion.bandwidth": .number(bandwidth), "vmotion.pause": .number(pause),
      "host.machines": .number(20),
    ])
    var (left, sent) = (memory, 0.0)
    while left > pause * bandwidth * (1 + 1e-12) {
      sent += left
      left *= dirty / bandwidth
    }
    let expected = [
      "vmotion-time": (sent + left) / bandwidth, "vmotion-pause": left / bandwidth,
      "vmotion-traffic": sent + left, "evacuation-time": 20 * (sent + left) / bandwidth,
    ]
    for (name, value) in expected {
      let found = try #require(system.output(name)?.analytic(inputs))
      #expect(abs(found - value) <= 1e-9 * value, "\(name): \(found) \(value)")
    }
    let endless = inputs.setting("vm.dirty", to: .number(bandwidth))
    if memory > pause * bandwidth {
      #expect(system.output("vmotion-time")?.analytic(endless) == .infinity)
    }
  }

  @Test("drift is seen when looks drawn one by one see it")
  func drift() throws {
    let system = SystemDefinition.progressiveDelivery
    let inputs = Inputs([
      "sync.interval": .number(180), "sync.jitter": .number(120), "sync.time": .number(40),
    ])
    var stream = RandomStream(seed: 8, name: "looks")
    var looks = [0.0]
    for _ in 0..<200_000 { looks.append((looks.last ?? 0) + 180 + 120 * stream.uniform()) }
    let end = looks[looks.count - 1]
    var (sum, worst) = (0.0, 0.0)
    for _ in 0..<100_000 {
      let drifted = stream.uniform() * end
      var (low, high) = (0, looks.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if looks[middle] >= drifted { high = middle } else { low = middle + 1 }
      }
      sum += looks[low] - drifted
      worst = max(worst, looks[low] - drifted)
    }
    let mean = try #require(system.output("drift-detection")?.analytic(inputs))
    #expect(abs(sum / 100_000 / mean - 1) < 0.01)
    let longest = try #require(system.output("drift-detection-worst")?.analytic(inputs))
    #expect(longest == 300 && worst < 300 && worst > 290)
    #expect(system.output("drift-repair")?.analytic(inputs) == mean + 40)
    let plain = inputs.setting("sync.jitter", to: nil)
    #expect(system.output("drift-detection")?.analytic(plain) == 90)
  }
}
