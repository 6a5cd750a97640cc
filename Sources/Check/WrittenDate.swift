import Catalog
import Quantities

// Days and months as documents write them.

/// A day as it is written; the month may have fewer days.
struct WrittenDay {
  let date: CalendarDate
  let range: Range<Int>
}

extension WrittenDay {
  /// Nil where there is no such month, and no month with such a day.
  fileprivate init?(_ year: Int, _ month: Int, _ day: Int, _ range: Range<Int>) {
    guard let date = CalendarDate(year: year, month: month, day: day) else { return nil }
    self.init(date: date, range: range)
  }
}

/// The day that begins with a number, or whose number stands behind its month: `2025-02-30`, `2025年2月30日`,
/// `31 April 2026`, `April 31, 2026`.
func dayBehind(_ start: Int, _ bytes: [UInt8]) -> WrittenDay? {
  func number(_ from: Int, _ most: Int) -> (value: Int, end: Int)? {
    var end = from
    var value = 0
    while end < bytes.count, bytes[end].isDigit, end - from <= most {
      value = value * 10 + Int(bytes[end] - 0x30)
      end += 1
    }
    return end > from && end - from <= most ? (value, end) : nil
  }
  guard start < bytes.count, start == 0 || !goesOnWithDigits(bytes[start - 1]),
    let first = number(start, 4)
  else { return nil }
  if first.end - start == 4, (1990...2100).contains(first.value) {
    let joints: [[UInt8]]
    switch bytes[first.end...].first {
    case UInt8(ascii: "-"): joints = hyphens
    case UInt8(ascii: "/"): joints = strokes
    case UInt8(ascii: "."): joints = points
    case 0xE5?: joints = units
    default: return nil
    }
    guard bytes[first.end...].starts(with: joints[0]),
      let month = number(first.end + joints[0].count, 2),
      bytes[month.end...].starts(with: joints[1]),
      let day = number(month.end + joints[1].count, 2), bytes[day.end...].starts(with: joints[2]),
      // `2025-02-30-1` and a path are something else.
      joints[2].count > 0
        || day.end - month.end == 3 && month.end - first.end == 3
          && (day.end >= bytes.count || !isNamePart(bytes[day.end])
            || joints[0] == points[0] && beginsYear(day.end + 1, bytes))
    else { return nil }
    return WrittenDay(first.value, month.value, day.value, start..<day.end)
  }
  guard first.end - start <= 2, (1...31).contains(first.value), first.end < bytes.count else {
    return nil
  }
  if let month = monthBefore(start, bytes) {
    var place = first.end
    if bytes[place] == UInt8(ascii: ",") { place += 1 }
    guard place < bytes.count, bytes[place] == 0x20, let year = number(place + 1, 4),
      (1990...2100).contains(year.value), year.end >= bytes.count || !isNamePart(bytes[year.end])
    else { return nil }
    return WrittenDay(year.value, month.number, first.value, month.start..<year.end)
  }
  guard bytes[first.end] == 0x20 else { return nil }
  let word = bytes[(first.end + 1)...].prefix(10).prefix { $0.isLetter }
  guard let month = monthNamed(word), bytes[word.endIndex...].first == 0x20,
    let year = number(word.endIndex + 1, 4),
    (1990...2100).contains(year.value)
  else { return nil }
  return WrittenDay(year.value, month, first.value, start..<year.end)
}

/// The month whose name ends a blank before a place: `January ` before the 6.
func monthBefore(_ start: Int, _ bytes: [UInt8]) -> (number: Int, start: Int)? {
  guard start >= 4, bytes[start - 1] == 0x20 else { return nil }
  let end = bytes[start - 2] == UInt8(ascii: ".") ? start - 2 : start - 1
  var begin = end
  while begin > 0, bytes[begin - 1].isLetter { begin -= 1 }
  // March begins a month's name; `may 5` may be a verb before a number.
  guard begin < end, (0x41...0x5A).contains(bytes[begin]) else { return nil }
  return monthNamed(bytes[begin..<end]).map { ($0, begin) }
}

// What stands behind the year, the month and the day of a date.
private let hyphens: [[UInt8]] = [[0x2D], [0x2D], []]
private let strokes: [[UInt8]] = [[0x2F], [0x2F], []]
private let points: [[UInt8]] = [[0x2E], [0x2E], []]
private let units: [[UInt8]] = ["年", "月", "日"].map { Array($0.utf8) }

/// Whether a number behind a byte goes on with what stands before it: `1.5`, `10/12`.
private func goesOnWithDigits(_ byte: UInt8) -> Bool {
  // Minus, point and stroke are neighbours.
  byte.isDigit || (UInt8(ascii: "-")...UInt8(ascii: "/")).contains(byte)
}

/// Whether a year and a point stand at a place: of 2025.04.01-2025.07.31 the second date.
private func beginsYear(_ start: Int, _ bytes: [UInt8]) -> Bool {
  start + 5 <= bytes.count && bytes[start..<(start + 4)].allSatisfy(\.isDigit)
    && bytes[start + 4] == UInt8(ascii: ".")
}

private func isNamePart(_ byte: UInt8) -> Bool {
  "-/_0123456789".utf8.contains(byte) || byte.isLetter && byte != UInt8(ascii: "T")
}

