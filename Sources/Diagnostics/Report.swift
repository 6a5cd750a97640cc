/// What a run has found, ready to be printed.
package struct Report: Sendable {
  package let sources: Sources

  /// Sorted. Accepted findings are among them, with the reason.
  package let diagnostics: [Diagnostic]

  /// Findings that are in the project's baseline: counted, and held against nobody.
  package let baselined: [Diagnostic]

  /// The kinds that the findings may be of, for formats that list their rules.
  package let kinds: [DiagnosticKind]
  package let toolVersion: String

  package init(
    sources: Sources, diagnostics: [Diagnostic], baselined: [Diagnostic] = [],
    kinds: [DiagnosticKind], toolVersion: String
  ) {
    self.sources = sources
    self.diagnostics = diagnostics.sorted()
    self.baselined = baselined.sorted()
    self.kinds = kinds.sorted { $0.id < $1.id }
    self.toolVersion = toolVersion
  }

  /// The findings that nobody has accepted.
  package var open: [Diagnostic] { diagnostics.filter { $0.acceptance == nil } }

  /// The findings by number, for the last line and for the exit code.
  package var summary: Summary {
    var summary = Summary(documents: sources.files.count(where: \.isDocument))
    summary.baselined = baselined.count
    for diagnostic in diagnostics {
      if diagnostic.acceptance != nil {
        summary.accepted += 1
        continue
      }
      switch diagnostic.severity {
      case .error: summary.errors += 1
      case .warning: summary.warnings += 1
      case .note: summary.notes += 1
      }
    }
    return summary
  }

  package struct Summary: Sendable, Hashable, CustomStringConvertible {
    package let documents: Int
    package var errors = 0
    package var warnings = 0
    package var notes = 0
    package var accepted = 0
    package var baselined = 0

    package init(documents: Int) { self.documents = documents }

    /// As in `2 errors, 1 warning in 79 documents, and 3 accepted and 7 in the baseline`.
    package var description: String {
      var parts: [String] = []
      if errors > 0 { parts.append(plural(errors, "error")) }
      if warnings > 0 { parts.append(plural(warnings, "warning")) }
      if notes > 0 { parts.append(plural(notes, "note")) }
      let found = parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
      var others: [String] = []
      if accepted > 0 { others.append("\(accepted) accepted") }
      if baselined > 0 { others.append("\(baselined) in the baseline") }
      let rest = others.isEmpty ? "" : ", and \(others.joined(separator: " and "))"
      return "\(found) in \(plural(documents, "document"))\(rest)"
    }
  }
}

/// The forms in which a report can be printed.
package enum ReportFormat: String, Sendable, CaseIterable {
  case pretty, short, json, sarif, github, markdown
}

extension Report {
  /// The report in one of its forms, as UTF-8 that ends with a newline.
  ///
  /// - Parameter colours: whether the form for people uses terminal colours.
  package func printed(as format: ReportFormat, colours: Bool = false) -> [UInt8] {
    switch format {
    case .pretty: PrettyPrinter(self, colours: colours).print()
    case .short: shortText()
    case .json: jsonText()
    case .sarif: sarifText()
    case .github: gitHubText()
    case .markdown: markdownText()
    }
  }
}

/// A number of things in English, as in `1 error`, `2 errors`.
package func plural(_ count: Int, _ noun: String, _ several: String? = nil) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(several ?? noun + "s")"
}
