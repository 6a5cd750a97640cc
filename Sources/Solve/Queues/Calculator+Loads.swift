import Glibc
import Model
import Quantities
import Simulate
import Systems

/// Loads from times: the highest that keeps a latency, and what is under way.
extension Calculator {
  static let maxLoad = Calculator(
    "max-load", "满足时延目标的最大负载", "highest load for a latency target", "service=50us target=500us",
    formula:
      "λ = 1/s − ln(1/(1 − p))/t for one server; of a mean, λ = 1/s − 1/W; else by bisection",
    source: "inverse of M/M/c",
    [
      service, oneServer,
      .optional("target", "逗留时间分位数的目标", "target of a quantile of the sojourn", .time),
      Parameter("percentile", "分位数", "percentile", .ratio, in: .share, default: "99%"),
      .optional(
        "sojourn", "平均逗留时间的目标", "target of the mean sojourn", .time,
        aka: "response responsetime meanresponse w"),
      .optional("wait", "平均等待的目标", "target of the mean wait", .time),
    ],
    respelling: [.quantile],
    simulate: { (arguments, replication) throws(SolveError) in
      guard arguments.has("target") else { throw .notAsked(without: "target") }
      let service = arguments.number("service")
      let share = arguments.number("percentile")
      let (servers, rate) = try largestRate(arguments)
      guard rate > 0 else { throw .tooRare("nobody may come") }
      return try replication.queue(
        servers: servers, arrivalRate: rate, meanService: service, service: .exponential(mean: 1),
        asked: QueueQuestion(shares: [share]))[QueueQuestion.name(share)].map { ["quantile": $0] }
        ?? [:]
    }
  ) { arguments throws(SolveError) in
    let service = arguments.number("service")
    let share = arguments.number("percentile")
    guard share < 1 else { throw SolveError("`percentile` is below 1") }
    let (servers, rate) = try largestRate(arguments)
    let queue = MultiServerQueue(servers: servers, arrivalRate: rate, serviceRate: 1 / service)
    // Of nobody else in the way the sojourn is the service alone.
    let alone = (quantile: -service * log1p(-share), mean: service)
    return [
      Figure(
        "arrival", "最大到达率", "highest arrival rate", rate, .frequency,
        text: rate > 0 ? nil : "none: even an idle server is too slow"),
      Figure("utilisation", "利用率", "utilisation", rate * service / Double(servers), .ratio),
      Figure(
        "quantile", "该负载下的分位数", "the quantile at that load",
        rate > 0 ? queue.sojournQuantile(share) : alone.quantile, .time),
      Figure(
        "mean", "该负载下的平均逗留时间", "mean sojourn at that load",
        rate > 0 ? queue.meanSojourn : alone.mean, .time),
    ]
  }

  /// The servers, and the highest rate at which the one time that is given is kept.
  private static func largestRate(
    _ arguments: Arguments
  ) throws(SolveError) -> (servers: Int, rate: Double) {
    let service = arguments.number("service")
    let servers = try arguments.count("servers", in: 1...100_000)
    let target = ["target", "sojourn", "wait"][
      try arguments.one(of: ["target"], ["sojourn"], ["wait"])]
    let time = try arguments.positive(target)
    let share = arguments.number("percentile")
    if servers == 1 {
      let rate =
        switch target {
        case "target":
          SingleServerQueue.largestArrivalRate(
            serviceRate: 1 / service, sojournQuantile: share, within: time)
        case "sojourn": max(0, 1 / service - 1 / time)
        default: time / (service * (service + time))
        }
      return (servers, rate)
    }
    if target == "wait" || target == "sojourn" && time > service {
      let wait = target == "wait" ? time : time - service
      let load = MultiServerQueue.utilisation(
        servers: servers, meanService: service, meanWait: wait)
      return (servers, load * Double(servers) / service)
    }
    func isKept(_ load: Double) -> Bool {
      target == "target"
        && MultiServerQueue(
          servers: servers, arrivalRate: load * Double(servers) / service, serviceRate: 1 / service
        ).sojournExceeds(time) <= 1 - share
    }
    guard isKept(0) else { return (servers, 0) }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      if isKept(middle) { low = middle } else { high = middle }
    }
    return (servers, low * Double(servers) / service)
  }

  static let little = Calculator(
    "little", "利特尔定律（队列深度）", "Little's law, queue depth", "rate=150K/s depth=64",
    formula: "N = X · T", source: "Little 1961",
    [
      .optional("rate", "速率", "rate", .frequency, aka: "iops:/s lambda x th arrivalrate"),
      .optional(
        "latency", "平均时延", "mean latency", .time,
        aka: "responsetime sojourn w r wq time ct cycletime flowtime timeinsystem timeinqueue"),
      .optional("depth", "队列深度", "queue depth", .count(of: "个"), aka: "qd l n lq wip"),
    ]
  ) { arguments throws(SolveError) in
    let given = ["rate", "latency", "depth"].filter { arguments.has($0) }
    guard given.count >= 2 else { throw SolveError("give two of `rate`, `latency` and `depth`") }
    if given.count == 3 {
      let product = arguments.number("rate") * arguments.number("latency")
      guard abs(product - arguments.number("depth")) <= 0.005 * product else {
        throw SolveError(
          "`rate` × `latency` is \(format(product, in: .number, .en)), not the `depth` "
            + "\(format(arguments.number("depth"), in: .number, .en)): give two of the three")
      }
    }
    var lines: [Figure] = []
    if arguments.has("rate"), arguments.has("latency") {
      lines.append(
        "depth", "未完成请求数", "outstanding requests",
        LittlesLaw.number(rate: arguments.number("rate"), time: arguments.number("latency")),
        .number)
    }
    if arguments.has("rate"), arguments.has("depth") {
      lines.append(
        "latency", "允许的平均时延", "mean latency allowed",
        LittlesLaw.time(number: arguments.number("depth"), rate: try arguments.positive("rate")),
        .time)
    }
    if arguments.has("latency"), arguments.has("depth") {
      lines.append(
        "rate", "可达速率", "rate reached",
        LittlesLaw.rate(number: arguments.number("depth"), time: try arguments.positive("latency")),
        .frequency)
    }
    return lines
  }
}
