import Model
import Quantities

/// Durations in seconds, the base unit of time.
package enum Time {
  package static let hour = 3600.0
  package static let day = 86400.0

  /// 365 days, as in the downtime that an availability leaves.
  package static let year = 365 * day
}

extension Parameter {
  /// The simulated time of one replication.
  static func horizon(default text: String) -> Parameter {
    Parameter(
      "horizon", Label(zh: "每次重复的模拟时长", en: "simulated time of one replication"),
      .number(.time), range: 1...(250 * Time.year),
      .standard(text, source: "docgen"), example: text,
      documentation: Label(
        zh: "须长于各类事件的平均间隔，否则见不到要度量的事件。",
        en: "Must exceed the mean time between the events, or they are not seen."))
  }
}

/// The problems of a horizon shorter than the mean time between events that it must see.
func horizonProblems(_ inputs: Inputs, against names: [String]) -> [InputProblem] {
  guard let horizon = inputs.optional("horizon") else { return [] }
  return names.compactMap { name in
    guard let mean = inputs.optional(name), mean > horizon else { return nil }
    return InputProblem(
      .shortHorizon, ["horizon", name],
      "`horizon` is shorter than `\(name)`: most replications would see no such event")
  }
}

/// How long a run that begins with everything up warms up: a hundredth of the horizon, ten times the
/// longest repair at least, a quarter of the horizon at most. Against exponential repairs what the start
/// leaves is then e⁻¹⁰ of itself.
func warmUpTime(_ inputs: Inputs, repairs: [String]) -> Double {
  let horizon = inputs.number("horizon")
  let longest = repairs.compactMap { inputs.optional($0) }.max() ?? 0
  return min(max(horizon / 100, 10 * longest), horizon / 4)
}
