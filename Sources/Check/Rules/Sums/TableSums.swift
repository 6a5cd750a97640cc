import Diagnostics
import Model
import Quantities

extension Rule {
  /// Adds up the columns of tables that have a total row.
  static let tableTotal = Rule(
    "table-total", .error, "合计与各行不符", "Table total that does not add up",
    """
    A row of totals must be the sum of the rows above it.

        | 集群 | 节点 |
        |------|------|
        | 甲   | 8    |
        | 乙   | 9    |
        | 合计 | 19   |        <- 17

    `~` allows a tenth, `+` any more, in the rows and in the total; a total of `~259` beside rows that make 262 is
    a warning, and so is a range of which one end is the sum of the rows' ends and the other is not. Columns of averages, percentages,
    rates and running totals are not added up, and neither is a column in which a row has no figure. Of 月总成本 and
    年总成本 the first is the sum. Groups that stand in bold or twice the total among what they are made of, 其中 and what is
    for each of something are left alone.
    Which of the figures is wrong is for a person to say, unless a row's own product shows it: then
    `row-product` reports that row instead. A running total, 累计 or `cumulative`, is the one before it and what is
    added. Times of steps are added up where another column of times, 计划 beside 实际, shows that its total is their
    sum; where nothing tells of overlapping, a total near their sum, or up to half beyond it, is a warning. How many there
    are by each row, 80, 50, 25, has no sum, and tables with struck-out text are left alone. A subtotal is the sum of
    the rows since the last one, or of all above it, and a total behind subtotals that of these and of the rows beside
    them. Fractions are added up part by part, 11/12 and 5/5 to 16/17; and a mean, `Average` or 平均, lies between the
    least and the greatest of its column.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for table in document.tables {
        reporter.holdStepTimes(of: table, collection.source(document).bytes)
        reporter.holdRunningTotals(of: table, collection.source(document).bytes)
        reporter.holdSubtotals(of: table, collection)
        reporter.holdMeans(of: table, collection)
        reporter.holdFractionTotals(of: table, collection)
        guard let totalRow = table.totalRow, totalRow >= 2,
          !table.rows[..<totalRow].contains(where: { isSubtotal($0) || isAverage($0) }),
          !holdsNoParts(table, totalRow, collection.source(document).bytes),
          // What is struck out may count or not.
          !collection.text(table.span).contains("~~")
        else { continue }
        // Marks may be weighed: they add up only where those that are possible do.
        let arePoints =
          totalRow < table.rows.count && table.rows[totalRow].first?.text.holds("总分") ?? false
        let columns = table.columns.indices.filter {
          arePoints
            ? isScore(table, totalRow, $0)
            : isAdditive(table.columns[$0]) && !isRateOfRuns(table, $0)
              && !isRateOfAll(table, totalRow, $0)
        }
        if isNoSum(table, totalRow, columns) || countsOnce(table, collection.source(document).bytes)
        {
          continue
        }
        for column in columns where !arePositions(table, totalRow, column) {
          reporter.holdRoughTotal(of: table, totalRow, column)
          guard totalRow < table.rows.count, column < table.rows[totalRow].count,
            let total = table.rows[totalRow][column].quantity?.asAmount(in: table, column),
            !isOneThing(table, totalRow, column), !areHeads(table, totalRow, column, total),
            let sum = sum(table, column, ..<totalRow, like: total),
            isAdditive(total.dimension)
              ? !holds(total, sum)
              : isTimeOfSteps(table, totalRow, column) && sum.value != total.value,
            !isExplained(total, sum, by: wrongProducts(in: table), column),
            !isExplained(total, sum, by: wrongSum(in: table), column, of: table),
            !isExplained(total, sum, by: wrongChanges(in: table), column, of: table),
            !isOfEach(table, totalRow, column), !goesOn(table, totalRow, column, sum.value),
            !standsBeside(total.value - sum.value, table, totalRow, column)
          else { continue }
          let cell = table.rows[totalRow][column]
          let fixes =
            total.unit.scale == 1 && total.value >= 0 && abs(sum.value) < 1e15
            ? correction(collection.text(cell.span), at: cell.span, to: Int(sum.value), like: total)
            : []
          reporter.report(
            "a total must be the sum of its column: \(sum.terms) = "
              + "\(sum.text(in: total.unit)), not `\(quoted(cell.text))`",
            at: cell.span,
            fixes: sum.isExact ? fixes.map { FixIt($0.title, $0.edits, .needsReview) } : [])
        }
      }
    }
  }

  /// Adds up the shares of a whole.
  static let percentSum = Rule(
    "percent-sum", .error, "占比之和不是 100%", "Shares that do not make 100 %",
    """
    The shares of one whole must add up to 100 %, but for rounding.

        | 负载 | 占比 |
        |------|------|
        | 读   | 70%  |
        | 写   | 20%  |        <- 90 % together

    Only columns whose header says that they are shares (占比, share, % of total) or weights (权重, weight)
    are added up. Where the rows are ranked, only the greatest may be listed, and less is left alone.
    A sentence that lists weights or the parts of a whole is added up as well, and so is a list under 成本构成： or
    `Traffic breakdown:` whose items give one share each.
    """
  ) { collection, reporter in
    reporter.holdInlineShares(collection)
    reporter.holdListedShares(collection)
    for document in collection.examinedDocuments {
      for table in document.tables {
        for (index, column) in table.columns.enumerated()
        where isShare(column.header) || totalsHundred(table, index) {
          let end = table.totalRow ?? table.rows.count
          guard end >= 2, !table.rows[..<end].contains(where: isSubtotal),
            // A total of 38 % is a rate of all, and so are those above it of each.
            !totalsRate(table, index), let sum = sum(table, index, ..<end, like: nil), sum.isRatio,
            !areSharesByThemselves(table, index, ..<end)
          else { continue }
          // Each share may be rounded, and one per cent is nobody's mistake.
          let slack = max(0.01, sum.interval.upper - sum.value) * 1.000_001
          // Weights are those of one whole; of shares only the greatest may be listed.
          let isRanked = table.columns.contains { ranks.occurInAnyCase(in: $0.header) }
          let most = wholeShares.occurInAnyCase(in: column.header) ? 1.5 : 1.2
          let isNear =
            isWeight(column.header)
            ? (0.5...1.5).contains(sum.value) : ((isRanked ? 1 : 0.8)...most).contains(sum.value)
          guard isNear, abs(sum.value - 1) > slack else { continue }
          reporter.report(
            "shares of one whole must add up to 100 %: \(sum.terms) = "
              + format(sum.value, in: .percent, .en),
            at: column.span)
        }
      }
    }
  }
}

/// Whether a column numbers its rows: 1, 2, 3.
func isNumbering(_ table: Table, _ column: Int) -> Bool {
  table.rows.enumerated().allSatisfy { index, row in
    column < row.count && row[column].quantity?.value == Double(index + 1)
  }
}

/// Whether the total row of a column of shares says that they are all.
private func totalsHundred(_ table: Table, _ column: Int) -> Bool {
  guard let totalRow = table.totalRow, totalRow == table.rows.count - 1, totalRow >= 3,
    column < table.rows[totalRow].count, let total = table.rows[totalRow][column].quantity,
    total.dimension == .ratio, total.value == 1, !isRate(table.columns[column].header)
  else { return false }
  return table.rows[..<totalRow].allSatisfy { row in
    column < row.count
      && (row[column].quantity.map { $0.dimension == .ratio && $0.value < 0.9 } ?? false)
  }
}

/// Whether the shares of a column are each of one whole by themselves, and no parts of it together: another column
/// gives the rest of each to 100 %, or the figures beside them show one whole that they do not make, or each row is
/// of another time.
private func areSharesByThemselves(
  _ table: Table, _ column: Int, _ rows: PartialRangeUpTo<Int>
) -> Bool {
  let rows = table.rows[rows].filter { $0.count == table.columns.count }
  guard rows.count >= 2 else { return false }
  if rows.allSatisfy({ isTime($0[0].text) }) { return true }
  let shares = rows.compactMap { row in row[column].quantity }
  guard shares.count == rows.count else { return false }
  return table.columns.indices.contains { other in
    guard other != column else { return false }
    let figures = rows.compactMap { row in row[other].quantity }
    guard figures.count == rows.count else { return false }
    if figures.allSatisfy({ $0.dimension == .ratio }) {
      return zip(shares, figures).allSatisfy {
        abs($0.value + abs($1.value) - 1) <= $0.interval.upper - $0.interval.lower
      }
    }
    guard figures.allSatisfy({ $0.value > 0 && $0.dimension != .ratio && $0.dimension != .factor }),
      shares.allSatisfy({ $0.interval.lower > 0 }), Set(shares.map(\.value)).count >= 2
    else { return false }
    let low = zip(figures, shares).map { $0.value / $1.interval.upper }.max() ?? 0
    let high = zip(figures, shares).map { $0.value / $1.interval.lower }.min() ?? 0
    return low <= high * 1.000_001
      && !(low * 0.995...high * 1.005).contains(figures.reduce(0) { $0 + $1.value })
  }
}

/// Whether a cell names a year, a month or a quarter, or how things were before or after.
private func isTime(_ text: String) -> Bool {
  let plain = text.lowercased().filter { !" *`年月度前后".contains($0) }
  if ["优化", "改造", "迁移", "升级", "before", "after"].contains(plain) { return true }
  // An expression is dear to make, and most cells have no figure.
  guard plain.utf8.contains(where: \.isDigit) else { return false }
  return plain.firstMatch(of: /^(fy|h|q)?[0-9]{1,4}([-\/.]?(q|h)?[0-9]{1,2})?(上半|下半)?$/) != nil
    && (plain.count >= 4 || text.contains { "年月Qq季".contains($0) })
}

/// Whether the row of totals gives a column a share that is far from the whole.
private func totalsRate(_ table: Table, _ column: Int) -> Bool {
  guard let totalRow = table.totalRow, totalRow < table.rows.count,
    column < table.rows[totalRow].count, let total = table.rows[totalRow][column].quantity
  else { return false }
  return total.dimension == .ratio && !(0.8...1.2).contains(total.value)
}

private func isRate(_ header: String) -> Bool {
  ["率", "rate", "coverage", "覆盖", "完成", "progress", "进度", "availability", "可用"]
    .contains { header.lowercased().contains($0) }
}

/// Whether a row named total is the sum of the rows above in no column, and is none by its name or
/// theirs: that of `ab`, which totals the phases of one request, and not the rows.
private func isNoSum(_ table: Table, _ totalRow: Int, _ columns: [Int]) -> Bool {
  let holds = columns.compactMap { column -> Bool? in
    guard totalRow < table.rows.count, column < table.rows[totalRow].count,
      let total = table.rows[totalRow][column].quantity, isAdditive(total.dimension),
      let sum = sum(table, column, ..<totalRow, like: total)
    else { return nil }
    return sum.interval.overlaps(total.interval)
  }
  guard !holds.contains(true) else { return false }
  // Overall is the mark of the whole more often than a sum.
  let name = table.rows[totalRow][0].text.lowercased()
  return ["overall", "总体", "整体"].contains { name.contains($0) }
    || table.columns.contains { isStatistic($0.header) }
}

/// Whether the lines after a table say that what several rows share is counted once.
private func countsOnce(_ table: Table, _ bytes: [UInt8]) -> Bool {
  let rest = bytes[table.span.end..<min(bytes.count, table.span.end + 240)]
  return shared.occurInAnyCase(in: Array(rest))
}

private let shared: Words = [
  "去重", "重叠", "重复计", "deduplicated", "distinct", "overlap", "counted once",
]
/// Whether a column's header names a statistic: `mean (ms)`, `P99`, 平均.
private func isStatistic(_ header: String) -> Bool {
  let words = header.lowercased().split { !$0.isLetter && !$0.isNumber }
  return words.contains { statistics.contains(String($0)) }
    || ["平均", "中位", "最大", "最小"].contains(where: header.contains)
}

private let statistics: Set<String> = [
  "mean", "median", "avg", "average", "max", "min", "sd", "p50", "p90", "p95", "p99", "f1",
  "precision", "recall",
]

/// Whether a total is right once the rows whose products are wrong are mended.
private func isExplained(
  _ total: Quantity, _ sum: ColumnSum, by wrong: [WrongProduct], _ column: Int
) -> Bool {
  let change = wrong.filter { $0.column == column }.reduce(0) { $0 + $1.right - $1.stated }
  return change != 0
    && Interval(sum.interval.lower + change, sum.interval.upper + change).overlaps(total.interval)
}

/// Whether a total is right once a row that is no sum, as all the others are, is mended.
private func isExplained(
  _ total: Quantity, _ sum: ColumnSum, by wrong: WrongRow?, _ column: Int, of table: Table
) -> Bool {
  guard let wrong, wrong.column == column,
    let stated = table.rows[wrong.row][column].quantity
  else { return false }
  let change = wrong.right - stated.value
  return Interval(sum.interval.lower + change, sum.interval.upper + change)
    .overlaps(total.interval)
}

/// Whether a total is right once the rows whose changes are wrong are mended.
private func isExplained(
  _ total: Quantity, _ sum: ColumnSum, by wrong: [WrongChange], _ column: Int, of table: Table
) -> Bool {
  let change = wrong.filter { $0.column == column }.reduce(0.0) { sum, wrong in
    guard let stated = table.rows[wrong.row][column].quantity?.value else { return sum }
    return sum + (stated < 0 ? -abs(wrong.right) : abs(wrong.right)) - stated
  }
  return change != 0
    && Interval(sum.interval.lower + change, sum.interval.upper + change).overlaps(total.interval)
}

/// Whether a column gives how long each step takes, as another one does that adds up exactly: 计划 beside 实际.
private func isTimeOfSteps(_ table: Table, _ totalRow: Int, _ column: Int) -> Bool {
  guard totalRow >= 3, table.rows[totalRow][column].quantity?.dimension == .time,
    !table.rows.contains(where: { $0.contains { together.occurInAnyCase(in: $0.text) } })
  else { return false }
  return table.columns.indices.contains { other in
    guard other != column, other < table.rows[totalRow].count,
      let total = table.rows[totalRow][other].quantity, total.dimension == .time,
      // Five days may be a week, and eight hours a day.
      table.rows[...totalRow].allSatisfy({
        column < $0.count
          && $0[column].quantity?.unit.scale == table.rows[totalRow][column].quantity?.unit.scale
      }),
      let sum = sum(table, other, ..<totalRow, like: total)
    else { return false }
    return sum.isExact && abs(sum.value - total.value) <= total.value * 1e-9
  }
}

private let together = Words(Vocabulary.together)

/// Whether a total may be a sum, by what the figures of both stand for.
private func holds(_ total: Quantity, _ sum: ColumnSum) -> Bool {
  // Binary fractions of cores and the like add up to a hair more or less.
  if abs(sum.value - total.value) <= abs(total.value) * 1e-9 { return true }
  return sum.isExact && total.comparator == .equal
    ? sum.interval.overlapsInside(total.interval)
    : sum.interval.overlaps(total.interval)
      || total.comparator == .approximately && leavesOutOne(total, sum)
}

/// Whether a rough total is that of all rows but one, which is the surroundings of the others: an operating system above the
/// parts of a program.
private func leavesOutOne(_ total: Quantity, _ sum: ColumnSum) -> Bool {
  sum.parts.count > 2 && sum.parts.contains { total.interval.contains(sum.value - $0.value) }
}

struct ColumnSum {
  var value = 0.0
  var interval = Interval.exactly(0)
  var terms = ""
  var isExact = true
  var parts: [Quantity] = []

  /// Whether the cells are numbers without units of their own.
  var isPlain = true
  var isRatio = true

  /// What the header's unit makes of such a number.
  var scale = 1.0

  /// The sum as it would be written in its column, or else in a unit.
  func text(in unit: Unit) -> String {
    isPlain ? plainNumber(value / scale) : format(value, in: unit, .en)
  }
}

/// The sum of a column's figures; nil if a row has none, or another dimension.
func sum(
  _ table: Table, _ column: Int, _ rows: PartialRangeUpTo<Int>, like total: Quantity?
) -> ColumnSum? {
  var sum = ColumnSum()
  var terms: [String] = []
  for row in table.rows[rows] {
    guard column < row.count else { return nil }
    let cell = row[column]
    if cell.quantity == nil, isBlank(cell.text) { continue }
    // `8 × 20GB` is more than its quantity.
    guard let quantity = cell.quantity, !cell.text.contains("×"), quantity.comparator != .less,
      quantity.comparator != .atMost, quantity.interval.lower > -.infinity
    else { return nil }
    if let total, !quantity.addsUp(to: total) { return nil }
    sum.value += quantity.value
    sum.parts.append(quantity)
    sum.isExact = sum.isExact && quantity.comparator == .equal
    sum.isRatio = sum.isRatio && quantity.dimension == .ratio
    sum.interval = Interval(
      sum.interval.lower + quantity.interval.lower, sum.interval.upper + quantity.interval.upper)
    // As they are written: a unit that only the header has is none of the cell's.
    terms.append(cell.text.filter { $0 != "*" && $0 != "`" })
    sum.scale = quantity.unit.scale
    sum.isPlain = sum.isPlain && cell.text.allSatisfy { !$0.isLetter && $0 != "%" }
  }
  guard terms.count >= 2 else { return nil }
  sum.terms = terms.count <= 8 ? terms.joined(separator: " + ") : "Σ of \(terms.count) rows"
  return sum
}

private func isBlank(_ text: String) -> Bool {
  ["", "-", "—", "–", "/", "n/a", "无", "免费", "free"].contains(text.lowercased())
}

func isSubtotal(_ row: [Table.Cell]) -> Bool {
  row.first.map { totals.occurInAnyCase(in: $0.text) } ?? false
}

func isAverage(_ row: [Table.Cell]) -> Bool {
  let name = row.first?.text.lowercased().filter { !"*_` ".contains($0) } ?? ""
  return ["average", "avg", "mean", "平均", "平均值", "均值"].contains(name)
}

private let totals: Words = ["小计", "合计", "总计", "subtotal", "total"]

func isAdditive(_ column: Table.Column) -> Bool {
  !rates.occurInAnyCase(in: column.header) && !isMeanOfEach(column.header)
}

/// Whether a header names the mean of each of something: 笔均(元), 人均成本.
private func isMeanOfEach(_ header: String) -> Bool {
  ["笔", "人", "户", "台", "日", "月", "单", "件", "次"].contains { header.holds($0 + "均") }
}

/// Whether a column gives points of which 满分 beside it gives the most, which add up to their total.
private func isScore(_ table: Table, _ totalRow: Int, _ column: Int) -> Bool {
  let header = table.columns[column].header.lowercased().filter { $0.isLetter }
  guard totalRow < table.rows.count, column < table.rows[totalRow].count,
    ["得分", "实得", "实际得分", "得分数", "score", "points"].contains(header),
    let total = table.rows[totalRow][column].quantity,
    // A total among its parts is their mean.
    table.rows[..<totalRow].allSatisfy({
      column < $0.count && ($0[column].quantity.map { $0.value < total.value } ?? false)
    })
  else { return false }
  return table.columns.indices.contains { other in
    guard other != column, other < table.rows[totalRow].count,
      fullMarks.occurInAnyCase(in: table.columns[other].header),
      let total = table.rows[totalRow][other].quantity,
      let sum = sum(table, other, ..<totalRow, like: total)
    else { return false }
    return sum.isExact && sum.value == total.value
  }
}

private let fullMarks: Words = [
  "满分", "分值", "max score", "maximum score", "full marks", "points available",
]

private let rates: Words = [
  "平均", "均值", "率", "比", "评分", "得分", "单价", "最大", "最小", "峰值", "average", "avg", "mean", "rate",
  "累计", "累积", "累进", "滚动", "截至", "cumulative", "running", "to date", "ytd", "ratio", "max", "min",
  "score", "price", "unit cost", "单位成本", "%", "median", "中位", "+/-", "标准差", "stddev", "σ", "p50",
  "p90", "p95", "p99",
  "id", "序号", "编号", "版本", "时间", "延迟", "latency",
]

func isAdditive(_ dimension: Dimension) -> Bool {
  switch dimension {
  case .count, .number, .money, .moneyRate, .data, .power: true
  case .time, .dataRate, .ratio, .factor, .frequency, .rate, .voltage, .temperature, .length: false
  }
}

/// Whether a column gives the weights of what is judged; weighted marks are none.
private func isWeight(_ header: String) -> Bool {
  guard header.holds("权") || header.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "w") }) else {
    return false
  }
  let name = header.lowercased().filter { $0.isLetter }
  return ["权重", "权重占比", "weight", "weights", "weighting"].contains(name)
}

private func isShare(_ header: String) -> Bool {
  isWeight(header) || shares.occurInAnyCase(in: header)
    || (header.utf8.count == 5 && header.lowercased() == "share")
}

private let ranks: Words = ["rank", "top", "#", "排名", "名次"]
private let wholeShares: Words = ["of total", "占总"]
private let shares: Words = [
  "占比", "份额占", "share of total", "% of total", "percent of total", "share (%)", "百分比构成",
]
