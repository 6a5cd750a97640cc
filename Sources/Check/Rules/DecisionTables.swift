import Diagnostics
import Model
import Quantities

extension Collection {
  /// Computes the totals of tables that weigh options by criteria, under the rule `weighted-mark`.
  func judgeDecisions(_ reporter: inout Reporter) {
    for document in examinedDocuments {
      for (index, table) in document.tables.enumerated() {
        let above = index > 0 ? document.tables[index - 1] : nil
        guard let decision = Decision(criteriaOf: table) ?? Decision(optionsOf: table, above) else {
          continue
        }
        for (option, right) in decision.wrongOptions {
          reporter.report(
            "a mark must be what its weights and marks give: \(decision.terms(of: option)) = "
              + "\(plainNumber(right)), not `\(quoted(option.cell))`",
            at: option.cell, severity: decision.isProven ? nil : .warning,
            notes: decision.weightsAt.map { [.init("the weights", at: $0)] } ?? [])
        }
      }
    }
  }
}

/// Options with marks for criteria that have weights, and the total of each.
private struct Decision {
  struct Option {
    let marks: [Double]
    let total: Double

    /// Half of the last printed digit of the total.
    let half: Double
    let cell: Span
  }

  /// As written: shares of one whole, or numbers of any sum.
  let weights: [Double]
  let options: [Option]

  /// Whether the total is said to be weighted.
  let isSaidWeighted: Bool

  /// The table of the weights, where that is another one.
  var weightsAt: Span?

  private var sum: Double { weights.reduce(0, +) }

  /// The mean by weights, times a factor.
  private func total(of option: Option, _ factor: Double) -> Double {
    zip(weights, option.marks).reduce(0) { $0 + $1.0 * $1.1 } / sum * factor
  }

  /// What the total may be scaled by: to a hundred from marks out of five or ten, or by numbers as
  /// weights.
  private var factors: [Double] { Array(Set([1, 10, 20, 100, sum])).sorted() }

  private func matches(_ factor: Double) -> Int {
    options.count { abs(total(of: $0, factor) - $0.total) <= $0.half }
  }

  private var factor: Double {
    factors.max { (matches($0), -$0) < (matches($1), -$1) } ?? 1
  }

  /// Whether one option's total shows how the others are computed.
  var isProven: Bool { matches(factor) > 0 }

  /// The options whose total is another, with what it is.
  var wrongOptions: [(Option, right: Double)] {
    let isPlain = [1.0 / Double(weights.count), 1].contains { share in
      options.allSatisfy { abs($0.marks.reduce(0, +) * share - $0.total) <= $0.half }
    }
    let isClose = options.allSatisfy { option in
      let right = total(of: option, 1)
      return abs(right - option.total) <= 0.3 * abs(right)
    }
    guard !isPlain, isProven || (isSaidWeighted && isClose) else { return [] }
    return options.compactMap { option in
      let right = total(of: option, factor)
      return abs(right - option.total) > option.half
        ? (option, (right * 1000).rounded() / 1000) : nil
    }
  }

  func terms(of option: Option) -> String {
    guard weights.count <= 4, factor == 1, abs(sum - 1) < 1e-9 else { return "Σ weight × mark" }
    return zip(weights, option.marks).map { "\(plainNumber($0 * 100))% × \(plainNumber($1))" }
      .joined(separator: " + ")
  }

  /// A table with a row for each criterion, a column of weights, and columns of options.
  init?(criteriaOf table: Table) {
    let heads = table.columns.map(\.header)
    let weighing = heads.indices.filter { weightNames.occurInAnyCase(in: heads[$0]) }
    guard weighing.count == 1, let column = weighing.first, let last = table.rows.last,
      let name = last.first?.text, totals.occurInAnyCase(in: name)
    else { return nil }
    let criteria = table.rows.dropLast()
    let weights = criteria.compactMap { $0.quantity(at: column)?.weight }
    guard criteria.count >= 2, weights.count == criteria.count, Self.areWeights(weights) else {
      return nil
    }
    options = heads.indices.dropFirst().compactMap { index -> Option? in
      guard index != column, !weightedNames.occurInAnyCase(in: heads[index]) else { return nil }
      return Option(marks: criteria.map { $0.quantity(at: index) }, total: last, at: index)
    }
    guard options.count >= 2 else { return nil }
    self.weights = weights
    isSaidWeighted = weightedNames.occurInAnyCase(in: name)
  }

