import Simulate

/// Equal slices of a job on identical workers, first come first served; a worker that is taken away
/// loses its slice, comes back after a while and begins it again.
///
/// Oracles: without losses and at a constant time per slice the last ends after `⌈n/m⌉·t`; one slice on
/// one worker that is lost at rate λ takes `(e^λt − 1)·(1/λ + r)` on average (Duda, IPL 16, 1983).
struct ListSchedule {
  let slices: Int
  let workers: Int
  let time: Law

  /// How long a worker stays; nil where none is ever taken away.
  let stay: Law?

  /// From the loss of a worker until it, or another in its place, begins the slice again.
  let relaunch: Law

  /// When the last slice is done, and how much time went into slices that were lost.
  func run(_ replication: Replication) -> (finish: Double, lost: Double, trace: UInt64) {
    var times = replication.stream("slices")
    var stays = replication.stream("stays")
    var free = [Double](repeating: 0, count: max(1, min(workers, slices)))
    var until = free.map { _ in stay?.sample(&stays) ?? .infinity }
    var (finish, lost) = (0.0, 0.0)
    var trace = TraceWord()
    for _ in 0..<slices {
      var next = 0
      for index in free.indices where free[index] < free[next] { next = index }
      let needed = time.sample(&times)
      var start = free[next]
      // After so many losses a slice never ends; the figure is large enough to say so.
      for _ in 0..<10_000 where start + needed > until[next] {
        let end = max(until[next], start)
        lost += end - start
        start = end + relaunch.sample(&stays)
        until[next] = start + (stay?.sample(&stays) ?? .infinity)
      }
      free[next] = start + needed
      finish = max(finish, free[next])
      trace.add(free[next].bitPattern)
    }
    return (finish, lost, trace.value)
  }
}
