import Diagnostics
import Glibc
import Model
import Quantities

extension Reporter {
  /// Holds a column that gives by how much each row is more than one of them, `0` in that one, against the column
  /// before it that its header names: `| P99 (ms) | P99增量 (ms) |`.
  mutating func holdDifferences(of table: Table) {
    let end = table.totalRow ?? table.rows.count
    guard (4...40).contains(end), (3...12).contains(table.columns.count) else { return }
    let rows = table.rows[..<end]
    for column in table.columns.indices.dropFirst(2) {
      let header = table.columns[column].header.lowercased()
      guard let word = differences.first(where: header.holds),
        let place = header.firstRange(of: word),
        rows.allSatisfy({ column < $0.count && $0[column].quantity?.comparator == .equal })
      else { continue }
      let name = (header[..<place.lowerBound] + header[place.upperBound...])
        .prefix { !"(（".contains($0) }.filter { $0.isLetter || $0.isNumber }
      let stated = rows.map { $0[column].quantity?.value ?? 0 }
      let bases = stated.indices.filter { stated[$0] == 0 }
      guard bases.count == 1, let base = bases.first, name.count >= 2 else { continue }
      for other in table.columns.indices.dropFirst() where other != column {
        let title = table.columns[other].header.lowercased().prefix { !"(（".contains($0) }
        guard title.filter({ $0.isLetter || $0.isNumber }) == name,
          rows.allSatisfy({
            other < $0.count && $0[other].quantity?.comparator == .equal
              && $0[other].quantity?.dimension == $0[column].quantity?.dimension
          })
        else { continue }
        let values = rows.map { $0[other].quantity?.value ?? 0 }
        let failing = stated.indices.filter { row in
          let slack = [rows[row][column], rows[row][other], rows[base][other]].reduce(0) {
            $0 + ($1.quantity.map { ($0.interval.upper - $0.interval.lower) / 2 } ?? 0)
          }
          let right = abs(values[row] - values[base])
          // Or it is that to the row before.
          if row > 0, abs(abs(values[row] - values[row - 1]) - abs(stated[row])) <= slack {
            return false
          }
          return abs(right - abs(stated[row])) > slack * 1.000_001 + 1e-9
        }
        guard failing.count == 1, let wrong = failing.first, end - 2 >= 2,
          let unit = rows[wrong][column].quantity?.unit
        else { continue }
        let right = plainNumber((values[wrong] - values[base]) / unit.scale)
        report(
          "a row is computed as the others are: \(quoted(rows[wrong][other].text)) − "
            + "\(quoted(rows[base][other].text)) is \(right), not `\(quoted(rows[wrong][column].text))`",
          at: rows[wrong][column].span, severity: .warning,
          notes: [.init("beside this", at: rows[base][other].span)])
      }
    }
  }

  /// Computes the yearly growth of rows that give years: `| 2025 | 2026 | 2027 | CAGR |`.
  mutating func holdYearlyGrowth(of table: Table) {
    guard
      let growth = table.columns.indices.last(where: {
        yearlyGrowth.occurInAnyCase(in: table.columns[$0].header)
          // CAGR 2025–2030 says from when to when.
          && !table.columns[$0].header.contains(where: \.isNumber)
      })
    else { return }
    let years = table.columns.indices.compactMap { column -> (column: Int, year: Int)? in
      let digits = table.columns[column].header.uppercased().filter { !"年 *EAF".contains($0) }
      return Int(digits).flatMap { (1990...2100).contains($0) ? (column, $0) : nil }
    }
    guard
      table.columns.count(where: { $0.header.contains(/(19|20)[0-9]{2}/) }) == years.count
    else { return }
    guard let first = years.first, let last = years.last, last.year > first.year,
      zip(years, years.dropFirst()).allSatisfy({ $0.year < $1.year })
    else { return }
    for row in table.rows where row.count == table.columns.count {
      guard let from = row[first.column].quantity, let to = row[last.column].quantity,
        let stated = row[growth].quantity, stated.dimension == .ratio, stated.comparator == .equal,
        from.comparator == .equal, to.comparator == .equal, from.value > 0, to.value > 0,
        from.dimension == to.dimension
      else { continue }
      func rate(_ a: Double, _ b: Double) -> Double {
        pow(b / a, 1 / Double(last.year - first.year)) - 1
      }
      let digit = stated.interval.upper - stated.interval.lower
      let right = rate(from.value, to.value)
      guard from.interval.lower > 0, to.interval.lower > 0,
        stated.value + digit < rate(from.interval.upper, to.interval.lower)
          || stated.value - digit > rate(from.interval.lower, to.interval.upper)
      else { continue }
      report(
        "a rate of growth must be that of its years: from \(quoted(row[first.column].text)) to "
          + "\(quoted(row[last.column].text)) in \(last.year - first.year) years is "
          + "\(format(right, in: .percent, .en)) a year, not `\(quoted(row[growth].text))`",
        at: row[growth].span, severity: .warning,
        notes: [
          .init("from this", at: row[first.column].span),
          .init("to this", at: row[last.column].span),
        ])
    }
  }
}

private let differences = ["增量", "差值", "差异", "增加", "delta", "increase", "overhead", "额外"]
private let yearlyGrowth: Words = ["cagr", "年复合增长", "复合年增长", "复合增长率"]
