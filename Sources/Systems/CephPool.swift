import Glibc
import Model
import Quantities

extension SystemDefinition {
  /// A replicated Ceph pool over failure domains.
  package static let cephPool = SystemDefinition(
    "ceph-pool",
    Label(zh: "Ceph 存储池", en: "Ceph pool"),
    documentation: Label(
      zh: """
        每个归置组在不同故障域里有 r 个副本。磁盘故障后等待 down-out 时间，再由存活磁盘并行重建；同一归置组的全部
        副本在重建完成前相继失效即丢数据，用生灭过程的首次通过时间精确计算，不靠抽样。可用的归置组须有至少
        min_size 个副本在线。故障域是主机，或主机均匀分布其上的机架：失去一个故障域之后，只有剩下的故障域多于或等于
        副本数、且容量放得下时才能自愈，三个机架三副本因此不能自愈。不含：关联故障（耐久性）、静默错误、操作失误。
        """,
      en: """
        Every placement group has r replicas in different failure domains. After a disk failure \
        the pool waits \
        and then rebuilds in parallel from the surviving disks; data is lost when all replicas \
        of one \
        group fail before a rebuild ends, computed as a first passage of a birth–death process and \
        never sampled. A group serves while min_size replicas are up. The failure domain is the \
        host, or the rack over which hosts are spread evenly: a pool heals from the loss of one \
        where as many as there are replicas are left, with room for all, so that three replicas in \
        three racks do not heal. Not modelled: correlated failures (in durability), silent \
        corruption, operator mistakes.
        """),
    mechanisms: cephPoolMechanisms,
    parameters: cephPoolParameters,
    outputs: cephPoolOutputs,
    needs: [["ceph", "rados", "存储"]],
    problems: { inputs in
      var found: [InputProblem] = []
      if CephPool.minSize(inputs) > inputs.count("replicas") {
        found.append(
          .init(.contradiction, ["min.size", "replicas"], "`min.size` exceeds `replicas`"))
      }
      let isOfRacks = inputs.choice("domain") == "rack"
      if isOfRacks, !inputs.has("racks") {
        found.append(
          .init(.missing, ["domain"], "`racks` says over how many racks the nodes are spread"))
      } else if inputs.count("replicas") > CephPool.domains(inputs) {
        let domains = isOfRacks ? "racks" : "nodes"
        found.append(
          .init(
            .contradiction, ["replicas", domains], "replicas need as many \(domains) to lie on"))
      }
      if let racks = inputs.optional("racks"), racks > inputs.number("nodes") {
        found.append(
          .init(.contradiction, ["racks", "nodes"], "there are more racks than nodes"))
      }
      if inputs.count("nodes.reserved") >= inputs.count("nodes") {
        found.append(
          .init(.contradiction, ["nodes.reserved", "nodes"], "the reserve is the whole pool"))
      }
      if inputs.has("node.mtbf") != inputs.has("node.repair") {
        found.append(
          .init(
            .missing, ["node.mtbf", "node.repair"],
            "`node.mtbf` and `node.repair` are given together or not at all"))
      }
      return found
    })

