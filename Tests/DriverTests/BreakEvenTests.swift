import Diagnostics
import Driver
import Model
import Quantities
import Testing

/// Where verdicts are said to turn, held against the verdict on a scenario that is written so.
@Suite struct BreakEvenTests {
  /// A delivery before and after, of which all answers are closed forms.
  private static let delivery = """
    # 发布

    **效果**:

    - 变更失败率: 15% → < 5%
    - 平均恢复时间: 2小时 → 40分钟
    - 部署频率: 1天10+ → 1天100+

    ```yaml scenario
    id: delivery
    system: progressive-delivery
    assume:
      changes: { value: 400 次/天, kind: assumption, source: "设定" }
      defects: { value: 15%, kind: assumption, source: "设定" }
      manual.restore: { value: 2 小时, kind: assumption, source: "设定" }
    before:
      lanes: { value: 1, kind: assumption, source: "设定" }
      build: { value: 2 小时, kind: assumption, source: "设定" }
      tests.catch: { value: 10%, kind: assumption, source: "设定" }
    after:
      lanes: { value: 7, kind: assumption, source: "设定" }
      build: { value: 20 分钟, kind: assumption, source: "设定" }
      tests.catch: { value: 50%, kind: assumption, source: "设定" }
      canary.interval: { value: 1 分钟, kind: assumption, source: "设定" }
      canary.step: { value: 2%, kind: assumption, source: "设定" }
      canary.max: { value: 50%, kind: assumption, source: "设定" }
      canary.threshold: { value: 10 次, kind: assumption, source: "设定" }
      canary.detects: { value: 80%, kind: assumption, source: "设定" }
    claims:
      变更失败率: change-failure-rate
      平均恢复时间: mttr
      部署频率: deployment-frequency
    ```

    """

  /// The judgement of each claim, in their order.
  private func judgements(_ text: String) async throws -> [Judgement] {
    try await outcome(text).judgements.filter { $0.evidence?.simulation != nil }
  }

  private func outcome(_ text: String) async throws -> VerifiedModel {
    let sources = Sources([SourceFile(id: SourceID(0), path: "a.md", text: text)])
    let outcome = await compile(
      sources, files: ["a.md"], exists: { _ in [] }, until: .verify, options: PipelineOptions())
    return try #require(outcome.verified)
  }

