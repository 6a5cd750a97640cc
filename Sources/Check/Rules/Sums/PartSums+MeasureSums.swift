import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Adds up measures that a sentence lists before or behind their total: `1.8 TB, 2.4 TB and 0.9 TB, 5.3 TB in
  /// total`, `45 minutes: 10 to issue, 20 to roll out, 10 to verify`.
  mutating func holdMeasureSums(_ line: FigureLine, _ collection: Collection) {
    for sentence in line.sentences {
      guard
        let sum = sumBefore(line, sentence) ?? sumBehind(line, sentence)
          ?? sumInBrackets(line, sentence)
      else { continue }
      let total = sum.total.quantity
      let parts = sum.parts.map(\.value).reduce(0, +)
      // A last digit of the total and half of one of each part; as many digits show that nothing was rounded much.
      let digit = total.interval.upper - total.interval.lower
      let isFine = sum.parts.count <= 4 && sum.parts.allSatisfy { $0.decimals >= total.decimals }
      let slack = sum.parts.reduce(digit) {
        $0 + (isFine ? 0 : ($1.interval.upper - $1.interval.lower) / 2)
      }
      let terms = sum.parts.map { format($0, .en) }.joined(separator: " + ")
      guard abs(parts - total.value) > min(slack, total.value * 0.05) * 1.000_001 else {
        let figure = line.span(sum.total.range)
        let claims = collection.model.documents[line.document].claims
        if let claim = part(of: claims, in: line.span, \.figure).first(where: {
          $0.figure == figure
        }) {
          let half = (total.interval.upper - total.interval.lower) / 2
          judge(
            claim,
            Evidence(
              kind: .computed, interval: Interval(parts - half, parts + half), estimate: parts,
              explanation: Label(
                zh:
                  "\(sum.parts.map { format($0, .zh) }.joined(separator: " + "))：\(format(parts, in: total.unit, .zh))",
                en: "\(terms) is \(format(parts, in: total.unit, .en))"),
              inputs: [line.span(sum.whole)]))
        }
        continue
      }
      // What lacks much more, or is as great as one of the parts, is a total of other things.
      guard abs(parts - total.value) * 3 <= total.value,
        !sum.parts.contains(where: { $0.value >= total.value })
      else { continue }
      report(
        "the parts of a whole add up to it: \(terms) = \(format(parts, in: total.unit, .en)), not "
          + "`\(line.text(sum.total.range))`",
        at: line.span(sum.total.range))
    }
  }
}

private struct MeasureSum {
  let total: ReadQuantity
  let parts: [Quantity]

  /// Where the parts stand in the line.
  let whole: Range<Int>
}

/// Parts and then their total: the last measure of a sentence, with a word for it.
private func sumBefore(_ line: FigureLine, _ sentence: Range<Int>) -> MeasureSum? {
  let all = readQuantities(in: line.bytes, range: sentence)
  // 1 月 2 分钟: the month is a name.
  let reads = all.enumerated().filter { index, read in
    !(index + 1 < all.count && namesMonth(read, before: all[index + 1], line))
  }.map(\.element)
  guard let at = reads.lastIndex(where: { isTotal(line, sentence, $0) }), at >= 2,
    reads[at].isMeasure
  else { return nil }
  if let results = results(line, Array(reads[..<at]), reads[at], sentence) { return results }
  let parts = Array(
    reads[..<at].reversed().prefix { $0.quantity.dimension == reads[at].quantity.dimension }
      .reversed())
  guard (2...8).contains(parts.count), let last = parts.last,
    isPlainTotal(line, last, reads[at], sentence), !parts.contains(where: { isCounted(line, $0) }),
    arePlain(line, parts + [reads[at]], reads[at]),
    line.first(otherwise, in: sentence) == nil
  else { return nil }
  return MeasureSum(
    total: reads[at], parts: parts.map(\.quantity),
    whole: parts[0].range.lowerBound..<last.range.upperBound)
}

