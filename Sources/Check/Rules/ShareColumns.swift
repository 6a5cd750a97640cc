import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds a column of shares against the column whose shares they are: `| 严重 | 54 | 18% |`.
  ///
  /// Two rows at least must be the share that their figure has of the column's sum, with different
  /// results, and twice as many as those that are not.
  mutating func holdShareColumns(of table: Table) {
    var end = table.totalRow ?? table.rows.count
    // A last row of 100 % is that of the whole, whatever it is called.
    if end == table.rows.count, end > 3,
      table.rows[end - 1].contains(where: {
        $0.quantity.map { $0.dimension == .ratio && $0.value == 1 } ?? false
      })
    {
      end -= 1
    }
    guard (2...12).contains(table.columns.count), (3...60).contains(end) else { return }
    let rows = table.rows[..<end].filter { $0.count == table.columns.count }
    guard rows.count == end else { return }
    func figures(_ column: Int, _ isMeant: (Dimension) -> Bool) -> [Quantity]? {
      let found = rows.compactMap { row in
        row[column].quantity.flatMap {
          $0.comparator == .equal && $0.value >= 0 && isMeant($0.dimension) ? $0 : nil
        }
      }
      return found.count == rows.count ? found : nil
    }
    for column in table.columns.indices {
      guard let shares = figures(column, { $0 == .ratio }),
        (0.5...1.5).contains(shares.reduce(0) { $0 + $1.value })
      else { continue }
      var best: (part: Int, failing: [(row: Int, right: Double)], holding: Int)?
      for part in table.columns.indices where part != column {
        guard let values = figures(part, { $0 != .ratio && $0 != .factor }) else { continue }
        let whole = values.reduce(0) { $0 + $1.value }
        guard whole > 0 else { continue }
        var shown: Set<Double> = []
        var failing: [(row: Int, right: Double)] = []
        for row in rows.indices {
          let right = values[row].value / whole
          let step = shares[row].interval.upper - shares[row].interval.lower
          if abs(right - shares[row].value) <= step * 1.000_001 {
            shown.insert(shares[row].value)
          } else {
            failing.append((row, right))
          }
        }
        let holding = rows.count - failing.count
        guard shown.count >= 2, holding >= 2 * failing.count, holding > best?.holding ?? 0 else {
          continue
        }
        best = (part, failing, holding)
      }
      guard let best, best.failing.count == 1, let wrong = best.failing.first else { continue }
      let cell = rows[wrong.row][column]
      if diagnostics.contains(where: { $0.span == cell.span }) { continue }
      let whole = rows.compactMap { $0[best.part].quantity?.value }.reduce(0, +)
      let unit = rows[wrong.row][best.part].quantity?.unit ?? .one
      report(
        "a fraction and its percentage must agree: \(quoted(rows[wrong.row][best.part].text)) of "
          + "\(plainNumber(whole / unit.scale)) is \(format(wrong.right, in: .percent, .en)), not "
          + "`\(quoted(cell.text))`",
        at: cell.span, notes: [.init("of this", at: rows[wrong.row][best.part].span)])
    }
  }
}
