import Simulate
import Testing

/// The algorithms of clusters beside slow, obvious twins.
@Suite struct SchedulingOracleTests {
  /// Jobs that come, last and are estimated in whole units of time.
  private func jobs(_ stream: inout RandomStream) -> [BatchScheduling.Job] {
    (0..<12).map { _ in
      let duration = 1 + stream.index(below: 6)
      return BatchScheduling.Job(
        arrival: Double(stream.index(below: 15)), width: 1 + stream.index(below: 4),
        duration: Double(duration), estimate: Double(duration + stream.index(below: 4)))
    }
  }

  /// The starts by a walk through time, one unit after the other, with the machines that reservations leave
  /// free written down for each unit.
  private func walk(
    _ jobs: [BatchScheduling.Job], machines: Int, _ discipline: BatchScheduling.Discipline
  ) -> [Double?] {
    let end = 400
    var starts = [Double?](repeating: nil, count: jobs.count)
    let order = jobs.indices.sorted { (jobs[$0].arrival, $0) < (jobs[$1].arrival, $1) }
    for now in 0..<end {
      var isEvent = jobs.contains { $0.arrival == Double(now) }
      for (job, start) in zip(jobs, starts) where start.map({ $0 + job.duration }) == Double(now) {
        isEvent = true
      }
      guard isEvent else { continue }
      // Free machines from now on, as those that run are expected to end.
      var free = [Int](repeating: machines, count: end * 2)
      func take(_ index: Int, from start: Int, for time: Double) {
        for unit in start..<min(free.count, start + Int(time)) { free[unit] -= jobs[index].width }
      }
      for (index, job) in jobs.enumerated() {
        guard let start = starts[index], start + job.duration > Double(now) else { continue }
        let left = max(1, start + job.estimate - Double(now))
        take(index, from: now, for: left)
      }
      func fits(_ index: Int, at start: Int) -> Bool {
        let job = jobs[index]
        return free[start..<min(free.count, start + Int(job.estimate))].allSatisfy {
          $0 >= job.width
        }
      }
      func begin(_ index: Int) {
        starts[index] = Double(now)
        take(index, from: now, for: jobs[index].estimate)
      }
      var isBlocked = false
      for index in order where starts[index] == nil && jobs[index].arrival <= Double(now) {
        switch discipline {
        case .firstCome:
          if !isBlocked, free[now] >= jobs[index].width { begin(index) } else { isBlocked = true }
        case .anyThatFits:
          if free[now] >= jobs[index].width { begin(index) }
        case .easyBackfill, .conservativeBackfill:
          if fits(index, at: now) {
            begin(index)
          } else if discipline == .conservativeBackfill || !isBlocked {
            let start = (now..<end).first { fits(index, at: $0) } ?? end
            // For EASY only the head's is kept, and for good.
            let time = discipline == .easyBackfill ? Double(free.count) : jobs[index].estimate
            take(index, from: start, for: time)
            isBlocked = true
          }
        }
      }
    }
    return starts
  }

  @Test(
    "jobs start as in a walk through time",
    arguments: BatchScheduling.Discipline.allCases)
  func disciplines(_ discipline: BatchScheduling.Discipline) {
    var stream = RandomStream(seed: 21, name: "jobs")
    for _ in 0..<300 {
      let jobs = jobs(&stream)
      let starts = BatchScheduling(machines: 5, jobs: jobs).starts(discipline)
      #expect(starts == walk(jobs, machines: 5, discipline), "\(jobs)")
    }
  }

  @Test(
    "tenths of a unit start jobs as whole units do",
    arguments: BatchScheduling.Discipline.allCases)
  func tenths(_ discipline: BatchScheduling.Discipline) {
    var stream = RandomStream(seed: 23, name: "jobs")
    for _ in 0..<300 {
      let jobs = jobs(&stream)
      let tenths = jobs.map {
        BatchScheduling.Job(
          arrival: $0.arrival / 10, width: $0.width, duration: $0.duration / 10,
          estimate: $0.estimate / 10)
      }
      let starts = BatchScheduling(machines: 5, jobs: tenths).starts(discipline)
      let whole = BatchScheduling(machines: 5, jobs: jobs).starts(discipline)
      #expect(starts == whole.map { $0.map { $0 / 10 } })
    }
  }

  @Test func `an interval has passed as often as the decimals say`() {
    for count in 1...1_000 {
      for interval in [0.1, 0.3, 0.7, 1.1, 2.5, 0.001] {
        // The nearest double to the decimal product, by way of whole thousandths.
        let time = (interval * 1_000).rounded() * Double(count) / 1_000
        #expect(DecimalFraction.passed(interval, by: time) == Double(count))
        #expect(DecimalFraction.passed(interval, by: time - 1e-6) == Double(count - 1))
      }
    }
  }

