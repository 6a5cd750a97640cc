import Glibc
import Model
import Quantities
import Simulate
import Systems

/// Outages by rate and duration: takeovers, sites, budgets, a year's total.
extension Calculator {
  static let coveredRestart = Calculator(
    "covered-restart", "HA 重启与 FT 接管", "restart against fast takeover",
    "failures=0.2/y slow=180s fast=1s coverage=99%",
    formula: "HA λ·slow; FT λ·(c·fast + (1 − c)·slow)", source: "rate × duration",
    [
      Parameter("failures", "故障率", "failures", .frequency, aka: "rate hostfail failurerate"),
      Parameter("slow", "重启停机", "outage of a restart", .time, aka: "ha haoutage"),
      Parameter("fast", "接管停机", "outage of a takeover", .time, aka: "ft ftoutage"),
      Parameter("coverage", "覆盖率", "coverage", .ratio, in: .share, aka: "ftcoverage"),
      .optional(
        "uncovered", "未覆盖时的停机（缺省为重启）", "outage when not covered, a restart by default", .time),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let slow = arguments.number("slow")
      return try replication.takeovers(
        perYear: arguments.number("failures") * Time.year, slow: slow,
        fast: arguments.number("fast"), coverage: arguments.number("coverage"),
        uncovered: arguments.optional("uncovered") ?? slow)
    }
  ) { arguments throws(SolveError) in
    let rate = arguments.number("failures") * Time.year
    let slow = arguments.number("slow")
    guard arguments.number("fast") <= slow else {
      throw SolveError("`fast` is a takeover and no longer than the restart, `slow`")
    }
    return [
      Figure("restart", "仅重启的年停机", "downtime per year, restart", rate * slow, .time),
      Figure(
        "takeover", "有接管的年停机", "downtime per year, takeover",
        Availability.covered(
          rate: rate, coverage: arguments.number("coverage"), fast: arguments.number("fast"),
          slow: arguments.optional("uncovered") ?? slow), .time),
    ]
  }

