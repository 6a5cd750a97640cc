import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds what a list of outcomes says under a name against the bound that a requirement gives under the same
  /// name: `Rebuffering ratio | < 0.5 %` and `Rebuffering: 1.4 % → 0.7 %`.
  ///
  /// For what is no known metric. Only bounds with a sign are held; of a plain figure nobody knows the good side.
  mutating func holdLabelledTargets(_ collection: Collection) {
    for document in collection.examinedDocuments {
      let reached = document.sections.map { outcomes.occurInAnyCase(in: $0.title) }
      guard reached.contains(true) else { continue }
      let asked = Dictionary(grouping: askedBounds(of: document, collection)) { stem(of: $0.label) }
      guard !asked.isEmpty else { continue }
      let isOnlyOne = document.sections.count { asking.occurInAnyCase(in: $0.title) } == 1
      for number in document.numbers where number.understanding == .typed {
        let section = document.sections.innermost(at: number.span.start)
        guard reached[section], let line = outcomeLine(number.span, document, collection) else {
          continue
        }
        guard let found = asked[stem(of: line.label)], found.count == 1, let known = found.first,
          isOnlyOne || document.liesTogether(known.section, section),
          // A first stage, a drill and the old system are not what was asked for.
          !provisionalHeadings.occurInAnyCase(in: document.sections[section].title),
          line.reached.dimension.isComparable(with: known.bound.dimension),
          known.bound.dimension == .ratio || known.bound.dimension != .number,
          !line.reached.interval.overlaps(known.bound.interval)
        else { continue }
        let isUpper = known.bound.comparator == .less || known.bound.comparator == .atMost
        guard
          isUpper ? line.reached.value > known.bound.value : line.reached.value < known.bound.value,
          !hasFinding(at: line.span)
        else { continue }
        report(
          "an outcome must meet its requirement: required \(format(known.bound, .en)); reached \(format(line.reached, .en))",
          at: line.span, severity: .warning, notes: [.init("it was asked for here", at: known.span)]
        )
      }
    }
  }
}

private struct AskedBound {
  let label: String
  let bound: Quantity
  let span: Span
  let section: Int
}

/// The bounds that tables of requirements give under a name.
private func askedBounds(of document: DocumentDraft, _ collection: Collection) -> [AskedBound] {
  var found: [AskedBound] = []
  let isAskedIn = document.sections.map { asking.occurInAnyCase(in: $0.title) }
  for table in document.tables where (2...4).contains(table.columns.count) {
    let isAsked = isAskedIn[table.section]
    for column in table.columns.indices.dropFirst()
    where isAsked || asking.occurInAnyCase(in: table.columns[column].header) {
      for row in table.rows where column < row.count {
        guard let bound = row[column].quantity, bound.comparator.isBound,
          let label = label(row[0].text)
        else { continue }
        found.append(
          AskedBound(label: label, bound: bound, span: row[column].span, section: table.section))
      }
    }
  }
  guard isAskedIn.contains(true) else { return found }
  for number in document.numbers where number.understanding == .typed {
    let section = document.sections.innermost(at: number.span.start)
    guard isAskedIn[section], let line = labelled(number.span, document, collection),
      line.reads.count == 1,
      line.reads[0].quantity.comparator.isBound
    else { continue }
    found.append(
      AskedBound(
        label: line.label, bound: line.reads[0].quantity, span: number.span, section: section))
  }
  return found
}

/// What an item under a heading of outcomes says was reached: the last of one figure or two.
private func outcomeLine(
  _ number: Span, _ document: DocumentDraft, _ collection: Collection
) -> (label: String, reached: Quantity, span: Span)? {
  guard let line = labelled(number, document, collection), let first = line.reads.first
  else { return nil }
  let bytes = collection.source(document).bytes
  if line.reads.count == 1 {
    return first.quantity.comparator == .equal ? (line.label, first.quantity, number) : nil
  }
  let second = line.reads[1]
  guard first.range.upperBound <= second.range.lowerBound else { return nil }
  let gap = String(
    decoding: bytes[
      (number.start + first.range.upperBound)..<(number.start + second.range.lowerBound)],
    as: UTF8.self
  ).filter { $0 != " " }
  guard gap == "→" || gap == "->", second.quantity.comparator == .equal,
    first.quantity.dimension == second.quantity.dimension
  else { return nil }
  let span = Span(
    number.source,
    (number.start + second.range.lowerBound)..<(number.start + second.range.upperBound))
  return (line.label, second.quantity, span)
}

/// An item whose first figure is a number, right behind its label and a colon: the figures from there on, with
/// their places counted from the number's start.
private func labelled(
  _ number: Span, _ document: DocumentDraft, _ collection: Collection
) -> (label: String, reads: [ReadQuantity])? {
  let bytes = collection.source(document).bytes
  guard let colon = bytes.colonEnd(before: number.start) else { return nil }
  let start = bytes.lineStart(colon, limit: 64)
  guard let bullet = bytes[start..<colon].first(where: { $0 != 0x20 }), "-*+".utf8.contains(bullet),
    !document.isInFence(number),
    let label = label(String(decoding: bytes[start..<colon], as: UTF8.self))
  else { return nil }
  let end = bytes.lineEnd(number.end)
  return (label, readQuantities(in: Array(bytes[number.start..<min(end, number.start + 120)])))
}

private func label(_ text: String) -> String? {
  let letters = text.prefix { !"(（".contains($0) }.lowercased().filter { $0.isLetter }
  return letters.count >= 3 ? letters : nil
}

/// A label without the word for a measure at its end: `rebuffering` of `rebuffering ratio`.
private func stem(of label: String) -> Substring {
  for end in ["ratio", "rate", "率", "时间", "耗时", "time"] where label.hasSuffix(end) {
    let rest = label.dropLast(end.count)
    if rest.count >= 4 { return rest }
  }
  return label[...]
}

/// Headings under which stands what was not reached in the end.
let provisionalHeadings: Words = [
  "第一阶段", "一期", "中期", "试点", "演练", "旧", "冷备", "改造前", "优化前", "pilot", "drill", "trial", "before",
  "old ",
]

extension DocumentDraft {
  /// Whether two sections are parts of one case: of one section of the second level.
  fileprivate func liesTogether(_ a: Int, _ b: Int) -> Bool {
    func title(_ section: Int, _ level: Int) -> Int {
      var place = section
      while sections[place].level > level, let parent = sections[place].parent { place = parent }
      return place
    }
    return title(a, 2) == title(b, 2) && sections[title(a, 2)].level >= 2
  }
}

private let asking: Words = [
  "需求", "要求", "目标", "requirement", "asked", "target", "goal", "objective",
]
private let outcomes: Words = ["效果", "成果", "结果", "成效", "收益", "outcome", "result", "achieved"]
