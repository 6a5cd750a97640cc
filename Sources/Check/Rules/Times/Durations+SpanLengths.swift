import Catalog
import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds the months that are stated behind a span of months: `从 2024年9月 到 2025年6月, 共 12 个月`.
  ///
  /// The last month may be counted or not. O(numbers).
  mutating func holdMonthCounts(_ collection: Collection) {
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      let bytes = source.bytes
      for number in document.numbers where number.understanding == .label {
        guard let from = yearMonth(number.span.start, bytes),
          let to = yearMonth(beginning: from.range.upperBound, bytes, within: 12),
          spanJointEnd(from.range.upperBound, bytes) == to.range.lowerBound,
          let length = months(behind: to.range.upperBound, bytes),
          leadsToLength(bytes[to.range.upperBound..<length.range.lowerBound]),
          endsClause(bytes, length.range.upperBound)
        else { continue }
        let apart = to.ordinal - from.ordinal
        guard apart > 0, length.count != apart, length.count != apart + 1,
          (apart / 3...apart * 3).contains(length.count),
          !lessens(bytes, from.range.lowerBound),
          !document.isInFence(number.span)
        else { continue }
        report(
          "from its beginning to its end a thing lasts as long as is said: from `\(source.text(source.span(from.range)))` to "
            + "`\(source.text(source.span(to.range)))` are \(apart + 1) months, not "
            + "`\(source.text(source.span(length.range)))`",
          at: source.span(length.range))
      }
    }
  }

  /// Holds the time behind two times of the clock that an arrow joins, up to the end of the clause:
  /// `10:35 → 13:47, 2 小时 12 分钟`. O(numbers).
  mutating func holdArrowLengths(_ collection: Collection) {
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      let bytes = source.bytes
      for number in document.numbers where number.understanding == .typed && number.span.start > 16
      {
        // A clock ends right before the comma.
        var place = number.span.start
        if bytes[place - 1] == 0x20 { place -= 1 }
        for word in ["共", "历时", "持续", "用时", "耗时"]
        where bytes[(place - word.utf8.count)..<place].elementsEqual(word.utf8) {
          place -= word.utf8.count
          if bytes[place - 1] == 0x20 { place -= 1 }
          break
        }
        if bytes[place - 1] == 0x2C {
          place -= 1
        } else if bytes[place - 1] == 0x8C, bytes[place - 2] == 0xBC {
          place -= 3
        } else {
          continue
        }
        guard bytes[place - 1].isDigit, bytes[place - 3] == 0x3A else { continue }
        let lead = bytes.lineStart(place, limit: 32)..<place
        let end = bytes.lineEnd(number.span.start, limit: 80)
        guard bytes[lead].contains(0xE2), let span = clockSpans(Array(bytes[lead])).last,
          span.range.upperBound == lead.count,
          holdsArrow(bytes[lead][(lead.lowerBound + span.range.lowerBound)...]),
          !document.isInFence(number.span),
          let read = readQuantities(in: Array(bytes[number.span.start..<end]))
            .first, read.range.lowerBound == 0
        else { continue }
        let stated = read.quantity
        let rest = bytes[(number.span.start + read.range.upperBound)...].prefix(3)
        guard stated.dimension == .time, stated.comparator == .equal, stated.value < 86_400,
          rest.isEmpty || "\r\n.;)".utf8.contains(rest[rest.startIndex])
            || ["。", "；", "）"].contains(where: { rest.elementsEqual($0.utf8) }),
          stated.interval.upper < span.seconds - 60 || stated.interval.lower > span.seconds + 60,
          // Of a day's work there are breaks, and of a window a part may be meant.
          span.seconds < 5 * 3_600, stated.value >= span.seconds * 0.6,
          stated.value <= 3 * span.seconds, !lessens(bytes, number.span.start)
        else { continue }
        let figure = source.span(number.span.start..<(number.span.start + read.range.upperBound))
        let both = source.span((lead.lowerBound + span.range.lowerBound)..<place)
        // A line that names a length is read as a whole.
        guard !hasFinding(at: figure) else { continue }
        report(
          "from its beginning to its end a thing lasts as long as is said: `\(source.text(both))` is "
            + "\(format(span.seconds, in: .time, .en)), not `\(source.text(figure))`",
          at: figure, notes: [.init("the span", at: both)])
      }
    }
  }

  /// Holds a column of months against one of spans of months, where the other rows count the last one:
  /// `| 2028-04 ~ 2028-12 | 9个月 |`.
  mutating func holdMonthRanges(of table: Table) {
    guard (2...12).contains(table.columns.count), (3...60).contains(table.rows.count),
      let first = table.rows.first,
      let span = first.indices.first(where: { monthSpan(first[$0].text) != nil }),
      let length = first.indices.first(where: { wholeMonths(first[$0].text) != nil })
    else { return }
    var holding = 0
    var failing: [(row: [Table.Cell], months: Int)] = []
    for row in table.rows where max(span, length) < row.count {
      guard let months = monthSpan(row[span].text), let stated = wholeMonths(row[length].text)
      else {
        continue
      }
      if stated == months { holding += 1 } else { failing.append((row, months)) }
    }
    guard failing.count == 1, holding >= 2, let (row, months) = failing.first else { return }
    report(
      "from its beginning to its end a thing lasts as long as is said: `\(quoted(row[span].text))` are "
        + "\(counting(months, "months")) as the other rows count, not `\(quoted(row[length].text))`",
      at: row[length].span, notes: [.init("the span", at: row[span].span)])
  }

  /// Holds a column of days against those of beginnings and ends, where the other rows show how days are counted:
  /// `| 开始 | 结束 | 天数 |`.
  ///
  /// The last day may be counted or not, and days of rest may be left out.
  mutating func holdDayColumns(of table: Table) {
    guard (3...12).contains(table.columns.count), (3...60).contains(table.rows.count),
      let length = table.column(named: lengths), let start = table.column(named: starts),
      let end = table.column(named: stops), start != end, length != start, length != end
    else { return }
    holdWeeks(of: table, start, end, length)
    var holding = [0, 0, 0]
    var failing: [(row: Int, apart: Int, worked: Int)] = []
    for (index, row) in table.rows.enumerated() where max(start, end, length) < row.count {
      guard let a = day(of: row[start].text), let b = day(of: row[end].text), b >= a,
        b - a < 4_000, let stated = days(row[length], under: table.columns[length].header)
      else { continue }
      let worked = CalendarDate.workdays(in: a...b)
      let ways = [b - a + 1, b - a, worked]
      for (way, count) in ways.enumerated() where count == stated { holding[way] += 1 }
      if !ways.contains(stated) { failing.append((index, b - a, worked)) }
    }
    guard failing.count == 1, let wrong = failing.first, let most = holding.max(), most >= 2,
      // Where days of work are counted, there are holidays and several people.
      let way = holding.firstIndex(of: most), way < 2
    else { return }
    let right = [wrong.apart + 1, wrong.apart, wrong.worked][way]
    let row = table.rows[wrong.row]
    reportLength(from: row[start], to: row[end], is: counting(right, "days"), not: row[length])
  }
}

