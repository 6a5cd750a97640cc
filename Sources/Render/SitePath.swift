import Diagnostics

/// The address of a page of the site: its path from the root, as a file name and as a link.
struct SitePath: Sendable, Hashable {
  /// Relative to the site's root, with forward slashes, as the file is named.
  let file: String

  /// The same, percent-encoded where a URL needs it.
  let encoded: String

  /// What leads from the page to the site's root: `../` for each folder.
  let root: String

  init(_ file: String) {
    self.file = file
    encoded = percentEncoded(file)
    var depth = 0
    for byte in file.utf8 where byte == UInt8(ascii: "/") { depth += 1 }
    root = String(repeating: "../", count: depth)
  }

  /// Paths are the same where they are encoded alike, which is told without Unicode's rules.
  static func == (a: SitePath, b: SitePath) -> Bool { a.encoded == b.encoded }

  func hash(into hasher: inout Hasher) { hasher.combine(encoded) }

  /// The folder, without a final slash; empty for the root.
  var folder: String { parent(of: file) }

  /// A link from another page of the site to this one.
  func link(from page: SitePath, fragment: String? = nil) -> String {
    let anchor = fragment.map { "#" + percentEncoded($0) } ?? ""
    if fragment != nil, page == self { return anchor }
    return page.root + encoded + anchor
  }
}

/// The part of a path before its last slash; empty where there is none.
func parent(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
  return String(path[..<slash])
}

/// The part of a path after its last slash.
func lastComponent(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
  return String(path[path.utf8.index(after: slash)...])
}

/// Hands out paths so that no two pages share one, on file systems that fold case as well.
struct PathAllocator {
  private var taken: Set<String> = []

  /// The path itself, or with `-2`, `-3`, … before its extension when it is taken.
  mutating func claim(_ path: String) -> SitePath {
    if taken.insert(path.lowercased()).inserted { return SitePath(path) }
    let dot = path.lastIndex(of: ".") ?? path.endIndex
    var number = 2
    while true {
      let candidate = "\(path[..<dot])-\(number)\(path[dot...])"
      if taken.insert(candidate.lowercased()).inserted { return SitePath(candidate) }
      number += 1
    }
  }
}

/// The file that a document is published as: a folder's README is its index.
///
/// The README of the whole collection may be the front page, with the site's figures under it.
func publishedPath(ofDocument path: String) -> String {
  let folder = parent(of: path)
  let name = lastComponent(of: path)
  let stem =
    name.lastIndex(of: ".").flatMap { $0 > name.startIndex ? String(name[..<$0]) : nil } ?? name
  let lowered = stem.lowercased()
  let isIndex = lowered == "readme" || lowered == "index"
  return (folder.isEmpty ? "" : folder + "/") + (isIndex ? "index" : stem) + ".html"
}
