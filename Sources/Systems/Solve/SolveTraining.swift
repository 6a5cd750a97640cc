import Glibc
import Model
import Quantities
import Simulate

extension SolveModel {
  static let training: [SolveModel] = [
    allReduce, collectives, hierarchical, speedUp, stepTime, efficiency, youngDaly, fleet, lru, che,
    access,
  ]

  private static let allReduce = SolveModel(
    "allreduce", Label(zh: "all-reduce 时间", en: "time of an all-reduce"),
    "ranks=64 size=1MB bandwidth=25GB/s latency=5us",
    formula: "ring 2(n−1)(α + S/(n·B)); tree 2·⌈log₂n⌉·α + 2S/B; busbw = algbw·2(n−1)/n",
    source: "Hockney α–β; Thakur et al. 2005; nccl-tests PERFORMANCE.md",
    [
      SolveParameter("ranks", "参与者数", "ranks", .number),
      SolveParameter("size", "数据量", "size", .data),
      SolveParameter("bandwidth", "带宽", "bandwidth", .dataRate, aka: "b"),
      SolveParameter("latency", "每跳时延", "latency per hop", .time, default: "0"),
    ]
  ) { arguments throws(SolveError) in
    let collective = Collective(
      ranks: try arguments.count("ranks", in: 1...1_000_000), latency: arguments.number("latency"),
      bandwidth: try arguments.positive("bandwidth"))
    let size = try arguments.positive("size")
    let ring = collective.ring(size)
    let factor = Collective.busFactor(.allReduce, ranks: collective.ranks)
    return [
      SolveLine("ring", "环形", "ring", ring, .time),
      SolveLine("tree", "树形", "tree", collective.tree(size), .time),
      SolveLine(
        "tree-ideal", "树形，层数取 log₂n 不取整", "tree, log₂n levels not rounded up",
        collective.tree(size, levels: log2(arguments.number("ranks"))), .time),
      SolveLine("double-tree", "双二叉树", "double tree", collective.doubleTree(size), .time),
    ]
      + collective.algorithms(.allReduce, size: size).dropFirst().map {
        SolveLine($0.name, $0.name, $0.name, $0.time, .time)
      } + [
        SolveLine(
          "crossover", "环与树的分界", "size where ring meets tree", collective.ringTreeCrossover, .data),
        SolveLine("algbw", "算法带宽（环）", "algorithm bandwidth, ring", size / ring, .dataRate),
        SolveLine("busbw", "总线带宽（环）", "bus bandwidth, ring", size * factor / ring, .dataRate),
      ]
  }

  private static let speedUp = SolveModel(
    "speed-up", Label(zh: "提升与暴露的通信份额", en: "gain and exposed communication"), "gain=40%",
    formula: "share = (1 − 1/(1 + gain)) / (1 − 1/faster); gain = 1/(1 − share + share/faster) − 1",
    source: "Amdahl 1967",
    [
      SolveParameter("gain", "提升", "gain", .ratio, isOptional: true, aka: "throughputgain"),
      SolveParameter(
        "share", "改进前暴露的通信份额", "exposed share before", .ratio, isOptional: true, aka: "p"),
      SolveParameter(
        "faster", "该部分加快倍数（0 为消除）", "how much faster, 0 for gone", .number, default: "0",
        aka: "n commspeedup bandwidthratio bwratio"),
    ],
    respelling: [.gone]
  ) { arguments throws(SolveError) in
    let given = arguments.number("faster")
    guard given == 0 || given > 1 else { throw SolveError("`faster` is above 1, or 0") }
    let faster = given == 0 ? Double.infinity : given
    if try arguments.one(of: ["gain"], ["share"]) == 0 {
      let share = TrainingStep.exposedShare(
        speedUp: 1 + (try arguments.positive("gain")), faster: faster)
      return [
        SolveLine(
          "share", "改进前所占份额", "share before", share, .ratio,
          text: share > 1 ? "out of reach" : nil)
      ]
    }
    let share = try arguments.share("share")
    let gain = TrainingStep.speedUp(exposed: share, faster: faster) - 1
    return [
      SolveLine("gain", "提升", "gain", gain, .ratio),
      SolveLine("speed-up", "加速比", "speed-up", gain + 1, .factor),
      SolveLine("share-after", "改进后所占份额", "share after", share / faster * (gain + 1), .ratio),
    ]
  }

