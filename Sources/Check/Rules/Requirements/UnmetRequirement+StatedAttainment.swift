import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds an availability that a sentence says meets another one against it: `99.91%，仍满足 99.95% 的 SLO`.
  mutating func holdAttainments(_ collection: Collection) {
    for line in collection.figureLines(.meets) where line.isLine && !line.isCounterexample {
      if line.mayCompare {
        let reads = readQuantities(in: line.bytes)
        holdComparison(line, reads)
        if !line.isRow { holdBracketedTarget(line, reads) }
      }
      if line.isRow { continue }
      for sentence in line.sentences {
        guard let word = line.first(LineTopic.attainments, in: sentence),
          line.first(denials, in: max(sentence.lowerBound, word.lowerBound - 12)..<word.upperBound)
            == nil
        else { continue }
        let reads = readQuantities(in: line.bytes, range: sentence)
        if holdBound(line, sentence, reads, word) { continue }
        let shares = reads.filter {
          $0.quantity.dimension == .ratio && $0.quantity.comparator == .equal
            && (0.9...1).contains($0.quantity.value) && $0.sign == nil
        }
        guard shares.count == 2, shares[0].range.upperBound <= word.lowerBound,
          shares[1].range.lowerBound >= word.upperBound,
          shares[1].range.lowerBound - word.upperBound <= 24,
          word.lowerBound - shares[0].range.upperBound <= 24,
          shares[0].quantity.interval.upper < shares[1].quantity.interval.lower,
          line.first(otherwise, in: sentence) == nil,
          line.first(
            objectives,
            in: word.upperBound..<min(sentence.upperBound, shares[1].range.upperBound + 16)) != nil
        else { continue }
        report(
          "an outcome must meet its requirement: required ≥ "
            + "\(format(shares[1].quantity, .en)); reached \(format(shares[0].quantity, .en))",
          at: line.span(shares[0].range),
          notes: [.init("it was asked for here", at: line.span(shares[1].range))])
      }
    }
  }
}

extension Reporter {
  /// Holds the one figure before the word against the one bound with a sign behind it: `22 秒，满足 < 20 秒的要求`.
  ///
  /// - Returns: whether there was something to hold.
  private mutating func holdBound(
    _ line: FigureLine, _ sentence: Range<Int>, _ reads: [ReadQuantity], _ word: Range<Int>
  ) -> Bool {
    guard reads.count == 2, let value = reads.first, let bound = reads.last,
      value.range.upperBound <= word.lowerBound, bound.range.lowerBound >= word.upperBound,
      ["", "仍", "均", "都", "已", "still", "all"].contains(
        line.text(value.range.upperBound..<word.lowerBound).lowercased().filter {
          !" ,，".contains($0)
        }),
      line.text(word.upperBound..<bound.range.lowerBound).allSatisfy({ $0 == " " }),
      endsBound(line, sentence, bound), line.first(conditions, in: sentence) == nil,
      bound.quantity.comparator.isBound, value.quantity.comparator == .equal,
      value.quantity.dimension == bound.quantity.dimension, value.times == nil, bound.times == nil,
      value.per == bound.per, bound.quantity.dimension != .number
    else { return false }
    let isUpper = bound.quantity.comparator == .less || bound.quantity.comparator == .atMost
    let misses =
      isUpper
      ? value.quantity.interval.lower > bound.quantity.value
      : value.quantity.interval.upper < bound.quantity.value
    if misses {
      report(
        "an outcome must meet its requirement: required \(format(bound.quantity, .en)); "
          + "reached \(format(value.quantity, .en))",
        at: line.span(value.range), severity: .warning,
        notes: [.init("it was asked for here", at: line.span(bound.range))])
    }
    return true
  }
}

/// Whether nothing but the word for what was asked follows a bound in its clause.
private func endsBound(_ line: FigureLine, _ sentence: Range<Int>, _ bound: ReadQuantity) -> Bool {
  let rest = line.text(bound.range.upperBound..<sentence.upperBound).lowercased()
    .filter { !" *".contains($0) }
  guard let first = rest.first else { return true }
  return ",，;；。.)）".contains(first)
    || ["的要求", "的目标", "要求", "目标", "的slo", "的sla", "requirement", "target", "slo", "sla"]
      .contains(where: rest.hasPrefix)
}

/// What tells of another time, another part or a condition.
private let conditions = [
  "若", "如果", "原", "前", "其中", "才", "则", "时", "后", "计划", "预计", "if ", "when ", "before", "until",
  "of which",
  "would", "will ",
]

extension LineTopic {
  /// What says that a requirement is met.
  static let attainments = ["仍满足", "满足", "仍符合", "符合", "meets", "satisfies"]
}

private let objectives = ["slo", "sla", "目标", "要求", "承诺", "objective", "target", "requirement"]

/// Where the two are of other times, things or conditions.
private let otherwise = [
  "计划", "明年", "从", "由", "上季度", "单", "命中率", "召回率", "季度", "全年", "next", "if ", "when ", "would",
  "hit rate", "of the",
]
private let denials = [
  "不", "未", "没", "无法", "难以", "勉强", "not ", "n't ", "never", "hardly", "距", "要",
]
