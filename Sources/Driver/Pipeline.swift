package import Catalog
import Check
package import Diagnostics
import Extract
package import Model
import Parallel
package import Render
package import Syntax
package import Verify

/// The phases, in order; every command runs a prefix of them.
package enum Phase: String, CaseIterable, Sendable, Comparable {
  case parse, extract, resolve, check, verify, render

  package static func < (a: Phase, b: Phase) -> Bool { a.rank < b.rank }

  private var rank: Int { Phase.allCases.firstIndex(of: self) ?? 0 }
}

/// What goes in beside the sources.
package struct PipelineOptions: Sendable {
  package var workers = 1
  package var catalog = Catalog.standard
  package var verify = VerifyOptions()
  package var site = SiteOptions()

  /// How many folders above the content root belong to its repository.
  package var knownFoldersAbove = 0

  /// The seed asked for at the command line, which goes before the configuration's.
  package var seed: UInt64?

  /// Whether the outcome is to hold the parsed documents, which pages are made of. Without them a run
  /// takes half the memory.
  package var keepsDocuments = true

  /// Whether the ledger is about to be renewed, so that nothing is suspect.
  package var ignoresLedger = false

  package init() {}
}

/// What has been made so far; later phases fill later fields.
package struct Outcome: Sendable {
  package var documents: [Document] = []
  package var drafts: [DocumentDraft] = []
  package var model: ResolvedModel?
  package var checked: CheckedModel?
  package var verification: Verification?
  package var pages: [Page] = []

  /// What projects had added to the catalog that the drafts were made with.
  var catalogAdditions: UInt64 = 0

  package var verified: VerifiedModel? { verification?.model }
}

/// Compiles sources into a site, or as far towards one as asked.
///
/// It reads no file, no clock and no environment itself.
///
/// - Parameters:
///   - files: every file below the content root, relative to it.
///   - exists: which of some paths, relative to the content root and not among `files`, exist.
///   - previous: an earlier outcome, whose work on unchanged sources need not be done again. It
///     never changes the result.
///   - finished: told of each phase when it is done; parsing and extracting are one, told as the last of them.
package func compile(
  _ sources: Sources, files: Set<String>, exists: (Set<String>) -> Set<String>,
  until last: Phase, options: PipelineOptions,
  reusing previous: Outcome? = nil, finished: (Phase) -> Void = { _ in }
) async -> Outcome {
  var outcome = Outcome()
  let workers = options.workers
  let catalog = options.catalog

  outcome.catalogAdditions = catalog.additions
  let documents = sources.files.filter(\.isDocument)
  let isSameCatalog = previous?.catalogAdditions == catalog.additions
  let known = reusable(isSameCatalog ? previous : nil, among: documents)
  let keepsDocuments = options.keepsDocuments || last < .check
  // A document is read while it is at hand, and need not be kept for it.
  let read = await concurrentMap(documents, workers: workers, cost: \.bytes.count) {
    source -> (document: Document?, draft: DocumentDraft?) in
    let document = known[source.id]?.document ?? parse(source)
    guard last > .parse else { return (document, nil) }
    let draft = known[source.id]?.draft ?? extract(document, catalog: catalog)
    return (keepsDocuments ? document : nil, draft)
  }
  outcome.documents = read.compactMap(\.document)
  outcome.drafts = read.compactMap(\.draft)
  finished(last > .parse ? .extract : .parse)
  guard last > .extract else { return outcome }

  let outside = exists(linkedPaths(in: outcome.drafts).subtracting(files))
  let model = await resolve(
    outcome.drafts, sources: sources, files: files.union(outside),
    knownFoldersAbove: options.knownFoldersAbove, catalog: catalog, workers: workers)
  outcome.model = model
  finished(.resolve)
  guard last > .resolve else { return outcome }

  let accepts = outcome.drafts.contains { !$0.acceptances.isEmpty }
  let checked = await check(
    model, catalog: catalog,
    known: accepts ? Set(DiagnosticKind.all(in: catalog).map(\.id)) : [], workers: workers)
  outcome.checked = checked
  finished(.check)
  guard last > .check else { return outcome }

  let verification = await runVerification(checked, options: options.verify)
  outcome.verification = verification
  let verified = verification.model
  finished(.verify)
  guard last > .verify else { return outcome }

  let jobs = plan(verified, documents: outcome.documents, options: options.site)
  outcome.pages = await concurrentMap(jobs, workers: workers) { $0.render() }.flatMap { $0 }
  finished(.render)
  return outcome
}

/// The paths that the documents' links lead to, relative to the content root.
private func linkedPaths(in drafts: [DocumentDraft]) -> Set<String> {
  var paths: Set<String> = []
  for draft in drafts {
    // A link within a page leads to what is known to exist.
    for link in draft.links where link.destination.value.utf8.first != UInt8(ascii: "#") {
      if let target = LinkPath(link.destination.value, in: draft.path) { paths.insert(target.path) }
    }
  }
  return paths
}

/// What an earlier run made of the sources that are still the same, bytes and identity.
private func reusable(
  _ previous: Outcome?, among sources: [SourceFile]
) -> [SourceID: (
  document: Document, draft: DocumentDraft
)] {
  guard let previous, previous.drafts.count == previous.documents.count else { return [:] }
  let old = zip(previous.documents, previous.drafts)
  var byID: [SourceID: (document: Document, draft: DocumentDraft)] = [:]
  for (document, draft) in old { byID[document.source.id] = (document, draft) }
  var known: [SourceID: (document: Document, draft: DocumentDraft)] = [:]
  for source in sources {
    guard let made = byID[source.id], made.document.source.path == source.path,
      made.document.source.bytes == source.bytes
    else { continue }
    known[source.id] = made
  }
  return known
}
