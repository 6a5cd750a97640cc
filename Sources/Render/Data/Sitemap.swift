import Model

extension PageType {
  /// The addresses of the documents and of what is drawn from them, in the form of sitemaps.org,
  /// which wants whole addresses: there is one only where the project says its own.
  static let sitemap = PageType("sitemap", isShared: true) { site in
    guard let url = site.options.url else { return [] }
    return [
      PageJob(paths: ["sitemap.xml"]) { [Page(path: "sitemap.xml", bytes: site.sitemap(url))] }
    ]
  }
}

extension Site {
  fileprivate func sitemap(_ url: String) -> [UInt8] {
    let kinds = PageKind.allCases.filter { has($0) && $0 != .missing && $0 != .search }.map(\.path)
    let paths =
      kinds + documents.map(\.path) + casePaths + architectures.map(\.path)
      + documents.filter { !$0.draft.claims.isEmpty }.map(\.claimsPath) + evidence.map(\.path)
    let folders = [""] + (other.map { [$0.way] } ?? [])
    var xml: HTML = """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">

      """
    for folder in folders {
      for path in paths {
        xml += "<url><loc>\(url)\(folder)\(path.encoded)</loc></url>\n"
      }
    }
    xml.raw("</urlset>\n")
    return xml.bytes
  }
}
