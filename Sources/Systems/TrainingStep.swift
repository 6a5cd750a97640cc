import Glibc
import Model
import Quantities

extension SystemDefinition {
  /// One step of data-parallel training: compute, all-reduce, data loading, and checkpoints.
  package static let trainingStep = SystemDefinition(
    "training-step",
    Label(zh: "数据并行训练步", en: "training step"),
    documentation: Label(
      zh: """
        每步的时间 = 计算，加上未被计算掩盖的梯度 all-reduce，再与数据加载取较大者。all-reduce 分两级：节点内
        reduce-scatter 与 all-gather，节点间环形 all-reduce，均按 α–β 模型。有效产出再扣除检查点与故障重算（Daly
        精确式）。全部解析。
        """,
      en: """
        A step takes its computing, plus the gradient all-reduce that computing does not hide, \
        or the loading \
        of data where that is longer. The all-reduce has two levels: reduce-scatter and all-gather \
        inside a node, a ring between nodes, by the α–β model. Goodput takes off checkpoints and \
        work redone after failures, by Daly's exact form. All of it analytic.
        """),
    mechanisms: trainingStepMechanisms,
    parameters: trainingStepParameters,
    outputs: trainingStepOutputs,
    problems: { inputs in
      var found: [InputProblem] = []
      if inputs.has("batch.bytes") {
        for name in ["local.rate", "remote.rate", "cache.fraction"] where !inputs.has(name) {
          found.append(.init(.missing, [name], "`batch.bytes` is given, so `\(name)` is needed"))
        }
      }
      let failures = ["gpu.mtbf", "checkpoint", "checkpoint.interval", "restart"]
      if failures.contains(where: { inputs.has($0) }) {
        for name in failures where !inputs.has(name) {
          found.append(.init(.missing, [name], "failures and checkpoints also need `\(name)`"))
        }
      }
      return found
    })

