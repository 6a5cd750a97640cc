import Glibc
import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  /// Single stations of other disciplines and populations.
  static let disciplines: [Calculator] = [
    engset, lastCome, shortestRemaining, vacations, bulkArrivals, multiClass,
  ]

  private static let engset = Calculator(
    "engset", "Engset（有限源损失制）", "Engset, loss with finitely many sources",
    "sources=20 servers=6 load=0.25",
    formula:
      "E(c) = x/(c + x), x = (N − c + 1)·α·E(c − 1); call congestion is that of N − 1 sources",
    source: "Engset 1918; Iversen, Teletraffic Engineering, ch. 5",
    [
      Parameter(
        "sources", "源数", "sources", .number, in: .whole(1...1_000_000),
        aka: "n s m population users subscribers"),
      Parameter("servers", "服务台数", "servers", .number, in: .whole(1...1_000_000)),
      .optional(
        "load", "单个空闲源的话务量 α = λ/μ", "load α = λ/μ of one idle source", .number,
        aka: "alpha persource offeredpersource peridlesource offeredperidlesource loadpersource "
          + "loadperidlesource"),
      .optional(
        "arrival", "单个空闲源的到达率", "arrival rate of one idle source", .frequency,
        aka: "arrivalratepersource arrivalrateperidlesource callratepersource"),
      laterService,
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let system = try finiteSourceLoss(arguments)
      return try replication.finiteSources(
        sources: system.sources, servers: system.servers, load: system.load)
    }
  ) { arguments throws(SolveError) in
    let system = try finiteSourceLoss(arguments)
    return [
      Figure(
        "blocking", "呼损（呼叫拥塞）", "share of calls lost, call congestion", system.callCongestion,
        .ratio),
      Figure(
        "time-congestion", "时间拥塞", "share of time with all servers busy", system.timeCongestion,
        .ratio),
      Figure("number", "平均占用数", "mean number busy", system.carried, .number),
      Figure("utilisation", "利用率", "utilisation", system.carried / Double(system.servers), .ratio),
    ]
  }

  private static func finiteSourceLoss(
    _ arguments: Arguments
  ) throws(SolveError) -> FiniteSourceLoss {
    let load =
      try arguments.one(of: ["load"], ["arrival", "service"]) == 0
      ? arguments.number("load") : arguments.number("arrival") * (try arguments.positive("service"))
    return FiniteSourceLoss(
      sources: arguments.count("sources"), servers: arguments.count("servers"), load: load)
  }

  private static let lastCome = Calculator(
    "lcfs", "后到先服务（LCFS）", "last come first served", "arrival=0.6/s service=1s",
    formula:
      "non-preemptive: Wq as first come, E[Wq²] = E[Wq²]_FCFS/(1 − ρ); with resumption T = s/(1 − ρ)",
    source: "Takács 1963; Kleinrock, Queueing Systems I, sec. 4.7; insensitive with resumption",
    [arrival, service, variation, discipline],
    simulate: { (arguments, replication) throws(SolveError) in
      let mean = arguments.number("service")
      return inTime(
        try replication.served(
          in: try isPreemptive(arguments) ? .lastComePreemptive : .lastCome,
          load: arguments.number("arrival") * mean,
          service: .fitted(mean: 1, squaredVariation: arguments.number("scv"))), mean)
    }
  ) { arguments throws(SolveError) in
    let (rate, mean) = (arguments.number("arrival"), arguments.number("service"))
    let queue = GeneralServiceQueue(
      arrivalRate: rate, meanService: mean, squaredVariation: arguments.number("scv"))
    let isPreemptive = try isPreemptive(arguments)
    let idle = 1 - queue.utilisation
    let wait = isPreemptive ? (idle > 0 ? mean / idle - mean : .infinity) : queue.meanWait
    var lines = queueLines(queue.utilisation, wait: wait, service: mean, rate: rate)
    // The third moment of the service is known for the exponential law only.
    if !isPreemptive, arguments.number("scv") == 1, idle > 0 {
      let firstCome = 2 * queue.utilisation * mean * mean / (idle * idle)
      let second = firstCome / idle
      lines.append(
        "wait-deviation", "等待时间的标准差", "standard deviation of the wait",
        (second - wait * wait).squareRoot(), .time)
    }
    return lines
  }

  private static let shortestRemaining = Calculator(
    "srpt", "M/M/1 最短剩余时间优先（SRPT）", "M/M/1, shortest remaining time first",
    "arrival=0.8/s service=1s",
    formula:
      "E[T(x)] = λ(E[S²; S<x] + x²P(S>x))/(2(1 − ρ(x))²) + ∫₀ˣ dt/(1 − ρ(t)), over the sizes x",
    source: "Schrage and Miller 1966, for exponential sizes, integrated numerically",
    [arrival, service],
    simulate: { (arguments, replication) throws(SolveError) in
      let mean = arguments.number("service")
      return inTime(
        try replication.served(
          in: .shortestRemaining, load: arguments.number("arrival") * mean,
          service: .exponential(mean: 1)), mean)
    }
  ) { arguments in
    let (rate, mean) = (arguments.number("arrival"), arguments.number("service"))
    let load = rate * mean
    guard load < 1 else { return queueLines(load, .infinity, .infinity, .infinity) }
    let sojourn = SizeBasedQueue.meanSojourn(load: load) * mean
    return queueLines(load, sojourn, sojourn - mean, rate * sojourn)
  }

  private static let vacations = Calculator(
    "vacations", "带休假的 M/G/1", "M/G/1 with vacations", "arrival=0.5/s service=1s vacation=2s",
    formula: "Wq = λE[S²]/(2(1 − ρ)) + E[V²]/(2E[V])",
    source: "Fuhrmann and Cooper 1985; multiple vacations, exhaustive service",
    [
      arrival, service, variation,
      Parameter("vacation", "平均休假", "mean vacation", .time, aka: "v vmean"),
      Parameter(
        "vacation-scv", "休假变异系数平方", "squared variation of vacations", .number, default: "1"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let mean = arguments.number("service")
      let load = arguments.number("arrival") * mean
      let away = arguments.number("vacation") / mean
      guard away < 1e4 else { throw .tooLong("a vacation is as long as 10,000 services") }
      guard away * load > 1e-4 else { throw .tooRare("hardly anybody comes in a vacation") }
      return inTime(
        try replication.servedInTurn(
          load: load, utilisation: load,
          service: .fitted(mean: 1, squaredVariation: arguments.number("scv")),
          vacation: .fitted(mean: away, squaredVariation: arguments.number("vacation-scv"))), mean)
    }
  ) { arguments in
    let (rate, mean) = (arguments.number("arrival"), arguments.number("service"))
    let queue = GeneralServiceQueue(
      arrivalRate: rate, meanService: mean, squaredVariation: arguments.number("scv"))
    let residual = arguments.number("vacation") * (1 + arguments.number("vacation-scv")) / 2
    let wait = queue.meanWait + residual
    return queueLines(queue.utilisation, wait: wait, service: mean, rate: rate) + [
      Figure("residual", "平均剩余休假", "mean rest of a vacation", residual, .time)
    ]
  }

  private static let bulkArrivals = Calculator(
    "bulk-arrivals", "成批到达 M[X]/G/1", "arrivals in batches, M[X]/G/1",
    "arrival=0.2/s batch=3 service=1s",
    formula: "L = ρ + (λE[X]·λE[X]E[S²] + ρ(E[X²]/E[X] − 1))/(2(1 − ρ)), ρ = λE[X]s",
    source: "Gross and Harris, sec. 3.1 and 5.1; Burke 1975",
    [
      Parameter(
        "arrival", "各批到达率", "arrival rate of batches", .frequency,
        aka: "batches batcharrival batcharrivals batcharrivalrate batchrate"),
      Parameter(
        "batch", "平均批量", "mean size of a batch", .number, in: .positive, aka: "x batchsize b bulk"),
      Parameter(
        "law", "批量：constant 或 geometric", "sizes: constant or geometric", nil, default: "constant"),
      service, variation,
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let (batch, mean) = (arguments.number("batch"), arguments.number("service"))
      let isConstant = try arguments.choice(
        "law", ["constant": true, "fixed": true, "geometric": false])
      guard batch <= 1_000 else { throw .tooLong("a batch has more than 1,000") }
      guard !isConstant || batch.rounded() == batch else {
        throw .noRun("batches of one size are whole")
      }
      let load = arguments.number("arrival") * mean
      return inTime(
        try replication.servedInTurn(
          load: load, utilisation: load * batch,
          service: .fitted(mean: 1, squaredVariation: arguments.number("scv")),
          batch: { stream in
            guard !isConstant, batch > 1 else { return Int(batch) }
            return 1 + Int(saturating: log(1 - stream.uniform()) / log1p(-1 / batch))
          }), mean)
    }
  ) { arguments throws(SolveError) in
    let (batch, mean) = (arguments.number("batch"), arguments.number("service"))
    guard batch >= 1 else { throw SolveError("`batch` is at least 1") }
    let rate = arguments.number("arrival") * batch
    let load = rate * mean
    // E[X²]/E[X] − 1, by the law of sizes.
    let excess = try arguments.choice(
      "law", ["constant": batch - 1, "fixed": batch - 1, "geometric": 2 * (batch - 1)])
    let single = rate * mean * mean * (1 + arguments.number("scv")) / 2
    let wait = load < 1 ? (single + mean * excess / 2) / (1 - load) : .infinity
    return queueLines(load, wait: wait, service: mean, rate: rate)
  }

  private static let multiClass = Calculator(
    "multiclass-mva", "多类闭合网络（精确 MVA）", "closed network of several classes",
    "demands=0.1,0.05;0.02,0.2 customers=5,3",
    formula: "R_rk(N) = D_rk(1 + Q_k(N − 1_r)); X_r = N_r/(Z_r + ΣR_rk); Q_k = Σ X_r·R_rk",
    source: "Reiser and Lavenberg 1980, exact mean value analysis",
    [
      Parameter(
        "demands", "服务需求，每类一行，行以分号分隔", "service demands, a row for each class, by semicolons", nil,
        aka: "d"),
      Parameter("customers", "各类顾客数", "customers of each class", .number, isList: true),
      Parameter(
        "think", "各类思考时间", "think time of each class", .time, default: "0", isList: true, aka: "z"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let (demands, thinks, population) = try classes(arguments)
      return try replication.circulating(demands: demands, thinks: thinks, population: population)
    }
  ) { arguments throws(SolveError) in
    let (demands, thinks, population) = try classes(arguments)
    guard let network = MultiClassNetwork(demands: demands, thinks: thinks) else {
      throw SolveError("`demands` has rows of one length, of which none is all zero")
    }
    guard MultiClassNetwork.steps(population) * Double(demands[0].count) <= 2e7 else {
      throw SolveError("so many customers of so many classes have too many populations")
    }
    let solved = network.solve(population: population)
    return population.indices.flatMap { index in
      [
        Figure(
          "throughput-\(index + 1)", "第 \(index + 1) 类吞吐", "throughput of class \(index + 1)",
          solved.throughputs[index], .frequency),
        Figure(
          "response-\(index + 1)", "第 \(index + 1) 类响应时间", "response of class \(index + 1)",
          solved.responses[index], .time),
      ]
    }
      + solved.meanNumbers.indices.flatMap {
        stationLines($0 + 1, solved.utilisations[$0], solved.meanNumbers[$0])
      }
  }

  /// The demands, the thinking and how many of each class.
  private static func classes(
    _ arguments: Arguments
  ) throws(SolveError) -> (demands: [[Double]], thinks: [Double], population: [Int]) {
    var demands: [[Double]] = []
    for row in arguments.cells("demands", separator: ",") {
      var values: [Double] = []
      for cell in row { values.append(try Arguments.time(cell, name: "demands")) }
      demands.append(values)
    }
    let customers = arguments.list("customers")
    guard customers.count == demands.count,
      customers.allSatisfy({ $0.rounded() == $0 && $0 <= 100_000 })
    else { throw SolveError("`customers` has a whole number for each row of `demands`") }
    let population = customers.map { Int($0) }
    return (demands, try arguments.broadcast("think", to: demands.count), population)
  }

  /// Times in mean services as seconds.
  static func inTime(_ seen: [String: Double], _ mean: Double) -> [String: Double] {
    var seen = seen
    for name in ["sojourn", "wait", "wait-deviation", "cycle"] {
      seen[name] = seen[name].map { $0 * mean }
    }
    return seen
  }

  /// Machines, and cold spares that take their place: up min(N, N + s − n)·λ, down min(n, c)·μ (Taylor and
  /// Jackson 1954; Gross and Harris).
  static func machinesRepaired(_ arguments: Arguments) throws(SolveError) -> [Figure] {
    let machines = arguments.count("machines")
    let spares = arguments.count("spares")
    let crews = arguments.count("crews")
    let failing = 1 / arguments.number("mtbf")
    let repairing = 1 / (try arguments.positive("mttr"))
    let all = machines + spares
    let shares = BirthDeath(
      up: (0..<all).map { Double(min(machines, all - $0)) * failing },
      down: (1...all).map { Double(min($0, crews)) * repairing }
    ).stationary
    let down = shares.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    let busy = shares.enumerated().reduce(0) { $0 + Double(min($1.offset, crews)) * $1.element }
    let running = shares.enumerated().reduce(0) {
      $0 + Double(min(machines, all - $1.offset)) * $1.element
    }
    let waiting = shares.enumerated().reduce(0) {
      $0 + Double(max(0, $1.offset - crews)) * $1.element
    }
    let failures = busy * repairing
    return [
      Figure("all-up", "无一在修的概率 P₀", "probability of none down", shares[0], .ratio),
      Figure("down", "平均停机台数", "mean machines down", down, .number),
      Figure("repair-utilisation", "维修利用率", "repair utilisation", busy / Double(crews), .ratio),
      Figure("throughput", "故障率", "failures", failures, .frequency),
      Figure("downtime", "每次停机时长", "time down each", down / failures, .time),
      Figure("waiting", "平均待修台数", "mean machines that wait for a crew", waiting, .number),
      Figure("running", "平均运行台数", "mean machines running", running, .number),
      Figure(
        "availability", "运行台数份额", "share of the machines that run", running / Double(machines),
        .ratio),
      Figure(
        "all-running", "全部机位在运行的概率", "probability of all machines running",
        shares.prefix(spares + 1).reduce(0, +), .ratio),
    ] + (try QueueQuestion(arguments)).numberLines(among: shares)
  }
}
