import Diagnostics
import Model
import Quantities
import Syntax

/// A line that is nothing but a number of files or the like and what was done to them, `4 files:`, `Created 4 files:` or
/// `### 4 files created`, with the one list after it.
func made(_ document: Document, _ block: NodeIndex) -> Announcement? {
  let node = document.nodes[block]
  let bytes = document.source.bytes
  guard node.end - node.start <= 60, let list = follower(of: block, in: document),
    document.nodes[list].kind == .list,
    let (count, thing) = madeThings(
      bytes, bytes.trimmed(Int(node.start)..<Int(node.end)), isHeading: node.kind == .heading),
    let items = itemCount(of: list, in: document), items > 1,
    items == count.value
      || isCertain(count.value, thing, of: list, in: document)
        && mayBe(count.value, thing, the: items, of: list, in: document)
        && !isContinued(list, in: document, beyond: items, of: count.value)
  else { return nil }
  return Announcement(
    count: Located(count.value, at: document.source.span(count.range)), items: items,
    list: document.span(of: list))
}

/// The number of a line and the noun behind it, with a verb before them, a participle behind them, or neither.
///
/// A heading has one of the two: `## 3 modules` is the third section.
private func madeThings(
  _ bytes: [UInt8], _ range: Range<Int>, isHeading: Bool
) -> (count: SmallNumber, thing: String)? {
  // Most lines before a list have no digit.
  guard let digit = range.first(where: { bytes[$0].isDigit }),
    let count = SmallNumber(bytes, at: digit, limit: range.upperBound),
    (2...60).contains(count.value), count.range.upperBound < range.upperBound,
    bytes[count.range.upperBound] == 0x20
  else { return nil }
  let end = bytes.string(count.range.upperBound..<range.upperBound)
  guard isHeading || end.hasSuffix(":") || end.hasSuffix(":**"), !end.contains("\n") else {
    return nil
  }
  var start = range.lowerBound
  while start < digit, "#* ".utf8.contains(bytes[start]) { start += 1 }
  let lead = bytes.string(bytes.trimmed(start..<digit)).lowercased()
  guard lead.isEmpty || verbs.contains(lead) else { return nil }
  let verb = lead.isEmpty ? nil : lead
  var words = end.filter { !":*".contains($0) }.split(separator: " ").map(String.init)
  if words.first == "new" { words.removeFirst() }
  guard let thing = words.first, madeNouns.contains(thing), words.count <= 2 else { return nil }
  let deed = words.count == 2 ? words[1] : nil
  guard deed.map(deeds.contains) ?? true, !isHeading || verb != nil || deed != nil,
    // What was changed in a module may be listed, and not the modules.
    files.contains(thing)
      || ![verb, deed].contains(where: { ["modified", "updated", "changed"].contains($0) })
  else { return nil }
  return (count, thing)
}

private let verbs: Set<String> = [
  "created", "added", "modified", "updated", "changed", "deleted", "removed", "refactored",
  "generated", "extracted", "split into", "divided into", "introduced",
]

private let madeNouns: Set<String> = [
  "files", "documents", "modules", "scripts", "components", "services", "tables", "endpoints",
  "packages", "functions", "pages", "routes", "templates", "workflows",
]

private let files: Set<String> = ["files", "documents", "scripts"]

