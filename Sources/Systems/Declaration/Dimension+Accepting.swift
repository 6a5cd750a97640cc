package import Quantities

extension Dimension {
  /// Whether a figure of another dimension may stand where this one is meant.
  ///
  /// Counters name what they count in many ways, and a ratio is often written as a bare number;
  /// times, data and rates of data must match.
  package func accepts(_ other: Dimension) -> Bool {
    if self == other { return true }
    return switch (self, other) {
    case (.count, .count), (.count, .number), (.number, .count): true
    case (.ratio, .number), (.factor, .number), (.number, .ratio), (.number, .factor): true
    case (.frequency, .rate), (.rate, .frequency), (.rate, .rate): true
    case (.frequency, .number): false
    default: false
    }
  }

  /// The dimension in words, with an article.
  package var described: String {
    switch self {
    case .time: "a time"
    case .data: "an amount of data"
    case .dataRate: "a data rate"
    case .ratio: "a ratio"
    case .factor: "a factor"
    case .frequency: "a frequency"
    case .rate, .count: "a " + title(.en)
    case .money(let currency): "an amount of \(currency)"
    case .moneyRate(let currency): "an amount of \(currency) per time"
    case .power: "a power"
    case .voltage: "a voltage"
    case .temperature: "a temperature"
    case .length: "a length"
    case .number: "a bare number"
    }
  }
}