  @Test("of two designs a verdict turns where both ends of the claim say so")
  func pairs() async throws {
    let judged = try await judgements(Self.delivery)
    var edits = 0
    for (index, judgement) in judged.enumerated() {
      for item in try #require(judgement.evidence?.simulation).assumptions {
        guard let ratio = item.breakEvenRatio, let value = parseQuantity(item.value),
          [.ratio, .time, .rate(of: "次")].contains(value.dimension)
        else { continue }
        for (part, turns) in [(1.02, true), (0.98, false)] {
          let edited = value.value * (1 + (ratio - 1) * part)
          let written =
            switch value.dimension {
            case .ratio: "\(edited * 100)%"
            case .time: "\(edited) 秒"
            default: "\(edited * 86_400) 次/天"
            }
          let line = "\(item.parameter): { value: \(item.value),"
          #expect(Self.delivery.contains(line))
          let text = Self.delivery.replacing(line, with: "\(item.parameter): { value: \(written),")
          let found = try await judgements(text)[index].verdict
          #expect((found != judgement.verdict) == turns, "\(item.parameter) \(written): \(found)")
          edits += 1
        }
      }
    }
    #expect(edits >= 10)
  }

  @Test("what arrives is no answer by itself where something else limits it as well")
  func limits() async throws {
    // The pipeline carries 7 in 45 minutes, 224 a day: below that the answer is what arrives.
    for (changes, verdict) in [(100, Verdict.holds), (99, .fails), (400, .holds)] {
      let text = Self.delivery.replacing("400 次/天", with: "\(changes) 次/天")
      let judged = try await judgements(text)
      #expect(judged.count == 3 && judged.last?.verdict == verdict, "\(changes)")
    }
  }

  @Test("what is calibrated is no assumption, and is solved anew where the design before changes")
  func calibrated() async throws {
    let text = Self.delivery.replacing("before:", with: "calibrate: defects\nbefore:")
    let simulation = try #require(try await judgements(text).first?.evidence?.simulation)
    let solved = try #require(simulation.assumptions.first { $0.parameter == "defects" })
    #expect(solved.kind == "calibrated" && solved.breakEven == nil && solved.elasticity == nil)
    // Of what is deployed d·(1 − x)/(1 − d·x) fails. So that it is 15 % before, d = 0.15/(1 − 0.85·x): the more
    // tests catch before, the more defects there are, and after as well.
    let defects = 0.15 / (1 - 0.85 * 0.1)
    let expected = 0.85 * 0.1 / (1 - 0.85 * 0.1) / (1 - 0.5 * defects)
    let before = try #require(
      simulation.assumptions.first { $0.parameter == "tests.catch" && $0.design == "before" })
    #expect(abs(try #require(before.elasticity) - expected) < 0.001)
  }

  @Test("where a calibration begins says nothing of what it finds, and needs no source")
  func starts() async throws {
    let line = "  defects: { value: 15%, kind: assumption, source: \"设定\" }\n"
    #expect(Self.delivery.contains(line))
    let text = Self.delivery.replacing("before:", with: "calibrate: defects\nbefore:")
    var found: Set<String> = []
    for start in [
      line, "", "  defects: { value: 1% }\n", "  defects: { value: 90%, range: 10–20% }\n",
    ] {
      let outcome = try await outcome(text.replacing(line, with: start))
      #expect(outcome.diagnostics.filter { $0.severity == .error && $0.id != "claim-fails" } == [])
      let judged = outcome.judgements.filter { $0.evidence?.simulation != nil }
      #expect(judged.count == 3)
      found.insert(
        judged.map { "\($0.verdict) \($0.evidence?.estimate ?? 0)" }.joined(separator: "; "))
      let solved = judged.first?.evidence?.simulation?.assumptions.first {
        $0.parameter == "defects"
      }
      #expect(solved?.kind == "calibrated" && solved?.value == "16.39%")
    }
    #expect(found.count == 1)
  }

  @Test(
    "what is solved for is held against the range that is given for it, and an impossible before says how near"
  )
  func solved() async throws {
    let text = Self.delivery.replacing("before:", with: "calibrate: defects\nbefore:")
    let outside = try await outcome(
      text.replacing("defects: { value: 15%,", with: "defects: { value: 15%, range: 1–5%,"))
    #expect(
      outside.diagnostics.contains {
        $0.id == "uncalibrated" && $0.message.contains("16.39%") && $0.message.contains("1–5%")
      })
    // What fails does not hang on how many changes there are.
    let never = try await outcome(
      text.replacing("calibrate: defects", with: "calibrate: changes")
        .replacing("变更失败率: 15%", with: "变更失败率: 16%"))
    let finding = try #require(never.diagnostics.first { $0.id == "uncalibrated" })
    #expect(finding.notes.contains { $0.message.contains("below 16%") })
  }

  @Test("an assumption that no answer rests on is not counted among those of a claim")
  func unused() async throws {
    let judged = try await judgements(Self.delivery)
    let records = try judged.map { try #require($0.evidence?.simulation) }
    // Of the share of failures: defects and what tests catch, before and after.
    #expect(Set(records[0].beliefs.map(\.parameter)) == ["defects", "tests.catch"])
    #expect(records[0].unused.map(\.parameter).contains("canary.detects"))
    #expect(judged[0].evidence?.explanation.en.contains("under 3 assumptions") == true)
    #expect(records[1].beliefs.map(\.parameter).contains("canary.detects"))
    #expect(!records[1].beliefs.map(\.parameter).contains("lanes"))
    // What limits nothing now would if it were less.
    #expect(records[2].beliefs.map(\.parameter).contains("changes"))
    #expect(records[2].beliefs.map(\.parameter).contains("lanes"))
  }
}
