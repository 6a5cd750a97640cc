import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Adds up the rows of tables in which one column is the sum of two others wherever one looks, but in one
  /// row: `年初 | 新增 | 年末`, `now | added | needed`.
  mutating func holdLearntSums(of table: Table) {
    guard let wrong = wrongSum(in: table) else { return }
    let row = table.rows[wrong.row]
    let cell = row[wrong.column]
    guard let unit = cell.quantity?.unit else { return }
    let terms = wrong.operands.map { quoted(row[$0].text) }.joined(separator: " + ")
    let isPlain = cell.text.allSatisfy { !$0.isLetter && $0 != "%" }
    report(
      "a row is computed as the others are: \(terms) is "
        + (isPlain ? plainNumber(wrong.right / unit.scale) : format(wrong.right, in: unit, .en))
        + ", not `\(quoted(cell.text))`",
      at: cell.span, severity: .warning,
      notes: [.init("the column", at: table.columns[wrong.column].span)])
  }
}

/// The one row whose column is not the sum of two others as it is in all the rest.
///
/// Two rows at least must show it, with different sums that have five digits together, or three where a
/// sign or a header says that something is added: figures of one digit add up by chance.
func wrongSum(in table: Table) -> WrongRow? {
  guard let rows = LearntRows(table) else { return nil }
  var found: [WrongRow] = []
  let places = rows.columns.indices
  for whole in places {
    for a in places.dropLast() where a != whole {
      for b in (a + 1)..<places.count where b != whole {
        guard let row = rows.failingSum(a, b, whole) else { continue }
        let columns = [a, b, whole].map { rows.columns[$0] }
        guard rows.shownDigits(a, b, whole, without: row) >= (saysSum(table, columns) ? 3 : 5)
        else { continue }
        found.append(
          WrongRow(
            row: row, column: columns[2], operands: [columns[0], columns[1]],
            right: rows.figures[row][a].value + rows.figures[row][b].value))
      }
    }
  }
  guard let wrong = found.first, found.count == 1, !isExcepted(wrong.row, in: table),
    !(wrong.operands + [wrong.column]).contains(where: { isJudged(table.columns[$0].header) })
  else { return nil }
  return wrong
}

extension LearntRows {
  /// The one row in which two figures do not make a third; nil where none or several do not.
  fileprivate func failingSum(_ a: Int, _ b: Int, _ whole: Int) -> Int? {
    var failing: Int?
    for (index, row) in figures.enumerated() {
      let off = abs(row[a].value + row[b].value - row[whole].value)
      let slack = row[a].slack + row[b].slack + row[whole].slack
      if off > slack + row[whole].value * 1e-9 {
        if failing != nil { return nil }
        failing = index
      }
    }
    return failing
  }

  /// The digits of the different sums that the other rows show.
  fileprivate func shownDigits(_ a: Int, _ b: Int, _ whole: Int, without row: Int) -> Int {
    var shown: Set<Double> = []
    var digits = 0
    for (index, figures) in figures.enumerated() where index != row {
      // A sum that is nearly one of its parts shows nothing.
      guard figures[a].value > figures[whole].slack * 2,
        figures[b].value > figures[whole].slack * 2,
        shown.insert(figures[whole].value).inserted
      else { continue }
      digits += min(4, figures[whole].digits)
    }
    return shown.count >= 2 ? digits : 0
  }
}

/// Whether a sign or a header says that one column is added to another, or taken from it.
private func saysSum(_ table: Table, _ columns: [Int]) -> Bool {
  columns.contains { column in
    additions.occurInAnyCase(in: table.columns[column].header)
      || table.rows.allSatisfy { column < $0.count && $0[column].text.utf8.first == 0x2B }
  }
}

private let additions: Words = [
  "新增", "增量", "增加", "扩容", "追加", "剩余", "缺口", "已用", "added", "increase", "growth", "remaining",
  "left",
  "used", "free", "gap", "年末", "期末", "closing", "开销", "overhead",
]

/// Whether a column is one of totals or means, which are added up by their header.
private func isJudged(_ header: String) -> Bool { headed.occurInAnyCase(in: header) }

private let headed = Words(
  Vocabulary.sums + Vocabulary.means + [
    "序号", "编号", "#", "版本", "version", "p50", "p90", "p95", "p99",
  ])

/// Headers of what is left of a whole.
private let rests: Words = ["remaining", "failed", "剩余", "失败", "未完成", "待完成", "未迁移"]

private let failures: Words = ["失败", "failed", "failing"]

