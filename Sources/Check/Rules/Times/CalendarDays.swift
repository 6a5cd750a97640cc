import Catalog
import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds the day of the week that stands in brackets behind a date: `2025-10-28（周三）`.
  mutating func holdWeekdays(_ collection: Collection) {
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      let date = collection.statedDate(of: document)
      for number in document.numbers where number.understanding == .label {
        let full = dayBehind(number.span.start, source.bytes)
        guard let day = full ?? monthDay(number.span.start, source.bytes, of: date),
          let stated = weekday(behind: day.range.upperBound, source.bytes),
          full != nil || !speaksOfOtherYears(number.span, document, source)
        else { continue }
        let right = CalendarDate.weekday(ofDay: day.date.dayNumber)
        guard right != stated.day, !document.isInFence(number.span) else { continue }
        report(
          "a date has one day of the week: `\(collection.quoted(source.span(day.range)))` is a \(weekdays[right]), not "
            + "`\(source.text(source.span(stated.range)))`",
          at: source.span(stated.range),
          // The year is that of the document, which need not be meant.
          severity: full == nil ? .warning : nil)
      }
    }
  }

  /// Holds the days that are stated behind a span of dates: `2025-09-01 至 2025-09-30，共 31 天`.
  ///
  /// The last day may be counted or not.
  mutating func holdDayCounts(_ collection: Collection) {
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      let bytes = source.bytes
      let numbers = document.numbers
      for index in numbers.indices.dropLast(2) {
        let first = numbers[index].span
        // The parts of 2025年7月1日 are numbers of their own.
        guard let from = dayBehind(first.start, bytes),
          let next = follower(of: index, behind: from.range.upperBound, in: numbers),
          let until = dayBehind(numbers[next].span.start, bytes),
          let last = follower(of: next, behind: until.range.upperBound, in: numbers)
        else { continue }
        let (second, length) = (numbers[next].span, numbers[last].span)
        guard numbers[last].understanding == .typed,
          length.start - first.start <= 80,
          let to = dayBehind(second.start, bytes), to.end(in: bytes) <= length.start,
          (0...8).contains(to.range.lowerBound - from.end(in: bytes)),
          spanJointEnd(from.end(in: bytes), bytes) == to.range.lowerBound,
          leadsToLength(bytes[to.end(in: bytes)..<length.start]),
          case (let a, let b) = (from.date.dayNumber, to.date.dayNumber), b > a,
          !document.isInFence(first)
        else { continue }
        let reads = readQuantities(in: Array(bytes[length.range]))
        guard reads.count == 1, let stated = reads.first?.quantity,
          let right = rightLength(from: from.date, to: to.date, stated)
        else { continue }
        report(
          "from its beginning to its end a thing lasts as long as is said: from `\(source.text(source.span(from.range)))` to "
            + "`\(source.text(source.span(to.range)))` are \(right), not `\(collection.quoted(length))`",
          at: length)
      }
    }
  }
}

/// How long it is from one day to another, where a number of days, weeks or months is not that; nil else.
///
/// The last day may be counted or not, or only the days that are worked; and what is far from it is of something else.
func rightLength(from start: CalendarDate, to end: CalendarDate, _ stated: Quantity) -> String? {
  let (a, b) = (start.dayNumber, end.dayNumber)
  guard b > a, stated.dimension == .time, stated.comparator == .equal, stated.decimals == 0,
    (0..<1e12).contains(stated.value)
  else { return nil }
  let days = counting(b - a + 1, "days")
  switch stated.unit.scale {
  case 86_400:
    let said = Int(stated.value / 86_400)
    // Of a sprint the days that are worked.
    let worked = CalendarDate.workdays(in: a...min(b, a + 4_000))
    let isRight = [b - a, b - a + 1, worked, worked - 1].contains(said)
    // More than there are may be a slip of any size.
    return !isRight && said * 5 > (b - a) * 4 && said < (b - a + 1) * 3 ? days : nil
  case 604_800:
    let weeks = stated.value / 604_800
    let right = Double(b - a + 1) / 7
    let isRight = (right.rounded(.down)...right.rounded(.up)).contains(weeks)
    return !isRight && weeks < right * 3 && weeks * 3 > right ? days : nil
  case 2_400_000...2_700_000:
    let said = Int((stated.value / stated.unit.scale).rounded())
    guard let right = months(from: start, to: end), !(right.least...right.most).contains(said),
      said * 3 > right.most, said < right.most * 3
    else { return nil }
    return counting(right.most, "months")
  default: return nil
  }
}

