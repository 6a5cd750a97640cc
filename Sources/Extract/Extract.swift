package import Catalog
import Diagnostics
package import Model
package import Syntax

/// What one document says: its metadata, architectures, tables, claims and the rest.
package func extract(_ document: Document, catalog: Catalog) -> DocumentDraft {
  let blocks = Blocks(document)
  let outline = Outline(document, title: title(of: document))
  let tables = readTables(document, outline: outline, blocks: blocks)
  let metadata = readMetadata(document, blocks: blocks, tables: tables)
  let fences = readFences(document, outline: outline, blocks: blocks, catalog: catalog)
  let practices = readPractices(document, outline: outline, blocks: blocks)
  let listed = readDocumentLists(document, tables: tables, outline: outline, blocks: blocks)
  let relations = readRelations(document, outline: outline, blocks: blocks)
  let accepted = readAcceptances(document, blocks: blocks)
  let figures = readFigures(document, sections: outline.sections, tables: tables)
  return DocumentDraft(
    source: document.source.id, path: document.source.path, title: outline.sections[0].title,
    metadata: metadata, sections: outline.sections, architectures: fences.architectures,
    tables: tables.map(\.table), claims: figures.claims,
    practices: (practices + fences.practices).sorted { $0.span < $1.span },
    listedDocuments: listed,
    relations: (relations + fences.relations).sorted { $0.span < $1.span },
    links: (readLinks(document) + readHTMLLinks(document)).sorted { $0.span < $1.span },
    scenarios: fences.scenarios, codeBlocks: fences.codeBlocks,
    acceptances: accepted.acceptances, numbers: figures.numbers,
    lineCount: document.source.lineCount,
    diagnostics: document.diagnostics + fences.diagnostics + accepted.diagnostics
      + findSkippedNumbers(document, blocks: blocks),
    announcements: readAnnouncements(document, blocks: blocks), manifests: fences.manifests,
    equations: figures.equations)
}

/// From the front matter, else the first heading of the first level, else the file name.
private func title(of document: Document) -> String {
  if let title = document.frontMatter?["title"]?.string?.value, !title.isEmpty { return title }
  if let heading = document.headings.first(where: { $0.level == 1 && !$0.text.isEmpty }) {
    return heading.text
  }
  let name = document.source.path.split(separator: "/").last.map(String.init) ?? ""
  return name.lowercased().hasSuffix(".md") ? String(name.dropLast(3)) : name
}
