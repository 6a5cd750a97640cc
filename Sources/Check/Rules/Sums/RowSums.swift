import Diagnostics
import Model
import Quantities

extension Rule {
  /// Adds up the rows of tables whose column of totals or means shows what it computes.
  static let rowSum = Rule(
    "row-sum", .error, "表中一行的合计或均值不对", "Row whose total or mean does not come out",
    """
    A column of totals or means is computed alike in every row.

        | 月份 | 计算 | 存储 | 网络 | 合计 |
        |------|------|------|------|------|
        | 7月  | 210  | 64   | 36   | 310  |
        | 8月  | 198  | 66   | 36   | 300  |
        | 9月  | 176  | 68   | 35   | 289  |        <- 279

    Judged where the header names a total (合计, total, sum) or a mean (平均, 均分, average), and two rows at
    least are the sum or the mean of the columns beside it, with different results, and at least twice as many
    as those that are not: a warning where two rows show it. What is nothing in all of those may be taken off,
    and is not judged.
    Where no header says so, a column that is the sum of two others in all rows but one is a warning:
    `年初 | 新增 | 年末`, `now | added | needed`; and so is a first or last column that all the others make, and rows of
    what was tested, passed and failed, where one column adds up and another does not; and columns that are called so,
    总语句数, 已覆盖 and 未覆盖.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for table in document.tables where (3...16).contains(table.columns.count) {
        for column in table.columns.indices {
          guard let form = RowForm(table.columns[column].header) else { continue }
          reporter.holdRows(of: table, column, form)
        }
      }
      for table in document.tables {
        reporter.holdLearntSums(of: table)
        reporter.holdRowParts(of: table)
        reporter.holdOutcomeRows(of: table)
        reporter.holdPartColumns(of: table)
      }
    }
  }
}

private enum RowForm {
  case sum, mean

  init?(_ header: String) {
    guard header.count <= 24 else { return nil }
    if means.occurInAnyCase(in: header) {
      self = .mean
    } else if sums.occurInAnyCase(in: header), !notSums.occurInAnyCase(in: header) {
      self = .sum
    } else {
      return nil
    }
  }
}

private let sums = Words(Vocabulary.sums)
private let means = Words(Vocabulary.means)
private let extremes: Words = ["最小", "最大", "最低", "最高", "min", "max", "p50", "p95", "p99"]
private let notSums: Words = [
  "去重", "用户", "dedup", "unique", "wall", "加权", "weighted",
  "占", "率", "比", "%", " of total", "share", "rate",
]
private let marks: Words = ["分", "score", "weighted", "加权", "total", "mark"]

extension Reporter {
  fileprivate mutating func holdRows(of table: Table, _ column: Int, _ form: RowForm) {
    let rows = table.rows.indices.filter { table.rows[$0].count == table.columns.count }
    // What weights in the headers give, `weighted-mark` says.
    if hasWeights(table, beside: column) { return }
    var best: (parts: Range<Int>, holding: Int, failing: [RowResult])?
    for parts in runs(beside: column, of: table.columns.count) {
      var failing: [RowResult] = []
      var shown: Set<Double> = []
      var holding = 0
      var proven: Set<Int> = []
      if form == .mean,
        parts.contains(where: { extremes.occurInAnyCase(in: table.columns[$0].header) })
      {
        continue
      }
      for row in rows {
        guard let result = RowResult(table.rows[row], row, parts, column, form) else { continue }
        if result.holds {
          holding += 1
          proven.formUnion(result.filled)
          if result.shows { shown.insert(result.stated) }
        } else {
          failing.append(result)
        }
      }
      guard shown.count >= (form == .mean && parts.count < 3 ? 3 : 2),
        holding >= 2 * failing.count, holding > best?.holding ?? 0
      else { continue }
      // A column that is nothing wherever the rows hold may be taken off, or be none of the parts.
      best = (
        parts, holding,
        failing.filter { result in
          result.filled.isSubset(of: proven)
            && !table.rows[result.row][0].text.contains { "(（".contains($0) }
            && !(form == .mean && result.filled.count < parts.count) && !result.overlaps
        }
      )
    }
    guard let best else { return }
    for wrong in best.failing where wrong.row != table.totalRow {
      let cell = table.rows[wrong.row][column]
      let terms = best.parts.map { quoted(table.rows[wrong.row][$0].text) }
      let sum = terms.joined(separator: " + ")
      report(
        "a row is computed as the others are: "
          + (form == .mean ? "the mean of \(terms.joined(separator: ", "))" : sum)
          + " is \(wrong.text(like: cell)), not `\(quoted(cell.text))`",
        at: cell.span, severity: best.holding < 3 ? .warning : nil,
        notes: [.init("the column", at: table.columns[column].span)])
    }
  }
}

/// Whether the headers give weights that make 100 %, and a column of marks stands beside them.
private func hasWeights(_ table: Table, beside column: Int) -> Bool {
  guard marks.occurInAnyCase(in: table.columns[column].header) else { return false }
  let weights = table.columns.indices.compactMap { index -> Double? in
    let header = Array(table.columns[index].header.utf8)
    guard index != column, header.contains(UInt8(ascii: "%")) else { return nil }
    let ratios = readQuantities(in: header).filter { $0.quantity.dimension == .ratio }
    return ratios.count == 1 && ratios[0].quantity.value < 1 ? ratios[0].quantity.value : nil
  }
  return weights.count >= 2 && abs(weights.reduce(0, +) - 1) < 0.001
}

/// The runs of two and more columns that end before a column or begin behind it.
private func runs(beside column: Int, of count: Int) -> [Range<Int>] {
  let before = (0..<max(0, column - 1)).map { $0..<column }
  let after = (column + 3..<max(column + 3, count + 1)).map { (column + 1)..<$0 }
  return before + after
}

private struct RowResult {
  let row: Int
  let stated: Double
  let right: Double
  let holds: Bool

  /// Whether two parts at least are more than nothing and differ, so that the row shows what is computed.
  let shows: Bool
  let unit: Unit

  /// The parts that are not nothing.
  let filled: Set<Int>

  /// Whether the whole is a time between its greatest part and their sum: what runs side by side.
  let overlaps: Bool

  /// Nil where a cell has no exact figure, or one of another kind.
  init?(_ cells: [Table.Cell], _ row: Int, _ parts: Range<Int>, _ column: Int, _ form: RowForm) {
    guard let whole = cells[column].quantity, whole.comparator == .equal, whole.value.isFinite
    else { return nil }
    var lower = 0.0
    var upper = 0.0
    var sum = 0.0
    var positive = 0
    for part in parts {
      guard let quantity = cells[part].quantity, quantity.comparator == .equal,
        quantity.dimension.isComparable(with: whole.dimension), !cells[part].text.contains("×"),
        cells[part].text.utf8.count <= 24
      else { return nil }
      lower += quantity.interval.lower
      upper += quantity.interval.upper
      sum += quantity.value
      if quantity.value > 0 { positive += 1 }
    }
    let share = form == .mean ? 1 / Double(parts.count) : 1
    // A mean is printed with fewer digits, or cut.
    let slack = form == .mean ? (whole.interval.upper - whole.interval.lower) / 2 : 0
    let values = parts.map { ($0, cells[$0].quantity?.value ?? 0) }
    filled = Set(values.filter { $0.1 != 0 }.map(\.0))
    overlaps =
      whole.dimension == .time && whole.value < sum
      && whole.value >= values.reduce(0) { max($0, $1.1) }
    self.row = row
    unit = whole.unit
    stated = whole.value
    right = sum * share
    shows = positive >= 2 && sum != 0
    let ease = abs(whole.value) * 1e-9 + slack
    // Minutes and hours in one cell are told to the minute.
    let isClock =
      whole.dimension == .time && whole.decimals == 0
      && parts.allSatisfy { cells[$0].quantity?.decimals == 0 }
      && Set(parts.map { cells[$0].quantity?.unit.scale }).count > 1
    holds =
      isClock
      ? abs(sum * share - whole.value) < 1
      : lower * share <= whole.interval.upper + ease && upper * share >= whole.interval.lower - ease
  }

  func text(like cell: Table.Cell) -> String {
    cell.text.allSatisfy({ !$0.isLetter && $0 != "%" })
      ? plainNumber(right / unit.scale) : format(right, in: unit, .en)
  }
}
