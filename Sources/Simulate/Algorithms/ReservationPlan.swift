/// The machines that are reserved for jobs, one after the other, each as early as those before it leave room.
struct ReservationPlan {
  /// How many machines are free from when on.
  private var steps: [(time: Double, free: Int)]

  /// When the jobs start by their reservations.
  private var starts: [Int: Double] = [:]

  init(machines: Int, now: Double, running: [(end: Double, width: Int)]) {
    var free = machines - running.reduce(0) { $0 + $1.width }
    steps = [(now, free)]
    for job in running.sorted(by: { $0.end < $1.end }) {
      free += job.width
      if job.end > steps[steps.count - 1].time {
        steps.append((job.end, free))
      } else {
        steps[steps.count - 1].free = free
      }
    }
  }

  /// When a job starts by its reservation; never where it has none.
  func start(of job: Int) -> Double { starts[job] ?? .infinity }

  /// Forgets what lies before `now`, where no job can start any more.
  mutating func advance(to now: Double) {
    guard let current = steps.lastIndex(where: { $0.time <= now }) else { return }
    steps.removeFirst(current)
    steps[0].time = now
  }

  /// Takes machines for a job as early as possible.
  mutating func reserve(_ job: Int, width: Int, duration: Double) {
    starts[job] = earliest(width: width, duration: duration)
  }

  /// The earliest start at which `width` machines are free for `duration`, which are then taken.
  private mutating func earliest(width: Int, duration: Double) -> Double {
    var index = 0
    while index < steps.count {
      let start = steps[index].time
      let inside = steps.indices[index...].prefix {
        $0 == index || steps[$0].time < start + duration
      }
      // A step with too few machines is in the way of every start before its end.
      if let obstacle = inside.last(where: { steps[$0].free < width }) {
        index = obstacle + 1
        continue
      }
      split(at: start + duration)
      for step in index..<steps.count where steps[step].time < start + duration {
        steps[step].free -= width
      }
      return start
    }
    return .infinity
  }

  private mutating func split(at time: Double) {
    guard let after = steps.lastIndex(where: { $0.time <= time }), steps[after].time < time else {
      return
    }
    steps.insert((time, steps[after].free), at: after + 1)
  }
}
