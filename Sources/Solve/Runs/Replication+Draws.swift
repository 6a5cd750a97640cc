import Glibc
import Quantities
import Simulate
import Systems

/// The simulations beside closed forms that need no queueing network: drawn or walked outright.
///
/// Each refuses where its parameters make an event too rare to be seen, or a walk too long; never because of
/// what was drawn, for the mean of the remaining replications would be another.
extension Replication {
  func availabilityDrawn(
    of parts: [PartShares], needed: Int
  ) throws(SolveError) -> [String: Double] {
    try requireVisible(PartShares.atLeast(needed, of: parts).down)
    let draws = max(200, min(20_000, 2_000_000 / max(parts.count, 1)))
    let share = share("parts", of: draws) { stream in
      parts.count { !stream.chance($0.down) } < needed
    }
    return ["availability": 1 - share, "unavailability": share]
  }

  /// Waiting and, with an `abandonment` rate, impatience, from the number present alone.
  func waiting(
    servers: Int, load: Double, impatience: Double
  ) throws(SolveError) -> [String: Double] {
    guard servers <= 10_000 else { throw .tooLong("there are more than 10,000 servers") }
    // Who loses patience keeps the queue short, whatever the load.
    try Self.requireSettling(impatience > 0 ? 0 : load / Double(servers), load: load)
    var stream = stream("number")
    var (total, waiting, queue) = (0.0, 0.0, 0.0)
    var (arrivals, left) = (0, 0.0)
    var seen = 0
    // With much patience and much load the queue settles as slowly as customers lose it.
    let settling = impatience > 0 ? 500 * (load + Double(servers)) / impatience : 0
    guard settling <= 3_000_000 else {
      throw .tooLong("the queue settles as slowly as customers lose patience")
    }
    let jumps = max(200_000, 100 * servers, Int(settling))
    ChainRun.birthDeath(
      from: Int(min(load, Double(servers))), jumps: jumps, &stream, up: { _ in load },
      down: { Double(min($0, servers)) + Double(max(0, $0 - servers)) * impatience },
      observe: { state, stay, rises in
        seen += 1
        guard seen > jumps / 10 else { return }
        total += stay
        if state >= servers { waiting += stay }
        queue += Double(max(0, state - servers)) * stay
        if rises {
          arrivals += 1
        } else if state > servers {
          let leaving = Double(state - servers) * impatience
          left += leaving / (Double(servers) + leaving)
        }
      })
    guard total > 0, arrivals > 0 else { return [:] }
    return [
      "wait-probability": waiting / total, "waiting": waiting / total, "queue": queue / total,
      "wait": queue / total / load, "abandonment": left / Double(arrivals),
    ]
  }

  /// Jobs of several widths that are lost where they do not fit; loads are rates over unit services.
  func widths(
    capacity: Int, _ classes: [(width: Int, load: Double)]
  ) throws(SolveError) -> [String: Double] {
    var stream = stream("jobs")
    var present = [Int](repeating: 0, count: classes.count)
    var (arrived, lost) = (present, present)
    var (used, total, usage) = (0, 0.0, 0.0)
    let offered = classes.reduce(0) { $0 + $1.load }
    guard offered > 0 else { throw .tooRare("no job comes") }
    guard classes.count <= 100 else { throw .tooLong("there are more than 100 classes") }
    for event in 0..<200_000 {
      let running = present.reduce(0, +)
      let rate = offered + Double(running)
      let stay = stream.exponential() / rate
      let isMeasured = event > 20_000
      if isMeasured {
        total += stay
        usage += stay * Double(used)
      }
      var left = stream.uniform() * rate
      if left < offered {
        var kind = 0
        while kind < classes.count - 1, left >= classes[kind].load {
          left -= classes[kind].load
          kind += 1
        }
        if isMeasured { arrived[kind] += 1 }
        if used + classes[kind].width <= capacity {
          present[kind] += 1
          used += classes[kind].width
        } else if isMeasured {
          lost[kind] += 1
        }
      } else {
        left -= offered
        var kind = 0
        while kind < classes.count - 1, left >= Double(present[kind]) {
          left -= Double(present[kind])
          kind += 1
        }
        guard present[kind] > 0 else { continue }
        present[kind] -= 1
        used -= classes[kind].width
      }
    }
    var seen = ["utilisation": usage / total / Double(capacity)]
    for kind in classes.indices where arrived[kind] > 0 {
      seen["blocking-\(kind + 1)"] = Double(lost[kind]) / Double(arrived[kind])
    }
    return seen
  }

