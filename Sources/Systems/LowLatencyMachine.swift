import Glibc
import Model
import Quantities
import Simulate

extension SystemDefinition {
  /// A virtual machine that answers small requests quickly: what reservation, NUMA and SR-IOV buy.
  package static let lowLatencyMachine = SystemDefinition(
    "low-latency-vm",
    Label(zh: "低时延虚拟机", en: "low-latency machine"),
    documentation: Label(
      zh: """
        请求按泊松过程到达单个处理线程，先来先服务。时延 = 网络路径 + 等待 + 服务；未绑定 NUMA 时服务时间按远端内存
        比例变长，CPU 未预留时以一定概率先等待物理 CPU，vMotion 网络未隔离时以一定概率遇到干扰。给出的是分位数。
        """,
      en: """
        Requests arrive as a Poisson process at one worker, first come first served. Latency is \
        network path, wait \
        and service; without NUMA pinning the service is stretched by remote memory, without CPU \
        reservation a request first waits for a processor with some probability, and without a \
        network of its own vMotion disturbs some. Quantiles are answered.
        """),
    mechanisms: [
      MechanismNote(
        Label(zh: "排队", en: "queueing"),
        formula: "Lindley W' = max(0, W + S − A); M/M/1: T_p = ln(1/(1−p))/(μ−λ)",
        source: "Lindley 1952; Gross and Harris"),
      MechanismNote(
        Label(zh: "NUMA", en: "NUMA"), formula: "s·(1 + remote·(factor − 1))",
        source: "mean of the mix"),
      MechanismNote(
        Label(zh: "CPU 就绪等待", en: "CPU ready"), formula: "with probability r, + ready time",
        source: "vSphere latency-sensitivity paper 2012/2013 (read in excerpts)"),
    ],
    parameters: lowLatencyParameters, outputs: lowLatencyOutputs,
    replicationLimit: 1024, replicate: { LowLatencyRun.replicate($0, $1) },
    problems: { inputs in
      var found: [InputProblem] = []
      if LowLatencyRun.utilisation(inputs) >= 0.995 {
        found.append(
          .init(
            .contradiction, ["rate", "service"],
            "the worker is busier than it can be: rate times service reaches 1"))
      }
      if inputs.has("ready.share") != inputs.has("ready.time") {
        found.append(
          .init(
            .missing, ["ready.share", "ready.time"],
            "`ready.share` and `ready.time` are given together or not at all"))
      }
      return found
    })