  private static let trainingStepParameters: [Parameter] = [
    .count(
      "nodes", Label(zh: "参与训练的节点数", en: "nodes in training"), of: "节点", in: 1...100_000,
      isSetting: true, example: "8",
      Label(zh: "一次训练用到的节点数，未必是整个集群。", en: "Nodes of one job, not of the whole cluster.")),
    .count(
      "gpus", Label(zh: "每节点 GPU 数", en: "GPUs per node"), of: "卡", in: 1...64, isSetting: true,
      example: "8", Label(zh: "每个节点参与训练的 GPU 数。", en: "GPUs of one node.")),
    .time(
      "compute", Label(zh: "每步计算时间", en: "computing per step"), in: 1e-6...Time.day,
      typical: 0.02...10, example: "300 ms",
      Label(zh: "前向与反向，不含通信。", en: "Forward and backward, without communication.")),
    .data(
      "gradients", Label(zh: "梯度数据量", en: "gradient bytes"), example: "2.6 GB",
      Label(zh: "每步每个 GPU 归约的字节数：参数量 × 精度字节。", en: "Reduced in each step: parameters × bytes.")),
    .dataRate(
      "intra", Label(zh: "节点内带宽", en: "bandwidth inside a node"), typical: 20e9...400e9,
      .standard("232.5 GB/s", source: "8×A100 NVLink bus bandwidth, nccl-tests issues (excerpt)"),
      example: "232.5 GB/s", Label(zh: "NVLink 的总线带宽。", en: "Bus bandwidth of NVLink.")),
    .dataRate(
      "inter", Label(zh: "节点间带宽", en: "bandwidth between nodes"), typical: 1e9...100e9,
      example: "24 GB/s",
      Label(
        zh: "每节点实际总线带宽：单口 HDR 约 24 GB/s，四口约 86–96；走 TCP 时 100 Gb/s 网卡 4–6（NVIDIA/nccl#450）。",
        en:
          """
          As achieved per node: about 24 GB/s for one HDR port, 86–96 for four; 4–6 over TCP at \
          100 Gb/s (NVIDIA/nccl#450).
          """
      )),
    .time(
      "alpha", Label(zh: "每跳时延", en: "latency per hop"), in: 0...1, typical: 1e-6...50e-6,
      .standard(
        "5 μs",
        source: "a network hop of a ring takes 2.7–9.6 μs by protocol: NVIDIA/nccl tuning.cc"),
      example: "5 μs", Label(zh: "α–β 模型中的 α。", en: "The α of the α–β model.")),
    .ratio(
      "overlap", Label(zh: "通信被掩盖的份额", en: "communication hidden"), typical: 0...0.9,
      example: "50%", Label(zh: "与反向计算重叠的通信。", en: "Overlapped with the backward pass.")),
    .data(
      "batch.bytes", Label(zh: "每步每节点读取量", en: "bytes read per step and node"), .optional,
      example: "200 MB", Label(zh: "给出后才计入数据加载。", en: "Loading counts only when this is given.")),
    .ratio(
      "cache.fraction", Label(zh: "缓存占数据集份额", en: "cache over data set"), .optional,
      isSetting: true, example: "50%",
      Label(zh: "本地缓存能放下的份额。", en: "What fits in the local cache.")),
    Parameter(
      "cache.policy", Label(zh: "缓存策略", en: "cache policy"), .choice(["lru", "no-evict"]),
      range: 0...1, .standard("lru", source: "the usual default of file caches"), isSetting: true,
      example: "lru",
      documentation: Label(
        zh: "LRU 在每轮洗牌下命中率远低于容量份额；不淘汰则等于容量份额。",
        en: "Under reshuffling, LRU hits far less than its share; without eviction, as its share."
      )),
    .dataRate(
      "local.rate", Label(zh: "本地 NVMe 速率", en: "local NVMe rate"), .optional, example: "6 GB/s",
      Label(zh: "每节点缓存的读速率。", en: "Of one node's cache.")),
    .dataRate(
      "remote.rate", Label(zh: "远端存储速率", en: "remote storage rate"), .optional,
      example: "1 GB/s", Label(zh: "每节点分到的远端读速率。", en: "One node's share of the remote store.")),
    .time(
      "checkpoint", Label(zh: "写一次检查点", en: "writing a checkpoint"), in: 0...Time.day, .optional,
      example: "2 分钟", Label(zh: "训练停下来写检查点的时间。", en: "For which training stops.")),
    .time(
      "checkpoint.interval", Label(zh: "检查点间隔", en: "checkpoint interval"), in: 1...(30 * Time.day),
      .optional, isSetting: true, example: "1 小时",
      Label(zh: "两次检查点之间的计算时间。", en: "Computing between two checkpoints.")),
    .time(
      "gpu.mtbf", Label(zh: "单 GPU 平均中断间隔", en: "mean GPU time between interruptions"),
      in: Time.hour...(1000 * Time.year), typical: 1e4 * 3600...1e6 * 3600, .optional,
      example: "50700 小时",
      Label(
        zh: "Llama 3：16,384 卡 54 天中断 419 次，合每 5.07 万 GPU 小时一次。",
        en: "Llama 3: 419 in 54 days on 16,384 GPUs, one in 50,700 GPU hours.")),
    .time(
      "restart", Label(zh: "故障后重启", en: "restart after a failure"), in: 0...(7 * Time.day),
      .optional,
      example: "10 分钟", Label(zh: "发现、换机、装载检查点。", en: "Detect, replace, load the checkpoint.")),
  ]

