package import Catalog
package import Diagnostics
package import Model

/// Runs every rule over a model: findings, and the verdicts that need no simulation.
package func check(_ model: ResolvedModel, catalog: Catalog) -> CheckedModel {
  let collection = Collection(model, catalog: catalog)
  var diagnostics = model.documents.flatMap(\.diagnostics)
  var judgements: [Judgement] = []
  for rule in Rule.all {
    var reporter = Reporter(rule)
    rule.run(collection, &reporter)
    diagnostics += reporter.diagnostics
    judgements += reporter.judgements
  }
  return CheckedModel(
    model: model, judgements: judgements,
    diagnostics: accepting(model, diagnostics).sorted())
}

extension Rule {
  /// Every rule, in the order of the manual: links, counts, arithmetic, claims, technologies.
  package static let all: [Rule] =
    [
      unresolvedLink, unresolvedAnchor, spaceInLink,
      documentCount, lineCount, partCount, listedLines, listedDocument,
      availabilityDowntime, unmetRequirement, transitionDirection,
      percentChange, fractionPercent, tableTotal, percentSum, rangeOrder, overHundred,
      endOfLife, hardwareFigure,
    ] + technologies
}

extension DiagnosticKind {
  /// The kinds of findings that checking reports.
  package static let check: [DiagnosticKind] = Rule.all.map(\.kind) + [unusedAcceptance]
}
