import Simulate

/// Jobs that queue for GPUs.
///
/// It begins with the jobs that a cluster without a queue holds at any moment, of each of which some is left. The
/// mean wait is the mean queue over the rate of jobs, by Little's law: no job has to be waited for to the end.
/// Oracles: one-GPU exponential jobs alone wait as in M/M/c; the disciplines start the jobs that `BatchScheduling`
/// starts; utilisation is that of Little's law; see `GPUPlaces` for where jobs stand, and `TurnTaking` for those that
/// share a GPU in turns.
struct GPUClusterModel: DiscreteModel {
  enum Event: SimulationEvent {
    case arrives
    case ends(Int32)

    /// A job that takes turns on a GPU ends, unless who is on it has changed since.
    case turnEnds(gpu: Int32, generation: Int32)

    var traceWord: UInt64 {
      switch self {
      case .arrives: 1
      case .ends(let job): 0x100 | UInt64(UInt32(bitPattern: job)) << 16
      case .turnEnds(let gpu, let generation):
        0x200 | UInt64(UInt32(bitPattern: gpu)) << 16 ^ UInt64(UInt32(bitPattern: generation))
          << 32
      }
    }
  }

  fileprivate struct Job {
    let isLarge: Bool
    let duration: Double
    var use: Double

    /// When it ends at the latest, once it runs.
    var end = Ticks.never
    var holdings: [GPUPlaces.Holding] = []
  }

  private enum Discipline { case firstCome, anyThatFits, easy }

  private let gpus: Int
  private let largeGPUs: Int

  /// The share of a GPU that a small job is allocated.
  private let smallPart: Double

  /// How many times longer a small job takes than on its own, at most.
  private let slowest: Double
  private let smallUse: Double
  private let largeUse: Double
  private let smallShare: Double
  private let spreadSpeed: Double
  private let discipline: Discipline
  private let rate: Double

  /// How long jobs hold what they run on.
  private let smallTime: Law
  private let largeTime: Law

