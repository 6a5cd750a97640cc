import Diagnostics
import Model
import Quantities

extension PageType {
  /// Every finding, the gravest first and by rule; a document's own page shows its own.
  static let findings = PageType(.findings) { site in
    let counts = site.statistics.findings
    let language = site.language
    var lead: HTML = """
      \(language.count(counts.errors, .errors)) · \(language.count(counts.warnings, .warnings)) · \
      \(language.count(counts.notes, .notes))
      """
    if counts.accepted > 0 { lead += " · \(language.lead(.accepted))\(counts.accepted)" }
    if counts.errors + counts.warnings + counts.notes + counts.accepted > 0 {
      lead += "<br>\(site.helpWithFindings)"
    }
    let groups = site.findingGroups
    guard !groups.isEmpty else {
      return site.listing(.findings, lead: lead, "<p>\(language(.noFindings))</p>")
    }
    var contents: [Surroundings.Contents] = []
    var body = site.table(of: groups)
    var open = ""
    for group in groups {
      if group.section != open {
        if !open.isEmpty { body.raw("</section>\n") }
        open = group.section
        body += "<section><h2 id=\"\(open)\">\(site.name(ofSection: open))</h2>\n"
        contents.append(.init(level: 2, title: site.name(ofSection: open), anchor: open))
      }
      contents.append(.init(level: 3, title: site.title(ofRule: group.rule), anchor: group.anchor))
      body += site.list(group)
    }
    body.raw("</section>\n")
    return site.listing(.findings, lead: lead, contents: contents, body)
  }
}

/// The findings of one rule that are equally grave.
private struct FindingGroup {
  /// `error`, `warning`, `note` or `accepted`.
  let section: String
  let rule: String
  var members: [(document: Int, diagnostic: Diagnostic)] = []

  var anchor: String { section + "-" + rule }

  /// Where the section stands.
  var rank: Int { ["error", "warning", "note"].firstIndex(of: section) ?? 3 }
}

extension Site {
  fileprivate var findingGroups: [FindingGroup] {
    var groups: [String: FindingGroup] = [:]
    for document in documents {
      for diagnostic in document.diagnostics {
        let section = diagnostic.acceptance == nil ? diagnostic.severity.rawValue : "accepted"
        let group = FindingGroup(section: section, rule: diagnostic.id)
        groups[group.anchor, default: group].members.append((document.index, diagnostic))
      }
    }
    return groups.values.sorted {
      ($0.rank, -$0.members.count, $0.rule) < ($1.rank, -$1.members.count, $1.rule)
    }
  }

  fileprivate func name(ofSection section: String) -> String {
    language(
      section == "error"
        ? .errors : section == "warning" ? .warnings : section == "note" ? .notes : .accepted)
  }

  /// What a rule is called, which for those that a project adds is their identifier.
  func title(ofRule id: String) -> String { options.titles[id].map { language($0) } ?? id }

  /// The identifier of a rule beside its title; nothing where they are the same.
  private func code(of rule: String) -> HTML {
    options.titles[rule] == nil ? HTML() : " <code class=\"rule\">\(rule)</code>"
  }

  /// How many findings each rule has, each number a link to them.
  fileprivate func table(of groups: [FindingGroup]) -> HTML {
    let sections = ["error", "warning", "note", "accepted"].filter { section in
      groups.contains { $0.section == section }
    }
    var html: HTML = """
      <div class="scroll" role="group" tabindex="0" aria-label="\(language(.rule))">\
      <table><thead><tr><th scope="col">\(language(.rule))</th>
      """
    for section in sections {
      html += "<th scope=\"col\" class=\"number\">\(name(ofSection: section))</th>"
    }
    html.raw("</tr></thead><tbody>\n")
    var shown: Set<String> = []
    for group in groups where shown.insert(group.rule).inserted {
      html += "<tr><th scope=\"row\">\(title(ofRule: group.rule))\(code(of: group.rule))</th>"
      for section in sections {
        html.raw("<td class=\"number\">")
        for its in groups where its.rule == group.rule && its.section == section {
          html += "<a href=\"#\(its.anchor)\">\(grouped(its.members.count))</a>"
        }
        html.raw("</td>")
      }
      html.raw("</tr>\n")
    }
    html.raw("</tbody></table></div>\n")
    return html
  }

