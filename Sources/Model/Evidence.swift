package import Diagnostics
import Glibc
package import Quantities

/// What supports or contradicts a claim.
package struct Evidence: Sendable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case computed, counted, agreed, catalogued, simulated
  }

  package let kind: Kind

  /// What the evidence says the figure is, in the claim's base unit.
  package let interval: Interval

  /// The best single value, where there is one.
  package let estimate: Double?

  /// The arithmetic in words and symbols, as in `(1 − 99.995 %) × 365 天 = 26.28 分钟`.
  package let explanation: Label

  /// The places that it rests on.
  package let inputs: [Span]

  /// What a simulation adds.
  package let simulation: SimulationRecord?

  package init(
    kind: Kind, interval: Interval, estimate: Double?, explanation: Label, inputs: [Span],
    simulation: SimulationRecord? = nil
  ) {
    self.kind = kind
    self.interval = interval
    self.estimate = estimate
    self.explanation = explanation
    self.inputs = inputs
    self.simulation = simulation
  }
}

/// The result of holding a claim against its evidence.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// The evidence lies wholly inside what is claimed.
  case holds
  /// The printed figure satisfies it, the interval that it stands for does not.
  case atFaceValue = "at-face-value"
  /// The evidence lies wholly outside what is claimed.
  case fails
  /// The confidence interval still straddles the claim when the budget ends.
  case undecided
  /// Nothing supports or contradicts it.
  case unchecked
}

extension Verdict: Comparable {
  /// By how much they matter among several of one claim: what contradicts goes before what supports, and
  /// both before nothing.
  package static func < (a: Verdict, b: Verdict) -> Bool { a.gravity < b.gravity }

  private var gravity: Int {
    switch self {
    case .unchecked: 0
    case .holds: 1
    case .atFaceValue: 2
    case .undecided: 3
    case .fails: 4
    }
  }
}

/// One claim held against one piece of evidence.
package struct Judgement: Sendable {
  package let claim: String
  package let verdict: Verdict
  package let evidence: Evidence?

  package init(claim: String, verdict: Verdict, evidence: Evidence?) {
    self.claim = claim
    self.verdict = verdict
    self.evidence = evidence
  }
}

/// What a simulation reports beside its interval: enough to draw it, doubt it and repeat it.
package struct SimulationRecord: Sendable {
  package let scenario: String
  package let system: String
  package let output: String
  package let confidence: Double
  package let replications: Int
  package let seed: UInt64

  /// The hash of the event trace, or of the inputs where the answer is exact.
  package let trace: UInt64

  /// Whether a closed form answered, not a sample.
  package let isExact: Bool
  package let assumptions: [AssumptionRecord]

  /// A histogram of the replications' results: bin edges (count + 1) and counts.
  package let histogram: Histogram?

  /// What the figure had to lie in, in the claim's base unit: the bound that was judged.
  package let allowed: Interval?

  /// What the same output is of the design before, where a claimed transition has one.
  package let before: Before?

  /// Parameters that were not given, so that what they describe never happens here, and that would change the answer.
  package let omitted: [Label]

  package init(
    scenario: String, system: String, output: String, confidence: Double, replications: Int,
    seed: UInt64, trace: UInt64, isExact: Bool, assumptions: [AssumptionRecord],
    histogram: Histogram?, allowed: Interval? = nil, before: Before? = nil, omitted: [Label] = []
  ) {
    self.scenario = scenario
    self.system = system
    self.output = output
    self.confidence = confidence
    self.replications = replications
    self.seed = seed
    self.trace = trace
    self.isExact = isExact
    self.assumptions = assumptions
    self.histogram = histogram
    self.allowed = allowed
    self.before = before
    self.omitted = omitted
  }

  /// The answer for the design that was left, in the claim's base unit.
  package struct Before: Sendable {
    package let interval: Interval
    package let estimate: Double

    /// Whether a parameter was solved so that it comes out as documented, so that it is no prediction.
    package let isCalibrated: Bool

    package init(interval: Interval, estimate: Double, isCalibrated: Bool) {
      self.interval = interval
      self.estimate = estimate
      self.isCalibrated = isCalibrated
    }
  }

  /// One assumption and how much the verdict rests on it.
  package struct AssumptionRecord: Sendable {
    package let parameter: String
    package let label: Label

    /// As printed, with its unit.
    package let value: String

    /// `literature`, `vendor`, `measurement`, `standard`, `assumption`, `default` or `document`.
    package let kind: String
    package let origin: String?

    /// Relative change of the result for a relative change of the value: d ln y / d ln x.
    package let elasticity: Double?

    /// The value at which the verdict would change, in the parameter's unit and as printed.
    package let breakEven: Label?

    /// That value over the assumed one: below 1 where it is smaller; nil for flags.
    package let breakEvenRatio: Double?

    /// Whether the break-even lies inside the assumption's own plausible range.
    package let isFragile: Bool

    /// Whether the answer rests on it at all: no value that was tried changes what is unused.
    package let isUsed: Bool

    /// Whether it says how much is simulated, and nothing of the world.
    package let isRunLength: Bool
    package let span: Span?

    /// The design that it belongs to, `before` or `after`; nil where it belongs to both.
    package let design: String?

    package init(
      parameter: String, label: Label, value: String, kind: String, origin: String?,
      elasticity: Double?, breakEven: Label?, breakEvenRatio: Double? = nil, isFragile: Bool,
      isUsed: Bool = true, isRunLength: Bool = false, span: Span?, design: String? = nil
    ) {
      self.parameter = parameter
      self.label = label
      self.value = value
      self.kind = kind
      self.origin = origin
      self.elasticity = elasticity
      self.breakEven = breakEven
      self.breakEvenRatio = breakEvenRatio
      self.isFragile = isFragile
      self.isUsed = isUsed
      self.isRunLength = isRunLength
      self.span = span
      self.design = design
    }
  }

  /// What is believed of the world, the assumption that is nearest to turning the verdict first.
  ///
  /// What the text itself says, how much is simulated, and what the answer does not rest on are none.
  package var beliefs: [AssumptionRecord] {
    assumptions.filter(\.isBelief).sorted { $0.precedes($1) }
  }

  /// What the scenario gives, and no value of which that was tried changes this answer.
  package var unused: [AssumptionRecord] {
    assumptions.filter { $0.kind != "document" && !$0.isRunLength && !$0.isUsed }
  }

  package struct Histogram: Sendable {
    package let edges: [Double]
    package let counts: [Int]

    package init(edges: [Double], counts: [Int]) {
      self.edges = edges
      self.counts = counts
    }
  }
}

extension SimulationRecord.AssumptionRecord {
  package var isBelief: Bool { kind != "document" && !isRunLength && isUsed }

  /// How far the break-even is, on a logarithmic scale.
  package var breakEvenDistance: Double? {
    breakEvenRatio.flatMap { $0 > 0 ? log($0).magnitude : nil }
  }

  /// The same to sort by: flags that turn the verdict after all values that do.
  private var distance: Double { breakEvenDistance ?? (breakEven == nil ? .infinity : 1e9) }

  /// The order in which assumptions are told: the fragile first, then by distance.
  package func precedes(_ other: Self) -> Bool {
    if isFragile != other.isFragile { return isFragile }
    if distance != other.distance { return distance < other.distance }
    let (own, its) = (elasticity?.magnitude ?? 0, other.elasticity?.magnitude ?? 0)
    return own != its ? own > its : parameter < other.parameter
  }
}
