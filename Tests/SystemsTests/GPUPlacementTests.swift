import Simulate
import Systems
import Testing

/// The cluster of GPUs against a walk that keeps each GPU by itself in a plain list, and looks through all of them.
@Suite struct GPUPlacementTests {
  private static let system = SystemDefinition.gpuCluster

  /// Nodes of four GPUs with three parts each: half of the jobs need one part, the others so many whole GPUs.
  private func cluster(
    nodes: Int, gang: Int, parts: Int, discipline: String, jobs: Double, days: Double = 20
  ) -> Inputs {
    Self.system.exampleInputs.setting("nodes", to: .number(Double(nodes)))
      .setting("gpus", to: .number(4)).setting("slices", to: .number(Double(parts)))
      .setting("small.share", to: .number(0.8)).setting("small.use", to: .number(0.1))
      .setting("small.time", to: .law(.exponential(mean: 2 * hour)))
      .setting("large.gpus", to: .number(Double(gang))).setting("large.use", to: .number(0.5))
      .setting("large.time", to: .law(.exponential(mean: hour)))
      .setting("jobs", to: .number(jobs / hour)).setting("leaf.nodes", to: nil)
      .setting("discipline", to: .choice(discipline)).setting("horizon", to: .number(days * day))
  }

  /// The same jobs, drawn from the same streams.
  private func jobs(
    of inputs: Inputs, _ replication: Replication, until end: Double
  ) -> [GPUWalk.Job] {
    let small = Law.exponential(mean: 2 * hour)
    let large = Law.exponential(mean: hour)
    let (rate, gang) = (inputs.number("jobs"), Int(inputs.number("large.gpus")))
    var jobs: [GPUWalk.Job] = []
    for (name, law, share, isLarge) in [
      ("jobs.small.present", small, 0.8, false), ("jobs.large.present", large, 0.2, true),
    ] {
      var present = replication.stream(name)
      var passed = present.exponential()
      while passed < rate * share * law.mean {
        jobs.append(.init(arrival: 0, gang: isLarge ? gang : nil, time: law.residual(&present)))
        passed += present.exponential()
      }
    }
    var arrivals = replication.stream("jobs.arrival")
    var kinds = replication.stream("jobs.kind")
    var smalls = replication.stream("jobs.small")
    var larges = replication.stream("jobs.large")
    var now = 0.0
    while true {
      now += Law.exponential(mean: 1 / rate).quantile(arrivals.open())
      guard now <= end else { return jobs }
      let isLarge = kinds.uniform() >= 0.8
      let time = isLarge ? large.quantile(larges.open()) : small.quantile(smalls.open())
      jobs.append(.init(arrival: now, gang: isLarge ? gang : nil, time: time))
    }
  }

  @Test(
    "jobs start when a walk over every single GPU starts them, and none after it was promised a place",
    arguments: [
      (2, 1, 3, "fifo", 9.0), (2, 4, 3, "fifo", 6), (3, 6, 1, "fifo", 2.2), (2, 4, 1, "easy", 2.6),
      (3, 6, 1, "easy", 2.6), (3, 2, 3, "easy", 12), (2, 2, 3, "backfill", 6),
    ])
  func walk(_ nodes: Int, _ gang: Int, _ parts: Int, _ discipline: String, _ rate: Double) throws {
    let inputs = cluster(nodes: nodes, gang: gang, parts: parts, discipline: discipline, jobs: rate)
    let warmUp = GPUClusterRun.warmUp(inputs)
    let end = warmUp + inputs.number("horizon")
    var queued = 0.0
    for index in 0..<3 {
      let replication = Replication(seed: 11, index: index)
      let jobs = jobs(of: inputs, replication, until: end)
      var walk = GPUWalk(nodes: nodes, gpus: 4, parts: parts, discipline: discipline, jobs: jobs)
      walk.run(until: end)
      #expect(walk.late == 0)
      let waited = zip(jobs, walk.starts).map {
        max(0, min($1 ?? .infinity, end) - max($0.arrival, warmUp))
      }
      let expected = waited.reduce(0, +) / inputs.number("horizon") / inputs.number("jobs")
      let seen = try #require(Self.system.replicate?(inputs, replication)).values[2]
      #expect(abs(seen - expected) < 1e-6 * max(1, expected), "\(index): \(seen) \(expected)")
      queued += expected
    }
    #expect(queued > 60)
  }

