import Simulate
import Testing

@Suite struct ClusterReferenceTests {
  static let hpa = HorizontalAutoscaler()
  static let bounds = HorizontalAutoscaler(tolerance: .bounds(down: 0.1, up: 0.1))

  static func desired(_ replicas: Int, _ current: Double, _ target: Double) -> [Double] {
    [Double(hpa.desired(replicas: replicas, current: current, target: target))]
  }

  static func stabilised(_ wishes: [Int]) -> Double {
    Double(
      AutoscalerHistory.stabilised(
        wishes: wishes.map { (time: 0, replicas: $0) }, current: 10, at: 0, up: 0, down: 300))
  }

  static func missing(
    _ values: [Double?], target: Double, _ rule: HorizontalAutoscaler.MissingRule
  )
    -> Double
  {
    Double(
      hpa.desired(
        pods: values.map { $0.map { .value($0) } ?? .missing }, target: target, missing: rule))
  }

  static var autoscaling: [ReferenceCase] {
    let ramp = hpa.trace(from: 10) { _ in 100 }
    let saturated = hpa.saturatedTrace(from: 10, target: 0.7, needed: 100)
    return [
      ReferenceCase("K01", "Kubernetes: algorithm details", desired(4, 200, 100), [8]),
      ReferenceCase("K02", "Kubernetes: halve", desired(4, 50, 100), [2]),
      ReferenceCase("K03", "Kubernetes 1.33 announcement", desired(50, 90, 75), [60]),
      ReferenceCase("K05", "outside the tolerance", desired(10, 80, 70), [12]),
      ReferenceCase(
        "K07", "the boundary in doubles, by either rule",
        desired(10, 77, 70) + [Double(bounds.desired(replicas: 10, current: 77, target: 70))],
        [11, 10]),
      ReferenceCase(
        "K09", "largest over metrics", [Double(hpa.desired(replicas: 1, wishes: [4, 9, 6]))], [9]),
      ReferenceCase(
        "K10", "KEP-853",
        [
          stabilised([10, 9, 8, 9, 9, 8, 9, 8, 9, 8]), stabilised([9, 8, 9, 9, 8, 9, 8, 9, 8, 7]),
        ], [10, 9]),
      ReferenceCase(
        "K11", "missing pods count nothing on the way up",
        [missing([200, 200, nil, nil], target: 100, .target)], [4]),
      ReferenceCase(
        "K12b", "missing pods on the way down, documentation and code",
        [
          missing([20, 20, nil, nil], target: 50, .target),
          missing([20, 20, nil, nil], target: 50, .request),
        ], [3, 4]),
      ReferenceCase(
        "K13", "the default policies double", ramp.map(Double.init) + [Double(ramp.count - 1) * 15],
        [10, 20, 40, 80, 100, 60]),
      ReferenceCase(
        "K29", "a saturated metric hides the demand",
        saturated.map(Double.init) + [Double(saturated.count - 1)],
        [10, 15, 22, 32, 46, 66, 95, 100, 7]),
      ReferenceCase("K30", "default timers", [NodeFailureTimers().eviction], [340]),
    ]
  }

