import Diagnostics
import Model

/// Finds the folders whose README or index speaks of documents beside it.
func resolveModules(_ documents: [DocumentDraft]) -> [ModulePage] {
  var positions: [String: Int] = [:]
  var folders: [String: [Int]] = [:]
  for (index, draft) in documents.enumerated() {
    positions[draft.path] = index
    folders[String(folder(of: draft.path)), default: []].append(index)
  }
  return folders.keys.sorted().compactMap { name in
    let inside = folders[name] ?? []
    guard
      let page = inside.first(where: { isPage(documents[$0].path, "readme.md") })
        ?? inside.first(where: { isPage(documents[$0].path, "index.md") })
    else { return nil }
    var members = Set(inside)
    for listed in documents[page].listedDocuments {
      guard let target = LinkPath(listed.path.value, in: documents[page].path),
        let position = positions[target.path]
      else { continue }
      members.insert(position)
    }
    members.remove(page)
    guard !members.isEmpty else { return nil }
    return ModulePage(
      title: documents[page].title, folder: name, page: page, members: members.sorted())
  }
}

/// What stands before the last slash of a path; nothing for a file beside the root.
func folder(of path: String) -> Substring {
  path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[..<$0] } ?? ""
}

private func isPage(_ path: String, _ name: String) -> Bool {
  path.split(separator: "/").last?.lowercased() == name
}
