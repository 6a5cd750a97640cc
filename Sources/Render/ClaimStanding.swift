import Diagnostics
import Model
import Quantities

/// What a claim's mark and badge say of it.
struct ClaimStanding {
  let sign: String
  let name: String

  /// The class of its colours.
  let style: String

  /// The gravest error or warning on the figure of a claim that nothing supports or contradicts.
  let finding: Diagnostic?
}

extension Verdict {
  /// Whether the evidence speaks for the claim.
  var isSupport: Bool {
    switch self {
    case .holds, .atFaceValue: true
    case .fails, .undecided, .unchecked: false
    }
  }
}

extension ClaimPlace {
  /// Whether the claim is supported, and a simulation that supports it would contradict it within the
  /// plausible range of an assumption. The site counts and marks such claims by this alone.
  var isFragile: Bool {
    verdict.isSupport
      && judgements.contains { $0.verdict.isSupport && $0.evidence?.isFragile == true }
  }
}

extension Site {
  func standing(of place: ClaimPlace) -> ClaimStanding {
    guard let finding = finding(on: place) else {
      let verdict = place.verdict
      return ClaimStanding(
        sign: verdict.sign, name: language(verdict.label), style: verdict.rawValue, finding: nil)
    }
    let name =
      language == .zh ? "有\(severityText(finding.severity))" : severityText(finding.severity)
    return ClaimStanding(
      sign: "!", name: name, style: finding.severity == .error ? "fails" : "at-face-value",
      finding: finding)
  }

  /// The gravest finding on the figure of a claim without evidence; nil where there is none that its
  /// author has not accepted, and where evidence says more.
  private func finding(on place: ClaimPlace) -> Diagnostic? {
    guard place.verdict == .unchecked else { return nil }
    return documents[place.document].diagnostics.filter {
      $0.severity > .note && $0.acceptance == nil
        && $0.span.range.overlaps(place.claim.figure.range)
    }.max { $0.severity < $1.severity }
  }
}
