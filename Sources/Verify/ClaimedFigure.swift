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
      let printed =
        better == .neither ? quantity.interval : quantity.bound
      interval = printed.widened(better, unless: quantity.comparator)
    case .change(let quantity):
      subject = .ratio(offset: quantity.dimension == .factor ? 0 : 1)
      // A gain is claimed to be at least what is said, whichever way the metric runs.
      interval = quantity.interval.widened(
        quantity.value >= 0 ? .up : .down, unless: quantity.comparator)
    }
  }

  /// The figure estimated from replications; nil where there are fewer than two, or a change starts at 0.
  ///
  /// A change is the ratio of paired means: on common random numbers what both designs share drops out.
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
      var pairs = RatioEstimator()
      for (before, after) in zip(series[0].values[column], last.values[column]) {
        pairs.add(numerator: after, denominator: before)
      }
      let ratio = pairs.estimate(confidence: confidence)
      guard ratio.mean.isFinite else { return nil }
      return Estimate(
        mean: ratio.mean - offset, halfWidth: ratio.halfWidth, confidence: confidence,
        replications: ratio.replications)
    }
  }
}

extension Quantity {
  /// What a figure stands for as a bound: what rounds to it, but no more than a hundredth of it on either
  /// side, and of a share near the whole a hundredth of what it lacks. Half a digit of `99.9%` would be
  /// half of the failures that it allows, and of `1 day` half a day.
  fileprivate var bound: Interval {
    guard comparator == .equal, value != 0, dimension != .ratio || value != 1 else {
      return interval
    }
    let size = dimension == .ratio && (0.5..<1).contains(value) ? 1 - value : abs(value)
    return Interval(
      max(interval.lower, value - size / 100), min(interval.upper, value + size / 100))
  }
}

extension Interval {
  var finiteEnds: [Double] { [lower, upper].filter(\.isFinite) }
}

extension Claim {
  /// The verdict of a simulated interval on what this claim says.
  ///
  /// - Parameter record: where the evidence comes from; its output says which way is better where the
  ///   claim's own words do not.
  package func verdict(
    onSimulated evidence: Interval, by record: SimulationRecord? = nil
  ) -> Verdict {
    let output = record.flatMap { SystemDefinition.named($0.system)?.output($0.output) }
    return ClaimedFigure(self, answeredBy: output).interval.verdict(on: evidence)
  }
}
