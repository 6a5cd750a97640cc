package import Catalog
package import Diagnostics
package import Model

/// Runs every rule over a model: findings, and the verdicts that need no simulation.
package func check(_ model: ResolvedModel, catalog: Catalog) -> CheckedModel {
  let collection = Collection(model, catalog: catalog)
  var diagnostics = model.documents.flatMap(\.diagnostics)
  var judgements: [Judgement] = []
  for rule in Rule.all(in: catalog) {
    var reporter = Reporter(rule)
    rule.run(collection, &reporter)
    diagnostics += reporter.diagnostics
    judgements += reporter.judgements
  }
  return CheckedModel(
    model: model, judgements: judgements,
    diagnostics: accepting(model, diagnostics, kinds: DiagnosticKind.check(catalog)).sorted())
}

extension Rule {
  /// Every rule, in the order of the manual: links, counts, arithmetic, claims, technologies.
  package static func all(in catalog: Catalog) -> [Rule] {
    written + catalog.rules.map { Rule($0, sources: catalog.sources) }
  }

  /// The rules that are not data of the catalog.
  private static let written: [Rule] =
    [
      unresolvedLink, unresolvedAnchor, spaceInLink,
      documentCount, lineCount, partCount, listedLines, listedDocument, listedFolder,
      stubMarkedDone, selfScore, oneWayRelation,
      availabilityDowntime, availabilityRepair, availabilitySeries,
      unmetRequirement, unansweredRequirement, unlikeScope, caseWithoutOutcome, restatedFigure,
      transitionDirection, percentChange, fractionPercent, tableTotal, percentSum,
      rangeOrder, overHundred,
      redundantCapacity, recoveryCapacity, usableCapacity, operationBandwidth, replicasOverDomains,
      deviceTotal, migProfile, memoryType, memoryChannels, processorSockets, numaFit,
      hardwareFigure, endOfLife, unversionedTechnology, undatedDesign, unbalancedBracket,
    ]
}

extension DiagnosticKind {
  /// The kinds of findings that checking reports.
  package static func check(_ catalog: Catalog) -> [DiagnosticKind] {
    Rule.all(in: catalog).map(\.kind) + [unusedAcceptance]
  }
}
