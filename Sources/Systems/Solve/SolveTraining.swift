import Glibc
import Model
import Quantities
import Simulate

extension SolveModel {
  static let training: [SolveModel] = [
    allReduce, hierarchical, speedUp, gpuClaims, mig, youngDaly, lru, che, closedNetwork,
  ]

  private static let allReduce = SolveModel(
    "allreduce", Label(zh: "all-reduce 时间", en: "time of an all-reduce"),
    formula: "ring 2(n−1)(α + S/(n·B)); tree 2·⌈log₂n⌉·α + 2S/B; busbw = algbw·2(n−1)/n",
    source: "Hockney α–β; Thakur et al. 2005; nccl-tests PERFORMANCE.md",
    [
      SolveParameter("ranks", "参与者数", "ranks", .number),
      SolveParameter("size", "数据量", "size", .data),
      SolveParameter("bandwidth", "带宽", "bandwidth", .dataRate),
      SolveParameter("latency", "每跳时延", "latency per hop", .time, default: "0"),
    ]
  ) { arguments throws(SolveError) in
    let collective = Collective(
      ranks: try arguments.count("ranks", in: 2...1_000_000), latency: arguments.number("latency"),
      bandwidth: try arguments.positive("bandwidth"))
    let size = try arguments.positive("size")
    let ring = collective.ring(size)
    let factor = Collective.busFactor(.allReduce, ranks: collective.ranks)
    return [
      SolveLine("ring", "环形", "ring", ring, .time),
      SolveLine("tree", "树形", "tree", collective.tree(size), .time),
      SolveLine("double-tree", "双二叉树", "double tree", collective.doubleTree(size), .time),
      SolveLine(
        "crossover", "环与树的分界", "size where ring meets tree", collective.ringTreeCrossover, .data),
      SolveLine("algbw", "算法带宽（环）", "algorithm bandwidth, ring", size / ring, .dataRate),
      SolveLine("busbw", "总线带宽（环）", "bus bandwidth, ring", size / ring * factor, .dataRate),
    ]
  }

  private static let hierarchical = SolveModel(
    "hierarchical-allreduce", Label(zh: "分级 all-reduce", en: "hierarchical all-reduce"),
    formula: "2(g−1)/g·S/B_intra + 2(n−1)/n·S/B_node", source: "two-level model",
    [
      SolveParameter("nodes", "节点数", "nodes", .number),
      SolveParameter("gpus", "每节点 GPU 数", "GPUs per node", .number, default: "8"),
      SolveParameter("size", "数据量", "size", .data),
      SolveParameter("intra", "节点内带宽", "bandwidth inside", .dataRate),
      SolveParameter("inter", "每节点带宽", "bandwidth per node", .dataRate),
    ]
  ) { arguments throws(SolveError) in
    let time = Collective.hierarchicalAllReduce(
      nodes: try arguments.count("nodes"), perNode: try arguments.count("gpus", in: 1...1024),
      size: try arguments.positive("size"), bandwidthWithin: try arguments.positive("intra"),
      bandwidthPerNode: try arguments.positive("inter"))
    return [SolveLine("time", "时间", "time", time, .time)]
  }

  private static let speedUp = SolveModel(
    "speed-up", Label(zh: "提升所需的暴露份额", en: "exposed share for a gain"),
    formula: "share = (1 − 1/(1 + gain)) / (1 − 1/faster)", source: "Amdahl 1967",
    [
      SolveParameter("gain", "提升", "gain", .ratio),
      SolveParameter(
        "faster", "该部分加快倍数（0 为消除）", "how much faster, 0 for gone", .number, default: "0"),
    ]
  ) { arguments throws(SolveError) in
    let gain = try arguments.positive("gain")
    let faster = arguments.number("faster")
    guard faster == 0 || faster > 1 else { throw SolveError("`faster` is above 1, or 0") }
    let removed = faster == 0 ? 1 : 1 - 1 / faster
    let share = (1 - 1 / (1 + gain)) / removed
    return [
      SolveLine(
        "share", "改进前所占份额", "share before", share, .ratio, text: share > 1 ? "out of reach" : nil)
    ]
  }

