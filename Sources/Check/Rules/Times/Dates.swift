import Catalog
import Diagnostics
import Model

extension Rule {
  /// Flags days that no calendar has.
  static let impossibleDate = Rule(
    "impossible-date", .error, "日历上没有的日期", "Date that no calendar has",
    """
    A date must be a day of the calendar.

        下次演练: 2025-02-30        <- February 2025 has 28 days
        planned for 31 April 2026   <- April has 30
        2025-10-28（周三）           <- a Tuesday

    Read are `2025-02-30`, `2025/02/30`, `2025年2月30日` and `31 April 2026`, outside of code.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      for number in document.numbers {
        guard let written = dayBehind(number.span.start, source.bytes),
          case (let date, let span) = (written.date, source.span(written.range)),
          let last = CalendarDate.lastDay(ofMonth: date.month, date.year), date.day > last
        else { continue }
        if document.isInFence(span) || collection.isPreformatted(span)
          || isExample(span, source)
        {
          continue
        }
        reporter.report(
          "a date must be a day of the calendar, and of \(date.year)-\(date.month < 10 ? "0" : "")"
            + "\(date.month) the last one is \(last): `\(collection.quoted(span))`",
          at: span)
      }
    }
    reporter.holdWeekdays(collection)
  }

  /// Holds the order of dates and of the times of a timeline.
  static let dateOrder = Rule(
    "date-order", .warning, "先后次序不对的时间", "Times out of their order",
    """
    What ends does so after it began, and a timeline goes forward.

        | 批次 | 开始       | 结束       |
        |------|------------|------------|
        | 五   | 2025-06-02 | 2025-05-27 |        <- ends before it begins

        测试日期: 2025-04-10 至 2025-04-08          <- so does this

        - 14:11 值班确认
        - 14:26 判定为慢查询
        - 14:20 开始限流                           <- before what stands above it

    Columns of days are compared by their headers (开始 and 结束, start and end, released and end of support).
    Of the times of a list or a table's first column, four or more under a heading of a timeline or an incident,
    just one may be out of its place, by six hours at most: elsewhere the day may have changed. Of the versions of
    a change log, in headings or in a table with a column of versions and one of days, just one may be of a day on the
    wrong side of its neighbour's: 1.3 of a day before 1.2. A branch that is kept up beside a newer one has days of its own.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      reporter.holdSpans(of: document, collection)
      for table in document.tables {
        reporter.holdSpans(of: table)
        guard document.tellsInOrder(at: table.span.start) else { continue }
        reporter.holdTimeline(
          table.rows.compactMap { row in
            row.first.flatMap { cell in
              clockTime(Array(cell.text.utf8), 0, alone: true).map { ($0.minutes, cell.span) }
            }
          }, of: table.rows.count)
      }
      reporter.holdTimelines(of: document, collection.source(document))
      reporter.holdReleases(of: document, collection)
    }
  }
}

/// Whether a date stands in code, or in a line that speaks of a wrong one.
private func isExample(_ span: Span, _ source: SourceFile) -> Bool {
  let bytes = source.bytes
  let line = bytes.line(around: span.start, limit: 4_097)
  guard span.start - line.lowerBound <= 4_096, line.upperBound - span.start <= 4_096 else {
    return true
  }
  let lead = bytes[line.lowerBound..<span.start]
  return lead.count { $0 == UInt8(ascii: "`") } % 2 == 1 || lead.last == UInt8(ascii: "\"")
    || lead.suffix(3).elementsEqual("“".utf8) || wrongs.occurInAnyCase(in: Array(bytes[line]))
}

private let wrongs: Words = [
  "无效", "不存在", "非法", "拒绝", "报错", "误写", "更正", "返回 4", "校验失败", "invalid", "reject", "error", "30/360",
  "~~",
]