  private static let stepTime = SolveModel(
    "step-time", Label(zh: "训练步时间与重叠", en: "training step with overlap"),
    "compute=100ms network=60ms overlap=2",
    formula: "T = (Tcᵞ + Tnᵞ)^(1/γ); Tn = α + β·max(replicas − 2, 0)",
    source: "Pollux, OSDI 2021; AdaptDL goodput.py",
    [
      SolveParameter("compute", "计算时间", "computation", .time, aka: "tgrad tcomp"),
      SolveParameter(
        "network", "通信时间", "communication", .time, isOptional: true, aka: "tsync tnet tcomm"),
      SolveParameter("alpha", "α", "α", .time, isOptional: true),
      SolveParameter("beta", "β", "β", .time, default: "0"),
      SolveParameter("replicas", "副本数", "replicas", .number, default: "2"),
      SolveParameter(
        "overlap", "重叠指数 γ（1 为不重叠）", "overlap γ, 1 for none", .number, default: "1", aka: "gamma"),
    ]
  ) { arguments throws(SolveError) in
    let network =
      try arguments.one(of: ["network"], ["alpha"]) == 0
      ? arguments.number("network")
      : TrainingStep.networkTime(
        replicas: try arguments.count("replicas"), alpha: arguments.number("alpha"),
        beta: arguments.number("beta"))
    let gamma = arguments.number("overlap")
    guard gamma >= 1 else { throw SolveError("`overlap` is at least 1") }
    let compute = try arguments.positive("compute")
    let time = TrainingStep.time(computation: compute, network: network, overlap: gamma)
    return [
      SolveLine("step", "步时间", "step time", time, .time),
      SolveLine("network", "通信时间", "communication", network, .time),
      SolveLine("exposed", "暴露的通信份额", "exposed communication", 1 - compute / time, .ratio),
      SolveLine("utilisation", "计算份额", "share of computation", compute / time, .ratio),
    ]
  }

  private static let efficiency = SolveModel(
    "statistical-efficiency", Label(zh: "统计效率（梯度噪声）", en: "statistical efficiency"),
    "square=1 variance=3 scale=4",
    formula: "((v + s)/(v/scale + s)) / scale", source: "Pollux; AdaptDL goodput.py efficiency()",
    [
      SolveParameter("square", "梯度范数平方 s", "gradient square s", .number, aka: "gradsqr"),
      SolveParameter("variance", "梯度方差 v", "gradient variance v", .number, aka: "gradvar"),
      SolveParameter("scale", "批量倍数", "batch scale", .number),
      SolveParameter("throughput", "吞吐", "throughput", .frequency, isOptional: true),
    ]
  ) { arguments throws(SolveError) in
    let efficiency = TrainingStep.statisticalEfficiency(
      gradientSquare: try arguments.positive("square"),
      gradientVariance: arguments.number("variance"), scale: try arguments.positive("scale"))
    var lines = [SolveLine("efficiency", "统计效率", "efficiency", efficiency, .ratio)]
    if arguments.has("throughput") {
      lines.append(
        SolveLine(
          "goodput", "有效吞吐", "goodput", efficiency * arguments.number("throughput"), .frequency))
    }
    return lines
  }

