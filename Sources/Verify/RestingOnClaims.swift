import Diagnostics
import Model
import Quantities

/// Says of each judgement that rests on other claims no more than those bear.
///
/// A requirement is met by the outcome that meets it, and a downtime follows from an availability:
/// but where that outcome is itself unchecked, undecided or contradicted, two statements agree and
/// nothing supports either. Such a judgement holds at face value only, and is left out where other evidence
/// bears on the claim itself. Claims that support each other in a circle support nothing.
func restingOnClaims(_ judgements: [Judgement], of model: ResolvedModel) -> [Judgement] {
  var claims: [Span: [String]] = [:]
  for claim in model.claims { claims[claim.figure, default: []].append(claim.id) }
  let grounds: [[String]] = judgements.map { judgement in
    guard let evidence = judgement.evidence else { return [] }
    return claimsBehind(evidence, claims).filter { $0 != judgement.claim }
  }
  let known = Dictionary(grouping: judgements.indices) { judgements[$0].claim }

  var supported: Set<String> = []
  var settled = Set(model.claims.map(\.id).filter { known[$0] == nil })
  var grew = true
  while grew {
    grew = false
    for (claim, own) in known where !settled.contains(claim) {
      let needed = own.flatMap { grounds[$0] }
      guard needed.allSatisfy(settled.contains) else { continue }
      settled.insert(claim)
      grew = true
      let stands = own.allSatisfy { index in
        isSupport(judgements[index].verdict) && grounds[index].allSatisfy(supported.contains)
      }
      if stands { supported.insert(claim) }
    }
  }

  return judgements.indices.compactMap { index in
    let judgement = judgements[index]
    guard isSupport(judgement.verdict), let evidence = judgement.evidence,
      !grounds[index].allSatisfy(supported.contains)
    else { return judgement }
    // Beside what bears on the claim itself, an agreement with what nothing supports says nothing.
    let own = known[judgement.claim] ?? []
    if own.contains(where: { grounds[$0].isEmpty && judgements[$0].evidence != nil }) { return nil }
    return Judgement(
      claim: judgement.claim, verdict: .atFaceValue, evidence: evidence.agreeingOnly)
  }
}

private func isSupport(_ verdict: Verdict) -> Bool {
  switch verdict {
  case .holds, .atFaceValue: true
  case .fails, .undecided, .unchecked: false
  }
}

/// The claims whose figures a piece of arithmetic starts from.
private func claimsBehind(_ evidence: Evidence, _ claims: [Span: [String]]) -> [String] {
  switch evidence.kind {
  case .computed, .agreed: evidence.inputs.flatMap { claims[$0] ?? [] }
  case .counted, .catalogued, .simulated: []
  }
}

extension Evidence {
  /// The same arithmetic, saying that what it starts from has nothing to support it.
  fileprivate var agreeingOnly: Evidence {
    Evidence(
      kind: kind, interval: interval, estimate: estimate,
      explanation: Label(
        zh: explanation.zh + "；两处说法一致，但所依据的那个数字本身没有证据支持",
        en: explanation.en + "; the two statements agree, but nothing supports the other figure"),
      inputs: inputs, simulation: simulation)
  }
}
