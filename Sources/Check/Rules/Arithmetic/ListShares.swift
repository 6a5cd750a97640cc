import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Adds up the shares that the items of a list give, one each, under a line that calls them the parts of a whole:
  /// 成本构成：, `Traffic breakdown:`, 权重分配：.
  mutating func holdListedShares(_ collection: Collection) {
    for (index, document) in zip(collection.examined, collection.examinedDocuments) {
      let source = collection.source(document)
      var items: [ShareItem] = []
      var done = 0
      for number in document.numbers
      where number.span.start >= done && source.bytes[number.span.end - 1] == 0x25 {
        let place =
          source.bytes.lineStart(number.span.start)..<source.bytes.lineEnd(number.span.end)
        done = place.upperBound
        let item =
          place.count <= 200 && !document.isInFence(number.span)
          ? ShareItem(place, of: source, document: index) : nil
        if let last = items.last, let item, item.follows(last) {
          items.append(item)
          continue
        }
        holdShares(items, of: source, document: index)
        items = item.map { [$0] } ?? []
      }
      holdShares(items, of: source, document: index)
    }
  }

  private mutating func holdShares(_ items: [ShareItem], of source: SourceFile, document: Int) {
    guard items.count >= 3, let first = items.first, let last = items.last,
      !first.goesOn(after: last, in: source.bytes),
      let lead = leadOfList(source, before: first.line.span.start)
    else { return }
    let isWeights = shareWeights.occurInAnyCase(in: lead)
    guard isWeights || shareWholes.occurInAnyCase(in: lead), !noShares.occurInAnyCase(in: lead),
      items.allSatisfy({ !noShares.occurInAnyCase(in: $0.line.bytes) })
    else { return }
    let sum = items.reduce(0) { $0 + $1.share.quantity.value }
    let slack = items.reduce(0.0051) {
      $0 + ($1.share.quantity.interval.upper - $1.share.quantity.interval.lower) / 2
    }
    // What is left of a whole may not be listed, but where the rest is, or the parts are said to make it up.
    let isComplete =
      isWeights || wholly.occurInAnyCase(in: lead)
      || items.contains { rest.occurInAnyCase(in: $0.line.bytes) }
    guard abs(sum - 1) > min(slack, 0.03), sum < (isWeights ? 1.5 : 1.2),
      sum > (isComplete ? 0.8 : 1),
      // Two alone make the whole, and the others are parts of them.
      abs(items.prefix(2).reduce(0) { $0 + $1.share.quantity.value } - 1) > 0.001
    else { return }
    let terms = items.map { $0.line.text($0.share.range) }.joined(separator: " + ")
    report(
      "shares of one whole must add up to 100 %: \(terms) = \(format(sum, in: .percent, .en))",
      at: last.line.span(last.share.range), severity: .warning,
      notes: [.init("the first of them", at: first.line.span(first.share.range))])
  }
}

/// An item of a list that gives one share, and no other.
private struct ShareItem {
  let line: FigureLine
  let share: ReadQuantity

  /// How far its mark is indented.
  let indent: Int

  init?(_ place: Range<Int>, of source: SourceFile, document: Int) {
    guard let indent = source.bytes[place].indentOfItem else { return nil }
    line = FigureLine(place, of: source, document: document)
    self.indent = indent
    let shares = readQuantities(in: line.bytes).filter { $0.quantity.dimension == .ratio }
    guard shares.count == 1, let share = shares.first, share.quantity.comparator == .equal,
      share.sign == nil, share.quantity.value > 0, share.quantity.value < 0.95,
      // 读：70% and 读 (70%), at the end of what the item names.
      share.range.lowerBound - indent <= 60
    else { return nil }
    self.share = share
  }

  /// Whether it stands on the next line of the same list.
  func follows(_ other: ShareItem) -> Bool {
    line.span.start == other.line.span.end + 1 && indent == other.indent
  }

  /// Whether more items, or parts of the last one, stand behind the last.
  func goesOn(after last: ShareItem, in bytes: [UInt8]) -> Bool {
    let next = last.line.span.end + 1
    guard next < bytes.count else { return false }
    let text = bytes[next..<bytes.lineEnd(next)]
    guard let indent = text.indentOfItem else {
      return text.first == 0x20 && text.contains { $0 != 0x20 }
    }
    return indent >= self.indent
  }
}

/// The line above a list, blank ones aside, where it is a heading, begins in bold or ends with a colon.
private func leadOfList(_ source: SourceFile, before start: Int) -> [UInt8]? {
  var lead = start
  while lead > 0, source.bytes[lead - 1] == 0x0A || source.bytes[lead - 1] == 0x20 { lead -= 1 }
  let line = source.bytes[source.bytes.lineStart(lead)..<lead]
  guard line.count <= 120, line.indentOfItem == nil else { return nil }
  let text = withoutMarks(line)
  let end = text.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? 0
  let isLead =
    text.first == UInt8(ascii: "#") || line.first == UInt8(ascii: "*")
    || [":", "："].contains { text[..<end].suffix($0.utf8.count).elementsEqual($0.utf8) }
  return isLead ? text : nil
}

private let shareWholes: Words = [
  "占比", "构成", "组成", "分布", "比例分配", "分配比例", "breakdown", "distribution", "composition", "split",
]
private let wholly: Words = ["构成", "组成", "比例分配", "分配比例", "breakdown", "composition", "split"]
private let rest: Words = ["其他", "其它", "其余", "剩余", "other", "rest", "remaining"]

/// What is no share of one whole, or leaves some of it out.
private let noShares: Words = [
  "提升", "下降", "降低", "增长", "减少", "节省", "节约", "使用率", "利用率", "命中率", "成功率", "失败率", "错误率", "可用", "上限",
  "阈值", "其中", "重叠", "多选", "主要", "前三", "前五", "前十", "top", "例如", "比如", "每", "each", "usage", "utiliz",
  "utilis", "threshold", "up to", "overlap", "p99", "p95", "faster", "reduc", "increas", "improv",
  "savings",
  "完成度", "进度", "progress", "coverage", "覆盖", "置信", "准确率", "main ", "rate", "正态", "分布式",
  "distributed",
]
