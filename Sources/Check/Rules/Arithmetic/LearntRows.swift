import Model
import Quantities

/// The figures of a table's columns, for rules that learn from most rows what a column computes.
struct LearntRows {
  /// A figure in its base unit, and how far rounding may have moved it.
  struct Figure {
    let value: Double
    let slack: Double
    let digits: Int

    /// Half of one in the last printed digit, of whole numbers as well.
    var half = 0.0
  }

  /// The columns in which every row has an exact figure greater than nothing; the last row, which may total the
  /// others under some other name, may have a blank.
  let columns: [Int]

  /// By row and then as `columns`.
  let figures: [[Figure]]

  /// Nil for tables of fewer than three such columns or rows, of more than eight such columns or forty rows. O(cells).
  init?(_ table: Table, columns least: Int = 3) {
    var end = table.totalRow ?? table.rows.count
    if end == table.rows.count, end > 3, let last = table.rows.last,
      last.contains(where: { $0.text.isEmpty || $0.text == "-" || $0.text == "—" })
    {
      end -= 1
    }
    guard (3...40).contains(end), (least...12).contains(table.columns.count) else { return nil }
    let columns = table.columns.indices.filter { column in
      table.rows[..<end].allSatisfy { row in
        guard column < row.count, let quantity = row[column].quantity else { return false }
        return quantity.comparator == .equal && quantity.value > 0 && quantity.value < 1e18
      }
    }
    guard (least...8).contains(columns.count) else { return nil }
    self.columns = columns
    figures = table.rows[..<end].map { row in columns.map { Figure(row[$0].quantity) } }
  }
}

extension LearntRows.Figure {
  fileprivate init(_ quantity: Quantity?) {
    guard let quantity else {
      self.init(value: 0, slack: 0, digits: 0)
      return
    }
    var printed = (quantity.value / quantity.unit.scale).rounded()
    var digits = quantity.decimals
    var zeros = 0
    while printed >= 10, printed.truncatingRemainder(dividingBy: 10) == 0, digits == 0 {
      printed = (printed / 10).rounded(.down)
      zeros += 1
    }
    while printed >= 1 {
      printed = (printed / 10).rounded(.down)
      digits += 1
    }
    // Whole numbers are told as they are; decimals are where somebody rounded.
    let half = quantity.decimals > 0 ? quantity.unit.scale / 2 : 0
    self.init(
      value: quantity.value, slack: half * power(10, -quantity.decimals), digits: digits,
      half: quantity.unit.scale / 2 * power(10, -quantity.decimals))
  }
}

/// A row that does not compute what all the others do.
struct WrongRow {
  let row: Int
  let column: Int
  let operands: [Int]
  let right: Double

  /// What the operands are multiplied or divided by, where the rows show it.
  var constant: Double?
}
