import Glibc

/// How much must be simulated for a wanted precision, known before a run.
package enum RunLength {
  /// The outages to be seen for a relative half-width of a downtime estimate.
  ///
  /// Downtime is compound Poisson: its relative variance is (1 + cv²) ÷ n. `normal` is the two-sided
  /// quantile, 1.96 for 95 %.
  package static func outages(
    relativeHalfWidth: Double, durationSquaredVariation: Double, normal: Double = 1.96
  ) -> Double {
    let ratio = normal / relativeHalfWidth
    return ratio * ratio * (1 + durationSquaredVariation)
  }

  /// The asymptotic variance of the time average of the number in an M/M/1 queue, 2ρ(1 + ρ)/(1 − ρ)⁴
  /// in units of 1/μ (Whitt, Oper. Res. 37(6), 1989).
  package static func singleServerVariance(utilisation: Double) -> Double {
    2 * utilisation * (1 + utilisation) / pow(1 - utilisation, 4)
  }

  /// The time to simulate for an absolute half-width, given the asymptotic variance.
  package static func time(
    asymptoticVariance: Double, halfWidth: Double, normal: Double = 1.96
  ) -> Double {
    asymptoticVariance * normal * normal / (halfWidth * halfWidth)
  }
}
