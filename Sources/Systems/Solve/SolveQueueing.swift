import Glibc
import Model
import Quantities
import Simulate

extension SolveModel {
  static let queueing: [SolveModel] = [
    mm1, mmc, md1, mg1, mmck, priority, kingman, mm1Inverse, little,
  ]

  private static let arrival = SolveParameter("arrival", "到达率", "arrival rate", .frequency)
  private static let service = SolveParameter("service", "平均服务时间", "mean service time", .time)

  private static let mm1 = SolveModel(
    "mm1", Label(zh: "M/M/1 队列", en: "M/M/1 queue"),
    formula: "ρ = λ·s; W = s/(1 − ρ); T_p = W·ln(1/(1 − p))", source: "Gross and Harris",
    [arrival, service],
    simulate: { (arguments, replication) throws(SolveError) in
      try lindley(
        arguments, replication, servers: 1,
        law: .exponential(mean: arguments.positive("service")))
    }
  ) { arguments throws(SolveError) in
    let queue = SingleServerQueue(
      arrivalRate: arguments.number("arrival"), serviceRate: 1 / (try arguments.positive("service"))
    )
    return queueLines(queue.utilisation, queue.meanSojourn, queue.meanWait, queue.meanNumber)
      + [0.5, 0.95, 0.99, 0.999].map { quantileLine($0, queue.sojournQuantile($0)) }
  }

  private static let mmc = SolveModel(
    "mmc", Label(zh: "M/M/c 队列", en: "M/M/c queue"),
    formula: "P(wait) = Erlang C(c, a); W_q = P(wait)/(c·μ − λ)", source: "Gross and Harris",
    [SolveParameter("servers", "服务台数", "servers", .count(of: "个")), arrival, service],
    simulate: { (arguments, replication) throws(SolveError) in
      try lindley(
        arguments, replication, servers: arguments.count("servers", in: 1...10_000),
        law: .exponential(mean: arguments.positive("service")))
    }
  ) { arguments throws(SolveError) in
    let queue = MultiServerQueue(
      servers: try arguments.count("servers"), arrivalRate: arguments.number("arrival"),
      serviceRate: 1 / (try arguments.positive("service")))
    return queueLines(queue.utilisation, queue.meanSojourn, queue.meanWait, queue.meanNumber) + [
      SolveLine(
        "wait-probability", "等待概率", "probability of waiting", queue.waitProbability, .ratio),
      quantileLine(0.99, queue.sojournQuantile(0.99)),
    ]
  }

  private static let md1 = SolveModel(
    "md1", Label(zh: "M/D/1 队列", en: "M/D/1 queue"),
    formula: "W_q = ρ·s / (2(1 − ρ))", source: "Pollaczek–Khinchine; Erlang 1909",
    [arrival, service],
    simulate: { (arguments, replication) throws(SolveError) in
      try lindley(
        arguments, replication, servers: 1, law: .constant(arguments.positive("service")))
    }
  ) { arguments throws(SolveError) in
    let queue = ConstantServiceQueue(
      arrivalRate: arguments.number("arrival"), service: try arguments.positive("service"))
    return queueLines(
      queue.utilisation, queue.meanSojourn, queue.meanWait,
      arguments.number("arrival") * queue.meanSojourn)
  }

