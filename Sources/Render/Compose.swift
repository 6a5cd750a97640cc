import Diagnostics
import Model
import Quantities

/// What a page has beside its main part.
struct Surroundings {
  var title: String
  var description: String?
  var kind: PageKind?

  /// The folder whose documents the sidebar lists, and the document that is shown.
  var folder: String?
  var document: Int?
  var contents: [Contents] = []
  var crumbs: [(title: String, path: SitePath)] = []
  var pager = HTML()

  /// One entry of a page's own table of contents.
  struct Contents {
    let level: Int
    let title: String
    let anchor: String
  }

  init(_ title: String) { self.title = title }
}

/// A link of the navigation, but for the way to the site's root.
struct NavigationEntry: Sendable {
  let kind: PageKind
  let address: HTML
  let label: HTML
}

extension Site {
  /// A whole page: the main part in the layout.
  func compose(_ path: SitePath, _ main: HTML, _ surroundings: Surroundings) -> Page {
    let isHome = surroundings.kind == .overview
    var values: [String: HTML] = [
      "root": "\(path.root)", "shared": "\(path.root + shared)", "main": main,
      "kind": surroundings.document == nil ? "page" : "page document",
      "title": isHome ? "\(title)" : "\(surroundings.title) · \(title)",
      "navigation": navigation(from: path, current: surroundings.kind),
    ]
    if surroundings.document != nil { values["kind"] = "document" }
    if let description = surroundings.description { values["description"] = "\(description)" }
    if !surroundings.crumbs.isEmpty {
      var crumbs = HTML()
      for crumb in surroundings.crumbs {
        crumbs += "<li><a href=\"\(crumb.path.link(from: path))\">\(crumb.title)</a></li>"
      }
      values["breadcrumbs"] = crumbs
    }
    if surroundings.contents.count > 2 { values["toc"] = contents(surroundings.contents) }
    if let folder = surroundings.folder.flatMap({ folders[$0] }) {
      values["neighbours"] = neighbours(in: folder, from: path, current: surroundings.document)
    }
    values["pager"] = surroundings.pager
    if let other {
      let tag = other.language.tag
      values["language"] = """
        <a class="language" lang="\(tag)" hreflang="\(tag)" \
        href="\(path.root)\(other.way)\(path.encoded)">\(other.language.name)</a>
        """
    }
    return Page(path: path.file, bytes: theme.render(.layout, values).bytes)
  }

  /// A page of a template that is nothing but a heading, a lead and a body.
  func listing(
    _ kind: PageKind, lead: HTML = HTML(), contents: [Surroundings.Contents] = [], _ body: HTML
  ) -> Page {
    let heading = language(kind.phrase)
    let main = theme.render(.listing, ["heading": "\(heading)", "lead": lead, "body": body])
    var surroundings = Surroundings(heading)
    surroundings.kind = kind
    surroundings.contents = contents
    return compose(kind.path, main, surroundings)
  }

  private func navigation(from path: SitePath, current: PageKind?) -> HTML {
    let entries = navigationEntries {
      PageKind.allCases.filter { has($0) && $0 != .missing }.map { kind in
        let count = count(of: kind).map { " <span class=\"number\">\($0)</span>" as HTML }
        return NavigationEntry(
          kind: kind, address: HTML(bytes: Array(kind.path.encoded.utf8)),
          label: "\(language(kind.phrase))\(count ?? HTML())")
      }
    }
    let root = HTML(bytes: Array(path.root.utf8))
    var html: HTML = "<ul class=\"kinds\">"
    for entry in entries {
      html += "<li><a href=\"\(root)\(entry.address)\""
      if entry.kind == current { html.raw(" aria-current=\"page\"") }
      html += ">\(entry.label)</a></li>\n"
    }
    html.raw("</ul>")
    return html
  }

  /// Whether the site has anything to show on a page.
  func has(_ kind: PageKind) -> Bool {
    switch kind {
    case .overview, .documents, .claims, .findings, .statistics, .glossary, .search, .missing: true
    case .cases: !casePaths.isEmpty
    case .architectures: !architectures.isEmpty
    case .evidence: !evidence.isEmpty
    case .practices: statistics.practices > 0
    case .relations: hasRelations
    case .technologies: !technologies.isEmpty
    case .systems: !systems.isEmpty
    }
  }

  private func count(of kind: PageKind) -> Int? {
    switch kind {
    case .documents: documents.count
    case .cases: casePaths.count
    case .architectures: architectures.count
    case .claims: statistics.claims
    case .evidence: evidence.count
    case .practices: statistics.practices
    case .findings: verified.diagnostics.count { $0.acceptance == nil }
    case .technologies: technologies.count
    case .overview, .statistics, .relations, .systems, .glossary, .search, .missing: nil
    }
  }

  /// The headings of a page: those of the third level in a list of their own under the second's.
  private func contents(_ entries: [Surroundings.Contents]) -> HTML {
    var html: HTML = "<ol>"
    var isInside = false
    for (index, entry) in entries.enumerated() {
      if index > 0 {
        if entry.level > 2, !isInside {
          html.raw("<ol>\n")
          isInside = true
        } else if entry.level <= 2, isInside {
          html.raw("</li></ol></li>\n")
          isInside = false
        } else {
          html.raw("</li>\n")
        }
      }
      html += "<li><a href=\"#\(percentEncoded(entry.anchor))\">\(entry.title)</a>"
    }
    html.raw(isInside ? "</li></ol></li></ol>" : "</li></ol>")
    return html
  }

  private func neighbours(in folder: Folder, from path: SitePath, current: Int?) -> HTML {
    var html: HTML = "<p>\(language(.sameFolder))</p><ul>"
    let place = current.flatMap { folder.position[$0] } ?? 0
    let start = max(0, min(place - Folder.window / 2, folder.documents.count - Folder.window))
    let end = min(folder.documents.count, start + Folder.window)
    for index in folder.documents[start..<end] {
      html += "<li><a href=\"\(path.root)\(documents[index].path.encoded)\""
      if index == current { html.raw(" aria-current=\"page\"") }
      html += ">\(documents[index].title)</a></li>\n"
    }
    if end - start < folder.documents.count {
      html += """
        <li><a href="\(path.root)\(PageKind.documents.path.encoded)">\(language(.showAll)) \
        (\(folder.documents.count))</a></li>
        """
    }
    html.raw("</ul>")
    return html
  }
}
