import Model
import Quantities
import Simulate

extension SolveModel {
  /// Autoscaling.
  static let scaling: [SolveModel] = [
    hpa, hpaMetrics, hpaPods, hpaWindow, hpaPolicy, hpaSaturated, clusterAutoscaler, vpa,
  ]

  private static let replicas = SolveParameter("replicas", "当前副本数", "replicas now", .number)
  private static let tolerance = SolveParameter(
    "tolerance", "容差", "tolerance", .ratio, default: "0.1")
  private static let rule = SolveParameter(
    "rule", "容差规则：distance（至 1.32）或 bounds（1.33 起）",
    "distance up to 1.32, bounds from 1.33 on", nil, default: "distance")

  private static let upTolerance = SolveParameter(
    "up", "扩容容差（1.33 起）", "tolerance of scaling up, from 1.33 on", .ratio, isOptional: true)
  private static let downTolerance = SolveParameter(
    "down", "缩容容差（1.33 起）", "tolerance of scaling down, from 1.33 on", .ratio, isOptional: true)

  private static func autoscaler(
    _ arguments: SolveArguments
  ) throws(SolveError) -> HorizontalAutoscaler {
    let tolerance = arguments.number("tolerance")
    // A tolerance for each direction came with the rule that compares bounds (KEP-4951).
    if arguments.has("up") || arguments.has("down") {
      return HorizontalAutoscaler(
        tolerance: .bounds(
          down: arguments.has("down") ? arguments.number("down") : tolerance,
          up: arguments.has("up") ? arguments.number("up") : tolerance))
    }
    return HorizontalAutoscaler(
      tolerance: try arguments.choice(
        "rule",
        ["distance": .distance(tolerance), "bounds": .bounds(down: tolerance, up: tolerance)]
      ))
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

  /// Refuses a percentage against a plain number: they measure different things.
  private static func requireAlike(
    _ first: (name: String, text: String), _ second: (name: String, text: String)
  ) throws(SolveError) {
    guard first.text.hasSuffix("%") != second.text.hasSuffix("%") else { return }
    throw SolveError(
      "`\(first.name)` is `\(first.text)` and `\(second.name)` is `\(second.text)`: write both as "
        + "percentages, or neither")
  }

  private static func metric(
    _ arguments: SolveArguments, positive name: String
  ) throws(SolveError) -> Double {
    let value = try metric(arguments.text(name), name)
    guard value > 0 else { throw SolveError("`\(name)` is above zero") }
    return value
  }

  private static let current = SolveParameter(
    "current", "当前指标", "current metric", nil, isOneText: true)
  private static let target = SolveParameter(
    "target", "目标指标", "target metric", nil, isOneText: true)

  private static let hpa = SolveModel(
    "hpa", Label(zh: "HPA 副本数", en: "HPA replicas"), "replicas=4 current=200m target=100m",
    formula: "desired = ⌈n · current/target⌉, kept while |1 − current/target| ≤ tolerance",
    source: "kubernetes/website horizontal-pod-autoscale; replica_calculator.go",
    [
      replicas, current, target, tolerance, rule, upTolerance, downTolerance,
      SolveParameter("min", "最小副本数", "fewest", .number, default: "1"),
      SolveParameter("max", "最大副本数", "most", .number, default: "1000000"),
    ]
  ) { arguments throws(SolveError) in
    let replicas = try arguments.count("replicas", in: 0...1_000_000)
    let least = try arguments.count("min", in: 0...1_000_000)
    let most = try arguments.count("max")
    guard least <= most else { throw SolveError("`min` is not above `max`") }
    try requireAlike(
      ("current", arguments.text("current")), ("target", arguments.text("target")))
    let target = try metric(arguments, positive: "target")
    let current = try metric(arguments.text("current"), "current")
    guard replicas > 0 || least == 0 else {
      return [
        SolveLine(
          "desired", "期望副本数", "desired replicas", 0, .number,
          text: "0: with no replicas the autoscaler is off, until someone scales up"),
        SolveLine("ratio", "指标比", "ratio", current / target, .number),
      ]
    }
    let wish = try autoscaler(arguments).desired(
      replicas: replicas, current: current, target: target)
    let tolerance = arguments.number("tolerance")
    let newer = HorizontalAutoscaler(tolerance: .bounds(down: tolerance, up: tolerance)).desired(
      replicas: replicas, current: current, target: target)
    return [
      SolveLine(
        "desired", "期望副本数", "desired replicas", Double(min(max(wish, least), most)), .number),
      SolveLine("ratio", "指标比", "ratio", current / target, .number),
      SolveLine(
        "first-sync", "缺省策略下一个周期后的副本数", "replicas one sync later, by the default policies",
        Double(min(max(wish, least), most, max(2 * replicas, replicas + 4))), .number),
    ]
      // At the edge of the tolerance the two rules differ in the last digit of the ratio.
      + (wish == newer || arguments.has("up") || arguments.has("down")
        ? []
        : [
          SolveLine(
            "desired-1.33", "期望副本数（1.33 起的规则）", "desired by the rule from 1.33 on",
            Double(min(max(newer, least), most)), .number)
        ])
  }

  /// What each metric asks for, of `replicas`, `current` and `target`; nil of one that cannot be read.
  private static func wishesOfMetrics(_ arguments: SolveArguments) throws(SolveError) -> [Int?] {
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
      guard now != "-" else {
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

  private static let hpaMetrics = SolveModel(
    "hpa-metrics", Label(zh: "HPA 多指标", en: "HPA with several metrics"), "replicas=5 wishes=4,9,6",
    formula: "the largest wish; with a metric that cannot be read, no scaling down",
    source: "kubernetes/website horizontal-pod-autoscale",
    [
      SolveParameter(
        "replicas", "当前副本数（有读不到的指标时需要）", "replicas now, needed with a metric that cannot be read",
        .number, isOptional: true),
      SolveParameter(
        "wishes", "各指标的期望，- 为读不到", "wishes, - for one that cannot be read", nil, isOptional: true),
      SolveParameter(
        "current", "各指标的当前值（代替 wishes）", "current metrics, in place of wishes", nil,
        isOptional: true),
      SolveParameter("target", "各指标的目标值", "target of each", nil, isOptional: true), tolerance,
      rule, upTolerance, downTolerance,
    ]
  ) { arguments throws(SolveError) in
    var wishes: [Int?] = []
    guard arguments.has("wishes") != (arguments.has("current") && arguments.has("target")) else {
      throw SolveError("give `wishes`, or `replicas`, `current` and `target`")
    }
    if arguments.has("current") { wishes = try wishesOfMetrics(arguments) }
    for part in arguments.text("wishes").split(separator: ",") {
      guard part == "-" || Int(part).map({ $0 >= 0 }) == true else {
        throw SolveError("`wishes` has `\(part)` where a whole number or `-` belongs")
      }
      wishes.append(Int(part))
    }
    guard arguments.has("replicas") || !wishes.contains(nil) else {
      throw SolveError("with a metric that cannot be read, `replicas` says how many there are")
    }
    let desired = HorizontalAutoscaler().desired(
      replicas: arguments.has("replicas")
        ? try arguments.count("replicas", in: 0...1_000_000) : wishes.compactMap { $0 }.max() ?? 0,
      wishes: wishes)
    return [
      SolveLine("desired", "期望副本数", "desired replicas", Double(desired), .number),
      SolveLine(
        "wishes", "各指标的期望", "wish of each metric", Double(desired), .number,
        text: wishes.map { $0.map { String($0) } ?? "-" }.joined(separator: ", "),
        values: wishes.map { $0.map { Double($0) } }),
    ]
  }

  private static let hpaPods = SolveModel(
    "hpa-pods", Label(zh: "HPA 缺失指标与未就绪", en: "HPA with missing and unready pods"),
    "pods=200,200,-,- target=100",
    formula:
      "missing: 0 when scaling up, target (docs) or request (code) when down; unready: 0 when up",
    source: "replica_calculator.go; kubernetes/website, Algorithm details",
    [
      SolveParameter(
        "pods", "各 Pod 指标，- 缺失，u 未就绪", "metric of each pod, - missing, u unready", nil), target,
      tolerance, rule,
      SolveParameter(
        "missing", "缺失按 target（文档）或 request（代码）", "missing pods as target (docs) or request (code)",
        nil,
        default: "target"),
      SolveParameter("request", "每 Pod 请求量", "request of a pod", nil, isOptional: true),
    ]
  ) { arguments throws(SolveError) in
    let request = arguments.has("request") ? try metric(arguments, positive: "request") : 100_000
    var target = try metric(arguments, positive: "target")
    let values = arguments.text("pods").split(separator: ",").filter { !"-u".contains($0) }
    // A utilisation target is a share of the request, as `20m` of `100m` is 20 %.
    let isShare =
      arguments.text("target").hasSuffix("%") && !values.contains { $0.hasSuffix("%") }
      && arguments.has("request")
    if isShare { target *= request / 100_000 }
    var pods: [HorizontalAutoscaler.PodMetric] = []
    for part in arguments.text("pods").split(separator: ",") {
      switch part {
      case "-", "missing": pods.append(.missing)
      case "u", "unready", "notready", "not-ready": pods.append(.unready)
      default:
        if !isShare {
          try requireAlike(("pods", String(part)), ("target", arguments.text("target")))
        }
        pods.append(.value(try metric(String(part), "pods")))
      }
    }
    guard !pods.isEmpty, pods.count <= 100_000 else { throw SolveError("`pods` is a list") }
    let autoscaler = try autoscaler(arguments)
    func desired(_ rule: HorizontalAutoscaler.MissingRule) -> Double {
      Double(autoscaler.desired(pods: pods, target: target, missing: rule, request: request))
    }
    let chosen: HorizontalAutoscaler.MissingRule = try arguments.choice(
      "missing", ["target": .target, "request": .request])
    return [
      SolveLine("desired", "期望副本数", "desired replicas", desired(chosen), .number),
      SolveLine(
        "desired-docs", "缺失按目标（文档）", "missing pods at the target, as documented",
        desired(.target), .number),
      SolveLine(
        "desired-code", "缺失按请求量（代码，资源指标）", "missing pods at the request, as coded for resources",
        desired(.request), .number),
    ]
  }

  private static let hpaWindow = SolveModel(
    "hpa-window", Label(zh: "HPA 稳定窗口", en: "HPA stabilisation window"),
    "replicas=10 wishes=10,9,8,9,9,8,9,8,9,8",
    formula: "down: the greatest wish of the window; up: the least", source: "KEP-853",
    [
      replicas,
      SolveParameter("wishes", "窗口内各次期望，旧者在前", "wishes, oldest first", .number, isList: true),
      SolveParameter("sync", "同步周期", "sync period", .time, default: "15 s"),
      SolveParameter("down", "缩容窗口", "window for down", .time, default: "300 s"),
      SolveParameter("up", "扩容窗口", "window for up", .time, default: "0"),
    ]
  ) { arguments throws(SolveError) in
    let sync = try arguments.positive("sync")
    let wishes = arguments.list("wishes").enumerated().map {
      (time: Double($0.offset) * sync, replicas: Int(saturating: $0.element))
    }
    let chosen = AutoscalerHistory.stabilised(
      wishes: wishes, current: try arguments.count("replicas", in: 0...1_000_000),
      at: wishes.last?.time ?? 0, up: arguments.number("up"), down: arguments.number("down"))
    return [SolveLine("chosen", "选定副本数", "replicas chosen", Double(chosen), .number)]
  }

  private static let hpaPolicy = SolveModel(
    "hpa-policy", Label(zh: "HPA 伸缩策略下的轨迹", en: "HPA trace under its policies"),
    "start=10 needed=100",
    formula: "up: at most max(percent, pods) per period; down: percent per period after the window",
    source: "HPAScalingRules: up 100 % or 4 pods / 15 s, down 100 % / 15 s",
    [
      SolveParameter("start", "起始副本数", "replicas at the start", .number),
      SolveParameter("needed", "所需副本数", "replicas needed", .number),
      SolveParameter("percent", "每期百分比", "percent per period", .ratio, default: "100%"),
      SolveParameter(
        "pods", "每期 Pod 数（0 为无此策略）", "pods per period, 0 for none", .number, default: "4"),
      SolveParameter("period", "策略周期", "period", .time, default: "15 s"),
      SolveParameter("sync", "同步周期", "sync period", .time, default: "15 s"),
      SolveParameter("window", "缩容窗口", "window for down", .time, default: "300 s"),
    ]
  ) { arguments throws(SolveError) in
    let start = try arguments.count("start")
    let needed = try arguments.count("needed")
    let period = try arguments.positive("period")
    let pods = try arguments.count("pods", in: 0...1_000_000)
    let percent = Int(saturating: (arguments.number("percent") * 100).rounded())
    var policies = [ScalingRules.Policy(.percent, percent, period: period)]
    if pods > 0 { policies.append(ScalingRules.Policy(.pods, pods, period: period)) }
    let autoscaler = HorizontalAutoscaler(
      up: ScalingRules(stabilisation: 0, policies: policies),
      down: ScalingRules(
        stabilisation: arguments.number("window"),
        policies: [ScalingRules.Policy(.percent, percent, period: period)]))
    let sync = try arguments.positive("sync")
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
      SolveLine(
        "time", "到达所需的时间", "time to get there",
        trace.last == needed ? Double(trace.count - 1) * sync : .infinity, .time),
      SolveLine(
        "trace", "轨迹", "trace", Double(trace.last ?? start), .number,
        text: changes.prefix(60).map { "\($0.element)" }.joined(separator: " → "),
        values: changes.map { Double($0.element) }),
    ]
  }

  private static let hpaSaturated = SolveModel(
    "hpa-ramp", Label(zh: "CPU 饱和时的扩容轨迹", en: "HPA ramp under saturation"),
    "start=10 needed=100 target=70%",
    formula: "n ← min(⌈n/target⌉, needed) each sync, for usage reads at most 100 %",
    source: "repeated HPA formula",
    [
      SolveParameter("start", "起始副本数", "replicas at the start", .number),
      SolveParameter("needed", "所需副本数", "replicas needed", .number),
      SolveParameter("target", "目标利用率", "target utilisation", .ratio, default: "70%"),
      SolveParameter("sync", "同步周期", "sync period", .time, default: "15 s"),
    ]
  ) { arguments throws(SolveError) in
    let target = try arguments.positive("target")
    guard target < 1 else { throw SolveError("`target` is below 1") }
    let needed = try arguments.count("needed")
    let trace = HorizontalAutoscaler().saturatedTrace(
      from: try arguments.count("start"), target: target, needed: needed)
    return [
      SolveLine(
        "time", "到达所需的时间", "time to get there",
        trace.last.map { $0 >= needed } == true
          ? Double(trace.count - 1) * arguments.number("sync") : .infinity, .time),
      SolveLine("syncs", "同步次数", "syncs", Double(trace.count - 1), .number),
      SolveLine(
        "trace", "轨迹", "trace", Double(trace.last ?? 0), .number,
        text: trace.map { String($0) }.joined(separator: " → "),
        values: trace.map { Double($0) }),
    ]
  }

  private static let clusterAutoscaler = SolveModel(
    "cluster-autoscaler", Label(zh: "Cluster Autoscaler", en: "cluster autoscaler"),
    "pods=100 pod=0.5,1 node=8,32",
    formula: "nodes = ⌈pods/⌊min node/pod⌋⌉; scale down below the threshold, unneeded for so long",
    source: "kubernetes/autoscaler FAQ: threshold 0.5, unneeded 10 min, delay after add 10 min",
    [
      SolveParameter("pods", "Pod 数", "pods", .number, isOptional: true),
      SolveParameter(
        "pod", "每 Pod 请求（CPU,内存…）", "requests of a pod", .number, isList: true, isOptional: true),
      SolveParameter(
        "node", "每节点可分配", "allocatable of a node", .number, isList: true, isOptional: true),
      SolveParameter(
        "utilisation", "各节点利用率（其 Pod 可移走时）", "utilisations of nodes whose pods fit elsewhere",
        .ratio, isList: true, isOptional: true),
      SolveParameter(
        "memory", "每 Pod 内存，如 512Mi", "memory of a pod, like 512Mi", nil, isOptional: true),
      SolveParameter("node-memory", "每节点内存", "memory of a node", nil, isOptional: true),
      SolveParameter(
        "most", "每节点最多 Pod 数", "most pods on a node", .number, isOptional: true),
      SolveParameter("have", "现有节点数", "nodes now", .number, isOptional: true),
      SolveParameter("threshold", "缩容阈值", "scale-down threshold", .ratio, default: "0.5"),
      SolveParameter("unneeded", "无需多久后移除", "unneeded for so long", .time, default: "10min"),
    ]
  ) { arguments throws(SolveError) in
    let scaler = ClusterAutoscaler(
      utilisationThreshold: try arguments.share("threshold"),
      unneededTime: arguments.number("unneeded"))
    if arguments.has("utilisation") {
      let verdicts = arguments.list("utilisation").map {
        scaler.isUnneeded(utilisation: $0, podsFitElsewhere: true)
      }
      return [
        SolveLine(
          "unneeded", "会否缩容", "scales down", Double(verdicts.count { $0 }), .number,
          text: verdicts.map { $0 ? "yes" : "no" }.joined(separator: ", "),
          values: verdicts.map { $0 ? 1 : 0 })
      ]
    }
    guard ["pods", "pod", "node"].allSatisfy(arguments.has) else {
      throw SolveError("give `pods`, `pod` and `node`, or `utilisation`")
    }
    let memory = try memories(arguments)
    let pod = arguments.list("pod") + memory.map { $0.pod } + (arguments.has("most") ? [1] : [])
    let node = arguments.list("node") + memory.map { $0.node } + arguments.list("most")
    guard pod.count == node.count, node.allSatisfy({ $0 > 0 }) else {
      throw SolveError("`pod` and `node` name the same resources, above zero")
    }
    let pods = try arguments.count("pods", in: 0...10_000_000)
    guard let nodes = ClusterAutoscaler.nodes(pods: pods, perPod: pod, perNode: node) else {
      throw SolveError("a pod does not fit an empty node")
    }
    let have = arguments.has("have") ? try arguments.count("have") : max(nodes, 1)
    let requested = pod.map { $0 * Double(pods) / Double(have) }
    let utilisation = ClusterAutoscaler.utilisation(requested: requested, allocatable: node)
    let shrinks = scaler.isUnneeded(utilisation: utilisation, podsFitElsewhere: have > nodes)
    return [
      SolveLine("nodes", "所需节点数", "nodes needed", Double(nodes), .number),
      SolveLine(
        "utilisation", "节点利用率（请求/可分配）", "node utilisation, requested over allocatable",
        utilisation, .ratio),
      SolveLine(
        "unneeded", "会否缩容", "scales down", shrinks ? 1 : 0, .number, text: shrinks ? "yes" : "no"),
      SolveLine(
        "after", "最早移除", "earliest removal", scaler.removal(unneededSince: 0, lastAdded: nil),
        .time),
    ]
  }

  /// The memory of a pod and of a node, in bytes or in one unnamed unit; none where neither is given.
  private static func memories(
    _ arguments: SolveArguments
  ) throws(SolveError) -> [(pod: Double, node: Double)] {
    guard arguments.has("memory") || arguments.has("node-memory") else { return [] }
    let (pod, node) = (arguments.text("memory"), arguments.text("node-memory"))
    guard let first = KubernetesQuantity.thousandths(pod),
      let second = KubernetesQuantity.thousandths(node),
      pod.last?.isLetter == node.last?.isLetter
    else { throw SolveError("`memory` and `node-memory` are both like `512Mi`, or both bare") }
    return [(first, second)]
  }

  private static let vpa = SolveModel(
    "vpa", Label(zh: "VPA 推荐值", en: "VPA recommendation"), "usage=0.2,0.3,0.25,0.9,0.28 every=1h",
    formula: "weighted P90 · 1.15, weights halved every 24 h",
    source: "vertical-pod-autoscaler docs/flags.md: percentile 0.9, margin 0.15, half-life 24 h",
    [
      SolveParameter("usage", "用量样本，旧者在前", "usage samples, oldest first", .number, isList: true),
      SolveParameter("every", "采样间隔", "sampling interval", .time, default: "1min"),
      SolveParameter("percentile", "分位", "percentile", .ratio, default: "90%"),
      SolveParameter("margin", "余量", "margin", .ratio, default: "15%"),
    ]
  ) { arguments throws(SolveError) in
    let every = try arguments.positive("every")
    let scaler = VerticalAutoscaler(
      targetPercentile: try arguments.share("percentile"), margin: arguments.number("margin"))
    let samples = arguments.list("usage").enumerated().map {
      (time: Double($0.offset) * every, usage: $0.element)
    }
    guard let request = scaler.recommendation(samples: samples) else {
      throw SolveError("`usage` is empty")
    }
    return [SolveLine("request", "推荐请求", "recommended request", request, .number)]
  }
}
