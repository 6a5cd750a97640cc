import Glibc
import Simulate
import Systems

/// Runs of a server that goes round, of customers who come again, and of servers that are chosen; times in mean services,
/// rates to match.
extension Replication {
  /// Queues that are alike, each served in its turn until it is empty, or those who were there when the server came.
  ///
  /// - Parameters:
  ///   - load: the arrival rate of all queues together.
  ///   - isGated: whether the server leaves who comes after it.
  func polled(
    queues: Int, load: Double, service: Distribution, switching: Distribution, isGated: Bool
  ) throws(SolveError) -> [String: Double] {
    let customers = try customers(load: load, spread: (1 + (service.squaredVariation ?? 1)) / 2)
    let round = Double(queues) * (switching.mean ?? 0)
    let rounds = round > 0 ? (1 - load) / (load * round) : 1
    guard Double(customers) * Double(queues) * rounds < 3e6 else {
      throw .tooLong("the server goes round too often between two customers")
    }
    var (arrivals, works, walks) = (stream("arrival"), stream("service"), stream("switch"))
    let gap = Double(queues) / load
    var next = (0..<queues).map { _ in gap * arrivals.exponential() }
    var (clock, from, came, wait, busy) = (0.0, 0.0, 0, 0.0, 0.0)
    var (cycles, seen, queue) = (0, 0, 0)
    while came < customers {
      if queue == 0 {
        if came >= customers / 5 {
          if from == 0 { from = clock } else { cycles += 1 }
        }
        // Without a way to go the server rests until somebody comes.
        if round == 0, let first = next.min(), first > clock { clock = first }
      }
      let gate = clock
      while next[queue] <= (isGated ? gate : clock) {
        let work = service.sample(&works)
        came += 1
        if from > 0 {
          seen += 1
          wait += clock - next[queue]
          busy += work
        }
        clock += work
        next[queue] += gap * arrivals.exponential()
      }
      clock += switching.sample(&walks)
      queue = (queue + 1) % queues
    }
    guard seen > 0, cycles > 0 else { return [:] }
    let (count, time) = (Double(seen), clock - from)
    var means = [
      "utilisation": busy / time, "wait": wait / count, "sojourn": (wait + busy) / count,
      "queue": wait / time, "number": (wait + busy) / time,
    ]
    if round > 0 { means["cycle"] = time / Double(cycles) }
    return means
  }

  /// A server without a queue: who finds it busy tries again, each at the rate `retrying`.
  func retried(load: Double, retrying: Double) throws(SolveError) -> [String: Double] {
    try Self.requireSettling(load)
    // The number that try again changes as slowly as they try.
    let settling = 1 / ((1 - load) * (1 - load)) + 1 / ((1 - load) * retrying)
    let jumps = max(200_000, 2_000 * load * settling)
    guard jumps <= 5e6 else {
      throw .tooLong("they try again too seldom for their number to settle")
    }
    var stream = stream("orbit")
    var (orbit, isBusy) = (0, false)
    var (time, total, served, came, found) = (0.0, 0.0, 0.0, 0, 0)
    for jump in 0..<Int(jumps) {
      let others = isBusy ? 1 : Double(orbit) * retrying
      let rate = load + others
      let stay = stream.exponential() / rate
      let arrives = stream.chance(load / rate)
      if Double(jump) > jumps / 5 {
        time += stay
        total += stay * Double(orbit)
        if isBusy { served += stay }
        if arrives { came += 1 }
        if arrives, isBusy { found += 1 }
      }
      switch (arrives, isBusy) {
      case (true, true): orbit += 1
      case (true, false): isBusy = true
      case (false, true): isBusy = false
      case (false, false): (orbit, isBusy) = (orbit - 1, true)
      }
    }
    guard came > 0 else { return [:] }
    let (rate, orbits, share) = (Double(came) / time, total / time, served / time)
    return [
      "utilisation": share, "orbit": orbits, "queue": orbits, "wait": orbits / rate,
      "number": orbits + share, "sojourn": (orbits + share) / rate,
      "busy": Double(found) / Double(came),
    ]
  }

