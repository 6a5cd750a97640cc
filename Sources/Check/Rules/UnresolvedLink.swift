import Diagnostics
import Model

extension Rule {
  /// Flags a link to a file or folder that does not exist.
  static let unresolvedLink = Rule(
    "unresolved-link", .error,
    """
    Every link must lead somewhere: a reader who follows a dead link stops trusting the live ones.

        See [the cache](02_cahce.md).        <- no such file
        See [the cache](02_cache.md).

    A link to a folder leads to its README. Links may leave the content folder when their target
    exists. Links with a scheme, such as `https:`, are not followed.
    """
  ) { collection, reporter in
    var paths: KnownPaths?
    for document in collection.model.documents {
      for link in document.links {
        guard let target = LinkPath(link.destination.value, in: document.path),
          !collection.exists(target.path)
        else { continue }
        let known = paths ?? KnownPaths(collection)
        paths = known
        let guess = known.nearest(to: target.path)
        let written = guess.map { relative($0, from: document.path, like: link.destination.value) }
        var notes: [Diagnostic.Note] = []
        if let guess { notes.append(.init("there is `\(guess)`")) }
        let place = collection.destination(of: link)
        reporter.report(
          "every link must lead somewhere, and there is no `\(target.path)`",
          at: place ?? link.span, notes: notes,
          fixes: fix(written, replacing: place))
      }
    }
  }
}

extension Collection {
  /// Where a link's destination is written, nil where that is not plain, as in a reference.
  func destination(of link: Link) -> Span? {
    let bytes = model.sources[link.span.source].bytes
    let wanted = Array(link.destination.value.utf8)
    let whole = link.destination.span
    guard !wanted.isEmpty, whole.end <= bytes.count, whole.end - whole.start >= wanted.count else {
      return nil
    }
    // The last place, because the text of a link may hold its destination as well.
    var start = whole.end - wanted.count
    while start >= whole.start {
      if bytes[start] == wanted[0], bytes[start..<start + wanted.count].elementsEqual(wanted) {
        return Span(whole.source, start..<start + wanted.count)
      }
      start -= 1
    }
    return nil
  }
}

/// The offer to write another destination, where both it and its place are known.
func fix(_ destination: String?, replacing place: Span?) -> [FixIt] {
  guard let destination, let place else { return [] }
  return [FixIt("link to `\(destination)`", replacing: place, with: destination, .needsReview)]
}

/// The files of a collection, found by what a wrong path has in common with them.
private struct KnownPaths {
  private var byLowercased: [String: [String]] = [:]
  private var byName: [String: [String]] = [:]
  private var byFolder: [String: [String]] = [:]

  init(_ collection: Collection) {
    for path in collection.model.files.union(collection.documents.keys).sorted() {
      let (folder, name) = split(path)
      byLowercased[path.lowercased(), default: []].append(path)
      byName[name, default: []].append(path)
      byFolder[folder, default: []].append(name)
    }
  }

  /// The one path that a misspelt, moved or miscased path may mean, nil when there is none or many.
  func nearest(to path: String) -> String? {
    if let same = byLowercased[path.lowercased()], same.count == 1 { return same[0] }
    let (folder, name) = split(path)
    if let moved = byName[name] { return moved.count == 1 ? moved[0] : nil }
    guard let siblings = byFolder[folder] else { return nil }
    return nearMiss(to: name, in: siblings).map { folder.isEmpty ? $0 : folder + "/" + $0 }
  }

  private func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
  }
}

/// A path as a link from a document, keeping the fragment and a leading `./` of the old one.
private func relative(_ path: String, from document: String, like old: String) -> String {
  let here = document.split(separator: "/").dropLast()
  let there = path.split(separator: "/")
  let common = zip(here, there).prefix { $0 == $1 }.count
  let ascent = Array(repeating: "..", count: here.count - common)
  var link = (ascent + there.dropFirst(common).map(String.init)).joined(separator: "/")
  if ascent.isEmpty, old.hasPrefix("./") { link = "./" + link }
  let special: Set<Character> = [" ", "(", ")", "#", "%", "?"]
  link = link.map { special.contains($0) ? percentEncoded(String($0)) : String($0) }.joined()
  let fragment = old.firstIndex(of: "#").map { String(old[$0...]) } ?? ""
  return link + fragment
}
