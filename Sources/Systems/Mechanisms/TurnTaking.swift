import Simulate

/// Small jobs that take turns on a GPU (time-slicing): each uses up to `use` of it, and what its neighbours leave idle.
///
/// All run at one speed, min(1, 1 / (jobs · use)), so that the work done for each since it came tells which ends next.
/// Oracle: processor sharing of one GPU by exponential jobs that need all or half of it has the numbers of M/M/1 and
/// M/M/2, and a queue where they exceed its places.
struct TurnTaking {
  private let use: Double

  /// The work done for a job that has been there all the time, in seconds at full speed.
  private var served = 0.0
  private var since = Ticks.zero

  /// The jobs, and what `served` is when they end.
  private var jobs: [(job: Int32, end: Double)] = []

  /// Raised with each change: an end foreseen before it does not come.
  private(set) var generation: Int32 = 0

  init(use: Double) { self.use = use }

  /// How fast each job runs, 1 being as on a GPU of its own.
  private var speed: Double {
    jobs.isEmpty ? 1 : min(1, 1 / (Double(jobs.count) * use))
  }

  /// The computing in use, as a share of the GPU.
  var used: Double { Double(jobs.count) * use * speed }

  /// Adds a job with so many seconds of work.
  mutating func add(_ job: Int32, work: Double, at now: Ticks) {
    advance(to: now)
    jobs.append((job, served + work))
  }

  /// Takes out the job that ends first. O(jobs).
  mutating func removeFirst(at now: Ticks) -> Int32? {
    advance(to: now)
    guard let first = jobs.indices.min(by: { jobs[$0].end < jobs[$1].end }) else { return nil }
    return jobs.remove(at: first).job
  }

  /// How long until the next job ends if nothing changes, in seconds; nil where there is none.
  var timeToNext: Double? {
    jobs.map(\.end).min().map { max(0, $0 - served) / speed }
  }

  private mutating func advance(to now: Ticks) {
    served += (now - since).seconds(.microsecond) * speed
    since = now
    generation &+= 1
  }
}
