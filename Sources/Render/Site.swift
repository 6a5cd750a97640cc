import Diagnostics
import Model
import Quantities
import Syntax
import Systems

/// Everything that the pages of one site share, prepared once.
struct Site: Sendable {
  let verified: VerifiedModel
  let options: SiteOptions
  let language: Language

  /// Where the same pages stand in another language.
  let other: Twin?

  /// What leads from this site's root to the files that all languages share.
  let shared: String

  /// The same site in another language: what leads from this one's root to that one's.
  struct Twin: Sendable {
    let language: Language
    let way: String
  }
  let title: String

  /// Parallel to the model's documents.
  let documents: [SiteDocument]

  /// The index of the README that the site begins with, if there is one.
  let front: Int?

  /// Indices into `documents`, by the path of the source.
  let documentAt: [String: Int]

  /// Indices into `documents`, by source.
  let documentOf: [SourceID: Int]

  let claims: [String: ClaimPlace]
  let architectures: [ArchitecturePlace]

  /// Indices into `architectures`, by identifier.
  let architectureNamed: [String: Int]

  /// Parallel to the model's cases.
  let casePaths: [SitePath]

  /// Simulated judgements, strongest first within a claim, in the order of claims.
  let evidence: [EvidencePlace]
  let folders: [String: Folder]
  let theme: SiteTheme
  let statistics: Statistics

  /// The claims that something supports or contradicts.
  let answered: Set<String>
  let technologies: [TechnologyUse]

  /// The systems that can be simulated, where the collection simulates any.
  let systems: [SystemDefinition]

  /// What the navigation of every page is made of.
  let navigationEntries = Once<[NavigationEntry]>()

  var model: ResolvedModel { verified.model }

  init(
    _ verified: VerifiedModel, documents parsed: [Document], options: SiteOptions,
    language: Language, other: Twin? = nil, shared: String = ""
  ) {
    self.verified = verified
    self.options = options
    self.other = other
    self.shared = shared
    let model = verified.model
    self.language = language
    let title = options.title ?? Self.title(of: model, in: language)
    self.title = title
    theme = SiteTheme(options.overrides, title: title, language: language)

    var paths = PathAllocator()
    statistics = Statistics(verified)
    answered = verified.judgements.answered
    let simulates =
      statistics.scenarios > 0
      || verified.judgements.contains { $0.evidence?.simulation != nil }
    systems = simulates ? SystemDefinition.all : []
    // A README of the whole collection takes the place of the overview, but where there is evidence to
    // begin with.
    let readme =
      simulates
      ? nil
      : model.documents.first {
        publishedPath(ofDocument: $0.path) == PageKind.overview.path.file
      }
    for kind in PageKind.allCases where kind != .systems || simulates {
      if kind == .overview, readme != nil { continue }
      _ = paths.claim(kind.path.file)
    }

    documents = Self.documents(of: verified, parsed, readme: readme?.path, &paths)
    front = documents.first { $0.path == PageKind.overview.path }?.index
    documentAt = Dictionary(
      documents.map { ($0.draft.path, $0.index) }, uniquingKeysWith: { first, _ in first })
    documentOf = Dictionary(
      documents.map { ($0.draft.source, $0.index) }, uniquingKeysWith: { first, _ in first })

    casePaths = model.cases.map { paths.claim("cases/" + fileName($0.id) + ".html") }
    architectures = Self.architectures(of: documents, model.cases, &paths)
    architectureNamed = Dictionary(
      architectures.enumerated().map { ($1.architecture.id, $0) },
      uniquingKeysWith: { _, last in last })
    (claims, evidence) = Self.claims(of: documents, verified, &paths)
    technologies = TechnologyUse.all(in: architectures, catalog: options.catalog)
    folders = Folder.all(of: documents)
  }

  /// The documents, with their pages and those of their claims.
  ///
  /// - Parameter readme: the path of the one that takes the place of the overview.
  private static func documents(
    of verified: VerifiedModel, _ parsed: [Document], readme: String?, _ paths: inout PathAllocator
  ) -> [SiteDocument] {
    var parsedBySource: [SourceID: Document] = [:]
    for document in parsed { parsedBySource[document.source.id] = document }
    let diagnostics = Dictionary(grouping: verified.diagnostics, by: \.span.source)
    return verified.model.documents.enumerated().map { index, draft in
      SiteDocument(
        index: index, draft: draft, parsed: parsedBySource[draft.source],
        path: paths.claim(pagePath(of: draft.path, leads: readme == draft.path)),
        claimsPath: paths.claim("claims/" + stem(draft.path) + ".html"),
        diagnostics: diagnostics[draft.source] ?? [])
    }
  }

  /// The architectures that are drawn, with their pages.
  private static func architectures(
    of documents: [SiteDocument], _ cases: [CaseStudy], _ paths: inout PathAllocator
  ) -> [ArchitecturePlace] {
    var caseOf: [String: Int] = [:]
    for (index, study) in cases.enumerated() {
      for architecture in study.architectures { caseOf[architecture] = index }
    }
    var found: [ArchitecturePlace] = []
    for document in documents {
      for architecture in document.draft.architectures where architecture.kind.isDrawn {
        found.append(
          ArchitecturePlace(
            document: document.index, architecture: architecture,
            path: paths.claim("architectures/" + fileName(of: architecture, in: document)),
            caseStudy: caseOf[architecture.id]))
      }
    }
    return found
  }

