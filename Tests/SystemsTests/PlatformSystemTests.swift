import Glibc
import Model
import Simulate
import Systems
import Testing

@Suite struct DeliveryAndCallTests {
  @Test("Flagger's own example promotes in 10 minutes and rolls back in 5")
  func canary() {
    let system = SystemDefinition.progressiveDelivery
    let inputs = system.exampleInputs.setting("build", to: .number(0))
      .setting("canary.detects", to: .number(1))
    #expect(abs((system.output("lead-time")?.analytic(inputs) ?? 0) - 600) < 1e-9)
    #expect(abs((system.output("mttr")?.analytic(inputs) ?? 0) - 300) < 1e-9)
    #expect(abs((system.output("exposure")?.analytic(inputs) ?? 0) - 15) < 1e-9)
  }

  @Test("a quarter of an hour needs 95.5 % of failures rolled back in ten minutes")
  func restoreMix() {
    let system = SystemDefinition.progressiveDelivery
    let inputs = system.exampleInputs.setting("canary.threshold", to: .number(10))
      .setting("canary.detects", to: .number(0.9545454545454546))
      .setting("manual.restore", to: .number(2 * hour))
    #expect(abs((system.output("mttr")?.analytic(inputs) ?? 0) - 15 * 60) < 1e-6)
  }

  @Test("the change failure rate is over the changes that tests let through, drawn one by one")
  func changeFailureRate() throws {
    let system = SystemDefinition.progressiveDelivery
    let inputs = system.exampleInputs.setting("defects", to: .number(0.3))
      .setting("tests.catch", to: .number(0.5))
    var stream = RandomStream(seed: 5, name: "changes")
    var (deployed, failed) = (0, 0)
    for _ in 0..<200_000 {
      let isDefective = stream.chance(0.3)
      if isDefective, stream.chance(0.5) { continue }
      deployed += 1
      if isDefective { failed += 1 }
    }
    let rate = try #require(system.output("change-failure-rate")?.analytic(inputs))
    #expect(abs(rate - Double(failed) / Double(deployed)) < 0.005)
  }

  @Test("success and calls of a chain agree with trying it out")
  func calls() throws {
    let system = SystemDefinition.resilientCallGraph
    let inputs = system.exampleInputs.setting("failure", to: .number(0.2))
      .setting("attempts", to: .number(2)).setting("tiers", to: .number(3))
      .setting("retry.budget", to: nil)
    var stream = RandomStream(seed: 11, name: "calls")
    var bottom = 0
    // Tier by tier, without recursion over more than the three tiers.
    func call(_ tier: Int) -> Bool {
      for _ in 0..<2 {
        if tier == 3 { bottom += 1 }
        if tier < 3, !call(tier + 1) { continue }
        if !stream.chance(0.2) { return true }
      }
      return false
    }
    var success = Tally()
    var calls = Tally()
    for _ in 0..<40_000 {
      bottom = 0
      success.add(call(1) ? 1 : 0)
      calls.add(Double(bottom))
    }
    let exact = try #require(system.output("success")?.analytic(inputs))
    #expect(success.estimate(confidence: 0.999).contains(exact))
    let amplification = try #require(system.output("amplification")?.analytic(inputs))
    #expect(calls.estimate(confidence: 0.999).contains(amplification))
    #expect(system.output("worst-amplification")?.analytic(inputs) == 8)
  }

