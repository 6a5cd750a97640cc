import Glibc
import Model
import Quantities
import Simulate

extension SolveModel {
  static let platform: [SolveModel] = [
    hpa, hpaSaturated, flagger, dora, restoreMix, packing, tokenBucket, retry, outlier, nodeFailure,
  ]

  private static let hpa = SolveModel(
    "hpa", Label(zh: "HPA 副本数", en: "HPA replicas"),
    formula: "desired = ⌈n · current/target⌉, kept while |1 − current/target| ≤ tolerance",
    source: "kubernetes/website horizontal-pod-autoscale; replica_calculator.go",
    [
      SolveParameter("replicas", "当前副本数", "replicas now", .number),
      SolveParameter("current", "当前指标", "current metric", .ratio),
      SolveParameter("target", "目标指标", "target metric", .ratio),
      SolveParameter("tolerance", "容差", "tolerance", .ratio, default: "0.1"),
      SolveParameter("min", "最小副本数", "fewest", .number, default: "1"),
      SolveParameter("max", "最大副本数", "most", .number, default: "1000000"),
    ]
  ) { arguments throws(SolveError) in
    let replicas = try arguments.count("replicas", in: 0...1_000_000)
    let least = try arguments.count("min", in: 0...1_000_000)
    let most = try arguments.count("max")
    guard least <= most else { throw SolveError("`min` is not above `max`") }
    let target = try arguments.positive("target")
    let current = arguments.number("current")
    let autoscaler = HorizontalAutoscaler(tolerance: .distance(arguments.number("tolerance")))
    let wish = autoscaler.desired(replicas: replicas, current: current, target: target)
    return [
      SolveLine(
        "desired", "期望副本数", "desired replicas", Double(min(max(wish, least), most)), .number),
      SolveLine("ratio", "指标比", "ratio", current / target, .number),
    ]
  }

  private static let hpaSaturated = SolveModel(
    "hpa-ramp", Label(zh: "CPU 饱和时的扩容轨迹", en: "HPA ramp under saturation"),
    formula: "n ← min(⌈n/target⌉, needed) each sync, for usage reads at most 100 %",
    source: "repeated HPA formula",
    [
      SolveParameter("start", "起始副本数", "replicas at the start", .number),
      SolveParameter("needed", "所需副本数", "replicas needed", .number),
      SolveParameter("target", "目标利用率", "target utilisation", .ratio, default: "70%"),
      SolveParameter("sync", "同步周期", "sync period", .time, default: "15 s"),
    ]
  ) { arguments throws(SolveError) in
    let start = try arguments.count("start")
    let needed = try arguments.count("needed")
    let target = try arguments.positive("target")
    guard target < 1 else { throw SolveError("`target` is below 1") }
    var trace = [start]
    while let last = trace.last, last < needed, trace.count < 1000 {
      let next = min(needed, Int((Double(last) / target - 1e-9).rounded(.up)))
      trace.append(max(next, last + 1))
    }
    return [
      SolveLine(
        "time", "到达所需的时间", "time to get there",
        Double(trace.count - 1) * arguments.number("sync"), .time),
      SolveLine(
        "trace", "轨迹", "trace", Double(trace.last ?? start), .number,
        text: trace.map { String($0) }.joined(separator: " → ")),
    ]
  }

  private static let flagger = SolveModel(
    "flagger", Label(zh: "Flagger 金丝雀用时", en: "Flagger canary times"),
    formula: "promote ≥ interval·max/step; roll back = interval·threshold",
    source: "fluxcd/flagger deployment-strategies.md",
    [
      SolveParameter("interval", "间隔", "interval", .time),
      SolveParameter("max", "最大权重", "greatest weight", .ratio),
      SolveParameter("step", "每步权重", "step weight", .ratio),
      SolveParameter("threshold", "失败阈值", "threshold", .number),
    ]
  ) { arguments throws(SolveError) in
    let canary = CanaryAnalysis(
      interval: try arguments.positive("interval"), maxWeight: try arguments.share("max"),
      stepWeight: try arguments.positive("step"), threshold: try arguments.count("threshold"))
    return [
      SolveLine("promotion", "最短放量时间", "least time to promote", canary.promotion, .time),
      SolveLine("rollback", "回滚时间", "time to roll back", canary.rollback, .time),
      SolveLine(
        "exposure", "首步失败损失的流量时间", "traffic time lost at the first step",
        arguments.number("step") * canary.rollback, .time),
    ]
  }

  private static let dora = SolveModel(
    "dora", Label(zh: "DORA 算术", en: "DORA arithmetic"),
    formula: "failures = deployments·CFR; incident time = failures·MTTR", source: "arithmetic",
    [
      SolveParameter("deployments", "部署频率", "deployments", .frequency),
      SolveParameter("cfr", "变更失败率", "change failure rate", .ratio),
      SolveParameter("mttr", "平均恢复时间", "mean time to restore", .time),
    ]
  ) { arguments throws(SolveError) in
    let failures = arguments.number("deployments") * (try arguments.share("cfr"))
    return [
      SolveLine("failures", "失败的部署", "failed deployments", failures, .rate(of: "次")),
      SolveLine(
        "incident", "每天的故障时间", "incident time per day",
        failures * arguments.number("mttr") * Time.day, .time),
    ]
  }

