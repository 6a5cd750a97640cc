/// Observations in order, for exact quantiles.
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
}
