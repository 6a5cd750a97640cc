import Model
import Quantities

extension SystemDefinition {
  /// A site that must carry on while it is cut off.
  package static let edgeSite = SystemDefinition(
    "edge-site",
    Label(zh: "边缘站点", en: "edge site"),
    documentation: Label(
      zh: """
        边缘站点在广域网中断时自主运行：本地 n 个节点中至少 k 个可用，数据先存本地，容量满后的数据丢失，线路恢复后
        补传。中断时长与节点修复时长的分布任意；长期份额是精确值。
        """,
      en: """
        The site carries on while the wide-area link is down: at least k of its n nodes must be \
        up, and data is \
        kept locally until the store is full, after which it is lost; the backlog is sent when the \
        link returns. Outages and repairs may have any law; long-run shares are exact.
        """),
    mechanisms: edgeSiteMechanisms,
    parameters: edgeSiteParameters,
    outputs: edgeSiteOutputs,
    problems: { inputs in
      inputs.count("nodes.needed") > inputs.count("nodes")
        ? [
          InputProblem(
            .contradiction, ["nodes.needed", "nodes"], "more nodes are needed than there are")
        ] : []
    })

  private static func unavailability(_ inputs: Inputs) -> Double {
    let mtbf = inputs.number("node.mtbf")
    let repair = inputs.number("node.repair")
    let nodes = inputs.count("nodes")
    return binomialTail(
      nodes, failing: repair / (mtbf + repair), moreThan: nodes - inputs.count("nodes.needed"))
  }

  private static func autonomy(_ inputs: Inputs) -> Double? {
    guard let store = inputs.optional("store"), let rate = inputs.optional("data.rate"), rate > 0
    else { return nil }
    return store / rate
  }

  private static let edgeSiteParameters: [Parameter] = [
    .count(
      "nodes", Label(zh: "本地节点数", en: "local nodes"), of: "节点", in: 1...1000,
      reads: .count(words: ["节点", "服务器", "node", "server"], under: ["边缘", "edge", "工厂", "车间"]),
      example: "3", Label(zh: "站点内的节点数；取自架构树。", en: "Nodes of the site; from the tree.")),
    .count(
      "nodes.needed", Label(zh: "所需节点数", en: "nodes needed"), of: "节点", in: 1...1000,
      .standard("1", source: "any one node runs the site"), example: "2",
      Label(zh: "维持业务至少需要的节点数。", en: "Nodes without which the site stops.")),
    .lifetime(
      "node.mtbf", Label(zh: "节点平均无故障时间", en: "mean time between node failures"),
      typical: 180 * Time.day...(10 * Time.year), example: "2 年",
      Label(zh: "单个节点两次故障之间的平均时间。", en: "Between two failures of one node.")),
    .duration(
      "node.repair", Label(zh: "节点修复时间", en: "node repair time"), in: 60...(180 * Time.day),
      typical: Time.day...(10 * Time.day), example: "3 天",
      Label(zh: "偏远站点须等备件和人员。", en: "A remote site waits for parts and people.")),
    .lifetime(
      "link.mtbf", Label(zh: "线路平均无故障时间", en: "mean time between link outages"), .optional,
      example: "60 天", Label(zh: "两次广域网中断之间的平均时间。", en: "Between two outages of the link.")),
    .duration(
      "link.outage", Label(zh: "线路中断时长", en: "link outage"), in: 1...(90 * Time.day), .optional,
      example: "median 1 小时; p95 12 小时",
      Label(zh: "一次广域网中断的时长。", en: "How long the link stays down.")),
    .data(
      "store", Label(zh: "本地缓存容量", en: "local store"), .optional, isSetting: true,
      example: "2 TB", Label(zh: "断网期间能保存的数据量。", en: "Data kept while cut off.")),
    .dataRate(
      "data.rate", Label(zh: "数据产生速率", en: "rate of data"), .optional, example: "40 MB/s",
      Label(zh: "站点平均每秒产生的数据量。", en: "Data that the site makes each second.")),
    .dataRate(
      "link.rate", Label(zh: "补传可用带宽", en: "rate of the link"), .optional, example: "100 MB/s",
      Label(
        zh: "线路恢复后可用于数据的带宽，实时数据也占用它。",
        en: "For data once the link is back; what is made meanwhile takes its part.")),
  ]

