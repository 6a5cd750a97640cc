import Diagnostics
import Glibc
import Model
import Quantities
import Simulate
import Systems

/// How an answer depends on one parameter.
struct Sensitivity: Sendable {
  /// d ln y / d ln x; of 1 − y for an availability.
  let elasticity: Double?

  /// The nearest value, in base units, at which the verdict changes: with all that the claim tells of, the
  /// design before as well.
  let breakEven: Double?

  /// Whether the verdict changes when a flag is turned the other way.
  let turnsWithFlag: Bool

  /// Whether the answer, or that of the design before, is another for any other value that was tried.
  var isUsed = true
}

/// Asks a model what its answer would be for other values of a parameter, and whether the verdict would
/// be another.
///
/// Answers come from the analytic twin where the system has one, shifted to agree with the estimate
/// at the assumed values; else from a block of replications on common random numbers. A design that was
/// calibrated is calibrated anew for each value.
struct SensitivityProbe {
  let question: BoundScenario.Question
  let claimed: ClaimedFigure
  let estimate: Answer
  let model: QuickAnswers

  /// How many common replications stand in for a missing twin: the fewest of these whose mean is near what the campaign
  /// found, else the most.
  static let replications = [4, 8, 16, 32]

  private var scenario: BoundScenario { model.scenario }
  private var hasAnalysis: Bool { model.isAnalysed(question.output) }

  /// What is judged, and what the design before gives where the claim tells of it.
  private struct Point: Equatable {
    let after: Double
    let before: Double?
  }

  /// The design before, where the verdict asks for it.
  private var start: Answer.Before? { claimed.start == nil ? nil : estimate.before }

  /// Whether the answer at the assumed values, which every question starts from, is within half of the estimate.
  var isNearEstimate: Bool {
    guard let base = raw(scenario.inputs, scenario.baseline) else { return true }
    let (a, b) = (scaled(base.after), scaled(estimate.mean))
    return a == b || a / b > 2.0 / 3 && a / b < 1.5
  }

  func sensitivity(to setting: BoundSetting) -> Sensitivity {
    let name = setting.parameter.name
    // What is solved for is not assumed.
    guard name != scenario.calibrate?.value else { return .none }
    switch setting.parameter.kind {
    case .choice(let names):
      var found = Sensitivity.none
      found.isUsed = isUsed(
        setting, names.map { choice in { $0.setting(name, to: .choice(choice)) } })
      return found
    case .flag:
      let turn: (Inputs) -> Inputs = { $0.setting(name, to: .flag(!$0.flag(name))) }
      var found = Sensitivity(
        elasticity: nil, breakEven: nil,
        turnsWithFlag: answer(only: setting.side, turn).map { turns($0) } ?? false)
      if !found.turnsWithFlag { found.isUsed = isUsed(setting, [turn]) }
      return found
    case .number, .law:
      var found = numeric(setting)
      if found.breakEven == nil, found.elasticity ?? 0 == 0 {
        found.isUsed = isUsed(setting, otherValues(of: setting))
      }
      return found
    }
  }

  /// A setting that is changed a little and a lot, and left out where it may be.
  private func otherValues(of setting: BoundSetting) -> [(Inputs) -> Inputs] {
    let parameter = setting.parameter
    let side = setting.side == .before ? scenario.baseline ?? scenario.inputs : scenario.inputs
    guard let assumed = side.optional(parameter.name), assumed >= 0 else { return [] }
    let isWhole = parameter.dimension?.isOfWholeThings ?? false
    let values =
      assumed > 0
      ? (isWhole
        ? [assumed + 1, assumed - 1, 2 * assumed]
        : [1.02, 1 / 1.02, 2, 0.5, 10, 0.1].map { $0 * assumed })
      : [parameter.range.upperBound, parameter.typical?.upperBound ?? 1]
    var changes = values.filter(parameter.range.contains).map { value -> (Inputs) -> Inputs in
      { inputs in
        assumed > 0
          ? inputs.scaling(parameter.name, by: value / assumed)
          : inputs.setting(parameter.name, to: .number(value))
      }
    }
    if parameter.presence == .optional { changes.append { $0.setting(parameter.name, to: nil) } }
    return changes
  }

  /// Whether anything that is judged changes with a setting; true where none of the changes makes sense beside the others,
  /// or the few runs that are asked show nothing at all of what the campaign saw.
  ///
  /// An analysis that stands for a simulation may leave out what a run does not, so that a run has the last word.
  private func isUsed(_ setting: BoundSetting, _ changes: [(Inputs) -> Inputs]) -> Bool {
    let designs = changes.map { change in
      (
        after: setting.side == .before ? scenario.inputs : change(scenario.inputs),
        before: setting.side == .after ? scenario.baseline : scenario.baseline.map(change)
      )
    }.filter { design in
      [design.after, design.before].compactMap(\.self).allSatisfy { inputs in
        scenario.system.problems(inputs).allSatisfy(\.isRemark)
      }
    }
    let base = raw(scenario.inputs, scenario.baseline)
    guard !designs.isEmpty, let base, scaled(base.after) != 0 || scaled(estimate.mean) == 0 else {
      return true
    }
    let hasRuns = hasAnalysis && !question.isExact(in: scenario)
    let baseRun = hasRuns ? run(scenario.inputs, scenario.baseline) : []
    return designs.contains { design in
      raw(design.after, design.before) != base
        || hasRuns && run(design.after, design.before) != baseRun
    }
  }

