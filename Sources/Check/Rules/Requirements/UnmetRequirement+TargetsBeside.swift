import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds what a line says was reached against the target that it gives beside it: `目标 99.99%，实际 99.9%`,
  /// `P99 target: 50 ms; actual: 80 ms`.
  ///
  /// A line that says that it passes is wrong, another one tells of a miss.
  mutating func holdTargetsBeside(_ collection: Collection) {
    for line in collection.figureLines(.reached)
    where line.isLine && !line.isRow && !line.isCounterexample {
      guard asking.occurInAnyCase(in: line.bytes),
        // How fast a page loads is no load.
        !supposed.occurInAnyCase(in: line.bytes) || pageLoad.occurInAnyCase(in: line.bytes),
        !admitted.occurInAnyCase(in: line.bytes)
      else { continue }
      let reads = readQuantities(in: line.bytes)
      for (first, second) in zip(reads, reads.dropFirst()) {
        guard let pair = TargetBeside(line, first, second), pair.misses,
          !hasFinding(at: line.span(pair.reached.range)),
          !collection.tellsOfProblems(line)
        else { continue }
        let sign = pair.isUpper ? "≤" : "≥"
        report(
          "an outcome must meet its requirement: required \(sign) "
            + "\(format(pair.asked.quantity.value, in: pair.asked.quantity.unit, .en)); "
            + "reached \(format(pair.reached.quantity, .en))",
          at: line.span(pair.reached.range),
          severity: line.saysThatItPasses(behind: second.range.upperBound) ? nil : .warning,
          notes: [.init("it was asked for here", at: line.span(pair.asked.range))])
      }
    }
  }

  /// Holds two figures with a sign between them, of which a line says that the first passes: `99.9% > 99.99%，满足目标`.
  mutating func holdComparison(_ line: FigureLine, _ reads: [ReadQuantity]) {
    for (value, bound) in zip(reads, reads.dropFirst()) {
      guard value.quantity.comparator == .equal, bound.quantity.comparator.isBound,
        value.isComparable(with: bound), value.quantity.dimension != .number, value.sign == nil,
        line.text(line.between(value, bound)).allSatisfy({ $0 == " " }),
        value.isOutside(bound.quantity), line.saysThatItPasses(behind: bound.range.upperBound)
      else { continue }
      report(
        "an outcome must meet its requirement: required \(format(bound.quantity, .en)); "
          + "reached \(format(value.quantity, .en))",
        at: line.span(value.range.lowerBound..<bound.range.upperBound))
    }
  }
}

extension Reporter {
  /// Holds a figure of a line with a mark against the bound in brackets behind it: `✅ Page load: 3.2 s (target: < 2 s)`.
  mutating func holdBracketedTarget(_ line: FigureLine, _ reads: [ReadQuantity]) {
    guard line.first(marks, in: 0..<line.bytes.count) != nil else { return }
    for (value, bound) in zip(reads, reads.dropFirst()) {
      let gap = line.text(line.between(value, bound)).lowercased().filter { !" :：*".contains($0) }
      let rest = line.text(bound.range.upperBound..<line.bytes.count).drop { $0 == " " }
      guard value.quantity.comparator == .equal, bound.quantity.comparator.isBound,
        value.isComparable(with: bound), value.sign == nil, value.isOutside(bound.quantity),
        let first = gap.first, "(（".contains(first), targets.contains(String(gap.dropFirst())),
        rest.first.map({ ")）".contains($0) }) ?? false, !hasFinding(at: line.span(value.range)),
        !admitted.occurInAnyCase(in: line.bytes),
        !supposed.occurInAnyCase(in: line.bytes)
          || pageLoad.occurInAnyCase(in: line.bytes)
      else { continue }
      report(
        "an outcome must meet its requirement: required \(format(bound.quantity, .en)); "
          + "reached \(format(value.quantity, .en))",
        at: line.span(value.range), severity: .warning,
        notes: [.init("it was asked for here", at: line.span(bound.range))])
    }
  }
}

