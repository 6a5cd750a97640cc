import Model
import Quantities

extension PageType {
  static let evidenceList = PageType(.evidence) { site in
    let lead: HTML = "\(site.language(Evidence.Kind.simulated.meaning))"
    return site.listing(
      .evidence, lead: lead,
      site.evidenceCards(from: PageKind.evidence.path, headings: 2, limit: .max))
  }

  /// One simulated judgement: its interval, its distribution, and what it rests on.
  static let evidence = PageType("evidence-page") { site in
    site.evidence.indices.map { index in
      PageJob(paths: [site.evidence[index].path.file]) { [site.evidencePage(index)] }
    }
  }
}

extension Site {
  /// The simulated judgements of a claim.
  func evidence(of place: ClaimPlace) -> ArraySlice<EvidencePlace> {
    guard place.evidence < evidence.count else { return [] }
    return evidence[place.evidence...].prefix { $0.claim == place.claim.id }
  }

  func evidence(of place: ClaimPlace, _ judgement: Int) -> EvidencePlace? {
    evidence(of: place).first { $0.judgement == judgement }
  }

  /// - Parameter headings: the level of the cards' headings: one below that of what they stand under.
  func evidenceCards(from path: SitePath, headings: Int, limit: Int) -> HTML {
    var html: HTML = "<ul class=\"cards\">"
    for shown in evidence.prefix(limit) {
      guard let place = claims[shown.claim] else { continue }
      let judgement = place.judgements[shown.judgement]
      guard let evidence = judgement.evidence, let record = evidence.simulation else { continue }
      html += """
        <li><h\(headings)><a href="\(shown.path.link(from: path))">\(place.claim.subject) \
        \(figure(of: place.claim))</a></h\(headings)>
        <p>\(language.lead(.evidenceInterval))\(format(evidence.interval, in: place.claim.unit, language))</p>
        <p>\(language.lead(.scenario))\(record.scenario) · \
        \(language.count(record.assumptions.count, .assumptions))</p>
        <div class="verdicts">\(badge(judgement.verdict, evidence))</div></li>

        """
    }
    html.raw("</ul>")
    if limit < evidence.count {
      let all = PageKind.evidence.path.link(from: path)
      html += "<p><a href=\"\(all)\">\(language(.showAll)) (\(evidence.count))</a></p>"
    }
    return html
  }

  fileprivate func evidencePage(_ index: Int) -> Page {
    let shown = evidence[index]
    guard let place = claims[shown.claim], place.judgements.indices.contains(shown.judgement),
      let evidence = place.judgements[shown.judgement].evidence,
      let record = evidence.simulation
    else { return Page(path: shown.path.file, bytes: []) }
    let claim = place.claim
    let path = shown.path
    let unit = claim.unit
    let verdict = place.judgements[shown.judgement].verdict
    let interval = format(evidence.interval, in: unit, language)
    let title = "\(claim.subject) \(figure(of: claim))"

    var values: [String: HTML] = [
      "heading": "\(title)",
      "lead": """
      \(badge(verdict, evidence)) <a href="\(link(toClaim: place, from: path))">\
      \(documents[place.document].title)</a>
      """,
      "summary": summary(evidence, record, place, verdict, from: path),
      "assumptions": assumptionTable(record),
    ]
    let chart = intervalChart(
      id: "interval-chart", claimed: claim.allowed, evidence: evidence.interval,
      estimate: evidence.estimate,
      unit: AxisUnit(unit: unit, symbol: Quantities.name(of: unit, language)), language: language,
      description: "\(language(.claimed)) \(figure(of: claim)); \(language(.judgedBy)) \(interval)")
    if !chart.isEmpty {
      values["interval"] = SVG.region(chart, label: language(.evidenceInterval))
    }
    if let histogram = record.histogram {
      let chart = histogramChart(
        id: "histogram-chart", histogram, claimed: claim.allowed,
        unit: AxisUnit(unit: unit, symbol: Quantities.name(of: unit, language)),
        language: language,
        description: "\(language(.replications)) \(record.replications); \(interval)")
      if !chart.isEmpty {
        values["histogram"] = SVG.region(chart, label: language(.histogram))
      }
    }
    let bars = record.assumptions.compactMap { assumption in
      assumption.elasticity.map { (label: language(assumption.label), value: $0) }
    }
    let tornado = tornadoChart(
      id: "sensitivity-chart", bars, language: language,
      description: bars.map { "\($0.label) \(significant($0.value, digits: 2))" }
        .joined(separator: "; "))
    if !tornado.isEmpty {
      values["sensitivity"] = SVG.region(tornado, label: language(.sensitivity))
    }
    var surroundings = Surroundings(title)
    surroundings.kind = .evidence
    surroundings.crumbs = [(language(.evidence), PageKind.evidence.path)]
    return compose(path, theme.render(.evidence, values), surroundings)
  }