  @Test("a retry budget bounds the calls, and costs the success that a token bucket costs")
  func retryBudget() throws {
    let system = SystemDefinition.resilientCallGraph
    for (failure, budget) in [(0.4, 0.25), (0.4, 2), (0.05, 0.2), (0.9, 0.1)] {
      let inputs = system.exampleInputs.setting("failure", to: .number(failure))
        .setting("attempts", to: .number(4)).setting("tiers", to: .number(1))
        .setting("retry.budget", to: .number(budget))
      var stream = RandomStream(seed: 12, name: "budget")
      var bucket = TokenBucket(capacity: 500, refill: .continuous(rate: budget))
      var (success, calls) = (0.0, 0.0)
      let requests = 400_000
      for request in 0..<requests {
        for attempt in 0..<4 {
          if attempt > 0, bucket.admit(1, at: Double(request)) == 0 { break }
          calls += 1
          guard stream.chance(failure) else {
            success += 1
            break
          }
        }
      }
      let exact = try #require(system.output("success")?.analytic(inputs))
      #expect(abs(exact - success / Double(requests)) < 0.005, "\(failure) \(budget)")
      let amplification = try #require(system.output("amplification")?.analytic(inputs))
      #expect(abs(amplification - calls / Double(requests)) < 0.005, "\(failure) \(budget)")
      #expect(amplification <= 1 + budget + 1e-12)
    }
    let storm = system.exampleInputs.setting("retry.budget", to: .number(0.2))
    #expect(abs((system.output("worst-amplification")?.analytic(storm) ?? 0) - 1.728) < 1e-12)
    let free = storm.setting("retry.budget", to: nil)
    #expect(system.output("worst-amplification")?.analytic(free) == 27)
  }

  @Test("a breaker lets through what it does in a run of calls", arguments: [0.3, 0.7, 0.95])
  func breaker(failure: Double) throws {
    let system = SystemDefinition.resilientCallGraph
    let inputs = system.exampleInputs.setting("breaker.failures", to: .number(3))
      .setting("breaker.open", to: .number(20)).setting("request.rate", to: .number(2))
      .setting("outage.failure", to: .number(failure))
    var stream = RandomStream(seed: 13, name: "breaker")
    var (now, opensUntil, isTrial, run) = (0.0, 0.0, false, 0)
    var (calls, admitted) = (0.0, 0.0)
    for _ in 0..<600_000 {
      now += stream.exponential() / 2
      calls += 1
      guard now >= opensUntil else { continue }
      admitted += 1
      run = stream.chance(failure) ? run + 1 : 0
      if run >= 3 || (isTrial && run > 0) {
        (opensUntil, isTrial, run) = (now + 20, true, 0)
      } else {
        isTrial = false
      }
    }
    let share = try #require(system.output("breaker-admitted")?.analytic(inputs))
    #expect(abs(admitted / calls / share - 1) < 0.03)
  }

  @Test("isolation is proved over chains, and a leak has a witness")
  func segmentation() throws {
    let allow = "互联网->DMZ:443, DMZ->应用:8080, 应用->数据库:3306"
    let open = try #require(Segmentation(allow: allow, forbid: "互联网->数据库, 数据库->互联网"))
    #expect(open.leaks == [["互联网", "DMZ", "应用", "数据库"]])
    let direct = try #require(
      Segmentation(allow: allow, forbid: "互联网->数据库", chains: false))
    #expect(direct.leaks.isEmpty)
    let wide = try #require(Segmentation(allow: "*->医保:443", forbid: "互联网->医保"))
    #expect(wide.leaks == [["互联网", "医保"]])
    #expect(Segmentation(allow: "互联网", forbid: "a->b") == nil)
  }
}

@Suite struct ClusterSystemTests {
  @Test("one-GPU exponential jobs alone wait as in M/M/c")
  func erlang() {
    let system = SystemDefinition.gpuCluster
    let inputs = system.exampleInputs.setting("nodes", to: .number(2))
      .setting("gpus", to: .number(4)).setting("small.share", to: .number(1))
      .setting("slices", to: .number(1)).setting("small.use", to: .number(0.5))
      .setting("large.gpus", to: .number(1)).setting("discipline", to: .choice("fifo"))
      .setting("small.time", to: .law(.exponential(mean: hour)))
      .setting("jobs", to: .number(6.4 / hour)).setting("horizon", to: .number(60 * day))
    let queue = MultiServerQueue(servers: 8, arrivalRate: 6.4 / hour, serviceRate: 1 / hour)
    let seen = tallies(system, inputs, replications: 40).map { $0.estimate(confidence: 0.999) }
    #expect(seen[0].contains(0.4))
    #expect(abs((system.output("gpu-utilisation")?.analytic(inputs) ?? 0) - 0.4) < 1e-12)
    #expect(seen[1].contains(0.8))
    #expect(seen[2].contains(queue.meanWait))
  }