  private static let lowLatencyParameters: [Parameter] = [
    .rate(
      "rate", Label(zh: "请求速率", en: "requests"), of: "请求", in: 1e-3...1e8, example: "5000 次/秒",
      Label(zh: "到达一个处理线程的请求速率。", en: "Requests at one worker.")),
    Parameter(
      "service", Label(zh: "服务时间", en: "service time"), .law(.time, bare: .exponential),
      range: 1e-8...10, typical: 5e-6...200e-6, example: "50 μs",
      documentation: Label(
        zh: "本地内存、独占 CPU 时处理一个请求。", en: "With local memory and a processor of its own.")),
    .flag(
      "sriov", Label(zh: "网卡直通 (SR-IOV)", en: "NIC passthrough (SR-IOV)"),
      reads: ["SR-IOV", "SRIOV"],
      documentation: Label(
        zh: "走直通路径而不是虚拟交换机。", en: "The passthrough path, not the virtual switch.")),
    .time(
      "path.vswitch", Label(zh: "虚拟交换机路径", en: "path through the virtual switch"), in: 0...1,
      typical: 10e-6...100e-6,
      .standard("34 μs", source: "ping median of a default VM, VMware 2013 paper as cited"),
      example: "34 μs", Label(zh: "往返网络时间。", en: "Network round trip.")),
    .time(
      "path.sriov", Label(zh: "直通路径", en: "passthrough path"), in: 0...1, typical: 5e-6...60e-6,
      .standard("20 μs", source: "latency sensitivity and passthrough, VMware 2013 paper as cited"),
      example: "20 μs", Label(zh: "往返网络时间。", en: "Network round trip.")),
    .flag(
      "numa", Label(zh: "NUMA 绑定", en: "NUMA pinning"),
      reads: ["NUMA绑定", "NUMA 绑定", "NUMA pinning", "NUMA"],
      documentation: Label(zh: "内存与 CPU 在同一节点。", en: "Memory and processor on one node.")),
    .ratio(
      "numa.remote", Label(zh: "远端内存占比", en: "remote memory"),
      .standard("0.5", source: "two sockets without placement"), example: "0.5",
      Label(zh: "未绑定时落在远端的份额。", en: "Of accesses without pinning.")),
    .ratio(
      "numa.factor", Label(zh: "远端服务时间倍数", en: "factor of remote memory"), in: 1...5,
      typical: 1.2...2,
      .standard(
        "1.5", source: "E5-2690 v4: 46 to 70 ns, 75 to 120 ns (TinyMemBench, HPC latency numbers)"),
      example: "1.5", Label(zh: "全部访问在远端时。", en: "With all accesses remote.")),
    .flag(
      "reserved", Label(zh: "CPU 预留", en: "CPU reserved"),
      reads: ["CPU预留", "CPU 预留", "CPU reservation", "100% CPU"],
      documentation: Label(zh: "消除就绪等待。", en: "Takes the ready time away.")),
    .ratio(
      "ready.share", Label(zh: "遇到就绪等待的请求", en: "requests that wait for a processor"), .optional,
      example: "2%", Label(zh: "CPU 未预留时。", en: "Where the processor is not reserved.")),
    .duration(
      "ready.time", Label(zh: "就绪等待", en: "ready time"), in: 0...10, .optional, example: "300 μs",
      Label(zh: "一次等待物理 CPU 的时间。", en: "One wait for a physical processor.")),
    .time(
      "latency.bound", Label(zh: "P99 时延上限", en: "bound of P99"), in: 1e-7...10,
      .standard("500 μs", source: "the founding document's bound"), isSetting: true,
      example: "500 μs",
      Label(
        zh: "只用于 `max-rate`：求 P99 不超过它的最大负载。",
        en: "Of `max-rate` alone: the highest load at which P99 is within it.")),
    .count(
      "requests", Label(zh: "每次重复的请求数", en: "requests of one replication"), of: "请求",
      in: 1000...1e6,
      .standard("20000", source: "docgen"), example: "20000",
      Label(
        zh: "至少这么多；负载高时自动加长，到一百万为止，否则高分位数会偏低。从稳态开始，不需预热。",
        en: """
          At least; more by themselves at high load, up to a million, for else high quantiles come \
          out low. A run begins in its steady state and needs no warm-up.
          """)),
  ]

  private static let lowLatencyOutputs: [Output] =
    [
      (0.5, "p50"), (0.95, "p95"), (0.99, "p99"), (0.999, "p999"),
    ].map { share, name in
      .simulated(
        "latency-\(name)", Label(zh: "\(name.uppercased()) 时延", en: "\(name.uppercased()) latency"),
        in: .time,
        measures: Measure(.quantile(share), of: "latency", "response-time", better: .lower),
        Label(zh: "不超过它的请求份额为分位数。", en: "Not exceeded by that share of requests."),
        twin: { LowLatencyRun.quantile($0, share) })
    } + [
      .exact(
        "max-rate", Label(zh: "满足 P99 上限的最大负载", en: "highest rate within the bound of P99"),
        in: .rate(of: "请求"), measures: Measure(.value, of: "throughput", better: .higher),
        Label(
          zh: "P99 不超过 `latency.bound` 的最大速率，指数服务时间下的解析反解。",
          en: "At which P99 is within `latency.bound`: the inverse for exponential service.")
      ) { inputs in
        let room = inputs.number("latency.bound") - LowLatencyRun.path(inputs)
        guard room > 0 else { return 0 }
        return max(0, 1 / LowLatencyRun.meanService(inputs) - log(100) / room)
      }
    ]
}

