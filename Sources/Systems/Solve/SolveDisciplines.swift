import Glibc
import Model
import Quantities
import Simulate

extension SolveModel {
  /// Single stations of other disciplines and populations, and laws of whole systems.
  static let disciplines: [SolveModel] = [
    engset, lastCome, shortestRemaining, vacations, bulkArrivals, multiClass, utilisationLaw,
    responseTimeLaw, amdahl, gustafson, scalability,
  ]

  private static let engset = SolveModel(
    "engset", Label(zh: "Engset（有限源损失制）", en: "Engset, loss with finitely many sources"),
    "sources=20 servers=6 load=0.25",
    formula:
      "E(c) = x/(c + x), x = (N − c + 1)·α·E(c − 1); call congestion is that of N − 1 sources",
    source: "Engset 1918; Iversen, Teletraffic Engineering, ch. 5",
    [
      SolveParameter("sources", "源数", "sources", .number),
      SolveParameter("servers", "服务台数", "servers", .number),
      SolveParameter(
        "load", "单个空闲源的话务量 α = λ/μ", "load α = λ/μ of one idle source", .number,
        isOptional: true),
      SolveParameter(
        "arrival", "单个空闲源的到达率", "arrival rate of one idle source", .frequency,
        isOptional: true),
      SolveParameter("service", "平均服务时间", "mean service time", .time, isOptional: true),
    ]
  ) { arguments throws(SolveError) in
    let load: Double
    if arguments.has("load") {
      guard !arguments.has("arrival") else {
        throw SolveError("give `load`, or `arrival` and `service`, not both")
      }
      load = try arguments.positive("load")
    } else {
      guard arguments.has("arrival"), arguments.has("service") else {
        throw SolveError("give `load`, or `arrival` and `service`, of one idle source")
      }
      load = (try arguments.positive("arrival")) * (try arguments.positive("service"))
    }
    let system = FiniteSourceLoss(
      sources: try arguments.count("sources"), servers: try arguments.count("servers"), load: load)
    return [
      SolveLine(
        "blocking", "呼损（呼叫拥塞）", "share of calls lost, call congestion", system.callCongestion,
        .ratio),
      SolveLine(
        "time-congestion", "时间拥塞", "share of time with all servers busy", system.timeCongestion,
        .ratio),
      SolveLine("number", "平均占用数", "mean number busy", system.carried, .number),
      SolveLine(
        "utilisation", "利用率", "utilisation", system.carried / Double(system.servers), .ratio),
    ]
  }

  private static let lastCome = SolveModel(
    "lcfs", Label(zh: "后到先服务（LCFS）", en: "last come first served"), "arrival=0.6/s service=1s",
    formula:
      "non-preemptive: Wq as first come, E[Wq²] = E[Wq²]_FCFS/(1 − ρ); with resumption T = s/(1 − ρ)",
    source: "Takács 1963; Kleinrock, Queueing Systems I, sec. 4.7; insensitive with resumption",
    [
      arrival, service,
      SolveParameter("scv", "服务时间变异系数平方", "squared variation of service", .number, default: "1"),
      SolveParameter(
        "discipline", "nonpreemptive（非抢占）或 preemptive（抢占续做）",
        "nonpreemptive, or preemptive with resumption", nil, default: "nonpreemptive"),
    ]
  ) { arguments throws(SolveError) in
    let (rate, mean) = (arguments.number("arrival"), try arguments.positive("service"))
    let queue = GeneralServiceQueue(
      arrivalRate: rate, meanService: mean, squaredVariation: arguments.number("scv"))
    let isPreemptive = try arguments.choice(
      "discipline", ["nonpreemptive": false, "preemptive": true])
    let idle = 1 - queue.utilisation
    let wait = isPreemptive ? (idle > 0 ? mean / idle - mean : .infinity) : queue.meanWait
    var lines = queueLines(queue.utilisation, wait + mean, wait, rate * (wait + mean))
    // The third moment of the service is known for the exponential law only.
    if !isPreemptive, arguments.number("scv") == 1, idle > 0 {
      let firstCome = 2 * queue.utilisation * mean * mean / (idle * idle)
      let second = firstCome / idle
      lines.append(
        SolveLine(
          "wait-deviation", "等待时间的标准差", "standard deviation of the wait",
          (second - wait * wait).squareRoot(), .time))
    }
    return lines
  }

