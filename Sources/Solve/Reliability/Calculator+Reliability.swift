import Glibc
import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  static let reliability: [Calculator] = [
    availability, steady, transient, series, parallel, blockDiagram, independent, quorum, kOfN,
    life, duplex,
    commonCause, coveredRestart, sitePair, budget, yearly, outagesNeeded,
  ]

  static let mtbf = mtbf(ofEach: nil)
  static let mttr = mttr(ofEach: nil)

  /// Of things that are alike, as many as another argument says.
  static func mtbf(ofEach things: String?) -> Parameter {
    Parameter(
      "mtbf", "平均无故障时间", "mean time between failures", .time, in: .positive, countedBy: things)
  }

  static func mttr(ofEach things: String?) -> Parameter {
    Parameter("mttr", "平均修复时间", "mean time to repair", .time, countedBy: things)
  }

  static let partCount = Parameter("n", "部件数", "parts", .count(of: "个"))
  static let partsNeeded = Parameter("k", "所需部件数", "parts needed", .count(of: "个"))
  static let year = Parameter(
    "year", "一年（365 天或 365.25 天）", "a year, 365 d or 365.25 d", .time, in: .positive,
    default: "365d", aka: "window period")

  private static let availability = Calculator(
    "availability", "可用性与停机预算", "availability and downtime budget",
    "availability=99.995% outage=30min",
    formula: "downtime = (1 − A)·year; events ≤ downtime / outage", source: "arithmetic",
    [
      .optional("availability", "可用性", "availability", .ratio, in: .share),
      .optional("downtime", "年停机时间", "downtime per year", .time, aka: "budget"),
      Parameter("outage", "一次停机", "one outage", .time, in: .positive, default: "30min"), year,
    ],
    respelling: [.nines, .perPeriod]
  ) { arguments throws(SolveError) in
    let year = arguments.number("year")
    let shares: PartShares
    if try arguments.one(of: ["availability"], ["downtime"]) == 0 {
      shares = PartShares(
        up: arguments.number("availability"), down: arguments.complements("availability")[0])
    } else {
      let down = arguments.number("downtime") / year
      guard down <= 1 else { throw SolveError("`downtime` is at most a year") }
      shares = PartShares(up: 1 - down, down: down)
    }
    let spans = [
      ("month", "每月（730 小时）", "a month of 730 h", 730 * Time.hour),
      ("week", "每周", "a week", 7 * Time.day), ("day", "每天", "a day", Time.day),
    ].map { name, zh, en, span in
      Figure("downtime-" + name, zh + "停机时间", "downtime in " + en, shares.down * span, .time)
    }
    return availabilityLines(shares, year: year) + spans
      + eventLines(shares.down / arguments.number("outage"), period: year)
  }

  /// How many outages a year may have, and where the budget is of another period, how many that may have.
  private static func eventLines(_ rate: Double, period: Double) -> [Figure] {
    func line(_ name: String, _ zh: String, _ en: String, _ span: Double) -> Figure {
      Figure(name, zh, en, rate * span, .number)
    }
    guard !isYear(period) else { return [line("events", "每年最多次数", "events per year", period)] }
    return [
      line("events", "每年（365 天）最多次数", "events per year of 365 d", Time.year),
      line("events-period", "该期间最多次数", "events in that period", period),
    ]
  }

  private static let steady = Calculator(
    "renewal", "单部件稳态可用性", "steady availability of one part", "mtbf=1000h mttr=10h repair-scv=4",
    formula: "A = MTBF / (MTBF + MTTR), for any laws", source: "renewal reward theorem",
    [
      mtbf, mttr,
      Parameter(
        "repair-scv", "修复时间变异系数平方（仅用于模拟）", "squared variation of repairs, for the simulation",
        .number, default: "1"),
    ],
    respelling: [.otherOfRenewal],
    simulate: { (arguments, replication) throws(SolveError) in
      let unit = try arguments.positive("mttr")
      let life = arguments.number("mtbf") / unit
      guard life < 1e6 else { throw .tooRare("a life is as long as a million repairs") }
      var lives = replication.stream("life")
      var repairs = replication.stream("repair")
      let law = Distribution.fitted(mean: 1, squaredVariation: arguments.number("repair-scv"))
      var (up, down) = (0.0, 0.0)
      for _ in 0..<20_000 {
        up += life * lives.exponential()
        down += law.sample(&repairs)
      }
      return ["availability": up / (up + down), "unavailability": down / (up + down)]
    }
  ) { arguments in
    availabilityLines(
      PartShares(meanUp: arguments.number("mtbf"), meanDown: arguments.number("mttr")))
      + [mtbf, mttr].map { times in
        Figure(
          times.name, times.label.zh, times.label.en, arguments.number(times.name), .time)
      }
  }

  private static let transient = Calculator(
    "transient-availability", "瞬时与区间可用性", "availability at a time and until it",
    "mtbf=100h mttr=2h time=5h",
    formula: "A(t) = A + (A(0) − A)·e^−(λ+μ)t, A = μ/(λ+μ), A(0) = 1 from up and 0 from down",
    source: "two-state Markov chain",
    [
      mtbf, mttr,
      Parameter("time", "时刻 t", "time t", .time, isList: true),
      Parameter("start", "起始状态：up 或 down", "state at 0, up or down", nil, default: "up"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      try replication.transient(
        up: arguments.number("mtbf"), down: arguments.number("mttr"), at: arguments.list("time"),
        startsUp: try startsUp(arguments))
    }
  ) { arguments throws(SolveError) in
    let rates = (1 / arguments.number("mtbf"), 1 / (try arguments.positive("mttr")))
    let times = arguments.list("time")
    let isUp = try startsUp(arguments)
    return times.enumerated().flatMap { index, time in
      let suffix = numbered(index, of: times.count)
      // Down at first, it is up with A·(1 − e^−(λ+μ)t).
      let (steady, events) = (rates.1 / (rates.0 + rates.1), (rates.0 + rates.1) * time)
      let at =
        isUp
        ? Availability.at(time: time, failureRate: rates.0, repairRate: rates.1)
        : -steady * expm1(-events)
      let mean =
        isUp
        ? Availability.interval(time: time, failureRate: rates.0, repairRate: rates.1)
        : events > 0 ? steady * (1 + expm1(-events) / events) : 0
      return [
        Figure("at" + suffix, "该时刻可用的概率", "probability of being up then", at, .ratio),
        Figure("interval" + suffix, "到该时刻的平均可用性", "mean availability until then", mean, .ratio),
      ]
    } + [Figure("steady", "稳态可用性", "steady availability", rates.1 / (rates.0 + rates.1), .ratio)]
  }

  private static func startsUp(_ arguments: Arguments) throws(SolveError) -> Bool {
    try arguments.choice("start", ["up": true, "down": false])
  }

  static let dormancy = Parameter(
    "dormancy", "备件失效率份额（1 热备，0 冷备）", "failure rate of spares: 1 hot, 0 cold", .ratio, in: .share,
    default: "1")

  private static let parts = Parameter.optional(
    "parts", "各部件可用性", "availabilities", .ratio, in: .share, isList: true, takesNames: true,
    countedBy: "n",
    aka: "p r reliability u:1- unavailability:1-")

  /// In place of availabilities: of each part the mean life and the mean repair.
  private static let renewals: [Parameter] = [
    .optional(
      "mtbf", "各部件平均无故障时间（代替 parts）", "mean time between failures of each, in place of parts",
      .time, isList: true),
    .optional("mttr", "各部件平均修复时间", "mean time to repair of each", .time, isList: true),
  ]

  /// The shares of each part.
  private static func shares(
    _ arguments: Arguments, _ parts: String = "parts"
  ) throws(SolveError) -> [PartShares] {
    if try arguments.one(of: [parts], ["mtbf", "mttr"]) == 1 {
      let lives = try arguments.positives("mtbf")
      return zip(lives, try arguments.broadcast("mttr", to: lives.count)).map {
        PartShares(meanUp: $0, meanDown: $1)
      }
    }
    try Bound.share.check(arguments.list(parts), of: parts)
    return zip(arguments.list(parts), arguments.complements(parts)).map {
      PartShares(up: $0, down: $1)
    }
  }

  private static let alike = Parameter.optional(
    "n", "相同部件数", "how many alike, of one availability", .count(of: "个"))

  /// Of several parts: each given, or one for `n`.
  ///
  /// - Parameter isAlone: whether one part alone says enough.
  private static func shares(
    ofSeveral arguments: Arguments, isAlone: Bool = false
  ) throws(SolveError) -> [PartShares] {
    let each = try shares(arguments)
    guard arguments.has("n") else {
      guard each.count > 1 || isAlone else {
        throw SolveError("`parts` has several, or `n` says how many: `n=1` for one")
      }
      return each
    }
    let count = try arguments.count("n", in: 1...10_000)
    guard each.count == 1 || each.count == count else {
      throw SolveError("`parts` has one availability, or \(count)")
    }
    return each.count == 1 ? Array(repeating: each[0], count: count) : each
  }

  /// Independent parts of which so many are needed, by the shares of time that each is up and down.
  private static func ofParts(
    _ name: String, _ zh: String, _ en: String, _ example: String, formula: String,
    source: String = "independence", _ parameters: [Parameter], respelling: [Respelling] = [],
    _ parts:
      @escaping @Sendable (Arguments) throws(SolveError) -> (
        each: [PartShares], needed: Int
      )
  ) -> Calculator {
    Calculator(
      name, zh, en, example, formula: formula, source: source, parameters + renewals,
      respelling: respelling,
      simulate: { (arguments, replication) throws(SolveError) in
        let (each, needed) = try parts(arguments)
        return try replication.availabilityDrawn(of: each, needed: needed)
      }
    ) { arguments throws(SolveError) in
      let (each, needed) = try parts(arguments)
      return availabilityLines(PartShares.atLeast(needed, of: each))
    }
  }

  private static let series = ofParts(
    "series", "串联", "series, all are needed", "parts=99.99%,99.95%,99.9%", formula: "A = Π Aᵢ",
    [parts, alike]
  ) { arguments throws(SolveError) in
    // In series one part is itself; in parallel it may stand for so many.
    let each = try shares(ofSeveral: arguments, isAlone: true)
    return (each, each.count)
  }

  private static let parallel = ofParts(
    "parallel", "并联", "parallel, one is enough", "parts=99%,99%", formula: "A = 1 − Π (1 − Aᵢ)",
    [parts, alike]
  ) { arguments throws(SolveError) in (try shares(ofSeveral: arguments), 1) }

  private static let independent = ofParts(
    "k-of-n-independent", "独立的 k-of-n", "k of n, independent", "k=15 n=16 parts=99.9%",
    formula: "A = Σ_{j ≥ k} C(n, j)·Aʲ(1 − A)ⁿ⁻ʲ; unequal parts by convolution", source: "binomial",
    [partsNeeded, .optional("n", "部件数", "parts", .count(of: "个")), parts],
    respelling: [.failing, .spare]
  ) { arguments throws(SolveError) in
    let each = arguments.has("n") ? try shares(ofSeveral: arguments) : try shares(arguments)
    return (each, try arguments.count("k", in: 1...each.count))
  }

  private static let quorum = Calculator(
    "quorum", "多数派（etcd、控制节点）", "quorum, etcd, controllers", "members=3 member=99%",
    formula: "majority ⌊n/2⌋ + 1; A by the binomial law", source: "etcd FAQ, failure tolerance",
    [
      Parameter(
        "members", "成员数", "members", .number, in: .whole(1...1_001),
        aka: "servers voters mons monitors controllers"),
      .optional(
        "member", "单个成员可用性，或每个成员一个", "availability of a member, or of each", .ratio, in: .share,
        isList: true, countedBy: "members", aka: "anode p"),
      .optional(
        "crews", "维修人手（缺省每个成员一组）", "repair crews, one for each member unless given", .number,
        in: .whole(1...1_001)),
      .optional(
        "failed", "已失效的成员数", "members that have failed", .number, in: .whole(0...1_001),
        aka: "failures down lost"),
    ] + renewals,
    simulate: { (arguments, replication) throws(SolveError) in
      guard !arguments.has("crews") else {
        throw .noRun("members that share crews are run by `k-of-n`")
      }
      guard arguments.has("member") || arguments.has("mtbf") else {
        throw .notAsked(without: "member")
      }
      let each = try members(arguments)
      return try replication.availabilityDrawn(
        of: each, needed: Quorum.size(members: each.count))
    }
  ) { arguments throws(SolveError) in
    let members = arguments.count("members")
    let size = Quorum.size(members: members)
    var lines = [
      Figure("majority", "多数", "majority", size),
      Figure("tolerated", "可容忍的失效数", "failures tolerated", Quorum.tolerated(members: members)),
    ]
    if let failed = arguments.optionalCount("failed") {
      lines.append(
        Figure("holds", "余下成员仍为多数", "the others are a majority", members - failed >= size))
    }
    if arguments.has("crews") {
      return lines + availabilityLines(try group(of: arguments, needed: size).shares)
    }
    guard ["member", "mtbf", "mttr"].contains(where: arguments.has) else { return lines }
    return lines + availabilityLines(PartShares.atLeast(size, of: try Self.members(arguments)))
  }

  /// Members that are alike and wait for a crew.
  private static func group(
    of arguments: Arguments, needed: Int
  ) throws(SolveError) -> RepairableGroup {
    guard !arguments.has("member"), arguments.list("mtbf").count == 1,
      arguments.list("mttr").count == 1
    else { throw SolveError("`crews` stand beside one `mtbf` and one `mttr` of members alike") }
    return RepairableGroup(
      parts: arguments.count("members"), needed: needed,
      failureRate: 1 / (try arguments.positive("mtbf")),
      repairRate: 1 / (try arguments.positive("mttr")), crews: arguments.count("crews"))
  }

  /// The shares of each member.
  private static func members(_ arguments: Arguments) throws(SolveError) -> [PartShares] {
    let members = arguments.count("members")
    let each = try shares(arguments, "member")
    guard each.count == 1 || each.count == members else {
      throw SolveError("`members` is \(members), and \(each.count) availabilities are given")
    }
    return each.count == 1 ? Array(repeating: each[0], count: members) : each
  }

  private static let kOfN = Calculator(
    "k-of-n", "可修复的 k-of-n", "repairable k-of-n", "n=16 k=15 mtbf=8760h mttr=24h crews=1",
    formula: """
      birth–death: up (n − j)·λ, down min(j, crews)·μ; A = P(at most n − k down); \
      unlike parts by convolution
      """,
    source: "Trivedi, Probability and Statistics, ch. 8",
    [
      partCount, partsNeeded,
      Parameter(
        "mtbf", "平均无故障时间，或每个部件一个", "mean time between failures, or one for each part", .time,
        in: .positive, isList: true, countedBy: "n"),
      Parameter(
        "mttr", "平均修复时间，或每个部件一个", "mean time to repair, or one for each part", .time,
        isList: true, countedBy: "n"),
      Parameter(
        "crews", "维修人手（0 为不限）", "repair crews, 0 for no limit", .number, in: .whole(0...10_000),
        default: "0"),
      dormancy,
    ] + QueueQuestion.numbers("故障部件数", "numbers down"), respelling: [.failing, .spares],
    simulate: { (arguments, replication) throws(SolveError) in
      guard let parts = try unlikeParts(arguments) else {
        return try repairable(arguments, replication)
      }
      return try replication.availabilityDrawn(
        of: shares(of: parts), needed: try arguments.count("k", in: 1...parts.count))
    }
  ) { arguments throws(SolveError) in
    if let parts = try unlikeParts(arguments) {
      let needed = try arguments.count("k", in: 1...parts.count)
      return lines(of: parts, needed: needed, try QueueQuestion(arguments))
    }
    let group = try repairableGroup(arguments)
    return availabilityLines(group.shares) + [
      Figure("down", "平均故障部件数", "mean parts down", group.meanDown, .number),
      Figure("mttf", "平均首次失效时间", "mean time to failure", group.meanTimeToFailure, .time),
      Figure("outage", "平均每次停机", "mean outage", group.meanOutage, .time),
      Figure("failures", "长期失效频率", "failures in the long run", group.failureFrequency, .frequency),
    ] + (try QueueQuestion(arguments)).numberLines(among: group.distribution)
      + (arguments.number("crews") == 0 && group.parts > 1 ? withOneCrew(group.with(crews: 1)) : [])
  }

  /// Where nobody says how many repair at once, the answer hangs on it: the other end beside it.
  private static func withOneCrew(_ group: RepairableGroup) -> [Figure] {
    [
      Figure(
        "availability-1-crew", "可用性（只有一组维修）", "availability with one crew",
        group.availability, .ratio),
      Figure(
        "unavailability-1-crew", "不可用性（只有一组维修）", "unavailability with one crew",
        group.unavailability, .ratio),
      Figure(
        "mttf-1-crew", "平均首次失效时间（只有一组维修）", "mean time to failure with one crew",
        group.meanTimeToFailure, .time),
    ]
  }

  private static func repairableGroup(_ arguments: Arguments) throws(SolveError) -> RepairableGroup
  {
    let parts = try arguments.count("n", in: 1...10_000)
    let needed = try arguments.count("k", in: 1...parts)
    let given = arguments.count("crews")
    return RepairableGroup(
      parts: parts, needed: needed, failureRate: 1 / arguments.number("mtbf"),
      repairRate: 1 / (try arguments.positive("mttr")), crews: given == 0 ? parts : given,
      dormancy: arguments.number("dormancy"))
  }

  /// One run over the events of the parts, long enough for the number down to settle many times:
  /// availability and mean parts down; none where that takes too many.
  private static func repairable(
    _ arguments: Arguments, _ replication: Replication
  ) throws(SolveError) -> [String: Double] {
    let group = try repairableGroup(arguments)
    var stream = replication.stream("parts")
    let down = Int(Double(group.parts) * group.failureRate / (group.failureRate + group.repairRate))
    let events = 200 * eventsToSettle(group)
    guard events <= 4_000_000 else {
      guard let life = timeToFailure(of: group, &stream) else {
        throw .tooLong("neither does the number down settle nor the group fail in a million events")
      }
      return ["mttf": life]
    }
    let measured = max(10_000, Int(events))
    guard
      let means = ChainRun.averages(
        of: [{ group.parts - $0 >= group.needed ? 1 : 0 }, { Double($0) }], from: down,
        jumps: measured + measured / 10, skipping: measured / 10, &stream,
        up: group.failureRate(down:), down: group.repairRate(down:))
    else { throw .tooRare("no part fails") }
    var seen = ["availability": means[0], "unavailability": 1 - means[0], "down": means[1]]
    seen["mttf"] = timeToFailure(of: group, &stream)
    return seen
  }

  /// The events of one relaxation time of the number down: that of one part where crews are plenty, and
  /// that of a queue near its capacity, 1/(√(cμ) − √a)², where they are not.
  private static func eventsToSettle(_ group: RepairableGroup) -> Double {
    let (failing, repairing) = (group.failureRate, group.repairRate)
    let offered = Double(group.parts) * failing * repairing / (failing + repairing)
    let most = Double(min(group.crews, group.parts)) * repairing
    let gap = most.squareRoot() - offered.squareRoot()
    let wandering = Double(group.parts) * Double(group.parts) / (offered + most)
    let queue = group.crews < group.parts ? min(1 / max(gap * gap, 1e-300), wandering) : 0
    return max(1 / (failing + repairing), queue) * 2 * min(offered, most)
  }

  /// The mean time to failure over some lives from all up; nil where a life takes too many events.
  private static func timeToFailure(
    of group: RepairableGroup, _ stream: inout RandomStream
  ) -> Double? {
    // The rate of all events is at most that of all failures and repairs.
    let events =
      group.meanTimeToFailure
      * (Double(group.parts) * group.failureRate + Double(group.crews) * group.repairRate)
    guard events < 50_000 else { return nil }
    let lives = max(20, min(1_000, Int(200_000 / max(events, 1))))
    return ChainRun.meanPassage(
      from: 0, to: group.parts - group.needed + 1, walks: lives, &stream,
      up: group.failureRate(down:), down: group.repairRate(down:))
  }
}
