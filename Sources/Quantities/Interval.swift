/// The set of values that a written figure stands for; either end may be open or infinite.
package struct Interval: Hashable, Sendable {
  package let lower: Double
  package let upper: Double
  package let includesLower: Bool
  package let includesUpper: Bool

  package init(
    _ lower: Double, _ upper: Double, includesLower: Bool = true, includesUpper: Bool = true
  ) {
    precondition(lower <= upper, "an interval's ends are in order")
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
  }

  package static func exactly(_ value: Double) -> Interval { Interval(value, value) }
  package static func atLeast(_ value: Double) -> Interval { Interval(value, .infinity) }
  package static func atMost(_ value: Double) -> Interval { Interval(-.infinity, value) }
  package static func above(_ value: Double) -> Interval {
    Interval(value, .infinity, includesLower: false)
  }
  package static func below(_ value: Double) -> Interval {
    Interval(-.infinity, value, includesUpper: false)
  }

  package func contains(_ value: Double) -> Bool {
    (includesLower ? value >= lower : value > lower)
      && (includesUpper ? value <= upper : value < upper)
  }

  /// Whether every value of `other` lies in this interval.
  package func contains(_ other: Interval) -> Bool {
    (other.lower > lower || (other.lower == lower && (includesLower || !other.includesLower)))
      && (other.upper < upper || (other.upper == upper && (includesUpper || !other.includesUpper)))
  }

  package func overlaps(_ other: Interval) -> Bool {
    let lowerMeets =
      upper > other.lower || (upper == other.lower && includesUpper && other.includesLower)
    let upperMeets =
      other.upper > lower || (other.upper == lower && other.includesUpper && includesLower)
    return lowerMeets && upperMeets
  }

  /// The image under a monotone function.
  package func mapped(_ f: (Double) -> Double) -> Interval {
    let a = f(lower)
    let b = f(upper)
    return a <= b
      ? Interval(a, b, includesLower: includesLower, includesUpper: includesUpper)
      : Interval(b, a, includesLower: includesUpper, includesUpper: includesLower)
  }
}