  @Test("sharing GPUs shortens the queue, backfill never lengthens it much")
  func sharing() {
    let system = SystemDefinition.gpuCluster
    let base = system.exampleInputs.setting("nodes", to: .number(4))
      .setting("slices", to: .number(1)).setting("discipline", to: .choice("fifo"))
      .setting("small.share", to: .number(0.9)).setting("jobs", to: .number(120 / day))
      .setting("small.use", to: .number(0.1)).setting("horizon", to: .number(30 * day))
      .setting("large.time", to: .law(.exponential(mean: 6 * hour)))
      .setting("small.time", to: .law(.exponential(mean: 4 * hour)))
    let alone = tallies(system, base, replications: 6)[2].mean
    let shared = tallies(system, base.setting("slices", to: .number(7)), replications: 6)[2].mean
    #expect(shared < alone)
  }

  @Test(
    "the three disciplines start the jobs that a scheduler of its own starts",
    arguments: [
      ("fifo", BatchScheduling.Discipline.firstCome), ("easy", .easyBackfill),
      ("backfill", .anyThatFits),
    ])
  func disciplines(_ name: String, _ discipline: BatchScheduling.Discipline) throws {
    let horizon = 20 * day
    let gaps = Law.exponential(mean: hour / 1.6)
    let (short, long) = (Law.exponential(mean: 2 * hour), Law.exponential(mean: 1.2 * hour))
    let inputs = SystemDefinition.gpuCluster.exampleInputs.setting("nodes", to: .number(1))
      .setting("gpus", to: .number(8)).setting("slices", to: .number(1))
      .setting("small.share", to: .number(0.7)).setting("small.use", to: .number(0.5))
      .setting("large.gpus", to: .number(6)).setting("jobs", to: .number(1.6 / hour))
      .setting("small.time", to: .law(.exponential(mean: 2 * hour)))
      .setting("large.time", to: .law(.exponential(mean: 1.2 * hour)))
      .setting("horizon", to: .number(horizon)).setting("discipline", to: .choice(name))
    for index in 0..<5 {
      let replication = Replication(seed: 7, index: index)
      var arrivals = replication.stream("jobs.arrival")
      var kinds = replication.stream("jobs.kind")
      var smalls = replication.stream("jobs.small")
      var larges = replication.stream("jobs.large")
      var jobs: [BatchScheduling.Job] = []
      for (name, law, mean, width) in [
        ("jobs.small.present", short, 1.6 * 0.7 * 2, 1),
        ("jobs.large.present", long, 1.6 * 0.3 * 1.2, 6),
      ] {
        var present = replication.stream(name)
        var passed = present.exponential()
        while passed < mean {
          jobs.append(.init(arrival: 0, width: width, duration: law.residual(&present)))
          passed += present.exponential()
        }
      }
      let start = GPUClusterRun.warmUp(inputs)
      let end = start + horizon
      var now = 0.0
      while true {
        now += gaps.quantile(arrivals.open())
        guard now <= end else { break }
        let isLarge = kinds.uniform() >= 0.7
        let time = isLarge ? long.quantile(larges.open()) : short.quantile(smalls.open())
        jobs.append(.init(arrival: now, width: isLarge ? 6 : 1, duration: time))
      }
      let starts = BatchScheduling(machines: 8, jobs: jobs).starts(discipline)
      // The mean queue over the rate of jobs.
      let queued = zip(jobs, starts).map {
        max(0, min($1 ?? .infinity, end) - max($0.arrival, start))
      }
      let expected = queued.reduce(0, +) / horizon / (1.6 / hour)
      let replicate = try #require(SystemDefinition.gpuCluster.replicate)
      let seen = replicate(inputs, replication).values[2]
      #expect(expected > 60 && abs(seen / expected - 1) < 1e-6, "\(index): \(seen) \(expected)")
    }
  }

