import Model
import Quantities
import Simulate

extension Calculator {
  /// Autoscaling.
  static let scaling: [Calculator] = [
    hpa, hpaMetrics, hpaPods, hpaWindow, hpaPolicy, hpaSaturated, clusterAutoscaler, vpa,
  ]

  private static let replicas = Parameter(
    "replicas", "当前副本数", "replicas now", .number, in: .whole(0...1_000_000), aka: "n cur current")
  private static let sync = Parameter("sync", "同步周期", "sync period", .time, default: "15 s")
  private static let start = Parameter(
    "start", "起始副本数", "replicas at the start", .number, in: .whole(1...1_000_000))
  private static let needed = Parameter(
    "needed", "所需副本数", "replicas needed", .number, in: .whole(1...1_000_000), aka: "need")
  private static let tolerance = Parameter(
    "tolerance", "容差", "tolerance", .ratio, default: "0.1", aka: "tol")
  private static let rule = Parameter(
    "rule", "容差规则：distance（至 1.32）或 bounds（1.33 起）", "distance up to 1.32, bounds from 1.33 on",
    nil, default: "distance")

  private static let upTolerance = Parameter.optional(
    "up", "扩容容差（1.33 起）", "tolerance of scaling up, from 1.33 on", .ratio,
    aka: "scaleuptolerance uptolerance tolup toleranceup")
  private static let downTolerance = Parameter.optional(
    "down", "缩容容差（1.33 起）", "tolerance of scaling down, from 1.33 on", .ratio,
    aka: "scaledowntolerance downtolerance toldown tolerancedown")

  private static let fewest = Parameter(
    "min", "最小副本数", "fewest", .number, in: .whole(0...1_000_000), default: "1",
    aka: "minreplicas")
  private static let most = Parameter(
    "max", "最大副本数", "most", .number, in: .whole(1...1_000_000), default: "1000000",
    aka: "maxreplicas")

  /// The fewest and the most replicas that the autoscaler may ask for.
  private static func limits(
    _ arguments: Arguments
  ) throws(SolveError) -> (least: Int, most: Int) {
    let (least, most) = (arguments.count("min"), arguments.count("max"))
    guard least <= most else { throw SolveError("`min` is not above `max`") }
    return (least, most)
  }

  private static func autoscaler(_ arguments: Arguments) throws(SolveError) -> HorizontalAutoscaler
  {
    let tolerance = arguments.number("tolerance")
    // A tolerance for each direction came with the rule that compares bounds (KEP-4951).
    if arguments.has("up") || arguments.has("down") {
      return HorizontalAutoscaler(
        tolerance: .bounds(
          down: arguments.optional("down") ?? tolerance, up: arguments.optional("up") ?? tolerance))
    }
    return HorizontalAutoscaler(
      tolerance: try arguments.choice(
        "rule",
        ["distance": .distance(tolerance), "bounds": .bounds(down: tolerance, up: tolerance)]))
  }

  /// A metric as Kubernetes writes it, in thousandths as its controller counts: `200m` is 200, 0.2 too;
  /// `400Mi` in thousandths of a byte. A percentage stays a percentage: 70% is 70,000.
  ///
  /// The controller divides integers; dividing seventieths of a hundred by others would round twice, and
  /// 22/20 would lie on the other side of its tolerance.
  private static func metric(_ text: String, _ name: String) throws(SolveError) -> Double {
    let plain = text.hasSuffix("%") ? String(text.dropLast()) : text
    if let value = KubernetesQuantity.thousandths(plain) { return value }
    throw SolveError(
      "`\(name)` is a number, a percentage, or like `200m` or `400Mi`, which `\(text)` is not")
  }

