import Solve
import Testing

/// Every figure and modifier of a name is taken up, or refuses the question.
struct SolveReadingTests {
  private func question(_ name: String, _ typed: [(String, String)]) throws -> SolveQuestion {
    try #require(try SolveQuestion(name, typed.map { (key: $0.0, value: $0.1) }))
  }

  @Test(arguments: [
    "1-of-2 cold standby, 1 crew, imperfect switch", "1-of-2 cold standby, no crew",
    "parallel 1-of-2, common cause", "M/D/1 busy period", "SJF vs EASY backfill",
    "hedged all-reduce", "xoshiro256++ jump",
    "M/G/1 deterministic P95 with 7 things",
  ])
  func refusesWhatNothingTakesUp(name: String) {
    #expect(throws: SolveError.self) { try SolveQuestion(name, []) }
  }

  @Test func namesWhatIsNotUnderstood() {
    #expect {
      try SolveQuestion("M/D/3 with 2 crews", [])
    } throws: { error in
      "\(error)".hasPrefix("`2 crews` in the name is not understood by `mdc`: leave it out")
    }
  }

  @Test func acceptsFiguresThatAnArgumentRepeats() throws {
    let disks = try question(
      "expected disk failures/yr, 20 nodes x 12 HDD", [("disks", "240"), ("AFR", "0.0157")])
    #expect(disks.calculator.name == "disk-failures")
    #expect(throws: SolveError.self) {
      try SolveQuestion("expected disk failures/yr, 20 nodes x 12 HDD", [("disks", "241")])
    }
    let classes = try question(
      "M/M/1 non-preemptive priority, 2 classes", [("lambda", "[0.1,0.2]"), ("mu", "1")])
    #expect(classes.calculator.name == "priority")
  }

  /// Names whose figures repeat a default, or tell of the case: none is a reason to refuse.
  @Test(arguments: [
    ("M/M/c reading of 30%->65%", ["c=10", "rho=0.3"], ["30%->65%", "reading"]),
    ("Flagger canary, 3 metrics", [], ["3 metrics"]),
    ("parallel 1-of-n independent", ["A=0.99", "n=3"], []),
    (
      "CRUSH rack failure domain: 4 racks x 12 disks, 3 random simultaneous disk failures",
      ["racks=4", "disks_per_rack=12"], ["random", "simultaneous"]
    ),
    ("FIFO vs conservative backfill", [], []),
  ])
  func tellsFiguresThatChangeNothing(name: String, typed: [String], told: [String]) throws {
    let pairs = typed.map { text in
      let halves = text.split(separator: "=")
      return (String(halves[0]), String(halves[1]))
    }
    #expect(try question(name, pairs).ignored == told)
  }

  @Test func readsTheWindowOfAName() throws {
    let typed = [("recs", "[10,9,8,9,9,8,9,8,9,8]"), ("cur", "10")]
    let asked = try question("HPA down-stabilisation window, 60 s", typed)
    // Of the last five wishes, those within 60 s, the greatest.
    #expect(try asked.calculator.solve(asked.arguments).first?.value == 9)
  }

  @Test func givesTheAsymptoticVarianceAndTheBusyPeriod() throws {
    let asked = try question("M/M/1 asymptotic variance of L", [("rho", "0.8")])
    let lines = try asked.calculator.solve(asked.arguments)
    let variance = try #require(lines.first { $0.name == "asymptotic-variance" })
    // 2 · 0.8 · 1.8 / 0.2⁴ and 1 / 0.2.
    #expect(abs(variance.value - 1_800) < 1e-8)
    let busy = try #require(lines.first { $0.name == "busy-period" })
    #expect(abs(busy.value - 5) < 1e-12)
  }

  @Test func readsThePolicyOfAName() throws {
    let asked = try question("HPA scale-up policy 2 pods / 15 s", [("start", "4"), ("need", "10")])
    let trace = try asked.calculator.solve(asked.arguments).first { $0.name == "trace" }
    // No percentage is named: two pods at a time.
    #expect(trace?.values == [4, 6, 8, 10])
  }

  @Test func asksForTheQuantileOfAName() throws {
    let typed = [("lambda", "0.5"), ("mu", "1")]
    let asked = try question("M/M/1 P90", typed)
    let lines = try asked.calculator.solve(asked.arguments)
    let quantile = try #require(lines.first { $0.name == "p90" })
    // The sojourn is exponential at the rate 1/2.
    #expect(abs(quantile.value - 4.605170185988092) < 1e-9)
    #expect(try question("M/M/1 P95", typed).arguments.allSatisfy { $0.key != "percentile" })
  }

  @Test func asksForTheAvailabilityOfAName() throws {
    let asked = try question("max tolerable rate for 99.99%", [("outage_min", "30")])
    #expect(asked.arguments.contains { $0.key == "availability" && $0.value == "99.99%" })
    let budget = try question("max tolerable rate for 99.995%", [("budget_min", "26.28")])
    #expect(budget.arguments.allSatisfy { $0.key != "availability" })
  }

  @Test func tellsWordsThatNothingWasMadeOf() throws {
    #expect(try question("M/M/1 in Osaka", []).ignored == ["Osaka"])
    #expect(try question("M/M/1 FIFO waiting time", []).ignored.isEmpty)
    #expect(try question("mm1", []).ignored.isEmpty)
  }

  @Test func givesAReasonForEveryFigureThatIsNotSimulated() throws {
    let model = try #require(Calculator.named("mdc"))
    let lines = try model.solve(
      [("servers", "2"), ("arrival", "1.2/s"), ("service", "1s")], replications: 2)
    #expect(lines.allSatisfy { ($0.simulated == nil) != ($0.unsimulated == nil) })
  }
}
