import Diagnostics
import Model
import Quantities

extension Rule {
  /// Flags a link to a heading that its page does not have.
  static let unresolvedAnchor = Rule(
    "unresolved-anchor", .error, "链接的锚点不存在", "Link to a heading that is not there",
    """
    The part of a link after `#` must name a heading, or an `id` or `name` in the page's HTML.

        # 高可用
        See [availability](#高可用性).        <- the heading is 高可用
        See [availability](#高可用).

    Anchors are made from headings as GitHub makes them: letters in lower case, punctuation
    removed, each space a hyphen, and `-1`, `-2` after repeated ones. One that differs in upper case alone is a
    note: GitHub follows it, and other renderers do not. `#L10` names a line of the source, as on GitHub, and no
    heading.
    """
  ) { collection, reporter in
    var known: [Int: Set<TextBytes>] = [:]
    var searched: [Int: Anchors] = [:]
    for index in collection.examined {
      let document = collection.model.documents[index]
      // A document with more broken anchors than that is broken as a whole.
      var guesses = 500
      for link in document.links {
        guard link.destination.value.utf8.contains(UInt8(ascii: "#")),
          let target = LinkPath(link.destination.value, in: document.path),
          let fragment = target.fragment, !fragment.isEmpty, fragment != "top",
          !namesLines(fragment),
          let page = target.path == document.path
            ? index
            : collection.page(at: target.path)
              ?? collection.publishedPath(of: link, to: target, in: document)
              .flatMap(collection.page(at:))
        else { continue }
        if known[page] == nil { known[page] = slugs(of: collection.model.documents[page]) }
        guard known[page]?.contains(TextBytes(fragment)) != true else { continue }
        let draft = collection.model.documents[page]
        // Only documents that someone links to oddly are searched.
        let anchors = searched[page] ?? Anchors(draft, collection.source(draft))
        searched[page] = anchors
        if anchors.hold(fragment) || anchors.hold(rawFragment(link)) { continue }
        guesses -= 1
        report(
          fragment, link, at: collection.destination(of: link), of: draft, anchors,
          guess: guesses >= 0 ? anchors.likeliest(fragment) : nil,
          isOnSite: { collection.siteRoot(of: draft) != nil }, to: &reporter)
      }
    }
  }
}

/// Whether an anchor names lines, as GitHub does: `L10`, `L10-L20`, `L10C5`.
private func namesLines(_ fragment: String) -> Bool {
  guard fragment.utf8.first == UInt8(ascii: "L") else { return false }
  return fragment.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
    let digits = part.dropFirst().split(
      separator: "C", maxSplits: 1, omittingEmptySubsequences: false)
    return part.utf8.first == UInt8(ascii: "L")
      && digits.allSatisfy { run in
        !run.isEmpty && run.utf8.allSatisfy { $0.isDigit }
      }
  }
}

/// The part after `#` as it is written: a browser compares that before it decodes anything.
private func rawFragment(_ link: Link) -> String {
  link.destination.value.firstIndex(of: "#")
    .map { String(link.destination.value[$0...].dropFirst()) } ?? ""
}

/// The anchors of a heading with an attribute block or a template's words: `## Name {#id}`,
/// `## Name {{< new >}}`. Slugs of both as GitHub and Hugo make them.
private func anchorsInBraces(_ title: String) -> [String] {
  var found: [String] = []
  var plain = ""
  var depth = 0
  var block = ""
  for character in title {
    if character == "{" { depth += 1 }
    if depth > 0 { block.append(character) } else { plain.append(character) }
    if character == "}" {
      depth = max(0, depth - 1)
      if depth == 0 {
        for part in block.split(whereSeparator: { "{}: ".contains($0) }) where part.first == "#" {
          found.append(String(part.dropFirst()))
        }
        block = ""
      }
    }
  }
  let words = plain.lowercased().filter {
    $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_"
  }
  found.append(words.split(separator: " ").joined(separator: "-"))
  return found
}

private func slugs(of page: DocumentDraft) -> Set<TextBytes> {
  var slugs = Set<TextBytes>(minimumCapacity: page.sections.count)
  for section in page.sections.dropFirst() where !section.slug.isEmpty {
    slugs.insert(TextBytes(section.slug))
  }
  return slugs
}

/// What a link with no heading of just its name may lead to, or may mean.
private struct Anchors {
  private let slugs: [String]
  private let near: NearMisses

  /// The anchors of headings without emoji's variation selectors, which writers of links rarely see.
  private let plain: Set<TextBytes>
  private let html: Set<String>

  /// Lines that would be headings if nothing stood before their `#`, by the anchors they would have.
  private let almostHeadings: [String: Span]

  init(_ page: DocumentDraft, _ source: SourceFile) {
    slugs = Check.slugs(of: page).map(\.string)
    near = NearMisses(slugs)
    plain = Set(slugs.map { TextBytes(withoutSelectors($0)) })
    var html = htmlAnchors(source.bytes)
    for section in page.sections.dropFirst() where section.title.utf8.contains(UInt8(ascii: "{")) {
      html.formUnion(anchorsInBraces(section.title))
    }
    self.html = html
    almostHeadings = headingsBehindComments(source)
  }

  func almostHeading(_ fragment: String) -> Span? { almostHeadings[fragment] }

  func hold(_ fragment: String) -> Bool {
    plain.contains(TextBytes(withoutSelectors(fragment))) || html.contains(fragment)
  }

