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
  var accepted: [SourceID: [Diagnostic]] = [:]
  for finding in report.diagnostics where finding.acceptance != nil {
    accepted[finding.span.source, default: []].append(finding)
  }
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
        json.key("interval")
        json.write(claim.quantity.interval, in: claim.unit)
        json.member("verdict", (own.first?.verdict ?? .unchecked).rawValue)
        if let reason = accepted[claim.figure.source]?.first(where: {
          $0.span.overlaps(claim.figure)
        })?.acceptance {
          json.member("acceptance", reason)
        }
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
    if let record = evidence.simulation { write(record) }
  }
}
