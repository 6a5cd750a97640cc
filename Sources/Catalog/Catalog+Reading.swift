package import Diagnostics
import Syntax

extension DiagnosticKind {
  package static let malformedCatalog = DiagnosticKind(
    "malformed-catalog", .error,
    """
    A project's own catalog must keep to the form of docgen's.

    The files `catalog/*.yml` beside `docgen.yml` add technologies; `catalog/rules.yml` adds rules
    and `catalog/sources.yml` what they rest on. A technology has a `name` and a `category`; its other
    keys are `owner`, `status`, `names`, `exact`, `short`, `beside`, `contains`, `requires`,
    `runs-on`, `traits`, `limits`, `lifecycle`, `note` and `sources`. A rule has a `form` and what it `says`,
    and what its form needs. A misspelt key would otherwise be a fact that nobody uses.

        house-database:
          name: House database
          categry: rdbms        <- write `category`
    """)

  /// The kinds of findings that reading a catalog reports.
  package static let catalog: [DiagnosticKind] = [.malformedCatalog]
}

/// Reads one catalog file into entries, with a finding for whatever does not fit the form.
struct CatalogReader {
  private(set) var technologies: [Technology] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// What entries name of each other.
  private var references: [Located<String>] = []

  mutating func read(_ file: YAMLNode) {
    for entry in file.entries {
      if let technology = technology(entry) { technologies.append(technology) }
    }
  }

  private mutating func technology(_ entry: YAMLNode.Entry) -> Technology? {
    let id = entry.key.value
    let body = entry.value
    for field in body.entries where !Self.keys.contains(field.key.value) {
      reportUnknown(field.key, among: Self.keys)
    }
    let fields = Fields(entries: body.entries)
    guard let name = fields["name"]?.string?.value, let kind = fields["category"]?.string?.value
    else {
      report("`\(id)` needs a `name` and a `category`", at: entry.key.span)
      return nil
    }
    for key in ["beside", "contains", "requires", "runs-on"] {
      guard let node = fields[key] else { continue }
      references += ([node] + node.elements).compactMap(\.string)
    }
    var status = Technology.Status.active
    if let text = fields["status"]?.string {
      if let known = Technology.Status(rawValue: text.value) {
        status = known
      } else {
        reportUnknown(text, among: Technology.Status.allCases.map(\.rawValue))
      }
    }
    return Technology(
      id: id, name: name, category: kind, owner: fields["owner"]?.string?.value, status: status,
      names: strings(fields["names"]), exact: strings(fields["exact"]),
      short: strings(fields["short"]), beside: strings(fields["beside"]),
      contains: strings(fields["contains"]), requires: strings(fields["requires"]),
      runsOn: strings(fields["runs-on"]), traits: traits(fields["traits"]),
      limits: (fields["limits"]?.elements ?? []).compactMap { limit($0) },
      lifecycle: (fields["lifecycle"]?.elements ?? []).compactMap { release($0) },
      note: fields["note"]?.string?.value, sources: strings(fields["sources"]))
  }

  /// Findings for references to what is in no catalog.
  func strayReferences(in catalog: Catalog) -> [Diagnostic] {
    references.filter { catalog[$0.value] == nil }
      .map { .unknownWord($0, among: catalog.technologies.map(\.id)) }
  }

  /// The fields of an entry; few, so that looking through them is faster than hashing them. The last
  /// of several of one name counts.
  private struct Fields {
    let entries: [YAMLNode.Entry]

    subscript(key: String) -> YAMLNode? { entries.last { $0.key.value == key }?.value }
  }

  private static let keys = [
    "name", "category", "owner", "status", "names", "exact", "short", "beside", "contains",
    "requires", "runs-on", "traits", "limits", "lifecycle", "note", "sources",
  ]

  private mutating func strings(_ node: YAMLNode?) -> [String] {
    guard let node else { return [] }
    if let one = node.string { return [one.value] }
    return node.elements.compactMap { element in
      if let text = element.string?.value { return text }
      report("a list of names may hold only text", at: element.span)
      return nil
    }
  }

  private mutating func traits(_ node: YAMLNode?) -> [Technology.Trait] {
    let known = Technology.Trait.allCases.map(\.rawValue)
    guard let node else { return [] }
    return (node.string == nil ? node.elements : [node]).compactMap { element in
      guard let text = element.string else {
        report("a trait is one of \(known.joined(separator: ", "))", at: element.span)
        return nil
      }
      let trait = Technology.Trait(rawValue: text.value)
      if trait == nil { reportUnknown(text, among: known) }
      return trait
    }
  }

  private mutating func limit(_ node: YAMLNode) -> Technology.Limit? {
    guard let name = node["name"]?.string?.value, let value = node["value"] else {
      report("a limit needs a `name` and a `value`", at: node.span)
      return nil
    }
    guard let kind = Technology.Limit.Kind(rawValue: node["kind"]?.string?.value ?? "maximum")
    else {
      if let text = node["kind"]?.string {
        reportUnknown(text, among: Technology.Limit.Kind.allCases.map(\.rawValue))
      }
      return nil
    }
    return Technology.Limit(
      name: name, values: strings(value), unit: node["unit"]?.string?.value, kind: kind,
      source: node["source"]?.string?.value ?? "memory")
  }

  private mutating func release(_ node: YAMLNode) -> Technology.Release? {
    guard let version = node["version"]?.string?.value else {
      report("a release needs a `version`", at: node.span)
      return nil
    }
    return Technology.Release(
      version: version, name: node["named"]?.string?.value, released: date(node["released"]),
      ends: date(node["ends"]), source: node["source"]?.string?.value ?? "memory")
  }

  private mutating func date(_ node: YAMLNode?) -> CalendarDate? {
    guard let text = node?.string else { return nil }
    let date = CalendarDate(iso: text.value)
    if date == nil { report("`\(text.value)` is not a date such as `2025-10-20`", at: text.span) }
    return date
  }

  private mutating func report(_ message: String, at span: Span) {
    diagnostics.append(Diagnostic(.malformedCatalog, message, at: span))
  }

  private mutating func reportUnknown(_ text: Located<String>, among known: [String]) {
    diagnostics.append(.unknownWord(text, among: known))
  }

  /// Reads `sources.yml`.
  static func sources(_ file: YAMLNode) -> [FactSource] {
    file.entries.map { entry in
      FactSource(
        id: entry.key.value, title: entry.value["title"]?.string?.value ?? entry.key.value,
        url: entry.value["url"]?.string?.value,
        grade: FactSource.Grade(rawValue: entry.value["grade"]?.string?.value ?? "") ?? .memory)
    }
  }
}
