import Glibc
import Model
import Quantities
import Simulate
import Systems

/// When copies or coded pieces are lost for good.
extension Calculator {
  static let mttdl = Calculator(
    "mttdl", "平均数据丢失时间", "mean time to data loss", "copies=3 afr=1.57% rebuild=1h",
    formula:
      "first passage to n − k + 1 failed, up (n − j)·λ, down min(j, crews)·μ; loss = P(passage ≤ t) from all up; approximately 1 − e^(−t/MTTDL)",
    source:
      "birth–death; λ = AFR/8766 h, a year as `year` says; Jensen's uniformisation for P; runs by importance sampling, "
      + "Goyal et al. 1992",
    [
      Parameter(
        "copies", "副本（或分片）数", "copies or fragments", .count(of: "副本"), in: .whole(1...100),
        aka: "drives n disks"),
      Parameter("needed", "可读所需数", "needed to read", .count(of: "副本"), default: "1", aka: "k"),
      .optional("afr", "年故障率", "annual failure rate", .ratio, in: .share),
      .optional(
        "mtbf", "平均失效前时间（代替 afr）", "mean life of one, in place of afr", .time, countedBy: "copies"),
      Parameter("rebuild", "重建时间", "rebuild time", .time, in: .positive, aka: "mttr repair"),
      Parameter(
        "sets", "副本组数", "sets", .count(of: "个"), in: .whole(1...1_000_000_000), default: "1",
        aka: "pgs"),
      Parameter(
        "crews", "并行重建数（0 为全部，1 为逐个）", "rebuilds at once, 0 for all", .number, in: .whole(0...100),
        default: "0"),
      Parameter(
        "year", "一年（以年给出时间时为 365 天）", "a year, of 365 d where a time is given in years", .time,
        in: .positive, default: "8766h", aka: "hoursperyear:h"),
      .optional("within", "任务时间", "mission time", .time),
      .optional(
        "unreadable", "无余量的重建遇到不可读扇区的概率",
        "chance that a rebuild with no piece to spare meets an unreadable sector", .ratio,
        in: .share),
    ],
    respelling: Respelling.pieces + [.inYears],
    simulate: { (arguments, replication) throws(SolveError) in
      try replication.replicaLoss(try replicaSet(arguments))
    }
  ) { arguments throws(SolveError) in
    let set = try replicaSet(arguments)
    let year = arguments.number("year")
    let sets = Double(arguments.count("sets"))
    let loss = set.lossProbability(within: year, sets: sets)
    let fleet = set.meanTimeToLoss / sets
    let hasCrews = set.pieces - set.needed > 1
    func inHours(_ name: String, _ zh: String, _ en: String, _ time: Double) -> Figure {
      Figure(name, zh, en, time, .time, in: unit(for: time, year: year))
    }
    let hours = format(year / Time.hour, in: .number, .en).filter { $0 != "," }
    var lines = [
      inHours("mttdl", "单组平均数据丢失时间", "mean time to loss of one set", set.meanTimeToLoss),
      Figure(
        "years", "同上，以 \(hours) 小时的年计", "the same in years of \(hours) h",
        set.meanTimeToLoss / year, .number,
        text: Figure.printed(set.meanTimeToLoss, .time, .en, in: Unit("", .time, scale: year))),
      inHours("approximation", "主项近似", "leading term", set.approximateMeanTimeToLoss),
      inHours("fleet", "任一组的平均数据丢失时间", "mean time to loss of any set", fleet),
      Figure(
        "loss", "\(hours) 小时的一年内丢失的概率",
        "probability of loss in a year of \(hours) h, from all up", loss, .ratio),
      Figure(
        "loss-approximation", "其近似 1 − e^(−t/MTTDL)", "its approximation, 1 − e^(−t/MTTDL)",
        set.approximateLossProbability(within: year, sets: sets), .ratio),
      Figure("nines", "持久性几个 9", "nines of durability", -log10(loss), .number),
      Figure("efficiency", "空间效率", "space efficiency", set.efficiency, .ratio),
    ]
    if arguments.has("within") {
      let mission = arguments.number("within")
      lines.append(
        "loss-within", "任务时间内丢失的概率", "probability of loss within the mission, from all up",
        set.lossProbability(within: mission, sets: sets), .ratio)
      lines.append(
        "loss-within-approximation", "其近似 1 − e^(−t/MTTDL)", "its approximation, 1 − e^(−t/MTTDL)",
        set.approximateLossProbability(within: mission, sets: sets), .ratio)
    }
    if arguments.has("unreadable") {
      lines.append(
        inHours(
          "mttdl-unreadable", "计入不可读扇区的平均数据丢失时间", "mean time to loss with unreadable sectors",
          set.meanTimeToLoss(unreadable: arguments.number("unreadable"))))
    }
    if hasCrews {
      lines.append(
        "rebuilds", "同时重建的最多个数", "rebuilds at once, at most",
        min(set.crews, set.pieces - set.needed))
      lines += otherCrews(set).map { inHours($0.name, $0.zh, $0.en, $0.time) }
    }
    return lines
  }

  /// The same set with one rebuild at a time; with all at once, where it has fewer crews than that.
  private static func otherCrews(
    _ set: ReplicaSet
  ) -> [(name: String, zh: String, en: String, time: Double)] {
    if set.crews >= set.pieces - set.needed {
      let serial = set.with(crews: 1)
      return [
        ("mttdl-1-crew", "逐个重建时", "with one rebuild at a time", serial.meanTimeToLoss),
        (
          "approximation-1-crew", "逐个重建时的主项", "its leading term", serial.approximateMeanTimeToLoss
        ),
      ]
    }
    return [
      (
        "mttdl-parallel", "同时重建全部时", "with all rebuilds at once",
        set.with(crews: set.pieces).meanTimeToLoss
      )
    ]
  }

  /// Hours, as the field has it, as long as one can read them; else years as long as the question's.
  private static func unit(for time: Double, year: Double) -> Unit {
    guard time >= 1e6 * Time.hour else { return .hour }
    let hours = format(year / Time.hour, in: .number, .en).filter { $0 != "," }
    return Unit("years of \(hours) h", .time, scale: year)
  }

  private static func replicaSet(_ arguments: Arguments) throws(SolveError) -> ReplicaSet {
    let copies = arguments.count("copies")
    let rate =
      try arguments.one(of: ["afr"], ["mtbf"]) == 0
      ? arguments.number("afr") / arguments.number("year") : 1 / (try arguments.positive("mtbf"))
    let crews = try arguments.count("crews", in: 0...copies)
    return ReplicaSet(
      pieces: copies, needed: try arguments.count("needed", in: 1...copies), failureRate: rate,
      rebuild: arguments.number("rebuild"), crews: crews == 0 ? nil : crews)
  }
}

extension Respelling {
  /// A time or a rate in years, whose year of 365 days is then that of the answer, too.
  fileprivate static let inYears = Respelling { spelt throws(SolveError) in
    func isInYears(_ argument: TypedArgument) -> Bool {
      argument.key.lowercased() != "afr" && argument.key.lowercased().hasSuffix("_y")
        || argument.value.contains(/\d ?\/? ?(?:y|yr|year|years|年)$/)
    }
    guard isInYears(spelt.argument), spelt.other("year", "hours_per_year", "hoursperyear") == nil,
      spelt.all.first(where: isInYears).map({ $0 == spelt.argument }) ?? false
    else { return nil }
    return [spelt.argument, ("year", "365d")]
  }
}
