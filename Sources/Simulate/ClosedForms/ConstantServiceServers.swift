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

  /// Beyond this utilisation Crommelin's series takes too long, and the roots of the generating function
  /// stand for it.
  package static var heavyTraffic: Double { 0.98 }

  /// D Σᵢ { p(ic; ia)/ρ − (1/ρ − 1) P(N ≥ ic) }, N Poisson with mean ia: Crommelin's mean wait, with the
  /// difference of two near equal tails written as one term.
  package var meanWait: Double {
    guard isStable else { return .infinity }
    let rho = utilisation
    guard rho > 0 else { return 0 }
    guard rho <= Self.heavyTraffic else {
      return meanQueueByRoots / arrivalRate
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

  /// (a² − c(c − 1)) / 2(c − a) + Σₖ 1/(1 − zₖ), zₖ the c − 1 roots of zᶜ = e^−a(1 − z) inside the unit circle
  /// (Crommelin 1932; Tijms, A First Course in Stochastic Models, 9.6.2).
  ///
  /// Each root by Newton's method on z = e^(2πik/c)·e^−(a/c)(1 − z); those of k and c − k are conjugate.
  private var meanQueueByRoots: Double {
    let c = Double(servers)
    let a = utilisation * c
    var sum = (a * a - c * (c - 1)) / (2 * (c - a))
    guard servers > 1 else { return sum }
    for k in 1...(servers / 2) {
      let angle = 2 * Double.pi * Double(k) / c
      // z = x + iy, from the point of the circle.
      var (x, y) = (cos(angle) * 0.9, sin(angle) * 0.9)
      for _ in 0..<200 {
        // g = w·e^−(a/c)(1 − z) − z, g′ = (a/c)(g + z) − 1.
        let size = exp(-(a / c) * (1 - x))
        let turn = angle + (a / c) * y
        let (wx, wy) = (size * cos(turn), size * sin(turn))
        let (gx, gy) = (wx - x, wy - y)
        let (dx, dy) = (wx * (a / c) - 1, wy * (a / c))
        let norm = dx * dx + dy * dy
        let step = ((gx * dx + gy * dy) / norm, (gy * dx - gx * dy) / norm)
        (x, y) = (x - step.0, y - step.1)
        if abs(step.0) + abs(step.1) < 1e-16 { break }
      }
      let real = (1 - x) / ((1 - x) * (1 - x) + y * y)
      sum += 2 * k == servers ? real : 2 * real
    }
    return sum
  }
}
