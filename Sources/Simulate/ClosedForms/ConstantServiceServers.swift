import Glibc

/// M/D/c: Poisson arrivals, equal servers, constant service (Crommelin 1932).
package struct ConstantServiceServers: Sendable, Hashable {
  package let servers: Int
  package let arrivalRate: Double
  package let service: Double

  package init(servers: Int, arrivalRate: Double, service: Double) {
    self.servers = servers
    self.arrivalRate = arrivalRate
    self.service = service
  }

  package var utilisation: Double { arrivalRate * service / Double(servers) }
  package var isStable: Bool { utilisation < 1 }

  /// Beyond this utilisation Crommelin's series takes too long; Cosmetatos's formula, which is exact
  /// in heavy traffic, then stands for it.
  package static var heavyTraffic: Double { 0.98 }

  /// D Σᵢ { p(ic; ia)/ρ − (1/ρ − 1) P(N ≥ ic) }, N Poisson with mean ia: Crommelin's mean wait, with the
  /// difference of two near equal tails written as one term.
  package var meanWait: Double {
    guard isStable else { return .infinity }
    let rho = utilisation
    guard rho > 0 else { return 0 }
    guard rho <= Self.heavyTraffic else {
      return QueueApproximation.constantService(
        servers: servers, arrivalRate: arrivalRate, service: service)
    }
    var sum = 0.0
    for index in 1...1_000_000 {
      let count = Double(index * servers)
      let mean = Double(index) * arrivalRate * service
      let exact = exp(count * log(mean) - mean - lgamma(count + 1))
      let term = exact / rho - (1 / rho - 1) * incompleteGamma(count, mean)
      sum += max(0, term)
      if term <= 1e-16 * sum || exact < 1e-300 { break }
    }
    return sum * service
  }

  package var meanSojourn: Double { meanWait + service }
}