  static let sitePair = Calculator(
    "site-pair", "异步双站点", "site pair", "failures=1/y rto=1h restore=8.76h",
    formula: "A = 1/(1 + λ·E[outage]), E = s·RTO + (1 − s)·restore; linear 1 − λ·E",
    source: "alternating renewal",
    [
      Parameter("failures", "站点故障率", "site failures", .frequency, aka: "sitefail failurerate rate"),
      .optional(
        "rto", "切换时间", "failover time", .time, aka: "failover failovertime recoverytime recovery"),
      .optional("restore", "站点修复时间", "restore of the site", .time, aka: "repair repairtime mttr"),
      Parameter("success", "切换成功率", "success of failover", .ratio, in: .share, default: "100%"),
      .optional(
        "target", "可用性目标，求最长切换时间", "target availability, for the longest failover", .ratio,
        in: .share, aka: "atarget"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let success = arguments.number("success")
      guard arguments.has("rto") else { throw .notAsked(without: "rto") }
      let restore = arguments.optional("restore") ?? .infinity
      return try replication.siteFailures(
        rate: arguments.number("failures"), failover: min(arguments.number("rto"), restore),
        success: success, restore: restore)
    }
  ) { arguments throws(SolveError) in
    let rate = arguments.number("failures")
    let success = arguments.number("success")
    guard success == 1 || arguments.has("restore") else {
      throw SolveError("`restore` is needed where failover may not succeed")
    }
    let restore = arguments.optional("restore") ?? .infinity
    let failing = success < 1 ? (1 - success) * restore : 0
    var lines: [Figure] = []
    if arguments.has("target") {
      let target = arguments.number("target")
      let lacking = arguments.complements("target")[0]
      func longest(_ outage: Double) -> Double { max(0, (outage - failing) / success) }
      lines += [
        Figure("longest", "最长切换时间", "longest failover", longest(lacking / (target * rate)), .time),
        Figure(
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
        availabilityLines(PartShares(up: 1 / (1 + load), down: load / (1 + load))) + [
          Figure("linear", "可用性（线性近似）", "availability, linear", 1 - load, .ratio)
        ]
    }
    if arguments.has("restore") {
      lines += [
        Figure(
          "without", "无容灾的可用性", "availability without failover", 1 / (1 + rate * restore), .ratio),
        Figure(
          "without-linear", "无容灾（线性近似）", "without failover, linear", 1 - rate * restore, .ratio),
      ]
    }
    return lines
  }

  static let budget = Calculator(
    "downtime-budget", "停机预算相加", "budget of downtimes", "downtimes=0.6min,6min,15min",
    formula: "A = 1 − Σ downtime/year", source: "sum of rate × duration, rare events",
    [
      Parameter(
        "downtimes", "各项年停机时间", "downtimes per year", .time, isList: true, takesNames: true,
        aka: "terms"),
      year,
    ],
    respelling: [.perYear]
  ) { arguments throws(SolveError) in
    let total = arguments.list("downtimes").reduce(0, +)
    let year = arguments.number("year")
    guard total <= year else { throw SolveError("`downtimes` add up to at most a year") }
    return availabilityLines(total / year, year: year)
  }

  static let yearly = Calculator(
    "yearly-downtime", "一年停机时间的分布", "distribution of a year's downtime",
    "outages=0.876/y outage=30min budget=26.28min", formula: "Σ Poisson(n)·P(Gamma_n > budget)",
    source: "compound Poisson",
    [
      Parameter("outages", "停机率", "outages", .frequency, aka: "rate"),
      Parameter("outage", "平均停机", "mean outage", .time, in: .positive),
      Parameter("scv", "停机时长变异系数平方", "squared variation of outages", .number, default: "1"),
      Parameter("budget", "年停机预算", "budget per year", .time), year,
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let expected = arguments.number("outages") * arguments.number("year")
      guard expected < 1e4 else { throw .tooLong("a year has 10,000 outages") }
      var stream = replication.stream("outages")
      let mean = arguments.number("outage")
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
    let expected = arguments.number("outages") * arguments.number("year")
    guard expected <= 10_000 else { throw SolveError("`outages` are at most 10000 a year") }
    let model = DowntimeDistribution(
      outages: expected, meanOutage: arguments.number("outage"),
      squaredVariation: arguments.number("scv"))
    return [
      Figure("mean", "平均年停机", "mean downtime", model.mean, .time),
      Figure(
        "exceeds", "超出预算的年份", "years over the budget", model.exceeds(arguments.number("budget")),
        .ratio),
      Figure("none", "无停机的年份", "years without an outage", model.noneProbability, .ratio),
      Figure("p95", "年停机 P95", "downtime P95", model.quantile(0.95), .time),
    ]
  }

  static let outagesNeeded = Calculator(
    "outages-needed", "可用性模拟所需的停机次数", "outages to see for a precision",
    "half-width=10% outages=0.876/y", formula: "n = (z/ε)²·(1 + cv²); years = n/λ",
    source: "variance of a Poisson reward",
    [
      Parameter(
        "half-width", "相对半宽", "relative half-width", .ratio, in: .positive, aka: "relhalfwidth"),
      Parameter(
        "scv", "停机时长变异系数平方", "squared variation of outages", .number, default: "1",
        aka: "outagedurationcv2"),
      .optional("outages", "停机率", "outages", .frequency, in: .positive),
    ]
  ) { arguments in
    let outages = RunLength.outages(
      relativeHalfWidth: arguments.number("half-width"),
      durationSquaredVariation: arguments.number("scv"))
    var lines = [Figure("outages", "所需停机次数", "outages needed", outages, .number)]
    if arguments.has("outages") {
      let time = outages / arguments.number("outages")
      lines.append("time", "所需模拟时间", "time to simulate", time, .time)
      lines.append("years", "所需模拟年数", "years", time / Time.year, .number)
    }
    return lines
  }

  static let commonCause = Calculator(
    "beta-factor", "共因失效（β 因子）", "common cause, beta factor", "mtbf=1000h mttr=10h beta=5%",
    formula:
      "U = P(fewer than k of n up, each down (1 − β)λ/((1 − β)λ + μ)) + βλ/(βλ + μ); 1-of-n the n-th power",
    source: "IEC 61508-6 (rare events)",
    [
      mtbf(ofEach: "n"), mttr(ofEach: "n"),
      Parameter("beta", "共因份额 β", "common share β", .ratio, in: .share),
      Parameter("n", "部件数", "parts", .number, in: .whole(1...1_000), default: "2"),
      Parameter("k", "所需部件数", "parts needed", .number, in: .whole(1...1_000), default: "1"),
      .optional(
        "crews", "维修组数（每个部件一组）", "crews, one for each part", .number, in: .wholeFrom(1)),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      try replication.commonCauseRun(
        up: arguments.number("mtbf"), down: arguments.number("mttr"),
        beta: arguments.number("beta"), parts: arguments.count("n"),
        needed: try arguments.count("k", in: 1...arguments.count("n")))
    }
  ) { arguments throws(SolveError) in
    if arguments.has("crews"), arguments.number("crews") < arguments.number("n") {
      throw SolveError("`beta-factor` has a crew for each part: `crews` is at least `n`")
    }
    let both = Availability.betaFactor(
      failureRate: 1 / arguments.number("mtbf"), repairRate: 1 / (try arguments.positive("mttr")),
      beta: arguments.number("beta"), parts: arguments.count("n"),
      needed: try arguments.count("k", in: 1...arguments.count("n")))
    return [
      Figure("independent", "独立部分", "independent part", both.independent, .ratio),
      Figure("common", "共因部分", "common part", both.common, .ratio),
    ] + availabilityLines(min(1, both.independent + both.common))
  }

  static let duplex = Calculator(
    "duplex", "不完全覆盖的双机", "duplex with imperfect coverage",
    "mtbf=1000h mttr=10h coverage=95% recovery=30min",
    formula: "Markov chain: 2 up, 1 up, 0 up, uncovered", source: "Trivedi, coverage models",
    [
      mtbf, mttr,
      Parameter("coverage", "覆盖率 c", "coverage c", .ratio, in: .share, aka: "c"),
      Parameter(
        "recovery", "未覆盖时的恢复", "uncovered recovery", .time, in: .positive,
        aka: "uncoveredrecovery reboot reboottime"),
      Parameter("crews", "维修人手", "repair crews", .number, in: .whole(1...2), default: "1"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      try replication.duplexRun(try coveredDuplex(arguments))
    }
  ) { arguments throws(SolveError) in
    let model = try coveredDuplex(arguments)
    return availabilityLines(model.unavailability) + [
      Figure("uncovered", "未覆盖所占的不可用", "share of the uncovered", model.uncoveredShare, .ratio),
      Figure("mttf", "平均首次停机时间", "mean time to an outage", model.meanTimeToFailure, .time),
    ]
  }

  private static func coveredDuplex(
    _ arguments: Arguments
  ) throws(SolveError) -> ImperfectCoverageDuplex {
    ImperfectCoverageDuplex(
      failureRate: 1 / arguments.number("mtbf"), repairRate: 1 / (try arguments.positive("mttr")),
      coverage: arguments.number("coverage"), uncoveredRecovery: arguments.number("recovery"),
      crews: arguments.count("crews"))
  }
}
