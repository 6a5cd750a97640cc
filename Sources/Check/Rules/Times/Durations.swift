import Diagnostics
import Model
import Quantities

extension Rule {
  /// Holds a stated duration against its beginning and end.
  static let clockDuration = Rule(
    "clock-duration", .warning, "起止时间与时长不符", "Duration that its clock times contradict",
    """
    From its beginning to its end a thing lasts as long as is said.

        **Duration**: 47 minutes (14:02–14:59 UTC)        <- 57 minutes
        故障时间: 08:41–09:54 (2小时13分钟)               <- 1 h 13 min

    Judged where one line has one span of the clock and one duration beside it. A span may end on the
    next day. So are columns of beginnings, ends and lengths of which all rows but one agree, and the days behind a
    span of dates, of which the last may be counted or not:

        统计区间：2025-09-01 至 2025-09-30，共 31 天        <- 30

    So is an item below a timeline that names what begins and ends there, `回滚耗时: 30分钟` below 15:05 开始回滚 and
    15:25 回滚完成. So are the months behind a span of months, the days of a table's rows of which all but one agree in one way to
    count them, and the time behind two times of the clock that an arrow joins, `10:35 → 13:47, 2 小时 12 分钟`.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for table in document.tables where table.columns.count == 2 {
        reporter.holdIncident(of: table)
        reporter.holdTimeline(table, in: collection.source(document))
      }
      for table in document.tables {
        reporter.holdClockColumns(of: table)
        reporter.holdDayColumns(of: table)
        reporter.holdMonthRanges(of: table)
      }
    }
    for line in collection.figureLines(.clock) where !line.isRow && !line.isCounterexample {
      let isFrame = hours.occurInAnyCase(in: line.bytes)
      let spans = clockSpans(line.bytes)
      guard spans.count == 1, let span = spans.first else { continue }
      let times = readQuantities(in: line.bytes).filter {
        $0.quantity.dimension == .time && $0.quantity.comparator == .equal
          && !span.range.overlaps($0.range)
      }
      guard times.count == 1, let time = times.first, time.quantity.value < 86_400 else { continue }
      let gap =
        time.range.lowerBound >= span.range.upperBound
        ? min(
          zoneEnd(span.range.upperBound, line.bytes), time.range.lowerBound)..<time.range.lowerBound
        : time.range.upperBound..<span.range.lowerBound
      // Within a window something else may last; `01:00-05:00，共 3 小时` is all of it.
      if isFrame, !line.text(gap).contains("共") { continue }
      guard gap.count <= 24, joins(line.text(gap)),
        // `10:00–12:00，30 分钟完全不可用` is a part of it.
        !line.text(gap).contains(where: { ",，".contains($0) }) || ends(line, time.range.upperBound)
          || line.text(gap).contains("共") && endsClause(line, time.range.upperBound),
        line.first(["每", "every", "within", "前", "后", "after", "before", "提前", "timeout"], in: gap)
          == nil
      else { continue }
      // Minutes may be cut or rounded at both ends.
      let slack = span.hasSeconds ? 1.0 : 60.0
      let lasts = span.seconds
      guard
        time.quantity.interval.upper < lasts - slack
          || time.quantity.interval.lower > lasts + slack,
        abs(time.quantity.value - lasts) > slack
      else { continue }
      reporter.report(
        "from its beginning to its end a thing lasts as long as is said: "
          + "`\(line.text(span.range))` is \(format(lasts, in: .time, .en)), not "
          + "`\(line.text(time.range))`",
        at: line.span(time.range), notes: [.init("the span", at: line.span(span.range))])
    }
    reporter.holdBracketedLengths(collection)
    reporter.holdFields(collection)
    reporter.holdDayCounts(collection)
    reporter.holdMonthCounts(collection)
    reporter.holdArrowLengths(collection)
  }
}

extension LineTopic {
  /// What tells of a span of the clock or of how long something lasts.
  static let clocks = [
    "utc", "gmt", "cst", "时长", "耗时", "持续", "历时", "用时", "故障时间", "，共", ",共", ", 共", "duration",
    "lasted", "outage",
    "incident", "impact",
  ]
}

/// Whether a sentence ends behind a place, but for a bracket.
private func ends(_ line: FigureLine, _ end: Int) -> Bool {
  line.character(behind: end, skipping: " )）").map { "。.;；".contains($0) } ?? true
}

/// Whether a comma stands behind a place.
private func endsClause(_ line: FigureLine, _ end: Int) -> Bool {
  line.character(behind: end, skipping: " ").map { ",，".contains($0) } ?? true
}

/// Whether the words between a span and a duration join the two: a comma only before 共 and the like, or alone.
private func joins(_ gap: String) -> Bool {
  guard gap.contains(where: { ",，;；。|".contains($0) }) else { return gap.utf8.count <= 16 }
  return [
    "，", ",", ",共", ",共计", ",历时", ",持续", ",合计", "，共", "，共计", "，历时", "，持续", "，合计", ",lasting",
    ",foratotalof", ",atotalof", ",intotal",
  ]
  .contains(gap.lowercased().filter { $0 != " " && $0 != "(" && $0 != "（" })
}

extension Reporter {
  /// `| 开始 | 14:02 |`, `| 恢复 | 15:17 |`, `| 时长 | 85分钟 |`: one beginning, one end and one duration.
  fileprivate mutating func holdIncident(of table: Table) {
    func only(_ words: Words) -> [Table.Cell]? {
      let found = table.rows.filter {
        $0.count == 2 && words.occurInAnyCase(in: $0[0].text) && $0[0].text.count <= 12
      }
      return found.count == 1 ? found[0] : nil
    }
    guard let start = only(beginnings), let end = only(ends), let length = only(lengths) else {
      return
    }
    if let first = date(of: start[1].text), let last = date(of: end[1].text),
      let stated = length[1].quantity, let right = rightLength(from: first, to: last, stated)
    {
      report(
        "from its beginning to its end a thing lasts as long as is said: from `\(quoted(start[1].text))` to "
          + "`\(quoted(end[1].text))` are \(right), not `\(quoted(length[1].text))`",
        at: length[1].span,
        notes: [.init("it begins here", at: start[1].span), .init("it ends here", at: end[1].span)])
      return
    }
    guard let from = moment(start[1].text), let to = moment(end[1].text), from.day == to.day,
      let time = length[1].quantity, time.dimension == .time, time.comparator == .equal,
      time.value < 86_400
    else { return }
    var lasts = Double(to.seconds - from.seconds)
    if lasts < 0 { lasts += 86_400 }
    guard abs(time.value - lasts) > 60,
      time.interval.upper < lasts - 60
        || time.interval.lower > lasts + 60
    else { return }
    report(
      "from its beginning to its end a thing lasts as long as is said: "
        + "`\(quoted(start[1].text))` to `\(quoted(end[1].text))` is "
        + "\(format(lasts, in: .time, .en)), not `\(quoted(length[1].text))`",
      at: length[1].span,
      notes: [.init("it begins here", at: start[1].span), .init("it ends here", at: end[1].span)])
  }
}

private let beginnings: Words = ["开始", "起始", "start", "began"]
private let ends: Words = ["结束", "恢复", "end", "resolved", "recovered"]
private let lengths: Words = ["时长", "持续", "历时", "工期", "周期", "duration", "lasted"]

/// The one time of the clock of a cell, with what else it says of the day.
private func moment(_ text: String) -> (seconds: Int, day: String)? {
  let bytes = Array(text.utf8)
  guard let start = bytes.indices.first(where: { WrittenTime(bytes, at: $0) != nil }),
    let time = WrittenTime(bytes, at: start), !bytes[time.end...].contains(UInt8(ascii: ":"))
  else { return nil }
  return (
    time.seconds,
    String(decoding: bytes[..<start], as: UTF8.self).filter { $0.isNumber || $0 == "-" }
  )
}

/// Words of a frame within which something else lasts.
private let hours: Words = [
  "工作", "办公", "营业", "上班", "值班", "窗口", "每天", "每日", "business", "office", "working", "window",
  "daily", "every",
  "schedule", "交易时间",
]
