package import Catalog
package import Diagnostics
package import Model
import Parallel

/// Puts what the documents say together: cases, modules, and names that mean the same thing.
///
/// - Parameters:
///   - files: every file of the content root that a link may point at, relative to it.
///   - knownFoldersAbove: how many folders above the content root belong to its repository.
///   - catalog: says which names mean the same technology.
package func resolve(
  _ drafts: [DocumentDraft], sources: Sources, files: Set<String>, knownFoldersAbove: Int = 0,
  catalog: Catalog = .standard
) -> ResolvedModel {
  var model = unresolvedModel(drafts, sources, files, knownFoldersAbove)
  model.components = model.documents.indices.flatMap { resolveComponents($0, model, catalog) }
  return model
}

/// As `resolve(_:sources:files:knownFoldersAbove:catalog:)`, with the documents shared out among workers.
package func resolve(
  _ drafts: [DocumentDraft], sources: Sources, files: Set<String>, knownFoldersAbove: Int,
  catalog: Catalog, workers: Int
) async -> ResolvedModel {
  let unresolved = unresolvedModel(drafts, sources, files, knownFoldersAbove)
  var model = unresolved
  model.components = await concurrentMap(
    Array(model.documents.indices), workers: workers,
    cost: { unresolved.documents[$0].architectures.count }
  ) {
    resolveComponents($0, unresolved, catalog)
  }.flatMap { $0 }
  return model
}

/// The model before its components are put together.
private func unresolvedModel(
  _ drafts: [DocumentDraft], _ sources: Sources, _ files: Set<String>, _ knownFoldersAbove: Int
) -> ResolvedModel {
  let documents = uniqueArchitectures(drafts.sorted { $0.path < $1.path })
  return ResolvedModel(
    sources: sources, documents: documents, cases: resolveCases(documents),
    modules: resolveModules(documents), components: [], files: files,
    knownFoldersAbove: knownFoldersAbove)
}

/// Gives every architecture of the collection its own identifier.
private func uniqueArchitectures(_ drafts: [DocumentDraft]) -> [DocumentDraft] {
  var names = UniqueNames()
  return drafts.map { draft in
    guard !draft.architectures.isEmpty else { return draft }
    return draft.replacing(architectures: draft.architectures.map { $0.renamed(names.take($0.id)) })
  }
}

/// Hands out names that differ even where letter case does not count, as in some file systems.
struct UniqueNames {
  private var counts: [String: Int] = [:]

  mutating func take(_ name: String) -> String {
    let wanted = name.isEmpty ? "unnamed" : name
    let key = wanted.lowercased()
    guard var number = counts[key] else {
      counts[key] = 1
      return wanted
    }
    repeat { number += 1 } while counts["\(key)-\(number)"] != nil
    counts[key] = number
    counts["\(key)-\(number)"] = 1
    return "\(wanted)-\(number)"
  }
}
