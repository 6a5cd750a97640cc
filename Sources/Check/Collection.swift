import Catalog
import Diagnostics
import Model

/// What rules look at: the model, the catalog, and indices that several rules need, made once.
struct Collection: Sendable {
  let model: ResolvedModel
  let catalog: Catalog

  /// The documents whose findings are asked for, in order. A rule looks at each of them by itself,
  /// and at the others only for what it refers to.
  let examined: [Int]

  /// From a document's path to its index.
  let documents: [String: Int]

  /// Every folder that holds something, without a trailing slash; the root is the empty string.
  let folders: Set<String>

  /// From a path in lower case, as some generators publish it, to the path.
  let published: [String: String]

  /// What the documents describe as built of something.
  private(set) var designs: [Design] = []

  /// Drawings without counts that name several of what excludes each other.
  private(set) var overviews: [Design] = []

  /// The technologies that designs and overviews name.
  private var designed: Set<String> = []

  /// The lines that rules about prose, lists and diagrams read.
  private(set) var figureLines: [FigureLine] = []

  /// What tables of the documents examined say that technologies have and have not.
  private(set) var supportCells: [SupportCell] = []

  /// Those that say in one row that a technology, named alone, has something.
  private(set) var bareSupport: [SupportCell] = []

  /// The sentences that rules about what a technology lacks read.
  private(set) var lackSentences: [LackSentence] = []

  init(_ model: ResolvedModel, catalog: Catalog, examined: [Int]? = nil) {
    self.model = model
    self.catalog = catalog
    self.examined = examined ?? Array(model.documents.indices)
    var documents: [String: Int] = [:]
    var folders: Set<String> = [""]
    for (index, document) in model.documents.enumerated() { documents[document.path] = index }
    for path in model.files.union(documents.keys) {
      var rest = Substring(path)
      while let slash = rest.lastIndex(of: "/") {
        rest = rest[..<slash]
        guard folders.insert(String(rest)).inserted else { break }
      }
    }
    self.documents = documents
    self.folders = folders
    published = Dictionary(documents.keys.map { ($0.lowercased(), $0) }, uniquingKeysWith: min)
    designs = makeDesigns()
    overviews = makeOverviews()
    designed = (designs + overviews).reduce(into: []) { $0.formUnion($1.technologies) }
    figureLines = makeFigureLines()
    supportCells = supportCells(of: self.examined)
    bareSupport = supportCells.filter { $0.isSupported && $0.isBare }
    lackSentences = makeLackSentences()
  }

  var examinedDocuments: some Sequence<DocumentDraft> {
    examined.lazy.map { model.documents[$0] }
  }

  /// The modules whose pages are examined.
  var examinedModules: [ModulePage] {
    let pages = Set(examined)
    return model.modules.filter { pages.contains($0.page) }
  }

  /// Whether a design or an overview may name one of some terms: words are looked for in each of them.
  func mayName(_ terms: [TechnologyRule.Term]) -> Bool {
    terms.contains { term in
      switch term {
      case .technology(let id): designed.contains(id)
      case .words: true
      }
    }
  }

  /// Whether a path, relative to the content root, is a file or a folder.
  func exists(_ path: String) -> Bool {
    documents[path] != nil || model.files.contains(path) || folders.contains(path)
  }

  /// The page that a link to a path opens, as an index: the document itself, or a folder's README.
  func page(at path: String) -> Int? {
    if let index = documents[path] { return index }
    guard folders.contains(path) else { return nil }
    for name in ["README.md", "readme.md", "Readme.md", "index.md", "_index.md"] {
      if let index = documents[path.isEmpty ? name : path + "/" + name] { return index }
    }
    return nil
  }

  func source(_ document: DocumentDraft) -> SourceFile { model.sources[document.source] }

  func text(_ span: Span) -> String { model.sources.text(span) }

  /// Whether a place stands in a `<pre>` of raw HTML, where an example is shown as it stands.
  ///
  /// Asked of what is about to be reported only; looks back over at most 16 kB.
  func isPreformatted(_ span: Span) -> Bool {
    let bytes = model.sources[span.source].bytes
    let window = bytes[max(0, span.start - 16_384)..<span.start]
    for index in window.indices.reversed() where window[index] == UInt8(ascii: "<") {
      if window[index...].starts(with: "<pre".utf8) { return true }
      if window[index...].starts(with: "</pre".utf8) { return false }
    }
    return false
  }

  /// The text of a span as a message quotes it: on one line, and no longer than one can read.
  func quoted(_ span: Span) -> String { Check.quoted(text(span)) }
}

/// A text as a message quotes it: on one line, and no longer than one can read.
func quoted(_ text: String) -> String {
  let line = text.prefix { $0 != "\n" }
  return line.count > 40 ? line.prefix(39) + "…" : String(line)
}

/// Of things in the order of a document, those that lie within an extent. O(log things + result).
func part<Thing>(
  of things: [Thing], in extent: Span, _ span: (Thing) -> Span
) -> [Thing] {
  things[things.partition { span($0).start >= extent.start }...]
    .prefix { span($0).start < extent.end }
    .filter { span($0).end <= extent.end }
}
