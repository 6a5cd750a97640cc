import Diagnostics
import Model
import Quantities
import Syntax

/// A heading that is nothing but a number of things, 三大支柱, `3.2 四个核心模块` or `The four golden signals`, with
/// the one list or table after it, or with numbered headings below it, that are one or two more or less.
func headed(_ document: Document, _ block: NodeIndex) -> Announcement? {
  let bytes = document.source.bytes
  let range = Int(document.nodes[block].start)..<Int(document.nodes[block].end)
  guard let heading = CountedHeading(bytes, range) else { return nil }
  let number = heading.number
  guard let list = follower(of: block, in: document) else {
    return heading.isOfHeadings ? aboveHeadings(document, block, number) : nil
  }
  // A table may be turned, and an item name two of them.
  guard document.nodes[list].kind != .table,
    !namesSeveral(bytes.string(Int(document.nodes[list].start)..<Int(document.nodes[list].end))),
    !comparesColumns(list, number.value, in: document),
    let items = itemCount(of: list, in: document), items > 1, abs(items - number.value) == 1,
    items > number.value || !itemsNameSeveral(list, in: document),
    !isContinued(list, in: document, beyond: items, of: number.value)
  else { return nil }
  return Announcement(
    count: Located(number.value, at: document.source.span(number.range)), items: items,
    list: document.span(of: list))
}

/// Whether the name of some item may be that of two things: 库存与商品服务.
private func itemsNameSeveral(_ list: NodeIndex, in document: Document) -> Bool {
  document.children(of: list).contains { item in
    let line = document.source.bytes.string(
      Int(document.nodes[item].start)..<Int(document.nodes[item].end)
    ).prefix { $0 != "\n" && $0 != "：" && $0 != ":" }
    return mayNameSeveral(String(line))
  }
}

/// The number of things that a heading announces.
private struct CountedHeading {
  let number: SmallNumber

  /// Whether headings below it may be the things, as a counter says: 四个模块.
  let isOfHeadings: Bool

  /// - Parameter range: the heading in its source.
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    let all = bytes.trimmed(range)
    var start = all.lowerBound
    while start < all.upperBound, "# *".utf8.contains(bytes[start]) { start += 1 }
    start = behindOrdinal(bytes, start..<all.upperBound)
    if bytes.has("The ", at: start) || bytes.has("the ", at: start) { start += 4 }
    guard let (value, end) = countedNumber(bytes, start, all.upperBound) else { return nil }
    number = SmallNumber(value: value, range: start..<end)
    let rest = bytes.string(end..<all.upperBound)
    if rest.hasPrefix("大") {
      guard value >= 3, (2...4).contains(rest.count - 1), rest.allSatisfy({ !$0.isASCII }) else {
        return nil
      }
      isOfHeadings = true
    } else if let counter = rest.first, "个种类项条层".contains(counter) {
      let noun = rest.dropFirst().trimmingPrefix("核心").trimmingPrefix("关键").trimmingPrefix("主要")
      guard listedNouns.contains(String(noun)) else { return nil }
      isOfHeadings = true
    } else {
      // `## 3 Modules` is the third section.
      guard value >= 3, !bytes[start].isDigit, rest.hasPrefix(" "),
        rest.split(separator: " ").count <= 2, namesPlural(bytes, (end + 1)..<all.upperBound)
      else { return nil }
      isOfHeadings = false
    }
  }
}

private let listedNouns: Set<String> = [
  "模块", "阶段", "发现", "结论", "亮点", "步骤", "方案", "原则", "问题", "方面", "维度", "组件", "场景", "策略", "指标", "优势",
  "挑战", "领域",
  "层次", "层面", "要点", "功能", "特性", "服务", "环节", "角色", "类型", "模式", "方法", "误区", "陷阱", "案例", "教训", "支柱",
  "文件", "文档", "任务", "能力", "概念", "目标", "部分", "系统", "子系统", "中心", "平台", "引擎", "算法", "规则", "接口",
]

/// Where the title begins behind the number of its section, `3.2 ` or 五、.
private func behindOrdinal(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
  var end = range.lowerBound
  while end < range.upperBound, bytes[end].isDigit || bytes[end] == UInt8(ascii: ".") { end += 1 }
  if end > range.lowerBound, end < range.upperBound, bytes[end] == 0x20 { return end + 1 }
  guard let numeral = SmallNumber(bytes, at: range.lowerBound, limit: range.upperBound),
    bytes.has("、", at: numeral.range.upperBound)
  else { return range.lowerBound }
  return numeral.range.upperBound + 3
}

