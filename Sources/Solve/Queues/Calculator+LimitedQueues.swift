import Glibc
import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  /// Stations from an empty start, with few places or under general arrivals, and servers with queues of
  /// their own.
  static let limitedQueues: [Calculator] = [
    emptyStart, finiteGeneralService, generalArrivals, dispatch,
  ]

  private static let emptyStart = Calculator(
    "mm1-transient", "M/M/1 从空队列起", "M/M/1 from an empty start",
    "arrival=0.8/s service=1s customer=2,10 time=10s",
    formula: "E[Wₙ] = Σ_{k<n} E[Sₖ⁺]/k; P(N(t) = n) by uniformisation, jumps at rate λ + μ",
    source: "Spitzer's identity; Jensen 1953",
    [
      arrival, service,
      Parameter(
        "customer", "空队列起第几个顾客", "which customers after an empty start", .number,
        in: .whole(1...3_000), default: "2,3,10", isList: true, aka: "n"),
      .optional("time", "时刻", "times", .time, isList: true),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let mean = arguments.number("service")
      let load = arguments.number("arrival") * mean
      var seen: [String: Double] = [:]
      for number in customers(arguments) {
        seen["wait-\(number)"] = replication.waitAfterEmptyStart(customer: number, load: load).map {
          $0 * mean
        }
      }
      for (index, time) in arguments.list("time").enumerated() {
        let name = numbered(index, of: arguments.list("time").count)
        guard let (number, empty) = replication.numberAfterEmptyStart(time / mean, load: load)
        else { continue }
        (seen["number" + name], seen["empty" + name]) = (number, empty)
      }
      return seen
    }
  ) { arguments throws(SolveError) in
    let queue = SingleServerQueue(
      arrivalRate: arguments.number("arrival"), serviceRate: 1 / arguments.number("service"))
    var lines = customers(arguments).map { number in
      Figure(
        "wait-\(number)", "第 \(number) 个顾客的平均等待", "mean wait of customer \(number)",
        queue.meanWait(ofCustomer: number), .time)
    }
    let times = arguments.list("time")
    for (index, time) in times.enumerated() {
      guard time * (queue.arrivalRate + queue.serviceRate) <= 20_000 else {
        throw SolveError("`time` is at most that of 20,000 arrivals and services")
      }
      let shares = queue.distribution(afterEmptyStart: time)
      let name = numbered(index, of: times.count)
      let mean = shares.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
      lines += [
        Figure("number" + name, "该时刻的平均在系统数", "mean number at the time", mean, .number),
        Figure("empty" + name, "该时刻空闲的概率", "probability of none at the time", shares[0], .ratio),
      ]
    }
    return lines
  }

  /// What follows the name of one of several lines of a kind.
  static func numbered(_ index: Int, of count: Int) -> String { count > 1 ? "-\(index + 1)" : "" }

  private static func customers(_ arguments: Arguments) -> [Int] { arguments.counts("customer") }

  // MARK: General laws

  private static let finiteGeneralService = Calculator(
    "mg1k", "M/G/1/K 队列（含 M/D/1/K）", "M/G/1/K queue, M/D/1/K among them",
    "capacity=5 arrival=0.8/s service=1s law=constant",
    formula: "departures p(n) by level crossings; P(N = n) = p(n)/(p(0) + ρ); lost over offered",
    source: "Gross and Harris, sec. 5.1.8; exact for the law itself, `scv` fits a gamma or H₂ law",
    [
      Parameter("capacity", "系统容量", "capacity", .count(of: "个"), in: .whole(1...5_000)), arrival,
      Parameter(
        "service", "平均服务时间", "mean service time", .time, in: .positive, aka: "d"),
    ] + laws + QueueQuestion.numbers(),
    simulate: { (arguments, replication) throws(SolveError) in
      let capacity = arguments.count("capacity")
      return try replication.queue(
        arrivalRate: arguments.number("arrival"), meanService: arguments.number("service"),
        service: try namedLaw(arguments, mean: 1), capacity: capacity)
    }
  ) { arguments throws(SolveError) in
    let (rate, mean) = flow(arguments)
    let capacity = arguments.count("capacity")
    let law = try namedLaw(arguments, mean: 1)
    guard rate > 0 else { return try linesOfNoArrivals(arguments, capacity: capacity, mean) }
    guard
      let queue = FiniteGeneralServiceQueue(
        arrivalRate: rate * mean, service: law, capacity: capacity)
    else { throw SolveError("so great a load has no closed form here") }
    let shares = queue.distribution
    let busy = shares.dropFirst().reversed().reduce(0, +)
    let sojourn = queue.meanNumber / busy * mean
    return queueLines(busy, sojourn, sojourn - mean, queue.meanNumber)
      + lossLines(queue.blocking, throughput: busy / mean, empty: shares[0])
      + (try QueueQuestion(arguments)).numberLines(among: shares)
  }

  /// An M/G/1/K to which nobody comes: an arrival would find it empty.
  private static func linesOfNoArrivals(
    _ arguments: Arguments, capacity: Int, _ mean: Double
  ) throws(SolveError) -> [Figure] {
    queueLines(0, mean, 0, 0) + lossLines(0, throughput: 0, empty: 1)
      + (try QueueQuestion(arguments)).numberLines(
        among: [1] + Array(repeating: 0, count: capacity))
  }

  private static let generalArrivals = Calculator(
    "gmc", "GI/M/c 与 GI/M/c/K 队列", "GI/M/c and GI/M/c/K queues",
    "servers=3 arrival=2/s service=1s law=constant",
    formula:
      "σ = A*(cμ(1 − σ)), P(Wq > t) = P(wait)·e^−cμ(1−σ)t; with K places the chain at arrivals",
    source: "Takács, Introduction to the Theory of Queues, 1962, ch. 2",
    [
      servers(upTo: 10_000),
      .optional("capacity", "系统容量", "capacity", .count(of: "个")), arrival,
      service,
    ] + lawsOfArrivals
      + QueueQuestion.parameters.filter { ["percentile", "within"].contains($0.name) },
    respelling: [.ofServiceNotArrivals],
    simulate: { (arguments, replication) throws(SolveError) in
      let (rate, mean) = flow(arguments)
      var seen = try replication.queue(
        servers: arguments.count("servers"), arrivalRate: rate, meanService: mean,
        service: .exponential(mean: 1),
        interarrival: try lawOfArrivals(arguments, load: rate * mean),
        capacity: try arguments.optionalCount("capacity", in: 1...5_000),
        asked: try QueueQuestion(arguments))
      if arguments.has("capacity") { seen = seen.filter { !$0.key.hasPrefix("wait-p") } }
      return seen
    }
  ) { arguments throws(SolveError) in
    // In units of the mean service, in which the root is well scaled.
    let (rate, mean) = flow(arguments)
    let servers = arguments.count("servers")
    guard rate > 0 else { return try linesOfNoArrivals(arguments, mean) }
    let law = try lawOfArrivals(arguments, load: rate * mean)
    let found: GeneralArrivalServers?
    if arguments.has("capacity") {
      let capacity = try arguments.count("capacity", in: 1...200)
      guard capacity >= servers else { throw SolveError("`capacity` is at least `servers`") }
      found = GeneralArrivalServers(interarrival: law, servers: servers, capacity: capacity)
    } else {
      found = GeneralArrivalServers(interarrival: law, servers: servers)
    }
    guard let queue = found else {
      throw SolveError("that law of arrivals, or so many services between two, has no form here")
    }
    let wait = queue.meanWait * mean
    var lines = queueLines(queue.utilisation, wait + mean, wait, queue.meanNumber)
    lines.append(
      "wait-probability", "等待概率", "probability of waiting", queue.waitProbability, .ratio)
    if arguments.has("capacity") {
      lines += lossLines(queue.blocking, throughput: rate * (1 - queue.blocking), empty: nil)
    } else {
      let asked = try QueueQuestion(arguments)
      lines += asked.waitLines { (queue.waitQuantile($0) ?? .infinity) * mean }
      if let within = asked.within {
        lines.append(
          "wait-exceeds", "等待超过时限的概率", "probability of a longer wait",
          queue.waitExceeds(within / mean), .ratio)
      }
    }
    return lines
  }

  /// A GI/M/c to which nobody comes: an arrival would find it empty.
  private static func linesOfNoArrivals(
    _ arguments: Arguments, _ mean: Double
  ) throws(SolveError) -> [Figure] {
    var lines = queueLines(0, mean, 0, 0)
    lines.append("wait-probability", "等待概率", "probability of waiting", 0, .ratio)
    return lines
      + (arguments.has("capacity")
        ? lossLines(0, throughput: 0, empty: nil)
        : try QueueQuestion(arguments).waitLines { _ in 0 })
  }

  /// What is lost and served of a queue with few places.
  static func lossLines(_ blocking: Double, throughput: Double, empty: Double?) -> [Figure] {
    [
      Figure("blocking", "拒绝概率", "blocking", blocking, .ratio),
      Figure("throughput", "吞吐", "throughput", throughput, .frequency),
    ] + (empty.map { [Figure("empty", "空闲概率 P₀", "probability of none P₀", $0, .ratio)] } ?? [])
  }

  // MARK: Queues of their own

  private static let dispatch = Calculator(
    "dispatch", "分派到各有队列的服务台", "servers with queues of their own",
    "servers=4 arrival=3/s service=1s",
    formula: "in turn: each an E_c/M/1; at random: each an M/M/1 of λ/c; one queue for all: M/M/c",
    source: "Kleinrock, Queueing Systems I; thinning a Poisson stream in turn gives Erlang gaps",
    [servers(upTo: 10_000), arrival, service],
    simulate: { (arguments, replication) throws(SolveError) in
      let mean = arguments.number("service")
      let servers = arguments.count("servers")
      let rate = (try arguments.positive("arrival")) / Double(servers)
      let seen = try replication.queue(
        arrivalRate: rate, meanService: mean, service: .exponential(mean: 1),
        interarrival: .erlang(stages: servers, mean: 1 / (rate * mean)))
      var own = ["utilisation": seen["utilisation"]]
      own["sojourn-in-turn"] = seen["sojourn"]
      own["wait-in-turn"] = seen["wait"]
      return own.compactMapValues { $0 }
    }
  ) { arguments throws(SolveError) in
    let mean = arguments.number("service")
    let servers = arguments.count("servers")
    let rate = arguments.number("arrival")
    let load = rate * mean / Double(servers)
    let inTurn =
      load > 0
      ? GeneralArrivalQueue(interarrival: .erlang(stages: servers, mean: 1 / load), serviceRate: 1)?
        .meanWait ?? .nan : 0
    let random = load < 1 ? load / (1 - load) : .infinity
    let central = MultiServerQueue(servers: servers, arrivalRate: rate, serviceRate: 1 / mean)
    let kinds = [
      ("in-turn", "轮转", "in turn", inTurn * mean), ("random", "随机", "at random", random * mean),
      ("central", "共用一队", "from one queue", central.meanWait),
    ]
    return [Figure("utilisation", "利用率", "utilisation", load, .ratio)]
      + kinds.flatMap { name, zh, en, wait in
        [
          Figure("wait-" + name, zh + "的平均等待", "mean wait, " + en, wait, .time),
          Figure("sojourn-" + name, zh + "的平均逗留", "mean sojourn, " + en, wait + mean, .time),
        ]
      }
  }
}

