import Glibc

/// An estimated mean with its confidence interval; there is no estimate without one.
package struct Estimate: Sendable, Hashable {
  package let mean: Double

  /// Half the width of the interval, in the unit of the mean; infinite while it cannot be judged.
  package let halfWidth: Double

  /// The nominal coverage of the interval, as in 0.95.
  package let confidence: Double

  /// The number of independent results that it rests on.
  package let replications: Int

  package init(mean: Double, halfWidth: Double, confidence: Double, replications: Int) {
    self.mean = mean
    self.halfWidth = halfWidth
    self.confidence = confidence
    self.replications = replications
  }

  package var lower: Double { mean - halfWidth }
  package var upper: Double { mean + halfWidth }

  /// The half-width as a share of the mean; infinite for a mean of zero, zero if both are.
  package var relativeHalfWidth: Double {
    if mean != 0 { return halfWidth / abs(mean) }
    return halfWidth == 0 ? 0 : .infinity
  }

  package func contains(_ value: Double) -> Bool { value >= lower && value <= upper }
}

/// A confidence interval that need not be symmetric about its estimate.
package struct ConfidenceInterval: Sendable, Hashable {
  package let estimate: Double
  package let lower: Double
  package let upper: Double
  package let confidence: Double
  package let observations: Int

  package init(
    estimate: Double, lower: Double, upper: Double, confidence: Double, observations: Int
  ) {
    self.estimate = estimate
    self.lower = lower
    self.upper = upper
    self.confidence = confidence
    self.observations = observations
  }

  package func contains(_ value: Double) -> Bool { value >= lower && value <= upper }
}
