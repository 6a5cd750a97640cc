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
  var (leaves, nested, given, items, numbered) = (0, 0, 0, 0, 0)
  var last = ""
  var counted: [Int] = []
  var (fractions, named) = (0, 0)
  for item in document.children(of: list) where !givesTotal(item, in: document) {
    let within = document.children(of: item).filter { document.nodes[$0].kind == .list }
      .reduce(0) { $0 + document.children(of: $1).reduce(0) { count, _ in count + 1 } }
    nested += within
    leaves += max(1, within)
    items += 1
    let node = document.nodes[item]
    last = document.source.bytes.string(Int(node.start)..<Int(node.end))
      .prefix { $0 != "\n" }.filter { !"*`_".contains($0) }
    counted += countedThings(in: last)
    named += namedThings(in: last)
    if holdsFraction(last) { fractions += 1 }
    let amount = amount(of: last)
    given += amount
    if amount > 1 { numbered += 1 }
  }
  // 其他16个: as many as it says, or any number.
  let lead = last.drop { !$0.isLetter }
  if others.contains(where: lead.hasPrefix) {
    guard let rest = numbers(in: String(lead)).last else { return true }
    if given - amount(of: last) + rest == count { return true }
  }
  return nested > 0 && [leaves, nested, items + nested].contains(count)
    || numbered > 0 && given == count || named == count
    || counted.count > 1 && counted.reduce(0, +) == count
    // `- 登录: 5/5 通过` stands for five.
    || items > 1 && fractions == items
}

/// Whether an item gives the total of the others: `- **合计**: 12/12 通过`, `- Total: 7`.
func givesTotal(_ item: NodeIndex, in document: Document) -> Bool {
  let node = document.nodes[item]
  let line = document.source.bytes.string(
    Int(node.start)..<min(Int(node.end), Int(node.start) + 60)
  )
  .prefix { $0 != "\n" }.drop { " -*+_0123456789.".contains($0) }
  let name = line.prefix { !":：(（*_0123456789".contains($0) }
  guard line[name.endIndex...].contains(where: \.isNumber) else { return false }
  return Headers.closesGroup(name.split(separator: " ").joined(separator: " "))
}

/// Whether a text has a whole number over another one: `5/5`.
private func holdsFraction(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  return bytes.indices.dropFirst().dropLast().contains {
    bytes[$0] == UInt8(ascii: "/") && bytes[$0 - 1].isDigit && bytes[$0 + 1].isDigit
  }
}

/// The numbers of a text that count things: 9 of 从根目录归档 9 个过时文档.
private func countedThings(in text: String) -> [Int] {
  var found: [Int] = []
  var rest = text[...]
  while let start = rest.firstIndex(where: \.isNumber) {
    let digits = rest[start...].prefix(while: \.isNumber)
    rest = rest[digits.endIndex...]
    if let counter = rest.first(where: { $0 != " " }), "个项条篇份张".contains(counter),
      let count = Int(digits)
    {
      found.append(count)
    }
  }
  return found
}

/// How many names a text lists behind its colon, or in all: two of `src/hooks/: b.ts, c.ts`.
private func namedThings(in text: String) -> Int {
  let list = text.split(separator: ": ", maxSplits: 1).last ?? text[...]
  return list.split { ",，、".contains($0) }.count
}

/// How many things the text of an item says that it stands for, one where it says nothing.
func amount(of text: String) -> Int {
  let text = withoutOrdinal(text)
  let numbers = numbers(in: text)
  // TC-01 ~ TC-05, ADR-001 至 ADR-004
  if numbers.count >= 2, case (let first, let last) = (numbers[0], numbers[1]), last > first,
    last - first < 100, ranges.contains(where: text.contains), !namesYear(text)
  {
    return last - first + 1
  }
  // 已修复: 10, unit/*.spec.ts (3), 单元测试 × 3
  if let count = numbers.last, numbers.count == 1, count > 0,
    let place = text.lastIndex(where: \.isNumber),
    case let lead = text[...place].reversed().drop(while: \.isNumber).drop(while: { $0 == " " }),
    let sign = lead.first, ":：(（×xX".contains(sign),
    // 订单 (3 副本) tells of another thing.
    case let rest = text[text.index(after: place)...].filter({ $0 != " " }),
    rest.isEmpty || ["个", ")", "）", "项"].contains(where: rest.hasPrefix)
  {
    return count
  }
  // 8 个指标卡片
  let body = text.drop { " -+.".contains($0) }
  let digits = body.prefix(while: \.isNumber)
  if let count = Int(digits), count > 1,
    case let rest = body.dropFirst(digits.count).drop(while: { $0 == " " }),
    ["个", "项", "种", "张", "类"].contains(where: rest.hasPrefix)
  {
    return count
  }
  // GET/POST /a
  let methods =
    text.split { !$0.isLetter && $0 != "/" }.first { $0.contains("/") }?
    .split(separator: "/") ?? []
  return methods.count > 1 && methods.allSatisfy { httpMethods.contains(String($0)) }
    ? methods.count : 1
}

