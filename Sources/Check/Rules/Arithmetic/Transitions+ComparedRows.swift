import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds a sentence behind a table that compares two of its rows: `PostgreSQL writes 25 % faster than MongoDB`,
  /// 方案 B 的年成本比方案 A 高 97.5%.
  ///
  /// The column must be named, or be the only one of figures; from whichever end the share is counted, it is right
  /// where one of them gives it.
  mutating func holdComparedRows(_ collection: Collection) {
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      for table in document.tables
      where (2...40).contains(table.rows.count) && (2...10).contains(table.columns.count) {
        let tail = linesBehind(table, source.bytes)
        guard source.bytes[tail].contains(UInt8(ascii: "%")),
          comparisons.occurInAnyCase(in: Array(source.bytes[tail]))
        else { continue }
        for sentence in splitSentences(source.bytes, tail)
        where source.bytes[sentence].contains(UInt8(ascii: "%"))
          && comparisons.occurInAnyCase(in: Array(source.bytes[sentence]))
        {
          holdComparison(sentence, of: table, source)
        }
      }
    }
  }

  private mutating func holdComparison(
    _ sentence: Range<Int>, of table: Table, _ source: SourceFile
  ) {
    let bytes = source.bytes
    let whole = String(decoding: bytes[sentence], as: UTF8.self)
    guard !doubts.occurInAnyCase(in: whole) else { return }
    let rows = table.totalRow.map { Array(table.rows[..<$0]) } ?? table.rows
    var subject: Int?
    var lead = ""
    for clause in clauses(bytes, sentence) {
      let text = String(decoding: bytes[clause], as: UTF8.self)
      let reads = readQuantities(in: bytes, range: clause).filter {
        $0.quantity.dimension == .ratio
      }
      let named = rows.indices.compactMap { row -> (row: Int, at: Range<String.Index>)? in
        nameRange(of: rows[row].first?.text ?? "", in: text).map { (row, $0) }
      }
      // Of two names one in the other is no name of its own.
      guard named.count <= 2 else { return }
      let order = named.sorted { $0.at.lowerBound < $1.at.lowerBound }
      defer {
        if let first = order.first, subject == nil { (subject, lead) = (first.row, text) }
      }
      guard reads.count == 1, let share = reads.first, share.sign == nil, share.per == nil,
        [.equal, .approximately].contains(share.quantity.comparator),
        share.quantity.unit.symbol == "%", share.quantity.value > 0,
        let way = comparison(text)
      else { continue }
      let pair: (Int, Int)
      if order.count == 2 {
        pair = (order[0].row, order[1].row)
      } else if order.count == 1, let subject, subject != order[0].row {
        pair = (subject, order[0].row)
      } else {
        continue
      }
      guard way.isBetween(text, order.last?.at.lowerBound), pair.0 != pair.1,
        let column = column(of: table, named: text, without: [rows[pair.0], rows[pair.1]])
          ?? column(of: table, named: lead, without: rows),
        max(rows[pair.0].count, rows[pair.1].count) > column, rows[pair.0].count > column,
        rows[pair.1].count > column, let a = rows[pair.0][column].quantity,
        let b = rows[pair.1][column].quantity, a.dimension == b.dimension, a.value > 0, b.value > 0,
        [a, b].allSatisfy({ $0.comparator == .equal || $0.comparator == .approximately })
      else { continue }
      let stated = share.quantity
      let step = power(10, -stated.decimals) * stated.unit.scale
      let slack = stated.comparator == .approximately ? max(step, stated.value * 0.1) : step
      let ends = [a.value / b.value - 1, b.value / a.value - 1].map(abs)
      let points = a.dimension == .ratio ? [abs(a.value - b.value)] : []
      let rounding =
        (a.interval.upper - a.interval.lower) / a.value / 2
        + (b.interval.upper - b.interval.lower) / b.value / 2
      guard
        !(ends + points).contains(where: {
          abs($0 - stated.value) <= slack + rounding * (1 + $0) + 1e-9
        }), ends.contains(where: { (0.2...5).contains($0 / stated.value) })
      else { continue }
      let place = source.span(share.range)
      if hasFinding(at: place) { continue }
      report(
        "a stated change must be that of its figures: `\(quoted(rows[pair.0][column].text))` beside "
          + "`\(quoted(rows[pair.1][column].text))` in the table above is "
          + "\(format(abs(a.value / b.value - 1), in: .percent, .en)), not "
          + "`\(source.text(share.range))`",
        at: place, severity: .warning,
        notes: [
          .init("the one", at: rows[pair.0][column].span),
          .init("the other", at: rows[pair.1][column].span),
        ])
    }
  }
}

