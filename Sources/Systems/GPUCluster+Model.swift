import Simulate

/// Jobs that queue for GPUs.
///
/// It begins with the jobs that a cluster without a queue holds at any moment, of each of which some is left. The
/// mean wait is the mean queue over the rate of jobs, by Little's law: no job has to be waited for to the end.
/// Oracles: one-GPU exponential jobs alone wait as in M/M/c; the disciplines start the jobs that `BatchScheduling`
/// starts; utilisation is that of Little's law; see `TurnTaking` for jobs that share a GPU in turns.
struct GPUClusterModel: DiscreteModel {
  enum Event: SimulationEvent {
    case arrives
    case ends(Int32)

    /// A job that takes turns on a node ends, unless the node has changed since.
    case turnEnds(node: Int32, generation: Int32)

    var traceWord: UInt64 {
      switch self {
      case .arrives: 1
      case .ends(let job): 0x100 | UInt64(UInt32(bitPattern: job)) << 16
      case .turnEnds(let node, let generation):
        0x200 | UInt64(UInt32(bitPattern: node)) << 16 ^ UInt64(UInt32(bitPattern: generation))
          << 32
      }
    }
  }

  /// A job in units of a slice.
  private struct Job {
    let isLarge: Bool
    let units: Int
    let duration: Double
    var use: Double
    var end = Ticks.never
    var nodes: [(node: Int, units: Int)] = []

    /// Units of the whole GPUs that it may keep others from having.
    func wholeUnits(_ slices: Int) -> Int { (units + slices - 1) / slices * slices }
  }

  private enum Discipline { case firstCome, anyThatFits, easy }

  private let slices: Int
  let unitsPerNode: Int
  private let largeGPUs: Int
  private let smallUse: Double
  private let largeUse: Double
  private let smallShare: Double
  let leafNodes: Int?
  private let spreadSpeed: Double
  let hasAffinity: Bool
  private let discipline: Discipline
  private let rate: Double

  /// How long jobs hold what they run on.
  private let smallTime: Law
  private let largeTime: Law

  /// The nodes' small jobs where they take turns; empty where each has a part to itself.
  private var turns: [TurnTaking] = []
  private var free: [Int]
  private var freeUnits: Int
  private var waiting: [Int32] = []
  private var head = 0
  private var jobs: [Job] = []
  private var recycled: [Int32] = []
  private var running: [Int32] = []
  private var used = TimeWeighted(at: .zero)
  private var allocated = TimeWeighted(at: .zero)
  private var queued = TimeWeighted(at: .zero)

  /// The work that arrives, as a share of what the cluster could do.
  private(set) var offered: OfferedWork
  private var arrivals: RandomStream
  private var kinds: RandomStream
  private var smalls: RandomStream
  private var larges: RandomStream
  private var presentSmalls: RandomStream
  private var presentLarges: RandomStream

  /// - Parameter length: of the whole run, in seconds.
  init(_ inputs: Inputs, _ replication: Replication, length: Double) {
    let sharing = GPUSharing(inputs)
    slices = sharing.places
    unitsPerNode = inputs.count("gpus") * slices
    free = [Int](repeating: unitsPerNode, count: max(1, inputs.count("nodes")))
    freeUnits = unitsPerNode * free.count
    largeGPUs = max(1, inputs.count("large.gpus"))
    let need = inputs.number("small.use")
    let smallSpeed = min(1, 1 / (sharing.parts * need))
    smallUse = min(need, 1 / sharing.parts)
    if sharing.takesTurns {
      turns = free.map { _ in TurnTaking(places: sharing.places, use: need) }
    }
    largeUse = inputs.number("large.use")
    smallShare = inputs.number("small.share")
    leafNodes = inputs.has("leaf.nodes") ? max(1, inputs.count("leaf.nodes")) : nil
    spreadSpeed = inputs.number("spread.speed")
    hasAffinity = inputs.flag("affinity")
    discipline =
      switch inputs.choice("discipline") {
      case "backfill": .anyThatFits
      case "easy": .easy
      default: .firstCome
      }
    rate = inputs.number("jobs")
    smallTime = (inputs.law("small.time") ?? .constant(Time.hour)).scaled(by: 1 / smallSpeed)
    largeTime = inputs.law("large.time") ?? .constant(Time.hour)
    let total = Double(unitsPerNode * free.count) / Double(slices)
    offered = OfferedWork(
      [
        OfferedWork.Kind(rate: rate * smallShare, time: smallTime, weight: 1 / total),
        OfferedWork.Kind(
          rate: rate * (1 - smallShare), time: largeTime, weight: Double(largeGPUs) / total),
      ], horizon: length)
    arrivals = replication.stream("jobs.arrival")
    kinds = replication.stream("jobs.kind")
    smalls = replication.stream("jobs.small")
    larges = replication.stream("jobs.large")
    presentSmalls = replication.stream("jobs.small.present")
    presentLarges = replication.stream("jobs.large.present")
  }