  private static let restoreMix = SolveModel(
    "restore-mix", Label(zh: "达到 MTTR 所需的自动回滚份额", en: "share of automatic rollbacks for an MTTR"),
    formula: "f = (manual − target) / (manual − automatic)", source: "law of total expectation",
    [
      SolveParameter("automatic", "自动回滚", "automatic rollback", .time),
      SolveParameter("manual", "人工恢复", "manual restore", .time),
      SolveParameter("target", "目标 MTTR", "target", .time),
    ]
  ) { arguments throws(SolveError) in
    let manual = arguments.number("manual")
    let automatic = arguments.number("automatic")
    guard manual > automatic else { throw SolveError("`manual` is longer than `automatic`") }
    let share = (manual - arguments.number("target")) / (manual - automatic)
    return [
      SolveLine(
        "share", "所需份额", "share needed", share, .ratio, text: share > 1 ? "out of reach" : nil)
    ]
  }

  private static let packing = SolveModel(
    "packing", Label(zh: "节点利用率与装箱率", en: "node utilisation and packing"),
    formula: "utilisation = target · packing", source: "identity",
    [
      SolveParameter("utilisation", "节点利用率", "node utilisation", .ratio),
      SolveParameter("target", "HPA 目标", "HPA target", .ratio),
    ]
  ) { arguments throws(SolveError) in
    let packing = arguments.number("utilisation") / (try arguments.positive("target"))
    return [SolveLine("packing", "所需装箱率", "packing needed", packing, .ratio)]
  }

  private static let tokenBucket = SolveModel(
    "token-bucket", Label(zh: "令牌桶", en: "token bucket"),
    formula: "admitted in [0, t] ≤ burst + rate·t", source: "Envoy local rate limit",
    [
      SolveParameter("rate", "速率", "rate", .frequency),
      SolveParameter("burst", "桶容量", "burst", .number),
      SolveParameter("window", "时间窗", "window", .time),
    ]
  ) { arguments throws(SolveError) in
    let bound =
      arguments.number("burst") + arguments.number("rate") * arguments.number("window")
    return [
      SolveLine("admitted", "最多准入", "most admitted", bound, .number),
      SolveLine("burst", "瞬间准入", "admitted at once", arguments.number("burst"), .number),
    ]
  }

  private static let retry = SolveModel(
    "retry", Label(zh: "重试放大", en: "retry amplification"),
    formula: "worst = attemptsᵗⁱᵉʳˢ; success = 1 − pᵃᵗᵗᵉᵐᵖᵗˢ", source: "Google SRE book ch. 22",
    [
      SolveParameter("attempts", "每层尝试次数", "tries per tier", .number),
      SolveParameter("tiers", "层数", "tiers", .number, default: "1"),
      SolveParameter("failure", "单次失败概率", "failure of a try", .ratio, default: "10%"),
    ]
  ) { arguments throws(SolveError) in
    let attempts = try arguments.count("attempts", in: 1...1000)
    let tiers = try arguments.count("tiers", in: 1...100)
    let failure = try arguments.share("failure")
    return [
      SolveLine(
        "worst", "最坏放大", "worst amplification",
        Retries.worstAmplification(attempts: attempts, tiers: tiers), .factor),
      SolveLine(
        "mean", "单层平均尝试", "mean tries of one tier",
        Retries.meanAttempts(failure: failure, attempts: attempts), .number),
      SolveLine(
        "success", "单层成功率", "success of one tier",
        Retries.success(failure: failure, attempts: attempts), .ratio),
    ]
  }

  private static let outlier = SolveModel(
    "outlier-detection", Label(zh: "离群检测", en: "outlier detection"),
    formula: "ejected = base·k; at most max(1, ⌊cap·hosts⌋)",
    source: "istio/api destination_rule.proto",
    [
      SolveParameter("hosts", "主机数", "hosts", .number),
      SolveParameter("ejection", "第几次摘除", "which ejection", .number, default: "1"),
      SolveParameter("base", "基准时长", "base ejection time", .time, default: "30 s"),
      SolveParameter("cap", "摘除上限", "largest share", .ratio, default: "10%"),
    ]
  ) { arguments throws(SolveError) in
    let hosts = try arguments.count("hosts")
    let ejection = try arguments.count("ejection")
    let cap = try arguments.share("cap")
    let limit = max(1, (cap * Double(hosts) + 1e-9).rounded(.down))
    return [
      SolveLine(
        "duration", "摘除时长", "time ejected", Double(ejection) * arguments.number("base"), .time),
      SolveLine("limit", "最多摘除", "most ejected", limit, .number),
    ]
  }

  private static let nodeFailure = SolveModel(
    "node-failure", Label(zh: "节点故障到驱逐", en: "node failure to eviction"),
    formula: "grace + toleration", source: "kube-controller-manager defaults",
    [
      SolveParameter("grace", "监控宽限", "monitor grace", .time, default: "40 s"),
      SolveParameter("toleration", "容忍时间", "toleration", .time, default: "300 s"),
    ]
  ) { arguments throws(SolveError) in
    let eviction = arguments.number("grace") + arguments.number("toleration")
    return [SolveLine("eviction", "开始驱逐", "until eviction", eviction, .time)]
  }
}