  /// The verdict in a sentence that says what it is conditional on, then the facts.
  private func summary(
    _ evidence: Evidence, _ record: SimulationRecord, _ place: ClaimPlace, _ verdict: Verdict,
    from path: SitePath
  ) -> HTML {
    let unit = place.claim.unit
    let breaks = record.assumptions.filter { $0.breakEven != nil }
    var html: HTML = "<p>\(condition(verdict, record.assumptions.count))"
    for assumption in breaks.prefix(3) {
      html += " \(flip(language(assumption.label), assumption.breakEven ?? ""))"
    }
    html.raw("</p>\n<dl class=\"facts\">")
    html += fact(.claimed, quote(place.claim))
    html += fact(.evidenceInterval, "\(format(evidence.interval, in: unit, language))")
    if let estimate = evidence.estimate {
      html += fact(.estimate, "\(format(estimate, in: unit, language))")
    }
    let explanation = language(evidence.explanation)
    if !explanation.isEmpty { html += fact(.formula, "\(explanation)") }
    html += fact(
      .systems,
      """
      <a href="\(PageKind.systems.path.link(from: path, fragment: record.system))">\
      \(record.system)</a> · \(record.output)
      """)
    if let index = place.caseStudy {
      let address = casePaths[index].link(from: path)
      html += fact(.cases, "<a href=\"\(address)\">\(model.cases[index].title)</a>")
    }
    html += fact(.scenario, "<code>\(record.scenario)</code>")
    if record.isExact {
      html += fact(.kind, "\(language(.exact))")
    } else {
      html += fact(.confidence, "\(significant(record.confidence * 100, digits: 4))%")
      html += fact(.replications, "\(grouped(record.replications))")
      html += fact(.seed, "\(String(record.seed))")
    }
    html.raw("</dl>\n")
    return html
  }

  private func condition(_ verdict: Verdict, _ count: Int) -> String {
    switch language {
    case .zh: "在下列 \(count) 项假设之下，结论是「\(language(verdict.label))」。"
    case .en:
      "Under the \(count) assumptions below, the verdict is “\(language(verdict.label))”."
    }
  }

  private func flip(_ label: String, _ value: String) -> String {
    switch language {
    case .zh: "若\(label)越过 \(value)，结论就会翻转。"
    case .en: "It would change if \(label) passed \(value)."
    }
  }

  private func assumptionTable(_ record: SimulationRecord) -> HTML {
    var html: HTML = """
      <div class="scroll" role="group" tabindex="0" aria-label="\(language(.assumptions))">\
      <table><thead><tr><th scope="col">\(language(.parameter))</th>\
      <th scope="col">\(language(.value))</th><th scope="col">\(language(.kind))</th>\
      <th scope="col" class="number">\(language(.elasticity))</th>\
      <th scope="col">\(language(.breakEven))</th><th scope="col">\(language(.origin))</th></tr>\
      </thead><tbody>

      """
    for assumption in record.assumptions {
      let elasticity = assumption.elasticity.map { significant($0, digits: 2) } ?? "—"
      html += """
        <tr><th scope="row">\(language(assumption.label))<br><code>\(assumption.parameter)</code>\
        </th><td>\(assumption.value)</td><td>\(kindText(assumption.kind))</td>\
        <td class="number">\(elasticity)</td><td>\(assumption.breakEven ?? "—")
        """
      if assumption.isFragile { html += "<br><span class=\"warn\">\(language(.fragile))</span>" }
      html += "</td><td>\(assumption.origin ?? "—")</td></tr>\n"
    }
    html.raw("</tbody></table></div>")
    return html
  }
}
