import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Adds up the shares that a sentence lists: `评分权重：吞吐 40%、延迟 25%、成本 20%、生态 20%`.
  mutating func holdInlineShares(_ collection: Collection) {
    eachSentenceOfShares(collection, least: 3) { line, sentence in
      let reads = readQuantities(in: line.bytes, range: sentence)
      guard let first = reads.firstIndex(where: { $0.quantity.dimension == .ratio }) else { return }
      let shares = reads[first...].prefix { $0.quantity.dimension == .ratio }
      guard shares.count >= 3, shares.count + first == reads.count,
        shares.allSatisfy({
          $0.quantity.comparator == .equal && $0.sign == nil && $0.quantity.value > 0
            && $0.quantity.value < 0.95
        }), areListed(line, Array(shares)),
        let lead = shares.first.map({ line.text(sentence.lowerBound..<$0.range.lowerBound) })
      else { return }
      let isWeights = shareWeights.occurInAnyCase(in: lead)
      guard isWeights || wholes.occurInAnyCase(in: lead),
        !changes.occurInAnyCase(in: line.text(sentence))
      else { return }
      let sum = shares.reduce(0) { $0 + $1.quantity.value }
      let slack = shares.reduce(0.0051) {
        $0 + ($1.quantity.interval.upper - $1.quantity.interval.lower) / 2
      }
      guard abs(sum - 1) > min(slack, 0.03), sum < (isWeights ? 1.16 : 1.11),
        sum > (isWeights ? 0.84 : 1),
        // Shares of several wholes, and a part of what stands before it.
        isWeights || !resources.occurInAnyCase(in: line.text(sentence)),
        isWeights || abs(shares.prefix(2).reduce(0) { $0 + $1.quantity.value } - 1) > 0.001
      else { return }
      let terms = shares.map { line.text($0.range) }.joined(separator: " + ")
      report(
        "shares of one whole must add up to 100 %: \(terms) = \(format(sum, in: .percent, .en))",
        at: line.span(
          shares[shares.startIndex].range.lowerBound..<shares[shares.endIndex - 1].range.upperBound),
        severity: .warning)
    }
  }

  /// Divides the numbers that a sentence lists with their shares: `8 deploys (44 %), 5 capacity (28 %), …`.
  mutating func holdCountedShares(_ collection: Collection) {
    eachSentenceOfShares(collection, least: 3) { line, sentence in
      var pairs: [(count: ReadQuantity, share: ReadQuantity)] = []
      let reads = readQuantities(in: line.bytes, range: sentence)
      for (count, share) in zip(reads, reads.dropFirst()) where share.quantity.dimension == .ratio {
        guard count.range.upperBound <= share.range.lowerBound else { return }
        let between = line.text(count.range.upperBound..<share.range.lowerBound)
        let bracket = between.trimmingSuffix { " 占比约".contains($0) }
        guard between.count <= 24, bracket.last.map({ "(（".contains($0) }) ?? false,
          !bracket.dropLast().contains(where: { "()（），,、;；".contains($0) })
        else { return }
        pairs.append((count, share))
      }
      guard pairs.count >= 3,
        reads.count(where: { $0.quantity.dimension == .ratio }) == pairs.count,
        pairs.allSatisfy({
          $0.count.quantity.comparator == .equal && $0.share.quantity.comparator == .equal
            && $0.count.quantity.value >= 1
            && ($0.count.quantity.dimension.isNumber || $0.count.quantity.dimension.isShared)
            && $0.share.sign == nil
        }), Set(pairs.map { $0.count.quantity.dimension.isNumber }).count == 1
      else { return }
      let parts = pairs.map { pair in
        let share = pair.share.quantity
        return (
          value: pair.count.quantity.value, percent: share.value * 100,
          step: power(10, -share.decimals)
        )
      }
      guard let (at, whole) = misfit(parts) else { return }
      let pair = pairs[at]
      report(
        "a fraction and its percentage must agree: \(plainNumber(pair.count.quantity.value)) of "
          + "\(plainNumber(whole)), which the others give, is "
          + "\(format(pair.count.quantity.value / whole, in: .percent, .en)), not `\(line.text(pair.share.range))`",
        at: line.span(pair.share.range), severity: .warning)
    }
  }
}

/// Hands on the sentences of prose and lists in which several percentages stand. O(numbers).
func eachSentenceOfShares(
  _ collection: Collection, least: Int, _ body: (FigureLine, Range<Int>) -> Void
) {
  for (index, document) in zip(collection.examined, collection.examinedDocuments) {
    let source = collection.source(document)
    let bytes = source.bytes
    var count = 0
    var last = -1
    var done = -1
    for number in document.numbers
    where number.span.end > done && bytes[number.span.end - 1] == 0x25 {
      let isNear =
        last >= 0 && (0...60).contains(number.span.start - last)
        && !bytes[last..<number.span.start].contains(0x0A)
      count = isNear ? count + 1 : 1
      last = number.span.end
      guard count >= least, !document.isInFence(number.span),
        !isHeld(number.span, by: document.tables, \.span)
      else { continue }
      let place = bytes.lineStart(number.span.start)..<bytes.lineEnd(number.span.end)
      done = place.upperBound
      count = 0
      guard place.count <= 800 else { continue }
      let line = FigureLine(place, of: source, document: index)
      if line.isCounterexample || line.isRow { continue }
      for sentence in line.sentences { body(line, sentence) }
    }
  }
}

/// Whether nothing but names and signs of listing stand between shares.
private func areListed(_ line: FigureLine, _ shares: [ReadQuantity]) -> Bool {
  zip(shares, shares.dropFirst()).allSatisfy { one, next in
    guard one.range.upperBound <= next.range.lowerBound else { return false }
    let gap = line.text(one.range.upperBound..<next.range.lowerBound)
    return gap.count <= 28 && gap.contains { "、,，/和与".contains($0) || $0 == "+" || $0 == "&" }
      && !gap.contains { "()（）→<>≥≤".contains($0) }
  }
}

let shareWeights: Words = ["权重", "weights", "weighting", "weighted"]
private let wholes: Words = [
  "占比", "构成", "组成", "分布", "breakdown", "split", "shares of", "made up of",
]
private let resources: Words = ["资源", "cpu", "内存", "磁盘", "memory", "disk"]
private let changes: Words = [
  "重叠", "多选", "overlap", "multiple answers", "p99", "p95",
  "提升", "下降", "降低", "增长", "减少", "使用率", "利用率", "命中率", "成功率", "可用", "上限", "阈值", "其中", "previous",
  "before",
  "usage", "utiliz", "utilis", "threshold", "up to", "每", "each",
]

extension Dimension {
  /// Whether a whole of it has parts: money, sizes and power.
  fileprivate var isShared: Bool {
    switch self {
    case .money, .moneyRate, .data, .power: true
    default: false
    }
  }

  /// Whether it counts something, whatever it is.
  fileprivate var isNumber: Bool {
    switch self {
    case .number, .count: true
    default: false
    }
  }
}
