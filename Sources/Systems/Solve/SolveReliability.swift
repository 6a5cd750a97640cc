import Glibc
import Model
import Quantities
import Simulate

extension SolveModel {
  static let reliability: [SolveModel] = [
    availability, kOfN, duplex, sitePair, mttdl, racks, cephFill, rpo, erlangB, erlangC,
  ]

  private static let mtbf = SolveParameter("mtbf", "平均无故障时间", "mean time between failures", .time)
  private static let mttr = SolveParameter("mttr", "平均修复时间", "mean time to repair", .time)

  private static let availability = SolveModel(
    "availability", Label(zh: "可用性与停机预算", en: "availability and downtime budget"),
    formula: "downtime = (1 − A)·365 d; events ≤ downtime / outage", source: "arithmetic",
    [
      SolveParameter("availability", "可用性", "availability", .ratio),
      SolveParameter("outage", "一次停机", "one outage", .time, default: "30 分钟"),
    ]
  ) { arguments throws(SolveError) in
    let budget = (1 - (try arguments.share("availability"))) * Time.year
    return [
      SolveLine("downtime", "年停机时间", "downtime per year", budget, .time),
      SolveLine(
        "events", "每年最多次数", "events per year", budget / (try arguments.positive("outage")), .number),
    ]
  }

