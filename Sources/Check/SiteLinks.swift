import Diagnostics
import Model

// Where a link leads once a site generator has published the document.

extension Collection {
  /// The path, relative to the content root, that a link leads to where it is published: `x.html`,
  /// `x/` and `x` for `x.md`, an address from the site's root, one beside the document's own folder.
  /// Nil where none of these is there either.
  func publishedPath(of link: Link, to target: LinkPath, in document: DocumentDraft) -> String? {
    let destination = link.destination.value
    var bases = [target.path]
    if destination.utf8.first == UInt8(ascii: "/") {
      bases += Self.assetFolders.map { "\($0)/\(target.path)" }
      var folder = document.path[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        bases.append("\(folder)/\(target.path)")
        bases += Self.assetFolders.map { "\(folder)/\($0)/\(target.path)" }
      }
    } else if !destination.holds(".md") {
      // `functions.md` is published as `functions/`, and its links start there.
      let stem = document.path.split(separator: ".").dropLast().joined(separator: ".")
      if !stem.isEmpty, let inside = LinkPath(destination, in: stem + "/x") {
        bases.append(inside.path)
      }
    }
    let candidates = bases.flatMap(Self.publishedForms)
    if let path = candidates.first(where: exists) { return path }
    // `/functions/js/build/` for Build.md: addresses are in lower case, a link to a file is not.
    guard !destination.holds(".md"), siteRoot(of: document) != nil else { return nil }
    return candidates.lazy.compactMap { published[$0.lowercased()] }.first
  }

  /// Folders whose contents a generator copies to the site's root.
  private static let assetFolders = [
    "static", "public", "assets", "docs/public", ".vuepress/public", ".vitepress/public",
    "docs/.vuepress/public", "website/static",
  ]

  private static func publishedForms(of path: String) -> [String] {
    guard !path.isEmpty else { return [] }
    var forms = [path]
    var stem = path
    if path.hasSuffix(".html") { stem = String(path.dropLast(5)) }
    if path.hasSuffix(".htm") { stem = String(path.dropLast(4)) }
    if stem != path, let slash = stem.lastIndex(of: "/"), stem[slash...] == "/index" {
      stem = String(stem[..<slash])
    }
    if stem == path, let name = path.split(separator: "/").last, name.hasSuffix(".md") {
      return forms
    }
    forms += [".md", ".markdown", ".mdx", ".rst", "/README.md", "/_index.md", "/index.md"].map {
      stem + $0
    }
    return forms
  }

  /// The nearest folder above a document that has the configuration of a site generator, or a page
  /// that only one reads; nil where there is none.
  func siteRoot(of document: DocumentDraft) -> String? {
    var folder = document.path[...]
    repeat {
      let slash = folder.lastIndex(of: "/")
      folder = slash.map { folder[..<$0] } ?? ""
      let prefix = folder.isEmpty ? "" : folder + "/"
      for name in Self.siteFiles where exists("\(prefix)\(name)") { return String(folder) }
    } while !folder.isEmpty
    return nil
  }

  private static let siteFiles = [
    "conf.py", "mkdocs.yml", "mkdocs.yaml", "hugo.toml", "hugo.yaml", "hugo.yml", "config.toml",
    "docusaurus.config.js", "docusaurus.config.ts", "antora.yml", "book.toml", "_config.yml",
    ".vitepress", ".vuepress", "sidebars.js", "_sidebar.md", "astro.config.mjs", "site.xml",
    "_index.md",
    "SUMMARY.md", "index.html",
  ]
}
