import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds a column of running totals, 累计 or `cumulative`, against the column that it adds up.
  ///
  /// One step may be wrong, or two in a row that cancel out, as a single wrong total makes them. Where one step is,
  /// what is added may be what is wrong, or something was taken off, which the text behind the table would tell.
  mutating func holdRunningTotals(of table: Table, _ bytes: [UInt8]) {
    let end = table.totalRow ?? table.rows.count
    guard (4...60).contains(end), (2...12).contains(table.columns.count) else { return }
    // What is taken off again is in no sum.
    guard !table.columns.contains(where: { removals.occurInAnyCase(in: $0.header) }) else { return }
    var slacks: [Int: Double] = [:]
    func figures(_ column: Int) -> [Double]? {
      var found: [Double] = []
      var dimension: Dimension?
      for row in table.rows[..<end] {
        guard column < row.count, let quantity = row[column].quantity,
          quantity.comparator == .equal, dimension == nil || dimension == quantity.dimension
        else { return nil }
        dimension = quantity.dimension
        let digit = (quantity.interval.upper - quantity.interval.lower) / 2
        slacks[column] = max(
          slacks[column] ?? 0, quantity.decimals > 0 || digit > quantity.unit.scale ? digit : 0)
        found.append(quantity.value)
      }
      return found
    }
    for column in table.columns.indices.dropFirst()
    where runningTotals.occurInAnyCase(in: table.columns[column].header) {
      guard let totals = figures(column) else { continue }
      for other in table.columns.indices.dropFirst() where other != column {
        guard let added = figures(other),
          !runningTotals.occurInAnyCase(in: table.columns[other].header),
          !plans.occurInAnyCase(in: table.columns[other].header)
        else { continue }
        let slack = 2 * (slacks[column] ?? 0) + (slacks[other] ?? 0)
        func isOff(_ row: Int) -> Bool {
          abs(totals[row] - totals[row - 1] - added[row]) > slack * 1.000_001 + abs(totals[row])
            * 1e-9
        }
        let off = (1..<end).filter(isOff)
        guard let first = off.first,
          off.count == 1 || (off.count == 2 && off[1] == first + 1)
        else { continue }
        if off.count == 2,
          abs(totals[first + 1] - totals[first - 1] - added[first] - added[first + 1])
            > slack * 1.5 + 1e-9
        {
          continue
        }
        // What was taken off may be told behind the table.
        let behind = bytes[table.span.end..<min(bytes.count, table.span.end + 400)]
        if off.count == 1, removals.occurInAnyCase(in: Array(behind)) { continue }
        let cell = table.rows[first][column]
        let unit = cell.quantity?.unit ?? .one
        let right = totals[first - 1] + added[first]
        let isPlain = cell.text.allSatisfy { !$0.isLetter && $0 != "%" }
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

private let plans = Words(Vocabulary.plans)
private let removals: Words = [
  "下线", "退役", "移除", "删除", "减少", "流失", "关闭", "解决", "removed", "retired", "closed", "resolved",
  "churn", "deleted", "回退", "回滚", "扣除", "rolled back", "reverted", "excluded",
]
private let runningTotals: Words = ["累计", "累积", "累進", "cumulative", "running total"]