  private static let mg1 = SolveModel(
    "mg1", Label(zh: "M/G/1 队列", en: "M/G/1 queue"),
    formula: "W_q = λ·E[S²] / (2(1 − ρ)), E[S²] = s²(1 + c²)", source: "Pollaczek–Khinchine",
    [
      arrival, service,
      SolveParameter(
        "scv", "服务时间变异系数平方", "squared coefficient of variation", .number, default: "1"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let mean = try arguments.positive("service")
      let variance = log1p(arguments.number("scv"))
      let median = mean * exp(-variance / 2)
      let p95 = median * exp(1.6448536269514722 * variance.squareRoot())
      return try lindley(
        arguments, replication, servers: 1,
        law: variance > 0 ? .lognormal(median: median, p95: p95) : .constant(mean))
    }
  ) { arguments throws(SolveError) in
    let queue = GeneralServiceQueue(
      arrivalRate: arguments.number("arrival"), meanService: try arguments.positive("service"),
      squaredVariation: arguments.number("scv"))
    return queueLines(queue.utilisation, queue.meanSojourn, queue.meanWait, queue.meanNumber)
  }

  private static let mmck = SolveModel(
    "mmck", Label(zh: "M/M/c/K 队列", en: "M/M/c/K queue"),
    formula: "birth–death on 0…K", source: "Gross and Harris",
    [
      SolveParameter("servers", "服务台数", "servers", .count(of: "个"), default: "1"),
      SolveParameter("capacity", "系统容量", "capacity", .count(of: "个")), arrival, service,
    ]
  ) { arguments throws(SolveError) in
    let servers = try arguments.count("servers", in: 1...10_000)
    let capacity = try arguments.count("capacity", in: 1...100_000)
    guard capacity >= servers else { throw SolveError("`capacity` is at least `servers`") }
    let queue = FiniteQueue(
      servers: servers, capacity: capacity, arrivalRate: try arguments.positive("arrival"),
      serviceRate: 1 / (try arguments.positive("service")))
    return queueLines(queue.utilisation, queue.meanSojourn, queue.meanWait, queue.meanNumber) + [
      SolveLine("blocking", "拒绝概率", "blocking", queue.blocking, .ratio),
      SolveLine("throughput", "吞吐", "throughput", queue.throughput, .frequency),
    ]
  }

  private static let priority = SolveModel(
    "priority", Label(zh: "优先级队列", en: "priority queue"),
    formula: "W_q,i = R / ((1 − σ_{i−1})(1 − σ_i)), R = Σ λ_i·E[S_i²]/2", source: "Cobham 1954",
    [
      SolveParameter(
        "arrivals", "各级到达率（高者在前）", "arrival rates, highest first", .frequency, isList: true),
      service,
    ]
  ) { arguments throws(SolveError) in
    let service = try arguments.positive("service")
    let rates = arguments.list("arrivals")
    let queue = PriorityQueue(
      rates.map { PriorityQueue.Class(arrivalRate: $0, serviceRate: 1 / service) })
    let waits = queue.meanWaits
    let sojourns = queue.meanSojournsPreemptive
    return rates.indices.flatMap { index in
      [
        SolveLine(
          "wait-\(index + 1)", "第 \(index + 1) 级等待（非抢占）",
          "wait of class \(index + 1), non-preemptive", waits[index], .time),
        SolveLine(
          "sojourn-\(index + 1)", "第 \(index + 1) 级逗留（抢占续做）",
          "sojourn of class \(index + 1), preemptive resume", sojourns[index], .time),
      ]
    }
  }

  private static let kingman = SolveModel(
    "kingman", Label(zh: "G/G/1 近似", en: "G/G/1 approximation"),
    formula: "W_q ≈ ρ/(1 − ρ) · (c_a² + c_s²)/2 · s", source: "Kingman 1961 (an approximation)",
    [
      arrival, service,
      SolveParameter("ca2", "到达间隔变异系数平方", "scv of arrivals", .number, default: "1"),
      SolveParameter("cs2", "服务时间变异系数平方", "scv of service", .number, default: "1"),
    ]
  ) { arguments throws(SolveError) in
    let service = try arguments.positive("service")
    let rho = arguments.number("arrival") * service
    let wait =
      rho < 1
      ? QueueApproximation.kingman(
        utilisation: rho, arrivalVariation: arguments.number("ca2"),
        serviceVariation: arguments.number("cs2"), meanService: service) : .infinity
    return queueLines(rho, wait + service, wait, arguments.number("arrival") * (wait + service))
  }

  private static let mm1Inverse = SolveModel(
    "mm1-max-load", Label(zh: "满足分位数目标的最大负载", en: "highest load for a quantile"),
    formula: "λ = 1/s − ln(1/(1 − p))/t", source: "inverse of M/M/1",
    [
      service, SolveParameter("target", "时延目标", "latency target", .time),
      SolveParameter("percentile", "分位数", "percentile", .ratio, default: "99%"),
    ]
  ) { arguments throws(SolveError) in
    let service = try arguments.positive("service")
    let share = try arguments.share("percentile")
    guard share < 1 else { throw SolveError("`percentile` is below 1") }
    let rate = max(0, 1 / service + log1p(-share) / (try arguments.positive("target")))
    return [
      SolveLine("arrival", "最大到达率", "highest arrival rate", rate, .frequency),
      SolveLine("utilisation", "利用率", "utilisation", rate * service, .ratio),
    ]
  }

  private static let little = SolveModel(
    "little", Label(zh: "利特尔定律（队列深度）", en: "Little's law (queue depth)"),
    formula: "N = X · T", source: "Little 1961",
    [
      SolveParameter("rate", "速率", "rate", .frequency),
      SolveParameter("latency", "平均时延", "mean latency", .time, default: "0"),
      SolveParameter("depth", "队列深度", "queue depth", .count(of: "个"), default: "0"),
    ]
  ) { arguments throws(SolveError) in
    let rate = try arguments.positive("rate")
    let latency = arguments.number("latency")
    let depth = arguments.number("depth")
    guard latency > 0 || depth > 0 else { throw SolveError("give `latency` or `depth`") }
    var lines: [SolveLine] = []
    if latency > 0 {
      lines.append(
        SolveLine("depth", "未完成请求数", "outstanding requests", rate * latency, .number))
    }
    if depth > 0 {
      lines.append(
        SolveLine("latency", "允许的平均时延", "mean latency allowed", depth / rate, .time))
    }
    return lines
  }

  static func queueLines(
    _ utilisation: Double, _ sojourn: Double, _ wait: Double, _ number: Double
  ) -> [SolveLine] {
    let isStable = utilisation < 1 || wait.isFinite
    return [
      SolveLine("utilisation", "利用率", "utilisation", utilisation, .ratio),
      SolveLine(
        "sojourn", "平均逗留时间 W", "mean sojourn W", isStable ? sojourn : .infinity, .time),
      SolveLine("wait", "平均等待时间 Wq", "mean wait Wq", isStable ? wait : .infinity, .time),
      SolveLine("number", "平均在系统数 L", "mean number L", isStable ? number : .infinity, .number),
    ]
  }

  private static func quantileLine(_ share: Double, _ value: Double) -> SolveLine {
    let name = "P" + format(share * 100, in: .number, .en)
    return SolveLine(
      name.lowercased(), "逗留时间 \(name)", "sojourn \(name)", value, .time)
  }

  /// One replication of a first-come first-served queue by Lindley's recursion (Kiefer and Wolfowitz
  /// for several servers): utilisation, mean sojourn, mean wait, mean number, after a warm-up of a fifth.
  private static func lindley(
    _ arguments: SolveArguments, _ replication: Replication, servers: Int, law: Law
  ) throws(SolveError) -> [Double] {
    let rate = try arguments.positive("arrival")
    let customers = 20_000
    var arrivals = replication.stream("arrival")
    var services = replication.stream("service")
    var free = [Double](repeating: 0, count: servers)
    var (now, start, busy, waits, sojourns, counted) = (0.0, 0.0, 0.0, 0.0, 0.0, 0)
    let gap = Law.exponential(mean: 1 / rate)
    for customer in 0..<customers {
      now += gap.sample(&arrivals)
      let service = law.sample(&services)
      let server = free.indices.min { free[$0] < free[$1] } ?? 0
      let wait = max(0, free[server] - now)
      free[server] = max(free[server], now) + service
      guard customer >= customers / 5 else {
        start = now
        continue
      }
      counted += 1
      busy += service
      waits += wait
      sojourns += wait + service
    }
    let span = max(now - start, .leastNormalMagnitude)
    let count = Double(max(counted, 1))
    return [
      busy / span / Double(servers), sojourns / count, waits / count, sojourns / span,
    ]
  }
}
