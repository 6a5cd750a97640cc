import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Counts what a sentence lists behind a number and a colon: `三种模式：A、B`, `four parts: goal, checks and steps`.
  ///
  /// Looks at numbers with a colon close behind, in prose.
  mutating func holdInlineLists(_ collection: Collection) {
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      for number in document.numbers where number.span.end - number.span.start <= 20 {
        if let items = bracketedItems(number.span, in: source.bytes) {
          if !document.isInFence(number.span), !isHeld(number.span, by: document.tables, \.span) {
            report(
              "as many things stand in the brackets as are announced, and after `\(collection.quoted(number.span))` there are "
                + counting(items, "items"),
              at: number.span)
          }
          continue
        }
        guard let colon = colon(behind: number.span.end, in: source.bytes),
          !document.isInFence(number.span), !isHeld(number.span, by: document.tables, \.span),
          let list = InlineList(number.span, colon, in: source.bytes), !list.holds
        else { continue }
        report(
          "as many things follow as are announced, and after `\(collection.quoted(number.span))` there are "
            + counting(list.items.lowerBound, "items"),
          at: number.span)
      }
      holdSpelledLists(of: document, source)
    }
  }

  /// The same for numbers in words, `four parts: …` and `五种技术: …`, which are no figures. O(colons).
  private mutating func holdSpelledLists(of document: DocumentDraft, _ source: SourceFile) {
    let bytes = source.bytes
    for sign in [UInt8(ascii: ":"), 0x9A] {
      var next = 0
      while let place = bytes.firstIndex(of: sign, in: next..<bytes.count) {
        next = place + 1
        let isWide = sign == 0x9A
        guard place > 8, next < bytes.count,
          isWide
            ? bytes[place - 1] == 0xBC && bytes[place - 2] == 0xEF
            : bytes[next] == 0x20 || bytes[next] == 0x2A,
          let number = spelledNumber(before: isWide ? place - 2 : place, in: bytes)
        else { continue }
        let span = source.span(number.range)
        guard let list = InlineList(number, next, in: bytes), !list.holds,
          isCertain(list, of: number, next, in: bytes),
          !document.isInFence(span), !isHeld(span, by: document.tables, \.span),
          !hasFinding(at: span)
        else { continue }
        report(
          "as many things follow as are announced, and after `\(source.text(span))` there are "
            + counting(list.items.lowerBound, "items"),
          at: span)
      }
    }
  }
}

/// Whether what a number in Chinese characters counts is told one by one: words that stand together may be two, 认证授权,
/// what begins with 均 tells of the others, 如 gives but some, and layers have names, 七层协议.
private func isCertain(
  _ list: InlineList, of number: SmallNumber, _ colon: Int, in bytes: [UInt8]
) -> Bool {
  let tail = bytes[colon..<bytes.lineEnd(colon, limit: 400)]
  guard bytes[number.range.lowerBound] >= 0x80 else {
    // `two modes: read, which is the default, and write`
    return ![" which ", " then ", " that ", " or "].contains { tail.holds($0) }
  }
  let rest = bytes[number.range.upperBound...]
  let start = number.range.lowerBound
  guard
    !rest.starts(with: "层".utf8) || divides(bytes[bytes.lineStart(start, limit: 60)..<start]),
    !["除外", "任选", "其一", "其二"].contains(where: { tail.holds($0) })
  else { return false }
  if list.items.upperBound < list.announced {
    // Names in Latin letters alone, or of no more characters than one word has.
    let text = String(decoding: tail, as: UTF8.self).prefix { !"。；;".contains($0) }
    return text.split(separator: "、").allSatisfy { item in
      item.count <= 3 || !item.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) }
    }
  }
  return !["、均", "、都", "、皆", "、并", "、且", "如"].contains { tail.holds($0) }
}

/// Whether a sentence says that something is divided into what it counts next: 系统分为 5 层.
private func divides(_ lead: ArraySlice<UInt8>) -> Bool {
  let words = String(decoding: lead.filter { $0 != 0x20 && $0 != 0x2A }, as: UTF8.self)
  return ["分为", "分成", "划分为"].contains(where: words.hasSuffix)
}

