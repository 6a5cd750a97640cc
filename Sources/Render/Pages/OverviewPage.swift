import Diagnostics
import Model
import Quantities

extension PageType {
  /// The front page: what was read, what supports it, and where to go.
  static let overview = PageType(.overview) { site in
    let language = site.language
    let path = PageKind.overview.path
    var values: [String: HTML] = [
      "heading": "\(site.title)",
      "recallHeading":
        "\(language == .zh ? "读懂了多少，核对了多少" : "How much was read, how much was checked")",
      "recall": site.recall,
      "verdictsHeading":
        "\(language == .zh ? "数字与它们的依据" : "The figures and what supports them")",
      "verdicts": site.verdictSummary(from: path),
      "statedHeading": "\(language == .zh ? "自述与清点" : "Stated beside counted")",
      "modules": site.moduleList(from: path),
    ]
    let counted = site.statedBesideCounted(from: path)
    if !counted.isEmpty { values["stated"] = counted }
    if !site.evidence.isEmpty {
      values["simulated"] = site.evidenceCards(from: path, headings: 3, limit: 6)
    }
    if !site.casePaths.isEmpty { values["cases"] = site.caseCards(from: path, limit: 12) }
    var surroundings = Surroundings(site.title)
    surroundings.kind = .overview
    return site.compose(path, site.theme.render(.overview, values), surroundings)
  }
}

extension Site {
  /// Numbers seen → understood → checkable → checked, as a row of four; each is among those before.
  var recall: HTML {
    let numbers = statistics.numbers
    var html: HTML = "<ol class=\"chain\">"
    for (value, phrase) in [
      (numbers.seen, Phrase.numbersSeen), (numbers.read, .numbersTyped),
      (numbers.checkable, .numbersCheckable), (numbers.checked, .numbersChecked),
    ] {
      html += "<li><b>\(grouped(value))</b> <span>\(language(phrase))</span></li>"
    }
    html.raw("</ol>")
    return html
  }

  func verdictSummary(from path: SitePath) -> HTML {
    guard statistics.claims > 0 else { return "<p>\(language(.noClaims))</p>" }
    let base = PageKind.claims.path.link(from: path)
    var html = verdictBar(statistics.verdicts, language: language) { base + "#" + $0.rawValue }
    html.raw("<ul class=\"rows\">")
    var shown = 0
    for verdict in [Verdict.fails, .undecided] where (statistics.verdicts[verdict] ?? 0) > 0 {
      for document in documents where shown < 8 {
        for claim in document.draft.claims where shown < 8 {
          guard let place = claims[claim.id], place.verdict == verdict else { continue }
          html += claimRow(place, from: path)
          shown += 1
        }
      }
    }
    html.raw("</ul>")
    return shown > 0
      ? html
      : verdictBar(statistics.verdicts, language: language) {
        base + "#" + $0.rawValue
      }
  }

  /// The top-level folders with the number of their documents, and the documents of the root.
  func moduleList(from path: SitePath) -> HTML {
    var groups: [(folder: String, count: Int)] = []
    var position: [String: Int] = [:]
    for document in documents {
      let folder = document.draft.path.split(separator: "/").dropLast().first.map(String.init) ?? ""
      if let index = position[folder] {
        groups[index].count += 1
      } else {
        position[folder] = groups.count
        groups.append((folder, 1))
      }
    }
    var html: HTML = "<ul class=\"rows\">"
    if let root = folders[""] {
      for index in root.documents.prefix(Folder.window) {
        html += documentRow(documents[index], from: path)
      }
    }
    for group in groups where !group.folder.isEmpty {
      let count = "<span class=\"where\">\(language.count(group.count, .documents))</span>" as HTML
      if let folder = folders[group.folder] {
        html += """
          <li><a href="\(documents[folder.page].path.link(from: path))">\(folder.title)</a>\
          \(count)</li>

          """
      } else {
        let target = PageKind.documents.path.link(from: path, fragment: fileName(group.folder))
        html += "<li><a href=\"\(target)\">\(group.folder)</a>\(count)</li>\n"
      }
    }
    html.raw("</ul>")
    return html
  }

  func documentRow(_ document: SiteDocument, from path: SitePath) -> HTML {
    let lines = language.count(document.draft.lineCount, .lines)
    let claims = document.draft.claims.count
    let counts = claims > 0 ? "\(lines) · \(language.count(claims, .claims))" : lines
    return """
      <li><a href="\(document.path.link(from: path))">\(document.title)</a>\
      <span class="where">\(counts)</span></li>

      """
  }
}
