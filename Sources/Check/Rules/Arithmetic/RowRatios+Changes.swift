import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Subtracts what was before from what came after: `| 完成前 | 完成后 | 增量 |`, `| Before | After | Change |`.
  ///
  /// Where all rows but one do so, or where the change says itself that it is a difference: by its sign, `-20 MB`, by
  /// its verb, 新增 14, or by its header, 减少.
  mutating func holdChanges(of table: Table) {
    for wrong in wrongChanges(in: table) {
      let row = table.rows[wrong.row]
      let cell = row[wrong.column]
      guard let unit = cell.quantity?.unit, !hasFinding(at: cell.span) else { continue }
      let (from, to) = (row[wrong.before], row[wrong.after])
      // A saving has no sign.
      let isSaving = wrong.right < 0 && cell.quantity?.value ?? 0 > 0
      let terms = (isSaving ? [from, to] : [to, from]).map { quoted($0.text) }
      let text =
        wrong.isLearnt
        ? "a row is computed as the others are: \(terms[0]) − \(terms[1]) is "
          + plainNumber((isSaving ? -wrong.right : wrong.right) / unit.scale)
        : "a change is what came after less what was before: \(quoted(from.text)) → \(quoted(to.text)) is "
          + "\(plainNumber(abs(wrong.right) / unit.scale)) \(wrong.right > 0 ? "more" : "less")"
      report(
        "\(text), not `\(quoted(cell.text))`", at: cell.span, severity: .warning,
        notes: [.init("from this", at: from.span), .init("to this", at: to.span)])
    }
  }
}

/// A row whose change is not what came after less what was before.
struct WrongChange {
  let row: Int
  let column: Int
  let before: Int
  let after: Int

  /// In the base unit of its column, with its sign.
  let right: Double

  /// Whether the other rows show what is computed.
  let isLearnt: Bool
}

/// The rows of a table that give a wrong difference. O(rows).
func wrongChanges(in table: Table) -> [WrongChange] {
  guard table.columns.count >= 4, table.columns.count <= 8,
    table.columns.contains(where: { afterwards.occurInAnyCase(in: $0.header) })
  else { return [] }
  let headers = table.columns.map { column in
    String(
      decoding: column.header.utf8.prefix { $0 != 0x28 }.filter { $0 != 0x20 && $0 != 0x2A }
        .map(\.lowercased), as: UTF8.self)
  }
  func only(_ holds: (String) -> Bool) -> Int? {
    let found = headers.indices.filter { headers[$0].count <= 10 && holds(headers[$0]) }
    return found.count == 1 ? found[0] : nil
  }
  guard
    let before = only({ $0.hasSuffix("前") || $0.hasSuffix("before") || planned.contains($0) }),
    let after = only({ $0.hasSuffix("后") || $0.hasSuffix("after") || actual.contains($0) }),
    let change = only({ differences.contains($0) || directed.contains($0) })
  else { return [] }
  var failing: [(row: Int, right: Double, isSaid: Bool)] = []
  var near: [(row: Int, right: Double, isSaid: Bool)] = []
  var holding = 0
  for (index, row) in table.rows.enumerated() where row.count == table.columns.count {
    guard let from = row[before].quantity, let to = row[after].quantity,
      // The headers of the figures may say their unit, and that of the change not.
      let stated = row[change].quantity?.taking(from.unit), from.dimension == to.dimension,
      stated.dimension == from.dimension,
      [from, to, stated].allSatisfy({ $0.comparator == .equal })
    else { continue }
    let right = to.value - from.value
    let bare = row[change].quantity?.dimension == stated.dimension ? 1 : from.unit.scale
    let off = abs(abs(right) - abs(stated.value))
    if off <= abs(right) * 1e-9 {
      if right != 0 { holding += 1 }
    } else if off <= differenceSlack([from, to, stated]) {
      near.append((index, right / bare, false))
    } else {
      let isSaid =
        stated.dimension != .ratio
        && (directed.contains(headers[change]) || saysDirection(row[change].text))
        && (0.25...4).contains(abs(stated.value / right))
      failing.append((index, right / bare, isSaid))
    }
  }
  // Where all the others come out to the last digit, nothing was rounded.
  if near.count == 1, failing.isEmpty, holding >= 3 {
    failing = near
  } else {
    holding += near.count
  }
  // A column that no row shows gives something else.
  let isLearnt = failing.count == 1 && holding >= 2
  return failing.filter { isLearnt || $0.isSaid && failing.count <= max(1, holding) }.map {
    WrongChange(
      row: $0.row, column: change, before: before, after: after, right: $0.right,
      isLearnt: isLearnt)
  }
}

