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

  @Test("simulations agree with the analytic twins of their examples, where the twin is exact")
  func twins() throws {
    for name in ["quorum-control-plane"] {
      let system = try #require(SystemDefinition.named(name))
      let inputs = system.exampleInputs.setting(
        "member.mtbf", to: .law(.exponential(mean: 30 * day)))
      let estimate = tallies(system, inputs, replications: 80)[0].estimate(confidence: 0.999)
      let exact = system.output("availability")?.analytic(inputs) ?? .nan
      #expect(estimate.contains(exact), "\(name): \(estimate) \(exact)")
    }
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
    let expected = set.meanTimeToLoss / inputs.number("groups")
    let mttdl = try #require(system.output("mttdl")?.analytic(inputs))
    #expect(abs(mttdl / expected - 1) < 1e-9)
  }

  @Test("ten nodes less two below nearfull hold 68 %")
  func fill() {
    let system = SystemDefinition.cephPool
    let inputs = system.exampleInputs.setting("nodes", to: .number(10))
      .setting("nodes.reserved", to: .number(2))
    #expect(abs((system.output("max-fill")?.analytic(inputs) ?? 0) - 0.68) < 1e-12)
  }

  @Test("more replicas never lower durability, longer waits never raise it")
  func monotone() {
    let system = SystemDefinition.cephPool
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