  private func ticks(_ seconds: Double) -> Ticks {
    Ticks(seconds: seconds, resolution: .microsecond)
  }

  mutating func begin(_ effects: inout Effects<Event>) {
    schedule(&effects)
    // A Poisson number of each kind, of mean λ·E[S], with what is left of each (M/G/∞); small ones first, for they
    // find room on few nodes.
    var passed = presentSmalls.exponential()
    while passed < rate * smallShare * smallTime.mean {
      present(smallTime.residual(&presentSmalls), isLarge: false)
      passed += presentSmalls.exponential()
    }
    passed = presentLarges.exponential()
    while passed < rate * (1 - smallShare) * largeTime.mean {
      present(largeTime.residual(&presentLarges), isLarge: true)
      passed += presentLarges.exponential()
    }
    startWaiting(&effects)
  }

  private mutating func present(_ left: Double, isLarge: Bool) {
    offered.addPresent(left, kind: isLarge ? 1 : 0)
    submit(left, isLarge: isLarge, at: .zero)
  }

  private mutating func schedule(_ effects: inout Effects<Event>) {
    let gap = Law.exponential(mean: 1 / rate).sample(&arrivals)
    effects.schedule(.arrives, after: ticks(gap))
  }

  mutating func startMeasuring(at now: Ticks) {
    used.reset(at: now)
    allocated.reset(at: now)
    queued.reset(at: now)
  }

  /// The jobs that wait or run.
  var present: Double { Double(waiting.count - head + running.count) }

  /// Utilisation, allocation and mean wait.
  func result(at end: Ticks) -> [Double] {
    let total = Double(unitsPerNode * free.count) / Double(slices)
    return [
      used.mean(until: end) / total, allocated.mean(until: end) / total,
      queued.mean(until: end) / rate,
    ]
  }

  mutating func handle(_ event: Event, _ effects: inout Effects<Event>) {
    switch event {
    case .arrives:
      schedule(&effects)
      arrive(at: effects.now)
    case .ends(let index):
      used.add(-jobs[Int(index)].use, at: effects.now)
      release(index, at: effects.now)
    case .turnEnds(let node, let generation):
      guard turns[Int(node)].generation == generation else { return }
      let before = turns[Int(node)].used
      if let index = turns[Int(node)].removeFirst(at: effects.now) {
        release(index, at: effects.now)
      }
      foreseeTurn(on: Int(node), usedBefore: before, &effects)
    }
    startWaiting(&effects)
  }

  private mutating func arrive(at now: Ticks) {
    let isLarge = kinds.uniform() >= smallShare
    let time = isLarge ? largeTime.sample(&larges) : smallTime.sample(&smalls)
    offered.add(time, kind: isLarge ? 1 : 0, at: now.seconds(.microsecond))
    submit(time, isLarge: isLarge, at: now)
  }

  private mutating func submit(_ time: Double, isLarge: Bool, at now: Ticks) {
    queued.add(1, at: now)
    let job =
      isLarge
      ? Job(
        isLarge: true, units: largeGPUs * slices, duration: time,
        use: largeUse * Double(largeGPUs))
      : Job(isLarge: false, units: 1, duration: time, use: smallUse)
    if let index = recycled.popLast() {
      jobs[Int(index)] = job
      waiting.append(index)
    } else {
      jobs.append(job)
      waiting.append(Int32(jobs.count - 1))
    }
  }

  private mutating func release(_ index: Int32, at now: Ticks) {
    let job = jobs[Int(index)]
    if let position = running.firstIndex(of: index) { running.swapAt(position, running.count - 1) }
    running.removeLast()
    for part in job.nodes { free[part.node] += part.units }
    freeUnits += job.units
    allocated.add(-Double(job.units) / Double(slices), at: now)
    recycled.append(index)
  }

