import Diagnostics
import Model

/// Marks the findings that their documents accept, and reports acceptances that accept nothing.
///
/// - Parameters:
///   - kinds: what this phase can report.
///   - known: what any phase can report; when it is empty, nobody knows.
func accepting(
  _ documents: some Sequence<DocumentDraft>, _ diagnostics: [Diagnostic], kinds: [DiagnosticKind],
  known: Set<String>
) -> [Diagnostic] {
  var diagnostics = diagnostics
  var bySource: [SourceID: [Int]] = [:]
  for (index, diagnostic) in diagnostics.enumerated() {
    bySource[diagnostic.span.source, default: []].append(index)
  }
  for document in documents {
    for acceptance in document.acceptances {
      let covered = (bySource[document.source] ?? []).filter {
        acceptance.accepts(diagnostics[$0])
      }
      for index in covered { diagnostics[index].acceptance = acceptance.reason }
      // What later phases find is not known here; only a kind of this phase, or a name near one,
      // can be called unused.
      if covered.isEmpty, let unused = unused(acceptance, kinds.map(\.id), known) {
        diagnostics.append(unused)
      }
    }
  }
  return diagnostics
}

private func unused(
  _ acceptance: Acceptance, _ reported: [String], _ known: Set<String>
) -> Diagnostic? {
  let id = acceptance.rule.value
  if reported.contains(id) { return acceptance.unused }
  guard !known.contains(id) else { return nil }
  let guess = nearMiss(to: id, in: known.isEmpty ? reported : known.sorted())
  guard guess != nil || !known.isEmpty else { return nil }
  return Diagnostic(
    .unusedAcceptance,
    "an acceptance must accept something, and no finding is called `\(id)`"
      + (guess.map { "; did you mean `\($0)`?" } ?? ""),
    at: acceptance.rule.span,
    fixes: guess.map {
      [FixIt("write `\($0)`", replacing: acceptance.rule.span, with: $0)]
    } ?? [])
}
