/// A point in simulated time, or a span of it, in whole ticks.
///
/// A tick is a nanosecond unless a model says otherwise (`Resolution`). Integers make equal times
/// equal: no rounding decides which of two events comes first. Arithmetic saturates at `never`,
/// which nothing reaches; nanoseconds last for 292 years, microseconds for 292,000.
@usableFromInline
package struct Ticks: Comparable, Hashable, Sendable, BitwiseCopyable {
  @usableFromInline
  package let count: Int64

  @inlinable
  package init(_ count: Int64) { self.count = count }

  @inlinable
  package static var zero: Ticks { Ticks(0) }

  /// The end of time: an event scheduled here never happens.
  @inlinable
  package static var never: Ticks { Ticks(Int64.max) }

  /// The whole ticks nearest to `seconds`; zero where negative or not a number, `never` beyond range.
  @inlinable
  package init(seconds: Double, resolution: Resolution = .nanosecond) {
    let exact = seconds * resolution.ticksPerSecond
    if exact < 9.2e18 {
      self.count = exact > 0 ? Int64(exact + 0.5) : 0
    } else {
      self.count = exact.isNaN ? 0 : Int64.max
    }
  }

  @inlinable
  package func seconds(_ resolution: Resolution = .nanosecond) -> Double {
    Double(count) / resolution.ticksPerSecond
  }

  @inlinable
  package static func < (left: Ticks, right: Ticks) -> Bool { left.count < right.count }

  @inlinable
  package static func + (left: Ticks, right: Ticks) -> Ticks {
    let (sum, overflow) = left.count.addingReportingOverflow(right.count)
    return overflow ? (right.count > 0 ? .never : Ticks(Int64.min)) : Ticks(sum)
  }

  @inlinable
  package static func - (left: Ticks, right: Ticks) -> Ticks {
    let (difference, overflow) = left.count.subtractingReportingOverflow(right.count)
    return overflow ? (right.count < 0 ? .never : Ticks(Int64.min)) : Ticks(difference)
  }

  /// How long a tick is. A model of years takes a coarser one, so that its horizon fits.
  @usableFromInline
  package enum Resolution: Sendable, Hashable, CaseIterable {
    case nanosecond, microsecond, millisecond, second

    @inlinable
    package var ticksPerSecond: Double {
      switch self {
      case .nanosecond: 1e9
      case .microsecond: 1e6
      case .millisecond: 1e3
      case .second: 1
      }
    }
  }
}
