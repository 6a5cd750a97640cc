import Glibc
import Simulate
import Testing

@Suite struct AvailabilityReferenceTests {
  static func hosts(crews: Int) -> [Double] {
    let group = RepairableGroup(
      parts: 16, needed: 15, failureRate: 1 / 8_760.0, repairRate: 1 / 24.0, crews: crews)
    return [group.availability, group.meanDown]
  }

  static let pair = RepairableGroup(
    parts: 2, needed: 1, failureRate: 0.001, repairRate: 0.1, crews: 1)
  static let pairTwoCrews = RepairableGroup(
    parts: 2, needed: 1, failureRate: 0.001, repairRate: 0.1)
  static let standby = RepairableGroup(
    parts: 2, needed: 1, failureRate: 0.001, repairRate: 0.1, crews: 1, dormancy: 0)
  static let covered = ImperfectCoverageDuplex(
    failureRate: 0.001, repairRate: 0.1, coverage: 0.95, uncoveredRecovery: 0.5)
  static let rate = ReplicaSet.hourlyRate(annual: 0.0157, hoursPerYear: 8_766)

  static func replicas(_ copies: Int, parallel: Bool = true) -> ReplicaSet {
    ReplicaSet(pieces: copies, failureRate: rate, rebuild: 1, crews: parallel ? nil : 1)
  }

  static var structures: [ReferenceCase] {
    [
      ReferenceCase(
        "A01", "(1 − A) · 525,600 min",
        [0.999, 0.9999, 0.99995, 0.99999].map { Availability.downtime(availability: $0) },
        [525.6, 52.56, 26.28, 5.256]),
      ReferenceCase(
        "A03", "two-state chain",
        [1, 5, 20].map { Availability.at(time: $0, failureRate: 0.01, repairRate: 0.5) },
        [0.9921665799767111, 0.9819231699215912, 0.9803928856925231]),
      ReferenceCase(
        "A04", "product", [Availability.series([0.9999, 0.9995, 0.999])], [0.9984006499500001]),
      ReferenceCase("A05", "1 − (1 − A)²", [Availability.parallel([0.99, 0.99])], [0.9999]),
      ReferenceCase(
        "A06", "3A² − 2A³", [Availability.atLeast(2, of: 3, each: 0.99)], [0.9997020000000001]),
      ReferenceCase(
        "A09", "binomial", [Availability.atLeast(15, of: 16, each: 0.999)], [0.999881114557432]),
      ReferenceCase(
        "A10", "birth and death, 1 crew", hosts(crews: 1),
        [0.9982087695153606, 0.04557301491838356]),
      ReferenceCase(
        "A11", "birth and death, 2 crews", hosts(crews: 2),
        [0.9991210189483982, 0.043732938213694596]),
      ReferenceCase(
        "A12", "birth and death, 16 crews: the binomial", hosts(crews: 16),
        [0.9991267259681147, 0.04371584699453551]),
      ReferenceCase(
        "A13", "H₂/λ", [RepairableGroup.meanTimeToFailure(parts: 2, needed: 1, failureRate: 1)],
        [1.5]),
      ReferenceCase(
        "A14", "1/3 + 1/2",
        [RepairableGroup.meanTimeToFailure(parts: 3, needed: 2, failureRate: 1)],
        [0.8333333333333334]),
      ReferenceCase(
        "A15", "(3λ + μ)/2λ²",
        [pair.meanTimeToFailure, pair.availability, pairTwoCrews.availability],
        [51500.00000000001, 0.9998039600078416, 0.9999019703950592]),
      ReferenceCase(
        "A16", "cold standby", [standby.availability, standby.meanTimeToFailure],
        [0.9999009999009999, 102000.00000000001]),
      ReferenceCase(
        "A17", "Trivedi's coverage chain", [covered.availability, covered.uncoveredShare],
        [0.9997549620191106, 0.19999999999630583]),
      ReferenceCase(
        "A25", "IEC 61508-6, β factor",
        {
          let parts = Availability.betaFactor(
            failureRate: 0.001, repairRate: 0.1, beta: 0.05, parts: 2)
          return [parts.independent, parts.common]
        }(), [8.855937930914361e-05, 0.0004997501249375312]),
      ReferenceCase(
        "A31", "MTTF/(MTTF + MTTR)", [Availability.steady(meanUp: 1_000, meanDown: 10)],
        [0.9900990099009901]),
    ]
  }

