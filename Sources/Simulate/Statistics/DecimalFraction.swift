import Glibc

/// The coarsest decimal fraction of a unit in which all of some values are whole: tenths for 0.1 and 25.
///
/// Whole numbers add up and compare exactly in doubles, where 0.1 + 0.2 is beyond 0.3.
package struct DecimalFraction: Sendable, Hashable {
  /// How many of it are one unit: 10 for tenths. Nil where the values have no such fraction, as a third has none.
  package let perUnit: Double?

  /// - Parameter most: the largest number of them that is to be counted, in units.
  package init(of values: [Double], upTo most: Double) {
    let powers = (0...12).lazy.map { pow(10, Double($0)) }
    perUnit = powers.prefix { most * $0 < 0x1p45 }.first { scale in
      values.allSatisfy { Self.isWhole($0 * scale) }
    }
  }

  /// A value in this fraction; as it is where there is none.
  package func whole(_ value: Double) -> Double {
    perUnit.map { (value * $0).rounded() } ?? value
  }

  /// Such a number in the unit: the double nearest to that decimal.
  package func value(_ whole: Double) -> Double { perUnit.map { whole / $0 } ?? whole }

  /// Whether a number is whole but for the rounding that a product or a quotient of decimals has seen.
  private static func isWhole(_ number: Double) -> Bool {
    abs(number - number.rounded()) <= 8 * number.ulp
  }

  /// How often `interval` has passed by `time`, both decimals as written: 0.3 has three of 0.1, though the
  /// quotient of the two doubles is below three.
  package static func passed(_ interval: Double, by time: Double) -> Double {
    let quotient = time / interval
    return isWhole(quotient) ? quotient.rounded() : quotient.rounded(.down)
  }
}
