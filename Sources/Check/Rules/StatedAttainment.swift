import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds an availability that a sentence says meets another one against it: `99.91%，仍满足 99.95% 的 SLO`.
  mutating func holdAttainments(_ collection: Collection) {
    for line in collection.figureLines(.meets)
    where line.isLine && !line.isRow && !line.isCounterexample {
      for sentence in line.sentences {
        guard let word = line.first(attainments, in: sentence),
          line.first(denials, in: max(sentence.lowerBound, word.lowerBound - 12)..<word.upperBound)
            == nil
        else { continue }
        let shares = readQuantities(in: line.bytes, range: sentence).filter {
          $0.quantity.dimension == .ratio && $0.quantity.comparator == .equal
            && (0.9...1).contains($0.quantity.value) && $0.sign == nil
        }
        guard shares.count == 2, shares[0].range.upperBound <= word.lowerBound,
          shares[1].range.lowerBound >= word.upperBound,
          shares[1].range.lowerBound - word.upperBound <= 24,
          word.lowerBound - shares[0].range.upperBound <= 24,
          shares[0].quantity.interval.upper < shares[1].quantity.interval.lower
        else { continue }
        report(
          "an outcome must meet its requirement: required ≥ "
            + "\(format(shares[1].quantity, .en)); reached \(format(shares[0].quantity, .en))",
          at: line.span(shares[0].range),
          notes: [.init("it was asked for here", at: line.span(shares[1].range))])
      }
    }
  }
}

private let attainments = [
  "满足", "达到", "达成", "符合", "meets", "meeting", "satisfies", "satisfying", "within",
]
private let denials = [
  "不", "未", "没", "无法", "难以", "勉强", "not ", "n't ", "never", "hardly", "距", "要",
]
