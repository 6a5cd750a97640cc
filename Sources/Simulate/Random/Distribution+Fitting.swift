import Glibc

extension Distribution {
  /// The lognormal with this median and 95th percentile.
  package static func lognormal(median: Double, p95: Double) -> Distribution {
    .lognormal(mu: log(median), sigma: log(p95 / median) / normalQuantile(0.95))
  }

  /// The lognormal with this mean and coefficient of variation.
  package static func lognormal(mean: Double, variation: Double) -> Distribution {
    let variance = log1p(variation * variation)
    return .lognormal(mu: log(mean) - variance / 2, sigma: variance.squareRoot())
  }

  /// The Weibull with this mean.
  package static func weibull(shape: Double, mean: Double) -> Distribution {
    .weibull(shape: shape, scale: mean / tgamma(1 + 1 / shape))
  }

  /// The Weibull with this mean and squared coefficient of variation, its shape by bisection.
  package static func weibull(mean: Double, squaredVariation: Double) -> Distribution {
    // Γ(1 + 2/k)/Γ(1 + 1/k)² − 1 falls with k.
    func variation(_ shape: Double) -> Double {
      expm1(lgamma(1 + 2 / shape) - 2 * lgamma(1 + 1 / shape))
    }
    var (low, high) = (0.02, 1e4)
    for _ in 0..<200 {
      let middle = (low * high).squareRoot()
      if variation(middle) > squaredVariation { low = middle } else { high = middle }
    }
    return .weibull(shape: (low * high).squareRoot(), mean: mean)
  }

  /// The Pareto with this mean, for a shape above 1.
  package static func pareto(shape: Double, mean: Double) -> Distribution {
    .pareto(shape: shape, minimum: mean * (shape - 1) / shape)
  }

  /// The two-branch hyperexponential with balanced means and a squared coefficient of variation of
  /// at least 1 (Whitt, Oper. Res. 30(1), 1982).
  package static func hyperexponential(mean: Double, squaredVariation: Double) -> Distribution {
    let skew = ((squaredVariation - 1) / (squaredVariation + 1)).squareRoot()
    let first = (1 + skew) / 2
    return .hyperexponential([
      Branch(weight: first, value: mean / (2 * first)),
      Branch(weight: 1 - first, value: mean / (2 * (1 - first))),
    ])
  }

  /// A law with this mean and squared coefficient of variation, of the usual two-moment family:
  /// constant at 0, gamma below 1, exponential at 1, hyperexponential above.
  package static func fitted(mean: Double, squaredVariation: Double) -> Distribution {
    if squaredVariation <= 0 { return .deterministic(mean) }
    if squaredVariation == 1 { return .exponential(mean: mean) }
    if squaredVariation > 1 {
      return .hyperexponential(mean: mean, squaredVariation: squaredVariation)
    }
    return .gamma(shape: 1 / squaredVariation, scale: mean * squaredVariation)
  }
}