extension Reporter {
  /// Holds each row of a table that gives before, after and how much better: `| Before | After | Improvement |`.
  ///
  /// The share may be of either figure, and a factor be one of times or of times more; a row that comes out in none of
  /// these ways is wrong, where two others come out. What is a claim is judged as that.
  ///
  /// - Parameter isJudged: whether a cell is.
  mutating func holdNamedChanges(of table: Table, isJudged: (Span) -> Bool) {
    guard (4...8).contains(table.columns.count), table.rows.count >= 3 else { return }
    let headers = table.columns.map { column in
      column.header.lowercased().filter { $0 != " " && $0 != "*" }
    }
    func only(_ holds: (String) -> Bool) -> Int? {
      let found = headers.indices.filter { holds(headers[$0]) }
      return found.count == 1 ? found[0] : nil
    }
    guard let change = only(improvements.contains),
      let before = only({ $0.hasSuffix("前") || $0 == "before" }),
      let after = only({ $0.hasSuffix("后") || $0 == "after" })
    else { return }
    var failing: [(row: [Table.Cell], right: Double)] = []
    var holding = 0
    for row in table.rows where row.count == table.columns.count {
      guard let from = row[before].quantity, let to = row[after].quantity,
        let stated = row[change].quantity, from.dimension == to.dimension, from.dimension != .ratio,
        stated.dimension == .ratio || stated.dimension == .factor,
        [from, to, stated].allSatisfy({ $0.comparator == .equal }), from.value > 0, to.value > 0
      else { continue }
      let (a, b) = (from.value, to.value)
      let times = max(a, b) / min(a, b)
      let readings =
        stated.dimension == .factor
        ? [times, times - 1] : [abs(b - a) / a, abs(b - a) / b, b / a, a / b]
      let rounding = [from, to].reduce(0) { $0 + $1.printedDigit / $1.value }
      let holds = readings.contains { right in
        abs(abs(stated.value) - right)
          <= stated.printedDigit * 1.000_001 + max(right, 0.01) * min(rounding, 0.1)
      }
      if holds {
        holding += 1
      } else if !isJudged(row[change].span), !hasFinding(at: row[change].span) {
        failing.append((row, stated.dimension == .factor ? times : abs(b - a) / a))
      }
    }
    guard holding >= 2, failing.count <= max(1, holding / 2) else { return }
    for (row, right) in failing {
      guard let unit = row[change].quantity?.unit else { continue }
      report(
        "a ratio must be that of its columns: \(quoted(row[before].text)) → \(quoted(row[after].text)) is "
          + "\(format(right, in: unit, .en)), not `\(quoted(row[change].text))`",
        at: row[change].span, severity: .warning,
        notes: [.init("from this", at: row[before].span), .init("to this", at: row[after].span)])
    }
  }
}

private let improvements: Set<String> = [
  "improvement", "change", "reduction", "savings", "saving", "gain", "delta", "speedup", "提升", "改善",
  "优化", "变化", "降低", "降幅",
  "提升幅度", "改善幅度", "优化幅度", "提升比例", "节省", "变化率", "优化效果", "提升效果", "改进",
]

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
  "增量", "差值", "变化", "变化量", "增减", "delta", "change", "difference", "δ", "diff", "variance", "差异",
  "偏差",
  "差额",
]

/// Headers that say which way the difference goes.
private let directed: Set<String> = [
  "减少", "减少量", "增加", "增加量", "新增", "节省", "缩短", "降低", "reduction", "reduced", "saved", "saving",
  "savings",
  "added", "removed",
  "increase", "decrease",
]

/// What is in the header of what came after.
private let afterwards: Words = ["后", "after", "actual", "new", "实际"]

/// Headers of what was planned and of what came of it.
private let planned: Set<String> = [
  "old", "estimated", "estimate", "planned", "plan", "budget", "budgeted", "计划", "预估", "预算", "预计",
]
private let actual: Set<String> = ["new", "actual", "实际", "实际值"]