  func slowAnswers(_ share: Double, of servers: Int) throws(SolveError) -> [String: Double] {
    // Two slow answers in each replication's two thousand, or there is hardly anything to see.
    let expected = fanOutExceeds(perServer: share, fanOut: servers)
    guard servers <= 10_000 else { throw .tooLong("there are more than 10,000 servers") }
    guard expected >= 1e-3 else { throw .tooRare("slow answers are rarer than one in 1,000") }
    try requireVisible(expected)
    return [
      "slow": self.share("answers", of: 2_000) { stream in
        (0..<servers).contains { _ in stream.chance(share) }
      }
    ]
  }

  /// One part, up or down at first, seen at each of the times and until it.
  func transient(
    up: Double, down: Double, at times: [Double], startsUp: Bool
  ) throws(SolveError) -> [String: Double] {
    guard up > 0, down > 0 else { throw .tooRare("the part is never up, or never down") }
    var chain = MarkovChain(states: 2)
    chain.add(from: 0, to: 1, rate: 1 / up)
    chain.add(from: 1, to: 0, rate: 1 / down)
    var seen: [String: Double] = [:]
    for (index, time) in times.enumerated() where time > 0 && time / up + time / down < 1_000 {
      var stream = stream("part[\(index)]")
      let suffix = times.count > 1 ? "-\(index + 1)" : ""
      var (isUp, share) = (0, 0.0)
      for _ in 0..<2_000 {
        let (state, stays) = chain.state(after: time, from: startsUp ? 0 : 1, &stream)
        if state == 0 { isUp += 1 }
        share += stays[0] / time
      }
      seen["at" + suffix] = Double(isUp) / 2_000
      seen["interval" + suffix] = share / 2_000
    }
    return seen
  }

  /// Parts that live and die, without repair, those beyond the needed at a share of the rate.
  func lives(
    parts: Int, needed: Int, dormancy: Double, switching: Double, mean: Double, mission: Double?
  ) throws(SolveError) -> [String: Double] {
    guard parts <= 1_000 else { throw .tooLong("there are more than 1,000 parts") }
    var stream = stream("lives")
    let draws = max(500, 100_000 / parts)
    var (total, failed) = (0.0, 0)
    for _ in 0..<draws {
      var end = 0.0
      if dormancy == 1, switching == 1 {
        end = (0..<parts).map { _ in stream.exponential() }.sorted()[parts - needed] * mean
      } else {
        for spare in (0...(parts - needed)).reversed() {
          end += stream.exponential() * mean / (Double(needed) + dormancy * Double(spare))
          if switching < 1, !stream.chance(switching) { break }
        }
      }
      total += end
      if let mission, end <= mission { failed += 1 }
    }
    var seen = ["mttf": total / Double(draws)]
    if mission != nil {
      let share = Double(failed) / Double(draws)
      (seen["failed"], seen["reliability"]) = (share, 1 - share)
    }
    return seen
  }

  func duplexRun(_ model: ImperfectCoverageDuplex) throws(SolveError) -> [String: Double] {
    try requireVisible(model.unavailability)
    var stream = stream("duplex")
    let shares = model.chain.walk(from: 0, jumps: 100_000, &stream)
    let down = shares[2] + shares[3]
    guard down > 0 else { return [:] }
    var seen = ["availability": 1 - down, "unavailability": down, "uncovered": shares[3] / down]
    var total = 0.0
    for _ in 0..<200 {
      guard let time = model.chain.passage(from: 0, to: [2, 3], within: 20_000, &stream) else {
        return seen
      }
      total += time
    }
    seen["mttf"] = total / 200
    return seen
  }

  /// The independent and the common part of failures, each walked by itself.
  func commonCauseRun(
    up: Double, down: Double, beta: Double, parts: Int, needed: Int
  ) throws(SolveError) -> [String: Double] {
    guard beta > 0, beta < 1 else { throw .noRun("of `beta` 0 or 1 there is only one kind") }
    guard up > 0, down > 0 else { throw .tooRare("the parts are never up, or never down") }
    guard parts <= 100 else { throw .tooLong("there are more than 100 parts") }
    var seen: [String: Double] = [:]
    for (name, count, needed, share) in [
      ("independent", parts, needed, 1 - beta), ("common", 1, 1, beta),
    ] {
      var stream = stream(name)
      let rate = share / up * down
      let part = PartShares(up: 1 / (1 + rate), down: rate / (1 + rate))
      let each = Array(repeating: part, count: count)
      guard PartShares.atLeast(needed, of: each).down > 1e-5 else { continue }
      seen[name] =
        ChainRun.averages(
          of: [{ count - $0 < needed ? 1 : 0 }], from: 0, jumps: 100_000, &stream,
          up: { Double(count - $0) * rate }, down: { Double($0) })?[0]
    }
    return seen
  }

