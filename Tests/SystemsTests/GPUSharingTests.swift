import Simulate
import Systems
import Testing

@Suite struct GPUSharingTests {
  private let system = SystemDefinition.gpuCluster

  /// One GPU, and small jobs of an hour that use so much of it.
  private func single(use: Double, places: Int, jobs: Double) -> Inputs {
    system.exampleInputs.setting("nodes", to: .number(1)).setting("gpus", to: .number(1))
      .setting("large.gpus", to: .number(1)).setting("small.share", to: .number(1))
      .setting("slices", to: .number(Double(places))).setting("small.use", to: .number(use))
      .setting("small.time", to: .law(.exponential(mean: hour)))
      .setting("jobs", to: .number(jobs / hour)).setting("discipline", to: .choice("fifo"))
      .setting("leaf.nodes", to: nil).setting("horizon", to: .number(90 * day))
  }

  @Test(
    "jobs that take turns have the numbers of M/M/1 and M/M/2, and queue beyond the places",
    arguments: [(1.0, 1, 4), (1, 1, 12), (0.5, 2, 4)])
  func turns(_ use: Double, _ servers: Int, _ places: Int) {
    let rate = 0.7 * Double(servers)
    let inputs = single(use: use, places: places, jobs: rate)
      .setting("sharing", to: .choice("time-slicing"))
    let queue = MultiServerQueue(servers: servers, arrivalRate: rate, serviceRate: 1)
    // Σ j·P(places + j), the probabilities falling by 0.7 from the servers on.
    let waiting = queue.probability(of: places) * 0.7 / (0.3 * 0.3)
    let seen = tallies(system, inputs, replications: 80).map { $0.estimate(confidence: 0.999) }
    #expect(seen[0].contains(0.7))
    #expect(abs((system.output("gpu-utilisation")?.analytic(inputs) ?? 0) - 0.7) < 1e-12)
    #expect(seen[2].contains(waiting / rate * hour), "\(seen[2]) \(waiting / rate * hour)")
  }

  @Test("what neighbours leave idle can be used in turns, and not in parts")
  func idleNeighbours() {
    let parts = single(use: 1, places: 7, jobs: 0.7)
    let turns = parts.setting("sharing", to: .choice("time-slicing"))
    let apart = tallies(system, parts, replications: 20)
    let shared = tallies(system, turns, replications: 20)
    // In parts each job takes seven hours whoever else is there: seven servers at 70 %, of which most
    // are held.
    #expect(shared[2].mean < apart[2].mean && shared[1].mean < apart[1].mean)
  }

  @Test("an instance has the places and the multiprocessors of NVIDIA's table")
  func profiles() {
    func mig(_ profile: String, gpu: String = "A100-40GB", use: Double, jobs: Double) -> Inputs {
      single(use: use, places: 1, jobs: jobs).setting("sharing", to: .choice("mig"))
        .setting("mig.profile", to: .choice(profile)).setting("mig.gpu", to: .choice(gpu))
    }
    // Seven of 14 multiprocessors, three of 28, of 108: enough for a job that uses a tenth.
    for (profile, places) in [("1g.5gb", 7), ("2g.10gb", 3), ("3g.20gb", 2), ("7g.40gb", 1)] {
      let jobs = 0.6 * Double(places)
      let instances = tallies(system, mig(profile, use: 0.1, jobs: jobs), replications: 3)
      let parts = tallies(
        system, single(use: 0.1, places: places, jobs: jobs), replications: 3)
      #expect(instances == parts, "\(profile)")
    }
    // A job that would use all has 42 of 108: M/M/2 of such jobs.
    let slow = mig("3g.20gb", use: 1, jobs: 0.5)
    let queue = MultiServerQueue(servers: 2, arrivalRate: 0.5, serviceRate: 42.0 / 108)
    let seen = tallies(system, slow, replications: 80)
    #expect(seen[2].estimate(confidence: 0.999).contains(queue.meanWait * hour))
    let wrong = mig("1g.5gb", gpu: "A30-24GB", use: 1, jobs: 0.5)
    #expect(system.problems(wrong).map(\.kind) == [.contradiction])
    #expect(system.problems(slow.setting("mig.profile", to: nil)).map(\.kind) == [.missing])
    let many = single(use: 1, places: 10, jobs: 0.5)
    #expect(system.problems(many).map(\.kind) == [.contradiction])
    #expect(system.problems(many.setting("sharing", to: .choice("time-slicing"))).isEmpty)
  }

  @Test("what a run says of its own luck is nothing on average")
  func controls() throws {
    let system = SystemDefinition.gpuCluster
    let inputs = system.exampleInputs.setting("horizon", to: .number(10 * day))
      .setting("jobs", to: .number(150 / day)).setting("leaf.nodes", to: nil)
      .setting("small.time", to: .law(.exponential(mean: hour)))
      .setting("large.time", to: .law(.exponential(mean: 8 * hour)))
    let replicate = try #require(system.replicate)
    let rows = (0..<400).map { replicate(inputs, Replication(seed: 3, index: $0)) }
    let count = rows[0].controls.count
    #expect(count == 13 && count == system.controlCount(inputs))
    let alone = inputs.setting("small.share", to: .number(1))
    #expect(
      replicate(alone, Replication(seed: 3, index: 0)).controls.count == system.controlCount(alone))
    #expect(system.controlCount(alone) == 7)
    for control in 0..<count {
      let estimate = Tally(rows.map { $0.controls[control] }).estimate(confidence: 0.9999)
      #expect(estimate.contains(0) && estimate.halfWidth > 0, "\(control): \(estimate)")
    }
    // The more work comes, the longer jobs wait.
    let waits = rows.map { $0.values[2] }
    let plain = Tally(waits).estimate()
    let told = ControlVariates((0..<count).map { control in rows.map { $0.controls[control] } })
      .estimate(of: waits)
    #expect(told.halfWidth < 0.8 * plain.halfWidth)
    #expect(abs(told.mean - plain.mean) < 2 * plain.halfWidth)
  }
}
