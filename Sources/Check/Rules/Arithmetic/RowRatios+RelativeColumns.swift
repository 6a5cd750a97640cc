import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds a column that gives each row beside one of them, `1x`, `0.5x`, `24x`, against the column that all
  /// rows but one show it to be of.
  mutating func holdRelativeColumns(of table: Table) {
    let end = table.totalRow ?? table.rows.count
    guard (3...40).contains(end), (3...12).contains(table.columns.count) else { return }
    func figures(_ column: Int) -> [Quantity]? {
      var found: [Quantity] = []
      for row in table.rows[..<end] {
        guard column < row.count, let quantity = row[column].quantity,
          quantity.comparator == .equal, quantity.value > 0
        else { return nil }
        found.append(quantity)
      }
      return found
    }
    for column in table.columns.indices.dropFirst(2) {
      guard table.rows[0].indices.contains(column),
        table.rows[0][column].quantity?.dimension == .factor
          || relatives.occurInAnyCase(in: table.columns[column].header),
        let relative = figures(column),
        relative.allSatisfy({ $0.dimension == relative[0].dimension })
      else { continue }
      // What the header names besides, as in 相对价格, must be what the other column gives.
      let name = withoutRelation(table.columns[column].header.lowercased())
      let bases = relative.indices.filter { relative[$0].value == 1 }
      guard bases.count == 1, let base = bases.first else { continue }
      var wrong: (row: Int, of: Int, isInverse: Bool, right: Double)?
      var isShown = false
      let named = name.filter { $0.isLetter }
      let first = table.rows[base].first?.text.lowercased().filter { $0.isLetter } ?? ""
      let isNamed =
        !named.isEmpty && !first.contains(named) && !named.contains(first)
        && !baseNames.contains(named)
      // Headed as nothing but relative, it may be of any column.
      let isAny = name.isEmpty && anyColumn.occurInAnyCase(in: table.columns[column].header)
      for other in table.columns.indices.dropFirst() where other != column && !isShown {
        let header = table.columns[other].header.lowercased()
        guard
          isNamed
            ? header.filter(\.isLetter).contains(named) : other == column - 1 || isAny
        else { continue }
        guard let values = figures(other), values[0].dimension != .factor,
          values.allSatisfy({ $0.dimension == values[0].dimension }), !areNumbersOfThings(values)
        else { continue }
        for isInverse in [false, true] {
          let right = values.map {
            isInverse ? values[base].value / $0.value : $0.value / values[base].value
          }
          let failing = right.indices.filter { row in
            let stated = relative[row]
            let digit = power(10, -stated.decimals) * stated.unit.scale
            return abs(right[row] - stated.value) > max(digit * 1.000_001, stated.value * 0.01)
          }
          let shown = Set(
            right.indices.filter { !failing.contains($0) && $0 != base }.map { right[$0] })
          // 相对 runc: the header says which row is meant.
          let isSaid =
            table.columns.count == 3 && !named.isEmpty && !isNamed && first.contains(named)
          // 3.51 of 498,000 and 142,000 is no chance.
          let isFine = isAny && relative.allSatisfy { $0.decimals >= 2 }
          guard shown.count >= (isSaid || isFine ? 1 : 2), !shown.allSatisfy({ abs($0 - 1) < 0.05 })
          else {
            continue
          }
          if failing.isEmpty { isShown = true }
          if failing.count == 1, wrong == nil {
            wrong = (failing[0], other, isInverse, right[failing[0]])
          }
        }
      }
      guard !isShown, let wrong, !isExcepted(wrong.row, in: table) else { continue }
      let (cell, row) = (table.rows[wrong.row][column], table.rows[wrong.row])
      if hasFinding(at: cell.span) { continue }
      let terms = [quoted(row[wrong.of].text), quoted(table.rows[base][wrong.of].text)]
      report(
        "a ratio must be that of its columns: "
          + "\((wrong.isInverse ? terms.reversed() : terms).joined(separator: " ÷ ")) is "
          + "\(plainNumber(wrong.right)), not `\(quoted(cell.text))`; in the other rows it is",
        at: cell.span, severity: .warning,
        notes: [
          .init("of this", at: row[wrong.of].span),
          .init("beside this", at: table.rows[base][wrong.of].span),
        ])
    }
  }
}