/// The months from the first day of one to the last day of another; nil for other days.
func wholeMonths(from start: CalendarDate, to end: CalendarDate) -> Int? {
  let (year, month) = end.month == 12 ? (end.year + 1, 1) : (end.year, end.month + 1)
  guard start.day == 1,
    CalendarDate(year: year, month: month, day: 1)?.dayNumber == end.dayNumber + 1
  else { return nil }
  let months = (end.year - start.year) * 12 + end.month - start.month + 1
  return months > 0 ? months : nil
}

/// How many months a span of days may be said to be: of whole months just so many, else what their names or their
/// days give; nil for days of one month.
private func months(from start: CalendarDate, to end: CalendarDate) -> (least: Int, most: Int)? {
  let apart = (end.year - start.year) * 12 + end.month - start.month
  guard apart > 0 else { return nil }
  if let whole = wholeMonths(from: start, to: end) { return (whole, whole) }
  return (max(1, apart - 1), apart + 1)
}

/// The next of some numbers that begins behind a place, at most six on.
private func follower(of index: Int, behind place: Int, in numbers: [NumberUse]) -> Int? {
  let end = min(numbers.count, index + 7)
  return (index + 1..<max(index + 1, end)).first { numbers[$0].span.start >= place }
}

/// Whether the line of a day or a heading above it names a year, so that the document's may not be meant.
private func speaksOfOtherYears(
  _ place: Span, _ document: DocumentDraft, _ source: SourceFile
) -> Bool {
  let line = source.bytes.line(around: place.start, limit: 200)
  if otherYears.occurInAnyCase(in: Array(source.bytes[line])) { return true }
  var section: Int? = document.sections.innermost(at: place.start)
  while let at = section, at > 0 {
    if document.sections[at].level > 1, otherYears.occurInAnyCase(in: document.sections[at].title) {
      return true
    }
    section = document.sections[at].parent
  }
  return false
}

private let otherYears: Words = ["年", "同期", "上一", "last year"]

/// Whether nothing but a word for how long stands between a span of dates and its length.
func leadsToLength(_ gap: ArraySlice<UInt8>) -> Bool {
  ["，共", ",共", "（", "(", "（共", "(共", "，共计", "，历时", ",历时", ",", "，为期", "，", "，合计"]
    .contains(String(decoding: gap.filter { $0 != 0x20 }, as: UTF8.self))
}

/// The day of the week in brackets at a place: 0 for Monday.
private func weekday(behind start: Int, _ bytes: [UInt8]) -> (day: Int, range: Range<Int>)? {
  var place = start
  if place < bytes.count, bytes[place] == 0x20 { place += 1 }
  guard let inside = bytes.openingBracketEnd(at: place) else { return nil }
  place = inside
  for word in ["周", "星期"] where bytes[place...].starts(with: word.utf8) {
    let at = place + word.utf8.count
    for (day, name) in ["一", "二", "三", "四", "五", "六", "日"].enumerated()
    where bytes[at...].starts(with: name.utf8) {
      return bytes.closesBracket(at: at + 3) ? (day, place..<(at + 3)) : nil
    }
    if bytes[at...].starts(with: "天".utf8), bytes.closesBracket(at: at + 3) {
      return (6, place..<(at + 3))
    }
  }
  let letters = bytes[place...].prefix { $0.isLetter }
  let word = String(decoding: letters, as: UTF8.self)
  guard letters.count >= 3, let day = weekdays.firstIndex(where: { $0.hasPrefix(word) }) else {
    return nil
  }
  // In `（周一至周五）` and `（周日均 3 次）` no day of the date is meant.
  return bytes.closesBracket(at: letters.endIndex) ? (day, place..<letters.endIndex) : nil
}

private let weekdays = [
  "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
]

extension WrittenDay {
  /// Where the date ends, with the 日 that may stand behind it.
  fileprivate func end(in bytes: [UInt8]) -> Int {
    bytes[range.upperBound...].starts(with: "日".utf8) ? range.upperBound + 3 : range.upperBound
  }
}
