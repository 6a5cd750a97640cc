import Glibc
import Simulate

/// The probability that more than `limit` of `count` independent things are failing.
///
/// Summed from the smallest term, so that tails near 1e-300 keep their digits. O(count). Oracle: sums over
/// Pascal's triangle.
package func binomialTail(
  _ count: Int, failing probability: Double, moreThan limit: Int
) -> Double {
  guard limit < count else { return 0 }
  guard limit >= 0, probability < 1 else { return 1 }
  guard probability > 0 else { return 0 }
  var sum = 0.0
  for failing in stride(from: count, to: limit, by: -1) {
    let logCombinations =
      lgamma(Double(count) + 1) - lgamma(Double(failing) + 1) - lgamma(Double(count - failing) + 1)
    sum += exp(
      logCombinations + Double(failing) * log(probability)
        + Double(count - failing) * log1p(-probability))
  }
  return min(1, sum)
}

extension Law {
  /// The mean of the lesser of this quantity and a constant: ∫₀ᵇ P(X > x) dx. Oracle: draws from the law.
  package func meanOfMinimum(with bound: Double) -> Double {
    switch self {
    case .constant(let value): return min(value, bound)
    case .exponential(let mean): return mean * -expm1(-bound / mean)
    case .lognormal, .weibull, .uniform:
      // The midpoint rule over quantiles, E[min(X, b)] = ∫ min(F⁻¹(p), b) dp.
      let steps = 2000
      var sum = 0.0
      for step in 0..<steps { sum += min(quantile((Double(step) + 0.5) / Double(steps)), bound) }
      return sum / Double(steps)
    }
  }
}

extension Law {
  /// The share of outcomes that do not exceed a value. Oracle: draws from the law.
  package func probability(below value: Double) -> Double {
    switch self {
    case .constant(let constant): value >= constant ? 1 : 0
    case .exponential(let mean): value <= 0 ? 0 : -expm1(-value / mean)
    case .lognormal(let median, let p95):
      value <= 0
        ? 0 : normalProbability(log(value / median) / Law.sigma(median: median, p95: p95))
    case .weibull(let mean, let shape):
      value <= 0 ? 0 : -expm1(-pow(value * tgamma(1 + 1 / shape) / mean, shape))
    case .uniform(let lower, let upper):
      upper > lower ? min(1, max(0, (value - lower) / (upper - lower))) : value >= lower ? 1 : 0
    }
  }
}