  static var budgets: [ReferenceCase] {
    [
      ReferenceCase(
        "A26", "rate × duration, min per year",
        [
          Availability.covered(rate: 0.2, coverage: 1, fast: 180, slow: 0) / 60,
          Availability.covered(rate: 0.2, coverage: 0.99, fast: 1, slow: 180) / 60,
        ], [0.6, 0.0093]),
      ReferenceCase(
        "A27", "budget ÷ outage",
        [3, 30, 120].map { Availability.events(budget: 26.28, outage: $0) },
        [8.76, 0.876, 0.219]),
      ReferenceCase(
        "A28", "alternating renewal",
        [
          Availability.sitePair(
            failures: 1 / 8_760.0, takeover: 1, restore: 8.76, success: 0),
          Availability.sitePair(failures: 1 / 8_760.0, takeover: 1, restore: 8.76),
        ], [0.999, 0.9998858447488584]),
      ReferenceCase(
        "A34", "compound Poisson",
        [RunLength.outages(relativeHalfWidth: 0.1, durationSquaredVariation: 1)],
        [768.3199999999998]),
      ReferenceCase(
        "A35", "sum of rate × duration",
        [21.6, Availability.availability(downtime: 0.6 + 6 + 0 + 15)],
        [21.6, 0.999958904109589]),
    ]
  }

  static var durability: [ReferenceCase] {
    let three = replicas(3)
    let serial = replicas(3, parallel: false)
    return [
      ReferenceCase("A18", "(3λ + μ)/2λ²", [replicas(2).meanTimeToLoss], [155874820233.27518]),
      ReferenceCase(
        "A19", "birth and death passage, and its leading term",
        [
          three.meanTimeToLoss, three.approximateMeanTimeToLoss, serial.meanTimeToLoss,
          serial.approximateMeanTimeToLoss,
        ],
        [
          5.80212270827924e+16, 5.80208633758091e+16, 2.9010639520905136e+16,
          2.901043168790455e+16,
        ]),
      ReferenceCase(
        "A22", "copysets over racks",
        [
          Placement.allInDifferentDomains(domains: 3, perDomain: 10, failed: 3),
          Placement.groupLost(domains: 3, perDomain: 10, copies: 3, groups: 1_024),
        ], [0.24630541871921183, 0.1578887984754409]),
      ReferenceCase(
        "A24", "Poisson",
        [
          Placement.expectedFailures(devices: 240, annualRate: 0.0157),
          Placement.anyFailure(devices: 240, annualRate: 0.0157, days: 30),
        ], [3.768, 0.26633197165642164]),
      ReferenceCase(
        "A29", "uniform age",
        [
          RecoveryPoint.age(interval: 24).mean ?? .nan,
          RecoveryPoint.age(interval: 24).quantile(1) ?? .nan,
          RecoveryPoint.age(interval: 24, copying: 6).mean ?? .nan,
          RecoveryPoint.age(interval: 24, copying: 6).quantile(1) ?? .nan,
        ], [12, 24, 18, 30]),
      ReferenceCase(
        "A30", "vSphere Replication's schedule",
        [5, 7.5, 10].map { RecoveryPoint.greatestReplicaAge(objective: 15, transfer: $0) }
          + [5, 7.5, 10].map { RecoveryPoint.isViolated(objective: 15, transfer: $0) ? 1 : 0 },
        [15, 15, 20, 0, 0, 1]),
      ReferenceCase(
        "A36", "survivors hold all below the ratio",
        [10, 20].map { Placement.usableFill(nodes: $0, lost: 2, ratio: 0.85) }, [0.68, 0.765]),
    ]
  }

