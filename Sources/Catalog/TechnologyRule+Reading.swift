import Diagnostics
import Quantities
import Syntax

/// Reads `rules.yml`; an entry that does not fit the form is a finding.
struct TechnologyRuleReader {
  private(set) var rules: [TechnologyRule] = []
  private(set) var diagnostics: [Diagnostic] = []

  private static let lists = [
    "of", "with", "any", "unless", "beside", "within", "words", "needs-words", "unit", "per",
    "sources", "fires", "silent", "kind", "values", "refused", "title",
  ]
  private static let keys =
    lists + [
      "form", "metric", "path", "at-most", "at-least", "from", "before", "since", "needs-figures",
      "severity", "says", "instead",
    ]

  /// What identifiers may name; anything else in a list is words.
  let catalog: Catalog

  /// The technologies that a misspelt identifier may mean.
  lazy var identifiers = NearMisses(catalog.technologies.map(\.id))

  /// Whether the rules are those of a project, which needs no source for its own.
  let isOwn: Bool

  /// Names of findings that are not the catalog's.
  var reserved: Set<String> = []

  mutating func read(_ file: YAMLNode) {
    for entry in file.entries {
      if let rule = rule(entry.key, entry.value) { rules.append(rule) }
    }
  }

  private mutating func rule(_ id: Located<String>, _ body: YAMLNode) -> TechnologyRule? {
    for field in body.entries where !Self.keys.contains(field.key.value) {
      diagnostics.append(.unknownWord(field.key, among: Self.keys))
    }
    guard id.value.utf8.allSatisfy({ $0.isLowercase || $0.isDigit || $0 == UInt8(ascii: "-") })
    else {
      report("a rule's name is made of small letters, digits and hyphens, unlike `\(id.value)`", id)
      return nil
    }
    guard !reserved.contains(id.value) else {
      report("a rule has a name of its own, and `\(id.value)` is one of docgen's findings", id)
      return nil
    }
    guard let says = body["says"]?.string?.value, let stated = body["form"]?.string else {
      report("`\(id.value)` needs a `form` and what it `says`", id)
      return nil
    }
    guard let form = TechnologyRule.Form(rawValue: stated.value) else {
      diagnostics.append(
        .unknownWord(stated, among: TechnologyRule.Form.allCases.map(\.rawValue)))
      return nil
    }
    if let missing = form.needed.first(where: { body[$0] == nil }) {
      report("a rule of the form `\(form.rawValue)` needs `\(missing)`", stated)
      return nil
    }
    if form == .limit || form == .claim, body["at-most"] == nil, body["at-least"] == nil {
      report("a rule of the form `\(form.rawValue)` needs `at-most` or `at-least`", stated)
      return nil
    }
    let title = strings(body["title"])
    if let stated = body["title"], title.count != 2 {
      diagnostics.append(
        Diagnostic(
          .malformedCatalog, "a title stands in Chinese and in English: `[中文, English]`",
          at: stated.span))
    }
    let sources = strings(body["sources"])
    for element in body["sources"]?.elements ?? [] {
      guard let source = element.string, catalog.sources[source.value] == nil else { continue }
      diagnostics.append(.unknownWord(source, among: catalog.sources.keys.sorted()))
    }
    return TechnologyRule(
      id: id.value, form: form, of: terms(body["of"]), with: terms(body["with"]),
      any: terms(body["any"]), unless: terms(body["unless"]), beside: terms(body["beside"]),
      within: terms(body["within"]),
      words: (strings(body["words"]) + strings(body["needs-words"])).map {
        // What a technology lacks is found in any case.
        form == .lacks ? $0.lowercased() : $0
      },
      units: strings(body["unit"]), perUnits: strings(body["per"]),
      metric: body["metric"]?.string?.value, atMost: number(body["at-most"]),
      atLeast: number(body["at-least"]), from: versions(body["from"]),
      before: versions(body["before"]), since: date(body["since"]),
      kinds: strings(body["kind"]), path: body["path"]?.string?.value,
      values: strings(body["values"]), refused: strings(body["refused"]),
      needsFigures: body["needs-figures"]?.string?.value == "true",
      severity: severity(body["severity"]?.string, form, sources),
      title: title.count == 2 ? title : [], says: says,
      instead: body["instead"]?.string?.value ?? "", sources: sources,
      fires: strings(body["fires"]), silent: strings(body["silent"]))
  }

  /// What nobody has checked is never an error, and neither is what is merely absent.
  private mutating func severity(
    _ stated: Located<String>?, _ form: TechnologyRule.Form, _ sources: [String]
  ) -> Severity {
    var severity = Severity.warning
    if let stated {
      if let known = Severity(rawValue: stated.value) {
        severity = known
      } else {
        diagnostics.append(.unknownWord(stated, among: Severity.allCases.map(\.rawValue)))
      }
    }
    let isChecked =
      (isOwn && sources.isEmpty)
      || sources.contains { id in catalog.sources[id].map { $0.grade != .memory } ?? false }
    return isChecked && !form.isAboutAbsence ? severity : min(severity, .warning)
  }

  private func strings(_ node: YAMLNode?) -> [String] {
    guard let node else { return [] }
    if let one = node.string { return [one.value] }
    return node.elements.compactMap { $0.string?.value }
  }

  private mutating func terms(_ node: YAMLNode?) -> [TechnologyRule.Term] {
    guard let node else { return [] }
    let texts = node.string.map { [$0] } ?? node.elements.compactMap(\.string)
    return texts.map { text in
      if catalog[text.value] != nil { return .technology(text.value) }
      // Words are Chinese, or capitalised, or several; what looks like an identifier was to be one.
      let looksLikeOne = text.value.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || $0.isDigit || $0 == UInt8(ascii: "-")
      }
      if looksLikeOne, isOwn, identifiers.nearest(to: text.value) != nil {
        diagnostics.append(.unknownWord(text, among: catalog.technologies.map(\.id)))
      }
      return .words(text.value)
    }
  }

  private mutating func number(_ node: YAMLNode?) -> Double? {
    guard let text = node?.string else { return nil }
    guard let number = Double(text.value), number.isFinite else {
      report("`\(text.value)` is not a number", text)
      return nil
    }
    return number
  }

  private mutating func date(_ node: YAMLNode?) -> CalendarDate? {
    guard let text = node?.string else { return nil }
    let date = CalendarDate(iso: text.value)
    if date == nil { report("`\(text.value)` is not a date such as `2025-10-20`", text) }
    return date
  }

  private mutating func versions(_ node: YAMLNode?) -> [String: String] {
    var versions: [String: String] = [:]
    for entry in node?.entries ?? [] {
      if catalog[entry.key.value] == nil {
        diagnostics.append(.unknownWord(entry.key, among: catalog.technologies.map(\.id)))
      }
      versions[entry.key.value] = entry.value.string?.value
    }
    return versions
  }

  private mutating func report(_ message: String, _ place: Located<String>) {
    diagnostics.append(Diagnostic(.malformedCatalog, message, at: place.span))
  }
}

extension Diagnostic {
  /// A word of a catalog that is not one of those that may stand there.
  static func unknownWord(_ text: Located<String>, among known: [String]) -> Diagnostic {
    let guess = nearMiss(to: text.value, in: known)
    let fixes = guess.map { [FixIt("write `\($0)`", replacing: text.span, with: $0)] } ?? []
    let list = known.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      .malformedCatalog, "`\(text.value)` is not known here", at: text.span,
      notes: known.count <= 40 ? [.init("known are \(list)")] : [], fixes: fixes)
  }
}
