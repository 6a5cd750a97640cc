import Model
import Quantities

extension PageType {
  /// What the collection holds, counted; and what it says of itself beside that.
  static let statistics = PageType(.statistics) { site in
    let path = PageKind.statistics.path
    let language = site.language
    let counts = site.statistics
    var body: HTML = site.recall + "<h2 id=\"counted\">\(language(.counted))</h2>"
    let rows: [(Phrase, Int)] = [
      (.documents, counts.documents), (.lines, counts.lines), (.cases, counts.cases),
      (.architectures, counts.architectures), (.components, counts.components),
      (.practices, counts.practices), (.claims, counts.claims), (.evidence, site.evidence.count),
    ]
    body += """
      <table><thead><tr><th scope="col">\(language(.kind))</th>\
      <th scope="col" class="number">\(language(.count))</th></tr></thead><tbody>

      """
    for (phrase, count) in rows {
      body += """
        <tr><th scope="row">\(language(phrase))</th><td class="number">\(grouped(count))</td></tr>

        """
    }
    body.raw("</tbody></table>\n")
    let stated = site.statedBesideCounted(from: path)
    if !stated.isEmpty {
      body += "<h2 id=\"stated\">\(language(.stated)) / \(language(.counted))</h2>\n" + stated
    }
    body += "<h2 id=\"verdicts\">\(language(.verdict))</h2>\n" + site.verdictSummary(from: path)
    body += "<h2 id=\"kinds\">\(language(.judgedBy))</h2>\n" + site.evidenceKindTable
    body += "<h2 id=\"data\">\(language(.machineReadable))</h2>\n" + site.dataList
    return site.listing(.statistics, body)
  }
}

extension Site {
  /// What documents say of their own size, each beside the recount and the verdict.
  func statedBesideCounted(from path: SitePath) -> HTML {
    var rows = HTML()
    for document in documents {
      for claim in document.draft.claims where claim.role == .selfCount {
        guard let place = claims[claim.id], let judgement = place.judgements.first,
          judgement.verdict != .unchecked, let evidence = judgement.evidence
        else { continue }
        rows += """
          <tr><th scope="row"><a href="\(link(toClaim: place, from: path))">\(claim.subject)</a>\
          </th><td>\(document.title)</td><td class="number">\(figure(of: claim))</td>\
          <td class="number">\(format(evidence.interval, in: claim.unit, language))</td>\
          <td>\(badge(judgement.verdict))</td></tr>

          """
      }
    }
    guard !rows.isEmpty else { return HTML() }
    return """
      <div class="scroll" role="group" tabindex="0" aria-label="\(language(.stated)) / \
      \(language(.counted))"><table><thead><tr><th scope="col">\(language(.claim))</th>\
      <th scope="col">\(language(.file))</th>\
      <th scope="col" class="number">\(language(.stated))</th>\
      <th scope="col" class="number">\(language(.counted))</th>\
      <th scope="col">\(language(.verdict))</th></tr></thead><tbody>
      \(rows)</tbody></table></div>

      """
  }

  /// The same as data, each file with what it is.
  fileprivate var dataList: HTML {
    let files: [(path: String, phrase: Phrase)] = [
      ("data/model.json", .dataModel), ("data/model.schema.json", .dataSchema),
      ("data/claims.csv", .dataClaims), ("llms.txt", .dataPages),
    ]
    var html: HTML = "<ul class=\"rows\">"
    for (file, phrase) in files {
      html += """
        <li><a href="\(shared)\(file)">\(lastComponent(of: file))</a>\
        <span class="where">\(language(phrase))</span></li>

        """
    }
    html += """
      <li><code>docgen export sqlite model.sqlite</code>\
      <span class="where">\(language(.dataDatabase))</span></li></ul>

      """
    return html
  }

  fileprivate var evidenceKindTable: HTML {
    var counts: [Evidence.Kind: Int] = [:]
    for place in claims.values where place.verdict != .unchecked {
      if let kind = place.judgements.first?.evidence?.kind { counts[kind, default: 0] += 1 }
    }
    var html: HTML = """
      <table><thead><tr><th scope="col">\(language(.kind))</th>\
      <th scope="col" class="number">\(language(.claims))</th>\
      <th scope="col">\(language(.meaning))</th></tr></thead><tbody>

      """
    for kind in Evidence.Kind.allCases {
      html += """
        <tr><th scope="row">\(language(kind.label))</th>\
        <td class="number">\(grouped(counts[kind] ?? 0))</td><td>\(language(kind.meaning))</td></tr>

        """
    }
    html.raw("</tbody></table>\n")
    return html
  }
}
