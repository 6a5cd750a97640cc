import Diagnostics
import Glibc
import Model
import Quantities
import Simulate
import Systems

/// The answers to one scenario's questions.
struct ScenarioAnswers: Sendable {
  let judgements: [Judgement]
  let findings: [Diagnostic]
}

/// Holds a scenario's claims against what its system answers.
struct ScenarioJudge: Sendable {
  let scenario: BoundScenario
  let seed: UInt64
  let confidence: Double

  /// The replications of each design; empty where every answer is exact.
  let series: [Series]
  let known: ResultCache

  /// The answer to each question, nil where there is none.
  let answers: [Answer?]

  /// The outputs that are analysed for each design; a look at any other is a simulation.
  private let analysed: Set<String>

  init(
    scenario: BoundScenario, seed: UInt64, confidence: Double, series: [Series], known: ResultCache
  ) {
    self.scenario = scenario
    self.seed = seed
    self.confidence = confidence
    self.series = series
    self.known = known
    analysed = scenario.analysedOutputs
    answers = scenario.questions.map { question in
      question.answer(in: scenario, series, confidence: confidence)
    }
  }

  /// How many of the questions have no analytic answer, so that each look at them is a simulation.
  var unanalysed: Int { scenario.questions.count { !analysed.contains($0.output.name) } }

  /// What every question about sensitivity starts from, the model at the assumed values; and whether
  /// its runs are long enough to forget how they begin.
  func baseSamples() -> (samples: ResultCache, findings: [Diagnostic]) {
    let samples = SampleStore(known)
    _ = probes(samples)
    let findings = series.isEmpty ? [] : unsettled(samples)
    return (samples.added, findings)
  }

  /// How many runs the course of a run is taken from.
  private static let courseReplications = 32

  /// Reports a design whose measured part still tells how its runs begin.
  private func unsettled(_ samples: SampleStore) -> [Diagnostic] {
    let designs = (scenario.baseline.map { [$0] } ?? []) + [scenario.inputs]
    let horizon = scenario.settings.first { $0.parameter.name == "horizon" }?.span
    let place = horizon ?? scenario.questions.first?.place ?? scenario.span
    for (index, inputs) in designs.enumerated() {
      // Where the system knows it of its inputs, that has been said.
      guard !scenario.system.problems(inputs).contains(where: { $0.kind == .unsettled }),
        let settling = samples.settling(
          of: scenario.system, inputs, seed: seed,
          replications: ScenarioJudge.courseReplications), !settling.isSettled
      else { continue }
      let design = designs.count < 2 ? "" : index == 0 ? " of `before`" : " of `after`"
      return [
        Diagnostic(
          .shortHorizon,
          """
          the runs\(design) have not settled where their measuring begins: how they start changes \
          the mean by \(significant(100 * settling.bias, digits: 2))%; a longer `horizon` forgets it, \
          unless the load is more than the system can carry
          """, at: place)
      ]
    }
    return []
  }

  /// How the answer to each question depends on one setting, nil where there is no answer; and what was
  /// simulated to see it.
  func sensitivities(
    to setting: Int, known: ResultCache
  ) -> (sensitivities: [Sensitivity?], samples: ResultCache) {
    let samples = SampleStore(known)
    let found = probes(samples).map { $0?.sensitivity(to: scenario.settings[setting]) }
    return (found, samples.added)
  }

  /// What asks for the sensitivity of each answer, on so many replications that all begin near what the campaign found.
  private func probes(_ samples: SampleStore) -> [SensitivityProbe?] {
    var found: [SensitivityProbe?] = []
    for replications in SensitivityProbe.replications {
      let model = QuickAnswers(
        scenario: scenario, seed: seed, samples: samples, replications: replications,
        analysed: analysed)
      found = zip(scenario.questions, answers).map { question, answer in
        answer.map {
          SensitivityProbe(
            question: question, claimed: scenario.claimed(question), estimate: $0, model: model)
        }
      }
      if found.allSatisfy({ $0?.isNearEstimate ?? true }) { break }
    }
    return found
  }

