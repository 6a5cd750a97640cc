import Model
import Quantities

extension SystemDefinition {
  /// Zones and the flows that rules allow between them: a proof over all paths.
  package static let segmentedNetwork = SystemDefinition(
    "segmented-network",
    Label(zh: "分段网络", en: "segmented network"),
    documentation: Label(
      zh: """
        默认拒绝；每条规则允许一个区域到另一个区域的流。对每个禁止的去向，证明没有任何一串被允许的流能到达，否则给出
        一条路径。这是对整个规则集的证明，不是抽样。禁令里的区域须在规则或架构中出现，写错的名字会使证明落空。
        不含：未经防火墙的旁路、被攻破的防火墙。
        """,
      en: """
        All is denied but what a rule allows from one zone to another. For each forbidden flow, \
        either no chain of \
        allowed flows leads there, which is proved over the whole rule set, or a path is shown. \
        The zones of what is forbidden have to be named by a rule or by the architecture: of a \
        misspelt one all would hold. Not \
        modelled: ways around the firewall, and a firewall that is broken into.
        """),
    mechanisms: segmentedNetworkMechanisms,
    parameters: segmentedNetworkParameters,
    outputs: segmentedNetworkOutputs,
    problems: { inputs in
      guard let proof = Segmentation(inputs) else {
        return [
          InputProblem(
            .contradiction, ["allow", "forbid"],
            "flows are written `from->to:port`, and at least one has to be forbidden")
        ]
      }
      return proof.doubtfulZones
        + proof.leaks.map {
          InputProblem(
            .violation, ["allow"],
            "a forbidden flow is possible: \($0.joined(separator: " → "))")
        }
    })

  private static let segmentedNetworkParameters: [Parameter] = [
    Parameter(
      "allow", Label(zh: "允许的流", en: "allowed flows"), .choice([]), range: 0...1, isSetting: true,
      example: "互联网->DMZ:443, DMZ->应用:8080, 应用->数据库:3306",
      documentation: Label(
        zh: "以逗号分隔的 `来源->去向:端口`；`*` 代表任意区域，端口可写范围如 `8000-8080`，不写即任意端口。",
        en: """
          Comma-separated `from->to:port`; `*` stands for any zone, a port may be a range like `8000-8080`, \
          and without one it is any.
          """)),
    Parameter(
      "forbid", Label(zh: "禁止的去向", en: "forbidden flows"), .choice([]), range: 0...1,
      isSetting: true, example: "互联网->数据库",
      documentation: Label(
        zh: "以逗号分隔的 `来源->去向`，任何一串被允许的流都不得连通；`*` 代表任意区域。写了端口时，只禁止最后一步走该端口。",
        en: """
          Comma-separated `from->to` that no chain of allowed flows may connect; `*` stands for \
          any zone. With a port, only a chain whose last step goes there is forbidden.
          """)),
    Parameter(
      "chains", Label(zh: "是否计入跳转", en: "count chains"), .choice(["yes", "no"]), range: 0...1,
      .standard("yes", source: "an intruder in one zone goes on to the next"), isSetting: true,
      example: "yes",
      documentation: Label(
        zh: "`no` 时只看直接允许的流。", en: "With `no`, only flows that are allowed directly.")),
  ]

  private static let segmentedNetworkOutputs: [Output] = [
    .exact(
      "leaks", Label(zh: "被打破的禁令", en: "forbidden flows that are possible"), in: .number,
      measures: Measure(.total, better: .lower),
      Label(zh: "0 即隔离成立。", en: "Isolation holds when there are none.")
    ) { inputs in Segmentation(inputs).map { Double($0.leaks.count) } },
    .exact(
      "isolation", Label(zh: "隔离成立的份额", en: "share of isolation that holds"), in: .ratio,
      measures: Measure(.share, better: .higher),
      Label(zh: "成立的禁令占全部禁令。", en: "Of all forbidden flows.")
    ) { inputs in
      Segmentation(inputs).map { 1 - Double($0.leaks.count) / Double(max(1, $0.forbidden)) }
    },
  ]

  private static let segmentedNetworkMechanisms: [MechanismNote] = [
    MechanismNote(
      Label(zh: "可达性", en: "reachability"), formula: "transitive closure of the allowed flows",
      source: "breadth-first search; the shortest path is the witness")
  ]
}
