import Glibc

/// M/M/1: Poisson arrivals, exponential service, one server, first come first served.
///
/// Gross and Harris, Fundamentals of Queueing Theory, ch. 2. Lengths are infinite when arrivals come
/// as fast as they are served, or faster.
package struct SingleServerQueue: Sendable, Hashable {
  /// Arrivals per unit of time.
  package let arrivalRate: Double

  /// Services per unit of busy time.
  package let serviceRate: Double

  package init(arrivalRate: Double, serviceRate: Double) {
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
  }

  package var utilisation: Double { arrivalRate / serviceRate }
  package var isStable: Bool { utilisation < 1 }

  /// The mean number in the system, ρ / (1 − ρ).
  package var meanNumber: Double { isStable ? utilisation / (1 - utilisation) : .infinity }

  /// The mean number waiting, ρ² / (1 − ρ).
  package var meanQueue: Double {
    isStable ? utilisation * utilisation / (1 - utilisation) : .infinity
  }

  /// The mean time in the system, 1 / (μ − λ).
  package var meanSojourn: Double { isStable ? 1 / (serviceRate - arrivalRate) : .infinity }

  /// The mean time waiting, ρ / (μ − λ).
  package var meanWait: Double { isStable ? utilisation / (serviceRate - arrivalRate) : .infinity }

  /// P(N = n) = (1 − ρ) ρⁿ.
  package func probability(of number: Int) -> Double {
    isStable && number >= 0 ? (1 - utilisation) * pow(utilisation, Double(number)) : 0
  }

  /// P(N ≥ n) = ρⁿ.
  package func probability(atLeast number: Int) -> Double {
    isStable ? pow(utilisation, Double(max(number, 0))) : 1
  }

  /// P(T > t) for the time in the system, exp(−(μ − λ) t).
  package func sojournExceeds(_ time: Double) -> Double {
    isStable ? exp(-(serviceRate - arrivalRate) * max(time, 0)) : 1
  }

  /// P(W > t) for the time waiting, ρ exp(−(μ − λ) t).
  package func waitExceeds(_ time: Double) -> Double {
    isStable ? utilisation * sojournExceeds(time) : 1
  }

  /// The quantile of the time in the system, −ln(1 − p) / (μ − λ).
  package func sojournQuantile(_ probability: Double) -> Double {
    isStable ? -log1p(-probability) / (serviceRate - arrivalRate) : .infinity
  }

  /// The quantile of the time waiting; zero up to the probability 1 − ρ of not waiting at all.
  package func waitQuantile(_ probability: Double) -> Double {
    guard isStable else { return .infinity }
    return max(0, log(utilisation / (1 - probability)) / (serviceRate - arrivalRate))
  }

  /// The mean wait of the `number`-th customer (1 is the first) when the queue starts empty.
  ///
  /// Spitzer's identity: Σₖ E[Sₖ⁺] / k over k < n, S the random walk of service less interarrival;
  /// E[Sₖ⁺] is a finite negative binomial sum. For the second it is λ / ((λ + μ) μ). O(n²).
  package func meanWait(ofCustomer number: Int) -> Double {
    guard number > 1 else { return 0 }
    let p = arrivalRate / (arrivalRate + serviceRate)
    var total = 0.0
    for k in 1..<number {
      // Of 2k − 1 − j remaining phases: the walk of k services against k arrivals is positive by the
      // services left, i, when the k-th arrival comes first: P = C(2k − i − 1, k − 1) pᵏ (1 − p)^(k − i).
      var positive = 0.0
      for left in 1...k {
        let choose =
          lgamma(Double(2 * k - left)) - lgamma(Double(k)) - lgamma(Double(k - left + 1))
        positive +=
          Double(left) * exp(choose + Double(k) * log(p) + Double(k - left) * log1p(-p))
      }
      total += positive / serviceRate / Double(k)
    }
    return total
  }

  /// P(N(t) = n) from n = 0 on, a time after an empty start: of a Poisson number of jumps at rate λ + μ each is
  /// an arrival or, where somebody is there, a departure (Jensen 1953). O(((λ + μ)t)²).
  package func distribution(afterEmptyStart time: Double) -> [Double] {
    let jumps = (arrivalRate + serviceRate) * time
    let rise = arrivalRate / (arrivalRate + serviceRate)
    var now = [1.0]
    var total = [0.0]
    for jump in 0...Int(jumps + 12 * jumps.squareRoot() + 60) {
      let weight = Tails.poisson(jump, mean: jumps)
      while total.count < now.count { total.append(0) }
      for (state, share) in now.enumerated() { total[state] += weight * share }
      var next = [Double](repeating: 0, count: now.count + 1)
      for (state, share) in now.enumerated() {
        next[state + 1] += share * rise
        next[max(state - 1, 0)] += share * (1 - rise)
      }
      while next.count > 1, next[next.count - 1] < 1e-30 { next.removeLast() }
      now = next
    }
    return total
  }

  /// Var[N] = ρ/(1 − ρ)².
  package var varianceOfNumber: Double {
    isStable ? utilisation / ((1 - utilisation) * (1 - utilisation)) : .infinity
  }

  /// The highest arrival rate at which `probability` of all sojourns end within `time`:
  /// μ + ln(1 − p) / t, and none if even an idle server is too slow.
  package static func largestArrivalRate(
    serviceRate: Double, sojournQuantile probability: Double, within time: Double
  ) -> Double {
    max(0, serviceRate + log1p(-probability) / time)
  }
}