private let marks = ["✅", "✓", "✔"]
private let targets: Set<String> = [
  "target", "goal", "slo", "sla", "目标", "目标值", "要求", "required", "requirement",
]

/// Two figures of a line, of which one is asked for and the other was reached.
private struct TargetBeside {
  let asked: ReadQuantity
  let reached: ReadQuantity

  /// Whether no more than what is asked for is good.
  let isUpper: Bool

  /// Nil where the words before and between the figures do not say which is which, and that both are of one thing.
  init?(_ line: FigureLine, _ first: ReadQuantity, _ second: ReadQuantity) {
    guard first.isComparable(with: second), first.sign == nil, second.sign == nil else {
      return nil
    }
    let lead = line.text(line.clauseStart(before: first.range.lowerBound)..<first.range.lowerBound)
    let gap = line.text(line.between(first, second))
    guard gap.utf8.count <= 48, isOfOneThing(lead, gap) else { return nil }
    let isAskedFirst: Bool
    switch (saysAsked(lead), saysReached(lead), saysAsked(gap), saysReached(gap)) {
    case (true, false, false, true): isAskedFirst = true
    case (false, true, true, false): isAskedFirst = false
    default: return nil
    }
    asked = isAskedFirst ? first : second
    reached = isAskedFirst ? second : first
    guard reached.quantity.comparator == .equal,
      let isUpper = asked.quantity.isUpperTarget(in: line, before: second.range.lowerBound)
    else { return nil }
    self.isUpper = isUpper
  }

  var misses: Bool {
    isUpper
      ? reached.quantity.interval.lower > asked.quantity.interval.upper
      : reached.quantity.interval.upper <= asked.quantity.value
        && reached.quantity.value < asked.quantity.interval.lower
  }
}

/// Whether the words between two figures name nothing that those before the first one do not.
private func isOfOneThing(_ lead: String, _ gap: String) -> Bool {
  var rest = gap.lowercased()
  for word in askedWords + reachedWords + fillers { rest = rest.replacing(word, with: " ") }
  let names = rest.filter { $0.isLetter || $0.isNumber }
  return names.isEmpty || lead.lowercased().filter { $0.isLetter || $0.isNumber }.contains(names)
}

private func saysAsked(_ text: String) -> Bool { asking.occurInAnyCase(in: text) }

private func saysReached(_ text: String) -> Bool { reaching.occurInAnyCase(in: text) }

extension Quantity {
  /// Whether a target is a bound from above: by its sign, by the metric that the line names before it, or by its
  /// kind; nil where that is in doubt.
  fileprivate func isUpperTarget(in line: FigureLine, before end: Int) -> Bool? {
    switch comparator {
    case .less, .atMost: return true
    case .greater, .atLeast: return false
    case .approximately, .range: return nil
    case .equal: break
    }
    let start = line.clauseStart(before: end)
    let named = MetricNames.shared.mentions(in: line.bytes, start..<end).map(\.metric)
      .last { dimension == .number || $0.dimensions.contains { $0.isComparable(with: dimension) } }
    if let named {
      if named.id == Metric.ID.utilisation || named.id == "gpu-utilisation" { return nil }
      return named.better == .neither ? nil : named.better == .down
    }
    if dimension == .ratio, (0.9..<1).contains(value) { return false }
    return dimension == .time && brief.occurInAnyCase(in: line.bytes) ? true : nil
  }
}

extension ReadQuantity {
  fileprivate func isComparable(with other: ReadQuantity) -> Bool {
    quantity.dimension.isComparable(with: other.quantity.dimension) && times == nil
      && other.times == nil && per == other.per
  }

  fileprivate func isOutside(_ bound: Quantity) -> Bool {
    bound.comparator == .less || bound.comparator == .atMost
      ? quantity.interval.lower > bound.value : quantity.interval.upper < bound.value
  }
}

