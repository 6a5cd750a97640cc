import Glibc
import Simulate
import Systems
import Testing

/// Runs that estimate what holds in the long run, held against it over two hundred seeds: neither where
/// they begin nor how long they are may show.
@Suite struct StationaryRunTests {
  /// 3.3 standard errors of a share of 0.95 over 200 sets.
  private static let band = 0.899...1.0

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

  @Test("the course of a run is told from its start, and says how long it takes to settle")
  func courses() throws {
    let system = SystemDefinition.gpuCluster
    func settling(_ load: Double, days: Double) throws -> Settling? {
      let inputs = system.exampleInputs.setting("nodes", to: .number(10))
        .setting("gpus", to: .number(1)).setting("slices", to: .number(1))
        .setting("small.share", to: .number(1)).setting("small.use", to: .number(1))
        .setting("small.time", to: .law(.exponential(mean: day)))
        .setting("jobs", to: .number(10 * load / day)).setting("horizon", to: .number(days * day))
      var sums = [Double](repeating: 0, count: 200)
      var measuredFrom = 0
      for index in 0..<16 {
        let path = try #require(
          system.replicate?(inputs, Replication(seed: 4, index: index)).path)
        #expect(path.means.count == 200)
        for window in sums.indices { sums[window] += path.means[window] / 16 }
        measuredFrom = path.measuredFrom
      }
      return Settling(path: sums, measuredFrom: measuredFrom)
    }
    #expect(measured(try settling(0.7, days: 300)) == true)
    // In five days of jobs that take one, an empty cluster of such a load is still filling up.
    #expect(measured(try settling(0.95, days: 5)) == false)
    // What is asked for is more than there is: the queue grows for ever.
    #expect(measured(try settling(1.2, days: 300)) == false)
  }

  private func measured(_ settling: Settling?) -> Bool? { settling?.isSettled }
}
