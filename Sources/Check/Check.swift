import Diagnostics
package import Catalog
package import Model

/// Runs every rule over a model: findings, and the verdicts that need no simulation.
package func check(_ model: ResolvedModel, catalog: Catalog) -> CheckedModel {
  CheckedModel(
    model: model, judgements: [], diagnostics: model.documents.flatMap(\.diagnostics).sorted())
}
