import Glibc

/// Kubernetes' cluster autoscaler: when a node may go, and how many are needed.
///
/// Oracle: nodes filled up pod by pod, and the delays of the autoscaler's FAQ (`SchedulingOracleTests`).
package struct ClusterAutoscaler: Sendable, Hashable {
  package let utilisationThreshold: Double
  package let unneededTime: Double
  package let delayAfterAdd: Double
  package let scanInterval: Double

  /// Defaults: 0.5, 600 s, 600 s, 10 s.
  package init(
    utilisationThreshold: Double = 0.5, unneededTime: Double = 600, delayAfterAdd: Double = 600,
    scanInterval: Double = 10
  ) {
    self.utilisationThreshold = utilisationThreshold
    self.unneededTime = unneededTime
    self.delayAfterAdd = delayAfterAdd
    self.scanInterval = scanInterval
  }

  /// A node's utilisation: the greater of requested ÷ allocatable over CPU and memory.
  package static func utilisation(requested: [Double], allocatable: [Double]) -> Double {
    zip(requested, allocatable).map { $0 / $1 }.max() ?? 0
  }

  /// Whether a node is a candidate for removal.
  package func isUnneeded(utilisation: Double, podsFitElsewhere: Bool) -> Bool {
    utilisation < utilisationThreshold && podsFitElsewhere
  }

  /// The earliest removal of a node unneeded since `since`, the last addition having been at `added`.
  package func removal(unneededSince since: Double, lastAdded added: Double?) -> Double {
    max(since + unneededTime, (added ?? -.infinity) + delayAfterAdd)
  }

  /// The nodes for so many equal pods, by what each node holds of the scarcer resource.
  package static func nodes(pods: Int, perPod: [Double], perNode: [Double]) -> Int? {
    let fits = zip(perPod, perNode).filter { $0.0 > 0 }.map {
      Int(saturating: ($0.1 / $0.0 + 1e-9).rounded(.down))
    }
    guard let each = fits.min(), each > 0 else { return nil }
    return (max(pods, 0) + each - 1) / each
  }
}

/// Kubernetes' vertical pod autoscaler: percentiles of a decaying histogram, with a margin.
///
/// Oracle: the order statistics of samples repeated as often as they weigh (`SchedulingOracleTests`).
package struct VerticalAutoscaler: Sendable, Hashable {
  package let targetPercentile: Double
  package let margin: Double

  /// The age at which a sample counts half, in the unit of the sample times.
  package let halfLife: Double

  /// Defaults: P90, 15 %, 24 h in seconds.
  package init(targetPercentile: Double = 0.9, margin: Double = 0.15, halfLife: Double = 86_400) {
    self.targetPercentile = targetPercentile
    self.margin = margin
    self.halfLife = halfLife
  }

  /// The buckets of the recommender's histogram: the i-th begins at first·(1.05ⁱ − 1)/0.05.
  package enum Buckets: Sendable, Hashable {
    /// From 0.01 to 1,000 cores.
    case cpu

    /// From 10 MB to 1 TB.
    case memory

    /// The end of the bucket that a value lies in; nil beyond the last.
    package func end(of value: Double) -> Double? {
      let (first, most) = self == .cpu ? (0.01, 1_000.0) : (1e7, 1e12)
      guard value <= most else { return nil }
      let index = max(0, (log(value * 0.05 / first + 1) / log(1.05)).rounded(.down))
      return first * (pow(1.05, index + 1) - 1) / 0.05
    }
  }

  /// The recommended request as the recommender's histogram has it; nil beyond its buckets.
  package func recommendation(
    samples: [(time: Double, usage: Double)], in buckets: Buckets
  ) -> Double? {
    let plain = VerticalAutoscaler(
      targetPercentile: targetPercentile, margin: 0, halfLife: halfLife)
    return plain.recommendation(samples: samples).flatMap(buckets.end).map { $0 * (1 + margin) }
  }

  /// The recommended request from samples of (time, usage): the weighted percentile and the margin.
  /// The recommender's histogram rounds up to buckets 5 % apart; this is its exact limit.
  package func recommendation(samples: [(time: Double, usage: Double)]) -> Double? {
    guard let newest = samples.map(\.time).max() else { return nil }
    let weighted = samples.map { sample in
      (sample.usage, exp2((sample.time - newest) / halfLife))
    }.sorted { $0.0 < $1.0 }
    var rest = targetPercentile * weighted.reduce(0) { $0 + $1.1 }
    for (usage, weight) in weighted {
      rest -= weight
      if rest <= 1e-12 { return usage * (1 + margin) }
    }
    return weighted.last.map { $0.0 * (1 + margin) }
  }
}
