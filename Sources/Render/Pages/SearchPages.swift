import Model
import Syntax
import Quantities

extension PageType {
  /// The page that shows results; without JavaScript it offers the list of documents.
  static let search = PageType(.search) { site in
    let path = PageKind.search.path
    var values: [String: HTML] = [:]
    values["fallback"] = site.moduleList(from: path)
    var surroundings = Surroundings(site.language(.search))
    surroundings.kind = .search
    return site.compose(path, site.theme.render(.search, values), surroundings)
  }

  /// The page for addresses that lead nowhere; it needs nothing beside itself.
  static let missing = PageType(.missing) { site in
    let html = site.theme.render(.missing, ["root": HTML()])
    return Page(path: PageKind.missing.path.file, bytes: html.bytes)
  }

  /// The parts of the search index, each a script that hands over its data.
  static let searchIndex = PageType("search-index") { site in
    [PageJob(paths: ["search/index.js"]) { SearchFiles(site).pages }]
  }

  /// Styles and scripts, as they are.
  static let assets = PageType("assets") { site in
    let assets = site.theme.files.assets.map { Page(path: $0.path, bytes: $0.bytes) }
    let all = assets + [Page(path: ".nojekyll", bytes: [])]
    return [PageJob(paths: all.map(\.path)) { all }]
  }
}

/// The files of the search: a list of entries, shards of the index, and bundles of plain text.
private struct SearchFiles {
  private(set) var pages: [Page] = []
  private static let bundleSize = 192 << 10
  private static let shardSize = 48 << 10

  init(_ site: Site) {
    var index = SearchIndex()
    var entries = JSON()
    var bundle = JSON()
    var bundleNumber = 0
    var entry = 0

    func list(_ title: String, _ path: SitePath, _ trail: String, _ bundle: Int) {
      if entry > 0 { entries.raw(",\n") }
      entries.raw("[")
      entries.string(title)
      entries.raw(",")
      entries.string(path.encoded)
      entries.raw(",")
      entries.string(trail)
      entries.raw(",\(bundle)]")
      entry += 1
    }
    func flush() {
      guard !bundle.bytes.isEmpty else { return }
      var file = JSON()
      file.raw("(window.docgenSearch=window.docgenSearch||[]).push([\"text\",\(bundleNumber),{")
      file.raw(bundle)
      file.raw("}])\n")
      pages.append(Page(path: "search/text-\(bundleNumber).js", bytes: file.bytes))
      bundle = JSON()
      bundleNumber += 1
    }

    for document in site.documents {
      index.beginEntry()
      index.add(document.title, as: .title)
      guard let parsed = document.parsed else {
        list(document.title, document.path, parent(of: document.draft.path), -1)
        continue
      }
      let text = SearchText(parsed)
      if !bundle.bytes.isEmpty { bundle.raw(",\n") }
      bundle.raw("\(entry):[")
      for (number, section) in text.sections.enumerated() {
        index.add(section.heading, as: .heading)
        index.add(text.bytes[section.range], as: .body)
        bundle.raw(number > 0 ? ",[" : "[")
        bundle.string(section.slug)
        bundle.raw(",")
        bundle.string(section.heading)
        bundle.raw(",")
        bundle.string(text.bytes[section.range])
        bundle.raw("]")
      }
      bundle.raw("]")
      list(document.title, document.path, parent(of: document.draft.path), bundleNumber)
      if bundle.bytes.count > Self.bundleSize { flush() }
    }
    flush()
    for (number, study) in site.model.cases.enumerated() {
      index.beginEntry()
      index.add(study.title, as: .title)
      list(study.title, site.casePaths[number], site.language(.cases), -1)
    }
    for place in site.architectures {
      index.beginEntry()
      let name = site.name(of: place)
      index.add(name, as: .title)
      list(name, place.path, site.language(.architectures), -1)
    }

    let shards = index.shards(near: Self.shardSize)
    for (number, shard) in shards.enumerated() {
      var file = JSON()
      file.raw("(window.docgenSearch=window.docgenSearch||[]).push([\"shard\",\(number),")
      file.string([UInt8(ascii: "\n")] + shard)
      file.raw("])\n")
      pages.append(Page(path: "search/shard-\(number).js", bytes: file.bytes))
    }
    var file = JSON()
    file.raw(
      "(window.docgenSearch=window.docgenSearch||[]).push([\"index\",{\"shards\":\(shards.count),")
    file.raw("\"entries\":[\n")
    file.raw(entries)
    file.raw("\n]}])\n")
    pages.append(Page(path: "search/index.js", bytes: file.bytes))
  }
}
