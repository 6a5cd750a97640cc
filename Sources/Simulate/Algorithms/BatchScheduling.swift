/// Jobs on a pool of equal machines, each job taking several at once until it ends.
///
/// Times are decimals as written: a job of 0.1 and one of 0.2 after it end at 0.3, not just beyond.
///
/// Oracle: a walk through time that writes down the free machines of each unit, for every discipline
/// (`SchedulingOracleTests`); `gpu-cluster` starts the same jobs by a scheduler of its own.
package struct BatchScheduling: Sendable, Hashable {
  package let machines: Int
  package let jobs: [Job]

  package struct Job: Sendable, Hashable {
    package let arrival: Double
    package let width: Int
    package let duration: Double

    /// What the user said it would take; backfilling believes it.
    package let estimate: Double

    package init(arrival: Double, width: Int, duration: Double, estimate: Double? = nil) {
      self.arrival = arrival
      self.width = width
      self.duration = duration
      self.estimate = max(estimate ?? duration, duration)
    }

    fileprivate func canRun(on machines: Int) -> Bool {
      width > 0 && width <= machines && arrival.isFinite && duration >= 0
    }
  }

  package enum Discipline: String, Sendable, Hashable, CaseIterable {
    /// In order; the head of the queue blocks what is behind it.
    case firstCome

    /// EASY: later jobs may start if that does not delay the head's reservation (Lifka 1995).
    case easyBackfill

    /// Every job keeps a reservation that no later one may delay.
    case conservativeBackfill

    /// Whatever fits, in order, without reservations.
    case anyThatFits
  }

  package init(machines: Int, jobs: [Job]) {
    self.machines = machines
    self.jobs = jobs
  }

  /// When each job starts; nil for one that cannot run: wider than the pool, or with no sensible times.
  package func starts(_ discipline: Discipline) -> [Double?] {
    let times = jobs.filter { $0.canRun(on: machines) }.flatMap {
      [$0.arrival, $0.duration, $0.estimate]
    }
    let fraction = DecimalFraction(of: times, upTo: times.reduce(0, +))
    let whole = jobs.map { job in
      job.canRun(on: machines)
        ? Job(
          arrival: fraction.whole(job.arrival), width: job.width,
          duration: fraction.whole(job.duration), estimate: fraction.whole(job.estimate)) : job
    }
    return BatchScheduling(machines: machines, jobs: whole).exactStarts(discipline)
      .map { $0.map(fraction.value) }
  }

  /// The same of times that add up exactly.
  ///
  /// Decides at arrivals and ends, in the order of arrival and index. O(n²) where jobs last as long as was said;
  /// reservations are made again for all that wait at each end that comes sooner.
  private func exactStarts(_ discipline: Discipline) -> [Double?] {
    var starts = [Double?](repeating: nil, count: jobs.count)
    let order = jobs.indices.filter { jobs[$0].canRun(on: machines) }
      .sorted { (jobs[$0].arrival, $0) < (jobs[$1].arrival, $1) }
    var waiting: [Int] = []
    var running: [(end: Double, expected: Double, width: Int)] = []
    var plan: ReservationPlan?
    var free = machines
    var next = 0
    var now = -Double.infinity
    while next < order.count || !waiting.isEmpty {
      let arrival = next < order.count ? jobs[order[next]].arrival : .infinity
      let ending = running.map(\.end).min() ?? .infinity
      now = max(now, min(arrival, ending))
      // What ends sooner than it was expected makes room that no reservation has counted on.
      if running.contains(where: { $0.end <= now && $0.expected > now }) { plan = nil }
      for job in running where job.end <= now { free += job.width }
      running.removeAll { $0.end <= now }
      let known = waiting.count
      while next < order.count, jobs[order[next]].arrival <= now {
        waiting.append(order[next])
        next += 1
      }
      let expected = running.map { (end: $0.expected, width: $0.width) }
      let chosen =
        discipline == .conservativeBackfill
        ? reserved(waiting, known: known, running: expected, now: now, &plan)
        : choose(discipline, waiting: waiting, running: expected, free: free, now: now)
      for index in chosen {
        starts[index] = now
        free -= jobs[index].width
        running.append((now + jobs[index].duration, now + jobs[index].estimate, jobs[index].width))
      }
      let begun = Set(chosen)
      waiting.removeAll { begun.contains($0) }
    }
    return starts
  }

  /// Which of the waiting jobs start now by the reservations that every one has.
  ///
  /// - Parameters:
  ///   - known: how many of the waiting the plan has reserved for already.
  ///   - plan: the reservations; nil where all are to be made again.
  private func reserved(
    _ waiting: [Int], known: Int, running: [(end: Double, width: Int)], now: Double,
    _ plan: inout ReservationPlan?
  ) -> [Int] {
    var current = plan ?? ReservationPlan(machines: machines, now: now, running: running)
    current.advance(to: now)
    for index in plan == nil ? waiting[...] : waiting[known...] {
      current.reserve(index, width: jobs[index].width, duration: jobs[index].estimate)
    }
    plan = current
    return waiting.filter { current.start(of: $0) <= now }
  }

  /// Which of the waiting jobs start now by a rule that makes no reservation, or the head's alone.
  private func choose(
    _ discipline: Discipline, waiting: [Int], running: [(end: Double, width: Int)], free: Int,
    now: Double
  ) -> [Int] {
    var free = free
    var running = running
    var chosen: [Int] = []
    var rest = waiting[...]
    func start(_ index: Int) {
      chosen.append(index)
      free -= jobs[index].width
      running.append((now + jobs[index].estimate, jobs[index].width))
    }
    while let head = rest.first, jobs[head].width <= free {
      start(head)
      rest.removeFirst()
    }
    guard let head = rest.first, discipline != .firstCome else { return chosen }
    switch discipline {
    case .firstCome, .conservativeBackfill: break
    case .anyThatFits:
      for index in rest where jobs[index].width <= free { start(index) }
    case .easyBackfill:
      // The shadow: when the head can start by the ends expected now, and what it then leaves free.
      var available = free
      var shadow = now
      for job in running.sorted(by: { $0.end < $1.end }) where available < jobs[head].width {
        available += job.width
        shadow = job.end
      }
      // All that ends by then is free then, whoever needs it.
      available = free + running.reduce(0) { $0 + ($1.end <= shadow ? $1.width : 0) }
      var extra = available - jobs[head].width
      for index in rest.dropFirst() where jobs[index].width <= free {
        if now + jobs[index].estimate <= shadow {
          start(index)
        } else if jobs[index].width <= extra {
          extra -= jobs[index].width
          start(index)
        }
      }
    }
    return chosen
  }

  /// The time from the first arrival to the last end; infinite if a job cannot run.
  package func makespan(_ discipline: Discipline) -> Double { makespan(of: starts(discipline)) }

  /// The same of starts that are known.
  package func makespan(of starts: [Double?]) -> Double {
    let ends = zip(starts, jobs).map { start, job in (start ?? .infinity) + job.duration }
    return (ends.max() ?? 0) - (jobs.map(\.arrival).min() ?? 0)
  }
}
