import Diagnostics
import Model
import Syntax
import Quantities

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
    if !document.draft.claims.isEmpty {
      var counts: [Verdict: Int] = [:]
      for claim in document.draft.claims {
        counts[claims[claim.id]?.verdict ?? .unchecked, default: 0] += 1
      }
      let all = document.claimsPath.link(from: path)
      values["claims"] =
        verdictBar(counts, language: language) { _ in nil }
        + "<p><a href=\"\(all)\">\(language(.showAll)) (\(document.draft.claims.count))</a></p>"
    }
    if !document.diagnostics.isEmpty {
      values["findings"] = findingList(of: document, limit: 100)
    }
    var surroundings = Surroundings(document.title)
    surroundings.document = document.index
    surroundings.folder = parent(of: document.draft.path)
    surroundings.contents = contents(of: document)
    surroundings.crumbs = crumbs(of: document)
    surroundings.pager = pager(of: document)
    return compose(path, theme.render(.document, values), surroundings)
  }

  /// The headings of the second and third level, or the first two levels that there are.
  private func contents(of document: SiteDocument) -> [Surroundings.Contents] {
    let entries = document.draft.sections.compactMap { section -> Surroundings.Contents? in
      guard (2...3).contains(section.level), !section.slug.isEmpty else { return nil }
      return Surroundings.Contents(level: section.level, title: section.title, anchor: section.slug)
    }
    let main = entries.filter { $0.level == 2 }
    return main.count > 2 && entries.count > 60 ? main : entries
  }

  private func crumbs(of document: SiteDocument) -> [(title: String, path: SitePath)] {
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
  private func contentLanguage(of document: SiteDocument) -> String? {
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
