import Diagnostics
import Model
import Quantities

/// The part of a document that a scenario speaks of: its case where it stands in one.
struct ScenarioScope {
  let document: DocumentDraft
  private let scenario: Scenario

  /// The enclosing sections from the nearest out, ending with the case or the document.
  private let extents: [Span]

  init(_ scenario: Scenario, in document: DocumentDraft, cases: [CaseStudy]) {
    self.document = document
    self.scenario = scenario
    let sections = document.sections
    let limit = cases.first { study in
      sections.indices.contains(study.section)
        && sections[study.section].extent.contains(scenario.span)
    }?.section
    var extents: [Span] = []
    var section: Int? = sections.indices.contains(scenario.section) ? scenario.section : nil
    while let current = section, extents.count <= sections.count {
      extents.append(sections[current].extent)
      if current == limit { break }
      section = sections[current].parent
    }
    self.extents = extents
  }

  private var widest: Span? { extents.last }

  func holds(_ span: Span) -> Bool { widest?.contains(span) ?? true }

  /// What stands in the nearest section that holds any of some items; all of them where no section is known.
  func nearest<Item>(_ items: [Item], _ span: (Item) -> Span) -> [Item] {
    for extent in extents {
      let near = items.filter { extent.contains(span($0)) }
      if !near.isEmpty { return near }
    }
    return extents.isEmpty ? items : []
  }

  /// The subjects of the claims in scope, in document order.
  var subjects: [String] {
    var seen: Set<String> = []
    return document.claims.filter { holds($0.span) }.map(\.subject)
      .filter { seen.insert($0).inserted }
  }

  /// The claims that `subject` names, in the nearest section that has one.
  ///
  /// What was reached is judged, and beside it what was asked for under the same name anywhere in the
  /// case, as far as that is a bound.
  func claims(named subject: String) -> [Claim] {
    let wanted = normalised(subject)
    let named = document.claims.filter { claim in
      normalised(claim.subject) == wanted || claim.metric?.id == wanted
        || claim.metric?.names.contains(wanted) == true
    }
    let exact = named.filter { normalised($0.subject) == wanted }
    for candidates in [exact, named] {
      for extent in extents {
        let near = candidates.filter { extent.contains($0.span) && $0.role != .selfCount }
        let outcomes = near.filter { $0.role == .outcome }
        if !outcomes.isEmpty { return outcomes + bounds(wanted, beside: outcomes) }
        if !near.isEmpty { return near }
      }
      if extents.isEmpty, !candidates.isEmpty { return candidates }
    }
    return []
  }

  /// The claims with these very words for a subject, in the nearest section that has one.
  func statements(named subject: String) -> [Claim] {
    let wanted = normalised(subject)
    let named = document.claims.filter {
      normalised($0.subject) == wanted && $0.role != .selfCount
    }
    let near = extents.lazy.map { extent in named.filter { extent.contains($0.span) } }
    return near.first { !$0.isEmpty } ?? (extents.isEmpty ? named : [])
  }

  private func bounds(_ subject: String, beside outcomes: [Claim]) -> [Claim] {
    document.claims.filter { claim in
      guard claim.role == .requirement, holds(claim.span), normalised(claim.subject) == subject,
        case .value(let asked) = claim.statement
      else { return false }
      let isBound =
        switch asked.comparator {
        case .less, .atMost, .greater, .atLeast: true
        case .equal, .approximately, .range: (claim.metric?.better ?? .neither) != .neither
        }
      return isBound
        && outcomes.contains { $0.percentile == claim.percentile || claim.percentile == nil }
    }
  }

  /// The architectures in scope that `from` may name.
  var architectures: [Architecture] {
    document.architectures.filter {
      holds($0.span) && ($0.kind == .architecture || $0.notation == .mermaid)
    }
  }

  /// The architecture named by its identifier, title, root or heading; nearest before the scenario
  /// first among several.
  func architecture(named name: String) -> Architecture? {
    let wanted = normalised(name)
    let named = architectures.filter { architecture in
      titles(of: architecture).contains { normalised($0) == wanted }
    }
    let found =
      named.isEmpty
      ? architectures.filter { architecture in
        titles(of: architecture).contains { normalised($0).contains(wanted) }
      } : named
    return found.last { $0.span < scenario.span } ?? found.first
  }

  func titles(of architecture: Architecture) -> [String] {
    var titles = [architecture.id, architecture.title]
    if let caption = architecture.caption { titles.append(caption) }
    titles += architecture.roots.map { architecture.components[$0].name }
    var section: Int? = architecture.section
    while let current = section, document.sections.indices.contains(current) {
      guard holds(document.sections[current].heading) else { break }
      titles.append(document.sections[current].title)
      section = document.sections[current].parent
    }
    return titles
  }

  /// The configurations in scope, of the nearest section that shows any of the same name those alone.
  var manifests: [Manifest] {
    let held = document.manifests.filter { $0.fields.first.map { holds($0.value.span) } ?? false }
    guard !extents.isEmpty else { return held }
    var seen: Set<String> = []
    return extents.flatMap { extent in
      let near = held.filter { manifest in
        manifest.fields.first.map { extent.contains($0.value.span) } ?? false
      }.filter { !seen.contains($0.title) }
      seen.formUnion(near.map(\.title))
      return near
    }
  }

  /// The texts in scope that tell of features: table rows and practices.
  var features: [Located<String>] {
    var found: [Located<String>] = []
    for table in document.tables where holds(table.span) {
      for row in table.rows {
        for cell in row { found.append(Located(cell.text, at: cell.span)) }
      }
    }
    for practice in document.practices where holds(practice.span) {
      found.append(Located(practice.text, at: practice.span))
      for detail in practice.details { found.append(Located(detail, at: practice.span)) }
    }
    return found
  }
}

/// A name without case, spaces and trailing colon, for comparing what two people wrote.
func normalised(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.lowercased().unicodeScalars {
    switch scalar {
    case " ", "\u{3000}", "*", "`", ":", "：": continue
    default: result.append(scalar)
    }
  }
  return String(result)
}
