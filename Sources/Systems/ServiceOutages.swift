import Model
import Quantities

extension SystemDefinition {
  /// A service that is interrupted by causes of several kinds, each as often and as long as it is.
  package static let serviceOutages = SystemDefinition(
    "service-outages",
    Label(zh: "中断预算", en: "budget of outages"),
    documentation: Label(
      zh: """
        一项服务被几类原因中断：主机、软件、变更、外部依赖、整个站点。每类只需平均间隔与单次影响时长，分布任意；
        长期可用性是精确值。时长是用户看到的中断，不是修复时间：有备份接管的，填接管用时。未给出的类别不计入，
        证据会列出它们。不含：同时发生的两次中断、一次中断引发另一次。
        """,
      en: """
        A service is interrupted by causes of several kinds: hosts, software, changes, \
        dependencies, the site. Each needs only the mean time between and the mean time that it \
        lasts, under any laws; the long-run availability is exact. What lasts is what users see, \
        not the repair: where a standby takes over, the time of the takeover. Kinds that are not \
        given are left out, and the evidence lists them. Not modelled: two interruptions at \
        once, and one that causes another.
        """),
    mechanisms: [
      MechanismNote(
        Label(zh: "交替更新", en: "alternating renewal"),
        formula: "U = Σ dᵢ/mᵢ / (1 + Σ dᵢ/mᵢ), mᵢ the mean time between, dᵢ the mean duration",
        source: "renewal reward theorem; Trivedi, ch. 6")
    ],
    parameters: outageKinds.flatMap(outageParameters),
    outputs: [
      .exact(
        "availability", Label(zh: "可用性", en: "availability"), in: .ratio,
        measures: Measure(.share, of: "availability", better: .higher), scale: .complement,
        Label(zh: "长期可用的时间份额。", en: "The long-run share of time in service.")
      ) { 1 - outageShare($0) },
      .exact(
        "downtime-per-year", Label(zh: "年停机时间", en: "downtime per year"), in: .time,
        measures: Measure(.total, of: "downtime", better: .lower),
        Label(zh: "每 365 天的平均停机时间。", en: "Mean downtime in 365 days.")
      ) { outageShare($0) * Time.year },
      .exact(
        "outages-per-year", Label(zh: "年中断次数", en: "outages per year"), in: .count(of: "次"),
        measures: Measure(.total, of: "outages", "failure-rate", better: .lower),
        Label(zh: "各类次数之和。", en: "Of all kinds together.")
      ) { inputs in
        outageKinds.reduce(0) { sum, kind in
          sum + (inputs.optional(kind.name + ".interval").map { Time.year / $0 } ?? 0)
        } * (1 - outageShare(inputs))
      },
    ],
    problems: { inputs in
      let unpaired = outageKinds.compactMap { kind -> InputProblem? in
        let (interval, outage) = (kind.name + ".interval", kind.name + ".outage")
        guard inputs.has(interval) != inputs.has(outage) else { return nil }
        let (given, wanted) = inputs.has(interval) ? (interval, outage) : (outage, interval)
        return InputProblem(.missing, [given, wanted], "`\(given)` needs `\(wanted)` beside it")
      }
      let isEmpty = outageKinds.allSatisfy { !inputs.has($0.name + ".interval") }
      return isEmpty && unpaired.isEmpty
        ? [InputProblem(.missing, ["host.interval"], "no kind of interruption is given")] : unpaired
    })

  private struct OutageKind: Sendable {
    let name: String
    let label: Label
    let example: (interval: String, outage: String)
  }

  private static let outageKinds: [OutageKind] = [
    OutageKind(
      name: "host", label: Label(zh: "主机失效", en: "host failures"), example: ("12.5 年", "5 分钟")),
    OutageKind(
      name: "software", label: Label(zh: "软件失效", en: "software failures"),
      example: ("90 天", "10 分钟")),
    OutageKind(
      name: "change", label: Label(zh: "变更失误", en: "failed changes"),
      example: ("180 天", "median 20 分钟; p95 60 分钟")),
    OutageKind(
      name: "external", label: Label(zh: "外部依赖中断", en: "outages of dependencies"),
      example: ("60 天", "2 分钟")),
    OutageKind(
      name: "site", label: Label(zh: "站点级事件", en: "site events"), example: ("10 年", "90 分钟")),
  ]

  private static func outageParameters(_ kind: OutageKind) -> [Parameter] {
    [
      .lifetime(
        kind.name + ".interval",
        Label(zh: kind.label.zh + "的平均间隔", en: "mean time between " + kind.label.en), .optional,
        example: kind.example.interval,
        Label(zh: "相邻两次之间的平均时间。", en: "Between one and the next.")),
      .duration(
        kind.name + ".outage",
        Label(zh: kind.label.zh + "的影响时长", en: "interruption by " + kind.label.en),
        in: 1e-3...(90 * Time.day), .optional, example: kind.example.outage,
        Label(
          zh: "用户看到的中断时长；只影响部分流量的，按份额折算。",
          en: "As users see it; what hits part of the traffic counts with that part.")),
    ]
  }

  private static func outageShare(_ inputs: Inputs) -> Double {
    let load = outageKinds.reduce(0.0) { sum, kind in
      guard let interval = inputs.optional(kind.name + ".interval"),
        let outage = inputs.optional(kind.name + ".outage")
      else { return sum }
      return sum + outage / interval
    }
    return load / (1 + load)
  }
}
