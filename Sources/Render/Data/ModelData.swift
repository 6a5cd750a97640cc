import Diagnostics
import Model
import Quantities

extension PageType {
  /// The model as data: documents, cases, architectures, claims with their verdicts, findings.
  static let modelJSON = PageType("model-json", file: "data/model.json") { $0.modelJSON }

  /// The list of pages for language models, in the form of llmstxt.org.
  static let llmsText = PageType("llms-txt", file: "llms.txt") { $0.llmsText }
}

extension Site {
  fileprivate var modelJSON: [UInt8] {
    var json = JSONWriter(lineDepth: 2, reserving: 1 << 16)
    json.object { json in
      json.member("$schema", "model.schema.json")
      json.member("version", 1)
      json.member("title", title)
      json.key("documents")
      json.array(documents) { json, document in
        json.object { json in
          json.member("path", document.draft.path)
          json.member("title", document.title)
          json.member("page", document.path.encoded)
          json.member("lines", document.draft.lineCount)
        }
      }
      json.key("cases")
      json.array(zip(model.cases, casePaths)) { json, place in
        let (study, path) = place
        json.object { json in
          json.member("id", study.id)
          json.member("title", study.title)
          json.member("page", path.encoded)
          json.member("requirements", study.requirements)
          json.member("outcomes", study.outcomes)
          json.member("architectures", study.architectures)
        }
      }
      json.key("architectures")
      json.array(architectures) { write($1, &$0) }
      json.key("components")
      json.array(model.components) { write($1, &$0) }
      json.key("claims")
      json.array(documents.lazy.flatMap(\.draft.claims).compactMap { claims[$0.id] }) {
        write($1, &$0)
      }
      json.key("findings")
      json.array(verified.diagnostics) { json, diagnostic in
        json.object { json in
          json.member("id", diagnostic.id)
          json.member("severity", diagnostic.severity.rawValue)
          json.member("summary", diagnostic.message)
          json.member("source", model.sources[diagnostic.span.source].path)
          json.member("start", diagnostic.span.start)
          json.member("end", diagnostic.span.end)
        }
      }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private func write(_ place: ArchitecturePlace, _ json: inout JSONWriter) {
    json.object { json in
      json.member("id", place.architecture.id)
      json.member("title", name(of: place))
      json.member("page", place.path.encoded)
      json.member("document", documents[place.document].draft.path)
      json.key("components")
      json.array(place.architecture.components) { json, component in
        json.object { json in
          json.member("name", component.name)
          json.key("parent")
          if let parent = component.parent { json.value(parent) } else { json.null() }
          if let count = component.count {
            json.member("count", count.value / count.unit.scale)
          }
        }
      }
    }
  }

  private func write(_ component: NamedComponent, _ json: inout JSONWriter) {
    json.object { json in
      json.member("name", component.name)
      json.member("document", model.documents[component.document].path)
      if let study = component.caseStudy { json.member("case", model.cases[study].id) }
      json.member("technologies", component.technologies)
      json.key("mentions")
      json.array(component.mentions) { json, mention in
        json.object { json in
          json.member("place", mention.place.rawValue)
          json.member("start", mention.span.start)
          json.member("end", mention.span.end)
          if let count = mention.count { json.member("count", count.value / count.unit.scale) }
          if let total = mention.total { json.member("total", total) }
        }
      }
    }
  }

  private func write(_ place: ClaimPlace, _ json: inout JSONWriter) {
    let claim = place.claim
    let document = documents[place.document]
    json.object { json in
      json.member("id", claim.id)
      json.member("document", document.draft.path)
      json.member("page", document.claimsPath.encoded + "#claim-" + claim.id)
      json.member("subject", claim.subject)
      json.member("role", claim.role.rawValue)
      json.member("figure", figure(of: claim))
      if let metric = claim.metric { json.member("metric", metric.id) }
      json.member("unit", claim.unit.symbol)
      json.key("interval")
      json.write(claim.quantity.interval, in: claim.unit)
      json.member("verdict", place.verdict.rawValue)
      json.key("judgements")
      json.array(place.judgements) { json, judgement in
        json.object { json in
          json.member("verdict", judgement.verdict.rawValue)
          if let evidence = judgement.evidence {
            if judgement.verdict == .unchecked {
              json.member("explanation", language(evidence.explanation))
            } else {
              write(evidence, in: claim.unit, &json)
            }
          }
        }
      }
    }
  }

  private func write(_ evidence: Evidence, in unit: Unit, _ json: inout JSONWriter) {
    json.member("evidence", evidence.kind.rawValue)
    json.key("interval")
    json.write(evidence.interval, in: unit)
    json.member("explanation", language(evidence.explanation))
    if let record = evidence.simulation { json.write(record, in: unit) }
  }

  fileprivate var llmsText: [UInt8] {
    var text = "# \(title)\n\n> \(language(.builtWith))\n\n## \(language(.documents))\n\n"
    for document in documents {
      let name = document.title.filter { !"[]\n".contains($0) }
      text += "- [\(name)](\(document.path.encoded))\n"
    }
    text += "\n## \(language(.machineReadable))\n\n- [model.json](data/model.json)\n"
    text += "- [claims.csv](data/claims.csv)\n"
    return Array(text.utf8)
  }
}
