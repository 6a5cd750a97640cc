import Glibc
import Model
import Quantities
import Systems

/// Solves one free parameter of a scenario so that its "before" comes out as documented.
struct Calibration {
  let parameter: String
  let model: QuickAnswers

  /// How many common replications stand in for a missing analysis: what they are off by is off in the answer.
  static let replications = 64

  private var scenario: BoundScenario { model.scenario }

  /// The documented "before".
  private var documented: Double? {
    for question in scenario.questions {
      if case .transition(let before, _) = question.claim.statement { return before.value }
    }
    return nil
  }

  /// The output that the parameter is solved for.
  private var output: Output? {
    scenario.questions.first {
      if case .transition = $0.claim.statement { true } else { false }
    }?.output
  }

  /// The value of the parameter at which the "before" is as documented; nil where none is found.
  ///
  /// An analysis leads near it, and what the simulation is off there is allowed for.
  func solve() -> Double? {
    guard let documented, let baseline = scenario.baseline, let output,
      let found = solve(from: baseline, for: documented)
    else { return nil }
    guard output.exactly(baseline) == nil, model.isAnalysed(output),
      let assumed = baseline.optional(parameter),
      let simulated = model.simulated(
        baseline.scaling(parameter, by: found / assumed), output), simulated > 0
    else { return found }
    return solve(from: baseline, for: documented * documented / simulated) ?? found
  }

  /// The value of the parameter in a changed design that answers as the "before" of the scenario does; nil
  /// where none is found.
  func solve(asBeforeFrom changed: Inputs) -> Double? {
    guard let baseline = scenario.baseline, let output, let before = model.answer(baseline, output)
    else { return nil }
    return solve(from: changed, for: before)
  }

  private func solve(from inputs: Inputs, for target: Double) -> Double? {
    guard let output, let declared = scenario.system.parameter(parameter),
      let assumed = inputs.optional(parameter), assumed > 0
    else { return nil }
    func error(_ distance: Double) -> Double? {
      let factor = exp(distance)
      guard declared.range.contains(assumed * factor) else { return nil }
      return model.answer(inputs.scaling(parameter, by: factor), output).map { $0 - target }
    }
    // Replications tell no more than a thousandth.
    let slack = abs(target) * (model.isAnalysed(output) ? 1e-12 : 1e-3)
    guard let start = error(0) else { return nil }
    if abs(start) <= slack { return assumed }
    // Most answers run about as their parameter does.
    let guess = target > 0 && start + target > 0 ? log(target / (start + target)) : 0.05
    let distance =
      secant(of: error, from: (0, start), to: guess, within: slack)
      ?? bisection(of: error, start, within: slack)
    return distance.map { assumed * exp($0) }
  }

  private typealias Sample = (place: Double, error: Double)

  /// A root by secants; nil where they lead nowhere.
  private func secant(
    of error: (Double) -> Double?, from first: Sample, to guess: Double, within slack: Double
  ) -> Double? {
    var (last, place) = (first, guess)
    for _ in 0..<12 {
      guard abs(place) < 14, let here = error(place) else { return nil }
      if abs(here) <= slack { return place }
      guard here != last.error else { return nil }
      let next = place - here * (place - last.place) / (here - last.error)
      (last, place) = ((place, here), next)
    }
    return nil
  }

  /// The root nearest to 0, by halving the step that leads across it.
  private func bisection(
    of error: (Double) -> Double?, _ start: Double, within slack: Double
  ) -> Double? {
    for direction in [1.0, -1.0] {
      var (inside, step) = (0.0, 0.05)
      while abs(inside) < 14 {
        let next = inside + direction * step
        guard let here = error(next) else { break }
        if (here < 0) != (start < 0) {
          var (low, high) = (inside, next)
          for _ in 0..<48 {
            let middle = (low + high) / 2
            guard let value = error(middle) else { break }
            if abs(value) <= slack { return middle }
            if (value < 0) == (start < 0) { low = middle } else { high = middle }
          }
          return (low + high) / 2
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
      questions: scenario.questions, omitted: scenario.omitted, span: scenario.span,
      quotes: scenario.quotes)
  }
}
