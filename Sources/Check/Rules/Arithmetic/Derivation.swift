import Glibc
import Quantities

/// A figure, and what it should be by the figures that it is derived from.
struct Derivation {
  enum Mode {
    /// The figure is what comes out.
    case equal

    /// The figure is what is needed, and may be more.
    case needed

    /// Only the units say that it is derived.
    case byUnits
  }

  enum Judgement { case right, wrong, slip, other }

  let result: Term

  /// In base units, per second where the result is for a time.
  let right: Double
  let mode: Mode
  let operands: [Term]
  let sign: String

  /// Whether words tie the result to its operands, whatever else the sentence says.
  var isNamed = false

  /// What a percentage leaves.
  var rest: Double?

  /// What comes out where the operands may be meant another way.
  var alternatives: [Double] = []

  /// Whether things are needed, which come whole.
  var isCount: Bool { mode == .needed && result.isWhole }

  /// What is left, where the figure is nearer to that than to the share.
  var nearerRest: Double? {
    guard let rest, abs(log(result.value / rest)) < abs(log(result.value / right)) else {
      return nil
    }
    return rest
  }

  var judgement: Judgement {
    if alternatives.contains(where: { isNear(result.value / $0, half: true) }) { return .right }
    let ratio = result.value / right
    if isNear(ratio) || mode == .needed && isCount && result.value == right.rounded(.up) {
      return .right
    }
    if result.powers.data != 0,
      (1...5).contains(where: { prefixes in
        let binary = pow(1.024, Double(prefixes))
        return isNear(ratio * binary) || isNear(ratio / binary)
      })
    {
      return .right
    }
    if result.dimension == .ratio {
      return (0.1...10).contains(ratio) || isSlip(ratio) ? .wrong : .other
    }
    if isSlip(ratio) { return .slip }
    switch mode {
    case .equal: return (0.2...5).contains(ratio) ? .wrong : .other
    case .needed: return (0.02..<1).contains(ratio) ? .wrong : .other
    case .byUnits: return .other
    }
  }

  /// Whether a factor is one but for rounding.
  private func isNear(_ ratio: Double, half: Bool = false) -> Bool {
    if result.dimension == .ratio {
      // A last digit may have been cut off.
      return abs(1 - 1 / ratio) <= result.rounding * (half ? 1.02 : 1.98)
        + (result.isRough ? 0.1 : 1e-9)
    }
    let step = result.read.quantity.printedStep / result.read.quantity.value
    let rounding = operands.reduce(result.rounding) { $0 + $1.rounding }
    let isRough = result.isRough || operands.contains { $0.isRough }
    let slack = min(0.1, max(rounding * 1.1, min(step * 0.51, 0.05))) + (isRough ? 0.1 : 0.002)
    return abs(ratio - 1) <= slack
  }

  /// Whether a factor is that of a wrong prefix or of a wrong unit.
  private func isSlip(_ ratio: Double) -> Bool {
    let step = result.read.quantity.printedStep / result.read.quantity.value
    let slack = max(0.012, min(step / 2, 0.03))
    return slips.contains { abs(ratio / $0 - 1) <= slack || abs(ratio * $0 - 1) <= slack }
  }
}

private let slips: [Double] = [10, 100, 1_000, 1e4, 1e5, 1e6, 8, 60, 3_600, 24, 86_400]
