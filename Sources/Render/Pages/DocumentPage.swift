import Diagnostics
import Model
import Quantities
import Syntax

extension PageType {
  /// Each document, its claims marked, its trees drawn, its findings under it.
  static let document = PageType("document") { site in
    site.documents.map { document in
      PageJob(paths: [document.path.file]) { [site.page(of: document)] }
    }
  }
}

extension Site {
  fileprivate func page(of document: SiteDocument) -> Page {
    let path = document.path
    var values: [String: HTML] = ["content": content(of: document)]
    if let tag = contentLanguage(of: document) { values["contentLanguage"] = "\(tag)" }
    let isFront = front == document.index
    let summary = isFront ? linkedPromise : summary(of: document)
    if !summary.isEmpty { values["numbers"] = summary }
    if !document.draft.claims.isEmpty, !isFront { values["claims"] = claimSection(of: document) }
    if !document.diagnostics.isEmpty {
      values["findings"] = findingList(of: document, limit: 100)
    }
    var surroundings = Surroundings(document.title)
    surroundings.description = introduction(of: document)
    if isFront { surroundings.kind = .overview }
    surroundings.document = document.index
    surroundings.folder = parent(of: document.draft.path)
    surroundings.contents = contents(of: document, values)
    if isFront, statistics.claims > 0 {
      surroundings.contents.append(
        .init(level: 2, title: language(.howMuchSupported), anchor: "Figures"))
    }
    surroundings.crumbs = crumbs(of: document)
    surroundings.pager = pager(of: document)
    var main = theme.render(.document, values)
    if isFront { main += figuresOfSite }
    return compose(path, main, surroundings)
  }

  /// The first paragraph of a document as far as search engines show one; nil where it has none.
  private func introduction(of document: SiteDocument) -> String? {
    guard let parsed = document.parsed,
      let paragraph = parsed.nodes.firstIndex(where: { $0.kind == .paragraph })
    else { return nil }
    let text = parsed.plainText(of: paragraph)
    let line = String(text.prefix(160)).replacing("\n", with: " ")
    return line.isEmpty ? nil : text.utf8.count > line.utf8.count ? line + "…" : line
  }

  /// Which figures of a document are true, and what was found, in a line that leads to either; how
  /// far its numbers are understood where it claims nothing; empty where it has none.
  private func summary(of document: SiteDocument) -> HTML {
    var html = HTML()
    if document.draft.claims.isEmpty {
      html = numbers(of: document)
    } else {
      for (verdict, count) in verdicts(of: document) {
        html += """
          <a class="verdict \(verdict.rawValue)" href="#Claims"><span aria-hidden="true">\
          \(verdict.sign)</span> \(language(verdict.label)) \(grouped(count))</a> 
          """
      }
    }
    if !document.diagnostics.isEmpty {
      if document.draft.claims.isEmpty, !html.isEmpty { html.raw(" · ") }
      html += """
        <a href="#Findings">\(language(.findings)) \(grouped(document.diagnostics.count))</a>
        """
    }
    return html
  }

  /// How many claims of a document have which verdict.
  private func verdicts(of document: SiteDocument) -> [(verdict: Verdict, count: Int)] {
    var counts: [Verdict: Int] = [:]
    for claim in document.draft.claims {
      counts[claims[claim.id]?.verdict ?? .unchecked, default: 0] += 1
    }
    return Verdict.allCases.compactMap { verdict in counts[verdict].map { (verdict, $0) } }
  }

  /// How many claims have which verdict, those that ask for something done, and the way to all.
  private func claimSection(of document: SiteDocument) -> HTML {
    let path = document.path
    let all = document.claimsPath.link(from: path)
    let counts = Dictionary(uniqueKeysWithValues: verdicts(of: document).map { ($0, $1) })
    var html = verdictBar(counts, language: language) { _ in all }
    let open = document.draft.claims.compactMap { claims[$0.id] }
      .filter { $0.verdict == .fails || $0.verdict == .undecided }
    if !open.isEmpty {
      html.raw("<ul class=\"rows\">")
      for place in open.prefix(12) { html += claimRow(place, from: path, showingDocument: false) }
      html.raw("</ul>\n")
    }
    html += """
      <p><a href="\(all)">\(language(.showAll)) (\(document.draft.claims.count))</a> \
      <span class="reading">\(numbers(of: document))</span></p>
      """
    return html
  }

  /// How far the numbers of a document are understood; empty where it has none.
  private func numbers(of document: SiteDocument) -> HTML {
    let numbers = Statistics.Numbers(document.draft, answered: answered)
    guard numbers.seen > 0 else { return HTML() }
    return """
      \(language(.numbersSeen)) \(grouped(numbers.seen)) · \
      \(language(.numbersTyped)) \(grouped(numbers.read)) · \
      \(language(.numbersCheckable)) \(grouped(numbers.checkable)) · \
      \(language(.numbersChecked)) \(grouped(numbers.checked))
      """
  }

  /// The headings of the second and third level, and what stands under the text.
  private func contents(
    of document: SiteDocument, _ values: [String: HTML]
  ) -> [Surroundings.Contents] {
    var contents = document.draft.sections.compactMap { section -> Surroundings.Contents? in
      guard (2...3).contains(section.level), !section.slug.isEmpty else { return nil }
      return Surroundings.Contents(level: section.level, title: section.title, anchor: section.slug)
    }
    for (slot, phrase, anchor) in [
      ("claims", Phrase.claims, "Claims"), ("findings", .findings, "Findings"),
    ] where values[slot] != nil {
      contents.append(.init(level: 2, title: language(phrase), anchor: anchor))
    }
    return contents
  }

  private func crumbs(of document: SiteDocument) -> [(title: String, path: SitePath)] {
    guard front != document.index else { return [] }
    var crumbs = [(title: language(.home), path: PageKind.overview.path)]
    var folder = ""
    for part in document.draft.path.split(separator: "/").dropLast() {
      folder += folder.isEmpty ? String(part) : "/" + part
      if let known = folders[folder], known.page != document.index {
        crumbs.append((known.title, documents[known.page].path))
      }
    }
    return crumbs
  }

  private func pager(of document: SiteDocument) -> HTML {
    guard let folder = folders[parent(of: document.draft.path)],
      let place = folder.position[document.index]
    else { return HTML() }
    var html = HTML()
    for (offset, style, phrase) in [(-1, "previous", Phrase.previous), (1, "next", .next)] {
      guard folder.documents.indices.contains(place + offset) else { continue }
      let other = documents[folder.documents[place + offset]]
      html += """
        <a class="\(style)" rel="\(style == "next" ? "next" : "prev")" \
        href="\(other.path.link(from: document.path))"><small>\(language(phrase))</small>\
        <b>\(other.title)</b></a>

        """
    }
    return html
  }

  /// The language of a document where it is not that of the interface.
  func contentLanguage(of document: SiteDocument) -> String? {
    var han = 0
    var letters = 0
    for section in document.draft.sections.prefix(40) {
      for scalar in section.title.unicodeScalars {
        if (0x4E00...0x9FFF).contains(scalar.value) { han += 1 }
        if scalar.isASCIILetter { letters += 1 }
      }
    }
    guard han + letters > 0 else { return nil }
    let own: Language = han * 10 >= letters ? .zh : .en
    return own == language ? nil : own.tag
  }
}
