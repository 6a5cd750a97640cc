/// The pages that a site has once, in the order of the navigation.
enum PageKind: String, Sendable, CaseIterable {
  case overview, documents, cases, architectures, claims, evidence, practices, findings
  case statistics, relations, technologies, systems, glossary, search, missing

  var path: SitePath {
    switch self {
    case .overview: SitePath("index.html")
    case .documents: SitePath("documents/index.html")
    case .cases: SitePath("cases/index.html")
    case .architectures: SitePath("architectures/index.html")
    case .claims: SitePath("claims/index.html")
    case .evidence: SitePath("evidence/index.html")
    case .practices: SitePath("practices.html")
    case .findings: SitePath("findings.html")
    case .statistics: SitePath("statistics.html")
    case .relations: SitePath("relations.html")
    case .technologies: SitePath("technologies.html")
    case .systems: SitePath("systems.html")
    case .glossary: SitePath("glossary.html")
    case .search: SitePath("search.html")
    case .missing: SitePath("404.html")
    }
  }

  var phrase: Phrase {
    switch self {
    case .overview: .overview
    case .documents: .documents
    case .cases: .cases
    case .architectures: .architectures
    case .claims: .claims
    case .evidence: .evidence
    case .practices: .practices
    case .findings: .findings
    case .statistics: .statistics
    case .relations: .relations
    case .technologies: .technologies
    case .systems: .systems
    case .glossary: .glossary
    case .search: .search
    case .missing: .notFound
    }
  }
}
