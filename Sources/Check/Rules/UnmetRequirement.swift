import Diagnostics
import Model
import Quantities

extension Rule {
  /// Compares what a design reaches with what was asked of it.
  static let unmetRequirement = Rule(
    "unmet-requirement", .error,
    """
    An outcome must meet the requirement that the same case states.

        要求: 高可用(99.99%)
        效果:
        - 可用性: 99.95%        <- less than was asked for

    A plain figure in a requirement is a bound: at least for an availability, at most for a latency.
    Requirements and outcomes are compared within one case, or within one document that has none.
    """
  ) { collection, reporter in
    for scope in collection.claimScopes() {
      let requirements = scope.filter { $0.role == .requirement }
      let outcomes = scope.filter { $0.role == .outcome }
      for requirement in requirements {
        guard let metric = requirement.metric, metric.better != .neither,
          case .value(let asked) = requirement.statement
        else { continue }
        let bound = asked.bound(metric.better)
        for outcome in outcomes where outcome.metric?.id == metric.id {
          guard let reached = outcome.reached,
            reached.dimension.isComparable(with: asked.dimension),
            outcome.percentile == requirement.percentile || requirement.percentile == nil
          else { continue }
          let sign = metric.better == .up ? "≥" : "≤"
          let evidence = Evidence(
            kind: .computed, interval: reached.interval, estimate: reached.value,
            explanation: Label(
              zh:
                "要求 \(sign) \(format(asked.value, in: asked.unit, .zh))；效果 \(format(reached, .zh))",
              en: "required \(sign) \(format(asked.value, in: asked.unit, .en)); "
                + "reached \(format(reached, .en))"),
            inputs: [outcome.figure])
          let verdict = bound.verdict(on: reached.interval, estimate: reached.value)
          reporter.judge(requirement, verdict, evidence)
          guard verdict == .fails else { continue }
          reporter.report(
            "an outcome must meet its requirement: \(evidence.explanation.en)",
            at: outcome.figure, notes: [.init("it was asked for here", at: requirement.figure)])
        }
      }
    }
  }
}

extension Claim {
  /// The state that a claim ends in; nil for changes.
  var reached: Quantity? {
    switch statement {
    case .value(let quantity): quantity
    case .transition(_, let after): after
    case .change: nil
    }
  }
}

extension Quantity {
  /// The values that a requirement allows: everything better than its figure, as well.
  fileprivate func bound(_ better: Metric.Direction) -> Interval {
    switch better {
    case .up:
      interval.upper == .infinity ? interval : .atLeast(interval.lower)
    case .down:
      Interval(
        -.infinity, interval.upper, includesLower: true, includesUpper: interval.includesUpper)
    case .neither: interval
    }
  }
}

extension Collection {
  /// The claims of each case, and of each document those that stand in no case.
  func claimScopes() -> [[Claim]] {
    var scopes: [[Claim]] = []
    for index in examined {
      let document = model.documents[index]
      let extents = model.cases.filter { $0.document == index }
        .map { document.sections[$0.section].extent }
      var grouped = [[Claim]](repeating: [], count: extents.count + 1)
      for claim in document.claims {
        let place =
          extents.firstIndex { $0.start <= claim.span.start && claim.span.end <= $0.end }
          ?? extents.count
        grouped[place].append(claim)
      }
      scopes += grouped.filter { !$0.isEmpty }
    }
    return scopes
  }
}
