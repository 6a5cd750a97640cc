import Diagnostics
import Model
import Quantities

extension Rule {
  /// Holds a sentence that calls a row of the table above it the one with the most or the least.
  static let tableExtreme = Rule(
    "table-extreme", .warning, "表中最大或最小的不是它", "Greatest or least that the table denies",
    """
    What a sentence calls the greatest or the least of a table is so in the table.

        | 方案    | 延迟 (ms) |
        |---------|-----------|
        | Sidecar | 9.2       |
        | Ambient | 4.8       |
        | Linkerd | 6.4       |

        - Linkerd的延迟最低                            <- Ambient

    Judged right behind a table, where the clause names one row as the table does, and a column by its header, the
    growth in a column of changes, or what the heading says that the table is of; then every column of figures must
    tell the same. Rows of totals and of the baseline are not compared.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      for table in document.tables
      where (3...40).contains(table.rows.count) && (2...10).contains(table.columns.count) {
        let tail = linesBehind(table, source.bytes)
        guard superlatives.occurInAnyCase(in: Array(source.bytes[tail])) else { continue }
        let section = document.sections[document.sections.innermost(at: table.span.start)]
        for sentence in splitSentences(source.bytes, tail) {
          reporter.holdExtreme(sentence, of: table, under: section.title, source)
        }
      }
    }
  }
}

/// The lines behind a table, up to the next heading, table or fence. O(360).
func linesBehind(_ table: Table, _ bytes: [UInt8]) -> Range<Int> {
  var end = table.span.end
  while end < bytes.count, end - table.span.end < 480 {
    if bytes[end - 1] == 0x0A, end > table.span.end, "#|`<~>".utf8.contains(bytes[end]) { break }
    end += 1
  }
  // A cut sentence is none.
  while end > table.span.end, end < bytes.count, bytes[end - 1] != 0x0A { end -= 1 }
  return table.span.end..<end
}

/// A clause that calls something the greatest or the least of what it is measured by.
private struct Extreme {
  /// What stands before the words of the measure.
  let subject: String

  /// The measure, in lower case.
  let measure: String
  let isGreatest: Bool

  /// The words in which no other row may be named.
  let clause: String
}

extension Reporter {
  fileprivate mutating func holdExtreme(
    _ sentence: Range<Int>, of table: Table, under title: String, _ source: SourceFile
  ) {
    let text = String(decoding: source.bytes[sentence], as: UTF8.self)
      .filter { !"*`\r".contains($0) }.replacing("\n", with: " ")
    guard !doubts.occurInAnyCase(in: text) else { return }
    let clauses = text.contains("最") ? hanExtremes(text) : latinExtreme(text).map { [$0] } ?? []
    for extreme in clauses { hold(extreme, sentence, of: table, under: title, source) }
  }

  private mutating func hold(
    _ extreme: Extreme, _ sentence: Range<Int>, of table: Table, under title: String,
    _ source: SourceFile
  ) {
    let rows = table.totalRow.map { Array(table.rows[..<$0]) } ?? table.rows
    let compared = rows.filter { row in
      !(row.first.map { baselines.occurInAnyCase(in: $0.text) } ?? true)
    }
    let named = compared.filter { row in
      row.first.map { $0.text.count >= 2 && isName(extreme.subject, of: $0.text) } ?? false
    }
    guard compared.count >= 3, named.count == 1, let row = named.first, let name = row.first,
      // No other row is spoken of.
      !compared.contains(where: {
        $0[0].text != name.text && !$0[0].text.isEmpty && extreme.clause.contains($0[0].text)
      })
    else { return }
    let (columns, isTurned) = measured(extreme.measure, in: table, under: title)
    guard !columns.isEmpty else { return }
    let wantsGreatest = extreme.isGreatest != isTurned
    var other: Table.Cell?
    for column in columns {
      let figures = compared.map { $0.count > column ? plainFigure($0[column]) : nil }
      guard let own = row.count > column ? plainFigure(row[column]) : nil,
        !figures.contains(where: { $0 == nil })
      else { return }
      let values = figures.compactMap { $0 }
      guard let most = wantsGreatest ? values.max() : values.min(), most != own,
        let index = values.firstIndex(of: most), values.count(where: { $0 == most }) == 1
      else { return }
      let cell = compared[index][0]
      guard other == nil || other?.text == cell.text else { return }
      other = cell
    }
    let label = (name.text.hasPrefix(extreme.subject) ? extreme.subject : name.text).utf8
    guard let other, let start = sentence.first(where: { source.bytes[$0...].starts(with: label) })
    else { return }
    let place = start..<(start + label.count)
    report(
      "what is called the \(extreme.isGreatest ? "greatest" : "least") is so in the table above: there it is "
        + "`\(quoted(other.text))`, not `\(quoted(name.text))`",
      at: source.span(place), notes: [.init("the row", at: other.span)])
  }
}

/// The columns that a measure names, and whether the least of them is the greatest of it, as a loss is.
private func measured(
  _ measure: String, in table: Table, under title: String
) -> (columns: [Int], isTurned: Bool) {
  func isFigures(_ column: Int) -> Bool {
    table.rows.count { $0.count > column && $0[column].quantity != nil } * 2 > table.rows.count
  }
  func header(_ column: Int) -> String {
    table.columns[column].header.lowercased().prefix { !"(（[".contains($0) }.filter { $0 != " " }
  }
  let figures = table.columns.indices.dropFirst().filter(isFigures)
  let bare = measure.filter { $0 != " " }
  let own = figures.filter { header($0) == bare }
  let ending = own.isEmpty ? figures.filter { header($0).hasSuffix(bare) } : own
  if ending.count == 1 { return (ending, false) }
  // `the least disk` of a column `Disk for 100 M events`.
  let beginning = figures.filter { header($0).hasPrefix(bare) && bare.count >= 4 }
  if ending.isEmpty, beginning.count == 1 { return (beginning, false) }
  if growths.contains(bare) {
    let changes = figures.filter { changeHeaders.contains(header($0)) }
    return changes.count == 1 ? (changes, false) : ([], false)
  }
  // 吞吐量损失 under a heading of 吞吐量: every column tells of it.
  let loss = losses.first(where: bare.hasSuffix)
  let thing = String(bare.dropLast(loss?.count ?? 0))
  let heading = String(
    title.lowercased().drop { $0.isNumber || ". 、".contains($0) }.filter { $0 != " " })
  guard thing.count >= 2, heading == thing || heading == thing + "对比" || heading == thing + "比较"
  else { return ([], false) }
  return (figures, loss != nil)
}

/// The figure of a cell that is one number without a sign of falling.
private func plainFigure(_ cell: Table.Cell) -> Double? {
  guard let quantity = cell.quantity, quantity.comparator == .equal,
    !cell.text.contains(where: { "-−–↓~→±".contains($0) })
  else { return nil }
  return quantity.value
}

/// The clauses of a sentence as `Linkerd的延迟最低` and `评分最高的是 Kata` are.
private func hanExtremes(_ text: String) -> [Extreme] {
  let parts = text.split(whereSeparator: { "，,。；;：:".contains($0) })
  return parts.enumerated().compactMap { index, clause in
    // What stands before may choose among the rows, 强隔离方案中, but not so many of them: 四种方案中.
    if index > 0, !parts[..<index].allSatisfy(isOfAll) { return nil }
    guard let at = clause.lastIndex(of: "最"), clause.firstIndex(of: "最") == at else { return nil }
    let rest = clause[clause.index(after: at)...].filter { $0 != " " }
    guard let sign = rest.first,
      let isGreatest = "高大多长强".contains(sign) ? true : "低小少短弱".contains(sign) ? false : nil
    else { return nil }
    var measure = clause[..<at]
    var subject: Substring
    if let tail = isOne.first(where: rest.dropFirst().hasPrefix) {
      guard let verb = clause.firstRange(of: tail) else { return nil }
      subject = clause[verb.upperBound...]
      measure = measure.drop { " -+>".contains($0) }
    } else {
      guard rest.count == 1, let joint = measure.lastIndex(of: "的") else { return nil }
      subject = measure[..<joint]
      measure = measure[measure.index(after: joint)...]
    }
    let words = measure.filter { $0 != " " }
    guard (2...10).contains(words.count) else { return nil }
    return Extreme(
      subject: subject.trimmed, measure: words.lowercased(), isGreatest: isGreatest,
      clause: String(clause))
  }
}

/// Whether a clause does no more than number the rows: 四种方案中.
private func isOfAll(_ clause: Substring) -> Bool {
  let words = clause.filter { !" -+>".contains($0) }
  return words.count <= 8 && words.hasSuffix("中")
    && words.first.map { "二两三四五六七八九十".contains($0) || $0.isNumber } ?? false
}

/// `its growth is the strongest`, `Linkerd has the lowest latency`.
private func latinExtreme(_ text: String) -> Extreme? {
  let lower = text.lowercased()
  let words = lower.split { !$0.isLetter && $0 != "-" }.map(String.init)
  let found = words.indices.filter { greatest.contains(words[$0]) || least.contains(words[$0]) }
  guard found.count == 1, let at = found.first, at >= 2, words[at - 1] == "the" else { return nil }
  let isGreatest = greatest.contains(words[at])
  if verbs.contains(words[at - 2]), at + 1 < words.count {
    guard let verb = lower.firstRange(of: " \(words[at - 2]) the ") else { return nil }
    let end = lower[verb.upperBound...].firstIndex { ".,;".contains($0) } ?? lower.endIndex
    let rest = lower[verb.upperBound..<end].split(separator: " ").dropFirst()
    let measure = rest.prefix { !["of", "among", "in"].contains($0) }
    let count = lower.distance(from: lower.startIndex, to: verb.lowerBound)
    return Extreme(
      subject: text.prefix(count).trimmed, measure: measure.joined(separator: " "),
      isGreatest: isGreatest, clause: text)
  }
  guard words[at - 2] == "is", at >= 4, words[at - 4] == "its",
    // The sentence begins with what it is about.
    let verb = lower.firstRange(of: " is ")
  else { return nil }
  let count = lower.distance(from: lower.startIndex, to: verb.lowerBound)
  return Extreme(
    subject: text.prefix(count).trimmed, measure: words[at - 3], isGreatest: isGreatest,
    clause: text)
}

/// Whether a subject is the name in a label, `PostgreSQL` of `PostgreSQL 16, partitioned`.
private func isName(_ subject: String, of label: String) -> Bool {
  if subject == label { return true }
  guard subject.count >= 4, label.hasPrefix(subject),
    let next = label.dropFirst(subject.count).first
  else { return false }
  return " ,(（，".contains(next)
}

/// What joins a greatest figure to what has it: 带宽最高的是, 延迟最低的方案是.
private let isOne = ["的是", "的方案是", "的容器方案是", "的技术是", "的平台是", "的产品是"]
private let verbs: Set<String> = ["has", "needs", "uses", "takes", "shows", "requires", "reaches"]

private let superlatives: Words = [
  "最高", "最大", "最多", "最长", "最强", "最低", "最小", "最少", "最短", "最弱", "highest", "largest", "greatest",
  "strongest", "longest", "lowest", "smallest", "weakest", "shortest", "fewest", "least disk",
  "least memory", "the least",
]
private let greatest: Set<String> = ["highest", "largest", "greatest", "strongest", "longest"]
private let least: Set<String> = ["lowest", "smallest", "weakest", "shortest", "fewest", "least"]
private let growths: Set<String> = ["growth", "increase", "增长", "增幅", "增长率", "增速"]
private let changeHeaders: Set<String> = [
  "change", "growth", "increase", "变化", "增长", "增幅", "增长率", "环比", "同比", "增速",
]
private let losses = ["损失", "损耗", "下降", "降幅"]
private let baselines: Words = [
  "基线", "基准", "合计", "总计", "平均", "baseline", "total", "average", "reference", "none",
  "裸机", "原生", "物理机", "宿主机", "其他", "其它", "不做", "无", "bare metal", "native", "other", "without",
]

/// What makes it a comparison with others than the rows, or of another time.
private let doubts: Words = [
  "除", "其次", "之一", "第二", "次高", "仅次", "理论", "可能", "不", "并非", "上月", "去年", "曾", "except", "apart from",
  "other than", "one of", "second", "among", "按", "从", "若", "加权", "weighted", "under ", "not ",
  "n't", "would", "could", "was ", "were ",
  "last ",
]

extension StringProtocol {
  fileprivate var trimmed: String {
    var text = self[...]
    while let first = text.first, " -+>".contains(first) { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
