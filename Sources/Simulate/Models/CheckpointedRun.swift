import Glibc

/// A computation that saves its state every so often, on machines that fail at random.
///
/// Failures also strike while a checkpoint is written and while work restarts. Its oracle is Daly's
/// exact wall time in `Checkpointing`, for failures without memory.
package struct CheckpointedRun: Sendable {
  package let work: Double
  package let interval: Double
  package let checkpointing: Checkpointing

  package init(work: Double, interval: Double, checkpointing: Checkpointing) {
    self.work = work
    self.interval = interval
    self.checkpointing = checkpointing
  }

  /// The wall time of one run; not a number if the interval is not positive, infinite if ten million
  /// failures do not see the work done.
  package func wallTime(seed: UInt64, replication: Int) -> Double {
    guard interval > 0, work > 0 else { return .nan }
    var failures = RandomStream(seed: seed, replication: replication, name: "failure")
    let mean = checkpointing.meanTimeBetweenFailures
    var clock = 0.0
    var next = mean * failures.exponential()
    var saved = 0.0
    var isRestarting = false
    var failed = 0
    while saved < work {
      // With the whole work an exact number of intervals, this is Daly's segment, restart included.
      let segment = min(interval, work - saved) + checkpointing.cost
      let span = segment + (isRestarting ? checkpointing.restart : 0)
      if clock + span <= next {
        clock += span
        saved += segment - checkpointing.cost
        isRestarting = false
        if work - saved < 1e-9 * interval { saved = work }
      } else {
        clock = next
        next = clock + mean * failures.exponential()
        isRestarting = true
        failed += 1
        if failed == 10_000_000 { return .infinity }
      }
    }
    return clock
  }
}
