/// When enough replications have been made.
package struct Precision: Sendable, Hashable {
  /// Enough when the half-width is within this share of the mean.
  package let relative: Double?

  /// Enough when the half-width is within this, in the unit of the mean.
  package let absolute: Double?
  package let confidence: Double

  /// The least number of replications; the rule is not asked before.
  package let minimum: Int

  /// The number at which to give up and report the width as it is.
  package let budget: Int

  package init(
    relative: Double? = 0.05, absolute: Double? = nil, confidence: Double = 0.95,
    minimum: Int = 20, budget: Int = 10_000
  ) {
    self.relative = relative
    self.absolute = absolute
    self.confidence = confidence
    self.minimum = max(2, minimum)
    self.budget = max(2, budget)
  }

  /// Whether either width has been reached.
  package func isMet(by estimate: Estimate) -> Bool {
    guard estimate.replications >= minimum else { return false }
    if let relative, estimate.relativeHalfWidth <= relative { return true }
    if let absolute, estimate.halfWidth <= absolute { return true }
    return false
  }

  /// How many replications to have made when the rule is asked next: a function of how many there
  /// are, never of workers. Asking rarely (half as many again) keeps the coverage that asking after
  /// each result would erode.
  package func checkpoint(after replications: Int) -> Int {
    min(budget, max(minimum, replications + replications / 2))
  }
}

/// Replicates until the precision is met or the budget is spent, in order of replication.
///
/// `run` gives the result of one replication, a function of its number alone.
package func replicate(to precision: Precision, _ run: (Int) -> Double) -> Estimate {
  var tally = Tally()
  while true {
    let next = precision.checkpoint(after: tally.count)
    while tally.count < next { tally.add(run(tally.count)) }
    let estimate = tally.estimate(confidence: precision.confidence)
    if precision.isMet(by: estimate) || tally.count >= precision.budget { return estimate }
  }
}

/// The difference of two designs over paired replications, made on common random numbers.
///
/// Positive where `after` is greater. The interval is that of the differences: the stronger the two
/// are correlated, the narrower it is.
package func pairedDifference(
  before: [Double], after: [Double], confidence: Double = 0.95
) -> Estimate {
  Tally(zip(before, after).lazy.map { $1 - $0 }).estimate(confidence: confidence)
}
