package import Catalog
import Check
import Diagnostics
package import Project

extension Workspace {
  /// What docgen knows together with what the project's `catalog/` adds.
  package func catalog(adding to: Catalog = .standard) -> Catalog {
    let files = catalogFiles.enumerated().map { index, file in
      SourceFile(id: SourceID(index), path: file.path, bytes: file.bytes, role: .project)
    }
    return extend(to, by: files).catalog
  }

  /// The same, and what is wrong with the project's files, with places in their sources.
  func catalog(adding to: Catalog, in sources: Sources) -> (Catalog, [Diagnostic]) {
    let paths = Set(catalogFiles.map(\.path))
    return extend(to, by: sources.files.filter { !$0.isDocument && paths.contains($0.path) })
  }
}

private func extend(
  _ catalog: Catalog, by files: [SourceFile]
) -> (catalog: Catalog, [Diagnostic]) {
  guard !files.isEmpty else { return (catalog, []) }
  let stated = Set(catalog.rules.map(\.id))
  let reserved = Set(DiagnosticKind.allIDs).subtracting(stated)
  return catalog.extended(by: files, reserved: reserved)
}
