import Glibc
import Model
import Quantities
import Simulate

extension SystemDefinition {
  /// Nodes of GPUs with a queue of jobs: gangs that need whole GPUs at once, and small jobs that may share.
  package static let gpuCluster = SystemDefinition(
    "gpu-cluster",
    Label(zh: "GPU 集群调度", en: "GPU cluster"),
    documentation: Label(
      zh: """
        任务按泊松过程到达：小任务要一块 GPU 的一部分，大任务要若干整块 GPU 且同时就位（组调度）。启用共享
        后每块 GPU 可容纳多个小任务：等分或 MIG 时各占一份，需要的算力超过一份时按比例变慢，与邻居无关；时间切片时轮流
        使用，邻居闲着的时间可用，只有合计需求超过整块时才变慢。小任务优先挤进已有人共用的 GPU；任务开始后不换 GPU，散在几块上的
        空位凑不成整块。利用率 = 正在被使用的算力 / 全部算力，
        排队时间从提交到开始。先来先服务、回填（放得下就先行，不设预留）或 EASY 回填（不推迟队首）。给出叶交换机的规模
        时，跨叶的大任务变慢，拓扑感知放置尽量避免跨叶。不含：节点内拓扑、抢占、故障。
        """,
      en: """
        Jobs arrive as a Poisson process: small ones need part of a GPU, large ones several \
        whole GPUs at once (a \
        gang). A shared GPU holds several small jobs: in equal parts or MIG instances, where one \
        that needs more than its part slows down in proportion, whatever its neighbours do; or by \
        time-slicing, where jobs take turns, what neighbours leave idle can be used, and all slow \
        down only while they need more than there is. A small job goes where others share a GPU already, \
        before it breaks into an idle one, and no job moves: parts that are free on several GPUs are no whole \
        one. Utilisation is computing in use over all computing; \
        queueing runs from submission to start. First come first served, or later jobs that fit \
        start first (backfill), or only those that do not delay the head (EASY). Where the size of \
        a leaf is given, large jobs that span leaves slow down, and topology-aware placement keeps \
        them from it where it can. Not modelled: topology inside a node, preemption, failures.
        """),
    mechanisms: gpuClusterMechanisms, parameters: gpuClusterParameters,
    outputs: gpuClusterOutputs, needs: [["GPU", "A100", "H100", "A800", "显卡"]],
    replicationLimit: 1024, replicate: { GPUClusterRun.replicate($0, $1) },
    controlCount: { OfferedWork.controlCount(kinds: GPUClusterRun.kinds($0)) },
    problems: { inputs in
      var found: [InputProblem] = []
      let total = inputs.number("nodes") * inputs.number("gpus")
      if inputs.number("large.gpus") > total {
        found.append(
          .init(
            .contradiction, ["large.gpus", "nodes"], "a large job needs more GPUs than there are"))
      }
      if GPUClusterRun.offered(inputs) > 1.5 {
        found.append(
          .init(
            .contradiction, ["jobs", "small.time", "large.time"],
            "the jobs ask for more than one and a half times what the cluster has"))
      }
      return found + sharingProblems(inputs) + GPUClusterRun.horizonProblems(inputs)
    })

  private static func sharingProblems(_ inputs: Inputs) -> [InputProblem] {
    switch inputs.choice("sharing") {
    case "mig":
      guard inputs.has("mig.profile") else {
        return [
          InputProblem(.missing, ["sharing"], "`mig.profile` says how a GPU is cut into instances")
        ]
      }
      guard GPUSharing.instance(inputs) == nil else { return [] }
      let gpu = GPUSharing.tables.first { $0.name == inputs.choice("mig.gpu") }
      let names = gpu.map { $0.profiles.map { "`\($0.name)`" }.joined(separator: ", ") } ?? "none"
      return [
        InputProblem(
          .contradiction, ["mig.profile", "mig.gpu"], "the profiles of the GPU are \(names)")
      ]
    case "time-slicing": return []
    default:
      guard inputs.number("slices") > 7 else { return [] }
      return [
        InputProblem(.contradiction, ["slices"], "a GPU has at most 7 parts but by time-slicing")
      ]
    }
  }

