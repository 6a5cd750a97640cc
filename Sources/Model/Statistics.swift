import Diagnostics

/// The size of a collection and how far its numbers are supported.
package struct Statistics: Sendable, Hashable {
  package var documents = 0
  package var lines = 0
  package var cases = 0
  package var architectures = 0
  package var components = 0
  package var tables = 0
  package var configurationExamples = 0
  package var practices = 0
  package var links = 0
  package var scenarios = 0
  package var findings = Findings()
  package var numbers = Numbers()

  /// By the gravest verdict.
  package var verdicts: [Verdict: Int] = [:]

  package var claims: Int { verdicts.values.reduce(0, +) }

  package struct Findings: Sendable, Hashable {
    package var errors = 0
    package var warnings = 0
    package var notes = 0
    package var accepted = 0
  }
}

extension Statistics {
  /// The statistics of a collection.
  package init(_ verified: VerifiedModel) {
    self.init()
    let answered = verified.judgements.answered
    for draft in verified.model.documents { add(draft, answered: answered) }
    cases = verified.model.cases.count

    var judged: Set<String> = []
    for judgement in verified.judgements where judged.insert(judgement.claim).inserted {
      verdicts[judgement.verdict, default: 0] += 1
    }

    for diagnostic in verified.diagnostics {
      if diagnostic.acceptance != nil {
        findings.accepted += 1
        continue
      }
      switch diagnostic.severity {
      case .error: findings.errors += 1
      case .warning: findings.warnings += 1
      case .note: findings.notes += 1
      }
    }
  }

  private mutating func add(_ draft: DocumentDraft, answered: Set<String>) {
    documents += 1
    lines += draft.lineCount
    let systems = draft.architectures.filter { $0.kind == .architecture }
    architectures += systems.count
    components += systems.reduce(0) { $0 + $1.components.count }
    tables += draft.tables.count
    configurationExamples += draft.codeBlocks.filter(\.isConfiguration).count
    practices += draft.practices.count
    links += draft.links.count
    scenarios += draft.scenarios.count
    numbers.add(Numbers(draft, answered: answered))
  }
}
