import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds what lines of a list say is used and is left against what there is in all: `总预算: 43.2 分钟`,
  /// `已消耗: 28.5 分钟 (86%)`, `剩余: 24.7 分钟`.
  mutating func holdRemainingLines(_ collection: Collection) {
    for line in collection.figureLines(.rest)
    where line.isLine && !line.isRow && !line.isCounterexample {
      let source = collection.source(collection.model.documents[line.document])
      guard let (whole, used, left) = inOneLine(line) ?? inThreeLines(line, source),
        [left, used].allSatisfy({ $0.isAlike(whole) }), whole.quantity.value > 0,
        !others.occurInAnyCase(
          in: Array(
            source.bytes[whole.line.span.start..<min(source.bytes.count, left.line.span.end + 80)]))
      else { continue }
      let right = whole.quantity.value - used.quantity.value
      let slack = [whole, used, left].reduce(0) { $0 + $1.quantity.digit } / 2
      // What is free may be less than what is not used: some of it is kept.
      let isOff =
        left.isLeft
        ? abs(right - left.quantity.value) > slack * 1.000_001
        : left.quantity.value - right > slack * 1.000_001
      if right >= 0, isOff {
        report(
          "what is left must be the whole less what is used: \(whole.text) − \(used.text) is "
            + "\(format(right, in: left.quantity.unit, .en)), not `\(left.text)`",
          at: left.span, severity: .warning,
          notes: [.init("the whole", at: whole.span), .init("what is used", at: used.span)])
      }
      for (part, figure) in [(used, used.quantity.value), (left, left.quantity.value)] {
        guard let share = part.share else { continue }
        let stated = share.quantity
        let ratio = figure / whole.quantity.value
        let step =
          (stated.interval.upper - stated.interval.lower) + whole.quantity.digit
          / whole.quantity.value
        guard abs(ratio - stated.value) > step, ratio <= 1 else { continue }
        report(
          "a share must be that of its figures: \(part.text) of \(whole.text) is "
            + "\(format(ratio, in: .percent, .en)), not `\(part.line.text(share.range))`",
          at: part.line.span(share.range), severity: .warning,
          notes: [.init("the whole", at: whole.span)])
      }
    }
  }
}

/// The whole, what is used and what is left.
private typealias Portions = (whole: Portion, used: Portion, left: Portion)

/// `总容量: 228 GB` and the lines below it.
private func inThreeLines(_ line: FigureLine, _ source: SourceFile) -> Portions? {
  guard let left = Portion(line, LineTopic.rests),
    let used = Portion(line.above(in: source), usedWords),
    let whole = Portion(used.line.above(in: source), wholeWords)
  else { return nil }
  return (whole, used, left)
}

/// `总容量 228 GB，已使用 177 GB，可用 51 GB`; of what was opened and settled, whatever it is called, 问题 326 个，已解决 301 个，
/// 遗留 25 个.
private func inOneLine(_ line: FigureLine) -> Portions? {
  let reads = readQuantities(in: line.bytes).filter { $0.quantity.dimension != .ratio }
  guard reads.count == 3 else { return nil }
  return portions(reads, of: line, [wholeWords, usedWords, LineTopic.rests])
    ?? portions(reads, of: line, [[], settledWords, LineTopic.unsettled])
}

/// Three figures, each behind one of the words for it.
private func portions(
  _ reads: [ReadQuantity], of line: FigureLine, _ words: [[String]]
) -> Portions? {
  var end = 0
  let parts = zip(reads, words).compactMap { read, words in
    defer { end = read.range.upperBound }
    let lead = end..<max(end, read.range.lowerBound)
    return lead.count <= 30 && (words.isEmpty || line.first(words, in: lead) != nil)
      ? Portion(line, read) : nil
  }
  return parts.count == 3 ? (parts[0], parts[1], parts[2]) : nil
}

/// An item of a list that is a label, a colon and a figure, with its share in brackets.
private struct Portion {
  let line: FigureLine
  let quantity: Quantity
  let range: Range<Int>

  /// The percentage in brackets behind the figure.
  let share: ReadQuantity?

  var span: Span { line.span(range) }

  var text: String { line.text(range) }

  /// - Parameter words: what the label must hold one of, in lower case.
  init?(_ line: FigureLine, _ words: [String]) {
    let reads = readQuantities(in: line.bytes)
    guard let read = reads.first, line.bytes.count <= 120, read.quantity.comparator == .equal,
      read.times == nil, read.per == nil, read.sign == nil, read.quantity.dimension != .ratio,
      line.first(words, in: 0..<read.range.lowerBound) != nil,
      line.bytes[..<read.range.lowerBound].last(where: { $0 != 0x20 })
        .map({ $0 == UInt8(ascii: ":") || $0 == 0x9A }) ?? false
    else { return nil }
    let rest = reads.dropFirst()
    guard rest.count <= 1 else { return nil }
    if let share = rest.first {
      let gap = line.text(line.between(read, share)).filter { $0 != " " }
      guard share.quantity.dimension == .ratio, share.quantity.comparator == .equal,
        gap == "(" || gap == "（"
      else { return nil }
    }
    self.line = line
    quantity = read.quantity
    range = read.range
    share = rest.first
  }

  /// Whether the label says that it is what is left, and nothing more is said of it.
  var isLeft: Bool {
    let start =
      line.bytes[..<range.lowerBound].lastIndex { $0 == UInt8(ascii: ",") || $0 == 0x8C } ?? 0
    return line.first(leftWords, in: start..<range.lowerBound) != nil
      && line.character(behind: range.upperBound, skipping: " *").map {
        ",，。.;；(（\r\n".contains($0)
      } ?? true
  }

  /// A figure of a line that names several.
  init?(_ line: FigureLine, _ read: ReadQuantity) {
    guard read.quantity.comparator == .equal, read.times == nil, read.per == nil, read.sign == nil
    else { return nil }
    self.line = line
    quantity = read.quantity
    range = read.range
    share = nil
  }

  func isAlike(_ other: Portion) -> Bool {
    quantity.dimension == other.quantity.dimension
  }
}

extension Quantity {
  /// What one more in the last printed place is.
  fileprivate var digit: Double { interval.upper - interval.lower }
}

extension FigureLine {
  /// The line of the source before this one; empty at the beginning.
  fileprivate func above(in source: SourceFile) -> FigureLine {
    let end = max(0, source.bytes.lineStart(span.start) - 1)
    return FigureLine(source.bytes.lineStart(end)..<end, of: source, document: document)
  }
}

extension LineTopic {
  /// What labels what is left of a whole.
  static let rests = [
    "剩余", "剩下", "可用空间", "可用容量", "可用:", "可用：", "可用 ", "空闲", "remaining", "left:", "free:",
    "free space",
    "available:", "free ",
  ]

  /// What labels what is not settled yet.
  static let unsettled = ["遗留", "未解决", "待解决", "未修复", "未关闭", "still open"]
}

private let leftWords = ["剩余", "剩下", "remaining", "left"] + LineTopic.unsettled
private let settledWords = ["已解决", "已关闭", "已修复", "closed", "resolved", "fixed"]
private let usedWords = [
  "已用", "已使用", "已消耗", "消耗", "已分配", "已占用", "used", "consumed", "spent", "allocated",
]
private let wholeWords = ["总", "预算", "配额", "total", "budget", "quota", "capacity"]

/// What takes of a whole besides what is used, and what is used in another time.
private let others: Words = [
  "buff", "cache", "缓存", "缓冲", "保留", "预留", "冻结", "reserved", "allocatable", "可分配", "今日", "当日", "本周",
  "本月", "daily",
  "today", "this week", "+",
]