  /// What a single run of each design that is judged gives.
  private func run(_ inputs: Inputs, _ baseline: Inputs?) -> [Double?] {
    let once = QuickAnswers(
      scenario: scenario, seed: model.seed, samples: model.samples, replications: 1, analysed: [])
    let isOfBoth = if case .ratio = claimed.subject { true } else { start != nil }
    return ([inputs] + (isOfBoth ? [baseline].compactMap(\.self) : []))
      .map { once.simulated($0, question.output)?.mean }
  }

  private func numeric(_ setting: BoundSetting) -> Sensitivity {
    let parameter = setting.parameter
    let side = setting.side == .before ? scenario.baseline ?? scenario.inputs : scenario.inputs
    guard let assumed = side.optional(parameter.name), assumed >= 0 else { return .none }
    func value(_ x: Double) -> Point? {
      guard parameter.range.contains(x) else { return nil }
      return answer(only: setting.side) {
        assumed > 0
          ? $0.scaling(parameter.name, by: x / assumed)
          : $0.setting(parameter.name, to: .number(x))
      }
    }
    if parameter.dimension?.isOfWholeThings ?? false {
      return Sensitivity(
        elasticity: nil, breakEven: countCrossing(assumed, in: parameter.range, value),
        turnsWithFlag: false)
    }
    var elasticity: Double?
    if assumed > 0, let up = value(assumed * 1.02), let down = value(assumed / 1.02) {
      let (a, b) = (scaled(up.after), scaled(down.after))
      // Of a decrease both are below zero.
      if a / b > 0, (a / b).isFinite { elasticity = log(a / b) / (2 * log(1.02)) }
    }
    let breakEven = Scale(setting, assumed: assumed).flatMap { crossing(on: $0, value) }
    return Sensitivity(elasticity: elasticity, breakEven: breakEven, turnsWithFlag: false)
  }

  /// The value nearest to the assumed one, on a scale, at which the verdict turns.
  private func crossing(on scale: Scale, _ value: (Double) -> Point?) -> Double? {
    let found = [1.0, -1.0].compactMap { direction in
      nearestTurn(
        step: direction * (hasAnalysis ? 0.05 : 0.1),
        most: min(scale.reach, hasAnalysis ? 12 : 2.5),
        growth: hasAnalysis ? 1.15 : 1.25, halvings: hasAnalysis ? 30 : 8
      ) { value(scale.value(at: $0)).map { turns($0) } }
    }
    return found.min { abs($0) < abs($1) }.map(scale.value)
  }

  /// The count nearest to the assumed one at which the verdict turns.
  private func countCrossing(
    _ assumed: Double, in range: ClosedRange<Double>, _ value: (Double) -> Point?
  ) -> Double? {
    // A simulation of four times as many takes four times as long.
    let most = hasAnalysis ? range.upperBound : min(range.upperBound, max(assumed * 4, 8))
    return [most, range.lowerBound].compactMap { end in
      nearestCount(from: assumed, to: end, looks: hasAnalysis ? 64 : 14) {
        value($0).map { turns($0) }
      }
    }.min { abs($0 - assumed) < abs($1 - assumed) }
  }

  /// Whether the verdict on an answer is another than that on the estimate.
  private func turns(_ answer: Point) -> Bool {
    isMet(answer) != isMet(Point(after: estimate.mean, before: start?.mean))
  }

  private func isMet(_ answer: Point) -> Bool {
    claimed.verdict(
      on: Interval(answer.after, answer.after), before: answer.before.map { Interval($0, $0) })
      != .fails
  }

  private func scaled(_ value: Double) -> Double {
    question.output.scale == .complement ? 1 - value : value
  }

  /// The answer for changed inputs, corrected by how far the model is off at the assumed ones.
  private func answer(
    only side: BoundSetting.Side? = nil, _ change: (Inputs) -> Inputs
  ) -> Point? {
    var after = side == .before ? scenario.inputs : change(scenario.inputs)
    var before = side == .after ? scenario.baseline : scenario.baseline.map(change)
    if side != .after, let fitted = scenario.calibrate?.value {
      guard let changed = before, let known = changed.optional(fitted), known > 0,
        let solved = Calibration(parameter: fitted, model: model)
          .solve(asBeforeFrom: changed)
      else { return nil }
      after = after.scaling(fitted, by: solved / known)
      before = changed.scaling(fitted, by: solved / known)
    }
    guard let base = raw(scenario.inputs, scenario.baseline), let changed = raw(after, before),
      let corrected = corrected(changed.after, by: estimate.mean, over: base.after)
    else { return nil }
    guard let known = start else { return Point(after: corrected, before: nil) }
    guard let first = changed.before, let baseFirst = base.before,
      let start = self.corrected(first, by: known.mean, over: baseFirst)
    else { return nil }
    return Point(after: corrected, before: start)
  }