  /// Refuses a percentage against a plain number, for they measure different things; none of either is the same.
  private static func requireAlike(
    _ first: (name: String, text: String), _ second: (name: String, text: String)
  ) throws(SolveError) {
    // Thousandths are of cores, and binary multiples are of bytes.
    func isOfBytes(_ text: String) -> Bool? {
      text.hasSuffix("i") ? true : text.hasSuffix("m") ? false : nil
    }
    if let one = isOfBytes(first.text), let other = isOfBytes(second.text), one != other {
      throw SolveError(
        "`\(first.name)` is `\(first.text)` and `\(second.name)` is `\(second.text)`: one is of cores, "
          + "the other of bytes")
    }
    // Half of something against fifty of it is rather a share against a percentage.
    let values = [first, second].compactMap { try? metric($0.text, $0.name) }.sorted()
    if values.count == 2, values[0] > 0, values[0] < 1_000, values[1] >= 10_000,
      values[1] <= 100_000,
      ![first, second].contains(where: { $0.text.hasSuffix("%") })
        && ![first, second].allSatisfy({ $0.text.hasSuffix("m") })
    {
      throw SolveError(
        "`\(first.name)` is `\(first.text)` and `\(second.name)` is `\(second.text)`, a share and a percentage it "
          + "seems: write both as percentages, `75%`, or both in thousandths, `75000m`")
    }
    guard first.text.hasSuffix("%") != second.text.hasSuffix("%"),
      try metric(first.text, first.name) != 0
    else { return }
    throw SolveError(
      "`\(first.name)` is `\(first.text)` and `\(second.name)` is `\(second.text)`: write both as "
        + "percentages, or neither")
  }

  private static func metric(
    _ arguments: Arguments, positive name: String
  ) throws(SolveError) -> Double {
    let value = try metric(arguments.text(name), name)
    guard value > 0 else { throw SolveError("`\(name)` is above zero") }
    return value
  }

  private static let current = Parameter(
    "current", "当前指标", "current metric", nil, isOneText: true,
    aka:
      "currentmetric metric currentutilization utilization utilisation usage currentcpu currentvalue currentmetricvalue currentcpuutilization currentcpuutilizationpercentage currentaverageutilization currentaveragevalue cpuusage cpu"
  )
  private static let target = Parameter(
    "target", "目标指标", "target metric", nil, isOneText: true,
    aka:
      "targetmetric targetutilization targetcpu desiredmetric desiredmetricvalue targetvalue targetcpuutilization targetcpuutilizationpercentage targetaverageutilization targetaveragevalue averageutilization averagevalue cputarget"
  )

  private static let hpa = Calculator(
    "hpa", "HPA 副本数", "HPA replicas", "replicas=4 current=200m target=100m",
    formula: "desired = ⌈n · current/target⌉, kept while |1 − current/target| ≤ tolerance",
    source: "kubernetes/website horizontal-pod-autoscale; replica_calculator.go",
    [
      replicas, current, target, tolerance, rule, upTolerance, downTolerance, fewest, most,
    ]
  ) { arguments throws(SolveError) in
    // A value for each of several metrics on both sides.
    guard !arguments.text("current").contains(",") else {
      return try linesOfMetrics(arguments, wishes: try wishesOfMetrics(arguments))
    }
    let replicas = arguments.count("replicas")
    let (least, most) = try limits(arguments)
    try requireAlike(("current", arguments.text("current")), ("target", arguments.text("target")))
    let target = try metric(arguments, positive: "target")
    let current = try metric(arguments.text("current"), "current")
    guard replicas > 0 || least == 0 else {
      return [
        Figure(
          "desired", "期望副本数", "desired replicas", 0, .number,
          text: "0: with no replicas the autoscaler is off, until someone scales up"),
        Figure("ratio", "指标比", "ratio", current / target, .number),
      ]
    }
    let wish = try autoscaler(arguments).desired(
      replicas: replicas, current: current, target: target)
    let tolerance = arguments.number("tolerance")
    let newer = HorizontalAutoscaler(tolerance: .bounds(down: tolerance, up: tolerance)).desired(
      replicas: replicas, current: current, target: target)
    return [
      Figure("desired", "期望副本数", "desired replicas", min(max(wish, least), most)),
      Figure("ratio", "指标比", "ratio", current / target, .number),
      Figure(
        "first-sync", "缺省策略下一个周期后的副本数", "replicas one sync later, by the default policies",
        min(max(wish, least), most, max(2 * replicas, replicas + 4))),
    ]  // At the edge of the tolerance the two rules differ in the last digit of the ratio.
      + (wish == newer || arguments.has("up") || arguments.has("down")
        ? []
        : [
          Figure(
            "desired-1.33", "期望副本数（1.33 起的规则）", "desired by the rule from 1.33 on",
            min(max(newer, least), most))
        ])
  }

