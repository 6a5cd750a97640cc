import Glibc

/// Observations in order, for exact quantiles with intervals that assume no distribution.
package struct OrderStatistics: Sendable {
  /// The finite observations, ascending.
  package let sorted: [Double]

  /// O(n log n).
  package init(_ observations: some Sequence<Double>) {
    sorted = observations.filter(\.isFinite).sorted()
  }

  /// The observation at rank ⌈p · n⌉, nil where there is none.
  package func quantile(_ probability: Double) -> Double? {
    guard !sorted.isEmpty else { return nil }
    let rank = Int(saturating: (probability * Double(sorted.count)).rounded(.up))
    return sorted[min(max(rank, 1), sorted.count) - 1]
  }

  /// The quantile between two order statistics whose ranks are binomial quantiles.
  ///
  /// Exact for independent observations: the count below the true quantile is Binomial(n, p). An end
  /// is infinite where there are too few observations for it.
  package func interval(_ probability: Double, confidence: Double = 0.95) -> ConfidenceInterval? {
    guard let estimate = quantile(probability) else { return nil }
    let n = sorted.count
    let tail = (1 - confidence) / 2
    let below = smallestCount { binomialProbability($0, n, probability) > tail }
    let above = smallestCount { binomialProbability($0, n, probability) >= 1 - tail }
    return ConfidenceInterval(
      estimate: estimate, lower: below >= 1 ? sorted[below - 1] : -.infinity,
      upper: above < n ? sorted[above] : .infinity, confidence: confidence, observations: n)
  }

  /// The least count for which `holds`, which stays true once true.
  private func smallestCount(_ holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// P(Binomial(n, p) ≤ k).
package func binomialProbability(_ k: Int, _ n: Int, _ probability: Double) -> Double {
  if k < 0 { return 0 }
  if k >= n { return 1 }
  return incompleteBeta(1 - probability, Double(n - k), Double(k + 1))
}
