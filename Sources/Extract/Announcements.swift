import Diagnostics
import Model
import Quantities
import Syntax

/// Reads the sentences that say how many things follow, `以下8个维度:` and `the following three steps:`,
/// with the list or table that follows them.
///
/// Left out is what cannot be counted without doubt: a list of one item, one that goes on after other
/// blocks, and a table whose first column repeats itself or has gaps.
func readAnnouncements(_ document: Document, blocks: Blocks) -> [Announcement] {
  let bytes = document.source.bytes
  var found: [Announcement] = []
  for block in blocks.all {
    let node = document.nodes[block]
    guard node.kind == .heading || node.kind == .paragraph else { continue }
    if let announced = bracketed(document, block) {
      found.append(announced)
      continue
    }
    if let announced = (node.kind == .heading ? headed(document, block) : nil)
      ?? made(document, block)
    {
      found.append(announced)
      continue
    }
    guard node.kind == .paragraph else { continue }
    if let announced = leading(document, block) {
      found.append(announced)
      continue
    }
    let range = bytes.trimmed(Int(node.start)..<Int(node.end))
    let end = bytes.scalar(before: range.upperBound).value
    guard end == 0x3A || end == 0xFF1A || end == 0x2A, let line = bytes.lines(in: range).last,
      let figure = announcedNumber(bytes, line) ?? closingNumber(bytes, line),
      let list = follower(of: block, in: document),
      let items = itemCount(of: list, in: document), items > 1
    else { continue }
    if items != figure.value, addsUp(list, to: figure.value, in: document) { continue }
    if items != figure.value,
      isContinued(
        list, in: document, beyond: items, of: figure.value,
        sentence: bytes.string(figure.range.upperBound..<line.upperBound))
        || comparesColumns(list, figure.value, in: document)
    {
      continue
    }
    found.append(
      Announcement(
        count: Located(figure.value, at: document.source.span(figure.range)), items: items,
        list: document.span(of: list)))
  }
  return found
}

/// A heading or a line that ends in a count, `### CI 工作流（7 个）`, with the one list or table after it.
private func bracketed(_ document: Document, _ block: NodeIndex) -> Announcement? {
  let bytes = document.source.bytes
  guard let (number, start, close) = bracketedNumber(document, block) else { return nil }
  var rest = number.end
  while rest < close, bytes[rest] == 0x20 { rest += 1 }
  let isHeading = document.nodes[block].kind == .heading
  let isBold = !isHeading && bytes[Int(document.nodes[block].start)] == UInt8(ascii: "*")
  let follower = follower(of: block, in: document) ?? tableBehindRemark(block, in: document)
  if follower == nil {
    guard rest < close, isHeading || isFenceNext(block, in: document),
      let thing = thing(bytes, rest..<close)
    else { return nil }
    let count = SmallNumber(value: number.value, range: start..<number.end)
    if let announced = fenced(document, block, count, thing) { return announced }
    guard isHeading else { return nil }
    return aboveHeadings(document, block, count) ?? groupedAnnouncement(document, block, count)
  }
  let isPlain = rest < close && thingWithDeed(bytes.string(rest..<close)) == nil
  guard let list = follower, !announcesFailures(bytes, Int(document.nodes[block].start)..<start),
    let thing =
      rest < close
      ? thing(bytes, rest..<close)
      : isBold || isHeading && document.nodes[list].kind == .list
        ? thingBefore(bytes, start, number.value) : nil,
    let items = itemCount(of: list, in: document), items > 1,
    items == number.value
      || !isContinued(list, in: document, beyond: items, of: number.value)
        && !addsUp(list, to: number.value, in: document),
    // Bullets below a heading that counts documents are of their contents, where they link to none.
    !bytes.has("篇", at: rest)
      || bytes.string(Int(document.nodes[list].start)..<Int(document.nodes[list].end)).contains(
        "]("),
    thing.isEmpty || mayBe(number.value, thing, the: items, of: list, in: document),
    items >= number.value || !listsWithin(list, number.value, in: document),
    isPlain || items == number.value || document.nodes[list].kind == .table
      || isCertain(number.value, thing, of: list, in: document)
        && !isOneOfSeries(document, block, number.value)
  else { return nil }
  return Announcement(
    count: Located(number.value, at: document.source.span(start..<number.end)), items: items,
    list: document.span(of: list))
}

/// Whether the items of a list name so many things in all, with 、 between: 数组、链表、栈.
private func listsWithin(_ list: NodeIndex, _ count: Int, in document: Document) -> Bool {
  let range = Int(document.nodes[list].start)..<Int(document.nodes[list].end)
  let text = document.source.bytes.string(range)
  return text.contains("、") && text.count { $0 == "、" } + 1 >= count / 2
}

