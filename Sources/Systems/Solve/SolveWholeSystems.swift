import Model
import Quantities
import Simulate

extension SolveModel {
  /// Laws of whole systems: of operations, and of scaling.
  static let wholeSystems: [SolveModel] = [
    utilisationLaw, responseTimeLaw, amdahl, gustafson, scalability,
  ]

  private static let utilisationLaw = SolveModel(
    "utilisation-law", Label(zh: "利用率定律", en: "utilisation law"),
    "throughput=40/s service=20ms", formula: "U = X·S/c", source: "Denning and Buzen 1978",
    [
      SolveParameter(
        "throughput", "吞吐", "throughput", .frequency, isOptional: true, aka: "x lambda"),
      SolveParameter("service", "平均服务时间（或需求）", "mean service time, or demand", .time, aka: "d"),
      SolveParameter("utilisation", "利用率", "utilisation", .ratio, isOptional: true),
      oneServer,
    ]
  ) { arguments throws(SolveError) in
    let each = (try arguments.positive("service")) / (try arguments.positive("servers"))
    return [
      try arguments.one(of: ["throughput"], ["utilisation"]) == 0
        ? SolveLine(
          "utilisation", "利用率", "utilisation", arguments.number("throughput") * each, .ratio)
        : SolveLine(
          "throughput", "吞吐", "throughput", arguments.number("utilisation") / each, .frequency)
    ]
  }

  private static let responseTimeLaw = SolveModel(
    "response-time-law", Label(zh: "交互系统响应时间定律", en: "interactive response time law"),
    "users=20 throughput=8/s think=1.5s", formula: "R = N/X − Z; X = N/(R + Z)",
    source: "Denning and Buzen 1978",
    [
      SolveParameter("users", "用户数", "users", .number, aka: "n customers m"),
      SolveParameter("throughput", "吞吐", "throughput", .frequency, isOptional: true, aka: "x"),
      SolveParameter("response", "响应时间", "response time", .time, isOptional: true, aka: "r"),
      SolveParameter("think", "思考时间", "think time", .time, default: "0", aka: "z"),
    ]
  ) { arguments throws(SolveError) in
    let users = try arguments.positive("users")
    if try arguments.one(of: ["throughput"], ["response"]) == 0 {
      let response = users / (try arguments.positive("throughput")) - arguments.number("think")
      guard response >= 0 else {
        throw SolveError("so few users who think so long have no such throughput")
      }
      return [SolveLine("response", "响应时间", "response time", response, .time)]
    }
    let round = arguments.number("response") + arguments.number("think")
    return [SolveLine("throughput", "吞吐", "throughput", users / round, .frequency)]
  }

  private static let processors = SolveParameter("processors", "处理器数", "processors", .number)
  private static let parallelShare = SolveParameter(
    "parallel", "可并行份额", "parallel share", .ratio, isOptional: true)
  private static let serialShare = SolveParameter(
    "serial", "串行份额", "serial share", .ratio, isOptional: true)

  /// The serial share, as given or as what is not parallel.
  private static func serial(_ arguments: SolveArguments) throws(SolveError) -> Double {
    if try arguments.one(of: ["serial"], ["parallel"]) == 0 { return try arguments.share("serial") }
    _ = try arguments.share("parallel")
    return arguments.complements("parallel")[0]
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
      SolveParameter("contention", "争用 σ", "contention σ", .ratio, aka: "alpha sigma"),
      SolveParameter(
        "coherency", "一致性 κ", "coherency κ", .ratio, aka: "kappa beta coherence crosstalk"),
      processors,
      SolveParameter(
        "one", "单处理器吞吐", "throughput of one processor", .frequency, isOptional: true, aka: "gamma"),
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
