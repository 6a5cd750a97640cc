/// A written figure: what is printed, and the interval that it stands for.
package struct Quantity: Hashable, Sendable {
  /// The relation that the text states between the subject and the figure.
  package enum Comparator: String, Hashable, Sendable {
    case equal, approximately, less, greater, range
    case atMost = "at-most"
    case atLeast = "at-least"

    /// Whether a sign says on which side of the figure the values lie.
    package var isBound: Bool {
      switch self {
      case .less, .atMost, .greater, .atLeast: true
      case .equal, .approximately, .range: false
      }
    }
  }

  /// The printed figure in the base unit of the dimension; the middle of a range.
  package let value: Double

  /// The values that the text allows, in the base unit of the dimension.
  package let interval: Interval
  package let unit: Unit
  package let comparator: Comparator

  /// The number of decimals printed, in `unit`.
  package let decimals: Int

  package init(
    value: Double, interval: Interval, unit: Unit, comparator: Comparator, decimals: Int
  ) {
    self.value = value
    self.interval = interval
    self.unit = unit
    self.comparator = comparator
    self.decimals = decimals
  }

  package var dimension: Dimension { unit.dimension }
}
