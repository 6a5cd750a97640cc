import Glibc
import Model
import Simulate
import Systems
import Testing

@Suite struct AllSystemsTests {
  @Test("every example binds whole, has no problems but cautions, and answers every output")
  func examples() {
    for system in SystemDefinition.all {
      let inputs = system.exampleInputs
      for parameter in system.parameters {
        #expect(inputs.has(parameter.name), "\(system.name) \(parameter.name)")
      }
      let serious = system.problems(inputs).filter { !$0.isRemark }
      let messages = serious.map(\.message)
      #expect(messages == [], "\(system.name)")
      for output in system.outputs where output.isExact {
        let value = output.analytic(inputs)
        #expect(value?.isFinite == true, "\(system.name) \(output.name)")
      }
      guard let replicate = system.replicate else { continue }
      let seen = replicate(inputs, Replication(seed: 1, index: 0))
      #expect(seen.values.count == system.simulatedOutputs.count, "\(system.name)")
      let isFinite = seen.values.allSatisfy { $0.isFinite }
      #expect(isFinite, "\(system.name)")
      #expect(seen == replicate(inputs, Replication(seed: 1, index: 0)), "\(system.name)")
    }
  }

  @Test("every system runs on its required parameters alone")
  func requiredOnly() {
    var incomplete: [String] = []
    for system in SystemDefinition.all {
      var inputs = system.exampleInputs
      for parameter in system.parameters where parameter.presence == .optional {
        inputs = inputs.setting(parameter.name, to: nil)
      }
      guard system.problems(inputs).allSatisfy(\.isRemark)
      else {
        incomplete.append(system.name)
        continue
      }
      for output in system.outputs { _ = output.analytic(inputs) }
      if let replicate = system.replicate {
        let seen = replicate(inputs, Replication(seed: 1, index: 0))
        let isFinite = seen.values.allSatisfy { $0.isFinite }
        #expect(isFinite, "\(system.name)")
      }
    }
    // Of what may be left out these need one of several.
    #expect(incomplete == ["service-outages", "failover-sequence"])
  }

  @Test("a simulated control plane agrees with its analytic twin")
  func twin() throws {
    let system = SystemDefinition.quorumControlPlane
    let inputs = system.exampleInputs.setting(
      "member.mtbf", to: .law(.exponential(mean: 30 * day)))
    let estimate = tallies(system, inputs, replications: 80)[0].estimate(confidence: 0.999)
    let exact = try #require(system.output("availability")?.analytic(inputs))
    #expect(estimate.contains(exact), "\(estimate) \(exact)")
  }
}

@Suite struct StorageSystemTests {
  @Test("an instant path makes the datastore its channels over the service time")
  func flash() {
    let system = SystemDefinition.flashDatastore
    let inputs = system.exampleInputs.setting("path.delay", to: .number(0))
      .setting("read.share", to: .number(1)).setting("overhead", to: .number(1))
      .setting("read.service", to: .number(100e-6)).setting("channels", to: .number(32))
    #expect(abs((system.output("iops")?.analytic(inputs) ?? 0) / 320_000 - 1) < 1e-12)
  }

  @Test("150K IOPS at queue depth 64 leaves 427 microseconds, by Little's law")
  func littlesLaw() throws {
    let system = SystemDefinition.flashDatastore
    // A pure delay of 426.7 μs with nothing to wait for.
    let inputs = system.exampleInputs.setting("path.delay", to: .number(64 / 150_000.0 - 1e-6))
      .setting("read.share", to: .number(1)).setting("overhead", to: .number(1))
      .setting("read.service", to: .number(1e-6)).setting("channels", to: .number(100_000))
      .setting("queue.depth", to: .number(64))
    let iops = try #require(system.output("iops")?.analytic(inputs))
    #expect(abs(iops / 150_000 - 1) < 1e-9)
  }

  @Test("the closed datastore agrees with mean value analysis for one channel")
  func closedQueue() throws {
    let system = SystemDefinition.flashDatastore
    let (service, delay, depth) = (80e-6, 400e-6, 12)
    let inputs = system.exampleInputs.setting("path.delay", to: .number(delay))
      .setting("read.share", to: .number(1)).setting("overhead", to: .number(1))
      .setting("read.service", to: .number(service)).setting("channels", to: .number(1))
      .setting("queue.depth", to: .number(Double(depth)))
    var (queue, rate) = (0.0, 0.0)
    for population in 1...depth {
      let residence = service * (1 + queue)
      rate = Double(population) / (delay + residence)
      queue = rate * residence
    }
    let iops = try #require(system.output("iops")?.analytic(inputs))
    #expect(abs(iops / rate - 1) < 1e-9)
  }

  @Test("time to data loss agrees with the birth–death chain of the closed forms")
  func durability() throws {
    let system = SystemDefinition.cephPool
    let inputs = system.exampleInputs
    let window = try #require(system.output("recovery-time")?.analytic(inputs))
    let set = ReplicaSet(
      pieces: 3, needed: 1, failureRate: inputs.number("disk.afr") / year,
      rebuild: window)
    // Ten hosts of twelve disks have 120 · 12³ sets: 1,024 groups hardly ever share one.
    let mttdl = try #require(system.output("mttdl")?.analytic(inputs))
    let distinct = set.meanTimeToLoss / mttdl
    #expect(abs(distinct / meanSets(of: inputs, seed: 3) - 1) < 0.002)
  }