  private static let gpuClusterMechanisms: [MechanismNote] = [
    MechanismNote(
      Label(zh: "排队", en: "queueing"), formula: "one-GPU exponential jobs alone: Erlang C, M/M/c",
      source: "Gross and Harris"),
    MechanismNote(
      Label(zh: "组调度", en: "gang scheduling"), formula: "all GPUs of a job at once, or none",
      source: "Volcano documentation"),
    MechanismNote(
      Label(zh: "EASY 回填", en: "EASY backfill"),
      formula:
        "a later job starts if it ends before the head can, or where the head has room beside it then",
      source: "Lifka 1995; held against a walk over every single GPU"),
    MechanismNote(
      Label(zh: "等分与 MIG", en: "equal parts and MIG"),
      formula: "speed min(1, share/use); share 1/slices, or the multiprocessors of a profile",
      source: "NVIDIA MIG user guide: supported profiles and their placements"),
    MechanismNote(
      Label(zh: "时间切片", en: "time-slicing"),
      formula: "speed min(1, GPUs/(jobs·use)) of the jobs that share them",
      source: "processor sharing (Kleinrock 1967); NVIDIA device plugin: no isolation between turns"
    ),
    MechanismNote(
      Label(zh: "拓扑", en: "topology"), formula: "time = time / spread speed when it spans leaves",
      source: "the topology-aware plug-ins of Volcano and Slurm (topology/tree) place likewise"),
    MechanismNote(
      Label(zh: "利用率分解", en: "utilisation"),
      formula: "GPU use = allocation · use inside allocations",
      source: "Little's law"),
  ]

  private static let gpuClusterParameters: [Parameter] = [
    .count(
      "nodes", Label(zh: "GPU 节点数", en: "GPU nodes"), of: "节点", in: 1...20_000,
      reads: .count(words: ["GPU节点", "GPU 节点", "GPU服务器", "GPU node", "GPU server"], under: []),
      example: "50", Label(zh: "取自架构树。", en: "From the tree.")),
    .count(
      "gpus", Label(zh: "每节点 GPU 数", en: "GPUs per node"), of: "卡", in: 1...64,
      reads: .count(words: ["A100", "H100", "A800", "H800", "V100", "卡"], under: []), example: "8",
      Label(zh: "取自架构树。", en: "From the tree.")),
    .rate(
      "jobs", Label(zh: "任务到达率", en: "jobs"), of: "次", in: 1e-9...1e4, example: "60 次/天",
      Label(zh: "每天提交的任务数，常作为校准参数。", en: "Submitted jobs; often the one to calibrate.")),
    .ratio(
      "small.share", Label(zh: "小任务占比", en: "share of small jobs"), example: "0.6",
      Label(zh: "按任务数计。", en: "Of the number of jobs.")),
    Parameter(
      "small.time", Label(zh: "小任务时长", en: "small job"), .law(.time, bare: .exponential),
      range: 1...(90 * Time.day), typical: 600...(2 * Time.day), example: "median 1 小时; p95 12 小时",
      documentation: Label(zh: "独占一块 GPU 时的时长。", en: "With a GPU of its own.")),
    .ratio(
      "small.use", Label(zh: "小任务的算力使用", en: "computing a small job uses"), in: 0.001...1,
      typical: 0.05...0.6, example: "0.25",
      Label(zh: "小任务实际使用的一块 GPU 的份额。", en: "As a share of a whole GPU.")),
    .count(
      "large.gpus", Label(zh: "大任务 GPU 数", en: "GPUs of a large job"), of: "卡", in: 1...100_000,
      isSetting: false, example: "16", Label(zh: "须同时就位的 GPU 数。", en: "All needed at once.")),
    Parameter(
      "large.time", Label(zh: "大任务时长", en: "large job"), .law(.time, bare: .exponential),
      range: 1...(365 * Time.day), typical: Time.hour...(14 * Time.day),
      example: "median 8 小时; p95 3 天",
      documentation: Label(zh: "从开始到结束。", en: "From start to end.")),
    .ratio(
      "large.use", Label(zh: "大任务的算力使用", en: "computing a large job uses"), in: 0.001...1,
      typical: 0.3...0.9, example: "0.55",
      Label(
        zh: "分配内的 GPU 利用率，须自行假设：Philly 作业迹里 25–51% 的时间整组 GPU 空闲（affinode.io），平均约 0.52（凭记忆）。",
        en: """
          Inside its allocation, an assumption: in the Philly traces all GPUs of a job idle for 25–51 % of \
          its time (affinode.io); about 0.52 on average (from memory).
          """)),
    Parameter(
      "sharing", Label(zh: "共享方式", en: "sharing"), .choice(["parts", "mig", "time-slicing"]),
      range: 0...1, .standard("parts", source: "equal parts, of which `slices` says how many"),
      isSetting: true, example: "parts",
      documentation: Label(
        zh: "等分（各占 1/slices）；MIG 实例（按 `mig.profile` 查 NVIDIA 的表，不看 slices）；时间切片（轮流使用，slices 个位置）。",
        en: """
          Equal parts of 1/slices each; MIG instances, by NVIDIA's table for `mig.profile`, whatever \
          slices says; or time-slicing, in turns, with places for so many as slices says.
          """)),
    .count(
      "slices", Label(zh: "每 GPU 可容纳的小任务", en: "small jobs per GPU"), of: "个", in: 1...64,
      .standard("1", source: "exclusive use of GPUs"), example: "7",
      Label(
        zh: "1 为独占；等分至多 7，如 A100 的 MIG；时间切片可更多。",
        en: "1 is exclusive; at most 7 equal parts, as of an A100 by MIG; more by time-slicing.")),
    Parameter(
      "mig.profile", Label(zh: "MIG 规格", en: "MIG profile"), .choice(GPUSharing.profiles),
      range: 0...1, .optional, isSetting: true, example: "1g.5gb",
      documentation: Label(
        zh: "小任务所用实例的规格；一块 GPU 容得下几个、各有多少算力由 NVIDIA 的表给出。",
        en: """
          Of the instances that small jobs run in: NVIDIA's table says how many stand on a GPU and how \
          much of its computing each has.
          """)),
    Parameter(
      "mig.gpu", Label(zh: "GPU 型号", en: "GPU of the profile"),
      .choice(GPUSharing.tables.map(\.name)), range: 0...1,
      .standard("A100-40GB", source: "the first GPU with MIG"), isSetting: true,
      example: "A100-40GB",
      documentation: Label(zh: "查哪一张 MIG 表。", en: "Whose table of profiles applies.")),
    .count(
      "leaf.nodes", Label(zh: "同一叶交换机下的节点", en: "nodes under a leaf switch"), of: "节点",
      in: 1...20_000, .optional, example: "10",
      Label(
        zh: "给出后，跨叶的大任务按 spread.speed 变慢。",
        en: "With it, a large job that spans leaves slows down by `spread.speed`.")),
    .ratio(
      "spread.speed", Label(zh: "跨叶的速度", en: "speed across leaves"), in: 0.05...1,
      typical: 0.5...1, .standard("1", source: "a fabric without oversubscription"), example: "0.8",
      Label(zh: "与全在一叶之下相比。", en: "Against a placement under one leaf.")),
    .flag(
      "affinity", Label(zh: "拓扑感知放置", en: "topology-aware placement"),
      documentation: Label(
        zh: "大任务先找一个装得下它的叶，取空闲最少的；没有时才跨叶。",
        en: """
          A large job takes the leaf that can hold it and has least to spare; it spans leaves only \
          where none can.
          """)),
    Parameter(
      "discipline", Label(zh: "调度规则", en: "discipline"), .choice(["fifo", "backfill", "easy"]),
      range: 0...1, .standard("fifo", source: "the order in which jobs come"), isSetting: true,
      example: "backfill",
      documentation: Label(
        zh: "先来先服务；回填（放得下就先行）；EASY 回填（不推迟队首的预留，时长视为已知）。",
        en: "First come first served; backfill of whatever fits; EASY, which keeps the head's "
          + "reservation, durations taken as known.")),
    .time(
      "horizon", Label(zh: "每次重复的模拟时长", en: "simulated time of one replication"),
      in: Time.day...(20 * Time.year), .standard("30 天", source: "docgen"), isSetting: true,
      example: "30 天",
      Label(
        zh: "计量的时长。此前另加预热，其长短由负载与时长的离散程度定，至多为它的两倍；仍不够时即为太短。",
        en: """
          What is measured. Before it a run warms up for as long as the load and the spread of the times \
          need, twice as long at most; where that is too little, it is too short.
          """)),
  ]