/// Whether a label before a place says that a span of days follows: `测试日期：`, `Test period:`.
private func isPeriod(_ place: Int, _ bytes: [UInt8]) -> Bool {
  let lead = String(decoding: bytes[max(0, place - 40)..<place], as: UTF8.self)
    .lowercased().filter { !" *_".contains($0) }
  guard lead.last == ":" || lead.last == "：" else { return false }
  let label = lead.dropLast().suffix(while: { !"\n|。；;".contains($0) })
  return periods.contains { label.hasSuffix($0) }
}

private let periods = [
  "日期", "时间", "周期", "期间", "工期", "有效期", "起止", "窗口", "date", "dates", "period", "duration",
  "validity",
]

extension Substring {
  /// The longest end whose characters all satisfy a condition.
  fileprivate func suffix(while holds: (Character) -> Bool) -> Substring {
    var start = endIndex
    while start > startIndex, holds(self[index(before: start)]) { start = index(before: start) }
    return self[start...]
  }
}

extension Reporter {
  /// Holds the two days of `2025-04-10 至 2025-04-08` against each other.
  fileprivate mutating func holdSpans(of document: DocumentDraft, _ collection: Collection) {
    let source = collection.source(document)
    for number in document.numbers {
      guard let first = dayBehind(number.span.start, source.bytes) else { continue }
      guard let next = spanJointEnd(first.range.upperBound, source.bytes),
        let second = dayBehind(next, source.bytes), second.date < first.date
      else { continue }
      let span = source.span(first.range.lowerBound..<second.range.upperBound)
      if !isPeriod(first.range.lowerBound, source.bytes) || document.isInFence(span)
        || isExample(span, source)
      {
        continue
      }
      report(
        "what ends does so after it began: `\(source.text(second.range))` is before "
          + "`\(source.text(first.range))`",
        at: source.span(second.range))
    }
  }

  fileprivate mutating func holdSpans(of table: Table) {
    guard let start = table.column(named: beginnings), let end = table.column(named: endings),
      start != end,
      // 开发完成 and 发布日期 are of two things.
      let one = stem(table.columns[start].header, beginningNames),
      let other = stem(table.columns[end].header, endingNames), one.rest == other.rest,
      !["完成", "finish"].contains(other.word)
        || ["开始", "启动", "start", "begin"].contains(one.word)
    else { return }
    let rows = table.rows.filter { max(start, end) < $0.count }
    let reversed = rows.filter { row in
      guard let from = month(row[start].text), let to = month(row[end].text) else { return false }
      return from.hasDay == to.hasDay && to.ordinal < from.ordinal
    }
    // Where all are the other way round, the headers mean something else.
    guard reversed.count < 2 || reversed.count < rows.count else { return }
    for row in reversed {
      report(
        "what ends does so after it began: `\(quoted(row[end].text))` is before "
          + "`\(quoted(row[start].text))`",
        at: row[end].span, notes: [.init("it begins here", at: row[start].span)])
    }
  }

  /// - Parameter count: how many rows or items there are, of which each must have its time.
  fileprivate mutating func holdTimeline(_ times: [(minutes: Int, span: Span)], of count: Int) {
    guard times.count >= 4, times.count == count else { return }
    let falls = times.indices.dropFirst().filter { times[$0].minutes < times[$0 - 1].minutes }
    guard falls.count == 1, let fall = falls.first,
      times[fall - 1].minutes - times[fall].minutes <= 360
    else { return }
    // One of the two is out of place: without it the others go forward.
    func goesForward(without index: Int) -> Bool {
      index + 1 >= times.count || index == 0
        || times[index - 1].minutes <= times[index + 1].minutes
    }
    guard goesForward(without: fall) || goesForward(without: fall - 1) else { return }
    report(
      "a timeline goes forward: \(clock(times[fall].minutes)) stands after "
        + "\(clock(times[fall - 1].minutes))",
      at: times[fall].span, notes: [.init("the later time", at: times[fall - 1].span)])
  }

