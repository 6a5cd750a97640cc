import Glibc

extension Distribution {
  /// Whether the parameters describe a law.
  package var isValid: Bool {
    switch self {
    case .deterministic(let value): value.isFinite
    case .uniform(let low, let high): low.isFinite && high.isFinite && low <= high
    case .exponential(let mean): mean > 0 && mean.isFinite
    case .normal(let mean, let deviation): mean.isFinite && deviation >= 0 && deviation.isFinite
    case .lognormal(let mu, let sigma): mu.isFinite && sigma >= 0 && sigma.isFinite
    case .weibull(let shape, let scale), .gamma(let shape, let scale),
      .pareto(let shape, let scale):
      shape > 0 && scale > 0 && shape.isFinite && scale.isFinite
    case .erlang(let stages, let mean): stages > 0 && mean > 0 && mean.isFinite
    case .hyperexponential(let branches):
      Distribution.areWeights(branches) && branches.allSatisfy { $0.value > 0 }
    case .bernoulli(let probability): probability >= 0 && probability <= 1
    case .poisson(let mean): mean >= 0 && mean.isFinite
    case .zipf(let count, let exponent): count > 0 && exponent >= 0 && exponent.isFinite
    case .discrete(let branches): Distribution.areWeights(branches)
    case .empirical(let values): !values.isEmpty && values.allSatisfy(\.isFinite)
    case .truncated(let law, let low, let high): law.isValid && low <= high
    case .shifted(let law, let offset): law.isValid && offset.isFinite
    }
  }

  private static func areWeights(_ branches: [Branch]) -> Bool {
    branches.allSatisfy { $0.weight >= 0 && $0.weight.isFinite && $0.value.isFinite }
      && branches.contains { $0.weight > 0 }
  }

  /// The mean; infinite where the law has none, nil where no closed form is kept.
  package var mean: Double? { moment(1) }

  /// The variance; infinite where the law has none, nil where no closed form is kept.
  package var variance: Double? {
    switch self {
    case .normal(_, let deviation): return deviation * deviation
    case .shifted(let law, _): return law.variance
    case .lognormal(let mu, let sigma):
      return expm1(sigma * sigma) * exp(2 * mu + sigma * sigma)
    default:
      guard let first = moment(1), let second = moment(2) else { return nil }
      if second == .infinity { return .infinity }
      return max(0, second - first * first)
    }
  }

  /// The squared coefficient of variation.
  package var squaredVariation: Double? {
    guard let mean, let variance, mean != 0 else { return nil }
    return variance / (mean * mean)
  }

  /// E[Xᵏ] for k of 1, 2 or 3; infinite where it does not exist, nil where no closed form is kept.
  package func moment(_ k: Int) -> Double? {
    let power = Double(k)
    switch self {
    case .deterministic(let value): return pow(value, power)
    case .uniform(let low, let high):
      guard high > low else { return pow(low, power) }
      return (pow(high, power + 1) - pow(low, power + 1)) / ((power + 1) * (high - low))
    case .exponential(let mean): return tgamma(power + 1) * pow(mean, power)
    case .normal(let mean, let deviation):
      switch k {
      case 1: return mean
      case 2: return mean * mean + deviation * deviation
      case 3: return mean * mean * mean + 3 * mean * deviation * deviation
      default: return nil
      }
    case .lognormal(let mu, let sigma): return exp(power * mu + power * power * sigma * sigma / 2)
    case .weibull(let shape, let scale): return pow(scale, power) * tgamma(1 + power / shape)
    case .gamma(let shape, let scale): return risingMoment(shape, scale, k)
    case .erlang(let stages, let mean):
      return risingMoment(Double(stages), mean / Double(stages), k)
    case .hyperexponential(let branches):
      return Distribution.weighted(branches) { tgamma(power + 1) * pow($0, power) }
    case .pareto(let shape, let minimum):
      return shape > power ? shape * pow(minimum, power) / (shape - power) : .infinity
    case .bernoulli(let probability): return probability
    case .poisson(let mean):
      switch k {
      case 1: return mean
      case 2: return mean * (1 + mean)
      case 3: return mean * (1 + 3 * mean + mean * mean)
      default: return nil
      }
    case .zipf(let count, let exponent):
      guard count > 0 else { return nil }
      var top = 0.0
      var bottom = 0.0
      for rank in stride(from: count, through: 1, by: -1) {
        let weight = pow(Double(rank), -exponent)
        top += weight * pow(Double(rank), power)
        bottom += weight
      }
      return top / bottom
    case .discrete(let branches): return Distribution.weighted(branches) { pow($0, power) }
    case .empirical(let values):
      guard !values.isEmpty else { return nil }
      return values.reduce(0) { $0 + pow($1, power) } / Double(values.count)
    case .truncated: return nil
    case .shifted(let law, let offset):
      guard let first = law.moment(1) else { return nil }
      if k == 1 { return first + offset }
      guard let second = law.moment(2) else { return nil }
      if k == 2 { return second + 2 * offset * first + offset * offset }
      guard k == 3, let third = law.moment(3) else { return nil }
      return third + 3 * offset * second + 3 * offset * offset * first + offset * offset * offset
    }
  }

  private func risingMoment(_ shape: Double, _ scale: Double, _ k: Int) -> Double {
    (0..<k).reduce(1) { $0 * (shape + Double($1)) * scale }
  }

  private static func weighted(_ branches: [Branch], _ value: (Double) -> Double) -> Double {
    let total = branches.reduce(0) { $0 + $1.weight }
    return branches.reduce(0) { $0 + $1.weight * value($1.value) } / total
  }
}
