import Diagnostics
import Model
import Quantities
import Syntax

/// A paragraph of one sentence that begins with a number of things and ends in a colon, `Two settings are
/// deprecated:`, with the one list after it that has one more or one less.
///
/// Of machines and of people a list tells other things than their names.
func leading(_ document: Document, _ block: NodeIndex) -> Announcement? {
  let bytes = document.source.bytes
  let range = bytes.trimmed(Int(document.nodes[block].start)..<Int(document.nodes[block].end))
  var start = range.lowerBound
  while start < range.upperBound, bytes[start] == 0x2A { start += 1 }
  guard range.count < 120, start < range.upperBound, bytes[start] &- 0x41 < 26,
    bytes[range.upperBound - 1] == 0x3A,
    let count = SmallNumber(bytes, at: start, limit: range.upperBound), count.value > 1,
    // `Two settings` and no `Two of them`.
    count.range.upperBound < range.upperBound, bytes[count.range.upperBound] == 0x20
  else { return nil }
  let text = bytes.string(count.range.upperBound..<(range.upperBound - 1)).lowercased()
  let words = text.split { $0 == " " || $0 == "\n" }.map(String.init)
  guard (1...9).contains(words.count), !text.contains(where: { ",;:.()".contains($0) }),
    // `Five lessons:` has none.
    let verb = words.prefix(4).firstIndex(where: verbs.contains)
      ?? (words.count <= 2 ? words.count : nil), verb >= 1,
    words[verb - 1].count > 3, words[verb - 1].hasSuffix("s"),
    !people.contains(where: words[verb - 1].hasSuffix),
    words.prefix(verb).allSatisfy({ $0.allSatisfy { $0.isLetter || $0 == "-" } }),
    let list = follower(of: block, in: document), document.nodes[list].kind == .list,
    let items = itemCount(of: list, in: document), items > 1, abs(items - count.value) == 1,
    !isContinued(list, in: document, beyond: items, of: count.value, sentence: text),
    !holdsSeveral(list, in: document)
  else { return nil }
  return Announcement(
    count: Located(count.value, at: document.source.span(count.range)), items: items,
    list: document.span(of: list))
}

/// Whether an item may name two things, or tell of one in parts.
private func holdsSeveral(_ list: NodeIndex, in document: Document) -> Bool {
  for item in document.children(of: list) {
    let node = document.nodes[item]
    let text = document.source.bytes.string(Int(node.start)..<Int(node.end)).lowercased()
    let first = text.prefix { $0 != "\n" }
    // What is done or struck out may count or not, and a last item may tell something about the others.
    if text.contains("optional") || first.contains("/") || text.contains("[ ]")
      || text.contains("[x]") || text.contains("~~")
      || [
        "- if ", "- see ", "- none", "- (", "- also ", "- the rest", "* if ", "* see ", "* none",
        "* (",
      ]
      .contains(where: text.hasPrefix)
    {
      return true
    }
    if first.contains(" and ") || first.contains(" or ") || first.contains(", ")
      || first.contains(" / ") || first.contains(" & ")
    {
      return true
    }
  }
  return false
}

private let verbs: Set<String> = [
  "are", "were", "have", "remain", "must", "should", "can", "will", "need", "exist", "apply",
  "matter", "follow", "changed", "failed",
]
private let people = [
  "nodes", "servers", "machines", "hosts", "clusters", "engineers", "people", "teams", "instances",
  "replicas", "weeks", "days", "hours", "minutes", "months", "years", "times", "sites", "regions",
]
