import Glibc
import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  /// Calls one after another, calls that are tried again after a timeout, and servers by a safety margin.
  static let sequences: [Calculator] = [sequence, timeoutRetries, squareRootStaffing]

  private static let sequence = Calculator(
    "sequence", "顺序调用（指数分布之和）", "calls one after another, a sum of exponentials",
    "means=5ms,10ms,20ms",
    formula: "E = Σmᵢ; Var = Σmᵢ²; quantiles by uniformisation, or inversion of Π 1/(1 + mᵢs)",
    source: "Trivedi, Probability and Statistics, sec. 3.8; Abate and Whitt 1995",
    [
      Parameter(
        "means", "各次调用的平均时间", "mean time of each call", .time, in: .positive, isList: true,
        aka: "mean times services s mu:1/ rates:1/ rate:1/ lambda:1/ latencies"),
      Parameter(
        "times", "每次调用重复的次数", "how many of each", .number, in: .whole(1...1_000), default: "1",
        isList: true, aka: "stages k counts"),
      QueueQuestion.furtherPercentiles, QueueQuestion.within,
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let means = try calls(arguments)
      guard means.count <= 1_000 else { throw .tooLong("there are more than 1,000 calls") }
      return [
        "mean": replication.mean("calls", of: 10_000) { stream in
          means.reduce(0) { $0 + $1 * stream.exponential() }
        }
      ]
    }
  ) { arguments throws(SolveError) in
    let sum = ExponentialSum(means: try calls(arguments))
    let asked = try QueueQuestion(arguments)
    let quantiles = asked.shares.map { share in
      let name = QueueQuestion.name(share)
      return Figure(
        name, "总时间 \(name.uppercased())", "sum \(name.uppercased())", sum.quantile(share), .time)
    }
    let deviation = sum.variance.squareRoot()
    var lines = [
      Figure("mean", "平均总时间", "mean of the sum", sum.mean, .time),
      Figure("deviation", "标准差", "standard deviation", deviation, .time),
      Figure(
        "scv", "变异系数平方", "squared coefficient of variation", sum.variance / (sum.mean * sum.mean),
        .number),
    ]
    if let within = asked.within {
      lines.append(
        "exceeds", "超过时限的概率", "probability of a longer time", sum.exceeds(within), .ratio)
    }
    return lines + quantiles
  }

  /// The mean of each call, those that are repeated one by one.
  private static func calls(_ arguments: Arguments) throws(SolveError) -> [Double] {
    let means = arguments.list("means")
    let times = try arguments.broadcast("times", to: means.count)
    return zip(means, times).flatMap { Array(repeating: $0, count: Int($1)) }
  }

  private static let timeoutRetries = Calculator(
    "timeout-retry", "超时重试对负载的放大", "load of retries after timeouts",
    "arrival=0.3/s service=1s timeout=3s attempts=3",
    formula:
      "p = e^−(μ−λ′)t, λ′ = λ(1 + p + … + p^(a−1)), the least such λ′; tries that timed out are served all the same",
    source:
      "an M/M/1 whose tries do not hang on each other (an approximation, far too low where tries that timed out keep the next "
      + "ones waiting: compare --simulate); Bronson et al., Metastable Failures, 2021",
    isApproximate: true,
    [
      arrival, service,
      Parameter("timeout", "超时", "timeout", .time, in: .positive, aka: "t"),
      Parameter(
        "attempts", "尝试次数（含首次）", "tries, the first among them", .number, in: .whole(1...1_000),
        default: "3", aka: "tries a"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let (rate, mean) = flow(arguments)
      var seen = try replication.triedAgain(
        load: rate * mean, timeout: arguments.number("timeout") / mean,
        attempts: arguments.count("attempts"))
      seen["arrival"] = seen["arrival"].map { $0 / mean }
      return seen
    }
  ) { arguments in
    let (rate, mean) = flow(arguments)
    let state = TimeoutRetries(
      arrivalRate: rate, serviceRate: 1 / mean, timeout: arguments.number("timeout"),
      attempts: arguments.count("attempts"))
    return [
      Figure("timeouts", "单次尝试超时的概率", "tries that time out", state.timeouts, .ratio),
      Figure("arrival", "含重试的到达率", "arrival rate with retries", state.offeredRate, .frequency),
      Figure(
        "utilisation", "含重试的利用率", "utilisation with retries", state.offeredRate * mean, .ratio),
      Figure(
        "amplification", "负载放大倍数", "times the load", rate > 0 ? state.offeredRate / rate : 1,
        .factor),
      Figure("failure", "最终失败的概率", "requests of which all tries time out", state.failure, .ratio),
      Figure(
        "metastable", "突发之后可停留在过载", "may stay overloaded after a burst",
        rate * mean * Double(arguments.count("attempts")) >= 1),
    ]
  }

  private static let squareRootStaffing = Calculator(
    "square-root-staffing", "平方根配员（Halfin–Whitt）", "square-root staffing, Halfin and Whitt",
    "load=100 beta=1",
    formula: "c = a + β√a; P(wait) ≈ 1/(1 + β·Φ(β)/φ(β))", source: "Halfin and Whitt 1981",
    isApproximate: true,
    [
      Parameter("load", "话务量 a", "offered load a", .number, in: .positive, aka: "r"),
      .optional("beta", "安全系数 β", "safety factor β", .number, in: .positive, aka: "qos"),
      .optional(
        "target", "等待概率目标（代替 beta）", "target probability of waiting, in place of `beta`", .ratio,
        in: .share,
        aka: "targetpwait pwait waitprobability probabilityofwait probabilityofwaiting alpha"),
      .optional("servers", "服务台数（代替 beta）", "servers, in place of `beta`", .number, in: .positive),
    ]
  ) { arguments throws(SolveError) in
    let load = arguments.number("load")
    let beta: Double
    switch try arguments.one(of: ["beta"], ["target"], ["servers"]) {
    case 0: beta = arguments.number("beta")
    case 1:
      let target = arguments.number("target")
      guard target > 0, target < 1 else { throw SolveError("`target` lies between 0 and 1") }
      beta = HeavyTraffic.safety(waiting: target)
    default:
      beta = (arguments.number("servers") - load) / load.squareRoot()
      guard beta > 0 else { throw SolveError("`servers` are more than `load`") }
    }
    let exact = load + beta * load.squareRoot()
    let servers = Int(saturating: (exact - 1e-9 * exact).rounded(.up))
    return [
      Figure("servers", "服务台数", "servers", servers),
      Figure("beta", "安全系数 β", "safety factor β", beta, .number),
      Figure(
        "waiting", "等待概率（近似）", "probability of waiting, about", HeavyTraffic.waiting(safety: beta),
        .ratio),
      Figure(
        "erlang-c", "等待概率（Erlang C）", "the same by Erlang C",
        servers <= 10_000_000 ? Erlang.waiting(servers: servers, load: load) : .nan, .ratio),
    ]
  }
}
