package import Diagnostics
package import Model
import Parallel
import Systems

/// Judges every claim: with what the rules computed, and by simulating the scenarios.
package func verify(_ checked: CheckedModel, options: VerifyOptions) async -> VerifiedModel {
  await runVerification(checked, options: options).model
}

/// A verified model, and what is worth keeping for the next time.
package struct Verification: Sendable {
  package let model: VerifiedModel

  /// Every block of replications that was used.
  package let cache: ResultCache

  /// What a ledger renewed now would hold.
  package let ledger: Ledger

  /// Results that were computed, and not found in the cache.
  package let computedBlocks: Int
}

/// Verifies, and hands back the cache and the ledger beside the model.
package func runVerification(
  _ checked: CheckedModel, options: VerifyOptions
) async -> Verification {
  let model = checked.model
  var plan = VerificationPlan(model, options: options)
  let calibrations = plan.calibrate(options: options)

  var campaign = Campaign(plan.tasks, options: options)
  await campaign.run()

  let judges = plan.judges(campaign, options: options)
  var cache = campaign.cache
  let bases = await concurrentMap(judges, workers: options.workers) { $0.baseSamples() }
  for base in bases { cache.replace(with: base.samples) }
  let unanalysed = judges.map(\.unanalysed)
  // Most of the work is in the few scenarios without analysis: each of their settings is a task.
  let settings = judges.indices.flatMap { judge in
    judges[judge].scenario.settings.indices.map { (judge: judge, setting: $0) }
  }
  let known = cache
  let probed = await concurrentMap(
    settings, workers: options.workers, cost: { unanalysed[$0.judge] }
  ) {
    judges[$0.judge].sensitivities(to: $0.setting, known: known)
  }
  var sensitivities = [[[Sensitivity?]]](repeating: [], count: judges.count)
  for (place, result) in zip(settings, probed) {
    sensitivities[place.judge].append(result.sensitivities)
    cache.replace(with: result.samples)
  }
  let answers = judges.indices.map { judges[$0].judge(sensitivities[$0]) }
  cache.replace(with: calibrations)

  let judgements = complete(checked.judgements + answers.flatMap(\.judgements), of: model)
  let ledger = Ledger(model, judgements: judgements)
  var diagnostics =
    checked.diagnostics + plan.findings + bases.flatMap(\.findings)
    + answers.flatMap(\.findings)
  if let known = options.ledger { diagnostics += known.suspects(against: ledger, in: model) }
  return Verification(
    model: VerifiedModel(
      model: model, judgements: judgements,
      diagnostics: accept(
        diagnostics, in: model, lacking: options.ledger == nil ? [.claimSuspect] : []
      )
      .sorted()),
    cache: cache, ledger: ledger, computedBlocks: cache.news(to: options.cache))
}

/// What is wrong with the scenarios of a model, found without simulating any.
package func scenarioFindings(_ checked: CheckedModel) -> [Diagnostic] {
  let plan = VerificationPlan(checked.model, options: VerifyOptions())
  return accept(plan.findings, in: checked.model, lacking: DiagnosticKind.verify)
}

/// The blocks that shard `index` of `count` contributes; verifying with the merged caches of all
/// shards gives what one machine gives, and computes whatever a lost shard leaves missing.
package func runShard(
  _ index: Int, of count: Int, _ checked: CheckedModel, options: VerifyOptions
) async -> ResultCache {
  precondition(count > 0 && (0..<count).contains(index), "a shard is one of those there are")
  var plan = VerificationPlan(checked.model, options: options)
  let calibrations = plan.calibrate(options: options)
  var campaign = Campaign(plan.tasks, options: options)
  await campaign.runShard(index, of: count)
  var cache = campaign.cache
  cache.replace(with: calibrations)
  return cache
}

/// Gives every claim at least one judgement, in the order of the claims.
///
/// A claim is as good as the worst that is known of it: what fails stands first, then what is
/// undecided; among the like, the strongest evidence.
private func complete(_ judgements: [Judgement], of model: ResolvedModel) -> [Judgement] {
  let known = Dictionary(grouping: restingOnClaims(judgements, of: model), by: \.claim)
  return model.claims.flatMap { claim -> [Judgement] in
    guard let own = known[claim.id], !own.isEmpty else { return [inverseAnswer(claim)] }
    return own.enumerated().sorted { a, b in
      (b.element.verdict, strength(a.element), a.offset)
        < (a.element.verdict, strength(b.element), b.offset)
    }.map(\.element)
  }
}

private func strength(_ judgement: Judgement) -> Int {
  switch judgement.evidence?.kind {
  case .counted: 0
  case .computed: 1
  case .agreed: 2
  case .catalogued: 3
  case .simulated: 4
  case nil: 5
  }
}

/// Marks the findings that the text accepts, and reports what accepts none of this phase.
///
/// - Parameter lacking: the kinds of this phase that were not looked for.
private func accept(
  _ diagnostics: [Diagnostic], in model: ResolvedModel, lacking: [DiagnosticKind]
) -> [Diagnostic] {
  let kinds = Set(DiagnosticKind.verify.map(\.id))
  let acceptances = model.documents.flatMap(\.acceptances).filter { kinds.contains($0.rule.value) }
  guard !acceptances.isEmpty else { return diagnostics }
  var used: Set<Span> = []
  var marked = diagnostics
  for index in marked.indices where kinds.contains(marked[index].id) {
    let accepting = acceptances.filter { $0.accepts(marked[index]) }
    used.formUnion(accepting.map(\.rule.span))
    if marked[index].acceptance == nil { marked[index].acceptance = accepting.first?.reason }
  }
  let unknown = Set(lacking.map(\.id))
  return marked
    + acceptances.filter { !used.contains($0.rule.span) && !unknown.contains($0.rule.value) }
    .map(\.unused)
}
