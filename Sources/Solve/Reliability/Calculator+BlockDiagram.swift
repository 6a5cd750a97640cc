import Model
import Quantities
import Simulate

extension Calculator {
  static let blockDiagram = Calculator(
    "block-diagram", "可靠性框图（串并联嵌套）", "reliability block diagram, nested",
    "structure=99.99%&(99%|99%)&2of3(99%,99%,98%)",
    formula:
      "series Π Aᵢ; parallel 1 − Π (1 − Aᵢ); k of n by convolution; failures Σ νᵢ·P(the others just suffice with i)",
    source: "Barlow and Proschan 1975, ch. 2; independent parts, each standing there once",
    [
      Parameter(
        "structure", "结构：& 串联，| 并联，2of3(…) 为 n 取 k；部件为可用性或 平均正常时间/平均修复时间",
        "& in series, | in parallel, 2of3(…); a part is an availability, or mean time up/down",
        nil, aka: "diagram blocks expression system rbd")
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let diagram = try diagram(arguments)
      try requireVisible(diagram.system.shares.down)
      let down = replication.share("parts", of: max(200, 200_000 / diagram.partCount)) { stream in
        !diagram.isUp { !stream.chance($0.down) }
      }
      return ["availability": 1 - down, "unavailability": down]
    }
  ) { arguments throws(SolveError) in
    let diagram = try diagram(arguments)
    let system = diagram.system
    let lines =
      availabilityLines(system.shares) + [Figure("parts", "部件数", "parts", diagram.partCount)]
    guard let failures = system.failures else { return lines }
    return lines + [
      Figure("failures", "失效频率", "failures", failures, .frequency),
      Figure("outage", "平均每次停机", "mean outage", system.shares.down / failures, .time),
      Figure(
        "up-time", "每次连续可用的平均时间", "mean time up between outages", system.shares.up / failures,
        .time),
    ]
  }

  private static func diagram(_ arguments: Arguments) throws(SolveError) -> BlockDiagram {
    let diagram = try BlockExpression.diagram(arguments.text("structure"))
    guard diagram.partCount <= 500 else { throw SolveError("`structure` has at most 500 parts") }
    return diagram
  }
}