/// Whether each item of a list is certain to name one of the things that are counted, and one alone is missing or too
/// many, or two of eight and more.
///
/// An item may name two, `a.ts and b.ts`, or a folder; it may count, tell of the others, or be one in a group.
func isCertain(_ count: Int, _ thing: String, of list: NodeIndex, in document: Document) -> Bool {
  let isOrdered = document.source.bytes[Int(document.nodes[list].start)].isDigit
  let areFiles = thing == "files" || thing == "scripts"
  var (items, remarked) = (0, 0)
  for item in document.children(of: list) where !givesTotal(item, in: document) {
    items += 1
    let node = document.nodes[item]
    let written = document.source.bytes.string(Int(node.start)..<Int(node.end))
    let text = written.lowercased()
    let first = withoutMark(written.prefix { $0 != "\n" }.filter { !"*`_".contains($0) })
    let line = first.lowercased()
    let name = line.prefix(upTo: nameEnd(in: line))
    if saysWord(line[name.endIndex...]) { remarked += 1 }
    let isNested = document.children(of: item).contains { document.nodes[$0].kind == .list }
    guard !name.isEmpty, !isNested || isOrdered && !areFiles,
      !joints.contains(where: name.contains), !asides.contains(where: line.hasPrefix),
      !otherStates.contains(where: text.contains), amount(of: String(first)) == 1,
      areFiles ? isFileName(name) : !countsThings(line)
    else { return false }
  }
  // The one that is told apart may not be counted: `lib/common.sh (sourced)`.
  if items > count, items - remarked <= count, remarked < items { return false }
  return abs(items - count) <= (count < 8 ? 1 : 2)
}

/// A line without what makes an item of it, and without a sign of its state.
private func withoutMark(_ line: String) -> Substring {
  let body = line.drop { " -+".contains($0) }
  let digits = body.prefix { $0.isNumber }
  let rest = body.dropFirst(digits.count)
  let text =
    !digits.isEmpty && rest.first.map { ".)".contains($0) } ?? false ? rest.dropFirst() : body
  return text.drop { " ✓✅✔❌⏳📄⚠️🔴🟡🟢".contains($0) }
}

/// Where the name that an item begins with ends, and what is told of it begins.
private func nameEnd(in line: String) -> String.Index {
  [" - ", " – ", " — ", ": ", " (", "（"].compactMap { line.firstRange(of: $0)?.lowerBound }.min()
    ?? line.endIndex
}

/// Whether brackets with a word come next: ` (sourced)`.
private func saysWord(_ rest: Substring) -> Bool {
  rest.hasPrefix(" (") && rest.dropFirst(2).first?.isLetter ?? false
}

/// Whether a text has no blank but is a path, or ends in an extension.
private func isFileName(_ name: Substring) -> Bool {
  guard !name.contains(" "), !name.hasSuffix("/") else { return false }
  return name.contains("/") || name.dropFirst().contains(".")
}

/// Whether an item begins with a number, or gives one in brackets with a word behind it: `login (6 tests)`.
private func countsThings(_ line: String) -> Bool {
  if line.first?.isNumber ?? false { return true }
  return line.split(separator: "(").dropFirst().contains { inside in
    let words = inside.split(separator: " ")
    return words.count > 1 && words[0].allSatisfy(\.isNumber)
  }
}

/// Whether another heading has the same words with the next number or the one before: `Open Issues (2)` may be the
/// second part of them.
func isOneOfSeries(_ document: Document, _ block: NodeIndex, _ number: Int) -> Bool {
  guard document.nodes[block].kind == .heading,
    let own = document.headings.first(where: { $0.node == block }),
    let open = own.text.lastIndex(where: { "(（".contains($0) })
  else { return false }
  let stem = own.text[..<open]
  return document.headings.contains { heading in
    guard heading.node != block, heading.text.hasPrefix(stem) else { return false }
    let other = heading.text.dropFirst(stem.count).filter(\.isNumber)
    return Int(other).map { abs($0 - number) == 1 } ?? false
  }
}

/// What tells that an item may be none of those that are counted.
private let otherStates = [
  "~~", "optional", "(updated", "(modified", "(enhanced", "(existing", "(already", "(unchanged",
  "*updated", "*modified", "*enhanced",
]

/// What stands between two names, or in a name that stands for several.
private let joints = [
  ", ", " and ", " & ", " + ", " / ", " through ", "、", "*", "{", "...", "…", "~",
]

private let asides = [
  "none", "n/a", "see ", "also ", "note", "plus ", "other", "and ", "the rest", "etc", "if ",
]
