import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds the counts that prose gives of a component against those of the one drawing that names it:
  /// `使用 6 台 Nginx` beside `Nginx (8台)`, `140 edge nodes` beside `edge (120 nodes)`.
  ///
  /// Only sentences that tell what there is are judged, none of parts, changes or failures. O(numbers × names) of
  /// documents that draw counted components.
  mutating func holdDrawnCounts(_ collection: Collection) {
    for index in collection.examined {
      let document = collection.model.documents[index]
      let drawn = drawnCounts(of: document)
      guard !drawn.isEmpty else { continue }
      let bytes = collection.source(document).bytes
      for number in document.numbers where number.understanding != .label {
        guard let near = drawn.first(where: { $0.mayStand(beside: number.span, in: bytes) }),
          !document.isInFence(number.span),
          !isHeld(number.span, by: document.tables, \.span)
        else { continue }
        hold(number.span, against: near, in: index, collection)
      }
    }
  }

  private mutating func hold(
    _ number: Span, against near: DrawnCount, in index: Int, _ collection: Collection
  ) {
    let document = collection.model.documents[index]
    let source = collection.source(document)
    let range =
      source.bytes.lineStart(
        number.start, limit: 601)..<source.bytes.lineEnd(
        number.end, limit: 600)
    guard range.count <= 600, !"#>".utf8.contains(source.bytes[range.lowerBound]) else { return }
    let line = FigureLine(range, of: source, document: index)
    let place = number.start - range.lowerBound
    guard let sentence = line.sentences.first(where: { $0.contains(place) }),
      let count = line.counts(in: sentence).first(where: { $0.range.contains(place) }),
      let stated = count.whole, stated > 1, near.names(count, in: line),
      Double(stated) != near.count, Double(stated) != near.total,
      // Of many nodes a drawing shows a few.
      !(near.isNumbered && near.count <= 3 && Double(stated) >= near.count * 2),
      near.endsClause(count, in: line), line.first(inventory, in: sentence) != nil,
      line.first(partial, in: sentence) == nil
    else { return }
    let section = document.sections.innermost(at: number.start)
    guard document.isUnderSameTitle(section, near.section) || near.isOnlyDrawing,
      !speaksOfOtherVariant(
        document.sections[section].title + line.text(sentence),
        document.sections[near.section].title + near.text)
    else { return }
    report(
      "one component must have one count: `\(near.name)` is \(stated) here, \(plainNumber(near.count)) where it is drawn",
      at: line.span(count.range), notes: [.init("it is drawn here", at: near.span)])
  }
}

/// A component whose name stands once in the drawings of a document, with how many of it there are.
private struct DrawnCount {
  let name: String

  /// In lower case.
  let bytes: [UInt8]
  let count: Double
  let total: Double?
  let span: Span
  let section: Int
  let text: String
  let isOnlyDrawing: Bool

  /// Whether the drawing shows them one by one.
  var isNumbered = false

  /// Whether the name stands right before or behind a number, but for a blank and a counter.
  func mayStand(beside number: Span, in text: [UInt8]) -> Bool {
    // `140 edge nodes` is one figure.
    var digits = number.start
    while digits < number.end, isFigure(text[digits]) { digits += 1 }
    if digits < number.end, stands(at: text.skippingBlanks(digits), in: text) { return true }
    let behind = text.skippingBlanks(number.end)
    if stands(at: behind, in: text) { return true }
    for length in [3, 6]
    where stands(at: text.skippingBlanks(behind + length), in: text) && behind < text.count
      && text[behind] >= 0xE4
    {
      return true
    }
    var end = number.start
    while end > 0, number.start - end < 8, isJoint(text[end - 1]) { end -= 1 }
    return stands(at: end - bytes.count, in: text)
  }

  /// Whether nothing is said of so many but that they are there: `使用 2 台 Nginx 做灰度` speaks of two of them.
  func endsClause(_ count: CountedFigure, in line: FigureLine) -> Bool {
    let text = line.text(count.range.lowerBound..<line.bytes.count)
    guard let name = text.lowercased().firstRange(of: String(decoding: bytes, as: UTF8.self)) else {
      return true
    }
    let rest = text.lowercased()[name.upperBound...].drop { $0 == " " }
    guard let next = rest.first, ("\u{4E00}"..."\u{9FFF}").contains(next) else { return true }
    return ["与", "和", "及", "组成", "构成", "以及"].contains(where: rest.hasPrefix)
  }

  /// As `mayStand`, with the counter read.
  func names(_ count: CountedFigure, in line: FigureLine) -> Bool {
    mayStand(
      beside: Span(line.span.source, count.range), in: line.bytes)
  }

  private func isJoint(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x28 }

  private func stands(at start: Int, in text: [UInt8]) -> Bool {
    guard start >= 0, start + bytes.count <= text.count else { return false }
    for (offset, byte) in bytes.enumerated() {
      let other = text[start + offset]
      if other.lowercased != byte { return false }
    }
    // No part of another word: `edge` is not `edges`, and 计算节点 not GPU计算节点.
    let end = start + bytes.count
    func isWord(_ place: Int) -> Bool {
      guard text.indices.contains(place) else { return false }
      return text[place].isLetter || text[place].isDigit || text[place] == 0x2D
    }
    return !(isWord(end) && isWord(end - 1)) && !(start > 0 && isWord(start - 1) && isWord(start))
  }
}

