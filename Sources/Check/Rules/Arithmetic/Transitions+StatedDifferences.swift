import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Recomputes by how much something changed: 从 20 份增加到 35 份，新增 14 份; `from 768 errors to 300, a reduction of
  /// 400`; `120 MB → 90 MB (-20 MB)`.
  ///
  /// For three figures of one kind, in this order in one sentence; a percentage is a change of another sort.
  mutating func holdStatedDifferences(_ collection: Collection) {
    for line in collection.figureLines(.difference)
    where line.isLine && !line.isRow && !line.isCounterexample {
      for sentence in line.sentences where line.first(origins, in: sentence) != nil {
        let reads = readQuantities(in: line.bytes, range: sentence)
        guard reads.count >= 3 else { continue }
        for at in reads.indices.dropLast(2) {
          holdDifference(line, sentence, reads[at], reads[at + 1], reads[at + 2])
        }
      }
    }
  }

  private mutating func holdDifference(
    _ line: FigureLine, _ sentence: Range<Int>, _ before: ReadQuantity, _ after: ReadQuantity,
    _ change: ReadQuantity
  ) {
    let unit = [before, after].first { !$0.isBare }?.quantity.unit ?? change.quantity.unit
    let (from, to, stated) = (before.taking(unit), after.taking(unit), change.taking(unit))
    let quantities = [from, to, stated].map(\.quantity)
    let (a, b) = (from.quantity.value, to.quantity.value)
    guard
      quantities.allSatisfy({ $0.dimension == quantities[0].dimension && $0.comparator == .equal }),
      quantities[0].dimension != .ratio, quantities[0].dimension != .factor,
      [from, to, stated].allSatisfy({ $0.times == nil && $0.per == nil }), a > 0, b > 0, a != b,
      !areDates(quantities), !mixesWorkingDays(quantities),
      line.first(rankWords, in: sentence) == nil,
      joins(line, sentence, before, after) || joinsAroundNoun(line, sentence, before, after),
      let rises = direction(
        line.text(after.range.upperBound..<change.digits.lowerBound), change.sign),
      endsClause(line, sentence, change.range.upperBound)
    else { return }
    let right = abs(b - a)
    let size = abs(stated.quantity.value)
    guard (0.25...4).contains(size / right) else { return }
    let span = line.span(change.range)
    // A rise beside figures that fall is what `transition-verb` reports, or another thing's.
    guard abs(size - right) > differenceSlack(quantities), rises == (b > a), !hasFinding(at: span)
    else { return }
    report(
      "a stated change must be that of its figures: \(line.text(before.range)) → "
        + "\(line.text(after.range)) is \(plainNumber(right / stated.quantity.unit.scale)) "
        + "\(b > a ? "more" : "less"), not `\(line.text(change.range))`",
      at: span, severity: .warning,
      notes: [
        .init("the figures", at: line.span(before.range.lowerBound..<after.range.upperBound))
      ])
  }
}

extension LineTopic {
  /// What stands before or between the figures of a change.
  static let joints = ["from ", "从", "由", "→", " -> "]
}

private let origins = LineTopic.joints

/// Whether bare figures may be years: from 2020 to 2024.
private func areDates(_ quantities: [Quantity]) -> Bool {
  quantities[0].dimension == .number
    && quantities.prefix(2).allSatisfy { (1900...2100).contains($0.value) }
}

/// Whether days or weeks stand beside a smaller unit: eight hours may be a day.
func mixesWorkingDays(_ quantities: [Quantity]) -> Bool {
  let scales = quantities.map(\.unit.scale)
  return quantities.allSatisfy { $0.dimension == .time } && Set(scales).count > 1
    && scales.contains { $0 >= 86_400 }
}

/// Whether `from` stands before two figures and `to` between them, behind what they count: from 768 errors to 300.
private func joinsAroundNoun(
  _ line: FigureLine, _ sentence: Range<Int>, _ before: ReadQuantity, _ after: ReadQuantity
) -> Bool {
  let lead = line.text(sentence.lowerBound..<before.range.lowerBound).lowercased()
  let words = line.text(before.range.upperBound..<after.range.lowerBound).lowercased()
    .split(separator: " ")
  return lead.hasSuffix("from ") && (2...3).contains(words.count) && words.last == "to"
    && words.dropLast().allSatisfy { $0.allSatisfy(\.isLetter) }
}

/// Whether a change is a rise, by what stands between it and its figures; nil where it says neither.
private func direction(_ between: String, _ sign: ReadQuantity.Sign?) -> Bool? {
  let text = between.lowercased()
  // What the second figure counts may stand before the comma: to 300 errors, a reduction of.
  guard let comma = text.firstIndex(where: { ",，(（;；".contains($0) }),
    text[..<comma].split(separator: " ").count <= 2,
    text[..<comma].allSatisfy({ $0.isLetter || $0 == " " })
  else { return nil }
  let words = text[comma...].filter { !" ,，、(（;；".contains($0) }
  if let sign, ["", "+", "-", "−"].contains(words) { return sign == .plus }
  if words == "+" || rising.contains(words) { return true }
  return words == "-" || words == "−" || falling.contains(words) ? false : nil
}

/// Whether at most two words that say what has changed stand between a figure and the end of its clause.
private func endsClause(_ line: FigureLine, _ sentence: Range<Int>, _ end: Int) -> Bool {
  let tail = line.text(end..<sentence.upperBound)
  let clause = tail.prefix { !",，。.;；)）、:：|".contains($0) }
  return clause.split(separator: " ").count <= 2
    && clause.allSatisfy { $0.isLetter || $0 == " " || $0 == "\r" } && clause.count <= 24
}

private let rising: Set<String> = Set(
  LineTopic.rises.map { $0.filter { $0 != " " } }
    + ["新增", "新增了", "净增", "净增加", "净增长", "增", "共增加", "共新增", "anetincreaseof", "againof"])

private let falling: Set<String> = Set(
  LineTopic.falls.map { $0.filter { $0 != " " } }
    + ["净减少", "减", "共减少", "共节省", "删除了", "移除", "移除了", "anetreductionof", "savingof", "savingsof"])
