/// Limits of rates beside the token bucket, as running meters.
package enum RateLimits {
  /// The generic cell rate algorithm in its virtual scheduling form (ITU-T I.371, annex A; ATM Forum TM 4.0):
  /// which arrivals conform.
  ///
  /// - Parameters:
  ///   - arrivals: times, ascending.
  ///   - increment: time T between conforming arrivals, in that unit.
  ///   - limit: the tolerance τ.
  package static func conforming(
    _ arrivals: [Double], increment: Double, limit: Double
  ) -> [Bool] {
    var due = -Double.infinity
    // A cell just at the edge conforms, whatever rounding its time has seen.
    let slack = 1e-9 * increment
    return arrivals.map { time in
      guard time >= due - limit - slack else { return false }
      due = max(due, time) + increment
      return true
    }
  }

  /// A leaky bucket as a queue: it drains at a rate, and what finds it full is lost.
  ///
  /// Source: Turner, IEEE Communications Magazine 24(10), 1986.
  ///
  /// - Returns: how many of each batch are taken in.
  package static func leaked(
    _ batches: [(time: Double, count: Int)], rate: Double, capacity: Double
  ) -> [Int] {
    var (level, last) = (0.0, 0.0)
    return batches.map { time, count in
      level = max(0, level - (time - last) * rate)
      last = time
      let taken = Int(min(Double(count), (capacity - level + 1e-9).rounded(.down)))
      level += Double(taken)
      return taken
    }
  }

  /// The estimate of a sliding window counter: this window's count and the overlap's share of the last one's.
  package static func slidingEstimate(
    previous: Double, current: Double, elapsed: Double, window: Double
  ) -> Double {
    previous * max(0, 1 - elapsed / window) + current
  }
}
