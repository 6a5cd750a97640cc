import Diagnostics
import Model
import Quantities

extension Rule {
  /// Flags outcomes of one case by which a system got fuller and is waited for less.
  static let fullerAndFaster = Rule(
    "fuller-and-faster", .warning, "利用率升高而排队变短", "Fuller, and waited for less",
    """
    With the same machines and the same work, what is used more is waited for longer.

        效果:
        - GPU利用率: 45% → 80%
        - 任务排队时间: 2小时 → 10分钟        <- shorter, though the GPUs are fuller

    In every queue the wait grows with the utilisation (M/M/c, and G/G/c by Kingman). Both hold together only where
    something else changed as well: more servers, as with slices of a GPU, shorter or more regular jobs, or another measure
    of utilisation. Say which. Judged where both are outcomes of one case, and no outcome of it says that machines were
    added.
    """
  ) { collection, reporter in
    for scope in collection.claimScopes().map(\.claims) {
      let outcomes = scope.filter { $0.role == .outcome }
      guard !outcomes.contains(where: addsMachines),
        let waiting = outcomes.first(where: { $0.metric?.id == "queueing-time" && $0.changesBy < 0 }
        ),
        let use = outcomes.first(where: {
          utilisations.contains($0.metric?.id ?? "") && $0.changesBy > 0.05
        })
      else { continue }
      reporter.report(
        "what is used more is waited for longer: `\(collection.quoted(use.figure))` and "
          + "`\(collection.quoted(waiting.figure))` are of the same machines only if something else changed",
        at: waiting.figure, notes: [.init("used more", at: use.figure)])
    }
  }
}

private let utilisations: Set<String> = ["gpu-utilisation", Metric.ID.utilisation]

/// Whether an outcome counts more of something than before.
private func addsMachines(_ claim: Claim) -> Bool {
  guard case .transition(let before, let after) = claim.statement,
    case .count = after.dimension
  else { return false }
  return after.value > before.value
}

extension Claim {
  /// By how much a transition goes up, in base units; 0 for any other statement, and where the ends may be equal.
  fileprivate var changesBy: Double {
    guard case .transition(let before, let after) = statement,
      before.dimension.isComparable(with: after.dimension),
      !before.interval.overlaps(after.interval)
    else { return 0 }
    return after.value - before.value
  }
}
