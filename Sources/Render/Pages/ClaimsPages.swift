import Diagnostics
import Model
import Quantities

extension PageType {
  /// All claims by verdict; those without evidence are counted by document.
  static let claims = PageType(.claims) { site in
    let path = PageKind.claims.path
    var byVerdict: [Verdict: HTML] = [:]
    var unchecked: [(document: Int, count: Int)] = []
    for document in site.documents {
      var without = 0
      for claim in document.draft.claims {
        guard let place = site.claims[claim.id] else { continue }
        if place.verdict == .unchecked {
          without += 1
        } else {
          byVerdict[place.verdict, default: HTML()] += site.claimRow(place, from: path)
        }
      }
      if without > 0 { unchecked.append((document.index, without)) }
    }
    var body = verdictBar(site.statistics.verdicts, language: site.language) { "#\($0.rawValue)" }
    var contents: [Surroundings.Contents] = []
    for verdict in [Verdict.fails, .undecided, .atFaceValue, .holds] {
      guard let rows = byVerdict[verdict] else { continue }
      contents.append(
        .init(level: 2, title: site.language.head(verdict.label), anchor: verdict.rawValue))
      body += """
        <section><h2 id="\(verdict.rawValue)">\(verdict.sign) \(site.language.head(verdict.label))</h2>
        <p class="muted">\(site.language(verdict.meaning))</p>\(site.advice(on: verdict))\
        <ul class="rows">
        \(rows)</ul></section>

        """
    }
    if !unchecked.isEmpty {
      contents.append(.init(level: 2, title: site.language(.unchecked), anchor: "unchecked"))
      body += """
        <section><h2 id="unchecked">○ \(site.language(.unchecked))</h2>
        <p class="muted">\(site.language(Verdict.unchecked.meaning))</p>\
        \(site.advice(on: .unchecked))<ul class="rows">

        """
      for (index, count) in unchecked {
        let document = site.documents[index]
        body += """
          <li><a href="\(document.claimsPath.link(from: path))">\(document.title)</a>\
          <span class="where">\(site.language.count(count, .claims))</span></li>

          """
      }
      body.raw("</ul></section>\n")
    }
    if site.claims.isEmpty { body = "<p>\(site.language(.noClaims))</p>" }
    return site.listing(.claims, contents: contents, body)
  }

  /// The claims of one document, each with its permalink.
  static let documentClaims = PageType("document-claims") { site in
    site.documents.filter { !$0.draft.claims.isEmpty }.map { document in
      PageJob(paths: [document.claimsPath.file]) { [site.claimsPage(of: document)] }
    }
  }
}

extension Site {
  fileprivate func claimsPage(of document: SiteDocument) -> Page {
    let path = document.claimsPath
    let lines = lines(of: document)
    var counts: [Verdict: Int] = [:]
    var first: [Verdict: String] = [:]
    var body = HTML()
    var section = -1
    for claim in document.draft.claims {
      guard let place = claims[claim.id] else { continue }
      counts[place.verdict, default: 0] += 1
      if first[place.verdict] == nil { first[place.verdict] = "#claim-" + claim.id }
      if claim.section != section || body.isEmpty {
        if !body.isEmpty { body.raw("</ol></section>\n") }
        section = claim.section
        body += "<section>\(sectionHeading(of: place))<ol class=\"claims\">\n"
      }
      body += item(place, line: lines.line(at: claim.figure.start), from: path)
    }
    if !body.isEmpty { body.raw("</ol></section>\n") }
    let bar = verdictBar(counts, language: language) { first[$0] }
    let lead: HTML = "<a href=\"\(document.path.link(from: path))\">\(document.title)</a>"
    let heading: HTML = "\(language(.claims))"
    var surroundings = Surroundings("\(document.title) · \(language(.claims))")
    surroundings.kind = .claims
    surroundings.crumbs = [(language(.claims), PageKind.claims.path)]
    let main = theme.render(.listing, ["heading": heading, "lead": lead, "body": bar + body])
    return compose(path, main, surroundings)
  }

  /// The section of a claim, after its case: the sections of cases are all called alike.
  private func sectionHeading(of place: ClaimPlace) -> HTML {
    let document = documents[place.document]
    let sections = document.draft.sections
    let index = place.claim.section
    guard sections.indices.contains(index), !sections[index].slug.isEmpty else { return HTML() }
    let href = document.path.link(from: document.claimsPath, fragment: sections[index].slug)
    let title = sections[index].title
    let study = place.caseStudy.map { model.cases[$0].title }.flatMap { $0 == title ? nil : $0 }
    return "<h2><a href=\"\(href)\">\(study.map { $0 + " › " } ?? "")\(title)</a></h2>\n"
  }