  /// Starts what fits: the head of the queue, and with backfill up to sixty-four behind it; by EASY
  /// only what leaves the head's reservation alone (Lifka 1995), durations being known.
  private mutating func startWaiting(_ effects: inout Effects<Event>) {
    while head < waiting.count, start(waiting[head], &effects) { head += 1 }
    if head > 4096, head * 2 > waiting.count {
      waiting.removeFirst(head)
      head = 0
    }
    guard discipline != .firstCome, head + 1 < waiting.count else { return }
    var reservation = discipline == .easy ? reserve(for: jobs[Int(waiting[head])]) : nil
    // All jobs of a kind are of one size: what one of them lacks, the others lack as well.
    var canTry = [true, true]
    canTry[kind(waiting[head])] = false
    var position = head + 1
    while position < waiting.count, position - head <= 64, canTry[0] || canTry[1] {
      let kind = kind(waiting[position])
      let job = jobs[Int(waiting[position])]
      let (units, end) = (job.wholeUnits(slices), effects.now + ticks(job.duration))
      if canTry[kind], reservation?.admits(units, until: end) ?? true {
        if start(waiting[position], &effects) {
          reservation?.take(units, until: end)
          waiting.remove(at: position)
          continue
        }
        canTry[kind] = false
      }
      position += 1
    }
  }

  /// When the head of the queue can start by the ends of what runs, and the whole GPUs, in units, that
  /// are then left over.
  private struct Reservation {
    let start: Ticks
    var extra: Int

    func admits(_ units: Int, until end: Ticks) -> Bool { end <= start || units <= extra }

    mutating func take(_ units: Int, until end: Ticks) {
      if end > start { extra -= units }
    }
  }

  private func reserve(for job: Job) -> Reservation? {
    var later = free
    for index in running.sorted(by: { jobs[Int($0)].end < jobs[Int($1)].end }) {
      for part in jobs[Int(index)].nodes { later[part.node] += part.units }
      guard place(job, in: later) != nil else { continue }
      let whole = later.reduce(0) { $0 + $1 / slices * slices }
      return Reservation(start: jobs[Int(index)].end, extra: whole - job.wholeUnits(slices))
    }
    return nil
  }

  private func kind(_ index: Int32) -> Int { jobs[Int(index)].isLarge ? 1 : 0 }

  private mutating func start(_ index: Int32, _ effects: inout Effects<Event>) -> Bool {
    let job = jobs[Int(index)]
    guard freeUnits >= job.units, let nodes = place(job, in: free) else { return false }
    for part in nodes { free[part.node] -= part.units }
    freeUnits -= job.units
    let duration = spansLeaves(nodes) ? job.duration / spreadSpeed : job.duration
    jobs[Int(index)].nodes = nodes
    jobs[Int(index)].end = effects.now + ticks(duration)
    running.append(index)
    allocated.add(Double(job.units) / Double(slices), at: effects.now)
    queued.add(-1, at: effects.now)
    if !job.isLarge, !turns.isEmpty {
      let node = nodes[0].node
      let before = turns[node].used
      turns[node].add(index, work: duration, at: effects.now)
      foreseeTurn(on: node, usedBefore: before, &effects)
    } else {
      jobs[Int(index)].use *= job.duration / duration
      used.add(jobs[Int(index)].use, at: effects.now)
      effects.schedule(.ends(index), after: ticks(duration))
    }
    return true
  }

  /// Foresees the next end among the jobs that take turns on a node, after a change there.
  private mutating func foreseeTurn(
    on node: Int, usedBefore before: Double, _ effects: inout Effects<Event>
  ) {
    used.add(turns[node].used - before, at: effects.now)
    guard let time = turns[node].timeToNext else { return }
    effects.schedule(
      .turnEnds(node: Int32(node), generation: turns[node].generation), after: ticks(time))
  }

  /// A small job goes where least is free; a gang takes whole GPUs, from the emptiest nodes first.
  private func place(_ job: Job, in free: [Int]) -> [(node: Int, units: Int)]? {
    if !job.isLarge {
      var best = -1
      for node in free.indices where free[node] >= 1 && (best < 0 || free[node] < free[best]) {
        best = node
      }
      return best < 0 ? nil : [(best, 1)]
    }
    var parts: [(node: Int, units: Int)] = []
    var left = job.units
    if left <= unitsPerNode {
      var best = -1
      for node in free.indices
      where free[node] / slices * slices >= left && (best < 0 || free[node] < free[best]) {
        best = node
      }
      return best < 0 ? nil : [(best, left)]
    }
    for node in leafWithRoom(for: left, in: free) ?? free.indices
    where left > 0 && free[node] == unitsPerNode && left >= unitsPerNode {
      parts.append((node, unitsPerNode))
      left -= unitsPerNode
    }
    if left > 0, left < unitsPerNode {
      let taken = Set(parts.map(\.node))
      guard
        let node = free.indices.first(where: {
          !taken.contains($0) && free[$0] / slices * slices >= left
        })
      else { return nil }
      parts.append((node, left))
      left = 0
    }
    return left == 0 ? parts : nil
  }
}