  /// What each metric asks for, of `replicas`, `current` and `target`; nil of one that cannot be read.
  private static func wishesOfMetrics(_ arguments: Arguments) throws(SolveError) -> [Int?] {
    let current = arguments.text("current").split(separator: ",").map(String.init)
    let target = arguments.text("target").split(separator: ",").map(String.init)
    guard current.count == target.count else {
      throw SolveError("`current` and `target` have one value for each metric")
    }
    guard arguments.has("replicas") else {
      throw SolveError("`current` needs `replicas` beside it")
    }
    let replicas = try arguments.count("replicas", in: 1...1_000_000)
    let autoscaler = try autoscaler(arguments)
    var wishes: [Int?] = []
    for (now, aim) in zip(current, target) {
      guard !["-", "null", "None"].contains(now) else {
        wishes.append(nil)
        continue
      }
      try requireAlike(("current", now), ("target", aim))
      let goal = try metric(aim, "target")
      guard goal > 0 else { throw SolveError("`target` is above zero") }
      wishes.append(
        autoscaler.desired(replicas: replicas, current: try metric(now, "current"), target: goal))
    }
    return wishes
  }

  private static let hpaMetrics = Calculator(
    "hpa-metrics", "HPA 多指标", "HPA with several metrics", "replicas=5 wishes=4,9,6",
    formula: "the largest wish; with a metric that cannot be read, no scaling down",
    source: "kubernetes/website horizontal-pod-autoscale",
    [
      .optional(
        "replicas", "当前副本数（有读不到的指标时需要）", "replicas now, needed with a metric that cannot be read",
        .number),
      .optional(
        "wishes", "各指标的期望，- 为读不到", "wishes, - for one that cannot be read", nil, aka: "desired"),
      .optional(
        "current", "各指标的当前值（代替 wishes）", "current metrics, in place of wishes", nil, aka: "metrics"),
      .optional("target", "各指标的目标值", "target of each", nil, aka: "targets"), tolerance, rule,
      upTolerance, downTolerance, fewest, most,
    ]
  ) { arguments throws(SolveError) in
    var wishes: [Int?] = []
    if try arguments.one(of: ["wishes"], ["current", "target"]) == 1 {
      wishes = try wishesOfMetrics(arguments)
    }
    for part in arguments.text("wishes").split(separator: ",") {
      guard ["-", "null", "None"].contains(part) || Int(part).map({ $0 >= 0 }) == true else {
        throw SolveError("`wishes` has `\(part)` where a whole number or `-` belongs")
      }
      wishes.append(Int(part))
    }
    return try linesOfMetrics(arguments, wishes: wishes)
  }

  /// The wish of each of several metrics, and what follows from all of them.
  private static func linesOfMetrics(
    _ arguments: Arguments, wishes: [Int?]
  ) throws(SolveError) -> [Figure] {
    guard arguments.has("replicas") || !wishes.contains(nil) else {
      throw SolveError("with a metric that cannot be read, `replicas` says how many there are")
    }
    let desired = HorizontalAutoscaler().desired(
      replicas: arguments.has("replicas")
        ? try arguments.count("replicas", in: 0...1_000_000) : wishes.compactMap { $0 }.max() ?? 0,
      wishes: wishes)
    let (least, greatest) = try limits(arguments)
    return [
      Figure("desired", "期望副本数", "desired replicas", min(max(desired, least), greatest)),
      Figure(
        "wishes", "各指标的期望", "wish of each metric", Double(desired), .number,
        text: wishes.map { $0.map { String($0) } ?? "-" }.joined(separator: ", "),
        values: wishes.map { $0.map { Double($0) } }),
    ]
  }

  private static func podMetric(_ text: String) throws(SolveError) -> Double {
    do { return try metric(text, "pods") } catch {
      throw SolveError("\(error); a pod without a metric is `-`, an unready one `u`")
    }
  }

