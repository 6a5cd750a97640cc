import Glibc
import Simulate
import Testing

/// Forms without a figure in the reference set, each against another way to the same number.
@Suite struct FurtherFormsTests {
  @Test func quorums() {
    #expect((1...7).map(Quorum.size) == [1, 2, 2, 3, 3, 4, 4])
    #expect((1...7).map(Quorum.tolerated) == [0, 0, 1, 1, 2, 2, 3])
    #expect(abs(Quorum.availability(members: 3, each: 0.99) - 0.999702) < 1e-12)
  }

  @Test func unequalPartsAgreeWithEnumeration() {
    let parts = [0.9, 0.8, 0.99, 0.5]
    for needed in 0...5 {
      var sum = 0.0
      for mask in 0..<16 where mask.nonzeroBitCount >= needed {
        var product = 1.0
        for (index, part) in parts.enumerated() {
          product *= mask >> index & 1 == 1 ? part : 1 - part
        }
        sum += product
      }
      #expect(abs(Availability.atLeast(needed, of: parts) - sum) < 1e-12)
    }
  }

  @Test func intervalAvailabilityIsTheMeanOfThePointwise() {
    var area = 0.0
    for step in 0..<10_000 {
      area += Availability.at(
        time: (Double(step) + 0.5) / 1_000, failureRate: 0.1, repairRate: 0.7)
    }
    let closed = Availability.interval(time: 10, failureRate: 0.1, repairRate: 0.7)
    #expect(abs(area / 10_000 - closed) < 1e-8)
  }

  @Test func downtimeOfOneYear() {
    let law = DowntimeDistribution(outages: 2, meanOutage: 13)
    var stream = RandomStream(seed: 1, name: "years")
    var over = Tally()
    for _ in 0..<20_000 {
      let sum = (0..<stream.poisson(mean: 2)).reduce(0) { total, _ in
        total + 13 * stream.exponential()
      }
      over.add(sum > 30 ? 1 : 0)
    }
    #expect(over.estimate(confidence: 0.999).contains(law.exceeds(30)))
    #expect(abs(law.exceeds(law.quantile(0.9)) - 0.1) < 1e-9)
    #expect(law.quantile(0.1) == 0)
    let fixed = DowntimeDistribution(outages: 2, meanOutage: 10, squaredVariation: 0)
    #expect(abs(fixed.exceeds(15) - (1 - exp(-2) * 3)) < 1e-12)
  }