  @Test("the budget of outages agrees with a walk through them")
  func outages() throws {
    let system = SystemDefinition.serviceOutages
    let inputs = Inputs([
      "host.interval": .law(.exponential(mean: 100)), "host.outage": .law(.constant(2)),
      "change.interval": .law(.exponential(mean: 40)), "change.outage": .law(.exponential(mean: 1)),
    ])
    let exact = try #require(system.output("availability")?.analytic(inputs))
    var stream = Replication(seed: 3, index: 0).stream("outages")
    var (up, down) = (0.0, 0.0)
    for _ in 0..<400_000 {
      let (host, change) = (stream.exponential() * 100, stream.exponential() * 40)
      up += min(host, change)
      down += host < change ? 2 : stream.exponential()
    }
    #expect(abs(down / (up + down) / (1 - exact) - 1) < 0.01)
    let unpaired = inputs.setting("host.outage", to: nil)
    #expect(system.problems(unpaired).map(\.kind) == [.missing])
    #expect(system.problems(Inputs()).map(\.kind) == [.missing])
  }

  @Test("detection is what a run of probes sees; steps add up; machines start in turn")
  func failover() throws {
    let system = SystemDefinition.failoverSequence
    let inputs = Inputs([
      "probe.interval": .number(0.05), "probe.misses": .number(3),
      "isolation": .law(.constant(10)), "start": .law(.constant(5)),
    ])
    // A failure at any moment between two probes; the first probes after it go unanswered.
    var stream = Replication(seed: 3, index: 0).stream("failure")
    var (total, greatest) = (0.0, 0.0)
    for _ in 0..<20_000 {
      let time = (1 - stream.uniform()) * 0.05 + 2 * 0.05
      total += time
      greatest = max(greatest, time)
    }
    let most = try #require(system.output("detection")?.analytic(inputs))
    let mean = try #require(system.output("detection-mean")?.analytic(inputs))
    #expect(most >= greatest && most - greatest < 1e-4 && abs(mean - total / 20_000) < 1e-3)
    let recovery = try #require(system.output("rto")?.analytic(inputs))
    #expect(abs(recovery - (mean + 15)) < 1e-12)
    #expect(system.output("rto-late")?.analytic(inputs) == most + 15)
    let many = Inputs(["machines": .number(600), "start.rate": .number(1)])
    #expect(system.output("start-time")?.analytic(many) == 600)
    #expect(system.output("rto")?.analytic(many) == 600)
  }

  @Test("a backlog is worked off as in small steps, and never where nothing is spare")
  func pipeline() throws {
    let system = SystemDefinition.decoupledPipeline
    let inputs = Inputs([
      "rate": .number(40_000), "consumers": .number(60), "partitions": .number(48),
      "consumer.rate": .number(2_500), "outage": .law(.constant(600)), "replicas": .number(3),
      "size": .number(300), "retention": .number(7 * day), "threshold": .number(5_000),
    ])
    var (backlog, time) = (40_000.0 * 600, 0.0)
    while backlog > 0 {
      backlog += (40_000 - 120_000) * 0.01
      time += 0.01
    }
    let caughtUp = try #require(system.output("catch-up")?.analytic(inputs))
    #expect(abs(caughtUp - time) < 0.02)
    #expect(system.output("capacity")?.analytic(inputs) == 120_000)
    #expect(system.output("latency")?.analytic(inputs) == 2)
    let stored = try #require(system.output("storage")?.analytic(inputs))
    #expect(abs(stored / 21.772_8e12 - 1) < 1e-12)
    let peak = inputs.setting("rate", to: .number(120_000))
    #expect(system.output("catch-up")?.analytic(peak) == nil)
    #expect(system.problems(peak).map(\.kind) == [.contradiction])
  }

