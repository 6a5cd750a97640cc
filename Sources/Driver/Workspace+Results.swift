import Diagnostics
import Model
package import Project
package import Verify

/// The ledger's path, relative to the project.
let ledgerName = "docgen.lock"

extension Workspace {
  var cachePath: String { cacheFolder + "/results" }

  /// The committed ledger, nil without one.
  ///
  /// - Throws: when the file is there and is not a ledger.
  package func ledger() throws(ProjectError) -> Ledger? { try readLedger()?.read.ledger }

  /// The ledger with its bytes, and what is damaged in it.
  func readLedger() throws(ProjectError) -> (bytes: [UInt8], read: ReadLedger)? {
    guard let bytes = try readFileIfPresent(ledgerPath) else { return nil }
    guard let read = ReadLedger(bytes) else {
      throw ProjectError(
        "\(ledgerPath) is not a ledger of docgen; `verify --update` writes a new one")
    }
    return (bytes, read)
  }

  /// What is damaged in the ledger, and which of its claims are no longer in the text.
  ///
  /// Of a document that this run did not read nothing is known, as long as its file is there.
  func findings(on ledger: ReadLedger, of model: ResolvedModel, in sources: Sources) -> [Diagnostic]
  {
    guard let source = sources.files.last(where: { $0.role == .project && $0.path == ledgerName })
    else { return [] }
    let damage = ledger.damage.map {
      Diagnostic(.damagedLedger, $0.message, at: source.span($0.place))
    }
    let paths = Set(model.documents.map(\.path))
    let claims = Set(model.claims.map(\.id))
    let entries = zip(ledger.ledger.entries, ledger.places)
    // A ledger of another folder tells nothing of this one.
    guard entries.contains(where: { paths.contains($0.0.document) }) else { return damage }
    let gone = Set(entries.map(\.0.document)).subtracting(paths)
    let there = existing(gone, root: contentRoot)
    return damage
      + entries.compactMap { entry, place in
        guard !claims.contains(entry.claim), !there.contains(entry.document) else { return nil }
        return Diagnostic(
          .claimSuspect,
          "`\(entry.subject)` \(entry.figure) of \(entry.document) is in the ledger, and the text no longer "
            + "has it: its verdict was \(entry.verdict.rawValue)", at: source.span(place))
      }
  }

  package func saveLedger(_ ledger: Ledger) throws(ProjectError) {
    try replaceFile(ledgerPath, Array(ledger.text.utf8))
  }

  /// The results of earlier runs; none where there are none, or they are another version's.
  func resultCache() throws(ProjectError) -> ResultCache {
    guard let bytes = try readFileIfPresent(cachePath) else { return ResultCache() }
    return ResultCache(text: String(decoding: bytes, as: UTF8.self))
  }

  /// Keeps the results that this run used, and forgets the others.
  ///
  /// A folder that cannot be written costs time at the next run, and nothing else.
  func saveResultCache(_ cache: ResultCache) {
    try? makeFolder(cacheFolder)
    // Nobody wants it in a repository.
    try? replaceFile(cacheFolder + "/.gitignore", Array("*\n".utf8))
    try? replaceFile(cachePath, Array(cache.text.utf8))
  }
}
