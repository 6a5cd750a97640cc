import Glibc

/// A share of successes with Wilson's score interval, which stays inside [0, 1] and covers even when
/// nothing, or everything, succeeded (Wilson, JASA 22, 1927).
package func wilsonInterval(
  successes: Int, trials: Int, confidence: Double = 0.95
) -> ConfidenceInterval {
  guard trials > 0 else {
    return ConfidenceInterval(
      estimate: .nan, lower: 0, upper: 1, confidence: confidence, observations: 0)
  }
  let n = Double(trials)
  let share = Double(successes) / n
  let z = normalQuantile((1 + confidence) / 2)
  let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
  let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
  return ConfidenceInterval(
    estimate: share, lower: successes == 0 ? 0 : centre - half,
    upper: successes == trials ? 1 : centre + half, confidence: confidence, observations: trials)
}

/// A Poisson rate of events over an exposure, with Garwood's exact interval by gamma quantiles.
///
/// - Returns: the rate per unit of exposure; its upper end is finite even for no event at all.
package func poissonRateInterval(
  events: Int, exposure: Double, confidence: Double = 0.95
) -> ConfidenceInterval {
  let tail = (1 - confidence) / 2
  let k = Double(events)
  let lower =
    events > 0 ? Distribution.gamma(shape: k, scale: 1).quantile(tail) ?? 0 : 0
  let upper = Distribution.gamma(shape: k + 1, scale: 1).quantile(1 - tail) ?? .infinity
  return ConfidenceInterval(
    estimate: k / exposure, lower: lower / exposure, upper: upper / exposure,
    confidence: confidence, observations: events)
}