  /// - Parameter sensitivities: by setting, of each question.
  func judge(_ sensitivities: [[Sensitivity?]]) -> ScenarioAnswers {
    var judgements: [Judgement] = []
    var findings: [Diagnostic] = []
    for (index, question) in scenario.questions.enumerated() {
      guard let answer = answers[index] else {
        findings += unseen(question)
        continue
      }
      let (judgement, found) = judge(question, answer, sensitivities.map { $0[index] })
      judgements.append(judgement)
      findings += found
    }
    let quotes = judgeQuotes(sensitivities)
    return ScenarioAnswers(
      judgements: judgements + quotes.judgements, findings: findings + quotes.findings)
  }

  /// Says why there is no answer where every replication passed without what was to be measured.
  private func unseen(_ question: BoundScenario.Question) -> [Diagnostic] {
    guard let last = series.last,
      let column = scenario.system.simulatedOutputs.firstIndex(where: {
        $0.name == question.output.name
      }), last.values.indices.contains(column), last.count > 1, last.events(column).isUnseen
    else { return unresolved(question) }
    return [
      Diagnostic(
        .shortHorizon,
        """
        `\(question.claim.subject)` is not judged: \(question.output.label.en) was 0 in each of \
        \(last.count) replications, which says nothing of how large it is when it is not
        """, at: question.place)
    ]
  }

  /// Says why there is no answer where a run is too short for the output.
  private func unresolved(_ question: BoundScenario.Question) -> [Diagnostic] {
    if question.output.exactly(scenario.inputs) == .infinity {
      return [
        Diagnostic(
          .contradictoryAssumptions,
          """
          `\(question.claim.subject)` is not judged: with these values there is no end to \
          \(question.output.label.en) (`\(question.output.name)`)
          """, at: question.place)
      ]
    }
    guard let last = series.last,
      let column = scenario.system.simulatedOutputs.firstIndex(where: {
        $0.name == question.output.name
      }), last.values.indices.contains(column), last.values[column].contains(where: \.isNaN)
    else {
      return [
        Diagnostic(
          .contradictoryAssumptions,
          """
          `\(question.claim.subject)` is not judged: with these values `\(question.output.name)` is no \
          finite figure, or is 0 before
          """, at: question.place)
      ]
    }
    return [
      Diagnostic(
        .shortHorizon,
        """
        `\(question.claim.subject)` is not judged: a replication is too short to tell \
        \(question.output.label.en) at this load
        """, at: question.place)
    ]
  }

  private func judge(
    _ question: BoundScenario.Question, _ answer: Answer, _ sensitivities: [Sensitivity?]
  ) -> (Judgement, [Diagnostic]) {
    let claimed = scenario.claimed(question)
    var interval = answer.interval
    if question.output.dimension == .ratio, case .value = claimed.subject, interval.upper > 1,
      interval.lower <= 1, question.output.scale == .complement
    {
      interval = Interval(interval.lower, 1)
    }
    let verdict = claimed.verdict(on: interval, before: answer.before?.interval)
    let assumptions = zip(scenario.settings, sensitivities).map { record($0, $1) }
    let wording = AnswerWording(
      scenario: scenario, question: question, claimed: claimed, answer: answer,
      assumptions: assumptions)
    let simulation = SimulationRecord(
      scenario: scenario.id, system: scenario.system.name, output: question.output.name,
      confidence: answer.isExact ? 1 : confidence, replications: answer.replications, seed: seed,
      trace: answer.isExact ? scenario.inputs.fingerprint : series.last?.trace.value ?? 0,
      isExact: answer.isExact, assumptions: assumptions,
      histogram: answer.isExact ? nil : histogram(question, claimed), allowed: claimed.interval,
      before: answer.before.map {
        SimulationRecord.Before(
          interval: $0.interval, estimate: $0.mean,
          isCalibrated: scenario.isCalibrated(question))
      }, omitted: wording.omitted.map(\.label))
    let evidence = Evidence(
      kind: .simulated, interval: interval, estimate: answer.mean,
      explanation: wording.explanation(verdict),
      inputs: scenario.settings.compactMap(\.span) + [scenario.span], simulation: simulation)
    return (
      Judgement(claim: question.claim.id, verdict: verdict, evidence: evidence),
      findings(question, verdict, wording)
    )
  }

