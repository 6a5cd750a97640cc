import Glibc
import Simulate
import Systems
import Testing

/// Runs that estimate what holds in the long run, held against it over two hundred seeds: neither where
/// they begin nor how long they are may show.
@Suite struct StationaryRunTests {
  /// 3.3 standard errors of a share of 0.95 over 200 sets: intervals that always hold the truth are too wide.
  private static let band = 0.899...0.995

  /// How often the interval of some replications holds the truth.
  private func coverage(
    _ system: SystemDefinition, _ inputs: Inputs, replications: Int, of truths: [Int: Double]
  ) -> [Int: Double] {
    var hits = truths.mapValues { _ in 0.0 }
    for seed in 0..<200 {
      let seen = tallies(system, inputs, replications: replications, seed: UInt64(100 + seed))
      for (column, truth) in truths where seen[column].estimate().contains(truth) {
        hits[column, default: 0] += 1 / 200
      }
    }
    return hits
  }

  @Test("what is left of a life seen at any moment has the mean of renewal theory")
  func residuals() {
    for law in [
      Law.constant(3), .exponential(mean: 3), .lognormal(median: 2, p95: 6),
      .weibull(mean: 3, shape: 4), .uniform(1, 5),
    ] {
      var stream = RandomStream(seed: 9, name: "residual")
      let seen = Tally((0..<40_000).map { _ in law.residual(&stream) })
      #expect(seen.estimate(confidence: 0.999).contains(law.mean * (1 + law.scv) / 2), "\(law)")
    }
  }

  @Test("latencies at a load of 92 % are those of M/M/1, the high quantiles too")
  func latency() {
    let system = SystemDefinition.lowLatencyMachine
    let inputs = Inputs([
      "rate": .number(920), "service": .law(.exponential(mean: 1e-3)), "numa": .flag(true),
      "reserved": .flag(true), "sriov": .flag(true), "path.sriov": .number(0),
      "requests": .number(1000),
    ])
    let quantiles = [0.5, 0.95, 0.99].map { -log1p(-$0) / 80 }
    let covered = coverage(
      system, inputs, replications: 3, of: [0: quantiles[0], 1: quantiles[1], 2: quantiles[2]])
    for (column, share) in covered { #expect(Self.band.contains(share), "\(column): \(share)") }
    // Too few waits lie beyond the last of them, in as long a run as there may be.
    #expect(system.replicate?(inputs, Replication(seed: 1, index: 0)).values[3].isNaN == true)
  }

  @Test("a first wait is that of the steady state, with a processor to wait for as well")
  func firstWait() {
    let ready = Law.lognormal(median: 2e-3, p95: 6e-3)
    let inputs = Inputs([
      "rate": .number(400), "service": .law(.uniform(0.5e-3, 2.5e-3)), "numa": .flag(true),
      "reserved": .flag(false), "sriov": .flag(true), "path.sriov": .number(0),
      "ready.share": .number(0.1), "ready.time": .law(ready), "requests": .number(1000),
    ])
    // Pollaczek and Khinchine: the mean wait from the second moment of service and ready time.
    let service = Law.uniform(0.5e-3, 2.5e-3)
    let second =
      service.mean * service.mean * (1 + service.scv) + 2 * 0.1 * service.mean * ready.mean
      + 0.1 * ready.mean * ready.mean * (1 + ready.scv)
    let mean = service.mean + 0.1 * ready.mean
    let truth = 400 * second / 2 / (1 - 400 * mean)
    let seen = Tally(
      (0..<4_000).map { index in
        LowLatencyRun.firstWait(inputs, Replication(seed: 3, index: index))
      })
    #expect(seen.estimate(confidence: 0.999).contains(truth))
  }

  @Test("the errors that a bad host makes do not depend on its being well at first")
  func badHost() {
    let system = SystemDefinition.outlierEjection
    let inputs = system.exampleInputs.setting("ejection", to: .flag(false))
      .setting("usual.failure", to: .number(0)).setting("bad.failure", to: .number(1))
      .setting("hosts", to: .number(2)).setting("request.rate", to: .number(0.2))
      .setting("bad.interval", to: .law(.exponential(mean: 1800)))
      .setting("bad.length", to: .law(.exponential(mean: 600)))
      .setting("horizon", to: .number(2 * hour))
    let covered = coverage(system, inputs, replications: 100, of: [0: 0.125])
    #expect(Self.band.contains(covered[0] ?? 0), "\(covered)")
    // Episodes that are long beside the run, and come one after the other like a clock: half of what is asked of a host
    // that is bad for 1 of 2.9 hours. A run that begins with a good host sees 24 %.
    let clock = inputs.setting("bad.interval", to: .law(.constant(1.9 * hour)))
      .setting("bad.length", to: .law(.constant(hour)))
    let held = coverage(system, clock, replications: 100, of: [0: 0.5 / 2.9])
    #expect(Self.band.contains(held[0] ?? 0), "\(held)")
  }

  @Test("a horizon that is too short for the ejections to grow is said to be so")
  func growingEjections() {
    let system = SystemDefinition.outlierEjection
    let inputs = system.exampleInputs.setting("ejection", to: .flag(true))
      .setting("bad.interval", to: .law(.exponential(mean: 600)))
      .setting("bad.length", to: .law(.constant(3000)))
    // Out for 30, 60, … 300 s, and half a sweep of ten seconds each time: 1,700 s, of which a quarter of two hours is
    // enough.
    #expect(system.problems(inputs.setting("horizon", to: .number(2 * hour))).isEmpty)
    #expect(
      system.problems(inputs.setting("horizon", to: .number(1.8 * hour))).map(\.kind)
        == [.unsettled])
  }

