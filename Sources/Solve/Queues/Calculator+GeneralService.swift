import Glibc
import Model
import Quantities
import Simulate
import Systems

/// One server of any law of service.
extension Calculator {
  static let mg1 = Calculator(
    "mg1", "M/G/1 队列", "M/G/1 queue", "arrival=0.8/s service=1s scv=4",
    formula:
      "W_q = λ·E[S²] / (2(1 − ρ)), E[S²] = s²(1 + c²) or Σ wᵢ·sᵢ²; quantiles by inversion of the transform",
    source: "Pollaczek–Khinchine; Abate and Whitt 1995",
    [
      arrival,
      Parameter(
        "service", "平均服务时间，或以逗号分隔的各值", "mean service time, or its values", .time, isList: true,
        aka: "e[s] es m1 values"),
      .optional("weights", "各值的权重", "weights of the values", .ratio, isList: true),
      .optional(
        "scv", "服务时间变异系数平方（Eₖ 为 1/k）", "squared coefficient of variation, 1/k for Eₖ", .number,
        aka: "c2 cs^2 cs:^2"),
      Parameter(
        "law",
        "分位数所用的分布：fitted（变异系数平方小于 1 为 gamma，大于 1 为超指数）、exponential、deterministic、uniform、gamma、hyperexponential、lognormal、weibull、pareto、moments（仅知两阶矩）",
        "the law, for quantiles: fitted (gamma below a scv of 1, hyperexponential above), exponential, "
          + "deterministic, uniform, gamma, hyperexponential, lognormal, weibull, pareto or moments (two are known)",
        nil, default: "fitted"),
      QueueQuestion.percentiles, QueueQuestion.within,
    ],
    respelling: [.branches, .stages, .secondMoment],
    simulate: { (arguments, replication) throws(SolveError) in
      let (mean, _, law) = try generalService(arguments)
      guard arguments.text("law") != "moments" else {
        throw .noRun("of that law two moments are known, and no more")
      }
      let asked = try QueueQuestion.ofRuns(arguments)
      guard law.hasThirdMoment || !asked.shares.isEmpty else {
        throw .noRun(
          "of that law E[S³] is unbounded, and so is the variance of a mean wait in a run")
      }
      let seen = try replication.queue(
        arrivalRate: arguments.number("arrival"), meanService: mean, service: law, asked: asked)
      let means: Set = ["sojourn", "wait", "number", "queue"]
      return law.hasThirdMoment ? seen : seen.filter { !means.contains($0.key) }
    }
  ) { arguments throws(SolveError) in
    let (mean, second, law) = try generalService(arguments)
    let queue = GeneralServiceQueue(
      arrivalRate: arguments.number("arrival"), meanService: mean, secondMoment: second)
    return queueLines(queue.utilisation, queue.meanSojourn, queue.meanWait, queue.meanNumber) + [
      Figure("service", "平均服务时间", "mean service", mean, .time),
      Figure("second-moment", "服务时间二阶矩（s²）", "E[S²], in s²", second, .number),
      Figure(
        "scv", "服务时间变异系数平方", "squared coefficient of variation", second / (mean * mean) - 1, .number
      ),
      Figure(
        "busy-period", "平均忙期", "mean busy period",
        queue.isStable ? mean / (1 - queue.utilisation) : .infinity, .time),
    ]
      + tailLines(
        try QueueQuestion.ofRuns(arguments), of: queue,
        arguments.text("law").lowercased() == "moments" ? nil : law)
  }

  /// What is asked for of the times; quantiles that are not computed are left to a run.
  ///
  /// - Parameter law: of the service; nil of one of which only its moments are known.
  private static func tailLines(
    _ asked: QueueQuestion, of queue: GeneralServiceQueue, _ law: Distribution?
  ) -> [Figure] {
    guard !asked.shares.isEmpty || asked.within != nil else { return [] }
    guard queue.isStable else {
      return asked.quantileLines({ _ in .infinity }, { _ in .infinity })
        + asked.timeLines({ _ in 1 }, { _ in 1 })
    }
    let (mean, load) = (queue.meanService, queue.utilisation)
    if law?.squaredVariation == 0, load <= 0.995 {
      let constant = ConstantServiceQueue(arrivalRate: queue.arrivalRate, service: mean)
      return asked.quantileLines(constant.sojournQuantile, constant.waitQuantile)
        + asked.timeLines(
          { $0 < mean ? 1 : 1 - constant.waitWithin($0 - mean) }, { 1 - constant.waitWithin($0) })
    }
    guard let law, let tail = GeneralServiceTail(load: load, service: law) else {
      return (asked.linesOfRuns + asked.timeLines({ _ in .nan }, { _ in .nan })).map {
        $0.uncomputed(
          law == nil ? "two moments of the law are known, and no more" : QueueQuestion.onlyRuns)
      }
    }
    let quantiles = asked.quantileLines(
      { (tail.sojournQuantile($0) ?? .nan) * mean }, { (tail.waitQuantile($0) ?? .nan) * mean })
    return quantiles.map { $0.uncomputed("too far out to be told from zero") }
      + asked.timeLines({ tail.sojournExceeds($0 / mean) }, { tail.waitExceeds($0 / mean) })
  }

