package import Quantities

extension Interval {
  /// What evidence says of what this interval allows.
  ///
  /// Arithmetic and recounting are exact, but what they start from is printed with few digits: the
  /// evidence is the interval that those digits allow, and its estimate is what the printed figure
  /// itself gives. A simulation has no estimate to fall back on: where its interval straddles the
  /// claim, nothing is decided.
  package func verdict(on evidence: Interval, estimate: Double? = nil) -> Verdict {
    if contains(evidence) { return .holds }
    if !overlaps(evidence) { return .fails }
    if let estimate, contains(estimate) { return .atFaceValue }
    return .undecided
  }

  /// What a plain figure claims of a metric with a better side: at least, or at most, what the
  /// figure stands for. A written comparator says itself what it means.
  package func widened(
    _ better: Metric.Direction, unless comparator: Quantity.Comparator
  ) -> Interval {
    switch comparator {
    case .equal, .approximately, .range:
      switch better {
      case .up: Interval(lower, .infinity, includesLower: includesLower)
      case .down: Interval(-.infinity, upper, includesUpper: includesUpper)
      case .neither: self
      }
    case .less, .atMost: Interval(-.infinity, upper, includesUpper: includesUpper)
    case .greater, .atLeast: Interval(lower, .infinity, includesLower: includesLower)
    }
  }
}