  private func record(
    _ setting: BoundSetting, _ sensitivity: Sensitivity?
  ) -> SimulationRecord.AssumptionRecord {
    let parameter = setting.parameter
    let inputs = setting.side == .before ? scenario.baseline ?? scenario.inputs : scenario.inputs
    let assumed = inputs.optional(parameter.name) ?? 0
    let plausible =
      setting.plausible ?? parameter.typical ?? (assumed / 2)...(max(assumed, 0) * 2)
    let isBelief =
      setting.kind != "document" && !parameter.isSetting && !parameter.isRunLength
    var breakEven = sensitivity?.breakEven.map { exact in
      let value = readable(exact, in: setting.unit)
      let figure = Label(
        zh: printed(breakEven: exact, apartFrom: assumed, in: setting.unit, .zh),
        en: printed(breakEven: exact, apartFrom: assumed, in: setting.unit, .en))
      guard case .law = parameter.kind, setting.text.contains("median") else { return figure }
      let factor = "× \(significant(value / assumed, digits: 3))"
      return Label(zh: "\(factor) (\(figure.zh))", en: "\(factor) (\(figure.en))")
    }
    if sensitivity?.turnsWithFlag == true {
      breakEven =
        scenario.inputs.flag(parameter.name) ? Label(zh: "否", en: "no") : Label(zh: "是", en: "yes")
    }
    return SimulationRecord.AssumptionRecord(
      parameter: parameter.name, label: parameter.label, value: setting.text, kind: setting.kind,
      origin: setting.origin, elasticity: sensitivity?.elasticity, breakEven: breakEven,
      breakEvenRatio: assumed > 0 ? sensitivity?.breakEven.map { $0 / assumed } : nil,
      // At the very end of the range nothing turns within it.
      isFragile: isBelief
        && (sensitivity?.breakEven.map {
          $0 > plausible.lowerBound * 1.001 && $0 < plausible.upperBound * 0.999
        } ?? false),
      isUsed: sensitivity?.isUsed ?? true, isRunLength: parameter.isRunLength,
      span: setting.span, design: setting.side.map { $0 == .before ? "before" : "after" })
  }

  private func findings(
    _ question: BoundScenario.Question, _ verdict: Verdict, _ wording: AnswerWording
  ) -> [Diagnostic] {
    let claim = question.claim
    let remarks = wording.remarks(on: verdict)
    var notes = remarks.enumerated().map {
      Diagnostic.Note($0.element, at: $0.offset == 0 ? question.place : nil)
    }
    let fragile = wording.assumptions.filter(\.isFragile)
    let turning = fragile.map { "`\($0.parameter)` (\($0.breakEven?.en ?? "?"))" }
      .joined(separator: ", ")
    switch verdict {
    case .fails:
      if !fragile.isEmpty {
        notes.append(.init("it would hold within the plausible range of \(turning)"))
      }
      return [
        Diagnostic(
          .claimFails,
          "`\(claim.subject)` does not hold under the assumptions of `\(scenario.id)`: "
            + wording.result(in: .en), at: claim.figure, notes: notes)
      ]
    case .undecided:
      return [
        Diagnostic(
          .claimUndecided,
          "`\(claim.subject)` is too near to what `\(scenario.id)` gives to tell: "
            + wording.result(in: .en), at: claim.figure, notes: notes)
      ]
    case .holds, .atFaceValue:
      guard !fragile.isEmpty else { return [] }
      return [
        Diagnostic(
          .claimFragile,
          "`\(claim.subject)` would fail within the plausible range of " + turning,
          at: claim.figure,
          notes: fragile.compactMap { item in
            item.span.map {
              Diagnostic.Note("assumed here as \(translated(item.value, .en))", at: $0)
            }
          })
      ]
    case .unchecked: return []
    }
  }

