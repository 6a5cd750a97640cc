import Glibc

/// Copies, or coded pieces, on devices that fail and are rebuilt.
package struct ReplicaSet: Sendable, Hashable {
  /// Pieces on different devices.
  package let pieces: Int

  /// Pieces from which the data can be had: 1 for copies, k for a k + m code.
  package let needed: Int

  /// Failures per unit of time of one device.
  package let failureRate: Double

  /// The mean time to rebuild one piece.
  package let rebuild: Double

  /// How many pieces are rebuilt at once, at most.
  package let crews: Int

  /// - Parameter crews: all at once when nil.
  package init(
    pieces: Int, needed: Int = 1, failureRate: Double, rebuild: Double, crews: Int? = nil
  ) {
    self.pieces = pieces
    self.needed = needed
    self.failureRate = failureRate
    self.rebuild = rebuild
    self.crews = crews ?? max(pieces, 1)
  }

  /// The same pieces with another number of rebuilds at once.
  package func with(crews: Int) -> ReplicaSet {
    ReplicaSet(
      pieces: pieces, needed: needed, failureRate: failureRate, rebuild: rebuild, crews: crews)
  }

  /// From an annual failure rate, the failures expected of a device in a year of so many hours: AFR ÷ hours, per hour.
  package static func hourlyRate(annual: Double, hoursPerYear: Double) -> Double {
    annual / hoursPerYear
  }

  /// The mean time to data loss from all pieces present, exact to rounding at any length.
  package var meanTimeToLoss: Double { group.meanTimeToFailure }

  private var group: RepairableGroup {
    RepairableGroup(
      parts: pieces, needed: needed, failureRate: failureRate, repairRate: 1 / rebuild,
      crews: crews)
  }

  /// The mean time to data loss where a rebuild that has no piece to spare meets an unreadable sector with a
  /// probability: the failure that leaves none to spare then loses the data.
  ///
  /// The recursion of a birth–death chain, T(i) − T(i + 1) upwards, with that second way out at its last step. Source:
  /// Rao, Hafner and Golding, Reliability for Networked Storage Nodes, IEEE TDSC 8(3), 2011.
  package func meanTimeToLoss(unreadable share: Double) -> Double {
    let spare = pieces - needed
    guard spare > 0 else { return meanTimeToLoss }
    var (total, step) = (0.0, 0.0)
    for lost in 0..<(spare - 1) {
      step = (1 + group.repairRate(down: lost) * step) / group.failureRate(down: lost)
      total += step
    }
    let failing = group.failureRate(down: spare - 1)
    let balance = 1 + group.repairRate(down: spare - 1) * step
    let (last, back) = (group.failureRate(down: spare), group.repairRate(down: spare))
    step = (balance - share * failing / last) / (failing * (1 + share * back / last))
    return total + step + (1 + back * step) / last
  }

  /// Its leading term for rebuilds that are short against failures:
  /// μᵐ m! (or μᵐ, with one at a time) / (λᵐ⁺¹ n (n − 1) … k).
  package var approximateMeanTimeToLoss: Double {
    let spare = pieces - needed
    var value = 1 / (Double(pieces) * failureRate)
    for lost in stride(from: 1, through: spare, by: 1) {
      value *= Double(min(lost, crews)) / rebuild / (Double(pieces - lost) * failureRate)
    }
    return value
  }

  /// The probability that at least one of `sets` independent sets is lost within `time`, from all pieces present.
  package func lossProbability(within time: Double, sets: Double = 1) -> Double {
    -expm1(sets * log1p(-group.failureProbability(within: time)))
  }

  /// The same as if losses came at one rate from the start: 1 − e^(−sets·t/MTTDL).
  package func approximateLossProbability(within time: Double, sets: Double = 1) -> Double {
    -expm1(-sets * time / meanTimeToLoss)
  }

  /// Nines of durability over `time`.
  package func nines(over time: Double) -> Double { -log10(lossProbability(within: time)) }

  /// The stored share that is user data.
  package var efficiency: Double { Double(needed) / Double(pieces) }
}

