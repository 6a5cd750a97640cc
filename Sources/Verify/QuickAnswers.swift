import Simulate
import Systems

/// What a scenario's system answers for other inputs: by its analysis where it has one for the scenario's
/// designs, else by the mean of a few replications on common random numbers.
struct QuickAnswers {
  let scenario: BoundScenario
  let seed: UInt64
  let samples: SampleStore

  /// How many common replications stand in for a missing analysis.
  let replications: Int

  /// The names of the outputs whose answers are analysed for the designs of the scenario. Then all are: where
  /// an analysis ends, what a simulation says is not to be compared with it.
  let analysed: Set<String>

  func isAnalysed(_ output: Output) -> Bool { analysed.contains(output.name) }

  /// Nil where the inputs make no sense together, the analysis does not reach, or the output is neither
  /// analysed nor simulated.
  func answer(_ inputs: Inputs, _ output: Output) -> Double? {
    guard scenario.system.problems(inputs).allSatisfy(\.isRemark) else { return nil }
    return isAnalysed(output) ? output.analytic(inputs) : simulated(inputs, output)?.mean
  }

  /// The mean over the replications, with its interval; nil for an output that is not simulated.
  func simulated(_ inputs: Inputs, _ output: Output) -> Estimate? {
    guard
      let column = scenario.system.simulatedOutputs.firstIndex(where: { $0.name == output.name })
    else { return nil }
    return samples.estimates(
      of: scenario.system, inputs, seed: seed, replications: replications)?[column]
  }
}

extension BoundScenario {
  /// The names of the outputs asked for that have an analysis for each design.
  var analysedOutputs: Set<String> {
    Set(
      questions.map(\.output).filter { output in
        output.analytic(inputs) != nil && baseline.map { output.analytic($0) != nil } ?? true
      }.map(\.name))
  }
}
