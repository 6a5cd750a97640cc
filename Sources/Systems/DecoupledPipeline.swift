import Model
import Quantities

extension SystemDefinition {
  /// Stages with a log such as Kafka between them: what is late piles up and is worked off.
  package static let decoupledPipeline = SystemDefinition(
    "decoupled-pipeline",
    Label(zh: "消息解耦的流水线", en: "pipeline decoupled by a log"),
    documentation: Label(
      zh: """
        生产者写入分区日志，消费者组按自己的速率取走；消费者再多也不超过分区数。按流体近似：停顿期间的积压等于流入
        乘以时长，恢复后以能力与流入之差追平；能力不大于流入时永远追不上。端到端延迟由接入、排队、处理相加，排队一段
        取伸缩阈值除以单个消费者速率。不含：倾斜的分区、重平衡的停顿、扩容用时。
        """,
      en: """
        Producers write to a partitioned log, and a group of consumers takes from it at its own \
        rate; no more consumers work than there are partitions. As a fluid: the backlog of a stop \
        is inflow times its length, and is worked off at capacity less inflow; never, where that \
        is nothing. Latency is the sum of ingestion, queueing and processing, queueing being the \
        threshold of scaling over the rate of a consumer. Not modelled: skewed partitions, pauses \
        of rebalancing, the time that scaling takes.
        """),
    mechanisms: [
      MechanismNote(
        Label(zh: "并行度", en: "parallelism"),
        formula: "capacity = min(consumers, partitions) · rate of one",
        source: "Kafka documentation, consumer groups"),
      MechanismNote(
        Label(zh: "积压与追平", en: "backlog and catching up"),
        formula: "backlog = λ·D; time = λ·D / (capacity − λ)", source: "fluid queue, Kleinrock II"),
      MechanismNote(
        Label(zh: "存储", en: "storage"), formula: "λ · size · retention · replicas",
        source: "arithmetic"),
    ],
    parameters: pipelineParameters,
    outputs: [
      .exact(
        "capacity", Label(zh: "处理能力", en: "capacity"), in: .rate(of: "条"),
        measures: Measure(.value, of: "throughput", better: .higher),
        Label(zh: "全部有效消费者的速率之和。", en: "Of all consumers that find a partition.")
      ) { capacity($0) },
      .exact(
        "latency", Label(zh: "端到端延迟", en: "end-to-end latency"), in: .time,
        measures: Measure(.mean, of: "latency", "response-time", better: .lower),
        Label(zh: "积压不超过阈值时的平均值。", en: "Mean, while no backlog exceeds the threshold.")
      ) { inputs in
        let queueing = inputs.optional("threshold").map { $0 / inputs.number("consumer.rate") }
        let parts = [inputs.optional("ingest"), queueing, inputs.optional("processing")]
        return parts.contains { $0 != nil } ? parts.compactMap { $0 }.reduce(0, +) : nil
      },
      .exact(
        "catch-up", Label(zh: "追平时间", en: "time to catch up"), in: .time,
        measures: Measure(.value, of: "recovery-time", "backlog", better: .lower),
        Label(zh: "从恢复到积压清空。", en: "From the restart until nothing is late.")
      ) { inputs in
        guard let outage = inputs.optional("outage") else { return nil }
        let spare = capacity(inputs) - inputs.number("rate")
        return spare > 0 ? inputs.number("rate") * outage / spare : nil
      },
      .exact(
        "backlog", Label(zh: "积压", en: "backlog"), in: .count(of: "条"),
        measures: Measure(.worst, of: "backlog", better: .lower),
        Label(zh: "停顿结束时待处理的条数。", en: "Messages that wait when the stop ends.")
      ) { inputs in inputs.optional("outage").map { $0 * inputs.number("rate") } },
      .exact(
        "bandwidth", Label(zh: "写入带宽", en: "bandwidth"), in: .dataRate,
        measures: Measure(.value, of: "bandwidth", "throughput", better: .needed),
        Label(zh: "单副本的写入速率。", en: "Written, of one copy.")
      ) { inputs in inputs.optional("size").map { $0 * inputs.number("rate") } },
      .exact(
        "storage", Label(zh: "存储量", en: "storage"), in: .data,
        measures: Measure(.value, of: "capacity", better: .needed),
        Label(zh: "保留期内全部副本。", en: "All copies over the retention.")
      ) { inputs in
        guard let size = inputs.optional("size"), let time = inputs.optional("retention") else {
          return nil
        }
        return size * inputs.number("rate") * time * inputs.number("replicas")
      },
    ],
    problems: { inputs in
      inputs.has("outage") && capacity(inputs) <= inputs.number("rate")
        ? [
          InputProblem(
            .contradiction, ["rate", "consumers"],
            "consumers are no faster than what flows in: a backlog is never worked off")
        ] : []
    })

