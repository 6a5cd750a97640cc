import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  /// Placement and scheduling.
  static let scheduling: [Calculator] = [
    nodeScore, binPacking, gang, fragmentation, batch, gpuClaims, mig,
  ]

  private static func wholes(_ arguments: Arguments, _ name: String) throws(SolveError) -> [Int] {
    var values: [Int] = []
    for value in arguments.list(name) {
      guard value.rounded() == value, value <= 1e12 else {
        throw SolveError("`\(name)` has whole numbers")
      }
      values.append(Int(value))
    }
    return values
  }

  private static let nodeScore = Calculator(
    "node-score", "kube-scheduler 节点评分", "kube-scheduler's node scores",
    "capacity=4000,8192 requested=1000,2048",
    formula:
      "LeastAllocated mean (cap − req)·100/cap; MostAllocated mean req·100/cap; Balanced 100·(1 − σ)",
    source: "kube-scheduler NodeResourcesFit, NodeResourcesBalancedAllocation",
    [
      Parameter("capacity", "各资源容量", "capacities", .number, isList: true, aka: "cap"),
      Parameter(
        "requested", "含本 Pod 的请求", "requested, this pod included", .number, isList: true,
        aka: "req requests"
      ),
      .optional(
        "weights", "各资源权重", "weights of the resources, for both", .number, in: .whole(1...100),
        isList: true),
    ]
  ) { arguments throws(SolveError) in
    let capacity = try wholes(arguments, "capacity")
    let requested = try wholes(arguments, "requested")
    guard capacity.count == requested.count else {
      throw SolveError("`capacity` and `requested` name the same resources")
    }
    let weights = arguments.counts("weights")
    guard weights.isEmpty || weights.count == capacity.count else {
      throw SolveError("`weights` has one for each of the \(capacity.count) resources")
    }
    return [
      Figure(
        "least-allocated", "LeastAllocated", "LeastAllocated",
        NodeScore.leastAllocated(capacity: capacity, requested: requested, weights: weights)),
      Figure(
        "most-allocated", "MostAllocated", "MostAllocated",
        NodeScore.mostAllocated(capacity: capacity, requested: requested, weights: weights)),
      Figure(
        "balanced", "BalancedAllocation", "BalancedAllocation",
        NodeScore.balancedAllocation(capacity: capacity, requested: requested)),
    ]
  }

  private static let binPacking = Calculator(
    "bin-packing", "装箱", "bin packing", "capacity=10 items=4,8,1,4,2,1",
    formula: "optimum by branch and bound; next, first, best, worst fit; decreasing",
    source: "Johnson et al. 1974",
    [
      Parameter("capacity", "箱容量", "capacity of a bin", .number, in: .positive, aka: "cap"),
      Parameter("items", "物品", "items", .number, isList: true, aka: "pods sizes weights"),
    ],
    respelling: [.ofOneSize]
  ) { arguments throws(SolveError) in
    let packing = BinPacking(capacity: arguments.number("capacity"), items: arguments.list("items"))
    guard packing.items.count <= 10_000 else { throw SolveError("`items` are at most 10000") }
    let names: KeyValuePairs<String, BinPacking.Rule> = [
      "next-fit": .nextFit, "first-fit": .firstFit, "best-fit": .bestFit, "worst-fit": .worstFit,
      "first-fit-decreasing": .firstFitDecreasing, "best-fit-decreasing": .bestFitDecreasing,
    ]
    var lines: [Figure] = []
    for (name, rule) in names {
      guard let bins = packing.bins(rule) else { throw SolveError("an item is larger than a bin") }
      lines.append(name, name, name, Double(bins), .number)
    }
    let optimum = packing.optimum()
    return [
      Figure(
        "optimum", "最优", "optimum", optimum.map { Double($0) } ?? .nan, .number,
        text: optimum == nil ? "not found within the limit of the search" : nil),
      Figure("bound", "体积下界", "bound by volume", packing.lowerBound),
    ] + lines
  }

  private static let gang = Calculator(
    "gang", "成组调度与死锁", "gang scheduling and deadlock", "gpus=4 jobs=4,4 duration=1h",
    formula: "without gang: pods bound one of each job in turn; with: all or nothing",
    source: "kube-batch and Volcano's motivation",
    [
      Parameter("gpus", "GPU 数", "GPUs", .number, in: .whole(1...100_000)),
      Parameter("jobs", "各任务所需", "needs of the jobs", .number, isList: true),
      Parameter("duration", "运行时长", "duration", .time, in: .positive, aka: "dur"),
      Parameter("backoff", "部分分配的超时", "backoff of a partial allocation", .time, default: "0"),
    ]
  ) { arguments throws(SolveError) in
    let jobs = try wholes(arguments, "jobs")
    let gpus = arguments.count("gpus")
    guard jobs.count <= 1_000, jobs.allSatisfy({ $0 >= 1 && $0 <= gpus }) else {
      throw SolveError("`jobs` need between 1 and \(gpus) GPUs each")
    }
    let model = GangScheduling(machines: gpus, jobs: jobs, duration: arguments.number("duration"))
    let without = model.withoutGang
    return [
      Figure(
        "without", "非成组总时长", "makespan without gang", without.makespan, .time,
        text: without.makespan.isFinite ? nil : "never: deadlock"),
      Figure("with", "成组总时长", "makespan with gang", model.withGang.makespan, .time),
      Figure("idle", "死锁中空占的 GPU", "GPUs held idle in the deadlock", without.heldIdle),
      Figure(
        "delay", "靠超时恢复的最少额外延迟", "least delay of a recovery by timeout",
        model.leastDelay(backoff: arguments.number("backoff")), .time),
    ]
  }

  private static let fragmentation = Calculator(
    "fragmentation", "碎片与能否放下", "fragmentation", "free=1,1,2,4 pods=2 per=4",
    formula: "Σ ⌊free/per⌋ ≥ pods", source: "a pod lies on one node",
    [
      Parameter(
        "free", "各节点空闲 GPU", "free GPUs of each node", .number, isList: true,
        aka: "freepernode freegpus"),
      Parameter(
        "pods", "Pod 数", "pods", .number, in: .whole(1...1_000_000), default: "1", aka: "jobs count"
      ),
      Parameter(
        "per", "每 Pod 的 GPU", "GPUs per pod", .number, in: .whole(1...1_000_000),
        aka: "request gpusperpod gpus jobgpus width gang"),
    ]
  ) { arguments throws(SolveError) in
    let free = try wholes(arguments, "free")
    let per = arguments.count("per")
    let pods = arguments.count("pods")
    let fits = GangScheduling.fits(pods: pods, perPod: per, free: free)
    let usable = free.reduce(0) { $0 + $1 / per }
    let total = free.reduce(0, +)
    return [
      Figure("fits", "能否放下", "fits", fits),
      Figure("placeable", "可放下的 Pod 数", "pods that fit", usable),
      Figure("free", "空闲 GPU 总数", "GPUs free in all", total),
      Figure(
        "stranded", "碎片份额", "share stranded",
        total > 0 ? 1 - Double(usable * per) / Double(total) : 0, .ratio),
    ]
  }

  private static let gpuClaims = Calculator(
    "gpu-claims", "GPU 利用率与排队是否相容", "GPU utilisation and queueing together",
    "servers=50 job=12h wait=2h utilisation=45%",
    formula:
      "allocation as given, or from Erlang C's inverse of the wait; in-allocation = utilisation / allocation",
    source: "Erlang C, M/M/c",
    [
      Parameter("servers", "服务台数", "servers", .number, in: .whole(1...100_000), isList: true),
      Parameter("job", "平均任务时长", "mean job", .time, in: .positive, aka: "s"),
      .optional("wait", "平均排队", "mean waits", .time, in: .positive, isList: true),
      .optional(
        "utilisation", "GPU 利用率", "GPU utilisation beside each wait", .ratio, in: .share,
        isList: true),
      .optional(
        "allocation", "已知的分配率", "allocation, where known", .ratio, in: .share, isList: true),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let job = arguments.number("job")
      var seen: [String: Double] = [:]
      for claim in try gpuClaims(arguments) {
        let allocation =
          claim.allocation
          ?? claim.wait.map {
            MultiServerQueue.utilisation(servers: claim.servers, meanService: job, meanWait: $0)
          }
        guard let allocation else { continue }
        seen["wait" + claim.suffix] =
          try replication.queue(
            servers: claim.servers, arrivalRate: allocation * Double(claim.servers) / job,
            meanService: job, service: .exponential(mean: 1))["wait"]
      }
      return seen
    }
  ) { arguments throws(SolveError) in
    let job = arguments.number("job")
    let claims = try gpuClaims(arguments)
    guard claims.contains(where: { $0.allocation != nil || $0.wait != nil }) else {
      throw SolveError("give `wait` or `allocation`")
    }
    return claims.flatMap { claim in
      var lines: [Figure] = []
      func inside(_ name: String, _ label: Label, _ allocation: Double) {
        guard let share = claim.utilisation else { return }
        lines.append(
          name + claim.suffix, label.zh, label.en, share / allocation, .ratio,
          text: share > allocation ? "out of reach" : nil)
      }
      let implied = claim.wait.map {
        MultiServerQueue.utilisation(servers: claim.servers, meanService: job, meanWait: $0)
      }
      if let implied {
        lines.append(
          "allocation" + claim.suffix, "排队所意味的分配率", "allocation that the wait implies", implied,
          .ratio
        )
      }
      if let allocation = claim.allocation {
        inside(
          "inside", Label(zh: "所给分配率下的分配内利用率", en: "utilisation inside the given allocation"),
          allocation)
        if let implied {
          inside(
            "inside-implied",
            Label(zh: "排队所意味的分配率下的分配内利用率", en: "utilisation inside the implied allocation"), implied
          )
        }
      } else if let implied {
        inside("inside", Label(zh: "分配内利用率", en: "utilisation inside allocations"), implied)
      }
      if let allocation = claim.allocation ?? implied {
        let queue = MultiServerQueue(
          servers: claim.servers, arrivalRate: allocation * Double(claim.servers) / job,
          serviceRate: 1 / job)
        let isGiven = claim.allocation != nil
        lines.append(
          "wait" + claim.suffix, isGiven ? "所给分配率下的平均排队" : "该分配率下的平均排队",
          isGiven ? "mean wait at the given allocation" : "mean wait at that allocation",
          queue.meanWait, .time)
      }
      return lines
    }
  }

  /// Waits and utilisations side by side, as before and after, for each number of servers.
  private static func gpuClaims(
    _ arguments: Arguments
  ) throws(SolveError) -> [(
    servers: Int, wait: Double?, utilisation: Double?, allocation: Double?, suffix: String
  )] {
    let servers = arguments.counts("servers")
    let waits = arguments.list("wait")
    let (shares, allocations) = (arguments.list("utilisation"), arguments.list("allocation"))
    let count = max(waits.count, shares.count, allocations.count)
    for (name, list) in [("wait", waits), ("utilisation", shares), ("allocation", allocations)] {
      guard list.count <= 1 || list.count == count else {
        throw SolveError("`\(name)` has one value, or \(count), not \(list.count)")
      }
    }
    func value(_ list: [Double], _ index: Int) -> Double? {
      list.count > 1 ? list[index] : list.first
    }
    return servers.enumerated().flatMap { place, count in
      (0..<max(1, max(waits.count, shares.count, allocations.count))).map { index in
        (
          servers: count, wait: value(waits, index), utilisation: value(shares, index),
          allocation: value(allocations, index),
          suffix: numbered(place, of: servers.count)
            + numbered(index, of: max(waits.count, shares.count, allocations.count))
        )
      }
    }
  }
}

extension Respelling {
  /// Items of one size each, and none of several dimensions.
  static let ofOneSize = Respelling { spelt throws(SolveError) in
    let items = BracketedValue.plain(spelt.value)
    guard !items.contains(";") else {
      throw SolveError("`bin-packing` has items of one size each, and none of several dimensions")
    }
    guard let found = items.firstMatch(of: /\d+ ?[x×*] ?\d+/)?.output else { return nil }
    throw SolveError("`\(found)` may be so many of either size: write each item, as in `4,4,4`")
  }
}
