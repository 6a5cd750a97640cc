import Glibc
import Model
import Quantities
import Simulate

/// Outages by rate and duration: takeovers, sites, budgets, a year's total.
extension SolveModel {
  static let coveredRestart = SolveModel(
    "covered-restart", Label(zh: "HA 重启与 FT 接管", en: "restart against fast takeover"),
    "failures=0.2/y slow=180s fast=1s coverage=99%",
    formula: "HA λ·slow; FT λ·(c·fast + (1 − c)·slow)", source: "rate × duration",
    [
      SolveParameter("failures", "故障率", "failures", .frequency, aka: "rate hostfail failurerate"),
      SolveParameter("slow", "重启停机", "outage of a restart", .time, aka: "ha haoutage"),
      SolveParameter("fast", "接管停机", "outage of a takeover", .time, aka: "ft ftoutage"),
      SolveParameter("coverage", "覆盖率", "coverage", .ratio, aka: "ftcoverage"),
      SolveParameter(
        "uncovered", "未覆盖时的停机（缺省为重启）", "outage when not covered, a restart by default", .time,
        isOptional: true),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let slow = arguments.number("slow")
      return takeovers(
        perYear: arguments.number("failures") * Time.year, slow: slow,
        fast: arguments.number("fast"), coverage: try arguments.share("coverage"),
        uncovered: arguments.optional("uncovered") ?? slow, replication)
    }
  ) { arguments throws(SolveError) in
    let rate = arguments.number("failures") * Time.year
    let slow = arguments.number("slow")
    return [
      SolveLine("restart", "仅重启的年停机", "downtime per year, restart", rate * slow, .time),
      SolveLine(
        "takeover", "有接管的年停机", "downtime per year, takeover",
        Availability.covered(
          rate: rate, coverage: try arguments.share("coverage"), fast: arguments.number("fast"),
          slow: arguments.optional("uncovered") ?? slow), .time),
    ]
  }

