import Quantities
import Simulate
import Solve
import Testing

/// Simulations beside the forms of queues with one event more, and of losses too rare to be waited for.
@Suite struct SolveFurtherRunTests {
  @Test(
    "a mean time to loss beyond all runs is estimated by importance sampling",
    arguments: [
      "copies=3|afr=1.57%|rebuild=1h", "copies=2|afr=1%|rebuild=24h",
      "copies=12|needed=8|mtbf=1000000h|rebuild=12h",
      "copies=5|needed=4|mtbf=1000000h|rebuild=12h|crews=1",
    ])
  func losses(_ arguments: String) throws {
    let figure = try #require(try answer(to: "mttdl", arguments, replications: 40)["mttdl"])
    let run = try #require(figure.simulated, "\(figure.unsimulated ?? "none")")
    #expect(abs(run.mean - figure.value) < 2 * run.halfWidth, "\(run.mean) of \(figure.value)")
    #expect(run.halfWidth < 0.02 * figure.value)
  }

  @Test("rebuilds that are long against failures are not taken for short ones")
  func longRebuilds() throws {
    let figure = try #require(
      try answer(to: "mttdl", "copies=8|mtbf=1000h|rebuild=100h", replications: 20)["mttdl"])
    #expect(
      figure.simulated == nil && figure.unsimulated?.contains("rebuilds are too long") == true)
  }

  @Test(
    "runs agree with the exact form",
    arguments: [
      ("setup", "arrival=0.5/s|service=1s|setup=2s", ["wait", "sojourn", "number", "utilisation"]),
      ("setup", "arrival=0.3/s|service=2s|scv=0|setup=5s|setup-scv=0", ["wait"]),
      ("breakdowns", "arrival=0.5/s|service=1s|mtbf=20s|mttr=5s", ["wait", "utilisation"]),
      ("breakdowns", "arrival=0.4/s|service=1s|scv=4|mtbf=10s|mttr=2s|repair-scv=0", ["wait"]),
      ("retrial", "arrival=0.5/s|service=1s|retry=10s", ["orbit", "wait", "number", "busy"]),
      ("retrial", "arrival=1.6/s|service=500ms|retry=1s", ["orbit", "sojourn", "utilisation"]),
      ("polling", "queues=4|arrival=0.5/s|service=1s|switch=0.1s", ["wait", "cycle", "number"]),
      (
        "polling", "queues=3|arrival=0.6/s|service=1s|switch=1s|switch-scv=1|discipline=gated",
        ["wait", "cycle"]
      ),
      ("polling", "queues=5|arrival=0.6/s|service=1s|switch=0s", ["wait"]),
      ("sjf", "arrival=0.8/s|service=1s", ["wait", "sojourn", "number", "queue"]),
      ("choices", "arrival=0.8/s|service=1s|choices=1", ["sojourn", "wait", "utilisation"]),
    ])
  func exact(model: String, arguments: String, lines: [String]) throws {
    let found = try answer(to: model, arguments, replications: 40)
    for line in lines {
      let figure = try #require(found[line])
      let run = try #require(figure.simulated, "\(line): \(figure.unsimulated ?? "none")")
      #expect(
        abs(run.mean - figure.value) < 2 * run.halfWidth,
        "\(line): \(run.mean) ± \(run.halfWidth) of \(figure.value)")
      #expect(run.halfWidth < 0.1 * figure.value, "\(line)")
    }
  }

  @Test("a run of many servers comes near the form of a limit, and one of few does not")
  func choices() throws {
    let many = try #require(
      try answer(to: "choices", "arrival=0.9/s|service=1s", replications: 20)["sojourn"])
    #expect(abs(try #require(many.simulated).mean - many.value) < 0.01 * many.value)
    let few = try #require(
      try answer(to: "choices", "arrival=3.6/s|servers=4|service=1s", replications: 20)["sojourn"])
    let run = try #require(few.simulated)
    // Any four servers with choices lie between one queue for all and queues at random.
    #expect(run.mean > 2.9 && run.mean < 10 && run.mean > 1.1 * few.value)
  }

  @Test(
    "retries after timeouts are more in a run than the form has, whose tries do not hang on each other"
  )
  func retries() throws {
    let found = try answer(
      to: "timeout-retry", "arrival=0.3/s|service=1s|timeout=3s|attempts=1", replications: 40)
    // Of one try each the form is exact: P(T > 3 s) = e^−2.1.
    for line in ["timeouts", "failure", "arrival", "utilisation"] {
      let figure = try #require(found[line])
      let run = try #require(figure.simulated)
      #expect(abs(run.mean - figure.value) < 2 * run.halfWidth, "\(line)")
    }
    let three = try answer(
      to: "timeout-retry", "arrival=0.3/s|service=1s|timeout=3s|attempts=3", replications: 40)
    let run = try #require(three["failure"]?.simulated)
    #expect(run.mean > (three["failure"]?.value ?? 1))
    let burst = try answer(
      to: "timeout-retry", "arrival=0.5/s|service=1s|timeout=5s|attempts=3", replications: 20)
    #expect(burst["timeouts"]?.unsimulated?.contains("overload for good") == true)
  }

  @Test("every example that can be simulated is")
  func examples() throws {
    for model in Calculator.all where model.canSimulate {
      // A diagram has the sign in it that parts the arguments of other tests.
      let arguments = model.example.split(separator: " ").map { part in
        let halves = part.split(separator: "=", maxSplits: 1)
        return (key: String(halves[0]), value: String(halves[1]))
      }
      let lines = try model.solve(arguments, replications: 20)
      #expect(lines.contains { $0.simulated != nil }, "\(model.name)")
    }
  }
}