  /// Which commands help with findings.
  fileprivate var helpWithFindings: HTML {
    language == .zh
      ? "<code>docgen explain 名称</code> 解释一种问题，<code>docgen fix</code> 改正有把握的。"
      : """
      <code>docgen explain NAME</code> explains a kind of finding, <code>docgen fix</code> applies \
      the corrections that are safe.
      """
  }

  /// The findings of a rule; more than a few that ask for nothing are folded away.
  fileprivate func list(_ group: FindingGroup) -> HTML {
    let limit = 40
    var list = HTML()
    for (document, diagnostic) in group.members.prefix(limit) {
      list += finding(
        diagnostic, lines(of: documents[document]), document: documents[document],
        from: PageKind.findings.path)
    }
    if group.members.count > limit {
      list += "<p>\(language(.more)): \(grouped(group.members.count - limit))</p>"
    }
    let count = grouped(group.members.count)
    var html: HTML = """
      <h3 id="\(group.anchor)">\(title(ofRule: group.rule)) <span class="muted">\(count)</span>\
      \(code(of: group.rule))</h3>

      """
    html +=
      group.rank < 2 || group.members.count <= 8
      ? list : "<details><summary>\(language(.showAll)) (\(count))</summary>\(list)</details>\n"
    return html
  }

  /// The findings of a document, each with its place and the words it is about.
  func findingList(of document: SiteDocument, limit: Int) -> HTML {
    let lines = lines(of: document)
    var html = HTML()
    for diagnostic in document.diagnostics.prefix(limit) { html += finding(diagnostic, lines) }
    if document.diagnostics.count > limit {
      html += "<p>\(language(.more)): \(document.diagnostics.count - limit)</p>"
    }
    return html
  }

  /// - Parameter document: named with a link where the page is not its own.
  private func finding(
    _ diagnostic: Diagnostic, _ lines: LineTable, document: SiteDocument? = nil,
    from path: SitePath = PageKind.findings.path
  ) -> HTML {
    let origin: HTML? = document.map { document in
      " · <a href=\"\(document.path.link(from: path, fragment: "Findings"))\">\(document.draft.path)</a>"
    }
    let accepted = diagnostic.acceptance != nil
    let style = diagnostic.severity.rawValue + (accepted ? " accepted" : "")
    let line = lines.line(at: diagnostic.span.start)
    let page = document == nil ? diagnostic.span.source : nil
    let own = translation(of: diagnostic, on: page)
    let message =
      own?.message ?? ownTitle(of: diagnostic, document == nil) + english(diagnostic.message)
    var html: HTML = """
      <div class="finding \(style)"><p class="message"><span class="severity">\
      \(severityText(diagnostic.severity))</span> \(message)</p>
      <p class="muted"><code>\(diagnostic.id)</code>\(origin ?? HTML()) · \(language.line(line))</p>
      <pre><code>\(excerpt(diagnostic.span, lines, line))</code></pre>

      """
    if !diagnostic.notes.isEmpty || !diagnostic.fixes.isEmpty || accepted {
      html.raw("<ul>")
      if let own {
        for note in own.notes { html += "<li>\(note)</li>" }
      } else {
        for note in diagnostic.notes {
          html += "<li>\(language.lead(.note))\(english(note.message))"
          html += place(of: note.span, on: page) + "</li>"
        }
      }
      for fix in diagnostic.fixes {
        html += "<li>\(language.lead(.fix))\(english(fix.title))</li>"
      }
      if let reason = diagnostic.acceptance {
        html += "<li>\(language.lead(.accepted))\(reason)</li>"
      }
      html.raw("</ul>")
    }
    html.raw("</div>\n")
    return html
  }

