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
    ```

    """

  /// The judgement of each claim, in their order.
  private func judgements(_ text: String) async throws -> [Judgement] {
    let sources = Sources([SourceFile(id: SourceID(0), path: "a.md", text: text)])
    let outcome = await compile(
      sources, files: ["a.md"], exists: { _ in [] }, until: .verify, options: PipelineOptions())
    return try #require(outcome.verified).judgements.filter { $0.evidence?.simulation != nil }
  }

  @Test("of two designs a verdict turns where both ends of the claim say so")
  func pairs() async throws {
    let judged = try await judgements(Self.delivery)
    var edits = 0
    for (index, judgement) in judged.enumerated() {
      for item in try #require(judgement.evidence?.simulation).assumptions {
        guard let ratio = item.breakEvenRatio, let value = parseQuantity(item.value),
          value.dimension == .ratio || value.dimension == .time
        else { continue }
        for (part, turns) in [(1.02, true), (0.98, false)] {
          let edited = value.value * (1 + (ratio - 1) * part)
          let written = value.dimension == .ratio ? "\(edited * 100)%" : "\(edited) 秒"
          let line = "\(item.parameter): { value: \(item.value),"
          #expect(Self.delivery.contains(line))
          let text = Self.delivery.replacing(line, with: "\(item.parameter): { value: \(written),")
          let found = try await judgements(text)[index].verdict
          #expect((found != judgement.verdict) == turns, "\(item.parameter) \(written): \(found)")
          edits += 1
        }
      }
    }
    #expect(edits >= 6)
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
}
