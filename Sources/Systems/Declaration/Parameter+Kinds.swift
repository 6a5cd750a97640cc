import Model
import Quantities

extension Parameter {
  /// A fixed time.
  static func time(
    _ name: String, _ label: Label, in range: ClosedRange<Double>,
    typical: ClosedRange<Double>? = nil, _ presence: Presence = .required,
    isSetting: Bool = false, example: String, _ documentation: Label
  ) -> Parameter {
    Parameter(
      name, label, .number(.time), range: range, typical: typical, presence, isSetting: isSetting,
      example: example, documentation: documentation)
  }

  /// A random time whose bare value is constant.
  static func duration(
    _ name: String, _ label: Label, in range: ClosedRange<Double>,
    typical: ClosedRange<Double>? = nil, _ presence: Presence = .required, example: String,
    _ documentation: Label
  ) -> Parameter {
    Parameter(
      name, label, .law(.time, bare: .constant), range: range, typical: typical, presence,
      example: example, documentation: documentation)
  }

  /// A random time whose bare value is the mean of an exponential law.
  static func lifetime(
    _ name: String, _ label: Label, in range: ClosedRange<Double> = 60...(1000 * Time.year),
    typical: ClosedRange<Double>? = nil, _ presence: Presence = .required, example: String,
    _ documentation: Label
  ) -> Parameter {
    Parameter(
      name, label, .law(.time, bare: .exponential), range: range, typical: typical, presence,
      example: example, documentation: documentation)
  }

  static func count(
    _ name: String, _ label: Label, of thing: String, in range: ClosedRange<Double>,
    _ presence: Presence = .required, reads reading: Reading? = nil, isSetting: Bool = true,
    example: String, _ documentation: Label
  ) -> Parameter {
    Parameter(
      name, label, .number(.count(of: thing)), range: range, presence, reads: reading,
      isSetting: isSetting, example: example, documentation: documentation)
  }

  static func ratio(
    _ name: String, _ label: Label, in range: ClosedRange<Double> = 0...1,
    typical: ClosedRange<Double>? = nil, _ presence: Presence = .required,
    isSetting: Bool = false, example: String, _ documentation: Label
  ) -> Parameter {
    Parameter(
      name, label, .number(.ratio), range: range, typical: typical, presence,
      isSetting: isSetting, example: example, documentation: documentation)
  }

  static func rate(
    _ name: String, _ label: Label, of thing: String, in range: ClosedRange<Double> = 1e-9...1e12,
    typical: ClosedRange<Double>? = nil, _ presence: Presence = .required, example: String,
    _ documentation: Label
  ) -> Parameter {
    Parameter(
      name, label, .number(.rate(of: thing)), range: range, typical: typical, presence,
      example: example, documentation: documentation)
  }

  static func data(
    _ name: String, _ label: Label, in range: ClosedRange<Double> = 1...1e18,
    _ presence: Presence = .required, isSetting: Bool = false, example: String,
    _ documentation: Label
  ) -> Parameter {
    Parameter(
      name, label, .number(.data), range: range, presence, isSetting: isSetting, example: example,
      documentation: documentation)
  }

  static func dataRate(
    _ name: String, _ label: Label, in range: ClosedRange<Double> = 1...1e15,
    typical: ClosedRange<Double>? = nil, _ presence: Presence = .required, example: String,
    _ documentation: Label
  ) -> Parameter {
    Parameter(
      name, label, .number(.dataRate), range: range, typical: typical, presence, example: example,
      documentation: documentation)
  }
}

extension Output {
  /// An output that arithmetic or analysis answers.
  static func exact(
    _ name: String, _ label: Label, in dimension: Dimension, measures measure: Measure,
    scale: Scale = .value, _ documentation: Label,
    _ evaluate: @escaping @Sendable (Inputs) -> Double?
  ) -> Output {
    Output(
      name, label, in: dimension, measures: measure, documentation: documentation, scale: scale,
      method: .exact(evaluate))
  }

  static func simulated(
    _ name: String, _ label: Label, in dimension: Dimension, measures measure: Measure,
    scale: Scale = .value, _ documentation: Label,
    exact: (@Sendable (Inputs) -> Double?)? = nil,
    twin: @escaping @Sendable (Inputs) -> Double? = { _ in nil }
  ) -> Output {
    Output(
      name, label, in: dimension, measures: measure, documentation: documentation, scale: scale,
      method: exact.map { .solvedOrSimulated(exact: $0, twin: twin) } ?? .simulated(twin: twin))
  }
}
