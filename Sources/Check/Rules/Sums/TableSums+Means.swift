import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds a row of means, `Average` or 平均, to lie between the least and the greatest of the rows above it.
  mutating func holdMeans(of table: Table, _ collection: Collection) {
    guard (3...80).contains(table.rows.count), let row = table.rows.firstIndex(where: isAverage),
      row >= 2, !table.rows[..<row].contains(where: { isSubtotal($0) }),
      !collection.text(table.span).contains("~~")
    else { return }
    for column in table.columns.indices.dropFirst() where column < table.rows[row].count {
      let cell = table.rows[row][column]
      let parts = table.rows[..<row].compactMap { column < $0.count ? $0[column].quantity : nil }
      guard let stated = cell.quantity, stated.comparator == .equal, parts.count == row,
        parts.allSatisfy({ $0.dimension == stated.dimension && $0.comparator == .equal }),
        let least = parts.map(\.interval.lower).min(),
        let greatest = parts.map(\.interval.upper).max(),
        // What is added up, or counted over all rows, is headed otherwise.
        !totals.occurInAnyCase(in: table.columns[column].header),
        stated.interval.lower > greatest || stated.interval.upper < least,
        stated.value != parts.reduce(0, { $0 + $1.value })
      else { continue }
      let isAbove = stated.value > greatest
      let bound = table.rows[..<row].first {
        $0[column].quantity?.value
          == (isAbove ? parts.map(\.value).max() : parts.map(\.value).min())
      }
      report(
        "a mean lies between the least and the greatest of its column: `\(quoted(cell.text))` is "
          + "\(isAbove ? "above" : "below") every row, also `\(quoted(bound?[column].text ?? ""))`",
        at: cell.span)
    }
  }
}

private let totals: Words = ["总", "合计", "累计", "total", "sum", "cumulative"]
