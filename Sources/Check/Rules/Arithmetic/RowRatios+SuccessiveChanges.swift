import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds a column of changes from row to row, 环比 or `MoM`, against the column that they are of.
  ///
  /// At least one row must show whose changes they are, and just one must not.
  mutating func holdSuccessiveChanges(of table: Table) {
    let end = table.totalRow ?? table.rows.count
    guard (2...12).contains(table.columns.count), (3...40).contains(end) else { return }
    let rows = table.rows[..<end].filter { $0.count == table.columns.count }
    guard rows.count == end else { return }
    for column in table.columns.indices
    where successions.occurInAnyCase(in: table.columns[column].header) {
      var best: (of: Int, failing: [(row: Int, right: Double)], holding: Int)?
      for of in table.columns.indices where of != column {
        var failing: [(row: Int, right: Double)] = []
        var holding = 0
        for row in 1..<rows.count {
          guard let stated = rows[row][column].quantity, stated.dimension == .ratio,
            stated.comparator == .equal, let now = rows[row][of].quantity,
            let before = rows[row - 1][of].quantity, now.dimension == before.dimension,
            now.dimension != .ratio, now.comparator == .equal, before.comparator == .equal,
            before.value > 0
          else { continue }
          let right = now.value / before.value - 1
          let step = stated.interval.upper - stated.interval.lower
          // The figures may be printed with a digit less than was computed with.
          let rounding =
            (now.interval.upper - now.interval.lower + before.interval.upper - before.interval.lower)
            / before.value / 2
          let isSigned = rows[row][column].text.contains { "+-−↑↓".contains($0) }
          let off = isSigned ? abs(right - stated.value) : abs(abs(right) - abs(stated.value))
          if off <= step * 1.000_001 + min(rounding, 0.02) {
            holding += 1
          } else {
            failing.append((row, right))
          }
        }
        if holding > best?.holding ?? 0 { best = (of, failing, holding) }
      }
      guard let best, best.failing.count == 1, let wrong = best.failing.first else { continue }
      let cell = rows[wrong.row][column]
      report(
        "a ratio must be that of its columns: \(quoted(rows[wrong.row - 1][best.of].text)) → "
          + "\(quoted(rows[wrong.row][best.of].text)) is \(format(wrong.right, in: .percent, .en)), "
          + "not `\(quoted(cell.text))`",
        at: cell.span,
        notes: [
          .init("from this", at: rows[wrong.row - 1][best.of].span),
          .init("to this", at: rows[wrong.row][best.of].span),
        ])
    }
  }
}

private let successions: Words = ["环比", "mom", "qoq", "month over month", "quarter over quarter"]
