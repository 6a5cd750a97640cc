import Glibc

/// n equal parts of which k are needed, with exponential failures and repairs.
///
/// A birth–death chain on the number down. Trivedi, Probability and Statistics with Reliability,
/// Queuing, and Computer Science Applications, ch. 8.
package struct RepairableGroup: Sendable, Hashable {
  package let parts: Int
  package let needed: Int

  /// Failures per unit of time of one working part.
  package let failureRate: Double

  /// Repairs per unit of time of one crew; 0 for no repair.
  package let repairRate: Double
  package let crews: Int

  /// The failure rate of a spare, as a share of that of a working part: 1 hot, 0 cold.
  package let dormancy: Double

  /// Crews default to one for each part.
  package init(
    parts: Int, needed: Int, failureRate: Double, repairRate: Double, crews: Int? = nil,
    dormancy: Double = 1
  ) {
    self.parts = max(parts, 0)
    self.needed = max(needed, 0)
    self.failureRate = failureRate
    self.repairRate = repairRate
    self.crews = crews ?? max(parts, 1)
    self.dormancy = dormancy
  }

  /// The same parts with another number of crews.
  package func with(crews: Int) -> RepairableGroup {
    RepairableGroup(
      parts: parts, needed: needed, failureRate: failureRate, repairRate: repairRate, crews: crews,
      dormancy: dormancy)
  }

  /// Failures per unit of time of all parts, while so many are down.
  package func failureRate(down: Int) -> Double {
    let up = parts - down
    let working = min(up, needed)
    let spare = up - working
    return failureRate * (Double(working) + dormancy * Double(spare))
  }

  /// Repairs per unit of time while so many are down.
  package func repairRate(down: Int) -> Double { Double(min(down, crews)) * repairRate }

  private var chain: BirthDeath {
    BirthDeath(
      up: (0..<parts).map(failureRate(down:)), down: (0..<parts).map { repairRate(down: $0 + 1) })
  }

  /// P(n down) in the long run, for n of 0 … parts.
  package var distribution: [Double] { chain.stationary }

  /// The long-run probability that fewer than `needed` are up.
  package var unavailability: Double {
    guard needed <= parts else { return 1 }
    return distribution.dropFirst(parts - needed + 1).sorted().reduce(0, +)
  }

  /// The long-run probability that at least `needed` are up.
  package var availability: Double {
    guard needed <= parts else { return 0 }
    return min(1, distribution.prefix(parts - needed + 1).sorted().reduce(0, +))
  }

  package var shares: PartShares { PartShares(up: availability, down: unavailability) }
  package var meanDown: Double { chain.mean }

  /// The mean time until fewer than `needed` are up, from all up.
  package var meanTimeToFailure: Double {
    guard needed <= parts else { return 0 }
    guard needed > 0 else { return .infinity }
    return chain.meanPassage(from: 0, to: parts - needed + 1)
  }

  /// The probability that fewer than `needed` are up at some time within `time`, from all up.
  package func failureProbability(within time: Double) -> Double {
    guard needed <= parts else { return 1 }
    guard needed > 0 else { return 0 }
    return chain.passageProbability(to: parts - needed + 1, within: time)
  }

  /// Failures of the group per unit of time in the long run.
  package var failureFrequency: Double {
    guard needed > 0, needed <= parts else { return 0 }
    return distribution[parts - needed] * failureRate(down: parts - needed)
  }

  /// The mean length of an outage of the group.
  package var meanOutage: Double { unavailability / failureFrequency }

  /// The mean time to failure without repair: a sum over the failures that are survived.
  ///
  /// - Parameters:
  ///   - dormancy: the share of the failure rate that those beyond the needed have.
  ///   - switching: the probability that a failure is survived where a spare is left.
  package static func meanTimeToFailure(
    parts: Int, needed: Int, failureRate: Double, dormancy: Double = 1, switching: Double = 1
  ) -> Double {
    guard needed > 0, needed <= parts else { return needed > parts ? 0 : .infinity }
    var (total, survived) = (0.0, 1.0)
    for spare in (0...(parts - needed)).reversed() {
      total += survived / ((Double(needed) + dormancy * Double(spare)) * failureRate)
      survived *= switching
    }
    return total
  }

  /// The probabilities that, without repair, at least `needed` still work after `time`, and that fewer do: the death
  /// chain by uniformisation, and where that has too few digits the law that its time has.
  ///
  /// Of cold spares that is Erlang's, whose tail is Poisson's; of warm ones 1 − e^−dλT is of a beta law with
  /// parameters s + 1 and k/d (Rényi's representation with a number of parts that need not be whole).
  /// O(spares² · steps). Where switching over may fail there is only the chain.
  ///
  /// - Parameter switching: the probability that a failure is survived where a spare is left.
  package static func survival(
    parts: Int, needed: Int, failureRate: Double, dormancy: Double, switching: Double = 1,
    time: Double
  ) -> PartShares {
    guard needed > 0 else { return PartShares(up: 1, down: 0) }
    guard needed <= parts else { return PartShares(up: 0, down: 1) }
    let spares = parts - needed
    var chain = MarkovChain(states: spares + 2)
    for dead in 0...spares {
      let rate = (Double(needed) + dormancy * Double(spares - dead)) * failureRate
      let survived = dead < spares ? switching : 1
      chain.add(from: dead, to: dead + 1, rate: rate * survived)
      if survived < 1 { chain.add(from: dead, to: spares + 1, rate: rate * (1 - survived)) }
    }
    var start = [Double](repeating: 0, count: spares + 2)
    start[0] = 1
    let failed = chain.distribution(after: time, from: start)[spares + 1]
    // Uniformisation is exact to 1e-15 of one, not of what is small.
    guard switching == 1 else { return PartShares(up: 1 - failed, down: failed) }
    let (share, count) = (failureRate * time, Double(needed))
    let (mean, dead) = (count * share, -expm1(-dormancy * share))
    if failed < 1e-6 {
      let down =
        dormancy == 0
        ? Tails.poisson(atLeast: spares + 1, mean: mean)
        : incompleteBeta(dead, Double(spares + 1), count / dormancy)
      return PartShares(up: 1 - down, down: down)
    }
    guard failed > 1 - 1e-6 else { return PartShares(up: 1 - failed, down: failed) }
    let up =
      dormancy == 0
      ? Tails.poisson(atMost: spares, mean: mean)
      : incompleteBeta(exp(-dormancy * share), count / dormancy, Double(spares + 1))
    return PartShares(up: up, down: 1 - up)
  }

  /// The probability that, without repair, at least `needed` still work after `time`.
  package static func reliability(
    parts: Int, needed: Int, failureRate: Double, time: Double
  ) -> Double {
    Availability.atLeast(
      needed, of: parts, each: Distribution.exponential(mean: 1 / failureRate).survival(time))
  }
}