package enum LowLatencyRun {
  static func path(_ inputs: Inputs) -> Double {
    inputs.flag("sriov") ? inputs.number("path.sriov") : inputs.number("path.vswitch")
  }

  static func stretch(_ inputs: Inputs) -> Double {
    inputs.flag("numa")
      ? 1 : 1 + inputs.number("numa.remote") * (inputs.number("numa.factor") - 1)
  }

  static func ready(_ inputs: Inputs) -> (share: Double, law: Law)? {
    guard !inputs.flag("reserved"), let share = inputs.optional("ready.share"),
      let law = inputs.law("ready.time")
    else { return nil }
    return (share, law)
  }

  /// The law of the service itself, stretched by remote memory.
  private static func service(_ inputs: Inputs) -> Law {
    (inputs.law("service") ?? .constant(1e-6)).scaled(by: stretch(inputs))
  }

  static func meanService(_ inputs: Inputs) -> Double {
    let ready = ready(inputs)
    return inputs.number("service") * stretch(inputs) + (ready.map { $0.share * $0.law.mean } ?? 0)
  }

  static func utilisation(_ inputs: Inputs) -> Double {
    inputs.number("rate") * meanService(inputs)
  }

  /// The quantile of path and sojourn: exact for exponential service alone, else with the
  /// exponential tail that has the Pollaczek–Khinchine mean.
  static func quantile(_ inputs: Inputs, _ share: Double) -> Double? {
    let mean = meanService(inputs)
    let rho = utilisation(inputs)
    guard rho < 1, let law = inputs.law("service") else { return nil }
    if case .exponential = law, ready(inputs) == nil {
      return path(inputs) - log1p(-share) / (1 / mean - inputs.number("rate"))
    }
    let wait = rho * mean * (1 + law.scv) / 2 / (1 - rho)
    let tail = wait > 0 && rho > 1 - share ? wait / rho * log(rho / (1 - share)) : 0
    return path(inputs) + max(law.quantile(share) * stretch(inputs), mean + tail)
  }

  /// The waits to be had beyond a quantile that are as good as independent, of each replication: with
  /// fewer the quantile of a run is biased by more than a hundredth, which no interval over runs shows.
  private static let tailEvents = 8.0

  /// The longest run, in requests, unless more are asked for.
  private static let longestRun = 1e6

  /// The requests to one wait that is as good as independent: heavy traffic forgets in (1 − ρ)⁻².
  private static func memory(_ inputs: Inputs) -> Double {
    let idle = 1 - min(utilisation(inputs), 0.999)
    let ready = ready(inputs)
    let variation = max(inputs.law("service")?.scv ?? 1, ready?.law.scv ?? 0)
    return max(1, (1 + variation) / 2) / (idle * idle)
  }

  /// A first wait as after a long time: of those that find the worker busy, a geometric number of
  /// residual services (Pollaczek and Khinchine).
  package static func firstWait(_ inputs: Inputs, _ replication: Replication) -> Double {
    let service = service(inputs)
    let ready = ready(inputs)
    let utilisation = min(utilisation(inputs), 0.999)
    var stream = replication.stream("requests.start")
    let extra = ready.map { $0.share * $0.law.mean } ?? 0
    let mean = service.mean + extra
    guard mean > 0 else { return 0 }
    var wait = 0.0
    while stream.chance(utilisation) {
      // A service drawn by its length is long by its own part or by its wait for a processor.
      if let ready, stream.chance(extra / mean) {
        wait += (service.sample(&stream) + ready.law.sampleByLength(&stream)) * stream.open()
      } else {
        var work = service.sampleByLength(&stream)
        if let ready, stream.chance(ready.share) { work += ready.law.sample(&stream) }
        wait += work * stream.open()
      }
    }
    return wait
  }

  /// Latency quantiles of one run that begins in its steady state and is as long as its load demands;
  /// not a number for those it is too short for.
  static func replicate(_ inputs: Inputs, _ replication: Replication) -> Observations {
    let shares = [0.5, 0.95, 0.99, 0.999]
    let asked = max(1000, inputs.count("requests"))
    let memory = memory(inputs)
    let needed = shares.map { (tailEvents * memory / (1 - $0)).rounded(.up) }
    let longest = max(Double(asked), longestRun)
    let count = max(asked, Int(needed.filter { $0 <= longest }.max() ?? 0))
    let gap = Law.exponential(mean: 1 / inputs.number("rate"))
    let service = service(inputs)
    let ready = ready(inputs)
    let base = path(inputs)
    var arrivals = replication.stream("requests.arrival")
    var services = replication.stream("requests.service")
    var readies = replication.stream("requests.ready")
    var wait = firstWait(inputs, replication)
    var latencies: [Double] = []
    latencies.reserveCapacity(count)
    var hash = TraceWord()
    for _ in 0..<count {
      var work = service.sample(&services)
      if let ready, readies.chance(ready.share) { work += ready.law.sample(&readies) }
      let latency = base + wait + work
      latencies.append(latency)
      hash.add(latency.bitPattern)
      wait = max(0, wait + work - gap.sample(&arrivals))
    }
    let order = OrderStatistics(latencies)
    let values = zip(shares, needed).map { share, needed in
      needed <= Double(count) ? order.quantile(share) ?? .nan : .nan
    }
    return Observations(values, trace: hash.value)
  }
}
