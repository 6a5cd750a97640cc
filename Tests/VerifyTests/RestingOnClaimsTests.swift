import Diagnostics
import Model
import Quantities
import Testing
import Verify

/// Judgements that rest on other claims, handed to the verification as the rules would.
@Suite struct RestingOnClaimsTests {
  private func resting(on outcome: String, scenario: Bool) async -> [Verdict] {
    var fixture = Fixture()
    fixture.text += "\n- 要求: 99.9%"
    fixture.claim("可用性", outcome, "availability")
    fixture.claim("要求", "99.9%", "availability", role: .requirement)
    if scenario { fixture.scenario() }
    let whole = fixture.checked
    let evidence = Evidence(
      kind: .computed, interval: .exactly(0.99995), estimate: 0.99995,
      explanation: Label(zh: "比较", en: "compared"), inputs: [fixture.claims[0].figure])
    let checked = CheckedModel(
      model: whole.model,
      judgements: [Judgement(claim: "claim-1", verdict: .holds, evidence: evidence)],
      diagnostics: [])
    let judgements = await runVerification(checked, options: VerifyOptions()).model.judgements
    return ["claim-0", "claim-1"].map { id in
      judgements.first { $0.claim == id }?.verdict ?? .unchecked
    }
  }

  @Test("a requirement met by an unchecked outcome holds at face value only")
  func unchecked() async {
    #expect(await resting(on: "99.995%", scenario: false) == [.unchecked, .atFaceValue])
  }

  @Test("one met by an outcome that a simulation supports holds")
  func supported() async {
    #expect(await resting(on: "99.995%", scenario: true) == [.holds, .holds])
  }

  @Test("one met by an outcome that a simulation contradicts does not count as held")
  func contradicted() async {
    #expect(await resting(on: "99.9995%", scenario: true) == [.fails, .atFaceValue])
  }

  @Test("two claims that rest on each other support nothing")
  func circle() async {
    var fixture = Fixture()
    fixture.claim("可用性", "99.995%", "availability")
    fixture.claim("年停机时间", "< 30分钟", nil)
    func judged(_ claim: Int, by other: Int) -> Judgement {
      Judgement(
        claim: "claim-\(claim)", verdict: .holds,
        evidence: Evidence(
          kind: .computed, interval: .exactly(1), estimate: 1, explanation: Label(zh: "", en: ""),
          inputs: [fixture.claims[other].figure]))
    }
    let checked = CheckedModel(
      model: fixture.checked.model, judgements: [judged(0, by: 1), judged(1, by: 0)],
      diagnostics: [])
    let judgements = await runVerification(checked, options: VerifyOptions()).model.judgements
    #expect(judgements.map(\.verdict) == [.atFaceValue, .atFaceValue])
  }
}