  static var checkpoints: [ReferenceCase] {
    let short = Checkpointing(cost: 5, meanTimeBetweenFailures: 180)
    let long = Checkpointing(cost: 1 / 12.0, meanTimeBetweenFailures: 3, restart: 0.25)
    return [
      ReferenceCase(
        "G02", "Young 1974, Daly 2006", [short.youngInterval, short.dalyFirstOrder],
        [42.42640687119285, 37.42640687119285]),
      ReferenceCase("G03", "Daly 2006, eq. 37", [short.dalyInterval], [39.15854638796938]),
      ReferenceCase(
        "G04", "Daly 2006, exact", [long.wallTime(work: 100, interval: 1)],
        [141.81583442566554]),
    ]
  }

  @Test(arguments: structures + budgets + durability + checkpoints)
  func agrees(_ one: ReferenceCase) {
    #expect(one.agrees(), "\(one.actual) ≠ \(one.expected)")
  }

  /// The general chain against the recursions, to 10⁻⁹ where a dense solver has no digit left.
  @Test func eliminationAgreesWithTheRecursion() throws {
    let rate = Self.rate
    var chain = MarkovChain(states: 5)
    for lost in 0..<4 {
      chain.add(from: lost, to: lost + 1, rate: Double(4 - lost) * rate)
      chain.add(from: lost + 1, to: lost, rate: Double(lost + 1))
    }
    let recursion = Self.replicas(4).meanTimeToLoss
    #expect(recursion > 1e22)
    #expect(abs(chain.meanPassageTimes(to: [4])[0] / recursion - 1) < 1e-12)
    let stationary = try #require(chain.stationary())
    let closed = RepairableGroup(
      parts: 4, needed: 1, failureRate: rate, repairRate: 1
    ).distribution
    for (one, other) in zip(stationary, closed) { #expect(abs(one / other - 1) < 1e-12) }
    #expect(stationary[4] < 1e-20)
  }

  @Test func transientApproachesTheLongRun() throws {
    var chain = MarkovChain(states: 2)
    chain.add(from: 0, to: 1, rate: 0.01)
    chain.add(from: 1, to: 0, rate: 0.5)
    for time in [1.0, 5, 20, 5_000] {
      let here = chain.distribution(after: time, from: [1, 0])
      let closed = Availability.at(time: time, failureRate: 0.01, repairRate: 0.5)
      #expect(abs(here[0] - closed) < 1e-12)
    }
  }

  @Test func passageKnowsWhatCannotBeReached() {
    var chain = MarkovChain(states: 4)
    chain.add(from: 0, to: 1, rate: 1)
    chain.add(from: 0, to: 2, rate: 3)
    chain.add(from: 2, to: 3, rate: 1)
    let times = chain.meanPassageTimes(to: [1])
    #expect(times == [.infinity, 0, .infinity, .infinity])
    let hits = chain.hittingProbabilities(of: 1, among: [1])
    #expect(abs(hits[0] - 0.25) < 1e-15)
    #expect(hits[3] == 0)
    #expect(chain.stationary() == nil)
    #expect(chain.meanPassageTimes(to: [1, 3])[0] == 0.25 + 0.75 * 1)
  }

  @Test func bestIntervalIsNearDaly() {
    let job = Checkpointing(cost: 5, meanTimeBetweenFailures: 180)
    #expect(abs(job.bestInterval / job.dalyInterval - 1) < 0.01)
    #expect(
      job.wallTime(work: 1, interval: job.bestInterval)
        <= job.wallTime(work: 1, interval: job.dalyInterval))
  }

  @Test func moreSparesNeverHurt() {
    var last = 0.0
    for parts in 3...8 {
      let group = RepairableGroup(parts: parts, needed: 3, failureRate: 0.01, repairRate: 0.2)
      #expect(group.availability > last)
      last = group.availability
      #expect(
        abs(
          group.availability
            - Availability.atLeast(
              3, of: parts, each: Availability.steady(meanUp: 100, meanDown: 5)))
          < 1e-12)
      #expect(abs(group.unavailability / (group.failureFrequency * group.meanOutage) - 1) < 1e-12)
    }
  }
}
