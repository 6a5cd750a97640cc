package import Diagnostics
package import Model

/// Puts what the documents say together: cases, modules, and names that mean the same thing.
///
/// - Parameter files: every file of the content root that a link may point at, relative to it.
package func resolve(
  _ drafts: [DocumentDraft], sources: Sources, files: Set<String>
)
  -> ResolvedModel
{
  ResolvedModel(sources: sources, documents: drafts, cases: [], modules: [], files: files)
}