  @Test("parts that are free on several GPUs are no whole one")
  func fragments() {
    // One node of eight: whole GPUs wait for parts of an hour that end on one GPU, and not on any seven.
    let inputs = cluster(nodes: 1, gang: 1, parts: 7, discipline: "fifo", jobs: 26, days: 60)
      .setting("gpus", to: .number(8)).setting("small.share", to: .number(0.9))
      .setting("small.time", to: .law(.exponential(mean: hour)))
    let wait = tallies(Self.system, inputs, replications: 12)[2]
    #expect(wait.mean > 30 * 60)
    let exclusive = inputs.setting("slices", to: .number(1)).setting("jobs", to: .number(7 / hour))
    let queue = MultiServerQueue(servers: 8, arrivalRate: 7 / hour, serviceRate: 1 / hour)
    let seen = tallies(Self.system, exclusive, replications: 40)[2].estimate(confidence: 0.999)
    #expect(seen.contains(queue.meanWait))
  }

  @Test("with affinity a gang of one node and a half stands under one leaf while one has room")
  func leaves() throws {
    // Two leaves of two nodes of eight hold one gang of twelve each: two servers of a constant hour.
    let base = Self.system.exampleInputs.setting("nodes", to: .number(4))
      .setting("gpus", to: .number(8)).setting("slices", to: .number(1))
      .setting("small.share", to: .number(0)).setting("large.gpus", to: .number(12))
      .setting("large.time", to: .law(.constant(hour))).setting("jobs", to: .number(1 / hour))
      .setting("leaf.nodes", to: .number(2)).setting("spread.speed", to: .number(0.5))
      .setting("discipline", to: .choice("fifo")).setting("horizon", to: .number(60 * day))
    let careful = base.setting("affinity", to: .flag(true))
    let near = base.setting("leaf.nodes", to: nil)
    for index in 0..<4 {
      let replication = Replication(seed: 5, index: index)
      let apart = try #require(Self.system.replicate?(careful, replication)).values
      let flat = try #require(Self.system.replicate?(near, replication)).values
      #expect(apart == flat)
    }
    let careless = tallies(
      Self.system, base.setting("affinity", to: .flag(false)), replications: 4)
    #expect(careless[1].mean > 1.2 * tallies(Self.system, careful, replications: 4)[1].mean)
  }
}

/// Jobs on GPUs that are each a number of parts, placed as the manual of `gpu-cluster` says.
private struct GPUWalk {
  struct Job {
    let arrival: Double

    /// Whole GPUs; nil for one part.
    let gang: Int?
    let time: Double
  }

  private let gpus: Int
  private let parts: Int
  private let discipline: String
  private let jobs: [Job]

  /// The free parts of each GPU, node by node.
  private var free: [[Int]]
  private var running: [(job: Int, end: Double, on: [(node: Int, gpu: Int)])] = []
  private var waiting: [Int] = []

  /// When each job that waited at the head was first promised to start.
  private var promised: [Int: Double] = [:]
  private(set) var starts: [Double?]

  /// How many started after that.
  private(set) var late = 0

  init(nodes: Int, gpus: Int, parts: Int, discipline: String, jobs: [Job]) {
    self.gpus = gpus
    self.parts = parts
    self.discipline = discipline
    self.jobs = jobs
    free = [[Int]](repeating: [Int](repeating: parts, count: gpus), count: nodes)
    starts = [Double?](repeating: nil, count: jobs.count)
  }

  mutating func run(until end: Double) {
    var next = jobs.indices.first { jobs[$0].arrival > 0 } ?? jobs.count
    waiting = Array(0..<next)
    schedule(at: 0)
    while true {
      let arrival = next < jobs.count ? jobs[next].arrival : .infinity
      let ending = running.map(\.end).min() ?? .infinity
      let now = min(arrival, ending)
      guard now <= end else { return }
      if ending <= arrival {
        let index = running.firstIndex { $0.end == ending } ?? 0
        let job = running.remove(at: index)
        give(back: job.on, of: job.job, in: &free)
      } else {
        waiting.append(next)
        next += 1
      }
      schedule(at: now)
    }
  }

