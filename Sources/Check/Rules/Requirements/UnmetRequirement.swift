import Diagnostics
import Model
import Quantities

extension Rule {
  /// Compares what a design reaches with what was asked of it.
  static let unmetRequirement = Rule(
    "unmet-requirement", .error, "效果没有达到要求", "Unmet requirement",
    """
    An outcome must meet the requirement that the same case states.

        - 要求: 高可用(99.99%)

        **效果**:

        - 可用性: 99.95%        <- less than was asked for

    A plain figure in a requirement is a bound: at least for an availability, at most for a latency.
    Requirements and outcomes are compared within one case, or, as a warning, within one document that has none; where
    several parts of it state both, within the part; an average is not held against a peak. Where stages have targets of
    their own no line says which one an outcome answers, and nothing is compared; of several outcomes one that reaches the
    target is enough, and else the last is told. A row that
    says itself that it misses (⚠️, ❌, 未达标) is not reported; one whose section says so (目标仍未达成) is a note, and so is a figure beside its own target,
    `60%（目标85%）`, unless the line says that it is reached (✅, 实测, achieved). What a sentence tells of a first try, a pilot or a
    drill is not what was reached, and of several figures in a line the last one is. A row that says 达标 or `pass` is held to
    its own columns of targets and outcomes, `RTO目标 | RTO实测 | 结论`, and a sentence that says so to its own two
    figures, as in 18 秒，满足 < 20 秒的要求. `目标 P99` is of the column P99; where no column is of what was reached, one of what is
    now is, for bounds with a sign and a verdict such as 达成. A line that gives a target and what was reached, 目标 99.99%，实际 99.9%,
    is held against itself: a warning, and an error where it says that it passes, and so are two figures with a sign between them. What a
    sentence says in words, `72.7%, which exceeds the 70% target`, holds of its figures, or is a warning. Of several
    requirements for one metric that of the thing is meant, 页面响应时间 and not 后台响应时间. What is no known metric is held by its name, where the requirement is a bound with a sign.
    """
  ) { collection, reporter in
    for scope in collection.claimScopes() { reporter.holdOutcomes(of: scope, collection) }
    for document in collection.examinedDocuments {
      for table in document.tables {
        reporter.holdTargets(of: table)
        // What has a metric is compared as that.
        let known = part(of: document.claims, in: table.span, \.figure).filter { $0.metric != nil }
        reporter.holdBounds(of: table, except: known)
        reporter.holdVerdicts(of: table)
      }
    }
    reporter.holdAttainments(collection)
    reporter.holdTargetsBeside(collection)
    reporter.holdLabelledTargets(collection)
    reporter.holdStatedComparisons(collection)
  }
}

extension Table {
  /// Whether a column shows how the others come about: `| 项目 | 计算 | 结果 |`.
  var isCalculation: Bool {
    columns.contains { calculations.occurInAnyCase(in: $0.header) }
  }

  /// Whether a column tells what is done about rows that miss their targets: `| 目标 | 实际 | 改进措施 |`.
  var tellsWhatIsDone: Bool {
    columns.contains { remedies.occurInAnyCase(in: $0.header) }
  }
}

private let remedies: Words = [
  "差距", "改进", "整改", "措施", "立项", "告警", "复盘", "gap", "remedy", "remediation", "action", "next step",
  "alert fired",
]
private let calculations: Words = ["calculation", "formula", "derivation", "计算", "公式", "推导"]

extension Reporter {
  /// Compares the row of a table that says what is reached with the one that says what was asked for:
  /// `| SLA | 99.9% |`, `| 实际 | 99.5% |`. Availabilities only.
  fileprivate mutating func holdTargets(of table: Table) {
    guard let asked = table.row(named: askedRows), let reached = table.row(named: reachedRows),
      asked[0].span != reached[0].span
    else { return }
    for column in 1..<max(1, min(asked.count, reached.count)) {
      guard let bound = asked[column].quantity, let value = reached[column].quantity,
        bound.dimension == .ratio, value.dimension == .ratio, (0.9...1).contains(bound.value),
        (0.5...1).contains(value.value), value.interval.upper < bound.interval.lower,
        bound.comparator != .less, bound.comparator != .atMost
      else { continue }
      report(
        "an outcome must meet its requirement: required ≥ \(format(bound.value, in: bound.unit, .en)); "
          + "reached \(format(value, .en))",
        at: reached[column].span, severity: .warning,
        notes: [.init("it was asked for here", at: asked[column].span)])
    }
  }
}

extension Reporter {
  /// Compares a column of bounds with one of what was reached, whatever it is that is measured:
  /// `| 目标 | 实际 |`, `| >85% | 80% |`.
  ///
  /// - Parameter known: the claims of the table that are compared by their metric.
  fileprivate mutating func holdBounds(
    of table: Table, except known: [Claim]
  ) {
    func only(_ words: Words) -> Int? {
      table.column(named: words) { !degrees.occurInAnyCase(in: $0) }
    }
    guard let asked = only(askedRows), let reached = only(reachedRows), asked != reached else {
      return
    }
    for row in table.rows where max(asked, reached) < row.count {
      guard let bound = row[asked].quantity, let value = row[reached].quantity,
        bound.dimension.isComparable(with: value.dimension), value.comparator == .equal,
        part(of: known, in: row[asked].span, \.figure).isEmpty
      else { continue }
      let sign: String
      switch bound.comparator {
      case .less, .atMost:
        guard value.interval.lower > bound.value else { continue }
        sign = "≤"
      case .greater, .atLeast:
        guard value.interval.upper < bound.value else { continue }
        sign = "≥"
      default: continue
      }
      report(
        "an outcome must meet its requirement: required \(sign) "
          + "\(format(bound.value, in: bound.unit, .en)); reached \(format(value, .en))",
        at: row[reached].span,
        severity: row.contains { misses.occurInAnyCase(in: $0.text) } ? .note : nil,
        notes: [.init("it was asked for here", at: row[asked].span)])
    }
  }
}

