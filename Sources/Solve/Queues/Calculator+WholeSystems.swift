import Model
import Quantities
import Simulate

extension Calculator {
  /// Laws of whole systems: of operations, and of scaling.
  static let wholeSystems: [Calculator] = [
    utilisationLaw, forcedFlow, responseTimeLaw, amdahl, gustafson, scalability,
  ]

  private static let utilisationLaw = Calculator(
    "utilisation-law", "利用率定律", "utilisation law", "throughput=40/s service=20ms",
    formula: "U = X·S/c", source: "Denning and Buzen 1978",
    [
      .optional("throughput", "吞吐", "throughput", .frequency, aka: "x lambda"),
      .optional(
        "service", "平均服务时间（或需求）", "mean service time, or demand", .time, in: .positive, aka: "d"),
      .optional("utilisation", "利用率", "utilisation", .ratio, in: .share), oneServer,
    ]
  ) { arguments throws(SolveError) in
    let servers = try arguments.positive("servers")
    let (flow, service) = (arguments.number("throughput"), arguments.number("service"))
    let utilisation = arguments.number("utilisation")
    switch try arguments.one(
      of: ["throughput", "service"], ["utilisation", "service"], ["utilisation", "throughput"])
    {
    case 0: return [Figure("utilisation", "利用率", "utilisation", flow * service / servers, .ratio)]
    case 1:
      return [Figure("throughput", "吞吐", "throughput", utilisation * servers / service, .frequency)]
    default:
      let rate = try arguments.positive("throughput")
      return [
        Figure("service", "平均服务时间", "mean service time", utilisation * servers / rate, .time)
      ]
    }
  }

  private static let forcedFlow = Calculator(
    "forced-flow", "强制流定律", "forced flow law", "throughput=10/s visits=3",
    formula: "Xₖ = Vₖ·X", source: "Denning and Buzen 1978",
    [
      Parameter("throughput", "系统吞吐", "throughput of the system", .frequency, aka: "x"),
      Parameter("visits", "对该资源的到访次数", "visits to the resource", .number, aka: "v visit"),
      .optional("service", "每次到访的服务时间", "service time of a visit", .time, aka: "s"),
    ]
  ) { arguments in
    let flow = arguments.number("throughput") * arguments.number("visits")
    let lines = [Figure("flow", "该资源的吞吐", "throughput of the resource", flow, .frequency)]
    guard let service = arguments.optional("service") else { return lines }
    return lines + [
      Figure("demand", "服务需求", "service demand", service * arguments.number("visits"), .time),
      Figure("utilisation", "利用率", "utilisation", service * flow, .ratio),
    ]
  }

  private static let responseTimeLaw = Calculator(
    "response-time-law", "交互系统响应时间定律", "interactive response time law",
    "users=20 throughput=8/s think=1.5s", formula: "R = N/X − Z; X = N/(R + Z)",
    source: "Denning and Buzen 1978",
    [
      Parameter("users", "用户数", "users", .number, in: .positive, aka: "n customers m"),
      .optional("throughput", "吞吐", "throughput", .frequency, aka: "x"),
      .optional("response", "响应时间", "response time", .time, aka: "r"),
      Parameter("think", "思考时间", "think time", .time, default: "0", aka: "z"),
    ]
  ) { arguments throws(SolveError) in
    let users = arguments.number("users")
    if try arguments.one(of: ["throughput"], ["response"]) == 0 {
      let response = users / (try arguments.positive("throughput")) - arguments.number("think")
      guard response >= 0 else {
        throw SolveError("so few users who think so long have no such throughput")
      }
      return [Figure("response", "响应时间", "response time", response, .time)]
    }
    let round = arguments.number("response") + arguments.number("think")
    return [Figure("throughput", "吞吐", "throughput", users / round, .frequency)]
  }

  private static let processors = Parameter(
    "processors", "处理器数", "processors", .number, in: .wholeFrom(1))
  private static let parallelShare = Parameter.optional(
    "parallel", "可并行份额", "parallel share", .ratio, in: .share)
  private static let serialShare = Parameter.optional(
    "serial", "串行份额", "serial share", .ratio, in: .share)

  /// The serial share, as given or as what is not parallel.
  private static func serial(_ arguments: Arguments) throws(SolveError) -> Double {
    if try arguments.one(of: ["serial"], ["parallel"]) == 0 { return try arguments.share("serial") }
    _ = try arguments.share("parallel")
    return arguments.complements("parallel")[0]
  }