/// The nearest number in words before a colon, with nothing but words between. O(1).
private func spelledNumber(before colon: Int, in bytes: [UInt8]) -> SmallNumber? {
  var place = colon
  while place > 0, colon - place < 40 {
    place -= 1
    let byte = bytes[place]
    if byte >= 0x80 {
      guard byte != 0xEF, byte != 0xE3 else { return nil }
      guard byte >= 0xE4, byte <= 0xE7 else { continue }
    } else {
      guard byte == 0x20 || byte == 0x2A || byte == 0x2D || byte.isLetter else {
        return nil
      }
      guard byte != 0x20, bytes[place - (place > 0 ? 1 : 0)] == 0x20 else { continue }
    }
    guard SmallNumber.mayBegin(with: byte),
      let number = SmallNumber(bytes, at: place, limit: colon)
    else { continue }
    // 二 of 十二 is none.
    let isPart =
      byte >= 0x80 && place >= 3
      && (SmallNumber(bytes, at: place - 3, limit: colon)?.range.upperBound ?? 0) > place
    if isPart { continue }
    return (2...20).contains(number.value) ? number : nil
  }
  return nil
}

/// How many items the brackets right behind a number of kinds hold, `**测试场景**: 5个 (顺序读、顺序写、随机读)`; nil where they
/// hold as many, or it is in doubt.
private func bracketedItems(_ number: Span, in bytes: [UInt8]) -> Int? {
  var open = number.end
  guard open + 4 < bytes.count, number.start > 4 else { return nil }
  if let named = namedItems(number, in: bytes) { return named }
  if bytes[open] == 0x20 { open += 1 }
  // A label and its colon stand before it.
  guard let inside = bytes.openingBracketEnd(at: open),
    let before = bytes.colonEnd(before: number.start)
  else { return nil }
  let rest = bytes[inside..<bytes.lineEnd(inside, limit: 240)]
  let start = bytes.lineStart(before, limit: 60)
  let text = String(decoding: rest, as: UTF8.self)
  guard let close = text.firstIndex(where: { ")）".contains($0) }),
    // 13 cases of 12 trades: what a number of things is told of may be named by kinds.
    !machines.occur(in: Array(bytes[start..<before])),
    !numbers.occur(in: Array(bytes[start..<before])),
    ["个", "种", "类", "项"].contains(where: {
      String(decoding: bytes[number.range], as: UTF8.self).hasSuffix($0)
    }),
    let read = readQuantities(in: Array(bytes[number.range])).first?.quantity,
    read.comparator == .equal,
    (2...20).contains(read.value), read.value == read.value.rounded(), text[..<close].contains("、"),
    let items = countItems(String(text[..<close]), inHan: true)
  else { return nil }
  return items.contains(Int(read.value)) || abs(Int(read.value) - items.upperBound) > 2
    ? nil : items.lowerBound
}

/// How many kinds or parts brackets name behind their number and their noun, `支持 5 个模型（GPT-4、Claude-3）`; nil where they
/// name as many, or it is in doubt.
private func namedItems(_ number: Span, in bytes: [UInt8]) -> Int? {
  let end = min(bytes.count, number.end + 24)
  guard let bracket = bytes[number.end..<end].firstIndex(where: { $0 == 0x28 || $0 == 0xEF }),
    let inside = bytes.openingBracketEnd(at: bracket),
    // A list of at most twenty: two digits, and a sign between the names.
    bytes[number.start...].prefix(3).contains(where: { !$0.isDigit }),
    bytes[inside..<min(bytes.count, inside + 60)].contains(where: {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "/") || $0 == 0xE3
    }),
    let read = readQuantities(in: Array(bytes[number.start..<bracket])).first?.quantity,
    read.comparator == .equal, (2...20).contains(read.value), read.value == read.value.rounded(),
    case let counted = String(decoding: bytes[number.start..<bracket], as: UTF8.self),
    isKind(counted) || isNew(counted), number.end - number.start <= 12 || isInHan(counted),
    case let before = Array(bytes[bytes.lineStart(number.start, limit: 40)..<number.start]),
    !lead.occurInAnyCase(in: before), !isPartOfName(before),
    case let text = String(
      decoding: bytes[inside..<bytes.lineEnd(inside, limit: 240)], as: UTF8.self),
    let close = text.firstIndex(where: { ")）".contains($0) }),
    case let list = text[..<close].lowercased(), !tellings.contains(where: list.hasPrefix),
    !["导出", "支持", "每", "各", "均", "都", "已", "的"].contains(where: list.contains),
    !areMaterials(list, of: counted),
    let items = countItems(String(text[..<close]), inHan: true)
  else { return nil }
  // Right behind what is counted, brackets may tell what the things are made of: 4 个服务（Java、Go）.
  let isRead = isInHan(counted) && (bracket - number.end <= 1 || !isKind(counted))
  if isRead, !(isNew(counted) || follows(before)) || !areIdentifiers(text[..<close]) { return nil }
  return items.contains(Int(read.value))
    || abs(Int(read.value) - items.upperBound) > (isRead ? 1 : 2) ? nil : items.lowerBound
}

