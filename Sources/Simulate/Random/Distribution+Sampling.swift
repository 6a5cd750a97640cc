import Glibc

extension Distribution {
  /// One value from the law.
  ///
  /// Constant time but for `zipf`, `discrete` and `hyperexponential`, which walk their weights, and
  /// `truncated` intervals in a tail without a quantile, where rejection gives up after 10,000 tries
  /// and answers with the nearer end.
  package func sample(_ stream: inout RandomStream) -> Double {
    switch self {
    case .deterministic(let value): value
    case .uniform(let low, let high): low + (high - low) * stream.uniform()
    case .exponential(let mean): mean * stream.exponential()
    case .normal(let mean, let deviation): mean + deviation * stream.normal()
    case .lognormal(let mu, let sigma): exp(mu + sigma * stream.normal())
    case .weibull(let shape, let scale): scale * pow(stream.exponential(), 1 / shape)
    case .gamma(let shape, let scale): scale * stream.gamma(shape: shape)
    case .erlang(let stages, let mean):
      mean / Double(stages) * stream.gamma(shape: Double(stages))
    case .hyperexponential(let branches):
      Distribution.pick(branches, &stream) * stream.exponential()
    case .pareto(let shape, let minimum): minimum * exp(stream.exponential() / shape)
    case .bernoulli(let probability): stream.chance(probability) ? 1 : 0
    case .poisson(let mean): Double(stream.poisson(mean: mean))
    case .zipf(let count, let exponent): Double(stream.zipf(count: count, exponent: exponent))
    case .discrete(let branches): Distribution.pick(branches, &stream)
    case .empirical(let values): values.isEmpty ? .nan : values[stream.index(below: values.count)]
    case .truncated(let law, let low, let high): law.sample(between: low, high, &stream)
    case .shifted(let law, let offset): law.sample(&stream) + offset
    }
  }

  private static func pick(_ branches: [Branch], _ stream: inout RandomStream) -> Double {
    var rest = branches.reduce(0) { $0 + $1.weight } * stream.uniform()
    for branch in branches {
      rest -= branch.weight
      if rest < 0 { return branch.value }
    }
    return branches.last?.value ?? .nan
  }

  private func sample(
    between low: Double, _ high: Double, _ stream: inout RandomStream
  ) -> Double {
    if let below = cumulative(low), let above = cumulative(high), isContinuous, below < above,
      let value = quantile(below + (above - below) * stream.open())
    {
      return min(max(value, low), high)
    }
    for _ in 0..<10_000 {
      let value = sample(&stream)
      if value >= low, value <= high { return value }
    }
    return abs((mean ?? low) - low) < abs((mean ?? low) - high) ? low : high
  }

  /// Whether no single value has a probability.
  var isContinuous: Bool {
    switch self {
    case .deterministic, .bernoulli, .poisson, .zipf, .discrete, .empirical: false
    case .uniform, .exponential, .normal, .lognormal, .weibull, .gamma, .erlang, .hyperexponential,
      .pareto:
      true
    case .truncated(let law, _, _), .shifted(let law, _): law.isContinuous
    }
  }
}

extension RandomStream {
  /// Gamma with scale 1 (Marsaglia and Tsang, ACM TOMS 26(3), 2000); Johnk's power below shape 1.
  package mutating func gamma(shape: Double) -> Double {
    guard shape > 0 else { return shape == 0 ? 0 : .nan }
    if shape == 1 { return exponential() }
    if shape < 1 {
      return gamma(shape: shape + 1) * exp(-exponential() / shape)
    }
    let d = shape - 1 / 3.0
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      if root <= 0 { continue }
      let v = root * root * root
      let u = open()
      if u < 1 - 0.0331 * x * x * x * x || log(u) < x * x / 2 + d * (1 - v + log(v)) {
        return d * v
      }
    }
  }

  /// Poisson: by products for small means, Hörmann's PTRS (1993) from 10 on.
  package mutating func poisson(mean: Double) -> Int {
    guard mean > 0 else { return 0 }
    if mean < 10 {
      let limit = exp(-mean)
      var product = open()
      var count = 0
      while product > limit {
        product *= open()
        count += 1
      }
      return count
    }
    guard mean < 1e15 else { return Int(saturating: mean) }
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let edge = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniform() - 0.5
      let v = open()
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
      if us >= 0.07, v <= edge { return Int(k) }
      if k < 0 || (us < 0.013 && v > us) || !k.isFinite { continue }
      let bound = k * log(mean) - mean - lgamma(k + 1)
      if log(v * inverseAlpha / (a / (us * us) + b)) <= bound { return Int(k) }
    }
  }

  /// Zipf ranks 1 … `count` by rejection-inversion (Hörmann and Derflinger, ACM TOMACS 6(3), 1996).
  package mutating func zipf(count: Int, exponent: Double) -> Int {
    guard count > 1, exponent >= 0, exponent < 1_000 else { return 1 }
    let n = Double(count)
    let low = Self.zipfIntegral(1.5, exponent) - 1
    let high = Self.zipfIntegral(n + 0.5, exponent)
    let shortcut =
      2
      - Self.zipfInverse(
        Self.zipfIntegral(2.5, exponent) - exp(-exponent * log(2)), exponent)
    while true {
      let u = high + uniform() * (low - high)
      let x = Self.zipfInverse(u, exponent)
      let k = min(max(x.rounded(), 1), n)
      if k - x <= shortcut
        || u >= Self.zipfIntegral(k + 0.5, exponent) - exp(-exponent * log(k))
      {
        return Int(k)
      }
    }
  }

  private static func zipfIntegral(_ x: Double, _ exponent: Double) -> Double {
    let logarithm = log(x)
    let scaled = (1 - exponent) * logarithm
    return (abs(scaled) > 1e-8 ? expm1(scaled) / scaled : 1 + scaled / 2) * logarithm
  }

  private static func zipfInverse(_ value: Double, _ exponent: Double) -> Double {
    let scaled = max(value * (1 - exponent), -1)
    let factor = abs(scaled) > 1e-8 ? log1p(scaled) / scaled : 1 - scaled / 2
    return exp(factor * value)
  }
}
