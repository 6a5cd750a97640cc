import Glibc

/// Count, mean, variance and extremes of observations, in one pass (Welford 1962, Chan et al. 1979).
package struct Tally: Sendable, Hashable, BitwiseCopyable {
  package private(set) var count = 0
  package private(set) var mean = 0.0
  private var squares = 0.0
  package private(set) var minimum = Double.infinity
  package private(set) var maximum = -Double.infinity

  package init() {}

  package init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  package mutating func add(_ value: Double) {
    count += 1
    let deviation = value - mean
    mean += deviation / Double(count)
    squares += deviation * (value - mean)
    minimum = min(minimum, value)
    maximum = max(maximum, value)
  }

  /// Adds all that `other` has seen.
  package mutating func merge(_ other: Tally) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    let total = Double(count + other.count)
    let deviation = other.mean - mean
    mean += deviation * Double(other.count) / total
    squares += other.squares + deviation * deviation * Double(count) * Double(other.count) / total
    count += other.count
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
  }

  /// The unbiased variance; not a number for fewer than two observations.
  package var variance: Double { count > 1 ? squares / Double(count - 1) : .nan }
  package var deviation: Double { variance.squareRoot() }

  /// The mean with a Student interval, right for independent, nearly normal observations.
  package func estimate(confidence: Double = 0.95) -> Estimate {
    let halfWidth =
      count > 1
      ? studentQuantile((1 + confidence) / 2, degrees: Double(count - 1))
        * (variance / Double(count)).squareRoot()
      : .infinity
    return Estimate(
      mean: mean, halfWidth: halfWidth, confidence: confidence, replications: count)
  }
}

/// The mean over time of a value that changes in steps.
package struct TimeWeighted: Sendable, Hashable, BitwiseCopyable {
  package private(set) var value: Double
  private var since: Ticks
  private var start: Ticks
  private var area = 0.0

  package init(_ value: Double = 0, at start: Ticks = .zero) {
    self.value = value
    self.since = start
    self.start = start
  }

  /// The value becomes `newValue` at `time`, which must not be before the last change.
  package mutating func set(_ newValue: Double, at time: Ticks) {
    area += value * Double(time.count - since.count)
    since = time
    value = newValue
  }

  package mutating func add(_ change: Double, at time: Ticks) { set(value + change, at: time) }

  /// Forgets what was before `time`: the end of a warm-up.
  package mutating func reset(at time: Ticks) {
    area = 0
    since = time
    start = time
  }

  /// The integral of the value from the start to `time`, in value × ticks.
  package func integral(until time: Ticks) -> Double {
    area + value * Double(time.count - since.count)
  }

  /// The mean from the start to `time`; the value itself where no time has passed.
  package func mean(until time: Ticks) -> Double {
    time > start ? integral(until: time) / Double(time.count - start.count) : value
  }
}
