import Glibc

/// GI/M/1: renewal arrivals of any law, exponential service (Kendall 1953).
///
/// All follows from σ, the root in (0, 1) of σ = A*(μ(1 − σ)), A* the Laplace transform of the time
/// between arrivals: an arrival finds n customers with probability (1 − σ) σⁿ.
package struct GeneralArrivalQueue: Sendable, Hashable {
  package let interarrival: Distribution
  package let serviceRate: Double

  /// The probability that an arrival must wait; 1 if the queue is not stable.
  package let sigma: Double

  /// 1 − σ, with all its digits where σ is near 1.
  private let complement: Double

  /// Nil if the law has no closed mean or transform.
  package init?(interarrival: Distribution, serviceRate: Double) {
    guard let mean = interarrival.mean, interarrival.laplace(1) != nil else { return nil }
    self.interarrival = interarrival
    self.serviceRate = serviceRate
    let headroom = mean * serviceRate
    guard headroom > 1 else {
      (sigma, complement) = (1, 0)
      return
    }
    guard headroom < 2 else {
      // A*(μ(1 − x)) − x is convex, positive below the root and negative between it and 1.
      var (low, high) = (0.0, 1.0)
      for _ in 0..<2_000 {
        let middle = (low + high) / 2
        if middle <= low || middle >= high { break }
        let value = interarrival.laplace(serviceRate * (1 - middle)) ?? 1
        if value > middle { low = middle } else { high = middle }
      }
      sigma = (low + high) / 2
      complement = 1 - sigma
      return
    }
    // Near saturation 1 − σ is small, and is what must be exact: the root of 1 − A*(μx) = x, by halving
    // the exponent.
    var (low, high) = (1e-300, 1.0)
    for _ in 0..<2_000 {
      let middle = (low * high).squareRoot()
      if middle <= low || middle >= high { break }
      let value = interarrival.laplaceComplement(serviceRate * middle) ?? 0
      if value > middle { low = middle } else { high = middle }
    }
    complement = (low * high).squareRoot()
    sigma = 1 - complement
  }

  package var isStable: Bool { complement > 0 }
  package var meanWait: Double { isStable ? sigma / (serviceRate * complement) : .infinity }
  package var meanSojourn: Double { isStable ? 1 / (serviceRate * complement) : .infinity }

  /// The quantile of the wait, zero where that share does not wait: σ·e^−μ(1 − σ)t exceed t.
  package func waitQuantile(_ probability: Double) -> Double {
    isStable
      ? max(0, log(sigma / (1 - probability)) / (serviceRate * complement)) : .infinity
  }

  /// The quantile of the time in the system, which is exponential.
  package func sojournQuantile(_ probability: Double) -> Double {
    -log1p(-probability) * meanSojourn
  }
}

extension Distribution {
  /// E[exp(−s X)] for s ≥ 0, nil where no closed form is kept.
  package func laplace(_ s: Double) -> Double? {
    switch self {
    case .deterministic(let value): return exp(-s * value)
    case .uniform(let low, let high):
      guard high > low, s > 0 else { return exp(-s * low) }
      return -exp(-s * low) * expm1(-s * (high - low)) / (s * (high - low))
    case .exponential(let mean): return 1 / (1 + s * mean)
    case .gamma(let shape, let scale): return pow(1 + s * scale, -shape)
    case .erlang(let stages, let mean):
      return pow(1 + s * mean / Double(stages), -Double(stages))
    case .hyperexponential(let branches):
      let total = branches.reduce(0) { $0 + $1.weight }
      return branches.reduce(0) { $0 + $1.weight / (1 + s * $1.value) } / total
    case .discrete(let branches):
      let total = branches.reduce(0) { $0 + $1.weight }
      return branches.reduce(0) { $0 + $1.weight * exp(-s * $1.value) } / total
    case .empirical(let values):
      return values.isEmpty ? nil : values.reduce(0) { $0 + exp(-s * $1) } / Double(values.count)
    case .bernoulli(let probability): return 1 + probability * expm1(-s)
    case .poisson(let mean): return exp(mean * expm1(-s))
    case .shifted(let law, let offset): return law.laplace(s).map { $0 * exp(-s * offset) }
    case .normal, .lognormal, .weibull, .pareto, .zipf, .truncated: return nil
    }
  }

  /// 1 − E[exp(−s X)], with all its digits where s is small.
  package func laplaceComplement(_ s: Double) -> Double? {
    switch self {
    case .deterministic(let value): return -expm1(-s * value)
    case .uniform(0, let high):
      // 1 − (1 − e^−x)/x, by its series where the difference would have no digits.
      let x = s * high
      return x < 1e-3 ? x / 2 * (1 - x / 3 * (1 - x / 4 * (1 - x / 5))) : 1 + expm1(-x) / x
    case .exponential(let mean): return s * mean / (1 + s * mean)
    case .gamma(let shape, let scale): return -expm1(-shape * log1p(s * scale))
    case .erlang(let stages, let mean):
      return -expm1(-Double(stages) * log1p(s * mean / Double(stages)))
    case .hyperexponential(let branches):
      let total = branches.reduce(0) { $0 + $1.weight }
      return branches.reduce(0) { $0 + $1.weight * s * $1.value / (1 + s * $1.value) } / total
    case .discrete(let branches):
      let total = branches.reduce(0) { $0 + $1.weight }
      return branches.reduce(0) { $0 - $1.weight * expm1(-s * $1.value) } / total
    default: return laplace(s).map { 1 - $0 }
    }
  }
}
