import Model
import Quantities

// What the figure of a row of totals may be besides the sum of the rows above it.

/// Whether every row and the total give the same figure: it is of one thing that all rows speak of.
func isOneThing(_ table: Table, _ totalRow: Int, _ column: Int) -> Bool {
  totalRow >= 2
    && table.rows[...totalRow].allSatisfy {
      column < $0.count && $0[column].quantity != nil
        && $0[column].quantity == table.rows[totalRow][column].quantity
    }
}

/// Whether a total is that of so many of each row, which another column counts: 6 × 32 GB + 2 × 32 GB.
func isOfEach(_ table: Table, _ totalRow: Int, _ column: Int) -> Bool {
  guard let total = table.rows[totalRow][column].quantity else { return false }
  return table.columns.indices.contains { counts in
    guard counts != column else { return false }
    var sum = 0.0
    for row in table.rows[..<totalRow] {
      guard max(counts, column) < row.count, let count = row[counts].quantity,
        let each = row[column].quantity, count.value >= 1, count.value == count.value.rounded()
      else { return false }
      sum += count.value * each.value
    }
    return abs(sum - total.value) <= abs(total.value) * 0.005
  }
}

/// Whether a column says how many there are by each row, 1,737, 1,887, 1,972 or 80, 50, 25: it only goes one way, and its
/// total is its last row, or nearer to it than to the sum where its header says that it totals.
func goesOn(_ table: Table, _ totalRow: Int, _ column: Int, _ sum: Double) -> Bool {
  guard totalRow >= 3, let total = table.rows[totalRow][column].quantity?.value else {
    return false
  }
  let values = table.rows[..<totalRow].compactMap {
    column < $0.count ? $0[column].quantity?.value : nil
  }
  guard values.count == totalRow, let last = values.last else { return false }
  let steps = zip(values, values.dropFirst())
  let rises = steps.allSatisfy { $0 <= $1 }
  guard rises || steps.allSatisfy({ $0 >= $1 }) else { return false }
  let header = table.columns[column].header.lowercased()
  return total == last
    || rises && ["total", "总", "累"].contains(where: header.hasPrefix)
      && abs(total - last) < abs(total - sum)
}

/// Whether what a sum lacks stands in another column, in a row that has nothing in the column itself.
func standsBeside(_ rest: Double, _ table: Table, _ totalRow: Int, _ column: Int) -> Bool {
  table.rows[..<totalRow].contains { row in
    column < row.count && row[column].quantity == nil
      && row.contains { $0.quantity?.value == rest }
  }
}

/// Whether a column gives from where to where each row goes, and its total from the first to the last:
/// weeks `1-2`, `3-6`, in all `1-6`.
func arePositions(_ table: Table, _ totalRow: Int, _ column: Int) -> Bool {
  func range(_ row: Int) -> Interval? {
    guard column < table.rows[row].count, let quantity = table.rows[row][column].quantity,
      quantity.comparator == .range
    else { return nil }
    return quantity.interval
  }
  guard let whole = range(totalRow), let first = range(0) else { return false }
  return whole.lower == first.lower
    && whole.upper == (0..<totalRow).compactMap { range($0)?.upper }.max()
}
