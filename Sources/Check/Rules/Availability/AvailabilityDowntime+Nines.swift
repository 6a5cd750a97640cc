import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds `four nines` and 四个9 against the percentage or the downtime beside them.
  ///
  /// - Returns: the downtimes that were reported.
  mutating func holdNines(_ collection: Collection) -> Set<Span> {
    var judged: Set<Span> = []
    for line in collection.figureLines(.nines) where !line.isCounterexample {
      for sentence in line.sentences {
        guard let nines = nines(line, sentence) else { continue }
        let downtime = power(0.1, nines.count)
        if let read = readQuantities(
          in: line.bytes, range: sentence.lowerBound..<nines.range.lowerBound
        )
        .last, nines.range.lowerBound - read.range.upperBound <= 4,
          read.quantity.dimension == .ratio, read.quantity.comparator == .equal,
          read.quantity.value > 0.5, abs(read.quantity.value - (1 - downtime)) > downtime * 0.95
        {
          report(
            "an availability of \(nines.count) nines is \(format(1 - downtime, in: .percent, .en)), not "
              + "`\(line.text(read.range))`",
            at: line.span(read.range), notes: [.init("the nines", at: line.span(nines.range))])
          continue
        }
        let after = nines.range.upperBound..<sentence.upperBound
        // Beside it: in brackets, or at most a few words on.
        guard
          let read = readQuantities(in: line.bytes, range: after).first(where: {
            $0.quantity.dimension == .ratio
              || $0.quantity.dimension == .time && line.text($0.range) != "9s"
          }), read.range.lowerBound - nines.range.upperBound <= 24,
          self.nines(line, nines.range.upperBound..<read.range.lowerBound) == nil
        else { continue }
        let between = line.text(nines.range.upperBound..<read.range.lowerBound)
        let stated = read.quantity
        if stated.dimension == .ratio, stated.comparator == .equal, stated.value > 0.5 {
          guard abs(stated.value - (1 - downtime)) > downtime * 0.95 else { continue }
          report(
            "an availability of \(nines.count) nines is \(format(1 - downtime, in: .percent, .en)), not "
              + "`\(line.text(read.range))`",
            at: line.span(read.range), notes: [.init("the nines", at: line.span(nines.range))])
        } else if stated.dimension == .time,
          between.contains("(") || between.contains("（")
            || downtimeWords.occurInAnyCase(in: between)
        {
          let words = line.text(
            nines.range.upperBound..<min(sentence.upperBound, read.range.upperBound + 24))
          guard let period = DowntimePeriod.assumed(from: words) else { continue }
          let most = downtime * period.seconds
          guard stated.interval.lower > most * 1.05 || stated.interval.upper < most * 0.95 else {
            continue
          }
          report(
            "an availability and its downtime must agree: \(nines.count) nines of \(period.name.en) leave "
              + "\(format(most, in: .time, .en)), not `\(line.text(read.range))`",
            at: line.span(read.range), notes: [.init("the nines", at: line.span(nines.range))])
          judged.insert(line.span(read.range))
        }
      }
    }
    return judged
  }

  private func nines(_ line: FigureLine, _ range: Range<Int>) -> (count: Int, range: Range<Int>)? {
    guard let word = line.first(LineTopic.nineWords, in: range),
      let number = SmallNumber(line.bytes, endingAt: word.lowerBound, floor: range.lowerBound),
      (2...6).contains(number.value)
    else { return nil }
    return (number.value, number.range.lowerBound..<word.upperBound)
  }
}

extension LineTopic {
  /// What stands behind a number of nines.
  static let nineWords = ["个9", "个 9", "个九", " nines", "-nines"]
}

private let downtimeWords: Words = ["停机", "宕机", "不可用", "downtime", "down for", "unavailable"]
