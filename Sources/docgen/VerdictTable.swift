import Diagnostics
import Model

/// The verdicts of a run by number, for the terminal.
struct VerdictTable {
  private var counts: [Verdict: Int] = [:]
  private var total = 0

  init(_ verified: VerifiedModel) {
    // The first judgement of a claim is the gravest.
    var seen: Set<String> = []
    for judgement in verified.judgements where seen.insert(judgement.claim).inserted {
      counts[judgement.verdict, default: 0] += 1
      total += 1
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
    return "\(plural(total, "claim")): \(parts.joined(separator: ", "))\n"
  }
}
