import Diagnostics
import Model
import Quantities

extension Rule {
  /// Recomputes the columns of tables that give the ratio, or the change, of two others.
  static let rowRatio = Rule(
    "row-ratio", .warning, "表中一行的比值不对", "Row whose ratio does not come out",
    """
    Where the rows of a table give two figures and their ratio or change, each row must do so.

        | 数据 | 原始   | 压缩后 | 压缩率 |
        |------|--------|--------|--------|
        | 甲   | 100 MB | 35 MB  | 65%    |
        | 乙   | 200 MB | 20 MB  | 94%    |        <- 1 − 20 / 200 = 90 %
        | 丙   | 100 MB | 50 MB  | 50%    |

    What the column computes is learnt from the rows: a/b, 1 − a/b or a/b − 1 of two columns of one kind.
    At least two rows with different results must show it, and at least two for each that does not. A row
    that comes out with another pair of columns is left alone, and so are tables of more than three columns
    of figures, in which some pair gives any ratio by chance. A column of 环比 or `MoM` is held against the figures of
    the rows before and at it. Where a header says that a column is for one of something or in so much time, 每节点, per
    partition, ops/s, a quotient that every row but one shows is learnt as well;
    and so is a column that gives each row beside the one of 1, `1x`, `0.5x`, of the column before it, or by how much
    it is above the one of 0, P99增量. A column of CAGR is computed from the first and the last year,
    and one of shares that is the rest of another one to 100 % in every row but one is held to it.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      let changes = document.claims.compactMap { claim -> Span? in
        if case .change = claim.statement, claim.restates != nil { claim.figure } else { nil }
      }
      for table in document.tables {
        reporter.holdSuccessiveChanges(of: table)
        reporter.holdLearntQuotients(of: table)
        reporter.holdRelativeColumns(of: table)
        reporter.holdDifferences(of: table)
        reporter.holdChanges(of: table)
        reporter.holdYearlyGrowth(of: table)
        reporter.holdEqualColumns(of: table)
        reporter.holdComplements(of: table)
      }
      // A change beside its transition is judged as that.
      func isJudged(_ cell: Span) -> Bool {
        changes.contains { cell.start <= $0.start && $0.end <= cell.end }
      }
      for table in document.tables where rateColumns(of: table) == nil {
        for wrong in wrongRatios(in: table) {
          let row = table.rows[wrong.row]
          let cell = row[wrong.relation.column]
          if isJudged(cell.span) { continue }
          let terms = wrong.relation.text(
            quoted(row[wrong.relation.a].text), quoted(row[wrong.relation.b].text))
          reporter.report(
            "a ratio must be that of its columns: \(terms) is \(wrong.text), "
              + "not `\(quoted(cell.text))`",
            at: cell.span,
            notes: [
              .init("computed from this", at: row[wrong.relation.a].span),
              .init("and this", at: row[wrong.relation.b].span),
            ])
        }
      }
      for table in document.tables { reporter.holdNamedChanges(of: table, isJudged: isJudged) }
    }
  }
}

/// What a column may compute from two others.
private struct Relation: Hashable {
  enum Form: Hashable, CaseIterable { case quotient, reduction, growth }

  let column: Int
  let a: Int
  let b: Int
  let form: Form

  func value(_ a: Double, _ b: Double) -> Double {
    switch form {
    case .quotient: a / b
    case .reduction: 1 - a / b
    case .growth: a / b - 1
    }
  }

  func text(_ a: String, _ b: String) -> String {
    switch form {
    case .quotient: "\(a) ÷ \(b)"
    case .reduction: "1 − \(a) ÷ \(b)"
    case .growth: "\(a) ÷ \(b) − 1"
    }
  }

  /// Whether a row shows it; nil where the row has not all three figures.
  ///
  /// - Parameter roughly: whether `~314` is a figure like others.
  func holds(in row: [Table.Cell], roughly: Bool = false) -> Bool? {
    guard max(column, a, b) < row.count, let first = row[a].quantity, let second = row[b].quantity,
      let stated = row[column].quantity, first.isPlain(roughly), second.isPlain(roughly),
      stated.isPlain(roughly),
      first.dimension.isComparable(with: second.dimension), !first.dimension.isRelative,
      stated.dimension.isRelative, first.value > 0, second.value > 0,
      form == .quotient || stated.dimension == .ratio
    else { return nil }
    let corners = [
      value(first.interval.lower, second.interval.upper),
      value(first.interval.upper, second.interval.lower),
    ].map(abs)
    let possible = abs(value(first.value, second.value))
    let slack = max(stated.interval.upper - stated.interval.lower, abs(stated.value) * 0.01)
    // 99 % of a month and 99.5 % of it are not alike: what they lack tells them apart.
    let isNearlyAll =
      form != .quotient && possible <= 1 && stated.dimension == .ratio && stated.value >= 0.9
    if isNearlyAll {
      let lack = 1 - possible
      return abs(lack - (1 - stated.value))
        <= max(lack * 0.02, (stated.interval.upper - stated.interval.lower) / 2)
    }
    let low = min(corners[0], corners[1], possible) - slack
    let high = max(corners[0], corners[1], possible) + slack
    let holds = (low...high).contains(abs(stated.value))
    // What is greater than the whole has grown.
    return form == .reduction && first.value > second.value && holds ? nil : holds
  }
}

extension Relation {
  /// Whether it goes the way of a stated change that has a minus: `6.4GB | 4.8GB | -35%` is no 6.4 ÷ 4.8 − 1.
  func hasSign(in row: [Table.Cell]) -> Bool {
    // `15 | 25 | +60%`: what has grown has done so by a share of what it was.
    if row[column].text.utf8.first == UInt8(ascii: "+") { return form == .growth }
    guard let stated = row[column].quantity, stated.value < 0, let first = row[a].quantity,
      let second = row[b].quantity
    else { return true }
    switch form {
    case .quotient: return false
    case .growth: return first.value < second.value
    case .reduction: return true
    }
  }
}

/// Shares that no two columns of a row give: those of years, of a whole that is not there.
private let others: Words = [
  "cagr", "年均", "复合", "可用", "availability", "uptime", "sla", "slo", "nines", "占比", "of total",
  "目标", "target",
]

private struct WrongRatio {
  let row: Int
  let relation: Relation

  /// The right ratio as it would be written.
  let text: String
}

/// The rows that do not show what the others do. O(rows × columns³) for tables with a column of ratios.
private func wrongRatios(in table: Table) -> [WrongRatio] {
  let end = table.totalRow ?? table.rows.count
  guard (3...10).contains(table.columns.count), end >= 3 else { return [] }
  let rows = table.rows[..<end]
  // Among many columns some two give any ratio by chance.
  let figures = table.columns.indices.filter { column in
    rows.contains { row in
      column < row.count && row[column].quantity.map { !$0.dimension.isRelative } ?? false
    }
  }
  guard figures.count <= 3 else { return [] }
  var found: [WrongRatio] = []
  for column in table.columns.indices {
    let stated = rows.compactMap { column < $0.count ? $0[column].quantity : nil }
    guard stated.count >= 3, stated.allSatisfy({ $0.dimension.isRelative }),
      !others.occurInAnyCase(in: table.columns[column].header)
    else { continue }
    let relations = figures.flatMap { a in
      figures.filter { $0 != a }.flatMap { b in
        Relation.Form.allCases.map { Relation(column: column, a: a, b: b, form: $0) }
      }
    }
    var best: (relation: Relation, failing: [Int], holding: Int)?
    for relation in relations {
      var failing: [Int] = []
      var shown: Set<Double> = []
      var holding = 0
      for (index, row) in rows.enumerated() {
        switch relation.holds(in: row) {
        case true?:
          holding += 1
          if let value = row[column].quantity?.value, value != 0, value != 1 { shown.insert(value) }
        case false?: failing.append(index)
        case nil: break
        }
      }
      // 成功率 is the rate of 成功, and needs to be shown but once.
      let isNamed =
        relation.form == .quotient
        && table.columns[relation.column].header == table.columns[relation.a].header + "率"
      if shown.count >= (isNamed ? 1 : 2), failing.count * 2 <= holding,
        holding > best?.holding ?? 0
      {
        best = (relation, failing, holding)
      }
    }
    guard let best else { continue }
    for index in best.failing
    where !relations.contains(where: {
      $0.holds(in: rows[index], roughly: true) == true && $0.hasSign(in: rows[index])
    }) {
      let row = rows[index]
      guard let a = row[best.relation.a].quantity, let b = row[best.relation.b].quantity,
        let stated = row[column].quantity
      else { continue }
      let right = abs(best.relation.value(a.value, b.value))
      found.append(
        WrongRatio(
          row: index, relation: best.relation, text: format(right, in: stated.unit, .en)))
    }
  }
  return found
}

extension Quantity {
  fileprivate func isPlain(_ roughly: Bool) -> Bool {
    (comparator == .equal || roughly && comparator == .approximately) && value.isFinite
      && interval.lower.isFinite && interval.upper.isFinite
  }
}

extension Dimension {
  /// Whether it compares two of one kind: 65 %, 20 ×.
  fileprivate var isRelative: Bool { self == .ratio || self == .factor }
}
