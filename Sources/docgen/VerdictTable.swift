import Diagnostics
import Model

/// The verdicts of a run by number, the claims that fail, and those that hold while something is left out, for the
/// terminal.
struct VerdictTable {
  private var counts: [Verdict: Int] = [:]
  private var total = 0
  private var failures: [String] = []

  /// The claims that hold while something is left out that could happen.
  private var partial: [String] = []

  /// - Parameter sources: as a person at the terminal names them.
  init(_ verified: VerifiedModel, _ sources: Sources) {
    // The first judgement of a claim is the gravest.
    var first: [String: Judgement] = [:]
    for judgement in verified.judgements where first[judgement.claim] == nil {
      first[judgement.claim] = judgement
      counts[judgement.verdict, default: 0] += 1
      total += 1
    }
    let accepted = verified.diagnostics.filter { $0.acceptance != nil }.map(\.span)
    var tables: [SourceID: LineTable] = [:]
    func shown(_ claim: Claim) -> String {
      let file = sources[claim.figure.source]
      let table = tables[file.id] ?? LineTable(file)
      tables[file.id] = table
      let place = table.scalarPosition(at: claim.figure.start)
      return
        "\(file.path):\(place.line):\(place.column): \(claim.subject) \(file.text(claim.figure))"
    }
    for claim in verified.model.claims {
      guard let judgement = first[claim.id] else { continue }
      switch judgement.verdict {
      case .fails:
        let reason = judgement.evidence.map { ": \($0.explanation.en)" } ?? ""
        let isAccepted = accepted.contains { $0.overlaps(claim.figure) }
        failures.append("  fails at " + shown(claim) + reason + (isAccepted ? " (accepted)" : ""))
      case .holds, .atFaceValue:
        guard let omitted = judgement.evidence?.simulation?.omitted, !omitted.isEmpty else {
          continue
        }
        partial.append(
          "  holds at " + shown(claim) + " with these left out: "
            + omitted.map(\.en).joined(separator: ", "))
      case .undecided, .unchecked: continue
      }
    }
  }

  /// As in `212 claims: 40 hold, 3 at face value, 2 fail, 1 undecided, 166 unchecked`.
  var text: String {
    guard total > 0 else { return "no claims\n" }
    let parts = Verdict.allCases.compactMap { verdict -> String? in
      guard let count = counts[verdict], count > 0 else { return nil }
      return switch verdict {
      case .holds: count == 1 ? "1 holds" : "\(count) hold"
      case .atFaceValue: "\(count) at face value"
      case .fails: count == 1 ? "1 fails" : "\(count) fail"
      case .undecided: "\(count) undecided"
      case .unchecked: "\(count) unchecked"
      }
    }
    let lines = ["\(plural(total, "claim")): \(parts.joined(separator: ", "))"] + failures + partial
    return lines.joined(separator: "\n") + "\n"
  }
}