  /// The heading's anchor that a wrong one means.
  ///
  /// Chapters are renumbered more often than renamed, so the one that says the same behind its number
  /// goes before one that is spelt alike; last comes the one of which the wrong one is the beginning.
  func likeliest(_ fragment: String) -> String? {
    let folded = fragment.lowercased()
    if folded != fragment, slugs.contains(folded) { return folded }
    func unnumbered(_ slug: String) -> Substring.UTF8View {
      slug.utf8.drop { $0.isDigit || $0 == UInt8(ascii: "-") }
    }
    let wanted = unnumbered(fragment)
    if !wanted.isEmpty {
      let same = slugs.filter { unnumbered($0).elementsEqual(wanted) }
      if same.count == 1 { return same.first }
    }
    if let near = near.nearest(to: fragment) { return near }
    guard Substring(wanted).count > 2 else { return nil }
    let start = Array(wanted) + [UInt8(ascii: "-")]
    let longer = slugs.filter { unnumbered($0).starts(with: start) }
    return longer.count == 1 ? longer.first : nil
  }
}

private func withoutSelectors(_ text: String) -> String {
  guard text.unicodeScalars.contains("\u{FE0F}") else { return text }
  return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{FE0F}" }))
}

private func report(
  _ fragment: String, _ link: Link, at place: Span?, of page: DocumentDraft,
  _ anchors: Anchors, guess: String?, isOnSite: () -> Bool, to reporter: inout Reporter
) {
  let heading = guess.flatMap { guess in page.sections.dropFirst().first { $0.slug == guess } }
  var notes: [Diagnostic.Note] = []
  if let heading { notes.append(.init("`#\(heading.slug)` is this heading", at: heading.heading)) }
  if let line = anchors.almostHeading(fragment) {
    notes.append(.init("this line is no heading, for a comment stands before its `#`", at: line))
  }
  let old = link.destination.value
  let written = guess.map { guess in
    (old.firstIndex(of: "#").map { String(old[..<$0]) } ?? "") + "#" + guess
  }
  // Other generators make the same letters into other anchors than GitHub does.
  let isSpelling = guess.map { lettersAndDigits($0) == lettersAndDigits(fragment) } ?? false
  // GitHub's own pages follow an anchor in any case; what else renders a document may not.
  let isCase = guess.map { $0.lowercased() == fragment.lowercased() } ?? false
  let isOther = isSpelling && isOnSite()
  let severity: Severity? = isOther || isCase ? .note : nil
  reporter.report(
    "the part of a link after `#` must name a heading, and `\(page.path)` has no `#\(fragment)`"
      + (guess.map {
        isOther
          ? "; on GitHub it is `#\($0)`"
          : isCase
            ? "; it has `#\($0)`, which only some renderers take for the same"
            : "; did you mean `#\($0)`?"
      } ?? ""),
    at: place ?? link.span, severity: severity, notes: notes, fixes: fix(written, replacing: place))
}

private func lettersAndDigits(_ text: String) -> String {
  String(text.lowercased().filter { $0.isLetter || $0.isNumber })
}

/// The lines of the form `<!-- … -->## text`, by the anchors that the text would have.
private func headingsBehindComments(_ source: SourceFile) -> [String: Span] {
  let bytes = source.bytes
  var found: [String: Span] = [:]
  for index in bytes.indices.dropLast(4)
  where bytes[index] == UInt8(ascii: ">") && bytes[index + 1] == UInt8(ascii: "#") && index > 1
    && bytes[index - 1] == UInt8(ascii: "-")
  {
    // No heading is longer, and very long lines are not looked through again and again.
    let near = bytes[index...].prefix(400)
    guard let end = near.firstIndex(of: 0x0A) ?? (near.endIndex == bytes.count ? bytes.count : nil)
    else { continue }
    let title = String(decoding: bytes[(index + 1)..<end], as: UTF8.self).drop { $0 == "#" }
    for anchor in anchorsInBraces(String(title.drop { $0 == " " })) {
      found[anchor] = source.span((index + 1)..<end)
    }
  }
  return found
}

/// The values of `id` and `name` attributes anywhere in a source: too many rather than too few.
private func htmlAnchors(_ bytes: [UInt8]) -> Set<String> {
  var found: Set<String> = []
  let equals = UInt8(ascii: "=")
  for (index, byte) in bytes.enumerated() where byte == equals && index >= 3 {
    let isID = (bytes[index - 2] | 0x20, bytes[index - 1] | 0x20) == (0x69, 0x64)
    let isName =
      index >= 5 && bytes[index - 4..<index].map { $0 | 0x20 } == Array("name".utf8)
    guard isID || isName, index + 1 < bytes.count else { continue }
    let quote = bytes[index + 1]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    let start = isQuoted ? index + 2 : index + 1
    let end =
      bytes[start...].firstIndex { byte in
        isQuoted
          ? byte == quote || byte == 0x0A : byte <= 0x20 || byte == UInt8(ascii: ">")
      } ?? bytes.count
    found.insert(String(decoding: bytes[start..<end], as: UTF8.self))
  }
  // A label of MyST: `(name)=` on a line of its own.
  for (index, byte) in bytes.enumerated()
  where byte == equals && index > 1 && bytes[index - 1] == UInt8(ascii: ")") {
    guard let open = bytes[max(0, index - 100)..<index].lastIndex(of: UInt8(ascii: "(")),
      open == 0 || bytes[open - 1] == 0x0A
    else { continue }
    found.insert(String(decoding: bytes[(open + 1)..<(index - 1)], as: UTF8.self))
  }
  return found
}