  /// Backlog of one outage over what the link carries beyond the running data.
  private static func catchUp(_ inputs: Inputs) -> Double? {
    guard let link = inputs.optional("link.rate"), let rate = inputs.optional("data.rate"),
      let outage = inputs.law("link.outage"), link > rate
    else { return nil }
    let kept = autonomy(inputs).map { outage.meanOfMinimum(with: $0) } ?? outage.mean
    return rate * kept / (link - rate)
  }

  private static let edgeSiteOutputs: [Output] = [
    .exact(
      "availability", Label(zh: "本地业务可用性", en: "availability of the site"), in: .ratio,
      measures: Measure(.share, of: "availability", better: .higher), scale: .complement,
      Label(zh: "与线路无关：站点断网自主运行。", en: "Whatever the link does: the site is autonomous.")
    ) { 1 - unavailability($0) },
    .exact(
      "downtime-per-year", Label(zh: "年停机时间", en: "downtime per year"), in: .time,
      measures: Measure(.total, of: "downtime", better: .lower),
      Label(zh: "每 365 天的平均停机时间。", en: "Mean downtime in 365 days.")
    ) { unavailability($0) * Time.year },
    .exact(
      "autonomy", Label(zh: "断网自主时间", en: "autonomy while cut off"), in: .time,
      measures: Measure(.value, better: .higher),
      Label(zh: "缓存写满之前能坚持的时间。", en: "How long the store lasts.")
    ) { autonomy($0) },
    .exact(
      "outages-survived", Label(zh: "不丢数据的中断占比", en: "outages survived"), in: .ratio,
      measures: Measure(.share, of: "success-rate", better: .higher),
      scale: .complement,
      Label(zh: "短于自主时间的中断所占份额。", en: "The share of outages shorter than the autonomy.")
    ) { inputs in
      guard let autonomy = autonomy(inputs), let outage = inputs.law("link.outage") else {
        return nil
      }
      return outage.probability(below: autonomy)
    },
    .exact(
      "data-lost", Label(zh: "丢失数据占比", en: "share of data lost"), in: .ratio,
      measures: Measure(.share, of: "error-rate", better: .lower),
      Label(zh: "长期看，产生的数据中丢失的份额。", en: "The long-run share of all data that is lost.")
    ) { inputs in
      guard let autonomy = autonomy(inputs), let outage = inputs.law("link.outage"),
        let between = inputs.optional("link.mtbf")
      else { return nil }
      return (outage.mean - outage.meanOfMinimum(with: autonomy)) / (between + outage.mean)
    },
    .exact(
      "catch-up", Label(zh: "平均补传时间", en: "mean time to catch up"), in: .time,
      measures: Measure(.mean, of: "recovery-time", "backlog", better: .lower),
      Label(zh: "一次中断后，从线路恢复到积压清空。", en: "After an outage, until no backlog is left.")
    ) { catchUp($0) },
  ]

  private static let edgeSiteMechanisms: [MechanismNote] = [
    MechanismNote(
      Label(zh: "本地冗余", en: "local redundancy"), formula: "A = P(at least k of n nodes up)",
      source: "binomial k-of-n, Trivedi"),
    MechanismNote(
      Label(zh: "断网缓存", en: "store while cut off"),
      formula: "lost share = E[(D − a)⁺] / (MTBF + E[D]), a = capacity / rate",
      source: "renewal reward"),
    MechanismNote(
      Label(zh: "补传", en: "catching up"),
      formula: "time = rate · E[min(D, a)] / (link − rate)", source: "fluid queue, Kleinrock II"),
  ]
}