  private static let hpaPods = Calculator(
    "hpa-pods", "HPA 缺失指标与未就绪", "HPA with missing and unready pods", "pods=200,200,-,- target=100",
    formula:
      "missing: 0 when scaling up, target (docs) or request (code) when down; unready: 0 when up; of the mean whole percents of the request count, or whole thousandths of a metric",
    source: "replica_calculator.go; metrics/utilization.go; kubernetes/website, Algorithm details",
    [
      Parameter(
        "pods", "各 Pod 指标，- 缺失，u 未就绪", "metric of each pod, - missing, u unready", nil, aka: "usage"
      ),
      target, tolerance, rule,
      Parameter(
        "missing", "缺失按 target（文档）或 request（代码）", "missing pods as target (docs) or request (code)",
        nil, default: "target"),
      .optional("request", "每 Pod 请求量", "request of a pod", nil),
    ],
    respelling: [.readyPods]
  ) { arguments throws(SolveError) in
    // A percentage is one of the request, whatever that is; without one, bare figures may be percentages.
    let isPercent = arguments.text("pods").contains("%")
    let hasRequest = arguments.has("request")
    let request = hasRequest && !isPercent ? try metric(arguments, positive: "request") : 100_000
    var target = try metric(arguments, positive: "target")
    let values = arguments.text("pods").split(separator: ",").filter { !"-u".contains($0) }
    // A utilisation target is a share of the request, as `20m` of `100m` is 20 %.
    let isShare =
      arguments.text("target").hasSuffix("%") && !values.contains { $0.hasSuffix("%") }
      && hasRequest
    if isShare { target = target * request / 100_000 }
    var pods: [HorizontalAutoscaler.PodMetric] = []
    for part in arguments.text("pods").split(separator: ",") {
      switch part {
      case "-", "missing", "null", "None", "none", "nil": pods.append(.missing)
      case "u", "unready", "notready", "not-ready": pods.append(.unready)
      default:
        if !isShare {
          try requireAlike(("pods", String(part)), ("target", arguments.text("target")))
        }
        pods.append(.value(try podMetric(String(part))))
      }
    }
    guard !pods.isEmpty, pods.count <= 100_000 else { throw SolveError("`pods` is a list") }
    let autoscaler = try autoscaler(arguments)
    func desired(_ rule: HorizontalAutoscaler.MissingRule) -> Double {
      let isUtilisation = rule == .request || hasRequest || isPercent
      return Double(
        autoscaler.desired(
          pods: pods, target: target, missing: rule, request: request,
          mean: isUtilisation ? .wholePercent : .whole))
    }
    let chosen: HorizontalAutoscaler.MissingRule = try arguments.choice(
      "missing", ["target": .target, "request": .request])
    return [
      Figure("desired", "期望副本数", "desired replicas", desired(chosen), .number),
      Figure(
        "desired-docs", "缺失按目标（文档）", "missing pods at the target, as documented", desired(.target),
        .number),
      Figure(
        "desired-code", "缺失按请求量（代码，资源指标）", "missing pods at the request, as coded for resources",
        desired(.request), .number),
    ]
  }

  private static let hpaWindow = Calculator(
    "hpa-window", "HPA 稳定窗口", "HPA stabilisation window", "replicas=10 wishes=10,9,8,9,9,8,9,8,9,8",
    formula: "down: the greatest wish of the window; up: the least", source: "KEP-853",
    [
      replicas,
      Parameter(
        "wishes", "窗口内各次期望，旧者在前", "wishes, oldest first", .number,
        in: .whole(0...1_000_000), isList: true, aka: "recs recommendations"),
      sync,
      Parameter(
        "down", "缩容窗口", "window for down", .time, default: "300 s",
        aka:
          "window stabilizationwindow stabilizationwindowseconds:s stabilisationwindow downstabilization"
      ),
      Parameter("up", "扩容窗口", "window for up", .time, default: "0"),
    ]
  ) { arguments throws(SolveError) in
    let sync = try arguments.positive("sync")
    let wishes = arguments.counts("wishes").enumerated().map {
      (time: Double($0.offset) * sync, replicas: $0.element)
    }
    let chosen = AutoscalerHistory.stabilised(
      wishes: wishes, current: arguments.count("replicas"), at: wishes.last?.time ?? 0,
      up: arguments.number("up"), down: arguments.number("down"))
    return [Figure("chosen", "选定副本数", "replicas chosen", chosen)]
  }

