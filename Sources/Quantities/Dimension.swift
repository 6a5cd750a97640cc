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
  /// Money per second in a currency, as in ¥600/月.
  case moneyRate(String)
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

extension Dimension {
  /// Whether values may be set side by side: the same dimension, or counts of which one does not
  /// name its thing (`15个` beside `15个节点`).
  package func isComparable(with other: Dimension) -> Bool {
    switch (self, other) {
    case (.count(let a), .count(let b)):
      a == b || UnitEntry.genericCounters.contains(a) || UnitEntry.genericCounters.contains(b)
    case (.rate(let a), .rate(let b)):
      a == b || UnitEntry.genericCounters.contains(a) || UnitEntry.genericCounters.contains(b)
    case (.rate, .frequency), (.frequency, .rate), (.ratio, .factor), (.factor, .ratio): true
    default: self == other
    }
  }

  /// Whether it is an amount of money, once or each so often.
  package var isMoney: Bool {
    switch self {
    case .money, .moneyRate: true
    default: false
    }
  }

  /// Whether a value below zero makes sense as a state (a change may always be negative).
  var allowsNegative: Bool { self == .temperature || self == .number }
}