extension Reporter {
  /// Weeks in the place of days: all rows but one are so many whole weeks, and that one is as well; or all but one are
  /// those that the days begin, `Jan 6` to `Jan 17` two weeks.
  private mutating func holdWeeks(of table: Table, _ start: Int, _ end: Int, _ length: Int) {
    var holding = [0, 0, 0]
    var failing: [(row: [Table.Cell], apart: Int)] = []
    for row in table.rows where max(start, end, length) < row.count {
      guard let a = day(of: row[start].text, orOfAnyYear: true),
        let b = day(of: row[end].text, orOfAnyYear: true), b >= a, b - a < 4_000,
        let stated = row[length].quantity, stated.comparator == .equal, stated.decimals == 0,
        stated.dimension == .time, stated.unit.scale == 604_800, stated.value < 604_800 * 1_000
      else { continue }
      let weeks = Int(stated.value / 604_800)
      let ways = [b - a + 1 == weeks * 7, b - a == weeks * 7, (b - a + 7) / 7 == weeks]
      for (way, holds) in ways.enumerated() where holds { holding[way] += 1 }
      // A remark may say why, and less than half a week is none.
      if !ways.contains(true), !row[length].text.contains(where: { "(（".contains($0) }),
        Int((Double(b - a + 1) / 7).rounded()) != weeks
      {
        failing.append((row, b - a))
      }
    }
    guard failing.count == 1, let (row, apart) = failing.first, let most = holding.max(), most >= 2,
      let way = holding.firstIndex(of: most), way == 2 || (apart + 1 - way) % 7 == 0
    else { return }
    let weeks = counting(way == 2 ? (apart + 7) / 7 : (apart + 1 - way) / 7, "weeks")
    reportLength(from: row[start], to: row[end], is: weeks, not: row[length])
  }

