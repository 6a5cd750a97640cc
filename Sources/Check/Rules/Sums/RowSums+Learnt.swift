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
  "used", "free", "gap", "年末", "期末", "closing",
]

/// Whether a column is one of totals or means, which are added up by their header.
private func isJudged(_ header: String) -> Bool { headed.occurInAnyCase(in: header) }

private let headed = Words(
  Vocabulary.sums + Vocabulary.means + [
    "序号", "编号", "#", "版本", "version", "p50", "p90", "p95", "p99",
  ])
