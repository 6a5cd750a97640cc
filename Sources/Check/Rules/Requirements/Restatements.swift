import Diagnostics
import Model
import Quantities

extension Rule {
  /// Holds a case's figures in an overview against those of the case.
  static let restatedFigure = Rule(
    "restated-figure", .warning, "概述与案例的数字不一", "Overview that restates another figure",
    """
    A figure that an overview repeats must be the one that its case states.

        | 案例                      | 可用性  |
        |---------------------------|---------|
        | [证券交易系统](#证券交易系统) | 99.99%  |        <- the case says 99.995 %

    Judged in the case's own document and in pages of folders, where a row names one case, by a link or by its whole title, the column one metric, and the
    case states one outcome of it. A line of such a page with one link to a case and a figure of a metric is held as
    well; and so are, within one document, the rows of a summary against `Total X` of the section of X, and a figure in
    a heading against the one total of its section, by a line or, of amounts a month or a year, by its table; and the score of all at the head of a line, `总体评分: 93.0/100`,
    against the total of the document's one table of scores.
    """
  ) { collection, reporter in
    reporter.holdHeaderScores(collection)
    var titles: [String: [CaseStudy]] = [:]
    for study in collection.model.cases { titles[study.title, default: []].append(study) }
    for index in collection.examined {
      let document = collection.model.documents[index]
      // Another document speaks for the case only if it is a page, which is kept up to date with it.
      let isPage = collection.isPage(document)
      for table in document.tables where table.columns.count > 1 {
        let metrics = table.columns.map { metric(named: $0.header) }
        guard metrics.contains(where: { $0 != nil }) else { continue }
        for row in table.rows {
          guard let study = collection.study(of: row, in: document, titles) else { continue }
          guard isPage || study.document == index else { continue }
          let home = collection.model.documents[study.document]
          let extent = home.sections[study.section].extent
          // A table inside the case is part of what the case states.
          if study.document == index, extent.contains(table.span) { continue }
          for (column, metric) in metrics.enumerated() where column < row.count {
            guard let metric, let stated = row[column].quantity else { continue }
            let outcomes = home.claims.filter {
              extent.contains($0.span) && $0.metric?.id == metric.id && $0.role == .outcome
                && $0.percentile == nil
            }
            guard outcomes.count == 1, let own = outcomes.first?.reached,
              own.dimension == stated.dimension, !own.interval.overlaps(stated.interval)
            else { continue }
            reporter.report(
              "an overview repeats what its case states: \(format(own, .en)), not "
                + format(stated, .en),
              at: row[column].span, notes: [.init("stated here", at: outcomes[0].figure)])
          }
        }
      }
      reporter.holdRestatedLines(of: index, collection)
    }
    reporter.holdSectionTotals(collection)
  }

  /// Notes modules that speak of another which does not speak of them.
  static let oneWayRelation = Rule(
    "one-way-relation", .note, "模块关系只写了一头", "Relation seen from one side",
    """
    A relation between modules is seen from both.

        A: ├─ 应用 B 的技术原理        <- and B, which lists what uses it, does not name A

    Judged between module pages that list their relations; one note for a page. `01-08模块` answers all
    modules whose numbers lie between, and asks none of them for an answer.
    """
  ) { collection, reporter in
    let pages = collection.model.modules.map { collection.model.documents[$0.page] }
    var byName: [String: Int] = [:]
    for (index, module) in collection.model.modules.enumerated() {
      if let name = module.folder.split(separator: "/").last { byName[String(name)] = index }
    }
    let targets = pages.map { page in
      Set(page.relations.flatMap { modules(named: $0.target.value, among: byName) })
    }
    let examined = Set(collection.examined)
    for (index, page) in pages.enumerated()
    where examined.contains(collection.model.modules[index].page) {
      let asking = Set(page.relations.compactMap { byName[$0.target.value] })
      let silent = asking.filter { other in
        other != index && !targets[other].isEmpty && !targets[other].contains(index)
      }
      guard
        let first = page.relations.first(where: {
          byName[$0.target.value].map(silent.contains) ?? false
        })
      else { continue }
      let names = silent.sorted().map { "`\(collection.model.modules[$0].folder)`" }
      reporter.report(
        "a relation is seen from both sides, and this module is not named by "
          + names.joined(separator: ", "),
        at: first.target.span)
    }
  }
}

/// The modules that a relation names: one by its folder, or all whose numbers are in a range.
private func modules(named target: String, among byName: [String: Int]) -> [Int] {
  if let known = byName[target] { return [known] }
  let ends = target.split(separator: "-").map { Int($0) }
  guard ends.count == 2, let first = ends[0], let last = ends[1], first < last else { return [] }
  return byName.filter { name, _ in
    guard let number = Int(name.prefix { $0.isNumber }) else { return false }
    return (first...last).contains(number)
  }.values.sorted()
}

private func metric(named header: String) -> Metric? {
  let bytes = Array(header.utf8)
  let found = MetricNames.shared.mentions(in: bytes, bytes.indices)
  return found.count == 1 && !found[0].metric.isSelfCount ? found[0].metric : nil
}

extension Collection {
  /// The one case that a row is about: what it links to, or what has its first cell for a title.
  fileprivate func study(
    of row: [Table.Cell], in document: DocumentDraft, _ titles: [String: [CaseStudy]]
  ) -> CaseStudy? {
    guard let first = row.first else { return nil }
    if let known = titles[first.text] { return known.count == 1 ? known[0] : nil }
    for link in document.links
    where first.span.start < link.span.end && link.span.start < first.span.end {
      guard let target = LinkPath(link.destination.value, in: document.path),
        let index = documents[target.path]
      else { continue }
      let found = model.cases.filter { study in
        study.document == index
          && (target.fragment.map {
            model.documents[index].sections[study.section].slug == $0
          } ?? true)
      }
      if found.count == 1 { return found[0] }
    }
    return nil
  }
}
