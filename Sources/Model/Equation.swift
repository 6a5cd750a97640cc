package import Diagnostics
package import Quantities

/// Arithmetic that a text states: `120台 × 32核 = 3,840核`, `24 台，每台 2 颗，共 48 颗`.
package struct Equation: Sendable {
  /// How the text joins the operands to the result.
  package enum Form: Sendable, Hashable {
    /// By signs: `a × b = c`.
    case written
    /// By words: `a nodes with b each, c in total`.
    case worded
    /// By brackets alone: `540万元（36人 × 15万元）`.
    case bracketed
    /// One quantity in two units: `200 Gbps = 25 GB/s`.
    case conversion
    /// By the cells of a table's row: `| 4 × 6 × 7.68 TB | 184.32 TB |`; named, where the header of the column
    /// says that it holds calculations, and nothing is said of the result.
    case beside(isNamed: Bool)
  }

  package let form: Form

  /// All that is computed with, as written.
  package let operands: Span

  /// The stated result.
  package let figure: Span
  package let stated: Quantity

  /// What the operands allow and what their printed values give, in the base unit of `stated`.
  package let computed: Interval
  package let estimate: Double

  package init(
    form: Form, operands: Span, figure: Span, stated: Quantity, computed: Interval, estimate: Double
  ) {
    self.form = form
    self.operands = operands
    self.figure = figure
    self.stated = stated
    self.computed = computed
    self.estimate = estimate
  }
}
