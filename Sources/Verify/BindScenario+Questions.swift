import Diagnostics
import Model
import Quantities
import Systems

/// Which claims a scenario's lines under `claims` mean, and whether what they are bound to answers them.
extension ScenarioBinder {
  mutating func readQuestions(
    _ system: SystemDefinition, isPair: Bool
  ) -> [BoundScenario.Question] {
    var questions: [BoundScenario.Question] = []
    for binding in scenario.claims {
      let claims = scope.claims(named: binding.subject.value)
      guard let output = system.output(binding.output.value) else {
        reportUnknown(binding.output, of: system, for: claims)
        continue
      }
      if claims.isEmpty { reportUnbound(binding.subject) }
      let fitting = claims.filter { $0.isMeasured(by: output) }
      if fitting.isEmpty, let claim = claims.first { reportMisfit(binding, claim, output, system) }
      for claim in fitting {
        if let problem = mismatch(claim, output, isPair: isPair) {
          report(.wrongDimension, problem, at: binding.output.span)
        } else {
          questions.append(
            BoundScenario.Question(claim: claim, output: output, place: binding.output.span))
        }
      }
    }
    return questions
  }

  private mutating func reportUnbound(_ subject: Located<String>) {
    let guess = nearMiss(to: subject.value, in: scope.subjects)
    let known = scope.subjects.prefix(8)
    findings.append(
      Diagnostic(
        .unboundClaim,
        "no claim around this scenario speaks of `\(subject.value)`" + suggestion(guess),
        at: subject.span,
        notes: guess == nil && !known.isEmpty
          ? [.init("what was read as claims here is \(listed(Array(known)))")] : []))
  }

  private mutating func reportUnknown(
    _ name: Located<String>, of system: SystemDefinition, for claims: [Claim]
  ) {
    let guess = nearMiss(to: name.value, in: system.outputs.map(\.name))
    let able = answers(of: system, to: claims)
    findings.append(
      Diagnostic(
        .unknownOutput,
        "`\(system.name)` has no output `\(name.value)`" + suggestion(guess), at: name.span,
        notes: guess == nil
          ? [
            .init(
              able.isEmpty
                ? "its answers are \(listed(system.outputs.map(\.name)))"
                : "its answers to such a claim are \(listed(able))")
          ] : []))
  }

  /// Says that a claim speaks of something else than the answer it is bound to, and what would fit.
  private mutating func reportMisfit(
    _ binding: Scenario.Binding, _ claim: Claim, _ output: Output, _ system: SystemDefinition
  ) {
    if let problem = mismatch(claim, output, isPair: true) {
      report(.wrongDimension, problem, at: binding.output.span)
      return
    }
    let able = answers(of: system, to: [claim])
    findings.append(
      Diagnostic(
        .unknownOutput,
        "`\(output.name)` measures \(output.measure.subject.en), and `\(binding.subject.value)` speaks of "
          + claim.spokenOf, at: binding.output.span,
        notes: [
          .init(
            able.isEmpty
              ? "no answer of `\(system.name)` fits"
              : "the answers of `\(system.name)` that fit are \(listed(able))"),
          .init("the claim", at: claim.figure),
        ],
        fixes: able.count == 1
          ? [FixIt("write `\(able[0])`", replacing: binding.output.span, with: able[0])] : []))
  }

  private func answers(of system: SystemDefinition, to claims: [Claim]) -> [String] {
    system.outputs.filter { output in
      claims.contains { $0.isMeasured(by: output) && mismatch($0, output, isPair: true) == nil }
    }.map(\.name)
  }

  /// The questions whose output has an answer for the values of each design; reports the others.
  mutating func answerable(
    _ questions: [BoundScenario.Question], _ system: SystemDefinition, _ inputs: Inputs,
    _ baseline: Inputs?
  ) -> [BoundScenario.Question] {
    var reported: Set<String> = []
    return questions.filter { question in
      let output = question.output
      guard output.isExact,
        let lacking = [inputs, baseline].compactMap(\.self).first(where: {
          output.exactly($0) == nil
        })
      else { return true }
      guard reported.insert(output.name).inserted else { return false }
      let needed = parameters(missingFor: output, lacking, of: system)
      let names = listed(needed.names)
      if needed.names.isEmpty {
        report(
          .contradictoryAssumptions,
          "`\(question.claim.subject)` is not judged: `\(output.name)` has no answer for these values",
          at: question.place)
      } else {
        report(
          .missingParameter,
          "`\(output.name)` is answered only with \(needed.areAlternatives ? "one of \(names)" : names)"
            + (needed.names.count == 1
              ? system.parameter(needed.names[0]).map { " (\($0.label.en))" } ?? "" : "")
            + ", and neither the scenario nor the architecture gives it", at: question.place)
      }
      return false
    }
  }

  /// The optional parameters that an answer lacks: any one of several, or all of a set from which none
  /// can be left out.
  private func parameters(
    missingFor output: Output, _ inputs: Inputs, of system: SystemDefinition
  ) -> (names: [String], areAlternatives: Bool) {
    let omitted = system.parameters.filter { !inputs.has($0.name) }
    func answers(with names: [String]) -> Bool {
      var given = inputs
      for parameter in omitted where names.contains(parameter.name) {
        guard let example = parameter.exampleSetting else { continue }
        given = given.setting(parameter.name, to: example)
      }
      return output.exactly(given) != nil
    }
    let single = omitted.map(\.name).filter { answers(with: [$0]) }
    if !single.isEmpty { return (single, single.count > 1) }
    var all = omitted.filter { $0.dimension != nil }.map(\.name)
    if !answers(with: all) { all = omitted.map(\.name) }
    guard answers(with: all) else { return ([], false) }
    for name in all {
      let fewer = all.filter { $0 != name }
      if answers(with: fewer) { all = fewer }
    }
    return (all, false)
  }

  /// The questions whose answer is one of the assumptions and nothing else, or the claim in other words.
  mutating func circularQuestions(_ bound: BoundScenario) -> [BoundScenario.Question] {
    bound.questions.filter { question in
      guard let answer = question.output.analytic(bound.inputs), answer > 0 else { return false }
      let subject = question.claim.subject
      if let setting = bound.settings.first(where: {
        isAnswer($0, to: question.output, answer, in: bound)
      }) {
        report(
          .circularAssumption,
          "the claim of `\(subject)` is answered by the assumption `\(setting.parameter.name)` alone",
          at: setting.span ?? question.place)
        return true
      }
      guard let setting = bound.settings.first(where: { isClaim($0, of: question, in: bound) })
      else { return false }
      report(
        .circularAssumption,
        "`\(setting.parameter.name)` is \(setting.text), which is what the claim of `\(subject)` allows: the "
          + "assumption is the claim in other words", at: setting.span ?? question.place)
      return true
    }
  }
}