private func isInHan(_ text: String) -> Bool {
  text.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) }
}

/// Whether words that tell of something new stand right before a number: `新增 4 个模块`.
private func follows(_ lead: [UInt8]) -> Bool {
  let text = String(decoding: lead, as: UTF8.self).filter { !" *".contains($0) }
  return ["新增", "新建", "创建", "增加", "拆成", "拆为", "拆分为"].contains(where: text.hasSuffix)
}

/// Whether each name of a list is one of code or of a file: `auth`, `order-service`, `README.md`.
private func areIdentifiers(_ list: Substring) -> Bool {
  list.split { ",，、/".contains($0) }.allSatisfy { item in
    let name = item.drop { $0 == " " }
    guard let first = name.first, name.allSatisfy(\.isASCII) else { return false }
    return first.isLowercase || first == "`" || name.contains(".") || name.contains("_")
  }
}

/// Whether a text counts what is new: `4 个新建`, `4 个新模块`.
private func isNew(_ text: String) -> Bool {
  let thing = text.drop { $0.isNumber || $0 == " " }
  return thing.hasPrefix("个新")
}

/// What begins brackets that tell of the things before them, or give some of them.
private let tellings = [
  "如", "含", "主要", "用于", "支持", "展示", "导出", "来自", "覆盖", "基于", "按", "包", "with", "for ", "in ",
  "written",
  "such", "like", "incl", "via ", "from ",
]

/// Where a colon ends that stands a few words behind a number, with nothing else between. O(1).
private func colon(behind start: Int, in bytes: [UInt8]) -> Int? {
  var place = start
  let limit = min(bytes.count - 3, start + 40)
  while place < limit {
    switch bytes[place] {
    case 0x3A: return bytes[place + 1] == 0x20 || bytes[place + 1] == 0x2A ? place + 1 : nil
    case 0x0A, 0x7C, 0x2C, 0x2E, 0x3B, 0x28, 0x2F, 0x5B: return nil
    case 0x30...0x39: return nil
    // 价格指标（3个）：the bracket of the count closes.
    case 0x29 where place - start <= 6: place += 1
    case 0xEF where bytes[place + 1] == 0xBC && bytes[place + 2] == 0x89 && place - start <= 6:
      place += 3
    // Full-width marks: of them only the colon may follow.
    case 0xEF: return bytes[place + 1] == 0xBC && bytes[place + 2] == 0x9A ? place + 3 : nil
    case 0xE3: return nil
    default: place += 1
    }
  }
  return nil
}

private struct InlineList {
  let announced: Int

  /// How many items there may be: 读写 and 主从 in `读写和主从` are two, or one.
  let items: ClosedRange<Int>

  var holds: Bool { items.contains(announced) || abs(announced - items.upperBound) > 2 }