  @Test func impatienceLiesBetweenLossAndPatience() {
    func queue(_ rate: Double) -> ImpatientQueue {
      ImpatientQueue(servers: 3, arrivalRate: 2, serviceRate: 1, abandonmentRate: rate)
    }
    #expect(abs(queue(1e-9).meanQueue - 0.8888888888888888) < 1e-6)
    #expect(
      abs(queue(1e9).abandonment - Erlang.blocking(servers: 3, load: 2)) < 1e-6)
    // With patience like service, the number is that of infinitely many servers.
    let poisson = InfiniteServerQueue(arrivalRate: 2, serviceRate: 1)
    for (number, probability) in queue(1).distribution.prefix(10).enumerated() {
      #expect(abs(probability - poisson.probability(of: number)) < 1e-12)
    }
  }

  @Test func multiRateLossContainsErlang() {
    let single = MultiRateLoss(capacity: 10, classes: [.init(width: 1, load: 5)])
    #expect(abs(single.blocking[0] - 0.01838457033664814) < 1e-12)
    let pairs = MultiRateLoss(capacity: 20, classes: [.init(width: 2, load: 5)])
    #expect(abs(pairs.blocking[0] - 0.01838457033664814) < 1e-12)
    let mixed = MultiRateLoss(
      capacity: 8, classes: [.init(width: 1, load: 2), .init(width: 8, load: 0.2)])
    #expect(mixed.blocking[1] > mixed.blocking[0])
  }

  @Test func batchesAndVacations() throws {
    let queue = GeneralServiceQueue(arrivalRate: 0.5, meanService: 1, squaredVariation: 1)
    #expect(queue.meanWait(batchMean: 1, batchSecondMoment: 1) == queue.meanWait)
    #expect(abs(queue.meanWait(vacationMean: 2, vacationSecondMoment: 4) - 2) < 1e-12)
    // Batches of two at half the rate, whose customers are served one by one.
    #expect(abs(queue.meanWait(batchMean: 2, batchSecondMoment: 4) - 2) < 1e-12)
  }

  @Test func replicaSetsOfCodedPieces() {
    let code = ReplicaSet(pieces: 6, needed: 4, failureRate: 1e-4, rebuild: 1)
    let chain = BirthDeath(
      up: [6e-4, 5e-4, 4e-4], down: [1, 2, 3])
    #expect(abs(code.meanTimeToLoss / chain.meanPassage(from: 0, to: 3) - 1) < 1e-12)
    #expect(abs(code.approximateMeanTimeToLoss / code.meanTimeToLoss - 1) < 2e-3)
    #expect(code.efficiency == 4 / 6.0)
  }

  @Test func copysetLossAgreesWithCounting() {
    // Nine nodes in three fixed sets of three: 3 of the 84 triples lose data.
    #expect(
      abs(Placement.copysetLoss(nodes: 9, copies: 3, copysets: 1, failed: 3) - 1 / 84.0) < 1e-12)
    #expect(Placement.permutedCopysets(nodes: 9, copies: 3, scatter: 4) == 6)
    #expect(Placement.randomCopysets(nodes: 9, copies: 3, scatter: 8) == 84)
    #expect(Placement.possibleCopies(domains: 3, lost: 1, copies: 3) == 2)
  }

  @Test func declusteredLossOfOneCopyIsTheDisk() {
    let disk = DeclusteredLoss(fits: 826, size: 2e12, copies: 1)
    #expect(abs(disk.probability() + expm1(-826 * 8_766 / 1e9)) < 1e-15)
    #expect(abs(disk.rebuild - 150 / 3_600.0) < 1e-12)
    let ratio =
      DeclusteredLoss(fits: 826, size: 2e12, copies: 3).probability()
      / DeclusteredLoss(fits: 826, size: 2e12, copies: 2).probability()
    #expect(abs(ratio + expm1(-826 * 200 * (1 / 6.0 + 150 / 3_600.0) / 1e9)) < 1e-15)
  }

  @Test func sustainedRetriesAreAFixedPoint() {
    let calm = Retries.sustainedLoad(offered: 90, capacity: 100, attempts: 4)
    #expect(calm == 90)
    let storm = Retries.sustainedLoad(offered: 110, capacity: 100, attempts: 4)
    let failure = 1 - 100 / storm
    #expect(storm > 150)
    #expect(abs(storm / (110 * Retries.meanAttempts(failure: failure, attempts: 4)) - 1) < 1e-9)
  }

  @Test func partialPartitionsWasteMultiprocessors() throws {
    let gpu = MultiInstanceGPU.a100
    let seven = try #require(gpu.place(Array(repeating: 0, count: 7)))
    #expect(abs(gpu.multiprocessorShare(of: seven) - 98 / 108.0) < 1e-12)
    #expect(gpu.memoryShare(of: seven) == 7 / 8.0)
  }

  @Test func autoscalerFollowsItsRules() {
    var history = AutoscalerHistory(HorizontalAutoscaler())
    // Down only when every wish of the last 300 s is lower.
    #expect(history.decide(wish: 10, current: 10, at: 0) == 10)
    #expect(history.decide(wish: 4, current: 10, at: 15) == 10)
    #expect(history.decide(wish: 4, current: 10, at: 299) == 10)
    #expect(history.decide(wish: 4, current: 10, at: 301) == 4)
    let unready = HorizontalAutoscaler().desired(
      pods: [.value(150), .value(150), .unready, .unready], target: 100)
    #expect(unready == 4)
    #expect(HorizontalAutoscaler().desired(replicas: 3, wishes: [2, nil]) == 3)
  }
}

/// Parameters that make no sense get some answer, not a crash or a hang: nothing is asked of its value.
@Suite struct SenselessParameterTests {
  static let odd: [Double] = [0, -1, 1e-300, 1e300, .infinity, .nan]

