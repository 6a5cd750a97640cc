/// What a quantity measures. Quantities of unlike dimensions are never compared.
package enum Dimension: Hashable, Sendable {
  /// Seconds.
  case time
  /// Bytes.
  case data
  /// Bytes per second.
  case dataRate
  /// A pure number: 1 stands for 100 %.
  case ratio
  /// A pure factor, as in 3 倍.
  case factor
  /// Per second.
  case frequency
  /// So many of a named thing per second, as in IOPS or 次/天.
  case rate(of: String)
  /// A number of named things; the name is the canonical counter, as in `节点` or `行`.
  case count(of: String)
  /// Money in a currency, by its ISO 4217 code.
  case money(String)
  /// Watts.
  case power
  /// Volts.
  case voltage
  /// Degrees Celsius.
  case temperature
  /// Metres.
  case length
  /// A number with no unit.
  case number
}
