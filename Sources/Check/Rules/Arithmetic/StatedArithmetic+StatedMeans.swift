import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Divides a total by how many there are where a sentence gives their mean: `3 incidents, 60 minutes in total, 19
  /// minutes on average`, `共 3 次，总时长 60 分钟，平均 19 分钟`.
  mutating func holdStatedMeans(_ collection: Collection) {
    for line in collection.figureLines(.mean)
    where line.isLine && !line.isRow && !line.isCounterexample {
      for sentence in line.sentences {
        let reads = readQuantities(in: line.bytes, range: sentence)
        if holdListedMean(line, sentence, reads) { continue }
        guard (3...4).contains(reads.count), line.first(otherMeans, in: sentence) == nil else {
          continue
        }
        let means = reads.filter { isMean(line, sentence, $0) }
        let totals = reads.filter { isWhole(line, sentence, $0) && !isMean(line, sentence, $0) }
        guard means.count == 1, totals.count == 1, let mean = means.first, let total = totals.first,
          mean.quantity.dimension == total.quantity.dimension,
          mean.quantity.value < total.quantity.value,
          [mean, total].allSatisfy({
            $0.quantity.comparator == .equal && $0.times == nil && $0.per == nil
          })
        else { continue }
        let counts = line.counts(in: sentence).filter {
          $0.range != mean.range && $0.range != total.range
        }
        guard counts.count == 1, counts.count + 2 == reads.count, let count = counts[0].whole,
          count > 1
        else { continue }
        let right = total.quantity.value / Double(count)
        let slack = power(10, -mean.quantity.decimals) * mean.quantity.unit.scale * 0.999
        guard abs(right - mean.quantity.value) >= slack,
          (0.4...2.5).contains(right / mean.quantity.value),
          abs(right - mean.quantity.value) > right * 0.02
        else { continue }
        report(
          "what is computed must come out: `\(line.text(total.range))` ÷ \(count) is "
            + "\(format(right, in: mean.quantity.unit, .en)), not `\(line.text(mean.range))`",
          at: line.span(mean.range), severity: .warning)
      }
    }
  }
}

extension Reporter {
  /// Takes the mean of three figures or more that are listed before it: `46 分钟、35 分钟、28 分钟，平均 36.3 分钟`.
  ///
  /// - Returns: whether a sentence is of this form.
  private mutating func holdListedMean(
    _ line: FigureLine, _ sentence: Range<Int>, _ reads: [ReadQuantity]
  ) -> Bool {
    guard let at = reads.firstIndex(where: { isMean(line, sentence, $0) }), at >= 3,
      line.first(otherMeans, in: sentence) == nil
    else { return false }
    let mean = reads[at]
    func gap(_ a: ReadQuantity, _ b: ReadQuantity) -> String {
      guard a.range.upperBound <= b.range.lowerBound else { return "?" }
      return line.text(a.range.upperBound..<b.range.lowerBound).lowercased().filter { $0 != " " }
    }
    let last = gap(reads[at - 1], mean)
    guard last.count <= 12, let sign = last.first, ",，、;；(（".contains(sign) else { return false }
    var start = at - 1
    while start > 0,
      ["、", ",", "，", "/", "和", "及", "and", ",and"].contains(gap(reads[start - 1], reads[start]))
    {
      start -= 1
    }
    // 5、8、11 万: a figure without a unit may lack a magnitude, too.
    let listed = reads[start..<at].map(\.quantity)
    guard listed.count >= 3, line.first(otherLists, in: sentence) == nil,
      (listed + [mean.quantity]).allSatisfy({
        $0.dimension == mean.quantity.dimension && $0.comparator == .equal
      }), reads[start...at].allSatisfy({ $0.times == nil && $0.per == nil && $0.sign == nil })
    else { return false }
    let right = listed.reduce(0) { $0 + $1.value } / Double(listed.count)
    let slack = power(10, -mean.quantity.decimals) * mean.quantity.unit.scale * 1.000_001
    // What is further off is the mean of something else, or a weighed one.
    guard abs(right - mean.quantity.value) > slack, abs(right - mean.quantity.value) <= right * 0.25
    else { return true }
    report(
      "what is computed must come out: the mean of "
        + "\(reads[start..<at].map { line.text($0.range) }.joined(separator: ", ")) is "
        + "\(format(right, in: mean.quantity.unit, .en)), not `\(line.text(mean.range))`",
      at: line.span(mean.range), severity: .warning)
    return true
  }
}

private func isMean(_ line: FigureLine, _ sentence: Range<Int>, _ read: ReadQuantity) -> Bool {
  let (lead, tail) = words(around: read, line, sentence)
  return meansAhead.contains(where: lead.hasSuffix)
    || LineTopic.trailingMeans.contains(where: tail.hasPrefix)
}

extension LineTopic {
  /// What stands right before a mean.
  static let leadingMeans = ["平均", "平均每次", "平均为", "均值", "averaging", "average of"]

  /// What stands right behind one.
  static let trailingMeans = [" on average", " each on av"]
}

private let meansAhead = LineTopic.leadingMeans.map { $0.filter { $0 != " " } }

private func isWhole(_ line: FigureLine, _ sentence: Range<Int>, _ read: ReadQuantity) -> Bool {
  let (lead, tail) = words(around: read, line, sentence)
  return ["总时长", "总计", "合计", "累计", "总共", "总耗时", "总时间", "totalof", "totalling"].contains(
    where: lead.hasSuffix)
    || [" in total", " in all"].contains(where: tail.hasPrefix)
}

/// What stands right before a figure, without spaces, and right behind it; in lower case.
private func words(
  around read: ReadQuantity, _ line: FigureLine, _ sentence: Range<Int>
) -> (lead: String, tail: String) {
  let lead = max(sentence.lowerBound, read.range.lowerBound - 18)..<read.range.lowerBound
  let tail = read.range.upperBound..<min(sentence.upperBound, read.range.upperBound + 14)
  return (line.text(lead).lowercased().filter { $0 != " " }, line.text(tail).lowercased())
}

private let otherLists = ["峰", "档", "套餐", "规格", "间隔", "peak", "tier", "plan"]

private let otherMeans = [
  "并行", "同时", "并发", "parallel", "concurrent", "worker",
  "中位", "median", "p95", "p99", "加权", "weighted", "月均", "日均", "年均", "a day", "per day", "a month",
  "每天", "每月", "之前",
  "last ", "previous", "→",
]
