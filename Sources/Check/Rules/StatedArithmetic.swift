import Diagnostics
import Model
import Quantities

extension Rule {
  /// Computes again what a line computes.
  static let arithmetic = Rule(
    "arithmetic", .error,
    """
    What a line computes must come out.

        - 应用服务 (120台 × 32核 = 3,480核)              <- 3,840
        - GPU资源池: 4 节点 × 8 卡，共 36 卡             <- 32
        - 13 nodes with 8 GPUs each, 90 GPUs in total    <- 104
        - 网络: 200 Gbps = 200 GB/s                      <- 25 GB/s

    Sums, differences, products and quotients are read where signs write them; products also where
    每台, `each` and a total say them in words; and one quantity in two units. Rounded figures stand
    for all that rounds to them, and a last digit that was cut off is accepted; so are 1,000 and 1,024
    for the same prefix of a size.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      let claims = Dictionary(document.claims.map { ($0.figure, $0) }) { first, _ in first }
      for equation in document.equations {
        let evidence = Evidence(
          kind: .computed, interval: equation.computed, estimate: equation.estimate,
          explanation: equation.explanation(collection.quoted(equation.operands)),
          inputs: [equation.operands])
        guard !equation.holds else {
          if let claim = claims[equation.figure] { reporter.judge(claim, evidence) }
          continue
        }
        if let claim = claims[equation.figure] { reporter.judge(claim, .fails, evidence) }
        reporter.report(
          "what is computed must come out: \(evidence.explanation.en), "
            + "not `\(collection.quoted(equation.figure))`",
          at: equation.figure, severity: equation.form == .worded ? .warning : nil,
          notes: [.init("computed from this", at: equation.operands)])
      }
    }
  }
}

extension Equation {
  /// Whether the stated result may be that of the operands.
  fileprivate var holds: Bool {
    let stated = stated.allowingForTruncation
    if computed.overlaps(stated) { return true }
    switch self.stated.dimension {
    case .data, .dataRate:
      // K, M, G and T stand for powers of 1,000 or of 1,024.
      return Interval(computed.lower / 1.1, computed.upper * 1.1).overlaps(stated)
    case .count, .number, .rate:
      // So many whole things as are needed, or as fit.
      let scale = self.stated.unit.scale
      return (computed.lower / scale).rounded(.down) * scale <= stated.upper
        && (computed.upper / scale).rounded(.up) * scale >= stated.lower
    default: return false
    }
  }

  fileprivate func explanation(_ operands: String) -> Label {
    Label(
      zh: "\(operands)：\(format(estimate, in: stated.unit, .zh))",
      en: "`\(operands)` is \(format(estimate, in: stated.unit, .en))")
  }
}

extension Quantity {
  /// The interval of the printed figure, and of those whose further digits were cut off.
  fileprivate var allowingForTruncation: Interval {
    guard comparator == .equal, interval.lower < interval.upper else { return interval }
    let slack = max((interval.upper - interval.lower) / 2, roundingSlack)
    return Interval(interval.lower - slack, interval.upper + slack)
  }

  /// What the zeros at the end of a figure may hide: 231 TPS are told as 230, but at most a twentieth.
  /// Things that are counted are told as they are.
  private var roundingSlack: Double {
    if case .count = dimension { return 0 }
    let printed = (value / unit.scale).rounded()
    guard decimals == 0, printed >= 10, printed < 1e15 else { return 0 }
    var step = 1.0
    while printed.truncatingRemainder(dividingBy: step * 10) == 0 { step *= 10 }
    return step == 1 ? 0 : min(step, printed / 20) * unit.scale
  }
}