/// The headings directly below one that counts them, where they are numbered one by one and name nothing else.
func aboveHeadings(
  _ document: Document, _ block: NodeIndex, _ number: SmallNumber
) -> Announcement? {
  let own = document.headings.partition { $0.node >= block }
  guard own < document.headings.count, document.headings[own].node == block else { return nil }
  let below = document.headings[(own + 1)...].prefix { $0.level > document.headings[own].level }
  guard let first = below.first else { return nil }
  let parts = below.filter { $0.level == first.level }
  let ordinals = parts.map { ordinal($0.text) }
  guard parts.count >= 2, (1...2).contains(abs(parts.count - number.value)),
    below.allSatisfy({ $0.level >= first.level }),
    ordinals == (1...parts.count).map(Optional.init),
    !parts.contains(where: { asides.contains(where: $0.text.lowercased().contains) }),
    !parts.contains(where: { countsThings($0.text) }),
    // What is numbered by its section alone may stand beside the things that are counted, 5.3 时间表.
    parts.count < number.value
      ? !parts.contains(where: { mayNameSeveral($0.text) }) : parts.allSatisfy({ isNamed($0.text) })
  else { return nil }
  return Announcement(
    count: Located(number.value, at: document.source.span(number.range)), items: parts.count,
    list: document.span(of: first.node))
}

/// Whether a column of a table counts so many things together: files by kind, `| 模型 | 5 |`.
func addsUp(_ table: NodeIndex, to count: Int, in document: Document) -> Bool {
  guard document.nodes[table].kind == .table else { return false }
  var sums: [Int: Double] = [:]
  for row in document.children(of: table) where !document.nodes[row].flags.contains(.header) {
    let cells = document.children(of: row).map { document.plainText(of: $0) }
    if cells.first.map(Headers.closesGroup) ?? false { continue }
    for (column, text) in cells.enumerated() {
      if let value = Double(text.prefix { $0.isNumber && $0.isASCII }) {
        sums[column, default: 0] += value
      }
    }
  }
  return sums.values.contains(Double(count))
}

/// Whether a title ends in how many things it stands for: `nullable (1个)`, `path-parameters: 2个`, `Core (3 files)`.
private func countsThings(_ title: String) -> Bool {
  guard let mark = title.lastIndex(where: { "(（:：".contains($0) }) else { return false }
  let end = Array(title[mark...].dropFirst().filter { !" )）*".contains($0) }.utf8)
  guard let number = SmallNumber(end, at: 0, limit: end.count) else { return false }
  let thing = end.string(number.range.upperBound..<end.count).lowercased()
  return thing.isEmpty || thing.first.map { "个项条种类处篇份张".contains($0) } ?? false
    || thing.allSatisfy(\.isLetter) && thing.hasSuffix("s") && !spans.contains(thing)
}

/// What a title tells of one thing.
private let spans: Set<String> = [
  "minutes", "mins", "hours", "hrs", "days", "weeks", "months", "years", "points", "lines", "pages",
]

/// Whether a word stands before the number of a title: 步骤 2, 方案二.
private func isNamed(_ title: String) -> Bool {
  title.first.map { !$0.isNumber && !"（(一二三四五六七八九十".contains($0) } ?? false
}

/// The number that a title begins with: the last of `5.2 `, of 二、 and of 步骤 2.
private func ordinal(_ title: String) -> Int? {
  let bytes = Array(title.utf8)
  var start = 0
  // 步骤 2: a short word before the number.
  while start < min(bytes.count, 9), bytes[start] >= 0x80 || bytes[start].isLetter,
    SmallNumber(bytes, at: start, limit: bytes.count) == nil
  {
    start += bytes[start] >= 0xE0 ? 3 : 1
  }
  let isNamed = start > 0
  if start < bytes.count, isNamed, bytes[start] == 0x20 { start += 1 }
  var end = start
  while end < bytes.count, bytes[end].isDigit || bytes[end] == UInt8(ascii: ".") { end += 1 }
  if end > start {
    guard end == bytes.count || " :)".utf8.contains(bytes[end]) || bytes[end] >= 0xE3 else {
      return nil
    }
    return bytes.string(start..<end).split(separator: ".").last.flatMap { Int($0) }
  }
  guard let numeral = SmallNumber(bytes, at: start, limit: bytes.count) else { return nil }
  let rest = bytes.string(numeral.range.upperBound..<bytes.count)
  return ["、", "：", ":", "）", " "].contains(where: rest.hasPrefix) ? numeral.value : nil
}

/// Whether a text names several things in one.
private func namesSeveral(_ text: String) -> Bool {
  ["、", " and ", " & "].contains(where: text.lowercased().contains)
}

private func mayNameSeveral(_ title: String) -> Bool {
  namesSeveral(title) || ["与", "和", "及", " / ", "&"].contains(where: title.contains)
}

/// Titles of what tells of the others.
private let asides = [
  "概述", "总结", "小结", "对比", "比较", "其他", "其它", "附", "选型", "总览", "简介", "如何选择", "关系", "overview",
  "summary",
  "comparison", "conclusion", "introduction", "background", "risk", "next", "recommend",
  "背景", "风险", "回滚", "建议", "注意", "时间表", "计划", "决策", "前提", "说明", "常见", "参考", "最佳实践", "faq",
]
