package import Catalog
package import Model
package import Quantities

/// One file of the published site.
package struct Page: Sendable {
  /// Relative to the site's root, with forward slashes.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// What the site needs to know that is not in the documents.
package struct SiteOptions: Sendable {
  package var title: String?

  /// The languages of the interface, the site's own first; that of the documents' headings when
  /// empty. Each other language has all pages again, in a folder of its name.
  package var languages: [Language] = []

  /// Where the site will be found, with a final slash; without it there is no `sitemap.xml`.
  package var url: String?

  /// Theme files of the project, by path, that replace the embedded ones.
  package var overrides: [String: [UInt8]] = [:]

  /// Where the names of technologies come from.
  package var catalog = Catalog()

  /// What kinds of findings are called, by their names.
  package var titles: [String: Label] = [:]

  package init() {}
}
