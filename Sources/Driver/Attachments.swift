import Diagnostics
import Model
package import Project

/// The files that documents link to and that are not documents: pictures, configuration, data.
///
/// They are published beside the pages, at the paths that they have in the content. A file outside
/// the content folder, or one that a page takes the place of, is not.
package func attachments(
  of outcome: Outcome, in workspace: Workspace, files: Set<String>
)
  -> [String]
{
  var paths: Set<String> = []
  for draft in outcome.drafts {
    for link in draft.links where link.destination.value.utf8.first != UInt8(ascii: "#") {
      guard let target = LinkPath(link.destination.value, in: draft.path),
        files.contains(target.path), !isDocument(target.path),
        workspace.isInsideContent(target.path)
      else { continue }
      paths.insert(target.path)
    }
  }
  return paths.sorted()
}

private func isDocument(_ path: String) -> Bool {
  isMarkdown(path) || path.hasSuffix(".html")
}