  static var delivery: [ReferenceCase] {
    let two = CanaryAnalysis(interval: 1, maxWeight: 50, stepWeight: 2, threshold: 10)
    let five = CanaryAnalysis(interval: 1, maxWeight: 50, stepWeight: 5, threshold: 5)
    return [
      ReferenceCase("K14", "Flagger's documentation", [two.promotion, two.rollback], [25, 10]),
      ReferenceCase(
        "K15", "Flagger's formulas", [five.promotion, five.rollback, five.exposure],
        [10, 5, 0.25]),
      ReferenceCase(
        "K16", "deployments × failure rate × time to restore",
        [
          DeliveryArithmetic.failures(deployments: 10, changeFailureRate: 0.15),
          DeliveryArithmetic.failures(deployments: 100, changeFailureRate: 0.05),
          DeliveryArithmetic.incidentTime(
            deployments: 10, changeFailureRate: 0.15, timeToRestore: 120),
          DeliveryArithmetic.incidentTime(
            deployments: 100, changeFailureRate: 0.05, timeToRestore: 15),
        ], [1.5, 5, 180, 75]),
      ReferenceCase(
        "K31", "weight × time",
        [
          DeliveryArithmetic.exposure(weight: 0.05, time: 5),
          DeliveryArithmetic.exposure(weight: 1, time: 120),
        ], [0.25, 120]),
      ReferenceCase(
        "K32", "a mixture's mean",
        [10, 5].map { DeliveryArithmetic.automaticShare(target: 15, automatic: $0, manual: 120) },
        [0.9545454545454546, 0.9130434782608695]),
      ReferenceCase(
        "K33", "utilisation = target × packing",
        [DeliveryArithmetic.packing(nodeUtilisation: 0.65, target: 0.7)], [0.9285714285714287]),
      ReferenceCase(
        "K26", "one of sixteen in reserve",
        [DeliveryArithmetic.utilisationCeiling(hosts: 16, reserve: 1)], [0.9375]),
      ReferenceCase(
        "K18", "attempts to the power of tiers",
        [3, 4].map { Retries.worstAmplification(attempts: $0, tiers: 3) }, [27, 64]),
      ReferenceCase(
        "K21", "base × count", [1, 2, 3].map { OutlierDetection().duration(ejection: $0) },
        [30, 60, 90]),
      ReferenceCase(
        "K22", "10 % of the hosts",
        [10, 20, 100].map { Double(OutlierDetection().limit(hosts: $0)) },
        [1, 2, 10]),
      ReferenceCase(
        "K25", "mean free share",
        [Double(NodeScore.leastAllocated(capacity: [4_000, 8_192], requested: [1_000, 2_048]))],
        [75]),
    ]
  }

  static var buckets: [ReferenceCase] {
    var smooth = TokenBucket(capacity: 20, refill: .continuous(rate: 10))
    let first = smooth.admit(100, at: 0)
    let later = (1...900).reduce(0) { $0 + smooth.admit(1, at: Double($1) / 15) }
    var stepped = TokenBucket(capacity: 10, refill: .discrete(tokens: 5, interval: 1))
    return [
      ReferenceCase(
        "K19", "burst + rate × time",
        [Double(first), Double(first + later), smooth.bound(within: 60)], [20, 620, 620]),
      ReferenceCase(
        "K20", "Envoy's local rate limit",
        [0, 0.4, 0.8, 1.2, 1.6, 2].map { Double(stepped.admit(4, at: $0)) }, [4, 4, 2, 4, 1, 4]),
    ]
  }

  static var scheduling: [ReferenceCase] {
    let gang = GangScheduling(machines: 4, jobs: [4, 4], duration: 1)
    let queue = BatchScheduling(
      machines: 8,
      jobs: [
        .init(arrival: 0, width: 6, duration: 10), .init(arrival: 0, width: 8, duration: 5),
        .init(arrival: 0, width: 2, duration: 10),
      ])
    let small = BinPacking(capacity: 10, items: [4, 8, 1, 4, 2, 1])
    let large = BinPacking(
      capacity: 101,
      items: [15.0, 34, 51].flatMap { Array(repeating: $0, count: 6) })
    func counts(_ packing: BinPacking) -> [Double] {
      [packing.optimum()].map { Double($0 ?? -1) }
        + [.firstFit, .bestFit, .firstFitDecreasing].map { Double(packing.bins($0) ?? -1) }
    }
    return [
      ReferenceCase(
        "S01", "pods bound in turn",
        [
          gang.withoutGang.makespan, gang.withGang.makespan, Double(gang.withoutGang.heldIdle),
        ], [.infinity, 2, 4]),
      ReferenceCase(
        "S02", "strict order and EASY",
        (queue.starts(.firstCome) + queue.starts(.easyBackfill)).map { $0 ?? -1 },
        [0, 10, 15, 0, 10, 0]),
      ReferenceCase("S06", "one backoff", [gang.leastDelay(backoff: 300)], [300]),
      ReferenceCase("B01", "optimum, first, best, first decreasing", counts(small), [2, 2, 2, 2]),
      ReferenceCase("B02", "Johnson et al. 1974", counts(large), [6, 10, 10, 6]),
    ]
  }