  /// A claim whole: what is said, where, and every judgement of it.
  private func item(_ place: ClaimPlace, line: Int, from path: SitePath) -> HTML {
    let claim = place.claim
    let anchor = "claim-" + claim.id
    let document = documents[place.document]
    var html: HTML = """
      <li id="\(anchor)"><h3><span>\(claim.subject)</span> <span class="figure">\
      \(kept(figure(of: claim)))</span> \
      \(badge(of: place))\
      <a class="permalink" href="#\(anchor)" aria-label="\(language(.permalinkTo)) \
      \(claim.subject)">#</a></h3>
      <p class="quote">\(quote(claim))</p>

      """
    let finding = standing(of: place).finding
    var facts = finding.map { fact($0, of: document, from: path) } ?? HTML()
    for (number, judgement) in place.judgements.enumerated() where finding == nil {
      guard let evidence = judgement.evidence else { continue }
      facts += self.facts(of: evidence, judgement.verdict, number, place, from: path)
    }
    if !facts.isEmpty { html += "<dl class=\"facts\">\n\(facts)</dl>\n" }
    html += "<p class=\"origin\">\(language(claim.role.label))"
    if let metric = claim.metric { html += " · \(language(metric.label))" }
    let anchorInText =
      document.draft.sections.indices.contains(claim.section)
      ? document.draft.sections[claim.section].slug : ""
    let href = document.path.link(
      from: path, fragment: anchorInText.isEmpty ? "Main" : anchorInText)
    html += " · <a href=\"\(href)\">\(document.draft.path)</a> \(language.line(line))"
    if let index = place.caseStudy {
      html += """
         · <a href="\(casePaths[index].link(from: path))">\(model.cases[index].title)</a>
        """
    }
    html.raw("</p></li>\n")
    return html
  }

  /// A finding on a claim's figure by its title, which leads to where it is told whole.
  private func fact(
    _ finding: Diagnostic, of document: SiteDocument, from path: SitePath
  ) -> HTML {
    let href = document.path.link(from: path, fragment: "Findings")
    return """
      <dt>\(severityText(finding.severity))</dt>\
      <dd><a href="\(href)">\(title(ofRule: finding.id))</a></dd>

      """
  }

  func fact(_ phrase: Phrase, _ value: HTML) -> HTML {
    "<dt>\(language(phrase))</dt><dd>\(value)</dd>\n"
  }

  private func facts(
    of evidence: Evidence, _ verdict: Verdict, _ number: Int, _ place: ClaimPlace,
    from path: SitePath
  ) -> HTML {
    var html = HTML()
    if number > 0 { html += fact(.verdict, badge(verdict, evidence)) }
    if verdict == .unchecked { return html + fact(.note, code(in: language(evidence.explanation))) }
    html += fact(.evidenceInterval, kept(printed(evidence.interval, of: place.claim)))
    let explanation = language(evidence.explanation)
    if !explanation.isEmpty { html += fact(.formula, code(in: explanation)) }
    if let record = evidence.simulation, let shown = self.evidence(of: place, number) {
      // What it rests on are the assumptions, of which its own page has the table.
      let fragile = record.beliefs.filter(\.isFragile).map { language($0.label) }
      html += """
        <dt>\(language(.evidence))</dt><dd><a href="\(shown.path.link(from: path))">\
        \(language.count(record.beliefs.count, .assumptions))</a>
        """
      if !fragile.isEmpty {
        html +=
          " · \(language.lead(.fragileShort))\(fragile.joined(separator: language == .zh ? "、" : ", "))"
      }
      html.raw("</dd>\n")
      return html
    }
    var inputs = evidence.inputs.prefix(6).compactMap { input(at: $0, from: path) }
    if evidence.inputs.count > 6 {
      inputs.append("\(language(.more)): \(evidence.inputs.count - 6)")
    }
    if !inputs.isEmpty { html += fact(.inputs, joined(inputs)) }
    return html
  }

  /// A place that evidence rests on: its words, linked to the page that holds them.
  private func input(at span: Span, from path: SitePath) -> HTML? {
    guard let index = documentOf[span.source] else { return nil }
    let document = documents[index]
    let text = model.sources[span.source].bytes[span.range].prefix(160)
    let line = String(decoding: text.prefix { $0 != 10 }, as: UTF8.self)
    guard let section = document.draft.sections.last(where: { $0.heading.start <= span.start })
    else { return nil }
    let fragment = section.slug.isEmpty ? "Main" : section.slug
    return """
      <a href="\(document.path.link(from: path, fragment: fragment))">\
      \(line.isEmpty ? document.title : line)</a>
      """
  }

  private func joined(_ parts: [HTML]) -> HTML {
    var html = HTML()
    for (index, part) in parts.enumerated() {
      if index > 0 { html.raw("<br>") }
      html += part
    }
    return html
  }
}
