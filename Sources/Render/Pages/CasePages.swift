import Diagnostics
import Model
import Quantities

extension PageType {
  static let cases = PageType(.cases) { site in
    site.listing(.cases, site.caseCards(from: PageKind.cases.path, limit: .max, headings: 2))
  }

  /// One case: what was asked, what was built, what is assumed, what came out.
  static let caseStudy = PageType("case") { site in
    site.casePaths.indices.map { index in
      PageJob(paths: [site.casePaths[index].file]) { [site.casePage(index)] }
    }
  }
}

extension Site {
  /// - Parameter headings: the level of the cards' headings: one below that of what they stand under.
  func caseCards(from path: SitePath, limit: Int, headings: Int = 3) -> HTML {
    var html: HTML = "<ul class=\"cards\">"
    for (index, study) in model.cases.enumerated().prefix(limit) {
      html += """
        <li><h\(headings)><a href="\(casePaths[index].link(from: path))">\(study.title)</a></h\(headings)>
        <p>\(factLines(of: study))</p>\
        <div class="verdicts">\(verdicts(of: study.requirements + study.outcomes))</div></li>

        """
    }
    html.raw("</ul>")
    if limit < casePaths.count {
      let all = PageKind.cases.path.link(from: path)
      html += "<p><a href=\"\(all)\">\(language(.showAll)) (\(casePaths.count))</a></p>"
    }
    return html
  }

  private func factsText(of study: CaseStudy) -> String {
    (kinds(of: study) + counts(of: study)).joined(separator: " · ")
  }

  /// The same in two lines: what the case is, and what it has.
  private func factLines(of study: CaseStudy) -> HTML {
    let lines = [kinds(of: study), counts(of: study)].filter { !$0.isEmpty }
      .map { $0.joined(separator: " · ") }
    return lines.count == 2 ? "\(lines[0])<br>\(lines[1])" : "\(lines.first ?? "")"
  }

  /// Its industry, and whether it is constructed.
  private func kinds(of study: CaseStudy) -> [String] {
    [study.industry.map { language($0) }, study.isConstructed ? language(.constructed) : nil]
      .compactMap(\.self)
  }

  private func counts(of study: CaseStudy) -> [String] {
    let claims = study.requirements.count + study.outcomes.count
    return [(study.architectures.count, Phrase.architectures), (claims, .claims)]
      .filter { $0.0 > 0 }.map { language.count($0.0, $0.1) }
  }

  /// How many of some claims have which verdict.
  private func verdicts(of ids: [String]) -> HTML {
    var counts: [Verdict: Int] = [:]
    for id in ids { counts[claims[id]?.verdict ?? .unchecked, default: 0] += 1 }
    var html = HTML()
    for verdict in Verdict.allCases {
      guard let count = counts[verdict] else { continue }
      if !html.isEmpty { html.raw(" ") }
      html += """
        <span class="verdict \(verdict.rawValue)"><span aria-hidden="true">\(verdict.sign)</span> \
        \(language(verdict.label)) \(count)</span>
        """
    }
    return html
  }

  fileprivate func casePage(_ index: Int) -> Page {
    let study = model.cases[index]
    let path = casePaths[index]
    let document = documents[study.document]
    let sections = document.draft.sections
    let slug = sections.indices.contains(study.section) ? sections[study.section].slug : ""
    let text = document.path.link(from: path, fragment: slug.isEmpty ? "Main" : slug)

    let kicker = kinds(of: study).joined(separator: " · ")
    var values: [String: HTML] = [
      "kicker": "\(kicker)", "heading": "\(study.title)",
      "lead": """
      <a href="\(text)">\(document.title)</a> \(verdicts(of: study.requirements + study.outcomes))
      """,
      "requirements": claimList(study.requirements, study, from: path),
      "outcomes": claimList(study.outcomes, study, from: path),
      "design": design(of: study, from: path),
      "assumptions": assumptions(of: study, from: path),
    ]
    let practices = study.practices.compactMap { number in
      document.draft.practices.indices.contains(number) ? document.draft.practices[number] : nil
    }
    if !practices.isEmpty { values["practices"] = practiceGroups(practices) }
    var surroundings = Surroundings(study.title)
    surroundings.description = factsText(of: study)
    surroundings.kind = .cases
    surroundings.crumbs = [(language(.cases), PageKind.cases.path)]
    surroundings.pager = pager(ofCase: index)
    return compose(path, theme.render(.case, values), surroundings)
  }

  private func pager(ofCase index: Int) -> HTML {
    var html = HTML()
    for (offset, style, phrase) in [(-1, "previous", Phrase.previous), (1, "next", .next)] {
      guard casePaths.indices.contains(index + offset) else { continue }
      html += """
        <a class="\(style)" rel="\(style == "next" ? "next" : "prev")" \
        href="\(casePaths[index + offset].link(from: casePaths[index]))">\
        <small>\(language(phrase))</small><b>\(model.cases[index + offset].title)</b></a>

        """
    }
    return html
  }