  private func histogram(
    _ question: BoundScenario.Question, _ claimed: ClaimedFigure
  ) -> SimulationRecord.Histogram? {
    guard case .value = claimed.subject, let last = series.last,
      let column = scenario.system.simulatedOutputs.firstIndex(where: {
        $0.name == question.output.name
      }), last.values.indices.contains(column)
    else { return nil }
    let values = last.values[column]
    guard let lowest = values.min(), let highest = values.max(), lowest < highest else {
      return nil
    }
    let bins = min(24, max(8, Int(Double(values.count).squareRoot())))
    let width = (highest - lowest) / Double(bins)
    guard width > 0 else { return nil }
    var counts = [Int](repeating: 0, count: bins)
    for value in values { counts[min(bins - 1, Int((value - lowest) / width))] += 1 }
    return SimulationRecord.Histogram(
      edges: (0...bins).map { lowest + Double($0) * width }, counts: counts)
  }
}

/// An exact or estimated answer.
struct Answer: Sendable {
  let mean: Double
  let halfWidth: Double
  let replications: Int
  let isExact: Bool

  /// The mean and the half-width for the design before, where the claim tells of one.
  var before: Before?

  var interval: Interval { Interval(mean - halfWidth, mean + halfWidth) }

  struct Before: Sendable {
    let mean: Double
    let halfWidth: Double

    var interval: Interval { Interval(mean - halfWidth, mean + halfWidth) }
  }
}

extension BoundScenario.Question {
  /// The answer of the scenario's system: its formula's, or the estimate from the replications.
  fileprivate func answer(
    in scenario: BoundScenario, _ series: [Series], confidence: Double
  ) -> Answer? {
    let claimed = ClaimedFigure(claim, answeredBy: output)
    guard var answer = after(claimed, in: scenario, series, confidence) else { return nil }
    answer.before = before(claimed, in: scenario, series, confidence)
    return answer
  }

  /// The answer for the design before, nil where the claim or the scenario tells of none.
  private func before(
    _ claimed: ClaimedFigure, in scenario: BoundScenario, _ series: [Series], _ confidence: Double
  ) -> Answer.Before? {
    guard claimed.start != nil, let baseline = scenario.baseline else { return nil }
    if isExact(in: scenario) {
      return output.exactly(baseline).flatMap {
        $0.isFinite ? Answer.Before(mean: $0, halfWidth: 0) : nil
      }
    }
    guard series.count == 2,
      let column = scenario.system.simulatedOutputs.firstIndex(where: { $0.name == output.name }),
      let estimate = claimed.mean(series[0], column: column, confidence: confidence),
      estimate.mean.isFinite, estimate.halfWidth.isFinite
    else { return nil }
    return Answer.Before(mean: estimate.mean, halfWidth: estimate.halfWidth)
  }

  private func after(
    _ claimed: ClaimedFigure, in scenario: BoundScenario, _ series: [Series], _ confidence: Double
  ) -> Answer? {
    guard isExact(in: scenario) else {
      guard
        let column = scenario.system.simulatedOutputs.firstIndex(where: {
          $0.name == output.name
        }), let estimate = claimed.estimate(series, column: column, confidence: confidence),
        estimate.mean.isFinite, estimate.halfWidth.isFinite
      else { return nil }
      return Answer(
        mean: estimate.mean, halfWidth: estimate.halfWidth,
        replications: estimate.replications, isExact: false)
    }
    guard let value = output.exactly(scenario.inputs), value.isFinite else { return nil }
    switch claimed.subject {
    case .value: return Answer(mean: value, halfWidth: 0, replications: 0, isExact: true)
    case .reduction: return Answer(mean: -value, halfWidth: 0, replications: 0, isExact: true)
    case .ratio(let offset):
      guard let baseline = scenario.baseline, let before = output.exactly(baseline), before != 0
      else { return nil }
      return Answer(mean: value / before - offset, halfWidth: 0, replications: 0, isExact: true)
    }
  }
}
