import Glibc

/// The ratio of two means over independent pairs: after ÷ before of two designs on common random numbers,
/// a mean per customer over regeneration cycles.
///
/// The pairs are independent of each other, not within: the stronger the two are correlated, the
/// narrower the interval. Sums are kept about the running means, as in
/// `Tally`, so that a ratio of 0.99999 keeps its digits.
package struct RatioEstimator: Sendable, Hashable, BitwiseCopyable {
  package private(set) var count = 0
  private var numeratorMean = 0.0
  private var denominatorMean = 0.0
  private var numeratorSquares = 0.0
  private var denominatorSquares = 0.0
  private var products = 0.0

  package init() {}

  package mutating func add(numerator: Double, denominator: Double) {
    count += 1
    let n = Double(count)
    let top = numerator - numeratorMean
    let bottom = denominator - denominatorMean
    numeratorMean += top / n
    denominatorMean += bottom / n
    numeratorSquares += top * (numerator - numeratorMean)
    denominatorSquares += bottom * (denominator - denominatorMean)
    products += top * (denominator - denominatorMean)
  }

  /// The ratio of the means.
  package var ratio: Double { numeratorMean / denominatorMean }

  /// The ratio with an interval by the delta method (Crane and Iglehart, Oper. Res. 23(1), 1975).
  package func estimate(confidence: Double = 0.95) -> Estimate {
    guard count > 1 else {
      return Estimate(
        mean: ratio, halfWidth: .infinity, confidence: confidence, replications: count)
    }
    let n = Double(count)
    let variance =
      (numeratorSquares - 2 * ratio * products + ratio * ratio * denominatorSquares) / (n - 1)
    let error = (max(variance, 0) / n).squareRoot() / abs(denominatorMean)
    let quantile = studentQuantile((1 + confidence) / 2, degrees: n - 1)
    return Estimate(
      mean: ratio, halfWidth: quantile * error, confidence: confidence, replications: count)
  }
}
