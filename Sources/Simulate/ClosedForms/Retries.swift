import Glibc

/// What retries do to load and success.
package enum Retries {
  /// Calls at the bottom of `tiers` for one at the top, when each tier tries `attempts` times and all
  /// fail (Site Reliability Engineering, ch. 22).
  package static func worstAmplification(attempts: Int, tiers: Int) -> Double {
    pow(Double(attempts), Double(tiers))
  }

  /// Mean attempts per request when each fails with `failure`, at most `attempts` times:
  /// (1 − fⁿ) / (1 − f).
  package static func meanAttempts(failure: Double, attempts: Int) -> Double {
    failure < 1 ? (1 - pow(failure, Double(attempts))) / (1 - failure) : Double(attempts)
  }

  /// The share of requests that succeed in the end, failures being independent: 1 − fⁿ.
  package static func success(failure: Double, attempts: Int) -> Double {
    1 - pow(failure, Double(attempts))
  }

  /// The greatest load under a retry budget: one and a share of it.
  package static func budgetedAmplification(budget: Double) -> Double { 1 + budget }

  /// The load that a server of `capacity` sees in the long run when what it cannot serve comes back, up
  /// to `attempts` times in all: the least fixed point of L = offered · mean attempts(1 − capacity/L).
  package static func sustainedLoad(offered: Double, capacity: Double, attempts: Int) -> Double {
    var load = offered
    for _ in 0..<10_000 {
      let failure = max(0, 1 - capacity / load)
      let next = offered * meanAttempts(failure: failure, attempts: attempts)
      if abs(next - load) <= 1e-14 * load { return next }
      load = next
    }
    return load
  }
}