  static var partitions: [ReferenceCase] {
    let gpu = MultiInstanceGPU.a100
    func index(_ name: String) -> Int { gpu.profile(named: name) ?? -1 }
    let mixes = [
      ["3g.20gb", "3g.20gb"], ["4g.20gb", "3g.20gb"], ["4g.20gb", "2g.10gb", "1g.5gb"],
      ["3g.20gb", "2g.10gb", "2g.10gb"], ["2g.10gb", "2g.10gb", "2g.10gb", "1g.5gb"],
      ["4g.20gb", "4g.20gb"], ["3g.20gb", "3g.20gb", "1g.5gb"], ["4g.20gb", "2g.10gb", "2g.10gb"],
      ["3g.20gb"] + Array(repeating: "1g.5gb", count: 4),
      ["2g.10gb", "2g.10gb", "2g.10gb", "1g.5gb", "1g.5gb"], Array(repeating: "1g.5gb", count: 8),
      ["3g.20gb", "2g.10gb", "1g.5gb", "1g.5gb"],
    ]
    let names = ["1g.5gb", "1g.10gb", "2g.10gb", "3g.20gb", "4g.20gb", "7g.40gb"]
    let one = index("1g.5gb")
    return [
      ReferenceCase(
        "M01", "NVIDIA MIG user guide", names.map { Double(gpu.capacity(of: index($0))) },
        [7, 4, 3, 2, 1, 1]),
      ReferenceCase(
        "M02", "nvidia-smi mig -lgipp",
        names.flatMap { name in
          (gpu.profiles[index(name)].starts + [gpu.profiles[index(name)].size]).map(Double.init)
        },
        [0, 1, 2, 3, 4, 5, 6, 1, 0, 2, 4, 6, 2, 0, 2, 4, 2, 0, 4, 4, 0, 4, 0, 8]),
      ReferenceCase(
        "M03", "enumeration over the placements",
        mixes.map { gpu.place($0.map(index)) == nil ? 0 : 1 },
        [1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1]),
      ReferenceCase(
        "M06", "a small instance blocks a half",
        [0, 6].map { start in
          Double(
            gpu.capacity(
              of: index("3g.20gb"), beside: [.init(profile: one, start: start)]))
        }, [1, 1]),
    ]
  }

  static var networks: [ReferenceCase] {
    let ring = Collective(ranks: 64, latency: 5e-6, bandwidth: 25e9)
    return [
      ReferenceCase(
        "N02", "nccl-tests PERFORMANCE.md", [50 * Collective.busFactor(.allReduce, ranks: 16)],
        [93.75]),
      ReferenceCase(
        "N03", "nccl-tests PERFORMANCE.md",
        [.allReduce, .reduceScatter, .allGather, .broadcast, .reduce, .allToAll].map {
          Collective.busFactor($0, ranks: 8)
        }, [1.75, 0.875, 0.875, 1, 1, 0.875]),
      ReferenceCase(
        "N04", "Hockney's model", [ring.ring(1e6), ring.tree(1e6)],
        [0.0007087500000000001, 0.00014]),
      ReferenceCase("N05", "where both take as long", [ring.ringTreeCrossover()], [456_000_000]),
      ReferenceCase(
        "N06", "two levels",
        [24e9, 96e9].map {
          Collective.hierarchicalAllReduce(
            nodes: 50, perNode: 8, size: 1e9, bandwidthWithin: 235e9, bandwidthPerNode: $0)
        }, [0.08911347517730496, 0.027863475177304965]),
      ReferenceCase(
        "N09", "AdaptDL goodput.py",
        [
          TrainingStep.statisticalEfficiency(gradientSquare: 1, gradientVariance: 3, scale: 4)
        ], [0.5714285714285714]),
      ReferenceCase(
        "N10", "c + (1 − c) ln(1 − c)",
        [0.25, 0.5, 0.75].map { Cache.reshuffledLRU(share: $0) }
          + [0.25, 0.5, 0.75].map { Cache.reshuffledWithoutEviction(share: $0) },
        [0.034238445661164324, 0.15342640972002736, 0.40342640972002736, 0.25, 0.5, 0.75]),
      ReferenceCase(
        "N11", "Che et al. 2002",
        [Cache.che(popularity: Cache.zipf(items: 1_000, exponent: 1), capacity: 100)],
        [0.5765246161690034]),
      ReferenceCase(
        "N12", "two-level mean", [Cache.accessTime(hitRatio: 0.9, hit: 100, miss: 5_000)], [590]),
    ]
  }