  /// Claims of a case, each with what speaks for it and the claims of the other side that it meets.
  private func claimList(_ ids: [String], _ study: CaseStudy, from path: SitePath) -> HTML {
    let places = ids.compactMap { claims[$0] }
    guard !places.isEmpty else { return "<p class=\"muted\">\(language(.notWritten))</p>" }
    var html: HTML = "<ul class=\"rows\">"
    for place in places {
      html += claimRow(place, from: path, showingDocument: false)
      let others = place.claim.role == .requirement ? study.outcomes : study.requirements
      for other in others.compactMap({ claims[$0] }) {
        guard let metric = place.claim.metric, metric.id == other.claim.metric?.id,
          place.claim.percentile == other.claim.percentile
        else { continue }
        let arrow = place.claim.role == .requirement ? "→" : "←"
        html += """
          <li class="muted"><span>\(arrow) \(language(other.claim.role.label))</span> \
          <a href="\(link(toClaim: other, from: path))">\(other.claim.subject)</a> \
          \(kept(figure(of: other.claim)))</li>

          """
      }
    }
    html.raw("</ul>")
    return html
  }

  private func design(of study: CaseStudy, from path: SitePath) -> HTML {
    var html = HTML()
    for (number, id) in study.architectures.enumerated() {
      guard let index = architectureNamed[id] else { continue }
      let place = architectures[index]
      html += figure(place, id: "Figure-\(number + 1)", from: path)
    }
    return html.isEmpty ? "<p class=\"muted\">\(language(.notWritten))</p>" : html
  }

  /// The scenarios of a case, with every assumption and the place it comes from.
  private func assumptions(of study: CaseStudy, from path: SitePath) -> HTML {
    let scenarios = documents[study.document].draft.scenarios
    var html = HTML()
    for number in study.scenarios where scenarios.indices.contains(number) {
      let scenario = scenarios[number]
      let count = scenario.assume.count + scenario.before.count + scenario.after.count
      html += """
        <details><summary>\(language.lead(.scenario))<code>\(scenario.id.value)</code> · \
        \(stated(count))</summary>\(scenarioTable(scenario))</details>

        """
    }
    let judged = (study.requirements + study.outcomes).compactMap { claims[$0] }
      .flatMap { evidence(of: $0) }
    if !judged.isEmpty {
      html += "<h3>\(language(.evidence))</h3>\n" + evidenceStrips(judged, from: path)
    }
    return html.isEmpty ? "<p class=\"muted\">\(language(.noScenario))</p>" : html
  }

  /// How many assumptions a scenario states, beside which an answer may rest on defaults.
  private func stated(_ count: Int) -> String {
    language == .zh
      ? "写明 \(language.count(count, .assumptions))"
      : "states \(language.count(count, .assumptions))"
  }

  func scenarioTable(_ scenario: Scenario) -> HTML {
    var html: HTML = """
      <p>\(language.lead(.scenario))<code>\(scenario.id.value)</code> · \
      <code>\(scenario.system.value)</code></p>
      <div class="scroll" role="group" tabindex="0" aria-label="\(language(.assumptions)) \
      \(scenario.id.value)"><table class="stacked"><thead><tr><th scope="col">\(language(.parameter))</th>\
      <th scope="col">\(language(.value))</th><th scope="col">\(language(.kind))</th>\
      <th scope="col">\(language(.origin))</th></tr></thead><tbody>

      """
    for (prefix, list) in [
      ("", scenario.assume), ("before: ", scenario.before), ("after: ", scenario.after),
    ] {
      for assumption in list {
        let value =
          assumption.link.map { "<code>\($0.place.value)</code>" as HTML }
          ?? assumed(assumption.fields)
        let kind =
          assumption.kind?.value ?? (assumption.link == nil ? "assumption" : "document")
        html += """
          <tr><th scope="row">\(prefix)<code>\(assumption.parameter.value)</code></th>\
          <td data-label="\(language(.value))">\(value)</td>\
          <td data-label="\(language(.kind))">\
          \(kindText(kind))</td>\
          <td data-label="\(language(.origin))">\(code(in: assumption.origin?.value ?? "—"))</td></tr>

          """
      }
    }
    html.raw("</tbody></table></div>")
    return html
  }

  /// Where a value comes from, in the language of the interface.
  func kindText(_ kind: String) -> String {
    guard language == .zh else { return kind }
    switch kind {
    case "literature": return "文献"
    case "vendor": return "厂商"
    case "measurement": return "实测"
    case "standard": return "标准"
    case "assumption": return "假设"
    case "default": return "默认"
    case "document": return "文中所述"
    case "calibrated": return "标定"
    default: return kind
    }
  }
}
