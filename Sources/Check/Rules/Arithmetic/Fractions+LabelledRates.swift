import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Recomputes rates and shares that stand in lines of their own: `总测试数: 83`, `通过: 48`, `通过率: 61.45%`, or
  /// `通过: 48 (61.45%)`; and in the two columns of a table.
  mutating func holdLabelledRates(_ collection: Collection) {
    for line in collection.figureLines(.passed, .whole)
    where line.isLine && !line.isRow && !line.isCounterexample {
      guard let (figures, own) = collection.labelledFigures(around: line) else { continue }
      holdRate(own, figures)
      if line.topics.contains(.whole) { holdShares(below: own, figures) }
    }
    for document in collection.examinedDocuments {
      for table in document.tables where table.columns.count == 2 {
        let figures = table.rows.compactMap { LabelledFigure($0) }
        for own in figures.indices where figures[own].quantity.dimension == .ratio {
          holdRate(own, figures)
        }
      }
    }
  }

  /// Holds a rate against the part that it is named after and the total.
  private mutating func holdRate(_ own: Int, _ figures: [LabelledFigure]) {
    let rate = figures[own]
    guard rate.quantity.dimension == .ratio, rate.quantity.comparator == .equal,
      let words = rateWords.first(where: { $0.rates.contains(where: rate.label.contains) })
    else { return }
    let counts = figures.filter { $0.count != nil }
    let wholes = counts.filter { $0.isTotal }
    let parts = counts.filter { figure in
      !figure.isTotal && words.verbs.contains(where: figure.label.contains)
        && !denials.contains(where: figure.label.contains)
    }
    guard wholes.count == 1, parts.count == 1, let all = wholes[0].count, let part = parts[0].count,
      all > 0, part <= all
    else { return }
    hold(part / all, rate.quantity, at: rate.span, parts[0], of: wholes[0])
  }

  /// Holds the shares in brackets below a total against it.
  private mutating func holdShares(below own: Int, _ figures: [LabelledFigure]) {
    let whole = figures[own]
    guard whole.isTotal, let all = whole.count, all > 0 else { return }
    let below = figures[(own + 1)...].prefix { !$0.isTotal && $0.count != nil }
    for part in below {
      guard let share = part.share, let count = part.count, count <= all,
        // It may be a share of another one of them.
        !below.contains(where: { other in
          other.count.map {
            $0 > 0 && abs(count / $0 - share.quantity.value) <= share.quantity.step
          }
            ?? false
        })
      else { continue }
      hold(count / all, share.quantity, at: share.span, part, of: whole)
    }
  }

  private mutating func hold(
    _ right: Double, _ stated: Quantity, at span: Span, _ part: LabelledFigure,
    of whole: LabelledFigure
  ) {
    guard abs(right - stated.value) > stated.step * 1.000_001, !hasFinding(at: span) else { return }
    report(
      "a fraction and its percentage must agree: \(part.text) of \(whole.text) is "
        + "\(format(right, in: .percent, .en)), not `\(format(stated, .en))`",
      at: span, severity: .warning,
      notes: [.init("the part", at: part.span), .init("the whole", at: whole.span)])
  }
}

extension LabelledFigure {
  /// Whether the label calls it a total: 总测试数, 用例总数, `Total tests`.
  var isTotal: Bool {
    totals.contains(where: label.hasPrefix) || label.hasSuffix("总数") || label.hasSuffix("总计")
      || label.hasSuffix(" total")
  }
}

extension Quantity {
  /// One unit of the last printed digit.
  fileprivate var step: Double { interval.upper - interval.lower }
}

extension LineTopic {
  /// What begins the label of a total.
  static let wholes = ["总", "用例数", "合计", "共计", "total ", "total:", "totals:"]
}

private let totals = ["总", "合计", "共计", "total"]

private let rateWords: [(verbs: [String], rates: [String])] = [
  (["通过", "passed"], ["通过率", "pass rate"]),
  (["成功", "succeeded", "successful"], ["成功率", "success rate"]),
  (["完成", "completed", "done"], ["完成率", "完成度", "completion rate"]),
  (["覆盖", "covered"], ["覆盖率", "coverage"]),
  (["失败", "failed"], ["失败率", "failure rate"]),
]

private let denials = ["未", "不", "没", "率", "not ", "rate", "待"]