extension [UInt8] {
  fileprivate func skippingBlanks(_ start: Int) -> Int {
    var place = start
    while place < count, self[place] == 0x20 || self[place] == 0x2A { place += 1 }
    return place
  }
}

private func drawnCounts(of document: DocumentDraft) -> [DrawnCount] {
  let drawings = document.architectures.filter { $0.kind == .architecture }
  guard
    drawings.contains(where: {
      $0.components.contains {
        $0.count != nil || $0.name.utf8.last.map { $0.isDigit } ?? false
      }
    })
  else { return [] }
  var seen: [String: Int] = [:]
  for drawing in drawings {
    for component in drawing.components { seen[component.name.lowercased(), default: 0] += 1 }
  }
  var found: [DrawnCount] = []
  for drawing in drawings {
    for (index, component) in drawing.components.enumerated() {
      guard let count = component.count, count.comparator == .equal,
        case .count(let thing) = count.dimension,
        !notMachines.contains(thing), count.value >= 2, component.parts.count < 2,
        component.alternatives.count < 2
      else { continue }
      let name = component.name.lowercased()
      guard seen[name] == 1, name.utf8.count >= 4, !generalNames.contains(name) else { continue }
      found.append(
        DrawnCount(
          name: component.name, bytes: Array(name.utf8), count: count.value,
          total: drawing.total(of: index), span: component.span, section: drawing.section,
          text: component.text + (drawing.caption ?? ""), isOnlyDrawing: drawings.count == 1))
    }
  }
  return found + numberedNodes(drawings)
}

/// What a drawing shows one by one, `Leaf1` to `Leaf4`, under the name without its number.
private func numberedNodes(_ drawings: [Architecture]) -> [DrawnCount] {
  guard drawings.count == 1, let drawing = drawings.first else { return [] }
  var groups: [String: [(number: Int, component: Component)]] = [:]
  var others: Set<String> = []
  for component in drawing.components {
    let digits = component.name.reversed().prefix { $0.isASCII && $0.isNumber }.count
    let stem = component.name.dropLast(digits).lowercased().filter {
      $0 != " " && $0 != "-" && $0 != "_"
    }
    if digits == 0 || digits > 2 {
      others.insert(component.name.lowercased().filter { $0 != " " })
      continue
    }
    guard let number = Int(component.name.suffix(digits)), stem.utf8.count >= 3 else { continue }
    groups[stem, default: []].append((number, component))
  }
  return groups.sorted { $0.key < $1.key }.compactMap { stem, nodes in
    let numbers = Set(nodes.map(\.number))
    // All from one on, each once, and nothing that stands for more of them.
    guard nodes.count >= 2, numbers == Set(1...nodes.count), !others.contains(stem),
      nodes.allSatisfy({ $0.component.count == nil }), let first = nodes.first?.component
    else { return nil }
    return DrawnCount(
      name: String(first.name.dropLast()).filter { $0 != " " }, bytes: Array(stem.utf8),
      count: Double(nodes.count), total: nil, span: first.span, section: drawing.section,
      text: first.text + (drawing.caption ?? ""), isOnlyDrawing: true, isNumbered: true)
  }
}

private let notMachines: Set<String> = ["核", "卡", "块", "路", "口", "次", "条", "副本", "分片", "人"]

extension DocumentDraft {
  /// Whether two sections lie under one heading of the second level.
  fileprivate func isUnderSameTitle(_ a: Int, _ b: Int) -> Bool {
    func title(_ section: Int) -> Int {
      var place = section
      while sections[place].level > 2, let parent = sections[place].parent { place = parent }
      return place
    }
    return sections[title(a)].level >= 2 && title(a) == title(b)
  }
}

/// What tells that so many are there.
private let inventory = [
  "使用", "采用", "部署", "共", "包括", "包含", "配置", "配备", "拥有", "由", "组成", "运行", "operate", "runs ", "run ",
  "has ",
  "have ", "consist", "deploy", "uses ", "use ", "comprise", "there are", "made of", "with ",
]

/// What tells of parts, changes, limits and failures.
private let partial = [
  "机房", "区", "站点", "机柜", "中心", "region", "zone", " site", "datacenter", "data center", "rack", "竞品",
  "友商", "某", "同类",
  "competitor", "during", "版",
  "其中", "年", "故障", "剩余", "新增", "增", "每", "各", "至少", "最多", "扩", "缩", "减", "下线", "约", "任意", "坏", "备",
  "分批",
  "先", "再",
  "宕", "升级", "重启", "迁", "替", "计划", "将", "当", "若", "如", "例", "建议", "推荐", "仅", "只", "另", "同时", "从",
  "到", "之前",
  "原", "旧", "后", "第", "初期", "测试", "first", "another", "per ", "each", "at least", "at most",
  "up to", "more",
  "additional", "lost", "lose", "loss", "fail", "down", "remain", "left", " of the", "any ", "than",
  "from ",
  "until", "batch", "before", "after", "was ", "were ", "plan", "will ", "would", "if ", "when ",
  "example", "recommend",
  "only ", "other", "about", "around", "~", "grow", "scale", "add", "remov", "replac", "test",
  "spare", "every",
  "out of", "busiest", "average", "least", "most",
]
