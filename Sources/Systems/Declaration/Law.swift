import Glibc
package import Simulate

/// The law of a random quantity, in the words in which assumptions are stated.
package enum Law: Sendable, Hashable {
  case constant(Double)
  case exponential(mean: Double)
  /// The median and the 95th percentile, which people can state; `p95` ≥ `median` > 0.
  case lognormal(median: Double, p95: Double)
  case weibull(mean: Double, shape: Double)
  case uniform(Double, Double)

  /// The 95 % quantile of the standard normal law.
  private static let z95 = 1.6448536269514722

  /// σ of a lognormal law, from `p95 = median · exp(1.645 σ)`.
  package static func sigma(median: Double, p95: Double) -> Double { log(p95 / median) / z95 }

  package var isExponential: Bool { if case .exponential = self { true } else { false } }

  package var mean: Double {
    switch self {
    case .constant(let value): value
    case .exponential(let mean), .weibull(let mean, _): mean
    case .lognormal(let median, let p95):
      median * exp(pow(Law.sigma(median: median, p95: p95), 2) / 2)
    case .uniform(let lower, let upper): (lower + upper) / 2
    }
  }

  /// The squared coefficient of variation.
  package var scv: Double {
    switch self {
    case .constant: return 0
    case .exponential: return 1
    case .lognormal(let median, let p95):
      return expm1(pow(Law.sigma(median: median, p95: p95), 2))
    case .weibull(_, let shape):
      let first = tgamma(1 + 1 / shape)
      return tgamma(1 + 2 / shape) / (first * first) - 1
    case .uniform(let lower, let upper):
      let middle = (lower + upper) / 2
      return middle == 0 ? 0 : pow(upper - lower, 2) / 12 / (middle * middle)
    }
  }

  /// The value that a share `p` of outcomes does not exceed, for 0 < p < 1.
  package func quantile(_ p: Double) -> Double {
    switch self {
    case .constant(let value): value
    case .exponential(let mean): -mean * log1p(-p)
    case .lognormal(let median, let p95):
      median * exp(Law.sigma(median: median, p95: p95) * normalQuantile(p))
    case .weibull(let mean, let shape):
      mean / tgamma(1 + 1 / shape) * pow(-log1p(-p), 1 / shape)
    case .uniform(let lower, let upper): lower + p * (upper - lower)
    }
  }

  /// A draw by inversion: one uniform for each, and larger for a larger uniform, so that designs
  /// which draw from equal streams see corresponding luck.
  func sample(_ stream: inout RandomStream) -> Double {
    if case .constant(let value) = self { value } else { quantile(stream.open()) }
  }

  /// A draw of what is left at a moment that has nothing to do with when it began: how a renewal process
  /// starts that has been going on for ever, X*·U with X* drawn by length (Feller II, ch. XI).
  ///
  /// Of an exponential law it is a draw like any other. Its mean is `mean · (1 + scv) / 2`.
  package func residual(_ stream: inout RandomStream) -> Double {
    switch self {
    case .exponential: sample(&stream)
    case .constant, .lognormal, .weibull, .uniform: sampleByLength(&stream) * stream.open()
    }
  }

  /// A draw in which what is longer is likelier in proportion: density x·f(x) ÷ mean.
  func sampleByLength(_ stream: inout RandomStream) -> Double {
    switch self {
    case .constant(let value): return value
    case .exponential(let mean): return mean * (stream.exponential() + stream.exponential())
    case .lognormal(let median, let p95):
      let sigma = Law.sigma(median: median, p95: p95)
      return median * exp(sigma * sigma + sigma * normalQuantile(stream.open()))
    case .weibull(let mean, let shape):
      return mean / tgamma(1 + 1 / shape) * pow(stream.gamma(shape: 1 + 1 / shape), 1 / shape)
    case .uniform(let lower, let upper):
      return (lower * lower + stream.open() * (upper * upper - lower * lower)).squareRoot()
    }
  }

  package func scaled(by factor: Double) -> Law {
    switch self {
    case .constant(let value): .constant(value * factor)
    case .exponential(let mean): .exponential(mean: mean * factor)
    case .lognormal(let median, let p95): .lognormal(median: median * factor, p95: p95 * factor)
    case .weibull(let mean, let shape): .weibull(mean: mean * factor, shape: shape)
    case .uniform(let lower, let upper): .uniform(lower * factor, upper * factor)
    }
  }
}
