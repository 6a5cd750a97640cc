import Glibc
import Model
import Quantities
import Systems

/// Solves one free parameter of a scenario so that its "before" comes out as documented.
struct Calibration {
  private let scenario: BoundScenario
  private let parameter: String
  private let seed: UInt64
  private let samples: SampleStore

  init(_ scenario: BoundScenario, parameter: String, seed: UInt64, samples: SampleStore) {
    self.samples = samples
    self.scenario = scenario
    self.parameter = parameter
    self.seed = seed
  }

  /// The documented "before" and the output that must meet it.
  private var target: (value: Double, output: Output)? {
    for question in scenario.questions {
      if case .transition(let before, _) = question.claim.statement {
        return (before.value, question.output)
      }
    }
    return nil
  }

  /// The value of the parameter, by bisection on a logarithmic scale; nil where none is found.
  func solve() -> Double? {
    guard let target, let declared = scenario.system.parameter(parameter),
      let baseline = scenario.baseline, let assumed = baseline.optional(parameter), assumed > 0
    else { return nil }
    func error(_ factor: Double) -> Double? {
      guard declared.range.contains(assumed * factor) else { return nil }
      return answer(baseline.scaling(parameter, by: factor), target.output).map {
        $0 - target.value
      }
    }
    guard let start = error(1) else { return nil }
    if abs(start) <= 1e-9 * abs(target.value) { return assumed }
    for direction in [1.0, -1.0] {
      var (inside, step) = (0.0, 0.05)
      while abs(inside) < 14 {
        let next = inside + direction * step
        guard let here = error(exp(next)) else { break }
        if (here < 0) != (start < 0) {
          var (low, high) = (inside, next)
          for _ in 0..<(target.output.exactly(baseline) != nil ? 48 : 16) {
            let middle = (low + high) / 2
            guard let value = error(exp(middle)) else { break }
            if (value < 0) == (start < 0) { low = middle } else { high = middle }
          }
          return assumed * exp((low + high) / 2)
        }
        inside = next
        step *= 1.4
      }
    }
    return nil
  }

  /// The scenario with the solved value in both designs, told as calibrated.
  func applied(_ value: Double) -> BoundScenario {
    func set(_ inputs: Inputs) -> Inputs {
      guard let assumed = inputs.optional(parameter), assumed > 0 else { return inputs }
      return inputs.scaling(parameter, by: value / assumed)
    }
    let settings = scenario.settings.map { setting in
      guard setting.parameter.name == parameter else { return setting }
      return BoundSetting(
        parameter: setting.parameter, text: printed(value, in: setting.unit), kind: "calibrated",
        origin: setting.origin, unit: setting.unit, plausible: setting.plausible,
        span: setting.span, side: setting.side)
    }
    return BoundScenario(
      id: scenario.id, system: scenario.system, seed: scenario.seed, inputs: set(scenario.inputs),
      baseline: scenario.baseline.map(set), calibrate: scenario.calibrate, settings: settings,
      questions: scenario.questions, omitted: scenario.omitted, span: scenario.span)
  }

  private func answer(_ inputs: Inputs, _ output: Output) -> Double? {
    guard
      scenario.system.problems(inputs).allSatisfy(\.isRemark)
    else { return nil }
    if let analytic = output.analytic(inputs) { return analytic }
    guard
      let column = scenario.system.simulatedOutputs.firstIndex(where: { $0.name == output.name })
    else { return nil }
    return samples.means(of: scenario.system, inputs, seed: seed, replications: 8)?[column]
  }
}
