import Glibc
import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  /// Collectives beside the all-reduce, pipelines, redundancy of storage, caches by time.
  static let transfers: [Calculator] = [
    collective, pipelineBubble, flopsUtilisation, erasureCode, timedCache,
  ]

  private static let collective = Calculator(
    "collective", "集合通信时间", "time of a collective",
    "operation=allgather ranks=8 size=1GB bandwidth=100GB/s latency=5us",
    formula: """
      all-gather, reduce-scatter (S the whole): ring (n−1)(α + S/nB), doubling ⌈log₂n⌉α + (n−1)/n·S/B; \
      broadcast, reduce: tree ⌈log₂n⌉(α + S/B), scatter and gather; all-to-all: pairwise (n−1)(α + S/nB)
      """,
    source: "Thakur, Rabenseifner and Gropp 2005; nccl-tests PERFORMANCE.md for the least time",
    [
      Parameter(
        "operation", "allgather、reducescatter、broadcast、reduce、alltoall 或 allreduce",
        "allgather, reducescatter, broadcast, reduce, alltoall or allreduce", nil, aka: "op"),
      Parameter("ranks", "参与者数", "ranks", .number, in: .whole(1...1_000_000), aka: "p"),
      Parameter("size", "数据量（全部参与者之和的缓冲）", "size of the whole buffer", .data, in: .positive),
      Parameter("bandwidth", "带宽", "bandwidth", .dataRate, in: .positive, aka: "b"),
      Parameter("latency", "每步时延", "latency of a step", .time, default: "0"),
    ]
  ) { arguments throws(SolveError) in
    let operation: Collective.Operation = try arguments.choice(
      "operation",
      [
        "allgather": .allGather, "reducescatter": .reduceScatter, "broadcast": .broadcast,
        "bcast": .broadcast, "reduce": .reduce, "alltoall": .allToAll, "allreduce": .allReduce,
      ])
    let (collective, size) = collective(arguments)
    return collective.algorithms(operation, size: size).map { algorithm in
      Figure(algorithm.name, algorithm.name, algorithm.name, algorithm.time, .time)
    } + [
      Figure(
        "least", "NCCL 下限：系数·S/B", "NCCL's factor · size/bandwidth",
        Collective.time(
          operation, ranks: collective.ranks, size: size, bandwidth: collective.bandwidth), .time),
      Figure(
        "factor", "总线带宽系数", "factor of the bus bandwidth",
        Collective.busFactor(operation, ranks: collective.ranks), .number),
    ]
  }

  static func collective(_ arguments: Arguments) -> (Collective, size: Double) {
    let collective = Collective(
      ranks: arguments.count("ranks"), latency: arguments.number("latency"),
      bandwidth: arguments.number("bandwidth"))
    return (collective, arguments.number("size"))
  }

  private static let pipelineBubble = Calculator(
    "pipeline-bubble", "流水线并行气泡", "bubble of a pipeline", "stages=4 microbatches=16",
    formula: "idle share (p − 1)/(v·m + p − 1); over the ideal (p − 1)/(v·m)",
    source: "GPipe, NeurIPS 2019; Megatron-LM, SC 2021, with v chunks for each stage",
    [
      Parameter(
        "stages", "流水级数 p", "stages p", .number, in: .whole(1...1_000_000),
        aka: "pipelinestages p pp k s d"),
      Parameter(
        "microbatches", "微批数 m", "microbatches m", .number, in: .whole(1...1_000_000),
        aka: "m microbatch n"),
      Parameter(
        "chunks", "每级分块数 v（交错）", "chunks v of a stage, interleaved", .number,
        in: .whole(1...1_000_000), default: "1", aka: "v interleave virtualstages"),
      .optional("step", "单个微批前向加反向时间", "forward and backward of one", .time),
    ]
  ) { arguments in
    let stages = Double(arguments.count("stages"))
    let work = Double(arguments.count("microbatches")) * Double(arguments.count("chunks"))
    let bubble = (stages - 1) / (work + stages - 1)
    var lines = [
      Figure("bubble", "空闲份额", "idle share", bubble, .ratio),
      Figure("overhead", "相对理想的多余时间", "time over the ideal", (stages - 1) / work, .ratio),
      Figure("efficiency", "效率", "efficiency", 1 - bubble, .ratio),
    ]
    if arguments.has("step") {
      let ideal = arguments.number("step") * arguments.number("microbatches")
      lines.append("time", "一个批次的时间", "time of a batch", ideal / (1 - bubble), .time)
    }
    return lines
  }

  private static let flopsUtilisation = Calculator(
    "mfu", "模型算力利用率（MFU）", "model FLOPs utilisation",
    "parameters=7e9 tokens=4000/s peak=312TFLOPS gpus=1",
    formula: "MFU = 6·parameters·tokens/(gpus·peak)",
    source: "Chowdhery et al., PaLM 2022, appendix B",
    [
      Parameter("parameters", "参数量", "parameters", .number, aka: "params p n"),
      Parameter(
        "tokens", "每秒词元数", "tokens per second", .frequency,
        aka: "tokenspersecond:/s tokenspers:/s throughput"),
      Parameter(
        "peak", "单卡峰值", "peak of one", .rate(of: "FLOP"), in: .positive, aka: "peakflops"),
      Parameter("gpus", "卡数", "GPUs", .number, in: .wholeFrom(1), default: "1"),
      Parameter(
        "per-token", "每参数每词元的 FLOP", "FLOP for each parameter and token", .number, default: "6"),
    ]
  ) { arguments in
    let needed =
      arguments.number("per-token") * arguments.number("parameters") * arguments.number("tokens")
    let peak = arguments.number("peak") * arguments.number("gpus")
    return [Figure("mfu", "算力利用率", "model FLOPs utilisation", needed / peak, .ratio)]
  }

  private static let erasureCode = Calculator(
    "erasure-code", "RAID 与纠删码的容量", "capacity of RAID and erasure codes",
    "data=8 parity=3 size=4TB",
    formula:
      "overhead (k + m)/k; efficiency k/(k + m); P(error in a rebuild) = 1 − (1 − u)^bits read",
    source: "Patterson, Gibson and Katz 1988; drive data sheets for the rate u of unreadable bits",
    [
      Parameter("data", "数据块数 k", "pieces of data k", .number, in: .whole(1...1_000_000), aka: "k"),
      Parameter(
        "parity", "校验块数 m", "pieces of parity m", .number, in: .whole(0...1_000_000), aka: "m"),
      .optional("disks", "盘数 k + m", "drives, k + m", .number, aka: "n drives"),
      Parameter(
        "mirrored", "是否成对镜像：no 或 yes", "whether in mirrored pairs: no or yes", nil, default: "no"),
      .optional("size", "单盘容量", "size of one drive", .data, aka: "disksize drivesize capacity"),
      .optional("ure", "每位不可读概率", "unreadable bits, each", .number, aka: "ber uber"),
    ],
    respelling: [.raid]
  ) { arguments throws(SolveError) in
    let data = Double(arguments.count("data"))
    let parity = Double(arguments.count("parity"))
    guard !arguments.has("disks") || arguments.number("disks") == data + parity else {
      throw SolveError("`disks` are `data` and `parity` together")
    }
    let isMirrored = try arguments.choice("mirrored", ["no": false, "yes": true])
    guard !isMirrored || data == parity else {
      throw SolveError("mirrored pairs have as much parity as data")
    }
    var lines = [
      Figure("efficiency", "空间效率", "space efficiency", data / (data + parity), .ratio),
      Figure("overhead", "写入放大的空间", "raw over usable", (data + parity) / data, .factor),
      Figure("extra", "额外空间", "extra space", parity / data, .ratio),
      Figure("tolerated", "必可容忍的失效", "failures always survived", isMirrored ? 1 : parity, .number),
    ]
    if let size = arguments.optional("size") {
      lines += [
        Figure("usable", "可用容量", "usable capacity", data * size, .data),
        Figure("raw", "裸容量", "raw capacity", (data + parity) * size, .data),
      ]
      if let each = arguments.optional("ure") {
        guard each < 1 else { throw SolveError("`ure` is below 1") }
        // A rebuild reads as many drives as hold data.
        let read = isMirrored || data == 1 ? size : data * size
        lines.append(
          "unreadable", "重建中遇到不可读位的概率", "probability of an unreadable bit in a rebuild",
          -expm1(8 * read * log1p(-each)), .ratio)
      }
    }
    return lines
  }

  private static let timedCache = Calculator(
    "ttl-cache", "按时过期的缓存（TTL）", "cache by time to live", "arrival=0.5/s ttl=10s",
    formula: "h = λT/(1 + λT); with the time set back by each hit 1 − e^−λT",
    source: "Jung, Berger and Balakrishnan 2003; Fofack et al. 2012, for Poisson requests",
    [
      Parameter("arrival", "请求率", "rate of requests", .frequency, aka: "requests"),
      Parameter("ttl", "存活时间", "time to live", .time, aka: "t expiry"),
      Parameter(
        "renewal", "命中是否续期：no 或 yes", "whether a hit sets the time back: no or yes", nil,
        default: "no"),
      .optional("hit", "命中时延", "time of a hit", .time),
      .optional("miss", "未命中时延", "time of a miss", .time),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let expected = arguments.number("arrival") * arguments.number("ttl")
      let renews = try arguments.choice("renewal", ["no": false, "yes": true])
      guard expected > 1e-3, expected < 1e4 else {
        throw .tooRare("next to no request hits, or next to none misses")
      }
      var stream = replication.stream("requests")
      var (hits, left) = (0, 0.0)
      for _ in 0..<40_000 {
        left -= stream.exponential() / expected
        if left > 0 { hits += 1 }
        if left <= 0 || renews { left = 1 }
      }
      return ["hit-ratio": Double(hits) / 40_000]
    }
  ) { arguments throws(SolveError) in
    let expected = arguments.number("arrival") * arguments.number("ttl")
    let renews = try arguments.choice("renewal", ["no": false, "yes": true])
    let ratio = renews ? -expm1(-expected) : expected / (1 + expected)
    let missing = renews ? exp(-expected) : 1 / (1 + expected)
    var lines = [
      Figure("hit-ratio", "命中率", "hit ratio", ratio, .ratio),
      Figure("misses", "回源率", "rate of misses", arguments.number("arrival") * missing, .frequency),
    ]
    if arguments.has("hit"), arguments.has("miss") {
      lines.append(
        "mean", "平均访问时间", "mean access time",
        ratio * arguments.number("hit") + missing * arguments.number("miss"), .time)
    }
    return lines
  }

  static let hierarchical = Calculator(
    "hierarchical-allreduce", "分级 all-reduce", "hierarchical all-reduce",
    "nodes=50 size=1GB intra=235GB/s inter=24GB/s",
    formula: "2(g−1)/g·S/B_intra + 2(n−1)/n·S/B_node", source: "two-level model",
    [
      Parameter("nodes", "节点数", "nodes", .number, in: .whole(1...1_000_000)),
      Parameter("gpus", "每节点 GPU 数", "GPUs per node", .number, in: .whole(1...1024), default: "8"),
      Parameter("size", "数据量", "size", .data, in: .positive),
      Parameter("intra", "节点内带宽", "bandwidth inside", .dataRate, in: .positive, aka: "bintra"),
      Parameter("inter", "每节点带宽", "bandwidth per node", .dataRate, in: .positive, aka: "bnode"),
    ]
  ) { arguments in
    let time = Collective.hierarchicalAllReduce(
      nodes: arguments.count("nodes"), perNode: arguments.count("gpus"),
      size: arguments.number("size"), bandwidthWithin: arguments.number("intra"),
      bandwidthPerNode: arguments.number("inter"))
    return [Figure("time", "时间", "time", time, .time)]
  }

  static let collectives = Calculator(
    "busbw", "集合通信的总线带宽换算", "bus bandwidth of collectives", "ranks=16 algbw=50GB/s",
    formula:
      "busbw = algbw·factor: all-reduce 2(n−1)/n; reduce-scatter, all-gather, all-to-all (n−1)/n; broadcast, reduce 1",
    source: "nccl-tests PERFORMANCE.md",
    [
      Parameter("ranks", "参与者数", "ranks", .number, in: .whole(1...10_000_000)),
      .optional("algbw", "算法带宽", "algorithm bandwidth", .dataRate),
      .optional("busbw", "总线带宽，求算法带宽", "bus bandwidth, for algbw", .dataRate),
      .optional("size", "数据量，与 time 同给", "size, with `time`", .data),
      .optional("time", "时间", "time", .time),
      Parameter("collective", "集合操作", "collective operation", nil, default: "allreduce", aka: "op"),
    ]
  ) { arguments throws(SolveError) in
    let ranks = arguments.count("ranks")
    let operations: KeyValuePairs<String, Collective.Operation> = [
      "allreduce": .allReduce, "reducescatter": .reduceScatter, "allgather": .allGather,
      "broadcast": .broadcast, "reduce": .reduce, "alltoall": .allToAll,
    ]
    let operation = try arguments.choice("collective", operations)
    var lines = operations.map { name, operation in
      Figure(
        name, "\(name) 系数", "factor of \(name)", Collective.busFactor(operation, ranks: ranks),
        .number)
    }
    let isTimed = arguments.has("size") && arguments.has("time")
    guard [isTimed, arguments.has("algbw"), arguments.has("busbw")].count(where: { $0 }) <= 1 else {
      throw SolveError("give `algbw`, `busbw`, or `size` and `time`")
    }
    if arguments.has("busbw"), Collective.busFactor(operation, ranks: ranks) > 0 {
      let algorithm = arguments.number("busbw") / Collective.busFactor(operation, ranks: ranks)
      lines.append("algbw", "算法带宽", "algorithm bandwidth", algorithm, .dataRate)
    }
    if isTimed || arguments.has("algbw") {
      let algorithm =
        isTimed
        ? arguments.number("size") / (try arguments.positive("time")) : arguments.number("algbw")
      let bandwidth = algorithm * Collective.busFactor(operation, ranks: ranks)
      if isTimed { lines.append("algbw", "算法带宽", "algorithm bandwidth", algorithm, .dataRate) }
      lines.append("busbw", "总线带宽", "bus bandwidth", bandwidth, .dataRate)
    }
    return lines
  }
}