  private static let kOfN = SolveModel(
    "k-of-n", Label(zh: "可修复的 k-of-n", en: "repairable k-of-n"),
    formula: "birth–death: up (n − j)·λ, down min(j, crews)·μ; A = P(at most n − k down)",
    source: "Trivedi",
    [
      SolveParameter("n", "部件数", "parts", .count(of: "个")),
      SolveParameter("k", "所需部件数", "parts needed", .count(of: "个")), mtbf, mttr,
      SolveParameter("crews", "维修人手（0 为不限）", "repair crews, 0 for no limit", .number, default: "0"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      try repairable(arguments, replication)
    }
  ) { arguments throws(SolveError) in
    let (group, _) = try repairableGroup(arguments)
    return [
      SolveLine("availability", "可用性", "availability", group.availability, .ratio),
      SolveLine("down", "平均故障部件数", "mean parts down", group.meanDown, .number),
      SolveLine(
        "downtime", "年停机时间", "downtime per year", group.unavailability * Time.year, .time),
      SolveLine(
        "mttf", "平均首次失效时间", "mean time to failure", group.meanTimeToFailure, .time),
    ]
  }

  private static func repairableGroup(
    _ arguments: SolveArguments
  ) throws(SolveError) -> (RepairableGroup, crews: Int) {
    let parts = try arguments.count("n", in: 1...10_000)
    let needed = try arguments.count("k", in: 1...parts)
    let given = try arguments.count("crews", in: 0...10_000)
    let crews = given == 0 ? parts : given
    let group = RepairableGroup(
      parts: parts, needed: needed, failureRate: 1 / (try arguments.positive("mtbf")),
      repairRate: 1 / (try arguments.positive("mttr")), crews: crews)
    return (group, crews)
  }

  /// One run over five thousand failures of the parts: availability and mean parts down.
  private static func repairable(
    _ arguments: SolveArguments, _ replication: Replication
  ) throws(SolveError) -> [Double] {
    let (group, crews) = try repairableGroup(arguments)
    var stream = replication.stream("parts")
    var down = 0
    var (total, up, weighted) = (0.0, 0.0, 0.0)
    for _ in 0..<10_000 {
      let failing = Double(group.parts - down) * group.failureRate
      let repairing = Double(min(down, crews)) * group.repairRate
      let stay = -log(stream.open()) / (failing + repairing)
      total += stay
      weighted += stay * Double(down)
      if group.parts - down >= group.needed { up += stay }
      down += stream.uniform() * (failing + repairing) < failing ? 1 : -1
    }
    return [up / total, weighted / total]
  }

  private static let duplex = SolveModel(
    "duplex", Label(zh: "不完全覆盖的双机", en: "duplex with imperfect coverage"),
    formula: "states 2 up, 1 up, 0 up, uncovered", source: "Trivedi, coverage models",
    [
      mtbf, mttr, SolveParameter("coverage", "覆盖率", "coverage", .ratio),
      SolveParameter("recovery", "未覆盖时的恢复", "uncovered recovery", .time),
    ]
  ) { arguments throws(SolveError) in
    let model = ImperfectCoverageDuplex(
      failureRate: 1 / (try arguments.positive("mtbf")),
      repairRate: 1 / (try arguments.positive("mttr")), coverage: try arguments.share("coverage"),
      uncoveredRecovery: try arguments.positive("recovery"), crews: 1)
    return [
      SolveLine("availability", "可用性", "availability", model.availability, .ratio),
      SolveLine(
        "uncovered", "未覆盖所占的不可用", "share of the uncovered", model.uncoveredShare, .ratio),
      SolveLine(
        "downtime", "年停机时间", "downtime per year", model.unavailability * Time.year, .time),
    ]
  }

  private static let sitePair = SolveModel(
    "site-pair", Label(zh: "异步双站点", en: "site pair"),
    formula: "A = 1 / (1 + λ·RTO)", source: "alternating renewal",
    [
      SolveParameter("failures", "站点故障率", "site failures", .frequency),
      SolveParameter("rto", "切换时间", "failover time", .time),
    ]
  ) { arguments throws(SolveError) in
    let load = arguments.number("failures") * arguments.number("rto")
    return [
      SolveLine("availability", "可用性", "availability", 1 / (1 + load), .ratio),
      SolveLine("downtime", "年停机时间", "downtime per year", load / (1 + load) * Time.year, .time),
    ]
  }

  private static let mttdl = SolveModel(
    "mttdl", Label(zh: "平均数据丢失时间", en: "mean time to data loss"),
    formula: "first passage to n − k + 1 failed, up (n − j)·λ, down j·μ", source: "birth–death",
    [
      SolveParameter("copies", "副本（或分片）数", "copies or fragments", .count(of: "副本")),
      SolveParameter("needed", "可读所需数", "needed to read", .count(of: "副本"), default: "1"),
      SolveParameter("afr", "年故障率", "annual failure rate", .ratio),
      SolveParameter("rebuild", "重建时间", "rebuild time", .time),
      SolveParameter("sets", "副本组数", "sets", .count(of: "个"), default: "1"),
    ]
  ) { arguments throws(SolveError) in
    let copies = try arguments.count("copies", in: 1...100)
    let hours = 8766.0 * 3600
    let set = ReplicaSet(
      pieces: copies, needed: try arguments.count("needed", in: 1...copies),
      failureRate: (try arguments.share("afr")) / hours,
      rebuild: try arguments.positive("rebuild"))
    let sets = Double(try arguments.count("sets", in: 1...1_000_000_000))
    let loss = set.lossProbability(within: hours, sets: sets)
    return [
      SolveLine("mttdl", "单组平均数据丢失时间", "mean time to loss of one set", set.meanTimeToLoss, .time),
      SolveLine("loss", "一年内丢失的概率", "probability of loss in a year", loss, .ratio),
    ]
  }

  private static let racks = SolveModel(
    "failure-domains", Label(zh: "故障域与同时失效", en: "failure domains"),
    formula: "P = C(domains, k)·perᵏ / C(domains·per, k)", source: "Cidon et al., ATC 2013",
    [
      SolveParameter("domains", "故障域数", "domains", .count(of: "个")),
      SolveParameter("per", "每域磁盘数", "disks per domain", .count(of: "块")),
      SolveParameter("copies", "副本数", "copies", .count(of: "副本"), default: "3"),
      SolveParameter("groups", "归置组数", "placement groups", .count(of: "个"), default: "1024"),
    ]
  ) { arguments throws(SolveError) in
    let domains = try arguments.count("domains", in: 1...10_000)
    let per = try arguments.count("per", in: 1...10_000)
    let copies = try arguments.count("copies", in: 1...min(domains, 10))
    let diverse = Placement.allInDifferentDomains(
      domains: domains, perDomain: per, failed: copies)
    let lost = Placement.groupLost(
      domains: domains, perDomain: per, copies: copies,
      groups: try arguments.count("groups", in: 1...10_000_000))
    return [
      SolveLine("diverse", "失效磁盘落在不同故障域", "failed disks in different domains", diverse, .ratio),
      SolveLine("lost", "至少丢一个归置组", "at least one group lost", diverse * lost, .ratio),
    ]
  }

  private static let cephFill = SolveModel(
    "usable-fill", Label(zh: "N+k 允许的使用率", en: "fill under N + k"),
    formula: "fill = nearfull·(N − k)/N", source: "arithmetic",
    [
      SolveParameter("nodes", "节点数", "nodes", .count(of: "节点")),
      SolveParameter("lost", "失去的节点数", "nodes lost", .count(of: "节点")),
      SolveParameter("nearfull", "nearfull 比例", "nearfull ratio", .ratio, default: "0.85"),
    ]
  ) { arguments throws(SolveError) in
    let nodes = try arguments.count("nodes")
    let lost = try arguments.count("lost", in: 0...nodes)
    let fill = Placement.usableFill(
      nodes: nodes, lost: lost, ratio: try arguments.share("nearfull"))
    return [SolveLine("fill", "最高使用率", "highest fill", fill, .ratio)]
  }

  private static let rpo = SolveModel(
    "rpo", Label(zh: "复制的恢复点", en: "recovery point of replication"),
    formula: "oldest replica = max(RPO, 2·transfer)", source: "vSphere Replication guide",
    [
      SolveParameter("objective", "设定的 RPO", "objective", .time),
      SolveParameter("transfer", "传输时间", "transfer time", .time),
    ]
  ) { arguments throws(SolveError) in
    let objective = try arguments.positive("objective")
    let age = max(objective, 2 * arguments.number("transfer"))
    return [
      SolveLine("age", "最旧副本", "oldest replica", age, .time),
      SolveLine(
        "violated", "RPO 是否被打破", "objective missed", age > objective ? 1 : 0, .number,
        text: age > objective ? "yes" : "no"),
    ]
  }

  private static let erlangB = SolveModel(
    "erlang-b", Label(zh: "Erlang B", en: "Erlang B"),
    formula: "B(c) = a·B(c − 1) / (c + a·B(c − 1))", source: "Erlang 1917",
    [
      SolveParameter("load", "话务量 a = λ·s", "offered load", .number),
      SolveParameter("servers", "服务台数", "servers", .number, default: "0"),
      SolveParameter("target", "拒绝概率目标", "blocking target", .ratio, default: "1%"),
    ]
  ) { arguments throws(SolveError) in
    let load = try arguments.positive("load")
    let servers = try arguments.count("servers", in: 0...1_000_000)
    if servers > 0 {
      let blocking = Erlang.blocking(servers: servers, load: load)
      return [SolveLine("blocking", "拒绝概率", "blocking", blocking, .ratio)]
    }
    let least = Erlang.servers(load: load, blockingAtMost: try arguments.share("target"))
    return [
      SolveLine(
        "servers", "最少服务台数", "fewest servers", least.map { Double($0) } ?? .infinity, .number)
    ]
  }

  private static let erlangC = SolveModel(
    "erlang-c", Label(zh: "Erlang C", en: "Erlang C"),
    formula: "C = B / (1 − ρ(1 − B))", source: "Erlang 1917",
    [
      SolveParameter("load", "话务量 a = λ·s", "offered load", .number),
      SolveParameter("servers", "服务台数", "servers", .number, default: "0"),
      SolveParameter("target", "等待概率目标", "target probability of waiting", .ratio, default: "20%"),
    ]
  ) { arguments throws(SolveError) in
    let load = try arguments.positive("load")
    let servers = try arguments.count("servers", in: 0...1_000_000)
    if servers > 0 {
      let waiting = Double(servers) > load ? Erlang.waiting(servers: servers, load: load) : 1
      return [SolveLine("waiting", "等待概率", "probability of waiting", waiting, .ratio)]
    }
    let least = Erlang.servers(load: load, waitingAtMost: try arguments.share("target"))
    return [
      SolveLine(
        "servers", "最少服务台数", "fewest servers", least.map { Double($0) } ?? .infinity, .number)
    ]
  }
}
