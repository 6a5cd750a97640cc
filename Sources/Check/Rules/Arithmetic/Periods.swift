import Diagnostics
import Model
import Quantities

extension Rule {
  /// Holds what is paid or saved in a year against what it is in a month.
  static let periodSum = Rule(
    "period-sum", .warning, "年与月的金额不符", "Year that is not twelve months",
    """
    What a year costs or saves is twelve times what a month does.

        每月 ¥460.8，每年 ¥6,529.6                                 <- ¥5,529.6
        年化节省 360 万元，即每月 36 万元                          <- 30
        年节省 462 万元，降幅 62%。三年累计节省 1,286 万元          <- 1,386
        we save $30k per month, or $300k per year                  <- $360k
        一年允许停机 52.6 分钟，折合每月 43.2 分钟                 <- 4.4
        $1.21 per hour, $29 per day and $970 per month             <- $883

    So are the columns 月成本 and 年成本, `monthly cost` and `yearly cost`, where other rows show that the one is twelve times
    the other, and the rows 月度费用 and 年度费用.

    Judged where one line gives just one amount for the month and one for the year (or one for the year and one for
    several years), and the one is near what the other makes: figures that are far apart are of different things.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for table in document.tables {
        reporter.holdYears(of: table)
        reporter.holdPeriodRows(of: table, collection.source(document).bytes)
      }
    }
    reporter.holdSplitYears(collection)
    for line in collection.figureLines(.periods)
    where line.isLine && !line.isRow && !line.isCounterexample {
      let reads = readQuantities(in: line.bytes)
      let money = reads.indices.compactMap { at -> (read: ReadQuantity, months: Double)? in
        let read = reads[at]
        guard read.quantity.dimension.isMoney, read.quantity.comparator == .equal,
          read.times == nil, read.per == nil, read.sign == nil, read.quantity.value > 0
        else { return nil }
        let end = at + 1 < reads.count ? reads[at + 1].range.lowerBound : line.bytes.count
        return months(
          line.text(lead(line, before: read.range.lowerBound)),
          line.text(read.range.upperBound..<end),
          read.quantity
        ).map { (read, $0) }
      }
      guard money.count == 2, money[0].months != money[1].months,
        money[0].read.quantity.dimension == money[1].read.quantity.dimension
          || money.contains(where: { $0.read.quantity.isRate }),
        line.first(others, in: 0..<line.bytes.count) == nil
      else { continue }
      let (one, other) = (money[0], money[1])
      let first = one.read.quantity.amount(of: one.months) / one.months
      let second = other.read.quantity.amount(of: other.months) / other.months
      let ratio = second / first
      // Rounded to two figures at least.
      guard abs(ratio - 1) > 0.03, (0.6...1.6).contains(ratio) else { continue }
      let isRounded = [one, other].contains {
        let quantity = $0.read.quantity
        return (quantity.interval.upper - quantity.interval.lower) / quantity.value > 0.05
          && quantity.decimals > 0
      }
      if isRounded { continue }
      // A year is cheaper than its months wherever it can be bought as one.
      let isCheaper = (one.months < other.months) == (ratio < 1)
      if isCheaper, line.first(savings, in: 0..<line.bytes.count) == nil { continue }
      let between = line.text(one.read.range.upperBound..<other.read.range.lowerBound)
      if between.contains(where: { ";；".contains($0) }) { continue }
      let right = first * other.months
      reporter.report(
        "what a year makes is twelve times what a month does: by `\(line.text(one.read.range))` "
          + "it is \(other.read.quantity.text(of: right)), not "
          + "`\(line.text(other.read.range))`",
        at: line.span(other.read.range),
        notes: [.init("computed from this", at: line.span(one.read.range))])
    }
    reporter.holdRateChains(collection)
  }
}

extension Reporter {
  /// Holds the columns 月成本 and 年成本 of a table against each other where its other rows show the twelvefold.
  fileprivate mutating func holdYears(of table: Table) {
    let headers = table.columns.map { $0.header.lowercased() }
    func columns(_ words: [String]) -> [(column: Int, rest: String)] {
      table.columns.indices.compactMap { column in
        let header = headers[column]
        guard let word = words.first(where: header.holds), header.count <= 20,
          let place = header.firstRange(of: word)
        else { return nil }
        return (
          column, (header[..<place.lowerBound] + header[place.upperBound...]).filter(\.isLetter)
        )
      }
    }
    let months = columns(["每月", "月", "monthly", "per month", "/month", "month"])
    let years = columns(["每年", "年", "yearly", "annual", "per year", "/year", "year"])
    guard months.count == 1, years.count == 1, months[0].rest == years[0].rest,
      months[0].column != years[0].column
    else { return }
    let (month, year) = (months[0].column, years[0].column)
    let rows = table.rows.filter { max(month, year) < $0.count }
    let pairs = rows.compactMap { row -> (row: [Table.Cell], ratio: Double, slack: Double)? in
      guard let a = row[month].quantity, let b = row[year].quantity, a.value > 0, b.value > 0,
        a.comparator == .equal, b.comparator == .equal
      else { return nil }
      func amount(_ quantity: Quantity) -> Double { quantity.value / quantity.unit.scale }
      let sameUnit = a.unit.symbol == b.unit.symbol
      let ratio = sameUnit ? amount(b) / amount(a) : 12 * b.value / a.value
      let slack =
        (a.interval.upper - a.interval.lower) / a.value
        + (b.interval.upper - b.interval.lower) / b.value
      return (row, ratio, min(slack, 0.1) + 0.002)
    }
    let wrong = pairs.filter { abs($0.ratio / 12 - 1) > $0.slack }
    guard wrong.count == 1, pairs.count - wrong.count >= 2, let one = wrong.first,
      // A year may be bought for less than its months, and a remark may say why one row differs.
      (6...24).contains(one.ratio), !(9..<11.6).contains(one.ratio),
      one.row.dropFirst().allSatisfy({ $0.quantity != nil || $0.text.isEmpty }),
      isMoney(one.row[year]) || costs.occurInAnyCase(in: table.columns[year].header)
    else { return }
    report(
      "what a year makes is twelve times what a month does: 12 × `\(quoted(one.row[month].text))`, not "
        + "`\(quoted(one.row[year].text))`",
      at: one.row[year].span, notes: [.init("computed from this", at: one.row[month].span)])
  }
}

private func isMoney(_ cell: Table.Cell) -> Bool { cell.quantity?.dimension.isMoney ?? false }

private let costs: Words = ["成本", "费", "支出", "cost", "spend", "bill"]

extension Quantity {
  fileprivate var isRate: Bool {
    if case .moneyRate = dimension { true } else { false }
  }

  /// An amount as it would be written in the unit; of a rate without its period.
  fileprivate func text(of amount: Double) -> String {
    isRate ? plainNumber(amount) : format(amount, in: unit, .en)
  }

  /// The amount of so many months, of which a rate says what one second costs.
  fileprivate func amount(of months: Double) -> Double {
    isRate ? value / unit.scale : value
  }
}

/// The last words of the clause before a figure.
private func lead(_ line: FigureLine, before offset: Int) -> Range<Int> {
  var start = offset
  while start > 0, offset - start < 36 {
    let rest = line.bytes[(start - 1)...]
    if rest.first == UInt8(ascii: ",") || rest.first == UInt8(ascii: ";") { break }
    if start >= 3,
      line.bytes[(start - 3)...].starts(with: "，".utf8)
        || line.bytes[(start - 3)...].starts(with: "。".utf8)
        || line.bytes[(start - 3)...].starts(with: "；".utf8)
    {
      break
    }
    start -= 1
  }
  return start..<offset
}

/// How many months an amount is for, by the words right before or behind it; nil where they say nothing.
private func months(_ before: String, _ after: String, _ quantity: Quantity) -> Double? {
  let lead = before.lowercased().filter { $0 != " " }
  if quantity.isRate {
    switch 1 / quantity.unit.scale / 86_400 {
    case 27...32: return 1
    case 360...367: return 12
    default: return nil
    }
  }
  for (word, count) in yearsOfSums where lead.contains(word) { return count }
  if monthly.contains(where: lead.contains) { return 1 }
  if LineTopic.years.contains(where: lead.contains) { return 12 }
  let tail = after.lowercased().prefix(16).drop { $0 == " " }
  if monthlyAfter.contains(where: tail.hasPrefix) { return 1 }
  if LineTopic.yearsBehind.contains(where: tail.hasPrefix) { return 12 }
  return nil
}

extension LineTopic {
  /// What says, before an amount, that it is for a year, and behind it.
  static let years = [
    "每年", "年化", "年省", "年节省", "全年", "年成本", "年费用", "年支出", "yearly", "annual",
  ]
  static let yearsBehind = ["a year", "per year", "/year", "/年", "yearly", "annually"]

  /// What says that it is for several.
  static let severalYears = yearsOfSums.map(\.words)
}

private let yearsOfSums: [(words: String, months: Double)] = [
  ("两年累计", 24), ("三年累计", 36), ("四年累计", 48), ("五年累计", 60), ("3年累计", 36), ("5年累计", 60),
]
private let monthly = ["每月", "月均", "月省", "月节省", "月成本", "月费用", "月支出", "monthly"]
private let monthlyAfter = ["a month", "per month", "/month", "/月", "monthly"]

private let savings = ["节省", "省", "save", "saves", "saving", "费用", "成本", "账单", "bill", "spend"]

/// What makes the one no part of the other.
private let others = [
  "首年", "第一年", "立省", "with savings", "the whole", "整个", "递增", "上线", "个月共", "later", "billed", "一次性",
  "另", "其他", "预计", "折扣", "优惠", "承诺",
  "预留", "first year", "one-off", "discount",
  "commit", "reserved", "instead", "upfront", "预付", " vs", "→", "->", "降至", "降到", "原", "versus",
]