/// The text of an item without the number that a list gives it: `3. `.
private func withoutOrdinal(_ text: String) -> String {
  let digits = text.prefix { $0.isASCII && $0.isNumber }
  let rest = text.dropFirst(digits.count)
  return !digits.isEmpty && (rest.hasPrefix(". ") || rest.hasPrefix(") "))
    ? String(rest.dropFirst(2)) : text
}

/// Whether a text has a date, whose parts are no range.
private func namesYear(_ text: String) -> Bool {
  text.split { !$0.isNumber || !$0.isASCII }.contains { part in
    part.count == 4 && (Int(part).map { (1990...2100).contains($0) } ?? false)
  }
}

/// The whole numbers of a text of at most three digits.
private func numbers(in text: String) -> [Int] {
  text.split { !$0.isNumber || !$0.isASCII }.filter { $0.count <= 3 }.compactMap { Int($0) }
}

private let others = ["其他", "其余", "另外", "等等", "以及其他", "others", "and more", "other "]

private let ranges = ["~", "～", "至", "到", "–", "—", " to ", "..", "-"]

/// The methods of HTTP.
let httpMethods: Set<String> = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]

/// What a heading counts that stands in groups below it: each a bold label and a list, or a heading and a list.
///
/// Nil where anything else stands between, a list may be meant otherwise, or the groups are what is counted.
func groupedAnnouncement(
  _ document: Document, _ block: NodeIndex, _ count: SmallNumber
) -> Announcement? {
  let own = document.headings.partition { $0.node >= block }
  let level =
    own < document.headings.count && document.headings[own].node == block
    ? document.headings[own].level : 7
  var next = Int(document.nodes[block].next)
  var (items, groups) = (0, 0)
  var first: NodeIndex?
  var isLabelled = false
  var labels: [String] = []
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
      labels.append(document.headings[place].text)
    case .paragraph where isLabel(next, in: document):
      isLabelled = true
      let node = document.nodes[next]
      labels.append(document.source.bytes.string(Int(node.start)..<Int(node.end)))
    case .list where isLabelled:
      guard let here = itemCount(of: next, in: document), !hasNested(next, in: document),
        standForThemselves(next, of: count.value, in: document), !namesOthers(next, in: document)
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
  let title = document.source.bytes.string(
    Int(document.nodes[block].start)..<Int(document.nodes[block].end)
  ).prefix { !"（(".contains($0) }.filter { $0 != " " }
  guard groups > 1, groups != count.value, let first, !isLabelled, items > 1, items != count.value,
    !labels.contains(where: { label in
      asides.contains(where: label.lowercased().contains) || label.contains(title.suffix(2))
    }),
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

/// Groups that are none of what is counted.
private let asides = ["说明", "注意", "备注", "依赖", "关闭", "计划", "规划", "note", "depend", "plan"]

/// Whether no item of a list says that it is more than one thing; `删除 (204)` gives a status of HTTP.
private func standForThemselves(_ list: NodeIndex, of count: Int, in document: Document) -> Bool {
  document.children(of: list).allSatisfy { item in
    let node = document.nodes[item]
    let text = document.source.bytes.string(Int(node.start)..<Int(node.end))
    let amount = amount(of: text.prefix { $0 != "\n" }.filter { !"*`_".contains($0) })
    return amount == 1 || amount > count && (100...599).contains(amount)
  }
}

/// Whether an item names several things, or others that are not listed.
private func namesOthers(_ list: NodeIndex, in document: Document) -> Bool {
  let node = document.nodes[list]
  let text = document.source.bytes.string(Int(node.start)..<Int(node.end))
  return (others + ["、", "...", "…", " × ", "~", " and ", "{", "："]).contains(where: text.contains)
}
