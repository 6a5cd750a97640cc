import Diagnostics
import Model
import Quantities
import Systems

/// What a verification will run: scenarios bound, tasks laid out, mistakes found.
struct VerificationPlan: Sendable {
  private(set) var scenarios: [BoundScenario] = []
  private(set) var findings: [Diagnostic] = []
  private let seed: UInt64

  init(_ model: ResolvedModel, options: VerifyOptions) {
    seed = options.seed
    var places: [String: Span] = [:]
    for (index, document) in model.documents.enumerated() {
      let cases = model.cases.filter { $0.document == index }
      for scenario in document.scenarios {
        if let place = places[scenario.id.value] {
          findings.append(
            Diagnostic(
              .duplicateScenario,
              "each scenario has an id of its own, and `\(scenario.id.value)` is that of another",
              at: scenario.id.span, notes: [.init("the first is here", at: place)]))
          continue
        }
        places[scenario.id.value] = scenario.id.span
        let (bound, found) = ScenarioBinder.bind(scenario, in: document, cases: cases)
        findings += found
        if let bound { scenarios.append(bound) }
      }
    }
  }

  /// Solves the free parameters of calibrated scenarios, and gives what was simulated for it.
  mutating func calibrate(options: VerifyOptions) -> ResultCache {
    let samples = SampleStore(options.cache)
    scenarios = scenarios.map { scenario in
      guard let name = scenario.calibrate else { return scenario }
      let calibration = Calibration(
        parameter: name.value,
        model: QuickAnswers(
          scenario: scenario, seed: seed(of: scenario), samples: samples,
          replications: Calibration.replications, analysed: scenario.analysedOutputs))
      guard let solved = calibration.solve() else {
        findings.append(
          Diagnostic(
            .uncalibrated,
            "no value of `\(name.value)` in its range makes the model meet the documented \"before\"",
            at: name.span, notes: calibration.nearest().map { [.init($0)] } ?? []))
        return scenario
      }
      let applied = calibration.applied(solved)
      findings += applied.problems(withSolved: name)
      return applied
    }
    return samples.added
  }

  private func seed(of scenario: BoundScenario) -> UInt64 {
    guard scenario.seed == nil else { return scenario.seed ?? seed }
    var hash = StableHash()
    hash.combine(seed)
    hash.combine(scenario.id)
    return hash.value
  }

  /// The scenarios that need replications, by position.
  private var simulated: [Int] {
    scenarios.indices.filter { index in
      scenarios[index].questions.contains { !$0.isExact(in: scenarios[index]) }
    }
  }

  var tasks: [CampaignTask] {
    simulated.map { index in
      let scenario = scenarios[index]
      let columns = scenario.system.simulatedOutputs
      return CampaignTask(
        system: scenario.system,
        designs: (scenario.baseline.map { [$0] } ?? []) + [scenario.inputs],
        seed: seed(of: scenario),
        goals: scenario.questions.filter { !$0.isExact(in: scenario) }.compactMap { question in
          columns.firstIndex { $0.name == question.output.name }.map {
            Goal(
              column: $0, scale: question.output.scale,
              claimed: scenario.claimed(question))
          }
        })
    }
  }

  func judges(_ campaign: Campaign, options: VerifyOptions) -> [ScenarioJudge] {
    let positions = Dictionary(
      zip(simulated, campaign.series.indices), uniquingKeysWith: { $1 })
    return scenarios.indices.map { index in
      ScenarioJudge(
        scenario: scenarios[index], seed: seed(of: scenarios[index]),
        confidence: options.confidence,
        series: positions[index].map { campaign.series[$0] } ?? [], known: campaign.cache)
    }
  }
}
