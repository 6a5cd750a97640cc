package import Model
package import Quantities

/// A simulated system: what it is made of, what it asks for, and what it answers.
///
/// One value holds everything that is known of a system; the checks of a scenario, the near misses,
/// `docgen systems`, the scaffolds and the manual's reference page are all made from it.
package struct SystemDefinition: Sendable {
  /// The name that scenarios use, in kebab-case.
  package let name: String
  package let label: Label

  /// Markdown: what is modelled, what is left out, and what the answers mean.
  package let documentation: Label
  package let mechanisms: [MechanismNote]
  package let parameters: [Parameter]
  package let outputs: [Output]

  /// What an architecture must hold for this system to stand on it: one of the words of each group.
  package let needs: [[String]]

  /// The most replications that are worth their time: one of a crowded cluster takes milliseconds.
  package let replicationLimit: Int

  /// Runs one replication and returns one observation for each simulated output, in their order.
  package let replicate: (@Sendable (Inputs, Replication) -> Observations)?

  /// How many controls each replication observes beside its outputs; see `Observations`.
  package let controlCount: @Sendable (Inputs) -> Int

  /// What is wrong with a set of inputs that are each well-formed.
  package let problems: @Sendable (Inputs) -> [InputProblem]

  package init(
    _ name: String, _ label: Label, documentation: Label, mechanisms: [MechanismNote],
    parameters: [Parameter], outputs: [Output], needs: [[String]] = [],
    replicationLimit: Int = 4096,
    replicate: (@Sendable (Inputs, Replication) -> Observations)? = nil,
    controlCount: @escaping @Sendable (Inputs) -> Int = { _ in 0 },
    problems: @escaping @Sendable (Inputs) -> [InputProblem] = { _ in [] }
  ) {
    self.name = name
    self.label = label
    self.documentation = documentation
    self.mechanisms = mechanisms
    self.parameters = parameters
    self.outputs = outputs
    self.needs = needs
    self.replicationLimit = replicationLimit
    self.replicate = replicate
    self.controlCount = controlCount
    self.problems = problems
  }

  package func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }
  package func output(_ name: String) -> Output? { outputs.first { $0.name == name } }

  /// The outputs that a replication observes, in the order of its observations.
  package var simulatedOutputs: [Output] { outputs.filter { !$0.isExact } }
}

/// One part of a system's model, in words: what it does, its formula, and what it is tested against.
package struct MechanismNote: Sendable, Hashable {
  package let label: Label

  /// The law in symbols, as in `A = MTBF / (MTBF + MTTR)`.
  package let formula: String

  /// Where the model or its figures come from.
  package let source: String

  package init(_ label: Label, formula: String, source: String) {
    self.label = label
    self.formula = formula
    self.source = source
  }
}

/// A quantity that a system answers.
package struct Output: Sendable {
  /// How an answer is obtained.
  package enum Method: Sendable {
    /// By arithmetic or analysis; nil where the inputs leave the question open.
    case exact(@Sendable (Inputs) -> Double?)
    /// By replications, whose observations are averaged. The twin is an analytic model of the same
    /// system, exact or nearly so, that sensitivity is computed on.
    case simulated(twin: @Sendable (Inputs) -> Double?)
    /// By arithmetic where the inputs leave out what has no closed form, else by replications.
    case solvedOrSimulated(
      exact: @Sendable (Inputs) -> Double?, twin: @Sendable (Inputs) -> Double?)
  }

  /// On what a relative half-width of the estimate is measured.
  package enum Scale: Sendable, Hashable {
    case value
    /// On 1 − y, as for an availability: five nines are not precise because they are near one.
    case complement
  }

  package let name: String
  package let label: Label
  package let dimension: Dimension

  /// What it is a figure of, which a claim that it judges has to speak of.
  package let measure: Measure
  package let documentation: Label
  package let scale: Scale
  package let method: Method

  package init(
    _ name: String, _ label: Label, in dimension: Dimension, measures measure: Measure,
    documentation: Label, scale: Scale = .value, method: Method
  ) {
    self.name = name
    self.label = label
    self.dimension = dimension
    self.measure = measure
    self.documentation = documentation
    self.scale = scale
    self.method = method
  }

  package var isExact: Bool {
    switch method {
    case .exact: true
    case .simulated, .solvedOrSimulated: false
    }
  }

  /// The answer where it is exact for these inputs.
  package func exactly(_ inputs: Inputs) -> Double? {
    switch method {
    case .exact(let evaluate): evaluate(inputs)
    case .simulated: nil
    case .solvedOrSimulated(let exact, _): exact(inputs)
    }
  }

  /// The exact answer or that of the analytic twin.
  package func analytic(_ inputs: Inputs) -> Double? {
    switch method {
    case .exact(let evaluate): evaluate(inputs)
    case .simulated(let twin): twin(inputs)
    case .solvedOrSimulated(let exact, let twin): exact(inputs) ?? twin(inputs)
    }
  }
}

/// Something wrong with inputs that are each well-formed.
package struct InputProblem: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A value that is needed because of another.
    case missing
    /// Values that cannot hold together.
    case contradiction
    /// A run too short to see what it is meant to measure.
    case shortHorizon
    /// A run too short to forget how it began; it gives an estimate all the same.
    case unsettled
    /// Known facts contradict the combination; the model goes on without it.
    case caution
    /// Something that the system proves not to hold.
    case violation
    /// A name within a value that none of `known` is, which the architecture may know.
    case unknownName(String, known: [String])
    /// The same of a name that is a mistake only where it resembles another.
    case doubtfulName(String, known: [String])
  }

  package let kind: Kind

  /// Whether the model can be evaluated all the same, or whoever reads the scenario may find that it can.
  package var isRemark: Bool {
    switch kind {
    case .missing, .contradiction, .shortHorizon: false
    case .unsettled, .caution, .violation, .unknownName, .doubtfulName: true
    }
  }

  /// The parameters concerned; the first is the one to mend.
  package let parameters: [String]

  /// One line, lower case, no full stop.
  package let message: String

  package init(_ kind: Kind, _ parameters: [String], _ message: String) {
    self.kind = kind
    self.parameters = parameters
    self.message = message
  }
}
