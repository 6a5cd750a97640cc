import Glibc

/// The ratio of two means over independent pairs: availability as up ÷ (up + down), a mean per
/// customer over regeneration cycles, a mean over replications of random length.
///
/// The pairs are independent of each other, not within. Sums are kept about the running means, as in
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

  package mutating func merge(_ other: RatioEstimator) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    let total = Double(count + other.count)
    let weight = Double(count) * Double(other.count) / total
    let top = other.numeratorMean - numeratorMean
    let bottom = other.denominatorMean - denominatorMean
    numeratorSquares += other.numeratorSquares + top * top * weight
    denominatorSquares += other.denominatorSquares + bottom * bottom * weight
    products += other.products + top * bottom * weight
    numeratorMean += top * Double(other.count) / total
    denominatorMean += bottom * Double(other.count) / total
    count += other.count
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

/// The jackknifed ratio of two means: less bias than the plain ratio when there are few pairs.
///
/// Pairs beyond the shorter of the two sequences are ignored. O(n).
package func jackknifeRatio(
  numerators: [Double], denominators: [Double], confidence: Double = 0.95
) -> Estimate {
  let n = min(numerators.count, denominators.count)
  let top = numerators.prefix(n).reduce(0, +)
  let bottom = denominators.prefix(n).reduce(0, +)
  guard n > 1 else {
    return Estimate(
      mean: top / bottom, halfWidth: .infinity, confidence: confidence, replications: n)
  }
  let whole = top / bottom
  let pseudo = Tally(
    (0..<n).lazy.map {
      Double(n) * whole - Double(n - 1) * (top - numerators[$0]) / (bottom - denominators[$0])
    })
  return pseudo.estimate(confidence: confidence)
}
