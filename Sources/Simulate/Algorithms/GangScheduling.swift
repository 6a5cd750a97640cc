/// Jobs of several pods that make progress only when all their pods run.
///
/// Oracle: the arithmetic of equal gangs, of which pods bound in turn deadlock where ⌈machines/jobs⌉ is less
/// than a gang (`SchedulingOracleTests`).
package struct GangScheduling: Sendable, Hashable {
  package let machines: Int

  /// Pods per job.
  package let jobs: [Int]
  package let duration: Double

  package init(machines: Int, jobs: [Int], duration: Double) {
    self.machines = machines
    self.jobs = jobs
    self.duration = duration
  }

  /// What comes of binding pods one by one, in turn over the jobs, when none is ever taken back.
  package struct Outcome: Sendable, Hashable {
    /// Infinite in a deadlock.
    package let makespan: Double

    /// Machines held by jobs that cannot begin.
    package let heldIdle: Int
  }

  /// All jobs at once, one pod of each in turn. A job begins when complete and gives its machines back
  /// after the duration; a deadlock is when none can begin any more.
  package var withoutGang: Outcome {
    var bound = [Int](repeating: 0, count: jobs.count)
    var isDone = jobs.map { $0 <= 0 }
    var free = machines
    var time = 0.0
    while isDone.contains(false) {
      var moved = true
      while moved, free > 0 {
        moved = false
        for index in jobs.indices where !isDone[index] && bound[index] < jobs[index] && free > 0 {
          bound[index] += 1
          free -= 1
          moved = true
        }
      }
      let complete = jobs.indices.filter { !isDone[$0] && bound[$0] == jobs[$0] }
      if complete.isEmpty { return Outcome(makespan: .infinity, heldIdle: machines - free) }
      time += duration
      for index in complete {
        isDone[index] = true
        free += bound[index]
      }
    }
    return Outcome(makespan: time, heldIdle: 0)
  }

  /// All or nothing, in order.
  package var withGang: Outcome {
    let schedule = BatchScheduling(
      machines: machines,
      jobs: jobs.map { BatchScheduling.Job(arrival: 0, width: $0, duration: duration) })
    return Outcome(makespan: schedule.makespan(.firstCome), heldIdle: 0)
  }

  /// The least that a scheme which gives up a partial allocation only after `backoff` loses against a
  /// gang: one backoff where there is a deadlock, nothing else.
  package func leastDelay(backoff: Double) -> Double {
    withoutGang.makespan == .infinity ? backoff : 0
  }

  /// Whether a gang of `pods` fits nodes with so many machines free, each pod needing `perPod` of one
  /// node: free machines that no node has together are fragmentation.
  package static func fits(pods: Int, perPod: Int, free: [Int]) -> Bool {
    perPod > 0 && free.reduce(0) { $0 + $1 / perPod } >= pods
  }
}