  private static let gpuClaims = SolveModel(
    "gpu-claims", Label(zh: "GPU 利用率与排队是否相容", en: "GPU utilisation and queueing together"),
    formula:
      "allocation from Erlang C inverse of the wait; in-allocation = utilisation / allocation",
    source: "Erlang C, M/M/c",
    [
      SolveParameter("servers", "服务台数", "servers", .number),
      SolveParameter("job", "平均任务时长", "mean job", .time),
      SolveParameter("wait", "平均排队", "mean wait", .time),
      SolveParameter("utilisation", "GPU 利用率", "GPU utilisation", .ratio),
    ]
  ) { arguments throws(SolveError) in
    let allocation = MultiServerQueue.utilisation(
      servers: try arguments.count("servers", in: 1...100_000),
      meanService: try arguments.positive("job"), meanWait: try arguments.positive("wait"))
    let inside = arguments.number("utilisation") / allocation
    return [
      SolveLine("allocation", "所需分配率", "allocation implied", allocation, .ratio),
      SolveLine(
        "inside", "分配内利用率", "utilisation inside allocations", inside, .ratio),
    ]
  }

  private static let mig = SolveModel(
    "mig", Label(zh: "MIG 放置", en: "MIG placements"),
    formula: "placements of NVIDIA's table, no slice shared", source: "NVIDIA MIG user guide",
    [
      SolveParameter("gpu", "a100 或 80gb", "a100 or 80gb", nil, default: "a100"),
      SolveParameter("instances", "实例，以逗号分隔", "instances, comma-separated", nil),
    ]
  ) { arguments throws(SolveError) in
    let gpu: MultiInstanceGPU
    switch arguments.text("gpu").lowercased() {
    case "a100", "a100-40gb": gpu = .a100
    case "80gb", "a100-80gb", "h100": gpu = .eighty
    default: throw SolveError("`gpu` is `a100` or `80gb`")
    }
    var wanted: [Int] = []
    for name in arguments.text("instances").split(separator: ",") {
      guard let profile = gpu.profile(named: String(name)) else {
        let names = gpu.profiles.map(\.name).joined(separator: ", ")
        throw SolveError("`\(name)` is none of \(names)")
      }
      wanted.append(profile)
    }
    guard wanted.count <= 64 else { throw SolveError("no GPU holds so many instances") }
    let placed = gpu.place(wanted)
    let text = placed.map { instances in
      instances.sorted().map { "\(gpu.profiles[$0.profile].name)@\($0.start)" }
        .joined(separator: " ")
    }
    return [
      SolveLine(
        "fits", "能否放下", "fits", placed == nil ? 0 : 1, .number, text: placed == nil ? "no" : "yes"),
      SolveLine(
        "placement", "一种放置", "a placement", Double(placed?.count ?? 0), .number, text: text ?? "—"),
    ]
      + Set(wanted).sorted().map { profile in
        SolveLine(
          "most-\(gpu.profiles[profile].name)", "最多 \(gpu.profiles[profile].name)",
          "most of \(gpu.profiles[profile].name)", Double(gpu.capacity(of: profile)), .number)
      }
  }

