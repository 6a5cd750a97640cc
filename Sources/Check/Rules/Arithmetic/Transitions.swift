import Diagnostics
import Model
import Quantities

extension Rule {
  /// Flags an outcome that made its metric worse.
  static let transitionDirection = Rule(
    "transition-direction", .error, "效果朝坏的方向变", "Outcome that goes the wrong way",
    """
    A change that is shown as an outcome must go the good way for its metric.

        效果:
        - 平均恢复时间 (MTTR): 15分钟 → 2小时        <- longer, and called an effect

    Either the figures are swapped, or the change was not worth its name. Only changes among a case's
    outcomes are judged: elsewhere a text may well tell of something that got worse. What a line says was
    planned, or is a reserve or a window, is left alone, and so is what a verb beside the figures says itself: 由 20 ms
    上升到 25 ms.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for claim in document.claims where claim.role == .outcome {
        guard case .transition(let before, let after) = claim.statement,
          let metric = claim.metric, before.dimension.isComparable(with: after.dimension),
          !isLoad(claim, metric), !isWantedFall(claim, metric, collection),
          !isOfDefect(claim, metric, collection),
          !deliberate.occurInAnyCase(in: collection.text(claim.span)),
          isUnderOutcomes(claim, collection.source(document).bytes),
          !admitsMiss(claim, collection.source(document).bytes)
        else { continue }
        let isWorse: Bool
        switch metric.better {
        case .up: isWorse = after.interval.upper < before.interval.lower
        case .down: isWorse = after.interval.lower > before.interval.upper
        case .neither: continue
        }
        // One who writes 上升到 knows that it rose, and says so.
        guard isWorse,
          verb(beside: claim.figure.range, in: collection.source(document).bytes)?.rises
            != (after.value > before.value)
        else { continue }
        let way = metric.better == .up ? "more" : "less"
        reporter.report(
          "an outcome must be an improvement, and for \(metric.label.en) \(way) is better: "
            + "`\(collection.quoted(claim.figure))`",
          at: claim.figure)
      }
    }
  }

  /// Holds a verb of change against the two figures that it joins.
  static let transitionVerb = Rule(
    "transition-verb", .error, "升降的动词与数字相反", "Verb against its figures",
    """
    A verb of rising or falling must go the way of its figures.

        - Latency dropped from 800 ms to 1.2 s        <- it rose
        - CPU利用率由 60% 上升至 45%                   <- it fell

    Judged where the verb stands right beside the figures. 提升 and `improve` may mean either way, and are held where more is
    better: a coverage is not 提升 from 80% to 75%.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for claim in document.claims {
        guard case .transition(let before, let after) = claim.statement,
          before.dimension.isComparable(with: after.dimension)
        else { continue }
        let rises = after.interval.lower > before.interval.upper
        // `reduced from 30 to 50 ms to 10 ms` was between the two.
        let rest = collection.source(document).bytes[claim.figure.end...]
        guard !rest.starts(with: " to ".utf8),
          showsMove(collection.text(claim.figure), rises: rises),
          !rankWords.contains(where: collection.text(claim.span).lowercased().holds),
          rises || after.interval.upper < before.interval.lower,
          let verb = verb(beside: claim.figure.range, in: collection.source(document).bytes)
            ?? gain(claim, in: collection.source(document).bytes),
          verb.rises != rises
        else { continue }
        reporter.report(
          "a verb must go the way of its figures: `\(collection.quoted(claim.figure))` "
            + "\(rises ? "rises" : "falls"), and `\(verb.word)` says the opposite",
          at: claim.figure)
      }
    }
    reporter.holdVerbs(collection)
  }

  /// Holds a stated change against the two figures that it stands beside.
  static let percentChange = Rule(
    "percent-change", .error, "百分比与前后数字不符", "Percentage that its figures contradict",
    """
    A percentage beside `a → b` must be the change from a to b.

        - 成本: 100万 → 70万 (-40%)        <- it is −30 %

    Where both figures are percentages, the change may be meant in points or relatively: `30% → 45%`
    is +15 points and +50 %, and either is accepted. A sign that goes against the figures is a warning,
    but for what is called an improvement, which has its own direction. A last digit that was cut off and not rounded is
    accepted too, and so is a month of 28 to 31 days. `from 16 to 22, an increase of 37.5 %` and 由 100 降至 70，降幅 30%
    are read in prose, whatever they are of, and differences too, 从 20 份增加到 35 份，新增 15 份; so are so many times, 从 650 MB 增长到 65 GB，增长 100 倍, and 优化前, 优化后 and 减少 in lines of their own. Of a table's columns that end in 前 and 后, beside one of changes, whatever
    they name is the event; v1.0 and v2.0 are before and after as well. Behind a table, `A is 25 % faster than B` is held against the rows A and B. Where a document tells
    of stages, 阶段 3 above `订单量：1000万单/天（10000倍增长）`, the factor is held against the figures of the earlier ones. `94% faster than target` and
    `67% over budget` are held against the figure and its target beside them.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      let claims = Dictionary(document.claims.map { ($0.id, $0) }) { first, _ in first }
      for claim in document.claims {
        guard case .change(let stated) = claim.statement,
          let whole = claim.restates.flatMap({ claims[$0] }),
          case .transition(let before, let after) = whole.statement,
          before.dimension == after.dimension, before.value != 0,
          !isOfOtherThing(claim, than: whole, collection.source(document).bytes),
          !isGainOfSupply(claim, from: before, to: after, whole, collection)
        else { continue }
        let lacks =
          whole.metric?.id == Metric.ID.availability || nearlyAll.occurInAnyCase(in: whole.subject)
        let readings = changes(
          from: before, to: after, as: stated, orOfWhatLacks: lacks,
          fromEither: !isPlainChange(claim, from: before, to: after, collection))
        guard let first = readings.first else { continue }
        let magnitude = stated.magnitude
        let possible = readings.filter {
          magnitude.verdict(on: $0.interval, estimate: $0.estimate) != .fails
        }
        let best = possible.first { !$0.isFar(from: stated) } ?? possible.first ?? first
        let verdict = magnitude.verdict(on: best.interval, estimate: best.estimate)
        let evidence = Evidence(
          kind: .computed, interval: best.interval, estimate: best.estimate,
          explanation: best.explanation, inputs: [whole.figure])
        let goesWrong = isCalledGain(claim, of: whole, from: before, to: after, collection)
        reporter.judge(claim, goesWrong ? .fails : verdict, evidence)
        if verdict == .holds,
          let sign = contradictedSign(claim, from: before, to: after, collection)
        {
          reporter.report(
            "a stated change must be that of its figures: \(first.explanation.en) "
              + "\(sign == "+" ? "less" : "more"), not `\(collection.quoted(claim.figure))`",
            at: claim.figure, severity: .warning, notes: [.init("the figures", at: whole.figure)])
        }
        guard verdict == .fails || (verdict == .undecided && best.isFar(from: stated)),
          !isFromAnother(claim, than: before, to: after, as: stated, in: document.tables)
        else { continue }
        reporter.report(
          "a stated change must be that of its figures: \(first.explanation.en)"
            + (stated.unit.symbol == "pp" ? "" : inPoints(before, after))
            + ", not `\(collection.quoted(claim.figure))`",
          at: claim.figure, severity: verdict == .fails ? nil : .warning,
          notes: [.init("the figures", at: whole.figure)])
      }
    }
    reporter.holdStatedChanges(collection)
    reporter.holdStatedDifferences(collection)
    reporter.holdLabelledChanges(collection)
    reporter.holdComparedRows(collection)
    reporter.holdStageGrowth(collection)
    reporter.holdMargins(collection)
  }
}

/// Whether a change has the sign that its figures have, and nothing calls it an improvement: then it is one of what
/// was there before.
private func isPlainChange(
  _ claim: Claim, from before: Quantity, to after: Quantity, _ collection: Collection
) -> Bool {
  guard let sign = collection.text(claim.figure).first,
    (after.value < before.value ? "-−" : "+").contains(sign)
  else { return false }
  return !speeds.occurInAnyCase(in: collection.text(claim.span))
}

/// Whether a change is said to be an improvement while what it is of gets worse, which `transition-direction` reports:
/// 吞吐: 5000 TPS → 2000 TPS，提升 60%.
private func isCalledGain(
  _ claim: Claim, of whole: Claim, from before: Quantity, to after: Quantity,
  _ collection: Collection
) -> Bool {
  guard whole.metric?.better == .up, after.interval.upper < before.interval.lower else {
    return false
  }
  let text = collection.text(claim.span)
  return gains.occurInAnyCase(in: text) && !losses.occurInAnyCase(in: text)
}

private let gains: Words = ["提升", "提高", "增长", "改善", "improv", "increas", "(up ", " up "]
private let losses: Words = ["下降", "降低", "减少", "下滑", "down", "decreas", "reduc", "drop", "fell"]

private let speeds: Words = [
  "提升", "提速", "加速", "性能", "效率", "faster", "speed", "performance", "improve",
]

/// The sign of a change whose figures go the other way, `100 ms → 60 ms (+40%)`; nil where it has none, or
/// where its line or its column speaks of an improvement.
private func contradictedSign(
  _ claim: Claim, from before: Quantity, to after: Quantity, _ collection: Collection
) -> Character? {
  guard let sign = collection.text(claim.figure).first, "+-−".contains(sign),
    case .change(let stated) = claim.statement, stated.dimension == .ratio,
    (sign == "+") != (after.value > before.value), after.value != before.value,
    !improvements.occurInAnyCase(in: collection.text(claim.span))
  else { return nil }
  let document = collection.model.documents.first { $0.source == claim.figure.source }
  guard
    let table = document?.tables.first(where: { $0.span.contains(claim.figure) }),
    let row = table.rows.first(where: { $0.contains { $0.span.contains(claim.figure) } }),
    let column = row.firstIndex(where: { $0.span.contains(claim.figure) }),
    column < table.columns.count
  else { return sign }
  return improvements.occurInAnyCase(in: table.columns[column].header) ? nil : sign
}

private let improvements: Words = [
  "提升", "改善", "优化", "改进", "收益", "节省", "节约", "降幅", "提速", "加速", "效率", "减少", "降低", "下降", "缩短",
  "speed", "boost", "efficien", "optimi", "faster", "slower", "improv", "better", "gain",
  "saving",
  "saved", "benefit", "speedup", "reduc",
]

/// Whether the lead or heading above a claim says that outcomes follow.
private func isUnderOutcomes(_ claim: Claim, _ bytes: [UInt8]) -> Bool {
  let newline = UInt8(ascii: "\n")
  var end = claim.span.start
  var remaining = 40
  while end > 0, remaining > 0 {
    let start = (bytes[..<end].lastIndex(of: newline) ?? -1) + 1
    let line = String(decoding: bytes[start..<end], as: UTF8.self)
      .trimmingPrefix { $0 == " " || $0 == "\t" || $0 == ">" }
    let isItem = line.hasPrefix("- ") || line.hasPrefix("* ") || line.hasPrefix("|")
    let isLead =
      line.hasPrefix("#")
      || (!isItem && (line.hasPrefix("**") || line.hasSuffix(":") || line.hasSuffix("：")))
    if isLead {
      return outcomes.occurInAnyCase(in: String(line))
    }
    end = max(0, start - 1)
    remaining -= 1
  }
  return false
}

private let outcomes: Words = [
  "效果", "成果", "结果", "收益", "成效", "提升", "优化", "改进", "改善", "价值", "result", "outcome", "benefit",
  "improve", "effect", "gain",
]

/// Words of a line that a change was meant to go its way.
private let deliberate: Words = [
  "计划", "预留", "有意", "主动", "余量", "窗口", "代价", "planned", "deliberate", "intentional", "headroom",
  "reserve", "window", "trade-off",
]

/// Whether a rate falls and its line says so itself: `数据库 QPS：3.0万 → 0.6万，减少 80%` tells of load that was
/// taken away.
private func isWantedFall(_ claim: Claim, _ metric: Metric, _ collection: Collection) -> Bool {
  guard metric.better == .up, case .transition(let before, let after) = claim.statement,
    after.value < before.value,
    metric.id == Metric.ID.throughput || metric.id == Metric.ID.utilisation
  else { return false }
  return falls.occurInAnyCase(in: collection.text(claim.span))
}

/// Whether the words right before the figures name what is wrong of a thing that should be more: 数据一致性：差异从 5%
/// → 0.1%.
private func isOfDefect(_ claim: Claim, _ metric: Metric, _ collection: Collection) -> Bool {
  guard metric.better == .up else { return false }
  let text = collection.text(claim.span)
  let figure = collection.text(claim.figure)
  let lead = text.firstRange(of: figure).map { String(text[..<$0.lowerBound]) } ?? text
  return defects.occurInAnyCase(in: lead)
}

private let defects: Words = [
  "差异", "误差", "偏差", "不一致", "错误", "缺陷", "丢失", "重复率", "浪费", "损耗", "discrepanc", "mismatch",
  "deviation",
  "drift", "error", "waste", "loss",
]

private let falls: Words = [
  "减少", "降低", "下降", "削减", "减轻", "降至", "reduc", "fewer", "less ", "lower", "cut ", "offload",
  "relieve",
]

private struct Reading {
  let interval: Interval
  let estimate: Double
  let explanation: Label

  /// Whether an end of the change is a range, of which any value may be meant.
  var isRange = false

  /// Whether the change of the printed figures is further from a stated one than its rounding and a
  /// tenth explain.
  func isFar(from stated: Quantity) -> Bool {
    let magnitude = stated.magnitude
    guard magnitude.lower.isFinite, magnitude.upper.isFinite else { return false }
    if isRange { return !interval.overlaps(magnitude) }
    let rounding = magnitude.upper - magnitude.lower
    let slack = max(rounding, abs(stated.value) / 10)
    return estimate > magnitude.upper + slack || estimate < magnitude.lower - slack
  }
}

extension Quantity {
  /// The size of a change, whichever way it goes: `-40%` and `40%` beside a fall mean the same.
  fileprivate var magnitude: Interval {
    let size = interval.upper <= 0 ? interval.mapped { -$0 } : interval
    guard comparator == .equal, size.lower.isFinite, size.upper.isFinite else { return size }
    // Further digits may have been cut off.
    let half = (size.upper - size.lower) / 2
    return Interval(max(0, size.lower - half), size.upper + half)
  }

  /// The interval, wider where a month or a year is of no fixed length and the other has none.
  fileprivate func interval(beside other: Quantity) -> Interval {
    func isCalendar(_ quantity: Quantity) -> Bool {
      ["月", "month", "年", "year"].contains { quantity.unit.symbol.holds($0) }
    }
    guard isCalendar(self) != isCalendar(other) else { return interval }
    return Interval(interval.lower * 0.98, interval.upper * 1.09)
  }
}

/// Whether a change in a table is that from another figure of its row: of three dates that from the
/// second to the third.
private func isFromAnother(
  _ claim: Claim, than before: Quantity, to after: Quantity, as stated: Quantity,
  in tables: [Table]
) -> Bool {
  guard
    let row = tables.lazy.flatMap(\.rows).first(where: { row in
      row.contains { $0.span.start <= claim.figure.start && claim.figure.end <= $0.span.end }
    })
  else { return false }
  return row.contains { cell in
    guard let other = cell.quantity, other.dimension == after.dimension, other != after,
      other != before || before.comparator == .range,
      !(cell.span.start <= claim.figure.start && claim.figure.end <= cell.span.end)
    else { return false }
    return changes(from: other, to: after, as: stated).contains {
      stated.magnitude.verdict(on: $0.interval, estimate: $0.estimate) != .fails
        && !$0.isFar(from: stated)
    }
  }
}

/// What a change may be by each way of stating one. Sizes only: signs are left to the reader.
///
/// - Parameters:
///   - lacks: whether they are shares of nearly all, whose change may be that of what they lack.
///   - isFromEither: whether it may be counted from the second figure, as improvements are.
private func changes(
  from before: Quantity, to after: Quantity, as stated: Quantity,
  orOfWhatLacks lacks: Bool = false, fromEither isFromEither: Bool = true
) -> [Reading] {
  guard before.interval.lower > 0, after.interval.lower >= 0, after.interval.upper.isFinite,
    before.interval.upper.isFinite
  else { return [] }
  func reading(
    _ symbol: String, workingDays days: Interval? = nil, _ f: (Double, Double) -> Double
  ) -> Reading {
    // Of two rates the one by day counts only so many days.
    let isFirst = before.unit.scale > after.unit.scale
    let first = before.interval(beside: after).scaled(by: isFirst ? days : nil)
    let second = after.interval(beside: before).scaled(by: isFirst ? nil : days)
    let count = days.map { ($0.lower + $0.upper) / 2 } ?? 1
    let corners = [first.lower, first.upper].flatMap { a in
      [second.lower, second.upper].map { b in f(a, b) }
    }
    let estimate = f(
      before.value * (isFirst ? count : 1), after.value * (isFirst ? 1 : count))
    let low = corners.min() ?? estimate
    let high = corners.max() ?? estimate
    let interval =
      low < 0 && high > 0
      ? Interval(0, max(-low, high))
      : Interval(low, high)
        .mapped { abs($0) }
    let isRange = before.comparator == .range || after.comparator == .range
    let sizes = before.printedEnds.flatMap { a in after.printedEnds.map { abs(f(a, $0)) } }
    let size = [sizes.min(), sizes.max()].compactMap { $0.map { format($0, in: stated.unit, .en) } }
      .prefix(isRange ? 2 : 1).joined(separator: " to ")
    return Reading(
      interval: interval, estimate: abs(estimate),
      explanation: Label(
        zh: "\(format(before, .zh)) → \(format(after, .zh))：\(symbol) \(size)",
        en: "\(format(before, .en)) → \(format(after, .en)) is \(size)\(symbol.isEmpty ? "" : " ")"
          + symbol), isRange: isRange)
  }
  switch stated.dimension {
  case .ratio where stated.unit.symbol == "pp":
    // Points are those between two percentages.
    return before.dimension == .ratio ? [reading("") { $1 - $0 }] : []
  case .ratio:
    var readings = [reading("") { ($1 - $0) / $0 }]
    if before.dimension == .ratio { readings.append(reading("") { $1 - $0 }) }
    // An improvement is also counted from the other end: 10 s → 5 s is twice as fast.
    if isFromEither, after.interval.lower > 0 {
      readings.append(reading("") { ($0 - $1) / $1 })
    }
    if let days = workingDays(before, after) {
      readings.append(reading("", workingDays: days) { ($1 - $0) / $0 })
    }
    if lacks, areNearlyAll(before, after) { readings.append(reading("") { ($0 - $1) / (1 - $0) }) }
    return readings
  case .factor:
    guard after.interval.lower > 0 else { return [] }
    func times(_ a: Double, _ b: Double) -> Double { max(b / a, a / b) }
    var readings = [reading("", times), reading("") { times($0, $1) - 1 }]
    if let days = workingDays(before, after) {
      readings.append(reading("", workingDays: days, times))
    }
    if lacks, areNearlyAll(before, after) { readings.append(reading("") { times(1 - $0, 1 - $1) }) }
    return readings
  default: return []
  }
}

private let nearlyAll: Words = ["可用", "可靠", "uptime", "availab", "reliab", "sla"]

/// Whether two shares are of nearly all, as availabilities are: a change of what they lack is meant too.
private func areNearlyAll(_ before: Quantity, _ after: Quantity) -> Bool {
  before.dimension == .ratio && [before, after].allSatisfy { $0.value >= 0.9 && $0.value < 1 }
}

/// The share of the calendar's days that may be meant, where of two rates one is by day and the other by
/// week, month or year: 5 a day are 25 a week.
private func workingDays(_ before: Quantity, _ after: Quantity) -> Interval? {
  let day = 86_400.0
  let periods = [before, after].map { 1 / $0.unit.scale }.sorted()
  guard case .rate = before.dimension, abs(periods[0] / day - 1) < 0.01 else { return nil }
  switch periods[1] / day {
  case 6.5...7.5: return Interval(5 / 7.0, 5 / 7.0)
  case 27...32: return Interval(20 / 30.44, 23 / 30.44)
  case 360...367: return Interval(240 / 365.25, 262 / 365.25)
  default: return nil
  }
}

extension Interval {
  fileprivate func scaled(by share: Interval?) -> Interval {
    guard let share else { return self }
    return Interval(lower * share.lower, upper * share.upper)
  }
}

extension Quantity {
  /// The figures that are printed: both ends of a range, else the one.
  fileprivate var printedEnds: [Double] {
    comparator == .range ? [interval.lower, interval.upper] : [value]
  }
}
