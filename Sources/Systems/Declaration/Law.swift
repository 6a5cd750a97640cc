import Glibc

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

/// The inverse of the standard normal distribution function, by Acklam's rational approximation and
/// one step of Halley's method; relative error about 1e-15.
func normalQuantile(_ p: Double) -> Double {
  let a = [
    -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
    1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00,
  ]
  let b = [
    -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
    6.680131188771972e+01, -1.328068155288572e+01,
  ]
  let c = [
    -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
    -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00,
  ]
  let d = [
    7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00,
  ]
  guard p > 0 else { return -.infinity }
  guard p < 1 else { return .infinity }
  func horner(_ coefficients: [Double], _ x: Double) -> Double {
    coefficients.reduce(0) { $0 * x + $1 }
  }
  var x: Double
  if p < 0.02425 || p > 1 - 0.02425 {
    let q = sqrt(-2 * log(min(p, 1 - p)))
    x = horner(c, q) / horner(d + [1], q)
    if p > 0.5 { x = -x }
  } else {
    let q = p - 0.5
    x = horner(a, q * q) * q / horner(b + [1], q * q)
  }
  let error = 0.5 * erfc(-x / 2.0.squareRoot()) - p
  let step = error * (2 * Double.pi).squareRoot() * exp(x * x / 2)
  x -= step / (1 + x * step / 2)
  return x
}