  /// A table with a row for each option and a column for each criterion, whose weights stand in a row, in
  /// the headers, or in the table above.
  init?(optionsOf table: Table, _ above: Table?) {
    let heads = table.columns.map(\.header)
    let totalling = heads.indices.filter { $0 > 2 && totals.occurInAnyCase(in: heads[$0]) }
    guard totalling.count == 1, let column = totalling.first else { return nil }
    let criteria = 1..<column
    var rows = table.rows
    var found: [Double]?
    if let row = rows.firstIndex(where: { row in
      row.first.map { weightNames.occurInAnyCase(in: $0.text) } ?? false
    }) {
      found = criteria.compactMap { rows[row].quantity(at: $0)?.weight }
      rows.remove(at: row)
    } else if heads[criteria].allSatisfy({ $0.hasSuffix("%)") || $0.hasSuffix("%）") }) {
      found = heads[criteria].compactMap { head in
        readQuantities(in: Array(head.utf8)).last?.quantity.weight
      }
    } else if let above, let column = Self.weightColumn(of: above),
      above.rows.count == criteria.count,
      zip(above.rows, criteria).allSatisfy({ row, index in
        Self.names(row.first?.text ?? "", heads[index])
      })
    {
      found = above.rows.compactMap { $0.quantity(at: column)?.weight }
      weightsAt = above.span
    }
    guard let found, found.count == criteria.count, Self.areWeights(found) else { return nil }
    options = rows.compactMap { row in
      Option(marks: criteria.map { row.quantity(at: $0) }, total: row, at: column)
    }
    guard options.count >= 2, options.count == rows.count else { return nil }
    weights = found
    isSaidWeighted = weightedNames.occurInAnyCase(in: heads[column])
  }

  /// Whether weights are shares of one whole, or numbers that say how much each counts.
  private static func areWeights(_ weights: [Double]) -> Bool {
    let sum = weights.reduce(0, +)
    return weights.count >= 2 && weights.allSatisfy { $0 > 0 }
      && (abs(sum - 1) < 1e-6 || weights.allSatisfy { $0 >= 1 && $0 == $0.rounded() && $0 <= 100 })
  }

  private static func weightColumn(of table: Table) -> Int? {
    let found = table.columns.indices.filter {
      weightNames.occurInAnyCase(in: table.columns[$0].header)
    }
    return found.count == 1 ? found[0] : nil
  }

  /// Whether a short name, 成熟度, is one for a criterion, 技术成熟度.
  private static func names(_ criterion: String, _ short: String) -> Bool {
    let letters = { (text: String) in text.lowercased().filter { $0.isLetter } }
    let (long, short) = (letters(criterion), letters(short))
    return !short.isEmpty && !long.isEmpty && (long.contains(short) || short.contains(long))
  }
}

extension Decision.Option {
  /// Nil where a mark or the total is no plain mark.
  fileprivate init?(marks: [Quantity?], total row: [Table.Cell], at column: Int) {
    let plain = marks.compactMap { $0?.mark }
    guard plain.count == marks.count, let total = row.quantity(at: column), let value = total.mark
    else { return nil }
    self.marks = plain
    self.total = value
    half = 0.500_001 / (0..<min(total.decimals, 6)).reduce(1.0) { power, _ in power * 10 }
    cell = row[column].span
  }
}

extension [Table.Cell] {
  fileprivate func quantity(at column: Int) -> Quantity? {
    indices.contains(column) ? self[column].quantity : nil
  }
}

extension Quantity {
  /// A mark as it is written: 4, 4分, 4/5, 80%.
  fileprivate var mark: Double? {
    switch dimension {
    case .number, .ratio: comparator == .equal ? value / unit.scale : nil
    case .count(let thing): thing == "分" || thing == "point" ? value : nil
    default: nil
    }
  }

  /// A share, or a number.
  fileprivate var weight: Double? {
    (dimension == .ratio || dimension == .number) && comparator == .equal ? value : nil
  }
}

private let weightNames: Words = ["权重", "weight"]
private let weightedNames: Words = ["加权", "weighted"]
private let totals: Words = [
  "总分", "总评", "总得分", "加权", "综合得分", "综合评分", "综合分", "合计", "total", "weighted", "overall",
]
