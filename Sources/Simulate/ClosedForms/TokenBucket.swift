/// A rate limiter that spends one token per request, from a bucket that starts full.
package struct TokenBucket: Sendable, Hashable {
  package let capacity: Double
  package let refill: Refill
  package private(set) var tokens: Double
  private var last = 0.0

  package enum Refill: Sendable, Hashable {
    /// So many tokens per unit of time, at every moment.
    case continuous(rate: Double)

    /// So many tokens at each multiple of the interval, before what arrives then (Envoy's local rate
    /// limit: max_tokens, tokens_per_fill, fill_interval).
    case discrete(tokens: Double, interval: Double)
  }

  package init(capacity: Double, refill: Refill) {
    self.capacity = capacity
    self.refill = refill
    tokens = capacity
  }

  /// How many of `requests` that come together at `time` are let through; times do not go back.
  package mutating func admit(_ requests: Int, at time: Double) -> Int {
    switch refill {
    case .continuous(let rate):
      tokens = min(capacity, tokens + rate * max(0, time - last))
    case .discrete(let amount, let interval):
      let fills =
        DecimalFraction.passed(interval, by: time) - DecimalFraction.passed(interval, by: last)
      tokens = min(capacity, tokens + amount * max(0, fills))
    }
    last = max(last, time)
    // A bucket that refills 0.1 at a time must let one through after ten, whatever ten tenths add up to.
    let admitted = min(max(requests, 0), Int(saturating: (tokens + 1e-9).rounded(.down)))
    tokens = max(0, tokens - Double(admitted))
    return admitted
  }

  /// How much of what comes steadily at `rate` for `time` gets through a bucket that refills at every moment: what comes
  /// faster than tokens do spends those that are left.
  package mutating func admitSteady(_ rate: Double, for time: Double) -> Double {
    let refilled = self.rate * time
    let admitted = min(rate * time, tokens + refilled)
    tokens = min(capacity, max(0, tokens + refilled - admitted))
    last += time
    return admitted
  }

  /// The most that any arrivals can get through within `time`: burst plus refills.
  package func bound(within time: Double) -> Double {
    switch refill {
    case .continuous(let rate): capacity + rate * time
    case .discrete(let amount, let interval):
      capacity + amount * DecimalFraction.passed(interval, by: time)
    }
  }

  /// The long-run rate.
  package var rate: Double {
    switch refill {
    case .continuous(let rate): rate
    case .discrete(let amount, let interval): amount / interval
    }
  }
}
