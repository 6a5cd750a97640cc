import Glibc

/// M/M/c: one queue in front of equal servers. Gross and Harris, ch. 2; waits by Erlang C.
package struct MultiServerQueue: Sendable, Hashable {
  package let servers: Int
  package let arrivalRate: Double

  /// Services per unit of time of one busy server.
  package let serviceRate: Double

  /// Erlang C; found once, for it takes O(servers).
  package let waitProbability: Double

  package init(servers: Int, arrivalRate: Double, serviceRate: Double) {
    self.servers = servers
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
    waitProbability = Erlang.waiting(servers: servers, load: arrivalRate / serviceRate)
  }

  /// The offered load in erlangs, λ / μ.
  package var load: Double { arrivalRate / serviceRate }
  package var utilisation: Double { load / Double(servers) }
  package var isStable: Bool { utilisation < 1 }

  /// How much faster all servers together finish than customers come.
  private var spare: Double { Double(servers) * serviceRate - arrivalRate }

  package var meanWait: Double { isStable ? waitProbability / spare : .infinity }
  package var meanSojourn: Double { meanWait + 1 / serviceRate }
  package var meanQueue: Double { isStable ? arrivalRate * meanWait : .infinity }
  package var meanNumber: Double { meanQueue + load }

  /// P(N = n).
  package func probability(of number: Int) -> Double {
    guard isStable, number >= 0 else { return 0 }
    guard load > 0 else { return number == 0 ? 1 : 0 }
    // Where next to nobody waits it is Poisson's law to as many digits; C itself may be below all numbers.
    if waitProbability < 1e-200 {
      let within = Double(min(number, servers))
      return exp(
        within * log(load) - load - lgamma(within + 1)
          + (Double(number) - within) * log(utilisation))
    }
    let full = waitProbability * (1 - utilisation)
    if number >= servers { return full * pow(utilisation, Double(number - servers)) }
    let steps = lgamma(Double(servers + 1)) - lgamma(Double(number + 1))
    return full * exp(steps - Double(servers - number) * log(load))
  }

  /// P(N ≥ n): C·ρ^(n − c) once all servers are busy, the rest of the sum below.
  package func probability(atLeast number: Int) -> Double {
    guard isStable else { return 1 }
    if number >= servers { return waitProbability * pow(utilisation, Double(number - servers)) }
    return (max(number, 0)..<servers).reversed().reduce(waitProbability) {
      $0 + probability(of: $1)
    }
  }

  /// P(W > t) = C exp(−(cμ − λ) t).
  package func waitExceeds(_ time: Double) -> Double {
    isStable ? waitProbability * exp(-spare * max(time, 0)) : 1
  }

  /// The quantile of the wait, zero where that share does not wait.
  package func waitQuantile(_ probability: Double) -> Double {
    isStable ? max(0, log(waitProbability / (1 - probability)) / spare) : .infinity
  }

  /// P(T > t) for the time in the system: an exponential service, after an exponential wait with
  /// probability C.
  package func sojournExceeds(_ time: Double) -> Double {
    guard isStable else { return 1 }
    guard time > 0 else { return 1 }
    let served = exp(-serviceRate * time)
    // C · P(wait + service > t) + (1 − C) · P(service > t); the sum of exponentials of rates s and μ
    // exceeds t with e^−μt + μ (e^−μt − e^−st) / (s − μ), whose limit at s = μ is (1 + μt) e^−μt. The
    // slower of the two is taken out, so that neither factor leaves the range of doubles.
    let difference = abs(spare - serviceRate) * time
    let shared = difference < 1e-9 ? 1 : -expm1(-difference) / difference
    let slower = exp(-min(spare, serviceRate) * time)
    return served + waitProbability * serviceRate * time * slower * shared
  }

  package func sojournQuantile(_ probability: Double) -> Double {
    guard isStable else { return .infinity }
    return solveIncreasing(from: 0, to: meanSojourn) { 1 - probability - sojournExceeds($0) }
  }

  /// The utilisation at which the mean wait of `servers` is `meanWait`, in (0, 1).
  package static func utilisation(servers: Int, meanService: Double, meanWait: Double) -> Double {
    var low = 0.0
    var high = 1.0
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      let queue = MultiServerQueue(
        servers: servers, arrivalRate: middle * Double(servers) / meanService,
        serviceRate: 1 / meanService)
      if queue.meanWait < meanWait { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