  private func corrected(
    _ changed: Double, by estimate: Double, over base: Double
  ) -> Double? {
    guard changed.isFinite else { return nil }
    let (a, b, c) = (scaled(estimate), scaled(base), scaled(changed))
    guard b != 0, a / b > 0.2, a / b < 5 else { return changed + estimate - base }
    let corrected = c * a / b
    return question.output.scale == .complement ? 1 - corrected : corrected
  }

  private func raw(_ inputs: Inputs, _ baseline: Inputs?) -> Point? {
    guard let value = model.answer(inputs, question.output) else { return nil }
    func before() -> Double? { baseline.flatMap { model.answer($0, question.output) } }
    switch claimed.subject {
    case .value:
      return Point(after: value, before: start == nil ? nil : before())
    case .reduction: return Point(after: -value, before: nil)
    case .ratio(let offset):
      guard let before = before(), before != 0 else { return nil }
      return Point(after: value / before - offset, before: nil)
    }
  }
}

extension Sensitivity {
  fileprivate static let none = Sensitivity(elasticity: nil, breakEven: nil, turnsWithFlag: false)
}

/// Where a parameter is looked for another verdict: 0 is what is assumed, 1 about e times as much.
private enum Scale {
  /// Of odds, for a share; of its logarithm, for another value above zero; of all that is plausible, from zero.
  case odds(Double)
  case logarithm(Double)
  case plain(upTo: Double)

  /// Nil where nothing says how far to go from zero.
  init?(_ setting: BoundSetting, assumed: Double) {
    let parameter = setting.parameter
    if parameter.dimension == .ratio, assumed > 0, assumed < 1, parameter.range.upperBound <= 1 {
      self = .odds(assumed / (1 - assumed))
    } else if assumed > 0 {
      self = .logarithm(assumed)
    } else {
      let most = setting.plausible ?? parameter.typical ?? parameter.range
      guard most.upperBound > 0, most.upperBound.isFinite else { return nil }
      self = .plain(upTo: most.upperBound)
    }
  }

  /// How far to go at most.
  var reach: Double {
    switch self {
    case .odds, .logarithm: .infinity
    case .plain: 1
    }
  }

  func value(at place: Double) -> Double {
    switch self {
    case .odds(let odds):
      let moved = odds * exp(place)
      return moved / (1 + moved)
    case .logarithm(let assumed): return assumed * exp(place)
    case .plain(let most): return place * most
    }
  }
}

/// Where a condition that does not hold at 0 begins to hold, going out from there in steps that grow; nil where
/// it does not within `most`, or up to where nothing is known any more.
///
/// A stretch on which it holds only for a while is found if it is longer than the step there: the steps grow
/// slowly, for an answer may turn and turn back. Towards the end of what is known they are halved.
///
/// - Parameters:
///   - step: the first step, with the sign of the direction.
///   - halvings: of the last step, to close in on the place.
package func nearestTurn(
  step first: Double, most: Double, growth: Double, halvings: Int, _ turns: (Double) -> Bool?
) -> Double? {
  var (inside, step, growth) = (0.0, first, growth)
  while abs(inside) < most, abs(step) > abs(first) / 8 {
    var outside = inside + step
    guard let isTurned = turns(outside) else {
      (step, growth) = (step / 2, 1)
      continue
    }
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

/// The whole number nearest to a first one, on the way to an end, at which a condition begins to hold; nil where it
/// does not, or where nothing is known before it does. Steps are of one at first, and grow.
///
/// - Parameter looks: how many places are looked at before the last step is halved.
package func nearestCount(
  from first: Double, to end: Double, looks: Int, _ turns: (Double) -> Bool?
) -> Double? {
  var (inside, step, growth) = (first, 1.0, 1.0)
  for look in 0..<looks where inside != end && step >= 1 {
    if look >= looks / 4, growth > 0 { growth = 1.5 }
    let outside = end > first ? min(inside + step, end) : max(inside - step, end)
    guard let isTurned = turns(outside) else {
      (step, growth) = ((step / 2).rounded(.down), 0)
      continue
    }
    guard isTurned else {
      inside = outside
      if growth > 0 { step = (step * growth).rounded(.up) }
      continue
    }
    var outer = outside
    while case let half = ((outer - inside) / 2).rounded(.towardZero), half != 0 {
      if turns(inside + half) == false { inside += half } else { outer = inside + half }
    }
    return outer
  }
  return nil
}

extension Dimension {
  /// Whether it counts what comes whole: anything but cores, of which half a one may be asked for.
  var isOfWholeThings: Bool {
    if case .count(let thing) = self { thing != "核" } else { false }
  }
}