  private static func capacity(_ inputs: Inputs) -> Double {
    let consumers = inputs.number("consumers")
    return min(consumers, inputs.optional("partitions") ?? consumers)
      * inputs.number("consumer.rate")
  }

  private static let pipelineParameters: [Parameter] = [
    .rate(
      "rate", Label(zh: "流入速率", en: "inflow"), of: "条", example: "40000 条/秒",
      Label(zh: "平均每秒写入的条数。", en: "Messages written in a second, on average.")),
    .count(
      "consumers", Label(zh: "消费者数", en: "consumers"), of: "个", in: 1...1_000_000,
      reads: .count(words: ["消费者", "消费组", "consumer"], under: []), example: "48",
      Label(zh: "扩到上限时的数目。", en: "When scaled out.")),
    .rate(
      "consumer.rate", Label(zh: "单个消费者的速率", en: "rate of a consumer"), of: "条",
      example: "2500 条/秒", Label(zh: "压测得到的持续速率。", en: "Sustained, as measured.")),
    .count(
      "partitions", Label(zh: "分区数", en: "partitions"), of: "个", in: 1...1_000_000, .optional,
      reads: .counted(things: ["分区"], words: ["分区", "partition"]), example: "48",
      Label(zh: "并行度的上限。", en: "The limit of parallelism.")),
    .duration(
      "ingest", Label(zh: "接入与写入用时", en: "ingestion"), in: 1e-6...Time.day, .optional,
      example: "0.5 秒", Label(zh: "到写入日志为止。", en: "Until it is in the log.")),
    .count(
      "threshold", Label(zh: "伸缩阈值", en: "scaling threshold"), of: "条", in: 0...1e12, .optional,
      example: "5000", Label(zh: "每个消费者容许的积压。", en: "Backlog that a consumer may have.")),
    .duration(
      "processing", Label(zh: "处理用时", en: "processing"), in: 1e-6...Time.day, .optional,
      example: "1.5 秒", Label(zh: "取出到写库完成。", en: "From taking to having written.")),
    .duration(
      "outage", Label(zh: "停顿时长", en: "stop"), in: 1...(30 * Time.day), .optional,
      example: "10 分钟", Label(zh: "消费停止的时间。", en: "While nothing is taken.")),
    .data(
      "size", Label(zh: "每条大小", en: "size of a message"), in: 1...1e12, .optional,
      example: "300 B", Label(zh: "压缩后的平均值。", en: "On average, compressed.")),
    .time(
      "retention", Label(zh: "保留期", en: "retention"), in: 60...(100 * Time.year), .optional,
      isSetting: true, example: "7 天", Label(zh: "日志保留的时间。", en: "For which the log is kept.")),
    .count(
      "replicas", Label(zh: "副本数", en: "replicas"), of: "副本", in: 1...10,
      .standard("3", source: "Kafka operations guide: three for production"),
      reads: .counted(things: ["副本"], words: ["分区", "partition"]), example: "3",
      Label(zh: "每个分区的副本。", en: "Of each partition.")),
  ]
}
