import Diagnostics
import Model
import Quantities
import Syntax

/// Whether the items of a list may be so many things after all: by those within them, by the numbers that they give, or
/// by what a last one says of the others.
///
/// `- 后端` with three items below and `- 前端` with two are five files, and so are `- 单元测试 × 3` and `- 集成测试 × 2`.
func mayAmount(_ list: NodeIndex, to count: Int, in document: Document) -> Bool {
  guard document.nodes[list].kind == .list else { return false }
  var (leaves, nested, given) = (0, 0, 0)
  for item in document.children(of: list) {
    let within = document.children(of: item).filter { document.nodes[$0].kind == .list }
      .reduce(0) { $0 + document.children(of: $1).reduce(0) { count, _ in count + 1 } }
    nested += within
    leaves += max(1, within)
    let node = document.nodes[item]
    let text = document.source.bytes.string(Int(node.start)..<Int(node.end))
      .prefix { $0 != "\n" }.filter { !"*`_".contains($0) }
    if others.contains(where: text.contains) {
      // 其他16个: as many as it says, or any number.
      guard let rest = numbers(in: text).last else { return true }
      given += rest
    } else {
      given += amount(of: text)
    }
  }
  let items = document.children(of: list).reduce(0) { count, _ in count + 1 }
  return nested > 0 && [leaves, nested, items + nested].contains(count) || given == count
}

/// How many things the text of an item says that it stands for, one where it says nothing.
private func amount(of text: String) -> Int {
  let numbers = numbers(in: text)
  // TC-01 ~ TC-05, ADR-001 至 ADR-004
  if numbers.count >= 2, case (let first, let last) = (numbers[0], numbers[1]), last > first,
    last - first < 100, ranges.contains(where: text.contains)
  {
    return last - first + 1
  }
  // 已修复: 10, unit/*.spec.ts (3), 单元测试 × 3
  if let count = numbers.last, numbers.count == 1, count > 0,
    let place = text.lastIndex(where: \.isNumber),
    case let lead = text[...place].reversed().drop(while: \.isNumber).drop(while: { $0 == " " }),
    let sign = lead.first, ":：(（×xX".contains(sign)
  {
    return count
  }
  // GET/POST /a
  let methods =
    text.split { !$0.isLetter && $0 != "/" }.first { $0.contains("/") }?
    .split(separator: "/") ?? []
  return methods.count > 1 && methods.allSatisfy { verbs.contains(String($0)) } ? methods.count : 1
}

/// The whole numbers of a text of at most three digits.
private func numbers(in text: String) -> [Int] {
  text.split { !$0.isNumber || !$0.isASCII }.filter { $0.count <= 3 }.compactMap { Int($0) }
}

private let others = ["其他", "其余", "另外", "等等", "更多", "others", "and more"]

private let ranges = ["~", "～", "至", "到", "–", "—", " to ", "..", "-"]

/// The methods of HTTP.
private let verbs: Set<String> = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]

/// A heading or a line that ends in a count, with groups below it: each a bold label and a list, or a heading and a list.
///
/// Nil where anything else stands between, or a list may be meant otherwise.
func acrossGroups(_ document: Document, _ block: NodeIndex, _ count: SmallNumber) -> Announcement? {
  let own = document.headings.partition { $0.node >= block }
  let level =
    own < document.headings.count && document.headings[own].node == block
    ? document.headings[own].level : 7
  var next = Int(document.nodes[block].next)
  var (items, groups) = (0, 0)
  var first: NodeIndex?
  var isLabelled = false
  walk: while next < document.nodes.count,
    document.nodes[next].parent == document.nodes[block].parent
  {
    switch document.nodes[next].kind {
    case .heading:
      let place = document.headings.partition { $0.node >= next }
      guard place < document.headings.count, document.headings[place].level > level else {
        break walk
      }
      isLabelled = true
    case .paragraph where isLabel(next, in: document): isLabelled = true
    case .list where isLabelled:
      guard let here = itemCount(of: next, in: document), !hasNested(next, in: document),
        mayAmount(next, to: here, in: document), !namesOthers(next, in: document)
      else { return nil }
      items += here
      groups += 1
      first = first ?? next
      isLabelled = false
    case .thematicBreak: break walk
    default: return nil
    }
    next = Int(document.nodes[next].next)
  }
  guard groups > 1, let first, !isLabelled, items > 1, items != count.value,
    items * 3 >= count.value * 2, count.value * 3 >= items * 2
  else { return nil }
  return Announcement(
    count: Located(count.value, at: document.source.span(count.range)), items: items,
    list: document.span(of: first))
}

/// Whether a paragraph is nothing but a label: `**后端**:`.
private func isLabel(_ block: NodeIndex, in document: Document) -> Bool {
  let node = document.nodes[block]
  let text = document.source.bytes.string(Int(node.start)..<Int(node.end))
  return text.hasPrefix("**") && !text.contains("\n") && text.count <= 40
    && [":", "：", "*"].contains(where: text.hasSuffix)
}

private func hasNested(_ list: NodeIndex, in document: Document) -> Bool {
  document.children(of: list).contains { item in
    document.children(of: item).contains { document.nodes[$0].kind == .list }
  }
}

/// Whether an item names several things, or others that are not listed.
private func namesOthers(_ list: NodeIndex, in document: Document) -> Bool {
  let node = document.nodes[list]
  let text = document.source.bytes.string(Int(node.start)..<Int(node.end))
  return (others + ["、", "...", "…", " × ", "~", " and "]).contains(where: text.contains)
}
