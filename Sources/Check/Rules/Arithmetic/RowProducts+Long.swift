import Diagnostics
import Model
import Quantities

/// The rows that are not the product that the other rows are: of two or three columns, and of what the
/// header of the whole says, `$/month (730 h)`.
///
/// For columns that `wrongProducts(in:)` does not know by their header. Two rows at least must show the
/// product, with different results of some digits, and just one row must not. O(rows × columns⁴), of at
/// most eight columns.
///
/// - Parameter named: the wrong products that headers name.
func wrongLongProducts(in table: Table, beside named: [WrongProduct]) -> [WrongProduct] {
  let end = table.totalRow ?? table.rows.count
  guard (3...8).contains(table.columns.count), (3...40).contains(end) else { return [] }
  let rows = table.rows[..<end].filter { $0.count == table.columns.count }
  guard rows.count == end else { return [] }
  let figures = table.columns.indices.filter { column in
    rows.allSatisfy { $0[column].quantity.map { $0.comparator == .equal && $0.value > 0 } ?? false }
      && ![.ratio, .factor].contains(rows[0][column].quantity?.dimension)
      && Set(rows.map { $0[column].quantity?.dimension }).count == 1
      && !ordinals.occurInAnyCase(in: table.columns[column].header)
  }
  guard figures.count >= 3 else { return [] }
  let known = Set(named.map { $0.row * 64 + $0.column })
  var found: [WrongProduct] = []
  for whole in figures where !parts.occurInAnyCase(in: table.columns[whole].header) {
    let constant = hours(in: table.columns[whole].header)
    var best: (factors: [Int], scale: Double, failing: Int, right: Double)?
    var isProduct = false
    for factors in subsets(of: figures.filter { $0 != whole }) {
      if areUnlike(factors, whole, rows) || make(factors, other: whole, of: figures, rows) {
        continue
      }
      for scale in factors.count == 2 ? [1, constant].compactMap({ $0 }) : [1] {
        for isPrinted in [false, true] {
          var off: (row: Int, result: LongProduct)?
          var shown: Set<Double> = []
          var isNone = false
          for (index, row) in rows.enumerated() {
            let result = LongProduct(row, factors, whole, scale, isPrinted: isPrinted)
            if result.isOff, !isQuotient(row, factors, whole) {
              isNone = off != nil
              if isNone { break }
              off = (index, result)
            }
            if result.holds, result.shows { shown.insert(result.stated) }
          }
          guard !isNone, shown.count >= 2 else { continue }
          guard let off else {
            isProduct = true
            continue
          }
          // Of the products that differ in one row the simplest is meant.
          if best == nil, !isWhole(off.result.right / off.result.stated) {
            best = (factors, scale, off.row, off.result.right)
          }
        }
      }
    }
    guard !isProduct, let best, !known.contains(best.failing * 64 + whole),
      let stated = rows[best.failing][whole].quantity,
      !isDiscounted(rows[best.failing], best.factors, whole, best.right),
      !isExcepted(best.failing, in: table),
      !lacksAnother(rows[best.failing], whole, best.factors, of: best.right)
    else { continue }
    let isPlain = rows[best.failing][whole].text.allSatisfy { !$0.isLetter }
    found.append(
      WrongProduct(
        row: best.failing, column: whole, factors: best.factors, stated: stated.value,
        right: best.right, constant: best.scale == 1 ? nil : best.scale,
        text: isPlain
          ? plainNumber(best.right / stated.unit.scale) : format(best.right, in: stated.unit, .en)))
  }
  // Of a product with a wrong factor each column may seem the wrong one.
  return found.count == 1 ? found : []
}

/// Whether what is counted, so many nodes of so many cores, is said to make what is measured: a size, a time or money.
private func areUnlike(_ factors: [Int], _ whole: Int, _ rows: [[Table.Cell]]) -> Bool {
  switch rows[0][whole].quantity?.dimension {
  case .number, .count, nil: return false
  default: break
  }
  return factors.allSatisfy {
    if case .count = rows[0][$0].quantity?.dimension { true } else { false }
  }
}

/// Whether some factors make another column in every row: then that this one is so, too, is chance.
private func make(
  _ factors: [Int], other whole: Int, of figures: [Int], _ rows: [[Table.Cell]]
) -> Bool {
  figures.contains { column in
    column != whole && !factors.contains(column)
      && rows[0][column].quantity?.dimension != rows[0][whole].quantity?.dimension
      && rows.allSatisfy { row in
        let result = LongProduct(row, factors, column, 1, isPrinted: true)
        return result.holds && result.stated > 0
      }
  }
}

