import Glibc

extension Distribution {
  /// P(k events of a Poisson stream during a time of this law) for k of 0 … `last`, each found without
  /// subtraction; nil for a law that has no closed form here.
  ///
  /// - Parameter rate: events per unit of time.
  package func poissonCounts(rate: Double, to last: Int) -> [Double]? {
    switch self {
    case .deterministic(let time):
      return (0...last).map { Tails.poisson($0, mean: rate * time) }
    case .uniform(0, let high) where high > 0:
      // The integral of a Poisson probability over its mean is a tail: P(X > k)/x.
      let mean = rate * high
      return (0...last).map { Tails.poisson(atLeast: $0 + 1, mean: mean) / mean }
    case .exponential(let mean): return Self.negativeBinomial(1, rate * mean, to: last)
    case .gamma(let shape, let scale): return Self.negativeBinomial(shape, rate * scale, to: last)
    case .erlang(let stages, let mean):
      return Self.negativeBinomial(
        Double(stages), rate * mean / Double(stages), to: last)
    case .hyperexponential(let branches):
      let total = branches.reduce(0) { $0 + $1.weight }
      var sum = [Double](repeating: 0, count: last + 1)
      for branch in branches {
        let own = Self.negativeBinomial(1, rate * branch.value, to: last)
        for count in sum.indices { sum[count] += branch.weight / total * own[count] }
      }
      return sum
    default: return nil
    }
  }

  /// Γ(r + k)/(Γ(r)·k!)·θᵏ/(1 + θ)^(r + k).
  private static func negativeBinomial(
    _ shape: Double, _ odds: Double, to last: Int
  ) -> [Double] {
    (0...last).map { count in
      let k = Double(count)
      let choose = lgamma(shape + k) - lgamma(shape) - lgamma(k + 1)
      return exp(choose + (k > 0 ? k * log(odds) : 0) - (shape + k) * log1p(odds))
    }
  }
}

/// M/G/1/K: Poisson arrivals, one server of any law of service, `capacity` places of which one is served.
///
/// From the chain embedded at departures, which needs no more than the counts of arrivals during a service
/// (Gross and Harris, ch. 5): P(N = n) = p(n)/(p(0) + ρ) for n < K, lost 1 − 1/(p(0) + ρ).
package struct FiniteGeneralServiceQueue: Sendable {
  /// P(N = n) for n of 0 … K.
  package let distribution: [Double]

  /// Nil for a law without closed counts, and for a capacity below 1.
  ///
  /// - Parameter arrivalRate: in units of 1/E[S], as is the law. O(K²).
  package init?(arrivalRate: Double, service: Distribution, capacity: Int) {
    guard capacity >= 1, arrivalRate > 0, let mean = service.mean else { return nil }
    let load = arrivalRate * mean
    // So many that what is left out of the tail of one service has no digits.
    let spread = 1 + (service.squaredVariation ?? 1)
    let span = capacity + 64 + Int(min(45 * load * spread, 1e6))
    guard let counts = service.poissonCounts(rate: arrivalRate, to: span), counts[0] > 0 else {
      return nil
    }
    // more[k] = P(more than k arrivals during a service).
    var more = [Double](repeating: 0, count: counts.count)
    for count in stride(from: counts.count - 2, through: 0, by: -1) {
      more[count] = more[count + 1] + counts[count + 1]
    }
    // Level crossings: p(n)·a(0) = p(0)·P(A ≥ n) + Σ p(i)·P(A ≥ n + 1 − i).
    var levels = [1.0]
    for level in 1..<max(capacity, 1) {
      var sum = levels[0] * more[level - 1]
      for below in 1..<level { sum += levels[below] * more[level - below] }
      levels.append(sum / counts[0])
      if levels[level] > 1e200 { for index in levels.indices { levels[index] *= 1e-200 } }
    }
    let total = levels.reversed().reduce(0, +)
    let first = levels[0] / total
    var shares = levels.map { $0 / total / (first + load) }
    // Lost for each service, E[(A − room)⁺] = Σ P(A > k) over k ≥ room, over arrivals for each service: a
    // small share has its digits, which 1 − 1/(p(0) + ρ) has not.
    var beyond = more
    for count in stride(from: more.count - 2, through: 0, by: -1) {
      beyond[count] += beyond[count + 1]
    }
    var lost = 0.0
    for (present, weight) in levels.enumerated().reversed() {
      lost += weight / total * beyond[capacity - max(present, 1)]
    }
    shares.append(lost / (first + load))
    distribution = shares
  }

  package var blocking: Double { distribution[distribution.count - 1] }

  /// The mean number present, the one in service included.
  package var meanNumber: Double {
    distribution.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
  }
}