  private static let fleet = SolveModel(
    "fleet-mtbf", Label(zh: "集群的中断间隔", en: "interruptions of a fleet"),
    "parts=16384 time=54d failures=419 wanted=400",
    formula: "exposure = parts·time/failures; MTBF of n = exposure/n",
    source: "Llama 3 paper, table 5, for its figures",
    [
      SolveParameter("parts", "观测的部件数", "parts observed", .number, default: "1", aka: "gpus"),
      SolveParameter(
        "time", "观测时间，或单部件 MTBF", "time observed, or MTBF of one", .time,
        aka: "mtbfnode nodemtbf mtbf"),
      SolveParameter(
        "failures", "观测到的失效", "failures observed", .number, default: "1", aka: "interruptions"),
      SolveParameter(
        "wanted", "目标规模", "parts of the fleet in question", .number, isOptional: true,
        aka: "nodes scaleto n targetgpus targetnodes"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      guard arguments.has("wanted"), arguments.number("wanted") <= 20_000 else { return [:] }
      let exposure = try exposure(arguments)
      // The first of so many lives, again and again.
      let parts = max(1, Int(arguments.number("wanted")))
      let mean = replication.mean("lives", of: 200) { stream in
        (0..<parts).reduce(.infinity) { first, _ in min(first, stream.exponential()) } * exposure
      }
      return ["mtbf": mean]
    }
  ) { arguments throws(SolveError) in
    let exposure = try exposure(arguments)
    var lines = [
      SolveLine("exposure", "每次失效的部件时间", "part time per failure", exposure, .time),
      SolveLine(
        "exposure-hours", "同上（部件小时）", "the same in part hours", exposure / Time.hour, .number),
      SolveLine(
        "observed", "观测规模的中断间隔", "between interruptions as observed",
        exposure / arguments.number("parts"), .time),
    ]
    if arguments.has("wanted") {
      lines.append(
        SolveLine(
          "mtbf", "目标规模的中断间隔", "between interruptions of the fleet",
          Checkpointing.meanTimeBetweenFailures(
            each: exposure, count: try arguments.positive("wanted")), .time))
    }
    return lines
  }

  private static func exposure(_ arguments: SolveArguments) throws(SolveError) -> Double {
    Checkpointing.exposurePerFailure(
      parts: try arguments.positive("parts"), time: try arguments.positive("time"),
      failures: try arguments.positive("failures"))
  }

  private static let youngDaly = SolveModel(
    "young-daly", Label(zh: "检查点间隔", en: "checkpoint interval"), "checkpoint=5min mtbf=180min",
    formula: "Young √(2δM); Daly's higher order; goodput τ/(M·e^{R/M}(e^{(τ+δ)/M} − 1))",
    source: "Young 1974; Daly 2006",
    [
      SolveParameter("checkpoint", "写检查点", "writing a checkpoint", .time, aka: "c checkpointcost"),
      SolveParameter(
        "mtbf", "平均中断间隔", "mean time between interruptions", .time, aka: "mtti nodemtbf gpumtbf"),
      SolveParameter(
        "nodes", "mtbf 所指的节点数", "how many nodes have that mtbf each", .number, default: "1"),
      SolveParameter("restart", "重启", "restart", .time, default: "0", aka: "r"),
      SolveParameter(
        "interval", "给定的间隔（0 为最优）", "an interval, 0 for the best", .time, default: "0", aka: "tau"),
      SolveParameter("work", "总工作量", "work to do", .time, isOptional: true),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let model = try checkpointing(arguments)
      let given = arguments.number("interval")
      let interval = given > 0 ? given : model.bestInterval
      // Without a given amount, enough work to meet some interruptions.
      let work =
        arguments.has("work")
        ? try arguments.positive("work")
        : max(20 * interval, 5 * model.meanTimeBetweenFailures)
      // Whole intervals, as the formula has them.
      let whole = (work / interval).rounded(.up) * interval
      guard model.wallTime(work: 1, interval: interval) < 1e3, whole / interval < 1e5 else {
        return [:]
      }
      var total = 0.0
      for run in 0..<20 {
        total += CheckpointedRun(work: whole, interval: interval, checkpointing: model)
          .wallTime(seed: replication.seed, replication: replication.index * 20 + run)
      }
      return ["wall": total / 20 / whole * work, "goodput": whole / (total / 20)]
    }
  ) { arguments throws(SolveError) in
    let model = try checkpointing(arguments)
    let given = arguments.number("interval")
    let interval = given > 0 ? given : model.bestInterval
    let isShort = model.cost < 2 * model.meanTimeBetweenFailures
    var lines = [
      SolveLine("young", "Young 间隔", "Young's interval", model.youngInterval, .time),
      SolveLine(
        "first-order", "Daly 一阶", "Daly, first order", model.dalyFirstOrder, .time,
        text: isShort ? nil : "not valid: a checkpoint takes longer than twice the MTBF"),
      SolveLine("daly", "Daly 高阶", "Daly, higher order", model.dalyInterval, .time),
      SolveLine("best", "精确最优", "best by the exact form", model.bestInterval, .time),
      SolveLine("goodput", "有效产出", "goodput", model.efficiency(interval: interval), .ratio),
    ]
    if arguments.has("work") {
      lines.append(
        SolveLine(
          "wall", "总耗时", "wall time",
          model.wallTime(work: try arguments.positive("work"), interval: interval), .time))
    }
    return lines
  }

  private static func checkpointing(
    _ arguments: SolveArguments
  ) throws(SolveError) -> Checkpointing {
    Checkpointing(
      cost: try arguments.positive("checkpoint"),
      meanTimeBetweenFailures: (try arguments.positive("mtbf"))
        / Double(try arguments.count("nodes", in: 1...10_000_000)),
      restart: arguments.number("restart"))
  }

  private static func cachedShare(_ arguments: SolveArguments) throws(SolveError) -> Double {
    try arguments.one(of: ["share"], ["items", "capacity"]) == 0
      ? try arguments.share("share")
      : min(1, arguments.number("capacity") / (try arguments.positive("items")))
  }

  private static let lru = SolveModel(
    "epoch-cache", Label(zh: "洗牌训练的缓存命中率", en: "cache under reshuffled epochs"), "share=0.5",
    formula: "LRU c + (1 − c)·ln(1 − c); no eviction c", source: "CoorDL, VLDB 2021",
    [
      SolveParameter("share", "缓存占数据集份额", "cache over data set", .ratio, isOptional: true),
      SolveParameter(
        "items", "数据集样本数（代替 share）", "items, in place of share", .number, isOptional: true,
        aka: "dataset"),
      SolveParameter(
        "capacity", "缓存容纳样本数", "items that the cache holds", .number, isOptional: true, aka: "c"),
    ],
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
      SolveLine("lru", "LRU", "LRU", share < 1 ? Cache.reshuffledLRU(share: share) : 1, .ratio),
      SolveLine("no-evict", "不淘汰", "no eviction", share, .ratio),
    ]
  }

