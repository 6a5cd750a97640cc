import Glibc
import Quantities
import Simulate
import Systems
import Testing

@Suite struct ClusterMechanismTests {
  @Test("equal machines end evenly, in as few moves as there are machines too many")
  func balancer() {
    var place = [Int](repeating: 0, count: 12)
    var load = [3.0, 0, 0, 0]
    let demand = [Double](repeating: 0.25, count: 12)
    let moves = LoadBalancer(threshold: 0, limit: 100)
      .balance(place: &place, load: &load, demand: demand)
    #expect(moves == 9 && load == [0.75, 0.75, 0.75, 0.75])
    #expect((0..<4).allSatisfy { host in place.count { $0 == host } == 3 })
    #expect(LoadBalancer.deviation(load) == 0)
  }

  @Test("constant demand moves nothing; what exceeds the hosts is contention, whoever balances")
  func constantDemand() {
    let system = SystemDefinition.balancedCluster
    let inputs = system.exampleInputs.setting("hosts", to: .number(2))
      .setting("machines", to: .number(6)).setting("demand", to: .number(0.5))
      .setting("variation", to: .number(0))
    let seen = tallies(system, inputs, replications: 2)
    #expect(abs(seen[0].mean - 1.0 / 3) < 1e-12 && abs(seen[3].mean - 1) < 1e-12)
    #expect(seen[1].mean < 1e-12 && seen[2].mean == 0)
  }

  @Test("DRS lowers deviation and contention, by moving")
  func balancing() {
    let system = SystemDefinition.balancedCluster
    // Nine tenths full: the sum over all hosts fits nearly always, that of a single one does not.
    let on = system.exampleInputs.setting("machines", to: .number(480))
      .setting("threshold", to: .number(0.02)).setting("interval", to: .number(60))
      .setting("horizon", to: .number(day / 2))
    let off = tallies(system, on.setting("drs", to: .flag(false)), replications: 6)
    let fast = tallies(system, on, replications: 6)
    #expect(fast[0].mean < off[0].mean && fast[1].mean < off[1].mean)
    #expect(off[2].mean == 0 && fast[2].mean > 0)
  }

  @Test("the recommender's histogram is its exact limit, rounded up by at most a bucket")
  func histogram() throws {
    var stream = RandomStream(seed: 5, name: "use")
    var histogram = UsageHistogram(halfLife: 86_400)
    var samples: [(time: Double, usage: Double)] = []
    for index in 0..<4000 {
      let sample = (time: Double(index) * 3_600, usage: 0.5 * stream.exponential() + 0.05)
      samples.append(sample)
      histogram.add(sample.usage, at: sample.time)
    }
    for share in [0.5, 0.9, 0.95] {
      let exact = VerticalAutoscaler(targetPercentile: share, margin: 0)
      let limit = try #require(exact.recommendation(samples: samples))
      let rounded = try #require(histogram.percentile(share))
      #expect(rounded >= limit * (1 - 1e-9) && rounded <= limit * 1.05 + 0.0105)
    }
  }

  @Test("a sample weighs its request: history that was requested high is forgotten slowly")
  func weights() throws {
    var histogram = UsageHistogram(halfLife: 86_400)
    for _ in 0..<9 { histogram.add(2, at: 0) }
    histogram.add(1, weight: 10, at: 0)
    #expect(try #require(histogram.percentile(0.5)) < 1.1)
    #expect(try #require(histogram.percentile(0.6)) > 2)
    // Ten minutes at a thousand cores, at whatever hour of the day, outweigh the days that follow.
    let system = SystemDefinition.rightSizedWorkload
    let first = [1, 1_000].map { request in
      tallies(
        system,
        system.exampleInputs.setting("request", to: .number(Double(request)))
          .setting("half-life", to: .number(10 * day)), replications: 64)
    }
    #expect(first[1][2].mean > 1.5 * first[0][2].mean)
  }

  @Test("a constant use is requested with its margin, after a single eviction")
  func rightSizing() {
    let system = SystemDefinition.rightSizedWorkload
    let inputs = system.exampleInputs.setting("use.trough", to: .number(1))
      .setting("use.peak", to: .number(1)).setting("variation", to: .number(0))
    let seen = tallies(system, inputs, replications: 2)
    #expect(seen[1].mean >= 1.15 && seen[1].mean <= 1.15 * 1.06)
    #expect(seen[3].mean == 0 && seen[2].mean == 0)
    #expect(abs(seen[0].mean * seen[1].mean - 1) < 1e-9)
    let without = tallies(system, inputs.setting("vpa", to: .flag(false)), replications: 2)
    #expect(without[1].mean == 2)
  }