  private static let shortestRemaining = SolveModel(
    "srpt", Label(zh: "M/M/1 最短剩余时间优先（SRPT）", en: "M/M/1, shortest remaining time first"),
    "arrival=0.8/s service=1s",
    formula:
      "E[T(x)] = λ(E[S²; S<x] + x²P(S>x))/(2(1 − ρ(x))²) + ∫₀ˣ dt/(1 − ρ(t)), over the sizes x",
    source: "Schrage and Miller 1966, for exponential sizes, integrated numerically",
    [arrival, service]
  ) { arguments throws(SolveError) in
    let (rate, mean) = (arguments.number("arrival"), try arguments.positive("service"))
    let load = rate * mean
    guard load < 1 else { return queueLines(load, .infinity, .infinity, .infinity) }
    let sojourn = SizeBasedQueue.meanSojourn(load: load) * mean
    return queueLines(load, sojourn, sojourn - mean, rate * sojourn)
  }

  private static let vacations = SolveModel(
    "vacations", Label(zh: "带休假的 M/G/1", en: "M/G/1 with vacations"),
    "arrival=0.5/s service=1s vacation=2s",
    formula: "Wq = λE[S²]/(2(1 − ρ)) + E[V²]/(2E[V])",
    source: "Fuhrmann and Cooper 1985; multiple vacations, exhaustive service",
    [
      arrival, service,
      SolveParameter("scv", "服务时间变异系数平方", "squared variation of service", .number, default: "1"),
      SolveParameter("vacation", "平均休假", "mean vacation", .time),
      SolveParameter(
        "vacation-scv", "休假变异系数平方", "squared variation of vacations", .number, default: "1"),
    ]
  ) { arguments throws(SolveError) in
    let (rate, mean) = (arguments.number("arrival"), try arguments.positive("service"))
    let queue = GeneralServiceQueue(
      arrivalRate: rate, meanService: mean, squaredVariation: arguments.number("scv"))
    let residual = arguments.number("vacation") * (1 + arguments.number("vacation-scv")) / 2
    let wait = queue.meanWait + residual
    return queueLines(queue.utilisation, wait + mean, wait, rate * (wait + mean)) + [
      SolveLine("residual", "平均剩余休假", "mean rest of a vacation", residual, .time)
    ]
  }

  private static let bulkArrivals = SolveModel(
    "bulk-arrivals", Label(zh: "成批到达 M[X]/G/1", en: "arrivals in batches, M[X]/G/1"),
    "arrival=0.2/s batch=3 service=1s",
    formula: "L = ρ + (λE[X]·λE[X]E[S²] + ρ(E[X²]/E[X] − 1))/(2(1 − ρ)), ρ = λE[X]s",
    source: "Gross and Harris, sec. 3.1 and 5.1; Burke 1975",
    [
      SolveParameter("arrival", "各批到达率", "arrival rate of batches", .frequency),
      SolveParameter("batch", "平均批量", "mean size of a batch", .number),
      SolveParameter(
        "law", "批量：constant 或 geometric", "sizes: constant or geometric", nil,
        default: "constant"), service,
      SolveParameter("scv", "服务时间变异系数平方", "squared variation of service", .number, default: "1"),
    ]
  ) { arguments throws(SolveError) in
    let (batch, mean) = (try arguments.positive("batch"), try arguments.positive("service"))
    guard batch >= 1 else { throw SolveError("`batch` is at least 1") }
    let rate = arguments.number("arrival") * batch
    let load = rate * mean
    // E[X²]/E[X] − 1, by the law of sizes.
    let excess = try arguments.choice(
      "law", ["constant": batch - 1, "fixed": batch - 1, "geometric": 2 * (batch - 1)])
    let single = rate * mean * mean * (1 + arguments.number("scv")) / 2
    let wait = load < 1 ? (single + mean * excess / 2) / (1 - load) : .infinity
    return queueLines(load, wait + mean, wait, rate * (wait + mean))
  }