  /// The GPUs' small jobs where they take turns; empty where each has a part to itself.
  private var turns: [TurnTaking] = []
  private var places: GPUPlaces
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
    let nodes = max(1, inputs.count("nodes"))
    gpus = nodes * inputs.count("gpus")
    places = GPUPlaces(
      nodes: nodes, gpus: inputs.count("gpus"), parts: sharing.places,
      leafNodes: inputs.has("leaf.nodes") ? max(1, inputs.count("leaf.nodes")) : nil,
      hasAffinity: inputs.flag("affinity"))
    smallPart = 1 / Double(sharing.places)
    largeGPUs = max(1, inputs.count("large.gpus"))
    let need = inputs.number("small.use")
    let smallSpeed = min(1, 1 / (sharing.parts * need))
    smallUse = min(need, 1 / sharing.parts)
    if sharing.takesTurns {
      turns = [TurnTaking](repeating: TurnTaking(use: need), count: gpus)
    }
    slowest = sharing.takesTurns ? sharing.slowdown(use: need) : 1
    largeUse = inputs.number("large.use")
    smallShare = inputs.number("small.share")
    spreadSpeed = inputs.number("spread.speed")
    discipline =
      switch inputs.choice("discipline") {
      case "backfill": .anyThatFits
      case "easy": .easy
      default: .firstCome
      }
    rate = inputs.number("jobs")
    smallTime = (inputs.law("small.time") ?? .constant(Time.hour)).scaled(by: 1 / smallSpeed)
    largeTime = inputs.law("large.time") ?? .constant(Time.hour)
    offered = OfferedWork(
      [
        OfferedWork.Kind(
          rate: rate * smallShare, time: smallTime, weight: smallPart / Double(gpus)),
        OfferedWork.Kind(
          rate: rate * (1 - smallShare), time: largeTime,
          weight: Double(largeGPUs) / Double(gpus)),
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
    [
      used.mean(until: end) / Double(gpus), allocated.mean(until: end) / Double(gpus),
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
    case .turnEnds(let gpu, let generation):
      guard turns[Int(gpu)].generation == generation else { return }
      let before = turns[Int(gpu)].used
      if let index = turns[Int(gpu)].removeFirst(at: effects.now) {
        release(index, at: effects.now)
      }
      foreseeTurn(on: Int(gpu), usedBefore: before, &effects)
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
        isLarge: true, duration: time, use: largeUse * Double(largeGPUs))
      : Job(isLarge: false, duration: time, use: smallUse)
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
    places.set(job, on: job.holdings, free: true)
    allocated.add(-width(of: job), at: now)
    recycled.append(index)
  }

  /// Starts what fits: the head of the queue, and with backfill up to sixty-four behind it; by EASY
  /// only what leaves the head's reservation alone (Lifka 1995), durations being known.
  private mutating func startWaiting(_ effects: inout Effects<Event>) {
    while head < waiting.count, let holdings = place(waiting[head], in: places) {
      start(waiting[head], on: holdings, &effects)
      head += 1
    }
    if head > 4096, head * 2 > waiting.count {
      waiting.removeFirst(head)
      head = 0
    }
    guard discipline != .firstCome, head + 1 < waiting.count else { return }
    var reservation = discipline == .easy ? reserve(for: waiting[head]) : nil
    // All jobs of a kind are of one size: what one of them lacks, the others lack as well.
    var canTry = [true, true]
    canTry[kind(waiting[head])] = false
    var position = head + 1
    while position < waiting.count, position - head <= 64, canTry[0] || canTry[1] {
      let index = waiting[position]
      if canTry[kind(index)] {
        if let holdings = place(index, in: places) {
          if let admitted = admit(index, on: holdings, &reservation, at: effects.now) {
            start(index, on: admitted, &effects)
            waiting.remove(at: position)
            continue
          }
        } else {
          canTry[kind(index)] = false
        }
      }
      position += 1
    }
  }

  /// When the head of the queue can start at the latest by the ends of what runs, and what is free then.
  private struct Reservation {
    let start: Ticks
    var free: GPUPlaces

    /// Where the head would stand.
    var holdings: [GPUPlaces.Holding]
  }

  private func reserve(for index: Int32) -> Reservation? {
    var free = places
    for running in running.sorted(by: { jobs[Int($0)].end < jobs[Int($1)].end }) {
      let job = jobs[Int(running)]
      free.set(job, on: job.holdings, free: true)
      guard let holdings = place(index, in: free) else { continue }
      return Reservation(start: job.end, free: free, holdings: holdings)
    }
    return nil
  }

  /// Where a job may start that comes before the head of the queue: on any GPUs if it ends by the head's start, and
  /// else where the head has room beside it then.
  private func admit(
    _ index: Int32, on holdings: [GPUPlaces.Holding], _ reservation: inout Reservation?,
    at now: Ticks
  ) -> [GPUPlaces.Holding]? {
    let job = jobs[Int(index)]
    guard var reserved = reservation, now + ticks(longest(job, on: holdings)) > reserved.start
    else { return holdings }
    var beside = reserved.free
    beside.set(job, on: holdings, free: false)
    if let moved = place(waiting[head], in: beside) {
      reservation = Reservation(start: reserved.start, free: beside, holdings: moved)
      return holdings
    }
    guard let elsewhere = place(index, in: places.without(reserved.holdings)) else { return nil }
    reserved.free.set(job, on: elsewhere, free: false)
    reservation = reserved
    return elsewhere
  }

  private func kind(_ index: Int32) -> Int { jobs[Int(index)].isLarge ? 1 : 0 }

  private func place(_ index: Int32, in places: GPUPlaces) -> [GPUPlaces.Holding]? {
    jobs[Int(index)].isLarge
      ? places.places(forGang: largeGPUs) : places.placeForPart().map { [$0] }
  }

  /// The GPUs that a job is allocated.
  private func width(of job: Job) -> Double { job.isLarge ? Double(largeGPUs) : smallPart }

  private func duration(_ job: Job, on holdings: [GPUPlaces.Holding]) -> Double {
    places.spansLeaves(holdings) ? job.duration / spreadSpeed : job.duration
  }

  /// How long a job takes at most, whoever it takes turns with.
  private func longest(_ job: Job, on holdings: [GPUPlaces.Holding]) -> Double {
    duration(job, on: holdings) * (job.isLarge ? 1 : slowest)
  }

  private mutating func start(
    _ index: Int32, on holdings: [GPUPlaces.Holding], _ effects: inout Effects<Event>
  ) {
    let job = jobs[Int(index)]
    let duration = duration(job, on: holdings)
    jobs[Int(index)].holdings = holdings
    jobs[Int(index)].end = effects.now + ticks(longest(job, on: holdings))
    places.set(job, on: holdings, free: false)
    running.append(index)
    allocated.add(width(of: job), at: effects.now)
    queued.add(-1, at: effects.now)
    if !job.isLarge, !turns.isEmpty {
      let gpu = places.index(of: holdings[0])
      let before = turns[gpu].used
      turns[gpu].add(index, work: duration, at: effects.now)
      foreseeTurn(on: gpu, usedBefore: before, &effects)
    } else {
      jobs[Int(index)].use *= job.duration / duration
      used.add(jobs[Int(index)].use, at: effects.now)
      effects.schedule(.ends(index), after: ticks(duration))
    }
  }

  /// Foresees the next end among the jobs that take turns on a GPU, after a change there.
  private mutating func foreseeTurn(
    on gpu: Int, usedBefore before: Double, _ effects: inout Effects<Event>
  ) {
    used.add(turns[gpu].used - before, at: effects.now)
    guard let time = turns[gpu].timeToNext else { return }
    effects.schedule(
      .turnEnds(gpu: Int32(gpu), generation: turns[gpu].generation), after: ticks(time))
  }
}

extension GPUPlaces {
  /// Takes or gives back all that a job holds.
  fileprivate mutating func set(
    _ job: GPUClusterModel.Job, on holdings: [Holding], free isFree: Bool
  ) {
    if job.isLarge {
      set(holdings, free: isFree)
    } else {
      setPart(holdings[0], free: isFree)
    }
  }
}