  /// How many sets of disks groups lie on that are placed on replicas of different hosts, each as likely as the others.
  private func meanSets(of inputs: Inputs, seed: UInt64) -> Double {
    var stream = RandomStream(seed: seed, name: "groups")
    let (nodes, disks) = (Int(inputs.number("nodes")), Int(inputs.number("disks")))
    let runs = 200
    var total = 0
    for _ in 0..<runs {
      var sets: Set<[Int]> = []
      for _ in 0..<Int(inputs.number("groups")) {
        var hosts = Array(0..<nodes)
        var group: [Int] = []
        for _ in 0..<Int(inputs.number("replicas")) {
          let host = hosts.remove(at: Int(stream.uniform() * Double(hosts.count)))
          group.append(host * disks + Int(stream.uniform() * Double(disks)))
        }
        sets.insert(group.sorted())
      }
      total += sets.count
    }
    return Double(total) / Double(runs)
  }

  @Test(
    "groups that lie on the same disks are lost together",
    arguments: [(4, 1, 1024, 3), (3, 4, 1024, 3), (5, 2, 60, 3), (6, 1, 8, 2)])
  func sharedSets(_ nodes: Int, _ disks: Int, _ groups: Int, _ replicas: Int) throws {
    let system = SystemDefinition.cephPool
    let inputs = system.exampleInputs.setting("nodes", to: .number(Double(nodes)))
      .setting("disks", to: .number(Double(disks))).setting("groups", to: .number(Double(groups)))
      .setting("replicas", to: .number(Double(replicas)))
    let window = try #require(system.output("recovery-time")?.analytic(inputs))
    let one = ReplicaSet(
      pieces: replicas, needed: 1, failureRate: inputs.number("disk.afr") / year, rebuild: window)
    let mttdl = try #require(system.output("mttdl")?.analytic(inputs))
    let expected = meanSets(of: inputs, seed: 4)
    #expect(abs(one.meanTimeToLoss / mttdl / expected - 1) < 0.03, "\(expected)")
  }

  @Test(
    "a group serves with half of an odd number and one, or half of an even one, unless it is told")
  func minSize() throws {
    let system = SystemDefinition.cephPool
    let inputs = system.exampleInputs.setting("min.size", to: nil)
    for (replicas, least) in [(2.0, 1.0), (3, 2), (4, 2), (5, 3)] {
      let pool = inputs.setting("replicas", to: .number(replicas))
      let told = pool.setting("min.size", to: .number(least))
      let usual = try #require(system.output("availability")?.analytic(pool))
      #expect(usual == system.output("availability")?.analytic(told))
    }
  }

  @Test("ten nodes less two below nearfull hold 68 %")
  func fill() {
    let system = SystemDefinition.cephPool
    let inputs = system.exampleInputs.setting("nodes", to: .number(10))
      .setting("nodes.reserved", to: .number(2))
    #expect(abs((system.output("max-fill")?.analytic(inputs) ?? 0) - 0.68) < 1e-12)
  }

  @Test("more replicas never lower durability, longer waits never raise it")
  func monotone() throws {
    let system = SystemDefinition.cephPool
    let losses = try [0.0, 600, 3600, 86_400].map { wait in
      1
        / (try #require(
          system.output("mttdl")?.analytic(
            system.exampleInputs.setting("down.out", to: .number(wait)))))
    }
    #expect(losses == losses.sorted() && Set(losses).count == losses.count)
    var last = Double.infinity
    for replicas in 2...4 {
      let inputs = system.exampleInputs.setting("replicas", to: .number(Double(replicas)))
        .setting("nodes", to: .number(20))
      let loss = 1 / (system.output("mttdl")?.analytic(inputs) ?? .nan)
      #expect(loss < last)
      last = loss
    }
  }
}

@Suite struct DatabaseTests {
  private let system = SystemDefinition.replicatedDatabase

  @Test("daily snapshots lose at most a day, and the copy's delay more off site")
  func snapshots() {
    let inputs = system.exampleInputs
    #expect(system.output("rpo")?.analytic(inputs) == 30 * hour)
    #expect(system.output("rpo-mean")?.analytic(inputs) == 18 * hour)
    let local = inputs.setting("offsite.delay", to: nil)
    #expect(system.output("rpo")?.analytic(local) == 24 * hour)
    #expect(system.output("rpo-mean")?.analytic(local) == 12 * hour)
  }

  @Test("drills find defects: the chance agrees with a numerical mean over the interval")
  func drills() throws {
    let inputs = system.exampleInputs
    let (between, interval) = (inputs.number("defect.interval"), inputs.number("drill.interval"))
    // The defect-free share of an interval, by the midpoint rule.
    let steps = 10_000
    let sum = (0..<steps).reduce(0.0) {
      $0 + exp(-(Double($1) + 0.5) / Double(steps) * interval / between)
    }
    let chance = try #require(system.output("recovery-chance")?.analytic(inputs))
    #expect(abs(chance - sum / Double(steps)) < 1e-8)
  }
}
