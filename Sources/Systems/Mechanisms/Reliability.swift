import Glibc

/// The probability that more than `limit` of `count` independent things are failing.
///
/// Summed from the smallest term, so that tails near 1e-300 keep their digits. O(count).
func binomialTail(_ count: Int, failing probability: Double, moreThan limit: Int) -> Double {
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
  /// The mean of the lesser of this quantity and a constant: ∫₀ᵇ P(X > x) dx.
  func meanOfMinimum(with bound: Double) -> Double {
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
