import Model
import Quantities

/// What a downtime is counted over.
struct DowntimePeriod {
  let seconds: Double
  let name: Label

  private static let day = 86_400.0

  static let year = DowntimePeriod(seconds: 365 * day, name: Label(zh: "365 天", en: "365 days"))
  private static let thirtyDays = DowntimePeriod(
    seconds: 30 * day, name: Label(zh: "30 天", en: "30 days"))

  /// The words of each period; the shorter come first, for 年 may stand beside any of them.
  private static let all: [(period: DowntimePeriod, words: Words)] = [
    (
      DowntimePeriod(seconds: 365 * day / 12, name: Label(zh: "1/12 年", en: "1/12 year")),
      [
        "每月", "月停机", "月可用", "月度", "/月", "per month", "a month", "monthly", "/month", "/ month",
        "(month",
      ]
    ),
    (
      DowntimePeriod(seconds: 365 * day / 4, name: Label(zh: "1/4 年", en: "1/4 year")),
      [
        "每季", "季停机", "季可用", "季度", "/季", "per quarter", "a quarter", "quarterly", "/quarter",
        "/ quarter",
        "(quarter",
      ]
    ),
    (
      DowntimePeriod(seconds: 7 * day, name: Label(zh: "7 天", en: "7 days")),
      ["每周", "周停机", "周可用", "/周", "per week", "a week", "weekly", "/week", "/ week", "(week"]
    ),
    (
      DowntimePeriod(seconds: day, name: Label(zh: "24 小时", en: "24 hours")),
      [
        "每天", "每日", "日停机", "/天", "/日", "per day", "a day", "daily", "/day", "/ day", "(day",
      ]
    ),
    (
      year,
      [
        "每年", "年停机", "年宕机", "年度", "全年", "年内", "/年", "per year", "a year", "yearly", "annual",
        "annum", "/year", "/ year", "/yr",
      ]
    ),
  ]

  private static let thirtyDayWords: Words = ["30-day", "30 day", "30天", "30 天"]
  private static let pasts = Words(Vocabulary.pasts)

  private static let windowTails = [
    "停机", "宕机", "窗口", "滚动", "周期", "允许", " 允许", "内", "中允许", " window", "-window",
    " rolling",
  ]
  private static let windowLeads = [
    "any ", "every ", "per ", "over ", "over a ", "rolling ", "trailing ", "每", "任意", "任意连续", "按",
    "按 ",
  ]

  /// Periods that are none of these.
  private static let unknown: Words = [
    "半年", "半月", "两周", "half-year", "half year", "half a ", "first half", "second half", "sprint",
    "fortnight", "学期", "季节",
    "season",
  ]

  private init(seconds: Double, name: Label) {
    self.seconds = seconds
    self.name = name
  }

  init(days: Quantity) {
    self.init(seconds: days.value, name: Label(zh: format(days, .zh), en: format(days, .en)))
  }

  /// Whether a downtime is that of any period that people count over.
  static func anyExplains(_ time: Double, leftBy availability: Double) -> Bool {
    let usual = all.map(\.period.seconds) + [28, 30, 90, 181, 184].map { $0 * day }
    return usual.contains { abs((1 - availability) * $0 - time) <= time * 0.06 }
  }

  /// What heads a column of downtimes by its period alone.
  static let headings: Set<String> = [
    "daily", "weekly", "monthly", "quarterly", "yearly", "annually", "annual", "per day",
    "per week",
    "per month", "per quarter", "per year", "每天", "每日", "每周", "每月", "每季", "每年",
  ]

  /// The period that some words name; nil where they name none.
  static func stated(in words: String) -> DowntimePeriod? {
    // No part of a longer figure, as in `7.30 days`.
    if words.holds("30") {
      let spaced = words.replacing(/[0-9][.,][0-9]+/, with: "").replacing(/[0-9]30/, with: "")
      if thirtyDayWords.occurInAnyCase(in: spaced) { return thirtyDays }
    }
    guard !pasts.occurInAnyCase(in: words) else { return nil }
    return all.first { $0.words.occurInAnyCase(in: words) }?.period
  }

  /// The days that a heading counts over: `Error budget (30 days)`.
  static func days(in words: String) -> DowntimePeriod? {
    readQuantities(in: Array(words.utf8)).map(\.quantity)
      .first { $0.dimension == .time && $0.value >= day }
      .map(DowntimePeriod.init(days:))
  }

