import Glibc
import Model
import Quantities
import Simulate

extension SystemDefinition {
  /// Machines whose demand wanders, on hosts that DRS keeps even.
  package static let balancedCluster = SystemDefinition(
    "balanced-cluster",
    Label(zh: "DRS 均衡的集群", en: "cluster balanced by DRS"),
    documentation: Label(
      zh: """
        虚拟机的 CPU 需求各自围绕均值缓慢起伏（对数正态，一阶自回归）。主机装不下的需求就是争用。启用 DRS 时每个周期
        按贪心法把虚拟机从最满的主机迁到最空的主机，直到各主机负载的标准差低于阈值；迁移要花时间，期间在原主机运行。
        这是 vSphere 7 之前的 DRS；其后改看每台虚拟机的得分。
        不含：内存、亲和规则、份额与预留、迁移本身的 CPU 开销。
        """,
      en: """
        The CPU demand of each machine wanders around its mean (lognormal, autoregressive). Demand \
        that a host cannot carry is contention. With DRS, machines move at each invocation from \
        the fullest host to the emptiest until the deviation of the hosts' loads is within the \
        threshold; a move takes time, in which the machine stays where it was. So DRS did before vSphere 7; \
        since then it looks at the score of each machine. Not modelled: \
        memory, affinity rules, shares and reservations, what a migration costs.
        """),
    mechanisms: [
      MechanismNote(
        Label(zh: "DRS 均衡", en: "DRS load balancing"),
        formula: "while σ(load/capacity) > threshold: the move that lowers σ most",
        source:
          "the deviation that DRS held down before vSphere 7: Hagoort, Improved DRS in vSphere 7, 2020; "
          + "that the best single move goes first is an assumption"),
      MechanismNote(
        Label(zh: "需求的起伏", en: "wandering demand"),
        formula: "ln x(t + 1) = φ·ln x(t) + √(1 − φ²)·σ·z, φ = e^(−step/memory)",
        source: "first-order autoregression"),
      MechanismNote(
        Label(zh: "争用", en: "contention"),
        formula: "Σ max(0, load − capacity) / Σ load", source: "definition"),
    ],
    parameters: balancedClusterParameters,
    outputs: [
      .simulated(
        "contention", Label(zh: "得不到满足的 CPU 需求", en: "CPU demand not met"), in: .ratio,
        measures: Measure(.share, of: "error-rate", better: .lower),
        Label(zh: "占全部需求的份额。", en: "As a share of all demand.")),
      .simulated(
        "imbalance", Label(zh: "负载标准差", en: "deviation of the loads"), in: .ratio,
        measures: Measure(.mean, better: .lower),
        Label(zh: "各主机负载占容量份额的标准差，按时间平均。", en: "Of the hosts' loads, over time.")),
      .simulated(
        "moves", Label(zh: "每天迁移次数", en: "moves a day"), in: .number,
        measures: Measure(.mean, better: .lower),
        Label(zh: "vMotion 的次数。", en: "Migrations by vMotion.")),
      .simulated(
        "utilisation", Label(zh: "主机利用率", en: "utilisation"), in: .ratio,
        measures: Measure(.mean, of: "utilisation", better: .higher),
        Label(zh: "满足了的需求占容量。", en: "Demand that is met, over capacity.")),
    ],
    needs: [["esxi", "vsphere", "主机", "host"]],
    replicationLimit: 512, replicate: { BalancedClusterRun.replicate($0, $1) })

