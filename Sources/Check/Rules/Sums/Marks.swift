import Diagnostics
import Model
import Quantities

extension Rule {
  /// Notes a mark that a collection gives itself.
  static let selfScore = Rule(
    "self-score", .note, "自评没有依据", "Mark that one gives oneself",
    """
    A mark means something only with what it was given for and by whom.

        **综合评分**: 98/100        <- by which measure?

    Not where the document has a heading such as 评分标准 or criteria, or a table that gives marks or
    weights, nor where figures stand above it in a table; nor does a figure need a measure again that has
    one elsewhere. What a program prints, in a fence, is not the author's mark. One that documents repeat,
    by its name or its figure, is reported once.
    """
  ) { collection, reporter in
    let examined = Set(collection.examined)
    var groups: [(first: Int, marks: [Claim])] = []
    var bySubject: [String: Int] = [:]
    var byFigure: [String: Int] = [:]
    var byDocument: [Int: Int] = [:]
    let measured = collection.measuredFigures
    for (index, document) in collection.model.documents.enumerated() {
      let marks = document.claims.filter(\.isMark)
      guard !marks.isEmpty,
        !document.givesMeasure
      else { continue }
      let measures = document.measures
      for mark in marks
      where !measures.hold(mark) && !collection.isThreshold(mark)
        && !collection.hasTarget(mark) && !document.isInFence(mark.span)
      {
        let subject = mark.subject.filter { $0.isLetter || $0.isNumber }
        let figure = collection.bareFigure(mark)
        if measured.contains(figure) { continue }
        // One note for a document's own marks.
        let known = bySubject[subject] ?? byFigure[figure] ?? byDocument[index]
        let group = known ?? groups.count
        if known == nil {
          groups.append((index, []))
          byDocument[index] = group
        }
        groups[group].marks.append(mark)
        bySubject[subject] = group
        byFigure[figure] = group
      }
    }
    for group in groups where examined.contains(group.first) {
      guard let first = group.marks.first else { continue }
      let others = group.marks.dropFirst()
      var notes = others.prefix(3).map { Diagnostic.Note("another one", at: $0.figure) }
      if others.count > 3 { notes.append(.init("and \(others.count - 3) more like it")) }
      reporter.report(
        "a mark means something only with its measure: `\(collection.quoted(first.span))`",
        at: first.figure, notes: notes)
    }
  }

  /// Computes a mark from the weights and marks in the table above it.
  static let weightedMark = Rule(
    "weighted-mark", .error, "加权得分算不出来", "Weighted mark that does not come out",
    """
    A mark that stands under its weights and marks is what they give.

        | 维度 | 权重 | 评分 |
        |------|------|------|
        | 深度 | 60%  | 90   |
        | 广度 | 40%  | 80   |

        **综合评分**: 88/100        <- 60% × 90 + 40% × 80 = 86

    Judged for the first mark after a table with one column of weights that make 100 % together and one
    of marks, before any heading. Either figure may be rounded.

    So are tables that weigh options, with the criteria in rows or in columns, and a total mark for each,
    as 总分, 加权得分, score; the weights stand in a column, in a row, in the headers or in the table
    above. At least one option's total must be what the weights give, on any scale, else only one that is
    called weighted is held to them; where most fit, the others are errors, else warnings. Plain sums and
    means, and totals that are far off, are left alone.

        | 维度     | 权重 | 方案A | 方案B |
        |----------|------|-------|-------|
        | 性能     | 60%  | 4     | 5     |
        | 成本     | 40%  | 5     | 3     |
        | 加权总分 |      | 4.4   | 4.5   |        <- 60% × 5 + 40% × 3 = 4.2
    """
  ) { collection, reporter in
    collection.judgeDecisions(&reporter)
    for document in collection.examinedDocuments
    where document.tables.contains(where: \.showsMarks) && document.claims.contains(where: \.isMark)
    {
      let marks = document.claims.filter(\.isMark).sorted { $0.figure.start < $1.figure.start }
      let ends = (document.sections.map(\.heading.start) + document.tables.map(\.span.start))
        .sorted()
      for table in document.tables {
        // The first mark after the table and before the next heading or table.
        guard let computed = computedMark(of: table),
          let claim = marks.first(from: table.span.end, by: \.figure.start),
          ends.first(from: table.span.end, by: \.self).map({ claim.figure.start < $0 }) ?? true,
          case .value(let stated) = claim.statement
        else { continue }
        // `92.6/100` stands for all that rounds to it.
        let printed = collection.text(claim.figure)
        let decimals =
          printed.split(separator: "/").first?.split(separator: ".").dropFirst().first?
          .prefix { $0.isNumber }.count ?? 0
        let half = halfOfLastDigit(decimals)
        let value =
          stated.dimension == .ratio ? stated.interval.mapped { $0 * 100 } : stated.interval
        guard
          !Interval(value.lower - half, value.upper + half).overlaps(computed.interval)
        else { continue }
        let right = (computed.value * 100).rounded() / 100
        reporter.report(
          "a mark must be what its weights and marks give: \(computed.terms) = "
            + "\(plainNumber(right)), not `\(collection.quoted(claim.figure))`",
          at: claim.figure, notes: [.init("the weights and marks", at: table.span)])
      }
    }
  }
}

extension Claim {
  /// Whether it is a mark that a text gives, and not one that is asked for.
  fileprivate var isMark: Bool {
    metric?.id == Metric.ID.score && role != .requirement && role != .outcome
  }
}

extension Table {
  /// Whether it gives marks or weights to several things.
  fileprivate var showsMarks: Bool {
    rows.count >= 2 && columns.dropFirst().contains { markHeaders.occurInAnyCase(in: $0.header) }
  }

