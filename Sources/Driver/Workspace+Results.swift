package import Project
package import Verify

extension Workspace {
  private var cachePath: String { cacheFolder + "/results" }

  /// The committed ledger, nil without one.
  ///
  /// - Throws: when the file is there and is not a ledger.
  package func ledger() throws(ProjectError) -> Ledger? {
    guard let bytes = try readFileIfPresent(ledgerPath) else { return nil }
    guard let ledger = Ledger(text: String(decoding: bytes, as: UTF8.self)) else {
      throw ProjectError(
        "\(ledgerPath) is not a ledger of docgen; `verify --update` writes a new one")
    }
    return ledger
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
