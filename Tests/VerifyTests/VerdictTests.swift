import Diagnostics
import Model
import Quantities
import Systems
import Testing
import Verify

@Suite struct VerdictTests {
  private func trading(_ figure: String = "99.995%") -> Fixture {
    var fixture = Fixture()
    fixture.claim("可用性", figure, "availability")
    fixture.scenario()
    return fixture
  }

  @Test("the trading pair holds at 99.995 % and fails at 99.9995 %")
  func figures() async {
    let holds = await trading().verify()
    #expect(holds.judgement("claim-0")?.verdict == .holds)
    #expect(holds.kinds.allSatisfy { $0 == "claim-fragile" })
    let fails = await trading("99.9995%").verify()
    #expect(fails.judgement("claim-0")?.verdict == .fails)
    #expect(fails.kinds == ["claim-fails"])
  }

  @Test("the nearest place where a verdict turns is found, though it turns back further out")
  func nearTurn() throws {
    let found = try #require(
      nearestTurn(step: 0.1, most: 2.5, growth: 1.25, halvings: 40) {
        (0.35...0.6).contains($0) || $0 > 2
      })
    #expect(abs(found - 0.35) < 1e-9)
    let below = try #require(
      nearestTurn(step: -0.1, most: 2.5, growth: 1.25, halvings: 40) { $0 < -0.5 })
    #expect(abs(below + 0.5) < 1e-9)
    #expect(nearestTurn(step: 0.1, most: 1, growth: 1.25, halvings: 4) { _ in false } == nil)
    #expect(
      nearestTurn(step: 0.1, most: 1, growth: 1.25, halvings: 4) { $0 > 0.3 ? nil : false } == nil)
  }

  @Test(
    "a bound may be missed by rounding, but by no more than a hundredth",
    arguments: [
      ("99.9%", "availability", 0.99852, Verdict.fails), ("99.9%", "availability", 0.99901, .holds),
      ("99.95%", "availability", 0.99946, .fails), ("99.99%", "availability", 0.999_899_5, .holds),
      ("1 ms", "latency", 0.001_439, .fails), ("68 ms", "latency", 0.0683, .holds),
      ("1 天", "rto", 35.0 * 3600, .fails), ("1 天", "rto", 24.0 * 3600, .holds),
    ])
  func bounds(figure: String, metric: String, comesOut: Double, verdict: Verdict) throws {
    var fixture = Fixture()
    fixture.claim("指标", figure, metric)
    let claim = try #require(fixture.claims.first)
    #expect(claim.verdict(onSimulated: Interval(comesOut, comesOut)) == verdict)
  }

  @Test(
    "a change holds on its better side, and one that may mean either way only as it is written",
    arguments: [
      ("-40%", -0.5, Verdict.holds), ("-40%", -0.3, .fails), ("-40%", 0.05, .fails),
      ("+40%", 0.05, .fails), ("+40%", -0.4, .fails), ("+40%", 0.4, .holds),
    ])
  func changes(figure: String, comesOut: Double, verdict: Verdict) throws {
    var fixture = Fixture()
    fixture.claim("延迟", figure, "latency")
    let plain = try #require(fixture.claims.first)
    let quantity = try #require(parseQuantity(figure))
    let claim = Claim(
      id: plain.id, role: plain.role, subject: plain.subject, metric: plain.metric,
      statement: .change(quantity), span: plain.span, figure: plain.figure, section: 0)
    #expect(claim.verdict(onSimulated: Interval(comesOut, comesOut)) == verdict)
  }

  @Test("the bound that was judged is kept with the evidence")
  func allowed() async throws {
    let verified = await trading().verify()
    let record = try #require(verified.judgement("claim-0")?.evidence?.simulation)
    let allowed = try #require(record.allowed)
    // A hundredth of what 99.995 % lacks, and all that is better.
    #expect(abs(allowed.lower - 0.999_949_5) < 1e-9)
    #expect(allowed.upper == .infinity)
    #expect(record.before == nil)
  }

  @Test("of several verdicts on one claim the gravest counts")
  func order() {
    #expect(
      Verdict.allCases.sorted() == [.unchecked, .holds, .atFaceValue, .undecided, .fails])
  }

  @Test("counts come from the architecture and say where")
  func counts() async throws {
    let record = try #require(
      await trading().verify().judgement("claim-0")?.evidence?.simulation)
    let hosts = try #require(record.assumptions.first { $0.parameter == "hosts" })
    #expect(hosts.value.contains("16") && hosts.kind == "document" && hosts.span != nil)
    let recovery = try #require(record.assumptions.first { $0.parameter == "dr.hosts" })
    #expect(recovery.value.contains("8"))
    let detection = try #require(record.assumptions.first { $0.parameter == "ha.detection" })
    #expect(detection.kind == "default" && detection.origin != nil)
  }

  @Test("the estimate is as precise as promised and agrees with the twin")
  func precision() async throws {
    let judgement = try #require(await trading().verify().judgement("claim-0"))
    let evidence = try #require(judgement.evidence)
    let mean = try #require(evidence.estimate)
    let halfWidth = (evidence.interval.upper - evidence.interval.lower) / 2
    #expect(halfWidth <= max(0.05 * (1 - mean), 0.1 * abs(mean - 0.999945)))
    #expect(
      evidence.simulation?.histogram?.counts.reduce(0, +) == evidence.simulation?.replications)
  }

  @Test("editing an assumption beyond its break-even flips the verdict, and short of it does not")
  func breakEven() async throws {
    let record = try #require(
      await trading().verify().judgement("claim-0")?.evidence?.simulation)
    let site = try #require(record.assumptions.first { $0.parameter == "site.mtbf" })
    let turning = try #require(site.breakEven.flatMap { parseQuantity($0.en) }).value
    // Site failures are most of the downtime, host and restart failures the rest.
    #expect((-1.0 ... -0.6).contains(site.elasticity ?? 0))
    for (factor, verdict) in [(0.85, Verdict.fails), (1.15, .holds)] {
      var fixture = Fixture()
      fixture.claim("可用性", "99.995%", "availability")
      var assumptions = fixture.assumptions
      assumptions[3] = fixture.assumption(
        "site.mtbf", [("value", "\(turning * factor / 86400) 天")])
      fixture.scenario(assume: assumptions)
      #expect(await fixture.verify().judgement("claim-0")?.verdict == verdict)
    }
  }

  @Test("a claim without scenario is unchecked, and is told what would have to be true, or why")
  func inverse() async throws {
    var fixture = Fixture()
    fixture.claim("IOPS", "150K IOPS", "iops")
    fixture.claim("满意度", "99 分", nil)
    let judgements = await fixture.verify().model.judgements
    #expect(judgements.map(\.verdict) == [.unchecked, .unchecked])
    let explanation = try #require(judgements[0].evidence?.explanation)
    #expect(explanation.en.contains("426.7 μs at 64"))
    #expect(judgements[1].evidence?.explanation.en.contains("no known metric") == true)
  }

  @Test("beside a scenario's answer stands what would have to be true whatever it assumes")
  func inverseBesideScenario() async throws {
    let evidence = try #require(await trading().verify().judgement("claim-0")?.evidence)
    #expect(
      evidence.explanation.en.contains(
        "whatever the scenario: for this to hold, all outages of a year"))
    #expect(evidence.explanation.zh.contains("不论场景：若成立"))
  }

  @Test("an answer four times as good as the claim is told to support it by its assumptions alone")
  func farBeyond() async throws {
    func training(_ gain: String, after: String) async throws -> Judgement {
      var fixture = Fixture()
      let quantity = try #require(parseQuantity(gain))
      fixture.claims.append(
        Claim(
          id: "claim-0", role: .outcome, subject: "训练吞吐",
          metric: Metric(
            "throughput", Label(zh: "吞吐", en: "throughput"), better: .up, in: [.ratio], names: []),
          statement: .change(quantity), span: fixture.span(of: "# 案例"),
          figure: fixture.span(of: "# 案例"),
          section: 0))
      fixture.scenario(
        system: "training-step", from: nil,
        assume: [
          fixture.assumption("nodes", [("value", "8 节点")]),
          fixture.assumption("gpus", [("value", "8 卡")]),
          fixture.assumption("compute", [("value", "300 ms")]),
          fixture.assumption("gradients", [("value", "2.6 GB")]),
          fixture.assumption("overlap", [("value", "50%")]),
        ],
        before: [fixture.assumption("inter", [("value", "3 GB/s")])],
        after: [fixture.assumption("inter", [("value", after)])], claims: [("训练吞吐", "throughput")])
      return try #require(await fixture.verify().judgement("claim-0"))
    }
    let far = try await training("40%", after: "24 GB/s")
    #expect(far.verdict == .holds)
    let text = try #require(far.evidence?.explanation)
    #expect(
      text.en.contains(
        "4.1 times as good as the figure: it holds, but by inputs that are assumptions"))
    #expect(text.zh.contains("所写的数并不由此得出"))
    #expect(text.en.contains("took at least 28.6% of the time before"))
    let near = try await training("150%", after: "24 GB/s")
    #expect(near.verdict == .holds)
    #expect(near.evidence?.explanation.en.contains("times as good") == false)
  }

  @Test("what is left out and would change the answer is recorded beside it")
  func leftOut() async throws {
    let whole = try #require(await trading().verify().judgement("claim-0")?.evidence?.simulation)
    var fixture = Fixture()
    fixture.claim("可用性", "99.9%", "availability")
    fixture.scenario(assume: fixture.assumptions.filter { !$0.parameter.value.hasPrefix("site.") })
    let part = try #require(await fixture.verify().judgement("claim-0")?.evidence?.simulation)
    #expect(part.omitted.count == whole.omitted.count + 1)
  }

  @Test("a restart of hosts, workers, shards and cache leaves every bit of the result alone")
  func determinism() async {
    let fixture = trading()
    let one = await fixture.verify()
    let two = await fixture.verify { $0.workers = 2 }
    let eight = await fixture.verify { $0.workers = 8 }
    let reference = one.judgement("claim-0")?.evidence
    for other in [two, eight] {
      let evidence = other.judgement("claim-0")?.evidence
      #expect(evidence?.interval == reference?.interval)
      #expect(evidence?.simulation?.trace == reference?.simulation?.trace)
    }
    for count in [1, 2, 3, 5] {
      var merged = ResultCache()
      for index in 0..<count {
        let part = await runShard(index, of: count, fixture.checked, options: VerifyOptions())
        merged.merge(ResultCache(text: part.text))
      }
      let result = await fixture.verify { $0.cache = merged }
      #expect(result.judgement("claim-0")?.evidence?.interval == reference?.interval)
      #expect(
        result.judgement("claim-0")?.evidence?.simulation?.trace == reference?.simulation?.trace)
    }
    let again = await fixture.verify { $0.cache = one.cache }
    #expect(again.computedBlocks == 0 && one.computedBlocks > 0)
    #expect(again.judgement("claim-0")?.evidence?.interval == reference?.interval)
  }

  @Test("the seed matters, and nothing else that is not an input")
  func seeds() async {
    let fixture = trading()
    let one = await fixture.verify()
    let other = await fixture.verify { $0.seed = 2 }
    #expect(
      one.judgement("claim-0")?.evidence?.interval != other.judgement("claim-0")?.evidence?.interval
    )
  }
}
