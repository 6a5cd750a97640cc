import Catalog
import Diagnostics
import Driver
import Foundation
import Model
import Syntax
import TestSupport
import Verify

/// A page of `Tests/Specs`: documents, each with the findings that it must give and no others.
///
/// A fence with the info `doc` is a small collection of one file; fences with `doc file:PATH` that
/// follow each other under one heading make a collection together. `<!-- error: id -->` at the end
/// of a line expects that finding on it, `<!-- error: id, line 3 -->` anywhere expects it on the
/// third line of the fence; a text in quotes, `<!-- error: id, "12%" -->`, must stand in its summary. As many
/// findings must come as are marked. The comments are taken out before docgen reads the document. A fence
/// with `doc before` is an earlier version of the next collection, from which a ledger is kept.
/// Files below `catalog/` are the project's own catalog.
struct SpecPage {
  let id: String
  let collections: [Collection]

  struct Collection {
    var files: [(path: String, text: String)] = []
    var expected: [Expectation] = []

    /// What the document was when the ledger was written; nil without a ledger.
    var before: String?
    let line: Int
  }

  struct Expectation: CustomStringConvertible {
    let path: String
    let line: Int
    let severity: String
    let id: String

    /// What the summary must hold; the whole of it for what was found.
    var text = ""

    var description: String {
      "\(path):\(line): \(severity): \(id)\(text.isEmpty ? "" : " \(text)")"
    }

    func matches(_ found: Expectation) -> Bool {
      path == found.path && line == found.line && severity == found.severity && id == found.id
        && (text.isEmpty || found.text.contains(text))
    }
  }

  /// What is expected and not found, and what is found and not expected; each finding meets one mark.
  static func difference(
    _ expected: [Expectation], _ found: [Expectation]
  ) -> (missing: [String], surplus: [String]) {
    var surplus = found
    var missing: [String] = []
    // Those with a text choose first.
    for mark in expected.sorted(by: { $0.text.count > $1.text.count }) {
      if let index = surplus.firstIndex(where: mark.matches) {
        surplus.remove(at: index)
      } else {
        missing.append(mark.description)
      }
    }
    return (missing.sorted(), surplus.map(\.description).sorted())
  }

  static let folder = packageRoot.appendingPathComponent("Tests/Specs")

  /// The pages by the names of their files.
  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted()

  init(named name: String) throws {
    id = String(name.dropLast(3))
    let data = try Data(contentsOf: Self.folder.appendingPathComponent(name))
    let source = SourceFile(id: SourceID(0), path: name, bytes: Array(data))
    let lines = LineTable(source)
    let page = parse(source)
    var collections: [Collection] = []
    var isOpen = false
    var before: String?
    for (index, node) in page.nodes.enumerated() {
      if node.kind == .heading { isOpen = false }
      guard node.kind == .codeBlock else { continue }
      let info = page.string(page.destination(of: node))
      if info == "doc before" {
        before = page.string(node.literal)
        continue
      }
      guard info == "doc" || info.hasPrefix("doc file:") else { continue }
      let file = info == "doc" ? nil : String(info.dropFirst(9))
      if file == nil || !isOpen {
        collections.append(
          Collection(before: before, line: lines.line(at: page.span(of: index).start)))
        before = nil
      }
      isOpen = file != nil
      collections[collections.count - 1].add(
        path: file ?? "doc.md", marked: page.string(node.literal))
    }
    self.collections = collections
  }

  /// What docgen finds in one of the collections.
  static func findings(in collection: Collection) async -> [Expectation] {
    let sorted = collection.files.sorted { $0.path < $1.path }
    let sources = Sources(
      sorted.enumerated().map { index, file in
        SourceFile(
          id: SourceID(index), path: file.path, bytes: Array(file.text.utf8),
          role: file.path.hasPrefix("catalog/") ? .project : .document)
      })
    var options = PipelineOptions()
    let own = sources.files.filter { !$0.isDocument }
    let (catalog, problems) = options.catalog.extended(by: own)
    options.catalog = catalog
    if let before = collection.before {
      let earlier = Sources([SourceFile(id: SourceID(0), path: "doc.md", text: before)])
      options.verify.ledger = await verified(earlier, options).verification?.ledger
    }
    let outcome = await verified(sources, options)
    var found: [Expectation] = []
    for diagnostic in problems + (outcome.verified?.diagnostics ?? [])
    where diagnostic.acceptance == nil {
      let file = sources[diagnostic.span.source]
      found.append(
        Expectation(
          path: file.path, line: LineTable(file).line(at: diagnostic.span.start),
          severity: diagnostic.severity.rawValue, id: diagnostic.id, text: diagnostic.message))
    }
    return found
  }

  private static func verified(_ sources: Sources, _ options: PipelineOptions) async -> Outcome {
    await compile(
      sources, files: Set(sources.files.map(\.path)), exists: { _ in [] }, until: .verify,
      options: options)
  }
}

extension SpecPage.Collection {
  fileprivate mutating func add(path: String, marked: String) {
    var lines: [String] = []
    for (index, line) in marked.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      var rest = String(line)
      while let range = rest.range(
        of: #" *<!-- (error|warning|note): ([a-z0-9-]+)(, line ([0-9]+))?(, "[^"]+")? -->"#,
        options: .regularExpression)
      {
        let quoted = rest[range].split(separator: "\"", omittingEmptySubsequences: false)
        let words = quoted[0].split { " :,".contains($0) }
        let place = words.contains("line") ? Int(words[4]) ?? 0 : index + 1
        expected.append(
          .init(
            path: path, line: place, severity: String(words[1]), id: String(words[2]),
            text: quoted.count > 1 ? String(quoted[1]) : ""))
        rest.removeSubrange(range)
      }
      lines.append(rest)
    }
    files.append((path, lines.joined(separator: "\n")))
  }
}
