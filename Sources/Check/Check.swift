package import Catalog
package import Diagnostics
package import Model

/// Runs every rule over a model: findings, and the verdicts that need no simulation.
///
/// - Parameters:
///   - examined: the documents whose findings are asked for; all when it is nil. What is said of one
///     document does not depend on which others are examined.
///   - known: the names of all findings of all phases, against which acceptances are held.
package func check(
  _ model: ResolvedModel, catalog: Catalog, examined: [Int]? = nil, known: Set<String> = []
) -> CheckedModel {
  let collection = Collection(model, catalog: catalog, examined: examined)
  var diagnostics = collection.examinedDocuments.flatMap(\.diagnostics)
  var judgements: [Judgement] = []
  for rule in Rule.all(in: catalog) {
    var reporter = Reporter(rule)
    rule.run(collection, &reporter)
    diagnostics += reporter.distinctDiagnostics
    judgements += reporter.judgements
  }
  return CheckedModel(
    model: model, judgements: judgements,
    diagnostics: accepting(
      collection.examinedDocuments, diagnostics, kinds: DiagnosticKind.check(catalog), known: known
    ).sorted())
}

/// For each document, those whose findings may change when it does: itself, the pages that speak of
/// others, and the documents with links to one of its headings.
package func affectedDocuments(in model: ResolvedModel) -> [[Int]] {
  let collection = Collection(model, catalog: Catalog(), examined: [])
  var affected = model.documents.indices.map { Set([$0]) }
  let pages = model.documents.indices.filter { collection.isPage(model.documents[$0]) }
  for index in affected.indices { affected[index].formUnion(pages) }
  for (index, document) in model.documents.enumerated() {
    for link in document.links {
      guard let target = LinkPath(link.destination.value, in: document.path),
        target.fragment != nil, let page = collection.page(at: target.path)
      else { continue }
      affected[page].insert(index)
    }
  }
  return affected.map { $0.sorted() }
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
      stubMarkedDone, selfScore, weightedMark, announcedItems, oneWayRelation,
      availabilityDowntime, availabilityRepair, availabilitySeries,
      unmetRequirement, conflictingCount, unansweredRequirement, unlikeScope, caseWithoutOutcome,
      quorumFailures, percentileOrder, restatedFigure,
      transitionDirection, transitionVerb, percentChange, arithmetic, fractionPercent, tableTotal,
      rowProduct, treeTotal, listedParts, clockDuration, percentSum,
      rangeOrder, overHundred,
      redundantCapacity, recoveryCapacity, usableCapacity, operationBandwidth, replicasOverDomains,
      deviceTotal, migProfile, memoryType, memoryChannels, processorSockets, numaFit,
      scaledReplicas, unmatchedLabels, requestOverLimit, autoscalerBounds, selectorLabels,
      disruptionBudget,
      hardwareFigure, endOfLife, unversionedTechnology, undatedDesign, unbalancedBracket,
    ]
}

extension DiagnosticKind {
  /// The kinds of findings that checking reports.
  package static func check(_ catalog: Catalog) -> [DiagnosticKind] {
    Rule.all(in: catalog).map(\.kind) + [unusedAcceptance]
  }
}
