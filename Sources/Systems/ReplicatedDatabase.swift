import Glibc
import Model
import Quantities

extension SystemDefinition {
  /// A primary with replicas, snapshots, copies off site, and drills that find what is broken.
  package static let replicatedDatabase = SystemDefinition(
    "replicated-database",
    Label(zh: "主从数据库与备份", en: "replicated database and backups"),
    documentation: Label(
      zh: """
        主库故障时以一定概率自动切换，其余情况按人工恢复；可用性是交替更新过程的精确值，与各时间的分布无关。快照的
        数据丢失按年龄过程计算：本地快照最多丢失一个周期，只剩异地副本时再加复制时延。备份里未被发现的缺陷按恒定
        速率产生，演练时被发现并修好。
        """,
      en: """
        A failing primary fails over with some probability and is restored by hand otherwise; the \
        availability is that of an alternating renewal process, exact whatever the laws. Snapshots \
        lose data by their age: at most one period from the local ones, and the copy's delay more \
        when only the remote ones survive. Hidden defects of backups arise at a constant rate and \
        are found and mended by drills.
        """),
    mechanisms: replicatedDatabaseMechanisms,
    parameters: replicatedDatabaseParameters,
    outputs: replicatedDatabaseOutputs,
    problems: { inputs in
      let names = ["failover.time", "failover.coverage", "restore.time"]
      guard inputs.has("primary.mtbf") else { return [] }
      return names.filter { !inputs.has($0) }.map {
        InputProblem(.missing, [$0], "`primary.mtbf` is given, so `\($0)` is needed")
      }
    })

  private static func recovery(_ inputs: Inputs) -> (mtbf: Double, down: Double)? {
    guard let mtbf = inputs.optional("primary.mtbf"),
      let failover = inputs.optional("failover.time"),
      let coverage = inputs.optional("failover.coverage"),
      let restore = inputs.optional("restore.time")
    else { return nil }
    return (mtbf, coverage * failover + (1 - coverage) * restore)
  }

  private static let replicatedDatabaseParameters: [Parameter] = [
    .lifetime(
      "primary.mtbf", Label(zh: "主库平均无故障时间", en: "mean time between primary failures"),
      typical: 90 * Time.day...(10 * Time.year), .optional, example: "1 年",
      Label(zh: "给出后才计算可用性。", en: "Availability is answered only when this is given.")),
    .duration(
      "failover.time", Label(zh: "自动切换时间", en: "failover time"), in: 0...Time.day,
      typical: 5...300, .optional, example: "median 30 秒; p95 60 秒",
      Label(zh: "检测、提升从库、客户端重连。", en: "Detection, promotion, clients reconnecting.")),
    .ratio(
      "failover.coverage", Label(zh: "切换成功率", en: "failover coverage"), typical: 0.9...0.999,
      .optional, example: "0.95",
      Label(zh: "自动切换成功的概率。", en: "The probability that the failover works by itself.")),
    .duration(
      "restore.time", Label(zh: "人工恢复时间", en: "manual restore time"), in: 0...(30 * Time.day),
      typical: 1800...(8 * Time.hour), .optional, example: "median 2 小时; p95 6 小时",
      Label(zh: "切换失败时恢复服务的时间。", en: "Time to restore service when the failover fails.")),
    .duration(
      "replication.lag", Label(zh: "复制滞后", en: "replication lag"), in: 0...Time.day, .optional,
      example: "median 0.5 秒; p95 3 秒",
      Label(zh: "从库落后主库的时间；同步复制为零。", en: "How far replicas lag; none when synchronous.")),
    .count(
      "ack.sites", Label(zh: "提交须确认的站点数", en: "sites that acknowledge a commit"), of: "个",
      in: 1...16, .optional, example: "2",
      Label(
        zh: "主库所在站点算一个；同步备库在对端机房时为 2。",
        en: "The primary's is one of them; 2 with a synchronous replica at the other site.")),
    .count(
      "sites.lost", Label(zh: "同时失去的站点数", en: "sites lost at once"), of: "个", in: 1...15,
      .standard("1", source: "the loss of one site, any one"), example: "1",
      Label(zh: "要挺过的站点级故障。", en: "To be survived.")),
    .flag(
      "degrades", Label(zh: "可降级为异步", en: "falls back to asynchronous"),
      documentation: Label(
        zh: "备库不应答时继续接受写入；那时的数据丢失由复制滞后决定。",
        en: "Writes go on when a replica does not answer; the loss is then that of the lag.")),
    .time(
      "snapshot.interval", Label(zh: "快照周期", en: "snapshot interval"), in: 60...(90 * Time.day),
      .optional, isSetting: true, example: "24 小时",
      Label(zh: "两次快照之间的时间。", en: "Between two snapshots.")),
    .time(
      "offsite.delay", Label(zh: "异地复制时延", en: "off-site delay"), in: 0...(30 * Time.day),
      .optional,
      example: "6 小时",
      Label(zh: "快照完成到异地副本可用的时间。", en: "From a snapshot until its copy off site is usable.")),
    .lifetime(
      "defect.interval", Label(zh: "备份缺陷间隔", en: "time between backup defects"),
      typical: 180 * Time.day...(10 * Time.year), .optional, example: "2 年",
      Label(
        zh: "使恢复失败而平时看不见的缺陷，平均多久产生一个。",
        en: "Between defects that break recovery and are not noticed otherwise.")),
    .time(
      "drill.interval", Label(zh: "演练周期", en: "drill interval"), in: Time.day...(20 * Time.year),
      .optional, isSetting: true, example: "90 天",
      Label(zh: "两次恢复演练之间的时间。", en: "Between two drills of a recovery.")),
  ]