/// The number of a month by its English name or the first three letters of it; nil for other words.
private func monthNamed(_ word: ArraySlice<UInt8>) -> Int? {
  guard (3...9).contains(word.count) else { return nil }
  let name = String(decoding: word, as: UTF8.self).lowercased()
  return months.firstIndex { $0 == name || $0.prefix(3) == name }.map { $0 + 1 }
}

private let months = [
  "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
  "november", "december",
]

/// `10 月 28 日` of the year in which a document was written, no later in it than the document.
func monthDay(_ start: Int, _ bytes: [UInt8], of date: CalendarDate?) -> WrittenDay? {
  var place = start
  func number() -> Int? {
    var value = 0
    let first = place
    while place < bytes.count, bytes[place].isDigit, place - first < 2 {
      value = value * 10 + Int(bytes[place] - 0x30)
      place += 1
    }
    return place > first ? value : nil
  }
  func skip(_ word: String) -> Bool {
    if place < bytes.count, bytes[place] == 0x20 { place += 1 }
    guard place < bytes.count, bytes[place...].starts(with: word.utf8) else { return false }
    place += word.utf8.count
    return true
  }
  guard let date, start < bytes.count, start == 0 || !bytes[start - 1].isDigit,
    let month = number(), skip("月")
  else { return nil }
  if place < bytes.count, bytes[place] == 0x20 { place += 1 }
  guard let day = number(), skip("日"), (1...date.month).contains(month),
    // A year before it is its own.
    !bytes[max(0, start - 4)..<start].contains(0xB4)
  else { return nil }
  return WrittenDay(date.year, month, day, start..<place)
}

/// A month of a year, by its months since year 0.
struct WrittenMonth {
  let ordinal: Int
  let range: Range<Int>
}

/// The month whose year's digits begin at a place, `2024年9月` and `September 2024`; nil where a day is told.
func yearMonth(_ start: Int, _ bytes: [UInt8]) -> WrittenMonth? {
  guard start + 4 <= bytes.count, start == 0 || !"0123456789-/.".utf8.contains(bytes[start - 1]),
    let year = Int(String(decoding: bytes[start..<(start + 4)], as: UTF8.self)),
    (1990...2100).contains(year)
  else { return nil }
  var place = start + 4
  func skipSpace() { if place < bytes.count, bytes[place] == 0x20 { place += 1 } }
  skipSpace()
  if bytes[place...].starts(with: "年".utf8) {
    place += 3
    skipSpace()
    let digits = bytes[place...].prefix(2).prefix { $0.isDigit }
    guard let month = Int(String(decoding: digits, as: UTF8.self)), (1...12).contains(month) else {
      return nil
    }
    place += digits.count
    skipSpace()
    guard bytes[place...].starts(with: "月".utf8) else { return nil }
    place += 3
    let end = place
    skipSpace()
    guard place >= bytes.count || !bytes[place].isDigit else { return nil }
    return WrittenMonth(ordinal: year * 12 + month, range: start..<end)
  }
  // The name of the month stands before the year, and no day before it.
  guard start >= 4, bytes[start - 1] == 0x20 else { return nil }
  var begin = start - 1
  while begin > 0, bytes[begin - 1].isLetter { begin -= 1 }
  guard let month = monthNamed(bytes[begin..<(start - 1)]),
    begin < 2 || !bytes[begin - 2].isDigit
  else { return nil }
  return WrittenMonth(ordinal: year * 12 + month, range: begin..<(start + 4))
}

/// The first day in a text, as `2025年10月20日`, `2025-10-20` or `2025/10/20`.
func readDate(_ text: String) -> CalendarDate? {
  var numbers: [Int] = []
  var current: Int?
  for scalar in text.unicodeScalars {
    if ("0"..."9").contains(scalar) {
      current = min(99_999, (current ?? 0) * 10 + Int(scalar.value - 48))
      continue
    }
    if let number = current {
      let isSeparator = scalar == "年" || scalar == "月" || scalar == "-" || scalar == "/"
      numbers.append(number)
      current = nil
      if let date = date(numbers.suffix(3)) { return date }
      if !isSeparator { numbers = [] }
    }
  }
  if let number = current { numbers.append(number) }
  return date(numbers.suffix(3))
}

private func date(_ numbers: ArraySlice<Int>) -> CalendarDate? {
  let parts = Array(numbers)
  guard parts.count == 3, (1990...2100).contains(parts[0]) else { return nil }
  return CalendarDate(year: parts[0], month: parts[1], day: parts[2])
}

/// The first day of the one month that a line gives: `2024年12月`, `2025 年 9 月`.
func readMonth(_ text: String) -> CalendarDate? {
  guard let year = text.firstRange(of: "年"),
    let month = text[year.upperBound...].firstRange(of: "月")
  else { return nil }
  let digits = text[..<year.lowerBound].filter { $0 != " " }.suffix(4)
  guard let y = Int(digits), (1990...2100).contains(y),
    let m = Int(text[year.upperBound..<month.lowerBound].filter { $0 != " " })
  else { return nil }
  return CalendarDate(year: y, month: m, day: 1)
}
