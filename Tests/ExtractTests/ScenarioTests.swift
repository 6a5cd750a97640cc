import Diagnostics
import Extract
import Model
import Syntax
import Testing

@Suite struct ScenarioTests {
  static let fence = """
    ```yaml scenario
    id: trading-availability
    system: vsphere-site-pair
    from: 架构设计
    assume:
      host.mtbf: { value: 4 年, kind: literature, source: "某文献" }
      ha.restart: { median: 3 分钟, p95: 8 分钟, kind: assumption, range: [1 分钟, 9 分钟] }
      detect: 15 秒
    before:
      size: 1
    calibrate: host.mtbf
    claims:
      可用性: availability
      年停机时间: downtime-per-year
    seed: 7
    ```
    """

  @Test func readsTheLanguage() throws {
    let (draft, source) = StructureTests.draft("# 案例\n\n\(Self.fence)\n")
    let scenario = try #require(draft.scenarios.first)
    #expect(draft.diagnostics.isEmpty, "\(draft.diagnostics)")
    #expect(scenario.id.value == "trading-availability")
    #expect(scenario.system.value == "vsphere-site-pair")
    #expect(scenario.from?.value == "架构设计")
    #expect(scenario.assume.map(\.parameter.value) == ["host.mtbf", "ha.restart", "detect"])
    #expect(
      scenario.assume.map { $0.fields.map(\.name) } == [["value"], ["median", "p95"], ["value"]])
    #expect(scenario.assume[0].kind?.value == "literature")
    #expect(scenario.assume[0].origin?.value == "某文献")
    #expect(scenario.assume[1].range?.value == "1 分钟 - 9 分钟")
    #expect(scenario.before.map(\.fields[0].text.value) == ["1"])
    #expect(scenario.calibrate?.value == "host.mtbf")
    #expect(scenario.claims.map(\.subject.value) == ["可用性", "年停机时间"])
    #expect(scenario.claims.map(\.output.value) == ["availability", "downtime-per-year"])
    #expect(scenario.seed?.value == 7)
    #expect(source.text(scenario.system.span) == "vsphere-site-pair")
    #expect(source.text(scenario.assume[0].fields[0].text.span) == "4 年")
    #expect(draft.codeBlocks.isEmpty)
  }

  @Test func knowsItsPlaceInAList() throws {
    let inside = Self.fence.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "  \($0)" }.joined(separator: "\n")
    let (draft, source) = StructureTests.draft("- 项\n\n\(inside)\n")
    let scenario = try #require(draft.scenarios.first)
    #expect(source.text(scenario.system.span) == "vsphere-site-pair")
  }

  @Test(arguments: [
    ("sytem: x", "scenario-field", "`sytem`"), ("system: [a]", "scenario-field", "`system`"),
    ("system: x\nclaims: 可用性", "scenario-field", "`claims`"),
    ("system: x\nclaims: {a: b}\nassume:\n  p: {kind: literature}", "scenario-field", "no value"),
    ("system: x\nclaims: {a: b}\nassume:\n  p: {value: 1, knd: x}", "scenario-field", "`knd`"),
    ("system: x\nclaims: {a: b}\nseed: viele", "scenario-field", "`seed`"),
    ("system: x\nclaims: {a: b}\nassume: [1, 2]", "scenario-field", "`assume`"),
    ("- a\n- b", "scenario-field", "mapping"), ("", "scenario-field", "empty"),
    ("a: [", "invalid-yaml", ""),
  ])
  func reportsWhatIsWrong(yaml: String, id: String, words: String) {
    let (draft, source) = StructureTests.draft("# a\n\n```yaml scenario\nid: a\n\(yaml)\n```\n")
    let text =
      yaml.isEmpty || yaml.hasPrefix("- ")
      ? StructureTests.draft("```yaml scenario\n\(yaml)\n```\n").0 : draft
    #expect(
      text.diagnostics.contains { $0.id == id && (words.isEmpty || $0.message.contains(words)) },
      "\(text.diagnostics.map(\.message))")
    #expect(draft.diagnostics.allSatisfy { $0.span.end <= source.bytes.count })
  }

  @Test func keepsWhatIsRight() throws {
    let (draft, _) = StructureTests.draft(
      "```yaml scenario\nid: a\nsystem: s\nassume:\n  good: 1 秒\n  bad: [1]\nclaims:\n  x: y\n  z: [w]\nnoise: 1\n```\n"
    )
    let scenario = try #require(draft.scenarios.first)
    #expect(scenario.assume.map(\.parameter.value) == ["good"])
    #expect(scenario.claims.map(\.subject.value) == ["x"])
    #expect(draft.diagnostics.count == 3)
  }
}
