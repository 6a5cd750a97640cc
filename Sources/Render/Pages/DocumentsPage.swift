import Model
import Quantities

extension PageType {
  /// Every document, by folder.
  static let documents = PageType(.documents) { site in
    let path = PageKind.documents.path
    var body = HTML()
    var contents: [Surroundings.Contents] = []
    for folder in site.folders.values.sorted(by: { $0.path < $1.path }) {
      if !folder.path.isEmpty {
        let anchor = fileName(folder.path)
        contents.append(.init(level: 2, title: folder.title, anchor: anchor))
        body += "<h2 id=\"\(anchor)\">\(folder.title)</h2>\n"
      }
      body.raw("<ul class=\"rows\">")
      for index in folder.documents { body += site.documentRow(site.documents[index], from: path) }
      body.raw("</ul>\n")
    }
    let lines = site.language.count(site.statistics.lines, .lines)
    let lead: HTML = "\(site.language.count(site.documents.count, .documents)) · \(lines)"
    return site.listing(.documents, lead: lead, contents: contents, body)
  }
}