  /// Nil where the number in words counts nothing that could be listed, or the list is in doubt.
  init?(_ number: SmallNumber, _ colon: Int, in bytes: [UInt8]) {
    let end = bytes.lineEnd(colon, limit: 401)
    let first = number.range.lowerBound
    guard end - colon <= 400, isKind(String(decoding: bytes[first..<colon], as: UTF8.self)) else {
      return nil
    }
    let before = Array(bytes[bytes.lineStart(first, limit: 200)..<first])
    guard !isPartOfName(before), !lead.occurInAnyCase(in: before),
      let items = countItems(
        String(decoding: bytes[colon..<end], as: UTF8.self), inHan: bytes[first] >= 0x80)
    else { return nil }
    announced = number.value
    self.items = items
  }

  /// Nil where the number counts nothing that could be listed, or the list is in doubt.
  init?(_ number: Span, _ colon: Int, in bytes: [UInt8]) {
    let end = bytes.lineEnd(colon, limit: 401)
    // Twenty things at most are listed: what has three digits counts more.
    guard end - colon <= 400, bytes[number.start...].prefix(3).contains(where: { !$0.isDigit })
    else { return nil }
    let start = bytes.lineStart(number.start, limit: 200)
    let reads = readQuantities(in: Array(bytes[number.start..<colon]))
    guard let read = reads.first, reads.count == 1, read.range.lowerBound == 0,
      read.quantity.comparator == .equal, read.quantity.value == read.quantity.value.rounded(),
      (2...20).contains(read.quantity.value), read.times == nil, read.per == nil,
      isKind(String(decoding: bytes[number.start..<colon], as: UTF8.self))
        || divides(bytes[start..<number.start])
        || isBareCount(bytes[number.start..<colon], behind: bytes[start..<number.start]),
      !isPartOfName(Array(bytes[start..<number.start])),
      // What stands before a first item is the number's own sentence.
      !lead.occurInAnyCase(in: Array(bytes[start..<number.start]))
    else { return nil }
    let text = String(decoding: bytes[colon..<end], as: UTF8.self)
    let isInHan = bytes[number.start..<colon].contains { (0xE4...0xE9).contains($0) }
    guard let items = countItems(text, inHan: isInHan) else { return nil }
    announced = Int(read.quantity.value)
    self.items = items
  }
}

/// Whether a bare counter says how many there are of what the words before it name: `支持快照的有 3 个：`.
///
/// Not of machines, of which each name may have several.
private func isBareCount(_ count: ArraySlice<UInt8>, behind lead: ArraySlice<UInt8>) -> Bool {
  let text = String(decoding: count, as: UTF8.self).drop {
    $0.isNumber || $0 == " " || han.contains($0)
  }
  guard let counter = text.first, "个款家项".contains(counter),
    text.dropFirst().allSatisfy({ ":： *)）".contains($0) })
  else { return false }
  // 价格指标（3个）：开盘价、收盘价
  if text.contains(where: { ")）".contains($0) }) {
    return lead.last.map { $0 == 0x28 || $0 == 0x88 } ?? false && lead.count > 6
      && !machines.occur(in: Array(lead))
  }
  let words = lead.last == 0x20 ? lead.dropLast() : lead
  return words.suffix(3).elementsEqual("有".utf8) && words.count > 6
    && !machines.occur(in: Array(words))
}

/// Whether a number right behind a name is a part of it: `RAID 5 properties`, 阶段2步骤.
private func isPartOfName(_ lead: [UInt8]) -> Bool {
  let text = String(decoding: lead, as: UTF8.self).lowercased().filter { $0 != "*" }
  guard let last = text.last(where: { $0 != " " }) else { return false }
  if last == "-" { return text.last == "-" && text.count > 2 }
  if names.contains(where: { String(text.filter { $0 != " " }).hasSuffix($0) }) { return true }
  guard last.isASCII, last.isLetter else { return false }
  let word = text.split { !$0.isLetter }.last.map(String.init) ?? ""
  return !beforeCounts.contains(word)
}

private let names = [
  "阶段", "方案", "模块", "级", "里程碑", "迭代", "附录", "案例", "版本", "场景", "部分", "章", "节", "层", "线路", "区域",
]

