import Model
import Quantities

extension PageType {
  /// Every recommended practice, by document and group.
  static let practices = PageType(.practices) { site in
    let path = PageKind.practices.path
    var body = HTML()
    var contents: [Surroundings.Contents] = []
    for document in site.documents where !document.draft.practices.isEmpty {
      let anchor = "practices-\(document.index + 1)"
      contents.append(.init(level: 2, title: document.title, anchor: anchor))
      body += """
        <section><h2 id="\(anchor)"><a href="\(document.path.link(from: path))">\(document.title)</a></h2>
        \(site.practiceGroups(document.draft.practices))</section>

        """
    }
    let lead: HTML = "\(site.language.count(site.statistics.practices, .practices))"
    return site.listing(.practices, lead: lead, contents: contents, body)
  }
}

extension Site {
  /// Practices as check lists, a heading for each run of the same group.
  func practiceGroups(_ practices: [Practice]) -> HTML {
    var html = HTML()
    var group: String?
    var isOpen = false
    for practice in practices {
      if !isOpen || practice.group != group {
        if isOpen { html.raw("</ul>\n") }
        if let name = practice.group { html += "<h3>\(name)</h3>\n" }
        html.raw("<ul class=\"tick\">")
        group = practice.group
        isOpen = true
      }
      html += "<li>\(practice.text)"
      if !practice.details.isEmpty {
        html += " <span class=\"muted\">\(practice.details.joined(separator: " · "))</span>"
      }
      html.raw("</li>\n")
    }
    if isOpen { html.raw("</ul>\n") }
    return html
  }
}
