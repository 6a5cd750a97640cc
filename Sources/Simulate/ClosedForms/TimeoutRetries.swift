import Glibc

/// Requests to one exponential server that are sent again when their answer is late, up to so many tries.
///
/// What timed out is served all the same, and tries are taken not to hang on each other: an approximation, in which the
/// load feeds on itself. Where several loads do so the least is told; it is the one that an idle server comes to.
package struct TimeoutRetries: Sendable, Hashable {
  /// Tries a unit of time.
  package let offeredRate: Double

  /// The share of tries that time out; one where the server cannot keep up.
  package let timeouts: Double

  /// The share of requests of which all tries time out.
  package let failure: Double

  package init(arrivalRate: Double, serviceRate: Double, timeout: Double, attempts: Int) {
    func late(_ rate: Double) -> Double {
      rate < serviceRate ? exp(-(serviceRate - rate) * timeout) : 1
    }
    func tries(_ late: Double) -> Double {
      late < 1 ? -expm1(Double(attempts) * log(late)) / (1 - late) : Double(attempts)
    }
    // From an idle server on the load only grows, to the least that feeds itself.
    var rate = arrivalRate
    for _ in 0..<100_000 {
      let next = arrivalRate * tries(late(rate))
      guard next > rate * (1 + 1e-15) else { break }
      rate = next
    }
    offeredRate = rate
    timeouts = late(rate)
    failure = pow(timeouts, Double(attempts))
  }
}
