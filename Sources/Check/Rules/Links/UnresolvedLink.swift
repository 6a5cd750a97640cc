import Diagnostics
import Model

extension Rule {
  /// Flags a link to a file or folder that does not exist.
  static let unresolvedLink = Rule(
    "unresolved-link", .error, "链接的目标不存在", "Link that leads nowhere",
    """
    Every link must lead somewhere: a reader who follows a dead link stops trusting the live ones.

        See [the cache](02_cahce.md).        <- no such file
        See [the cache](02_cache.md).

    A link to a folder leads to its README, and in a collection for MyST one to `name` to the line `(name)=`. Links with a scheme, such as `https:`, are not followed.
    Links of one document to the same missing file are one finding. A link may leave the folder that
    is checked; where it also leaves the repository, or there is none, what it leads to may exist
    without docgen seeing it, and the finding is a note.

    What a site generator makes of documents is understood: `x.html`, `x/` and `x` lead to `x.md`, and
    `/x` may begin at any folder above. Below the configuration of one (conf.py, mkdocs.yml, _index.md and
    the like), pages that it may make itself are one note for all, and so are ten or more missing files
    whose names begin alike. Three links and more into a folder that is not there are one finding.
    """
  ) { collection, reporter in
    var dead = DeadLinks()
    for document in collection.examinedDocuments {
      // A link within a page needs no file.
      for link in document.links where link.destination.value.utf8.first != UInt8(ascii: "#") {
        guard let target = LinkPath(link.destination.value, in: document.path),
          !collection.exists(target.path),
          collection.publishedPath(of: link, to: target, in: document) == nil
        else { continue }
        dead.add(link, to: target, in: document, isSeen: collection.sees(target.path))
      }
    }
    let groups = dead.inOrderWithoutLabels(of: collection)
    guard !groups.isEmpty else { return }
    let known = KnownPaths(collection)
    var made: [String: [DeadLinks.Group]] = [:]
    var folders: [String: [DeadLinks.Group]] = [:]
    var keys: [String] = []
    let causes = generatedCauses(of: groups, collection)
    for (links, cause) in zip(groups, causes) {
      if let cause {
        made[cause, default: []].append(links)
      } else if links.isSeen, let folder = collection.missingFolder(of: links.target) {
        let key = "\(links.links[0].document.path)\n\(folder)"
        if folders[key] == nil { keys.append(key) }
        folders[key, default: []].append(links)
      } else {
        report(links, known, collection, to: &reporter)
      }
    }
    for key in keys {
      guard let groups = folders[key] else { continue }
      guard groups.count > 2, let folder = key.split(separator: "\n").last else {
        for group in groups { report(group, known, collection, to: &reporter) }
        continue
      }
      report(groups, inMissing: String(folder), collection, to: &reporter)
    }
    for (_, groups) in made.sorted(by: { $0.key < $1.key }) {
      report(generated: groups, collection, to: &reporter)
    }
  }
}

/// For each missing file, what seems to make it when the site is built; nil where nothing does.
private func generatedCauses(
  of groups: [DeadLinks.Group], _ collection: Collection
) -> [String?] {
  var roots: [SourceID: String?] = [:]
  func root(_ group: DeadLinks.Group) -> String? {
    let document = group.links[0].document
    let known = roots[document.source] ?? collection.siteRoot(of: document)
    roots[document.source] = .some(known)
    return known
  }
  var isSite: [SourceID: Bool] = [:]
  func linksToPages(_ group: DeadLinks.Group) -> Bool {
    let document = group.links[0].document
    if let known = isSite[document.source] { return known }
    let found = collection.linksToPages(document)
    isSite[document.source] = found
    return found
  }
  func prefix(_ group: DeadLinks.Group) -> String? {
    guard let name = group.target.split(separator: "/").last,
      let end = name.firstIndex(where: { $0 == "_" || $0 == "-" }), end > name.startIndex,
      name[..<end].allSatisfy({ $0.isASCII && $0.isLetter })
    else { return nil }
    let suffix = name.lastIndex(of: ".").map { name[$0...] } ?? ""
    return "\(name[...end])*\(suffix)"
  }
  var alike: [String: Set<String>] = [:]
  for group in groups where group.isSeen {
    if let prefix = prefix(group), let name = group.target.split(separator: "/").last {
      alike[prefix, default: []].insert(String(name))
    }
  }
  return groups.map { group in
    guard group.isSeen else { return nil }
    let name = group.target.split(separator: "/").last.map(String.init) ?? ""
    if let prefix = prefix(group), (alike[prefix]?.count ?? 0) >= 10 { return prefix }
    // `incus.md` beside `incus_list.md`, `incus_info.md` and so on.
    if let dot = name.lastIndex(of: ".") {
      let family = "\(name[..<dot])_*\(name[dot...])"
      if (alike[family]?.count ?? 0) >= 10 { return family }
    }
    guard let root = root(group) else {
      // Beside links to `x.html` that are there as `x.md`, one more is a page of the same site.
      return name.hasSuffix(".html") && linksToPages(group) ? "html" : nil
    }
    let isMade =
      !name.contains(".") || name.hasSuffix(".html")
      || group.target.split(separator: "/").contains { $0.first == "_" && $0 != "_index.md" }
    return isMade ? "\(root)/" : nil
  }
}