  /// Whether several of its rows hold a figure.
  fileprivate var hasFigures: Bool {
    rows.count { $0.dropFirst().contains { $0.quantity != nil } } >= 2
  }
}

extension DocumentDraft {
  /// Whether it says how its marks are given, or gives those that they are made of.
  fileprivate var givesMeasure: Bool {
    tables.contains(where: \.showsMarks)
      || sections.contains { criteria.occurInAnyCase(in: $0.title) }
  }
}

/// Where the first table with figures of each section begins.
private struct Measures {
  fileprivate var starts: [Int: Int] = [:]

  /// Whether figures stand in a table above a mark, with no heading between.
  func hold(_ mark: Claim) -> Bool {
    starts[mark.section].map { $0 <= mark.figure.start } ?? false
  }
}

extension DocumentDraft {
  fileprivate var measures: Measures {
    var measures = Measures()
    for table in tables where table.hasFigures {
      measures.starts[table.section] = min(
        measures.starts[table.section] ?? .max, table.span.start)
    }
    return measures
  }
}

extension Collection {
  /// The figure of a mark without signs around it: `92.6/100`.
  fileprivate func bareFigure(_ mark: Claim) -> String {
    let text = text(mark.figure).filter { !"*` ".contains($0) }
    return String(text.prefix { $0 != "(" && $0 != "（" })
  }

  /// Whether a mark is a bound that something acts on, `score > 1.0`, or stands in code.
  fileprivate func isThreshold(_ mark: Claim) -> Bool {
    if mark.role == .threshold { return true }
    if case .value(let quantity) = mark.statement,
      quantity.comparator == .greater || quantity.comparator == .less
    {
      return true
    }
    let bytes = model.sources[mark.span.source].bytes
    let lead = bytes[mark.span.start..<max(mark.span.start, mark.figure.start)]
    return lead.count { $0 == UInt8(ascii: "`") } % 2 == 1
      || thresholdWords.occurInAnyCase(in: String(decoding: lead, as: UTF8.self))
  }

  /// Whether what was aimed at stands behind a mark: then it is an outcome, `7.8/10 (Target: 8.0)`.
  fileprivate func hasTarget(_ mark: Claim) -> Bool {
    let bytes = model.sources[mark.span.source].bytes
    let rest = bytes[mark.figure.end..<min(bytes.count, mark.figure.end + 32)].prefix { $0 != 0x0A }
    return targets.occurInAnyCase(in: String(decoding: rest, as: UTF8.self))
  }

  /// The figures that some document gives a measure for.
  fileprivate var measuredFigures: Set<String> {
    var found: Set<String> = []
    for document in model.documents where document.claims.contains(where: \.isMark) {
      let (givesMeasure, measures) = (document.givesMeasure, document.measures)
      for mark in document.claims where mark.isMark {
        if givesMeasure || measures.hold(mark) { found.insert(bareFigure(mark)) }
      }
    }
    return found
  }
}

extension Array {
  /// The first element at or behind a place, of elements in the order of their places. O(log count).
  fileprivate func first(from place: Int, by start: KeyPath<Element, Int>) -> Element? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle][keyPath: start] < place { low = middle + 1 } else { high = middle }
    }
    return low < count ? self[low] : nil
  }
}

private struct WeightedMark {
  var value = 0.0
  var interval = Interval.exactly(0)
  var terms = ""
}

/// The weighted mean of a table's marks; nil where its weights are not those of a whole.
private func computedMark(of table: Table) -> WeightedMark? {
  let weights = table.columns.indices.filter {
    weightNames.occurInAnyCase(in: table.columns[$0].header)
  }
  let marks = table.columns.indices.filter {
    let header = table.columns[$0].header
    return plainMarkHeaders.occurInAnyCase(in: header) && !weightNames.occurInAnyCase(in: header)
      && !weightedNames.occurInAnyCase(in: header)
  }
  guard weights.count == 1, marks.count == 1 else { return nil }
  let rows = table.rows[..<(table.totalRow ?? table.rows.count)]
  guard rows.count >= 2 else { return nil }
  var result = WeightedMark()
  var whole = 0.0
  var terms: [String] = []
  for row in rows {
    guard weights[0] < row.count, marks[0] < row.count, let weight = row[weights[0]].quantity,
      let mark = row[marks[0]].quantity, weight.dimension == .ratio, weight.comparator == .equal,
      mark.comparator == .equal,
      mark.dimension == .number || mark.dimension == .ratio || mark.isPoints
    else { return nil }
    let scale = mark.dimension == .ratio ? 100.0 : 1
    whole += weight.value
    result.value += weight.value * mark.value * scale
    result.interval = Interval(
      result.interval.lower + weight.value * mark.interval.lower * scale,
      result.interval.upper + weight.value * mark.interval.upper * scale)
    terms.append("\(plainNumber(weight.value * 100))% × \(plainNumber(mark.value * scale))")
  }
  guard abs(whole - 1) < 1e-9 else { return nil }
  result.terms = terms.count <= 3 ? terms.joined(separator: " + ") : "Σ weight × mark"
  return result
}

extension Quantity {
  /// Whether it counts points, as `95分` does.
  var isPoints: Bool {
    if case .count(let thing) = dimension { thing == "分" || thing == "point" } else { false }
  }
}

private let criteria: Words = [
  "评分标准", "评分依据", "评分维度", "评分方法", "评估标准", "评估方法", "评价标准", "验证标准", "评审标准", "rubric", "criteria",
]
private let markHeaders: Words = ["评分", "得分", "分数", "权重", "score", "weight", "mark", "points"]
private let plainMarkHeaders: Words = ["评分", "得分", "分数", "score", "mark", "points"]

private let targets: Words = ["target", "goal", "目标", "要求"]
private let thresholdWords: Words = ["阈值", "超过", "threshold", "exceeds", "above"]
