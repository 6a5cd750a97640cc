import Glibc
import Simulate
import Systems
import Testing

@Suite struct ScalingPolicyTests {
  @Test(
    "policies hold back as a controller does that looks through all past counts of pods",
    arguments: [
      ("100%/15s, 4/15s", "100%/15s", 300.0, 0.0, 1.0, 0.0),
      ("100%/15s, 4/15s", "10%/60s", 300, 0, 1, 0), ("5%/60s", "2/60s, 1%/120s", 60, 120, 1, 0),
      // Up and down within one period of the policies.
      ("2/1800s", "3/1800s", 0, 0, 3, 0), ("20%/1800s", "100%/15s", 0, 0, 3, 0),
      // Some pods without a metric.
      ("100%/15s, 4/15s", "10%/60s", 300, 0, 3, 0.05),
      ("100%/15s, 4/15s", "100%/15s", 300, 0, 1, 0.3),
    ])
  func policies(
    _ up: String, _ down: String, _ window: Double, _ upWindow: Double, _ factor: Double,
    _ missing: Double
  ) throws {
    let system = SystemDefinition.autoscaledService
    let inputs = Inputs([
      "load.trough": .number(2_000), "load.peak": .number(60_000), "pod.capacity": .number(200),
      "pod.limit": .number(1), "target": .number(0.7), "tolerance": .number(0.1),
      "replicas.min": .number(3), "replicas.max": .number(1_000), "pod.start": .number(0),
      "metrics.missing": .number(missing), "stabilisation": .number(window),
      "up.stabilisation": .number(upWindow), "up.policies": .choice(up),
      "burst.factor": .number(factor), "burst.interval": .law(.constant(600)),
      "burst.length": .law(.constant(600)),
      "up.select": .choice("Max"), "down.policies": .choice(down), "down.select": .choice("Max"),
      "horizon": .number(day),
    ])
    #expect(system.problems(inputs).isEmpty)
    let replication = Replication(seed: 5, index: 0)
    var phases = replication.stream("phase")
    let phase = phases.uniform()
    // Ten minutes of a burst and ten without, from any moment of them on.
    var bursts = replication.stream("bursts")
    let beginsInBurst = bursts.uniform() * 1200 < 600
    let firstChange = 600 * bursts.open()
    var metrics = MissingMetrics(share: missing, replication)
    let rules = try #require(ScalingRules.policies(up)).map { (1.0, $0) }
    let falls = try #require(ScalingRules.policies(down)).map { (-1.0, $0) }
    var pods = [Int((2_000 / 200 / 0.7).rounded(.up))]
    var wishes: [Int] = []
    for index in 0..<5_760 {
      let turn = (Double(index) * 15 / day + phase) * 2 * Double.pi
      let changes = ((Double(index) * 15 - firstChange) / 600).rounded(.down) + 1
      let isBurst = beginsInBurst == (Int(max(0, changes)) % 2 == 0)
      let burst = isBurst ? factor : 1
      let load = burst * (2_000 + 58_000 * (1 - cos(turn)) / 2)
      let current = pods[index]
      let use = min(load / (Double(current) * 200), 1)
      let silent = metrics.draw(of: current)
      let measured = Double(current - silent)
      // The controller compares whole percentages: of those that report, and of all with what the others are taken to
      // use, which is nothing where more would be needed, and their request where fewer would.
      func ratio(_ sum: Double, _ count: Double) -> Double {
        (sum / count * 100 + 1e-9).rounded(.down) / 70
      }
      let first = measured > 0 ? ratio(use * measured, measured) : 1
      let second =
        silent == 0
        ? first : ratio(use * measured + (first < 1 ? Double(silent) : 0), Double(current))
      let stays = abs(second - 1) <= 0.1 || (first < 1) != (second < 1) || first == 1
      wishes.append(
        stays ? current : min(1_000, max(3, Int((second * Double(current)).rounded(.up)))))
      func last(_ window: Double) -> ArraySlice<Int> {
        wishes.suffix(max(1, Int((window / 15).rounded(.up))))
      }
      var next = max(current, last(upWindow).min() ?? 0)
      next = min(next, max(last(window).max() ?? 0, 0))
      // What a policy allows counts from the pods that there were at the start of its period.
      let limits = (next > current ? rules : falls).map { sign, policy in
        let start = pods[max(0, min(index, index + 1 - Int(policy.period / 15)))]
        guard policy.kind == .percent else { return start + Int(sign) * policy.value }
        let limit = Double(start) * (1 + sign * Double(policy.value) / 100)
        return Int(limit.rounded(sign > 0 ? .up : .down))
      }
      if next > current { next = min(next, max(current, limits.max() ?? 0)) }
      if next < current { next = max(next, min(current, limits.min() ?? 0)) }
      pods.append(next)
    }
    let measured = pods[1_440..<5_760]
    let expected = Double(measured.reduce(0, +)) / Double(measured.count)
    let seen = try #require(system.replicate?(inputs, replication).values[3])
    #expect(abs(seen / expected - 1) < 1e-9, "\(seen) \(expected)")
  }

  @Test("policies are read as they are written, and those of Kubernetes are the default")
  func policyTexts() throws {
    let system = SystemDefinition.autoscaledService
    func text(_ name: String) throws -> String {
      guard case .standard(let text, _) = try #require(system.parameter(name)).presence else {
        return ""
      }
      return text
    }
    #expect(ScalingRules.policies(try text("up.policies")) == ScalingRules.defaultUp.policies)
    #expect(ScalingRules.policies(try text("down.policies")) == ScalingRules.defaultDown.policies)
    #expect(
      ScalingRules.policies("10%/60s, 2 pods/1 分钟")
        == [.init(.percent, 10, period: 60), .init(.pods, 2, period: 60)])
    for wrong in ["", "10%", "10%/h", "10/2小时", "x/15s", "0/15s", "10%/15s, 4"] {
      #expect(ScalingRules.policies(wrong) == nil, "\(wrong)")
      let inputs = system.exampleInputs.setting("down.policies", to: .choice(wrong))
      #expect(system.problems(inputs).map(\.kind) == [.contradiction])
    }
  }
}