  /// Twenty thousand years of failures, each with a restart's outage or a takeover's.
  func takeovers(
    perYear rate: Double, slow: Double, fast: Double, coverage: Double, uncovered: Double
  ) throws(SolveError) -> [String: Double] {
    guard rate > 0 else { throw .tooRare("nothing fails") }
    guard rate < 100 else { throw .tooLong("a year has 100 failures") }
    let years = 20_000.0
    var stream = stream("failures")
    let failures = stream.poisson(mean: years * rate)
    var takeover = 0.0
    for _ in 0..<failures { takeover += stream.chance(coverage) ? fast : uncovered }
    return ["restart": Double(failures) * slow / years, "takeover": takeover / years]
  }

  /// Ten thousand site failures, each ended by a failover or, where that fails, by the repair.
  func siteFailures(
    rate: Double, failover: Double, success: Double, restore: Double
  ) throws(SolveError) -> [String: Double] {
    guard rate > 0 else { throw .tooRare("no site fails") }
    var stream = stream("site")
    var (up, down) = (0.0, 0.0)
    for _ in 0..<10_000 {
      up += stream.exponential() / rate
      down += stream.chance(success) ? failover : restore
    }
    return ["availability": up / (up + down), "unavailability": down / (up + down)]
  }

  /// Random sets of nodes against the loss of the first `failed`, which by symmetry are any.
  func copysetsLost(
    nodes: Int, copies: Int, failed: Int, _ counts: [String: Double]
  ) -> [String: Double] {
    var seen: [String: Double] = [:]
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) where count >= 1 && count < 1e6 {
      let chance = Placement.copysetLoss(
        nodes: nodes, copies: copies, copysets: count, failed: failed)
      guard chance > 1e-3, chance < 1 - 1e-3 else { continue }
      let draws = max(10, min(500, Int(1_000_000 / count)))
      seen[name] = share(name, of: draws) { stream in
        (0..<Int(count)).contains { _ in
          // Distinct members, in order: the next is among the failed with (F − i)/(N − i).
          (0..<copies).allSatisfy { stream.index(below: nodes - $0) < failed - $0 }
        }
      }
    }
    return seen
  }

  func diskFailuresDrawn(
    expected: Double, yearly: Double
  ) throws(SolveError) -> [String: Double] {
    guard expected < 1e4, yearly < 1e5 else {
      throw .tooLong("there are too many failures to draw")
    }
    var stream = stream("disks")
    var (total, any, year) = (0, 0, 0)
    for _ in 0..<2_000 {
      let failures = stream.poisson(mean: expected)
      total += failures
      if failures > 0 { any += 1 }
      year += stream.poisson(mean: yearly)
    }
    return [
      "expected": Double(total) / 2_000, "yearly": Double(year) / 2_000, "any": Double(any) / 2_000,
    ]
  }

  /// A defect at a random time since a drill: the copy is needed at a random time between two drills.
  func defects(rate: Double, interval: Double) -> [String: Double] {
    let share = share("defects", of: 20_000) { stream in
      stream.exponential() < rate * stream.uniform() * interval
    }
    return ["broken": share, "works": 1 - share]
  }

  func tries(failure: Double, attempts: Int) -> [String: Double] {
    var stream = stream("tries")
    var (total, succeeded) = (0, 0)
    for _ in 0..<20_000 {
      for _ in 0..<attempts {
        total += 1
        guard stream.chance(failure) else {
          succeeded += 1
          break
        }
      }
    }
    return ["mean": Double(total) / 20_000, "success": Double(succeeded) / 20_000]
  }

  /// The share of so many draws of which something holds.
  func share(_ stream: String, of draws: Int, _ holds: (inout RandomStream) -> Bool) -> Double {
    mean(stream, of: draws) { holds(&$0) ? 1 : 0 }
  }

  /// The mean of so many draws.
  func mean(_ name: String, of draws: Int, _ draw: (inout RandomStream) -> Double) -> Double {
    var stream = stream(name)
    return (0..<draws).reduce(0) { sum, _ in sum + draw(&stream) } / Double(draws)
  }
}

/// Refuses to draw for a probability so near 0 or 1 that draws say nothing of it.
func requireVisible(_ probability: Double) throws(SolveError) {
  guard probability > 1e-4, probability < 1 - 1e-4 else {
    throw .tooRare("of 10,000 draws next to all would be the same")
  }
}

extension RandomStream {
  /// A state drawn from a chain's steady state, so that a walk that begins there needs no warm-up.
  mutating func state(of shares: [Double]) -> Int {
    var left = uniform()
    for (state, share) in shares.enumerated() {
      left -= share
      if left < 0 { return state }
    }
    return shares.indices.max { shares[$0] < shares[$1] } ?? 0
  }
}