  private mutating func reportLength(
    from start: Table.Cell, to end: Table.Cell, is right: String, not stated: Table.Cell
  ) {
    report(
      "from its beginning to its end a thing lasts as long as is said: from `\(quoted(start.text))` to "
        + "`\(quoted(end.text))` are \(right) as the other rows count, not `\(quoted(stated.text))`",
      at: stated.span,
      notes: [.init("it begins here", at: start.span), .init("it ends here", at: end.span)])
  }
}

/// Whether the line around a place says that something is left out of a span.
private func lessens(_ bytes: [UInt8], _ place: Int) -> Bool {
  lessening.occurInAnyCase(in: Array(bytes[bytes.line(around: place, limit: 400)]))
}

private let lessening: Words = [
  "不含", "不计", "剔除", "扣除", "除去", "停工", "封网", "净", "仅", "工作日", "休息", "午休", "窗口", "北京时间", "excluding",
  "without",
  "net ", "except", "break", "window", "working",
]

/// The months of a cell that is a span of them, both ends counted: 9 of `2028-04 ~ 2028-12`, 4 of
/// `2025.04.01-2025.07.31`.
private func monthSpan(_ text: String) -> Int? {
  guard (15...96).contains(text.utf8.count) else { return nil }
  let numbers = text.utf8.split { !$0.isDigit }.map { Substring($0) }
  if numbers.map(\.count) == [4, 2, 2, 4, 2, 2], text.count <= 30 {
    let parts = numbers.compactMap { Int($0) }
    guard parts[2] == 1, let start = CalendarDate(year: parts[0], month: parts[1], day: 1),
      let end = CalendarDate(year: parts[3], month: parts[4], day: parts[5])
    else { return nil }
    return wholeMonths(from: start, to: end)
  }
  guard numbers.count == 4, numbers.map(\.count) == [4, 2, 4, 2], text.count <= 24,
    !text.contains(where: { $0.isLetter && !"年月至到to".contains($0) })
  else { return nil }
  let values = numbers.compactMap { Int($0) }
  guard (1990...2100).contains(values[0]), (1...12).contains(values[1]),
    (1...12).contains(values[3]),
    case let months = values[2] * 12 + values[3] - values[0] * 12 - values[1] + 1,
    months > 0
  else { return nil }
  return months
}

/// The months of a cell that says nothing else: `9个月`, `9 months`.
private func wholeMonths(_ text: String) -> Int? {
  let digits = text.prefix { $0.isASCII && $0.isNumber }
  let unit = text.dropFirst(digits.count).filter { $0 != " " }
  return digits.count <= 2 && ["个月", "months"].contains(unit) ? Int(digits) : nil
}

