import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds what a sentence says in words of a figure and a target against the two: `62.7%, which exceeds the 70% target`,
  /// 512 ms，低于 500 ms 的目标.
  mutating func holdStatedComparisons(_ collection: Collection) {
    for line in collection.figureLines(.compared)
    where line.isLine && !line.isRow && !line.isCounterexample {
      for sentence in line.sentences where line.first(conditions, in: sentence) == nil {
        let reads = readQuantities(in: line.bytes, range: sentence)
        for (value, bound) in zip(reads, reads.dropFirst()) {
          guard let isAbove = comparison(line, value, bound),
            namesTarget(line.text(bound.range.upperBound..<sentence.upperBound)),
            value.quantity.comparator == .equal, value.sign == nil, bound.sign == nil,
            value.times == nil, bound.times == nil, value.per == bound.per,
            value.quantity.dimension == bound.quantity.dimension,
            isAbove
              ? value.quantity.interval.upper < bound.quantity.value
              : value.quantity.interval.lower > bound.quantity.value,
            !hasFinding(at: line.span(value.range))
          else { continue }
          report(
            "a figure lies where it is said to lie: `\(line.text(value.range))` is not "
              + "\(isAbove ? "above" : "below") `\(line.text(bound.range))`",
            at: line.span(value.range), severity: .warning,
            notes: [.init("it was asked for here", at: line.span(bound.range))])
        }
      }
    }
  }
}

/// Whether the words between two figures say that the first is above the second, or below it; nil where they say
/// anything else.
private func comparison(_ line: FigureLine, _ value: ReadQuantity, _ bound: ReadQuantity) -> Bool? {
  let gap = line.text(line.between(value, bound))
  // 低于 500 ms is read as a bound.
  if line.text(bound.range).first.map({ bareWords.contains($0) }) ?? false {
    guard gap.allSatisfy({ " ,，远已均都也仍".contains($0) }) else { return nil }
    switch bound.quantity.comparator {
    case .greater, .atLeast: return true
    case .less, .atMost: return false
    default: return nil
    }
  }
  let words = gap.lowercased().split { " ,，*()（）".contains($0) }.map(String.init)
    .filter { !fillers.contains($0) }
  guard words.count == 1, let word = words.first else { return nil }
  let bare = ["远", "已", "均", "都", "也", "仍"].reduce(word) { text, filler in
    text.hasPrefix(filler) ? String(text.dropFirst(filler.count)) : text
  }
  return above.contains(bare) ? true : below.contains(bare) ? false : nil
}

/// Whether a text begins with a word for what is asked.
private func namesTarget(_ text: String) -> Bool {
  let rest = text.lowercased().drop { " *的".contains($0) }
  return targets.contains(where: rest.hasPrefix)
}

extension LineTopic {
  /// What stands beside a target that a figure is compared with in words.
  static let comparisons = [
    "exceeds the", "exceeding the", "exceeded the", "surpass", "below the", "within the",
    "under the",
    "above the",
    "的目标", "的要求", "的预算", "的上限", "than target", "under target", "under budget", "below target",
    "over budget", "over target", "above target",
  ]
}

private let fillers: Set<String> = [
  "which", "this", "it", "is", "well", "comfortably", "already", "easily", "far", "still", "now",
  "and",
  "thus", "the", "our", "its", "a", "just", "slightly", "significantly",
]
private let above: Set<String> = [
  "exceeds", "exceeding", "exceeded", "surpasses", "surpassing", "above", "超过", "超过了", "超出", "高于",
  "大于",
]
private let bareWords = "超高大低小少"
private let below: Set<String> = ["below", "under", "within", "低于", "小于", "少于"]
private let targets = [
  "target", "goal", "budget", "slo", "sla", "limit", "requirement", "threshold", "objective", "目标",
  "要求",
  "预算", "上限", "阈值",
]

/// What makes a sentence one of what may be, or of what is not.
private let conditions = [
  "if ", "when ", "would", "should", "must", "not ", "n't", "never", "once ", "until ", "unless ",
  "alert",
  "若", "如果", "当", "时", "应", "须", "需", "不", "未", "告警", "触发", "曾", "原", "from ",
]
