import Diagnostics
import Model
import Quantities
import Syntax
import Systems

extension PageType {
  /// The page that shows results; without JavaScript it offers the list of documents.
  static let search = PageType(.search) { site in
    let path = PageKind.search.path
    var values: [String: HTML] = [:]
    values["fallback"] = site.moduleList(from: path)
    values["shared"] = "\(site.shared)"
    var surroundings = Surroundings(site.language(.search))
    surroundings.kind = .search
    return site.compose(path, site.theme.render(.search, values), surroundings)
  }

  /// The page for addresses that lead nowhere; it needs nothing beside itself.
  static let missing = PageType(.missing) { site in
    let html = site.theme.render(.missing, ["root": "\(site.options.url ?? "")"])
    return Page(path: PageKind.missing.path.file, bytes: html.bytes)
  }

  /// The parts of the search index, each a script that hands over its data.
  static let searchIndex = PageType("search-index", isShared: true) { site in
    [PageJob(paths: ["search/index.js"], folder: "search/") { SearchFiles(site).pages }]
  }

  /// Styles and scripts, as they are.
  static let assets = PageType("assets", isShared: true) { site in
    let assets = site.theme.files.assets.map { Page(path: $0.path, bytes: $0.bytes) }
    let all = assets + [Page(path: ".nojekyll", bytes: [])]
    return [PageJob(paths: all.map(\.path)) { all }]
  }
}

/// The files of the search: a list of pages, shards of the index, and bundles of plain text.
///
/// What the index lists are sections, numbered through the site; a page has those from its first up
/// to the first of the next.
private struct SearchFiles {
  private(set) var pages: [Page] = []
  private static let bundleSize = 192 << 10
  private static let shardSize = 48 << 10

  private var index: SearchIndex
  private var entries: [Entry] = []
  private var sections = 0

  /// The texts of the next bundle, by the numbers of their pages.
  private var texts: [(entry: Int, text: SearchText)] = []
  private var bundles = 0

  private struct Entry {
    let title: String
    let address: String

    /// The folder or the document that holds it: words of the collection, the same in all languages.
    let trail: String

    /// Which bundle holds its text; -1 where there is none.
    let bundle: Int

    /// The number of its first section.
    let first: Int
  }

  init(_ site: Site) {
    index = SearchIndex(
      expecting: site.documents.reduce(0) { $0 + ($1.parsed?.source.bytes.count ?? 0) })
    for document in site.documents { add(document) }
    flush()
    for (number, study) in site.model.cases.enumerated() {
      add(
        study.title, site.casePaths[number],
        trail: site.model.documents[study.document].title)
    }
    for place in site.architectures {
      add(
        site.name(of: place), place.path, trail: site.model.documents[place.document].title)
    }
    for place in site.evidence.compactMap({ shown in site.claims[shown.claim].map { (shown, $0) } })
    {
      let (shown, claim) = place
      guard let record = claim.judgements[shown.judgement].evidence?.simulation else { continue }
      // A metric is found by its name in either language, whatever the claim calls it.
      let metric = claim.claim.metric.map { "\($0.label.zh) \($0.label.en) " } ?? ""
      add(
        "\(claim.claim.subject) \(site.figure(of: claim.claim))", shown.path,
        trail: claim.caseStudy.map { site.model.cases[$0].title }
          ?? site.documents[claim.document].title,
        words: "\(metric)\(record.scenario) \(record.system) "
          + record.assumptions.map(\.parameter).joined(separator: " "))
    }
    for system in site.systems {
      add(
        system.name, PageKind.systems.path, fragment: system.name, trail: "",
        words: "\(system.label.zh) \(system.label.en) "
          + system.parameters.map(\.name).joined(separator: " "))
    }
    for technology in site.technologies {
      add(
        technology.name, PageKind.technologies.path, fragment: fileName(technology.id), trail: "",
        words: technology.id)
    }
    let shards = index.shards(near: Self.shardSize)
    for (number, shard) in shards.enumerated() {
      write("shard-\(number)", reserving: shard.count * 9 / 8) { json in
        json.value("shard")
        json.value(number)
        json.value(shard[...])
      }
    }
    write("index", lineDepth: 3) { [entries, sections] json in
      json.value("index")
      json.object { json in
        json.member("shards", shards.count)
        json.member("sections", sections)
        json.key("entries")
        json.array(entries) { json, entry in
          json.array { json in
            json.value(entry.title)
            json.value(entry.address)
            json.value(entry.trail)
            json.value(entry.bundle)
            json.value(entry.first)
          }
        }
      }
    }
  }

  /// Adds a script that hands over an array, which is how a page loads data from a folder too.
  private mutating func write(
    _ name: String, reserving capacity: Int = 0, lineDepth: Int = 0,
    _ elements: (inout JSONWriter) -> Void
  ) {
    var json = JSONWriter(lineDepth: lineDepth, reserving: capacity)
    json.array(elements)
    let bytes = Array("(window.docgenSearch=window.docgenSearch||[]).push(".utf8) + json.bytes
    pages.append(Page(path: "search/\(name).js", bytes: bytes + Array(")\n".utf8)))
  }

  /// Adds a page whose text is not shown.
  ///
  /// - Parameter words: what else it is found by.
  private mutating func add(
    _ title: String, _ path: SitePath, fragment: String? = nil, trail: String, words: String = ""
  ) {
    let anchor = fragment.map { "#" + percentEncoded($0) } ?? ""
    entries.append(
      Entry(
        title: title, address: path.encoded + anchor, trail: trail, bundle: -1, first: sections))
    index.beginEntry()
    sections += 1
    index.add(title, as: .title)
    if !words.isEmpty { index.add(words, as: .body) }
  }

  private mutating func add(_ document: SiteDocument) {
    let trail = parent(of: document.draft.path)
    guard let parsed = document.parsed else {
      add(document.title, document.path, trail: trail)
      return
    }
    let text = SearchText(parsed)
    entries.append(
      Entry(
        title: document.title, address: document.path.encoded, trail: trail, bundle: bundles,
        first: sections))
    for (number, section) in text.sections.enumerated() {
      index.beginEntry()
      if number == 0 { index.add(document.title, as: .title) }
      index.add(section.heading, as: .heading)
      index.add(text.bytes[section.range], as: .body)
    }
    if text.sections.isEmpty {
      index.beginEntry()
      index.add(document.title, as: .title)
    }
    sections += max(1, text.sections.count)
    texts.append((entries.count - 1, text))
    if texts.reduce(0, { $0 + $1.text.bytes.count }) > Self.bundleSize { flush() }
  }

  private mutating func flush() {
    guard !texts.isEmpty else { return }
    write("text-\(bundles)", reserving: Self.bundleSize * 2, lineDepth: 2) {
      [texts, bundles] json in
      json.value("text")
      json.value(bundles)
      json.object { json in
        for (entry, text) in texts {
          json.key(String(entry))
          json.array(text.sections) { json, section in
            json.array { json in
              json.value(section.slug)
              json.value(section.heading)
              json.value(text.bytes[section.range])
              json.value(section.level)
            }
          }
        }
      }
    }
    texts = []
    bundles += 1
  }
}
