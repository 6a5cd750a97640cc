/// How much a finding matters.
package enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
  case note, warning, error

  package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// A kind of finding: its stable name, its default severity and the text of its manual page.
///
/// The identifier is kebab-case, never reused, and reads as "allow *id*". The explanation is
/// Markdown; it is what `docgen explain` prints and what the manual shows.
package struct DiagnosticKind: Sendable {
  package let id: String
  package let severity: Severity
  private let explain: @Sendable () -> String

  /// - Parameter explanation: made where it is asked for, for most runs do not.
  package init(
    _ id: String, _ severity: Severity, _ explanation: @autoclosure @escaping @Sendable () -> String
  ) {
    self.id = id
    self.severity = severity
    explain = explanation
  }

  package var explanation: String { explain() }
}

/// A finding: something that the author of a document should know, and where.
package struct Diagnostic: Sendable, Hashable {
  package let id: String
  package var severity: Severity

  /// One line, lower case, no full stop: the rule and the specific thing. Makes sense alone.
  package let message: String
  package let span: Span
  package let notes: [Note]
  package let fixes: [FixIt]

  /// Why the author accepted this finding, where the text says that it is accepted.
  package var acceptance: String?

  package init(
    _ kind: DiagnosticKind, _ message: String, at span: Span, notes: [Note] = [],
    fixes: [FixIt] = []
  ) {
    id = kind.id
    severity = kind.severity
    self.message = oneLine(message)
    self.span = span
    self.notes = notes
    self.fixes = fixes
  }

  /// A further fact about a finding, with its place where it has one.
  package struct Note: Sendable, Hashable {
    package let message: String
    package let span: Span?

    package init(_ message: String, at span: Span? = nil) {
      self.message = oneLine(message)
      self.span = span
    }
  }
}

/// Messages quote documents, whose names and values may hold line ends.
private func oneLine(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return text }
  return String(
    String.UnicodeScalarView(
      text.unicodeScalars.map {
        $0 == "\n" || $0 == "\r" ? " " : $0
      }))
}

extension Diagnostic: Comparable {
  /// The order of reports: by place, then by identifier and message, so that output is reproducible.
  package static func < (a: Diagnostic, b: Diagnostic) -> Bool {
    if a.span != b.span { return a.span < b.span }
    return (a.id, a.message) < (b.id, b.message)
  }
}

/// A change to the text that would remove a finding.
package struct FixIt: Sendable, Hashable {
  /// Whether `docgen fix` may apply it unasked.
  package enum Applicability: String, Sendable, Hashable {
    case safe
    case needsReview = "needs-review"
  }

  /// One replacement; an empty span inserts.
  package struct Edit: Sendable, Hashable {
    package let span: Span
    package let replacement: String

    package init(_ span: Span, _ replacement: String) {
      self.span = span
      self.replacement = replacement
    }
  }

  /// A verb phrase that completes "to fix this, …".
  package let title: String
  package let edits: [Edit]
  package let applicability: Applicability

  package init(_ title: String, _ edits: [Edit], _ applicability: Applicability = .needsReview) {
    self.title = title
    self.edits = edits
    self.applicability = applicability
  }

  package init(
    _ title: String, replacing span: Span, with text: String,
    _ applicability: Applicability = .needsReview
  ) {
    self.init(title, [Edit(span, text)], applicability)
  }
}