/// What simultaneous failures do to data spread over failure domains.
package enum Placement {
  /// The probability that `failed` random failures among `domains` × `perDomain` devices strike as many
  /// different domains.
  package static func allInDifferentDomains(
    domains: Int, perDomain: Int, failed: Int
  ) -> Double {
    guard failed <= domains else { return 0 }
    var probability = 1.0
    let devices = Double(domains * perDomain)
    for index in 0..<max(failed, 0) {
      probability *= Double((domains - index) * perDomain) / (devices - Double(index))
    }
    return probability
  }

  /// The number of sets of devices, one in each of `copies` domains.
  package static func diverseSets(domains: Int, perDomain: Int, copies: Int) -> Double {
    binomial(domains, copies) * pow(Double(perDomain), Double(copies))
  }

  /// The probability that at least one of `groups` placement groups, spread uniformly over
  /// domain-diverse sets, lies exactly on `copies` failed devices drawn at random
  /// (the copyset argument of Cidon et al., USENIX ATC 2013).
  package static func groupLost(
    domains: Int, perDomain: Int, copies: Int, groups: Int
  ) -> Double {
    let sets = diverseSets(domains: domains, perDomain: perDomain, copies: copies)
    return allInDifferentDomains(domains: domains, perDomain: perDomain, failed: copies)
      * -expm1(Double(groups) * log1p(-1 / sets))
  }

  /// The probability of loss when `failed` of `nodes` fail at once and data lies on `copysets` distinct
  /// sets of `copies` nodes: 1 − (1 − C(F,R)/C(N,R))^copysets, each set taken as random.
  package static func copysetLoss(nodes: Int, copies: Int, copysets: Double, failed: Int) -> Double
  {
    guard failed >= copies else { return 0 }
    var share = 1.0
    for index in 0..<copies { share *= Double(failed - index) / Double(nodes - index) }
    return share >= 1 ? 1 : -expm1(copysets * log1p(-share))
  }

  /// The copysets that random replication makes: every chunk a set of its own, until all C(N, R) exist.
  package static func randomCopysets(nodes: Int, copies: Int, scatter: Int) -> Double {
    // Each node shares chunks with `scatter` others, choosing R − 1 of them: N · C(S, R − 1) / R sets.
    min(
      binomial(nodes, copies),
      Double(nodes) * binomial(scatter, copies - 1) / Double(copies))
  }

  /// The fewest copysets for a scatter width: S/(R − 1) permutations of N/R sets each.
  package static func permutedCopysets(nodes: Int, copies: Int, scatter: Int) -> Double {
    guard copies > 1 else { return Double(nodes) }
    let permutations = (Double(scatter) / Double(copies - 1)).rounded(.up)
    return permutations * Double(nodes / copies)
  }

  /// Copies that can exist, each in a domain of its own, while `lost` domains are gone: below `copies`
  /// nothing can heal until one is back.
  package static func possibleCopies(domains: Int, lost: Int, copies: Int) -> Int {
    max(0, min(copies, domains - lost))
  }

  /// The share that may be filled so that `lost` of `nodes` can fail and the rest still holds all below
  /// `ratio`.
  package static func usableFill(nodes: Int, lost: Int, ratio: Double) -> Double {
    nodes > lost ? ratio * Double(nodes - lost) / Double(nodes) : 0
  }

  /// Devices expected to fail in `years`.
  package static func expectedFailures(
    devices: Int, annualRate: Double, years: Double = 1
  ) -> Double {
    Double(devices) * annualRate * years
  }

  /// The probability of at least one failure in `days`, failures being Poisson over 365 days.
  package static func anyFailure(devices: Int, annualRate: Double, days: Double) -> Double {
    -expm1(-Double(devices) * annualRate * days / 365)
  }
}

/// C(n, k) as a double: exact while it fits 53 bits.
package func binomial(_ n: Int, _ k: Int) -> Double {
  guard k >= 0, k <= n else { return 0 }
  var value = 1.0
  for index in 0..<min(k, n - k) {
    value = (value * Double(n - index) / Double(index + 1))
  }
  return value.rounded() < 9e15 ? value.rounded() : value
}
