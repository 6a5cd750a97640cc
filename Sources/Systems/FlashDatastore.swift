import Glibc
import Model
import Quantities

extension SystemDefinition {
  /// A machine with a bounded queue in front of replicated flash.
  package static let flashDatastore = SystemDefinition(
    "flash-datastore",
    Label(zh: "全闪存数据存储", en: "flash datastore"),
    documentation: Label(
      zh: """
        一台虚拟机始终保持队列深度那么多个未完成的 I/O（闭合排队网络）：每个 I/O 先经过网络与软件路径（纯时延），
        再由闪存的并行通道之一服务。每次写落到全部副本，去重与压缩使服务时间变长。指数服务时间下为精确解。
        """,
      en: """
        One machine keeps as many I/Os outstanding as its queue is deep (a closed network): \
        each passes the \
        network and the software path (a pure delay) and is then served by one of the parallel \
        channels of the flash. A write goes to every replica; deduplication and compression \
        lengthen the service. Exact for exponential service.
        """),
    mechanisms: flashDatastoreMechanisms,
    parameters: flashDatastoreParameters,
    outputs: flashDatastoreOutputs)

  /// The throughput of the closed network: O(queue depth), in logarithms so that nothing overflows.
  private static func throughput(_ inputs: Inputs) -> Double? {
    let depth = inputs.count("queue.depth")
    let channels = Double(inputs.count("channels"))
    let reads = inputs.number("read.share")
    let service =
      inputs.number("overhead")
      * (reads * inputs.number("read.service")
        + (1 - reads) * inputs.number("replicas") * inputs.number("write.service"))
    let delay = inputs.number("path.delay")
    guard depth > 0, channels > 0, service > 0 else { return nil }
    guard delay > 0 else { return min(Double(depth), channels) / service }
    var logWeights = [0.0]
    for k in 1...depth {
      let up = Double(depth - k + 1) / delay
      let down = min(Double(k), channels) / service
      logWeights.append(logWeights[k - 1] + log(up) - log(down))
    }
    let largest = logWeights.max() ?? 0
    var total = 0.0
    var busy = 0.0
    for (k, weight) in logWeights.enumerated() {
      let share = exp(weight - largest)
      total += share
      busy += share * min(Double(k), channels)
    }
    return busy / total / service
  }

  private static let flashDatastoreParameters: [Parameter] = [
    .count(
      "queue.depth", Label(zh: "队列深度", en: "queue depth"), of: "个", in: 1...65536,
      .standard("64", source: "PVSCSI default per device, VMware KB 2053145"), example: "64",
      Label(zh: "虚拟机同时未完成的 I/O 数。", en: "I/Os that the machine keeps outstanding.")),
    .count(
      "channels", Label(zh: "闪存并行通道数", en: "parallel flash channels"), of: "个", in: 1...1e6,
      isSetting: false, example: "64",
      Label(
        zh: "同时能服务的 I/O 数：设备数 × 每设备有效并行度。",
        en: "I/Os served at once: devices times the useful parallelism of one.")),
    .time(
      "read.service", Label(zh: "读服务时间", en: "read service time"), in: 1e-6...1,
      typical: 60e-6...150e-6, example: "90 μs",
      Label(
        zh: "一次 4K 随机读在介质上的时间，Intel P4500 为 85–115 μs。",
        en: "One 4K read on the medium; 85–115 μs at random for an Intel P4500.")),
    .time(
      "write.service", Label(zh: "写服务时间", en: "write service time"), in: 1e-6...1,
      typical: 10e-6...100e-6, example: "20 μs",
      Label(
        zh: "一次 4K 写到设备缓存的时间，Intel P4500 为 13–20 μs。",
        en: "One 4K write to the device's cache; 13–20 μs for an Intel P4500.")),
    .ratio(
      "read.share", Label(zh: "读比例", en: "share of reads"), example: "0.7",
      Label(zh: "全部 I/O 中读的份额。", en: "Reads among all I/Os.")),
    .count(
      "replicas", Label(zh: "写副本数", en: "replicas written"), of: "副本", in: 1...8, isSetting: true,
      example: "2",
      Label(zh: "每次写落到的副本数；FTT=1 镜像为 2。", en: "Copies of each write; 2 for FTT=1 mirrors.")),
    .time(
      "path.delay", Label(zh: "路径时延", en: "path delay"), in: 0...1, typical: 50e-6...500e-6,
      example: "150 μs",
      Label(
        zh: "软件栈与网络往返，不占用闪存通道的时间。", en: "Software stack and network, holding no channel.")),
    .ratio(
      "overhead", Label(zh: "去重压缩的服务时间倍数", en: "service factor of dedup and compression"),
      in: 1...10,
      typical: 1...2, .standard("1", source: "no deduplication or compression"), example: "1.2",
      Label(zh: "1 表示不启用。", en: "1 when both are off.")),
  ]

  private static let flashDatastoreOutputs: [Output] = [
    .exact(
      "iops", Label(zh: "单虚拟机 IOPS", en: "IOPS of one machine"), in: .rate(of: "IO"),
      measures: Measure(.value, of: "iops", "throughput", better: .higher),
      Label(zh: "队列始终填满时每秒完成的 I/O 数。", en: "I/Os completed each second with the queue full.")
    ) { throughput($0) },
    .exact(
      "latency", Label(zh: "该速率下的平均时延", en: "mean latency at that rate"), in: .time,
      measures: Measure(.mean, of: "latency", "response-time", better: .lower),
      Label(zh: "由利特尔定律：队列深度除以 IOPS。", en: "By Little's law: queue depth over IOPS.")
    ) { inputs in throughput(inputs).map { inputs.number("queue.depth") / $0 } },
  ]

  private static let flashDatastoreMechanisms: [MechanismNote] = [
    MechanismNote(
      Label(zh: "闭合队列", en: "closed queue"),
      formula:
        "birth–death on k at the flash: up (Q − k)/Z, down min(k, c)/s; X = E[min(k, c)]/s",
      source: "machine-repair model, Gross and Harris"),
    MechanismNote(
      Label(zh: "利特尔定律", en: "Little's law"), formula: "latency = Q / IOPS", source: "Little 1961"
    ),
    MechanismNote(
      Label(zh: "副本写放大", en: "replicated writes"),
      formula: "s = overhead · (r·s_read + (1 − r)·replicas·s_write)", source: "mean of the mix"),
  ]
}
