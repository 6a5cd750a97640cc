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
    Requirements and outcomes are compared within one case, or within one document that has none; where
    several parts of it state both, within the part; an average is not held against a peak. A row that
    says itself that it misses (⚠️, ❌, 未达标) is not reported; one whose section says so (目标仍未达成) is a note, and so is a figure beside its own target,
    `60%（目标85%）`, unless the line says that it is reached (✅, 实测, achieved). What a sentence tells of a first try, a pilot or a
    drill is not what was reached, and of several figures in a line the last one is. A row that says 达标 or `pass` is held to
    its own columns of targets and outcomes, `RTO目标 | RTO实测 | 结论`, and a sentence that says so to its own two
    figures, as in 18 秒，满足 < 20 秒的要求. `目标 P99` is of the column P99; where no column is of what was reached, one of what is
    now is, for bounds with a sign and a verdict such as 达成. A line that gives a target and what was reached, 目标 99.99%，实际 99.9%,
    is held against itself: a warning, and an error where it says that it passes, and so are two figures with a sign between them. Of several
    requirements for one metric that of the thing is meant, 页面响应时间 and not 后台响应时间. What is no known metric is held by its name, where the requirement is a bound with a sign.
    """
  ) { collection, reporter in
    for (document, scope) in collection.claimScopes() {
      // What a table computes in a column beside it is an estimate, and nothing that was reached.
      let tables = collection.model.documents[document].tables
      let estimates = tables.filter(\.isCalculation)
      let outcomes = scope.filter { claim in
        claim.role == .outcome && !isHeld(claim.figure, by: estimates, \.span)
          // By how many points something fell is not where it came to.
          && !claim.isOfPoints
          && !forecasts.occurInAnyCase(
            in: collection.model.documents[document].sections[claim.section].title)
          && !isTarget(claim, collection.source(collection.model.documents[document]).bytes)
      }
      guard !outcomes.isEmpty else { continue }
      let sections = collection.model.documents[document].sections
      let bytes = collection.source(collection.model.documents[document]).bytes
      let lines = Set(outcomes.map { lineStart($0, bytes) })
      let requirements = Dictionary(
        grouping: scope.filter { claim in
          claim.role == .requirement
            && !isAhead(claim, sections, bytes, of: outcomes)
            && !isOfStatus(claim, tables, bytes, outcomes)
        }
      ) {
        $0.metric?.id ?? ""
      }.mapValues { Asked($0, lines: lines, bytes) }
      guard !requirements.isEmpty else { continue }
      reporter.holdNamedRequirements(scope) { outcome in
        outcomes.contains { $0.id == outcome.id } && !isProvisional(outcome, bytes)
          && followsColon(outcome, bytes)
          && !provisionalHeadings.occurInAnyCase(in: sections[outcome.section].title)
      }
      for (index, outcome) in outcomes.enumerated() {
        guard let metric = outcome.metric, metric.better != .neither,
          let asked = requirements[metric.id], let reached = outcome.reached,
          !isProvisional(outcome, bytes),
          !outcomes[(index + 1)...].prefix(4).contains(where: {
            $0.span == outcome.span && $0.metric?.id == metric.id
              && $0.percentile == outcome.percentile && $0.restates == nil
          })
        else { continue }
        // `65 ms (target: 200 ms)`: what a line asks of itself it asks of nothing else.
        let own = asked.own[lineStart(outcome, bytes)]
        let isStatus = own != nil && isProse(outcome, bytes) && !isAttained(outcome, bytes)
        if isStatus, tellsOfGap(outcome, bytes, sections) { continue }
        // A plain target of how much is used may be a bound from either side, and the row says which.
        let maySayLess = own != nil && metric.isUse && isAttained(outcome, bytes)
        for requirement in own ?? ofItsThing(nearest(asked.free, to: outcome, sections), outcome) {
          guard case .value(let figure) = requirement.statement,
            !areOfDifferentParts(requirement, outcome, bytes),
            reached.dimension.isComparable(with: figure.dimension),
            !(maySayLess && figure.comparator == .equal),
            outcome.percentile == requirement.percentile || requirement.percentile == nil,
            mayAnswer(peak(of: outcome, bytes), peak(of: requirement, bytes))
          else { continue }
          let bound = figure.bound(metric.better)
          let sign = metric.better == .up ? "≥" : "≤"
          let evidence = Evidence(
            kind: .computed, interval: reached.interval, estimate: reached.value,
            explanation: Label(
              zh:
                "要求 \(sign) \(format(figure.value, in: figure.unit, .zh))；效果 \(format(reached, .zh))",
              en: "required \(sign) \(format(figure.value, in: figure.unit, .en)); "
                + "reached \(format(reached, .en))"),
            inputs: [outcome.figure])
          let verdict = bound.verdict(on: reached.interval, estimate: reached.value)
          reporter.judge(requirement, verdict, evidence)
          guard verdict == .fails, !admitsMiss(outcome, bytes) else { continue }
          reporter.report(
            "an outcome must meet its requirement: \(evidence.explanation.en)",
            at: outcome.figure,
            severity: isStatus || admitsMiss(sections[outcome.section], bytes)
              || tables.contains { $0.tellsWhatIsDone && $0.span.contains(outcome.figure) }
              ? .note : nil,
            notes: [.init("it was asked for here", at: requirement.figure)])
        }
      }
    }
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
  }
}

/// Whether what a requirement asks for is still to come: its own line, or a heading above it under which no outcome
/// of its metric stands, speaks of the next weeks or of a later stage.
private func isAhead(
  _ requirement: Claim, _ sections: [Section], _ bytes: [UInt8], of outcomes: [Claim]
) -> Bool {
  if ahead.occurInAnyCase(in: line(of: requirement, bytes)) { return true }
  var place: Int? = requirement.section
  while let section = place, sections[section].level > 1 {
    if ahead.occurInAnyCase(in: sections[section].title) || isLaterStage(sections[section].title) {
      return !outcomes.contains {
        $0.metric?.id == requirement.metric?.id && sections[section].extent.contains($0.span)
      }
    }
    place = sections[section].parent
  }
  return false
}

/// Whether a heading is that of a stage that is told by how long it will take: `阶段 2（1-2 周）`, `Phase 3 (2 weeks)`.
private func isLaterStage(_ title: String) -> Bool {
  stages.occurInAnyCase(in: title)
    && readQuantities(in: Array(title.utf8)).contains { $0.quantity.dimension == .time }
}

private let stages: Words = ["阶段", "phase", "stage"]

/// Whether a target stands in a row that gives where the same thing is now, `| 指标 | 当前 | 目标 |`: it is asked of
/// nothing else.
private func isOfStatus(
  _ requirement: Claim, _ tables: [Table], _ bytes: [UInt8], _ outcomes: [Claim]
) -> Bool {
  guard let index = holder(of: requirement.figure, in: tables, \.span),
    tables[index].columns.contains(where: { statuses.occurInAnyCase(in: $0.header) })
  else { return false }
  let line = lineStart(requirement, bytes)
  return !outcomes.contains { lineStart($0, bytes) == line }
}

private let statuses: Words = ["当前", "目前", "现状", "进度", "current", "progress", "now", "today"]

private let ahead: Words = [
  "短期目标", "中期目标", "长期目标", "近期目标", "下一步", "下阶段", "下周", "本周内", "周内", "下个月", "下月", "下季", "后续", "未来",
  "待办", "路线图", "里程碑计划", "改进计划", "优化计划", "行动计划", "next step", "next week", "next month",
  "next quarter", "next phase", "next sprint", "short-term goal", "short term goal", "mid-term",
  "medium-term", "long-term", "long term", "roadmap", "upcoming", "future work", "action plan",
  "todo",
]

extension Metric {
  /// Whether it is how much of something is used: a success where the use is wanted, a limit elsewhere.
  fileprivate var isUse: Bool { id == "utilisation" || id == "gpu-utilisation" }
}

extension Table {
  /// Whether a column shows how the others come about: `| 项目 | 计算 | 结果 |`.
  fileprivate var isCalculation: Bool {
    columns.contains { calculations.occurInAnyCase(in: $0.header) }
  }

  /// Whether a column tells what is done about rows that miss their targets: `| 目标 | 实际 | 改进措施 |`.
  fileprivate var tellsWhatIsDone: Bool {
    columns.contains { remedies.occurInAnyCase(in: $0.header) }
  }
}

private let remedies: Words = [
  "差距", "改进", "整改", "措施", "立项", "告警", "复盘", "gap", "remedy", "remediation", "action", "next step",
  "alert fired",
]
private let calculations: Words = ["calculation", "formula", "derivation", "计算", "公式", "推导"]

/// The requirements for one metric.
private struct Asked {
  /// By line, those of lines and rows that also say what was reached: `65 ms (target: 200 ms)` asks it of
  /// that and of nothing else.
  let own: [Int: [Claim]]
  let free: [Claim]

  init(_ requirements: [Claim], lines: Set<Int>, _ bytes: [UInt8]) {
    let byLine = Dictionary(grouping: requirements) { lineStart($0, bytes) }
    own = byLine.filter { lines.contains($0.key) }
    free = requirements.filter { !lines.contains(lineStart($0, bytes)) }
  }
}

/// Where the line of the source begins on which a claim's figure stands; of a very long line, a place in it.
func lineStart(_ claim: Claim, _ bytes: [UInt8]) -> Int {
  bytes.lineStart(claim.figure.start, limit: 2_000)
}

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

/// Those of some requirements that stand in the smallest part of the document that an outcome is in as
/// well; of very many, the ones just before it.
private func nearest(_ asked: [Claim], to outcome: Claim, _ sections: [Section]) -> [Claim] {
  var enclosing: Set<Int> = []
  var place: Int? = outcome.section
  while let section = place {
    enclosing.insert(section)
    place = sections[section].parent
  }
  let before = asked[..<asked.partition { $0.span.start >= outcome.span.start }]
  let candidates = Array(before.suffix(8)) + asked.dropFirst(before.count).prefix(8)
  let depths = candidates.map { requirement in
    var place = requirement.section
    while !enclosing.contains(place), let parent = sections[place].parent { place = parent }
    return sections[place].level
  }
  let deepest = depths.max() ?? 0
  return zip(candidates, depths).filter { $0.1 == deepest }.map(\.0)
}

/// Whether nothing but 约 stands between the name of an outcome and its figure: `48小时` and not `缩短6小时`.
private func followsColon(_ outcome: Claim, _ bytes: [UInt8]) -> Bool {
  let start = max(outcome.span.start, outcome.figure.start - 24)
  guard start <= outcome.figure.start else { return true }
  let lead = String(decoding: bytes[start..<outcome.figure.start], as: UTF8.self)
    .filter { !" *约~".contains($0) }
  return lead.last.map { ":：|".contains($0) } ?? true
}

/// Which end of a load a figure is said to be: `average`, `peak`; nil where nothing says it.
private func peak(of claim: Claim, _ bytes: [UInt8]) -> Bool? {
  // The words that follow at once, `~115 RPS average`, go before those ahead, `Peak QPS: …`.
  let after = bytes[claim.figure.end..<min(bytes.count, claim.figure.end + 12)]
    .prefix {
      $0 != 0x0A && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "|") && $0 != UInt8(ascii: ")")
    }
  for words in [String(decoding: after, as: UTF8.self), claim.subject] {
    if peaks.occurInAnyCase(in: words) { return true }
    if averages.occurInAnyCase(in: words) { return false }
  }
  // The ninetieth percentile and those above are no average either.
  return claim.percentile.map { $0 >= 0.9 ? true : nil } ?? nil
}

private func mayAnswer(_ one: Bool?, _ other: Bool?) -> Bool {
  guard let one, let other else { return true }
  return one == other
}

private let peaks: Words = ["peak", "峰值", "高峰", "max", "最大", "p99", "p95", "p90"]
private let averages = Words(Vocabulary.means)

/// Whether the line of an outcome says itself that it is missed.
func admitsMiss(_ outcome: Claim, _ bytes: [UInt8]) -> Bool {
  misses.occurInAnyCase(in: line(of: outcome, bytes))
}

/// Whether a section says somewhere that something asked for is missed: `结论：TPS ≥ 100 目标仍未达成`.
private func admitsMiss(_ section: Section, _ bytes: [UInt8]) -> Bool {
  let extent = section.extent
  return admissions.occurInAnyCase(
    in: Array(bytes[extent.start..<min(extent.end, extent.start + 8_000)]))
}

private let admissions: Words = [
  "未达成", "未达标", "未达到", "未满足", "没有达到", "not met", "target missed", "did not meet", "falls short",
]

/// The line of an outcome.
private func line(of outcome: Claim, _ bytes: [UInt8]) -> String {
  let end = bytes.lineEnd(outcome.figure.end, limit: 2_000)
  return String(decoding: bytes[lineStart(outcome, bytes)..<end], as: UTF8.self)
}

/// Whether an outcome stands in no row of a table, whose columns say what is asked for and reached.
private func isProse(_ outcome: Claim, _ bytes: [UInt8]) -> Bool {
  !line(of: outcome, bytes).trimmingPrefix { $0 == " " }.hasPrefix("|")
}

/// Whether the line of an outcome says that it was measured, or that its target is reached.
private func isAttained(_ outcome: Claim, _ bytes: [UInt8]) -> Bool {
  attained.occurInAnyCase(in: line(of: outcome, bytes))
}

/// Whether a line, or the heading above it, tells of where things stand before the work is done.
private func tellsOfGap(_ outcome: Claim, _ bytes: [UInt8], _ sections: [Section]) -> Bool {
  let heading = sections[outcome.section].heading
  return gaps.occurInAnyCase(in: line(of: outcome, bytes))
    || gaps.occurInAnyCase(in: String(decoding: bytes[heading.start..<heading.end], as: UTF8.self))
}

private let attained = Words(Vocabulary.reached + ["✅", "✓", "✔", "达标", "已完成"])
private let gaps: Words = [
  "当前", "现状", "缺口", "差距", "技术债", "痛点", "current state", "current status", "tech debt",
  "technical debt",
  "gap analysis",
]

private let misses: Words = [
  "⚠", "❌", "✗", "🔴", "未达", "不达标", "不满足", "does not meet", "did not meet", "missed", "not met",
  "below target", "unmet", "fail",
]

extension Claim {
  /// Whether it is so many percentage points.
  fileprivate var isOfPoints: Bool {
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
  fileprivate func bound(_ better: Metric.Direction) -> Interval {
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

extension Collection {
  /// The claims of each case, and of each document those that stand in no case.
  func claimScopes() -> [(document: Int, claims: [Claim])] {
    var scopes: [(document: Int, claims: [Claim])] = []
    for index in examined {
      let document = model.documents[index]
      let extents = model.cases.filter { $0.document == index }
        .map { document.sections[$0.section].extent }
      var grouped = [[Claim]](repeating: [], count: extents.count + 1)
      var next = 0
      for claim in document.claims {
        while next < extents.count, extents[next].end <= claim.span.start { next += 1 }
        let isInside = next < extents.count && extents[next].contains(claim.span)
        grouped[isInside ? next : extents.count].append(claim)
      }
      scopes += grouped.filter { !$0.isEmpty }.map { (index, $0) }
    }
    return scopes
  }
}
