import Glibc
import Model
import Quantities
import Simulate

extension SolveModel {
  /// Lives without repair, objectives of a service and its budget of errors, votes.
  static let lives: [SolveModel] = [reliabilityOf, weibull, errorBudget, votes]

  /// Availability with what a figure so near 1 hides.
  static func availabilityLines(
    _ unavailability: Double, year: Double = Time.year
  ) -> [SolveLine] {
    // Beyond thirteen nines, what is left would round to 100 %.
    let isRounded = unavailability > 0 && unavailability < 1e-13
    let isYear = abs(year - Time.year) < 2 * Time.day
    return [
      SolveLine(
        "availability", "可用性", "availability", 1 - unavailability, .ratio,
        text: isRounded ? "1 − " + format(unavailability, in: .number, .en) : nil),
      SolveLine("unavailability", "不可用性", "unavailability", unavailability, .ratio),
      SolveLine(
        "downtime", isYear ? "年停机时间" : "该期间的停机时间",
        isYear ? "downtime per year" : "downtime in that period", unavailability * year, .time),
      SolveLine("nines", "几个 9", "nines", -log10(unavailability), .number),
    ]
  }

  private static let reliabilityOf = SolveModel(
    "reliability", Label(zh: "无维修的可靠度 R(t)", en: "reliability without repair, R(t)"),
    "mtbf=1000h,500h time=100h structure=series",
    formula: "series Π e^−λᵢt; parallel 1 − Π(1 − e^−λᵢt); MTTF = ∫R(t)dt",
    source: "Barlow and Proschan 1965; inclusion and exclusion for the parallel MTTF",
    [
      SolveParameter("mtbf", "各部件平均失效前时间", "mean life of each part", .time, isList: true),
      SolveParameter("n", "相同部件数", "how many alike", .number, isOptional: true),
      SolveParameter("time", "任务时间", "mission time", .time, isOptional: true, aka: "mission"),
      SolveParameter(
        "structure", "series（串联）或 parallel（并联）", "series or parallel", nil, default: "series"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let (means, isSeries) = try structure(arguments)
      return outlived(arguments.optional("time"), replication) {
        stream in
        let lives = means.map { $0 * stream.exponential() }
        return (isSeries ? lives.min() : lives.max()) ?? 0
      }
    }
  ) { arguments throws(SolveError) in
    let (means, isSeries) = try structure(arguments)
    let life: Double
    if isSeries {
      life = 1 / means.reduce(0) { $0 + 1 / $1 }
    } else if Set(means).count == 1 {
      life = means[0] * harmonicNumber(means.count)
    } else {
      guard means.count <= 20 else { throw SolveError("unlike parts in parallel are at most 20") }
      life = meanLife(of: means, needed: 1)
    }
    var lines = [SolveLine("mttf", "平均失效前时间", "mean time to failure", life, .time)]
    if arguments.has("time") {
      let time = arguments.number("time")
      let exponent = means.reduce(0) { $0 + time / $1 }
      let failed =
        isSeries ? -expm1(-exponent) : means.reduce(1) { $0 * -expm1(-time / $1) }
      lines += [
        SolveLine(
          "reliability", "可靠度", "reliability", isSeries ? exp(-exponent) : 1 - failed, .ratio),
        SolveLine("failed", "失效概率", "probability of failure", failed, .ratio),
      ]
    }
    if isSeries {
      lines.append(SolveLine("hazard", "失效率", "failure rate", 1 / life, .frequency))
    }
    return lines
  }

  /// The mean lives of the parts, and whether all are needed.
  private static func structure(
    _ arguments: SolveArguments
  ) throws(SolveError) -> (means: [Double], isSeries: Bool) {
    var means = arguments.list("mtbf")
    if arguments.has("n") {
      means = try arguments.broadcast("mtbf", to: try arguments.count("n", in: 1...1_000))
    }
    guard means.allSatisfy({ $0 > 0 }) else { throw SolveError("`mtbf` is above zero") }
    return (means, try arguments.choice("structure", ["series": true, "parallel": false]))
  }

  /// The mean time until fewer than `needed` of independent exponential lives are left: over the sets S of
  /// parts (−1)^(|S| − k)·C(|S| − 1, k − 1)/Σλ, in order of size so that the alternating terms of a size are
  /// added together first. O(2ⁿ·n).
  static func meanLife(of means: [Double], needed: Int) -> Double {
    var bySize = [Double](repeating: 0, count: means.count + 1)
    for set in 1..<(1 << means.count) {
      let rates = means.indices.reduce(0) { set >> $1 & 1 == 1 ? $0 + 1 / means[$1] : $0 }
      bySize[set.nonzeroBitCount] += 1 / rates
    }
    var (total, term) = (0.0, 1.0)
    for size in needed...means.count {
      total += term * bySize[size]
      term *= -Double(size) / Double(size - needed + 1)
    }
    return total
  }

  private static let weibull = SolveModel(
    "weibull", Label(zh: "Weibull 寿命", en: "Weibull life"), "shape=1.5 scale=1000h time=500h",
    formula:
      "R(t) = e^−(t/η)^β; MTTF = η·Γ(1 + 1/β); h(t) = (β/η)(t/η)^(β−1); B10 = η(−ln 0.9)^(1/β)",
    source: "Weibull 1951",
    [
      SolveParameter("shape", "形状 β", "shape β", .number, aka: "beta k"),
      SolveParameter("scale", "尺度 η", "scale η", .time, aka: "eta"),
      SolveParameter("time", "时刻 t", "time t", .time, isOptional: true),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let (shape, scale) = (try arguments.positive("shape"), try arguments.positive("scale"))
      // Of a shape below that the mean hangs on lives too rare to be drawn.
      guard shape >= 0.3 else { return [:] }
      return outlived(arguments.optional("time"), replication) {
        scale * pow($0.exponential(), 1 / shape)
      }
    }
  ) { arguments throws(SolveError) in
    let (shape, scale) = (try arguments.positive("shape"), try arguments.positive("scale"))
    var lines = [
      SolveLine("mttf", "平均寿命", "mean life", scale * tgamma(1 + 1 / shape), .time),
      SolveLine("b10", "B10 寿命", "B10 life", scale * pow(-log(0.9), 1 / shape), .time),
      SolveLine("median", "中位寿命", "median life", scale * pow(log(2), 1 / shape), .time),
    ]
    if arguments.has("time") {
      let ratio = arguments.number("time") / scale
      lines += [
        SolveLine("reliability", "可靠度", "reliability", exp(-pow(ratio, shape)), .ratio),
        SolveLine("failed", "失效概率", "probability of failure", -expm1(-pow(ratio, shape)), .ratio),
        SolveLine("hazard", "失效率", "hazard", shape / scale * pow(ratio, shape - 1), .frequency),
      ]
    }
    return lines
  }

  private static let errorBudget = SolveModel(
    "error-budget", Label(zh: "错误预算与消耗速率", en: "error budget and burn rate"),
    "slo=99.9% window=30d errors=1.44%",
    formula:
      "budget = (1 − SLO)·window; burn = errors/(1 − SLO); gone after window/burn; alert burn = share·window/alert",
    source: "Google, The Site Reliability Workbook, ch. 5",
    [
      SolveParameter("slo", "目标", "objective", .ratio, aka: "objective target availability a"),
      SolveParameter("window", "窗口", "window", .time, default: "30d", aka: "period"),
      SolveParameter(
        "errors", "当前错误率", "share of errors now", .ratio, isOptional: true, aka: "errorrate"),
      SolveParameter("burn", "消耗速率", "burn rate", .number, isOptional: true, aka: "burnrate"),
      SolveParameter(
        "requests", "窗口内请求数", "requests of the window", .number, isOptional: true,
        aka: "total events"),
      SolveParameter("failed", "已失败的请求", "requests failed", .number, isOptional: true, aka: "bad"),
      SolveParameter("downtime", "已停机时间", "downtime so far", .time, isOptional: true),
      SolveParameter(
        "share", "预算份额（告警）", "share of the budget, of an alert", .ratio, isOptional: true,
        aka: "budget budgetconsumed"),
      SolveParameter(
        "alert", "告警窗口", "window of an alert", .time, isOptional: true,
        aka: "alertwindow longwindow"),
    ], respelling: [.failedRequests]
  ) { arguments throws(SolveError) in
    let objective = try arguments.share("slo")
    let allowed = arguments.complements("slo")[0]
    guard objective < 1 else { throw SolveError("an objective of 100% leaves no budget") }
    let window = try arguments.positive("window")
    var lines = [
      SolveLine("budget", "错误预算（时间）", "error budget, as time", allowed * window, .time),
      SolveLine("allowed", "允许的错误率", "errors allowed", allowed, .ratio),
    ]
    guard !(arguments.has("errors") && arguments.has("burn")) else {
      throw SolveError("give `errors` or `burn`, not both")
    }
    let burn: Double? =
      arguments.has("errors")
      ? (try arguments.share("errors")) / allowed
      : arguments.optional("burn")
    if let burn {
      lines += [
        SolveLine("burn", "消耗速率", "burn rate", burn, .factor),
        SolveLine("exhausted", "预算耗尽所需时间", "time until the budget is gone", window / burn, .time),
      ]
    }
    if arguments.has("requests") {
      let requests = arguments.number("requests")
      lines.append(
        SolveLine("failures", "允许失败的请求", "requests that may fail", allowed * requests, .number))
      if arguments.has("failed") {
        let used = arguments.number("failed") / (allowed * requests)
        lines += [
          SolveLine("consumed", "已用预算", "budget used", used, .ratio),
          SolveLine("remaining", "剩余预算", "budget left", 1 - used, .ratio),
        ]
      }
    }
    if arguments.has("downtime") {
      let used = arguments.number("downtime") / (allowed * window)
      lines += [
        SolveLine("time-consumed", "已用预算（停机）", "budget used by downtime", used, .ratio),
        SolveLine(
          "time-remaining", "剩余停机时间", "downtime left",
          allowed * window - arguments.number("downtime"), .time),
      ]
    }
    if arguments.has("alert") {
      let alert = try arguments.positive("alert")
      if arguments.has("share") {
        lines.append(
          SolveLine(
            "alert-burn", "告警的消耗速率阈值", "burn rate of the alert",
            (try arguments.share("share")) * window / alert, .factor))
      } else if let burn {
        lines.append(
          SolveLine(
            "alert-share", "告警窗口内消耗的预算", "share of the budget burnt in the alert's window",
            burn * alert / window, .ratio))
      }
    }
    return lines
  }

  private static let votes = SolveModel(
    "quorum-rw", Label(zh: "读写法定人数（N、R、W）", en: "quorums of reads and writes"),
    "n=3 r=2 w=2 member=99%",
    formula: "P(at least R of N up), P(at least W of N up); R + W > N reads the last write",
    source: "Gifford 1979; DeCandia et al., Dynamo, SOSP 2007",
    [
      SolveParameter("n", "副本数 N", "copies N", .number),
      SolveParameter("r", "读法定数 R", "copies read R", .number),
      SolveParameter("w", "写法定数 W", "copies written W", .number),
      SolveParameter("member", "单个副本可用性", "availability of a copy", .ratio, aka: "p anode"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let members = try arguments.count("n", in: 1...1_000)
      let member = try arguments.share("member")
      var seen: [String: Double] = [:]
      for (name, key) in [("read", "r"), ("write", "w")] {
        let needed = try arguments.count(key, in: 1...members)
        let share = counted(needed, replication) { stream in
          (0..<members).count { _ in stream.chance(member) }
        }
        seen[name] = share["at-least"]
        seen[name + "-unavailable"] = share["at-least"].map { 1 - $0 }
      }
      return seen
    }
  ) { arguments throws(SolveError) in
    let members = try arguments.count("n", in: 1...1_000)
    let (read, write) = (
      try arguments.count("r", in: 1...members), try arguments.count("w", in: 1...members)
    )
    _ = try arguments.share("member")
    let down = arguments.complements("member")[0]
    func short(_ needed: Int) -> Double {
      Tails.binomial(atLeast: members - needed + 1, of: members, chance: down)
    }
    return [
      SolveLine("read", "可读的概率", "reads available", 1 - short(read), .ratio),
      SolveLine("write", "可写的概率", "writes available", 1 - short(write), .ratio),
      SolveLine("read-unavailable", "不可读的概率", "reads unavailable", short(read), .ratio),
      SolveLine("write-unavailable", "不可写的概率", "writes unavailable", short(write), .ratio),
      SolveLine("strict", "读必见最后的写", "every read sees the last write", read + write > members),
      SolveLine("exclusive", "两次写不能并行", "two writes meet in a copy", 2 * write > members),
    ]
  }

  static let life = SolveModel(
    "k-of-n-life", Label(zh: "不可修复的 k-of-n 寿命", en: "life of k of n without repair"),
    "n=3 k=2 mtbf=1y time=1y",
    formula: "MTTF = Σ_{j=k…n} 1/((k + (j − k)d)λ); R(t) = P(at least k alive)",
    source: "Trivedi, ch. 3",
    [
      partCount, partsNeeded,
      SolveParameter(
        "mtbf", "平均失效前时间，或每个部件一个", "mean life, or one for each part", .time, isList: true),
      SolveParameter("time", "任务时间", "mission time", .time, isOptional: true), dormancy,
    ],
    respelling: [.failing],
    simulate: { (arguments, replication) throws(SolveError) in
      let parts = try arguments.count("n", in: 1...100_000)
      guard arguments.list("mtbf").count == 1 else { return [:] }
      return lives(
        parts: parts, needed: try arguments.count("k", in: 1...parts),
        dormancy: try arguments.share("dormancy"), mean: try arguments.positive("mtbf"),
        mission: arguments.optional("time"), replication)
    }
  ) { arguments throws(SolveError) in
    let parts = try arguments.count("n", in: 1...100_000)
    let needed = try arguments.count("k", in: 1...parts)
    let dormancy = try arguments.share("dormancy")
    let means = try arguments.broadcast("mtbf", to: parts)
    guard means.allSatisfy({ $0 > 0 }) else { throw SolveError("`mtbf` is above zero") }
    let rate = 1 / means[0]
    let areAlike = Set(means).count == 1
    guard areAlike || dormancy == 1 && parts <= 20 else {
      throw SolveError("unlike parts are at most 20, all of them active")
    }
    var lines = [
      SolveLine(
        "mttf", "平均失效前时间", "mean time to failure",
        areAlike
          ? RepairableGroup.meanTimeToFailure(
            parts: parts, needed: needed, failureRate: rate, dormancy: dormancy)
          : meanLife(of: means, needed: needed), .time)
    ]
    if arguments.has("time") {
      let time = arguments.number("time")
      let failed: Double
      if dormancy == 1 {
        guard parts <= 10_000 else { throw SolveError("`n` is at most 10000 with `time`") }
        failed = downProbability(needed, ofDown: means.map { -expm1(-time / $0) })
      } else {
        guard parts <= 400 else { throw SolveError("`n` is at most 400 with `time`") }
        failed = RepairableGroup.failureProbability(
          parts: parts, needed: needed, failureRate: rate, dormancy: dormancy, time: time)
      }
      lines += [
        SolveLine("reliability", "可靠度", "reliability", 1 - failed, .ratio),
        SolveLine("failed", "失效概率", "probability of failure", failed, .ratio),
      ]
    }
    return lines
  }
}

extension SolveRespelling {
  /// Errors that were counted, and are no share: `errors=50 requests=100000`.
  static let failedRequests = SolveRespelling("errors") { spelt throws(SolveError) in
    guard let count = Double(spelt.value), count > 1 else { return nil }
    return [("failed", spelt.value)]
  }
}
