import Glibc
import Simulate

/// Calls through tiers that each try a number of times, within a budget for retries where there is one.
///
/// Each try of a tier fails with `f = 1 − (1 − p)·s`, s being the success of the tier below. A budget is a
/// token bucket that each request fills by a share of a token and each retry takes one from; in the long run
/// it lets through min(Σ_{0<j<k} f^j, budget) retries a request, whichever they are, so that
/// `tries = 1 + that` and `s = (1 − f)·tries`. Oracles: calls tried out, tier by tier; `TokenBucket` in a run
/// of requests.
enum CallGraph {
  /// Success of a request at the top and calls at the bottom, from the lowest tier up.
  static func recursion(_ inputs: Inputs) -> (success: Double, calls: Double) {
    let attempts = max(1, inputs.count("attempts"))
    let failure = inputs.number("failure")
    let budget = inputs.optional("retry.budget") ?? .infinity
    var success = 1.0
    var calls = 1.0
    for _ in 0..<max(1, inputs.count("tiers")) {
      let failed = 1 - (1 - failure) * success
      let wanted = Retries.meanAttempts(failure: failed, attempts: attempts)
      if wanted <= 1 + budget {
        calls *= wanted
        success = Retries.success(failure: failed, attempts: attempts)
      } else {
        calls *= Retries.budgetedAmplification(budget: budget)
        success = (1 - failed) * Retries.budgetedAmplification(budget: budget)
      }
    }
    return (success, calls)
  }

  /// Calls at the bottom for one request while all of them fail.
  static func worstAmplification(_ inputs: Inputs) -> Double {
    let budget = inputs.optional("retry.budget") ?? .infinity
    return pow(min(inputs.number("attempts"), 1 + budget), inputs.number("tiers"))
  }
}

/// A breaker that opens after so many failures in a row, lets nothing through for a while, then one call
/// for a trial: its success closes the breaker, its failure opens it again.
///
/// While calls fail with probability f and come as a Poisson process of rate λ, a cycle has
/// `N = (1 − fⁿ)/(fⁿ(1 − f))` calls before it opens and `1/(1 − f)` trials, and lasts
/// `N/λ + (open + 1/λ)/(1 − f)` (renewal reward). Oracle: the breaker in a run of calls.
struct CircuitBreaker {
  let failures: Int
  let open: Double

  /// Nil where it is not given.
  init?(_ inputs: Inputs) {
    guard let open = inputs.optional("breaker.open"), inputs.has("breaker.failures") else {
      return nil
    }
    self.open = open
    failures = max(1, inputs.count("breaker.failures"))
  }

  /// The share of calls that it lets through.
  func admitted(failure: Double, rate: Double) -> Double {
    let closed = OutlierDetection(consecutiveErrors: failures)
      .meanRequestsToEjection(errorRate: failure)
    let trials = 1 / (1 - failure)
    return (closed + trials) / (closed + (open * rate + 1) * trials)
  }
}