  private static let multiClass = SolveModel(
    "multiclass-mva", Label(zh: "多类闭合网络（精确 MVA）", en: "closed network of several classes"),
    "demands=0.1,0.05;0.02,0.2 customers=5,3",
    formula: "R_rk(N) = D_rk(1 + Q_k(N − 1_r)); X_r = N_r/(Z_r + ΣR_rk); Q_k = Σ X_r·R_rk",
    source: "Reiser and Lavenberg 1980, exact mean value analysis",
    [
      SolveParameter(
        "demands", "服务需求，每类一行，行以分号分隔", "service demands, a row for each class, by semicolons", nil),
      SolveParameter("customers", "各类顾客数", "customers of each class", .number, isList: true),
      SolveParameter(
        "think", "各类思考时间", "think time of each class", .time, default: "0", isList: true),
    ]
  ) { arguments throws(SolveError) in
    var demands: [[Double]] = []
    for row in arguments.text("demands").split(separator: ";") {
      var values: [Double] = []
      for cell in row.split(separator: ",") {
        let cell = cell.filter { $0 != " " }
        if let bare = Double(cell), bare >= 0, bare.isFinite {
          values.append(bare)
        } else {
          values.append(try SolveArguments.read(cell, .time, name: "demands", isList: true))
        }
      }
      demands.append(values)
    }
    let customers = arguments.list("customers")
    guard customers.count == demands.count,
      customers.allSatisfy({ $0.rounded() == $0 && $0 <= 100_000 })
    else { throw SolveError("`customers` has a whole number for each row of `demands`") }
    let population = customers.map { Int($0) }
    guard
      let network = MultiClassNetwork(
        demands: demands, thinks: try arguments.broadcast("think", to: demands.count))
    else { throw SolveError("`demands` has rows of one length, of which none is all zero") }
    guard MultiClassNetwork.steps(population) * Double(demands[0].count) <= 2e7 else {
      throw SolveError("so many customers of so many classes have too many populations")
    }
    let solved = network.solve(population: population)
    return population.indices.flatMap { index in
      [
        SolveLine(
          "throughput-\(index + 1)", "第 \(index + 1) 类吞吐", "throughput of class \(index + 1)",
          solved.throughputs[index], .frequency),
        SolveLine(
          "response-\(index + 1)", "第 \(index + 1) 类响应时间", "response of class \(index + 1)",
          solved.responses[index], .time),
      ]
    }
      + solved.meanNumbers.enumerated().flatMap { index, number in
        [
          SolveLine(
            "number-\(index + 1)", "第 \(index + 1) 站平均数", "mean number at station \(index + 1)",
            number, .number),
          SolveLine(
            "utilisation-\(index + 1)", "第 \(index + 1) 站利用率",
            "utilisation of station \(index + 1)",
            solved.utilisations[index], .ratio),
        ]
      }
  }

  /// Machines of which cold spares take the place: up min(N, N + s − n)·λ, down min(n, c)·μ (Taylor and
  /// Jackson 1954; Gross and Harris).
  static func machinesWithSpares(
    _ arguments: SolveArguments
  ) throws(SolveError) -> [SolveLine] {
    let machines = try arguments.count("machines", in: 1...100_000)
    let spares = try arguments.count("spares", in: 0...100_000)
    let crews = try arguments.count("crews", in: 1...100_000)
    let failing = 1 / (try arguments.positive("mtbf"))
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
    return [
      SolveLine("all-up", "无一在修的概率 P₀", "probability of none down", shares[0], .ratio),
      SolveLine(
        "all-running", "全部机位在运行的概率", "probability of all machines running",
        shares.prefix(spares + 1).reduce(0, +), .ratio),
      SolveLine("running", "平均运行台数", "mean machines running", running, .number),
      SolveLine("down", "平均停机台数", "mean machines down", down, .number),
      SolveLine(
        "repair-utilisation", "维修利用率", "repair utilisation", busy / Double(crews), .ratio),
      SolveLine("throughput", "故障率", "failures", busy * repairing, .frequency),
    ]
  }

  // MARK: Laws of whole systems

  private static let utilisationLaw = SolveModel(
    "utilisation-law", Label(zh: "利用率定律", en: "utilisation law"),
    "throughput=40/s service=20ms", formula: "U = X·S/c", source: "Denning and Buzen 1978",
    [
      SolveParameter("throughput", "吞吐", "throughput", .frequency, isOptional: true),
      SolveParameter("service", "平均服务时间（或需求）", "mean service time, or demand", .time),
      SolveParameter("utilisation", "利用率", "utilisation", .ratio, isOptional: true),
      SolveParameter("servers", "服务台数", "servers", .number, default: "1"),
    ]
  ) { arguments throws(SolveError) in
    let each = (try arguments.positive("service")) / (try arguments.positive("servers"))
    switch (arguments.has("throughput"), arguments.has("utilisation")) {
    case (true, false):
      return [
        SolveLine(
          "utilisation", "利用率", "utilisation", arguments.number("throughput") * each, .ratio)
      ]
    case (false, true):
      return [
        SolveLine(
          "throughput", "吞吐", "throughput", arguments.number("utilisation") / each, .frequency)
      ]
    default: throw SolveError("give `throughput` or `utilisation`")
    }
  }