  private static let balancedClusterParameters: [Parameter] = [
    .count(
      "hosts", Label(zh: "主机数", en: "hosts"), of: "节点", in: 2...256,
      reads: .count(words: ["ESXi", "主机", "host"], under: ["主数据中心", "主站点", "生产", "primary"]),
      example: "16", Label(zh: "集群里的主机；取自架构树。", en: "Of the cluster; from the tree.")),
    .count(
      "machines", Label(zh: "虚拟机数", en: "machines"), of: "台", in: 1...10_000, example: "320",
      Label(zh: "开机的虚拟机。", en: "Powered on.")),
    .ratio(
      "demand", Label(zh: "单台平均需求", en: "mean demand of a machine"), in: 1e-4...1,
      example: "3%", Label(zh: "占一台主机 CPU 的份额。", en: "As a share of a host's CPU.")),
    Parameter(
      "variation", Label(zh: "需求的变异系数", en: "variation of demand"), .number(.number),
      range: 0...5, typical: 0.2...2, example: "0.8",
      documentation: Label(
        zh: "标准差与均值之比；零为恒定。", en: "Deviation over mean; zero for a constant demand.")),
    .time(
      "memory", Label(zh: "起伏的时间尺度", en: "time scale of the wandering"), in: 60...Time.day,
      typical: 600...7200, example: "30 分钟",
      Label(zh: "相关性降到 1/e 的时间。", en: "In which the correlation falls to 1/e.")),
    .flag(
      "drs", Label(zh: "启用 DRS", en: "DRS on"), reads: ["DRS"],
      documentation: Label(
        zh: "不启用时虚拟机留在初始位置。", en: "Without it machines stay where they started.")),
    .time(
      "interval", Label(zh: "DRS 周期", en: "DRS interval"), in: 60...3600,
      .standard("5 分钟", source: "before vSphere 7, every minute since: Hagoort 2020"),
      isSetting: true,
      example: "5 分钟", Label(zh: "两次运行之间。", en: "Between two invocations.")),
    .ratio(
      "threshold", Label(zh: "目标标准差", en: "target deviation"), in: 0...1,
      .standard("0.1", source: "docgen; vSphere derives it from the migration threshold's step"),
      isSetting: true, example: "0.1",
      Label(zh: "低于它不迁移。", en: "Below which nothing moves.")),
    .time(
      "horizon", Label(zh: "每次重复的模拟时长", en: "simulated time of one replication"),
      in: Time.hour...(60 * Time.day), .standard("1 天", source: "docgen"), isSetting: true,
      example: "1 天", Label(zh: "前四分之一为预热。", en: "The first quarter warms up.")),
  ]
}

/// Steps of a minute. Oracle: constant demand that fits evenly needs no moves, leaves no deviation and
/// contends for `max(0, 1 − 1/load)` of itself.
enum BalancedClusterRun {
  static func replicate(_ inputs: Inputs, _ replication: Replication) -> Observations {
    let step = 60.0
    let steps = max(4, Int(inputs.number("horizon") / step))
    let hosts = inputs.count("hosts")
    let machines = inputs.count("machines")
    let variation = inputs.number("variation")
    let sigma = log1p(variation * variation).squareRoot()
    let keep = exp(-step / inputs.number("memory"))
    let fresh = (1 - keep * keep).squareRoot()
    var stream = replication.stream("demand")
    var level = (0..<machines).map { _ in stream.normal() }
    var demand = [Double](repeating: inputs.number("demand"), count: machines)
    var place = (0..<machines).map { $0 % hosts }
    let balancer = LoadBalancer(threshold: inputs.number("threshold"), limit: 10 * hosts)
    let (mean, isBalanced) = (inputs.number("demand"), inputs.flag("drs"))
    let every = max(1, Int(inputs.number("interval") / step))
    var (moves, unmet, wanted, deviation, counted) = (0, 0.0, 0.0, 0.0, 0)
    var hash = TraceWord()
    for index in 0..<steps {
      var load = [Double](repeating: 0, count: hosts)
      for machine in 0..<machines {
        level[machine] = keep * level[machine] + fresh * stream.normal()
        demand[machine] = mean * exp(sigma * level[machine] - sigma * sigma / 2)
        load[place[machine]] += demand[machine]
      }
      if index >= steps / 4 {
        counted += 1
        for host in load { unmet += max(0, host - 1) }
        wanted += load.reduce(0, +)
        deviation += LoadBalancer.deviation(load)
      }
      guard isBalanced, index % every == 0 else { continue }
      let made = balancer.balance(place: &place, load: &load, demand: demand)
      if index >= steps / 4 { moves += made }
      hash.add(UInt64(made) << 32 | UInt64(index))
    }
    let days = Double(counted) * step / Time.day
    hash.add(wanted.bitPattern)
    return Observations(
      [
        wanted > 0 ? unmet / wanted : 0, deviation / Double(counted), Double(moves) / days,
        (wanted - unmet) / Double(counted * hosts),
      ], trace: hash.value)
  }
}
