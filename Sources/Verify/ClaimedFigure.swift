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
    /// The output itself is what is saved, and the claim tells of it as a decrease.
    case reduction
  }

  let subject: Subject
  let interval: Interval

  /// What the "before" of a documented transition allows, where it is judged.
  private(set) var start: Start?

  /// Whether the figure is a share of a whole, which bounds what an unseen event can change.
  let isShare: Bool

  /// The documented "before" of a transition, and which way it goes from there.
  struct Start: Sendable {
    /// A plain figure may flatter nobody: the design that was left may be worse than it says, not better.
    let interval: Interval

    /// Whether it goes up; nil where the figures, as `15% → < 20%`, leave that open.
    let rises: Bool?
  }

  /// - Parameter output: what answers the claim; it knows which way is better, and where none is given the
  ///   claim's metric does.
  init(_ claim: Claim, answeredBy output: Output? = nil) {
    let better = output?.measure.direction ?? claim.metric?.better ?? .neither
    let isNeed = output?.measure.better == .needed
    isShare = output?.dimension == .ratio
    switch claim.statement {
    case .value(let quantity):
      subject = .value
      interval = Self.allowed(quantity, better, isNeed: isNeed)
    case .transition(let before, let after):
      subject = .value
      interval = Self.allowed(after, better, isNeed: isNeed)
      start = Start(
        interval: before.interval.widened(better.opposite, unless: before.comparator),
        rises: before.interval.overlaps(after.interval) ? nil : after.value > before.value)
    case .change(let quantity):
      let isShareOfBefore = quantity.dimension != .factor
      let isSaved = output?.measure.statistic == .reduction
      subject = isSaved ? .reduction : .ratio(offset: isShareOfBefore ? 1 : 0)
      // A gain is claimed to be at least what is said, whichever way the metric runs; what is said to
      // become worse, to become no worse than that.
      let gain: Metric.Direction = quantity.value >= 0 ? .up : .down
      let isOfMetric = isShareOfBefore && better != .neither && !isSaved
      // 响应时间提升 40% may mean either way: it holds for nothing but a rise by that.
      let isAmbiguous = isOfMetric && gain == .up && better == .down
      interval =
        isAmbiguous
        ? quantity.interval
        : quantity.interval.widened(isOfMetric ? better : gain, unless: quantity.comparator)
    }
  }

  private static func allowed(
    _ quantity: Quantity, _ better: Metric.Direction, isNeed: Bool
  ) -> Interval {
    if isNeed, quantity.comparator == .greater || quantity.comparator == .atLeast {
      // What is at least there covers a need up to that.
      return Interval(-.infinity, quantity.interval.lower)
    }
    let printed = better == .neither ? quantity.interval : quantity.bound
    return printed.widened(better, unless: quantity.comparator)
  }

  /// The same, with nothing said of the "before".
  var withoutStart: ClaimedFigure {
    var copy = self
    copy.start = nil
    return copy
  }

  /// The figure estimated from replications; nil where there are fewer than two, or a change starts at 0.
  ///
  /// A change is the ratio of paired means: on common random numbers what both designs share drops out.
  func estimate(_ series: [Series], column: Int, confidence: Double) -> Estimate? {
    guard let last = series.last, last.values.indices.contains(column), last.count > 1 else {
      return nil
    }
    switch subject {
    case .value: return mean(last, column: column, confidence: confidence)
    case .reduction:
      return mean(last, column: column, confidence: confidence).map {
        Estimate(
          mean: -$0.mean, halfWidth: $0.halfWidth, confidence: confidence,
          replications: $0.replications)
      }
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

  /// The mean of one design; nil where there are fewer than two replications.
  func mean(_ series: Series, column: Int, confidence: Double) -> Estimate? {
    guard series.values.indices.contains(column), series.count > 1 else { return nil }
    let estimate = ControlVariates(series.controls)
      .estimate(of: series.values[column], confidence: confidence)
    return series.events(column).widened(estimate, isShare: isShare)
  }

  /// The verdict on both ends of what is claimed, the gravest of them: the "before", the "after", and which
  /// way it goes from the one to the other.
  func verdict(on evidence: Interval, before: Interval?) -> Verdict {
    let after = interval.verdict(on: evidence)
    guard let start, let before else { return after }
    let first = start.interval.verdict(on: before)
    guard let rises = start.rises, !before.overlaps(evidence) else { return max(first, after) }
    return (evidence.lower > before.upper) == rises ? max(first, after) : .fails
  }
}

extension Metric.Direction {
  fileprivate var opposite: Metric.Direction {
    switch self {
    case .up: .down
    case .down: .up
    case .neither: .neither
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

extension BoundScenario {
  /// What a question's claim allows here: nothing is judged of a "before" that no design describes, or that
  /// a parameter was fitted to.
  func claimed(_ question: Question) -> ClaimedFigure {
    let figure = ClaimedFigure(question.claim, answeredBy: question.output)
    return baseline == nil || isCalibrated(question) ? figure.withoutStart : figure
  }

  /// Whether a parameter was solved so that the "before" of this question comes out as documented.
  func isCalibrated(_ question: Question) -> Bool {
    guard calibrate != nil else { return false }
    let first = questions.first { if case .transition = $0.claim.statement { true } else { false } }
    return first?.claim.id == question.claim.id
  }
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
    let before = record?.before.flatMap { $0.isCalibrated ? nil : $0.interval }
    return ClaimedFigure(self, answeredBy: output).verdict(on: evidence, before: before)
  }
}
