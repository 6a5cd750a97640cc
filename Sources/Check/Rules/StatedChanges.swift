import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Recomputes `rose from 16 to 22, an increase of 27.5 %`, 成本由 100 万元降至 70 万元，降幅 40%.
  ///
  /// For figures that are no claims: of one kind or bare, the three of them the only ones of their part of a
  /// sentence.
  mutating func holdStatedChanges(_ collection: Collection) {
    for line in collection.figureLines(.change)
    where line.isLine && !line.isRow && !line.isCounterexample {
      for sentence in line.sentences {
        let reads = readQuantities(in: line.bytes, range: sentence)
        guard reads.count >= 3 else { continue }
        for at in reads.indices.dropLast(2) {
          holdChange(line, sentence, reads[at], reads[at + 1], reads[at + 2])
        }
      }
    }
  }

  private mutating func holdChange(
    _ line: FigureLine, _ sentence: Range<Int>, _ before: ReadQuantity, _ after: ReadQuantity,
    _ change: ReadQuantity
  ) {
    let (a, b, share) = (before.quantity, after.quantity, change.quantity)
    guard share.dimension == .ratio, share.comparator == .equal, a.dimension == b.dimension,
      a.dimension != .ratio, a.comparator == .equal, b.comparator == .equal, a.value > 0,
      b.value > 0, before.times == nil, after.times == nil,
      joins(line, sentence, before, after),
      let rises = says(line.text(after.range.upperBound..<change.range.lowerBound)),
      rises == nil || rises == (b.value > a.value), isAtEnd(line, change.range.upperBound)
    else { return }
    // Versions and settings go up, and what they improve or save is another thing.
    let words = line.text(after.range.upperBound..<change.range.lowerBound).lowercased()
    let isOfOther = rises == nil || savings.contains(where: words.contains)
    switch a.dimension {
    case .number, .count: if isOfOther { return }
    case .data: if rises == nil, b.value > a.value { return }
    default: break
    }
    if line.first(rates, in: sentence) != nil { return }
    let right = abs(b.value - a.value) / a.value
    let fromTheOther = abs(b.value - a.value) / b.value
    let half = (share.interval.upper - share.interval.lower) / 2
    func isNear(_ value: Double) -> Bool {
      // The figures may be printed with a digit less than was computed with.
      let rounding =
        (a.interval.upper - a.interval.lower) / a.value
        + (b.interval.upper - b.interval.lower) / b.value
      let slack = a.decimals + b.decimals > 0 ? min(rounding, 0.05) : 0
      return abs(abs(share.value) - value) <= 2 * half * 1.000_001 + slack
    }
    // 0.42 to 0.47, or 80 to 90 of a hundred: told in points.
    let points =
      a.dimension == .number ? [abs(b.value - a.value), abs(b.value - a.value) / 100] : []
    guard !([right, fromTheOther, b.value / a.value] + points).contains(where: isNear) else {
      return
    }
    let span = line.span(change.range)
    if diagnostics.contains(where: { $0.span.start < span.end && span.start < $0.span.end }) {
      return
    }
    report(
      "a stated change must be that of its figures: \(line.text(before.range)) → "
        + "\(line.text(after.range)) is \(format(right, in: .percent, .en)), not "
        + "`\(line.text(change.range))`",
      at: span,
      notes: [.init("the figures", at: line.span(before.range.lowerBound..<after.range.upperBound))]
    )
  }
}

/// Whether two figures are where something came from and went to.
private func joins(
  _ line: FigureLine, _ sentence: Range<Int>, _ before: ReadQuantity, _ after: ReadQuantity
) -> Bool {
  let between = line.text(before.range.upperBound..<after.range.lowerBound).lowercased()
    .filter { $0 != " " }
  let lead = line.text(
    max(sentence.lowerBound, before.range.lowerBound - 8)..<before.range.lowerBound
  )
  .lowercased().filter { $0 != " " }
  if between == "→" || between == "->" { return true }
  guard ["from", "由", "从"].contains(where: lead.hasSuffix) else { return false }
  return between == "to"
    || [
      "降至", "增至", "升至", "提升至", "降低至", "减少到", "减少至", "增加到", "增加至", "降到", "增长到", "增长至", "升到",
      "提升到", "提高到", "提高至", "下降到", "下降至", "降低到", "缩短到", "缩短至", "涨到", "到", "至", "变为",
    ].contains(between)
}

/// Whether the words between name a rise or a fall and nothing else: `.some(nil)` for what may be either;
/// nil for other words.
private func says(_ between: String) -> Bool?? {
  let words = between.lowercased().filter { !" ,，、(（".contains($0) }
  guard between.contains(where: { ",，(（、".contains($0) }) else { return nil }
  if rises.contains(words) { return .some(true) }
  if falls.contains(words) { return .some(false) }
  return either.contains(words) ? .some(nil) : nil
}

private let rises: Set<String> = [
  "anincreaseof", "increaseof", "ariseof", "agrowthof", "growthof", "增长", "增加", "增幅", "增幅为", "涨幅",
  "上升",
  "增长了", "增加了", "增长约", "增加约",
]
private let falls: Set<String> = [
  "adecreaseof", "decreaseof", "areductionof", "reductionof", "adropof", "acutof", "asavingof",
  "降幅", "降幅为",
  "下降", "减少", "降低", "节省", "节约", "下降了", "减少了", "降低了", "节省了", "下降约", "减少约", "降低约", "节省约", "降幅约",
]
private let savings = ["节省", "节约", "saving"]

/// What makes a percentage one of each year, or of marks.
private let rates = ["年均", "复合", "每年", "compound", "a year", "annual", "满分"]

private let either: Set<String> = ["animprovementof", "提升", "提升了", "改善", "achangeof"]

/// Whether a clause ends behind a percentage.
private func isAtEnd(_ line: FigureLine, _ end: Int) -> Bool {
  let rest = line.text(end..<min(line.bytes.count, end + 6)).drop { " *%".contains($0) }
  guard let next = rest.first else { return true }
  return ",，。.;；)）、".contains(next)
}
