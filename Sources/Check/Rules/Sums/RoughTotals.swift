import Diagnostics
import Model
import Quantities

/// Whether a total that is said to be about so much may be that of its parts, as they are printed: up to a unit
/// of its own last digit that is not nought, and what rounding adds up to in the parts.
///
/// True for any other total, and where a part is no exact or approximate figure.
func roughlyHolds(_ total: Quantity, _ parts: [Quantity]) -> Bool {
  guard total.comparator == .approximately, parts.count > 1,
    parts.allSatisfy({ $0.comparator == .equal || $0.comparator == .approximately })
  else { return true }
  let rounded = parts.filter { $0.comparator == .approximately }
  let least = rounded.map(\.printedStep).min() ?? 0
  var squares = 0.0
  for part in parts {
    let step = part.comparator == .approximately ? max(least, part.lastDigit) : part.lastDigit
    squares += step * step
  }
  let off = abs(parts.reduce(0) { $0 + $1.value } - total.value)
  return off <= total.printedStep + squares.squareRoot() / 2 || off <= abs(total.value) * 0.004
}

extension Quantity {
  /// One unit of the last digit printed; nothing for things that are counted, which are told as they are.
  fileprivate var lastDigit: Double {
    if case .count = dimension, decimals == 0 { return 0 }
    return power(10, -decimals) * unit.scale
  }

  /// One unit of the last printed digit that is not nought: 100 of 2,600 and 0.1 of 1.2.
  var printedStep: Double { step(of: value) }

  /// As `printedStep`, of an end of a range.
  func step(of value: Double) -> Double {
    var printed = abs(value / unit.scale).rounded()
    var step = power(10, -decimals)
    guard decimals == 0, printed >= 1, printed < 1e15 else { return step * unit.scale }
    while printed.truncatingRemainder(dividingBy: 10) == 0 {
      printed /= 10
      step *= 10
    }
    return step * unit.scale
  }
}

extension Reporter {
  /// Holds a total of a range against the sums of both ends, and one that is about so much against its rows.
  ///
  /// Of a range one end must be right: then the other is no estimate of its own.
  mutating func holdRoughTotal(of table: Table, _ totalRow: Int, _ column: Int) {
    guard column < table.rows[totalRow].count, let total = table.rows[totalRow][column].quantity,
      total.comparator == .range || total.comparator == .approximately,
      let parts = roughParts(of: table, ..<totalRow, column, like: total)
    else { return }
    let cell = table.rows[totalRow][column]
    let lower = parts.reduce(0) { $0 + $1.low }
    let upper = parts.reduce(0) { $0 + $1.high }
    if total.comparator == .approximately {
      // What is further off, `holds` says.
      guard lower == upper, abs(lower - total.value) <= abs(total.value) * 0.1,
        !roughlyHolds(total, parts)
      else { return }
      let sum = format(lower, in: total.unit, .en)
      report(
        "a total must be the sum of its column: the rows make \(sum), not `\(quoted(cell.text))`",
        at: cell.span, severity: .warning)
      return
    }
    let slack = parts.reduce(0) {
      $0 + ($1.comparator == .approximately ? $1.value * 0.1 : $1.lastDigit / 2)
    }
    let (low, high) = (total.interval.lower, total.interval.upper)
    let isLowRight = abs(lower - low) <= slack + min(total.step(of: low), low * 0.02)
    let isHighRight = abs(upper - high) <= slack + min(total.step(of: high), high * 0.02)
    guard low.isFinite, high.isFinite, isLowRight != isHighRight, lower < upper else { return }
    let sum = isLowRight ? upper : lower
    report(
      "a total must be the sum of its column: the \(isLowRight ? "upper" : "lower") ends make "
        + "\(format(sum, in: total.unit, .en)), not `\(quoted(cell.text))`",
      at: cell.span, severity: .warning)
  }
}

/// The figures of a column that a rough total may be of; nil where one of them is of another kind.
private func roughParts(
  of table: Table, _ rows: PartialRangeUpTo<Int>, _ column: Int, like total: Quantity
) -> [Quantity]? {
  var parts: [Quantity] = []
  for row in table.rows[rows] {
    guard column < row.count else { return nil }
    guard let quantity = row[column].quantity else {
      if row[column].text.utf8.count <= 3 { continue }
      return nil
    }
    guard quantity.dimension.isComparable(with: total.dimension), !row[column].text.holds("×"),
      [.equal, .approximately, .range].contains(quantity.comparator),
      quantity.interval.lower.isFinite,
      quantity.interval.upper.isFinite
    else { return nil }
    parts.append(quantity)
  }
  return parts.count > 1 ? parts : nil
}

extension Quantity {
  fileprivate var low: Double { comparator == .range ? interval.lower : value }
  fileprivate var high: Double { comparator == .range ? interval.upper : value }
}
