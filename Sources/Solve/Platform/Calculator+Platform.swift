import Glibc
import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  static let platform: [Calculator] = [
    flagger, canary, dora, restoreMix, packing, tokenBucket, retry, retryBudget, retryStorm,
    outlier, nodeFailure,
  ]

  private static let flagger = Calculator(
    "flagger", "Flagger 金丝雀用时", "Flagger canary times",
    "interval=1min max=50% step=2% threshold=10",
    formula:
      "promote ≥ interval·⌈max/step⌉, or interval·(weights or iterations); roll back = interval·threshold",
    source: "fluxcd/flagger deployment-strategies.md",
    [
      Parameter("interval", "间隔", "interval", .time, in: .positive),
      .optional("max", "最大权重", "greatest weight", .ratio, in: .share, aka: "maxweight:% weight:%"),
      .optional("step", "每步权重", "step weight", .ratio, in: .positive, aka: "stepweight:%"),
      Parameter("threshold", "失败阈值", "threshold", .number, in: .whole(1...1_000_000)),
      .optional(
        "iterations", "检查次数（A/B 与蓝绿，代替权重）", "checks, of A/B and blue/green in place of weights",
        .number, in: .whole(1...1_000_000)),
      .optional(
        "weights", "逐步的权重列表（代替 max 与 step）",
        "weights one after another, in place of `max` and `step`",
        .ratio, in: .share, isList: true, aka: "stepweights:%"),
    ],
    respelling: [.percents]
  ) { arguments throws(SolveError) in
    let way = try arguments.one(of: ["max", "step"], ["iterations"], ["weights"])
    guard way == 0 else { return checks(arguments, hasWeights: way == 2) }
    let canary = CanaryAnalysis(
      interval: arguments.number("interval"), maxWeight: arguments.number("max"),
      stepWeight: arguments.number("step"), threshold: arguments.count("threshold"))
    return [
      Figure("promotion", "最短放量时间", "least time to promote", canary.promotion, .time),
      Figure("rollback", "回滚时间", "time to roll back", canary.rollback, .time),
      Figure(
        "steps", "放量步数", "steps of weight", (canary.promotion / canary.interval).rounded(), .number),
      Figure(
        "exposure", "首步失败损失的流量时间", "traffic time lost at the first step",
        arguments.number("step") * canary.rollback, .time),
    ]
  }

  /// As many checks as there are weights, or iterations.
  private static func checks(_ arguments: Arguments, hasWeights: Bool) -> [Figure] {
    let (interval, weights) = (arguments.number("interval"), arguments.list("weights"))
    let count = hasWeights ? Double(weights.count) : arguments.number("iterations")
    let rollback = interval * arguments.number("threshold")
    var lines = [
      Figure("promotion", "最短放量时间", "least time to promote", interval * count, .time),
      Figure("rollback", "回滚时间", "time to roll back", rollback, .time),
    ]
    if hasWeights {
      lines += [
        Figure("steps", "放量步数", "steps of weight", count, .number),
        Figure(
          "exposure", "首步失败损失的流量时间", "traffic time lost at the first step",
          weights[0] * rollback, .time),
      ]
    }
    return lines
  }

  private static let dora = Calculator(
    "dora", "DORA 算术", "DORA arithmetic", "deployments=100/d cfr=5% mttr=15min",
    formula: "failures = deployments·CFR; incident time = failures·MTTR", source: "arithmetic",
    [
      Parameter(
        "deployments", "部署频率", "deployments", .frequency,
        aka: "dep:/d deploys deploysperweek:/w deploymentfrequency deployfrequency releases"),
      Parameter(
        "cfr", "变更失败率", "change failure rate", .ratio, in: .share,
        aka: "changefailurerate failurerate"),
      Parameter("mttr", "平均恢复时间", "mean time to restore", .time),
    ],
    respelling: [.compared]
  ) { arguments in
    let deployments = arguments.number("deployments")
    let cfr = arguments.number("cfr")
    let mttr = arguments.number("mttr")
    let failures = DeliveryArithmetic.failures(deployments: deployments, changeFailureRate: cfr)
    return [
      Figure("failures", "失败的部署", "failed deployments", failures, .rate(of: "次")),
      Figure(
        "failures-per-day", "每天失败的部署", "failed deployments a day", failures * Time.day, .number),
      Figure("incident", "每天的故障时间", "incident time per day", failures * mttr * Time.day, .time),
      Figure("overlap", "同时进行的故障（平均）", "incidents at once, on average", failures * mttr, .number),
    ]
  }

  private static let restoreMix = Calculator(
    "restore-mix", "达到 MTTR 所需的自动回滚份额", "share of automatic rollbacks for an MTTR",
    "automatic=10min manual=2h target=15min",
    formula: "f = (manual − target) / (manual − automatic)", source: "law of total expectation",
    [
      Parameter("automatic", "自动回滚", "automatic rollback", .time, aka: "auto"),
      Parameter("manual", "人工恢复", "manual restore", .time),
      Parameter("target", "目标 MTTR", "target", .time),
    ]
  ) { arguments throws(SolveError) in
    let manual = arguments.number("manual")
    let automatic = arguments.number("automatic")
    guard manual > automatic else { throw SolveError("`manual` is longer than `automatic`") }
    let share = (manual - arguments.number("target")) / (manual - automatic)
    return [
      Figure(
        "share", "所需份额", "share needed", share, .ratio,
        text: share > 1 ? "out of reach" : share < 0 ? "none: `manual` is fast enough" : nil)
    ]
  }

  private static let packing = Calculator(
    "packing", "节点利用率与装箱率", "node utilisation and packing", "utilisation=65% target=70%",
    formula: "utilisation = target · packing", source: "identity",
    [
      .optional("utilisation", "节点利用率", "node utilisation", .ratio, in: .share, aka: "nodeutil"),
      Parameter("target", "HPA 目标", "HPA target", .ratio, in: .positive, aka: "hpatarget"),
      .optional(
        "packing", "请求装箱率（代替 utilisation）", "requests over allocatable, in place of utilisation",
        .ratio),
    ]
  ) { arguments throws(SolveError) in
    if try arguments.one(of: ["utilisation"], ["packing"]) == 1 {
      let utilisation = arguments.number("target") * arguments.number("packing")
      return [Figure("utilisation", "节点利用率", "node utilisation", utilisation, .ratio)]
    }
    let packing = arguments.number("utilisation") / arguments.number("target")
    return [
      Figure(
        "packing", "所需装箱率", "packing needed", packing, .ratio,
        text: packing > 1 ? "out of reach: \(format(packing, in: .ratio, .en))" : nil)
    ]
  }

  private static let retryStorm = Calculator(
    "retry-storm", "过载下的重试风暴", "retry storm under overload",
    "offered=120/s capacity=100/s attempts=3",
    formula:
      "L = offered·(1 − fⁿ)/(1 − f), f = max(0, 1 − capacity/L); with a budget L ≤ offered·(1 + b)",
    source: "Google SRE book ch. 22; Envoy retry budget",
    [
      Parameter("offered", "原始负载", "offered load", .frequency, in: .positive),
      Parameter("capacity", "容量", "capacity", .frequency, in: .positive),
      Parameter("attempts", "最多尝试", "tries in all", .number, in: .whole(1...1_000), default: "3"),
      Parameter("budget", "重试预算", "retry budget", .ratio, default: "20%"),
    ]
  ) { arguments in
    let offered = arguments.number("offered")
    let load = Retries.sustainedLoad(
      offered: offered, capacity: arguments.number("capacity"),
      attempts: arguments.count("attempts"))
    return [
      Figure("load", "含重试的负载", "load with retries", load, .frequency),
      Figure("amplification", "放大倍数", "amplification", load / offered, .factor),
      Figure(
        "budgeted", "有预算时的最大负载", "most load under the budget",
        min(load, offered * Retries.budgetedAmplification(budget: arguments.number("budget"))),
        .frequency),
    ]
  }

  private static let canary = Calculator(
    "canary-exposure", "金丝雀的暴露量", "exposure of a canary", "weight=5% detect=5min rollback=120min",
    formula: "weight·time against 1·time; requests to notice ln(1 − c)/ln(1 − p)",
    source: "weight × time",
    [
      Parameter(
        "weight", "流量权重", "traffic weight", .ratio, in: .share, aka: "traffic trafficshare"),
      Parameter(
        "detect", "发现并回滚", "until rolled back", .time, aka: "detection timetodetect mttd duration"),
      .optional(
        "rollback", "全量发布的回滚", "roll back of a release to all", .time, aka: "rollbackbigbang"),
      .optional("error", "错误率增量", "extra error rate", .ratio, in: .share),
      Parameter("confidence", "置信", "confidence", .ratio, in: .share, default: "95%"),
    ]
  ) { arguments throws(SolveError) in
    let weight = arguments.number("weight")
    var lines = [
      Figure(
        "canary", "金丝雀损失的流量时间", "traffic time lost, canary",
        DeliveryArithmetic.exposure(weight: weight, time: arguments.number("detect")), .time)
    ]
    if arguments.has("rollback") {
      lines.append(
        "big-bang", "全量发布损失的流量时间", "traffic time lost, release to all",
        arguments.number("rollback"), .time)
    }
    if arguments.has("error") {
      let error = arguments.number("error")
      guard error > 0, error < 1 else { throw SolveError("`error` lies between 0 and 1") }
      lines.append(
        "requests", "看到一次错误所需的请求", "requests to see one error",
        DeliveryArithmetic.requestsToNotice(
          probability: error, confidence: try arguments.share("confidence")), .number)
    }
    return lines
  }

  private static let retry = Calculator(
    "retry", "重试放大", "retry amplification", "attempts=4 tiers=3",
    formula: "worst = attemptsᵗⁱᵉʳˢ; success = 1 − pᵃᵗᵗᵉᵐᵖᵗˢ", source: "Google SRE book ch. 22",
    [
      Parameter(
        "attempts", "每层尝试次数", "tries per tier", .number, in: .whole(1...1000),
        aka: "retries:+1 retrieseach:+1 retriesperlayer:+1 retriespertier:+1 attemptseach"),
      Parameter(
        "tiers", "层数", "tiers", .number, in: .whole(1...100), default: "1", aka: "levels depth"),
      Parameter(
        "failure", "单次失败概率", "failure of a try", .ratio, in: .share, default: "10%",
        aka: "pfail failurerate p errorrate"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      replication.tries(failure: arguments.number("failure"), attempts: arguments.count("attempts"))
    }
  ) { arguments in
    let attempts = arguments.count("attempts")
    let tiers = arguments.count("tiers")
    let failure = arguments.number("failure")
    return [
      Figure(
        "worst", "最坏放大", "worst amplification",
        Retries.worstAmplification(attempts: attempts, tiers: tiers), .factor),
      Figure(
        "mean", "单层平均尝试", "mean tries of one tier",
        Retries.meanAttempts(failure: failure, attempts: attempts), .number),
      Figure(
        "success", "单层成功率", "success of one tier",
        Retries.success(failure: failure, attempts: attempts), .ratio),
      Figure(
        "success-of-all", "最底层失败、各层都重试时的成功率", "success of all tiers, the bottom one failing",
        1 - pow(failure, pow(Double(attempts), Double(tiers))), .ratio),
    ]
  }

  private static let retryBudget = Calculator(
    "retry-budget", "重试预算（并发重试上限）", "retry budget, retries at once",
    "active=100 budget=20% minimum=3",
    formula: "retries at once ≤ max(minimum, budget·active); in a time ≤ budget·rate + reserve",
    source:
      "Envoy circuit_breaker.proto, RetryBudget: 20 %, at least 3; Finagle: 20 %, and 10/s beside",
    [
      .optional(
        "active", "进行中的请求数", "active and pending requests", .number, in: .wholeFrom(0),
        aka: "activerequests"),
      .optional(
        "rate", "请求速率（代替 active）", "rate of requests, in place of active", .frequency,
        in: .positive),
      Parameter(
        "budget", "重试预算", "retry budget", .ratio, default: "20%", aka: "budgetpercent:% budgetpct:%"
      ),
      Parameter(
        "minimum", "并发重试下限", "least that is always allowed", .number, in: .wholeFrom(0),
        default: "3",
        aka: "minretryconcurrency minretries minretry min"),
      Parameter(
        "reserve", "另加的重试速率", "rate of retries on top", .frequency, default: "0/s",
        aka: "minretriespersec:/s"),
    ]
  ) { arguments throws(SolveError) in
    guard try arguments.one(of: ["active"], ["rate"]) == 0 else {
      let rate = arguments.number("rate")
      let retries = arguments.number("budget") * rate + arguments.number("reserve")
      return [
        Figure("retry-rate", "重试速率上限", "most retries in a time", retries, .frequency),
        Figure(
          "amplification", "请求放大上限", "most requests for each", 1 + retries / rate, .factor),
      ]
    }
    let share = arguments.number("budget") * arguments.number("active")
    return [
      Figure(
        "retries", "并发重试上限", "most retries at once",
        max(arguments.number("minimum"), (share + 1e-9).rounded(.down)), .number)
    ]
  }

  private static let outlier = Calculator(
    "outlier-detection", "离群检测", "outlier detection",
    "hosts=20 ejection=3 error=50%",
    formula:
      "ejected = min(base·k, max(base, longest)); at most ⌊cap·hosts⌋, or max(1, ⌊cap·hosts⌋) with always-one; requests to a run of n (p⁻ⁿ − 1)/(1 − p)",
    source:
      "istio/api destination_rule.proto; envoy outlier_detection.proto, from 1.28 on; Feller for the run",
    [
      .optional("hosts", "主机数", "hosts", .number, in: .whole(1...1_000_000)),
      Parameter(
        "ejection", "第几次摘除", "which ejection", .number, in: .whole(1...1_000_000), default: "1",
        aka: "k ejections times count"),
      Parameter("base", "基准时长", "base ejection time", .time, default: "30 s", aka: "baseejection"),
      Parameter(
        "longest", "最长摘除时间（Envoy 的 max_ejection_time）",
        "longest ejection (Envoy's max_ejection_time)",
        .time, default: "300 s", aka: "maxejection maxejectiontime"),
      Parameter(
        "cap", "摘除上限", "largest share", .ratio, in: .share, default: "10%", aka: "maxejection"),
      Parameter(
        "consecutive", "连续 5xx", "consecutive 5xx", .number, in: .whole(1...1_000), default: "5",
        aka: "consecutive5xx consecutive5xxerrors consecutiveerrors"),
      Parameter(
        "always-one", "不足一台时是否仍可摘一台（Envoy 1.27 及以前为 yes）",
        "whether one may go where the share is less, as until Envoy 1.27", nil, default: "no",
        aka: "alwaysejectonehost"),
      .optional("error", "故障主机错误率", "error rate of a bad host", .ratio, in: .share),
      Parameter("requests", "请求数", "requests", .number, in: .wholeFrom(0), default: "100"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      guard arguments.has("error") else { throw .notAsked(without: "error") }
      let error = arguments.number("error")
      let wanted = arguments.count("consecutive")
      guard error > 0, pow(error, -Double(wanted)) < 1e4 else {
        throw .tooLong("an ejection takes more than 10,000 requests to come")
      }
      let requests = replication.mean("request", of: 200) { stream in
        var (run, total) = (0, 0.0)
        while run < wanted {
          total += 1
          run = stream.chance(error) ? run + 1 : 0
        }
        return total
      }
      return ["until-ejection": requests]
    }
  ) { arguments throws(SolveError) in
    let detection = OutlierDetection(
      consecutiveErrors: arguments.count("consecutive"), interval: 10,
      baseEjection: arguments.number("base"), maxEjected: arguments.number("cap"),
      longest: arguments.number("longest"),
      alwaysEjectsOne: try arguments.choice(
        "always-one", ["no": false, "yes": true, "false": false, "true": true]))
    var lines = [
      Figure(
        "duration", "摘除时长", "time ejected",
        detection.duration(ejection: arguments.count("ejection")), .time)
    ]
    if arguments.has("hosts") {
      let most = detection.limit(hosts: arguments.count("hosts"))
      lines.append("limit", "最多摘除", "most ejected", most)
      if most == 0 {
        lines.append(
          "limit-always-one", "最多摘除（always-one=yes，Envoy 1.27 及以前）",
          "most ejected with always-one=yes, as until Envoy 1.27", 1)
      }
    }
    if arguments.has("error") {
      let error = arguments.number("error")
      lines += [
        Figure(
          "until-ejection", "到摘除的平均请求数", "mean requests until ejected",
          detection.meanRequestsToEjection(errorRate: error), .number),
        Figure(
          "caught", "在给定请求数内摘除的概率", "ejected within the requests",
          detection.detection(
            errorRate: error, requests: try arguments.count("requests", in: 0...1_000_000)), .ratio),
      ]
    }
    return lines
  }

  private static let nodeFailure = Calculator(
    "node-failure", "节点故障到驱逐", "node failure to eviction", "grace=40s toleration=300s",
    formula: "grace + toleration", source: "kube-controller-manager defaults",
    [
      Parameter(
        "grace", "监控宽限", "monitor grace", .time, default: "40 s",
        aka: "nodemonitorgrace nodemonitorgraceperiod"),
      Parameter(
        "toleration", "容忍时间", "toleration", .time, default: "300 s",
        aka: "tolerationseconds:s podevictiontimeout evictiontimeout"),
    ]
  ) { arguments in
    let eviction = arguments.number("grace") + arguments.number("toleration")
    return [Figure("eviction", "开始驱逐", "until eviction", eviction, .time)]
  }
}

extension Respelling {
  /// Weights as Flagger has them, percents without their sign; a share is never above one.
  static let percents = Respelling("max", "step") { spelt throws(SolveError) in
    guard let weight = Double(spelt.value), weight > 1 else { return nil }
    return [(spelt.argument.key, spelt.value + "%")]
  }

  /// What was before and after, each an object of JSON, as one list for each member.
  static let compared = Respelling("before", "after") { spelt throws(SolveError) in
    guard let own = BracketedValue(spelt.value), own.isObject else { return nil }
    // Said once, with what was before.
    guard spelt.key == "before" || spelt.other("before") == nil else { return [] }
    var members = own.members
    for member in spelt.other("after").flatMap(BracketedValue.init)?.members ?? []
    where spelt.key == "before" {
      if let index = members.firstIndex(where: { $0.key == member.key }) {
        members[index].value += "," + member.value
      } else {
        members.append(member)
      }
    }
    return members
  }
}