  private func give(back places: [(node: Int, gpu: Int)], of job: Int, in free: inout [[Int]]) {
    for place in places { free[place.node][place.gpu] += jobs[job].gang == nil ? 1 : parts }
  }

  private func take(_ places: [(node: Int, gpu: Int)], for job: Int, in free: inout [[Int]]) {
    for place in places { free[place.node][place.gpu] -= jobs[job].gang == nil ? 1 : parts }
  }

  private mutating func start(_ job: Int, on places: [(node: Int, gpu: Int)], at now: Double) {
    take(places, for: job, in: &free)
    starts[job] = now
    running.append((job, now + jobs[job].time, places))
    if let promise = promised[job], now > promise + 1e-3 { late += 1 }
  }

  private mutating func schedule(at now: Double) {
    while let first = waiting.first, let places = place(first, in: free) {
      start(first, on: places, at: now)
      waiting.removeFirst()
    }
    guard discipline != "fifo", let head = waiting.first else { return }
    var later = free
    var shadow = Double.infinity
    if discipline == "easy" {
      for job in running.sorted(by: { $0.end < $1.end }) {
        give(back: job.on, of: job.job, in: &later)
        shadow = job.end
        if place(head, in: later) != nil { break }
      }
      promised[head] = min(promised[head] ?? .infinity, shadow)
    }
    for job in waiting.dropFirst().prefix(64) {
      guard let places = place(job, in: free) else { continue }
      if discipline == "backfill" || now + jobs[job].time <= shadow {
        start(job, on: places, at: now)
        waiting.removeAll { $0 == job }
        continue
      }
      // It runs on beside the head: where it would stand anyway, or else clear of the head's GPUs.
      var beside = later
      take(places, for: job, in: &beside)
      var chosen: [(node: Int, gpu: Int)]? = places
      if place(head, in: beside) == nil {
        var rest = free
        for kept in place(head, in: later) ?? [] { rest[kept.node][kept.gpu] = 0 }
        chosen = place(job, in: rest)
      }
      guard let chosen else { continue }
      take(chosen, for: job, in: &later)
      start(job, on: chosen, at: now)
      waiting.removeAll { $0 == job }
    }
  }

  private func place(_ job: Int, in free: [[Int]]) -> [(node: Int, gpu: Int)]? {
    func idle(_ node: Int) -> [Int] { free[node].indices.filter { free[node][$0] == parts } }
    func least(_ nodes: [Int], _ left: (Int) -> Int) -> Int? {
      nodes.min { (left($0), $0) < (left($1), $1) }
    }
    guard var gang = jobs[job].gang else {
      func total(_ node: Int) -> Int { free[node].reduce(0, +) }
      func shared(_ node: Int) -> [Int] {
        free[node].indices.filter { (1..<parts).contains(free[node][$0]) }
      }
      if let node = least(free.indices.filter { !shared($0).isEmpty }, total) {
        let gpu = shared(node).min { (free[node][$0], $0) < (free[node][$1], $1) }
        return gpu.map { [(node, $0)] }
      }
      let node = least(free.indices.filter { !idle($0).isEmpty }, total)
      return node.flatMap { node in idle(node).first.map { [(node, $0)] } }
    }
    var places: [(node: Int, gpu: Int)] = []
    for node in free.indices where gang >= gpus && idle(node).count == gpus {
      places += idle(node).map { (node, $0) }
      gang -= gpus
    }
    guard gang < gpus else { return nil }
    guard gang > 0 else { return places }
    let others = free.indices.filter { node in !places.contains { $0.node == node } }
    guard let node = least(others.filter({ idle($0).count >= gang }), { idle($0).count }) else {
      return nil
    }
    return places + idle(node).prefix(gang).map { (node, $0) }
  }
}