  /// A finding about a simulated claim in the language of the interface, out of the evidence that it is
  /// about: such are half of what a collection with scenarios has. Nil for all others, which are in
  /// English.
  private func translation(
    of diagnostic: Diagnostic, on page: SourceID?
  ) -> (message: HTML, notes: [HTML])? {
    guard diagnostic.id.hasPrefix("claim-"),
      let index = documentOf[diagnostic.span.source],
      let claim = documents[index].draft.claims.first(where: { $0.figure == diagnostic.span }),
      let place = claims[claim.id],
      let evidence = place.judgements.lazy.compactMap(\.evidence).first(where: {
        $0.simulation != nil
      }), let record = evidence.simulation
    else { return nil }
    let name: HTML = "<code>\(claim.subject)</code>"
    switch diagnostic.id {
    case "claim-fragile":
      let notes = record.beliefs.filter(\.isFragile).map {
        flip($0) + self.place(of: $0.span, on: page)
      }
      let message: HTML =
        language == .zh
        ? "\(name) 的结论在假设的合理范围之内就会翻转"
        : "The verdict on \(name) would change within the plausible range of an assumption"
      return (message, notes)
    case "claim-fails" where language == .zh, "claim-undecided" where language == .zh:
      let answer = kept(printed(evidence.interval, of: claim))
      let verdict = diagnostic.id == "claim-fails" ? "不成立" : "未决"
      return (
        "\(name) 在 <code>\(record.scenario)</code> 的假设下\(verdict)：\(answer)",
        ["\(language.lead(.note))\(code(in: language(evidence.explanation)))"]
      )
    default: return nil
    }
  }

  /// The title of a finding that does not stand under it; English messages need none.
  private func ownTitle(of diagnostic: Diagnostic, _ standsAlone: Bool) -> HTML {
    guard standsAlone, language == .zh, let title = options.titles[diagnostic.id] else {
      return HTML()
    }
    return "\(language(title))："
  }

  func severityText(_ severity: Severity) -> String {
    switch (severity, language) {
    case (.error, .zh): "错误"
    case (.warning, .zh): "警告"
    case (.note, .zh): "提示"
    case (_, .en): severity.rawValue
    }
  }

  /// The line that something stands on, with the path of its document but on that one's own page.
  private func place(of span: Span?, on page: SourceID?) -> HTML {
    guard let span, let index = documentOf[span.source] else { return HTML() }
    let line = lines(of: documents[index]).line(at: span.start)
    if span.source == page { return " <span class=\"muted\">\(language.line(line))</span>" }
    return " <span class=\"muted\">\(documents[index].draft.path):\(line)</span>"
  }

  /// The line of a finding with the words that it is about marked.
  private func excerpt(_ span: Span, _ lines: LineTable, _ line: Int) -> HTML {
    let source = model.sources[span.source].bytes
    let range = lines.range(ofLine: line)
    let start = min(max(span.start, range.lowerBound), range.upperBound)
    let end = min(max(start, span.end), range.upperBound)
    var html = HTML()
    html.text(source[range.lowerBound..<start])
    if end > start {
      html.raw("<mark>")
      html.text(source[start..<end])
      html.raw("</mark>")
    }
    html.text(source[end..<range.upperBound])
    return html
  }

  /// A message, which is in English whatever the language of the interface.
  private func english(_ message: String) -> HTML {
    language == .en ? code(in: message) : "<span lang=\"en\">\(code(in: message))</span>"
  }

  /// A message with what stands between backquotes set as code.
  func code(in message: String) -> HTML {
    var html = HTML()
    let parts = message.utf8.split(
      separator: UInt8(ascii: "`"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let text = String(Substring(part))
      html += index % 2 == 1 ? "<code>\(text)</code>" : "\(text)"
    }
    return html
  }
}
