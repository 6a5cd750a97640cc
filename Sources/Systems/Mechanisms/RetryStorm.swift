import Glibc
import Simulate

/// Calls that go on coming while nothing answers them, and a queue that has to be worked off when it does.
///
/// Requests come at rate λ, and each whose call has not been answered within the timeout T calls again, up to k times
/// in all. During an outage of length d there come `λ·Σ_{j<k} (d − j·T)⁺` calls; afterwards μ are answered in a time,
/// in their order. While the wait is longer than T every answer comes too late, and k·λ calls go on coming: the wait
/// shrinks only if k·λ < μ, else the system stays down though what felled it is over (Bronson et al., Metastable
/// failures in distributed systems, HotOS 2021). Once the wait is T, those that have given up call again for another
/// T, and the rest drains at μ − λ. A limit of the rate lets no more through than that. Oracle: calls in a queue one
/// by one.
struct RetryStorm {
  /// Requests in a time, and calls that are answered in it.
  let rate: Double
  let capacity: Double
  let timeout: Double
  let attempts: Double

  /// Calls that a limit lets through in a time; infinite without one.
  let limit: Double

  init?(_ inputs: Inputs) {
    guard let rate = inputs.optional("request.rate"), let capacity = inputs.optional("capacity"),
      let timeout = inputs.optional("timeout")
    else { return nil }
    self.rate = rate
    self.capacity = capacity
    self.timeout = timeout
    attempts = CallGraph.worstAmplification(inputs)
    limit = inputs.optional("limit.rate") ?? .infinity
  }

  /// Calls in a time while none is answered soon enough.
  var load: Double { min(rate * attempts, limit) }

  /// The calls that wait when an outage is over.
  func backlog(after outage: Double) -> Double {
    guard outage > timeout, timeout > 0 else {
      return min(rate * (timeout > 0 ? outage : outage * attempts), limit * outage)
    }
    let whole = Int(min(attempts.rounded(.down), outage / timeout + 1, 1e6))
    var calls = (0..<whole).map { max(0, outage - Double($0) * timeout) }.reduce(0, +)
    calls += (attempts - attempts.rounded(.down)) * max(0, outage - Double(whole) * timeout)
    return min(rate * calls, limit * outage)
  }

  /// From the end of an outage until calls are answered as before; infinite where that never comes.
  func recovery(after outage: Double) -> Double {
    let usual = min(rate, limit)
    guard usual < capacity else { return .infinity }
    let waiting = backlog(after: outage)
    // Nobody has given up.
    if outage + waiting / capacity <= timeout { return waiting / (capacity - usual) }
    let bearable = capacity * timeout
    var (time, left) = (0.0, waiting)
    if left > bearable {
      guard load < capacity else { return .infinity }
      time = (left - bearable) / (capacity - load)
      left = bearable
    }
    left += (load - capacity) * timeout
    guard left <= bearable else { return .infinity }
    return time + timeout + max(0, left) / (capacity - usual)
  }
}

/// A limit of the rate: a bucket of tokens that fills at a rate up to its burst, and from which each request takes one.
///
/// Of Poisson arrivals it lets through what an M/D/1 queue of as many places does, the tokens that are missing being
/// its work; of arrivals at a steady rate λ above its own the first `burst/(λ − rate)` whole. Oracle: `TokenBucket`
/// in a run of requests.
struct RateLimit {
  private let rate: Double
  private let burst: Double

  init?(_ inputs: Inputs) {
    guard let rate = inputs.optional("limit.rate"), let burst = inputs.optional("limit.burst")
    else {
      return nil
    }
    self.rate = rate
    self.burst = burst.rounded()
  }

  /// The share of Poisson arrivals that it lets through in the long run; beyond a thousand tokens what a flow would.
  func admitted(of arrivals: Double) -> Double {
    guard burst <= 1_000,
      let queue = FiniteGeneralServiceQueue(
        arrivalRate: arrivals / rate, service: .deterministic(1), capacity: max(1, Int(burst)))
    else { return min(1, rate / arrivals) }
    return 1 - queue.blocking
  }

  /// How long arrivals at a rate pass whole, from a full bucket.
  func wholeFor(_ arrivals: Double) -> Double {
    arrivals > rate ? burst / (arrivals - rate) : .infinity
  }
}
