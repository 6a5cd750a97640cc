import Model
import Quantities

extension SystemDefinition {
  /// Two vSphere sites: the reference virtual machine and everything that stops or saves it.
  package static let vsphereSitePair = SystemDefinition(
    "vsphere-site-pair",
    Label(zh: "vSphere 双站点", en: "vSphere site pair"),
    documentation: Label(
      zh: """
        一台参考虚拟机运行在主站点的 ESXi 集群上，灾备站点由 SRM 接管。它不可用的原因有：所在主机故障后的
        HA 检测与重启、未被 FT 掩盖的故障、可用主机少于准入控制所保留的数目、vSAN 对象失去多数副本、客户机
        自身故障、计划内维护（能 vMotion 时为零）、站点级故障到灾备接管为止。未给出参数的机制不参与计算，证据
        里会写明。不含：人为变更失误、软件缺陷、逻辑损坏、网络分区。
        """,
      en: """
        A reference virtual machine on the primary site's ESXi cluster, with a recovery site \
        behind SRM. It is
        down while HA detects a host failure and restarts it, unless FT masks the failure; \
        while fewer hosts
        are up than admission control promises; while its vSAN object lacks a quorum; while its \
        guest
        recovers; during planned work that vMotion cannot hide; and from a site failure until \
        the recovery
        site has taken over. A mechanism whose parameters are not given is left out, and the \
        evidence says
        so. Not modelled: botched changes, software defects, logical corruption, network partitions.
        """),
    mechanisms: [
      MechanismNote(
        Label(zh: "HA 重启", en: "HA restart"), formula: "U = λ_host · (detect + E[restart])",
        source: "Broadcom KB 322784; alternating renewal, Trivedi, Probability & Statistics"),
      MechanismNote(
        Label(zh: "准入控制", en: "admission control"),
        formula: "U = P(fewer than n − k of n hosts up), each up a share MTBF / (MTBF + MTTR)",
        source: "binomial k-of-n, Trivedi"),
      MechanismNote(
        Label(zh: "FT 与不完全覆盖", en: "FT with imperfect coverage"),
        formula: "outage rate = λ_host · (1 − c)", source: "coverage models, Trivedi"),
      MechanismNote(
        Label(zh: "vSAN 容错与重建", en: "vSAN failures to tolerate, and rebuild"),
        formula:
          "2·FTT + 1 components; absent for min(repair, delay + rebuild); down while > FTT absent",
        source: "VMware vSAN documentation, object quorum"),
      MechanismNote(
        Label(zh: "站点故障与 SRM 接管", en: "site failure and SRM failover"),
        formula: "U = λ_site · RTO", source: "alternating renewal"),
      MechanismNote(
        Label(zh: "vSphere Replication", en: "vSphere Replication"),
        formula: "oldest replica = max(RPO, 2 · transfer)",
        source: "vSphere Replication administration guide, how the RPO affects scheduling"),
      RecoveryPlan.mechanism, VSphereSitePair.migrationMechanism,
    ],
    parameters: VSphereSitePair.parameters,
    outputs: VSphereSitePair.outputs,
    needs: [["esxi", "vsphere", "主机", "host"]],
    replicate: { inputs, replication in VSphereSitePair.replicate(inputs, replication) },
    problems: { inputs in VSphereSitePair.problems(inputs) })
}

/// The parameters and the analysis of a pair of vSphere sites.
enum VSphereSitePair {
  private static let year = Time.year

  static let parameters: [Parameter] =
    clusterParameters + protectionParameters + siteParameters + migrationParameters

