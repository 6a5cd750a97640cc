import Glibc
import Quantities
import Systems

/// How an answer depends on one parameter.
struct Sensitivity: Sendable {
  /// d ln y / d ln x; of 1 − y for an availability.
  let elasticity: Double?

  /// The nearest value, in base units, at which the verdict changes.
  let breakEven: Double?

  /// Whether the verdict changes when a flag is turned the other way.
  let turnsWithFlag: Bool
}

/// Asks a model what its answer would be for other values of a parameter.
///
/// Answers come from the analytic twin where the system has one, shifted to agree with the estimate
/// at the assumed values; else from a block of replications on common random numbers.
struct SensitivityProbe {
  let question: BoundScenario.Question
  let scenario: BoundScenario
  let claimed: ClaimedFigure
  let estimate: Double
  let seed: UInt64
  let samples: SampleStore

  /// How many common replications stand in for a missing twin.
  private static let replications = 4

  private var hasAnalysis: Bool { question.output.analytic(scenario.inputs) != nil }

  /// What the model says at the assumed values.
  var base: Double? { raw(scenario.inputs, scenario.baseline) }

  func sensitivity(to setting: BoundSetting) -> Sensitivity {
    let name = setting.parameter.name
    switch setting.parameter.kind {
    case .choice: return Sensitivity(elasticity: nil, breakEven: nil, turnsWithFlag: false)
    case .flag:
      let turned = answer { $0.setting(name, to: .flag(!$0.flag(name))) }
      return Sensitivity(
        elasticity: nil, breakEven: nil, turnsWithFlag: turned.map { turns($0) } ?? false)
    case .number, .law:
      return numeric(setting)
    }
  }

  private func numeric(_ setting: BoundSetting) -> Sensitivity {
    let parameter = setting.parameter
    let side = setting.side == .before ? scenario.baseline ?? scenario.inputs : scenario.inputs
    guard let assumed = side.optional(parameter.name), assumed > 0 else {
      return Sensitivity(elasticity: nil, breakEven: nil, turnsWithFlag: false)
    }
    let isCount = parameter.dimension?.isCount ?? false
    func value(_ factor: Double) -> Double? {
      let x = isCount ? (assumed * factor).rounded() : assumed * factor
      guard parameter.range.contains(x) else { return nil }
      return answer(only: setting.side) { $0.scaling(parameter.name, by: x / assumed) }
    }
    var elasticity: Double?
    if !isCount, let up = value(1.02), let down = value(1 / 1.02) {
      let (a, b) = (scaled(up), scaled(down))
      if a > 0, b > 0 { elasticity = log(a / b) / (2 * log(1.02)) }
    }
    let crossing = isCount ? countCrossing(assumed, value) : crossing(value)
    return Sensitivity(
      elasticity: elasticity, breakEven: crossing.map { isCount ? $0 : assumed * $0 },
      turnsWithFlag: false)
  }

  /// The factor nearest to 1, on a logarithmic scale, at which the verdict turns.
  private func crossing(_ value: (Double) -> Double?) -> Double? {
    let found = [1.0, -1.0].compactMap { direction in
      nearestTurn(
        step: direction * (hasAnalysis ? 0.05 : 0.1), most: hasAnalysis ? 12 : 2.5,
        growth: hasAnalysis ? 1.15 : 1.25, halvings: hasAnalysis ? 30 : 8
      ) { value(exp($0)).map { turns($0) } }
    }
    return found.min { abs($0) < abs($1) }.map { exp($0) }
  }

  private func countCrossing(_ assumed: Double, _ value: (Double) -> Double?) -> Double? {
    for distance in 1...(hasAnalysis ? 64 : 8) {
      for sign in [-1.0, 1.0] {
        let x = assumed + sign * Double(distance)
        if x > 0, let answer = value(x / assumed), turns(answer) { return x }
      }
    }
    return nil
  }

  /// Whether an answer lies on the other side of the claim than the estimate does.
  private func turns(_ answer: Double) -> Bool {
    claimed.interval.contains(answer) != claimed.interval.contains(estimate)
  }

  private func scaled(_ value: Double) -> Double {
    question.output.scale == .complement ? 1 - value : value
  }

  /// The answer for changed inputs, corrected by how far the model is off at the assumed ones.
  private func answer(
    only side: BoundSetting.Side? = nil, _ change: (Inputs) -> Inputs
  ) -> Double? {
    guard let base else { return nil }
    let after = side == .before ? scenario.inputs : change(scenario.inputs)
    let before = side == .after ? scenario.baseline : scenario.baseline.map(change)
    guard let changed = raw(after, before), changed.isFinite else { return nil }
    let (a, b, c) = (scaled(estimate), scaled(base), scaled(changed))
    guard b != 0, a / b > 0.2, a / b < 5 else { return changed + estimate - base }
    let corrected = c * a / b
    return question.output.scale == .complement ? 1 - corrected : corrected
  }

  private func raw(_ inputs: Inputs, _ baseline: Inputs?) -> Double? {
    guard let value = model(inputs) else { return nil }
    switch claimed.subject {
    case .value: return value
    case .reduction: return -value
    case .ratio(let offset):
      guard let baseline, let before = model(baseline), before != 0 else { return nil }
      return value / before - offset
    }
  }

  private func model(_ inputs: Inputs) -> Double? {
    guard
      scenario.system.problems(inputs).allSatisfy(\.isRemark)
    else { return nil }
    if let analytic = question.output.analytic(inputs) { return analytic }
    guard
      let column = scenario.system.simulatedOutputs.firstIndex(where: {
        $0.name == question.output.name
      })
    else { return nil }
    return samples.means(
      of: scenario.system, inputs, seed: seed, replications: SensitivityProbe.replications)?[column]
  }
}

/// Where a condition that does not hold at 0 begins to hold, going out from there in steps that grow; nil where
/// it does not within `most`, or where nothing is known any more before it does.
///
/// A stretch on which it holds only for a while is found if it is longer than the step there: the steps grow
/// slowly, for an answer may turn and turn back.
///
/// - Parameters:
///   - step: the first step, with the sign of the direction.
///   - halvings: of the last step, to close in on the place.
package func nearestTurn(
  step first: Double, most: Double, growth: Double, halvings: Int, _ turns: (Double) -> Bool?
) -> Double? {
  var (inside, step) = (0.0, first)
  while abs(inside) < most {
    var outside = inside + step
    guard let isTurned = turns(outside) else { return nil }
    guard isTurned else {
      inside = outside
      step *= growth
      continue
    }
    for _ in 0..<halvings {
      let middle = (inside + outside) / 2
      if turns(middle) == false { inside = middle } else { outside = middle }
    }
    return (inside + outside) / 2
  }
  return nil
}

extension Dimension {
  var isCount: Bool { if case .count = self { true } else { false } }
}
