import Catalog
import Diagnostics
import Model
import Quantities

/// A technology of the catalogue, and the architectures that name it.
struct TechnologyUse: Sendable {
  let id: String
  let name: String

  /// Indices into `Site.architectures`, in order, each once.
  let architectures: [Int]
}

extension TechnologyUse {
  /// The technologies that the architectures name, by name.
  static func all(in architectures: [ArchitecturePlace], catalog: Catalog) -> [TechnologyUse] {
    var uses: [String: [Int]] = [:]
    for (index, place) in architectures.enumerated() {
      for component in place.architecture.components {
        for id in component.technologies where uses[id]?.last != index {
          uses[id, default: []].append(index)
        }
      }
    }
    return uses.map { id, indices in
      TechnologyUse(id: id, name: catalog[id]?.name ?? id, architectures: indices)
    }.sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
  }
}

extension PageType {
  /// Each technology that an architecture names, and where.
  static let technologies = PageType(.technologies) { site in
    let path = PageKind.technologies.path
    let findings = site.findingsByTechnology
    var body = HTML()
    for technology in site.technologies {
      body +=
        "<section><h2 id=\"\(fileName(technology.id))\">\(technology.name)</h2>\n"
      body.raw("<dl class=\"facts\">\n")
      if let known = site.options.catalog[technology.id] { body += site.facts(of: known) }
      body += site.fact(.usedBy, site.uses(of: technology, from: path))
      body.raw("</dl>\n")
      body += site.list(findings[technology.id] ?? [], from: path)
      body.raw("</section>\n")
    }
    let contents = site.technologies.map {
      Surroundings.Contents(level: 2, title: $0.name, anchor: fileName($0.id))
    }
    return site.listing(.technologies, contents: contents, body)
  }
}

/// A finding, and the index of its document.
private typealias PlacedFinding = (document: Int, diagnostic: Diagnostic)

extension Site {
  /// The findings about technologies whose messages name one, by its identifier.
  ///
  /// Time is linear in the messages: only names that begin with a word of a message are compared.
  fileprivate var findingsByTechnology: [String: [PlacedFinding]] {
    var byFirstWord: [Substring: [TechnologyUse]] = [:]
    for technology in technologies {
      guard let first = technology.name.split(whereSeparator: isNoWord).first else { continue }
      byFirstWord[first, default: []].append(technology)
    }
    let rules = Set(options.catalog.rules.map(\.id))
      .union(["end-of-life", "unversioned-technology", "excluded-mechanism", "hardware-figure"])
    var found: [String: [PlacedFinding]] = [:]
    for document in documents {
      for diagnostic in document.diagnostics where rules.contains(diagnostic.id) {
        var named: Set<String> = []
        for word in diagnostic.message.split(whereSeparator: isNoWord) {
          for technology in byFirstWord[word] ?? [] {
            let rest = diagnostic.message[word.startIndex...]
            guard rest.hasPrefix(technology.name),
              rest.dropFirst(technology.name.count).first.map(isNoWord) ?? true,
              named.insert(technology.id).inserted
            else { continue }
            found[technology.id, default: []].append((document.index, diagnostic))
          }
        }
      }
    }
    return found
  }

  /// The architectures that name a technology, by document.
  fileprivate func uses(of technology: TechnologyUse, from path: SitePath) -> HTML {
    var html = HTML()
    var document = -1
    for index in technology.architectures {
      let place = architectures[index]
      if place.document != document {
        if document >= 0 { html.raw("<br>") }
        document = place.document
        html += "\(documents[document].title)\(language == .zh ? "：" : ": ")"
      } else {
        html += "\(language == .zh ? "、" : ", ")"
      }
      html += "<a href=\"\(place.path.link(from: path))\">\(name(of: place))</a>"
    }
    return html
  }

  /// Findings in a line each, with where they stand.
  fileprivate func list(_ findings: [PlacedFinding], from path: SitePath) -> HTML {
    guard !findings.isEmpty else { return HTML() }
    let limit = 8
    var html: HTML = "<ul class=\"rows\">"
    for (index, diagnostic) in findings.prefix(limit) {
      let document = documents[index]
      let accepted = diagnostic.acceptance == nil ? "" : " · " + language(.accepted)
      let line = lines(of: document).line(at: diagnostic.span.start)
      html += """
        <li><b>\(severityText(diagnostic.severity))</b> \
        <a href="\(document.path.link(from: path, fragment: "Findings"))">\
        \(title(ofRule: diagnostic.id))</a><span class="where">\(document.title) · \
        \(language.line(line))\(accepted)</span></li>

        """
    }
    html.raw("</ul>\n")
    if findings.count > limit {
      html += "<p>\(language(.more)): \(grouped(findings.count - limit))</p>\n"
    }
    return html
  }

  /// What the catalogue says of a technology: kind, parts, versions and how long they are supported.
  fileprivate func facts(of technology: Technology) -> HTML {
    var html = fact(.kind, category(of: technology))
    if let owner = technology.owner { html += fact(.owner, "\(owner)") }
    if !technology.contains.isEmpty { html += fact(.components, names(technology.contains)) }
    if !technology.requires.isEmpty { html += fact(.dependsOn, names(technology.requires)) }
    if !technology.lifecycle.isEmpty {
      let releases = technology.lifecycle.prefix(6).map { release in
        let name = release.name.map { " (\($0))" } ?? ""
        let ends = release.ends.map { language == .zh ? "（至 \($0)）" : " (until \($0))" } ?? ""
        return release.version + name + ends
      }
      html += fact(.lifecycle, "\(releases.joined(separator: language == .zh ? "；" : "; "))")
    }
    if let note = technology.note { html += fact(.note, "<span\(inEnglish)>\(note)</span>") }
    let sources = sources(of: technology)
    return sources.isEmpty ? html : html + fact(.origin, sources)
  }

  private func category(of technology: Technology) -> HTML {
    let words = technology.category.replacing("-", with: " ")
    guard language == .zh else { return "\(words)" }
    return chineseCategories[technology.category].map { "\($0)" as HTML }
      ?? "<span lang=\"en\">\(words)</span>"
  }

  /// Where the facts come from; what comes from none is said to be unchecked, last.
  private func sources(of technology: Technology) -> HTML {
    let known = technology.sources.compactMap { options.catalog.sources[$0] }
    let checked = known.filter { $0.grade != .memory }
    var html = HTML()
    for source in checked.prefix(3) {
      if !html.isEmpty { html.raw("<br>") }
      if let url = source.url, url.hasPrefix("https://") {
        html += "<a href=\"\(url)\"\(inEnglish)>\(source.title)</a>"
      } else {
        html += "<span\(inEnglish)>\(source.title)</span>"
      }
    }
    if checked.count < known.count {
      if !html.isEmpty { html.raw("<br>") }
      html += "\(language(checked.isEmpty ? .notSourced : .restNotSourced))"
    }
    return html
  }

  private func names(_ ids: [String]) -> HTML {
    "\(ids.map { options.catalog[$0]?.name ?? $0 }.joined(separator: language == .zh ? "、" : ", "))"
  }
}

private func isNoWord(_ character: Character) -> Bool {
  !character.isLetter && !character.isNumber
}