extension Distribution {
  /// P(X > x), with all digits in the tail where the law allows; 1 − P(X ≤ x) else.
  package func survival(_ x: Double) -> Double {
    switch self {
    case .exponential(let mean): x > 0 ? exp(-x / mean) : 1
    default: 1 - (cumulative(x) ?? .nan)
    }
  }
}

/// Two parts, one of which is enough, where a failure is only survived with probability `coverage`.
///
/// Trivedi's coverage model: states two up, one up, none up, and the recovery from an uncovered failure,
/// after which one part is up. In that recovery nothing serves.
package struct ImperfectCoverageDuplex: Sendable, Hashable {
  package let failureRate: Double
  package let repairRate: Double
  package let coverage: Double

  /// The mean time of recovering from an uncovered failure.
  package let uncoveredRecovery: Double
  package let crews: Int

  package init(
    failureRate: Double, repairRate: Double, coverage: Double, uncoveredRecovery: Double,
    crews: Int = 1
  ) {
    self.failureRate = failureRate
    self.repairRate = repairRate
    self.coverage = coverage
    self.uncoveredRecovery = uncoveredRecovery
    self.crews = crews
  }

  /// States: 0 both up, 1 one up, 2 none up, 3 uncovered.
  package var chain: MarkovChain {
    var chain = MarkovChain(states: 4)
    chain.add(from: 0, to: 1, rate: 2 * failureRate * coverage)
    chain.add(from: 0, to: 3, rate: 2 * failureRate * (1 - coverage))
    chain.add(from: 3, to: 1, rate: 1 / uncoveredRecovery)
    chain.add(from: 1, to: 2, rate: failureRate)
    chain.add(from: 1, to: 0, rate: repairRate)
    chain.add(from: 2, to: 1, rate: Double(min(crews, 2)) * repairRate)
    return chain
  }

  private var states: [Double] { chain.stationary() ?? [1, 0, 0, 0] }

  package var unavailability: Double { states[2] + states[3] }
  package var availability: Double { 1 - unavailability }

  /// The share of the unavailability that uncovered failures cause.
  package var uncoveredShare: Double { states[3] / unavailability }

  /// The mean time to the first outage of either kind, from both up.
  package var meanTimeToFailure: Double { chain.meanPassageTimes(to: [2, 3])[0] }
}
