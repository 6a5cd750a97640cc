import Glibc
import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  /// Single stations.
  static let queueing: [Calculator] = [
    mm1, mmc, mmInfinite, mmck, erlangB, erlangC, md1, mdc, mg1, gm1, ggc, kingman, sharing,
    priority, erlangA, maxLoad, little,
  ]

  static let arrival = Parameter("arrival", "到达率", "arrival rate", .frequency)
  static let service = Parameter("service", "平均服务时间", "mean service time", .time, in: .positive)

  /// The same of a constant law, the D of Kendall's notation.
  private static let constantService = Parameter(
    "service", "服务时间", "service time", .time, in: .positive, aka: "d")

  static func servers(upTo most: Int = 1_000_000) -> Parameter {
    Parameter("servers", "服务台数", "servers", .count(of: "个"), in: .whole(1...most))
  }
  static let oneServer = Parameter(
    "servers", "服务台数", "servers", .number, in: .wholeFrom(1), default: "1")
  static let laterService = Parameter.optional("service", "平均服务时间", "mean service time", .time)

  /// Exponential where nothing is said.
  static let variation = Parameter(
    "scv", "服务时间变异系数平方", "squared variation of service", .number, default: "1")

  /// What comes and the service that it needs.
  static func flow(_ arguments: Arguments) -> (rate: Double, mean: Double) {
    (arguments.number("arrival"), arguments.number("service"))
  }

  private static let mm1 = Calculator(
    "mm1", "M/M/1 队列", "M/M/1 queue", "arrival=0.8/s service=1s",
    formula:
      "ρ = λ·s; W = s/(1 − ρ); T_p = W·ln(1/(1 − p)); P(N ≥ n) = ρⁿ; P(Wq > t) = ρ·e^−(μ−λ)t",
    source: "Gross and Harris, Fundamentals of Queueing Theory",
    [arrival, service] + QueueQuestion.parameters, respelling: [.present],
    simulate: { (arguments, replication) throws(SolveError) in
      try QueueQuestion.markovian(arguments, servers: 1, replication)
    }
  ) { arguments throws(SolveError) in
    let queue = SingleServerQueue(
      arrivalRate: arguments.number("arrival"), serviceRate: 1 / arguments.number("service"))
    let asked = try QueueQuestion(arguments)
    return queueLines(queue.utilisation, queue.meanSojourn, queue.meanWait, queue.meanNumber) + [
      Figure("variance", "在系统数的方差", "variance of the number", queue.varianceOfNumber, .number),
      Figure("no-wait", "不必等待的概率", "probability of no wait", max(0, 1 - queue.utilisation), .ratio),
      Figure("busy-period", "平均忙期", "mean busy period", queue.meanSojourn, .time),
      Figure(
        "asymptotic-variance", "顾客数时间平均的渐近方差", "asymptotic variance of the time-mean number",
        asymptoticVariance(queue.utilisation) * arguments.number("service"), .time),
    ]
      + QueueQuestion.momentLines(
        waiting: queue.utilisation, spare: queue.serviceRate - queue.arrivalRate,
        meanService: arguments.number("service"))
      + asked.quantileLines(queue.sojournQuantile, queue.waitQuantile)
      + asked.timeLines(queue.sojournExceeds, queue.waitExceeds)
      + asked.numberLines(queue.probability(of:), tail: queue.probability(atLeast:))
  }

  /// Of the mean number over a time t, t times the variance as t grows, in mean services: Whitt (1989),
  /// Planning Queueing Simulations, 2ρ(1 + ρ)/(1 − ρ)⁴.
  private static func asymptoticVariance(_ load: Double) -> Double {
    load < 1 ? 2 * load * (1 + load) / pow(1 - load, 4) : .infinity
  }

  private static let mmc = Calculator(
    "mmc", "M/M/c 队列", "M/M/c queue", "servers=3 arrival=2/s service=1s",
    formula: "P(wait) = Erlang C(c, a); W_q = P(wait)/(c·μ − λ); P(Wq > t) = P(wait)·e^−(cμ−λ)t",
    source: "Gross and Harris, Fundamentals of Queueing Theory",
    [
      servers(),
      .optional("arrival", "到达率", "arrival rate", .frequency), service,
      .optional(
        "wait", "平均等待目标，求利用率", "target mean waits, for the utilisation", .time, in: .positive,
        isList: true),
    ] + QueueQuestion.parameters, respelling: [.present],
    simulate: { (arguments, replication) throws(SolveError) in
      guard arguments.has("arrival") else { throw .notAsked(without: "arrival") }
      return try QueueQuestion.markovian(
        arguments, servers: arguments.count("servers"), replication)
    }
  ) { arguments throws(SolveError) in
    let (servers, service) = (arguments.count("servers"), arguments.number("service"))
    let waits = arguments.list("wait")
    let targets = waits.enumerated().map { index, wait in
      Figure(
        "load-for-wait" + numbered(index, of: waits.count), "平均等待达目标时的利用率",
        "utilisation at which the mean wait is the target",
        MultiServerQueue.utilisation(servers: servers, meanService: service, meanWait: wait), .ratio
      )
    }
    guard arguments.has("arrival") else {
      guard !targets.isEmpty else { throw SolveError("`mmc` needs `arrival` (arrival rate)") }
      return targets
    }
    let queue = MultiServerQueue(
      servers: servers, arrivalRate: arguments.number("arrival"), serviceRate: 1 / service)
    let asked = try QueueQuestion(arguments)
    return targets
      + queueLines(queue.utilisation, queue.meanSojourn, queue.meanWait, queue.meanNumber) + [
        Figure("wait-probability", "等待概率", "probability of waiting", queue.waitProbability, .ratio),
        Figure("empty", "空闲概率 P₀", "probability of none P₀", queue.probability(of: 0), .ratio),
      ]
      + QueueQuestion.momentLines(
        waiting: queue.waitProbability, spare: Double(servers) / service - queue.arrivalRate,
        meanService: service) + asked.quantileLines(queue.sojournQuantile, queue.waitQuantile)
      + asked.timeLines(queue.sojournExceeds, queue.waitExceeds)
      + asked.numberLines(queue.probability(of:), tail: queue.probability(atLeast:))
  }

  private static let mmInfinite = Calculator(
    "mm-inf", "M/M/∞（无限服务台）", "M/M/∞, nobody waits", "arrival=7/s service=0.5s",
    formula: "N ~ Poisson(λ·s), for any law of service", source: "Gross and Harris",
    [arrival, service] + QueueQuestion.numbers(), respelling: [.present],
    simulate: { (arguments, replication) throws(SolveError) in
      try QueueQuestion.markovian(arguments, servers: nil, replication)
    }
  ) { arguments throws(SolveError) in
    let queue = InfiniteServerQueue(
      arrivalRate: arguments.number("arrival"), serviceRate: 1 / arguments.number("service"))
    return [
      Figure("number", "平均在系统数 L", "mean number L", queue.meanNumber, .number),
      Figure("variance", "在系统数的方差", "variance of the number", queue.varianceOfNumber, .number),
      Figure("empty", "空闲概率", "probability of none", exp(-queue.meanNumber), .ratio),
    ]
      + (try QueueQuestion(arguments)).numberLines(
        queue.probability(of:), tail: queue.probability(atLeast:))
  }

  private static let mmck = Calculator(
    "mmck", "M/M/c/K 队列", "M/M/c/K queue", "capacity=5 arrival=0.8/s service=1s",
    formula:
      "birth–death on 0…K; throughput = λ(1 − p_K); who is let in and finds n waits an Erlang time of n − c + 1 stages",
    source: "Gross and Harris",
    [
      Parameter(
        "servers", "服务台数", "servers", .count(of: "个"), in: .whole(1...100_000), default: "1"),
      Parameter(
        "capacity", "系统容量", "capacity", .count(of: "个"), in: .whole(1...1_000_000), aka: "size"),
      arrival, service,
    ] + QueueQuestion.parameters,
    simulate: { (arguments, replication) throws(SolveError) in
      try QueueQuestion.markovian(
        arguments, servers: arguments.count("servers"), capacity: arguments.count("capacity"),
        replication)
    }
  ) { arguments throws(SolveError) in
    let servers = arguments.count("servers")
    let capacity = arguments.count("capacity")
    guard capacity >= servers else { throw SolveError("`capacity` is at least `servers`") }
    let queue = FiniteQueue(
      servers: servers, capacity: capacity, arrivalRate: arguments.number("arrival"),
      serviceRate: 1 / arguments.number("service"))
    let shares = queue.distribution
    return queueLines(queue.utilisation, queue.meanSojourn, queue.meanWait, queue.meanNumber)
      + lossLines(queue.blocking, throughput: queue.throughput, empty: shares[0])
      + (try QueueQuestion(arguments)).numberLines(among: shares)
      + (try tailLines(arguments, queue))
  }

  /// Quantiles of those who are let in, for as many places as are affordable.
  private static func tailLines(
    _ arguments: Arguments, _ queue: FiniteQueue
  ) throws(SolveError) -> [Figure] {
    guard queue.capacity <= 5_000 else {
      guard !arguments.has("percentile"), !arguments.has("within") else {
        throw SolveError("`percentile` and `within` are for a `capacity` of at most 5,000")
      }
      return []
    }
    let asked = try QueueQuestion(arguments)
    return asked.quantileLines(queue.sojournQuantile, queue.waitQuantile)
      + asked.timeLines(queue.sojournExceeds, queue.waitExceeds)
  }

  private static let md1 = Calculator(
    "md1", "M/D/1 队列", "M/D/1 queue", "arrival=0.8/s service=1s",
    formula: "W_q = ρ·s / (2(1 − ρ)); quantiles by Franx's formula",
    source: "Erlang 1909; Pollaczek–Khinchine; Franx 2001",
    [arrival, constantService] + QueueQuestion.parameters.filter { $0.name != "within" },
    simulate: { (arguments, replication) throws(SolveError) in
      try replication.queue(
        arrivalRate: arguments.number("arrival"), meanService: arguments.number("service"),
        service: .deterministic(1), asked: try QueueQuestion(arguments))
    }
  ) { arguments throws(SolveError) in
    let queue = ConstantServiceQueue(
      arrivalRate: arguments.number("arrival"), service: arguments.number("service"))
    let lines = queueLines(
      queue.utilisation, queue.meanSojourn, queue.meanWait,
      arguments.number("arrival") * queue.meanSojourn)
    // Beyond this the quantile lies thousands of services away, past what the exact formula covers.
    guard queue.utilisation <= 0.995 else { return lines }
    let asked = try QueueQuestion(arguments)
    // What is left out beyond so many has no digits: it decays by about e^−2(1 − ρ) each.
    let most = (asked.atLeast + asked.exactly).max().map {
      $0 + Int(30 / (1 - queue.utilisation)) + 64
    }
    guard most ?? 0 <= 10_000 else { throw SolveError("`at-least` and `exactly` are too large") }
    let shares = most.map(queue.distribution) ?? []
    return lines + [
      Figure("no-wait", "不必等待的概率", "probability of no wait", max(0, 1 - queue.utilisation), .ratio)
    ] + asked.quantileLines(queue.sojournQuantile, queue.waitQuantile)
      + asked.numberLines(among: shares)
  }

  private static let mdc = Calculator(
    "mdc", "M/D/c 队列", "M/D/c queue", "servers=3 arrival=2/s service=1s",
    formula:
      "W_q = s·Σᵢ [p(ic; ia)/ρ − (1/ρ − 1)·P(N ≥ ic)]; near saturation by the roots of zᶜ = e^−a(1−z)",
    source: "Crommelin 1932; Tijms, A First Course in Stochastic Models",
    [servers(upTo: 10_000), arrival, constantService, QueueQuestion.quantilesOfRuns],
    simulate: { (arguments, replication) throws(SolveError) in
      try replication.queue(
        servers: arguments.count("servers"), arrivalRate: arguments.number("arrival"),
        meanService: arguments.number("service"), service: .deterministic(1),
        asked: try .ofRuns(arguments))
    }
  ) { arguments throws(SolveError) in
    let queue = ConstantServiceServers(
      servers: arguments.count("servers"), arrivalRate: arguments.number("arrival"),
      service: arguments.number("service"))
    let wait = queue.meanWait
    return queueLines(
      queue.utilisation, wait: wait, service: queue.service, rate: queue.arrivalRate)
      + (try QueueQuestion.ofRuns(arguments)).linesOfRuns
  }

  private static let sharing = Calculator(
    "ps", "M/G/1-PS（处理器共享、时间片）", "M/G/1-PS, processor sharing, time slices",
    "arrival=0.8/s service=1s size=0.5s",
    formula: "E[T] = s/(1 − ρ); E[T | x] = x/(1 − ρ), for any law of service",
    source: "Kleinrock 1967",
    [
      arrival, service,
      .optional("size", "某任务所需服务 x", "service that one job needs", .time, isList: true, aka: "x"),
      Parameter(
        "scv", "服务时间变异系数平方（仅用于模拟）", "squared coefficient of variation, for the simulation", .number,
        default: "1"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let mean = arguments.number("service")
      let law = Distribution.fitted(mean: 1, squaredVariation: arguments.number("scv"))
      var seen = try replication.queue(
        arrivalRate: arguments.number("arrival"), meanService: mean, service: law,
        discipline: .sharing
      ).filter { ["sojourn", "number", "utilisation"].contains($0.key) }
      let sizes = arguments.list("size")
      for (index, size) in sizes.enumerated() {
        seen["sojourn-of-size" + numbered(index, of: sizes.count)] = replication.sharedSojourn(
          ofSize: size / mean, load: arguments.number("arrival") * mean, others: law
        ).map { $0 * mean }
      }
      return seen
    }
  ) { arguments in
    let queue = GeneralServiceQueue(
      arrivalRate: arguments.number("arrival"), meanService: arguments.number("service"),
      squaredVariation: 1)
    let sojourn = queue.meanSojournShared
    let sizes = arguments.list("size")
    return [
      Figure("utilisation", "利用率", "utilisation", queue.utilisation, .ratio),
      Figure("sojourn", "平均逗留时间 W", "mean sojourn W", sojourn, .time),
      Figure("number", "平均在系统数 L", "mean number L", queue.arrivalRate * sojourn, .number),
    ]
      + sizes.enumerated().map { index, size in
        Figure(
          "sojourn-of-size" + numbered(index, of: sizes.count), "该任务的平均逗留时间",
          "mean sojourn of that job", queue.meanSojournShared(size: size), .time)
      }
  }

  /// The means of a queue without losses, from its wait by Little's law.
  static func queueLines(
    _ utilisation: Double, wait: Double, service: Double, rate: Double
  ) -> [Figure] { queueLines(utilisation, wait + service, wait, rate * (wait + service)) }

  static func queueLines(
    _ utilisation: Double, _ sojourn: Double, _ wait: Double, _ number: Double
  ) -> [Figure] {
    let isStable = utilisation < 1 || wait.isFinite
    let rate = sojourn > 0 ? number / sojourn : 0
    return [
      Figure("utilisation", "利用率", "utilisation", utilisation, .ratio),
      Figure("sojourn", "平均逗留时间 W", "mean sojourn W", isStable ? sojourn : .infinity, .time),
      Figure("wait", "平均等待时间 Wq", "mean wait Wq", isStable ? wait : .infinity, .time),
      Figure("number", "平均在系统数 L", "mean number L", isStable ? number : .infinity, .number),
      Figure("queue", "平均排队数 Lq", "mean queue Lq", isStable ? rate * wait : .infinity, .number),
    ]
  }
}