  private static let che = SolveModel(
    "zipf-cache", Label(zh: "Zipf 访问的缓存命中率", en: "caches under Zipf requests"),
    "items=1000 capacity=100",
    formula:
      "LRU h = Σ p_i(1 − e^{−p_i·T}), Σ (1 − e^{−p_i·T}) = C; FIFO and random p_iT/(1 + p_iT)",
    source: "Che et al. 2002; Fricker, Robert and Roberts 2012 (approximations); LFU exact",
    [
      SolveParameter("items", "对象数", "items", .number),
      SolveParameter("capacity", "缓存对象数", "cached items", .number, aka: "c size"),
      SolveParameter("exponent", "Zipf 指数", "Zipf exponent", .number, default: "1", aka: "s"),
      SolveParameter(
        "policy", "淘汰策略：lru、fifo、random、lfu", "eviction: lru, fifo, random, lfu", nil,
        default: "lru"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let items = try arguments.count("items")
      let policy = try evictionPolicy(arguments)
      guard items <= 100_000, policy == .leastRecent || policy == .firstIn else { return [:] }
      var stream = replication.stream("reference")
      return [
        "hit": CacheRun.zipf(
          items: items, exponent: arguments.number("exponent"),
          capacity: try arguments.count("capacity", in: 1...items),
          renewsHits: policy == .leastRecent, references: max(20_000, 5 * items), stream: &stream)
      ]
    }
  ) { arguments throws(SolveError) in
    let items = try arguments.count("items")
    let capacity = try arguments.count("capacity", in: 1...items)
    let popularity = Cache.zipf(items: items, exponent: arguments.number("exponent"))
    let held = Double(capacity)
    let hit =
      switch try evictionPolicy(arguments) {
      case .leastRecent: Cache.che(popularity: popularity, capacity: held)
      case .firstIn, .random: Cache.randomReplacement(popularity: popularity, capacity: held)
      case .leastFrequent: Cache.mostPopular(popularity: popularity, capacity: capacity)
      }
    return [SolveLine("hit", "命中率", "hit ratio", capacity == items ? 1 : hit, .ratio)]
  }

  private enum EvictionPolicy { case leastRecent, firstIn, random, leastFrequent }

  private static func evictionPolicy(
    _ arguments: SolveArguments
  ) throws(SolveError) -> EvictionPolicy {
    try arguments.choice(
      "policy",
      [
        "lru": .leastRecent, "fifo": .firstIn, "random": .random, "rand": .random,
        "lfu": .leastFrequent,
      ])
  }

  private static let access = SolveModel(
    "access-time", Label(zh: "两级平均访问时间", en: "mean access time of two levels"),
    "hit-ratio=90% hit=100us miss=5ms",
    formula: "h·t_hit + (1 − h)·t_miss", source: "two-level mean",
    [
      SolveParameter(
        "hit-ratio", "命中率", "hit ratio", .ratio, aka: "hit hits hitrate missrate:1- missratio:1-"),
      SolveParameter(
        "hit-time", "命中时延", "time of a hit", .time, aka: "hit hitlatency l1 cache cachelatency"),
      SolveParameter(
        "miss-time", "未命中时延", "time of a miss", .time, isOptional: true,
        aka: "m miss misslatency l2 backend origin"),
      SolveParameter(
        "penalty", "未命中代价（命中时延之外）", "penalty of a miss, beyond a hit", .time, isOptional: true,
        aka: "misspenalty"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let ratio = try arguments.share("hit-ratio")
      let (hit, miss) = (arguments.number("hit-time"), try missTime(arguments))
      return [
        "mean": replication.mean("accesses", of: 10_000) { $0.chance(ratio) ? hit : miss }
      ]
    }
  ) { arguments throws(SolveError) in
    [
      SolveLine(
        "mean", "平均访问时间", "mean access time",
        Cache.accessTime(
          hitRatio: try arguments.share("hit-ratio"), hit: arguments.number("hit-time"),
          miss: try missTime(arguments)), .time)
    ]
  }

  /// What a miss takes: given, or as its penalty beyond a hit.
  private static func missTime(_ arguments: SolveArguments) throws(SolveError) -> Double {
    try arguments.one(of: ["miss-time"], ["penalty"]) == 0
      ? arguments.number("miss-time")
      : arguments.number("hit-time") + arguments.number("penalty")
  }
}
