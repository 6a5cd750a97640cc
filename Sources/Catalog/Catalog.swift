import CatalogData
package import Diagnostics
import Syntax

/// What is known of technologies: names, parts, limits, conflicts, lifecycles, each with its source.
package struct Catalog: Sendable {
  /// Sorted by identifier.
  package let technologies: [Technology]
  package let sources: [String: FactSource]

  /// What is known of technologies used together.
  package private(set) var rules: [TechnologyRule] = []

  /// Tells apart what projects have added; 0 for docgen's own catalog.
  package private(set) var additions: UInt64 = 0
  private let indices: [String: Int]
  private let spellings: Spellings

  /// An empty catalog.
  package init() { self.init([], sources: []) }

  /// A later entry replaces an earlier one of the same identifier.
  package init(_ technologies: [Technology], sources: [FactSource]) {
    var latest = [String: Int](minimumCapacity: technologies.count)
    for (index, technology) in technologies.enumerated() { latest[technology.id] = index }
    self.technologies = latest.sorted { $0.key < $1.key }.map { technologies[$0.value] }
    self.sources = Dictionary(sources.map { ($0.id, $0) }) { $1 }
    var indices = [String: Int](minimumCapacity: technologies.count)
    for (index, technology) in self.technologies.enumerated() { indices[technology.id] = index }
    self.indices = indices
    spellings = Spellings(self.technologies)
  }

  /// What docgen itself knows. Read from the binary at its first use, which takes about a
  /// millisecond, and never changed.
  package static let standard: Catalog = {
    var reader = CatalogReader()
    var sources: [FactSource] = []
    var stated: YAMLNode?
    for file in embeddedFiles() {
      // The files are part of the program, and the tests read each of them.
      guard let root = try? PlainYAML.read(file.bytes, source: SourceID(0)) else { continue }
      switch file.name {
      case "sources.yml": sources = CatalogReader.sources(root)
      case "rules.yml": stated = root
      default: reader.read(root)
      }
    }
    var catalog = Catalog(reader.technologies, sources: sources)
    if let stated {
      var rules = TechnologyRuleReader(catalog: catalog, isOwn: false)
      rules.read(stated)
      catalog.rules = rules.rules
    }
    return catalog
  }()

  /// The embedded files, as their makers see them.
  package static func embeddedFiles() -> [(name: String, bytes: [UInt8])] {
    UnsafeBufferPointer(start: catalog_files, count: catalog_file_count).compactMap { file in
      guard let name = file.name else { return nil }
      return (
        String(cString: name), Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
      )
    }
  }

  /// The catalog with a project's own files, and what is wrong with those.
  ///
  /// `rules.yml` and `sources.yml` hold rules and sources, every other file technologies. An entry
  /// replaces the one of the same name.
  ///
  /// - Parameter reserved: what findings are called that are not the catalog's.
  package func extended(
    by files: [SourceFile], reserved: Set<String> = []
  ) -> (catalog: Catalog, diagnostics: [Diagnostic]) {
    guard !files.isEmpty else { return (self, []) }
    var diagnostics: [Diagnostic] = []
    var reader = CatalogReader()
    var sources = self.sources.values.sorted { $0.id < $1.id }
    var stated: [YAMLNode] = []
    var hash = StableHash()
    for file in files {
      hash.combine(file.path)
      hash.combine(file.bytes)
      let (root, problems) = Self.read(file)
      diagnostics += problems
      guard let root else { continue }
      switch file.path.split(separator: "/").last {
      case "rules.yml": stated.append(root)
      case "sources.yml": sources += CatalogReader.sources(root)
      default: reader.read(root)
      }
    }
    var catalog = Catalog(technologies + reader.technologies, sources: sources)
    diagnostics += reader.diagnostics
    diagnostics += reader.strayReferences(in: catalog)
    var rules = TechnologyRuleReader(catalog: catalog, isOwn: true, reserved: reserved)
    for root in stated { rules.read(root) }
    diagnostics += rules.diagnostics
    catalog.rules = self.rules
    for rule in rules.rules {
      if let index = catalog.rules.firstIndex(where: { $0.id == rule.id }) {
        catalog.rules[index] = rule
      } else {
        catalog.rules.append(rule)
      }
    }
    catalog.additions = hash.value
    return (catalog, diagnostics)
  }

  /// Reads a file by the fast reader, and by the full one what that does not know.
  private static func read(_ file: SourceFile) -> (YAMLNode?, [Diagnostic]) {
    if let root = try? PlainYAML.read(file.bytes, source: file.id) { return (root, []) }
    let (root, diagnostics) = parseYAML(
      String(decoding: file.bytes, as: UTF8.self), in: file, at: 0)
    guard let root, case .mapping = root else {
      guard let root, root.string?.value != "" else { return (nil, diagnostics) }
      return (
        nil,
        [Diagnostic(.malformedCatalog, "a catalog is a mapping of entries", at: root.span)]
      )
    }
    return (root, diagnostics)
  }

  package subscript(id: String) -> Technology? { indices[id].map { technologies[$0] } }

  /// Whether the entry of an identifier has a trait.
  package func has(_ trait: Technology.Trait, _ id: String) -> Bool {
    indices[id].map { technologies[$0].traits.contains(trait) } ?? false
  }

  /// The entries whose names or aliases occur in a stretch of UTF-8, longest match first at each
  /// place, in order and never overlapping. Ranges index `bytes`. O(bytes).
  ///
  /// Case is folded in ASCII, and a Latin name is never found inside a longer word. An abbreviation
  /// counts only where the same text names something that it belongs to.
  package func mentions(in bytes: [UInt8]) -> [(range: Range<Int>, id: String)] {
    let matches = spellings.matches(in: bytes)
    guard !matches.isEmpty else { return [] }
    return matches.compactMap { match in
      // No copy is made of the technology, which holds much.
      let index = Int(match.entry.technology)
      if match.entry.isShort {
        let beside = technologies[index].beside
        let isCertain = matches.contains {
          !$0.entry.isShort && beside.contains(technologies[Int($0.entry.technology)].id)
        }
        guard isCertain else { return nil }
      }
      return (match.range, technologies[index].id)
    }
  }

  package func mentions(in text: String) -> [(range: Range<Int>, id: String)] {
    mentions(in: Array(text.utf8))
  }
}