/// Whether figures say how many there are of something: what so many reach may be less than so many times as much.
private func areNumbersOfThings(_ values: [Quantity]) -> Bool {
  switch values[0].dimension {
  case .count: true
  case .number: values.allSatisfy { $0.value <= 4096 && $0.value == $0.value.rounded() }
  default: false
  }
}

private let relativeWords = [
  "相对", "倍数", "加速比", "归一化", "relative to", "relative", "speedup", "normalized", "normalised", "vs ",
  "vs.", "to ",
]
private let relatives = Words(relativeWords)

private let anyColumn: Words = ["relative", "相对"]

/// What names the row that others are held beside, whatever it is called there: 相对原生.
private let baseNames: Set<String> = [
  "原生", "裸机", "物理机", "宿主机", "基线", "基准", "native", "baseline", "baremetal", "base",
]

extension Reporter {
  /// Holds two columns of shares that make 100 % together in every row but one: 相对原生 and 开销.
  mutating func holdComplements(of table: Table) {
    let end = table.totalRow ?? table.rows.count
    guard (3...40).contains(end), (3...12).contains(table.columns.count) else { return }
    func shares(_ column: Int) -> [Quantity]? {
      guard table.rows[0].indices.contains(column),
        table.rows[0][column].quantity?.dimension == .ratio
      else { return nil }
      let found = table.rows[..<end].compactMap { row -> Quantity? in
        guard column < row.count, let quantity = row[column].quantity, quantity.dimension == .ratio,
          quantity.comparator == .equal, (0...1).contains(quantity.value)
        else { return nil }
        return quantity
      }
      return found.count == end ? found : nil
    }
    for first in table.columns.indices.dropFirst() {
      guard let one = shares(first) else { continue }
      for second in table.columns.indices.dropFirst(first + 1) {
        guard let other = shares(second) else { continue }
        let failing = one.indices.filter { row in
          let step = max(one[row].printedDigit, other[row].printedDigit)
          return abs(one[row].value + other[row].value - 1) > step * 1.000_001
        }
        let shown = Set(
          one.indices.filter { !failing.contains($0) && one[$0].value > 0 && other[$0].value > 0 }
            .map { one[$0].value })
        let isRest = [first, second].contains {
          rests.occurInAnyCase(in: table.columns[$0].header)
        }
        guard failing.count == 1, let wrong = failing.first, shown.count >= (isRest ? 2 : 3),
          // What passed and what failed may leave what was skipped.
          isRest || one[wrong].value + other[wrong].value > 1, !isExcepted(wrong, in: table)
        else { continue }
        let cells = table.rows[wrong]
        if hasFinding(at: cells[first].span) || hasFinding(at: cells[second].span) { continue }
        report(
          "a ratio must be that of its columns: 100% − \(quoted(cells[first].text)) is "
            + "\(format(1 - one[wrong].value, in: .percent, .en)), not `\(quoted(cells[second].text))`; "
            + "in the other rows it is",
          at: cells[second].span, severity: .warning,
          notes: [.init("the rest of this", at: cells[first].span)])
      }
    }
  }
}

/// Headers of what a share leaves to the whole.
private let rests: Words = [
  "开销", "损失", "损耗", "减少", "降低", "剩余", "overhead", "loss", "reduction", "remaining", "saved",
]

extension Quantity {
  /// One in the last printed digit.
  var printedDigit: Double { power(10, -decimals) * unit.scale }
}

/// A header without the words that say that it relates: `runc` of `相对 runc`.
private func withoutRelation(_ header: String) -> String {
  relativeWords.reduce(String(header.prefix { !"(（".contains($0) })) { text, word in
    text.replacing(word, with: "")
  }
}
