import Glibc
import Simulate
import Systems

/// Runs of one server in another order than first come first served, with vacations or batches, and of closed
/// networks of several classes; times in mean services, rates to match.
extension Replication {
  /// In which order a server takes those present.
  enum ServiceOrder {
    case lastCome
    case lastComePreemptive
    case shortestFirst
    case shortestRemaining

    /// Whether who comes may take the place of who is served.
    var isPreemptive: Bool { self == .lastComePreemptive || self == .shortestRemaining }

    /// Whether the least that is left comes first.
    var isBySize: Bool { self == .shortestFirst || self == .shortestRemaining }
  }

  /// How many customers a run of one server has: as a simulated queue, longer near saturation.
  func customers(load: Double, spread: Double) throws(SolveError) -> Int {
    try Self.requireSettling(load)
    guard spread < 1_000 else { throw .tooRare("the longest services are too rare") }
    return Int(min(max(20_000, 200 * max(1, spread) / ((1 - load) * (1 - load))), 600_000))
  }

  /// The means of one server that works on the customer that `order` says, with resumption where it changes.
  func served(
    in order: ServiceOrder, load: Double, service: Distribution
  ) throws(SolveError) -> [String: Double] {
    let spread = (1 + (service.squaredVariation ?? 1)) / 2
    let customers = try customers(load: load, spread: spread)
    var arrivals = stream("arrival")
    var works = stream("service")
    var present: [(arrived: Double, left: Double, isNew: Bool)] = []
    var serving = 0
    var (clock, next) = (0.0, arrivals.exponential() / load)
    var (seen, sojourn, wait, square, busy, from) = (0, 0.0, 0.0, 0.0, 0.0, 0.0)
    var came = 0
    func chosen() -> Int {
      guard order.isBySize else { return present.count - 1 }
      return present.indices.min { present[$0].left < present[$1].left } ?? 0
    }
    while came < customers {
      let end = present.isEmpty ? Double.infinity : clock + present[serving].left
      let isArrival = next < end
      let until = min(next, end)
      if came >= customers / 5 {
        if from == 0 { from = clock }
        if !present.isEmpty { busy += until - clock }
      }
      if !present.isEmpty { present[serving].left -= until - clock }
      clock = until
      if isArrival {
        came += 1
        present.append((clock, service.sample(&works), true))
        next = clock + arrivals.exponential() / load
        if order.isPreemptive || present.count == 1 { serving = chosen() }
      } else {
        let done = present.remove(at: serving)
        if came > customers / 5 {
          seen += 1
          sojourn += clock - done.arrived
        }
        if !present.isEmpty { serving = chosen() }
      }
      if !present.isEmpty, present[serving].isNew {
        present[serving].isNew = false
        if came > customers / 5 {
          let waited = clock - present[serving].arrived
          wait += waited
          square += waited * waited
        }
      }
    }
    guard seen > 0, clock > from else { return [:] }
    let count = Double(seen)
    var result = [
      "utilisation": busy / (clock - from), "sojourn": sojourn / count,
      "number": sojourn / (clock - from),
    ]
    if !order.isPreemptive {
      result["wait"] = wait / count
      result["queue"] = wait / (clock - from)
      result["wait-deviation"] = (square / count - wait * wait / count / count).squareRoot()
    }
    return result
  }

