import Glibc
import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  static let storage: [Calculator] = [
    mttdl, rados, racks, copysets, domainLoss, diskFailures, cephFill, headroom, rpo, snapshots,
    undetected,
  ]

  private static let copies = Parameter(
    "copies", "副本数", "copies", .count(of: "副本"), default: "3", aka: "size")

  private static let rados = Calculator(
    "rados-reliability", "Ceph RadosRely（复现工具）", "Ceph RadosRely, the tool reproduced",
    "fits=826 size=2TiB copies=3",
    formula:
      "P = (1 − e^−λT)·(1 − e^−λ·window·groups)^(copies − 1); window = mark-out + size·full/(speed·groups)",
    source: "ceph-tools models/reliability, RadosRely (an estimate; see mttdl for one set exactly)",
    [
      Parameter("fits", "每 10⁹ 小时失效数", "failures per 10⁹ hours", .number, aka: "fit"),
      Parameter("size", "磁盘容量", "disk size", .data, in: .positive, aka: "disk disksize"),
      Parameter(
        "full", "使用率", "fullness", .ratio, in: .share, default: "75%", aka: "fullness fill"),
      Parameter(
        "groups", "每盘归置组数", "placement groups per disk", .number, in: .whole(1...1_000_000),
        default: "200", aka: "pgs decluster declustering"),
      Parameter("copies", "副本数", "copies", .number, in: .whole(1...10), default: "3"),
      Parameter(
        "speed", "每组恢复速度", "recovery speed of a group", .dataRate, in: .positive,
        default: "50 MB/s", aka: "recover recovery recoveryspeed mibps:MiB/s"),
      Parameter(
        "mark-out", "标记退出前的等待", "time until marked out", .time, default: "10min",
        aka: "markout delay"),
      Parameter("period", "期间", "period", .time, in: .positive, default: "8766h"),
    ]
  ) { arguments in
    let model = DeclusteredLoss(
      fits: arguments.number("fits"), size: arguments.number("size"),
      fullness: arguments.number("full"), groups: arguments.count("groups"),
      copies: arguments.count("copies"), speed: arguments.number("speed"),
      markOut: arguments.number("mark-out") / Time.hour)
    let hours = arguments.number("period") / Time.hour
    let loss = model.probability(within: hours)
    return [
      Figure("loss", "期间内丢失的概率", "probability of loss in the period", loss, .ratio),
      Figure("nines", "持久性几个 9", "nines of durability", -log10(loss), .number),
      Figure("rebuild", "恢复时间", "recovery time", model.rebuild * Time.hour, .time),
      Figure("window", "冗余不足的时间", "time without full redundancy", model.window * Time.hour, .time),
    ]
  }

  private static let racks = Calculator(
    "failure-domains", "故障域与同时失效", "failure domains", "domains=3 per=10 groups=1024",
    formula:
      "P(diverse) = Πᵢ (d − i)·per/(d·per − i); P(lost) = P(diverse)·(1 − (1 − 1/sets)^groups)",
    source: "Cidon et al., ATC 2013",
    [
      Parameter(
        "domains", "故障域数", "domains", .count(of: "个"), in: .whole(1...10_000), aka: "racks"),
      Parameter(
        "per", "每域磁盘数", "disks per domain", .count(of: "块"), in: .whole(1...10_000),
        aka: "disksperrack"),
      copies,
      Parameter(
        "groups", "归置组数", "placement groups", .count(of: "个"), in: .whole(1...10_000_000),
        default: "1024", aka: "pgs"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let (domains, per, copies) = try failureDomains(arguments)
      let diverse = replication.share("failures", of: 5_000) { stream in
        var failed: Set<Int> = []
        while failed.count < copies { failed.insert(stream.index(below: domains * per)) }
        return Set(failed.map { $0 / per }).count == copies
      }
      return ["diverse": diverse]
    }
  ) { arguments throws(SolveError) in
    let (domains, per, copies) = try failureDomains(arguments)
    return [
      Figure(
        "diverse", "失效磁盘落在不同故障域", "failed disks in different domains",
        Placement.allInDifferentDomains(domains: domains, perDomain: per, failed: copies), .ratio),
      Figure(
        "lost", "至少丢一个归置组", "at least one group lost",
        Placement.groupLost(
          domains: domains, perDomain: per, copies: copies, groups: arguments.count("groups")),
        .ratio),
      Figure(
        "sets", "可能的副本组合", "sets that copies may lie on",
        Placement.diverseSets(domains: domains, perDomain: per, copies: copies), .number),
    ]
  }

  private static func failureDomains(
    _ arguments: Arguments
  ) throws(SolveError) -> (domains: Int, per: Int, copies: Int) {
    let domains = arguments.count("domains")
    return (
      domains, arguments.count("per"), try arguments.count("copies", in: 1...min(domains, 10))
    )
  }

  private static let copysets = Calculator(
    "copysets", "副本集与同时失效", "copysets", "nodes=5000 copies=3 scatter=10 failed=50",
    formula:
      "P = 1 − (1 − C(F,R)/C(N,R))^copysets; random min(C(N,R), N·C(S,R−1)/R), permuted ⌈S/(R−1)⌉·⌊N/R⌋, whole sets only",
    source: "Cidon et al., Copysets, ATC 2013",
    [
      Parameter("nodes", "节点数", "nodes", .number, in: .whole(2...10_000_000)),
      Parameter("copies", "副本数", "copies", .number, default: "3", aka: "r"),
      .optional("scatter", "散布宽度", "scatter width", .number, aka: "s"),
      .optional("failed", "同时失效数", "nodes lost at once", .number, aka: "f"),
      .optional(
        "share", "同时失效份额（缺省 1%，至少 copies 个）", "share lost at once, if not 1% and at least `copies`",
        .ratio, in: .share, aka: "failpct:% failedpct:%"),
      .optional(
        "copysets", "副本集数（缺省由散布宽度得出）", "number of copysets", .number,
        in: .wholeFrom(1), aka: "pgs"),
    ],
    respelling: [.shareLost],
    simulate: { (arguments, replication) throws(SolveError) in
      let setup = try copysetSetup(arguments)
      var counts: [String: Double] = [:]
      if let sets = setup.sets {
        counts = ["loss-random": sets.random, "loss-permuted": sets.permuted]
      }
      if arguments.has("copysets") { counts["loss"] = arguments.number("copysets") }
      return replication.copysetsLost(
        nodes: setup.nodes, copies: setup.copies, failed: setup.failed, counts)
    }
  ) { arguments throws(SolveError) in
    let (nodes, copies, failed, sets) = try copysetSetup(arguments)
    func loss(_ sets: Double) -> Double {
      Placement.copysetLoss(nodes: nodes, copies: copies, copysets: sets, failed: failed)
    }
    var lines: [Figure] = []
    if let (random, permuted) = sets {
      lines = [
        Figure("random", "随机复制的副本集", "copysets of random replication", random, .number),
        Figure("permuted", "置换复制的副本集", "copysets of permutations", permuted, .number),
        Figure("loss-random", "随机复制的丢失概率", "loss, random replication", loss(random), .ratio),
        Figure("loss-permuted", "置换复制的丢失概率", "loss, permutations", loss(permuted), .ratio),
      ]
    }
    if arguments.has("copysets") {
      lines.append(
        "loss", "丢失概率", "loss with those copysets", loss(arguments.number("copysets")), .ratio)
    }
    return [Figure("failed", "同时失效数", "nodes lost at once", failed)] + lines
  }

  private static func copysetSetup(
    _ arguments: Arguments
  ) throws(SolveError) -> (
    nodes: Int, copies: Int, failed: Int, sets: (random: Double, permuted: Double)?
  ) {
    let nodes = arguments.count("nodes")
    let copies = try arguments.count("copies", in: 1...min(nodes, 20))
    guard arguments.has("scatter") || arguments.has("copysets") else {
      throw SolveError("give `scatter`, or `copysets`")
    }
    let failed =
      arguments.has("failed")
      ? try arguments.count("failed", in: 0...nodes)
      : arguments.has("share")
        ? Int((try arguments.share("share") * Double(nodes)).rounded())
        : max(copies, Int((0.01 * Double(nodes)).rounded()))
    guard arguments.has("scatter") else { return (nodes, copies, failed, nil) }
    let scatter = try arguments.count("scatter", in: 1...10_000_000)
    return (
      nodes, copies, failed,
      (
        Placement.randomCopysets(nodes: nodes, copies: copies, scatter: scatter),
        Placement.permutedCopysets(nodes: nodes, copies: copies, scatter: scatter)
      )
    )
  }

  private static let domainLoss = Calculator(
    "self-heal", "失去故障域后能否自愈", "healing after the loss of domains", "domains=3 lost=1 copies=3",
    formula: "copies possible = min(copies, domains − lost)",
    source: "CRUSH rule, one copy a domain",
    [
      Parameter("domains", "故障域数", "domains", .number, in: .whole(1...100_000), aka: "racks"),
      Parameter(
        "lost", "失去的故障域", "domains lost", .number, default: "1",
        aka: "rackslost lostracks domainslost"), copies,
      Parameter(
        "minimum", "可写所需副本数 (min_size)", "copies for writing, min_size", .number, default: "2",
        aka: "minsize"),
    ]
  ) { arguments throws(SolveError) in
    let domains = arguments.count("domains")
    let lost = try arguments.count("lost", in: 0...domains)
    let copies = try arguments.count("copies", in: 1...100)
    let minimum = try arguments.count("minimum", in: 1...copies)
    let possible = Placement.possibleCopies(domains: domains, lost: lost, copies: copies)
    let left = max(0, copies - lost)
    return [
      Figure("left", "丢失后最少剩余副本", "copies left at worst", left),
      Figure("possible", "可恢复到的副本数", "copies that can be made again", possible),
      Figure("heals", "能否恢复全部副本", "heals in full", possible == copies),
      Figure("writable", "丢失时仍可写", "writable meanwhile", left >= minimum),
    ]
  }

  private static let diskFailures = Calculator(
    "disk-failures", "磁盘失效次数", "disk failures", "disks=240 afr=1.57% within=30d",
    formula: "mean n·AFR; P(any in t) = 1 − e^(−n·AFR·t/365 d)",
    source: "Poisson; Backblaze Drive Stats gives AFR",
    [
      Parameter("disks", "磁盘数", "disks", .number, in: .whole(1...1_000_000_000), aka: "osds"),
      Parameter("afr", "年故障率", "annual failure rate", .ratio, in: .share),
      Parameter("within", "期间", "period", .time, default: "30d"),
    ],
    respelling: [.yearlyFailures],
    simulate: { (arguments, replication) throws(SolveError) in
      let yearly = arguments.number("disks") * arguments.number("afr")
      return try replication.diskFailuresDrawn(
        expected: yearly * arguments.number("within") / Time.year, yearly: yearly)
    }
  ) { arguments in
    let disks = arguments.count("disks")
    let rate = arguments.number("afr")
    let days = arguments.number("within") / Time.day
    return [
      Figure(
        "yearly", "每年失效数", "failures per year",
        Placement.expectedFailures(devices: disks, annualRate: rate), .number),
      Figure(
        "expected", "期间失效数", "failures in the period",
        Placement.expectedFailures(devices: disks, annualRate: rate, years: days / 365), .number),
      Figure(
        "any", "期间至少一次失效", "at least one in the period",
        Placement.anyFailure(devices: disks, annualRate: rate, days: days), .ratio),
    ]
  }

  private static let cephFill = Calculator(
    "usable-fill", "N+k 允许的使用率", "fill under N + k", "nodes=10 lost=2",
    formula: "fill = nearfull·(N − k)/N", source: "arithmetic",
    [
      Parameter("nodes", "节点数", "nodes", .count(of: "节点"), in: .whole(1...1_000_000)),
      Parameter("lost", "失去的节点数", "nodes lost", .count(of: "节点"), aka: "failures k"),
      Parameter("nearfull", "nearfull 比例", "nearfull ratio", .ratio, in: .share, default: "0.85"),
    ]
  ) { arguments throws(SolveError) in
    let nodes = arguments.count("nodes")
    let fill = Placement.usableFill(
      nodes: nodes, lost: try arguments.count("lost", in: 0...nodes),
      ratio: arguments.number("nearfull"))
    return [Figure("fill", "最高使用率", "highest fill", fill, .ratio)]
  }

  private static let headroom = Calculator(
    "headroom", "N+k 主机的利用率上限", "utilisation ceiling of N + k hosts", "hosts=16 reserve=1",
    formula: "(N − k)/N", source: "HA admission control",
    [
      Parameter("hosts", "主机数", "hosts", .number, in: .whole(1...1_000_000)),
      Parameter(
        "reserve", "预留主机数", "hosts in reserve", .number, default: "1",
        aka: "spare spares failures"),
    ],
    respelling: [.neededHosts]
  ) { arguments throws(SolveError) in
    let hosts = arguments.count("hosts")
    let reserve = try arguments.count("reserve", in: 0...hosts)
    return [
      Figure(
        "ceiling", "利用率上限", "highest utilisation",
        DeliveryArithmetic.utilisationCeiling(hosts: hosts, reserve: reserve), .ratio)
    ]
  }

  private static let rpo = Calculator(
    "rpo", "复制的恢复点", "recovery point of replication", "objective=15min transfer=10min",
    formula: "oldest replica = max(RPO, 2·transfer)", source: "vSphere Replication Administration",
    [
      Parameter("objective", "设定的 RPO", "objective", .time, in: .positive, aka: "rpo"),
      Parameter("transfer", "传输时间", "transfer time", .time),
    ]
  ) { arguments in
    let objective = arguments.number("objective")
    let transfer = arguments.number("transfer")
    let age = RecoveryPoint.greatestReplicaAge(objective: objective, transfer: transfer)
    return [
      Figure("age", "最旧副本", "oldest replica", age, .time),
      Figure("violated", "RPO 是否被打破", "objective missed", age > objective),
      Figure(
        "longest", "允许的最长传输", "longest transfer allowed",
        RecoveryPoint.longestTransfer(objective: objective), .time),
    ]
  }

  private static let snapshots = Calculator(
    "snapshots", "快照与异地副本的丢失窗口", "loss window of snapshots", "interval=24h copy=6h",
    formula: "local loss U(0, T); off-site U(L, T + L)", source: "uniform age",
    [
      Parameter(
        "interval", "快照间隔 T", "interval T", .time, in: .positive,
        aka: "period snapshotinterval every"),
      Parameter(
        "copy", "异地复制用时 L", "time to copy off site L", .time, default: "0",
        aka: "offsitecopy offsite lag delay transfer"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let interval = arguments.number("interval")
      let mean = replication.mean("failure", of: 1_000) { $0.uniform() * interval }
      return ["local-mean": mean, "offsite-mean": mean + arguments.number("copy")]
    }
  ) { arguments in
    let interval = arguments.number("interval")
    let copy = arguments.number("copy")
    return [
      Figure("local-mean", "本地平均丢失", "mean loss, local", interval / 2, .time),
      Figure("local-max", "本地最大丢失", "greatest loss, local", interval, .time),
      Figure("offsite-mean", "仅余异地的平均丢失", "mean loss, off-site only", copy + interval / 2, .time),
      Figure("offsite-max", "仅余异地的最大丢失", "greatest loss, off-site only", copy + interval, .time),
    ]
  }

  private static let undetected = Calculator(
    "drills", "演练与未发现的缺陷", "drills and undetected defects", "defects=0.5/y interval=90d",
    formula: "1 − (1 − e^−λT)/λT", source: "uniform age of the last drill",
    [
      Parameter("defects", "缺陷率", "defects", .frequency),
      Parameter("interval", "演练间隔", "interval of drills", .time, in: .positive),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      replication.defects(rate: arguments.number("defects"), interval: arguments.number("interval"))
    }
  ) { arguments in
    let share = RecoveryPoint.undetected(
      rate: arguments.number("defects"), interval: arguments.number("interval"))
    return [
      Figure("broken", "需要时副本不可用的概率", "copy is broken when needed", share, .ratio),
      Figure("works", "恢复成功的概率", "recovery works", 1 - share, .ratio),
    ]
  }
}

extension Respelling {
  /// Nodes that are lost at once, as a share of all.
  static let shareLost = Respelling("failed") { spelt throws(SolveError) in
    spelt.value.hasSuffix("%") ? [("share", spelt.value)] : nil
  }
}