  @Test("missing metrics follow the binomial law, and none or all at the ends")
  func missingMetrics() {
    var metrics = MissingMetrics(share: 0.3, Replication(seed: 3, index: 0))
    var tally = Tally()
    for _ in 0..<20_000 { tally.add(Double(metrics.draw(of: 20))) }
    #expect(tally.estimate(confidence: 0.999).contains(6))
    #expect(abs(tally.variance / 4.2 - 1) < 0.05 && tally.maximum <= 20)
    var none = MissingMetrics(share: 0, Replication(seed: 3, index: 0))
    #expect(none.draw(of: 50) == 0)
  }

  @Test("a gang that spans leaves takes longer, and affinity keeps it from spanning them")
  func topology() {
    let system = SystemDefinition.gpuCluster
    let base = system.exampleInputs.setting("small.share", to: .number(0))
      .setting("large.gpus", to: .number(16)).setting("gpus", to: .number(8))
      .setting("nodes", to: .number(40)).setting("slices", to: .number(1))
      .setting("large.time", to: .law(.exponential(mean: 8 * hour)))
      .setting("jobs", to: .number(12 / day)).setting("horizon", to: .number(60 * day))
      .setting("spread.speed", to: .number(0.5)).setting("affinity", to: .flag(false))
    let flat = tallies(system, base.setting("leaf.nodes", to: nil), replications: 12)
    // Two nodes are never under one leaf of one: every gang takes twice as long.
    let apart = tallies(system, base.setting("leaf.nodes", to: .number(1)), replications: 12)
    #expect(abs(apart[1].mean / flat[1].mean - 2) < 0.1)
    #expect(abs(apart[0].mean / flat[0].mean - 1) < 0.05)
    let odd = base.setting("leaf.nodes", to: .number(5))
    let careless = tallies(system, odd, replications: 12)
    let careful = tallies(system, odd.setting("affinity", to: .flag(true)), replications: 12)
    #expect(careful[1].mean < careless[1].mean && careful[1].mean >= flat[1].mean * 0.999)
    #expect(
      tallies(system, base.setting("leaf.nodes", to: .number(40)), replications: 2)
        == tallies(system, base.setting("leaf.nodes", to: nil), replications: 2))
  }
}

@Suite struct TrafficMechanismTests {
  @Test("a bad host is out after a run of its errors, as Feller has it")
  func ejection() {
    let system = SystemDefinition.outlierEjection
    let inputs = system.exampleInputs.setting("bad.failure", to: .number(0.8))
      .setting("usual.failure", to: .number(0)).setting("hosts", to: .number(4))
      .setting("bad.length", to: .law(.constant(240)))
    let seen = tallies(system, inputs, replications: 200)
    let asked = OutlierDetection().meanRequestsToEjection(errorRate: 0.8)
    #expect(seen[2].estimate(confidence: 0.999).contains(asked * 4 / 100))
  }

  @Test(
    "a host that stays bad is out for the longest time and until the sweep after it, again and again"
  )
  func sweeps() {
    let detection = OutlierDetection()
    #expect(detection.sweep(from: 30) == 30 && detection.sweep(from: 30.1) == 40)
    #expect(detection.counted(ejections: 10) == 11 && detection.counted(ejections: 11) == 11)
    let system = SystemDefinition.outlierEjection
    let inputs = system.exampleInputs.setting("bad.failure", to: .number(1))
      .setting("usual.failure", to: .number(0)).setting("hosts", to: .number(2))
      .setting("consecutive.5xx", to: .number(1)).setting("ejection.cap", to: .number(0.5))
      .setting("bad.interval", to: .law(.constant(60))).setting(
        "bad.length", to: .law(.constant(day))
      )
      .setting("request.rate", to: .number(10)).setting("horizon", to: .number(20 * hour))
    // It fails one request soon after a sweep, and comes back 310 s after that sweep.
    let seen = tallies(system, inputs, replications: 4)
    #expect(abs(seen[0].mean * 3_100 - 1) < 0.015)
  }

