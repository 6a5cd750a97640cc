import Diagnostics
import Model
import Quantities

extension Collection {
  /// Computes the totals of tables that weigh options by criteria, under the rule `weighted-mark`.
  func judgeDecisions(_ reporter: inout Reporter) {
    for document in examinedDocuments {
      for (index, table) in document.tables.enumerated() {
        let above = index > 0 ? document.tables[index - 1] : nil
        guard
          let decision = Decision(criteriaOf: table)
            ?? Decision(
              optionsOf: table, above, { weightSentence(before: table, source(document)) })
        else { continue }
        for option in decision.wrongOptions {
          reporter.report(
            "a mark must be what its weights and marks give: \(decision.terms(of: option)) = "
              + "\(decision.printed(option)), not `\(quoted(option.cell))`",
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
    /// Exact where a mark is printed whole, for then it is given so; else all that rounds to it.
    let marks: [Interval]
    let total: Quantity
    let cell: Span

    /// The total as it is written: 4 for 4, 4分, 4/5, 80 for 80%.
    let value: Double

    /// Half of the last printed digit of the total.
    var half: Double { halfOfLastDigit(total.decimals) }
  }

  /// As written: shares of one whole, or numbers of any sum.
  private let weights: [Double]
  private let options: [Option]

  /// The table of the weights, where that is another one.
  let weightsAt: Span?

  /// The sum of the weights.
  private let sum: Double

  /// What the totals are scaled by: to a hundred from marks out of five or ten, or by numbers as weights.
  private let factor: Double

  /// How many totals are what the weights give.
  private let matches: Int

  /// Whether the total is said to be weighted.
  private let isSaidWeighted: Bool

  /// Nil where the weights are no weights or there is no choice.
  private init?(_ weights: [Double], _ options: [Option], at weightsAt: Span?, named total: String)
  {
    let sum = weights.reduce(0, +)
    guard options.count >= 2, weights.count >= 2, weights.allSatisfy({ $0 > 0 }),
      abs(sum - 1) < 1e-6
        || weights.allSatisfy({ $0 >= 1 && $0 == $0.rounded() && $0 <= 100 })
    else { return nil }
    self.weights = weights
    self.options = options
    self.weightsAt = weightsAt
    self.sum = sum
    isSaidWeighted = weightedNames.occurInAnyCase(in: total)
    let factors = [1, 10, 20, 100] + (abs(sum - 1) < 1e-6 ? [] : [sum])
    let fitting = factors.map { factor in
      (factor, options.count { Self.fits($0, Self.mean($0, weights, sum), factor) })
    }
    let best = fitting.reduce(fitting[0]) { $1.1 > $0.1 ? $1 : $0 }
    (factor, matches) = best
  }

  /// The mean of an option's marks by weights.
  private static func mean(_ option: Option, _ weights: [Double], _ sum: Double) -> Interval {
    let lower = zip(weights, option.marks).reduce(0) { $0 + $1.0 * $1.1.lower }
    let upper = zip(weights, option.marks).reduce(0) { $0 + $1.0 * $1.1.upper }
    return Interval(lower / sum, max(lower, upper) / sum)
  }

  private static func fits(_ option: Option, _ mean: Interval, _ factor: Double) -> Bool {
    option.value + option.half >= mean.lower * factor
      && option.value - option.half <= mean.upper * factor
  }

  /// Whether enough totals show how the others are computed.
  var isProven: Bool { matches > 1 || matches * 2 >= options.count }

  /// The options whose total is another, and near to it: what is not may mean something else. A plain
  /// sum or mean is no weighted one.
  var wrongOptions: [Option] {
    guard matches > 0 || isSaidWeighted else { return [] }
    let wrong = options.filter { option in
      let mean = Self.mean(option, weights, sum)
      return !Self.fits(option, mean, factor) && !Self.isPlain(option, factor)
    }
    let areNear = wrong.allSatisfy { option in
      let right = right(option)
      return abs(right - option.value) <= 0.3 * abs(right)
    }
    return areNear ? wrong : []
  }

  private static func isPlain(_ option: Option, _ factor: Double) -> Bool {
    let sum = option.marks.reduce(0) { $0 + ($1.lower + $1.upper) / 2 }
    let mean = sum / Double(option.marks.count)
    return [sum, mean, mean * factor].contains { abs($0 - option.value) <= option.half }
  }

  private func right(_ option: Option) -> Double {
    let mean = Self.mean(option, weights, sum)
    return (mean.lower + mean.upper) / 2 * factor
  }

  /// What a total is, with one digit more than it is printed with.
  func printed(_ option: Option) -> String {
    let sign = option.total.unit.symbol == "%" ? "%" : ""
    let parts = (0...min(option.total.decimals, 6)).reduce(1.0) { power, _ in power * 10 }
    let rounded = (right(option) * parts).rounded() / parts
    let text = option.total.decimals < 2 ? plainNumber(rounded) : "\(rounded)"
    return text + sign
  }

  func terms(of option: Option) -> String {
    guard weights.count <= 4, factor == 1, abs(sum - 1) < 1e-6 else { return "Σ weight × mark" }
    return zip(weights, option.marks).map {
      "\(plainNumber($0 * 100))% × \(plainNumber(($1.lower + $1.upper) / 2))"
    }.joined(separator: " + ")
  }
}

extension Decision {
  /// A table with a row for each criterion, a column of weights, and columns of options.
  init?(criteriaOf table: Table) {
    let heads = table.columns.map(\.header)
    guard let column = weightColumn(of: table),
      let last = table.rows.lastIndex(where: { isTotal($0.first?.text ?? "") })
    else { return nil }
    let criteria = table.rows[..<last]
    let weights = criteria.compactMap { $0.quantity(at: column)?.weight }
    guard weights.count == criteria.count else { return nil }
    let options = heads.indices.dropFirst().compactMap { index -> Option? in
      guard index != column, !weightedNames.occurInAnyCase(in: heads[index]),
        !bounds.occurInAnyCase(in: heads[index])
      else { return nil }
      return Option(marks: criteria.map { $0.quantity(at: index) }, table.rows[last], at: index)
    }
    self.init(weights, options, at: nil, named: table.rows[last][0].text)
  }

  /// A table with a row for each option and a column for each criterion, whose weights stand in a row, in
  /// the headers, or in the table above.
  ///
  /// - Parameter lead: the sentence above the table that gives weights by name, where there is one.
  init?(optionsOf table: Table, _ above: Table?, _ lead: () -> String?) {
    let heads = table.columns.map(\.header)
    let totals = heads.indices.filter { $0 > 0 && isTotal(heads[$0]) }
    guard let first = totals.first, first > 2,
      let column = totals.count == 1
        ? first : totals.first(where: { weightedNames.occurInAnyCase(in: heads[$0]) })
    else { return nil }
    let criteria = 1..<first
    var rows = table.rows
    var weights: [Double] = []
    var weightsAt: Span?
    if let row = rows.firstIndex(where: { weightNames.occurInAnyCase(in: $0.first?.text ?? "") }) {
      weights = criteria.compactMap { rows[row].quantity(at: $0)?.weight }
      rows.remove(at: row)
    } else if heads[criteria].allSatisfy({ $0.hasSuffix("%)") || $0.hasSuffix("%）") }) {
      weights = heads[criteria].compactMap {
        readQuantities(in: Array($0.utf8)).last?.quantity.weight
      }
    } else if let above, let column = weightColumn(of: above) {
      let named = above.rows.filter { !isTotal($0.first?.text ?? "") }
      let given = above.totalRow == nil ? named : Array(above.rows.prefix(above.totalRow ?? 0))
      guard given.count == criteria.count,
        zip(given, criteria).allSatisfy({ names($0.first?.text ?? "", heads[$1]) })
      else { return nil }
      weights = given.compactMap { $0.quantity(at: column)?.weight }
      weightsAt = above.span
    } else if let lead = lead() {
      weights = heads[criteria].compactMap { weight(of: $0, in: lead) }
    }
    guard weights.count == criteria.count else { return nil }
    let choices = rows.filter { !bounds.occurInAnyCase(in: $0.first?.text ?? "") }
    let options = choices.compactMap { row in
      Option(marks: criteria.map { row.quantity(at: $0) }, row, at: column)
    }
    guard options.count == choices.count else { return nil }
    self.init(weights, options, at: weightsAt, named: heads[column])
  }
}

/// The last line with words before a table, where it gives weights: `权重：性能 40%、隔离 30%、启动 20%、生态 10%。`
private func weightSentence(before table: Table, _ source: SourceFile) -> String? {
  let bytes = source.bytes
  var end = table.span.start
  while end > 0, table.span.start - end < 8, " \n\r".utf8.contains(bytes[end - 1]) { end -= 1 }
  let start = bytes.lineStart(end, limit: 400)
  guard start < end, bytes[start] != UInt8(ascii: "|"), bytes[start] != UInt8(ascii: "#") else {
    return nil
  }
  let text = String(decoding: bytes[start..<end], as: UTF8.self)
  return weightNames.occurInAnyCase(in: text) ? text : nil
}

/// The weight that a sentence gives right behind the name of a criterion; nil where it gives none, or names it twice.
private func weight(of criterion: String, in sentence: String) -> Double? {
  let name = criterion.prefix { !"(（".contains($0) }.filter { !"*` ".contains($0) }.lowercased()
  let text = sentence.lowercased().filter { !"*` ".contains($0) }
  guard name.count >= 2, let place = text.firstRange(of: name),
    text[place.upperBound...].firstRange(of: name) == nil
  else { return nil }
  let rest = text[place.upperBound...].drop { ":：=(（占为".contains($0) }
  let read = readQuantities(in: Array(rest.prefix(8).utf8)).first
  return read.flatMap { $0.range.lowerBound == 0 ? $0.quantity.weight : nil }
}

/// Whether a short name, 成熟度, is one for a criterion, 技术成熟度.
private func names(_ criterion: String, _ short: String) -> Bool {
  let letters = { (text: String) in text.lowercased().filter { $0.isLetter } }
  let (long, short) = (letters(criterion), letters(short))
  return !short.isEmpty && !long.isEmpty && (long.contains(short) || short.contains(long))
}

/// The one column of weights, nil where there are several or none.
private func weightColumn(of table: Table) -> Int? {
  let found = table.columns.indices.filter { index in
    let header = table.columns[index].header
    return weightNames.occurInAnyCase(in: header) && !weightedNames.occurInAnyCase(in: header)
      && !markNames.occurInAnyCase(in: header)
  }
  return found.count == 1 ? found[0] : nil
}

/// Whether a row or a column is named as the mark of a whole; 合计 and total are sums more often.
private func isTotal(_ name: String) -> Bool {
  !corrections.occurInAnyCase(in: name) && totalMarks.occurInAnyCase(in: name)
    || (name.holds("分") || name.utf8.contains { $0 | 0x20 == UInt8(ascii: "s") })
      && plainMarks.contains(name.lowercased().filter { !"*` ".contains($0) })
}

extension Decision.Option {
  /// Nil where a mark or the total is no plain mark.
  fileprivate init?(marks: [Quantity?], _ row: [Table.Cell], at column: Int) {
    let plain = marks.compactMap(\.?.mark)
    guard plain.count == marks.count, let total = row.quantity(at: column), let value = total.mark
    else { return nil }
    self.marks = zip(plain, marks).map { mark, quantity in
      let half = (quantity?.decimals ?? 0) > 0 ? halfOfLastDigit(quantity?.decimals ?? 0) : 0
      return Interval(mark - half, mark + half)
    }
    self.total = total
    self.value = value
    cell = row[column].span
  }
}

/// Half of the last of so many printed decimals, and a little for the arithmetic.
func halfOfLastDigit(_ decimals: Int) -> Double {
  0.500_001 / (0..<max(0, min(decimals, 6))).reduce(1.0) { power, _ in power * 10 }
}

extension [Table.Cell] {
  fileprivate func quantity(at column: Int) -> Quantity? {
    indices.contains(column) ? self[column].quantity : nil
  }
}

extension Quantity {
  /// A mark as it is written: 4, 4分, 4/5, 80%.
  fileprivate var mark: Double? {
    guard comparator == .equal, abs(value) < 1e12 else { return nil }
    return switch dimension {
    case .number, .ratio: value / unit.scale
    case .count: isPoints ? value : nil
    default: nil
    }
  }

  /// A share, or a number.
  fileprivate var weight: Double? {
    (dimension == .ratio || dimension == .number) && comparator == .equal ? value : nil
  }
}

let weightNames: Words = ["权重", "weight"]
let weightedNames: Words = ["加权", "weighted"]
private let markNames: Words = ["得分", "分数", "score"]
private let totalMarks: Words = [
  "总分", "总评", "总得分", "加权", "综合得分", "综合评分", "综合分", "weighted", "total score", "overall score",
  "final score",
]

/// What is taken off after weighing.
private let corrections: Words = ["penalty", "扣", "否决", "veto", "after"]
private let plainMarks: Set<String> = ["得分", "评分", "score"]

/// What is no option: a bound that options are held to, or their statistic.
private let bounds: Words = [
  "目标", "及格", "阈值", "基线", "基准", "满分", "上限", "下限", "平均", "最高", "最低", "target", "threshold",
  "扣", "否决", "penalty", "baseline", "max", "min", "pass", "goal", "average", "mean", "points", "得分",
]
