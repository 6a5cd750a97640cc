import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  // MARK: Erlang's systems

  static let erlangA = Calculator(
    "erlang-a", "Erlang A（有限耐心）", "Erlang A, with impatience",
    "servers=10 arrival=11/s service=1s patience=2s",
    formula: "birth–death, death rate min(n, c)·μ + max(0, n − c)·θ", source: "Palm 1946",
    [
      servers(upTo: 100_000), arrival, service,
      Parameter("patience", "平均耐心", "mean patience", .time, in: .positive),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let service = arguments.number("service")
      var seen = try replication.waiting(
        servers: arguments.count("servers"), load: arguments.number("arrival") * service,
        impatience: service / arguments.number("patience"))
      seen["wait"] = seen["wait"].map { $0 * service }
      return seen
    }
  ) { arguments throws(SolveError) in
    let queue = ImpatientQueue(
      servers: arguments.count("servers"), arrivalRate: arguments.number("arrival"),
      serviceRate: 1 / arguments.number("service"),
      abandonmentRate: 1 / arguments.number("patience"))
    guard !queue.distribution.isEmpty else {
      throw SolveError("that queue needs more than a million states")
    }
    return [
      Figure("wait-probability", "等待概率", "probability of waiting", queue.waitProbability, .ratio),
      Figure("abandonment", "放弃比例", "share that leaves", queue.abandonment, .ratio),
      Figure("wait", "平均等待时间", "mean wait", queue.meanWait, .time),
      Figure("queue", "平均排队数", "mean queue", queue.meanQueue, .number),
    ]
  }

  private static let offered: [Parameter] = [
    .optional("load", "话务量 a = λ·s", "offered load", .number),
    .optional("servers", "服务台数", "servers", .number),
    .optional("arrival", "到达率，与服务时间同给", "arrival rate, with `service`", .frequency), laterService,
  ]

  /// The offered load, as given or as λ·s; nil where neither is.
  private static func load(_ arguments: Arguments) throws(SolveError) -> Double? {
    switch (arguments.has("load"), arguments.has("arrival")) {
    case (true, true): throw SolveError("give `load`, or `arrival` and `service`, not both")
    case (true, false): return arguments.number("load")
    case (false, true):
      guard arguments.has("service") else {
        throw SolveError("`arrival` needs `service` beside it")
      }
      return arguments.number("arrival") * (try arguments.positive("service"))
    case (false, false): return nil
    }
  }

  static let erlangB = Calculator(
    "erlang-b", "Erlang B（损失制）", "Erlang B, loss system", "load=5 servers=10",
    formula: "B(c) = a·B(c − 1) / (c + a·B(c − 1)), for any law of service",
    source: "Erlang 1917; Sevastyanov 1957",
    offered + [
      Parameter(
        "target", "拒绝概率目标", "blocking target", .ratio, in: .share, default: "1%",
        aka: "targetblocking blocking targetblock b gos gradeofservice"),
      Parameter(
        "scv", "服务时间变异系数平方（仅用于模拟）", "squared variation of service, for the simulation", .number,
        default: "1"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      guard let load = try load(arguments) else { throw .notAsked(without: "load") }
      let servers =
        arguments.has("servers")
        ? try arguments.count("servers", in: 0...10_000)
        : Erlang.servers(load: load, blockingAtMost: try arguments.share("target")) ?? 0
      guard servers > 0 else { throw .tooRare("there is no server") }
      return try replication.queue(
        servers: servers, arrivalRate: load, meanService: 1,
        service: .fitted(mean: 1, squaredVariation: arguments.number("scv")), capacity: servers
      ).filter { ["blocking", "utilisation", "number"].contains($0.key) }
    }
  ) { arguments throws(SolveError) in
    func lines(_ load: Double, _ servers: Int) -> [Figure] {
      let blocking = Erlang.blocking(servers: servers, load: load)
      // a(1 − B(c)) without the difference: of a very great load 1 − B has no digits left.
      let before = servers > 0 ? Erlang.blocking(servers: servers - 1, load: load) : 1
      let carried = servers > 0 ? load / (1 + load * before / Double(servers)) : 0
      return [
        Figure("blocking", "拒绝概率", "blocking", blocking, .ratio),
        Figure("number", "平均在系统数 L", "mean number L", carried, .number),
        Figure("lost", "损失的话务量", "load that is lost", load * blocking, .number),
      ]
        + (servers > 0
          ? [Figure("utilisation", "利用率", "utilisation", carried / Double(servers), .ratio)] : [])
    }
    let load = try load(arguments)
    let target = try target(arguments)
    if let load, arguments.has("servers") {
      let servers = try arguments.count("servers", in: 0...10_000_000)
      let isMet = Erlang.blocking(servers: servers, load: load) <= target
      return lines(load, servers) + (arguments.isGiven("target") ? [meets(isMet)] : [])
    }
    return try staffing(
      arguments, load, least: { Erlang.servers(load: $0, blockingAtMost: target) },
      highest: { Erlang.load(servers: $0, blocking: target) }, lines)
  }

  static let erlangC = Calculator(
    "erlang-c", "Erlang C（等待制）", "Erlang C, delay system", "load=100 target=20%",
    formula:
      "C = B / (1 − ρ(1 − B)); Lq = C·ρ/(1 − ρ); Wq = C·s/(c − a); P(Wq ≤ t) = 1 − C·e^−(c−a)t/s",
    source: "Erlang 1917; Gross and Harris",
    offered + [
      Parameter(
        "target", "等待概率目标", "target probability of waiting", .ratio, in: .share,
        default: "20%",
        aka: "targetpwait"),
      .optional(
        "within", "服务水平的时限 t", "a time t, for P(Wq ≤ t)", .time,
        aka: "target targetanswer targetanswertime answertime"),
      .optional(
        "level", "服务水平目标，与 within 同给", "target service level, with `within`", .ratio,
        in: .share, aka: "sla"),
      .optional("wait", "平均等待目标", "target mean wait", .time),
    ] + QueueQuestion.parameters.filter { $0.name != "within" },
    respelling: [.serviceLevel],
    simulate: { (arguments, replication) throws(SolveError) in
      guard let load = try load(arguments) else { throw .notAsked(without: "load") }
      let servers =
        arguments.has("servers")
        ? try arguments.count("servers", in: 1...10_000_000)
        : (try leastServers(arguments, load)) ?? 0
      var seen = try replication.waiting(servers: servers, load: load, impatience: 0).filter {
        ["waiting", "queue", "wait"].contains($0.key)
      }
      seen["wait"] =
        arguments.has("service") ? seen["wait"].map { $0 * arguments.number("service") } : nil
      return seen
    }
  ) { arguments throws(SolveError) in
    let asked = try QueueQuestion(arguments)
    func lines(_ load: Double, _ servers: Int) -> [Figure] {
      let queue = MultiServerQueue(servers: servers, arrivalRate: load, serviceRate: 1)
      let service = arguments.optional("service")
      return [
        Figure("waiting", "等待概率", "probability of waiting", queue.waitProbability, .ratio),
        Figure("utilisation", "利用率", "utilisation", queue.utilisation, .ratio),
        Figure("queue", "平均排队数 Lq", "mean queue Lq", queue.meanQueue, .number),
        Figure("number", "系统中平均数 L", "mean number L", queue.meanQueue + load, .number),
        Figure("empty", "空闲概率 P₀", "probability of none P₀", queue.probability(of: 0), .ratio),
      ]
        + (service.map {
          [
            Figure("wait", "平均等待时间 Wq", "mean wait Wq", queue.meanWait * $0, .time),
            Figure("sojourn", "平均逗留时间 W", "mean sojourn W", queue.meanSojourn * $0, .time),
          ] + serviceLevel(arguments, queue, $0) + quantiles(asked, queue, $0)
        } ?? []) + asked.numberLines(queue.probability(of:), tail: queue.probability(atLeast:))
    }
    let load = try load(arguments)
    for name in ["within", "percentile"] where arguments.isGiven(name) && !arguments.has("service")
    {
      throw SolveError("`\(name)` needs `service` beside it, or `load` says nothing of times")
    }
    if let load, arguments.has("servers") {
      let servers = try arguments.count("servers", in: 1...10_000_000)
      var found = lines(load, servers)
      if arguments.has("level") || arguments.has("wait") {
        guard arguments.has("service") else {
          throw SolveError("a target of the wait needs `service`")
        }
        found.append(meets(try meetsWaits(arguments, servers: servers, load: load)))
      } else if arguments.isGiven("target") {
        let queue = MultiServerQueue(servers: servers, arrivalRate: load, serviceRate: 1)
        found.append(meets(queue.waitProbability <= (try target(arguments))))
      }
      return found
    }
    if arguments.has("level") || arguments.has("wait") {
      guard arguments.has("service") else {
        throw SolveError("a target of the wait needs `service`")
      }
      return try staffing(
        arguments, load, beyond: "`load` is at most 100,000, and the target within reach",
        least: { load throws(SolveError) in try leastServers(arguments, load) },
        highest: { servers throws(SolveError) in try highestLoad(arguments, servers: servers) },
        lines)
    }
    guard !arguments.has("within") || !arguments.isGiven("target") else {
      throw SolveError(
        "`target` is of waiting at all: for the share served within a time give `level`")
    }
    let target = try target(arguments)
    return try staffing(
      arguments, load, least: { Erlang.servers(load: $0, waitingAtMost: target) },
      highest: { Erlang.load(servers: $0, waiting: target) }, lines)
  }

  /// The share that waits no longer than `within`; none where no time is given.
  private static func serviceLevel(
    _ arguments: Arguments, _ queue: MultiServerQueue, _ service: Double
  ) -> [Figure] {
    guard arguments.has("within") else { return [] }
    let exceeds = queue.waitExceeds(arguments.number("within") / service)
    return [
      Figure("service-level", "服务水平", "service level P(Wq ≤ t)", 1 - exceeds, .ratio),
      Figure("wait-exceeds", "等待超过时限的概率", "probability of a longer wait", exceeds, .ratio),
    ]
  }

  private static func quantiles(
    _ asked: QueueQuestion, _ queue: MultiServerQueue, _ service: Double
  ) -> [Figure] {
    asked.quantileLines(
      { queue.sojournQuantile($0) * service }, { queue.waitQuantile($0) * service })
  }

  /// Whether a system, in units of the mean service, meets the targets of its waits.
  private static func meetsWaits(
    _ arguments: Arguments, servers: Int, load: Double
  ) throws(SolveError) -> Bool {
    guard load < Double(servers) else { return false }
    let queue = MultiServerQueue(servers: servers, arrivalRate: load, serviceRate: 1)
    let service = try arguments.positive("service")
    if arguments.has("wait"), queue.meanWait * service > arguments.number("wait") { return false }
    guard arguments.has("level") else { return true }
    guard arguments.has("within") else { throw SolveError("`level` needs `within` beside it") }
    return 1 - queue.waitExceeds(arguments.number("within") / service)
      >= (try arguments.share("level"))
  }

  /// The fewest servers for what is asked of the wait: its probability, its mean or the service level.
  private static func leastServers(
    _ arguments: Arguments, _ load: Double
  ) throws(SolveError) -> Int? {
    guard arguments.has("level") || arguments.has("wait") else {
      return Erlang.servers(load: load, waitingAtMost: try arguments.share("target"))
    }
    if arguments.has("level"), try arguments.share("level") == 1 {
      throw SolveError("`level` is below 100%")
    }
    guard load <= 1e5 else { return nil }
    var (low, high) = (Int(load.rounded(.down)), Int(load.rounded(.down)) + 1)
    while try !meetsWaits(arguments, servers: high, load: load) {
      (low, high) = (high, high + max(1, high - Int(load)))
      guard high < 100_000_000 else { return nil }
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try meetsWaits(arguments, servers: middle, load: load) {
        high = middle
      } else {
        low = middle
      }
    }
    return high
  }

  /// The highest load at which the waits are as short as asked.
  private static func highestLoad(_ arguments: Arguments, servers: Int) throws(SolveError) -> Double
  {
    var (low, high) = (0.0, Double(servers))
    for _ in 0..<200 where high - low > 1e-15 * high {
      let middle = (low + high) / 2
      if try meetsWaits(arguments, servers: servers, load: middle) {
        low = middle
      } else {
        high = middle
      }
    }
    return low
  }

  private static func meets(_ isMet: Bool) -> Figure {
    Figure("meets", "达到目标", "meets the target", isMet)
  }

  private static func target(_ arguments: Arguments) throws(SolveError) -> Double {
    let target = try arguments.share("target")
    guard target > 0, target < 1 else { throw SolveError("`target` lies between 0 and 1") }
    return target
  }

  /// The other of servers and load, for a target, and what `lines` says of both together.
  private static func staffing(
    _ arguments: Arguments, _ load: Double?, beyond: String = "`load` is at most 100 million",
    least: (Double) throws(SolveError) -> Int?, highest: (Int) throws(SolveError) -> Double,
    _ lines: (Double, Int) -> [Figure]
  ) throws(SolveError) -> [Figure] {
    if let load {
      guard let fewest = try least(load) else { throw SolveError(beyond) }
      return [Figure("servers", "最少服务台数", "fewest servers", fewest)] + lines(load, fewest)
    }
    guard arguments.has("servers") else { throw SolveError("give `load`, `servers` or both") }
    let count = try arguments.count("servers", in: 1...100_000)
    let most = try highest(count)
    return [Figure("load", "最大话务量", "highest load", most, .number)] + lines(most, count)
  }
}
