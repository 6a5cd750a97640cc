import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Recomputes a change that three lines label: `优化前: 360 KB`, `优化后: 124.52 KB`, `减少: 65%`.
  mutating func holdLabelledChanges(_ collection: Collection) {
    for line in collection.figureLines(.change)
    where line.isLine && !line.isRow && !line.isCounterexample {
      guard let change = LabelledFigure(line), let kind = ChangeKind(change.label),
        case let figures = collection.labelledFigures(above: line, atMost: 2), figures.count == 2,
        case (let before, let after) = (figures[0], figures[1]),
        change.quantity.dimension == .ratio,
        befores.contains(where: before.label.hasPrefix) || before.label.hasSuffix("前"),
        afters.contains(where: after.label.hasPrefix) || after.label.hasSuffix("后"),
        case (let a, let b, let stated) = (before.quantity, after.quantity, change.quantity),
        a.dimension == b.dimension, a.dimension != .ratio,
        kind != .saving || a.dimension.isSaved,
        [a, b, stated].allSatisfy({ $0.comparator == .equal && $0.value > 0 }),
        !hasFinding(at: change.span)
      else { continue }
      let right = abs(b.value - a.value) / a.value
      let readings =
        kind == .improvement
        ? [right, abs(b.value - a.value) / b.value, b.value / a.value] : [right]
      let rounding = [a, b].reduce(0) { $0 + ($1.interval.upper - $1.interval.lower) / $1.value }
      let slack = stated.interval.upper - stated.interval.lower + min(rounding, 0.05)
      guard !readings.contains(where: { abs($0 - stated.value) <= slack }) else { continue }
      report(
        "a stated change must be that of its figures: \(before.text) → \(after.text) is "
          + "\(format(right, in: .percent, .en)), not `\(change.text)`",
        at: change.span, severity: .warning,
        notes: [.init("before", at: before.span), .init("after", at: after.span)])
    }
  }
}

/// What a label calls a change.
private enum ChangeKind {
  case change, saving, improvement

  init?(_ label: String) {
    let name = label.filter { $0.isLetter }
    if improvements.contains(name) {
      self = .improvement
    } else if changes.contains(name) {
      self = name.hasPrefix("节省") || name.hasPrefix("sav") ? .saving : .change
    } else {
      return nil
    }
  }
}

private let changes: Set<String> = [
  "减少", "降低", "下降", "节省", "缩短", "降幅", "减少比例", "减少率", "节省比例", "增长", "增加", "增幅", "reduction",
  "savings",
  "saving", "decrease", "increase", "reduced", "saved",
]

private let improvements: Set<String> = [
  "提升", "改善", "优化", "改进", "提升比例", "提升幅度", "优化率", "改善率", "improvement", "gain",
]

private let befores = ["原始", "原来", "before", "original", "baseline", "initial"]

private let afters = ["现在", "after", "optimized", "optimised", "refactored", "final"]

extension Dimension {
  /// Whether less of it is a saving; fewer machines may save another share of the cost.
  fileprivate var isSaved: Bool {
    switch self {
    case .money, .moneyRate, .time, .data: true
    default: false
    }
  }
}
