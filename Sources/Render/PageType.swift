/// A kind of page: its name, and the jobs that make the pages of a site.
///
/// A new one is a file with a value, and a line in `all`.
struct PageType: Sendable {
  let id: String

  /// Whether one set of files does for the interface in every language.
  let isShared: Bool
  let jobs: @Sendable (Site) -> [PageJob]

  init(_ id: String, isShared: Bool = false, jobs: @escaping @Sendable (Site) -> [PageJob]) {
    self.id = id
    self.isShared = isShared
    self.jobs = jobs
  }

  /// One file that does for every language.
  init(_ id: String, file: String, bytes: @escaping @Sendable (Site) -> [UInt8]) {
    self.init(id, isShared: true) { site in
      [PageJob(paths: [file]) { [Page(path: file, bytes: bytes(site))] }]
    }
  }

  /// A page that a site has once.
  init(_ kind: PageKind, render: @escaping @Sendable (Site) -> Page) {
    id = kind.rawValue
    isShared = kind == .missing
    jobs = { site in
      site.has(kind)
        ? [PageJob(paths: [kind.path.file]) { [render(site)] }] : []
    }
  }

  /// The search index stands first: it is the longest job, and others can run beside it.
  static let all: [PageType] = [
    .searchIndex, .document, .overview, .documents, .cases, .caseStudy, .architectures,
    .architecture, .claims, .documentClaims, .evidenceList, .evidence, .practices, .findings,
    .statistics, .relations, .technologies, .systems, .glossary, .search, .missing, .assets,
    .modelJSON, .modelSchema, .claimsCSV, .llmsText, .sitemap,
  ]
}