  private static let responseTimeLaw = SolveModel(
    "response-time-law", Label(zh: "交互系统响应时间定律", en: "interactive response time law"),
    "users=20 throughput=8/s think=1.5s", formula: "R = N/X − Z; X = N/(R + Z)",
    source: "Denning and Buzen 1978",
    [
      SolveParameter("users", "用户数", "users", .number),
      SolveParameter("throughput", "吞吐", "throughput", .frequency, isOptional: true),
      SolveParameter("response", "响应时间", "response time", .time, isOptional: true),
      SolveParameter("think", "思考时间", "think time", .time, default: "0"),
    ]
  ) { arguments throws(SolveError) in
    let users = try arguments.positive("users")
    switch (arguments.has("throughput"), arguments.has("response")) {
    case (true, false):
      let response = users / (try arguments.positive("throughput")) - arguments.number("think")
      guard response >= 0 else {
        throw SolveError("so few users who think so long have no such throughput")
      }
      return [SolveLine("response", "响应时间", "response time", response, .time)]
    case (false, true):
      let round = arguments.number("response") + arguments.number("think")
      return [SolveLine("throughput", "吞吐", "throughput", users / round, .frequency)]
    default: throw SolveError("give `throughput` or `response`")
    }
  }

  private static let processors = SolveParameter("processors", "处理器数", "processors", .number)
  private static let parallelShare = SolveParameter(
    "parallel", "可并行份额", "parallel share", .ratio, isOptional: true)
  private static let serialShare = SolveParameter(
    "serial", "串行份额", "serial share", .ratio, isOptional: true)

  /// The serial share, as given or as what is not parallel.
  private static func serial(_ arguments: SolveArguments) throws(SolveError) -> Double {
    switch (arguments.has("serial"), arguments.has("parallel")) {
    case (true, false): return try arguments.share("serial")
    case (false, true):
      _ = try arguments.share("parallel")
      return arguments.complements("parallel")[0]
    default: throw SolveError("give `parallel` or `serial`")
    }
  }

  private static let amdahl = SolveModel(
    "amdahl", Label(zh: "Amdahl 定律", en: "Amdahl's law"), "parallel=95% processors=32",
    formula: "S(n) = 1/(s + (1 − s)/n), at most 1/s", source: "Amdahl 1967",
    [parallelShare, serialShare, processors]
  ) { arguments throws(SolveError) in
    let (serial, count) = (try serial(arguments), try arguments.positive("processors"))
    let gain = 1 / (serial + (1 - serial) / count)
    return [
      SolveLine("speed-up", "加速比", "speed-up", gain, .factor),
      SolveLine("efficiency", "效率", "efficiency", gain / count, .ratio),
      SolveLine("limit", "加速比上限", "greatest speed-up", 1 / serial, .factor),
    ]
  }

  private static let gustafson = SolveModel(
    "gustafson", Label(zh: "Gustafson 定律", en: "Gustafson's law"), "serial=5% processors=32",
    formula: "S(n) = n − s(n − 1), the share s of the scaled run", source: "Gustafson, CACM 1988",
    [parallelShare, serialShare, processors]
  ) { arguments throws(SolveError) in
    let (serial, count) = (try serial(arguments), try arguments.positive("processors"))
    let gain = count - serial * (count - 1)
    return [
      SolveLine("speed-up", "加速比（规模随之增大）", "scaled speed-up", gain, .factor),
      SolveLine("efficiency", "效率", "efficiency", gain / count, .ratio),
    ]
  }

  private static let scalability = SolveModel(
    "usl", Label(zh: "通用可扩展性定律（USL）", en: "universal scalability law"),
    "contention=0.03 coherency=0.0005 processors=32",
    formula: "C(n) = n/(1 + σ(n − 1) + κn(n − 1)); best n = √((1 − σ)/κ)",
    source: "Gunther, Guerrilla Capacity Planning, 2007",
    [
      SolveParameter("contention", "争用 σ", "contention σ", .ratio),
      SolveParameter("coherency", "一致性 κ", "coherency κ", .ratio), processors,
      SolveParameter(
        "one", "单处理器吞吐", "throughput of one processor", .frequency, isOptional: true),
    ]
  ) { arguments throws(SolveError) in
    let contention = try arguments.share("contention")
    let coherency = try arguments.share("coherency")
    let count = try arguments.positive("processors")
    let best = coherency > 0 ? ((1 - contention) / coherency).squareRoot() : .infinity
    func capacity(_ count: Double) -> Double {
      count / (1 + contention * (count - 1) + coherency * count * (count - 1))
    }
    let most =
      best.isFinite
      ? max(1, max(capacity(best.rounded(.down)), capacity(best.rounded(.up))))
      : contention > 0 ? 1 / contention : .infinity
    var lines = [
      SolveLine("capacity", "相对容量", "relative capacity", capacity(count), .factor),
      SolveLine("best", "容量最大时的处理器数", "processors of the greatest capacity", best, .number),
      SolveLine("most", "最大相对容量", "greatest relative capacity", most, .factor),
    ]
    if arguments.has("one") {
      lines.append(
        SolveLine(
          "throughput", "吞吐", "throughput", capacity(count) * arguments.number("one"), .frequency))
    }
    return lines
  }
}
