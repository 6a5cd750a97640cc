import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds a row of what a year costs against the row of what a month does: 月度费用 above 年度费用.
  ///
  /// A year is cheaper than its months wherever it can be bought as one, and figures that are far apart are of
  /// different things.
  mutating func holdPeriodRows(of table: Table, _ bytes: [UInt8]) {
    let isOfMonths = bytes[table.span.range].withUnsafeBufferPointer {
      months.occurInAnyCase(in: $0)
    }
    guard isOfMonths else { return }
    for (index, row) in table.rows.enumerated() {
      let names = Self.yearly(row.first?.text ?? "")
      guard
        let other = table.rows.indices.first(where: {
          $0 != index && names.contains(table.rows[$0].first?.text ?? "")
        }), !discounted.occurInAnyCase(in: table.rows[other].map(\.text).joined(separator: " "))
      else { continue }
      for column in 1..<max(1, min(row.count, table.rows[other].count)) {
        guard let month = row[column].quantity, let year = table.rows[other][column].quantity,
          month.dimension == year.dimension, month.comparator == .equal, year.comparator == .equal,
          case .money = month.dimension, month.value > 0
        else { continue }
        let ratio = year.value / (12 * month.value)
        guard ratio > 1.03, ratio < 1.6, !month.interval.mapped({ $0 * 12 }).overlaps(year.interval)
        else { continue }
        let cell = table.rows[other][column]
        report(
          "what a year makes is twelve times what a month does: 12 × `\(quoted(row[column].text))` is "
            + "\(format(12 * month.value, in: year.unit, .en)), not `\(quoted(cell.text))`",
          at: cell.span, notes: [.init("computed from this", at: row[column].span)])
      }
    }
  }

  /// What the row of a year may be called beside that of a month.
  private static func yearly(_ name: String) -> [String] {
    [("月", "年"), ("Monthly", "Annual"), ("Monthly", "Yearly")]
      .filter { name.holds($0.0) }.map { name.replacing($0.0, with: $0.1) }
  }
}

private let months: Words = ["月", "monthly"]
private let discounted: Words = ["折", "优惠", "预付", "承诺", "discount", "upfront", "commit", "含", "另"]
