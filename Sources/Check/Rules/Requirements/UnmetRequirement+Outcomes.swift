import Diagnostics
import Model
import Quantities

/// The claims of one case, or those of a document that stand in none.
struct ClaimScope {
  let document: Int
  let isCase: Bool
  let claims: [Claim]
}

extension Collection {
  /// The claims of each case, and of each document those that stand in no case.
  func claimScopes() -> [ClaimScope] {
    var scopes: [ClaimScope] = []
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
      scopes += grouped.indices.filter { !grouped[$0].isEmpty }.map { place in
        ClaimScope(document: index, isCase: place < extents.count, claims: grouped[place])
      }
    }
    return scopes
  }
}

extension Reporter {
  /// Holds the outcomes of a scope against its requirements for the same metrics.
  mutating func holdOutcomes(of scope: ClaimScope, _ collection: Collection) {
    let document = collection.model.documents[scope.document]
    let (sections, tables) = (document.sections, document.tables)
    let bytes = collection.source(document).bytes
    // What a table computes in a column beside it is an estimate, and nothing that was reached.
    let estimates = tables.filter(\.isCalculation)
    let outcomes = scope.claims.filter { claim in
      claim.role == .outcome && !isHeld(claim.figure, by: estimates, \.span)
        // By how many points something fell is not where it came to.
        && !claim.isOfPoints && !isTarget(claim, bytes)
        && !forecasts.occurInAnyCase(in: sections[claim.section].title)
    }
    guard !outcomes.isEmpty else { return }
    let lines = Set(outcomes.map { lineStart($0, bytes) })
    let requirements = Dictionary(
      grouping: scope.claims.filter { claim in
        claim.role == .requirement
          && !isAhead(claim, sections, bytes, of: outcomes)
          && !isOfStatus(claim, tables, bytes, outcomes)
      }
    ) {
      $0.metric?.id ?? ""
    }.mapValues { Asked($0, lines: lines, bytes) }
    guard !requirements.isEmpty else { return }
    holdNamedRequirements(scope.claims) { outcome in
      outcomes.contains { $0.id == outcome.id } && !isProvisional(outcome, bytes)
        && followsColon(outcome, bytes)
        && !provisionalHeadings.occurInAnyCase(in: sections[outcome.section].title)
    }
    var apart: [Comparison] = []
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
      let isNoted =
        isStatus || admitsMiss(sections[outcome.section], bytes)
        || tables.contains { $0.tellsWhatIsDone && $0.span.contains(outcome.figure) }
      let candidates = own ?? ofItsThing(nearest(asked.free, to: outcome, sections), outcome)
      let comparisons = candidates.compactMap { requirement -> Comparison? in
        guard case .value(let figure) = requirement.statement,
          !areOfDifferentParts(requirement, outcome, bytes),
          reached.dimension.isComparable(with: figure.dimension),
          !(maySayLess && figure.comparator == .equal),
          outcome.percentile == requirement.percentile || requirement.percentile == nil,
          mayAnswer(peak(of: outcome, bytes), peak(of: requirement, bytes))
        else { return nil }
        return Comparison(
          requirement: requirement, outcome: outcome, bound: figure, reached: reached,
          better: metric.better, isNoted: isNoted)
      }
      if own != nil {
        // A mark that leads a line may be its bullet: ✅ 79% coverage (target 95%).
        let isLoose = isProse(outcome, bytes) && leadsWithMark(outcome, bytes)
        for one in comparisons { hold(one, severity: isLoose ? .warning : nil, bytes) }
      } else if !gaps.occurInAnyCase(in: sections[outcome.section].title),
        // Of stages, each with its own target, nobody knows which one an outcome answers.
        Set(comparisons.map(\.interval)).count == 1
      {
        apart += comparisons
      }
    }
    holdApart(apart, of: scope, bytes)
  }

  /// Holds outcomes against requirements of other lines.
  private mutating func holdApart(
    _ comparisons: [Comparison], of scope: ClaimScope, _ bytes: [UInt8]
  ) {
    let groups = Dictionary(grouping: comparisons, by: \.requirement.id)
    for requirement in scope.claims {
      guard let group = groups[requirement.id] else { continue }
      // Where one of several outcomes reaches what was asked for, that one was meant.
      // A line that tells of its miss names the target once more: `TPS ≥ 100 目标仍未达成`.
      let told = group.filter { !admitsMiss($0.outcome, bytes) }
      let reaching = told.filter { $0.verdict != .fails }
      for one in reaching.isEmpty ? (told.isEmpty ? group : told).suffix(1) : reaching[...] {
        hold(one, severity: scope.isCase ? nil : .warning, bytes)
      }
    }
  }

  /// Judges a requirement by what was reached, and reports where it is missed and the outcome does not say so.
  private mutating func hold(_ one: Comparison, severity: Severity?, _ bytes: [UInt8]) {
    let evidence = one.evidence
    judge(one.requirement, one.verdict, evidence)
    guard one.verdict == .fails, !admitsMiss(one.outcome, bytes),
      !hasFinding(at: one.outcome.figure)
    else { return }
    report(
      "an outcome must meet its requirement: \(evidence.explanation.en)", at: one.outcome.figure,
      severity: one.isNoted ? .note : severity,
      notes: [.init("it was asked for here", at: one.requirement.figure)])
  }
}

/// Whether the line of an outcome begins with a mark of what is done.
private func leadsWithMark(_ outcome: Claim, _ bytes: [UInt8]) -> Bool {
  line(of: outcome, bytes).drop { " -*+".contains($0) }.first.map { "✅✓✔".contains($0) } ?? false
}

/// An outcome beside a requirement for its metric.
private struct Comparison {
  let requirement: Claim
  let outcome: Claim
  let bound: Quantity
  let reached: Quantity
  let better: Metric.Direction
  let isNoted: Bool

  /// The values that the requirement allows.
  var interval: Interval { bound.bound(better) }
  var verdict: Verdict { interval.verdict(on: reached.interval, estimate: reached.value) }

  var evidence: Evidence {
    let sign = better == .up ? "≥" : "≤"
    return Evidence(
      kind: .computed, interval: reached.interval, estimate: reached.value,
      explanation: Label(
        zh:
          "要求 \(sign) \(format(bound.value, in: bound.unit, .zh))；效果 \(format(reached, .zh))",
        en: "required \(sign) \(format(bound.value, in: bound.unit, .en)); "
          + "reached \(format(reached, .en))"),
      inputs: [outcome.figure])
  }
}

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
