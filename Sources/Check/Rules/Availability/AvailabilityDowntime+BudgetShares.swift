import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds what a line says is left of an error budget, or used of it, against the objective and the availability that it
  /// gives: `SLO 99.9%，当前 99.95%，错误预算剩余 50%`.
  mutating func holdBudgetShares(_ collection: Collection) {
    for line in collection.figureLines(.budget)
    where line.isLine && !line.isRow && !line.isCounterexample
      && !windows.occurInAnyCase(in: line.bytes)
    {
      let reads = readQuantities(in: line.bytes)
        .filter { $0.quantity.dimension == .ratio && $0.sign == nil }
      guard reads.count == 3, let share = reads.last, share.quantity.comparator == .equal,
        reads[..<2].allSatisfy({
          (0.9..<1).contains($0.quantity.value) && $0.quantity.comparator != .range
        }),
        let isLeft = saysLeft(line, in: line.between(reads[1], share))
      else { continue }
      let leads = [
        0..<reads[0].range.lowerBound, line.between(reads[0], reads[1]),
      ]
      let isCurrent = leads.map { line.first(currentWords, in: $0) != nil }
      guard isCurrent[0] != isCurrent[1] else { continue }
      let objective = reads[isCurrent[0] ? 1 : 0].quantity
      let current = reads[isCurrent[0] ? 0 : 1].quantity
      let budget = 1 - objective.value
      let used = [1 - current.interval.upper, 1 - current.interval.lower].map { $0 / budget }
      let ends = isLeft ? [1 - used[1], 1 - used[0]] : used
      let right = isLeft ? 1 - (1 - current.value) / budget : (1 - current.value) / budget
      guard right >= 0,
        share.quantity.interval.upper < ends[0] - 0.01
          || share.quantity.interval.lower > ends[1] + 0.01
      else { continue }
      report(
        "a budget is what the objective leaves: of \(format(budget, in: .percent, .en)) "
          + "\(format(right, in: .percent, .en)) is \(isLeft ? "left" : "used"), not "
          + "`\(line.text(share.range))`",
        at: line.span(share.range), severity: .warning,
        notes: [.init("the objective", at: line.span(reads[isCurrent[0] ? 1 : 0].range))])
    }
  }
}

/// Whether the words before a share say what is left of a budget, or what is used; nil where they say neither.
private func saysLeft(_ line: FigureLine, in lead: Range<Int>) -> Bool? {
  guard line.first(LineTopic.errorBudgets, in: 0..<lead.upperBound) != nil else { return nil }
  let isLeft = line.first(["剩余", "剩", "remaining", "left"], in: lead) != nil
  let isUsed =
    line.first(["消耗", "已用", "使用", "用掉", "consumed", "used", "burned", "spent"], in: lead)
    != nil
  return isLeft == isUsed ? nil : isLeft
}

extension LineTopic {
  static let errorBudgets = ["错误预算", "error budget", "budget remaining", "预算剩余", "預算剩餘"]
}

private let currentWords = ["当前", "实际", "目前", "现在", "本月", "current", "actual", "now"]

/// Periods other than that of the objective.
private let windows: Words = [
  "今日", "本周", "上周", "小时", "窗口", "today", "week", "hour", "1h", "6h", "window",
]
