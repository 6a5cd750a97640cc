import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Recomputes by how much a figure is within its target, or beyond it: `0.106 s (target: < 1.0 s) - 94% faster than
  /// target`, `67% over budget (628 kB vs 400 kB)`.
  mutating func holdMargins(_ collection: Collection) {
    for line in collection.figureLines(.compared)
    where line.isLine && !line.isRow && !line.isCounterexample {
      let reads = readQuantities(in: line.bytes)
      guard reads.count == 3, let margin = Margin(line, reads), margin.isWrong,
        !hasFinding(at: line.span(margin.stated.range))
      else { continue }
      report(
        "a stated change must be that of its figures: `\(line.text(margin.value.range))` is "
          + "\(format(margin.right, in: .percent, .en)) \(margin.isBelow ? "below" : "above") "
          + "`\(line.text(margin.target.range))`, not `\(line.text(margin.stated.range))`",
        at: line.span(margin.stated.range), severity: .warning)
    }
  }
}

/// A figure, its target, and by what share it is said to be below or above that.
private struct Margin {
  let value: ReadQuantity
  let target: ReadQuantity
  let stated: ReadQuantity
  let isBelow: Bool

  init?(_ line: FigureLine, _ reads: [ReadQuantity]) {
    func gap(_ first: Int) -> String {
      line.text(line.between(reads[first], reads[first + 1])).lowercased()
    }
    let isStatedLast = reads[2].quantity.dimension == .ratio
    stated = isStatedLast ? reads[2] : reads[0]
    value = isStatedLast ? reads[0] : reads[1]
    target = isStatedLast ? reads[1] : reads[2]
    let tail = line.text(stated.range.upperBound..<line.bytes.count).lowercased().drop { $0 == " " }
    let isBelow = belows.contains(where: tail.hasPrefix)
    guard isBelow || aboves.contains(where: tail.hasPrefix) else { return nil }
    self.isBelow = isBelow
    let isNamed =
      isStatedLast
      ? ["target", "goal", "budget"].contains(where: gap(0).contains)
      : gap(1).filter(\.isLetter) == "vs" && gap(0).hasSuffix("(")
    guard isNamed, stated.quantity.dimension == .ratio, stated.quantity.comparator == .equal,
      stated.sign == nil, value.quantity.dimension == target.quantity.dimension,
      value.quantity.dimension != .ratio, value.quantity.comparator == .equal,
      value.quantity.value > 0,
      target.quantity.value > 0, value.per == target.per, value.times == nil, target.times == nil,
      (value.quantity.value < target.quantity.value) == isBelow
    else { return nil }
  }

  /// By what share of the target the figure is off it.
  var right: Double {
    abs(target.quantity.value - value.quantity.value) / target.quantity.value
  }

  var isWrong: Bool {
    let (v, t) = (value.quantity.value, target.quantity.value)
    // Twice as fast is 50 % less time, or 100 % faster.
    let readings = [right, abs(t / v - 1)]
    let rounding =
      (value.quantity.interval.upper - value.quantity.interval.lower) / t
      + stated.quantity.interval.upper - stated.quantity.interval.lower
    return !readings.contains { abs($0 - stated.quantity.value) <= rounding }
  }
}

private let belows = [
  "faster than target", "faster than the target", "under target", "under budget", "below target",
  "better than target",
]
private let aboves = ["over budget", "over target", "above target"]
