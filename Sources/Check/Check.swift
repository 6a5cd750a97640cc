package import Catalog
package import Diagnostics
package import Model
import Parallel

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
  return CheckedModel(collection, Rule.all(in: catalog).map(collection.reports), known: known)
}

/// As `check(_:catalog:examined:known:)` of all documents, with the rules shared out among workers.
package func check(
  _ model: ResolvedModel, catalog: Catalog, known: Set<String>, workers: Int
) async -> CheckedModel {
  let collection = Collection(model, catalog: catalog)
  let reporters = await concurrentMap(Rule.all(in: catalog), workers: workers) {
    collection.reports(of: $0)
  }
  return CheckedModel(collection, reporters, known: known)
}

extension Collection {
  fileprivate func reports(of rule: Rule) -> Reporter {
    var reporter = Reporter(rule)
    rule.run(self, &reporter)
    return reporter
  }
}

extension CheckedModel {
  fileprivate init(_ collection: Collection, _ reporters: [Reporter], known: Set<String>) {
    let found = collection.examinedDocuments.flatMap(\.diagnostics)
    let reported = reporters.flatMap(\.distinctDiagnostics).withoutRepeatedDerivations
    let kinds = DiagnosticKind.check(collection.catalog)
    self.init(
      model: collection.model, judgements: reporters.flatMap(\.judgements),
      diagnostics: accepting(
        collection.examinedDocuments, found + reported, kinds: kinds,
        known: known
      ).sorted())
  }
}

extension [Diagnostic] {
  /// Without what a sentence derives where another rule, which knows more of the figure, reports it as well.
  fileprivate var withoutRepeatedDerivations: [Diagnostic] {
    let id = Rule.derivedFigure.kind.id
    guard contains(where: { $0.id == id }) else { return self }
    let others = filter { $0.id != id }
    return filter { finding in
      finding.id != id || !others.contains { $0.span.overlaps(finding.span) }
    }
  }
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

extension DiagnosticKind {
  /// The kinds of findings that checking reports.
  package static func check(_ catalog: Catalog) -> [DiagnosticKind] {
    Rule.all(in: catalog).map(\.kind) + [unusedAcceptance]
  }
}