  private static let amdahl = Calculator(
    "amdahl", "Amdahl 定律", "Amdahl's law", "parallel=95% processors=32",
    formula: "S(n) = 1/(s + (1 − s)/n), at most 1/s", source: "Amdahl 1967",
    [
      parallelShare, serialShare,
      .optional("processors", "处理器数", "processors", .number, in: .wholeFrom(1)),
      .optional(
        "speed-up", "所求加速比（代替份额或处理器数）", "speed-up, in place of a share or of the processors",
        .number,
        in: .positive, aka: "speedup speedupfactor gain"),
    ]
  ) { arguments throws(SolveError) in
    if arguments.has("speed-up") { return try amdahlInverse(arguments) }
    guard arguments.has("processors") else { throw SolveError("`amdahl` needs `processors`") }
    let (serial, count) = (try serial(arguments), arguments.number("processors"))
    let gain = 1 / (serial + (1 - serial) / count)
    return [
      Figure("speed-up", "加速比", "speed-up", gain, .factor),
      Figure("efficiency", "效率", "efficiency", gain / count, .ratio),
      Figure("limit", "加速比上限", "greatest speed-up", 1 / serial, .factor),
    ]
  }

  /// The parallel share for a speed-up on so many processors, or the processors for it.
  private static func amdahlInverse(_ arguments: Arguments) throws(SolveError) -> [Figure] {
    let gain = arguments.number("speed-up")
    guard gain > 1 else { throw SolveError("`speed-up` is above 1") }
    guard !arguments.has("processors") else {
      guard !arguments.has("parallel"), !arguments.has("serial") else {
        throw SolveError("give two of `speed-up`, `processors` and the share")
      }
      let share = (1 - 1 / gain) / (1 - 1 / arguments.number("processors"))
      return [
        Figure(
          "parallel", "所需可并行份额", "parallel share needed", share, .ratio,
          text: share > 1 ? "out of reach" : nil)
      ]
    }
    // 1/S = s + (1 − s)/n.
    let serial = try serial(arguments)
    let rest = 1 / gain - serial
    let count = rest > 0 ? (1 - serial) / rest : .infinity
    return [
      Figure(
        "processors", "所需处理器数", "processors needed", (count - 1e-9 * count).rounded(.up), .number,
        text: rest > 0 ? nil : "out of reach")
    ]
  }

  private static let gustafson = Calculator(
    "gustafson", "Gustafson 定律", "Gustafson's law", "serial=5% processors=32",
    formula: "S(n) = n − s(n − 1), the share s of the scaled run", source: "Gustafson, CACM 1988",
    [parallelShare, serialShare, processors]
  ) { arguments throws(SolveError) in
    let (serial, count) = (try serial(arguments), arguments.number("processors"))
    let gain = count - serial * (count - 1)
    return [
      Figure("speed-up", "加速比（规模随之增大）", "scaled speed-up", gain, .factor),
      Figure("efficiency", "效率", "efficiency", gain / count, .ratio),
    ]
  }

  private static let scalability = Calculator(
    "usl", "通用可扩展性定律（USL）", "universal scalability law",
    "contention=0.03 coherency=0.0005 processors=32",
    formula: "C(n) = n/(1 + σ(n − 1) + κn(n − 1)); best n = √((1 − σ)/κ)",
    source: "Gunther, Guerrilla Capacity Planning, 2007",
    [
      Parameter("contention", "争用 σ", "contention σ", .ratio, in: .share, aka: "alpha sigma"),
      Parameter(
        "coherency", "一致性 κ", "coherency κ", .ratio, in: .share,
        aka: "kappa beta coherence crosstalk"),
      processors,
      .optional("one", "单处理器吞吐", "throughput of one processor", .frequency, aka: "gamma lambda"),
    ]
  ) { arguments in
    let contention = arguments.number("contention")
    let coherency = arguments.number("coherency")
    let count = arguments.number("processors")
    let best = coherency > 0 ? ((1 - contention) / coherency).squareRoot() : .infinity
    func capacity(_ count: Double) -> Double {
      count / (1 + contention * (count - 1) + coherency * count * (count - 1))
    }
    let most =
      best.isFinite
      ? max(1, max(capacity(best.rounded(.down)), capacity(best.rounded(.up))))
      : contention > 0 ? 1 / contention : .infinity
    var lines = [
      Figure("capacity", "相对容量", "relative capacity", capacity(count), .factor),
      Figure("best", "容量最大时的处理器数", "processors of the greatest capacity", best, .number),
      Figure("most", "最大相对容量", "greatest relative capacity", most, .factor),
    ]
    if arguments.has("one") {
      lines.append(
        "throughput", "吞吐", "throughput", capacity(count) * arguments.number("one"), .frequency)
    }
    return lines
  }
}
