import Glibc
package import Simulate

/// How many replications saw what a figure is about, where most see nothing.
///
/// A replication without an outage is exactly as available as any other without one. When more than
/// half give the same value, the others are those in which something happened; the usual interval then
/// rests on their number, and is too narrow while that is small.
package struct SeenEvents: Sendable {
  private let replications: Int

  /// The value of the uneventful ones; nil where no value is that common.
  private let uneventful: Double?

  /// The replications that gave another value; all where no value is that common.
  package let count: Int

  package init(_ values: [Double]) {
    replications = values.count
    // Boyer and Moore's vote: whatever more than half agree on survives.
    var (candidate, votes) = (0.0, 0)
    for value in values {
      if votes == 0 { candidate = value }
      votes += value == candidate ? 1 : -1
    }
    let agreeing = values.count { $0 == candidate }
    uneventful = 2 * agreeing > values.count ? candidate : nil
    count = uneventful == nil ? values.count : values.count - agreeing
  }

  /// Fewer are not enough to stop at: an interval over so few is decided by which of them came first.
  private static let fewest = 50

  /// By how much the replications have to grow to see enough; 1 where they have.
  package var missingFactor: Double {
    guard uneventful != nil, count < Self.fewest, !isConstant else { return 1 }
    return 1.1 * Double(Self.fewest) / Double(max(count, 1))
  }

  /// Whether every replication gave one value that is no empty count: a figure that chance does not touch.
  private var isConstant: Bool { count == 0 && uneventful != 0 && uneventful != 1 }

  /// Whether every replication gave 0, so that nothing is known of what was to be measured.
  package var isUnseen: Bool { count == 0 && uneventful == 0 }

  /// An interval that says how little few events tell.
  ///
  /// - After none in n replications, fewer than −ln(1 − c)/n of all have one, at confidence c: for a
  ///   share that bounds the mean; for other figures nothing does.
  /// - After k, the interval of a normal mean is widened as the exact one of a Poisson count is beyond the
  ///   normal: by (upper − k) ÷ (z·√k), 1.6 for four and 1.15 for fifty.
  package func widened(_ estimate: Estimate, isShare: Bool) -> Estimate {
    guard uneventful != nil, !isConstant else { return estimate }
    let halfWidth: Double
    if count > 0 {
      let exact = poissonRateInterval(
        events: count, exposure: 1, confidence: estimate.confidence)
      let normal = normalQuantile((1 + estimate.confidence) / 2) * Double(count).squareRoot()
      halfWidth = estimate.halfWidth * max(1, (exact.upper - exact.estimate) / normal)
    } else if isShare {
      halfWidth = min(1, -log(1 - estimate.confidence) / Double(replications))
    } else {
      halfWidth = uneventful == 0 ? .infinity : 0
    }
    return Estimate(
      mean: estimate.mean, halfWidth: halfWidth, confidence: estimate.confidence,
      replications: estimate.replications)
  }
}

extension Series {
  func events(_ column: Int) -> SeenEvents { SeenEvents(values[column]) }
}
