import Diagnostics
import Model
import Quantities

extension PageType {
  /// The model as data: documents, cases, architectures, claims with their verdicts, findings.
  static let modelJSON = PageType("model-json") { site in
    [
      PageJob(paths: ["data/model.json"]) {
        [Page(path: "data/model.json", bytes: site.modelJSON.bytes)]
      }
    ]
  }

  /// The claims as a table, in the form of RFC 4180 with a byte order mark for spreadsheets.
  static let claimsCSV = PageType("claims-csv") { site in
    [
      PageJob(paths: ["data/claims.csv"]) {
        [Page(path: "data/claims.csv", bytes: site.claimsCSV)]
      }
    ]
  }

  /// The list of pages for language models, in the form of llmstxt.org.
  static let llmsText = PageType("llms-txt") { site in
    [PageJob(paths: ["llms.txt"]) { [Page(path: "llms.txt", bytes: site.llmsText)] }]
  }
}

extension Site {
  fileprivate var modelJSON: JSON {
    var json = JSON()
    json.raw("{\"version\":1,\"title\":")
    json.string(title)
    json.raw(",\n\"documents\":[")
    list(documents, &json) { document, json in
      json.raw("{\"path\":")
      json.string(document.draft.path)
      json.raw(",\"title\":")
      json.string(document.title)
      json.raw(",\"page\":")
      json.string(document.path.encoded)
      json.raw(",\"lines\":\(document.draft.lineCount)}")
    }
    json.raw("],\n\"cases\":[")
    list(Array(model.cases.indices), &json) { index, json in
      let study = model.cases[index]
      json.raw("{\"id\":")
      json.string(study.id)
      json.raw(",\"title\":")
      json.string(study.title)
      json.raw(",\"page\":")
      json.string(casePaths[index].encoded)
      json.raw(",\"requirements\":[")
      list(study.requirements, &json) { $1.string($0) }
      json.raw("],\"outcomes\":[")
      list(study.outcomes, &json) { $1.string($0) }
      json.raw("],\"architectures\":[")
      list(study.architectures, &json) { $1.string($0) }
      json.raw("]}")
    }
    json.raw("],\n\"architectures\":[")
    list(architectures, &json) { place, json in architecture(place, &json) }
    json.raw("],\n\"claims\":[")
    list(documents.flatMap(\.draft.claims).compactMap { claims[$0.id] }, &json) { claim($0, &$1) }
    json.raw("],\n\"findings\":[")
    list(verified.diagnostics, &json) { diagnostic, json in
      json.raw("{\"id\":")
      json.string(diagnostic.id)
      json.raw(",\"severity\":\"\(diagnostic.severity.rawValue)\",\"summary\":")
      json.string(diagnostic.message)
      json.raw(",\"source\":")
      json.string(model.sources[diagnostic.span.source].path)
      json.raw(",\"start\":\(diagnostic.span.start),\"end\":\(diagnostic.span.end)}")
    }
    json.raw("]}\n")
    return json
  }

  private func list<T>(_ items: [T], _ json: inout JSON, _ write: (T, inout JSON) -> Void) {
    for (index, item) in items.enumerated() {
      if index > 0 { json.raw(",\n") }
      write(item, &json)
    }
  }

  private func architecture(_ place: ArchitecturePlace, _ json: inout JSON) {
    json.raw("{\"id\":")
    json.string(place.architecture.id)
    json.raw(",\"title\":")
    json.string(name(of: place))
    json.raw(",\"page\":")
    json.string(place.path.encoded)
    json.raw(",\"document\":")
    json.string(documents[place.document].draft.path)
    json.raw(",\"components\":[")
    list(place.architecture.components, &json) { component, json in
      json.raw("{\"name\":")
      json.string(component.name)
      json.raw(",\"parent\":\(component.parent.map { String($0) } ?? "null")")
      if let count = component.count {
        json.raw(",\"count\":")
        json.number(count.value / count.unit.scale)
      }
      json.raw("}")
    }
    json.raw("]}")
  }

  private func claim(_ place: ClaimPlace, _ json: inout JSON) {
    let claim = place.claim
    let document = documents[place.document]
    json.raw("{\"id\":")
    json.string(claim.id)
    json.raw(",\"document\":")
    json.string(document.draft.path)
    json.raw(",\"page\":")
    json.string(document.claimsPath.encoded + "#claim-" + claim.id)
    json.raw(",\"subject\":")
    json.string(claim.subject)
    json.raw(",\"role\":\"\(claim.role.rawValue)\",\"figure\":")
    json.string(figure(of: claim))
    if let metric = claim.metric {
      json.raw(",\"metric\":")
      json.string(metric.id)
    }
    json.raw(",\"unit\":")
    json.string(claim.unit.symbol)
    json.raw(",\"interval\":")
    write(claim.quantity.interval, claim.unit, &json)
    json.raw(",\"verdict\":\"\(place.verdict.rawValue)\",\"judgements\":[")
    list(place.judgements, &json) { judgement, json in
      json.raw("{\"verdict\":\"\(judgement.verdict.rawValue)\"")
      if let evidence = judgement.evidence {
        json.raw(",\"evidence\":\"\(evidence.kind.rawValue)\",\"interval\":")
        write(evidence.interval, claim.unit, &json)
        json.raw(",\"explanation\":")
        json.string(language(evidence.explanation))
        if let record = evidence.simulation {
          json.raw(",\"scenario\":")
          json.string(record.scenario)
          json.raw(",\"replications\":\(record.replications),\"seed\":\(record.seed)")
        }
      }
      json.raw("}")
    }
    json.raw("]}")
  }

  private func write(_ interval: Interval, _ unit: Unit, _ json: inout JSON) {
    json.raw("[")
    json.number(interval.lower / unit.scale)
    json.raw(",")
    json.number(interval.upper / unit.scale)
    json.raw("]")
  }

  fileprivate var claimsCSV: [UInt8] {
    var text =
      "\u{FEFF}id,document,section,subject,role,metric,figure,verdict,evidence,interval\r\n"
    for document in documents {
      for claim in document.draft.claims {
        guard let place = claims[claim.id] else { continue }
        let sections = document.draft.sections
        let section = sections.indices.contains(claim.section) ? sections[claim.section].title : ""
        let evidence = place.judgements.first?.evidence
        let fields = [
          claim.id, document.draft.path, section, claim.subject, claim.role.rawValue,
          claim.metric?.id ?? "", figure(of: claim), place.verdict.rawValue,
          evidence?.kind.rawValue ?? "",
          evidence.map { format($0.interval, in: claim.unit, language) } ?? "",
        ]
        text += fields.map(csvField).joined(separator: ",") + "\r\n"
      }
    }
    return Array(text.utf8)
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

/// A field of a table, quoted; a leading sign that a spreadsheet would run as a formula is kept from it.
private func csvField(_ text: String) -> String {
  let risky = text.first.map { "=+-@".contains($0) } ?? false
  let safe = (risky ? "'" : "") + text
  guard safe.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return safe }
  return "\""
    + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    + "\""
}
