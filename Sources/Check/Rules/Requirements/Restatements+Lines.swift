import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds the figures of a page's lines that link to one case against the outcomes that the case states:
  /// `- [银行](bank.md)：TPS 提升到 15,500`.
  mutating func holdRestatedLines(of index: Int, _ collection: Collection) {
    let document = collection.model.documents[index]
    guard !document.links.isEmpty else { return }
    let links = document.links
    for claim in document.claims {
      guard let metric = claim.metric, !metric.isSelfCount, claim.role != .requirement else {
        continue
      }
      // The links of the claim's own line, and no other.
      let first = links.partition { $0.span.end > claim.span.start }
      guard first < links.count, links[first].span.start + 2 >= claim.span.start,
        links[first].span.end <= claim.span.end,
        first + 1 == links.count || links[first + 1].span.start >= claim.span.end,
        links[first].span.end <= claim.figure.start,
        let target = LinkPath(links[first].destination.value, in: document.path),
        let home = collection.documents[target.path], home != index
      else { continue }
      let other = collection.model.documents[home]
      let stated = other.claims.filter {
        $0.metric?.id == metric.id && $0.percentile == claim.percentile
      }
      // The one value that the other page has of it, whatever it is called there.
      let values = stated.filter {
        if case .change = $0.statement { return false }
        return $0.role != .requirement && $0.role != .threshold
      }
      guard values.count == 1, let own = values[0].reached, let said = claim.reached,
        own.dimension == said.dimension, !own.interval.overlaps(said.interval),
        !stated.contains(where: { $0.holds(said) }),
        case let here = collection.text(claim.span).lowercased(),
        case let there = collection.text(values[0].span).lowercased(),
        // Of one cluster and of all of them, at the peak and on a day.
        !scopes.contains(where: { here.contains($0) != there.contains($0) })
      else { continue }
      report(
        "an overview repeats what its case states: \(format(own, .en)), not \(format(said, .en))",
        at: claim.figure, notes: [.init("stated here", at: values[0].figure)])
    }
  }
}

extension Claim {
  /// Whether one of its figures may be that quantity.
  fileprivate func holds(_ said: Quantity) -> Bool {
    switch statement {
    case .value(let value), .change(let value): value.interval.overlaps(said.interval)
    case .transition(let before, let after):
      before.interval.overlaps(said.interval) || after.interval.overlaps(said.interval)
    }
  }
}

private let scopes = [
  "峰值", "日常", "平均", "单", "合计", "总", "每", "改造前", "优化前", "之前", "peak", "average", "per ", "total",
  "before",
  "each", "single",
]