  /// The lists whose items each begin with a time: lines that follow each other.
  fileprivate mutating func holdTimelines(of document: DocumentDraft, _ source: SourceFile) {
    var times: [(minutes: Int, span: Span)] = []
    var next = -1
    for number in document.numbers {
      let start = number.span.start
      guard let time = clockTime(source.bytes, start, alone: false), start >= 2 else { continue }
      var begin = start
      while begin > 0, start - begin < 8, " *-+".utf8.contains(source.bytes[begin - 1]) {
        begin -= 1
      }
      guard begin == 0 || source.bytes[begin - 1] == 0x0A, begin < start,
        source.bytes[begin..<start].contains(where: { "*-+".utf8.contains($0) })
      else { continue }
      if begin != next {
        if let first = times.first, document.tellsInOrder(at: first.span.start) {
          holdTimeline(times, of: times.count)
        }
        times = []
      }
      let end = source.bytes.lineEnd(start)
      next = end + 1
      times.append((time.minutes, source.span(start..<time.end)))
    }
    if let first = times.first, document.tellsInOrder(at: first.span.start) {
      holdTimeline(times, of: times.count)
    }
  }
}

private let beginningNames = [
  "开始", "起始", "启动", "发布", "start", "begin", "released", "release", "issued",
]
private let endingNames = [
  "停止支持", "结束", "终止", "完成", "end of support", "end of life", "eol", "ends", "end", "finish",
  "retired",
]
private let beginnings = Words(beginningNames)
private let endings = Words(endingNames)

/// The first of some words that a header has, and the letters besides it and besides what says that it is a day.
private func stem(_ header: String, _ words: [String]) -> (word: String, rest: String)? {
  let text = header.lowercased()
  guard let word = words.first(where: text.contains), let place = text.firstRange(of: word) else {
    return nil
  }
  let rest = text[..<place.lowerBound] + " " + text[place.upperBound...]
  let days = ["日期", "时间", "日", "date", "day", "on", "at"]
  return (
    word, rest.split { !$0.isLetter }.map(String.init).filter { !days.contains($0) }.joined()
  )
}

/// What heads a list of times that go forward.
private let timelines: Words = [
  "时间线", "时间轴", "经过", "过程", "timeline", "chronology", "incident", "事故", "故障", "复盘", "排查",
  "postmortem",
  "post-mortem", "outage",
]

extension DocumentDraft {
  /// Whether the heading above a place, or the document's, says that what follows is told in order.
  fileprivate func tellsInOrder(at place: Int) -> Bool {
    timelines.occurInAnyCase(in: sections[sections.innermost(at: place)].title)
      || timelines.occurInAnyCase(in: title)
  }
}

private func clock(_ minutes: Int) -> String {
  "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
}

/// `14:02` at a place, in minutes.
///
/// - Parameter alone: whether nothing else may follow but seconds, a zone or a sign of emphasis.
private func clockTime(
  _ bytes: [UInt8], _ start: Int, alone: Bool
) -> (minutes: Int, end: Int)? {
  var at = start
  if alone { while at < bytes.count, "*` ".utf8.contains(bytes[at]) { at += 1 } }
  guard let time = WrittenTime(bytes, at: at), bytes[at + 1] != UInt8(ascii: ":") else {
    return nil
  }
  let rest = bytes[time.end...].prefix(16)
  if alone, rest.contains(where: { !"*` :0123456789UTC".utf8.contains($0) }) { return nil }
  return (time.seconds / 60, at + 5)
}

/// A day or a month at the beginning of a cell, as a number that grows with time.
private func month(_ text: String) -> (ordinal: Int, hasDay: Bool)? {
  let parts = text.split { !$0.isNumber }.compactMap { Int($0) }
  guard (2...3).contains(parts.count), text.count <= 11, (1990...2100).contains(parts[0]),
    (1...12).contains(parts[1]),
    text.allSatisfy({ $0.isNumber || "-/年月日.".contains($0) })
  else { return nil }
  return (
    parts[0] * 10_000 + parts[1] * 100 + (parts.count > 2 ? parts[2] : 0), parts.count > 2
  )
}
