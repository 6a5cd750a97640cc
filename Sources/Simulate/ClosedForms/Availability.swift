import Glibc

/// Arithmetic of availability: one component, structures of independent ones, budgets of downtime.
package enum Availability {
  /// Minutes in a year of 365 days.
  package static let minutesPerYear = 525_600.0

  /// MTTF / (MTTF + MTTR), for any laws of failure and repair (renewal reward).
  package static func steady(meanUp: Double, meanDown: Double) -> Double {
    meanUp == .infinity ? 1 : meanUp / (meanUp + meanDown)
  }

  /// Minutes of downtime per year.
  package static func downtime(
    availability: Double, minutesPerYear: Double = Availability.minutesPerYear
  ) -> Double {
    (1 - availability) * minutesPerYear
  }

  /// The availability that a yearly downtime in minutes leaves.
  package static func availability(
    downtime: Double, minutesPerYear: Double = Availability.minutesPerYear
  ) -> Double {
    1 - downtime / minutesPerYear
  }

  /// Nines: −log₁₀ of the unavailability.
  package static func nines(_ availability: Double) -> Double { -log10(1 - availability) }

  /// The probability of being up at `time` after starting up, with exponential laws:
  /// μ/(λ+μ) + λ/(λ+μ) e^−(λ+μ)t.
  package static func at(time: Double, failureRate: Double, repairRate: Double) -> Double {
    let sum = failureRate + repairRate
    return (repairRate + failureRate * exp(-sum * time)) / sum
  }

  /// The expected share of [0, `time`] that is up, after starting up.
  package static func interval(time: Double, failureRate: Double, repairRate: Double) -> Double {
    let sum = failureRate + repairRate
    guard time > 0 else { return 1 }
    return repairRate / sum - failureRate / (sum * sum * time) * expm1(-sum * time)
  }

  /// All are needed.
  package static func series(_ parts: [Double]) -> Double { parts.reduce(1, *) }

  /// One is enough.
  package static func parallel(_ parts: [Double]) -> Double { atLeast(1, of: parts) }

  /// At least `needed` of equal, independent parts.
  package static func atLeast(_ needed: Int, of count: Int, each availability: Double) -> Double {
    guard needed > 0 else { return 1 }
    guard needed <= count else { return 0 }
    return atLeast(needed, of: Array(repeating: availability, count: count))
  }

  /// At least `needed` of independent parts. O(n²).
  package static func atLeast(_ needed: Int, of parts: [Double]) -> Double {
    let shares = PartShares.atLeast(needed, of: parts.map { PartShares(up: $0, down: 1 - $0) })
    return shares.down < 0.5 ? 1 - shares.down : shares.up
  }

  /// Availability of a failure rate and an outage length, in one unit of time: 1 − rate × outage for
  /// outages that do not overlap.
  package static func downtime(events: Double, outage: Double) -> Double { events * outage }

  /// Events per year that a yearly budget of downtime allows.
  package static func events(budget: Double, outage: Double) -> Double { budget / outage }

  /// An availability of two sites where the second takes over within `takeover` of each failure of the
  /// first, or after `restore` where takeover fails; rates and times in one unit.
  ///
  /// The first fails `failures` times per unit of time: 1 − failures × E[outage].
  package static func sitePair(
    failures: Double, takeover: Double, restore: Double, success: Double = 1
  ) -> Double {
    1 - failures * (success * min(takeover, restore) + (1 - success) * restore)
  }

  /// Outage per unit of time of a part with fast recovery that works with probability `coverage`, and
  /// slow recovery else.
  package static func covered(
    rate: Double, coverage: Double, fast: Double, slow: Double
  ) -> Double {
    rate * (coverage * fast + (1 - coverage) * slow)
  }

  /// The beta-factor model of IEC 61508-6: a share β of failures strikes all parts at once.
  ///
  /// Gives the unavailability of k-of-n by independent failures at (1 − β)λ, each part with its own
  /// repair, and by common ones at βλ with repair at μ. Their sum is right while both are rare.
  package static func betaFactor(
    failureRate: Double, repairRate: Double, beta: Double, parts: Int, needed: Int = 1
  ) -> (independent: Double, common: Double) {
    let alone = (1 - beta) * failureRate
    let together = beta * failureRate
    let part = PartShares(
      up: repairRate / (alone + repairRate), down: alone / (alone + repairRate))
    return (
      PartShares.atLeast(needed, of: Array(repeating: part, count: parts)).down,
      together / (together + repairRate)
    )
  }
}