  private static let clusterParameters: [Parameter] = [
    Parameter(
      "hosts", Label(zh: "主站点主机数", en: "primary hosts"), .number(.count(of: "节点")),
      range: 1...1024,
      reads: .count(
        words: ["ESXi", "主机", "host"], under: ["主数据中心", "主站点", "生产", "primary", "production"]),
      example: "16",
      documentation: Label(
        zh: "主站点集群里的 ESXi 主机数；取自架构树。", en: "ESXi hosts of the primary cluster; from the tree.")),
    Parameter(
      "hosts.reserved", Label(zh: "准入控制保留的主机数", en: "host failures reserved for"),
      .number(.count(of: "节点")), range: 0...64,
      .standard(
        "1", source: "vSphere HA admission control, \"host failures cluster tolerates\" = 1"),
      example: "1",
      documentation: Label(
        zh: "集群按 N+k 预留的 k；可用主机少于 N−k 时服务不可用。",
        en: "The k of N+k; with fewer than N − k hosts up the service is down.")),
    Parameter(
      "host.mtbf", Label(zh: "主机平均无故障时间", en: "mean time between host failures"),
      .law(.time, bare: .exponential), range: Time.day...(1000 * year),
      typical: 2 * year...50 * year,
      example: "4 年",
      documentation: Label(
        zh: "单台主机两次故障之间的平均时间。约 8% 的服务器一年内至少维修一次（Vishwanath 与 Nagappan，SoCC 2010，凭记忆，只作假设）。",
        en:
          """
          Mean time between failures of one host. About 8 % of servers see a repair within a \
          year (Vishwanath and Nagappan, SoCC 2010, from memory: an assumption).
          """
      )),
    Parameter(
      "host.repair", Label(zh: "主机修复时间", en: "host repair time"), .law(.time, bare: .exponential),
      range: 60...(365 * Time.day), typical: Time.hour...(7 * Time.day), example: "24 小时",
      documentation: Label(
        zh: "主机从故障到重新加入集群的时间。", en: "From a host's failure until it has rejoined its cluster.")),
    Parameter(
      "ha.detection", Label(zh: "HA 判定主机故障", en: "HA failure declaration"),
      .law(.time, bare: .constant), range: 0...3600, typical: 12...60,
      .standard("15 秒", source: "Broadcom KB 322784"), example: "15 秒",
      documentation: Label(
        zh: "从主机失联到 HA 宣布其故障。", en: "From a host's silence until HA declares it failed.")),
    Parameter(
      "ha.restart", Label(zh: "HA 重启到可服务", en: "HA restart until in service"),
      .law(.time, bare: .constant), range: 1...(Time.day), typical: 60...1800,
      example: "median 3 分钟; p95 8 分钟",
      documentation: Label(
        zh: "从宣布故障到虚拟机里的应用重新可用：重新注册、开机、引导、应用启动。",
        en:
          """
          From the declaration until the application answers again: registration, power-on, \
          boot, start.
          """
      )),
  ]

  private static let protectionParameters: [Parameter] = [
    .flag(
      "ft", Label(zh: "启用 FT", en: "fault tolerance on"),
      reads: ["vSphere FT", "Fault Tolerance", "FT"],
      documentation: Label(
        zh: "参考虚拟机由 FT 保护。与 SR-IOV 互斥：两者同在时按未受 FT 保护计算，并给出提示。",
        en:
          """
          FT protects the reference machine. SR-IOV excludes it: with both, FT is left out, \
          and said so.
          """
      )),
    Parameter(
      "ft.coverage", Label(zh: "FT 覆盖率", en: "FT coverage"), .number(.ratio), range: 0...1,
      typical: 0.9...0.9999, .optional, example: "0.99",
      documentation: Label(
        zh: "主机故障被 FT 无中断接管的概率；启用 FT 时必须给出。",
        en: "The probability that FT masks a host failure; needed when FT is on.")),
    .flag(
      "sriov", Label(zh: "网卡直通 (SR-IOV)", en: "NIC passthrough (SR-IOV)"),
      reads: ["SR-IOV", "SRIOV"],
      documentation: Label(
        zh: "参考虚拟机使用直通网卡：FT 与 vMotion 都不可用（vSphere 8.0 文档）。",
        en:
          """
          The reference machine has a passthrough NIC: neither FT nor vMotion (vSphere 8.0 \
          documentation).
          """
      )),
    .flag(
      "vmotion", Label(zh: "vMotion 计划迁移", en: "vMotion for planned work"),
      reads: ["vMotion", "DRS"],
      documentation: Label(
        zh: "计划内维护前把虚拟机迁走，停机为零。", en: "Machines move away before planned work, at no downtime.")),
    Parameter(
      "planned.interval", Label(zh: "计划维护间隔", en: "time between planned works"),
      .law(.time, bare: .constant), range: Time.day...(20 * year), typical: 30 * Time.day...year,
      .optional, example: "90 天",
      documentation: Label(
        zh: "参考虚拟机所在主机两次计划维护之间的时间。",
        en: "Between two planned works on the host of the reference machine.")),
    Parameter(
      "planned.outage", Label(zh: "计划维护停机", en: "planned outage"), .law(.time, bare: .constant),
      range: 0...(7 * Time.day), .optional, example: "10 分钟",
      documentation: Label(
        zh: "vMotion 不可用时，每次计划维护的停机时间。",
        en: "Downtime of one planned work where vMotion is not available.")),
    Parameter(
      "vm.mtbf", Label(zh: "客户机平均无故障时间", en: "mean time between guest failures"),
      .law(.time, bare: .exponential), range: Time.hour...(1000 * year),
      typical: 30 * Time.day...(10 * year), .optional, example: "2 年",
      documentation: Label(
        zh: "客户操作系统或应用自身的故障；FT 对此无效。",
        en: "Failures of the guest or the application itself; FT does not help.")),
    Parameter(
      "vm.restart", Label(zh: "客户机恢复时间", en: "guest recovery time"), .law(.time, bare: .constant),
      range: 1...(7 * Time.day), typical: 60...(2 * Time.hour), .optional,
      example: "median 3 分钟; p95 8 分钟",
      documentation: Label(
        zh: "客户机故障到重新可服务。", en: "From a guest failure until it serves again.")),
  ]