private let starts: Words = ["开始", "起始", "起", "start", "began", "from"]
private let stops: Words = ["结束", "截止", "完成", "止", "end", "finish", "until", "to"]
private let lengths: Words = [
  "天数", "工期", "历时", "日数", "周期", "周数", "days", "weeks", "duration", "length",
]

/// The day of a cell that is a date and nothing else.
///
/// - Parameter orOfAnyYear: whether `Jan 6` is one, of a year that has no leap day.
private func day(of text: String, orOfAnyYear: Bool = false) -> Int? {
  date(of: text, orOfAnyYear: orOfAnyYear)?.dayNumber
}

/// As `day(of:)`, the date.
func date(of text: String, orOfAnyYear: Bool = false) -> CalendarDate? {
  let bytes = Array(text.utf8).filter { $0 != 0x2A }
  guard let first = bytes.firstIndex(where: { $0.isDigit }) else { return nil }
  let read = dayBehind(first, bytes) ?? dayBehind(0, bytes.filter { $0 != 0x20 })
  if let read { return read.range.count >= bytes.count { $0 != 0x20 } ? read.date : nil }
  guard orOfAnyYear, let month = monthBefore(first, bytes), month.start == 0,
    let number = Int(String(decoding: bytes[first...], as: UTF8.self)), number <= 31
  else { return nil }
  return CalendarDate(year: 2025, month: month.number, day: number)
}

/// The whole days of a cell.
private func days(_ cell: Table.Cell, under header: String) -> Int? {
  guard let stated = cell.quantity, stated.comparator == .equal, stated.decimals == 0 else {
    return nil
  }
  guard (0..<1e12).contains(stated.value) else { return nil }
  switch stated.dimension {
  case .time where stated.unit.scale == 86_400: return Int(stated.value / 86_400)
  case .number where dayWords.occurInAnyCase(in: header): return Int(stated.value)
  default: return nil
  }
}

private let dayWords: Words = ["天", "日数", "days", "(d)"]

/// Whether nothing of a clause follows at a place: in `(9 months usable)` something else is told.
private func endsClause(_ bytes: [UInt8], _ place: Int) -> Bool {
  guard place < bytes.count else { return true }
  return "\n\r.,;)|".utf8.contains(bytes[place])
    || ["。", "，", "；", "）", "、"].contains { bytes[place...].starts(with: $0.utf8) }
}

private func holdsArrow(_ bytes: ArraySlice<UInt8>) -> Bool {
  bytes.indices.contains { bytes[$0...].starts(with: "→".utf8) }
}

/// The month whose year stands next behind a place, at most so many bytes away.
private func yearMonth(beginning start: Int, _ bytes: [UInt8], within reach: Int) -> WrittenMonth? {
  var place = start
  while place < bytes.count, place - start <= reach + 10, bytes[place] != 0x0A {
    if bytes[place].isDigit {
      let found = yearMonth(place, bytes)
      return found.flatMap { $0.range.lowerBound - start <= reach ? $0 : nil }
    }
    place += 1
  }
  return nil
}

/// The whole months that are told behind a place.
private func months(behind start: Int, _ bytes: [UInt8]) -> (count: Int, range: Range<Int>)? {
  var place = start
  while place < bytes.count, place - start <= 16, !bytes[place].isDigit {
    if bytes[place] == 0x0A { return nil }
    place += 1
  }
  let digits = bytes[min(place, bytes.count)...].prefix(3).prefix { $0.isDigit }
  guard let count = Int(String(decoding: digits, as: UTF8.self)), digits.count <= 2 else {
    return nil
  }
  var end = place + digits.count
  if end < bytes.count, bytes[end] == 0x20 { end += 1 }
  for word in ["个月", "months"] where bytes[end...].starts(with: word.utf8) {
    return (count, place..<(end + word.utf8.count))
  }
  return nil
}