/// Whether the items of a list may be so many things: not where they count the same things, name several
/// in one, or are far fewer or more.
func mayBe(
  _ count: Int, _ thing: String, the items: Int, of list: NodeIndex, in document: Document
) -> Bool {
  let range = Int(document.nodes[list].start)..<Int(document.nodes[list].end)
  let text = document.source.bytes.string(range).lowercased()
  return items * 2 >= count && count * 2 >= items && !text.contains(thing) && !text.contains("、")
}

/// The list or table directly after a block.
func follower(of block: NodeIndex, in document: Document) -> NodeIndex? {
  let next = Int(document.nodes[block].next)
  guard next < document.nodes.count, document.nodes[next].parent == document.nodes[block].parent
  else { return nil }
  let kind = document.nodes[next].kind
  return kind == .list || kind == .table ? next : nil
}

/// The table that follows a heading behind one sentence without figures, which leads in to nothing else.
private func tableBehindRemark(_ block: NodeIndex, in document: Document) -> NodeIndex? {
  let next = Int(document.nodes[block].next)
  guard document.nodes[block].kind == .heading, next < document.nodes.count,
    document.nodes[next].kind == .paragraph,
    document.nodes[next].parent == document.nodes[block].parent,
    case let range = Int(document.nodes[next].start)..<Int(document.nodes[next].end),
    range.count <= 160,
    // File names may have digits.
    !document.source.bytes.string(range).split(separator: "`", omittingEmptySubsequences: false)
      .enumerated().contains(where: { $0.offset % 2 == 0 && $0.element.contains(where: \.isNumber) }
      ),
    let table = follower(of: NodeIndex(next), in: document), document.nodes[table].kind == .table
  else { return nil }
  return table
}

/// Whether so many things stand side by side in a table: its columns, but for that of the rows' names.
func comparesColumns(_ block: NodeIndex, _ count: Int, in document: Document) -> Bool {
  guard document.nodes[block].kind == .table,
    let header = document.children(of: block).first(where: { _ in true })
  else { return false }
  return document.children(of: header).reduce(0) { count, _ in count + 1 } == count + 1
}

/// How many things a list or a table names; nil where that is in doubt.
func itemCount(of block: NodeIndex, in document: Document) -> Int? {
  let children = document.children(of: block)
  if document.nodes[block].kind == .list {
    return children.reduce(0) { givesTotal($1, in: document) ? $0 : $0 + 1 }
  }
  var names: Set<String> = []
  var count = 0
  for row in children where !document.nodes[row].flags.contains(.header) {
    guard let first = document.children(of: row).first(where: { _ in true }) else { return nil }
    var name = document.plainText(of: first)
    // GET /a and GET /b are two.
    if httpMethods.contains(name),
      let second = document.children(of: row).dropFirst().first(where: { _ in true })
    {
      name += " " + document.plainText(of: second)
    }
    if Headers.closesGroup(name) { continue }
    // What is struck out may count or not.
    if document.descendants(of: row).contains(where: { document.nodes[$0].kind == .strikethrough })
    {
      return nil
    }
    guard !name.isEmpty, names.insert(name).inserted else { return nil }
    count += 1
  }
  return count
}

// MARK: The number

/// The number between a word such as 以下 and a counter, in a line.
private func announcedNumber(
  _ bytes: [UInt8], _ line: Range<Int>
) -> (
  value: Int, range: Range<Int>
)? {
  let leads: [StaticString] = ["以下", "如下", "下列", "下面", "ollowing "]
  for lead in leads {
    guard let place = bytes.find(lead, in: line) else { continue }
    var start = place + lead.utf8CodeUnitCount
    while start < line.upperBound, " *_".utf8.contains(bytes[start]) { start += 1 }
    if bytes.has("的", at: start) || bytes.has("这", at: start) { start += 3 }
    guard let number = countedNumber(bytes, start, line.upperBound) else { continue }
    var rest = number.end
    while rest < line.upperBound, " *_".utf8.contains(bytes[rest]) { rest += 1 }
    let isEnglish = lead.utf8Start[0] == UInt8(ascii: "o")
    guard isEnglish ? namesPlural(bytes, rest..<line.upperBound) : counts(bytes, rest) else {
      continue
    }
    return (number.value, start..<number.end)
  }
  return nil
}