  private static let replicatedDatabaseOutputs: [Output] = [
    .exact(
      "availability", Label(zh: "可用性", en: "availability"), in: .ratio,
      measures: Measure(.share, of: "availability", better: .higher), scale: .complement,
      Label(zh: "数据库可用时间的长期份额。", en: "The long-run share of time with a working primary.")
    ) { inputs in recovery(inputs).map { 1 - $0.down / ($0.mtbf + $0.down) } },
    .exact(
      "downtime-per-year", Label(zh: "年停机时间", en: "downtime per year"), in: .time,
      measures: Measure(.total, of: "downtime", better: .lower),
      Label(zh: "每 365 天的平均停机时间。", en: "Mean downtime in 365 days.")
    ) { inputs in recovery(inputs).map { $0.down / ($0.mtbf + $0.down) * Time.year } },
    .exact(
      "rto", Label(zh: "平均恢复时间", en: "mean time to restore"), in: .time,
      measures: Measure(.mean, of: "rto", "mttr", "recovery-time", "downtime", better: .lower),
      Label(
        zh: "自动切换与人工恢复按概率加权的平均。", en: "Failover and manual restore, weighted by coverage.")
    ) { recovery($0)?.down },
    .exact(
      "rpo-failover", Label(zh: "切换时丢失的数据 (P95)", en: "data lost by a failover (P95)"),
      in: .time, measures: Measure(.quantile(0.95), of: "rpo", better: .lower),
      Label(zh: "一百次切换中九十五次不超过的数据量，以时间计。", en: "In 95 of 100 failovers, as time.")
    ) { $0.law("replication.lag")?.quantile(0.95) },
    .exact(
      "rpo-site", Label(zh: "失去站点时丢失的数据", en: "data lost with a site"), in: .time,
      measures: Measure(.value, of: "rpo", better: .lower),
      Label(
        zh: "确认的站点多于失去的站点且不降级时为零：剩下的站点里必有一份；否则取复制滞后的 P95。",
        en: """
          None where more sites acknowledge than are lost and writes never fall back: one that \
          remains has every commit. Else the P95 of the lag.
          """)
    ) { inputs in
      guard let sites = inputs.optional("ack.sites") else { return nil }
      if sites > inputs.number("sites.lost"), !inputs.flag("degrades") { return 0 }
      return inputs.law("replication.lag")?.quantile(0.95)
    },
    .exact(
      "rpo", Label(zh: "从快照恢复的最大数据丢失", en: "most data lost from a snapshot"), in: .time,
      measures: Measure(.worst, of: "rpo", better: .lower),
      Label(
        zh: "给出异地时延时，按只剩异地副本计算。", en: "With an off-site delay, when only the remote copy is left."
      )
    ) { inputs in
      inputs.optional("snapshot.interval").map { $0 + (inputs.optional("offsite.delay") ?? 0) }
    },
    .exact(
      "rpo-mean", Label(zh: "从快照恢复的平均数据丢失", en: "mean data lost from a snapshot"), in: .time,
      measures: Measure(.mean, of: "rpo", better: .lower),
      Label(zh: "故障时刻均匀落在周期内。", en: "With failures at any moment of the period.")
    ) { inputs in
      inputs.optional("snapshot.interval").map {
        $0 / 2 + (inputs.optional("offsite.delay") ?? 0)
      }
    },
    .exact(
      "recovery-chance", Label(zh: "恢复成功的概率", en: "chance that recovery works"), in: .ratio,
      measures: Measure(.share, of: "success-rate", better: .higher),
      scale: .complement,
      Label(
        zh: "任意时刻需要恢复时，备份没有隐藏缺陷的概率。",
        en: "The probability that no hidden defect waits when recovery is needed.")
    ) { inputs in
      guard let between = inputs.optional("defect.interval"),
        let drills = inputs.optional("drill.interval")
      else { return nil }
      let load = drills / between
      return load > 0 ? -expm1(-load) / load : 1
    },
  ]

  private static let replicatedDatabaseMechanisms: [MechanismNote] = [
    MechanismNote(
      Label(zh: "切换覆盖率", en: "failover coverage"),
      formula: "A = MTBF / (MTBF + c·t_failover + (1 − c)·t_restore)",
      source: "alternating renewal with imperfect coverage, Trivedi"),
    MechanismNote(
      Label(zh: "确认的站点", en: "sites that acknowledge"),
      formula: "no loss while sites lost < sites that acknowledged every commit",
      source: "pigeonhole; PostgreSQL documentation, synchronous replication"),
    MechanismNote(
      Label(zh: "快照与异地副本", en: "snapshots and off-site copies"),
      formula: "loss ≤ T locally, ≤ T + L off site; means T/2 and T/2 + L",
      source: "age of a periodic process"),
    MechanismNote(
      Label(zh: "演练", en: "drills"), formula: "P(recovery works) = (1 − e^(−δD)) / (δD)",
      source: "inspection at intervals D of defects at rate δ, Barlow and Proschan"),
  ]
}
