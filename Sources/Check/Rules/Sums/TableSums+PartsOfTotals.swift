import Diagnostics
import Model
import Quantities

/// Whether some row above a total is no part of it by its name, `每节点 Pod 数` and `其中：缓存`, or the rows are
/// groups and what these are made of: heads in bold, or names that are set back.
func holdsNoParts(_ table: Table, _ totalRow: Int, _ bytes: [UInt8]) -> Bool {
  let names = table.rows[..<totalRow].compactMap(\.first)
  if names.contains(where: { isOfEach($0.text) || noParts.occurInAnyCase(in: $0.text) }) {
    return true
  }
  let isBold = names.map { bytes[$0.span.range].starts(with: "**".utf8) }
  if isBold.first == true, isBold.contains(false) { return true }
  let isSetBack = names.map { name in setBack.contains { name.text.hasPrefix($0) } }
  return isSetBack.contains(true) && isSetBack.contains(false)
}

/// Whether the rows add up to twice a total: groups stand among what they are made of.
func areHeads(_ table: Table, _ totalRow: Int, _ column: Int, _ total: Quantity) -> Bool {
  guard totalRow >= 4, let sum = sum(table, column, ..<totalRow, like: total) else { return false }
  return abs(sum.value - 2 * total.value) <= abs(total.value) * 1e-9
}

/// Whether a name says what there is for each of something; a price of each month is one that adds up.
private func isOfEach(_ name: String) -> Bool {
  guard let each = name.firstIndex(of: "每") else { return false }
  return !"月年日天周".contains(name[name.index(after: each)...].first ?? "月")
}

private let noParts: Words = [
  "其中", "单次", "单价", "折扣", "优惠", "平均", "人均", " per ", "discount", "of which", "（秒）", "(秒)", "(s)",
  "(ms)",
]

private let setBack = ["└", "├", "- ", "• ", "· ", "↳", "　", "→"]

extension Quantity {
  /// Whether it may be a part of a total: of its dimension, or a bare number beside a count.
  func addsUp(to total: Quantity) -> Bool {
    switch (dimension, total.dimension) {
    case (.number, .count), (.count, .number): true
    default: dimension.isComparable(with: total.dimension)
    }
  }

  /// `$192/month` behind a table of amounts as the amount that it is, and $192 behind one of amounts a month as one.
  ///
  /// - Parameter column: of which the amounts are; nil for any.
  func asAmount(in table: Table, _ column: Int?) -> Quantity {
    let other: Dimension
    switch dimension {
    case .moneyRate(let currency): other = .money(currency)
    case .money(let currency): other = .moneyRate(currency)
    default: return self
    }
    guard let row = table.rows.first,
      let money = row.indices.lazy.filter({ column == nil || column == $0 })
        .compactMap({ row[$0].quantity }).first(where: { $0.dimension == other })
    else { return self }
    let scale = money.unit.scale / unit.scale
    return Quantity(
      value: value * scale, interval: Interval(interval.lower * scale, interval.upper * scale),
      unit: money.unit, comparator: comparator, decimals: decimals)
  }
}