  @Test("an edge site sends what it kept at the rate that running data leaves")
  func catchUp() throws {
    let inputs = SystemDefinition.edgeSite.exampleInputs
      .setting("link.outage", to: .law(.constant(72 * hour))).setting("store", to: .number(500e9))
      .setting("data.rate", to: .number(0.8e6)).setting("link.rate", to: .number(6.25e6))
    let time = try #require(SystemDefinition.edgeSite.output("catch-up")?.analytic(inputs))
    #expect(abs(time - 207.36e9 / 5.45e6) < 1e-6)
    // What no longer fits into the store is never sent.
    let small = inputs.setting("store", to: .number(5.45e6))
    let rest = try #require(SystemDefinition.edgeSite.output("catch-up")?.analytic(small))
    #expect(abs(rest - 1) < 1e-9)
  }

  @Test("a constant load settles at the HPA's formula")
  func autoscaler() {
    let system = SystemDefinition.autoscaledService
    let inputs = system.exampleInputs.setting("load.trough", to: .number(5000))
      .setting("apart", to: .flag(false)).setting("pods.per.node", to: .number(8))
      .setting("load.peak", to: .number(5000)).setting("burst.factor", to: .number(1))
      .setting("pod.capacity", to: .number(100)).setting("target", to: .number(0.7))
      .setting("horizon", to: .number(2 * day))
    let seen = tallies(system, inputs, replications: 2)
    // ⌈50 / 0.7⌉ = 72 replicas, at 50/72 of their requests.
    #expect(abs(seen[3].mean - 72) < 1e-9)
    #expect(abs(seen[0].mean - 50.0 / 72) < 1e-9)
    #expect(seen[2].mean == 0)
    // Eight to a node: nine nodes, as the cluster autoscaler's arithmetic has it; apart, one each.
    let nodes = ClusterAutoscaler.nodes(pods: 72, perPod: [1], perNode: [8]) ?? 0
    #expect(abs(seen[4].mean - Double(nodes)) < 1e-9 && nodes == 9)
    #expect(abs(seen[1].mean - 50.0 / 72) < 1e-9)
    let apart = tallies(system, inputs.setting("apart", to: .flag(true)), replications: 2)
    #expect(abs(apart[4].mean - 72) < 1e-9)
    #expect(abs(apart[1].mean - 50.0 / 576) < 1e-9)
  }

  @Test("nodes follow the load late, cost capacity while they come, and go only below half")
  func nodePool() {
    let system = SystemDefinition.autoscaledService
    let base = system.exampleInputs.setting("load.trough", to: .number(1000))
      .setting("load.peak", to: .number(20_000)).setting("burst.factor", to: .number(6))
      .setting("replicas.max", to: .number(2000)).setting("apart", to: .flag(false))
      .setting("horizon", to: .number(4 * day))
    let free = tallies(system, base.setting("pods.per.node", to: nil), replications: 8)
    let quick = tallies(system, base.setting("node.start", to: .number(0)), replications: 8)
    let slow = tallies(system, base.setting("node.start", to: .number(900)), replications: 8)
    #expect(abs(quick[2].mean - free[2].mean) < 1e-12 && slow[2].mean > quick[2].mean)
    #expect(free[4].mean == 0)
    // Spread pods keep nodes until half of their room is empty, never fewer than the pods need.
    let eager = base.setting("node.threshold", to: .number(1))
    let lean = tallies(system, eager, replications: 8)
    #expect(lean[4].mean < slow[4].mean && lean[4].mean * 8 >= lean[3].mean - 1)
  }