  @Test("members that age are not all new at once")
  func ageing() throws {
    let system = SystemDefinition.quorumControlPlane
    let inputs = Inputs([
      "members": .number(3), "member.mtbf": .law(.weibull(mean: 100 * day, shape: 5)),
      "member.repair": .law(.exponential(mean: 5 * day)), "horizon": .number(400 * day),
    ])
    let down = 5.0 / 105
    let truth = 1 - (3 * down * down * (1 - down) + down * down * down)
    let covered = coverage(system, inputs, replications: 200, of: [0: truth])
    #expect(Self.band.contains(covered[0] ?? 0), "\(covered)")
  }

  /// Ten GPUs and small jobs of a day, at a load.
  private func cluster(_ load: Double, days: Double) -> Inputs {
    SystemDefinition.gpuCluster.exampleInputs.setting("nodes", to: .number(10))
      .setting("gpus", to: .number(1)).setting("slices", to: .number(1))
      .setting("large.gpus", to: .number(1))
      .setting("small.share", to: .number(1)).setting("small.use", to: .number(1))
      .setting("small.time", to: .law(.exponential(mean: day)))
      .setting("jobs", to: .number(10 * load / day)).setting("horizon", to: .number(days * day))
  }

  @Test("the course of a run is told from its start, and settles where its warm-up ends")
  func courses() throws {
    let system = SystemDefinition.gpuCluster
    let inputs = cluster(0.7, days: 300)
    let paths = try (0..<16).map { index in
      try #require(system.replicate?(inputs, Replication(seed: 4, index: index)).path)
    }
    #expect(paths.allSatisfy { $0.means.count == 200 && $0.measuredFrom == paths[0].measuredFrom })
    let settling = Settling(paths: paths.map(\.means), measuredFrom: paths[0].measuredFrom)
    #expect(settling?.isSettled == true)
  }

  @Test("a horizon that cannot hold the time in which a queue settles is too short for every seed")
  func shortHorizons() {
    func problems(_ load: Double, days: Double) -> [InputProblem.Kind] {
      SystemDefinition.gpuCluster.problems(cluster(load, days: days)).map(\.kind)
    }
    #expect(problems(0.7, days: 30) == [])
    // 2·λ·E[S²]·w² / (1 − ρ)² is 152 days, of which a run takes three, twice its horizon at most.
    #expect(abs(GPUClusterRun.settlingTime(cluster(0.95, days: 5)) / day - 152) < 1e-6)
    #expect(problems(0.95, days: 5) == [.unsettled])
    #expect(problems(0.95, days: 227) == [.unsettled])
    #expect(problems(0.95, days: 229) == [])
    #expect(problems(1.2, days: 300) == [.unsettled])
    // Three gangs of five have room on two nodes of eight no more than two have.
    let gangs = cluster(0.1, days: 30).setting("nodes", to: .number(2)).setting(
      "gpus", to: .number(8)
    )
    .setting("small.share", to: .number(0)).setting("large.gpus", to: .number(5))
    .setting("large.time", to: .law(.exponential(mean: day))).setting(
      "jobs", to: .number(2.2 / day))
    #expect(SystemDefinition.gpuCluster.problems(gangs).map(\.kind) == [.unsettled])
  }

  @Test(
    "a cluster of long jobs is as busy as Little's law has it, over however short a time it is seen",
    arguments: [10.0, 30, 60])
  func utilisation(days: Double) throws {
    let system = SystemDefinition.gpuCluster
    let inputs = longJobs(days: days)
    let truth = try #require(system.output("gpu-utilisation")?.analytic(inputs))
    let allocated = try #require(system.output("allocation")?.analytic(inputs))
    #expect(system.problems(inputs).isEmpty && abs(truth - 0.25565) < 1e-4)
    let covered = coverage(system, inputs, replications: 40, of: [0: truth, 1: allocated])
    for (column, share) in covered { #expect(Self.band.contains(share), "\(column): \(share)") }
    // Some three standard errors of all of them together: no bias hides behind the width of an interval.
    let all = tallies(system, inputs, replications: 4000, seed: 5)
    #expect(all[0].estimate(confidence: 0.999).contains(truth), "\(all[0].estimate()) \(truth)")
  }

  /// Four gangs of long jobs of widely spread lengths fill half a cluster, as in many traces.
  private func longJobs(days: Double) -> Inputs {
    SystemDefinition.gpuCluster.exampleInputs.setting("nodes", to: .number(8))
      .setting("gpus", to: .number(8)).setting("jobs", to: .number(6 / day))
      .setting("small.share", to: .number(0.6)).setting("small.use", to: .number(0.25))
      .setting("small.time", to: .law(.lognormal(median: hour, p95: 12 * hour)))
      .setting("large.gpus", to: .number(16)).setting("large.use", to: .number(0.52))
      .setting("large.time", to: .law(.lognormal(median: 8 * hour, p95: 72 * hour)))
      .setting("slices", to: .number(1)).setting("discipline", to: .choice("fifo"))
      .setting("leaf.nodes", to: nil).setting("horizon", to: .number(days * day))
  }

  @Test("jobs of a busy cluster wait as in M/M/c, in the shortest run that its queue settles in")
  func busyQueue() throws {
    let inputs = cluster(0.9, days: 55).setting("horizon", to: .number(55 * day))
    #expect(SystemDefinition.gpuCluster.problems(inputs).isEmpty)
    let queue = MultiServerQueue(servers: 10, arrivalRate: 9 / day, serviceRate: 1 / day)
    let seen = tallies(SystemDefinition.gpuCluster, inputs, replications: 3000)
    #expect(seen[2].estimate(confidence: 0.999).contains(queue.meanWait), "\(seen[2].estimate())")
  }
}
