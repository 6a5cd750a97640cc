import Diagnostics
import Model
import Quantities

extension Rule {
  /// Counts the rows of a table where a sentence behind it counts them by what stands in a column.
  static let countedRows = Rule(
    "counted-rows", .warning, "按状态数出的行数不符", "Rows counted otherwise than they are",
    """
    A sentence that counts the rows of the table above it, by a mark or a state in one of its columns, counts
    them right.

        | 项目 | 甲 | 乙 |
        |------|----|----|
        | 镜像 | ✅ | ❌ |
        | 熔断 | ✅ | ✅ |
        | 追踪 | ✅ | ✅ |

        - 甲: 3 项 ✅
        - 乙: 3 项 ✅, 1 项 ❌              <- 2 ✅

        Of five actions four are done and one is open.      <- the column says `done` three times

    Judged is what stands right behind the table, where each count is told with nothing but the value, its
    column and a few words that say nothing; and only where another count of the sentence is right, all of
    them are as many as there are rows, or the sentence says how many rows there are. `3 of 5 services met it`
    is held against a column of `yes` and `no` that is headed by the verb, before the table as well.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      for table in document.tables
      where (2...80).contains(table.rows.count) && (2...12).contains(table.columns.count) {
        let tail = sentences(behind: table, source)
        if !tail.isEmpty { reporter.holdStates(of: table, in: tail, source) }
        let lead = leadSentences(of: table, source)
        for part in [lead, tail] where !part.isEmpty {
          reporter.holdVerbs(of: table, in: part, source)
        }
      }
    }
  }
}

/// The lines right behind a table, up to the next heading, table or fence; empty where they count nothing.
private func sentences(behind table: Table, _ source: SourceFile) -> Range<Int> {
  let bytes = source.bytes
  var start = table.span.end
  while start < bytes.count, bytes[start] == 0x0A || bytes[start] == 0x0D || bytes[start] == 0x20 {
    start += 1
  }
  var end = start
  while end < bytes.count, end - start < 360 {
    if end == 0 || bytes[end - 1] == 0x0A, "#|`<~".utf8.contains(bytes[end]) { break }
    end += 1
  }
  // A cut sentence is none.
  while end > start, end < bytes.count, bytes[end - 1] != 0x0A { end -= 1 }
  let range = start..<max(start, end)
  return countingWords.occurInAnyCase(in: Array(bytes[range])) ? range : start..<start
}

/// The lines right before a table that speak of some of so many.
private func leadSentences(of table: Table, _ source: SourceFile) -> Range<Int> {
  let bytes = source.bytes
  var start = table.span.start
  while start > 0, table.span.start - start < 240 {
    if bytes[start - 1] == 0x0A, start < table.span.start, "#|`".utf8.contains(bytes[start]) {
      break
    }
    start -= 1
  }
  while start < table.span.start, start > 0, bytes[start - 1] != 0x0A { start += 1 }
  let range = start..<table.span.start
  return ofWords.occurInAnyCase(in: Array(bytes[range])) ? range : start..<start
}

private let countingWords: Words = [
  "项", "个", "条", "起", "款", "处", " is ", " are ", " were ", " was ", " of ",
]
private let ofWords: Words = [" of "]

/// A clause that counts: `13 项 ✅`, `one is open`.
private struct CountingClause {
  let value: String
  let count: SmallNumber
}

extension Reporter {
  fileprivate mutating func holdStates(
    of table: Table, in range: Range<Int>, _ source: SourceFile
  ) {
    let columns = table.stateColumns
    guard !columns.isEmpty, !table.countsInColumn, !table.holdsRanges else { return }
    let rows = table.countedRows
    let nouns = Set(
      table.columns.flatMap { [$0.header.lowercased(), $0.header.lowercased() + "s"] })
    for sentence in splitSentences(source.bytes, range) {
      if otherScopes.occurInAnyCase(in: Array(source.bytes[behindWhole(sentence, source.bytes)])) {
        continue
      }
      let (label, clauses, total) = readClauses(source.bytes, sentence)
      var named: [Int] = []
      if let label {
        named = columns.keys.filter { table.columns[$0].header == label }
        if named.isEmpty, !plainLabels.contains(label.lowercased()) { continue }
      }
      let candidates = named.isEmpty ? Array(columns.keys) : named
      // The value with its column's name before or behind it needs no other count.
      for clause in clauses where clause.numbers.count == 1 && clause.words.contains("其中") {
        holdNamedState(clause, of: table, columns, source)
      }
      let fitting = candidates.compactMap { column -> (Int, [CountingClause])? in
        let states = columns[column] ?? []
        let read = clauses.compactMap { clause in
          clause.read(states, nouns).map { CountingClause(value: $0.value, count: $0.count) }
        }
        return read.isEmpty || Set(read.map(\.value)).count != read.count ? nil : (column, read)
      }
      let most = fitting.map(\.1.count).max() ?? 0
      let best = fitting.filter { $0.1.count == most }
      guard best.count == 1, let (column, read) = best.first,
        // What is more than the rows counts something else.
        read.allSatisfy({ $0.count.value <= rows.count })
      else { continue }
      let actual = read.map { clause in rows.count { state(of: $0[column]) == clause.value } }
      let failing = read.indices.filter { read[$0].count.value != actual[$0] }
      guard !failing.isEmpty else { continue }
      let sum = read.reduce(0) { $0 + $1.count.value }
      if let total, total.value != rows.count { continue }
      // What does not add up is told as such.
      if let total, source.bytes[total.range.lowerBound].isDigit,
        read.count == clauses.count, sum != total.value, clauses.allSatisfy(\.endsInCounter)
      {
        continue
      }
      let isAll = read.count > 1 && sum == rows.count
      guard total != nil || isAll || failing.count < read.count else { continue }
      for index in failing.prefix(2) {
        reportCount(read[index], actual[index], in: table, column, source)
      }
    }
  }

  private mutating func reportCount(
    _ clause: CountingClause, _ actual: Int, in table: Table, _ column: Int, _ source: SourceFile
  ) {
    let span = source.span(clause.count.range)
    report(
      "rows are as many as is said of them: `\(quoted(table.columns[column].header))` has \(actual) of `\(clause.value)`, "
        + "not `\(source.text(span))`",
      at: span, notes: [.init("the column", at: table.columns[column].span)])
  }

  /// `其中高概率风险 2 项`: the value and the name of its column.
  private mutating func holdNamedState(
    _ clause: Clause, of table: Table, _ columns: [Int: Set<String>], _ source: SourceFile
  ) {
    let text = clause.words.filter { $0 != " " }
    guard let number = clause.numbers.first, clause.endsInCounter else { return }
    for (column, states) in columns {
      let header = table.columns[column].header.filter { $0 != " " }
      guard header.count >= 2, !header.utf8.contains(where: { $0 < 0x80 }) else { continue }
      for value in states where text.contains(value + header) {
        let rest = text.replacing(value + header, with: "", maxReplacements: 1)
          .replacing("其中", with: "")
        guard rest.count <= 5, !states.contains(where: { rest.contains($0) }),
          !refusals.occurInAnyCase(in: rest)
        else { continue }
        let actual = table.countedRows.count { state(of: $0[column]) == value }
        guard actual != number.value, actual > 0, number.value <= table.countedRows.count else {
          continue
        }
        reportCount(
          CountingClause(value: value, count: number), actual, in: table, column, source)
      }
    }
  }

  /// `Three of five services met their objective`, beside a column `Met` of yes and no.
  fileprivate mutating func holdVerbs(of table: Table, in range: Range<Int>, _ source: SourceFile) {
    let rows = table.countedRows
    for sentence in splitSentences(source.bytes, range) {
      let words = latinWords(source.bytes, sentence)
      for at in words.indices.dropLast(3) where words[at + 1].text == "of" {
        guard let some = SmallNumber.value(of: words[at].text),
          at == 0 || words[at - 1].text == "and"
        else {
          continue
        }
        let second = words[at + 2].text == "the" ? at + 3 : at + 2
        guard second + 2 < words.count, let all = SmallNumber.value(of: words[second].text),
          all == rows.count, words[second + 1].text.hasSuffix("s")
        else { continue }
        let verb = words[second + 2].text
        let columns = table.columns.indices.filter {
          verb.count >= 3 && table.columns[$0].header.lowercased() == verb
        }
        guard columns.count == 1, let column = columns.first,
          rows.allSatisfy({ $0.count > column && plainAnswer($0[column].text) != nil }),
          // Another time is spoken of.
          !words[(second + 3)...].contains(where: { otherTimes.contains($0.text) }),
          // One sentence tells of one measure.
          !otherScopes.occurInAnyCase(
            in: Array(source.bytes[words[second].range.upperBound..<sentence.upperBound])),
          words.count - second <= 7
        else { continue }
        let right = rows.count { plainAnswer($0[column].text) == true }
        guard right != some else { continue }
        let span = source.span(words[at].range)
        report(
          "rows are as many as is said of them: `\(quoted(table.columns[column].header))` has \(right) of `yes`, "
            + "not `\(source.text(span))`",
          at: span, notes: [.init("the column", at: table.columns[column].span)])
      }
    }
  }
}

/// A sentence without `Of the five` at its beginning, which speaks of all rows.
private func behindWhole(_ sentence: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
  var start = sentence.lowerBound
  while start < sentence.upperBound, bytes[start] == 0x20 || bytes[start] == 0x0A { start += 1 }
  guard bytes[start..<sentence.upperBound].starts(with: "Of the ".utf8),
    let number = SmallNumber(bytes, at: start + 7, limit: sentence.upperBound)
  else { return sentence }
  return number.range.upperBound..<sentence.upperBound
}

/// Labels that name no column and mean all of the rows.
private let plainLabels: Set<String> = [
  "统计", "合计", "总计", "小计", "汇总", "状态", "summary", "total", "totals", "status", "in all",
]

private let otherTimes: Set<String> = [
  "first", "second", "last", "previous", "earlier", "initial", "again", "before", "once", "yet",
  "run", "round", "year", "month", "week", "quarter", "then",
]

/// What makes a sentence one about other times, parts of the rows, or what is to come.
private let otherScopes: Words = [
  "上季", "上次", "上周", "上月", "上年", "去年", "此前", "之前", "年初", "月底", "年底", "到月", "到年", "预计", "计划", "将",
  "下周", "下月",
  "本周", "新增", "负责", "延期", "p0", "p1", "待处理", "last ", "expect", "previous", "planned", "next ",
  "by the end", "a year ago", "of the ", "also", "as well", "new ",
]

private let refusals: Words = ["非", "不", "无", "新", "上", "每", "前", "以上", "或", "及", "和", "与"]

extension Table {
  /// The rows without those of totals.
  fileprivate var countedRows: ArraySlice<[Cell]> { rows[..<(totalRow ?? rows.count)] }

  /// Whether a row may stand for several: gpu1–gpu4.
  fileprivate var holdsRanges: Bool {
    countedRows.contains { row in
      row.first?.text.contains { "–—~～…、".contains($0) } ?? false
    }
  }

  /// Whether a column says how many of something each row stands for: prose may add those up.
  fileprivate var countsInColumn: Bool {
    columns.indices.dropFirst().contains { column in
      countedRows.allSatisfy { row in
        guard column < row.count, let quantity = row[column].quantity else { return false }
        switch quantity.dimension {
        case .count, .number: return true
        default: return false
        }
      }
    }
  }

  /// The columns in which few short values stand again and again, with these values.
  fileprivate var stateColumns: [Int: Set<String>] {
    var found: [Int: Set<String>] = [:]
    let rows = countedRows
    guard rows.count >= 2, rows.allSatisfy({ $0.count == columns.count }) else { return [:] }
    columns: for column in columns.indices.dropFirst() {
      var values: Set<String> = []
      for row in rows {
        let text = row[column].text
        guard !text.isEmpty, text.utf8.count <= 32, !text.contains("~~") else { continue columns }
        values.insert(state(of: row[column]))
        if values.count > 6 { continue columns }
      }
      if values.count <= max(3, rows.count - 1),
        values.allSatisfy({ !$0.isEmpty && !$0.contains { $0.isNumber } })
      {
        found[column] = values
      }
    }
    return found
  }
}

/// The mark that a cell begins with, or all of its words in lower case.
private func state(of cell: Table.Cell) -> String {
  let text = cell.text.filter { $0 != "*" && $0 != "`" }
  for mark in marks where text.hasPrefix(mark) { return mark }
  return text.lowercased()
}

private let marks = ["✅", "❌", "⚠️", "⚠", "✓", "✗", "🟢", "🟡", "🔴", "⏳", "🔄"]