extension Collection {
  /// Whether a document links to other documents as to pages of a site.
  fileprivate func linksToPages(_ document: DocumentDraft) -> Bool {
    document.links.contains { link in
      guard link.destination.value.holds(".html"),
        let target = LinkPath(link.destination.value, in: document.path),
        target.path != document.path, !exists(target.path)
      else { return false }
      return publishedPath(of: link, to: target, in: document) != nil
    }
  }
}

/// One finding for the links of a document into a folder that is not there.
private func report(
  _ groups: [DeadLinks.Group], inMissing folder: String, _ collection: Collection,
  to reporter: inout Reporter
) {
  let places = groups.map { group -> Span in
    let link = group.links[0].link
    return collection.destination(of: link) ?? link.span
  }
  reporter.report(
    "every link must lead somewhere, and there is no folder `\(folder)`, into which "
      + "\(groups.count) links lead",
    at: places[0], notes: places.dropFirst().prefix(8).map { .init("another one", at: $0) })
}

extension Collection {
  /// The outermost folder of a path that is not there; nil where the file's own folder is.
  fileprivate func missingFolder(of path: String) -> String? {
    var end = path.startIndex
    while let slash = path[end...].firstIndex(of: "/") {
      let folder = path[..<slash]
      if !folder.hasSuffix(".."), !folders.contains(String(folder)) { return String(folder) }
      end = path.index(after: slash)
    }
    return nil
  }
}

/// One note for all the files that are probably made when a site is built.
private func report(
  generated groups: [DeadLinks.Group], _ collection: Collection, to reporter: inout Reporter
) {
  let first = groups[0].links[0].link
  let names = Set(groups.map(\.target)).sorted().prefix(3).map { "`\($0)`" }
  let rest = groups.count > names.count ? " and \(groups.count - names.count) more" : ""
  reporter.report(
    "links lead to pages that are not here, and may be made when the site is built: "
      + names.joined(separator: ", ") + rest,
    at: collection.destination(of: first) ?? first.span, severity: .note,
    notes: groups.dropFirst().prefix(3).map {
      .init(
        "another one", at: collection.destination(of: $0.links[0].link) ?? $0.links[0].link.span)
    })
}

/// Links that mean the same missing file, in the order of their places.
private struct DeadLinks {
  struct Group {
    let target: String
    let isSeen: Bool
    var links: [(link: Link, document: DocumentDraft)]
  }

  private struct Key: Hashable {
    let target: String
    let document: SourceID?
  }

  private(set) var inOrder: [Group] = []
  private var places: [Key: Int] = [:]

  /// All but what leads to a label of a collection that MyST reads: `[the network](nic-ovn)` and `(nic-ovn)=`.
  /// There a line that begins with a percent sign is a comment.
  func inOrderWithoutLabels(of collection: Collection) -> [Group] {
    guard inOrder.contains(where: { $0.links.contains { isLabel($0.link.destination.value) } })
    else { return inOrder }
    let labels = collection.mystLabels()
    guard !labels.isEmpty else { return inOrder }
    return inOrder.filter { group in
      !group.links.allSatisfy { link, document in
        let bytes = collection.source(document).bytes
        let start = bytes.lineStart(link.span.start)
        return labels.contains(link.destination.value) || bytes[start] == UInt8(ascii: "%")
      }
    }
  }