/// The number of a line whose last words say how many of something there are: `系统支持三种模式：` and
/// `There are three options:`.
private func closingNumber(
  _ bytes: [UInt8], _ line: Range<Int>
) -> (value: Int, range: Range<Int>)? {
  var end = line.upperBound
  while end > line.lowerBound, [0x3A, 0xFF1A, 0x2A].contains(bytes.scalar(before: end).value) {
    end -= bytes.scalar(before: end).length
  }
  // At most six Han characters, or four words, from the number to the colon.
  var start = end
  var words = 0
  while start > line.lowerBound, end - start < 40 {
    let (value, length) = bytes.scalar(before: start)
    guard isHan(value) || isLatin(value) || isDigit(value) || value == 0x20 else { break }
    start -= length
    if value == 0x20 { words += 1 }
    if words > 4 { break }
    let place = value == 0x20 ? start + 1 : start
    guard isHan(value) || isDigit(value) || value == 0x20 || start == line.lowerBound,
      let number = countedNumber(bytes, place, end)
    else { continue }
    // A number of two figures or characters is read as a whole.
    let before = place > line.lowerBound ? bytes.scalar(before: place).value : 0
    if isDigit(before)
      || "一二三四五六七八九十百千万第每各前后近约余多几这该此那共总".unicodeScalars.contains(where: { $0.value == before })
    {
      continue
    }
    // The digits of a name, v2 and 800-207, count nothing; and before Han nouns a counter follows digits.
    if isDigit(bytes.scalar(at: place).value) {
      if isLatin(before) || [0x2D, 0x2E, 0x5F].contains(before) { return nil }
      if isHan(bytes.scalar(at: number.end).value), !counts(bytes, number.end) { return nil }
    }
    let noun = bytes.trimmed(number.end..<end)
    let words = bytes.string(noun).lowercased()
    // At most seven instances, or eight nodes that are placed: no items of what follows.
    guard bounds.first(in: bytes, line.lowerBound..<place) == nil,
      !resources.contains(where: words.hasSuffix)
    else { return nil }
    let isHanNoun = isHan(bytes.scalar(at: noun.lowerBound).value)
    // A counter after a numeral of Han says that things are counted: 四类典型情况.
    guard
      closing.contains(where: words.hasSuffix)
        || (number.value <= 12
          && (isHanNoun ? counts(bytes, noun.lowerBound) : announces(bytes, line, place))),
      isHanNoun ? words.count <= 7 : namesPlural(bytes, noun)
    else { return nil }
    return (number.value, place..<number.end)
  }
  return nil
}

/// Whether a verb of having or finding stands right before a number: `there were`, `consists of`.
private func announces(_ bytes: [UInt8], _ line: Range<Int>, _ number: Int) -> Bool {
  let lead = bytes.string(bytes.trimmed(line.lowerBound..<number)).lowercased()
  return having.contains {
    lead.hasSuffix($0) && !(lead.dropLast($0.count).last?.isLetter ?? false)
  }
}

private let having = [
  "there are", "there were", "we have", "we had", "has", "had", "consists of", "comprises",
  "includes", "contains",
  "identified", "found", "provides", "offers", "defines", "implements", "encountered", "recorded",
  "introduces", "we added", "considered", "evaluated", "compared", "proposed",
]

private let bounds = WordSet("最多 至少 最少 至多 不超过 不少于 上限 most least minimum maximum")

/// What is counted where it runs, and not listed one by one.
private let resources = [
  "节点", "实例", "集群", "容器", "副本", "主机", "服务器", "虚拟机", "机器", "pod", "pods", "nodes", "instances",
  "clusters", "containers", "replicas", "hosts", "servers", "machines", "vms",
]

/// What a list spells out one by one, as the last word before a colon.
private let closing = [
  "模式", "方面", "步骤", "阶段", "类型", "原则", "方式", "方法", "方案", "策略", "要点", "特点", "优势", "原因",
  "目标", "维度", "场景", "选项", "状态", "角色", "层次", "级别", "环节", "要素", "挑战", "部分", "options", "steps",
  "phases", "stages", "types", "kinds", "parts", "categories", "principles", "goals", "layers",
  "approaches", "methods", "strategies", "aspects", "factors", "reasons", "ways", "modes",
  "pillars",
]

func countedNumber(_ bytes: [UInt8], _ start: Int, _ limit: Int) -> (value: Int, end: Int)? {
  // A word with a capital begins a name, `Three nines`, or a sentence that is read elsewhere.
  guard start < limit, bytes[start] &- 0x41 >= 26,
    let number = SmallNumber(bytes, at: start, limit: limit), number.value > 1
  else { return nil }
  return (number.value, number.range.upperBound)
}

/// Whether a counter for things that are listed stands at a place.
private func counts(_ bytes: [UInt8], _ place: Int) -> Bool {
  let counters: [StaticString] = [
    "个", "大", "类", "种", "项", "点", "条", "步", "起", "方面", "部分", "阶段", "层", "维度", "方向", "原则", "模块",
    "组件",
  ]
  return counters.contains { bytes.has($0, at: place) }
}

/// Whether the words up to the colon name several things, as `main steps` does.
func namesPlural(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
  let text = bytes.string(range).prefix { $0 != "." && $0 != "," }
  let nouns = text.split { !$0.isLetter }
  // REST endpoints begin with a name.
  guard let first = nouns.first,
    first.first?.isLowercase ?? false || first.count > 1 && first.allSatisfy(\.isUppercase)
  else { return false }
  return nouns.prefix(5).contains { $0.count > 3 && $0.last == "s" }
}
