package import Catalog
import Diagnostics
package import Model
package import Syntax

/// What one document says: its metadata, architectures, tables, claims and the rest.
package func extract(_ document: Document, catalog: Catalog) -> DocumentDraft {
  DocumentDraft(
    source: document.source.id, path: document.source.path, title: "", metadata: [], sections: [],
    architectures: [], tables: [], claims: [], practices: [], listedDocuments: [], relations: [],
    links: [], scenarios: [], codeBlocks: [], acceptances: [], numbers: [],
    lineCount: document.source.lineCount, diagnostics: document.diagnostics)
}