/// Words that may stand right before a number that counts.
private let beforeCounts: Set<String> = [
  "the", "these", "those", "our", "its", "their", "has", "have", "had", "of", "in", "into", "with",
  "supports", "run", "runs", "operate", "operates", "added", "adds",
  "following", "are", "is", "by", "uses", "use", "offers", "provides", "defines", "covers", "and",
  "all", "there",
  "contains", "includes", "comprises", "exposes", "needs", "takes", "on", "for", "to", "from",
  "across", "through",
]

/// Words before a number that make it no count of what follows.
private let lead: Words = [
  "至少", "最多", "超过", "其中", "至", "前", "第", "另", "任选", "之一", "at least", "at most", "up to",
  "more than", "top",
  "first", "one of", "any", "step", "phase", "version", "table", "figure", "图",
  "表",
]

/// Whether a number and what follows it names kinds or parts, which a sentence can list by their names; and none
/// of machines, people or times, of which each name may have several.
private func isKind(_ text: String) -> Bool {
  let words = text.lowercased().filter { !"*_`:：".contains($0) }
  if words.contains(where: { ("\u{4E00}"..."\u{9FFF}").contains($0) }) {
    let thing = words.drop { $0.isNumber || $0 == " " || han.contains($0) }
    guard let counter = thing.first, thing.count <= 10 else { return false }
    let isDigit = words.first { $0 != " " }?.isASCII ?? false
    // A layer 7 proxy, and systems of class 2.
    if counter == "层", isDigit, !["架构", "模型", "结构"].contains(where: thing.contains) {
      return false
    }
    if counter == "类", isDigit { return false }
    if "种类大项步层".contains(counter) { return !machines.occur(in: String(thing)) }
    guard counter == "个" else { return false }
    let noun = thing.dropFirst()
    return kinds.contains(where: noun.hasSuffix)
  }
  let parts = words.split { !$0.isLetter && $0 != "-" }.filter { !$0.allSatisfy(\.isNumber) }
  guard let last = parts.last, (1...4).contains(parts.count), last.hasSuffix("s"), last.count > 3
  else {
    return false
  }
  return englishKinds.contains(String(last))
}

private let han = "一二两三四五六七八九十"
private let kinds = [
  "阶段", "步骤", "方面", "部分", "维度", "层次", "层面", "层级", "环节", "模块", "要素", "原则", "指标", "目标", "类别", "特性",
  "特点", "优势",
  "原因", "因素", "选项", "方案", "模式", "策略", "环境", "接口", "命令", "字段", "参数", "角色", "状态", "级别", "等级", "组件",
  "子系统", "领域", "问题", "挑战", "主题", "章节", "关键点", "要点", "场景", "协议", "服务", "面板", "看板", "渠道", "地域",
  "可用区", "数据中心", "模型", "数据源", "业务线", "子域", "限界上下文", "能力", "支柱", "功能", "插件", "工具",
  "包", "语言", "页面",
]
private let englishKinds: Set<String> = [
  "parts", "steps", "stages", "phases", "kinds", "types", "modes", "layers", "reasons", "options",
  "endpoints",
  "components", "modules", "principles", "categories", "sections", "environments", "dimensions",
  "pillars", "goals",
  "signals", "metrics", "commands", "fields", "parameters", "roles", "states", "levels", "tiers",
  "strategies",
  "approaches", "patterns", "properties", "factors", "aspects", "areas", "topics", "methods",
  "operations", "features",
  "formats", "protocols", "services", "subsystems", "plugins", "backends", "drivers", "languages",
  "colors", "classes", "models", "panels", "dashboards", "regions", "zones", "channels", "tools",
  "sources",
  "domains", "contexts", "capabilities", "microservices", "databases", "tables",
]
private let machines: Words = ["集群", "节点", "服务器", "主机", "实例", "副本", "机型", "人", "次", "年", "月", "天"]

extension ArraySlice<UInt8> {
  fileprivate func holds(_ text: String) -> Bool {
    indices.contains { self[$0...].starts(with: text.utf8) }
  }
}

private let numbers: Words = ["数量", "总数", "案例", "文档", "文件", "数："]
