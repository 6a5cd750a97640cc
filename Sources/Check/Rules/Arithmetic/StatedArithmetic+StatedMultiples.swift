import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Divides what a sentence says is so many times something: `160 万元，是 2026 年 80 万元的 2.5 倍`,
  /// `3.2 TB, 2.5 times the 1.6 TB of last year`; and what copies make of a size, `138 TB，三副本后 46 TB`.
  mutating func holdStatedMultiples(_ collection: Collection) {
    for line in collection.figureLines(.times, .copies)
    where line.isLine && !line.isRow && !line.isCounterexample {
      for sentence in line.sentences {
        let reads = readQuantities(in: line.bytes, range: sentence)
        guard reads.count >= 2 else { continue }
        if line.topics.contains(.copies) { holdCopies(line, sentence, reads) }
        guard line.topics.contains(.times) else { continue }
        for place in reads.indices where reads[place].quantity.dimension == .factor {
          holdGrowth(line, reads, place)
          guard let (whole, part) = compared(line, reads, place) else { continue }
          holdMultiple(line, whole, part, reads[place])
        }
      }
    }
  }

  /// `从 650 MB 增长 10 倍到 6.5 GB`: so many times, or that much more.
  private mutating func holdGrowth(_ line: FigureLine, _ reads: [ReadQuantity], _ place: Int) {
    guard place >= 1, place + 1 < reads.count else { return }
    let (from, factor, to) = (reads[place - 1], reads[place], reads[place + 1])
    func gap(_ a: ReadQuantity, _ b: ReadQuantity) -> String {
      line.text(line.between(a, b)).filter { !" ,，*".contains($0) }
    }
    guard growing.contains(gap(from, factor)), arriving.contains(gap(factor, to)),
      from.quantity.dimension.isComparable(with: to.quantity.dimension) || to.isBare,
      [from, factor, to].allSatisfy({ $0.quantity.comparator == .equal && $0.times == nil }),
      from.quantity.value > 0, to.quantity.value > from.quantity.value
    else { return }
    let ratio = to.quantity.value / from.quantity.value
    let stated = factor.quantity.value
    guard ![stated, stated + 1].contains(where: { abs(ratio / $0 - 1) <= 0.1 }) else { return }
    report(
      "what is computed must come out: `\(line.text(to.range))` ÷ `\(line.text(from.range))` is "
        + "\(plainNumber(ratio)), not `\(line.text(factor.range))`",
      at: line.span(factor.range), severity: .warning)
  }

  private mutating func holdMultiple(
    _ line: FigureLine, _ whole: ReadQuantity, _ part: ReadQuantity, _ factor: ReadQuantity
  ) {
    let (a, b) = (whole.quantity, part.quantity)
    guard a.dimension == b.dimension, a.dimension != .factor, a.dimension != .ratio,
      [whole, part, factor].allSatisfy({
        $0.quantity.comparator == .equal && $0.quantity.value > 0 && $0.times == nil
      }), whole.per == part.per
    else { return }
    let stated = factor.quantity
    let digit = power(10, -stated.decimals) * stated.unit.scale
    guard
      a.interval.lower / b.interval.upper > stated.value + digit
        || a.interval.upper / b.interval.lower < stated.value - digit,
      // Another thing may be meant where it is far off.
      (0.25...4).contains(a.value / b.value / stated.value)
    else { return }
    report(
      "what is computed must come out: `\(line.text(whole.range))` ÷ `\(line.text(part.range))` is "
        + "\(plainNumber(a.value / b.value)), not `\(line.text(factor.range))`",
      at: line.span(factor.range), severity: .warning)
  }

  /// `裸容量 138 TB，三副本后 46 TB`: a third of it, or three times as much.
  private mutating func holdCopies(
    _ line: FigureLine, _ sentence: Range<Int>, _ reads: [ReadQuantity]
  ) {
    let sizes = reads.filter { $0.quantity.dimension == .data }
    for (raw, left) in zip(sizes, sizes.dropFirst()) {
      guard raw.range.upperBound <= left.range.lowerBound,
        raw.quantity.comparator == .equal, left.quantity.comparator == .equal,
        raw.quantity.value > 0, left.quantity.value > 0
      else { continue }
      let gap = line.text(raw.range.upperBound..<left.range.lowerBound)
        .filter { !" ,，、；;".contains($0) }
      guard let copies = copiesAfter.first(where: { gap == $0.words })?.number else { continue }
      let rest = line.text(left.range.upperBound..<sentence.upperBound)
      guard !rest.contains(where: { "(（".contains($0) }) else { continue }
      let ratio = raw.quantity.value / left.quantity.value
      guard ![copies, 1 / copies].contains(where: { abs(ratio / $0 - 1) <= 0.03 }) else { continue }
      report(
        "what is computed must come out: `\(line.text(raw.digits.lowerBound..<raw.range.upperBound))` ÷ \(plainNumber(copies)) is "
          + "\(format(raw.quantity.value / copies, in: left.quantity.unit, .en)), not "
          + "`\(line.text(left.range))`",
        at: line.span(left.range), severity: .warning)
    }
  }
}

extension LineTopic {
  /// What stands between the sizes with and without copies.
  static let replication = ["副本后", "replication"]

  /// What stands behind a factor that compares two figures, or tells how one became the other.
  static let multiples =
    ["倍", "times the "] + changeNouns.flatMap { ["x " + $0, "× " + $0] }
}

private let copiesAfter: [(words: String, number: Double)] = [
  ("两副本后", 2), ("双副本后", 2), ("2副本后", 2), ("二副本后", 2), ("三副本后", 3), ("3副本后", 3),
  ("afterthreefoldreplication", 3), ("afterthree-wayreplication", 3), ("after3×replication", 3),
  ("after3xreplication", 3),
]

/// What a factor compares: the two figures before it, of which the second belongs to it, or the one before it
/// and the one behind.
private func compared(
  _ line: FigureLine, _ reads: [ReadQuantity], _ place: Int
) -> (whole: ReadQuantity, part: ReadQuantity)? {
  func gap(_ a: Int, _ b: Int) -> String {
    let (start, end) = (reads[a].range.upperBound, reads[b].range.lowerBound)
    return start <= end ? line.text(start..<end) : "?"
  }
  if place >= 2, gap(place - 1, place).filter({ $0 != " " }) == "的" {
    let between = gap(place - 2, place - 1)
    // A noun before the verb is what the sentence goes on about.
    guard between.count <= 24,
      verbs.contains(where: between.filter({ !" ,，".contains($0) }).hasPrefix),
      !between.contains(where: { "。；;：:→".contains($0) })
    else { return nil }
    return (reads[place - 2], reads[place - 1])
  }
  guard place >= 1, place + 1 < reads.count, gap(place, place + 1) == " the ",
    [", ", " is ", ", or ", ", about ", " was "].contains(gap(place - 1, place))
  else { return nil }
  return (reads[place - 1], reads[place + 1])
}

private let growing = ["增长", "增长了", "增加", "增加了", "扩大", "扩大了", "提升", "提升了", "增至原来的"]
private let arriving = ["到", "至", "达到", "后达到", "后达", "后为", "后是", "后到"]
private let verbs = ["是", "为", "相当于"]
