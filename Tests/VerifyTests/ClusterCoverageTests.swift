import Diagnostics
import Model
import Quantities
import Systems
import Testing
import Verify

/// Whole campaigns of the cluster of GPUs, held against the exact value that Little's law gives.
@Suite struct ClusterCoverageTests {
  /// A claim of a busy cluster of long jobs that is true by a hair: 25.565 % of it are used.
  private func cluster(days: Int?) -> Fixture {
    var fixture = Fixture()
    fixture.text = "# 集群\n- GPU利用率: ≥ 25.5%\n"
    fixture.claim("GPU利用率", "≥ 25.5%", "gpu-utilisation")
    var assumptions = [
      fixture.assumption("nodes", [("value", "8 节点")]),
      fixture.assumption("gpus", [("value", "8 卡")]),
      fixture.assumption("jobs", [("value", "6 次/天")]),
      fixture.assumption("small.share", [("value", "60%")]),
      fixture.assumption("small.time", [("median", "1 小时"), ("p95", "12 小时")]),
      fixture.assumption("small.use", [("value", "25%")]),
      fixture.assumption("large.gpus", [("value", "16 卡")]),
      fixture.assumption("large.time", [("median", "8 小时"), ("p95", "3 天")]),
      fixture.assumption("large.use", [("value", "52%")]),
    ]
    if let days { assumptions.append(fixture.assumption("horizon", [("value", "\(days) 天")])) }
    fixture.scenario(
      system: "gpu-cluster", from: nil, assume: assumptions,
      claims: [("GPU利用率", "gpu-utilisation")])
    return fixture
  }

  @Test(
    "the intervals of campaigns hold the exact utilisation, whatever the horizon",
    arguments: [nil, 60, 365] as [Int?])
  func coverage(days: Int?) async throws {
    let fixture = cluster(days: days)
    var covered = 0
    var wrong = 0
    var widest = 0.0
    for seed in 1...20 {
      let verification = await fixture.verify {
        $0.seed = UInt64(seed)
        $0.workers = 2
      }
      #expect(verification.kinds.filter { $0 == "short-horizon" } == [])
      let judgement = try #require(verification.judgement("claim-0"))
      let interval = try #require(judgement.evidence?.interval)
      if interval.contains(0.255654) { covered += 1 }
      widest = max(widest, (interval.upper - interval.lower) / 2)
      if judgement.verdict == .fails { wrong += 1 }
    }
    // Of twenty intervals of 95 %, fewer than fifteen hold the truth once in three thousand times.
    #expect(covered >= 15, "\(covered) of 20")
    // None holds it by being wide: a tenth of the distance to the claim, or 5 % where that is more.
    #expect(widest <= 0.05 * 0.2557, "\(widest)")
    #expect(wrong <= 3, "\(wrong) of 20")
  }

  @Test(
    "a horizon that is too short for the cluster is said to be so by every seed",
    arguments: [3, 4, 5, 6])
  func tooShort(days: Int) async {
    for seed in 1...3 {
      let found = await cluster(days: days).verify { $0.seed = UInt64(seed) }.kinds
      #expect(found.contains("short-horizon"), "\(days) days, seed \(seed)")
    }
  }
}