  /// First come first served, by when the server is free: batches of arrivals, vacations that it takes again and again
  /// while nobody is there, a setup for who finds it idle, and repairs in the midst of a service.
  ///
  /// - Parameters:
  ///   - load: the rate of batches times the mean service.
  ///   - repairs: what a service of so much work is held up by.
  ///   - spread: E[S²]/2 of what a service takes, in the square of its mean; that of `service` unless given.
  ///   - batch: how many come together.
  func servedInTurn(
    load: Double, utilisation: Double, service: Distribution, vacation: Distribution? = nil,
    setup: Distribution? = nil,
    repairs: (_ work: Double, inout RandomStream) -> Double = { _, _ in 0 }, spread: Double? = nil,
    batch: (inout RandomStream) -> Int = { _ in 1 }
  ) throws(SolveError) -> [String: Double] {
    let own = (1 + (service.squaredVariation ?? 1)) / 2 * utilisation / max(load, 1e-300)
    let customers = try customers(load: utilisation, spread: spread ?? own)
    var arrivals = stream("arrival")
    var works = stream("service")
    var absences = stream("vacation")
    var (arrived, free, seen, wait, busy, from) = (0.0, 0.0, 0, 0.0, 0.0, 0.0)
    var came = 0
    while came < customers {
      arrived += arrivals.exponential() / load
      for _ in 0..<batch(&arrivals) {
        if let vacation {
          while free < arrived { free += max(vacation.sample(&absences), 1e-9) }
        } else if let setup, free < arrived {
          free = arrived + setup.sample(&absences)
        } else {
          free = max(free, arrived)
        }
        let work = service.sample(&works)
        let own = work + repairs(work, &absences)
        came += 1
        if came > customers / 5 {
          if from == 0 { from = arrived }
          seen += 1
          wait += free - arrived
          busy += own
        }
        free += own
      }
    }
    guard seen > 0, arrived > from else { return [:] }
    let count = Double(seen)
    let rate = count / (arrived - from)
    return [
      "utilisation": busy / (arrived - from), "wait": wait / count,
      "sojourn": (wait + busy) / count, "number": rate * (wait + busy) / count,
      "queue": rate * wait / count,
    ]
  }

  /// Customers of several classes among stations that share themselves out evenly, a law for which the means are
  /// those of mean value analysis; demands exponential.
  func circulating(
    demands: [[Double]], thinks: [Double], population: [Int]
  ) throws(SolveError) -> [String: Double] {
    guard population.reduce(0, +) <= 200,
      var round = Circulation(demands: demands, thinks: thinks, population: population)
    else { throw .tooLong("there are more than 200 customers, or some who have nowhere to be") }
    var stream = stream("customers")
    var (total, rounds) = (0.0, [Int](repeating: 0, count: demands.count))
    var numbers = [Double](repeating: 0, count: round.present.count)
    var busy = numbers
    let jumps = 200_000
    for jump in 0..<jumps {
      let rate = round.rate
      guard rate > 0 else { return [:] }
      let stay = stream.exponential() / rate
      let isMeasured = jump > jumps / 5
      if isMeasured {
        total += stay
        for (station, present) in round.present.enumerated() where present > 0 {
          numbers[station] += stay * Double(present)
          busy[station] += stay
        }
      }
      let returned = round.move(stream.uniform() * rate)
      if isMeasured, let returned { rounds[returned] += 1 }
    }
    guard total > 0 else { return [:] }
    var seen: [String: Double] = [:]
    for kind in rounds.indices where rounds[kind] > 0 {
      let throughput = Double(rounds[kind]) / total
      seen["throughput-\(kind + 1)"] = throughput
      seen["response-\(kind + 1)"] = Double(population[kind]) / throughput - thinks[kind]
    }
    for station in numbers.indices {
      seen["number-\(station + 1)"] = numbers[station] / total
      seen["utilisation-\(station + 1)"] = busy[station] / total
    }
    return seen
  }

  /// Sources that are lost where all servers are busy: by time, and by those who come.
  func finiteSources(
    sources: Int, servers: Int, load: Double
  ) throws(SolveError) -> [String: Double] {
    guard load > 1e-4, load < 1e4 else { throw .tooRare("a source next to never calls or ends") }
    guard sources <= 100_000 else { throw .tooLong("there are more than 100,000 sources") }
    var stream = stream("number")
    let most = min(sources, servers)
    let start = Int((Double(sources) * load / (1 + load)).rounded())
    func rate(_ state: Int) -> Double { Double(sources - state) * load }
    guard
      let means = ChainRun.averages(
        of: [{ Double($0) }, rate, { $0 == servers ? 1 : 0 }, { $0 == servers ? rate($0) : 0 }],
        from: min(start, most), jumps: 200_000, &stream, up: { $0 < most ? rate($0) : 0 },
        down: { Double($0) }), means[1] > 0
    else { return [:] }
    return [
      "blocking": means[3] / means[1], "time-congestion": means[2], "number": means[0],
      "utilisation": means[0] / Double(servers),
    ]
  }

