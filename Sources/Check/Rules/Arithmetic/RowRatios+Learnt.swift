import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Divides the rows of tables in which one column is the quotient of two others, or so many times another,
  /// in every row but one: throughput, partitions and throughput per partition; operations in 60 s and in one.
  mutating func holdLearntQuotients(of table: Table) {
    guard table.columns.contains(where: { rates.occurInAnyCase(in: $0.header) }),
      // What an availability leaves of each period is held against it.
      !table.columns.contains(where: { availabilities.occurInAnyCase(in: $0.header) }),
      let wrong = wrongQuotient(in: table), wrongProducts(in: table).isEmpty,
      wrongLongProducts(in: table, beside: []).isEmpty
    else { return }
    let row = table.rows[wrong.row]
    let cell = row[wrong.column]
    guard let unit = cell.quantity?.unit else { return }
    var terms = wrong.operands.map { quoted(row[$0].text) }
    if let constant = wrong.constant { terms.append(plainNumber(constant)) }
    let isPlain = cell.text.allSatisfy { !$0.isLetter && $0 != "%" }
    report(
      "a ratio must be that of its columns: \(terms.joined(separator: " ÷ ")) is "
        + (isPlain ? plainNumber(wrong.right / unit.scale) : format(wrong.right, in: unit, .en))
        + ", not `\(quoted(cell.text))`; in the other rows it is",
      at: cell.span, severity: .warning,
      notes: wrong.operands.map { .init("computed from this", at: row[$0].span) })
  }
}

/// The one row in which a column headed as a rate is not the quotient that it is in all others.
private func wrongQuotient(in table: Table) -> WrongRow? {
  guard let rows = LearntRows(table, columns: 2) else { return nil }
  var found: [WrongRow] = []
  var isShown = false
  for (place, column) in rows.columns.enumerated()
  where rates.occurInAnyCase(in: table.columns[column].header) {
    let dimension = table.rows[0][column].quantity?.dimension
    if dimension == .ratio || dimension == .factor { continue }
    for a in rows.columns.indices where a != place {
      for b in rows.columns.indices where b != place && b != a {
        guard isCount(table.rows[0][rows.columns[b]].quantity),
          table.rows[0][rows.columns[a]].quantity?.dimension == dimension
        else { continue }
        switch rows.failing({ $0[a] / $0[b] }, place) {
        case .none: break
        case .all: isShown = true
        case .one(let row, let right):
          found.append(
            WrongRow(
              row: row, column: column, operands: [rows.columns[a], rows.columns[b]], right: right))
        }
      }
      for constant in [60.0, 3600, 86_400, 24, 30, 7] {
        switch rows.failing(
          { $0[a] / LearntRows.Figure(value: constant, slack: 0, digits: 2) }, place)
        {
        case .none: break
        case .all: isShown = true
        case .one(let row, let right):
          found.append(
            WrongRow(
              row: row, column: column, operands: [rows.columns[a]], right: right,
              constant: constant))
        }
      }
    }
  }
  guard !isShown, let wrong = found.first, found.count == 1, !isExcepted(wrong.row, in: table)
  else { return nil }
  return wrong
}

private func isCount(_ quantity: Quantity?) -> Bool {
  switch quantity?.dimension {
  case .count, .number: true
  default: false
  }
}

private enum Failing {
  /// No row fails, and some show something.
  case all
  case one(row: Int, right: Double)
  case none
}

extension LearntRows {
  /// The one row in which a column is not what is computed; all others, two at least, must show it with
  /// results of their own.
  fileprivate func failing(_ compute: ([Figure]) -> Figure, _ column: Int) -> Failing {
    var failing: (Int, Double)?
    var shown: Set<Double> = []
    var digits = 0
    for (index, row) in figures.enumerated() {
      let right = compute(row)
      let stated = row[column]
      // A whole number may be the rounded quotient.
      let slack = max(stated.slack, stated.value >= 100 ? stated.value * 0.005 : 0) + right.slack
      let off = abs(right.value - stated.value)
      if off > slack + stated.value * 1e-9 {
        // Of whole numbers a half is rounded, which shows nothing.
        if off <= stated.half + right.slack + stated.value * 1e-9 { continue }
        if failing != nil { return .none }
        failing = (index, right.value)
      } else if shown.insert(stated.value).inserted {
        digits += min(3, max(stated.digits, right.digits))
      }
    }
    guard shown.count >= 2, digits >= 4 else { return .none }
    return failing.map { .one(row: $0.0, right: $0.1) } ?? .all
  }
}

extension LearntRows.Figure {
  fileprivate static func / (a: Self, b: Self) -> Self {
    let value = a.value / b.value
    return Self(
      value: value, slack: value * (a.slack / a.value + b.slack / b.value),
      digits: max(a.digits, b.digits))
  }
}

/// Headers of what is for one of something, or in so much time.
private let rates: Words = [
  "每", "单", "人均", "per ", "/s", "/ s", "qps", "tps", "ops", "iops", "/秒", "/天", "/小时", "/分钟", "avg",
  "平均",
  "throughput", "吞吐",
]

extension Reporter {
  /// Holds two columns that give one figure in two units, `GB/s` and `Gb/s`, minutes and hours, in every row but one.
  mutating func holdEqualColumns(of table: Table) {
    guard (2...12).contains(table.columns.count), (2...40).contains(table.rows.count) else {
      return
    }
    for a in table.columns.indices {
      guard let first = table.rows[0].count > a ? table.rows[0][a].quantity : nil, first.value > 0
      else { continue }
      for b in table.columns.indices.dropFirst(a + 1) {
        guard b < table.rows[0].count, let second = table.rows[0][b].quantity,
          first.dimension == second.dimension, first.unit.scale != second.unit.scale,
          !limits.occurInAnyCase(in: table.columns[a].header + " " + table.columns[b].header)
        else { continue }
        var failing: Int?
        var holding: Set<Double> = []
        var isOff = false
        for (index, row) in table.rows.enumerated() where max(a, b) < row.count {
          guard let one = row[a].quantity, let other = row[b].quantity, one.comparator == .equal,
            other.comparator == .equal, one.dimension == other.dimension,
            one.unit.scale == first.unit.scale,
            other.unit.scale == second.unit.scale, one.value > 0, other.value > 0
          else {
            isOff = true
            break
          }
          let slack = one.printedStep / one.value + other.printedStep / other.value
          if abs(one.value / other.value - 1) <= min(max(slack * 0.55, 0.003), 0.03) {
            holding.insert(one.value)
          } else if failing == nil {
            failing = index
          } else {
            isOff = true
            break
          }
        }
        guard !isOff, let failing, !holding.isEmpty,
          holding.count >= (table.rows.count > 2 ? 2 : 1),
          let one = table.rows[failing][a].quantity, let other = table.rows[failing][b].quantity
        else { continue }
        report(
          "a row is computed as the others are: `\(quoted(table.rows[failing][a].text))` is "
            + "\(format(one.value, in: other.unit, .en)), not `\(quoted(table.rows[failing][b].text))`",
          at: table.rows[failing][b].span,
          notes: [.init("the same", at: table.rows[failing][a].span)])
      }
    }
  }
}

/// Headers of what a thing can do at most, which is no other name of what it does.
private let limits: Words = [
  "实测", "measured", "rto", "rpo", "窗口", "演练", "drill",
  "网卡", "线速", "上限", "端口", "峰值", "目标", "要求", "rate", "limit", "nic", "link", "port", "capacity",
  "max", "peak", "target",
]

private let availabilities = Words(Vocabulary.availabilities)