  private static let trainingStepOutputs: [Output] = [
    .exact(
      "throughput", Label(zh: "训练吞吐", en: "training throughput"), in: .frequency,
      measures: Measure(.value, of: "throughput", better: .higher),
      Label(zh: "每秒完成的步数乘以有效产出。", en: "Useful steps in a second.")
    ) { inputs in Training.goodput(inputs) / Training.step(inputs) },
    .exact(
      "step-time", Label(zh: "每步时间", en: "time of a step"), in: .time,
      measures: Measure(.value, of: "latency", "response-time", "processing-time", better: .lower),
      Label(zh: "含通信与加载。", en: "With communication and loading.")
    ) { Training.step($0) },
    .exact(
      "communication-share", Label(zh: "暴露通信占比", en: "exposed communication"), in: .ratio,
      measures: Measure(.share, of: "overhead", better: .lower),
      Label(zh: "每步中等待通信的份额。", en: "The share of a step that waits for communication.")
    ) { Training.exposed($0) / Training.step($0) },
    .exact(
      "all-reduce", Label(zh: "all-reduce 时间", en: "time of the all-reduce"), in: .time,
      measures: Measure(.value, of: "latency", better: .lower),
      Label(zh: "未扣除重叠。", en: "Before overlap.")
    ) { Training.allReduce($0) },
    .exact(
      "goodput", Label(zh: "有效产出", en: "goodput"), in: .ratio,
      measures: Measure(.share, of: "utilisation", "gpu-utilisation", better: .higher),
      Label(zh: "扣除检查点与重算后的份额。", en: "After checkpoints and work redone.")
    ) { Training.goodput($0) },
    .exact(
      "cache-hit", Label(zh: "缓存命中率", en: "cache hit ratio"), in: .ratio,
      measures: Measure(.share, of: "success-rate", better: .higher),
      Label(zh: "按缓存策略。", en: "By the cache policy.")
    ) { Training.hit($0) },
  ]

  private static let trainingStepMechanisms: [MechanismNote] = [
    MechanismNote(
      Label(zh: "分级 all-reduce", en: "hierarchical all-reduce"),
      formula: "2·(g−1)/g·S/B_intra + 2·(n−1)/n·S/B_node + 2(n−1)·α",
      source: "nccl-tests PERFORMANCE.md; Hockney α–β; Thakur et al. 2005"),
    MechanismNote(
      Label(zh: "重叠", en: "overlap"), formula: "T = max(compute + (1 − o)·T_comm, T_load)",
      source: "AdaptDL goodput.py has γ = 1 as its limit"),
    MechanismNote(
      Label(zh: "数据缓存", en: "data cache"),
      formula: "T_load = bytes·(h/r_local + (1 − h)/r_remote); LRU: h = c + (1 − c)·ln(1 − c)",
      source: "uncoordinated LRU over reshuffled epochs; CoorDL, VLDB 2021, for no eviction"),
    MechanismNote(
      Label(zh: "检查点", en: "checkpoints"),
      formula: "goodput = τ / (M·e^{R/M}·(e^{(τ+δ)/M} − 1))", source: "Daly 2006"),
  ]
}

enum Training {
  static func allReduce(_ inputs: Inputs) -> Double {
    let gpus = inputs.number("gpus")
    let nodes = inputs.number("nodes")
    let size = inputs.number("gradients")
    let inside = gpus > 1 ? 2 * (gpus - 1) / gpus * size / inputs.number("intra") : 0
    let between =
      nodes > 1
      ? 2 * (nodes - 1) / nodes * size / inputs.number("inter")
        + 2 * (nodes - 1) * inputs.number("alpha") : 0
    return inside + between
  }

  static func exposed(_ inputs: Inputs) -> Double {
    (1 - inputs.number("overlap")) * allReduce(inputs)
  }

  static func step(_ inputs: Inputs) -> Double {
    max(inputs.number("compute") + exposed(inputs), loading(inputs))
  }

  static func hit(_ inputs: Inputs) -> Double? {
    inputs.optional("cache.fraction").map { fraction in
      guard inputs.choice("cache.policy") != "no-evict" else { return fraction }
      return fraction < 1 ? fraction + (1 - fraction) * log1p(-fraction) : 1
    }
  }

  static func loading(_ inputs: Inputs) -> Double {
    guard let bytes = inputs.optional("batch.bytes"), let hit = hit(inputs),
      let local = inputs.optional("local.rate"), let remote = inputs.optional("remote.rate")
    else { return 0 }
    return bytes * (hit / local + (1 - hit) / remote)
  }

  static func goodput(_ inputs: Inputs) -> Double {
    guard let gpu = inputs.optional("gpu.mtbf"), let delta = inputs.optional("checkpoint"),
      let interval = inputs.optional("checkpoint.interval"),
      let restart = inputs.optional("restart")
    else { return 1 }
    let mtbf = gpu / (inputs.number("gpus") * inputs.number("nodes"))
    return interval / (mtbf * exp(restart / mtbf) * expm1((interval + delta) / mtbf))
  }
}
