import Diagnostics
import Model

/// A folder of documents, as the navigation shows it.
struct Folder: Sendable {
  let path: String

  /// The title of its README, else its name.
  let title: String

  /// The document that speaks for it: its README, else its first.
  let page: Int

  /// Indices of the documents directly inside: the README first, then those that it links to in its
  /// order, then the others by path.
  let documents: [Int]

  /// The position of each document in `documents`.
  let position: [Int: Int]

  /// How many documents are listed around the current one: the whole list in each page would make
  /// a site's size quadratic in the number of documents.
  static let window = 24

  /// By path; the root is the empty path. Every folder with documents directly inside is there.
  static func all(of documents: [SiteDocument]) -> [String: Folder] {
    var members: [String: [Int]] = [:]
    for document in documents {
      members[parent(of: document.draft.path), default: []].append(document.index)
    }
    return members.reduce(into: [:]) { folders, entry in
      let (path, inside) = entry
      let isReadme: (Int) -> Bool = { index in
        let file = documents[index].path.file
        return file.hasSuffix("/index.html") || file == "index.html"
      }
      let readme = inside.filter(isReadme)
      var rank: [String: Int] = [:]
      for link in readme.first.map({ documents[$0].draft.links }) ?? [] {
        guard let target = LinkPath(link.destination.value, in: documents[readme[0]].draft.path)
        else {
          continue
        }
        rank[target.path] = rank[target.path] ?? rank.count
      }
      let place: (Int) -> Int = { rank[documents[$0].draft.path] ?? .max }
      let ordered =
        readme + inside.filter { !isReadme($0) }.sorted { (place($0), $0) < (place($1), $1) }
      let first = ordered[0]
      var position: [Int: Int] = [:]
      for (place, index) in ordered.enumerated() { position[index] = place }
      folders[path] = Folder(
        path: path, title: isReadme(first) ? documents[first].title : lastComponent(of: path),
        page: first, documents: ordered, position: position)
    }
  }
}
