import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds the subtotals of a table, and the total behind them.
  ///
  /// A subtotal is the sum of the rows since the last one, of all rows above it, or of those below it up to the next
  /// one. A total is that of all rows, or of the subtotals and what stands outside of them.
  mutating func holdSubtotals(of table: Table, _ collection: Collection) {
    guard let layout = SubtotalLayout(table), !collection.text(table.span).contains("~~") else {
      return
    }
    for column in table.columns.indices.dropFirst()
    where isAdditive(table.columns[column]) {
      guard let figures = layout.figures(of: table, column) else { continue }
      for wrong in layout.wrongTotals(figures) {
        let cell = table.rows[wrong.row][column]
        guard let stated = cell.quantity, !hasFinding(at: cell.span) else { continue }
        let isPlain = cell.text.allSatisfy { !$0.isLetter && $0 != "%" }
        let right =
          isPlain
          ? plainNumber(wrong.right / stated.unit.scale) : format(wrong.right, in: stated.unit, .en)
        report(
          "a total must be the sum of its column: \(layout.terms(of: table, column, wrong)) = \(right), "
            + "not `\(quoted(cell.text))`",
          at: cell.span, severity: .warning)
      }
    }
  }
}

/// Which rows of a table are subtotals, and which one is the total of all.
private struct SubtotalLayout {
  let subtotals: [Int]

  /// The last row, where it is called a total.
  let total: Int?

  /// Nil where there is no subtotal, or nothing but one at the end.
  init?(_ table: Table) {
    guard (3...80).contains(table.rows.count) else { return nil }
    let names = table.rows.map {
      $0.first?.text.lowercased().filter { !"*_` :：".contains($0) } ?? ""
    }
    subtotals = names.indices.filter { index in
      subtotalNames.contains { names[index].hasPrefix($0) || names[index].hasSuffix($0) }
    }
    guard let first = subtotals.first, first >= 2 else { return nil }
    let last = names.count - 1
    total = grandTotals.contains(names[last]) ? last : nil
    // Another total among the rows, or what is taken off, makes it another table.
    let others = names.indices.filter { !subtotals.contains($0) && $0 != total }
    guard total != nil || last != subtotals.last || subtotals.count > 1,
      !others.contains(where: { doubtful.occurInAnyCase(in: table.rows[$0].first?.text ?? "") })
    else { return nil }
  }

  /// The figures of a column by row, all of one kind and exact; nil where one is not.
  func figures(of table: Table, _ column: Int) -> [Quantity?]? {
    var found: [Quantity?] = []
    var kind: Quantity?
    for row in table.rows {
      guard column < row.count else { return nil }
      let isBlank = ["", "-", "—", "–", "n/a"].contains(row[column].text.lowercased())
      guard let quantity = row[column].quantity else {
        guard isBlank else { return nil }
        found.append(nil)
        continue
      }
      guard quantity.comparator == .equal, isAdditive(quantity.dimension),
        kind.map({ quantity.addsUp(to: $0) }) ?? true, !row[column].text.contains("×")
      else { return nil }
      kind = quantity
      found.append(quantity)
    }
    return found
  }

  struct Wrong {
    let row: Int
    let right: Double
    let parts: [Int]
  }

  func wrongTotals(_ figures: [Quantity?]) -> [Wrong] {
    var wrong: [Wrong] = []
    var start = 0
    for (place, row) in subtotals.enumerated() {
      let next = place + 1 < subtotals.count ? subtotals[place + 1] : total ?? figures.count
      let above = Array(start..<row)
      let all = (0..<row).filter { !subtotals.contains($0) }
      start = row + 1
      guard let stated = figures[row], above.contains(where: { figures[$0] != nil }) else {
        continue
      }
      let below = Array((row + 1)..<max(row + 1, next))
      if [above, all, below].contains(where: { makes(stated, $0, figures) }) { continue }
      // One row, or rows of another group, make no subtotal.
      guard above.count(where: { figures[$0] != nil }) >= 2, let right = sum(above, figures) else {
        continue
      }
      wrong.append(Wrong(row: row, right: right, parts: above))
    }
    guard let total, let stated = figures[total] else { return wrong }
    let leaves = (0..<total).filter { !subtotals.contains($0) }
    let last = subtotals.last ?? 0
    let groups = subtotals + ((last + 1)..<max(last + 1, total))
    // The rows above the first subtotal may stand outside of it, and a subtotal may hold those above it.
    let running = [last] + ((last + 1)..<max(last + 1, total))
    if [leaves, groups, running].contains(where: { makes(stated, $0, figures) }) { return wrong }
    guard let right = sum(groups, figures), wrong.isEmpty || wrong.count == 1 else { return wrong }
    wrong.append(Wrong(row: total, right: right, parts: groups))
    return wrong
  }

  func terms(of table: Table, _ column: Int, _ wrong: Wrong) -> String {
    let texts = wrong.parts.filter { table.rows[$0][column].quantity != nil }.map {
      table.rows[$0][column].text.filter { !"*`✅❌ ".contains($0) }
    }
    guard texts.count <= 8 else { return "Σ of \(texts.count) rows" }
    return quoted(
      texts.joined(separator: " + ").replacing("+ +", with: "+ ").replacing("+ -", with: "− "))
  }

  private func sum(_ rows: [Int], _ figures: [Quantity?]) -> Double? {
    let values = rows.compactMap { figures[$0]?.value }
    return values.isEmpty ? nil : values.reduce(0, +)
  }

  private func makes(_ stated: Quantity, _ rows: [Int], _ figures: [Quantity?]) -> Bool {
    let parts = rows.compactMap { figures[$0] }
    guard !parts.isEmpty else { return false }
    let value = parts.reduce(0) { $0 + $1.value }
    let slack = (parts + [stated]).reduce(0) { $0 + ($1.interval.upper - $1.interval.lower) / 2 }
    let isWhole = (parts + [stated]).allSatisfy { $0.decimals == 0 }
    return abs(value - stated.value)
      <= (isWhole ? abs(stated.value) * 1e-9 : slack * 1.000_001 + abs(stated.value) * 1e-9)
  }
}

private let subtotalNames = ["小计", "小計", "subtotal", "sub-total"]
private let grandTotals: Set<String> = ["总计", "合计", "總計", "合計", "共计", "total", "grandtotal"]
private let doubtful: Words = [
  "total", "合计", "总计", "其中", "折扣", "优惠", "discount", "of which", "每", "average", "平均", "%", "人均",
]
