import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds columns of times that availabilities leave of a period which the rows themselves show: 20.16 min for
  /// 99.95 % and 40.32 min for 99.9 % are of 28 days, whatever the header says.
  ///
  /// Two rows at least must show one period, one that people use, and one row must not.
  mutating func holdLearntBudgets(of table: Table) {
    guard (2...6).contains(table.columns.count), (3...12).contains(table.rows.count),
      // Months and quarters are windows of their own.
      !periods.occurInAnyCase(in: table.columns[0].header)
    else { return }
    for column in table.columns.indices {
      guard let times = figures(table, column, { $0 == .time }) else { continue }
      for place in table.columns.indices where place != column {
        guard let shares = figures(table, place, { $0 == .ratio }),
          shares.allSatisfy({ $0.value >= 0.9 && $0.value < 1 })
        else { continue }
        let periods = zip(shares, times).map { share, time in time.value / (1 - share.value) }
        var shown: [(period: Double, rows: [Int])] = []
        for days in [7.0, 28, 30, 31, 365.25 / 12, 90, 91, 92, 365, 365.25] {
          let rows = periods.indices.filter {
            isNear(times[$0], (1 - shares[$0].value) * days * 86_400)
          }
          shown.append((days * 86_400, rows))
        }
        guard let best = shown.max(by: { $0.rows.count < $1.rows.count }), best.rows.count >= 2,
          best.rows.count == periods.count - 1,
          Set(best.rows.map { shares[$0].value }).count >= 2,
          let row = periods.indices.first(where: { !best.rows.contains($0) })
        else { continue }
        let right = (1 - shares[row].value) * best.period
        // What is near is rounded in some way of its own.
        guard right > times[row].value * 1.2 || right < times[row].value / 1.2 else { continue }
        let cell = table.rows[row][column]
        if hasFinding(at: cell.span) { continue }
        report(
          "an availability and its downtime must agree: (1 − \(format(shares[row], .en))) × "
            + "\(plainNumber(best.period / 86_400)) days, which the other rows show, is \(format(right, in: times[row].unit, .en)), not `\(quoted(cell.text))`",
          at: cell.span, notes: [.init("of this availability", at: table.rows[row][place].span)])
      }
    }
  }
}

/// The exact figures of a column, all of one dimension; nil where one of them is not.
private func figures(
  _ table: Table, _ column: Int, _ suits: (Dimension) -> Bool
) -> [Quantity]? {
  var found: [Quantity] = []
  for row in table.rows {
    guard column < row.count, let quantity = row[column].quantity, suits(quantity.dimension),
      quantity.comparator == .equal
    else { return nil }
    found.append(quantity)
  }
  return found
}

private func isNear(_ time: Quantity, _ right: Double) -> Bool {
  abs(time.value - right) <= time.printedStep * 0.55 || abs(time.value - right) <= right * 0.002
}

private let periods: Words = [
  "月", "季", "周", "年", "时间", "日期", "month", "quarter", "week", "year", "period", "date", "window",
]