  private static let cephPoolParameters: [Parameter] = [
    .count(
      "nodes", Label(zh: "存储节点数", en: "storage nodes"), of: "节点", in: 1...10_000,
      reads: .count(
        words: ["SSD池", "HDD池", "OSD", "存储节点", "storage node", "Ceph", "storage"],
        under: ["存储", "Ceph", "storage"]),
      example: "10", Label(zh: "承载该存储池的节点数；取自架构树。", en: "Nodes of the pool; from the tree.")),
    .count(
      "disks", Label(zh: "每节点磁盘数", en: "disks per node"), of: "块", in: 1...1000,
      isSetting: false, example: "12", Label(zh: "每个节点的 OSD 数。", en: "OSDs of one node.")),
    .data(
      "disk.size", Label(zh: "单盘容量", en: "disk size"), in: 1e9...1e15, isSetting: true,
      example: "4 TB", Label(zh: "一块磁盘的容量。", en: "Capacity of one disk.")),
    .ratio(
      "disk.afr", Label(zh: "磁盘年故障率", en: "annual disk failure rate"), in: 0.0001...0.9,
      typical: 0.005...0.07, example: "1.57%",
      Label(
        zh: "每盘每 365 天的失效次数；Backblaze 2024 年为 1.57%；FAST'07 的现场数据高达 6.8%。",
        en:
          "Failures of a disk in 365 days; 1.57 % at Backblaze in 2024, up to 6.8 % in the field in FAST'07."
      )),
    .count(
      "replicas", Label(zh: "副本数", en: "replicas"), of: "副本", in: 1...10,
      .standard("3", source: "Ceph osd_pool_default_size"),
      reads: .quantity(words: ["副本", "replica"]), example: "3",
      Label(zh: "每个对象的副本数。", en: "Copies of each object.")),
    .count(
      "min.size", Label(zh: "最少在线副本", en: "min_size"), of: "副本", in: 1...10,
      .optional, example: "2",
      Label(
        zh: "少于它时归置组停止 I/O；不给时为 size − ⌊size/2⌋（ceph/ceph#20555），即三副本的 2。",
        en: """
          With fewer up, a group stops serving; size − ⌊size/2⌋ where it is not given (ceph/ceph#20555), which is \
          2 of 3.
          """)),
    Parameter(
      "domain", Label(zh: "故障域", en: "failure domain"), .choice(["host", "rack"]), range: 0...1,
      .standard("host", source: "Ceph osd_crush_chooseleaf_type 1, as quoted"), isSetting: true,
      example: "host",
      documentation: Label(
        zh: """
          一个归置组的各副本分布在不同的故障域里。整个机架失联时 Ceph 默认不自动判定退出
          （mon_osd_down_out_subtree_limit 为 rack），须由人下令或改设置，`down.out` 之后才开始恢复。
          """,
        en: """
          No two replicas of a group lie in one. By default Ceph does not mark out a rack that is down \
          as a whole (mon_osd_down_out_subtree_limit is rack, mon-osd-interaction.rst): somebody has to, or to set \
          it otherwise, and `down.out` counts until then.
          """)),
    .count(
      "racks", Label(zh: "机架数", en: "racks"), of: "机架", in: 1...1000, .optional, example: "4",
      Label(
        zh: "节点均匀分布的机架数；故障域为机架时必须给出。",
        en: "Over which the nodes are spread evenly; needed where the failure domain is the rack.")),
    .count(
      "groups", Label(zh: "归置组数", en: "placement groups"), of: "个", in: 1...1e6,
      isSetting: true, example: "1024", Label(zh: "存储池的归置组数 (pg_num)。", en: "pg_num of the pool.")
    ),
    .ratio(
      "fill", Label(zh: "使用率", en: "fill"), in: 0.01...0.95, example: "60%",
      Label(zh: "磁盘已用份额，决定重建的数据量。", en: "Share of the disks in use; what a rebuild must copy.")),
    .dataRate(
      "recovery.rate", Label(zh: "单盘恢复速率", en: "recovery rate of one disk"),
      typical: 20e6...400e6,
      example: "50 MB/s",
      Label(zh: "恢复期间每块源盘的速率，受限流约束。", en: "Of each source disk during recovery, as throttled.")),
    .time(
      "down.out", Label(zh: "判定磁盘退出", en: "down-out interval"), in: 0...(7 * Time.day),
      .standard("600 秒", source: "Ceph mon_osd_down_out_interval"), isSetting: true,
      example: "600 秒",
      Label(zh: "磁盘失联多久后开始重建。", en: "How long a disk is down before rebuilding.")),
    .lifetime(
      "node.mtbf", Label(zh: "节点平均无故障时间", en: "mean time between node failures"),
      typical: Time.year...(20 * Time.year), .optional, example: "3 年",
      Label(zh: "给出后才计算 I/O 可用性。", en: "Availability is answered only when this is given.")),
    .duration(
      "node.repair", Label(zh: "节点修复时间", en: "node repair time"), in: 60...(90 * Time.day),
      .optional,
      example: "8 小时", Label(zh: "节点故障到恢复服务。", en: "From a node's failure until it serves.")),
    .count(
      "nodes.reserved", Label(zh: "预留节点数 (N+k)", en: "nodes reserved (N + k)"), of: "节点",
      in: 0...100,
      .standard("1", source: "room to heal after one node"), example: "2",
      Label(zh: "失去它们之后仍不触发 nearfull。", en: "Lost without reaching nearfull.")),
    .ratio(
      "encryption.cost", Label(zh: "加密的吞吐代价", en: "throughput cost of encryption"), in: 0...0.9,
      typical: 0.01...0.3, .standard("0", source: "no encryption"), example: "5%",
      Label(zh: "dm-crypt 使恢复速率降低的份额。", en: "By which dm-crypt slows recovery.")),
  ]

