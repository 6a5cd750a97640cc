import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds a column of running totals, 累计 or `cumulative`, against the column that it adds up.
  ///
  /// All rows but one must show it. A wrong total makes two steps wrong that cancel out, and a wrong last one a
  /// single step; where the addend may be what is wrong, it is not said which.
  mutating func holdRunningTotals(of table: Table) {
    let end = table.totalRow ?? table.rows.count
    guard (4...60).contains(end), (2...12).contains(table.columns.count) else { return }
    func figures(_ column: Int) -> [Double]? {
      var found: [Double] = []
      var dimension: Dimension?
      for row in table.rows[..<end] {
        guard column < row.count, let quantity = row[column].quantity,
          quantity.comparator == .equal, dimension == nil || dimension == quantity.dimension
        else { return nil }
        dimension = quantity.dimension
        found.append(quantity.value)
      }
      return found
    }
    for column in table.columns.indices.dropFirst()
    where runningTotals.occurInAnyCase(in: table.columns[column].header) {
      guard let totals = figures(column) else { continue }
      for other in table.columns.indices.dropFirst() where other != column {
        guard let added = figures(other),
          !runningTotals.occurInAnyCase(in: table.columns[other].header)
        else { continue }
        func isOff(_ row: Int) -> Bool {
          abs(totals[row] - totals[row - 1] - added[row]) > abs(totals[row]) * 1e-9 + 1e-9
        }
        let off = (1..<end).filter(isOff)
        guard let first = off.first,
          off.count == 1 || (off.count == 2 && off[1] == first + 1)
        else { continue }
        if off.count == 2,
          abs(totals[first + 1] - totals[first - 1] - added[first] - added[first + 1]) > 1e-6
        {
          continue
        }
        let cell = table.rows[first][column]
        let unit = cell.quantity?.unit ?? .one
        let right = totals[first - 1] + added[first]
        let isPlain = cell.text.allSatisfy { !$0.isLetter }
        report(
          "a running total is the one before it and what is added: "
            + "\(quoted(table.rows[first - 1][column].text)) + \(quoted(table.rows[first][other].text)) = "
            + (isPlain ? plainNumber(right / unit.scale) : format(right, in: unit, .en))
            + ", not `\(quoted(cell.text))`",
          at: cell.span, severity: .warning,
          notes: [.init("what is added", at: table.rows[first][other].span)])
        break
      }
    }
  }
}

private let runningTotals: Words = ["累计", "累积", "累進", "cumulative", "running total"]