  /// The mean and E[S²] of a service law, and the law in units of its mean.
  private static func generalService(
    _ arguments: Arguments
  ) throws(SolveError) -> (mean: Double, second: Double, law: Distribution) {
    let values = arguments.list("service")
    guard values.allSatisfy({ $0 >= 0 }), values.contains(where: { $0 > 0 }) else {
      throw SolveError("`service` is above zero")
    }
    guard values.count == 1 else { return try mixedService(arguments, values) }
    let name = try lawName(arguments)
    let variation = try squaredVariation(arguments, of: name)
    let law = try serviceLaw(name, squaredVariation: variation)
    return (values[0], values[0] * values[0] * (1 + variation), law)
  }

  private static func lawName(_ arguments: Arguments) throws(SolveError) -> String {
    try arguments.choice(
      "law",
      [
        "fitted": "fitted", "exponential": "exponential", "exp": "exponential",
        "deterministic": "deterministic", "constant": "deterministic", "uniform": "uniform",
        "gamma": "gamma", "erlang": "gamma", "hyperexponential": "hyperexponential",
        "lognormal": "lognormal", "weibull": "weibull", "pareto": "pareto", "moments": "fitted",
      ])
  }

  /// The squared variation as given, or as the law has it.
  private static func squaredVariation(
    _ arguments: Arguments, of name: String
  ) throws(SolveError) -> Double {
    let own = ["exponential": 1.0, "deterministic": 0][name]
    guard arguments.has("scv") else {
      guard let own else {
        throw SolveError("give `scv`, or several values of `service` with `weights`")
      }
      return own
    }
    let given = arguments.number("scv")
    guard let own, abs(own - given) > 1e-6 else { return given }
    throw SolveError("the law is \(name), and has a `scv` of \(Int(own)): give one of the two")
  }

  /// A law of mean 1 by its name and its squared variation.
  private static func serviceLaw(
    _ name: String, squaredVariation variation: Double
  ) throws(SolveError) -> Distribution {
    guard variation > 0 else { return .deterministic(1) }
    switch name {
    case "uniform":
      let half = (3 * variation).squareRoot()
      guard half <= 1 + 1e-9 else { throw SolveError("a uniform law has a `scv` of at most 1/3") }
      return .uniform(max(0, 1 - half), 1 + half)
    case "exponential": return .exponential(mean: 1)
    case "gamma": return .gamma(shape: 1 / variation, scale: variation)
    case "hyperexponential":
      guard variation >= 1 else { throw SolveError("a hyperexponential law has a `scv` from 1 on") }
      return .hyperexponential(mean: 1, squaredVariation: variation)
    case "lognormal": return .lognormal(mean: 1, variation: variation.squareRoot())
    case "weibull": return .weibull(mean: 1, squaredVariation: variation)
    case "pareto": return .pareto(shape: 1 + (1 + 1 / variation).squareRoot(), mean: 1)
    default: return .fitted(mean: 1, squaredVariation: variation)
    }
  }

  /// A law of several values, or of several exponential branches with these means.
  private static func mixedService(
    _ arguments: Arguments, _ values: [Double]
  ) throws(SolveError) -> (mean: Double, second: Double, law: Distribution) {
    let weights =
      arguments.has("weights")
      ? arguments.list("weights") : Array(repeating: 1, count: values.count)
    let total = weights.reduce(0, +)
    guard weights.count == values.count, total > 0 else {
      throw SolveError("`weights` has one for each of the \(values.count) values of `service`")
    }
    let areBranches = arguments.text("law").lowercased().hasPrefix("hyper")
    guard !arguments.isGiven("scv"), areBranches || !arguments.isGiven("law") else {
      throw SolveError("`service` and `weights` say how services vary: leave out `scv` and `law`")
    }
    // Whole numbers are proportions; shares are of one.
    guard abs(total - 1) < 1e-6 || weights.allSatisfy({ $0 == $0.rounded() }) else {
      let sum = Quantities.format(total, in: .number, .en)
      throw SolveError("`weights` are shares that add up to \(sum), not to 1, or whole numbers")
    }
    let mean = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    let squares = zip(values, weights).reduce(0) { $0 + $1.0 * $1.0 * $1.1 } / total
    let branches = zip(values, weights).map {
      Distribution.Branch(weight: $0.1 / total, value: $0.0 / mean)
    }
    guard areBranches else {
      return (mean, squares, .discrete(branches))
    }
    guard values.allSatisfy({ $0 > 0 }) else { throw SolveError("`service` is above zero") }
    return (mean, 2 * squares, .hyperexponential(branches))
  }
}

extension Distribution {
  /// Whether E[S³] is bounded: a Pareto law has moments below its shape.
  fileprivate var hasThirdMoment: Bool {
    if case .pareto(let shape, _) = self { shape > 3 } else { true }
  }
}