  @Test("the fewest bins are those of trying all, and no rule needs fewer")
  func bins() throws {
    var stream = RandomStream(seed: 22, name: "items")
    for _ in 0..<200 {
      let items = (0..<7).map { _ in Double(1 + stream.index(below: 9)) }
      let packing = BinPacking(capacity: 10, items: items)
      var fewest = items.count
      // Every assignment: item i to one of the bins 0 … i.
      var choice = [Int](repeating: 0, count: items.count)
      search: while true {
        var levels = [Double](repeating: 0, count: items.count)
        for (item, bin) in zip(items, choice) { levels[bin] += item }
        if levels.allSatisfy({ $0 <= 10 }) { fewest = min(fewest, levels.count { $0 > 0 }) }
        var index = items.count - 1
        while choice[index] == index {
          choice[index] = 0
          index -= 1
          if index < 0 { break search }
        }
        choice[index] += 1
      }
      #expect(packing.optimum() == fewest)
      for rule in BinPacking.Rule.allCases {
        let levels = try #require(packing.packing(rule))
        #expect(levels.count >= fewest && levels.reduce(0, +) == items.reduce(0, +))
        #expect(levels.allSatisfy { $0 <= 10 })
      }
      // Dósa 2007: first-fit decreasing needs at most 11/9 of the fewest and 6/9.
      let decreasing = try #require(packing.bins(.firstFitDecreasing))
      #expect(9 * decreasing <= 11 * fewest + 6)
    }
  }

  @Test("equal gangs: pods bound in turn deadlock where each gang's part is too small")
  func gangs() {
    for machines in 1...12 {
      for count in 1...6 {
        for width in 1...machines {
          let gangs = GangScheduling(
            machines: machines, jobs: [Int](repeating: width, count: count), duration: 2)
          let isShort = count * width > machines && (machines + count - 1) / count < width
          #expect((gangs.withoutGang.makespan == .infinity) == isShort)
          #expect(gangs.withoutGang.heldIdle == (isShort ? machines : 0))
          let together = machines / width
          #expect(gangs.withGang.makespan == 2 * Double((count + together - 1) / together))
        }
      }
    }
  }

  @Test("nodes for equal pods are those that fill up one after the other")
  func nodes() {
    for pods in 0...20 {
      for fit in 1...5 {
        var (nodes, room) = (0, 0)
        for _ in 0..<pods {
          if room == 0 { (nodes, room) = (nodes + 1, fit) }
          room -= 1
        }
        let found = ClusterAutoscaler.nodes(
          pods: pods, perPod: [0.5, 1], perNode: [0.5 * Double(fit), 9])
        #expect(found == nodes)
      }
    }
    #expect(ClusterAutoscaler.nodes(pods: 1, perPod: [2], perNode: [1]) == nil)
    // Ten minutes unneeded, and ten after the last was added, whichever is later.
    let rules = ClusterAutoscaler()
    #expect(rules.removal(unneededSince: 100, lastAdded: nil) == 700)
    #expect(rules.removal(unneededSince: 100, lastAdded: 400) == 1_000)
  }

  @Test("a decayed percentile is that of samples repeated by their weights")
  func decay() {
    let autoscaler = VerticalAutoscaler(targetPercentile: 0.9, margin: 0, halfLife: 1)
    var stream = RandomStream(seed: 23, name: "use")
    for _ in 0..<50 {
      let samples = (0..<6).flatMap { time in
        (0..<3).map { _ in (time: Double(time), usage: stream.uniform()) }
      }
      let repeated = samples.flatMap { sample in
        [Double](repeating: sample.usage, count: 1 << Int(sample.time))
      }.sorted()
      let rank = Int((0.9 * Double(repeated.count)).rounded(.up)) - 1
      #expect(autoscaler.recommendation(samples: samples) == repeated[rank])
    }
  }

  @Test("instances that cannot be added to are those of all sets of placements")
  func placements() {
    for gpu in [MultiInstanceGPU.a30, .a100] {
      let all = gpu.profiles.indices.flatMap { profile in
        gpu.profiles[profile].starts.map { (profile: profile, start: $0) }
      }
      let masks = all.map { place in
        ((1 << gpu.profiles[place.profile].size) - 1) << place.start
      }
      var maximal = 0
      var most = [Int](repeating: 0, count: gpu.profiles.count)
      for set in 0..<(1 << all.count) {
        var (taken, isDisjoint) = (0, true)
        for index in all.indices where set >> index & 1 == 1 {
          if taken & masks[index] != 0 { isDisjoint = false }
          taken |= masks[index]
        }
        guard isDisjoint else { continue }
        if masks.allSatisfy({ taken & $0 != 0 }) { maximal += 1 }
        for profile in gpu.profiles.indices {
          let count = all.indices.count { set >> $0 & 1 == 1 && all[$0].profile == profile }
          most[profile] = max(most[profile], count)
        }
      }
      #expect(gpu.maximalPlacements().count == maximal)
      #expect(gpu.profiles.indices.map { gpu.capacity(of: $0) } == most)
    }
  }
}