private let askedRows = Words(Vocabulary.asked)

/// What divides the outcome by its target.
private let degrees: Words = ["达成率", "完成率", "达标率", "attainment", "achievement rate", "% of target"]
private let reachedRows = Words(Vocabulary.reached)

/// Whether nothing but 约 stands between the name of an outcome and its figure: `48小时` and not `缩短6小时`.
func followsColon(_ outcome: Claim, _ bytes: [UInt8]) -> Bool {
  let start = max(outcome.span.start, outcome.figure.start - 24)
  guard start <= outcome.figure.start else { return true }
  let lead = String(decoding: bytes[start..<outcome.figure.start], as: UTF8.self)
    .filter { !" *约~".contains($0) }
  return lead.last.map { ":：|".contains($0) } ?? true
}

/// Whether the line of an outcome says itself that it is missed.
func admitsMiss(_ outcome: Claim, _ bytes: [UInt8]) -> Bool {
  misses.occurInAnyCase(in: line(of: outcome, bytes))
}

/// Whether a section says somewhere that something asked for is missed: `结论：TPS ≥ 100 目标仍未达成`.
func admitsMiss(_ section: Section, _ bytes: [UInt8]) -> Bool {
  let extent = section.extent
  return admissions.occurInAnyCase(
    in: Array(bytes[extent.start..<min(extent.end, extent.start + 8_000)]))
}

private let admissions: Words = [
  "未达成", "未达标", "未达到", "未满足", "没有达到", "not met", "target missed", "did not meet", "falls short",
]

/// The line of an outcome.
func line(of outcome: Claim, _ bytes: [UInt8]) -> String {
  let end = bytes.lineEnd(outcome.figure.end, limit: 2_000)
  return String(decoding: bytes[lineStart(outcome, bytes)..<end], as: UTF8.self)
}

/// Whether an outcome stands in no row of a table, whose columns say what is asked for and reached.
func isProse(_ outcome: Claim, _ bytes: [UInt8]) -> Bool {
  !line(of: outcome, bytes).trimmingPrefix { $0 == " " }.hasPrefix("|")
}

/// Whether the line of an outcome says that it was measured, or that its target is reached.
func isAttained(_ outcome: Claim, _ bytes: [UInt8]) -> Bool {
  attained.occurInAnyCase(in: line(of: outcome, bytes))
}

/// Whether a line, or the heading above it, tells of where things stand before the work is done.
func tellsOfGap(_ outcome: Claim, _ bytes: [UInt8], _ sections: [Section]) -> Bool {
  let heading = sections[outcome.section].heading
  return gaps.occurInAnyCase(in: line(of: outcome, bytes))
    || gaps.occurInAnyCase(in: String(decoding: bytes[heading.start..<heading.end], as: UTF8.self))
}

private let attained = Words(Vocabulary.reached + ["✅", "✓", "✔", "达标", "已完成"])
let gaps: Words = [
  "当前", "现状", "缺口", "差距", "技术债", "痛点", "current state", "current status", "tech debt",
  "technical debt",
  "gap analysis",
]

private let misses: Words = [
  "⚠", "❌", "✗", "🔴", "未达", "不达标", "不满足", "does not meet", "did not meet", "missed", "not met",
  "below target", "unmet", "fail", "🟡", "🟠", "🔄", "⏳", "🚧", "in progress", "ongoing", "partial",
  "needs improvement", "needs work", "behind", "at risk", "pending", "进行中", "部分达成", "部分满足", "部分完成",
  "接近", "待优化", "待改进",
  "待提升", "待完善", "改进中", "优化中",
]

extension Claim {
  /// Whether it is so many percentage points.
  var isOfPoints: Bool {
    if case .value(let quantity) = statement { quantity.unit.symbol == "pp" } else { false }
  }

  /// The state that a claim ends in; nil for changes.
  var reached: Quantity? {
    switch statement {
    case .value(let quantity): quantity
    case .transition(_, let after): after
    case .change: nil
    }
  }
}

extension Quantity {
  /// The values that a requirement allows: everything better than its figure, as well.
  func bound(_ better: Metric.Direction) -> Interval {
    switch better {
    case .up where comparator == .equal && dimension == .ratio && (0.99..<1).contains(value):
      // Of nines the last digit is meant: 99.8 % is twice the failures of 99.9 %.
      .atLeast(value)
    case .up:
      interval.upper == .infinity ? interval : .atLeast(interval.lower)
    case .down:
      Interval(
        -.infinity, interval.upper, includesLower: true, includesUpper: interval.includesUpper)
    case .neither: interval
    }
  }
}
