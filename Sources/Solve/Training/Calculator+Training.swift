import Glibc
import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  static let training: [Calculator] = [
    allReduce, collectives, hierarchical, speedUp, stepTime, efficiency, youngDaly, fleet, lru, che,
    access, cacheChain,
  ]

  private static let allReduce = Calculator(
    "allreduce", "all-reduce 时间", "time of an all-reduce",
    "ranks=64 size=1MB bandwidth=25GB/s latency=5us",
    formula: "ring 2(n−1)(α + S/(n·B)); tree 2·⌈log₂n⌉·α + 2S/B; busbw = algbw·2(n−1)/n",
    source: "Hockney α–β; Thakur et al. 2005; nccl-tests PERFORMANCE.md",
    [
      Parameter("ranks", "参与者数", "ranks", .number, in: .whole(1...1_000_000)),
      Parameter("size", "数据量", "size", .data, in: .positive),
      Parameter(
        "bandwidth", "带宽", "bandwidth", .dataRate, in: .positive,
        aka: "b busbw busbandwidth"),
      Parameter("latency", "每跳时延", "latency per hop", .time, default: "0"),
    ]
  ) { arguments in
    let (collective, size) = collective(arguments)
    let ring = collective.ring(size)
    let factor = Collective.busFactor(.allReduce, ranks: collective.ranks)
    return [
      Figure("ring", "环形", "ring", ring, .time),
      Figure("tree", "树形", "tree", collective.tree(size), .time),
      Figure(
        "tree-ideal", "树形，层数取 log₂n 不取整", "tree, log₂n levels not rounded up",
        collective.tree(size, levels: log2(arguments.number("ranks"))), .time),
      Figure("double-tree", "双二叉树", "double tree", collective.doubleTree(size), .time),
    ]
      + collective.algorithms(.allReduce, size: size).dropFirst().map {
        Figure($0.name, $0.name, $0.name, $0.time, .time)
      } + [
        Figure(
          "crossover", "环与树的分界", "size where ring meets tree", collective.ringTreeCrossover(),
          .data),
        Figure(
          "crossover-ideal", "环与树的分界，层数取 log₂n", "size where ring meets tree, log₂n levels",
          collective.ringTreeCrossover(levels: log2(arguments.number("ranks"))), .data),
        Figure("algbw", "算法带宽（环）", "algorithm bandwidth, ring", size / ring, .dataRate),
        Figure("busbw", "总线带宽（环）", "bus bandwidth, ring", size * factor / ring, .dataRate),
      ]
  }

  private static let speedUp = Calculator(
    "speed-up", "提升与暴露的通信份额", "gain and exposed communication", "gain=40%",
    formula: "share = (1 − 1/(1 + gain)) / (1 − 1/faster); gain = 1/(1 − share + share/faster) − 1",
    source: "Amdahl 1967",
    [
      .optional("gain", "提升", "gain", .ratio, in: .positive, aka: "throughputgain"),
      .optional(
        "share", "改进前暴露的通信份额", "exposed share before", .ratio, in: .share,
        aka: "p exposed exposedcommunication communication comm"),
      Parameter(
        "faster", "该部分加快倍数（0 为消除）", "how much faster, 0 for gone", .number, default: "0",
        aka: "n r commspeedup bandwidthratio bwratio"),
    ],
    respelling: [.gone, .timesAsFast]
  ) { arguments throws(SolveError) in
    let given = arguments.number("faster")
    guard given == 0 || given > 1 else { throw SolveError("`faster` is above 1, or 0") }
    let faster = given == 0 ? Double.infinity : given
    if try arguments.one(of: ["gain"], ["share"]) == 0 {
      let share = TrainingStep.exposedShare(speedUp: 1 + arguments.number("gain"), faster: faster)
      return [
        Figure(
          "share", "改进前所占份额", "share before", share, .ratio, text: share > 1 ? "out of reach" : nil)
      ]
    }
    let share = arguments.number("share")
    let gain = TrainingStep.speedUp(exposed: share, faster: faster) - 1
    return [
      Figure("gain", "提升", "gain", gain, .ratio),
      Figure("speed-up", "加速比", "speed-up", gain + 1, .factor),
      Figure("share-after", "改进后所占份额", "share after", share / faster * (gain + 1), .ratio),
    ]
  }

  private static let stepTime = Calculator(
    "step-time", "训练步时间与重叠", "training step with overlap", "compute=100ms network=60ms overlap=2",
    formula: "T = (Tcᵞ + Tnᵞ)^(1/γ); Tn = α + β·max(replicas − 2, 0)",
    source: "Pollux, OSDI 2021; AdaptDL goodput.py",
    [
      Parameter("compute", "计算时间", "computation", .time, in: .positive, aka: "tgrad tcomp"),
      .optional("network", "通信时间", "communication", .time, aka: "tsync tnet tcomm"),
      .optional("alpha", "α", "α", .time),
      Parameter("beta", "β", "β", .time, default: "0"),
      Parameter("replicas", "副本数", "replicas", .number, in: .wholeFrom(1), default: "2"),
      Parameter(
        "overlap", "重叠指数 γ（1 为不重叠）", "overlap γ, 1 for none", .number, default: "1", aka: "gamma"),
    ]
  ) { arguments throws(SolveError) in
    let network =
      try arguments.one(of: ["network"], ["alpha"]) == 0
      ? arguments.number("network")
      : TrainingStep.networkTime(
        replicas: try arguments.count("replicas", in: 1...1_000_000),
        alpha: arguments.number("alpha"), beta: arguments.number("beta"))
    let gamma = arguments.number("overlap")
    guard gamma >= 1 else { throw SolveError("`overlap` is at least 1") }
    let compute = arguments.number("compute")
    let time = TrainingStep.time(computation: compute, network: network, overlap: gamma)
    return [
      Figure("step", "步时间", "step time", time, .time),
      Figure("network", "通信时间", "communication", network, .time),
      Figure("exposed", "暴露的通信份额", "exposed communication", 1 - compute / time, .ratio),
      Figure("utilisation", "计算份额", "share of computation", compute / time, .ratio),
    ]
  }

  private static let efficiency = Calculator(
    "statistical-efficiency", "统计效率（梯度噪声）", "statistical efficiency", "square=1 variance=3 scale=4",
    formula: "((v + s)/(v/scale + s)) / scale", source: "Pollux; AdaptDL goodput.py efficiency()",
    [
      Parameter("square", "梯度范数平方 s", "gradient square s", .number, in: .positive, aka: "gradsqr"),
      Parameter("variance", "梯度方差 v", "gradient variance v", .number, aka: "gradvar"),
      Parameter("scale", "批量倍数", "batch scale", .number, in: .positive),
      .optional("throughput", "吞吐", "throughput", .frequency),
    ]
  ) { arguments throws(SolveError) in
    guard arguments.number("scale") >= 1 else {
      throw SolveError("`scale` is at least 1: a batch is compared with the smallest that is used")
    }
    let efficiency = TrainingStep.statisticalEfficiency(
      gradientSquare: arguments.number("square"), gradientVariance: arguments.number("variance"),
      scale: arguments.number("scale"))
    var lines = [Figure("efficiency", "统计效率", "efficiency", efficiency, .ratio)]
    if arguments.has("throughput") {
      lines.append(
        "goodput", "有效吞吐", "goodput", efficiency * arguments.number("throughput"), .frequency)
    }
    return lines
  }

  private static let fleet = Calculator(
    "fleet-mtbf", "集群的中断间隔", "interruptions of a fleet",
    "parts=16384 time=54d failures=419 wanted=400",
    formula: "exposure = parts·time/failures; MTBF of n = exposure/n",
    source: "Llama 3 paper, table 5, for its figures",
    [
      Parameter(
        "parts", "观测的部件数", "parts observed", .number, in: .wholeFrom(1), default: "1", aka: "gpus"),
      Parameter(
        "time", "观测时间，或单部件 MTBF", "time observed, or MTBF of one", .time, in: .positive,
        aka: "mtbfnode nodemtbf mtbf"),
      Parameter(
        "failures", "观测到的失效", "failures observed", .number, in: .wholeFrom(1), default: "1",
        aka: "interruptions"),
      .optional(
        "wanted", "目标规模", "parts of the fleet in question", .number, in: .wholeFrom(1),
        aka: "nodes scaleto n targetgpus targetnodes"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      guard let wanted = arguments.optional("wanted") else { throw .notAsked(without: "wanted") }
      guard wanted <= 20_000 else { throw .tooLong("there are more than 20,000 lives to draw") }
      let exposure = exposure(arguments)
      // The first of so many lives, again and again.
      let parts = max(1, Int(wanted))
      let mean = replication.mean("lives", of: 200) { stream in
        (0..<parts).reduce(.infinity) { first, _ in min(first, stream.exponential()) } * exposure
      }
      return ["mtbf": mean]
    }
  ) { arguments in
    let exposure = exposure(arguments)
    var lines = [
      Figure("exposure", "每次失效的部件时间", "part time per failure", exposure, .time),
      Figure("exposure-hours", "同上（部件小时）", "the same in part hours", exposure / Time.hour, .number),
      Figure(
        "observed", "观测规模的中断间隔", "between interruptions as observed",
        exposure / arguments.number("parts"), .time),
    ]
    if arguments.has("wanted") {
      lines.append(
        "mtbf", "目标规模的中断间隔", "between interruptions of the fleet",
        Checkpointing.meanTimeBetweenFailures(each: exposure, count: arguments.number("wanted")),
        .time)
    }
    return lines
  }

  private static func exposure(_ arguments: Arguments) -> Double {
    Checkpointing.exposurePerFailure(
      parts: arguments.number("parts"), time: arguments.number("time"),
      failures: arguments.number("failures"))
  }

  private static let youngDaly = Calculator(
    "young-daly", "检查点间隔", "checkpoint interval", "checkpoint=5min mtbf=180min",
    formula: "Young √(2δM); Daly's higher order; goodput τ/(M·e^{R/M}(e^{(τ+δ)/M} − 1))",
    source: "Young 1974; Daly 2006",
    [
      Parameter(
        "checkpoint", "写检查点", "writing a checkpoint", .time, in: .positive, aka: "c checkpointcost"),
      Parameter(
        "mtbf", "平均中断间隔", "mean time between interruptions", .time, in: .positive,
        aka: "mtti nodemtbf gpumtbf"),
      Parameter(
        "nodes", "mtbf 所指的节点数", "how many nodes have that mtbf each", .number,
        in: .whole(1...10_000_000), default: "1"),
      Parameter("restart", "重启", "restart", .time, default: "0", aka: "r"),
      Parameter(
        "interval", "给定的间隔（0 为最优）", "an interval, 0 for the best", .time, default: "0", aka: "tau"),
      .optional("work", "总工作量", "work to do", .time, in: .positive),
    ],
    respelling: [.ofTheWhole],
    simulate: { (arguments, replication) throws(SolveError) in
      let model = checkpointing(arguments)
      let given = arguments.number("interval")
      let interval = given > 0 ? given : model.bestInterval
      // Without a given amount, enough work to meet some interruptions.
      let work =
        arguments.has("work")
        ? arguments.number("work") : max(20 * interval, 5 * model.meanTimeBetweenFailures)
      // Whole intervals, as the formula has them.
      let whole = (work / interval).rounded(.up) * interval
      guard model.wallTime(work: 1, interval: interval) < 1e3, whole / interval < 1e5 else {
        throw .tooLong("the work takes 100,000 intervals, or a thousand times as long as it is")
      }
      var total = 0.0
      for run in 0..<20 {
        total += CheckpointedRun(work: whole, interval: interval, checkpointing: model).wallTime(
          seed: replication.seed, replication: replication.index * 20 + run)
      }
      return ["wall": total / 20 / whole * work, "goodput": whole / (total / 20)]
    }
  ) { arguments in
    let model = checkpointing(arguments)
    let given = arguments.number("interval")
    let interval = given > 0 ? given : model.bestInterval
    let isShort = model.cost < 2 * model.meanTimeBetweenFailures
    var lines = [
      Figure("young", "Young 间隔", "Young's interval", model.youngInterval, .time),
      Figure(
        "first-order", "Daly 一阶", "Daly, first order", model.dalyFirstOrder, .time,
        text: isShort ? nil : "not valid: a checkpoint takes longer than twice the MTBF"),
      Figure("daly", "Daly 高阶", "Daly, higher order", model.dalyInterval, .time),
      Figure("best", "精确最优", "best by the exact form", model.bestInterval, .time),
      Figure("goodput", "有效产出", "goodput", model.efficiency(interval: interval), .ratio),
    ]
    if arguments.has("work") {
      lines.append(
        "wall", "总耗时", "wall time",
        model.wallTime(work: arguments.number("work"), interval: interval), .time)
    }
    return lines
  }

  private static func checkpointing(_ arguments: Arguments) -> Checkpointing {
    Checkpointing(
      cost: arguments.number("checkpoint"),
      meanTimeBetweenFailures: arguments.number("mtbf") / Double(arguments.count("nodes")),
      restart: arguments.number("restart"))
  }

  private static func cachedShare(_ arguments: Arguments) throws(SolveError) -> Double {
    try arguments.one(of: ["share"], ["items", "capacity"]) == 0
      ? arguments.number("share")
      : min(1, arguments.number("capacity") / (try arguments.positive("items")))
  }

  private static let lru = Calculator(
    "epoch-cache", "洗牌训练的缓存命中率", "cache under reshuffled epochs", "share=0.5",
    formula: "LRU c + (1 − c)·ln(1 − c); no eviction c", source: "CoorDL, VLDB 2021",
    [
      .optional("share", "缓存占数据集份额", "cache over data set", .ratio, in: .share),
      .optional(
        "items", "数据集样本数或数据量（代替 share）", "items or bytes of the data set, in place of share",
        .number, in: .wholeFrom(1), aka: "dataset"),
      .optional(
        "capacity", "缓存容纳样本数或数据量", "items or bytes that the cache holds", .number,
        in: .wholeFrom(0), aka: "c"),
    ],
    respelling: [.bytesOfCache, .shareOfItems, .shareCached],
    simulate: { (arguments, replication) throws(SolveError) in
      let share = try cachedShare(arguments)
      let items = 10_000
      var stream = replication.stream("order")
      return [
        "lru": CacheRun.reshuffled(
          items: items, capacity: Int((share * Double(items)).rounded()), epochs: 2, stream: &stream
        )
      ]
    }
  ) { arguments throws(SolveError) in
    let share = try cachedShare(arguments)
    return [
      Figure("lru", "LRU", "LRU", share < 1 ? Cache.reshuffledLRU(share: share) : 1, .ratio),
      Figure("no-evict", "不淘汰", "no eviction", share, .ratio),
    ]
  }

  private static let che = Calculator(
    "zipf-cache", "Zipf 访问的缓存命中率", "caches under Zipf requests", "items=1000 capacity=100",
    formula:
      "LRU h = Σ p_i(1 − e^{−p_i·T}), Σ (1 − e^{−p_i·T}) = C; FIFO and random p_iT/(1 + p_iT)",
    source: "Che et al. 2002; Fricker, Robert and Roberts 2012 (approximations); LFU exact",
    [
      Parameter("items", "对象数", "items", .number, in: .whole(1...1_000_000)),
      Parameter("capacity", "缓存对象数", "cached items", .number, aka: "c size"),
      Parameter("exponent", "Zipf 指数", "Zipf exponent", .number, default: "1", aka: "s"),
      Parameter(
        "policy", "淘汰策略：lru、fifo、random、lfu", "eviction: lru, fifo, random, lfu", nil,
        default: "lru"),
    ],
    respelling: [.shareOfItems],
    simulate: { (arguments, replication) throws(SolveError) in
      let items = arguments.count("items")
      let policy = try evictionPolicy(arguments)
      guard items <= 100_000 else { throw .tooLong("there are more than 100,000 items") }
      guard policy == .leastRecent || policy == .firstIn else {
        throw .noRun("a cache is run by LRU or by FIFO")
      }
      var stream = replication.stream("reference")
      return [
        "hit": CacheRun.zipf(
          items: items, exponent: arguments.number("exponent"),
          capacity: try arguments.count("capacity", in: 1...items),
          renewsHits: policy == .leastRecent, references: max(20_000, 5 * items), stream: &stream)
      ]
    }
  ) { arguments throws(SolveError) in
    let items = arguments.count("items")
    let capacity = try arguments.count("capacity", in: 1...items)
    let popularity = Cache.zipf(items: items, exponent: arguments.number("exponent"))
    let held = Double(capacity)
    let hit =
      switch try evictionPolicy(arguments) {
      case .leastRecent: Cache.che(popularity: popularity, capacity: held)
      case .firstIn, .random: Cache.randomReplacement(popularity: popularity, capacity: held)
      case .leastFrequent: Cache.mostPopular(popularity: popularity, capacity: capacity)
      }
    return [Figure("hit", "命中率", "hit ratio", capacity == items ? 1 : hit, .ratio)]
  }

  private enum EvictionPolicy { case leastRecent, firstIn, random, leastFrequent }

  private static func evictionPolicy(_ arguments: Arguments) throws(SolveError) -> EvictionPolicy {
    try arguments.choice(
      "policy",
      [
        "lru": .leastRecent, "fifo": .firstIn, "random": .random, "rand": .random,
        "lfu": .leastFrequent,
      ])
  }

  private static let access = Calculator(
    "access-time", "两级平均访问时间", "mean access time of two levels", "hit-ratio=90% hit=100us miss=5ms",
    formula: "h·t_hit + (1 − h)·t_miss", source: "two-level mean",
    [
      .optional(
        "hit-ratio", "命中率", "hit ratio", .ratio, in: .share,
        aka: "hit hits hitrate missrate:1- missratio:1-"),
      .optional(
        "mean", "平均访问时间的目标（代替命中率）", "target of the mean, in place of the hit ratio", .time,
        in: .positive, aka: "target average amat eat"),
      Parameter(
        "hit-time", "命中时延", "time of a hit", .time, aka: "hit hitlatency l1 cache cachelatency"),
      .optional(
        "miss-time", "未命中时延", "time of a miss", .time, aka: "m miss misslatency l2 backend origin"),
      .optional(
        "penalty", "未命中代价（命中时延之外）", "penalty of a miss, beyond a hit", .time, aka: "misspenalty"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      guard arguments.has("hit-ratio") else { throw .notAsked(without: "hit-ratio") }
      let ratio = arguments.number("hit-ratio")
      let (hit, miss) = (arguments.number("hit-time"), try missTime(arguments))
      return ["mean": replication.mean("accesses", of: 10_000) { $0.chance(ratio) ? hit : miss }]
    }
  ) { arguments throws(SolveError) in
    if try arguments.one(of: ["hit-ratio"], ["mean"]) == 1 {
      let (hit, miss) = (arguments.number("hit-time"), try missTime(arguments))
      let ratio = (miss - arguments.number("mean")) / (miss - hit)
      return [
        Figure(
          "hit-ratio", "所需命中率", "hit ratio needed", ratio, .ratio,
          text: ratio >= 0 && ratio <= 1 ? nil : "out of reach")
      ]
    }
    return [
      Figure(
        "mean", "平均访问时间", "mean access time",
        Cache.accessTime(
          hitRatio: arguments.number("hit-ratio"), hit: arguments.number("hit-time"),
          miss: try missTime(arguments)), .time)
    ]
  }

  /// What a miss takes: given, or as its penalty beyond a hit.
  private static func missTime(_ arguments: Arguments) throws(SolveError) -> Double {
    try arguments.one(of: ["miss-time"], ["penalty"]) == 0
      ? arguments.number("miss-time") : arguments.number("hit-time") + arguments.number("penalty")
  }
}

extension Respelling {
  /// A cache and a data set by their bytes, as the share that is held.
  static let bytesOfCache = Respelling(
    "dataset", "items", "cache", "capacity"
  ) { spelt throws(SolveError) in
    func bytes(_ text: String?) -> Double? {
      guard let text, Double(text) == nil else { return nil }
      return try? Arguments.read(text, .data, name: "", isList: false)
    }
    guard bytes(spelt.value) != nil, let whole = bytes(spelt.other("dataset", "items")), whole > 0,
      let held = bytes(spelt.other("cache", "capacity"))
    else { return nil }
    // Said once, with the cache.
    let isCache = ["cache", "capacity"].contains(spelt.key)
    return isCache ? [("share", "\(min(1, held / whole))")] : []
  }

  /// `c=0.5`, which is no number of items, as a share.
  static let shareCached = Respelling("c") { spelt throws(SolveError) in
    guard let share = Double(spelt.value), share > 0, share < 1 else { return nil }
    return [("share", spelt.value)]
  }

  /// A cache as a share of the items, of which it holds whole ones.
  static let shareOfItems = Respelling(
    "capacity", "cache", "c", "size", "fraction", "cache_fraction", "cachefraction"
  ) { spelt throws(SolveError) in
    guard spelt.value.hasSuffix("%") || spelt.key.hasSuffix("fraction"),
      let share = Reading.number(spelt.value), (0...1).contains(share),
      let items = try spelt.count("items", "objects", "n")
    else { return nil }
    return [("capacity", String(Int(saturating: (share * Double(items) + 1e-9).rounded(.down))))]
  }
}