  @Test(
    arguments: autoscaling + delivery + buckets + scheduling + partitions + networks)
  func agrees(_ one: ReferenceCase) {
    #expect(one.agrees(), "\(one.actual) ≠ \(one.expected)")
  }

  /// NVIDIA counts 19 ways to fill an A100 with its five original profiles; they are 14 mixes.
  @Test func maximalPlacements() {
    let gpu = MultiInstanceGPU.a100
    let original = gpu.profiles.indices.filter { gpu.profiles[$0].name != "1g.10gb" }
    #expect(gpu.maximalPlacements(of: original).count == 19)
    #expect(gpu.maximalMixes(of: original).count == 14)
    for placement in gpu.maximalPlacements() {
      for (index, one) in placement.enumerated() {
        #expect(placement[(index + 1)...].allSatisfy { gpu.areDisjoint(one, $0) })
      }
    }
  }

  @Test func exposedCommunication() {
    #expect(abs(TrainingStep.exposedShare(speedUp: 1.4) - 2 / 7.0) < 1e-12)
    #expect(abs(TrainingStep.exposedShare(speedUp: 1.4, faster: 2) - 4 / 7.0) < 1e-12)
    #expect(abs(TrainingStep.speedUp(exposed: 4 / 7.0, faster: 2) - 1.4) < 1e-12)
  }

  /// Backfilling never delays the job that it waits for, and conservative never any.
  @Test func backfillingKeepsItsPromise() throws {
    var stream = RandomStream(seed: 8, name: "jobs")
    for _ in 0..<50 {
      let jobs = (0..<40).map { _ in
        BatchScheduling.Job(
          arrival: Double(stream.index(below: 50)), width: 1 + stream.index(below: 8),
          duration: Double(1 + stream.index(below: 20)))
      }
      let pool = BatchScheduling(machines: 8, jobs: jobs)
      let strict = pool.starts(.firstCome)
      let careful = pool.starts(.conservativeBackfill)
      for (one, other) in zip(strict, careful) {
        #expect(try #require(other) <= (try #require(one)))
      }
      for discipline in BatchScheduling.Discipline.allCases {
        let starts = try pool.starts(discipline).map { try #require($0) }
        for (start, job) in zip(starts, jobs) {
          #expect(start >= job.arrival)
          let used = zip(starts, jobs).reduce(0) { sum, other in
            other.0 <= start && start < other.0 + other.1.duration ? sum + other.1.width : sum
          }
          #expect(used <= 8)
        }
      }
    }
  }

  /// No rule uses fewer bins than the best, and the best none fewer than the volume.
  @Test func packingRulesAreBounded() throws {
    var stream = RandomStream(seed: 9, name: "items")
    for _ in 0..<30 {
      let packing = BinPacking(
        capacity: 20, items: (0..<12).map { _ in Double(1 + stream.index(below: 15)) })
      let best = try #require(packing.optimum())
      #expect(best >= packing.lowerBound)
      for rule in BinPacking.Rule.allCases { #expect(try #require(packing.bins(rule)) >= best) }
      let decreasing = try #require(packing.bins(.firstFitDecreasing))
      #expect(9 * decreasing <= 11 * best + 6)
    }
  }
}
