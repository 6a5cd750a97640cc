import Glibc

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
