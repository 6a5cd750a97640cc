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
  package var catalog = Catalog()
  package var verify = VerifyOptions()
  package var site = SiteOptions()

  package init() {}
}

/// What has been made so far; later phases fill later fields.
package struct Outcome: Sendable {
  package var documents: [Document] = []
  package var drafts: [DocumentDraft] = []
  package var model: ResolvedModel?
  package var checked: CheckedModel?
  package var verified: VerifiedModel?
  package var pages: [Page] = []
}

/// Compiles sources into a site, or as far towards one as asked.
///
/// It reads no file, no clock and no environment itself.
///
/// - Parameters:
///   - files: every file below the content root, relative to it.
///   - exists: which of some paths, relative to the content root and not among `files`, exist.
package func compile(
  _ sources: Sources, files: Set<String>, exists: (Set<String>) -> Set<String>,
  until last: Phase, options: PipelineOptions
) async -> Outcome {
  var outcome = Outcome()
  let workers = options.workers
  let catalog = options.catalog

  let markdown = sources.files.filter(\.isMarkdown)
  outcome.documents = await concurrentMap(markdown, workers: workers) { parse($0) }
  guard last > .parse else { return outcome }

  outcome.drafts = await concurrentMap(outcome.documents, workers: workers) {
    extract($0, catalog: catalog)
  }
  guard last > .extract else { return outcome }

  let outside = exists(linkedPaths(in: outcome.drafts).subtracting(files))
  let model = resolve(outcome.drafts, sources: sources, files: files.union(outside))
  outcome.model = model
  guard last > .resolve else { return outcome }

  let checked = check(model, catalog: catalog)
  outcome.checked = checked
  guard last > .check else { return outcome }

  let verified = await verify(checked, options: options.verify)
  outcome.verified = verified
  guard last > .verify else { return outcome }

  let jobs = plan(verified, documents: outcome.documents, options: options.site)
  outcome.pages = await concurrentMap(jobs, workers: workers) { $0.render() }.flatMap { $0 }
  return outcome
}

/// The paths that the documents' links lead to, relative to the content root.
private func linkedPaths(in drafts: [DocumentDraft]) -> Set<String> {
  var paths: Set<String> = []
  for draft in drafts {
    for link in draft.links {
      if let target = LinkPath(link.destination.value, in: draft.path) { paths.insert(target.path) }
    }
  }
  return paths
}
