import Diagnostics
import Model
import Quantities
import Systems

/// What a scenario says of the parameter that is solved for.
extension ScenarioBinder {
  /// Reports a `calibrate` that names no numeric parameter of the system.
  mutating func checkFree(of system: SystemDefinition) -> Bool {
    guard let calibrate = scenario.calibrate else { return true }
    if let parameter = system.parameter(calibrate.value), parameter.dimension != nil { return true }
    let names = system.parameters.filter { $0.dimension != nil }.map(\.name)
    report(
      .unknownParameter,
      "`\(system.name)` has no numeric parameter `\(calibrate.value)`"
        + suggestion(nearMiss(to: calibrate.value, in: names)), at: calibrate.span)
    return false
  }

  /// Reports what is said of one design alone; under `assume` a value is where the search begins, and needs no source.
  mutating func reportOverridden(
    _ assumption: Scenario.Assumption, _ side: BoundSetting.Side?
  ) {
    guard let side else { return }
    report(
      .restatedParameter,
      "`\(assumption.parameter.value)` is solved for, in both designs alike, so that its value under "
        + "`\(side == .before ? "before" : "after")` is never used", at: assumption.parameter.span)
  }

  /// Where the search for the free parameter begins when the scenario does not say it: the parameter's example.
  func start(of system: SystemDefinition, unless given: [ReadParameter]) -> [ReadParameter] {
    guard let calibrate = scenario.calibrate, let parameter = system.parameter(calibrate.value),
      !names(of: given).contains(parameter.name), let value = parameter.readExample
    else { return [] }
    return [
      ReadParameter(
        parameter: parameter, setting: value.setting,
        bound: BoundSetting(
          parameter: parameter, text: value.text, kind: "calibrated", origin: nil, unit: value.unit,
          plausible: nil, span: calibrate.span, side: nil))
    ]
  }

  /// Reports a calibration that has nothing to go by, or nothing to be free in.
  mutating func checkCalibration(
    _ readings: [ReadParameter], _ questions: [BoundScenario.Question]
  ) -> Bool {
    guard let calibrate = scenario.calibrate else { return true }
    let isDocumented = questions.contains {
      if case .transition = $0.claim.statement { true } else { false }
    }
    guard isDocumented, !scenario.before.isEmpty || !scenario.after.isEmpty else {
      report(
        .uncalibrated,
        """
        `calibrate` fits `\(calibrate.value)` to a documented "before", and none of the claims of \
        `\(scenario.id.value)` states one (as in `120 ms → 45 ms`) for two designs, `before` and \
        `after`
        """, at: calibrate.span)
      return false
    }
    if let drawn = readings.first(where: { $0.parameter.name == calibrate.value }) {
      findings.append(
        Diagnostic(
          .uncalibrated,
          "`\(calibrate.value)` is \(drawn.bound.text) by the architecture, and not free to be solved for",
          at: calibrate.span,
          notes: drawn.bound.span.map { [.init("the architecture says so here", at: $0)] } ?? []))
      return false
    }
    return true
  }
}

extension BoundScenario {
  /// What is wrong with a solved value that was not looked at before it was known.
  func problems(withSolved name: Located<String>) -> [Diagnostic] {
    guard let setting = settings.first(where: { $0.parameter.name == name.value }),
      let value = inputs.optional(name.value)
    else { return [] }
    var found: [Diagnostic] = []
    if let range = setting.plausible, !range.contains(value) {
      found.append(
        Diagnostic(
          .uncalibrated,
          "`\(name.value)` has to be \(printed(value, in: setting.unit, .en)) to meet the documented "
            + "\"before\", which lies outside its own range"
            + (setting.range.map { ", \($0)" } ?? ""),
          at: name.span, notes: setting.span.map { [.init("its range is here", at: $0)] } ?? []))
    }
    var seen: Set<InputProblem> = []
    for problem in [inputs, baseline].compactMap(\.self).flatMap(system.problems)
    where problem.parameters.contains(name.value) && seen.insert(problem).inserted {
      guard let kind = problem.finding else { continue }
      found.append(
        Diagnostic(
          kind,
          problem.message
            + " (`\(name.value)` was solved to be \(printed(value, in: setting.unit, .en)))",
          at: name.span))
    }
    return found
  }
}