  private static let youngDaly = SolveModel(
    "young-daly", Label(zh: "检查点间隔", en: "checkpoint interval"),
    formula: "Young √(2δM); Daly's higher order; goodput τ/(M·e^{R/M}(e^{(τ+δ)/M} − 1))",
    source: "Young 1974; Daly 2006",
    [
      SolveParameter("checkpoint", "写检查点", "writing a checkpoint", .time),
      SolveParameter("mtbf", "平均中断间隔", "mean time between interruptions", .time),
      SolveParameter("restart", "重启", "restart", .time, default: "0"),
      SolveParameter(
        "interval", "给定的间隔（0 为最优）", "an interval, 0 for the best", .time, default: "0"),
    ]
  ) { arguments throws(SolveError) in
    let model = Checkpointing(
      cost: try arguments.positive("checkpoint"),
      meanTimeBetweenFailures: try arguments.positive("mtbf"),
      restart: arguments.number("restart"))
    let given = arguments.number("interval")
    let interval = given > 0 ? given : model.bestInterval
    return [
      SolveLine("young", "Young 间隔", "Young's interval", model.youngInterval, .time),
      SolveLine("first-order", "Daly 一阶", "Daly, first order", model.dalyFirstOrder, .time),
      SolveLine("daly", "Daly 高阶", "Daly, higher order", model.dalyInterval, .time),
      SolveLine("best", "精确最优", "best by the exact form", model.bestInterval, .time),
      SolveLine("goodput", "有效产出", "goodput", model.efficiency(interval: interval), .ratio),
    ]
  }

  private static let lru = SolveModel(
    "epoch-cache", Label(zh: "洗牌训练的缓存命中率", en: "cache under reshuffled epochs"),
    formula: "LRU c + (1 − c)·ln(1 − c); no eviction c", source: "CoorDL, VLDB 2021",
    [SolveParameter("share", "缓存占数据集份额", "cache over data set", .ratio)]
  ) { arguments throws(SolveError) in
    let share = try arguments.share("share")
    return [
      SolveLine("lru", "LRU", "LRU", share < 1 ? Cache.reshuffledLRU(share: share) : 1, .ratio),
      SolveLine("no-evict", "不淘汰", "no eviction", share, .ratio),
    ]
  }

  private static let che = SolveModel(
    "zipf-cache", Label(zh: "Zipf 访问的 LRU 命中率", en: "LRU under Zipf requests"),
    formula: "h = Σ p_i(1 − e^{−p_i·T}), Σ (1 − e^{−p_i·T}) = C", source: "Che et al. 2002",
    [
      SolveParameter("items", "对象数", "items", .number),
      SolveParameter("capacity", "缓存对象数", "cached items", .number),
      SolveParameter("exponent", "Zipf 指数", "Zipf exponent", .number, default: "1"),
    ]
  ) { arguments throws(SolveError) in
    let items = try arguments.count("items")
    let capacity = try arguments.count("capacity", in: 1...items)
    let popularity = Cache.zipf(items: items, exponent: arguments.number("exponent"))
    return [
      SolveLine(
        "hit", "命中率", "hit ratio",
        capacity == items ? 1 : Cache.che(popularity: popularity, capacity: Double(capacity)),
        .ratio)
    ]
  }

  private static let closedNetwork = SolveModel(
    "closed-network", Label(zh: "闭合排队网络 (MVA)", en: "closed network (MVA)"),
    formula: "mean value analysis over 1…N customers", source: "Reiser and Lavenberg 1980",
    [
      SolveParameter("demands", "各站服务需求", "service demands", .time, isList: true),
      SolveParameter("customers", "顾客数", "customers", .number),
    ]
  ) { arguments throws(SolveError) in
    let customers = try arguments.count("customers", in: 1...100_000)
    var queue = [Double](repeating: 0, count: arguments.list("demands").count)
    var throughput = 0.0
    for population in 1...customers {
      let residence = zip(arguments.list("demands"), queue).map { $0 * (1 + $1) }
      let total = residence.reduce(0, +)
      guard total > 0 else { throw SolveError("some demand is above zero") }
      throughput = Double(population) / total
      queue = residence.map { $0 * throughput }
    }
    return [
      SolveLine("throughput", "吞吐", "throughput", throughput, .frequency),
      SolveLine("cycle", "循环时间", "cycle time", Double(customers) / throughput, .time),
    ]
  }
}
