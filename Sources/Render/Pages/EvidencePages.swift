import Diagnostics
import Model
import Quantities
import Systems

extension PageType {
  static let evidenceList = PageType(.evidence) { site in
    let lead: HTML = "\(site.language(Evidence.Kind.simulated.meaning))"
    let groups = site.evidenceGroups
    var body = HTML()
    var contents: [Surroundings.Contents] = []
    for (number, group) in groups.enumerated() {
      let anchor = "evidence-\(number + 1)"
      contents.append(.init(level: 2, title: group.title, anchor: anchor))
      body += """
        <section><h2 id="\(anchor)"><a href="\(group.path.link(from: PageKind.evidence.path))">\
        \(group.title)</a></h2>
        \(site.evidenceStrips(group.places, from: PageKind.evidence.path))</section>

        """
    }
    return site.listing(.evidence, lead: lead, contents: contents, body)
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

  /// The simulated judgements by their cases, or by their documents where they are of none.
  fileprivate var evidenceGroups: [(title: String, path: SitePath, places: [EvidencePlace])] {
    var groups: [(title: String, path: SitePath, places: [EvidencePlace])] = []
    var position: [SitePath: Int] = [:]
    for shown in evidence {
      guard let place = claims[shown.claim] else { continue }
      let document = documents[place.document]
      let title = place.caseStudy.map { model.cases[$0].title } ?? document.title
      let path = place.caseStudy.map { casePaths[$0] } ?? document.path
      if position[path] == nil {
        position[path] = groups.count
        groups.append((title, path, []))
      }
      groups[position[path] ?? 0].places.append(shown)
    }
    return groups
  }

  /// Claims and what the simulation says of them, each in a line with its interval drawn.
  func evidenceStrips(_ places: [EvidencePlace], from path: SitePath) -> HTML {
    var html: HTML = "<ul class=\"strips\">"
    for shown in places {
      guard let place = claims[shown.claim] else { continue }
      let judgement = place.judgements[shown.judgement]
      guard let evidence = judgement.evidence else { continue }
      let (claimed, answer) = (figure(of: place.claim), printed(evidence.interval, of: place.claim))
      let strip = intervalStrip(
        claimed: evidence.allowed(for: place.claim), evidence: evidence.interval)
      html += """
        <li class="pair"><span><a href="\(shown.path.link(from: path))">\(place.claim.subject)</a> \
        <b>\(kept(claimed))</b></span> \(badge(judgement.verdict, evidence)) \
        <span class="answer">\(language.lead(.judgedBy))\(kept(answer))</span>\(strip)</li>

        """
    }
    html.raw("</ul>")
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
    let unit = shownUnit(of: claim, evidence.interval)
    let verdict = place.judgements[shown.judgement].verdict
    let interval = printed(evidence.interval, of: claim)
    let title = "\(claim.subject) \(figure(of: claim))"

    var values: [String: HTML] = [
      "heading": "\(claim.subject) \(kept(figure(of: claim)))",
      "lead": """
      \(badge(verdict, evidence)) <a href="\(link(toClaim: place, from: path))">\
      \(language(.wholeEvidence))</a>
      """,
      "summary": summary(evidence, record, place, verdict, from: path),
      "assumptions": assumptionTable(record),
    ]
    let chart = intervalChart(
      id: "interval-chart", claimed: evidence.allowed(for: claim), evidence: evidence.interval,
      estimate: evidence.estimate,
      unit: AxisUnit(unit: unit, symbol: Quantities.name(of: unit, language)), language: language,
      description: "\(language(.claimed)) \(figure(of: claim)); \(language(.judgedBy)) \(interval)")
    if !chart.isEmpty {
      values["interval"] = SVG.region(chart, label: language(.evidenceInterval))
    }
    if let histogram = record.histogram {
      let chart = histogramChart(
        id: "histogram-chart", histogram, claimed: evidence.allowed(for: claim),
        unit: AxisUnit(unit: unit, symbol: Quantities.name(of: unit, language)),
        language: language,
        description: "\(language(.replications)) \(record.replications); \(interval)")
      if !chart.isEmpty {
        values["histogram"] = SVG.region(chart, label: language(.histogram))
      }
    }
    let bars = record.beliefs.compactMap { assumption in
      assumption.elasticity.map { (label: language(assumption.label), value: $0) }
    }
    let tornado = tornadoChart(
      id: "sensitivity-chart", bars, language: language,
      description: bars.map { "\($0.label) \(signed($0.value, digits: 2))" }
        .joined(separator: "; "))
    if !tornado.isEmpty {
      values["sensitivity"] =
        "<p class=\"muted\">\(measure(of: record))</p>"
        + SVG.region(tornado, label: language(.sensitivity))
    }
    var surroundings = Surroundings(title)
    surroundings.description =
      "\(language.lead(.claimed))\(figure(of: claim)) · \(language.lead(.judgedBy))\(interval)"
      + " · \(language(verdict.label))"
    surroundings.kind = .evidence
    surroundings.crumbs = [(language(.evidence), PageKind.evidence.path)]
    return compose(path, theme.render(.evidence, values), surroundings)
  }

  /// What the bars of the sensitivity say; an availability changes by its distance from one.
  private func measure(of record: SimulationRecord) -> String {
    let output = SystemDefinition.all.first { $0.name == record.system }?.outputs
      .first { $0.name == record.output }
    switch (output?.scale == .complement, language) {
    case (true, .zh): return "假设增大 1% 时，结果离 100% 的差距变动百分之几。"
    case (false, .zh): return "假设增大 1% 时，结果变动百分之几。"
    case (true, .en):
      return
        "By how many percent the distance of the result from 100% changes for 1% more of each."
    case (false, .en): return "By how many percent the result changes for 1% more of each."
    }
  }

  /// Claim, evidence and verdict in a sentence that says what it is conditional on, where the verdict
  /// would change, then how it was computed.
  private func summary(
    _ evidence: Evidence, _ record: SimulationRecord, _ place: ClaimPlace, _ verdict: Verdict,
    from path: SitePath
  ) -> HTML {
    var html: HTML = """
      <p class="lead">\(sentence(evidence, record, place, verdict))</p>

      """
    html += turningPoints(of: record)
    html.raw("<dl class=\"facts\">")
    html += fact(.claimed, quote(place.claim))
    if let estimate = evidence.estimate {
      let unit = shownUnit(of: place.claim, evidence.interval)
      html += fact(.estimate, kept(format(estimate, in: unit, language)))
    }
    if let before = record.before {
      html += fact(
        before.isCalibrated ? .beforeCalibrated : .before,
        kept(printed(before.interval, of: place.claim)))
    }
    let explanation = language(evidence.explanation)
    if !explanation.isEmpty { html += fact(.formula, code(in: explanation)) }
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
    html += fact(.scenario, scenario(of: record, place, from: path))
    if record.isExact {
      html += fact(.kind, "\(language(.exact))")
    } else {
      html += fact(.confidence, "\(significant(record.confidence * 100, digits: 4))%")
      html += fact(.replications, "\(grouped(record.replications))")
      for setting in record.assumptions where setting.isRunLength {
        html += "<dt>\(language(setting.label))</dt><dd>\(assumed(setting.value))</dd>\n"
      }
      html += fact(.seed, "\(String(record.seed))")
    }
    html.raw("</dl>\n")
    return html + advice(on: verdict, rule: "claim-fails")
  }

  /// Where the verdict would change: all places that the plausible range of their assumption holds, and
  /// the nearest of the others.
  private func turningPoints(of record: SimulationRecord) -> HTML {
    let turning = record.beliefs.filter { $0.breakEven != nil }
    guard !turning.isEmpty else { return HTML() }
    let shown = max(3, turning.count(where: \.isFragile))
    var html: HTML = "<ul class=\"flips\">"
    for assumption in turning.prefix(shown) {
      html += "<li>\(flip(assumption))"
      if assumption.isFragile { html += " \(fragileMark)" }
      html.raw("</li>\n")
    }
    let rest = turning.count - shown
    if rest > 0 {
      let more =
        language == .zh
        ? "另有 \(rest) 项假设的翻转点，见下表。" : "Break-evens of \(rest) more are in the table."
      html += "<li><a href=\"#assumptions\">\(more)</a></li>\n"
    }
    html.raw("</ul>\n")
    return html
  }

  /// The scenario that a record is of, linked to where it stands and can be changed.
  private func scenario(
    of record: SimulationRecord, _ place: ClaimPlace, from path: SitePath
  ) -> HTML {
    for document in [documents[place.document]] + documents {
      guard
        let scenario = document.draft.scenarios.first(where: { $0.id.value == record.scenario })
      else { continue }
      let section = document.draft.sections.last { $0.heading.start <= scenario.span.start }
      let slug = section?.slug ?? ""
      let href = document.path.link(from: path, fragment: slug.isEmpty ? "Main" : slug)
      let line = lines(of: document).line(at: scenario.span.start)
      return "<a href=\"\(href)\"><code>\(record.scenario)</code></a> \(language.line(line))"
    }
    return "<code>\(record.scenario)</code>"
  }

  private func sentence(
    _ evidence: Evidence, _ record: SimulationRecord, _ place: ClaimPlace, _ verdict: Verdict
  ) -> HTML {
    let claimed = "<b>\(kept(figure(of: place.claim)))</b>" as HTML
    var shown = printed(evidence.interval, of: place.claim)
    if let before = record.before, !before.isCalibrated {
      shown = printed(before.interval, of: place.claim) + " → " + shown
    }
    let answer = "<b>\(kept(shown))</b>" as HTML
    let count = record.beliefs.count
    switch language {
    case .zh:
      return """
        声称 \(claimed)；在下列 \(count) 项假设之下\(defaults(of: record))得到 \(answer)，\
        结论是「\(language(verdict.label))」。
        """
    case .en:
      let assumptions = language.count(count, .assumptions)
      return """
        Claimed is \(claimed); under the \(assumptions) below\(defaults(of: record)) the answer is \(answer), \
        and the verdict “\(language(verdict.label))”.
        """
    }
  }

  /// How many of the assumptions the scenario leaves to their defaults, in brackets.
  private func defaults(of record: SimulationRecord) -> String {
    let count = record.beliefs.count { $0.kind == "default" }
    guard count > 0 else { return "" }
    return language == .zh ? "（其中 \(count) 项取默认值）" : " (\(count) of them defaults)"
  }

  /// Where the verdict would change, and in which direction that is.
  func flip(_ assumption: SimulationRecord.AssumptionRecord) -> HTML {
    let label = language(assumption.label)
    let value = kept(assumption.breakEven.map { language($0) } ?? "")
    let now = assumed(assumption.value)
    guard let ratio = assumption.breakEvenRatio else {
      return language == .zh
        ? "若\(label)改为 \(value)，结论就会翻转。" : "It would change if \(label) were \(value)."
    }
    switch language {
    case .zh: return "若\(label)由 \(now)\(ratio < 1 ? "降" : "升")到 \(value)，结论就会翻转。"
    case .en:
      return """
        It would change if \(label) \(ratio < 1 ? "fell" : "rose") from \(now) to \(value).
        """
    }
  }

  private var fragileMark: HTML {
    "<span class=\"verdict at-face-value\">\(language(.fragileShort))</span>"
  }

  /// What is assumed, the assumption that is nearest to turning the verdict first; then what the text
  /// itself says, and what the scenario gives and this answer does not rest on.
  private func assumptionTable(_ record: SimulationRecord) -> HTML {
    let columns: [Phrase] = [.parameter, .value, .breakEven, .elasticity, .kind, .origin]
    var html = HTML()
    if record.assumptions.contains(where: \.isFragile) {
      html += "<p>\(fragileMark) \(language(.fragile))</p>\n"
    }
    html += """
      <div class="scroll" role="group" tabindex="0" aria-label="\(language(.assumptions))">\
      <table class="stacked"><thead><tr>
      """
    for column in columns {
      html += column == .elasticity ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">"
      html += "\(language(column))</th>"
    }
    html.raw("</tr></thead><tbody>\n")
    for assumption in record.beliefs { html += row(assumption, columns) }
    html.raw("</tbody>")
    let groups: [(Phrase, [SimulationRecord.AssumptionRecord])] = [
      (.fromText, record.assumptions.filter { $0.kind == "document" }), (.unused, record.unused),
    ]
    for (title, rows) in groups where !rows.isEmpty {
      html += """
        <tbody><tr class="group"><th colspan="\(columns.count)" scope="rowgroup">\
        \(language(title))</th></tr>

        """
      for assumption in rows { html += row(assumption, columns) }
      html.raw("</tbody>")
    }
    html.raw("</table></div>")
    return html
  }

  private func row(
    _ assumption: SimulationRecord.AssumptionRecord, _ columns: [Phrase]
  ) -> HTML {
    let cells: [HTML] = [
      assumed(assumption.value),
      (assumption.breakEven.map { kept(language($0)) } ?? "—") + (assumption.isFragile ? " " : "")
        + (assumption.isFragile ? fragileMark : HTML()),
      "\(assumption.elasticity.map { signed($0, digits: 2) } ?? "—")",
      "\(kindText(assumption.kind))", code(in: assumption.origin ?? "—"),
    ]
    var html: HTML = """
      <tr><th scope="row">\(language(assumption.label))<br><code>\(assumption.parameter)</code></th>
      """
    for (column, cell) in zip(columns.dropFirst(), cells) {
      html += column == .elasticity ? "<td class=\"number\"" : "<td"
      html += " data-label=\"\(language(column))\">\(cell)</td>"
    }
    html.raw("</tr>\n")
    return html
  }
}