  @Test(arguments: odd)
  func nothingTraps(value: Double) {
    _ = SingleServerQueue(arrivalRate: value, serviceRate: 1).sojournQuantile(0.99)
    _ = SingleServerQueue(arrivalRate: 1, serviceRate: value).waitQuantile(value)
    _ = MultiServerQueue(servers: 0, arrivalRate: value, serviceRate: value).sojournQuantile(0.5)
    _ = MultiServerQueue(servers: 3, arrivalRate: 1, serviceRate: value).probability(of: 2)
    _ = Erlang.servers(load: value, waitingAtMost: value)
    _ = Erlang.load(servers: 5, blocking: value)
    _ = FiniteQueue(servers: 0, capacity: -1, arrivalRate: value, serviceRate: value).meanSojourn
    _ = ConstantServiceQueue(arrivalRate: value, service: 1).waitWithin(value)
    _ = RepairableGroup(parts: 3, needed: 2, failureRate: value, repairRate: value).availability
    _ = ReplicaSet(pieces: 0, failureRate: value, rebuild: value).meanTimeToLoss
    _ = Checkpointing(cost: value, meanTimeBetweenFailures: value).bestInterval
    _ = DowntimeDistribution(outages: value, meanOutage: value).quantile(value)
    _ = HorizontalAutoscaler().desired(replicas: 3, current: value, target: value)
    _ = HorizontalAutoscaler().desired(pods: [.value(value), .missing], target: value)
    _ = OutlierDetection(consecutiveErrors: -1, maxEjected: value).limit(hosts: 10)
    _ = BinPacking(capacity: value, items: [1, 2, value]).optimum(limit: 1_000)
    _ = BinPacking(capacity: value, items: [1]).lowerBound
    _ = ClusterAutoscaler.nodes(pods: 3, perPod: [value], perNode: [1])
    _ = BatchScheduling(
      machines: 4,
      jobs: [
        .init(arrival: value, width: 2, duration: 1), .init(arrival: 0, width: 4, duration: value),
        .init(arrival: 1, width: 4, duration: 1),
      ]
    ).starts(.conservativeBackfill)
    var bucket = TokenBucket(capacity: value, refill: .discrete(tokens: value, interval: value))
    _ = bucket.admit(-3, at: value)
    _ = Cache.che(popularity: [value, 1], capacity: value)
    _ = Collective(ranks: -1, latency: value, bandwidth: value).tree(value)
    var chain = MarkovChain(states: 2)
    chain.add(from: 0, to: 1, rate: value)
    chain.add(from: 1, to: 0, rate: 1)
    _ = chain.distribution(after: value, from: [1, 0])
    _ = chain.meanPassageTimes(to: [1])
  }

  @Test(arguments: odd)
  func lawsAnswer(value: Double) {
    var stream = RandomStream(seed: 1, name: "odd")
    let laws: [Distribution] = [
      .deterministic(value), .uniform(value, 1), .exponential(mean: value),
      .normal(mean: 0, deviation: value), .lognormal(mu: value, sigma: value),
      .weibull(shape: value, scale: 1), .gamma(shape: value, scale: value),
      .erlang(stages: -1, mean: value), .pareto(shape: value, minimum: value), .bernoulli(value),
      .poisson(mean: value), .zipf(count: -1, exponent: value), .zipf(count: 9, exponent: value),
      .discrete([]), .empirical([]), .hyperexponential([.init(weight: value, value: value)]),
      .truncated(.gamma(shape: 2, scale: 1), from: value, to: 2),
    ]
    for law in laws {
      _ = Ticks(seconds: law.sample(&stream))
      _ = law.mean
      _ = law.variance
      _ = law.quantile(0.3)
      _ = law.cumulative(value)
      #expect(!law.isValid || value.isFinite)
    }
    #expect(
      QueueingNetwork.single(arrivalRate: 1, service: .exponential(mean: -1)) == nil)
    #expect(
      QueueingNetwork(
        stations: [.init(service: [.deterministic(1)])],
        sources: [.init(interarrival: .deterministic(0))]) == nil)
  }
}
