import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds the outcomes of a case that have no known metric against the requirements of the same name:
  /// `离线经营(≥24小时)` and `离线经营: 48小时`.
  ///
  /// Only bounds with a sign are held; of a plain figure nobody knows the good side.
  ///
  /// - Parameters:
  ///   - scope: the claims of one case, or of a document that has none.
  ///   - isHeld: whether an outcome is what the requirement asks about: no first try, no estimate.
  mutating func holdNamedRequirements(_ scope: [Claim], isHeld: (Claim) -> Bool) {
    let bounds = scope.filter { $0.role == .requirement && $0.isBoundOfNoMetric }
    guard !bounds.isEmpty else { return }
    let asked = Dictionary(grouping: bounds, by: \.stem)
    let reached = Dictionary(
      grouping: scope.filter { $0.role == .outcome && !$0.hasKnownSide }, by: \.stem)
    for requirement in bounds {
      let name = requirement.stem
      guard name.count >= 2, asked[name]?.count == 1, let outcomes = reached[name],
        outcomes.count == 1, let outcome = outcomes.first, isHeld(outcome),
        case .value(let bound) = requirement.statement,
        let value = outcome.reached, value.dimension.isComparable(with: bound.dimension),
        value.comparator != .range
      else { continue }
      let evidence = Evidence(
        kind: .computed, interval: value.interval, estimate: value.value,
        explanation: Label(
          zh: "要求 \(format(bound, .zh))；效果 \(format(value, .zh))",
          en: "required \(format(bound, .en)); reached \(format(value, .en))"),
        inputs: [outcome.figure])
      let verdict = bound.interval.verdict(on: value.interval, estimate: value.value)
      judge(requirement, verdict, evidence)
      guard verdict == .fails else { continue }
      report(
        "an outcome must meet its requirement: \(evidence.explanation.en)", at: outcome.figure,
        severity: .warning, notes: [.init("it was asked for here", at: requirement.figure)])
    }
  }
}

extension Claim {
  /// Whether it has a metric of which it is known which side is better.
  fileprivate var hasKnownSide: Bool { metric.map { $0.better != .neither } ?? false }

  fileprivate var isBoundOfNoMetric: Bool {
    guard !hasKnownSide, case .value(let figure) = statement else { return false }
    return figure.comparator.isBound
  }

  /// Its subject by its letters and digits alone.
  fileprivate var stem: String { subject.lowercased().filter { $0.isLetter || $0.isNumber } }
}