  /// The claims by their names, and the pages of the simulations that judged them.
  private static func claims(
    of documents: [SiteDocument], _ verified: VerifiedModel, _ paths: inout PathAllocator
  ) -> (claims: [String: ClaimPlace], evidence: [EvidencePlace]) {
    let judgements = Dictionary(grouping: verified.judgements, by: \.claim)
    var caseOf: [String: Int] = [:]
    for (index, study) in verified.model.cases.enumerated() {
      for claim in study.requirements + study.outcomes { caseOf[claim] = index }
    }
    var claims: [String: ClaimPlace] = [:]
    var evidence: [EvidencePlace] = []
    for document in documents {
      for claim in document.draft.claims {
        let judged = judgements[claim.id] ?? []
        claims[claim.id] = ClaimPlace(
          document: document.index, claim: claim, judgements: judged,
          caseStudy: caseOf[claim.id], evidence: evidence.count)
        for (number, judgement) in judged.enumerated() where judgement.evidence?.simulation != nil {
          evidence.append(
            EvidencePlace(
              claim: claim.id, judgement: number,
              path: paths.claim("evidence/" + fileName(claim.id) + ".html")))
        }
      }
    }
    return (claims, evidence)
  }

  /// What the collection calls itself: the title of its README, or of its only module.
  private static func title(of model: ResolvedModel, in language: Language) -> String {
    for module in model.modules where module.folder.isEmpty { return module.title }
    let readme = model.documents.first {
      publishedPath(ofDocument: $0.path) == PageKind.overview.path.file
    }
    if let readme { return readme.title }
    if model.modules.count == 1 { return model.modules[0].title }
    switch language {
    case .zh: return "架构文档"
    case .en: return "Architecture documents"
    }
  }
}

/// One document of the site.
struct SiteDocument: Sendable {
  let index: Int

  /// Never empty: the file's name where the document has no title.
  var title: String {
    draft.title.isEmpty ? lastComponent(of: stem(draft.path)) : draft.title
  }
  let draft: DocumentDraft

  /// The syntax tree; nil only when a caller leaves it out.
  let parsed: Document?
  let path: SitePath

  /// The page of its claims, which exists when it has any.
  let claimsPath: SitePath

  /// Sorted.
  let diagnostics: [Diagnostic]

  fileprivate let lines = Once<LineTable>()
}

extension Site {
  /// Where the lines of a document are, found once for all pages that name lines.
  func lines(of document: SiteDocument) -> LineTable {
    document.lines { LineTable(model.sources[document.draft.source]) }
  }
}

/// Where a claim stands, and what is known of it.
struct ClaimPlace: Sendable {
  let document: Int
  let claim: Claim

  /// Strongest first.
  let judgements: [Judgement]
  let caseStudy: Int?

  /// The index in `Site.evidence` of its first simulated judgement, if it has one.
  let evidence: Int

  /// The verdict that is shown beside the figure: that of the strongest evidence.
  var verdict: Verdict { judgements.first?.verdict ?? .unchecked }
}

struct ArchitecturePlace: Sendable {
  let document: Int
  let architecture: Architecture
  let path: SitePath
  let caseStudy: Int?

  /// Its drawing and its list, which its document, its case and its own page share.
  let picture = Once<ArchitecturePicture>()
}

struct EvidencePlace: Sendable {
  let claim: String

  /// The index in the claim's judgements.
  let judgement: Int
  let path: SitePath
}

extension Architecture.Kind {
  /// Whether a figure of this kind is drawn and gets a page of its own.
  var isDrawn: Bool {
    switch self {
    case .architecture: true
    case .fileListing, .checklist, .flow, .decisionTree, .relationTree, .boxPicture, .other: false
    }
  }
}

/// The file of an architecture's page: its identifier, before which the year stands that the name of
/// its document begins with, after a number of order.
private func fileName(of architecture: Architecture, in document: SiteDocument) -> String {
  var name = lastComponent(of: stem(document.draft.path))[...]
  let order = name.prefix { $0.isASCII && $0.isNumber }
  if let next = name.dropFirst(order.count).first, "_-. ".contains(next), order.count < 4 {
    name = name.dropFirst(order.count + 1)
  }
  let year = name.prefix { $0.isASCII && $0.isNumber }
  let rest = slug(String(name.dropFirst(year.count).prefix(4)))
  let isCut = year.count == 4 && !rest.isEmpty && architecture.id.hasPrefix(rest)
  return fileName((isCut ? String(year) : "") + architecture.id) + ".html"
}

/// A path without its extension.
func stem(_ path: String) -> String {
  let name = lastComponent(of: path)
  guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return path }
  return String(path.dropLast(name.distance(from: dot, to: name.endIndex)))
}

/// An identifier as one component of a path: separators and what shells trip over become `-`.
func fileName(_ id: String) -> String {
  var name = ""
  for scalar in id.unicodeScalars.prefix(80) {
    switch scalar {
    case "/", "\\", ":", "*", "?", "\"", "<", ">", "|", "#", "%", " ": name.append("-")
    default: name.unicodeScalars.append(scalar.value < 32 ? "-" : scalar)
    }
  }
  // Hidden files, and what programs take for options.
  while name.hasPrefix(".") || name.hasPrefix("-") { name.removeFirst() }
  return name.isEmpty ? "unnamed" : name
}

/// The page of a document; `readme.html` for what would be the front page and is not.
private func pagePath(of document: String, leads: Bool) -> String {
  let path = publishedPath(ofDocument: document)
  return leads || path != PageKind.overview.path.file ? path : "readme.html"
}
