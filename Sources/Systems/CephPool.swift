import Glibc
import Model
import Quantities
import Simulate

extension SystemDefinition {
  /// A replicated Ceph pool over failure domains.
  package static let cephPool = SystemDefinition(
    "ceph-pool",
    Label(zh: "Ceph 存储池", en: "Ceph pool"),
    documentation: Label(
      zh: """
        每个归置组在不同故障域里有 r 个副本。磁盘故障后等待 down-out 时间，再由存活磁盘并行重建；同一归置组的全部
        副本在重建完成前相继失效即丢数据，用生灭过程的首次通过时间精确计算，不靠抽样。可用的归置组须有至少
        min_size 个副本在线。不含：关联故障、静默错误、操作失误。
        """,
      en: """
        Every placement group has r replicas in different failure domains. After a disk failure \
        the pool waits \
        and then rebuilds in parallel from the surviving disks; data is lost when all replicas \
        of one \
        group fail before a rebuild ends, computed as a first passage of a birth–death process and \
        never sampled. A group serves while min_size replicas are up. Not modelled: correlated \
        failures, silent corruption, operator mistakes.
        """),
    mechanisms: cephPoolMechanisms,
    parameters: cephPoolParameters,
    outputs: cephPoolOutputs,
    needs: [["ceph", "rados", "存储"]],
    problems: { inputs in
      var found: [InputProblem] = []
      if inputs.count("min.size") > inputs.count("replicas") {
        found.append(
          .init(.contradiction, ["min.size", "replicas"], "`min.size` exceeds `replicas`"))
      }
      if inputs.count("replicas") > inputs.count("nodes") {
        found.append(
          .init(
            .contradiction, ["replicas", "nodes"], "replicas need as many nodes to lie on"))
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
        zh: "Backblaze 2024 年为 1.57%；FAST'07 的现场数据高达 6.8%。",
        en: "Backblaze reports 1.57 % for 2024; field data of FAST'07 went up to 6.8 %.")),
    .count(
      "replicas", Label(zh: "副本数", en: "replicas"), of: "副本", in: 1...10,
      .standard("3", source: "Ceph osd_pool_default_size"),
      reads: .quantity(words: ["副本", "replica"]), example: "3",
      Label(zh: "每个对象的副本数。", en: "Copies of each object.")),
    .count(
      "min.size", Label(zh: "最少在线副本", en: "min_size"), of: "副本", in: 1...10,
      .standard("2", source: "size − ⌊size/2⌋: ceph/ceph#20555, pool configuration reference"),
      example: "2",
      Label(zh: "少于它时归置组停止 I/O。", en: "With fewer up, a group stops serving.")),
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
    ) { $0.number("down.out") + CephPool.rebuild($0) },
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
          moreThan: replicas - min(replicas, inputs.count("min.size")))
    },
    .exact(
      "max-fill", Label(zh: "允许的最高使用率", en: "highest fill"), in: .ratio,
      measures: Measure(.value, of: "utilisation", better: .higher),
      Label(zh: "失去预留节点后仍低于 nearfull 0.85。", en: "Below nearfull 0.85 after losing the reserve.")
    ) { inputs in
      let nodes = inputs.number("nodes")
      return 0.85 * max(0, nodes - inputs.number("nodes.reserved")) / nodes
    },
    .exact(
      "usable-capacity", Label(zh: "可用容量", en: "usable capacity"), in: .data,
      measures: Measure(.value, of: "capacity", better: .higher),
      Label(zh: "裸容量乘以最高使用率再除以副本数。", en: "Raw capacity at the highest fill, over replicas.")
    ) { inputs in
      let raw = inputs.number("nodes") * inputs.number("disks") * inputs.number("disk.size")
      let nodes = inputs.number("nodes")
      let fill = 0.85 * max(0, nodes - inputs.number("nodes.reserved")) / nodes
      return raw * fill / inputs.number("replicas")
    },
  ]

  private static let cephPoolMechanisms: [MechanismNote] = [
    MechanismNote(
      Label(zh: "耐久性", en: "durability"),
      formula:
        """
        MTTDL of one group by first passage, i·λ up and i·μ down; loss = 1 − \
        e^(−groups·t/MTTDL)
        """,
      source: "birth–death passage; Cidon et al., ATC 2013, for the number of groups"),
    MechanismNote(
      Label(zh: "恢复时间", en: "recovery time"),
      formula: "down-out + size·fill / min(peers·rate, …)",
      source: "Ceph documentation: mon_osd_down_out_interval; fluid model"),
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

enum CephPool {
  /// The time to copy a failed disk's data, spread over as many peers as it shares groups with.
  static func rebuild(_ inputs: Inputs) -> Double {
    let disks = inputs.number("nodes") * inputs.number("disks")
    let replicas = inputs.number("replicas")
    let groupsPerDisk = inputs.number("groups") * replicas / disks
    let peers = max(1, min(disks - 1, groupsPerDisk * max(1, replicas - 1)))
    let rate = inputs.number("recovery.rate") * (1 - inputs.number("encryption.cost"))
    return inputs.number("disk.size") * inputs.number("fill") / (peers * rate)
  }

  /// Losses of any group in a second: groups over the mean passage time of one to no replica.
  static func lossRate(_ inputs: Inputs) -> Double {
    let failure = -log1p(-inputs.number("disk.afr")) / Time.year
    let window = inputs.number("down.out") + rebuild(inputs)
    return inputs.number("groups")
      / meanTimeToLoss(
        replicas: max(1, inputs.count("replicas")), failureRate: failure, repairRate: 1 / window)
  }

  /// The mean time until all of `replicas` copies are lost, each failing and being rebuilt on its
  /// own: the birth–death first passage `E_i = 1/λ_i + (μ_i/λ_i)·E_{i−1}`, summed; all terms are
  /// positive, so that nothing cancels even at 1e20 seconds.
  static func meanTimeToLoss(replicas: Int, failureRate: Double, repairRate: Double) -> Double {
    var total = 0.0
    var step = 0.0
    for failed in 0..<replicas {
      let up = Double(replicas - failed) * failureRate
      step = 1 / up + Double(failed) * repairRate / up * step
      total += step
    }
    return total
  }
}