/// A total, and in the brackets behind it nothing but its parts: `4 h 30 min in total (1 h 10 min, 2 h 30 min, 50 min)`.
private func sumInBrackets(_ line: FigureLine, _ sentence: Range<Int>) -> MeasureSum? {
  let reads = readQuantities(in: line.bytes, range: sentence)
  for (index, total) in reads.enumerated() where total.isMeasure && isTotal(line, sentence, total) {
    let rest = reads[(index + 1)...]
    guard let first = rest.first, case let gap = line.text(line.between(total, first)),
      gap.count <= 16, gap.last.map({ "(（".contains($0) }) ?? false
    else { continue }
    var parts: [ReadQuantity] = []
    for part in rest {
      if let last = parts.last {
        let between = line.text(line.between(last, part)).filter { $0 != " " }
        guard [",", "，", "、", "+", "and", ",and"].contains(between) else { break }
      }
      parts.append(part)
    }
    guard (2...8).contains(parts.count), let last = parts.last,
      line.character(behind: last.range.upperBound, skipping: " ").map({ ")）".contains($0) })
        ?? false,
      parts.allSatisfy({
        $0.isMeasure && $0.quantity.dimension == total.quantity.dimension && $0.times == nil
          && $0.per == nil && $0.sign == nil
          // Hours and minutes, and no days of eight hours.
          && ($0.quantity.dimension != .time || $0.quantity.unit.scale <= 3_600)
      })
    else { continue }
    return MeasureSum(
      total: total, parts: parts.map(\.quantity),
      whole: parts[0].range.lowerBound..<last.range.upperBound)
  }
  return nil
}

/// What each of several products comes to, and then their total: `8 × $1.20 = $9.60, 3 × $1.50 = $4.50, $14.10 in total`.
private func results(
  _ line: FigureLine, _ reads: [ReadQuantity], _ total: ReadQuantity, _ sentence: Range<Int>
) -> MeasureSum? {
  let results = reads.filter { read in
    line.bytes[sentence.lowerBound..<read.range.lowerBound].last { $0 != 0x20 } == UInt8(ascii: "=")
      || line.bytes[read.range.lowerBound] == UInt8(ascii: "=")
  }
  guard (2...8).contains(results.count), let last = results.last, last == reads.last,
    results.allSatisfy({
      $0.quantity.dimension == total.quantity.dimension && $0.quantity.comparator == .equal
        && $0.times == nil && $0.per == nil && $0.sign == nil
    }),
    case let gap = line.text(line.between(last, total)).lowercased().filter({ !" ,，、".contains($0) }
    ),
    gap.isEmpty || totalsAhead.contains(gap) || gap == "共",
    // Each product stands in a clause of its own.
    zip(results, results.dropFirst()).allSatisfy({ one, next in
      line.text(line.between(one, next)).contains { ",，、;；".contains($0) }
    })
  else { return nil }
  return MeasureSum(
    total: total, parts: results.map(\.quantity),
    whole: results[0].range.lowerBound..<last.range.upperBound)
}

/// Whether a figure is the name of a month right before what is told of it.
private func namesMonth(_ read: ReadQuantity, before next: ReadQuantity, _ line: FigureLine) -> Bool
{
  let text = line.text(read.range).filter { $0 != " " }
  return text.hasSuffix("月") && !text.hasSuffix("个月")
    && (1...12).contains(Int(text.dropLast()) ?? 0)
    && (0...1).contains(next.range.lowerBound - read.range.upperBound)
}

/// A total, a colon, and then its parts up to the end of the sentence, bare or in the same unit.
private func sumBehind(_ line: FigureLine, _ sentence: Range<Int>) -> MeasureSum? {
  let reads = readQuantities(in: line.bytes, range: sentence)
  guard let total = reads.first, total.isMeasure, (4...9).contains(reads.count),
    // Of a budget or a disk something may be left.
    line.first(takes, in: sentence.lowerBound..<total.range.lowerBound) != nil
  else { return nil }
  let between = line.text(total.range.upperBound..<reads[1].range.lowerBound)
  guard let colon = between.firstIndex(where: { $0 == ":" || $0 == "：" }),
    between[..<colon].count <= 12, between[colon...].count <= 20,
    !between[..<colon].contains(where: { "，,;；。()（）".contains($0) })
  else { return nil }
  let parts = reads.dropFirst().map { $0.taking(total.quantity.unit) }
  guard arePlain(line, parts + [total], total), line.first(otherwise, in: sentence) == nil else {
    return nil
  }
  return MeasureSum(
    total: total, parts: parts.map(\.quantity),
    whole: parts[0].range.lowerBound..<parts[parts.count - 1].range.upperBound)
}

/// Whether all are measures of one kind, and exact, with no more than words between them.
private func arePlain(_ line: FigureLine, _ reads: [ReadQuantity], _ total: ReadQuantity) -> Bool {
  reads.allSatisfy {
    $0.quantity.dimension == total.quantity.dimension && $0.quantity.comparator == .equal
      && $0.quantity.unit.symbol.isSameKind(as: total.quantity)
      && $0.times == nil && $0.per == nil && $0.sign == nil && $0.quantity.value >= 0
  }
    && zip(reads, reads.dropFirst()).allSatisfy { one, next in
      guard one.range.upperBound <= next.range.lowerBound else { return true }
      let gap = line.text(one.range.upperBound..<next.range.lowerBound)
      return gap.count <= 28 && !gap.contains { "()（）[]:：×*/=→<>–-~".contains($0) }
    }
}

