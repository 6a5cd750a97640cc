import Model
import Quantities

/// What evidence says of a claim.
///
/// Arithmetic and recounting are exact, but what they start from is printed with few digits: the
/// evidence is the interval that those digits allow, and its estimate is what the printed figure
/// itself gives.
func verdict(of evidence: Evidence, on claim: Claim) -> Verdict {
  let claimed: Interval
  switch claim.statement {
  case .value(let quantity), .change(let quantity): claimed = quantity.interval
  case .transition(_, let after): claimed = after.interval
  }
  return weigh(evidence.interval, estimate: evidence.estimate, against: claimed)
}

/// The same for bare intervals.
func weigh(_ evidence: Interval, estimate: Double?, against claimed: Interval) -> Verdict {
  if claimed.contains(evidence) { return .holds }
  if !claimed.overlaps(evidence) { return .fails }
  if let estimate, claimed.contains(estimate) { return .atFaceValue }
  return .undecided
}