  @Test("the worker of a low-latency machine is M/M/1 for exponential service")
  func latency() throws {
    let system = SystemDefinition.lowLatencyMachine
    let inputs = system.exampleInputs.setting("service", to: .law(.exponential(mean: 50e-6)))
      .setting("rate", to: .number(8000))
    let seen = tallies(system, inputs, replications: 60)
    for (column, name) in ["latency-p50", "latency-p95", "latency-p99"].enumerated() {
      let exact = try #require(system.output(name)?.analytic(inputs))
      let estimate = seen[column].estimate(confidence: 0.999)
      // Quantiles of finite runs are biased by a little beyond their interval.
      #expect(abs(estimate.mean / exact - 1) < 0.02 + estimate.halfWidth / exact, "\(name)")
    }
    let highest = try #require(system.output("max-rate")?.analytic(inputs))
    #expect(abs(highest - (20_000 - log(100.0) / 480e-6)) < 1e-6)
    // At the highest rate within any bound, the 99th percentile is that bound.
    let other = inputs.setting("latency.bound", to: .number(900e-6))
    let rate = try #require(system.output("max-rate")?.analytic(other))
    let there = system.output("latency-p99")?.analytic(other.setting("rate", to: .number(rate)))
    #expect(abs((there ?? 0) - 900e-6) < 1e-12 && rate > highest)
  }

  @Test("NUMA, reservation and passthrough each help, and never hurt")
  func lowLatencyFeatures() throws {
    let system = SystemDefinition.lowLatencyMachine
    let all = system.exampleInputs
    let best = try #require(system.output("latency-p99")?.analytic(all))
    for flag in ["numa", "sriov", "reserved"] {
      let without = all.setting(flag, to: .flag(false))
      let worse = try #require(system.output("latency-p99")?.analytic(without))
      #expect(worse > best, "\(flag)")
    }
  }

  @Test("the two-level all-reduce agrees with the closed form")
  func allReduce() throws {
    let system = SystemDefinition.trainingStep
    for (node, expected) in [(24e9, 0.08911347517730496), (96e9, 0.027863475177304965)] {
      let inputs = system.exampleInputs.setting("nodes", to: .number(50))
        .setting("gpus", to: .number(8)).setting("gradients", to: .number(1e9))
        .setting("intra", to: .number(235e9)).setting("inter", to: .number(node))
        .setting("alpha", to: .number(0))
      let time = try #require(system.output("all-reduce")?.analytic(inputs))
      #expect(abs(time / expected - 1) < 1e-9)
    }
  }

  @Test("forty per cent more needs 28.6 % of the step in communication")
  func exposedCommunication() throws {
    let system = SystemDefinition.trainingStep
    let slow = system.exampleInputs.setting("overlap", to: .number(0))
      .setting("gradients", to: .number(1e9)).setting("batch.bytes", to: nil)
    let fast = slow.setting("inter", to: .number(1e15)).setting("intra", to: .number(1e15))
      .setting("alpha", to: .number(0))
    let before = try #require(system.output("step-time")?.analytic(slow))
    let after = try #require(system.output("step-time")?.analytic(fast))
    let share = try #require(system.output("communication-share")?.analytic(slow))
    #expect(abs(before / after - 1 / (1 - share)) < 1e-3)
  }

  @Test("an edge site loses what outages leave beyond its store")
  func edge() throws {
    let system = SystemDefinition.edgeSite
    let inputs = system.exampleInputs
      .setting("link.outage", to: .law(.exponential(mean: 10 * hour)))
      .setting("link.mtbf", to: .law(.exponential(mean: 40 * hour)))
      .setting("store", to: .number(10)).setting("data.rate", to: .number(10 / (20 * hour)))
    // E[(D − a)⁺] = m·e^{−a/m}, over a cycle of 50 hours.
    let expected = 10 * exp(-2.0) / 50
    let lost = try #require(system.output("data-lost")?.analytic(inputs))
    #expect(abs(lost / expected - 1) < 1e-9)
    let survived = try #require(system.output("outages-survived")?.analytic(inputs))
    #expect(abs(survived - (1 - exp(-2.0))) < 1e-12)
  }
}
