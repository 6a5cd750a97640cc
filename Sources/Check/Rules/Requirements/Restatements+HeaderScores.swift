import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds the score that a page gives itself in a line, `总体评分: 93.0/100`, against the total of its one table of
  /// scores.
  mutating func holdHeaderScores(_ collection: Collection) {
    var scores: [Int: [(cell: Table.Cell, section: Int)]] = [:]
    for line in collection.figureLines(.score) where line.isLine && !line.isRow {
      guard let stated = statedScore(line) else { continue }
      let document = collection.model.documents[line.document]
      let section = document.sections.innermost(at: line.span.start)
      let isHead = document.sections[section].level <= 1
      let known =
        scores[line.document]
        ?? document.tables.compactMap { table in totalScore(table).map { ($0, table.section) } }
      scores[line.document] = known
      guard known.count == 1, isHead || known[0].section == section,
        case let total = known[0].cell, let value = total.quantity,
        value.comparator == .equal, value.dimension == .number,
        value.value > stated.scale / 10, value.value <= stated.scale,
        abs(value.value - stated.value) > 0.51 * power(10, -stated.decimals) + 1e-9
      else { continue }
      report(
        "the same fact must be the same everywhere: a score of \(line.text(stated.range)) here, and "
          + "\(quoted(total.text)) in its table",
        at: line.span(stated.range), severity: .warning,
        notes: [.init("the total is here", at: total.span)])
    }
  }
}

/// The figure behind the words for a score of all, at the head of a line: 93.0 of `**总体评分**: **93.0/100**`.
private func statedScore(
  _ line: FigureLine
) -> (value: Double, decimals: Int, scale: Double, range: Range<Int>)? {
  let bytes = line.bytes
  guard let word = line.first(LineTopic.scores, in: 0..<bytes.count), word.lowerBound <= 16,
    bytes[..<word.lowerBound].allSatisfy({ $0 < 0x80 && !$0.isDigit })
  else { return nil }
  var start = word.upperBound
  guard line.text(start..<min(bytes.count, start + 8)).contains(where: { ":：".contains($0) }) else {
    return nil
  }
  while start < bytes.count, start - word.upperBound < 8,
    bytes[start] == 0x20 || bytes[start] == 0x3A || bytes[start...].starts(with: "：".utf8)
  {
    start += bytes[start] < 0x80 ? 1 : 3
  }
  var end = start
  while end < bytes.count, isFigure(bytes[end]) { end += 1 }
  guard start < end, let read = number(bytes[start..<end]) else { return nil }
  let rest = line.text(end..<min(bytes.count, end + 8)).filter { $0 != " " }
  let scale: Double
  if rest.hasPrefix("/100") || rest.hasPrefix("分") {
    scale = 100
  } else if rest.hasPrefix("/10") {
    scale = 10
  } else {
    return nil
  }
  // A full mark, a bar and another one's are no scores of this page.
  let remark = line.text(end..<bytes.count).filter { $0.isLetter && $0 != "分" }
  return read.value < scale && grades.contains(remark.lowercased().filter { $0 != "级" })
    ? (read.value, read.decimals, scale, start..<end) : nil
}

/// The cell of a table of scores that totals them all.
private func totalScore(_ table: Table) -> Table.Cell? {
  guard table.rows.count >= 3,
    let row = table.rows.last, let label = row.first?.text.lowercased().filter({ $0.isLetter }),
    totalLabels.contains(label)
  else { return nil }
  let columns = table.columns.indices.filter {
    $0 > 0 && $0 < row.count && scoreHeaders.occurInAnyCase(in: table.columns[$0].header)
      && row[$0].quantity != nil
  }
  return columns.count == 1 ? row[columns[0]] : nil
}

extension LineTopic {
  /// What a page calls its own score.
  static let scores = ["总体评分", "综合评分", "总评分", "综合得分", "总分", "overall score", "total score"]
}

private let grades: Set<String> = [
  "", "a", "b", "c", "d", "s", "aa", "aaa", "优秀", "卓越", "良好", "优", "良", "excellent", "good",
  "verygood",
]
private let scoreHeaders: Words = ["得分", "评分", "加权", "分数", "score", "points", "weighted"]
private let totalLabels: Set<String> = [
  "总分", "合计", "总计", "综合", "总评", "综合得分", "综合评分", "加权总分", "总体", "total", "overall",
]