  /// The shares of draws of a count that are at least, exactly, at most and above a number.
  func counted(_ number: Int, _ draw: (inout RandomStream) -> Int) -> [String: Double] {
    var stream = stream("count")
    let draws = 20_000
    var (least, same) = (0, 0)
    for _ in 0..<draws {
      let count = draw(&stream)
      if count >= number { least += 1 }
      if count == number { same += 1 }
    }
    let all = Double(draws)
    return [
      "at-least": Double(least) / all, "exactly": Double(same) / all,
      "at-most": Double(draws - least + same) / all, "more": Double(least - same) / all,
    ]
  }

  /// The mean life of parts in series or in parallel, and the share of them that outlives a time.
  func outlived(_ time: Double?, _ life: (inout RandomStream) -> Double) -> [String: Double] {
    var stream = stream("life")
    var (total, alive) = (0.0, 0)
    let draws = 5_000
    for _ in 0..<draws {
      let one = life(&stream)
      total += one
      if let time, one > time { alive += 1 }
    }
    var seen = ["mttf": total / Double(draws)]
    if time != nil {
      seen["reliability"] = Double(alive) / Double(draws)
      seen["failed"] = 1 - Double(alive) / Double(draws)
    }
    return seen
  }
}

/// Where the customers of each class are on their rounds of the stations.
private struct Circulation {
  private let demands: [[Double]]
  private let thinks: [Double]

  /// The stations that a class goes round, −1 for the thinking that it begins with.
  private let routes: [[Int]]

  /// Of each class at each place of its route.
  private var there: [[Int]]

  /// Of all classes at each station.
  private(set) var present: [Int]

  /// Nil where a class that has customers has nowhere to be.
  init?(demands: [[Double]], thinks: [Double], population: [Int]) {
    (self.demands, self.thinks) = (demands, thinks)
    routes = zip(demands, thinks).map { own, think in
      (think > 0 ? [-1] : []) + own.indices.filter { own[$0] > 0 }
    }
    there = zip(routes, population).map { route, count in
      [count] + Array(repeating: 0, count: max(0, route.count - 1))
    }
    present = [Int](repeating: 0, count: demands[0].count)
    for (route, count) in zip(routes, population) {
      guard let first = route.first else {
        guard count == 0 else { return nil }
        continue
      }
      if first >= 0 { present[first] += count }
    }
  }

  private func rate(_ kind: Int, _ place: Int) -> Double {
    let count = Double(there[kind][place])
    let station = routes[kind][place]
    return station < 0
      ? count / thinks[kind] : count / Double(max(present[station], 1)) / demands[kind][station]
  }

  /// At which somebody moves.
  var rate: Double {
    var all = 0.0
    for kind in routes.indices { for place in routes[kind].indices { all += rate(kind, place) } }
    return all
  }

  /// Moves on whoever a point between 0 and the rate falls to, and gives the class that has gone round with it.
  mutating func move(_ point: Double) -> Int? {
    var left = point
    for kind in routes.indices {
      for place in routes[kind].indices {
        left -= rate(kind, place)
        guard left < 0, there[kind][place] > 0 else { continue }
        let next = (place + 1) % routes[kind].count
        there[kind][place] -= 1
        there[kind][next] += 1
        if routes[kind][place] >= 0 { present[routes[kind][place]] -= 1 }
        if routes[kind][next] >= 0 { present[routes[kind][next]] += 1 }
        return next == 0 ? kind : nil
      }
    }
    return nil
  }
}
