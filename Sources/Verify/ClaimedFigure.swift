package import Model
package import Quantities
import Simulate
import Systems

/// What a claim allows a simulated or computed figure to be, and which figure that is.
struct ClaimedFigure: Sendable {
  enum Subject: Sendable {
    /// The output itself, of the one design or the "after" of a pair.
    case value
    /// After over before, less `offset`: 1 for a relative change, 0 for a factor.
    case ratio(offset: Double)
  }

  let subject: Subject
  let interval: Interval

  /// Whether the figure is a share of a whole, which bounds what an unseen event can change.
  let isShare: Bool

  /// - Parameter output: what answers the claim; it knows which way is better where the claim's words
  ///   do not name a metric.
  init(_ claim: Claim, answeredBy output: Output? = nil) {
    let better =
      claim.metric?.better
      ?? output?.metrics.lazy.compactMap { Metric.named($0)?.better }.first ?? .neither
    isShare = output?.dimension == .ratio
    switch claim.statement {
    case .value(let quantity), .transition(_, let quantity):
      subject = .value
      interval = quantity.interval.widened(better, unless: quantity.comparator)
    case .change(let quantity):
      subject = .ratio(offset: quantity.dimension == .factor ? 0 : 1)
      // A gain is claimed to be at least what is said, whichever way the metric runs.
      interval = quantity.interval.widened(
        quantity.value >= 0 ? .up : .down, unless: quantity.comparator)
    }
  }

  /// The figure estimated from replications; nil where there are fewer than two.
  func estimate(_ series: [Series], column: Int, confidence: Double) -> Estimate? {
    guard let last = series.last, last.values.indices.contains(column), last.count > 1 else {
      return nil
    }
    switch subject {
    case .value:
      var tally = Tally()
      for value in last.values[column] { tally.add(value) }
      return last.events(column).widened(tally.estimate(confidence: confidence), isShare: isShare)
    case .ratio(let offset):
      guard series.count == 2, series[0].count == last.count else { return nil }
      return ratio(
        last.values[column], over: series[0].values[column], offset: offset,
        confidence: confidence)
    }
  }

  /// The ratio of two paired means, by the delta method.
  private func ratio(
    _ after: [Double], over before: [Double], offset: Double, confidence: Double
  ) -> Estimate? {
    let count = Double(before.count)
    let base = before.reduce(0, +) / count
    guard base != 0 else { return nil }
    let quotient = after.reduce(0, +) / count / base
    var tally = Tally()
    for (a, b) in zip(after, before) { tally.add((a - quotient * b) / base) }
    return Estimate(
      mean: quotient - offset, halfWidth: tally.estimate(confidence: confidence).halfWidth,
      confidence: confidence, replications: before.count)
  }
}

extension Interval {
  var finiteEnds: [Double] { [lower, upper].filter(\.isFinite) }
}

extension Claim {
  /// The verdict of a simulated interval on what this claim says.
  package func verdict(onSimulated evidence: Interval) -> Verdict {
    ClaimedFigure(self).interval.verdict(on: evidence)
  }
}