extension Reporter {
  /// Adds up rows that give a whole beside all of its parts, `要求项 | 满足 | 部分满足 | 不满足`, where all rows but one do
  /// so.
  mutating func holdRowParts(of table: Table) {
    let end = table.totalRow ?? table.rows.count
    guard (4...12).contains(table.columns.count), (3...40).contains(end) else { return }
    let rows = table.rows[..<end]
    let columns = table.columns.indices.dropFirst().filter { column in
      !isJudged(table.columns[column].header)
        && rows.allSatisfy { row in
          guard column < row.count, let quantity = row[column].quantity else { return false }
          return quantity.comparator == .equal && quantity.value >= 0
            && isAdditive(quantity.dimension) && quantity.value < 1e15
        }
    }
    guard columns.count >= 3, columns[columns.count - 1] - columns[0] == columns.count - 1 else {
      return
    }
    let dimension = rows[0][columns[0]].quantity?.dimension
    guard
      columns.allSatisfy({ column in
        rows.allSatisfy {
          guard let dimension, let own = $0[column].quantity?.dimension else { return false }
          return own.isComparable(with: dimension)
        }
      })
    else { return }
    for whole in [columns[0], columns[columns.count - 1]] {
      let parts = columns.filter { $0 != whole }
      if parts.count < 3, !saysSum(table, columns) { continue }
      var failing: [(row: Int, sum: Double)] = []
      var shown: Set<[Double]> = []
      var holding = 0
      for (index, row) in rows.enumerated() {
        let values = parts.compactMap { row[$0].quantity?.value }
        guard let total = row[whole].quantity else { return }
        let sum = values.reduce(0, +)
        let slack = columns.reduce(total.value * 1e-9) { slack, column in
          guard let quantity = row[column].quantity, quantity.decimals > 0 else { return slack }
          return slack + power(10, -quantity.decimals) * quantity.unit.scale / 2
        }
        if abs(sum - total.value) > slack {
          failing.append((index, sum))
        } else {
          holding += 1
          if values.count(where: { $0 > 0 }) >= 2, total.value >= 10 * total.unit.scale {
            shown.insert(values)
          }
        }
      }
      // What is done and what is left are all there is; many rows leave nothing.
      let areRest = parts.contains { rests.occurInAnyCase(in: table.columns[$0].header) }
      guard failing.count == 1, let wrong = failing.first,
        shown.count >= 2 || areRest && !shown.isEmpty && holding >= 2,
        let unit = rows[wrong.row][whole].quantity?.unit, !isExcepted(wrong.row, in: table)
      else { continue }
      let cell = rows[wrong.row][whole]
      if columns.contains(where: { hasFinding(at: rows[wrong.row][$0].span) }) { return }
      let terms = parts.map { quoted(rows[wrong.row][$0].text) }.joined(separator: " + ")
      let isPlain = cell.text.allSatisfy { !$0.isLetter }
      report(
        "a row is computed as the others are: \(terms) is "
          + (isPlain ? plainNumber(wrong.sum / unit.scale) : format(wrong.sum, in: unit, .en))
          + ", not `\(quoted(cell.text))`",
        at: cell.span, severity: .warning,
        notes: [.init("the column", at: table.columns[whole].span)])
      return
    }
  }

  /// Holds rows of what was tested, passed and failed against each other, where one column of the table adds up and
  /// another does not: `总测试 | 2571 | 2571`, `通过 | 2266 | 2403`, `失败 | 305 | 140`.
  mutating func holdOutcomeRows(of table: Table) {
    guard (3...8).contains(table.columns.count), (3...20).contains(table.rows.count) else { return }
    guard
      table.rows.contains(where: { row in
        row.first.map { $0.text.utf8.count <= 36 && failures.occurInAnyCase(in: $0.text) } ?? false
      })
    else { return }
    func row(_ names: Set<String>) -> [Table.Cell]? {
      let found = table.rows.filter { row in
        let name = row.first?.text.lowercased() ?? ""
        return names.contains(
          name.filter { $0.isLetter }.replacing("测试", with: "").replacing("用例", with: "")
            .replacing("tests", with: "").replacing("数量", with: "数"))
      }
      return found.count == 1 ? found[0] : nil
    }
    guard let passed = row(["通过", "通过数", "passed", "passing"]),
      let failed = row(["失败", "失败数", "failed", "failing"]),
      // Or the total stands in the row of the rate: `88.6% (2266/2571)`.
      let all = row(["总数", "总", "总计", "total"]) ?? row(["总通过率", "通过率", "passrate"])
    else { return }
    let skipped = row(["跳过", "跳过数", "skipped"])
    var failing: [(column: Int, right: Double)] = []
    var holding = 0
    for column in 1..<table.columns.count {
      let cells = [all, passed, failed] + [skipped].compactMap(\.self)
      let values = cells.compactMap { row -> Double? in
        guard column < row.count, column < passed.count else { return nil }
        let text = row[column].text
        if let fraction = text.firstMatch(of: /\(([0-9]{1,6})\/([0-9]{1,6})\)/) {
          return Double(fraction.1) == passed[column].quantity?.value ? Double(fraction.2) : nil
        }
        guard let quantity = row[column].quantity, quantity.comparator == .equal,
          !text.contains(where: { "+-−%".contains($0) })
        else { return nil }
        return quantity.value
      }
      guard values.count == cells.count, column < passed.count, values[0] > 0,
        values[0] >= values[1]
      else { continue }
      let right = values[0] - values[1] - values[3...].reduce(0, +)
      if right == values[2] { holding += 1 } else { failing.append((column, right)) }
    }
    guard holding >= 1, failing.count == 1, let wrong = failing.first, wrong.right >= 0 else {
      return
    }
    let cell = failed[wrong.column]
    if hasFinding(at: cell.span) { return }
    report(
      "a row is computed as the others are: \(quoted(all[wrong.column].text)) − "
        + "\(quoted(passed[wrong.column].text)) is \(plainNumber(wrong.right)), not `\(quoted(cell.text))`",
      at: cell.span, severity: .warning,
      notes: [.init("of all", at: all[wrong.column].span)])
  }
}