  /// What stands before a period that people count over, where it is none of those of any length: `of 8,760 hours`.
  private static let periodLeads = [
    "in ", "in the ", "of ", "of the ", "out of ", "during ", "over the ", "for ", "全年", "全年 ",
    "一年",
    "一年 ", "全月", "全月 ", "月", "月 ", "month of ",
  ]
  /// Behind it in brackets stands how long the period is: 每月（30 天）.
  private static let bracketLeads = [
    "月（", "月(", "月 (", "年（", "年(", "年 (", "季（", "季(", "季度（", "季度(", "周（", "周(", "month (",
    "monthly (", "months (", "year (", "yearly (", "annual (", "quarter (", "quarterly (", "week (",
    "weekly (",
  ]
  private static let periodDays: Set<Double> = [
    7, 28, 29, 30, 31, 90, 91, 92, 180, 181, 182, 183, 184, 360, 364, 365, 366,
  ]

  /// The windows of whole days in a line that a downtime is counted over: `in any 30 days`, 90天停机时间, and the
  /// 366 days of `4 h 24 min of downtime in 8,784 hours`.
  static func windows(in bytes: [UInt8], _ line: Range<Int>) -> [ReadQuantity] {
    let reads = readQuantities(in: bytes, range: line).filter { $0.quantity.dimension == .time }
    let longest = reads.map(\.quantity.value).max() ?? 0
    return reads.filter { read in
      let days = read.quantity.value / day
      guard days >= 1, days == days.rounded() else { return false }
      let end = min(line.upperBound, read.range.upperBound + 24)
      let tail = String(decoding: bytes[read.range.upperBound..<end], as: UTF8.self).lowercased()
      if windowTails.contains(where: tail.hasPrefix) { return stated(in: tail) == nil }
      let start = max(line.lowerBound, read.range.lowerBound - 12)
      let lead = String(decoding: bytes[start..<read.range.lowerBound], as: UTF8.self).lowercased()
      if windowLeads.contains(where: lead.hasSuffix) { return true }
      return read.quantity.comparator == .equal && periodDays.contains(days)
        && (bracketLeads.contains(where: lead.hasSuffix)
          // A downtime of 7 days is one, where no other time stands beside it.
          || reads.count > 1 && read.quantity.value == longest
            && periodLeads.contains(where: lead.hasSuffix))
    }
  }

  /// Whether some words name a period that is not known: 上半年.
  static func isUnknown(in words: String) -> Bool { unknown.occurInAnyCase(in: words) }

  /// The one month, quarter or week of the calendar that a line names: 7月, `Q3`, `last week`; nothing known of
  /// it where it names several, or days of one.
  static func ofCalendar(in line: String) -> (isNamed: Bool, period: DowntimePeriod?) {
    var days: [Double] = []
    for match in line.matches(of: /([0-9]{1,2}) ?月(份?) ?([0-9]?)/) {
      let lead = line[..<match.range.lowerBound].drop { $0 == " " }.last
      guard let month = Int(match.1), (1...12).contains(month), match.3.isEmpty,
        lead.map({ !"近前–-~至到—过".contains($0) }) ?? true
      else { return (true, nil) }
      days.append(month == 2 ? 28.25 : [4, 6, 9, 11].contains(month) ? 30 : 31)
    }
    if quarters.occurInAnyCase(in: line) { days.append(91.5) }
    if weeks.occurInAnyCase(in: line) { days.append(7) }
    guard let one = days.first else { return (false, nil) }
    if others.occurInAnyCase(in: line) { return (true, nil) }
    guard days.count == 1 || Set(days).count == 1 && one > 27 && one < 32 else {
      return (true, nil)
    }
    let whole = Int(one.rounded())
    return (
      true,
      DowntimePeriod(seconds: one * day, name: Label(zh: "\(whole) 天", en: "\(whole) days"))
    )
  }

  /// What tells of longer than what is named.
  private static let others: Words = [
    "年", "起", "截至", "复盘", "回顾", "review", "ytd", "to date", "since", "year", "annual", "sla", "slo",
    "和",
    "目标", "target",
  ]
  private static let quarters: Words = [
    "q1", "q2", "q3", "q4", "一季度", "二季度", "三季度", "四季度", "本季度", "上季度", "this quarter",
    "last quarter",
  ]
  private static let weeks: Words = ["本周", "上周", "last week", "this week"]

  /// The period that a downtime is counted over by the words about it: a year, if they name none; nil
  /// where they name one that is not known.
  static func assumed(from words: String) -> DowntimePeriod? {
    if unknown.occurInAnyCase(in: words) { return nil }
    return all.first { $0.words.occurInAnyCase(in: words) }?.period ?? year
  }
}