  private static let cephPoolOutputs: [Output] = [
    .exact(
      "durability", Label(zh: "年耐久性", en: "durability over a year"), in: .ratio,
      measures: Measure(.share, of: "durability", better: .higher), scale: .complement,
      Label(zh: "一年内不丢任何归置组的概率。", en: "The probability that no group is lost in a year.")
    ) { exp(-Time.year * CephPool.lossRate($0)) },
    .exact(
      "mttdl", Label(zh: "平均数据丢失时间", en: "mean time to data loss"), in: .time,
      measures: Measure(.mean, better: .higher),
      Label(zh: "首次丢失任一归置组的平均时间。", en: "Until the first group is lost.")
    ) { 1 / CephPool.lossRate($0) },
    .exact(
      "recovery-time", Label(zh: "单盘恢复时间", en: "recovery time of a disk"), in: .time,
      measures: Measure(.value, of: "recovery-time", "mttr", "rto", better: .lower),
      Label(zh: "从磁盘失联到冗余恢复。", en: "From a disk's silence until redundancy is back.")
    ) { inputs in
      let time = inputs.number("down.out") + CephPool.rebuild(inputs)
      return time.isFinite ? time : nil
    },
    .exact(
      "availability", Label(zh: "I/O 可用性", en: "availability of I/O"), in: .ratio,
      measures: Measure(.share, of: "availability", better: .higher), scale: .complement,
      Label(zh: "任一归置组有 min_size 个副本在线的时间份额。", en: "Time in which one group has min_size up.")
    ) { inputs in
      guard let mtbf = inputs.optional("node.mtbf"), let repair = inputs.optional("node.repair")
      else { return nil }
      let replicas = inputs.count("replicas")
      return 1
        - binomialTail(
          replicas, failing: repair / (mtbf + repair),
          moreThan: replicas - min(replicas, CephPool.minSize(inputs)))
    },
    .exact(
      "max-fill", Label(zh: "允许的最高使用率", en: "highest fill"), in: .ratio,
      measures: Measure(.value, of: "utilisation", better: .higher),
      Label(zh: "失去预留节点后仍低于 nearfull 0.85。", en: "Below nearfull 0.85 after losing the reserve.")
    ) { inputs in
      let nodes = inputs.number("nodes")
      return CephPool.nearFull * max(0, nodes - inputs.number("nodes.reserved")) / nodes
    },
    .exact(
      "usable-capacity", Label(zh: "可用容量", en: "usable capacity"), in: .data,
      measures: Measure(.value, of: "capacity", better: .higher),
      Label(zh: "裸容量乘以最高使用率再除以副本数。", en: "Raw capacity at the highest fill, over replicas.")
    ) { inputs in
      let raw = inputs.number("nodes") * inputs.number("disks") * inputs.number("disk.size")
      let nodes = inputs.number("nodes")
      let fill = CephPool.nearFull * max(0, nodes - inputs.number("nodes.reserved")) / nodes
      return raw * fill / inputs.number("replicas")
    },
    .exact(
      "domains-healed", Label(zh: "可自愈的故障域数", en: "failure domains healed from"),
      in: .count(of: "个"), measures: Measure(.value, better: .higher),
      Label(
        zh: "相继失去而仍能恢复全部副本的故障域数：剩下的不少于副本数，且不超过 backfillfull 0.90。0 即不能自愈。",
        en: """
          Lost one after the other with all replicas restored: as many as there are replicas are left, \
          below backfillfull 0.90. With 0 the pool does not heal.
          """)
    ) { Double(CephPool.domainsHealed($0)) },
    .exact(
      "domain-healing", Label(zh: "故障域自愈", en: "healing from a failure domain"), in: .ratio,
      measures: Measure(.share, better: .higher),
      Label(
        zh: "失去任一故障域之后能否自愈：各域一样大，所以要么全部，要么为 0。",
        en:
          "Of the domains that may be lost alone, those that it heals from: all or none, being alike."
      )
    ) { CephPool.domainsHealed($0) > 0 ? 1 : 0 },
    .exact(
      "domain-recovery-time", Label(zh: "故障域恢复时间", en: "recovery time of a failure domain"),
      in: .time, measures: Measure(.value, of: "recovery-time", "mttr", "rto", better: .lower),
      Label(
        zh: "从失去一个故障域到冗余恢复；不能自愈时没有答案。",
        en: "From the loss of one until redundancy is back; no answer where the pool does not heal."
      )
    ) { CephPool.domainRecovery($0) },
    .exact(
      "domain-max-fill", Label(zh: "可自愈的最高使用率", en: "highest fill that heals"), in: .ratio,
      measures: Measure(.value, of: "utilisation", better: .higher),
      Label(
        zh: "失去一个故障域并自愈之后仍低于 nearfull 0.85；不能自愈时为 0。",
        en:
          "Below nearfull 0.85 after healing from the loss of a failure domain; 0 if it never heals."
      )
    ) { CephPool.fillHealed($0) },
    .exact(
      "domain-usable-capacity", Label(zh: "可自愈的可用容量", en: "capacity that heals"), in: .data,
      measures: Measure(.value, of: "capacity", better: .higher),
      Label(zh: "裸容量乘以可自愈的最高使用率再除以副本数。", en: "Raw capacity at that fill, over replicas.")
    ) { inputs in
      inputs.number("nodes") * inputs.number("disks") * inputs.number("disk.size")
        * CephPool.fillHealed(inputs) / inputs.number("replicas")
    },
  ]