extension Replication {
  /// The mean wait of the n-th customer over many starts from empty, in mean services: Lindley's
  /// recursion.
  fileprivate func waitAfterEmptyStart(customer: Int, load: Double) -> Double? {
    guard load > 0 else { return nil }
    var stream = stream("start")
    let starts = max(100, min(5_000, 1_000_000 / customer))
    var total = 0.0
    for _ in 0..<starts {
      var wait = 0.0
      for _ in 1..<customer {
        wait = max(0, wait + stream.exponential() - stream.exponential() / load)
      }
      total += wait
    }
    return total / Double(starts)
  }

  /// The number present a time after many starts from empty, and the share that found none; times in mean
  /// services.
  fileprivate func numberAfterEmptyStart(
    _ time: Double, load: Double
  ) -> (number: Double, empty: Double)? {
    guard load > 0, time > 0, time * (1 + load) < 1e4 else { return nil }
    var stream = stream("number")
    let starts = max(200, min(5_000, Int(1e6 / (time * (1 + load)))))
    var (total, none) = (0, 0)
    for _ in 0..<starts {
      var (state, clock) = (0, 0.0)
      while true {
        let rate = load + (state > 0 ? 1 : 0)
        clock += stream.exponential() / rate
        guard clock < time else { break }
        state += stream.chance(load / rate) ? 1 : -1
      }
      total += state
      if state == 0 { none += 1 }
    }
    return (Double(total) / Double(starts), Double(none) / Double(starts))
  }
}