  static let sitePair = SolveModel(
    "site-pair", Label(zh: "异步双站点", en: "site pair"), "failures=1/y rto=1h restore=8.76h",
    formula: "A = 1/(1 + λ·E[outage]), E = s·RTO + (1 − s)·restore; linear 1 − λ·E",
    source: "alternating renewal",
    [
      SolveParameter(
        "failures", "站点故障率", "site failures", .frequency, aka: "sitefail failurerate rate"),
      SolveParameter(
        "rto", "切换时间", "failover time", .time, isOptional: true,
        aka: "failover failovertime recoverytime recovery"),
      SolveParameter(
        "restore", "站点修复时间", "restore of the site", .time, isOptional: true,
        aka: "repair repairtime mttr"),
      SolveParameter("success", "切换成功率", "success of failover", .ratio, default: "100%"),
      SolveParameter(
        "target", "可用性目标，求最长切换时间", "target availability, for the longest failover", .ratio,
        isOptional: true, aka: "atarget"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let success = try arguments.share("success")
      guard arguments.has("rto"), success == 1 || arguments.has("restore") else { return [:] }
      let restore = arguments.optional("restore") ?? .infinity
      return siteFailures(
        rate: arguments.number("failures"), failover: min(arguments.number("rto"), restore),
        success: success, restore: restore, replication)
    }
  ) { arguments throws(SolveError) in
    let rate = arguments.number("failures")
    let success = try arguments.share("success")
    guard success == 1 || arguments.has("restore") else {
      throw SolveError("`restore` is needed where failover may not succeed")
    }
    let restore = arguments.optional("restore") ?? .infinity
    let failing = success < 1 ? (1 - success) * restore : 0
    var lines: [SolveLine] = []
    if arguments.has("target") {
      let target = try arguments.share("target")
      let lacking = arguments.complements("target")[0]
      func longest(_ outage: Double) -> Double { max(0, (outage - failing) / success) }
      lines += [
        SolveLine(
          "longest", "最长切换时间", "longest failover", longest(lacking / (target * rate)), .time),
        SolveLine(
          "longest-linear", "最长切换时间（线性近似）", "longest failover, linear", longest(lacking / rate),
          .time),
      ]
    }
    guard arguments.has("rto") || arguments.has("target") else {
      throw SolveError("give `rto`, or `target` for the longest")
    }
    if arguments.has("rto") {
      let load = rate * (success * min(arguments.number("rto"), restore) + failing)
      lines +=
        availabilityLines(load / (1 + load)) + [
          SolveLine("linear", "可用性（线性近似）", "availability, linear", 1 - load, .ratio)
        ]
    }
    if arguments.has("restore") {
      lines += [
        SolveLine(
          "without", "无容灾的可用性", "availability without failover", 1 / (1 + rate * restore),
          .ratio),
        SolveLine(
          "without-linear", "无容灾（线性近似）", "without failover, linear", 1 - rate * restore, .ratio),
      ]
    }
    return lines
  }

  static let budget = SolveModel(
    "downtime-budget", Label(zh: "停机预算相加", en: "budget of downtimes"),
    "downtimes=0.6min,6min,15min",
    formula: "A = 1 − Σ downtime/year", source: "sum of rate × duration, rare events",
    [
      SolveParameter(
        "downtimes", "各项年停机时间", "downtimes per year", .time, isList: true,
        takesNames: true, aka: "terms"), year,
    ],
    respelling: [.perYear]
  ) { arguments throws(SolveError) in
    let total = arguments.list("downtimes").reduce(0, +)
    let year = try arguments.positive("year")
    guard total <= year else { throw SolveError("`downtimes` add up to at most a year") }
    return availabilityLines(total / year, year: year)
  }

  static let yearly = SolveModel(
    "yearly-downtime", Label(zh: "一年停机时间的分布", en: "distribution of a year's downtime"),
    "outages=0.876/y outage=30min budget=26.28min",
    formula: "Σ Poisson(n)·P(Gamma_n > budget)", source: "compound Poisson",
    [
      SolveParameter("outages", "停机率", "outages", .frequency),
      SolveParameter("outage", "平均停机", "mean outage", .time),
      SolveParameter("scv", "停机时长变异系数平方", "squared variation of outages", .number, default: "1"),
      SolveParameter("budget", "年停机预算", "budget per year", .time), year,
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let expected = arguments.number("outages") * (try arguments.positive("year"))
      guard expected < 1e4 else { return [:] }
      var stream = replication.stream("outages")
      let mean = try arguments.positive("outage")
      let variation = arguments.number("scv")
      // Gamma, as in the closed form: another law of the same moments has another tail.
      let law =
        variation > 1e-9
        ? Distribution.gamma(shape: 1 / variation, scale: mean * variation) : .deterministic(mean)
      let years = Int(min(2_000, max(100, 200_000 / max(expected, 1))))
      var (over, total) = (0, 0.0)
      for _ in 0..<years {
        var downtime = 0.0
        for _ in 0..<stream.poisson(mean: expected) { downtime += law.sample(&stream) }
        total += downtime
        if downtime > arguments.number("budget") { over += 1 }
      }
      return ["exceeds": Double(over) / Double(years), "mean": total / Double(years)]
    }
  ) { arguments throws(SolveError) in
    let expected = arguments.number("outages") * (try arguments.positive("year"))
    guard expected <= 10_000 else { throw SolveError("`outages` are at most 10000 a year") }
    let model = DowntimeDistribution(
      outages: expected,
      meanOutage: try arguments.positive("outage"), squaredVariation: arguments.number("scv"))
    return [
      SolveLine("mean", "平均年停机", "mean downtime", model.mean, .time),
      SolveLine(
        "exceeds", "超出预算的年份", "years over the budget", model.exceeds(arguments.number("budget")),
        .ratio),
      SolveLine("none", "无停机的年份", "years without an outage", model.noneProbability, .ratio),
      SolveLine("p95", "年停机 P95", "downtime P95", model.quantile(0.95), .time),
    ]
  }

  static let outagesNeeded = SolveModel(
    "outages-needed", Label(zh: "可用性模拟所需的停机次数", en: "outages to see for a precision"),
    "half-width=10% outages=0.876/y",
    formula: "n = (z/ε)²·(1 + cv²); years = n/λ", source: "variance of a Poisson reward",
    [
      SolveParameter("half-width", "相对半宽", "relative half-width", .ratio, aka: "relhalfwidth"),
      SolveParameter(
        "scv", "停机时长变异系数平方", "squared variation of outages", .number, default: "1",
        aka: "outagedurationcv2"),
      SolveParameter("outages", "停机率", "outages", .frequency, isOptional: true),
    ]
  ) { arguments throws(SolveError) in
    let outages = RunLength.outages(
      relativeHalfWidth: try arguments.positive("half-width"),
      durationSquaredVariation: arguments.number("scv"))
    var lines = [SolveLine("outages", "所需停机次数", "outages needed", outages, .number)]
    if arguments.has("outages") {
      let time = outages / (try arguments.positive("outages"))
      lines.append(SolveLine("time", "所需模拟时间", "time to simulate", time, .time))
      lines.append(SolveLine("years", "所需模拟年数", "years", time / Time.year, .number))
    }
    return lines
  }

  static let commonCause = SolveModel(
    "beta-factor", Label(zh: "共因失效（β 因子）", en: "common cause, beta factor"),
    "mtbf=1000h mttr=10h beta=5%",
    formula: "U = ((1 − β)λ/((1 − β)λ + μ))ⁿ + βλ/(βλ + μ)", source: "IEC 61508-6 (rare events)",
    [
      mtbf, mttr, SolveParameter("beta", "共因份额 β", "common share β", .ratio),
      SolveParameter("n", "部件数", "parts", .number, default: "2"),
      SolveParameter(
        "crews", "维修组数（每个部件一组）", "crews, one for each part", .number, isOptional: true),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      commonCauseRun(
        up: arguments.number("mtbf"), down: arguments.number("mttr"),
        beta: try arguments.share("beta"), parts: try arguments.count("n", in: 1...1_000),
        replication)
    }
  ) { arguments throws(SolveError) in
    if arguments.has("crews"), arguments.number("crews") < arguments.number("n") {
      throw SolveError("`beta-factor` has a crew for each part: `crews` is at least `n`")
    }
    let both = Availability.betaFactor(
      failureRate: 1 / (try arguments.positive("mtbf")),
      repairRate: 1 / (try arguments.positive("mttr")), beta: try arguments.share("beta"),
      parts: try arguments.count("n", in: 1...1_000))
    return [
      SolveLine("independent", "独立部分", "independent part", both.independent, .ratio),
      SolveLine("common", "共因部分", "common part", both.common, .ratio),
    ] + availabilityLines(min(1, both.independent + both.common))
  }

  static let duplex = SolveModel(
    "duplex", Label(zh: "不完全覆盖的双机", en: "duplex with imperfect coverage"),
    "mtbf=1000h mttr=10h coverage=95% recovery=30min",
    formula: "Markov chain: 2 up, 1 up, 0 up, uncovered", source: "Trivedi, coverage models",
    [
      mtbf, mttr, SolveParameter("coverage", "覆盖率", "coverage", .ratio),
      SolveParameter("recovery", "未覆盖时的恢复", "uncovered recovery", .time, aka: "uncoveredrecovery"),
      SolveParameter("crews", "维修人手", "repair crews", .number, default: "1"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      duplexRun(try coveredDuplex(arguments), replication)
    }
  ) { arguments throws(SolveError) in
    let model = try coveredDuplex(arguments)
    return availabilityLines(model.unavailability) + [
      SolveLine("uncovered", "未覆盖所占的不可用", "share of the uncovered", model.uncoveredShare, .ratio),
      SolveLine("mttf", "平均首次停机时间", "mean time to an outage", model.meanTimeToFailure, .time),
    ]
  }

  private static func coveredDuplex(
    _ arguments: SolveArguments
  ) throws(SolveError) -> ImperfectCoverageDuplex {
    ImperfectCoverageDuplex(
      failureRate: 1 / (try arguments.positive("mtbf")),
      repairRate: 1 / (try arguments.positive("mttr")), coverage: try arguments.share("coverage"),
      uncoveredRecovery: try arguments.positive("recovery"),
      crews: try arguments.count("crews", in: 1...2))
  }
}
