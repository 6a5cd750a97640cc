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
    package let text: String?

    /// The several figures of an answer that is a list, in order; nil for one that never comes.
    package let values: [Double?]?

    /// The simulated value with its interval, where it was asked for.
    package internal(set) var simulated: Estimate?

    /// Why there is no simulated value though replications were made; nil where there is one.
    package internal(set) var unsimulated: String?

    init(
      _ name: String, _ zh: String, _ en: String, _ value: Double, _ dimension: Dimension,
      text: String? = nil, values: [Double?]? = nil
    ) {
      self.values = values
      self.name = name
      self.label = Label(zh: zh, en: en)
      self.value = value
      self.dimension = dimension
      self.text = text
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
      return Figure.printed(value, dimension, language)
    }

    /// A value of the dimension's base unit; rates per second, minute, hour, day or year, as suits.
    package static func printed(
      _ value: Double, _ dimension: Dimension, _ language: Language
    ) -> String {
      guard value.isFinite else { return value.isNaN ? "—" : "∞" }
      guard case .frequency = dimension else { return format(value, in: dimension, language) }
      let units = [
        (1.0, "s", "秒"), (60, "min", "分钟"), (Time.hour, "h", "小时"), (Time.day, "d", "天"),
        (Time.year, "y", "年"),
      ]
      let unit = units.first { abs(value) * $0.0 >= 0.1 } ?? (value == 0 ? units[0] : units[4])
      let figure = format(value * unit.0, in: .number, language)
      return figure + "/" + (language == .zh ? unit.2 : unit.1)
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