  private static let hpaPolicy = Calculator(
    "hpa-policy", "HPA 伸缩策略下的轨迹", "HPA trace under its policies", "start=10 needed=100",
    formula: "up: at most max(percent, pods) per period; down: percent per period after the window",
    source: "HPAScalingRules: up 100 % or 4 pods / 15 s, down 100 % / 15 s",
    [
      start, needed,
      Parameter("percent", "每期百分比", "percent per period", .ratio, default: "100%"),
      Parameter(
        "pods", "每期 Pod 数（0 为无此策略）", "pods per period, 0 for none", .number,
        in: .whole(0...1_000_000), default: "4"),
      Parameter(
        "period", "策略周期", "period", .time, in: .positive, default: "15 s", aka: "periodseconds:s"),
      sync,
      Parameter("window", "缩容窗口", "window for down", .time, default: "300 s"), most,
      Parameter(
        "select", "两种策略取 max（较大）或 min（较小）", "of the two policies the max or the min", nil,
        default: "max", aka: "selectpolicy"),
    ]
  ) { arguments throws(SolveError) in
    let start = arguments.count("start")
    let needed = arguments.count("needed")
    // Rounds and periods of decimals, added up exactly.
    let times = ["period", "sync", "window"].map { arguments.number($0) }
    let fraction = DecimalFraction(of: times, upTo: 10_000 * (times.max() ?? 1))
    let period = fraction.whole(arguments.number("period"))
    let pods = arguments.count("pods")
    let percent = Int(saturating: (arguments.number("percent") * 100).rounded())
    var policies = [ScalingRules.Policy(.percent, percent, period: period)]
    if pods > 0 { policies.append(ScalingRules.Policy(.pods, pods, period: period)) }
    let select: ScalingRules.Selection = try arguments.choice(
      "select", ["max": .most, "min": .least])
    let autoscaler = HorizontalAutoscaler(
      maxReplicas: arguments.count("max"),
      up: ScalingRules(stabilisation: 0, policies: policies, select: select),
      down: ScalingRules(
        stabilisation: fraction.whole(arguments.number("window")),
        policies: [ScalingRules.Policy(.percent, percent, period: period)]))
    let sync = fraction.whole(try arguments.positive("sync"))
    var history = AutoscalerHistory(autoscaler)
    var trace = [start]
    // Before the load changed, the wish was what was running: the window remembers it.
    if needed < start { _ = history.decide(wish: start, current: start, at: 0) }
    for round in 1...10_000 {
      let current = trace.last ?? start
      if current == needed { break }
      trace.append(history.decide(wish: needed, current: current, at: Double(round) * sync))
    }
    let changes = trace.enumerated().filter { $0.offset == 0 || $0.element != trace[$0.offset - 1] }
    return [
      arrival(
        after: trace.last == needed
          ? fraction.value(Double(trace.count - 1) * sync) : .infinity),
      Figure(
        "trace", "轨迹", "trace", Double(trace.last ?? start), .number,
        text: changes.prefix(60).map { "\($0.element)" }.joined(separator: " → "),
        values: changes.map { Double($0.element) }),
    ]
  }

  private static let hpaSaturated = Calculator(
    "hpa-ramp", "CPU 饱和时的扩容轨迹", "HPA ramp under saturation", "start=10 needed=100 target=70%",
    formula:
      "n ← min(⌈n/target⌉, needed) each sync, for usage reads at most 100 %; none where 1/target is within the tolerance of 0.1",
    source: "repeated HPA formula",
    [
      start, needed,
      Parameter("target", "目标利用率", "target utilisation", .ratio, in: .positive, default: "70%"),
      sync,
    ]
  ) { arguments throws(SolveError) in
    let target = arguments.number("target")
    guard target < 1 else { throw SolveError("`target` is below 1") }
    let needed = arguments.count("needed")
    let trace = HorizontalAutoscaler().saturatedTrace(
      from: arguments.count("start"), target: target, needed: needed)
    return [
      arrival(
        after: trace.last.map { $0 >= needed } == true
          ? Double(trace.count - 1) * arguments.number("sync") : .infinity),
      Figure("syncs", "同步次数", "syncs", trace.count - 1),
      Figure("trace", "轨迹", "trace", trace.last ?? 0, each: trace, separator: " → "),
    ]
  }

  private static func arrival(after time: Double) -> Figure {
    Figure("time", "到达所需的时间", "time to get there", time, .time)
  }
}

extension Respelling {
  /// The metrics of ready pods, and how many others are unready, as one list.
  static let readyPods = Respelling("ready", "unready") { spelt throws(SolveError) in
    guard spelt.key == "ready" else { return spelt.other("ready") == nil ? nil : [] }
    let unready = try spelt.count("unready") ?? 0
    guard (0...100_000).contains(unready) else { throw SolveError("`unready` counts pods") }
    let pods = [BracketedValue.plain(spelt.value)] + Array(repeating: "u", count: unready)
    return [("pods", pods.joined(separator: ","))]
  }
}