  private static let siteParameters: [Parameter] = [
    Parameter(
      "vsan.ftt", Label(zh: "vSAN 允许的故障数", en: "vSAN failures to tolerate"),
      .number(.count(of: "次")), range: 0...3, .optional, example: "1",
      documentation: Label(
        zh: "存储策略的 FTT；给出后才计算存储不可用。",
        en: "FTT of the storage policy; storage outages count only when it is given.")),
    Parameter(
      "vsan.delay", Label(zh: "vSAN 重建延迟", en: "vSAN repair delay"), .number(.time),
      range: 0...(7 * Time.day),
      .standard("60 分钟", source: "vSphere 8.0 vSAN guide, resynchronization: 60 min"),
      example: "60 分钟",
      documentation: Label(
        zh: "组件缺失多久后开始在别处重建。", en: "How long a component is absent before it is rebuilt elsewhere.")
    ),
    Parameter(
      "vsan.rebuild", Label(zh: "vSAN 重建时间", en: "vSAN rebuild time"), .law(.time, bare: .constant),
      range: 1...(30 * Time.day), .optional, example: "4 小时",
      documentation: Label(
        zh: "一个缺失组件的重建时间；给出 vsan.ftt 时必须给出。",
        en: "Time to rebuild one absent component; needed with vsan.ftt.")),
    Parameter(
      "dr.hosts", Label(zh: "灾备站点主机数", en: "recovery hosts"), .number(.count(of: "节点")),
      range: 0...1024, .optional,
      reads: .countOnly(
        words: ["ESXi", "主机", "host", "节点", "node"],
        under: ["灾备", "容灾", "备数据中心", "备站点", "DR", "recovery", "standby", "secondary"]),
      example: "8",
      documentation: Label(
        zh: "灾备站点的主机数；取自架构树。", en: "Hosts of the recovery site; from the tree.")),
    Parameter(
      "dr.load", Label(zh: "须在灾备运行的负载份额", en: "share of the load to recover"), .number(.ratio),
      range: 0.001...1, .optional, example: "0.4",
      documentation: Label(
        zh: "站点故障后须在灾备站点运行的负载，占主站点全部主机容量的份额。",
        en:
          "The load that must run at the recovery site, as a share of the primary hosts' capacity.")
    ),
    Parameter(
      "site.mtbf", Label(zh: "站点平均无故障时间", en: "mean time between site failures"),
      .law(.time, bare: .exponential), range: 30 * Time.day...(10_000 * year),
      typical: year...(50 * year), .optional, example: "10 年",
      documentation: Label(
        zh: "使整个主站点停止服务的事件之间的平均时间。", en: "Between events that stop the whole primary site.")),
    Parameter(
      "site.repair", Label(zh: "站点修复时间", en: "site repair time"), .law(.time, bare: .exponential),
      range: 60...(365 * Time.day), .optional, example: "24 小时",
      documentation: Label(
        zh: "没有灾备接管时，站点故障的停机时间。", en: "The outage of a site failure that nothing takes over.")),
    Parameter(
      "srm.rto", Label(zh: "站点切换时间", en: "site failover time"), .law(.time, bare: .constant),
      range: 1...(30 * Time.day), typical: 30 * 60...(8 * Time.hour), .optional,
      example: "median 1 小时; p95 4 小时",
      documentation: Label(
        zh: "从站点故障到服务在灾备站点恢复：决策、按恢复顺序启动、验证；给出 `srm.plan` 时不含启动。",
        en:
          """
          From a site failure until service at the recovery site: decision, ordered start, \
          validation; without the starts where `srm.plan` is given.
          """
      )),
    RecoveryPlan.parameter("srm.plan", beside: Label(zh: "`srm.rto`", en: "`srm.rto`")),
    RecoveryPlan.limit("srm.parallel"),
    Parameter(
      "vr.rpo", Label(zh: "复制周期 (RPO)", en: "replication period (RPO)"), .number(.time),
      range: 60...Time.day, .optional, isSetting: true,
      example: "15 分钟",
      documentation: Label(
        zh: "vSphere Replication 的 RPO 设置，5 分钟到 24 小时（新版本 1 分钟）。",
        en:
          """
          The RPO setting of vSphere Replication, 5 minutes to 24 hours (1 minute in newer \
          releases).
          """
      )),
    Parameter(
      "vr.transfer", Label(zh: "一次复制的传输时间", en: "transfer time of one replica"), .number(.time),
      range: 0...(7 * Time.day), .optional, example: "5 分钟",
      documentation: Label(
        zh: "传送一份增量所需的时间。超过 RPO 的一半时 RPO 被打破。",
        en: "Time to send one delta. Beyond half the RPO, the RPO is missed.")),
    .horizon(default: "200 年"),
  ]
}