  @Test("without ejection the bad host fails its share of the requests, and ejection helps")
  func noEjection() {
    let system = SystemDefinition.outlierEjection
    let inputs = system.exampleInputs.setting("ejection", to: .flag(false))
      .setting("usual.failure", to: .number(0)).setting("horizon", to: .number(40 * hour))
      .setting("request.rate", to: .number(5))
    let without = tallies(system, inputs, replications: 60)
    let expected = 300.0 / (1800 + 300) * 0.9 / 10
    #expect(without[0].estimate(confidence: 0.999).contains(expected))
    let with = tallies(system, inputs.setting("ejection", to: .flag(true)), replications: 60)
    #expect(with[0].mean < without[0].mean)
  }

  @Test("the sample of an A/B test is Fleiss's, and a mirror hurts nobody")
  func experiment() {
    let system = SystemDefinition.trafficExperiment
    let inputs = system.exampleInputs.setting("success", to: .number(0.1))
      .setting("changed", to: .number(0.12)).setting("share", to: .number(0.5))
      .setting("mirrored", to: .flag(false))
    #expect(system.output("sample")?.analytic(inputs) == 3839)
    #expect(system.output("load-below")?.analytic(inputs) == 1)
    let mirrored = inputs.setting("mirrored", to: .flag(true))
    #expect(system.output("exposed")?.analytic(mirrored) == 0)
    #expect(system.output("load-below")?.analytic(mirrored) == 1.5)
  }

  @Test("slices take whole rounds; a slice that is lost takes Duda's time")
  func slicedJob() {
    let system = SystemDefinition.slicedJob
    let steady = system.exampleInputs.setting("slice.time", to: .law(.constant(30)))
      .setting("slices", to: .number(121)).setting("loss.interval", to: nil)
    let seen = tallies(system, steady, replications: 2)
    #expect(seen[0].mean == 4 * 30 + 480 && seen[1].mean == 0)
    #expect(system.output("completion")?.analytic(steady) == 600)
    let lossy = steady.setting("slices", to: .number(1)).setting("before", to: .law(.constant(0)))
      .setting("after", to: .law(.constant(0))).setting("relaunch", to: .law(.constant(10)))
      .setting("loss.interval", to: .law(.exponential(mean: 40)))
    let taken = tallies(system, lossy, replications: 20_000)
    let expected = expm1(30.0 / 40) * (40 + 10)
    #expect(taken[0].estimate(confidence: 0.999).contains(expected))
  }

  @Test("two prices weigh; waves add; the first wave shows a defect as the dice fall")
  func arithmetic() throws {
    let cost = SystemDefinition.mixedCapacity
    let price = try #require(cost.output("unit-cost")?.analytic(cost.exampleInputs))
    // A piece of 30 s with a relaunch of 60 s, lost once in 20 hours: hardly ever twice.
    #expect(abs(price - (0.2 + 0.24 * (1 + 75.0 / 72_000))) < 1e-7)
    let often = cost.exampleInputs.setting("loss.interval", to: .number(2 * hour))
      .setting("piece", to: .number(4 * hour)).setting("relaunch", to: .number(600))
    var stream = RandomStream(seed: 5, name: "losses")
    let done = Tally(
      (0..<20_000).map { _ in
        var time = 0.0
        while true {
          let loss = stream.exponential() * 2 * hour
          if loss >= 4 * hour { return time + 4 * hour }
          time += loss + 600
        }
      })
    let redone = try #require(cost.output("overhead")?.analytic(often))
    #expect(done.estimate(confidence: 0.999).contains((1 + redone) * 4 * hour))
    let endless = often.setting("piece", to: .number(41 * hour))
    #expect(cost.problems(endless).map(\.kind) == [.contradiction])
    let rollout = SystemDefinition.stagedRollout
    let time = try #require(rollout.output("duration")?.analytic(rollout.exampleInputs))
    #expect(abs(time - 4 * (day + 320)) < 1e-6)
    let reached = try #require(rollout.output("reached")?.analytic(rollout.exampleInputs))
    #expect(abs(reached - (time - day)) < 1e-6)
    let caught = try #require(rollout.output("caught")?.analytic(rollout.exampleInputs))
    #expect(abs(caught - (1 - pow(0.95, 10))) < 1e-12)
  }

