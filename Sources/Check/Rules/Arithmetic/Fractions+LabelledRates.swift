import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Recomputes rates and shares that stand in lines of their own: `总测试数: 83`, `通过: 48`, `通过率: 61.45%`, or
  /// `通过: 48 (61.45%)`; and in the two columns of a table.
  mutating func holdLabelledRates(_ collection: Collection) {
    for line in collection.figureLines(.passed, .whole)
    where line.isLine && !line.isRow && !line.isCounterexample {
      guard let own = LabelledFigure(line) else { continue }
      if own.namesRate {
        let above = collection.labelledFigures(above: line)
        holdRate(own, above + collection.labelledFigures(below: line))
      } else if own.isTotal {
        holdShares(below: own, collection.labelledFigures(below: line))
      }
    }
    for document in collection.examinedDocuments {
      for table in document.tables where table.columns.count == 2 {
        guard table.rows.count <= 40 else { continue }
        let figures = table.rows.compactMap { LabelledFigure($0) }
        for rate in figures where rate.namesRate { holdRate(rate, figures) }
      }
    }
  }

  /// Holds a rate against the part that it is named after and the total.
  private mutating func holdRate(_ rate: LabelledFigure, _ figures: [LabelledFigure]) {
    guard rate.quantity.comparator == .equal, let words = rate.rateWords else { return }
    let counts = figures.filter { $0.count != nil }
    let wholes = counts.filter { $0.isTotal }
    let parts = counts.filter { figure in
      !figure.isTotal && words.verbs.contains(where: figure.label.contains)
        && !denials.contains(where: figure.label.contains)
    }
    guard wholes.count == 1, parts.count == 1, let all = wholes[0].count, let part = parts[0].count,
      all > 0
    else { return }
    guard part <= all else {
      if hasFinding(at: parts[0].span) { return }
      report(
        "a part is no more than its whole, and `\(parts[0].text)` is more than `\(wholes[0].text)`",
        at: parts[0].span, severity: .warning, notes: [.init("the whole", at: wholes[0].span)])
      return
    }
    guard
      // Of those that ran, or that came to an end, it may be a share as well.
      !counts.compactMap(\.count).contains(where: { other in
        [other, part + other].contains {
          $0 > 0 && abs(part / $0 - rate.quantity.value) <= rate.quantity.width
        }
      })
    else { return }
    hold(part / all, rate.quantity, at: rate.span, parts[0], of: wholes[0])
  }

  /// Holds the shares in brackets below a total against it.
  private mutating func holdShares(below whole: LabelledFigure, _ figures: [LabelledFigure]) {
    guard let all = whole.count, all > 0 else { return }
    let below = figures.prefix { $0.count != nil }
    // Where all of them make the total, and one at least has its share of it, another that has not is wrong.
    var wrong: [(part: LabelledFigure, share: (quantity: Quantity, span: Span), right: Double)] = []
    var holding = 0
    for part in below {
      guard let share = part.share, let count = part.count, count <= all else { continue }
      if abs(count / all - share.quantity.value) <= share.quantity.width {
        holding += 1
      } else {
        wrong.append((part, share, count / all))
      }
    }
    guard holding > 0, wrong.count == 1, let one = wrong.first,
      below.compactMap(\.count).reduce(0, +) == all
    else { return }
    hold(one.right, one.share.quantity, at: one.share.span, one.part, of: whole)
  }

  private mutating func hold(
    _ right: Double, _ stated: Quantity, at span: Span, _ part: LabelledFigure,
    of whole: LabelledFigure
  ) {
    guard abs(right - stated.value) > stated.width * 1.000_001, !hasFinding(at: span) else {
      return
    }
    report(
      "a fraction and its percentage must agree: \(part.text) of \(whole.text) is "
        + "\(format(right, in: .percent, .en)), not `\(format(stated, .en))`",
      at: span, severity: .warning,
      notes: [.init("the part", at: part.span), .init("the whole", at: whole.span)])
  }
}

extension LabelledFigure {
  /// Whether it is a rate that is named after a part.
  fileprivate var namesRate: Bool { quantity.dimension == .ratio && rateWords != nil }

  /// What the part is called that a rate is named after; nil for others.
  fileprivate var rateWords: RateWords? {
    let name = nameOfRate
    return allRates.first { $0.rates.contains(name) }
  }

  /// What a rate is called, without words for all of the tests: 通过率 of 测试通过率.
  fileprivate var nameOfRate: String {
    var name = label
    for word in ["总体", "整体", "总", "测试", "用例", "任务", "overall ", "total ", "test ", "task "]
    where name.hasPrefix(word) {
      name.removeFirst(word.count)
    }
    return name
  }
}

extension Quantity {
  /// How far the printed figure may be off, from end to end.
  fileprivate var width: Double { interval.upper - interval.lower }
}

extension LineTopic {
  /// What begins the label of a total.
  static let wholes = ["总", "用例数", "合计", "共计", "total ", "total:", "totals:"]
}

/// The verbs of a part, and the names of its rate.
private typealias RateWords = (verbs: [String], rates: [String])

private let allRates: [RateWords] = [
  (["通过", "passed"], ["通过率", "pass rate"]),
  (["成功", "succeeded", "successful"], ["成功率", "success rate"]),
  (["完成", "completed", "done"], ["完成率", "完成度", "completion rate"]),
  (["覆盖", "covered"], ["覆盖率", "coverage"]),
  (["失败", "failed"], ["失败率", "failure rate"]),
]

private let denials = ["未", "不", "没", "率", "not ", "rate", "待"]
