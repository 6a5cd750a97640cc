package import Diagnostics
package import Model
package import Quantities
package import Systems

/// A scenario with its names resolved and its values read: ready to be run.
package struct BoundScenario: Sendable {
  package let id: String
  package let system: SystemDefinition
  package let seed: UInt64?

  /// The design that claims of a single value are judged on; the "after" of a pair.
  package let inputs: Inputs

  /// The "before" of a pair.
  package let baseline: Inputs?

  /// The parameter to be solved so that the baseline meets the documented "before".
  package let calibrate: Located<String>?
  package let settings: [BoundSetting]
  package let questions: [Question]

  /// Parameters that were not given and whose mechanisms are left out.
  package let omitted: [Parameter]
  package let span: Span
  package var quotes: [BoundQuote] = []

  /// The same with fewer questions.
  func asking(_ questions: [Question]) -> BoundScenario {
    BoundScenario(
      id: id, system: system, seed: seed, inputs: inputs, baseline: baseline, calibrate: calibrate,
      settings: settings, questions: questions, omitted: omitted, span: span)
  }

  /// One claim, and the output that answers it.
  package struct Question: Sendable {
    package let claim: Claim
    package let output: Output
    package let place: Span

    /// Whether nothing has to be simulated to answer it.
    func isExact(in scenario: BoundScenario) -> Bool {
      output.isExact
        || output.exactly(scenario.inputs) != nil
          && scenario.baseline.map { output.exactly($0) != nil } ?? true
    }
  }
}

/// A parameter's value in a scenario, and where it comes from.
package struct BoundSetting: Sendable {
  package let parameter: Parameter

  /// As written: `4 年`, or `median 3 分钟, p95 8 分钟`.
  package let text: String

  /// `document`, `default`, or the kind that the author states.
  package let kind: String
  package let origin: String?

  /// The unit in which break-even values are printed.
  package let unit: Unit?

  /// What its author thinks plausible, in base units; else what the parameter declares.
  package let plausible: ClosedRange<Double>?
  package let span: Span?

  /// Which design it belongs to; nil for both.
  package let side: Side?

  /// The component of the architecture that says it.
  package var component: String? = nil

  /// The range that the author gives, as written.
  package var range: String? = nil

  /// Whether a configuration or a figure of the text says it, which `origin` names unless it has a source of its own.
  package var link: Scenario.Assumption.Link.Source? = nil

  /// The line of the scenario that gives it; `span` is where the value stands, which may be elsewhere in the text.
  package var line: Span? = nil

  package enum Side: Sendable, Hashable { case before, after }
}