  @Test("a commit that both sites acknowledge is lost with neither; one that may fall back is")
  func commits() throws {
    let system = SystemDefinition.replicatedDatabase
    let kept = system.exampleInputs.setting("degrades", to: .flag(false))
    #expect(system.output("rpo-site")?.analytic(kept) == 0)
    let both = kept.setting("sites.lost", to: .number(2))
    let lag = try #require(system.output("rpo-failover")?.analytic(kept))
    #expect(lag > 0 && system.output("rpo-site")?.analytic(both) == lag)
    #expect(system.output("rpo-site")?.analytic(system.exampleInputs) == lag)
  }

  @Test("a data plane carries what its cores or its link can, whichever is less")
  func throughput() throws {
    let system = SystemDefinition.nfvDataPlane
    let inputs = system.exampleInputs.setting("cycles", to: .number(1200))
      .setting("clock", to: .number(2e9)).setting("cores", to: .number(8))
    let link = try #require(system.output("most-throughput")?.analytic(inputs))
    #expect(abs(link / (50e9 / 8 * 650 / 670) - 1) < 1e-12)
    let slow = inputs.setting("cycles", to: .number(4800))
    let cores = try #require(system.output("most-throughput")?.analytic(slow))
    #expect(abs(cores / (8 * 2e9 / 4800 * 650) - 1) < 1e-12)
  }
}

@Suite struct SegmentationTests {
  @Test("leaks are those of the transitive closure, by Warshall, of random rules")
  func closure() throws {
    var stream = RandomStream(seed: 4, name: "rules")
    let zones = 7
    for _ in 0..<200 {
      var reaches = [[Bool]](repeating: [Bool](repeating: false, count: zones), count: zones)
      var rules: [String] = []
      for from in 0..<zones {
        for to in 0..<zones where from != to && stream.chance(0.2) {
          reaches[from][to] = true
          rules.append("z\(from)->z\(to):443")
        }
      }
      for middle in 0..<zones {
        for from in 0..<zones where reaches[from][middle] {
          for to in 0..<zones where reaches[middle][to] { reaches[from][to] = true }
        }
      }
      let pairs = (0..<zones).flatMap { from in
        (0..<zones).filter { $0 != from }.map { (from: from, to: $0) }
      }
      let expected = pairs.filter { reaches[$0.from][$0.to] }.map { ["z\($0.from)", "z\($0.to)"] }
      let forbidden = pairs.map { "z\($0.from)->z\($0.to)" }.joined(separator: ",")
      let proof = try #require(
        Segmentation(allow: rules.joined(separator: ","), forbid: forbidden))
      let ends = proof.leaks.map { [$0.first ?? "", $0.last ?? ""] }
      #expect(ends == expected)
    }
  }

  @Test(
    "a port is forbidden where the last step may go to it, and nothing forbidden proves nothing")
  func ports() throws {
    let allow = "互联网->DMZ:443, DMZ->应用:8000-8080, 应用->数据库"
    func leaks(_ forbid: String, chains: Bool = true) throws -> [[String]] {
      try #require(Segmentation(allow: allow, forbid: forbid, chains: chains)).leaks
    }
    #expect(try leaks("互联网->DMZ:22") == [])
    #expect(try leaks("互联网->DMZ:443") == [["互联网", "DMZ"]])
    #expect(try leaks("互联网->DMZ:400-500") == [["互联网", "DMZ"]])
    #expect(try leaks("互联网->应用:8080") == [["互联网", "DMZ", "应用"]])
    #expect(try leaks("互联网->应用:8081, 互联网->应用:443") == [])
    #expect(try leaks("DMZ->数据库:3306") == [["DMZ", "应用", "数据库"]])
    #expect(try leaks("DMZ->应用:8080, DMZ->数据库:3306", chains: false) == [["DMZ", "应用"]])
    for nothing in [",", "a->b:", "a->b:1:2", "->b"] {
      #expect(Segmentation(allow: allow, forbid: nothing) == nil, "\(nothing)")
    }
    let empty = SystemDefinition.segmentedNetwork.exampleInputs
      .setting("forbid", to: .choice(","))
    #expect(SystemDefinition.segmentedNetwork.problems(empty).map(\.kind) == [.contradiction])
  }

  @Test("any zone may be forbidden, and the first that leaks is the witness")
  func wildcard() throws {
    let proof = try #require(Segmentation(allow: "a->b, b->c", forbid: "*->c, c->*, c->a"))
    #expect(proof.leaks == [["a", "b", "c"]] && proof.forbidden == 3)
  }
}