/// Whether nothing but a comma and the word for a total stands between the last part and the total, and the
/// sentence ends behind it.
private func isPlainTotal(
  _ line: FigureLine, _ last: ReadQuantity, _ total: ReadQuantity, _ sentence: Range<Int>
) -> Bool {
  let gap = line.text(last.range.upperBound..<total.range.lowerBound).lowercased()
    .filter { !" ,，、".contains($0) }
  guard gap.isEmpty || totalsAhead.contains(gap) || gap == "共" else { return false }
  var rest = line.text(total.range.upperBound..<sentence.upperBound).lowercased()[...]
  if let word = LineTopic.trailingTotals.first(where: rest.hasPrefix) {
    rest = rest.dropFirst(word.count)
  }
  // What the total is held against is none of its parts: 合计 18 秒，低于 30 秒的要求.
  let clause = rest.drop { " *".contains($0) }
  if let sign = clause.first, "，,；;".contains(sign) {
    let words = clause.dropFirst().drop { $0 == " " }
    guard line.first(overlapping, in: 0..<line.bytes.count) == nil else { return false }
    return held.contains(where: words.hasPrefix)
  }
  return clause.allSatisfy { " *.。".contains($0) }
}

/// Whether so many of a part are told: `两台 64 GB`, `two 64 GB nodes`.
private func isCounted(_ line: FigureLine, _ part: ReadQuantity) -> Bool {
  let lead = line.text(max(0, part.range.lowerBound - 12)..<part.range.lowerBound).lowercased()
  return counters.contains { lead.hasSuffix($0) || lead.hasSuffix($0 + " ") }
}

private let counters =
  [
    "台", "块", "个", "条", "张", "次", "份", "one", "two", "three", "four", "five", "six", "each", "a",
    "of",
  ]
private let takes = [
  "takes ", "took ", "lasts ", "耗时", "历时", "用时", "共需", "共耗", "投资", "总费用", "总成本", "合计", "总计",
]

private func isTotal(_ line: FigureLine, _ sentence: Range<Int>, _ read: ReadQuantity) -> Bool {
  let lead = line.text(
    max(sentence.lowerBound, read.range.lowerBound - 18)..<read.range.lowerBound
  ).lowercased().filter { $0 != " " }
  if totalsAhead.contains(where: lead.hasSuffix) { return true }
  let tail = line.text(read.range.upperBound..<min(sentence.upperBound, read.range.upperBound + 14))
    .lowercased()
  return LineTopic.trailingTotals.contains(where: tail.hasPrefix)
}

extension String {
  /// Whether a unit's sign is that of a quantity, where the units of a kind are counted in other ways: days of 8
  /// hours, months of four weeks.
  fileprivate func isSameKind(as quantity: Quantity) -> Bool {
    quantity.dimension != .time || self == quantity.unit.symbol
  }
}

extension ReadQuantity {
  /// Whether it measures what can be added: a size, a time, an amount of money, a power.
  fileprivate var isMeasure: Bool {
    switch quantity.dimension {
    case .data, .time, .money, .moneyRate, .power: quantity.comparator == .equal
    default: false
    }
  }
}

private let overlapping = Vocabulary.together + ["峰值", "peak"]

/// What a clause begins with that holds a total against a bound.
private let held = [
  "低于", "小于", "不到", "不超过", "未超过", "满足", "符合", "达到", "优于", "在要求", "below ", "under ", "within ",
  "less than ",
  "which is below", "which is under", "well below", "well under", "well within",
]

extension LineTopic {
  /// What stands right before the total of measures.
  static let leadingTotals = [
    "合计", "总计", "共计", "总共", "，共", "total of", "totals", "totalling", "totaling",
  ]

  /// What stands right behind it.
  static let trailingTotals = [" in total", " in all", " altogether", " total"]
}

private let totalsAhead = LineTopic.leadingTotals.map { $0.filter { $0 != " " } }

/// What makes the figures no parts of one whole.
private let otherwise = [
  "每", "各", "each", "per ", "至少", "最多", "or ", "或", "约", "平均", "average", "mean ", "最长", "longest",
  "从", "from ",
  "提升", "降", "增", "剩余", "预计", "其中", "含", "including", "up to", "at least", "p99", "p95", "之前", "后",
  "上限",
  "limit", "减免", "折", "税", "退", "抵扣", "重叠", "主要", "加", "另", "其余", "镜像", "双", "副本", "备用", "备份", "主备",
  "热备", "冷备", "灾备", "目标", "预算",
  "首付",
  "last ", "discount", "overlap", "refund", "free", "mirror", "largest", "after", "since", "rest",
  "between", "week",
  "budget", "rto", "sla",
]
