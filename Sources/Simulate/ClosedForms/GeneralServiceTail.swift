import Glibc

/// The tails of wait and sojourn in an M/G/1 in order of arrival, by inversion of the transform of Pollaczek and
/// Khinchine: W*(s) = (1 − ρ)/(1 − ρ·E*(s)), E*(s) = (1 − S*(s))/s, in mean services.
///
/// A tail that decays as e^−θt is inverted as e^θt·P(W > t), which keeps its size: small probabilities have as many
/// digits as great ones. Of a law without a rate of decay, as the lognormal, they have about seven decimals. Laws that are nearly constant have a jump that the inversion smooths, and none here.
package struct GeneralServiceTail: Sendable {
  package let load: Double

  /// Of mean 1.
  private let service: Distribution
  private let transform: ServiceTransform
  private let inversion: LaplaceInversion

  /// θ, at which ρ·E*(−θ) is 1; zero of a law that has none.
  private let decay: Double

  /// Nil if the queue has no steady state, or the law no transform here.
  ///
  /// - Parameter service: the law in units of its mean.
  package init?(load: Double, service: Distribution) {
    guard load >= 0, load < 1, !service.isNearlyConstant, let transform = ServiceTransform(service)
    else { return nil }
    self.load = load
    self.service = service
    self.transform = transform
    inversion = LaplaceInversion(terms: transform.hasKinks ? 4_000 : 64)
    decay = Self.decay(load: load, transform)
  }

  /// The least tail that is told from zero.
  package var leastTail: Double { decay > 0 ? 1e-13 : 1e-5 }

  /// P(W > t), t in mean services.
  package func waitExceeds(_ time: Double) -> Double {
    guard load > 0 else { return 0 }
    guard time > 0 else { return load }
    let tail = inverted(at: time) { z, service in
      // ρ(1 − E*)/(1 − ρE*)/s.
      let rest = (Complex(1) - service) / z
      return load * ((Complex(1) - rest) / (z * (Complex(1) - load * rest)))
    }
    return min(load, max(0, tail))
  }

  /// P(T > t), t in mean services.
  package func sojournExceeds(_ time: Double) -> Double {
    guard time > 0 else { return 1 }
    guard load > 0 else { return 1 - (service.cumulative(time) ?? .nan) }
    // A wait, and one of few services: a sum of waits, for the sojourn jumps where the service does.
    if let branches = transform.branches {
      return branches.reduce(0) { sum, branch in
        sum + branch.weight * (branch.value > time ? 1 : waitExceeds(time - branch.value))
      }
    }
    let tail = inverted(at: time) { z, service in
      let rest = (Complex(1) - service) / z
      let whole = (1 - load) * (service / (Complex(1) - load * rest))
      return (Complex(1) - whole) / z
    }
    return min(1, max(0, tail))
  }

  /// A tail at a time from its transform, given z and S*(z): inverted as moved by θ, and moved back.
  private func inverted(
    at time: Double, _ tail: (_ z: Complex, _ service: Complex) -> Complex
  ) -> Double {
    let points = inversion.points(at: time, avoiding: decay)
    let services = transform.values(
      from: points.real - decay, step: points.step, count: points.count)
    let value = inversion.value(on: points) { index in
      tail(points[index] - Complex(decay), services[index]).real
    }
    return value * exp(-decay * time)
  }

  /// In mean services; zero where that share does not wait, nil of a tail below the least that is told from zero.
  package func waitQuantile(_ probability: Double) -> Double? {
    guard 1 - probability >= leastTail else { return nil }
    return probability <= 1 - load ? 0 : time(at: 1 - probability, waitExceeds)
  }

  /// In mean services; nil of a tail below the least that is told from zero.
  package func sojournQuantile(_ probability: Double) -> Double? {
    guard 1 - probability >= leastTail else { return nil }
    return load > 0 ? time(at: 1 - probability, sojournExceeds) : service.quantile(probability)
  }

  /// When a tail falls to a probability, by bisection.
  private func time(at tail: Double, _ exceeds: (Double) -> Double) -> Double {
    var (low, high) = (0.0, 1.0)
    while exceeds(high) > tail, high < 1e12 { (low, high) = (high, 2 * high) }
    for _ in 0..<60 where high - low > 1e-13 * high {
      let middle = (low + high) / 2
      if exceeds(middle) > tail { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private static func decay(load: Double, _ transform: ServiceTransform) -> Double {
    guard load > 0, transform.abscissa > 0 else { return 0 }
    func isBelow(_ rate: Double) -> Bool {
      let growth = load * transform.rest(Complex(-rate)).real
      return growth < 1
    }
    var (low, high) = (0.0, min(1, transform.abscissa))
    while high < transform.abscissa, isBelow(high) {
      (low, high) = (high, min(2 * high, transform.abscissa))
    }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if isBelow(middle) { low = middle } else { high = middle }
    }
    return low
  }
}

/// The Laplace transform of a law of service of mean 1, at complex arguments.
private struct ServiceTransform: Sendable {
  private let law: Distribution

  /// The values of a law of few, with their weights, which add up to one; nil of any other.
  let branches: [Distribution.Branch]?

  /// Points and weights that stand for a lognormal law.
  private let points: [Distribution.Branch]

  /// The transform exists right of its negative; zero of a heavy tail.
  let abscissa: Double

  init?(_ law: Distribution) {
    self.law = law
    var (few, points): ([Distribution.Branch]?, [Distribution.Branch]) = (nil, [])
    switch law {
    case .deterministic(let value):
      (few, abscissa) = ([.init(weight: 1, value: value)], .infinity)
    case .discrete(let values) where values.count <= 20:
      let total = values.reduce(0) { $0 + $1.weight }
      few = values.map { .init(weight: $0.weight / total, value: $0.value) }
      abscissa = .infinity
    case .uniform: abscissa = .infinity
    case .exponential(let mean): abscissa = 1 / mean
    case .gamma(_, let scale): abscissa = 1 / scale
    case .erlang(let stages, let mean): abscissa = Double(stages) / mean
    case .hyperexponential(let values):
      abscissa = 1 / (values.filter { $0.weight > 0 }.map(\.value).max() ?? 1)
    case .lognormal(let mu, let sigma) where sigma <= 4:
      abscissa = 0
      points = Self.points(mu, sigma)
    default: return nil
    }
    branches = few
    self.points = points
  }

  /// Whether tails have kinks, at sums of the few values or at the ends of the law.
  var hasKinks: Bool {
    if case .uniform = law { return true }
    return branches != nil
  }

  /// A lognormal law by the trapezoidal rule over its normal law, which converges faster than any power of the step.
  private static func points(_ mu: Double, _ sigma: Double) -> [Distribution.Branch] {
    let step = 0.01 / max(1, sigma)
    let count = Int(8.5 / step)
    return (-count...count).map { index in
      let z = Double(index) * step
      return .init(
        weight: step * exp(-z * z / 2) / (2 * Double.pi).squareRoot(), value: exp(mu + sigma * z))
    }
  }

  /// S*(s) = E[e^−sS].
  func value(_ s: Complex) -> Complex {
    switch law {
    case .uniform(let low, let high):
      let width = (high - low) * s
      return Complex.exp(-low * s) * ((Complex(1) - Complex.exp(-1 * width)) / width)
    case .exponential(let mean): return Complex(1) / (Complex(1) + mean * s)
    case .gamma(let shape, let scale): return (Complex(1) + scale * s).power(-shape)
    case .erlang(let stages, let mean):
      return (Complex(1) + mean / Double(stages) * s).power(-Double(stages))
    case .hyperexponential(let values):
      let total = values.reduce(0) { $0 + $1.weight }
      return values.reduce(Complex(0)) { sum, branch in
        sum + branch.weight / total * (Complex(1) / (Complex(1) + branch.value * s))
      }
    default:
      return (branches ?? points).reduce(Complex(0)) { sum, point in
        sum + point.weight * Complex.exp(-point.value * s)
      }
    }
  }

  /// S* at points one step after another beside a real one. For a law of points each term is turned from one to the
  /// next but three, which takes no sine, and four at once.
  func values(from real: Double, step: Double, count: Int) -> [Complex] {
    let law = branches ?? points
    guard !law.isEmpty else {
      return (0..<count).map { value(Complex(real, Double($0) * step)) }
    }
    var sums = Array(
      repeating: (real: SIMD4<Double>.zero, imaginary: SIMD4<Double>.zero), count: count / 4 + 1)
    for point in law {
      let first = (0..<4).map { place in
        point.weight
          * Complex.exp(Complex(-point.value * real, -point.value * step * Double(place)))
      }
      let turn = Complex.exp(Complex(0, -4 * point.value * step))
      var terms = (
        real: SIMD4(first.map(\.real)), imaginary: SIMD4(first.map(\.imaginary))
      )
      for place in sums.indices {
        sums[place].real += terms.real
        sums[place].imaginary += terms.imaginary
        terms = (
          terms.real * turn.real - terms.imaginary * turn.imaginary,
          terms.real * turn.imaginary + terms.imaginary * turn.real
        )
      }
    }
    return (0..<count).map { index in
      let four = sums[index / 4]
      return Complex(four.real[index % 4], four.imaginary[index % 4])
    }
  }

  /// (1 − S*(s))/s: the transform of what is left of a service that is met, for a law of mean 1.
  func rest(_ s: Complex) -> Complex { (Complex(1) - value(s)) / s }
}

extension Distribution {
  /// Whether a law of mean 1 that varies smoothly is nearly a jump: a squared coefficient of variation below a thousandth.
  fileprivate var isNearlyConstant: Bool {
    switch self {
    case .gamma(let shape, _): shape > 1_001
    case .lognormal(_, let sigma): sigma * sigma < 0.000_999
    default: false
    }
  }
}
