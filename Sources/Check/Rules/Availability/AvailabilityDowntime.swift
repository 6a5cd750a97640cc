import Diagnostics
import Model
import Quantities

extension Rule {
  /// Holds an availability against the downtime that is stated beside it.
  static let availabilityDowntime = Rule(
    "availability-downtime", .error, "可用性与停机时间不一致", "Availability and downtime disagree",
    """
    An availability and the downtime stated beside it are one fact and must agree.

        可用性: 99.9% (年停机时间 < 30分钟)        <- 99.9 % of a year leaves 525.6 minutes
        可用性: 99.995% (年停机时间 < 30分钟)

    A year has 365 days, a month a twelfth of one. 99.995 % stands for everything that rounds to it,
    99.9945 % to 99.9955 %: a downtime outside of what that allows is an error. One that only the
    printed figure contradicts, by more than a twentieth, is a warning, and so is a limit that is looser by ten, sixty, a
    hundred or a thousand times. Four nines, 四个9, are 99.99 %. Of a table
    columns are held against each other, and so are a row 可用性 and a row 年停机时间. What a line says is left of an error budget,
    or used of it, follows from the objective and the availability beside it.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      let claims = Dictionary(document.claims.map { ($0.id, $0) }) { first, _ in first }
      for claim in document.claims {
        guard let other = claim.restates.flatMap({ claims[$0] }) else { continue }
        for (availability, downtime) in [(other, claim), (claim, other)] {
          guard case .value(let share) = availability.statement, isAvailability(availability),
            case .value(let time) = downtime.statement, time.dimension == .time,
            let period = period(
              of: downtime, leftBy: availability, in: collection.source(document).bytes),
            let evidence = downtimeEvidence(share, from: availability, for: downtime, over: period)
          else { continue }
          var verdict = reporter.judge(downtime, evidence)
          if verdict == .undecided, share.comparator.isLower, time.comparator.isUpper,
            isFar(evidence.estimate, time)
          {
            // At least so available and down for at most so long: two names of one limit.
            verdict = .fails
          }
          // A downtime that agrees supports nothing: it is the same fact, said more loosely.
          if verdict == .fails {
            reporter.judge(availability, reversed(time, downtime, over: period))
          }
          guard
            verdict == .fails || (verdict == .undecided && isFar(evidence.estimate, time))
              || isLooseByTens(time, than: evidence.estimate)
              // At most 8.76 hours beside 99.95 %: what another level allows.
              || time.comparator.isUpper
                && isBudgetOfOtherLevel(time.value, share.value, over: period.seconds)
          else { continue }
          reporter.report(
            "an availability and its downtime must agree: \(evidence.explanation.en), "
              + "not `\(collection.quoted(downtime.figure))`",
            at: downtime.figure, severity: verdict == .fails ? nil : .warning,
            notes: [.init("of this availability", at: availability.figure)])
        }
      }
      for table in document.tables {
        holdRows(of: table, collection, &reporter)
        holdPair(of: table, collection, &reporter)
        reporter.holdLearntBudgets(of: table)
      }
    }
    let judged = reporter.holdNines(collection)
    reporter.holdDowntimeLines(collection, except: judged)
    reporter.holdWindowBudgets(collection)
    reporter.holdBudgetShares(collection)
  }
}

/// Whether a limit of downtime is as many times what is left as a slip of a digit or a unit makes it.
private func isLooseByTens(_ time: Quantity, than left: Double?) -> Bool {
  guard let left, left > 0, time.comparator.isUpper else { return false }
  return [10.0, 60, 100, 1_000].contains { abs(time.value / left / $0 - 1) < 0.05 }
}

/// Holds the columns of a table against each other where one gives availabilities and others downtimes:
/// `| 可用性 | 年停机时间 | 月停机时间 |`.
private func holdRows(of table: Table, _ collection: Collection, _ reporter: inout Reporter) {
  for (column, head) in table.columns.enumerated() where isDowntime(head.header, in: table) {
    let days = DowntimePeriod.days(in: head.header)
    let stated = DowntimePeriod.stated(in: head.header)
    guard let period = days ?? .assumed(from: head.header),
      !leftOrPlanned.occurInAnyCase(in: head.header)
    else { continue }
    let isAllowed = allowances.occurInAnyCase(in: head.header)
    for row in table.rows where column < row.count {
      guard
        let time = row[column].reading(of: .time) ?? bareTime(row[column], under: head.header),
        !excused.occurInAnyCase(in: row[0].text),
        let (place, share) = isAllowed
          ? availability(in: row, of: table, for: column)
          : reached(in: row, of: table) ?? availability(in: row, of: table, for: column),
        place != column,
        // How long it was down is not what a target allows.
        !(isTarget(place, of: table) && actuals.occurInAnyCase(in: head.header))
      else { continue }
      // The heading before what a cell may say of itself.
      let cell = DowntimePeriod.stated(in: row[column].text)
      let own = stated == nil ? cell ?? period : period
      // Without a word for it the period may be any of those that people use.
      if days == nil, stated == nil, cell == nil,
        DowntimePeriod.anyExplains(time.value, leftBy: share.value)
      {
        continue
      }
      reporter.hold(
        time, at: row[column].span, against: share, at: row[place].span, own, collection)
    }
  }
}

/// Holds a row of downtimes against the row of availabilities, column by column: 可用性 above 年停机时间.
private func holdPair(of table: Table, _ collection: Collection, _ reporter: inout Reporter) {
  guard let shares = table.row(named: availabilities), let times = table.row(named: downtimes),
    let period = DowntimePeriod.stated(in: times[0].text),
    !leftOrPlanned.occurInAnyCase(in: times[0].text), !excused.occurInAnyCase(in: shares[0].text),
    targets.occurInAnyCase(in: shares[0].text) == targets.occurInAnyCase(in: times[0].text)
  else { return }
  for column in 1..<max(1, min(shares.count, times.count)) {
    guard let share = shares[column].reading(of: .ratio), share.value > 0.5, share.value <= 1,
      let time = times[column].reading(of: .time), !reporter.hasFinding(at: times[column].span)
    else { continue }
    reporter.hold(
      time, at: times[column].span, against: share, at: shares[column].span, period, collection)
  }
}

/// A bare number under a header that names its unit: 43.2 under 错误预算（分钟/30天）.
private func bareTime(_ cell: Table.Cell, under header: String) -> Quantity? {
  guard cell.quantity?.dimension == .number, header.count <= 24,
    let unit = bareUnits.first(where: { header.contains($0) })
  else { return nil }
  return readQuantities(in: Array((cell.text + " " + unit).utf8)).first?.quantity
}

private let bareUnits = ["分钟", "小时", "minutes", "hours"]

/// Whether a column gives downtimes: it says so, or is headed by a period alone beside one of
/// availabilities, as in `| Uptime | Daily | Monthly | Yearly |`.
private func isDowntime(_ header: String, in table: Table) -> Bool {
  if downtimes.occurInAnyCase(in: header) { return true }
  return availabilities.occurInAnyCase(in: table.columns[0].header)
    && DowntimePeriod.headings.contains(header.lowercased().filter { !"*_`".contains($0) })
}

private func isTarget(_ column: Int, of table: Table) -> Bool {
  column < table.columns.count && targets.occurInAnyCase(in: table.columns[column].header)
}

private let targets = Words(Vocabulary.asked + ["承诺"])
private let actuals: Words = ["实际", "实测", "本月", "已用", "actual", "measured", "used", "spent"]
private let excused: Words = ["工作时间", "营业时间", "business hours", "试运行", "trial", "pilot"]

/// Headers of downtimes that are not what an availability leaves: what is left of it, one outage, the mean of several.
private let leftOrPlanned: Words = [
  "剩余", "消耗", "计划", "最长", "单次", "平均", "每次", "remaining", "consumed", "left", "planned",
  "per incident",
  "longest", "average", "mean",
]

extension Table.Cell {
  /// The one quantity of a dimension in the cell, whatever else it says.
  fileprivate func reading(of dimension: Dimension) -> Quantity? {
    if let quantity, quantity.dimension == dimension { return quantity }
    let numbers = readNumbers(in: Array(text.utf8))
    let found = numbers.compactMap(\.quantity).filter { $0.quantity.dimension == dimension }
    // What is not understood in the cell may be a part of it: `5m 15.4s`.
    guard found.count == 1,
      numbers.allSatisfy({ number in
        number.isQuantity || number.range.upperBound + 1 < found[0].range.lowerBound
      })
    else { return nil }
    return found[0].quantity
  }
}

private let downtimes: Words = [
  "停机", "宕机", "不可用时间", "故障时间", "错误预算", "downtime", "error budget", "unavailable",
]
/// What may head the availabilities that a column of downtimes is given for.
private let levels: Words = [
  "等级", "级别", "目标", "指标", "target", "tier", "level", "class", "nines", "percent", "%",
]
private let availabilities = Words(Vocabulary.availabilities + ["slo", "uptime"])

/// The one availability of a row: a share in a column, or in a row, that is named so.
///
/// - Parameter downtime: the column of downtimes; a target of nearly all right before it is theirs.
private func availability(
  in row: [Table.Cell], of table: Table, for downtime: Int
) -> (Int, Quantity)? {
  let isNamed = row.first.map { availabilities.occurInAnyCase(in: $0.text) } ?? false
  var found: (Int, Quantity)?
  for (place, cell) in row.enumerated() {
    guard let share = cell.reading(of: .ratio), share.value > 0.5, share.value <= 1,
      isNamed
        || place < table.columns.count
          && (availabilities.occurInAnyCase(in: table.columns[place].header)
            || (place == 0 || place + 1 == downtime) && share.value >= 0.9
              && levels.occurInAnyCase(in: table.columns[place].header))
    else { continue }
    guard found == nil else { return nil }
    found = (place, share)
  }
  return found
}

/// The share of a row that was reached, beside one that was asked for: `| SLO | Actual | Downtime |`.
private func reached(in row: [Table.Cell], of table: Table) -> (Int, Quantity)? {
  guard table.columns.contains(where: { availabilities.occurInAnyCase(in: $0.header) }) else {
    return nil
  }
  let found = table.columns.indices.filter { column in
    outcomes.occurInAnyCase(in: table.columns[column].header)
      && !downtimes.occurInAnyCase(in: table.columns[column].header)
  }
  guard found.count == 1, found[0] < row.count,
    let share = row[found[0]].reading(of: .ratio), (0.5...1).contains(share.value)
  else { return nil }
  return (found[0], share)
}

private let outcomes = Words(Vocabulary.reached)

/// Headers of what a target allows.
private let allowances: Words = ["允许", "容许", "上限", "预算", "allow", "budget", "max"]

extension Quantity.Comparator {
  fileprivate var isLower: Bool { self == .atLeast || self == .greater }
  fileprivate var isUpper: Bool { self == .atMost || self == .less }
}

/// Whether a printed figure lies further from a claim than rounding explains.
private func isFar(_ estimate: Double?, _ claim: Quantity) -> Bool {
  guard let estimate else { return false }
  return estimate > claim.interval.upper * 1.05 || estimate < claim.interval.lower * 0.95
}

private func isAvailability(_ claim: Claim) -> Bool {
  guard case .value(let share) = claim.statement, share.dimension == .ratio else { return false }
  return claim.metric?.id == Metric.ID.availability
}

/// What a downtime is counted over: by the words that follow it in its clause, else by its own, else the
/// window of days in its clause; nil where it is such a window itself, or counts over what is not known.
private func period(
  of downtime: Claim, leftBy availability: Claim, in bytes: [UInt8]
) -> DowntimePeriod? {
  // Each of many pairs in one line would read all of it.
  guard downtime.span.end - downtime.span.start <= 2_000 else { return nil }
  let windows = DowntimePeriod.windows(in: bytes, downtime.span.range)
  if windows.contains(where: { $0.range.overlaps(downtime.figure.range) }) { return nil }
  // One outage is not all of them.
  let lead = bytes[max(downtime.span.start, downtime.figure.start - 24)..<downtime.figure.start]
  if leftOrPlanned.occurInAnyCase(in: Array(lead)) { return nil }
  let after = bytes[downtime.figure.end..<min(bytes.count, downtime.figure.end + 40)]
    .prefix { !(48...57).contains($0) && $0 != UInt8(ascii: "\n") }
  let words = String(decoding: after, as: UTF8.self).prefix { !",，;；。()（）、".contains($0) }
  if ["year", "annual", "annum", "年"].contains(where: words.lowercased().contains) {
    return .year
  }
  let named = DowntimePeriod.ofCalendar(
    in: String(decoding: bytes[downtime.span.range].prefix(400), as: UTF8.self))
  if named.isNamed {
    guard case .value(let time) = downtime.statement,
      case .value(let share) = availability.statement,
      !DowntimePeriod.anyExplains(time.value, leftBy: share.value)
    else { return nil }
    return named.period
  }
  // 约每月 43.8 分钟停机
  let near = String(decoding: lead, as: UTF8.self).split { ",，;；。()（）、".contains($0) }.last ?? ""
  let about = words + " " + near + " " + downtime.subject + " " + (downtime.qualifier ?? "")
  guard let assumed = DowntimePeriod.assumed(from: about),
    // `2025 年上半年停机 52 分钟，可用性 99.98%`
    !DowntimePeriod.isUnknown(in: String(decoding: bytes[downtime.span.range], as: UTF8.self))
  else { return nil }
  if let stated = DowntimePeriod.stated(in: about) { return stated }
  let window = windows.first { window in
    let start = min(window.range.upperBound, downtime.figure.end)
    let end = max(window.range.lowerBound, downtime.figure.start)
    return !String(decoding: bytes[start..<max(start, end)], as: UTF8.self).contains {
      ",，;；。()（）、".contains($0)
    }
  }
  // The only one is meant, with a comma between as well: 28 天滚动窗口，允许停机 20.16 分钟.
  if let window = window ?? (windows.count == 1 ? windows[0] : nil) {
    return DowntimePeriod(days: window.quantity)
  }
  return DowntimePeriod.stated(in: availability.subject) ?? assumed
}

/// What an availability leaves: `(1 − 99.995 %) × 365 天 = 26.28 分钟`.
private func downtimeEvidence(
  _ share: Quantity, from availability: Claim, for downtime: Claim,
  over period: DowntimePeriod
) -> Evidence? {
  guard share.value > 0, share.value <= 1 else { return nil }
  let bounded = Interval(
    max(0, share.interval.lower), min(1, max(0, share.interval.upper)))
  let interval = bounded.mapped { (1 - $0) * period.seconds }
  let estimate = (1 - share.value) * period.seconds
  let percent = format(share.value, in: share.unit, .en)
  return Evidence(
    kind: .computed, interval: interval, estimate: estimate,
    explanation: Label(
      zh: "(1 − \(percent)) × \(period.name.zh) = \(format(estimate, in: .time, .zh))",
      en: "(1 − \(percent)) × \(period.name.en) = \(format(estimate, in: .time, .en))"),
    inputs: [availability.figure])
}

/// What the downtime says of the availability: `1 − 30 分钟 / 365 天 = 99.9943 %`.
private func reversed(
  _ time: Quantity, _ downtime: Claim, over period: DowntimePeriod
) -> Evidence {
  let bounded = Interval(
    min(max(0, time.interval.lower), period.seconds),
    min(max(0, time.interval.upper), period.seconds))
  let estimate = 1 - time.value / period.seconds
  return Evidence(
    kind: .computed, interval: bounded.mapped { 1 - $0 / period.seconds }, estimate: estimate,
    explanation: Label(
      zh:
        "1 − \(format(time, .zh)) ÷ \(period.name.zh) = \(format(estimate, in: .ratio, .zh))",
      en:
        "1 − \(format(time, .en)) ÷ \(period.name.en) = \(format(estimate, in: .ratio, .en))"),
    inputs: [downtime.figure])
}
