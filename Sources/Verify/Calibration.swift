import Glibc
import Model
import Quantities
import Simulate
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
  /// An analysis leads near it, and what the simulation is off there by more than chance is allowed for. The value that the scenario gives
  /// is where the search begins and nothing else: what is found does not tell from where.
  func solve() -> Double? {
    guard let documented, let baseline = scenario.baseline, let output,
      let first = solve(from: baseline, for: documented)
    else { return nil }
    guard model.isAnalysed(output) else {
      // Replications tell a root to a thousandth: from a rounded start the same way leads to the same one.
      let start = placed(baseline, at: rounded(first, digits: 2))
      return start.flatMap { solve(from: $0, for: documented) } ?? first
    }
    let found = rounded(first, digits: 9)
    guard output.exactly(baseline) == nil,
      let simulated = placed(baseline, at: found).flatMap({ model.simulated($0, output) }),
      simulated.mean > 0, !simulated.contains(documented)
    else { return found }
    return solve(from: baseline, for: documented * documented / simulated.mean).map {
      rounded($0, digits: 9)
    } ?? found
  }

  /// How near the model comes to the documented "before", in a line; nil where it has no answer at all.
  func nearest() -> String? {
    guard let documented, let baseline = scenario.baseline, let output,
      let declared = scenario.system.parameter(parameter)
    else { return nil }
    let answers = declared.valuesAcrossRange.compactMap { value in
      placed(baseline, at: value).flatMap { model.answer($0, output) }.map { (value, $0) }
    }
    guard let best = answers.min(by: { abs($0.1 - documented) < abs($1.1 - documented) }) else {
      return "the model has no answer for any of the values that were tried"
    }
    let unit = scenario.settings.first { $0.parameter.name == parameter }?.unit
    return
      "the nearest that was tried is \(format(best.1, in: output.dimension, .en)) at `\(parameter)` "
      + "\(printed(best.0, in: unit, .en)), which is "
      + "\(best.1 < documented ? "below" : "above") \(format(documented, in: output.dimension, .en))"
  }

  /// The value of the parameter in a changed design that answers as the "before" of the scenario does; nil
  /// where none is found.
  func solve(asBeforeFrom changed: Inputs) -> Double? {
    guard let baseline = scenario.baseline, let output, let before = model.answer(baseline, output)
    else { return nil }
    return solve(from: changed, for: before)
  }

  private func solve(from inputs: Inputs, for target: Double) -> Double? {
    guard let output, let declared = scenario.system.parameter(parameter) else { return nil }
    func answer(_ value: Double) -> Double? {
      guard declared.range.contains(value) else { return nil }
      return placed(inputs, at: value).flatMap { model.answer($0, output) }
    }
    guard let assumed = start(inputs, in: declared, answer) else { return nil }
    func error(_ distance: Double) -> Double? {
      answer(assumed * exp(distance)).map { $0 - target }
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

  /// The value from which to search: the one that is given, or the nearest to it for which there is an answer.
  private func start(
    _ inputs: Inputs, in declared: Parameter, _ answer: (Double) -> Double?
  ) -> Double? {
    let given = inputs.optional(parameter) ?? 0
    if given > 0, answer(given) != nil { return given }
    let others = declared.valuesAcrossRange
    return
      (given > 0 ? others.sorted { abs(log($0 / given)) < abs(log($1 / given)) } : others)
      .first { answer($0) != nil }
  }

  /// The inputs with the parameter at a value; of a law, with the mean there and the shape kept.
  private func placed(_ inputs: Inputs, at value: Double) -> Inputs? {
    switch inputs.settings[parameter] {
    case .number: return inputs.setting(parameter, to: .number(value))
    case .law(let law):
      return law.mean > 0
        ? inputs.setting(parameter, to: .law(law.scaled(by: value / law.mean))) : nil
    case .flag, .choice, nil: return nil
    }
  }

  private func rounded(_ value: Double, digits: Int) -> Double {
    guard value.isFinite, value != 0 else { return value }
    let step = pow(10, Double(digits - 1) - log10(abs(value)).rounded(.down))
    return step.isFinite && step > 0 ? (value * step).rounded() / step : value
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
    func set(_ inputs: Inputs) -> Inputs { placed(inputs, at: value) ?? inputs }
    let settings = scenario.settings.map { setting in
      guard setting.parameter.name == parameter else { return setting }
      return BoundSetting(
        parameter: setting.parameter, text: printed(value, in: setting.unit), kind: "calibrated",
        origin: setting.origin, unit: setting.unit, plausible: setting.plausible,
        span: setting.span, side: setting.side, range: setting.range)
    }
    return BoundScenario(
      id: scenario.id, system: scenario.system, seed: scenario.seed, inputs: set(scenario.inputs),
      baseline: scenario.baseline.map(set), calibrate: scenario.calibrate, settings: settings,
      questions: scenario.questions, omitted: scenario.omitted, span: scenario.span,
      quotes: scenario.quotes)
  }
}
