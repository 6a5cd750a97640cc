/// A unit of measurement: how it is printed, what it measures and how large it is.
///
/// A class, for every figure has one, and figures are copied at many steps.
package final class Unit: Hashable, Sendable {
  /// The canonical symbol, as docgen prints it.
  package let symbol: String
  package let dimension: Dimension

  /// The size of one such unit in the dimension's base unit.
  package let scale: Double

  package init(_ symbol: String, _ dimension: Dimension, scale: Double = 1) {
    self.symbol = symbol
    self.dimension = dimension
    self.scale = scale
  }

  package static func == (a: Unit, b: Unit) -> Bool {
    a === b || a.scale == b.scale && a.dimension == b.dimension && a.symbol == b.symbol
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(symbol)
    hasher.combine(dimension)
    hasher.combine(scale)
  }

  /// `figure / divisor` in this unit, in the base unit. One division where the scale is one over a
  /// whole number, so that 99.9 % (999 over 10) is 0.999 and not a hair more.
  package func base(_ figure: Double, over divisor: Double = 1) -> Double {
    guard scale < 1, scale > 0 else { return figure * scale / divisor }
    let inverse = (1 / scale).rounded()
    return abs(inverse * scale - 1) < 1e-12
      ? figure / (divisor * inverse) : figure / divisor * scale
  }
}
