import Glibc
import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  /// Lives without repair, objectives of a service and its budget of errors, votes.
  static let lives: [Calculator] = [reliabilityOf, weibull, errorBudget, votes]

  /// Availability by what it lacks, where that is small.
  static func availabilityLines(_ unavailability: Double, year: Double = Time.year) -> [Figure] {
    availabilityLines(PartShares(up: 1 - unavailability, down: unavailability), year: year)
  }

  /// Availability with what a figure so near 1 hides.
  static func availabilityLines(_ shares: PartShares, year: Double = Time.year) -> [Figure] {
    let unavailability = shares.down
    let isYear = isYear(year)
    return [
      Figure(
        "availability", "可用性", "availability", shares.up, .ratio, text: nearlyOne(unavailability)),
      Figure("unavailability", "不可用性", "unavailability", unavailability, .ratio),
      Figure(
        "downtime", isYear ? "年停机时间" : "该期间的停机时间",
        isYear ? "downtime per year" : "downtime in that period", unavailability * year, .time),
      Figure("nines", "几个 9", "nines", nines(shares), .number),
    ]
  }

  /// A probability by what it lacks to one, where that is so little that it would round to 100 %; nil where it is more.
  private static func nearlyOne(_ lacking: Double) -> String? {
    guard lacking > 0, lacking < 1e-13 else { return nil }
    return lacking < 1e-30 ? "> 1 − 10⁻³⁰" : "1 − " + format(lacking, in: .number, .en)
  }

  /// −log₁₀ of the unavailability, which of a small availability has its digits from that.
  private static func nines(_ shares: PartShares) -> Double {
    shares.down > 0.5 ? -log1p(-shares.up) / log(10) : -log10(shares.down)
  }

  /// Whether a period is a year, of 365 days, of 366 or of what the calendar has on average.
  static func isYear(_ period: Double) -> Bool { abs(period - Time.year) < 2 * Time.day }

  private static let reliabilityOf = Calculator(
    "reliability", "无维修的可靠度 R(t)", "reliability without repair, R(t)",
    "mtbf=1000h,500h time=100h structure=series",
    formula: "series Π e^−λᵢt; parallel 1 − Π(1 − e^−λᵢt); MTTF = ∫R(t)dt",
    source: "Barlow and Proschan 1965; inclusion and exclusion for the parallel MTTF",
    [
      Parameter("mtbf", "各部件平均失效前时间", "mean life of each part", .time, in: .positive, isList: true),
      .optional("n", "相同部件数", "how many alike", .number, in: .whole(1...1_000)),
      .optional("time", "任务时间", "mission time", .time, aka: "mission"),
      Parameter(
        "structure", "series（串联）或 parallel（并联）", "series or parallel", nil, default: "series"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let (means, isSeries) = try structure(arguments)
      return replication.outlived(arguments.optional("time")) { stream in
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
    var lines = [Figure("mttf", "平均失效前时间", "mean time to failure", life, .time)]
    if let time = arguments.optional("time") {
      let parts = means.map { PartShares(meanLife: $0, at: time) }
      lines += survivalLines(PartShares.atLeast(isSeries ? parts.count : 1, of: parts))
    }
    if isSeries { lines.append("hazard", "失效率", "failure rate", 1 / life, .frequency) }
    return lines
  }

  /// The mean lives of the parts, and whether all are needed.
  private static func structure(
    _ arguments: Arguments
  ) throws(SolveError) -> (means: [Double], isSeries: Bool) {
    var means = arguments.list("mtbf")
    if arguments.has("n") { means = try arguments.broadcast("mtbf", to: arguments.count("n")) }
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

  private static let weibull = Calculator(
    "weibull", "Weibull 寿命", "Weibull life", "shape=1.5 scale=1000h time=500h",
    formula:
      "R(t) = e^−(t/η)^β; MTTF = η·Γ(1 + 1/β); h(t) = (β/η)(t/η)^(β−1); B10 = η(−ln 0.9)^(1/β)",
    source: "Weibull 1951",
    [
      Parameter("shape", "形状 β", "shape β", .number, in: .positive, aka: "beta k"),
      Parameter(
        "scale", "尺度 η", "scale η", .time, in: .positive, aka: "eta characteristiclife"),
      .optional("time", "时刻 t", "time t", .time),
      .optional(
        "failing", "Bx 寿命的失效份额 x", "shares x that have failed at a Bx life", .ratio, in: .share,
        isList: true, aka: "bx"),
    ],
    respelling: [.shareFailing],
    simulate: { (arguments, replication) throws(SolveError) in
      let (shape, scale) = (arguments.number("shape"), arguments.number("scale"))
      guard shape >= 0.3 else {
        throw .tooRare("of a shape below 0.3 the mean hangs on lives that are hardly drawn")
      }
      return replication.outlived(arguments.optional("time")) {
        scale * pow($0.exponential(), 1 / shape)
      }
    }
  ) { arguments in
    let (shape, scale) = (arguments.number("shape"), arguments.number("scale"))
    var lines = [
      Figure("mttf", "平均寿命", "mean life", scale * tgamma(1 + 1 / shape), .time),
      Figure("b10", "B10 寿命", "B10 life", scale * pow(-log(0.9), 1 / shape), .time),
      Figure("median", "中位寿命", "median life", scale * pow(log(2), 1 / shape), .time),
    ]
    for share in arguments.list("failing") where share > 0 && share < 1 && share != 0.1 {
      let percent = format(100 * share, in: .number, .en)
      lines.append(
        "b" + percent, "B\(percent) 寿命", "B\(percent) life",
        scale * pow(-log1p(-share), 1 / shape), .time)
    }
    if arguments.has("time") {
      let ratio = arguments.number("time") / scale
      lines += [
        Figure("reliability", "可靠度", "reliability", exp(-pow(ratio, shape)), .ratio),
        Figure("failed", "失效概率", "probability of failure", -expm1(-pow(ratio, shape)), .ratio),
        Figure("hazard", "失效率", "hazard", shape / scale * pow(ratio, shape - 1), .frequency),
      ]
    }
    return lines
  }

  private static let errorBudget = Calculator(
    "error-budget", "错误预算与消耗速率", "error budget and burn rate", "slo=99.9% window=30d errors=1.44%",
    formula:
      "budget = (1 − SLO)·window; burn = errors/(1 − SLO); gone after window/burn; alert burn = share·window/alert",
    source: "Google, The Site Reliability Workbook, ch. 5",
    [
      Parameter(
        "slo", "目标", "objective", .ratio, in: .share, aka: "objective target availability a"),
      Parameter("window", "窗口", "window", .time, in: .positive, default: "30d", aka: "period"),
      .optional(
        "errors", "当前错误率", "share of errors now", .ratio, in: .share,
        aka: "errorrate errorratio badratio"),
      .optional("burn", "消耗速率", "burn rate", .number, aka: "burnrate"),
      .optional(
        "requests", "窗口内请求数", "requests of the window", .number, in: .wholeFrom(0),
        aka: "total events"),
      .optional(
        "failed", "已失败的请求", "requests failed", .number, in: .wholeFrom(0), aka: "bad"),
      .optional("downtime", "已停机时间", "downtime so far", .time),
      .optional(
        "share", "预算份额（告警）", "share of the budget, of an alert", .ratio, in: .share,
        aka: "budget budgetconsumed"),
      .optional(
        "alert", "告警窗口", "window of an alert", .time, in: .positive, aka: "alertwindow longwindow"),
    ],
    respelling: [.failedRequests]
  ) { arguments throws(SolveError) in
    let objective = arguments.number("slo")
    let allowed = arguments.complements("slo")[0]
    guard objective < 1 else { throw SolveError("an objective of 100% leaves no budget") }
    let window = arguments.number("window")
    var lines = [
      Figure("budget", "错误预算（时间）", "error budget, as time", allowed * window, .time),
      Figure("allowed", "允许的错误率", "errors allowed", allowed, .ratio),
    ]
    guard !(arguments.has("errors") && arguments.has("burn")) else {
      throw SolveError("give `errors` or `burn`, not both")
    }
    let burn: Double? =
      arguments.has("errors") ? arguments.number("errors") / allowed : arguments.optional("burn")
    if let burn {
      lines += [
        Figure("burn", "消耗速率", "burn rate", burn, .factor),
        Figure("exhausted", "预算耗尽所需时间", "time until the budget is gone", window / burn, .time),
      ]
    }
    if let requests = arguments.optional("requests") {
      lines.append("failures", "允许失败的请求", "requests that may fail", allowed * requests, .number)
      if arguments.has("failed") {
        let used = arguments.number("failed") / (allowed * requests)
        lines += [
          Figure("consumed", "已用预算", "budget used", used, .ratio),
          Figure("remaining", "剩余预算", "budget left", 1 - used, .ratio),
        ]
      }
    }
    if arguments.has("downtime") {
      let used = arguments.number("downtime") / (allowed * window)
      lines += [
        Figure("time-consumed", "已用预算（停机）", "budget used by downtime", used, .ratio),
        Figure(
          "time-remaining", "剩余停机时间", "downtime left",
          allowed * window - arguments.number("downtime"), .time),
      ]
    }
    if arguments.has("alert") {
      let alert = arguments.number("alert")
      if arguments.has("share") {
        lines.append(
          "alert-burn", "告警的消耗速率阈值", "burn rate of the alert",
          (try arguments.share("share")) * window / alert, .factor)
      } else if let burn {
        lines.append(
          "alert-share", "告警窗口内消耗的预算", "share of the budget burnt in the alert's window",
          burn * alert / window, .ratio)
      }
    }
    return lines
  }

  private static let votes = Calculator(
    "quorum-rw", "读写法定人数（N、R、W）", "quorums of reads and writes", "n=3 r=2 w=2 member=99%",
    formula: "P(at least R of N up), P(at least W of N up); R + W > N reads the last write",
    source: "Gifford 1979; DeCandia et al., Dynamo, SOSP 2007",
    [
      Parameter("n", "副本数 N", "copies N", .number, in: .whole(1...1_000)),
      Parameter("r", "读法定数 R", "copies read R", .number),
      Parameter("w", "写法定数 W", "copies written W", .number),
      Parameter(
        "member", "单个副本可用性", "availability of a copy", .ratio, in: .share, countedBy: "n",
        aka: "p anode"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let members = arguments.count("n")
      let member = arguments.number("member")
      var seen: [String: Double] = [:]
      for (name, key) in [("read", "r"), ("write", "w")] {
        let needed = try arguments.count(key, in: 1...members)
        let share = replication.counted(needed) { stream in
          (0..<members).count { _ in stream.chance(member) }
        }
        seen[name] = share["at-least"]
        seen[name + "-unavailable"] = share["at-least"].map { 1 - $0 }
      }
      return seen
    }
  ) { arguments throws(SolveError) in
    let members = arguments.count("n")
    let (read, write) = (
      try arguments.count("r", in: 1...members), try arguments.count("w", in: 1...members)
    )
    let member = PartShares(
      up: arguments.number("member"), down: arguments.complements("member")[0])
    let each = Array(repeating: member, count: members)
    let (reads, writes) = (
      PartShares.atLeast(read, of: each), PartShares.atLeast(write, of: each)
    )
    return [
      Figure("read", "可读的概率", "reads available", reads.up, .ratio),
      Figure("write", "可写的概率", "writes available", writes.up, .ratio),
      Figure("read-unavailable", "不可读的概率", "reads unavailable", reads.down, .ratio),
      Figure("write-unavailable", "不可写的概率", "writes unavailable", writes.down, .ratio),
      Figure("strict", "读必见最后的写", "every read sees the last write", read + write > members),
      Figure("exclusive", "两次写不能并行", "two writes meet in a copy", 2 * write > members),
    ]
  }

  static let life = Calculator(
    "k-of-n-life", "不可修复的 k-of-n 寿命", "life of k of n without repair", "n=3 k=2 mtbf=1y time=1y",
    formula:
      "MTTF = Σ_{j=k…n} pⁿ⁻ʲ/((k + (j − k)d)λ), p that switching works; R(t) = P(at least k alive)",
    source: "Trivedi, ch. 3",
    [
      partCount, partsNeeded,
      Parameter(
        "mtbf", "平均失效前时间，或每个部件一个", "mean life, or one for each part", .time, in: .positive,
        isList: true, countedBy: "n"),
      .optional("time", "任务时间", "mission time", .time), dormancy,
      Parameter(
        "switch", "每次切换成功的概率", "probability that switching to a spare works", .ratio, in: .share,
        default: "100%", aka: "coverage switching pswitch switchsuccess"),
    ],
    respelling: [.failing, .spares],
    simulate: { (arguments, replication) throws(SolveError) in
      let parts = try arguments.count("n", in: 1...100_000)
      guard arguments.list("mtbf").count == 1 else {
        throw .noRun("lives of unlike parts have no run here")
      }
      return try replication.lives(
        parts: parts, needed: try arguments.count("k", in: 1...parts),
        dormancy: arguments.number("dormancy"), switching: arguments.number("switch"),
        mean: arguments.number("mtbf"),
        mission: arguments.optional("time"))
    }
  ) { arguments throws(SolveError) in
    let parts = try arguments.count("n", in: 1...100_000)
    let needed = try arguments.count("k", in: 1...parts)
    let dormancy = arguments.number("dormancy")
    let means = try arguments.broadcast("mtbf", to: parts)
    let rate = 1 / means[0]
    let areAlike = Set(means).count == 1
    let switching = arguments.number("switch")
    guard areAlike || dormancy == 1 && switching == 1 && parts <= 20 else {
      throw SolveError("unlike parts are at most 20, all of them active")
    }
    var lines = [
      Figure(
        "mttf", "平均失效前时间", "mean time to failure",
        areAlike
          ? RepairableGroup.meanTimeToFailure(
            parts: parts, needed: needed, failureRate: rate, dormancy: dormancy,
            switching: switching)
          : meanLife(of: means, needed: needed), .time)
    ]
    if let time = arguments.optional("time") {
      let areIndependent = dormancy == 1 && switching == 1
      let most = areIndependent ? 10_000 : 400
      guard parts <= most else { throw SolveError("`n` is at most \(most) with `time`") }
      lines += survivalLines(
        areIndependent
          ? PartShares.atLeast(needed, of: means.map { PartShares(meanLife: $0, at: time) })
          : RepairableGroup.survival(
            parts: parts, needed: needed, failureRate: rate, dormancy: dormancy,
            switching: switching, time: time))
    }
    return lines
  }

  private static func survivalLines(_ shares: PartShares) -> [Figure] {
    [
      Figure("reliability", "可靠度", "reliability", shares.up, .ratio),
      Figure("failed", "失效概率", "probability of failure", shares.down, .ratio),
    ]
  }
}

extension Respelling {
  /// The life of which a share has failed, by its percentage: `B10=yes` and `bx=5` ask for it, `B10=200h` gives the scale
  /// beside the shape.
  static let shareFailing = Respelling { spelt throws(SolveError) in
    if ["bx", "b"].contains(spelt.key) {
      let shares = BracketedValue.plain(spelt.value).split(separator: ",")
      return [
        ("failing", shares.map { $0.hasSuffix("%") ? "\($0)" : "\($0)%" }.joined(separator: ","))
      ]
    }
    guard let found = spelt.key.wholeMatch(of: /[bl](\d+(?:\.\d+)?)(?:_?life)?/)?.output,
      let percent = Double(found.1), percent > 0, percent < 100
    else { return nil }
    guard let life = TypedTime(spelt.value) else { return [("failing", "\(found.1)%")] }
    guard let shape = spelt.other("shape", "beta", "k", "β").flatMap({ Double($0) }), shape > 0
    else {
      throw SolveError("`\(spelt.argument.key)` gives the scale beside the shape: give `shape`")
    }
    let scale = life.value / pow(-log1p(-percent / 100), 1 / shape)
    return [("scale", "\(scale)\(life.isBare ? "" : "s")")]
  }

  /// Errors that were counted, and are no share: `errors=50 requests=100000`.
  static let failedRequests = Respelling("errors") { spelt throws(SolveError) in
    guard let count = Double(spelt.value), count > 1 else { return nil }
    return [("failed", spelt.value)]
  }
}
