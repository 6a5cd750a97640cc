package import Diagnostics
import Syntax

/// A statement about technologies in one design, as the catalog writes it: what must not meet, what
/// is needed, how many there may be.
package struct TechnologyRule: Sendable {
  package enum Form: String, Sendable, Hashable, CaseIterable {
    /// `of` and `with` do not go together.
    case conflict
    /// No two of `of` go together.
    case exclusive
    /// Where `of` is, one of `any` must be.
    case needs
    /// What is `of` is not called by `words`.
    case label
    /// A count in the text of `of` keeps within bounds.
    case limit
    /// A count of `of` is odd, and three or more.
    case quorum
    /// Where `of` is, a count elsewhere in the design stays below a bound.
    case scale
    /// `of` is no part of `within`.
    case inside
  }

  /// An identifier of the catalog, or words in quotation marks.
  package enum Term: Sendable, Hashable {
    case technology(String)
    case words(String)
  }

  package let id: String
  package let form: Form
  package let of: [Term]
  package let with: [Term]
  package let any: [Term]
  package let unless: [Term]
  package let beside: [Term]
  package let within: [Term]

  /// Words that the text of `of` must hold.
  package let words: [String]

  /// The counted things, or `data` for an amount of bytes.
  package let units: [String]
  package let atMost: Double?
  package let atLeast: Double?

  /// Versions from which the statement is true, by technology.
  package let from: [String: String]

  /// The day from which it is true.
  package let since: CalendarDate?

  /// Whether both texts must hold a figure.
  package let needsFigures: Bool
  package let severity: Severity
  package let says: String
  package let instead: String
  package let sources: [String]

  /// The components of a small design that the rule reports, and of one that it does not.
  package let fires: [String]
  package let silent: [String]
}

/// Reads `rules.yml`; an entry that does not fit the form is a finding.
struct TechnologyRuleReader {
  private(set) var rules: [TechnologyRule] = []
  private(set) var diagnostics: [Diagnostic] = []

  private static let keys = [
    "form", "of", "with", "any", "unless", "beside", "within", "words", "needs-words", "unit",
    "at-most", "at-least", "from", "since", "needs-figures", "severity", "says", "instead",
    "sources", "fires", "silent",
  ]

  /// - Parameter technologies: what identifiers may name; anything else in a list is words.
  mutating func read(_ file: YAMLNode, technologies: Catalog) {
    for entry in file.entries {
      let body = entry.value
      for field in body.entries where !Self.keys.contains(field.key.value) {
        report("`\(field.key.value)` is no part of a rule", at: field.key.span)
      }
      guard let form = body["form"]?.string.flatMap({ TechnologyRule.Form(rawValue: $0.value) }),
        let says = body["says"]?.string?.value
      else {
        report("`\(entry.key.value)` needs a `form` and what it `says`", at: entry.key.span)
        continue
      }
      func strings(_ key: String) -> [String] {
        guard let node = body[key] else { return [] }
        if let one = node.string { return [one.value] }
        return node.elements.compactMap { $0.string?.value }
      }
      func terms(_ key: String) -> [TechnologyRule.Term] {
        strings(key).map { technologies[$0] != nil ? .technology($0) : .words($0) }
      }
      let sources = strings("sources")
      let isChecked = sources.contains { id in
        technologies.sources[id].map { $0.grade != .memory } ?? false
      }
      let severity = body["severity"]?.string.flatMap { Severity(rawValue: $0.value) } ?? .warning
      var from: [String: String] = [:]
      for version in body["from"]?.entries ?? [] {
        from[version.key.value] = version.value.string?.value
      }
      rules.append(
        TechnologyRule(
          id: entry.key.value, form: form, of: terms("of"), with: terms("with"),
          any: terms("any"), unless: terms("unless"), beside: terms("beside"),
          within: terms("within"), words: strings("words") + strings("needs-words"),
          units: strings("unit"),
          atMost: body["at-most"]?.string.flatMap { Double($0.value) },
          atLeast: body["at-least"]?.string.flatMap { Double($0.value) }, from: from,
          since: body["since"]?.string.flatMap { CalendarDate(iso: $0.value) },
          needsFigures: body["needs-figures"]?.string?.value == "true",
          // What nobody has checked is never an error, and what is merely absent neither.
          severity: isChecked && form != .needs ? severity : min(severity, .warning), says: says,
          instead: body["instead"]?.string?.value ?? "", sources: sources,
          fires: strings("fires"), silent: strings("silent")))
    }
  }

  private mutating func report(_ message: String, at span: Span) {
    diagnostics.append(Diagnostic(.malformedCatalog, message, at: span))
  }
}
