package import Diagnostics
package import Model
import Quantities

/// The findings of `verify` as one JSON object, with every claim, its verdict and its evidence.
///
/// As `Report.jsonText`, and `claims`: in document order, each with the figure as written, the interval
/// that it stands for and, where there are any, the judgements, the gravest first. Intervals and
/// estimates are numbers in the claim's `unit`; an end that is infinite is null.
package func jsonText(
  _ model: ResolvedModel, judgements: [Judgement], report: Report
) -> [UInt8] {
  var judged: [String: [Judgement]] = [:]
  for judgement in judgements { judged[judgement.claim, default: []].append(judgement) }
  let accepted = AcceptedPlaces(report.diagnostics)
  return report.jsonText { json, places in
    json.key("claims")
    json.array(model.claims) { json, claim in
      let own = (judged[claim.id] ?? []).sorted { $0.verdict > $1.verdict }
      json.object { json in
        json.member("id", claim.id)
        json.write(claim.figure, &places)
        json.member("subject", claim.subject)
        json.member("role", claim.role.rawValue)
        if let metric = claim.metric { json.member("metric", metric.id) }
        json.member("figure", report.sources[claim.figure.source].text(claim.figure))
        json.member("unit", claim.unit.symbol)
        json.member("statement", claim.statement.kind)
        json.member("comparator", claim.quantity.comparator.rawValue)
        json.key("interval")
        json.write(claim.quantity.interval, in: claim.unit)
        json.member("verdict", (own.first?.verdict ?? .unchecked).rawValue)
        if let reason = accepted.reason(at: claim.figure) { json.member("acceptance", reason) }
        json.key("judgements")
        json.array(own) { json, judgement in
          json.object { json in
            json.write(judgement, in: claim.unit)
          }
        }
      }
    }
  }
}

/// The places of accepted findings and of their notes, each with the reason.
private struct AcceptedPlaces {
  private var places: [SourceID: [(span: Span, reason: String)]] = [:]

  /// For each place, the greatest end of those up to it.
  private var ends: [SourceID: [Int]] = [:]

  init(_ diagnostics: [Diagnostic]) {
    for finding in diagnostics {
      guard let reason = finding.acceptance else { continue }
      for span in [finding.span] + finding.notes.compactMap(\.span) {
        places[span.source, default: []].append((span, reason))
      }
    }
    for source in places.keys {
      places[source]?.sort { $0.span < $1.span }
      var last = 0
      ends[source] = places[source]?.map { place in
        last = max(last, place.span.end)
        return last
      }
    }
  }

  /// The reason of the first that overlaps a span. O(log places + those that begin before it and end in
  /// it).
  func reason(at span: Span) -> String? {
    guard let own = places[span.source], let ends = ends[span.source] else { return nil }
    return own[ends.partition { $0 > span.start }...].prefix { $0.span.start < span.end }
      .first { $0.span.overlaps(span) }?.reason
  }
}

extension Claim.Statement {
  fileprivate var kind: String {
    switch self {
    case .value: "value"
    case .transition: "transition"
    case .change: "change"
    }
  }
}

extension JSONWriter {
  /// The verdict of one piece of evidence, and what that says.
  fileprivate mutating func write(_ judgement: Judgement, in unit: Unit) {
    member("verdict", judgement.verdict.rawValue)
    guard let evidence = judgement.evidence else { return }
    key("explanation")
    object { json in
      json.member("zh", evidence.explanation.zh)
      json.member("en", evidence.explanation.en)
    }
    // What says why nothing was checked states no figure.
    guard judgement.verdict != .unchecked else { return }
    member("evidence", evidence.kind.rawValue)
    key("interval")
    write(evidence.interval, in: unit)
    if let estimate = evidence.estimate { member("estimate", estimate / unit.scale) }
    if let record = evidence.simulation { write(record, in: unit) }
  }
}