  /// Adds a link to those of its document with the same target; what lies outside of all that is
  /// known is one thing for the whole collection.
  mutating func add(_ link: Link, to target: LinkPath, in document: DocumentDraft, isSeen: Bool) {
    let key = Key(target: target.path, document: isSeen ? document.source : nil)
    if let place = places[key] {
      inOrder[place].links.append((link, document))
      return
    }
    places[key] = inOrder.count
    inOrder.append(Group(target: target.path, isSeen: isSeen, links: [(link, document)]))
  }
}

/// Whether a destination may be the name of a label: neither a path nor a file.
private func isLabel(_ destination: String) -> Bool {
  !destination.isEmpty && destination.utf8.allSatisfy { $0 != 0x2F && $0 != 0x2E && $0 != 0x23 }
}

extension Collection {
  /// The names of the lines `(name)=` that MyST takes for targets. O(bytes).
  fileprivate func mystLabels() -> Set<String> {
    var labels: Set<String> = []
    for document in model.documents {
      let bytes = source(document).bytes
      for line in bytes.split(separator: 0x0A) where line.first == UInt8(ascii: "(") {
        let text = line.last == 0x0D ? line.dropLast() : line
        guard text.count > 3, text.suffix(2).elementsEqual(")=".utf8) else { continue }
        labels.insert(String(decoding: text.dropFirst().dropLast(2), as: UTF8.self))
      }
    }
    return labels
  }
}

private func report(
  _ group: DeadLinks.Group, _ known: KnownPaths, _ collection: Collection,
  to reporter: inout Reporter
) {
  let first = group.links[0].link
  let own = Set(group.links.map(\.document.path))
  let guess = group.isSeen ? known.nearest(to: group.target, besides: own) : nil
  var notes = guess.map { [Diagnostic.Note("there is `\($0)`")] } ?? []
  var edits: [FixIt.Edit] = []
  for (index, (link, document)) in group.links.enumerated() {
    let place = collection.destination(of: link)
    if index > 0, index <= 8 {
      notes.append(.init("it is linked here, too", at: place ?? link.span))
    } else if index == 9 {
      notes.append(.init("and in \(group.links.count - 9) more places"))
    }
    if let guess, let place {
      let written = relative(guess, from: document.path, like: link.destination.value)
      edits.append(.init(place, written))
    }
  }
  let written = first.destination.value.prefix { $0 != "#" }
  reporter.report(
    group.isSeen
      ? "every link must lead somewhere, and there is no `\(group.target)`"
      : "`\(written)` leads out of what is checked, and is not there",
    at: collection.destination(of: first) ?? first.span,
    severity: group.isSeen && !collection.leadsToSite(first, group.target) ? nil : .note,
    notes: notes,
    fixes: edits.first.map { [FixIt("link to `\($0.replacement)`", edits)] } ?? [])
}

extension Collection {
  /// Whether a link begins at the root of a site of which nothing is here: `/pricing/support`.
  fileprivate func leadsToSite(_ link: Link, _ target: String) -> Bool {
    guard link.destination.value.utf8.first == UInt8(ascii: "/"),
      let first = target.split(separator: "/").first, let last = target.split(separator: "/").last
    else { return false }
    return !last.contains(".") && !exists(String(first))
  }

  /// Whether a path would be known if it existed: it stays in the content or its repository.
  fileprivate func sees(_ path: String) -> Bool {
    var ascents = 0
    for part in path.split(separator: "/") {
      guard part == ".." else { break }
      ascents += 1
    }
    return ascents <= model.knownFoldersAbove
  }

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
  ///
  /// - Parameter own: the documents that hold the links, none of which is meant.
  func nearest(to path: String, besides own: Set<String>) -> String? {
    if let same = byLowercased[path.lowercased()], same.count == 1 { return same[0] }
    let (folder, name) = split(path)
    if let moved = byName[name] {
      return moved.count == 1 && !own.contains(moved[0]) ? moved[0] : nil
    }
    guard let siblings = byFolder[folder] else { return nil }
    let others = siblings.filter { !own.contains(folder.isEmpty ? $0 : folder + "/" + $0) }
    return nearMiss(to: name, in: others).map { folder.isEmpty ? $0 : folder + "/" + $0 }
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