/// The parts of a sentence between commas, semicolons and `and`, without what stands in brackets apart.
private func clauses(_ bytes: [UInt8], _ sentence: Range<Int>) -> [Range<Int>] {
  var found: [Range<Int>] = []
  var start = sentence.lowerBound
  for at in sentence {
    let rest = bytes[at..<sentence.upperBound]
    let length: Int
    if bytes[at] == UInt8(ascii: ";") || bytes[at] == 0x2C && rest.dropFirst().first == 0x20 {
      length = 1
    } else if rest.starts(with: "，".utf8) || rest.starts(with: "；".utf8) {
      length = 3
    } else if rest.starts(with: " and ".utf8) {
      length = 5
    } else {
      continue
    }
    if at > start { found.append(start..<at) }
    start = at + length
  }
  if start < sentence.upperBound { found.append(start..<sentence.upperBound) }
  return found
}

/// Where a text names a row by its label, or by what stands in it before a bracket, a comma or a version; 方案 B for
/// a label `B. …`.
private func nameRange(of label: String, in text: String) -> Range<String.Index>? {
  let plain = label.filter { !"*`".contains($0) }
  let short = String(plain.prefix { !",(（，".contains($0) })
  var names = [plain, short]
  let words = short.split(separator: " ")
  if words.count == 2, words[1].allSatisfy({ $0.isNumber || $0 == "." }) {
    names.append(String(words[0]))
  }
  if let letter = plain.first, letter.isASCII, letter.isLetter,
    plain.dropFirst().first.map({ ".、:： ".contains($0) }) ?? true
  {
    names = ["方案 \(letter)", "方案\(letter)", "option \(letter)", "Option \(letter)"]
  }
  for name in names.map({ $0.filter { $0 != "\n" } }) where name.count >= 3 || name.utf8.count >= 6
  {
    guard let found = text.firstRange(of: name) else { continue }
    // No part of a longer name.
    let before =
      found.lowerBound > text.startIndex ? text[text.index(before: found.lowerBound)] : " "
    let after = found.upperBound < text.endIndex ? text[found.upperBound] : " "
    let isWhole =
      !(before.isASCII && (before.isLetter || before.isNumber || before == "-"))
      && !(after.isASCII && (after.isLetter || after.isNumber || after == "-"))
    if isWhole { return found }
  }
  return nil
}

/// The word that compares two things, and where what it is compared with stands.
private struct Comparison {
  let word: String
  let isHan: Bool

  /// Whether the second thing stands where the word wants it: behind `than`, or between 比 and 高.
  func isBetween(_ text: String, _ second: String.Index?) -> Bool {
    guard let second, let sign = text.firstRange(of: word) else { return false }
    return second >= sign.upperBound
  }
}

private func comparison(_ text: String) -> Comparison? {
  if text.contains("比"), !text.contains("占比"), !text.contains("对比"), !text.contains("相比"),
    text.firstMatch(of: /(高|低|快|慢|多|少|大|小|贵|便宜|长|短)(出|了|约|近|大约)*[ 约]*[0-9]/) != nil
  {
    return Comparison(word: "比", isHan: true)
  }
  let lower = text.lowercased()
  guard lower.contains(" than "),
    lower.firstMatch(
      of: /[0-9] ?% (faster|slower|more|less|higher|lower|larger|smaller|cheaper|longer|shorter)/)
      != nil
  else { return nil }
  return Comparison(word: " than ", isHan: false)
}

/// The column that a clause names by a word of its header, or the only one of figures.
private func column(of table: Table, named text: String, without rows: [[Table.Cell]]) -> Int? {
  guard !rows.isEmpty else { return nil }
  let figures = table.columns.indices.dropFirst().filter { column in
    rows.allSatisfy { column < $0.count && $0[column].quantity != nil }
  }
  var lower = text.lowercased()
  for row in rows {
    if let label = row.first?.text.lowercased(), !label.isEmpty {
      lower = lower.replacing(label, with: " ")
    }
  }
  let words: [String] = lower.split(whereSeparator: { !$0.isLetter }).map(String.init)
  let named = figures.filter { column in
    let header = String(
      table.columns[column].header.lowercased().prefix(while: { !"(（[".contains($0) }))
    let stems: [String] = header.split(whereSeparator: { !$0.isLetter })
      .filter { $0.count >= 4 && $0.first?.isASCII ?? false }.map { String($0.prefix(5)) }
    let isSaid = stems.contains { stem in
      words.contains { $0.hasPrefix(stem) || stem.hasPrefix($0) && $0.count >= 4 }
    }
    if isSaid { return true }
    let han = header.filter { $0.isLetter && !$0.isASCII }
    return han.count >= 2 && lower.filter { $0 != " " }.contains(han)
  }
  if named.count == 1 { return named[0] }
  guard named.isEmpty else { return nil }
  let measured = figures.filter { rows[0][$0].quantity?.dimension != .ratio }
  return measured.count == 1 && figures.count <= 2 ? measured[0] : nil
}

private let comparisons: Words = ["比", "than"]

/// What makes it a comparison of other figures than those of the rows.
private let doubts: Words = [
  "平均", "理论", "预计", "预期", "若", "如果", "上月", "去年", "同比", "环比", "曾", "每", "average", "expected",
  "would",
  "could", "if ", "last ", "per ", "each", "up to", "at least", "at most", "至少", "最多", "除", "并非",
  "not ",
]
