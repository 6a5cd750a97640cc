import Diagnostics
import Model
import Quantities

extension Rule {
  /// Flags an outcome that was measured over less than what was asked for.
  static let unlikeScope = Rule(
    "unlike-scope", .warning, "要求与效果量的不是同一段", "Requirement and outcome of unlike scope",
    """
    An outcome answers a requirement only where both measure the same stretch.

        要求: 端到端延迟 < 1ms
        效果: VM内部延迟 0.5ms        <- the way through the network is missing

    Judged for latencies and response times of one case whose words name the stretch.
    """
  ) { collection, reporter in
    for scope in collection.claimScopes().map(\.claims) {
      for requirement in scope where requirement.role == .requirement {
        guard let metric = requirement.metric, stretches.contains(metric.id),
          whole.occurInAnyCase(in: collection.words(of: requirement))
        else { continue }
        let answers = scope.filter { $0.role == .outcome && $0.metric?.id == metric.id }
        // One outcome over the whole stretch answers it, whatever the others measure.
        guard !answers.isEmpty,
          answers.allSatisfy({ partOnly.occurInAnyCase(in: collection.words(of: $0)) })
        else { continue }
        reporter.report(
          "an outcome answers a requirement only where both measure the same stretch: "
            + "`\(collection.quoted(answers[0].span))`",
          at: answers[0].figure, notes: [.init("this was asked for", at: requirement.figure)])
      }
    }
  }
}

extension Collection {
  /// The words of a claim's whole line.
  fileprivate func words(of claim: Claim) -> String {
    text(claim.span) + " " + claim.subject + " " + (claim.qualifier ?? "")
  }
}

private let stretches: Set<String> = ["latency", "response-time"]
private let whole: Words = ["端到端", "全链路", "用户侧", "end-to-end", "end to end"]
private let partOnly: Words = [
  "vm内部", "虚拟机内部", "虚拟机内", "主机内", "节点内", "单跳", "网卡", "机架内", "within the vm", "in-guest",
  "intra-host", "per hop",
]
