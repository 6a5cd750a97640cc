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
    let figures = SharedFigures(rows)
    for column in table.columns.indices {
      guard let shares = figures.exact(column, { $0 == .ratio }),
        // `3/7` of a device is a share of it, and none of what the rows have together.
        rows.allSatisfy({ row in row[column].text.contains { "%％".contains($0) } }),
        (0.5...1.5).contains(shares.reduce(0) { $0 + $1.value })
      else { continue }
      guard let best = figures.whole(of: shares, column) else {
        holdLearntWhole(table, column, shares, figures)
        continue
      }
      guard best.failing.count == 1, let wrong = best.failing.first else { continue }
      let cell = rows[wrong.row][column]
      if hasFinding(at: cell.span) { continue }
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

/// The figures of a table's rows without those of its total, for columns of shares.
private struct SharedFigures {
  let rows: [[Table.Cell]]
  let columns: Range<Int>

  /// - Parameter rows: one at least, all of them of the same length.
  init(_ rows: [[Table.Cell]]) {
    self.rows = rows
    columns = 0..<rows[0].count
  }

  /// The exact figures of a column, none below zero and each of a kind that is meant; nil where one is missing.
  func exact(_ column: Int, _ isMeant: (Dimension) -> Bool) -> [Quantity]? {
    let found = rows.compactMap { row in
      row[column].quantity.flatMap {
        $0.comparator == .equal && $0.value >= 0 && isMeant($0.dimension) ? $0 : nil
      }
    }
    return found.count == rows.count ? found : nil
  }

  /// The figures of a column that may be a whole of which another one gives the shares.
  func parts(_ column: Int, sharedBy shares: Int) -> [Quantity]? {
    guard column != shares, let values = exact(column, { $0 != .ratio && $0 != .factor }) else {
      return nil
    }
    // A weight of 40 % and 95 points make 38: what is weighed is no whole of which the weights are shares.
    let isWeighed = columns.contains { other in
      other != column && other != shares
        && rows.count { row in
          guard let weight = row[shares].quantity, let points = row[other].quantity,
            let product = row[column].quantity
          else { return false }
          return abs(weight.value * points.value - product.value) <= abs(product.value) * 0.01
        } * 2 >= rows.count
    }
    return isWeighed ? nil : values
  }

  /// The column whose shares most rows give, with the rows that do not; nil where too few do.
  func whole(
    of shares: [Quantity], _ column: Int
  ) -> (part: Int, failing: [(row: Int, right: Double)])? {
    var best: (part: Int, failing: [(row: Int, right: Double)])?
    for part in columns {
      guard let values = parts(part, sharedBy: column) else { continue }
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
      guard shown.count >= 2, rows.count - failing.count >= 2 * failing.count,
        best.map({ failing.count < $0.failing.count }) ?? true
      else { continue }
      best = (part, failing)
    }
    return best
  }
}

extension Reporter {
  /// As `holdShareColumns`, where the whole is what all rows but one show: 96 for 50 %, 48 for 25 % and 38 for 15 %.
  private mutating func holdLearntWhole(
    _ table: Table, _ column: Int, _ shares: [Quantity], _ figures: SharedFigures
  ) {
    let sum = shares.reduce(0) { $0 + $1.value }
    guard abs(sum - 1) < 0.011, Set(shares.map(\.value)).count >= 3 else { return }
    for part in table.columns.indices {
      guard let values = figures.parts(part, sharedBy: column),
        values.allSatisfy({ $0.value > 0 })
      else { continue }
      let wholes = zip(values, shares).map { value, share in
        (
          value.interval.lower / share.interval.upper,
          value.interval.upper / max(share.interval.lower, 1e-9)
        )
      }
      func common(_ left: Int?) -> (Double, Double)? {
        let rest = wholes.indices.filter { $0 != left }.map { wholes[$0] }
        let low = rest.map(\.0).max() ?? 0
        let high = rest.map(\.1).min() ?? 0
        return low <= high ? (low, high) : nil
      }
      let misfits = common(nil) == nil ? wholes.indices.filter { common($0) != nil } : []
      guard misfits.count == 1, let at = misfits.first, let (low, high) = common(at) else {
        continue
      }
      let right = (low + high) / 2 * shares[at].value
      // The others must tell the whole closely.
      guard high / low < 1.1, abs(right - values[at].value) > right * 0.05 else { continue }
      let cell = table.rows[at][part]
      report(
        "a fraction and its percentage must agree: `\(quoted(table.rows[at][column].text))` of the whole that the other rows "
          + "give is \(format(right, in: values[at].unit, .en)), not `\(quoted(cell.text))`",
        at: cell.span, severity: .warning,
        notes: [.init("the share", at: table.rows[at][column].span)])
      return
    }
  }
}
