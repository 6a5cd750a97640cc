import Model
import Quantities
import Simulate

extension SystemDefinition {
  /// Packets through cores that poll: loss and latency of a user-plane function.
  package static let nfvDataPlane = SystemDefinition(
    "nfv-data-plane",
    Label(zh: "NFV 数据面", en: "NFV data plane"),
    documentation: Label(
      zh: """
        报文由 RSS 均匀分到各转发核，每核一个有限队列（M/M/1/K）。服务时间 = 每包周期数 / 主频。丢包率与时延是该
        模型的精确解；真实处理时间比指数分布规整，因此结果偏保守。
        """,
      en: """
        RSS spreads packets over the forwarding cores, each with a finite queue (M/M/1/K). \
        Service is cycles per \
        packet over the clock. Loss and latency are exact for that model; real processing is more \
        regular than exponential, so that they err on the safe side.
        """),
    mechanisms: nfvDataPlaneMechanisms,
    parameters: nfvDataPlaneParameters,
    outputs: nfvDataPlaneOutputs)

  private static let nfvDataPlaneParameters: [Parameter] = [
    .rate(
      "packets", Label(zh: "报文速率", en: "packets"), of: "包", in: 1...1e12, example: "10M 包/秒",
      Label(zh: "到达该功能的报文速率。", en: "Packets that reach the function.")),
    .count(
      "cores", Label(zh: "转发核数", en: "forwarding cores"), of: "核", in: 1...4096, example: "8",
      Label(zh: "独占轮询的核。", en: "Cores that poll and do nothing else.")),
    Parameter(
      "cycles", Label(zh: "每包周期数", en: "cycles per packet"), .number(.number), range: 1...1e7,
      typical: 100...5000, example: "1200",
      documentation: Label(zh: "一个报文的处理周期。", en: "Of the processing of one packet.")),
    Parameter(
      "clock", Label(zh: "主频", en: "clock"), .number(.frequency), range: 1e8...1e10,
      example: "2.4 GHz", documentation: Label(zh: "转发核的主频。", en: "Of the forwarding cores.")),
    .count(
      "queue", Label(zh: "队列长度", en: "queue length"), of: "个", in: 1...65536,
      .standard("512", source: "DPDK rte_ethdev.h, RTE_ETH_DEV_FALLBACK_RX_RINGSIZE"),
      example: "1024",
      Label(zh: "每核接收队列的描述符数。", en: "Descriptors of each core's receive queue.")),
    .data(
      "packet.size", Label(zh: "平均包长", en: "mean packet"), in: 20...9216, .optional,
      example: "650 B", Label(zh: "给出后才计算最大吞吐。", en: "The most throughput needs it.")),
    .dataRate(
      "link", Label(zh: "端口速率", en: "link"), .optional, example: "50 Gbps",
      Label(zh: "该功能可用的端口速率之和。", en: "Of all ports of the function.")),
    .time(
      "path", Label(zh: "固定路径时延", en: "fixed path"), in: 0...1,
      .standard("0 μs", source: "only the function itself"), example: "20 μs",
      Label(zh: "网卡、总线与链路。", en: "NIC, bus and link.")),
  ]

  private static let nfvDataPlaneOutputs: [Output] = [
    .exact(
      "loss", Label(zh: "丢包率", en: "packet loss"), in: .ratio,
      measures: Measure(.share, of: "error-rate", better: .lower),
      Label(zh: "队列满时丢弃的报文份额。", en: "Packets dropped at a full queue.")
    ) { NFVDataPlane.queue($0)?.blocking },
    .exact(
      "latency", Label(zh: "平均时延", en: "mean latency"), in: .time,
      measures: Measure(.mean, of: "latency", "response-time", better: .lower),
      Label(zh: "未被丢弃的报文的平均逗留时间。", en: "Of packets that are not dropped.")
    ) { inputs in NFVDataPlane.queue(inputs).map { $0.meanSojourn + inputs.number("path") } },
    .exact(
      "throughput", Label(zh: "转发速率", en: "forwarding rate"), in: .rate(of: "包"),
      measures: Measure(.value, of: "throughput", better: .higher),
      Label(zh: "扣除丢包。", en: "After loss.")
    ) { inputs in NFVDataPlane.queue(inputs).map { $0.throughput * inputs.number("cores") } },
    .exact(
      "most-throughput", Label(zh: "最大吞吐", en: "most throughput"), in: .dataRate,
      measures: Measure(.value, of: "throughput", "bandwidth", better: .higher),
      Label(
        zh: "转发核全忙时的比特速率，不超过端口去掉前导码与帧间隙（每包20字节）之后的速率；与给定的报文速率无关。",
        en: """
          Of cores that never idle, at most what the link carries after preamble and gap, 20 bytes \
          a packet; whatever the packets that arrive.
          """)
    ) { inputs in
      guard let size = inputs.optional("packet.size") else { return nil }
      let cores = inputs.number("cores") * inputs.number("clock") / inputs.number("cycles") * size
      return min(cores, inputs.optional("link").map { $0 * size / (size + 20) } ?? .infinity)
    },
    .exact(
      "utilisation", Label(zh: "转发核利用率", en: "utilisation of the cores"), in: .ratio,
      measures: Measure(.mean, of: "utilisation", better: .neither),
      Label(zh: "忙于处理报文的时间。", en: "Time spent on packets.")
    ) { NFVDataPlane.queue($0)?.utilisation },
  ]

  private static let nfvDataPlaneMechanisms: [MechanismNote] = [
    MechanismNote(
      Label(zh: "有限队列", en: "finite queue"), formula: "P(loss) = (1−ρ)ρᴷ/(1−ρᴷ⁺¹)",
      source: "M/M/1/K, Gross and Harris"),
    MechanismNote(
      Label(zh: "最大吞吐", en: "most throughput"),
      formula: "min(cores·clock/cycles · size, link · size/(size + 20 B))",
      source: "arithmetic; preamble and inter-frame gap of IEEE 802.3"),
  ]
}

private enum NFVDataPlane {
  static func queue(_ inputs: Inputs) -> FiniteQueue? {
    let capacity = inputs.count("queue") + 1
    let service = inputs.number("cycles") / inputs.number("clock")
    let arrival = inputs.number("packets") / inputs.number("cores")
    guard service > 0, arrival > 0 else { return nil }
    return FiniteQueue(
      servers: 1, capacity: capacity, arrivalRate: arrival, serviceRate: 1 / service)
  }
}
