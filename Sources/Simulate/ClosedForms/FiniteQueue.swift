import Glibc

/// M/M/c/K: a queue with places for K customers, the served ones included; others are lost.
///
/// c = K is Erlang's loss system, whose blocking also holds for any law of service (Sevastyanov).
package struct FiniteQueue: Sendable, Hashable {
  package let servers: Int
  package let capacity: Int
  package let arrivalRate: Double
  package let serviceRate: Double

  package init(servers: Int, capacity: Int, arrivalRate: Double, serviceRate: Double) {
    self.servers = servers
    self.capacity = max(capacity, 0)
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
  }

  private var chain: BirthDeath {
    BirthDeath(
      up: Array(repeating: arrivalRate, count: capacity),
      down: (0..<capacity).map { Double(min($0 + 1, servers)) * serviceRate })
  }

  /// P(N = n) for n of 0 … K.
  package var distribution: [Double] { chain.stationary }

  /// P(N = K), from place to place: with one more place pₖ = x·pₖ₋₁/(1 + x·pₖ₋₁) of x = λ/(min(k, c)·μ), sums of positive
  /// terms all of them. O(K), without the distribution.
  package var blocking: Double {
    var full = 1.0
    for place in stride(from: 1, through: capacity, by: 1) {
      let next = arrivalRate / (Double(min(place, servers)) * serviceRate) * full
      full = next < .infinity ? next / (1 + next) : 1
    }
    return full
  }

  /// Services, not arrivals less the lost: a difference that has no digits where almost all are lost.
  package var throughput: Double { serviceRate * meanBusy }
  package var meanNumber: Double { chain.mean }

  /// By Little's law; of an arrival that finds nobody where none ever comes.
  package var meanSojourn: Double {
    throughput > 0 ? meanNumber / throughput : 1 / serviceRate
  }
  package var meanWait: Double { throughput > 0 ? meanQueue / throughput : 0 }

  /// Summed, not the sojourn less the service: a difference that has no digits where next to nobody waits.
  package var meanQueue: Double {
    distribution.enumerated().dropFirst(servers).reduce(0) {
      $0 + Double($1.offset - servers) * $1.element
    }
  }
  package var utilisation: Double { meanBusy / Double(servers) }

  private var meanBusy: Double {
    distribution.enumerated().reduce(0) { $0 + Double(min($1.offset, servers)) * $1.element }
  }
}

/// M/M/∞: nobody waits; the number is Poisson with mean λ/μ, for any law of service.
package struct InfiniteServerQueue: Sendable, Hashable {
  package let arrivalRate: Double
  package let serviceRate: Double

  package init(arrivalRate: Double, serviceRate: Double) {
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
  }

  package var meanNumber: Double { arrivalRate / serviceRate }
  package var varianceOfNumber: Double { meanNumber }

  package func probability(of number: Int) -> Double {
    exp(Double(number) * log(meanNumber) - meanNumber - lgamma(Double(number) + 1))
  }

  /// P(N ≥ n), from the side that has its digits.
  package func probability(atLeast number: Int) -> Double {
    guard number > 0, meanNumber > 0 else { return number > 0 ? 0 : 1 }
    if Double(number) <= meanNumber {
      return 1 - (0..<number).reduce(0) { $0 + probability(of: $1) }
    }
    var term = probability(of: number)
    var (sum, next) = (term, number + 1)
    while term > sum * 1e-18, next < number + 1_000_000 {
      term *= meanNumber / Double(next)
      sum += term
      next += 1
    }
    return sum
  }
}

/// Machine interference, M/M/c//N: `sources` that each fail at `failureRate` while up and are repaired
/// by `crews`.
package struct FiniteSourceQueue: Sendable, Hashable {
  package let sources: Int
  package let crews: Int
  package let failureRate: Double
  package let repairRate: Double

  package init(sources: Int, crews: Int = 1, failureRate: Double, repairRate: Double) {
    self.sources = max(sources, 0)
    self.crews = crews
    self.failureRate = failureRate
    self.repairRate = repairRate
  }

  private var chain: BirthDeath {
    BirthDeath(
      up: (0..<sources).map { Double(sources - $0) * failureRate },
      down: (0..<sources).map { Double(min($0 + 1, crews)) * repairRate })
  }

  /// P(n down) for n of 0 … N.
  package var distribution: [Double] { chain.stationary }
  package var meanDown: Double { chain.mean }

  /// The share of time that a crew works.
  package var crewUtilisation: Double {
    distribution.enumerated().reduce(0) { $0 + Double(min($1.offset, crews)) * $1.element }
      / Double(crews)
  }

  /// Failures per unit of time.
  package var throughput: Double { (Double(sources) - meanDown) * failureRate }
}
