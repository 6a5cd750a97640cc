import Quantities

extension Parameter {
  /// What kind of value it takes, in words: `time`, `random time`, `yes or no`, or its choices.
  package var valueTitle: String {
    switch kind {
    case .number(let dimension): dimension.title(.en)
    case .law(let dimension, _): "random " + dimension.title(.en)
    case .flag: "yes or no"
    case .choice([]): "text"
    case .choice(let choices): choices.joined(separator: ", ")
    }
  }

  /// Between which values it lies, or the mean of its law: `60 s to 1000 years`; nil of what is no number.
  package var rangeTitle: String? { title(of: range) }

  /// Between which values it plausibly lies; nil where half to double stands for it.
  package var typicalTitle: String? { typical.flatMap(title(of:)) }

  private func title(of range: ClosedRange<Double>) -> String? {
    guard let dimension else { return nil }
    let ends = [range.lowerBound, range.upperBound].map { format($0, in: dimension, .en) }
    return ends.joined(separator: " to ")
  }
}

extension Output {
  /// How it is answered, in words.
  package var methodTitle: String {
    switch method {
    case .exact: "exact"
    case .simulated: "simulated"
    case .solvedOrSimulated: "exact or simulated"
    }
  }
}
