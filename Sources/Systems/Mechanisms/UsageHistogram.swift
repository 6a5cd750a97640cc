import Glibc

/// What a container has used, newer samples counting more: the histogram of the VPA's recommender.
///
/// Buckets grow by 5 % from 0.01; a sample's weight doubles with every half-life that it is newer, which
/// is the same as old ones decaying (kubernetes/autoscaler, recommender/util, decaying_histogram.go). Oracle:
/// `VerticalAutoscaler.recommendation`, its limit for narrow buckets, within one bucket.
package struct UsageHistogram {
  private var weights = [Double](repeating: 0, count: 300)
  private var total = 0.0
  private let halfLife: Double

  /// The time at which a sample weighs one; moved on before weights overflow.
  private var reference = 0.0
  private static let first = 0.01
  private static let growth = 1.05

  package init(halfLife: Double) { self.halfLife = halfLife }

  /// - Parameter weight: that of the sample when it is new; the recommender takes the request of its time.
  package mutating func add(_ usage: Double, weight: Double = 1, at time: Double) {
    if time - reference > 50 * halfLife {
      let factor = exp2((reference - time) / halfLife)
      for index in weights.indices { weights[index] *= factor }
      total *= factor
      reference = time
    }
    let weight = weight * exp2((time - reference) / halfLife)
    weights[UsageHistogram.bucket(of: usage)] += weight
    total += weight
  }

  /// The upper end of the bucket in which the share is reached; nil without samples.
  package func percentile(_ share: Double) -> Double? {
    guard total > 0 else { return nil }
    var sum = 0.0
    for (index, weight) in weights.enumerated() {
      sum += weight
      if sum >= share * total - 1e-12 * total { return UsageHistogram.start(of: index + 1) }
    }
    return UsageHistogram.start(of: weights.count)
  }

  /// The start of a bucket: 0, then 0.01, 0.01 + 0.0105, … as the widths grow.
  private static func start(of index: Int) -> Double {
    first * (pow(growth, Double(index)) - 1) / (growth - 1)
  }

  private static func bucket(of usage: Double) -> Int {
    guard usage > first else { return 0 }
    let index = log(usage * (growth - 1) / first + 1) / log(growth)
    return min(299, Int(index))
  }
}
