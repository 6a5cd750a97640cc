import Glibc

extension Distribution {
  /// P(X ≤ x), nil where no closed form is kept.
  package func cumulative(_ x: Double) -> Double? {
    switch self {
    case .deterministic(let value): return x >= value ? 1 : 0
    case .uniform(let low, let high):
      guard high > low else { return x >= low ? 1 : 0 }
      return min(max((x - low) / (high - low), 0), 1)
    case .exponential(let mean): return x > 0 ? -expm1(-x / mean) : 0
    case .normal(let mean, let deviation):
      return deviation > 0 ? normalProbability((x - mean) / deviation) : (x >= mean ? 1 : 0)
    case .lognormal(let mu, let sigma):
      guard x > 0 else { return 0 }
      return sigma > 0 ? normalProbability((log(x) - mu) / sigma) : (log(x) >= mu ? 1 : 0)
    case .weibull(let shape, let scale): return x > 0 ? -expm1(-pow(x / scale, shape)) : 0
    case .gamma(let shape, let scale): return incompleteGamma(shape, x / scale)
    case .erlang(let stages, let mean):
      return incompleteGamma(Double(stages), x * Double(stages) / mean)
    case .hyperexponential(let branches):
      guard x > 0 else { return 0 }
      let total = branches.reduce(0) { $0 + $1.weight }
      return branches.reduce(0) { $0 - $1.weight * expm1(-x / $1.value) } / total
    case .pareto(let shape, let minimum):
      return x > minimum ? -expm1(shape * log(minimum / x)) : 0
    case .bernoulli(let probability): return x >= 1 ? 1 : x >= 0 ? 1 - probability : 0
    case .poisson(let mean):
      return x < 0 ? 0 : mean > 0 ? 1 - incompleteGamma(x.rounded(.down) + 1, mean) : 1
    case .discrete(let branches):
      let total = branches.reduce(0) { $0 + $1.weight }
      return branches.reduce(0) { $0 + ($1.value <= x ? $1.weight : 0) } / total
    case .empirical(let values):
      return Double(values.count { $0 <= x }) / Double(max(values.count, 1))
    case .zipf: return nil
    case .truncated(let law, let low, let high):
      guard law.isContinuous, let below = law.cumulative(low), let above = law.cumulative(high),
        let here = law.cumulative(x), above > below
      else { return nil }
      return min(max((here - below) / (above - below), 0), 1)
    case .shifted(let law, let offset): return law.cumulative(x - offset)
    }
  }

  /// The least x with P(X ≤ x) ≥ `probability`, nil where none is kept or the probability is not one.
  package func quantile(_ probability: Double) -> Double? {
    guard probability >= 0, probability <= 1 else { return nil }
    switch self {
    case .deterministic(let value): return value
    case .uniform(let low, let high): return low + probability * (high - low)
    case .exponential(let mean): return -mean * log1p(-probability)
    case .normal(let mean, let deviation): return mean + deviation * normalQuantile(probability)
    case .lognormal(let mu, let sigma): return exp(mu + sigma * normalQuantile(probability))
    case .weibull(let shape, let scale): return scale * pow(-log1p(-probability), 1 / shape)
    case .pareto(let shape, let minimum): return minimum * exp(-log1p(-probability) / shape)
    case .gamma, .erlang, .hyperexponential:
      if probability == 0 { return 0 }
      if probability == 1 { return .infinity }
      return solveIncreasing(from: 0, to: mean ?? 1) { (cumulative($0) ?? 1) - probability }
    case .bernoulli(let chance): return probability > 1 - chance ? 1 : 0
    case .empirical(let values):
      guard !values.isEmpty else { return nil }
      let rank = Int(saturating: (probability * Double(values.count)).rounded(.up))
      return values.sorted()[min(max(rank - 1, 0), values.count - 1)]
    case .discrete(let branches):
      let sorted = branches.sorted { $0.value < $1.value }
      var rest = probability * branches.reduce(0) { $0 + $1.weight }
      for branch in sorted {
        rest -= branch.weight
        if rest <= 0 { return branch.value }
      }
      return sorted.last?.value
    case .poisson, .zipf: return nil
    case .truncated(let law, let low, let high):
      guard law.isContinuous, let below = law.cumulative(low), let above = law.cumulative(high),
        let value = law.quantile(below + probability * (above - below))
      else { return nil }
      return min(max(value, low), high)
    case .shifted(let law, let offset): return law.quantile(probability).map { $0 + offset }
    }
  }
}