  private static let gpuClusterOutputs: [Output] = [
    .simulated(
      "gpu-utilisation", Label(zh: "GPU 利用率", en: "GPU utilisation"), in: .ratio,
      measures: Measure(.mean, of: "gpu-utilisation", "utilisation", better: .higher),
      Label(zh: "正在使用的算力占全部算力。", en: "Computing in use over all computing."),
      twin: { GPUClusterRun.offered($0) < 1 ? GPUClusterRun.offeredUse($0) : nil }),
    .simulated(
      "allocation", Label(zh: "GPU 分配率", en: "GPU allocation"), in: .ratio,
      measures: Measure(.mean, of: "gpu-utilisation", "utilisation", better: .higher),
      Label(zh: "已分配的 GPU 占全部 GPU。", en: "GPUs allocated over all."),
      twin: {
        // How long jobs that take turns hold their places depends on how many there are.
        let isOpen = GPUSharing($0).takesTurns || GPUClusterRun.offered($0) >= 1
        return isOpen ? nil : GPUClusterRun.offered($0)
      }),
    .simulated(
      "queueing-time", Label(zh: "平均排队时间", en: "mean queueing time"), in: .time,
      measures: Measure(.mean, of: "queueing-time", better: .lower),
      Label(zh: "从提交到开始。", en: "From submission to start.")),
  ]
}
