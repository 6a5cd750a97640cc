/// A unit of measurement: how it is printed, what it measures and how large it is.
package struct Unit: Hashable, Sendable {
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
}