  /// Exponential servers with queues of their own, of which each arrival draws so many and joins the shortest.
  ///
  /// - Parameter load: the arrival rate for each server.
  func chosen(servers: Int, load: Double, choices: Int) throws(SolveError) -> [String: Double] {
    try Self.requireSettling(load)
    let settling = choices > 1 ? 1 / (1 - load) : 1 / ((1 - load) * (1 - load))
    let jumps = max(200_000, 40 * load * Double(servers) * settling)
    guard jumps * Double(choices) <= 5e6 else {
      throw .tooLong("so many servers take too many steps to settle")
    }
    var stream = stream("servers")
    var lengths = [Int](repeating: 0, count: servers)
    var busy: [Int] = []
    var place = lengths
    var (present, time, total, working, came) = (0, 0.0, 0.0, 0.0, 0)
    let arriving = load * Double(servers)
    for jump in 0..<Int(jumps) {
      let rate = arriving + Double(busy.count)
      let stay = stream.exponential() / rate
      let arrives = stream.chance(arriving / rate)
      if Double(jump) > jumps / 4 {
        time += stay
        total += stay * Double(present)
        working += stay * Double(busy.count)
        if arrives { came += 1 }
      }
      if arrives {
        var least = stream.index(below: servers)
        for _ in 1..<max(choices, 1) {
          let other = stream.index(below: servers)
          if lengths[other] < lengths[least] { least = other }
        }
        if lengths[least] == 0 {
          place[least] = busy.count
          busy.append(least)
        }
        lengths[least] += 1
        present += 1
      } else {
        let server = busy[stream.index(below: busy.count)]
        lengths[server] -= 1
        present -= 1
        if lengths[server] == 0 {
          // The last of the busy takes its place.
          let last = busy.removeLast()
          if last != server { (busy[place[server]], place[last]) = (last, place[server]) }
        }
      }
    }
    guard came > 0 else { return [:] }
    let sojourn = total / Double(came)
    return ["utilisation": working / time / Double(servers), "sojourn": sojourn]
  }

  /// One server to whom requests come again that have waited for `timeout`, up to so many tries, while the tries before
  /// stay in the queue.
  func triedAgain(
    load: Double, timeout: Double, attempts: Int
  ) throws(SolveError) -> [String: Double] {
    guard load * Double(attempts) < 1 else {
      throw .noRun("a burst may carry it into overload for good, and a mean would hang on when")
    }
    let requests = try customers(load: load * Double(attempts), spread: 1)
    var (arrivals, works) = (stream("arrival"), stream("service"))
    // All wait for the same time, so that they come again in the order in which they came.
    var again: [(time: Double, tries: Int)] = []
    var head = 0
    var (next, free, from, end) = (arrivals.exponential() / load, 0.0, 0.0, 0.0)
    var (came, seen, tries, late, failed, busy) = (0, 0, 0, 0, 0, 0.0)
    while came < requests {
      let isNew = head == again.count || next <= again[head].time
      let (time, made) = isNew ? (next, 1) : (again[head].time, again[head].tries)
      if isNew {
        came += 1
        next += arrivals.exponential() / load
      } else {
        head += 1
      }
      let work = works.exponential()
      free = max(free, time) + work
      let isLate = free - time > timeout
      if isLate, made < attempts { again.append((time + timeout, made + 1)) }
      guard came > requests / 5 else { continue }
      if from == 0 { from = time }
      if isNew { seen += 1 }
      (tries, busy, end) = (tries + 1, busy + work, time)
      if isLate { late += 1 }
      if isLate, made == attempts { failed += 1 }
    }
    guard seen > 0, end > from else { return [:] }
    return [
      "timeouts": Double(late) / Double(tries), "arrival": Double(tries) / (end - from),
      "utilisation": busy / (end - from), "amplification": Double(tries) / Double(seen),
      "failure": Double(failed) / Double(seen),
    ]
  }
}