/// Whether a factor is the rounded quotient of the whole and the other one: 67 clients for each of 150 points of 10,000.
private func isQuotient(_ row: [Table.Cell], _ factors: [Int], _ whole: Int) -> Bool {
  guard factors.count == 2, let product = row[whole].quantity else { return false }
  return [(0, 1), (1, 0)].contains { first, second in
    guard let divisor = row[factors[first]].quantity, let quotient = row[factors[second]].quantity,
      divisor.value > 1,
      // Eight machines were counted, and not computed.
      quotient.decimals > 0 || quotient.value >= 20 * quotient.unit.scale
    else { return false }
    let digit = quotient.unit.scale / (0..<quotient.decimals).reduce(1.0) { scale, _ in scale * 10 }
    return abs(product.value / divisor.value - quotient.value) <= digit * 0.5
  }
}

/// What is usable of a product is less than all of it.
private let parts: Words = ["可用", "usable", "effective", "净"]

/// Whether one is so many times the other: pairs, halves, mirrors.
private func isWhole(_ ratio: Double) -> Bool {
  for many in [2.0, 3, 4] {
    let slack = 0.005 * many
    if abs(ratio - many) < slack || abs(1 / ratio - many) < slack { return true }
  }
  return false
}

private let ordinals: Words = ["序号", "编号", "年份", "#", "id", "year", "版本", "version"]

/// The hours that a header says, or the like: 730 in `$/month (730 h)`.
private func hours(in header: String) -> Double? {
  let reads = readQuantities(in: Array(header.utf8)).filter { $0.quantity.value > 1 }
  guard reads.count == 1 else { return nil }
  let printed = reads[0].quantity.value / reads[0].quantity.unit.scale
  return printed > 1 ? printed : nil
}

private func subsets(of columns: [Int]) -> [[Int]] {
  var found: [[Int]] = []
  for (at, a) in columns.enumerated() {
    for (next, b) in columns.enumerated() where next > at {
      found.append([a, b])
      for (last, c) in columns.enumerated() where last > next { found.append([a, b, c]) }
    }
  }
  return found.sorted { $0.count < $1.count }
}

/// Whether another figure of the row is the share that a product is more or less by.
private func isDiscounted(
  _ row: [Table.Cell], _ factors: [Int], _ whole: Int, _ right: Double
) -> Bool {
  guard let stated = row[whole].quantity else { return true }
  return row.indices.contains { column in
    guard column != whole, !factors.contains(column), let other = row[column].quantity else {
      return false
    }
    return [other.value, 1 - other.value, 1 + other.value].contains {
      abs(right * $0 - stated.value) <= abs(stated.value) * 0.005
    }
  }
}

private struct LongProduct {
  let right: Double
  let stated: Double
  let holds: Bool

  /// Whether it is further off than rounding may take it: what is printed in whole numbers may be rounded, too.
  let isOff: Bool

  /// Whether no factor is one and the result has digits that do not come by chance.
  let shows: Bool

  /// - Parameter isPrinted: whether the printed numbers multiply, and not what their units make of them.
  init(
    _ row: [Table.Cell], _ factors: [Int], _ whole: Int, _ scale: Double, isPrinted: Bool
  ) {
    let values = factors.compactMap { row[$0].quantity }
    let whole = row[whole].quantity
    right =
      isPrinted
      ? values.reduce(scale) { $0 * $1.value / $1.unit.scale } * (whole?.unit.scale ?? 1)
      : values.reduce(scale) { $0 * $1.value }
    stated = whole?.value ?? 0
    let rounding = whole.map { $0.interval.upper - $0.interval.lower } ?? 0
    // What the operands' own rounding may do, where they are printed with decimals.
    let relative = values.reduce(0.000_1) { sum, value in
      value.decimals > 0 && value.value > 0
        ? sum + (value.interval.upper - value.interval.lower) / 2 / value.value : sum
    }
    holds = abs(right - stated) <= max(rounding * 0.500_001, min(relative, 0.005) * abs(right))
    // What one factor's rounding may do; small whole numbers count things and are exact.
    let widths = values.reduce(0) { most, value in
      value.value >= 20 * value.unit.scale || value.decimals > 0
        ? max(most, (value.interval.upper - value.interval.lower) / 2 / value.value) : most
    }
    isOff = !holds && abs(right - stated) > max(rounding, (min(widths, 0.2) + 0.004) * abs(right))
    let printed = stated / (whole?.unit.scale ?? 1)
    shows =
      values.allSatisfy { $0.value / $0.unit.scale != 1 } && printed >= 100
      || (whole?.decimals ?? 0) >= 2 && printed >= 1 && values.allSatisfy { $0.value != 1 }
  }
}
