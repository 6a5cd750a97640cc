package import Model
package import Quantities
package import Simulate
import Systems

extension Calculator {
  /// One figure of an answer.
  package struct Figure: Sendable {
    package internal(set) var name: String
    package let label: Label

    /// In the base unit of the dimension; not finite where the model has no steady state.
    package let value: Double
    package let dimension: Dimension

    /// What a figure alone cannot say: a placement, a trace.
    package internal(set) var text: String?

    /// The several figures of an answer that is a list, in order; nil for one that never comes.
    package let values: [Double?]?

    /// The simulated value with its interval, where it was asked for.
    package internal(set) var simulated: Estimate?

    /// The unit in which it is printed; nil for the one that suits its size.
    package internal(set) var unit: Unit?

    /// Why there is no simulated value though replications were made; nil where there is one.
    package internal(set) var unsimulated: String?

    init(
      _ name: String, _ zh: String, _ en: String, _ value: Double, _ dimension: Dimension,
      text: String? = nil, values: [Double?]? = nil, in unit: Unit? = nil
    ) {
      self.values = values
      self.unit = unit
      self.name = name
      self.label = Label(zh: zh, en: en)
      self.value = value
      self.dimension = dimension
      self.text = text
    }

    /// A data rate in the family of units that the question has: bits a second, or bytes.
    func countingBits(_ countsBits: Bool) -> Figure {
      guard dimension == .dataRate, value.isFinite else { return self }
      var figure = self
      figure.unit = suitableUnit(for: value, dimension, inBytes: !countsBits)
      return figure
    }

    /// With the reason beside it where it has no value.
    func uncomputed(_ reason: String) -> Figure {
      guard value.isNaN, text == nil else { return self }
      var figure = self
      figure.text = "not computed: " + reason
      return figure
    }

    /// Whether something holds.
    init(_ name: String, _ zh: String, _ en: String, _ holds: Bool) {
      self.init(name, zh, en, holds ? 1 : 0, .number, text: holds ? "yes" : "no")
    }

    /// A whole number, with the several that it is of.
    init(
      _ name: String, _ zh: String, _ en: String, _ count: Int, each: [Int]? = nil,
      separator: String = ", "
    ) {
      self.init(
        name, zh, en, Double(count), .number,
        text: each?.map { String($0) }.joined(separator: separator),
        values: each?.map { Double($0) })
    }

    /// The value as printed in a language.
    package func printed(_ language: Language) -> String {
      if let text { return text }
      return Figure.printed(value, dimension, language, in: unit)
    }

    /// An estimate of it with its half-width, both in the unit in which the figure itself is printed, or in
    /// that which suits the mean where the figure is not finite.
    package func printed(_ estimate: Estimate, _ language: Language) -> String {
      let size = value.isFinite && value != 0 ? value : estimate.mean
      let parts = [estimate.mean, estimate.halfWidth].map {
        Figure.printed($0, dimension, language, in: unit, like: size)
      }
      return parts.joined(separator: " ± ")
    }

    /// A value of the dimension's base unit; rates per second, minute, hour, day or year, as suits.
    ///
    /// - Parameters:
    ///   - unit: the unit to print it in; nil for the one that suits.
    ///   - size: the value whose unit suits, where that is another than this one.
    package static func printed(
      _ value: Double, _ dimension: Dimension, _ language: Language,
      in unit: Unit? = nil, like size: Double? = nil
    ) -> String {
      guard value.isFinite else { return value.isNaN ? "—" : "∞" }
      // Nobody tells figures so small from each other, of any unit.
      guard value == 0 || abs(value) >= 1e-30 else { return format(value, in: dimension, language) }
      let size = size ?? value
      guard case .frequency = dimension else {
        // Of so many years nobody knows all the digits.
        return format(
          value, in: unit ?? suitableUnit(for: size, dimension), language,
          plainBelow: dimension == .time ? 7 : 15)
      }
      let periods = [
        (1.0, "s", "秒"), (60, "min", "分钟"), (Time.hour, "h", "小时"), (Time.day, "d", "天"),
        (Time.year, "y", "年"),
      ]
      let period =
        periods.first { abs(size) * $0.0 >= 0.1 } ?? (size == 0 ? periods[0] : periods[4])
      let figure = format(value * period.0, in: .number, language)
      return figure + "/" + (language == .zh ? period.2 : period.1)
    }
  }
}

extension [Calculator.Figure] {
  mutating func append(
    _ name: String, _ zh: String, _ en: String, _ value: Double, _ dimension: Dimension,
    text: String? = nil, values: [Double?]? = nil
  ) { append(Calculator.Figure(name, zh, en, value, dimension, text: text, values: values)) }

  mutating func append(_ name: String, _ zh: String, _ en: String, _ count: Int, each: [Int]? = nil)
  { append(Calculator.Figure(name, zh, en, count, each: each)) }
}
