import Diagnostics
import Model
import Quantities

extension PageType {
  /// Every finding, by document; a document's own page shows its own.
  static let findings = PageType(.findings) { site in
    let path = PageKind.findings.path
    let counts = site.statistics.findings
    let language = site.language
    var lead: HTML = """
      \(language.count(counts.errors, .errors)) · \(language.count(counts.warnings, .warnings)) · \
      \(language.count(counts.notes, .notes))
      """
    if counts.accepted > 0 { lead += " · \(language.lead(.accepted))\(counts.accepted)" }
    var body = HTML()
    for document in site.documents where !document.diagnostics.isEmpty {
      body += """
        <section><h2><a href="\(document.path.link(from: path, fragment: "Findings"))">\
        \(document.title)</a></h2>
        <p class="muted">\(document.draft.path)</p>

        """
      body += site.findingList(of: document, limit: 40)
      body.raw("</section>\n")
    }
    if body.isEmpty { body = "<p>\(language(.noFindings))</p>" }
    return site.listing(.findings, lead: lead, body)
  }
}

extension Site {
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

  private func finding(_ diagnostic: Diagnostic, _ lines: LineTable) -> HTML {
    let accepted = diagnostic.acceptance != nil
    let style = diagnostic.severity.rawValue + (accepted ? " accepted" : "")
    let line = lines.line(at: diagnostic.span.start)
    var html: HTML = """
      <div class="finding \(style)"><p class="message"><span class="severity">\
      \(severityText(diagnostic.severity))</span> \(english(diagnostic.message))</p>
      <p class="muted"><code>\(diagnostic.id)</code> · \(language.line(line))</p>
      <pre><code>\(excerpt(diagnostic.span, lines, line))</code></pre>

      """
    if !diagnostic.notes.isEmpty || !diagnostic.fixes.isEmpty || accepted {
      html.raw("<ul>")
      for note in diagnostic.notes {
        html += "<li>\(language.lead(.note))\(english(note.message))\(place(of: note))</li>"
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

  private func severityText(_ severity: Severity) -> String {
    switch (severity, language) {
    case (.error, .zh): "错误"
    case (.warning, .zh): "警告"
    case (.note, .zh): "提示"
    case (_, .en): severity.rawValue
    }
  }

  private func place(of note: Diagnostic.Note) -> HTML {
    guard let span = note.span, let index = documentOf[span.source] else { return HTML() }
    let line = lines(of: documents[index]).line(at: span.start)
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
    for (index, part) in message.split(separator: "`", omittingEmptySubsequences: false)
      .enumerated()
    {
      html += index % 2 == 1 ? "<code>\(String(part))</code>" : "\(String(part))"
    }
    return html
  }
}
