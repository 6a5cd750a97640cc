import Glibc
import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  static let gm1 = Calculator(
    "gm1", "GI/M/1 队列", "GI/M/1 queue", "arrival=0.8/s service=1s law=constant",
    formula: "σ = A*(μ(1 − σ)); W = 1/(μ(1 − σ)); P(wait) = σ", source: "Kendall 1953",
    [arrival, service] + lawsOfArrivals
      + QueueQuestion.parameters.filter { $0.name == "percentile" },
    respelling: [.ofServiceNotArrivals],
    simulate: { (arguments, replication) throws(SolveError) in
      let (rate, mean) = flow(arguments)
      return try replication.queue(
        arrivalRate: rate, meanService: mean, service: .exponential(mean: 1),
        interarrival: try lawOfArrivals(arguments, load: rate * mean),
        asked: try QueueQuestion(arguments))
    }
  ) { arguments throws(SolveError) in
    // In units of the mean service, in which the root is well scaled.
    let (rate, mean) = flow(arguments)
    let law = try lawOfArrivals(arguments, load: rate * mean)
    guard let queue = GeneralArrivalQueue(interarrival: law, serviceRate: 1) else {
      throw SolveError("that law of arrivals has no closed transform")
    }
    let wait = queue.meanWait * mean
    return queueLines(rate * mean, wait: wait, service: mean, rate: rate) + [
      Figure("wait-probability", "等待概率 σ", "probability of waiting σ", queue.sigma, .ratio)
    ]
      + (try QueueQuestion(arguments)).quantileLines(
        { queue.sojournQuantile($0) * mean }, { queue.waitQuantile($0) * mean })
  }

  /// The law that is general: of arrivals in a GI/M/c, of service in an M/G/1/K.
  static let laws = laws()

  /// The same of arrivals, whose variation is `ca2` to the field.
  static let lawsOfArrivals = laws(aka: "ca2 ca:^2 scva")

  private static func laws(aka names: String = "") -> [Parameter] {
    [
      Parameter(
        "law", "一般分布：constant、uniform、erlang 或 scv",
        "the general law: constant, uniform, erlang or scv", nil, default: "scv"),
      .optional(
        "stages", "Erlang 阶数（缺省 2）", "stages of the Erlang law, 2 unless given", .number,
        in: .whole(1...10_000)),
      Parameter("scv", "一般分布的变异系数平方", "scv of the general law", .number, default: "1", aka: names),
    ]
  }

  /// The general law of such a mean: by its name, by the stages of an Erlang law, or by its squared variation.
  ///
  /// - Throws: where stages or a variation are given of a law that has others.
  static func namedLaw(_ arguments: Arguments, mean: Double) throws(SolveError) -> Distribution {
    let stages = arguments.optionalCount("stages")
    let law: Distribution
    switch try arguments.choice(
      "law",
      ["constant": 0, "deterministic": 0, "uniform": 1, "erlang": 2, "scv": 3, "exponential": 4])
    {
    case 0: law = .deterministic(mean)
    case 1: law = .uniform(0, 2 * mean)
    case 2: law = .erlang(stages: stages ?? 2, mean: mean)
    case 3 where stages != nil && !arguments.isGiven("law"):
      law = .erlang(stages: stages ?? 2, mean: mean)
    case 3:
      law = .fitted(mean: mean, squaredVariation: arguments.number("scv"))
    default: law = .exponential(mean: mean)
    }
    if case .erlang = law {
    } else if stages != nil {
      throw SolveError("`stages` are of an Erlang law: give `law=erlang`, or leave them out")
    }
    guard arguments.isGiven("scv"), let own = law.squaredVariation,
      abs(own - arguments.number("scv")) > 1e-6 * max(1, own)
    else { return law }
    throw SolveError(
      "`scv` is \(Quantities.format(arguments.number("scv"), in: .number, .en)), and the law has "
        + "\(Quantities.format(own, in: .number, .en)): give one of the two")
  }

  /// The law between arrivals in mean services; without any arrivals, one that never ends.
  static func lawOfArrivals(
    _ arguments: Arguments, load: Double
  ) throws(SolveError) -> Distribution {
    load > 0 ? try namedLaw(arguments, mean: 1 / load) : .deterministic(.infinity)
  }

  private static let variations = [
    Parameter("ca2", "到达间隔变异系数平方", "scv of arrivals", .number, default: "1"),
    Parameter(
      "cs2", "服务时间变异系数平方", "scv of service", .number, default: "1", aka: "scv cv:^2 cv2 c2"),
  ]

  private static func generalStation(
    _ arguments: Arguments, servers: Int, _ replication: Replication
  ) throws(SolveError) -> [String: Double] {
    let (rate, mean) = flow(arguments)
    return try replication.queue(
      servers: servers, arrivalRate: rate, meanService: mean,
      service: .fitted(mean: 1, squaredVariation: arguments.number("cs2")),
      interarrival: .fitted(mean: 1 / (rate * mean), squaredVariation: arguments.number("ca2")),
      asked: try .ofRuns(arguments))
  }

  static let ggc = Calculator(
    "ggc", "G/G/c 近似（含 M/G/c）", "G/G/c approximation, M/G/c among them",
    "servers=5 arrival=4/s service=1s cs2=2",
    formula: "Allen–Cunneen W_q(M/M/c)·(c_a² + c_s²)/2; Sakasegawa ρ^(√(2(c+1)) − 1)/(c(1 − ρ))·…",
    source: "Allen 1990; Sakasegawa 1977 (approximations; exact for M/M/c, M/G/1)",
    isApproximate: true,
    [servers(), arrival, service] + variations + [QueueQuestion.quantilesOfRuns],
    simulate: { (arguments, replication) throws(SolveError) in
      try generalStation(arguments, servers: arguments.count("servers"), replication)
    }
  ) { arguments throws(SolveError) in
    let servers = arguments.count("servers")
    let service = arguments.number("service")
    let rate = arguments.number("arrival")
    let (ca2, cs2) = (arguments.number("ca2"), arguments.number("cs2"))
    let wait = QueueApproximation.allenCunneen(
      servers: servers, arrivalRate: rate, meanService: service, arrivalVariation: ca2,
      serviceVariation: cs2)
    let rho = rate * service / Double(servers)
    return queueLines(rho, wait: wait, service: service, rate: rate) + [
      Figure(
        "sakasegawa", "Sakasegawa 等待", "wait by Sakasegawa",
        QueueApproximation.sakasegawa(
          servers: servers, utilisation: rho, meanService: service, arrivalVariation: ca2,
          serviceVariation: cs2), .time)
    ] + (try QueueQuestion.ofRuns(arguments)).linesOfRuns
  }

  static let kingman = Calculator(
    "kingman", "G/G/1 近似", "G/G/1 approximation", "arrival=0.9/s service=1s ca2=0.5 cs2=0.5",
    formula: "W_q ≈ ρ/(1 − ρ) · (c_a² + c_s²)/2 · s", source: "Kingman 1961 (an approximation)",
    isApproximate: true, [arrival, service] + variations + [QueueQuestion.quantilesOfRuns],
    simulate: { (arguments, replication) throws(SolveError) in
      try generalStation(arguments, servers: 1, replication)
    }
  ) { arguments throws(SolveError) in
    let service = arguments.number("service")
    let rho = arguments.number("arrival") * service
    let wait = QueueApproximation.kingman(
      utilisation: rho, arrivalVariation: arguments.number("ca2"),
      serviceVariation: arguments.number("cs2"), meanService: service)
    return queueLines(rho, wait: wait, service: service, rate: arguments.number("arrival"))
      + (try QueueQuestion.ofRuns(arguments)).linesOfRuns
  }

  static let priority = Calculator(
    "priority", "优先级队列", "priority queue", "arrivals=0.3/s,0.5/s service=1s",
    formula: "W_q,i = R / ((1 − σ_{i−1})(1 − σ_i)), R = Σ λ_i·E[S_i²]/2; Σ ρ_i·W_q,i = ρR/(1 − ρ)",
    source: "Cobham 1954; White and Christie 1958; Kleinrock's conservation law",
    [
      Parameter(
        "arrivals", "各级到达率（高者在前）", "arrival rates, highest first", .frequency, isList: true),
      Parameter(
        "service", "平均服务时间，或每级一个", "mean service, or one for each class", .time, in: .positive,
        isList: true, aka: "s services"),
      Parameter(
        "scv", "变异系数平方，或每级一个", "squared variation, or one for each class", .number, default: "1",
        isList: true),
      discipline,
      Parameter(
        "servers", "服务台数（多台时各级同一指数服务）", "servers, several of one exponential service", .number,
        in: .whole(1...100_000), default: "1"),
    ],
    respelling: [.ranked, .secondMoment],
    simulate: { (arguments, replication) throws(SolveError) in
      let classes = try priorityClasses(arguments)
      guard arguments.number("servers") == 1 else {
        throw .noRun("classes that share several servers have no run here")
      }
      let scale = classes.map(\.service).min() ?? 1
      let rate = classes.reduce(0) { $0 + $1.rate } * scale
      let load = classes.reduce(0) { $0 + $1.rate * $1.service }
      guard classes.allSatisfy({ $0.rate > 0 }) else {
        throw .tooRare("a class has no arrivals")
      }
      let network = QueueingNetwork(
        stations: [
          QueueingNetwork.Station(
            service: classes.map {
              .fitted(mean: $0.service / scale, squaredVariation: $0.variation)
            }, discipline: try isPreemptive(arguments) ? .preemptive : .priority)
        ],
        sources: classes.map {
          QueueingNetwork.Source(interarrival: .exponential(mean: 1 / ($0.rate * scale)))
        })
      let run = try replication.run(network, arrivalRate: rate, utilisation: load)
      var seen = ["utilisation": run.meanBusy[0]]
      for index in classes.indices {
        seen["wait-\(index + 1)"] = run.waiting[index].mean * scale
        seen["sojourn-\(index + 1)"] = run.response[index].mean * scale
      }
      return seen
    }
  ) { arguments throws(SolveError) in
    let classes = try priorityClasses(arguments)
    let servers = arguments.count("servers")
    if servers > 1 { return try priority(classes, servers, isPreemptive(arguments)) }
    let queue = PriorityQueue(
      classes.map {
        PriorityQueue.Class(
          arrivalRate: $0.rate, meanService: $0.service,
          secondMoment: $0.service * $0.service * (1 + $0.variation))
      })
    let isPreemptive = try isPreemptive(arguments)
    // The interrupted wait as well: all that is not their own service.
    let waits =
      isPreemptive
      ? zip(queue.meanSojournsPreemptive, classes).map { $0 - $1.service } : queue.meanWaits
    guard !isPreemptive else { return classLines(queue.utilisation, classes, waits) }
    return classLines(queue.utilisation, classes, waits) + [
      Figure("conserved", "守恒量 Σρ·Wq", "conserved Σρ·Wq", queue.conservedWork, .time),
      // Alike for all by the law of conservation.
      Figure(
        "first-come", "不分优先级时的等待", "wait without priorities",
        queue.utilisation > 0 ? queue.conservedWork / queue.utilisation : 0, .time),
    ]
  }

  private static func classLines(
    _ utilisation: Double, _ classes: [(rate: Double, service: Double, variation: Double)],
    _ waits: [Double]
  ) -> [Figure] {
    [Figure("utilisation", "利用率", "utilisation", utilisation, .ratio)]
      + zip(classes, waits).enumerated().flatMap { index, pair in
        let (one, wait, number) = (pair.0, pair.1, index + 1)
        return [
          Figure("wait-\(number)", "第 \(number) 级等待", "wait of class \(number)", wait, .time),
          Figure(
            "sojourn-\(number)", "第 \(number) 级逗留", "sojourn of class \(number)",
            wait + one.service, .time),
          Figure(
            "number-\(number)", "第 \(number) 级平均数", "mean number of class \(number)",
            one.rate * (wait + one.service), .number),
          Figure(
            "queue-\(number)", "第 \(number) 级平均排队数", "mean queue of class \(number)",
            one.rate * wait, .number),
        ]
      }
  }

  static let discipline = Parameter(
    "discipline", "nonpreemptive（非抢占）或 preemptive（抢占续做）",
    "nonpreemptive, or preemptive with resumption", nil, default: "nonpreemptive")

  static func isPreemptive(_ arguments: Arguments) throws(SolveError) -> Bool {
    try arguments.choice(
      "discipline",
      ["nonpreemptive": false, "non-preemptive": false, "preemptive": true, "resume": true])
  }

  /// Several servers and classes with one exponential service (Kella and Yechiali 1985; with interruption
  /// the classes down to each one are an M/M/c by themselves: Buzen and Bondi 1983).
  private static func priority(
    _ classes: [(rate: Double, service: Double, variation: Double)], _ servers: Int,
    _ isPreemptive: Bool
  ) throws(SolveError) -> [Figure] {
    let mean = classes[0].service
    guard classes.allSatisfy({ $0.service == mean && $0.variation == 1 }) else {
      throw SolveError("with several servers all classes have one exponential service")
    }
    var waits = PriorityQueue.meanWaits(
      servers: servers, arrivalRates: classes.map(\.rate), serviceRate: 1 / mean)
    if isPreemptive {
      var (rate, waiting) = (0.0, 0.0)
      waits = classes.map { one in
        rate += one.rate
        let before = waiting
        let queue = MultiServerQueue(servers: servers, arrivalRate: rate, serviceRate: 1 / mean)
        guard queue.utilisation < 1 else { return .infinity }
        waiting = rate * queue.meanWait
        return one.rate > 0 ? (waiting - before) / one.rate : 0
      }
    }
    let load = classes.reduce(0) { $0 + $1.rate } * mean / Double(servers)
    return classLines(load, classes, waits)
  }

  private static func priorityClasses(
    _ arguments: Arguments
  ) throws(SolveError) -> [(rate: Double, service: Double, variation: Double)] {
    let rates = arguments.list("arrivals")
    let services = try arguments.broadcast("service", to: rates.count)
    let variations = try arguments.broadcast("scv", to: rates.count)
    return rates.indices.map { (rates[$0], services[$0], variations[$0]) }
  }
}