extension FigureLine {
  /// Whether some sign of comparison may stand in it: `<`, `>`, or `≤` and `≥`.
  var mayCompare: Bool {
    bytes.indices.contains { at in
      bytes[at] == 0x3C || bytes[at] == 0x3E
        || bytes[at] == 0xE2 && at + 1 < bytes.count && bytes[at + 1] == 0x89
    }
  }

  /// Where the sentence begins that a place stands in.
  fileprivate func clauseStart(before place: Int) -> Int {
    let start = max(0, place - 90)
    let text = bytes[start..<place]
    let full = text.indices.last { index in
      index + 2 < place
        && (text[index...].starts(with: "。".utf8) || text[index...].starts(with: "；".utf8))
    }
    return full.map { $0 + 3 } ?? start
  }

  /// Whether the words behind a place say that something passes, and the line does not deny it.
  fileprivate func saysThatItPasses(behind place: Int) -> Bool {
    guard let word = first(LineTopic.passes, in: place..<bytes.count), word.lowerBound - place < 40
    else { return false }
    return first(denials, in: max(0, word.lowerBound - 12)..<word.upperBound) == nil
  }
}

extension Collection {
  /// Whether a heading above a line tells of what was wrong, or of an example.
  fileprivate func tellsOfProblems(_ line: FigureLine) -> Bool {
    let sections = model.documents[line.document].sections
    return problems.occurInAnyCase(in: sections[sections.innermost(at: line.span.start)].title)
  }
}

extension LineTopic {
  /// What says that a figure was measured, and is not only asked for.
  static let outcomeWords = reachedWords

  /// What says behind a figure that it is good.
  static let passes = attainments + ["达标", "达成目标", "✅", "✓", "✔", "passes", "passed"]
}

private let askedWords = [
  "目标值", "目标", "要求", "承诺", "target", "objective", "required", "slo", "sla", "goal",
]
private let reachedWords = ["实际", "实测", "达成", "actual", "achieved", "measured"]
private let asking = Words(askedWords)
private let reaching = Words(reachedWords)

/// What may stand between a target and its outcome, besides their names.
private let fillers = [
  "达到", "达", "为", "是", "约", "仅", "只有", "却", "但", "而", "值", "年度", "本月", "当月", "演练", "压测", "测试",
  "结果", "运行", "was", "is", "of", "only", "but", "value", "result", "at", "in the test",
]

/// Lines that suppose or explain, or tell of another time.
private let supposed: Words = [
  "如果", "假设", "假如", "若", "例如", "比如", "计划", "原", "if ", "e.g.", "for example", "suppose", "assume",
  "would", "should", "plan",
  // By how much something changes, and how much is asked of a system.
  "降低", "下降", "减少", "增加", "增长", "提升", "提高", "节省", "节约", "缩短", "达成率", "完成率", "设计", "预估", "负载",
  "流量", "reduc", "improv", "increas", "saving", "design", "load", "traffic", "forecast",
]

private let pageLoad: Words = ["page load", "load time"]

/// What says itself that a target was missed.
private let admitted: Words = [
  "⚠", "❌", "✗", "🔴", "未", "不达", "不满足", "不足", "低于", "高于", "超出", "超过", "超标", "差", "缺口", "偏", "仍需",
  "待", "miss", "not ", "below", "above", "exceed", "short", "gap", "failed", "failing",
  " fails", " over", " under",
  "behind",
]
private let denials = ["不", "未", "没", "无法", "not ", "n't ", "never", "fail"]
private let brief: Words = [
  "延迟", "时延", "响应", "恢复", "切换", "耗时", "rto", "rpo", "mttr", "p50", "p90", "p95", "p99", "latency",
  "response",
  "recovery", "failover",
]
private let problems: Words = [
  "问题", "现状", "差距", "痛点", "故障", "事故", "示例", "举例", "优化前", "gap", "problem", "incident", "before",
  "example",
  "postmortem", "current",
]
