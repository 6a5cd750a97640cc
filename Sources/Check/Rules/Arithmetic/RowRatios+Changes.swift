import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Subtracts what was before from what came after: `| 完成前 | 完成后 | 增量 |`, `| Before | After | Change |`.
  ///
  /// Where all rows but one do so, or where the change says itself that it is a difference: by its sign, `-20 MB`, by
  /// its verb, 新增 14, or by its header, 减少.
  mutating func holdChanges(of table: Table) {
    guard table.columns.count >= 4, table.columns.count <= 8,
      table.columns.contains(where: { afterwards.occurInAnyCase(in: $0.header) })
    else { return }
    let headers = table.columns.map { column in
      String(
        decoding: column.header.utf8.filter { $0 != 0x20 && $0 != 0x2A }.map(\.lowercased),
        as: UTF8.self)
    }
    func only(_ holds: (String) -> Bool) -> Int? {
      let found = headers.indices.filter { headers[$0].count <= 8 && holds(headers[$0]) }
      return found.count == 1 ? found[0] : nil
    }
    guard
      let before = only({ $0.hasSuffix("前") || $0.hasSuffix("before") }),
      let after = only({ $0.hasSuffix("后") || $0.hasSuffix("after") }),
      let change = only({ differences.contains($0) || directed.contains($0) })
    else { return }
    var failing: [(row: Int, right: Double, isSaid: Bool)] = []
    var holding = 0
    for (index, row) in table.rows.enumerated() where row.count == table.columns.count {
      guard let from = row[before].quantity, let to = row[after].quantity,
        let stated = row[change].quantity, from.dimension == to.dimension,
        stated.dimension == from.dimension || stated.dimension == .number && from.dimension.isCount,
        [from, to, stated].allSatisfy({ $0.comparator == .equal })
      else { continue }
      let right = to.value - from.value
      if abs(abs(right) - abs(stated.value)) <= differenceSlack([from, to, stated]) {
        if right != 0 { holding += 1 }
      } else {
        let isSaid =
          stated.dimension != .ratio
          && (directed.contains(headers[change]) || saysDirection(row[change].text))
          && (0.25...4).contains(abs(stated.value / right))
        failing.append((index, right, isSaid))
      }
    }
    // A column that no row shows gives something else.
    let isLearnt = failing.count == 1 && holding >= 2
    for wrong in failing where isLearnt || wrong.isSaid && failing.count <= max(1, holding) {
      let row = table.rows[wrong.row]
      guard let unit = row[change].quantity?.unit, !hasFinding(at: row[change].span) else {
        continue
      }
      let text =
        isLearnt
        ? "a row is computed as the others are: \(quoted(row[after].text)) − \(quoted(row[before].text)) is "
          + plainNumber(wrong.right / unit.scale)
        : "a change is what came after less what was before: \(quoted(row[before].text)) → "
          + "\(quoted(row[after].text)) is \(plainNumber(abs(wrong.right) / unit.scale)) "
          + (wrong.right > 0 ? "more" : "less")
      report(
        "\(text), not `\(quoted(row[change].text))`",
        at: row[change].span, severity: .warning,
        notes: [.init("from this", at: row[before].span), .init("to this", at: row[after].span)])
    }
  }
}

/// How far the difference of two figures may be from a third one by the rounding of their last digits; whole numbers
/// have none.
///
/// - Parameter quantities: the three of them.
func differenceSlack(_ quantities: [Quantity]) -> Double {
  let rounding = quantities.reduce(0) { sum, quantity in
    let isWhole =
      quantity.decimals == 0 && quantity.unit.scale == 1
      && (quantity.dimension == .number || quantity.dimension.isCount)
    return isWhole ? sum : sum + quantity.printedDigit / 2
  }
  return rounding * 1.000_001 + 1e-9
}

/// Whether a cell says which way something went, and by that that it tells a difference.
private func saysDirection(_ text: String) -> Bool {
  let text = text.lowercased().drop { " *`(（".contains($0) }
  return ["+", "-", "−", "↓", "↑", "新增", "增加", "减少", "降低", "缩短", "节省"].contains(
    where: text.hasPrefix)
}

/// Headers of what is learnt from the rows to be a difference.
private let differences: Set<String> = [
  "增量", "差值", "变化", "变化量", "增减", "delta", "change", "difference", "δ", "diff",
]

/// Headers that say which way the difference goes.
private let directed: Set<String> = [
  "减少", "减少量", "增加", "增加量", "新增", "节省", "缩短", "降低", "reduction", "reduced", "saved", "savings",
  "added", "removed",
  "increase", "decrease",
]

/// What ends the header of what came after.
private let afterwards: Words = ["后", "after"]
