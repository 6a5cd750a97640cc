import Model
import Quantities

extension PageType {
  /// What the collection holds, counted; and what it says of itself beside that.
  static let statistics = PageType(.statistics) { site in
    let path = PageKind.statistics.path
    let language = site.language
    let counts = site.statistics
    var body: HTML = "<h2 id=\"read\">\(language(.howMuchRead))</h2>" + site.funnel
    body += "<h2 id=\"counted\">\(language(.counted))</h2>"
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
  /// Numbers seen → understood → checkable → checked, each among those before, and what they are.
  fileprivate var funnel: HTML {
    let numbers = statistics.numbers
    var html: HTML = "<ol class=\"chain\">"
    for (value, phrase, meaning) in [
      (numbers.seen, Phrase.numbersSeen, Phrase.funnelSeen),
      (numbers.read, .numbersTyped, .funnelTyped),
      (numbers.checkable, .numbersCheckable, .funnelCheckable),
      (numbers.checked, .numbersChecked, .funnelChecked),
    ] {
      html += """
        <li><b>\(grouped(value))</b> <span>\(language(phrase))</span>\
        <small>\(language(meaning))</small></li>
        """
    }
    html.raw("</ol>")
    return html
  }

  /// What documents say of their own size, each beside the recount and the verdict; what is false first.
  fileprivate func statedBesideCounted(from path: SitePath) -> HTML {
    var found: [(place: ClaimPlace, counted: String)] = []
    for document in documents {
      for claim in document.draft.claims where claim.role == .selfCount {
        guard let place = claims[claim.id], let counted = answer(of: place) else { continue }
        found.append((place, counted))
      }
    }
    guard let first = found.first else { return HTML() }
    let isOfOne = found.allSatisfy { $0.place.document == first.place.document }
    var columns: [Phrase] = [.claim, .verdict, .stated, .counted]
    if !isOfOne { columns.append(.file) }
    var html: HTML = """
      <div class="scroll" role="group" tabindex="0" aria-label="\(language(.stated)) / \
      \(language(.counted))"><table class="stacked"><thead><tr>
      """
    for column in columns { html += "<th scope=\"col\">\(language(column))</th>" }
    html.raw("</tr></thead><tbody>\n")
    let ordered =
      found.filter { $0.place.verdict == .fails } + found.filter { $0.place.verdict != .fails }
    for (place, counted) in ordered {
      html += """
        <tr><th scope="row"><a href="\(link(toClaim: place, from: path))">\(place.claim.subject)</a>\
        </th><td data-label="\(language(.verdict))">\(badge(of: place))</td>\
        <td data-label="\(language(.stated))">\(kept(figure(of: place.claim)))</td>\
        <td data-label="\(language(.counted))">\(kept(counted))</td>
        """
      if !isOfOne {
        html += "<td data-label=\"\(language(.file))\">\(documents[place.document].title)</td>"
      }
      html.raw("</tr>\n")
    }
    html.raw("</tbody></table></div>\n")
    return html
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
      <div class="scroll" role="group" tabindex="0" aria-label="\(language(.judgedBy))"><table><thead><tr><th scope="col">\(language(.kind))</th>\
      <th scope="col" class="number">\(language(.claims))</th>\
      <th scope="col">\(language(.meaning))</th></tr></thead><tbody>

      """
    for kind in Evidence.Kind.allCases {
      html += """
        <tr><th scope="row">\(language(kind.label))</th>\
        <td class="number">\(grouped(counts[kind] ?? 0))</td><td>\(language(kind.meaning))</td></tr>

        """
    }
    html.raw("</tbody></table></div>\n")
    let simulated = counts[.simulated] ?? 0
    guard evidence.count > simulated else { return html }
    let others = grouped(evidence.count - simulated)
    html +=
      language == .zh
      ? """
      <p class="muted">每条声称按排在最前的证据计一次。仿真证据共 \(grouped(evidence.count)) 份，\
      其中 \(others) 份所支持或反驳的声称另有排在前面的证据，或有几份仿真。</p>
      """
      : """
      <p class="muted">A claim counts once, by its foremost evidence. Of the \(grouped(evidence.count)) \
      simulated pieces of evidence, \(others) are of claims that have other evidence before it, or \
      several simulations.</p>
      """
    return html
  }
}