  private static let cephPoolMechanisms: [MechanismNote] = [
    MechanismNote(
      Label(zh: "耐久性", en: "durability"),
      formula:
        """
        MTTDL of one set of disks by first passage, i·λ up and i·μ down; loss = 1 − e^(−sets·t/MTTDL); \
        sets = S·(1 − (1 − 1/S)^groups) of S = C(D, r)·(disks of a domain)^r
        """,
      source: "birth–death passage; copysets: Cidon et al., ATC 2013; occupancy: Feller I"),
    MechanismNote(
      Label(zh: "恢复时间", en: "recovery time"),
      formula: "down-out + size·fill / (min(peers, places)·rate)",
      source: "Ceph documentation: mon_osd_down_out_interval; fluid model"),
    MechanismNote(
      Label(zh: "故障域", en: "failure domain"),
      formula: """
        heals while D − k ≥ r and fill ≤ backfillfull·(D − k)/D; down-out + size·fill / \
        ((D − 1)·rate)
        """,
      source: "CRUSH: no two replicas in one domain; mon_osd_backfillfull_ratio 0.90, as quoted"),
    MechanismNote(
      Label(zh: "N+k 容量", en: "N + k capacity"),
      formula: "fill ≤ nearfull·(N − k)/N; usable = raw·fill / r",
      source: "mon_osd_nearfull_ratio 0.85 (Ceph 14.2 source, as quoted)"),
    MechanismNote(
      Label(zh: "I/O 可用性", en: "availability of I/O"),
      formula: """
        U = P(more than r − min_size of the domains of a group down)
        """, source: "binomial"),
  ]
}