/// GI/M/c and GI/M/c/K: renewal arrivals, several exponential servers of rate 1.
package struct GeneralArrivalServers: Sendable {
  package let servers: Int

  /// Arrivals per mean service.
  package let arrivalRate: Double

  /// The share of arrivals that wait, of those let in.
  package let waitProbability: Double

  /// The share of arrivals that find no place.
  package let blocking: Double

  /// In mean services; of those let in.
  package let meanWait: Double

  /// The mean number present.
  package let meanNumber: Double

  /// The decay of the wait, P(W > t) = P(wait)·e^−decay·t; nil with limited places.
  package let decay: Double?

  package var utilisation: Double { arrivalRate * (1 - blocking) / Double(servers) }

  /// Unlimited places: Takács, Introduction to the Theory of Queues, 1962, ch. 2; all terms positive. O(c).
  ///
  /// - Parameter interarrival: in mean services. Nil for a law without a transform.
  package init?(interarrival: Distribution, servers: Int) {
    guard servers >= 1, let mean = interarrival.mean, mean > 0,
      let pooled = GeneralArrivalQueue(
        interarrival: interarrival, serviceRate: Double(servers))
    else { return nil }
    (self.servers, arrivalRate, blocking) = (servers, 1 / mean, 0)
    guard pooled.isStable else {
      (waitProbability, meanWait, meanNumber, decay) = (1, .infinity, .infinity, nil)
      return
    }
    let count = Double(servers)
    // 1 − σ, with all its digits.
    let gone = 1 / (count * pooled.meanSojourn)
    // 1/A = 1/(1 − σ) + Σ C(c, j)/C_j/(1 − φ_j)·(c(1 − φ_j) − j)/(c(1 − σ) − j), C_j = Π φ/(1 − φ).
    var sum = 1 / gone
    var product = 1.0
    for step in 1...servers {
      let j = Double(step)
      guard let phi = interarrival.laplace(j), let left = interarrival.laplaceComplement(j),
        phi > 0
      else { return nil }
      product *= (count - j + 1) / j * left / phi
      sum += product / left * Self.slope(from: j, to: count * gone, of: interarrival, count)
    }
    waitProbability = 1 / (sum * gone)
    decay = count * gone
    meanWait = waitProbability / (count * gone)
    meanNumber = arrivalRate * (meanWait + 1)
  }

  /// (c(1 − A*(s)) − s)/(s₀ − s), the first of which vanishes at s₀ as well: near there its slope, by the
  /// differences of five points.
  private static func slope(
    from s: Double, to root: Double, of law: Distribution, _ count: Double
  ) -> Double {
    func complement(_ s: Double) -> Double { law.laplaceComplement(s) ?? .nan }
    guard abs(root - s) < 1e-5 * root else { return (count * complement(s) - s) / (root - s) }
    let middle = (root + s) / 2
    let step = 1e-3 * middle
    let near = complement(middle + step) - complement(middle - step)
    let far = complement(middle + 2 * step) - complement(middle - 2 * step)
    return 1 - count * (8 * near - far) / (12 * step)
  }

  /// Limited places: the chain embedded at arrivals, its steps the services that end between two of them. O(K³).
  ///
  /// - Parameter interarrival: in mean services. Nil for a law without closed counts.
  package init?(interarrival: Distribution, servers: Int, capacity: Int) {
    guard servers >= 1, capacity >= servers, let mean = interarrival.mean, mean > 0 else {
      return nil
    }
    (self.servers, arrivalRate, decay) = (servers, 1 / mean, nil)
    let count = Double(servers)
    let spread = 1 + (interarrival.squaredVariation ?? 1)
    let span = 64 + 45 * count * mean * spread
    guard span * Double(capacity) * Double(capacity) <= 4e8,
      let events = interarrival.poissonCounts(rate: count, to: Int(span))
    else { return nil }
    // At rate c something may end; with n present it does with probability min(n, c)/c.
    var present = (0...capacity).map { start in
      (0...capacity).map { $0 == start ? 1.0 : 0 }
    }
    var ends = present.map { $0.map { _ in 0.0 } }
    for event in events {
      for start in 0...capacity {
        for state in 0...start { ends[start][state] += event * present[start][state] }
        for state in 0...start {
          let ending = min(Double(state), count) / count
          let next = state < start ? min(Double(state + 1), count) / count : 0
          present[start][state] =
            present[start][state] * (1 - ending)
            + (state < start ? present[start][state + 1] * next : 0)
        }
      }
    }
    var chain = MarkovChain(states: capacity + 1)
    for found in 0...capacity {
      for (state, share) in ends[min(found + 1, capacity)].enumerated() {
        chain.add(from: found, to: state, rate: share)
      }
    }
    guard let found = chain.stationary() else { return nil }
    blocking = found[capacity]
    // By level crossings, P(N = n)·min(n, c) = λ·P(an arrival finds n − 1).
    let admitted = found.dropLast().reversed().reduce(0, +)
    var (waiting, queue, number) = (0.0, 0.0, 0.0)
    for (before, share) in found.dropLast().enumerated().reversed() {
      let here = before + 1
      let time = share / mean / min(Double(here), count)
      number += Double(here) * time
      queue += Double(max(0, here - servers)) * time
      if before >= servers { waiting += share }
    }
    waitProbability = waiting / admitted
    meanNumber = number
    meanWait = queue / (admitted / mean)
  }

  /// P(W > t) with unlimited places.
  package func waitExceeds(_ time: Double) -> Double {
    decay.map { waitProbability * exp(-$0 * max(time, 0)) } ?? .nan
  }

  /// The quantile of the wait, zero where that share does not wait; nil with limited places.
  package func waitQuantile(_ probability: Double) -> Double? {
    decay.map { max(0, log(waitProbability / (1 - probability)) / $0) }
  }
}
