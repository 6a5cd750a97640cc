import Diagnostics
import Model
import Quantities

extension Rule {
  /// Compares the percentiles of one thing with each other and with its mean.
  static let percentileOrder = Rule(
    "percentile-order", .error, "高分位小于低分位", "Percentiles out of order",
    """
    A higher percentile of the same thing is never below a lower one.

        P99 latency 120 ms, P95 latency 150 ms        <- of 100 requests, 5 took longer than 150 ms

    Read in lines and lists that follow each other, and in the columns and rows of tables, there with the
    greatest and the least, between which a mean lies. Limits, and a mean above the ninetieth percentile or
    a higher one, which a few very slow ones can bring about, are warnings.
    """
  ) { collection, reporter in
    for group in collection.percentileLists() { reporter.compare(group) }
    for document in collection.examinedDocuments {
      for table in document.tables {
        reporter.comparePercentiles(of: table)
        reporter.holdPercentilePairs(of: table)
      }
    }
  }
}

/// A percentile, or the mean, of something.
private struct Rank {
  /// 0.99 for P99, 1 for the greatest, 0 for the least; nil for the mean.
  let share: Double?
  let quantity: Quantity
  let figure: Span
}

extension Reporter {
  /// Reports the first two of a group that are the wrong way round.
  fileprivate mutating func compare(_ group: [Rank]) {
    let ranks = group.filter { $0.share != nil }.sorted { ($0.share ?? 0) < ($1.share ?? 0) }
    for (low, high) in zip(ranks, ranks.dropFirst())
    where low.share != high.share && low.quantity.exceeds(high.quantity) {
      let areLimits = low.quantity.comparator != .equal || high.quantity.comparator != .equal
      report(
        "a higher percentile is never below a lower one: \(name(high)) of "
          + "\(format(high.quantity, .en)), \(name(low)) of \(format(low.quantity, .en))",
        at: high.figure, severity: areLimits ? .warning : nil,
        notes: [.init("the lower percentile", at: low.figure)])
      return
    }
    guard let mean = group.first(where: { $0.share == nil }) else { return }
    for (bound, words) in [(ranks.last, "above the greatest"), (ranks.first, "below the least")] {
      guard let bound, bound.share == (words.hasPrefix("above") ? 1 : 0),
        bound.share == 1
          ? mean.quantity.exceeds(bound.quantity) : bound.quantity.exceeds(mean.quantity)
      else { continue }
      report(
        "a mean is never \(words): a mean of \(format(mean.quantity, .en)), and "
          + "\(format(bound.quantity, .en))",
        at: mean.figure, severity: bound.quantity.comparator == .equal ? nil : .warning,
        notes: [.init("what it is held against", at: bound.figure)])
      return
    }
    guard
      let high = ranks.first(where: { ($0.share ?? 0) >= 0.9 }),
      mean.quantity.exceeds(high.quantity)
    else { return }
    report(
      "a mean above a high percentile takes a few very large values: \(name(high)) of "
        + "\(format(high.quantity, .en)), and a mean of \(format(mean.quantity, .en))",
      at: high.figure, severity: .warning, notes: [.init("the mean", at: mean.figure)])
  }

  /// Percentiles that head the columns of a table, or its rows.
  fileprivate mutating func comparePercentiles(of table: Table) {
    let heads = table.columns.map { RankName($0.header) }
    for group in grouped(heads) {
      for row in table.rows
      where !(row.first.map { differences.occurInAnyCase(in: $0.text) } ?? false) {
        // Bare numbers are times where their target is one: `< 250 ms | 38 | 110 | 190`.
        let bare = row.indices.contains {
          row[$0].quantity?.dimension == .time && row[$0].quantity?.comparator.isBound == true
            && $0 < table.columns.count
            && targets.occurInAnyCase(in: table.columns[$0].header)
        }
        compare(group.compactMap { rank(heads[$0], row, $0, bare: bare) })
      }
    }
    let rows = table.rows.map { $0.first.flatMap { RankName($0.text) } }
    for group in grouped(rows) {
      for column in table.columns.indices.dropFirst() {
        compare(group.compactMap { rank(rows[$0], table.rows[$0], column) })
      }
    }
  }

  private func rank(
    _ name: RankName?, _ row: [Table.Cell], _ column: Int, bare: Bool = false
  ) -> Rank? {
    guard let name, column < row.count, let quantity = row[column].quantity, quantity.value > 0,
      quantity.dimension == .time || bare && quantity.dimension == .number
    else { return nil }
    return Rank(share: name.share, quantity: quantity, figure: row[column].span)
  }

  /// The places of names that are ranks of one thing; those of one alone are left out.
  private func grouped(_ names: [RankName?]) -> [[Int]] {
    guard names.contains(where: { $0?.share != nil }) else { return [] }
    var groups: [String: [Int]] = [:]
    for (index, name) in names.enumerated() {
      if let name { groups[name.thing, default: []].append(index) }
    }
    return groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }
}

/// `P99`, `P99.9`, `mean`.
private func name(_ rank: Rank) -> String {
  guard let share = rank.share else { return "mean" }
  if share == 0 || share == 1 { return share == 0 ? "minimum" : "maximum" }
  let percent = (share * 10_000).rounded() / 100
  return percent == percent.rounded() ? "P\(Int(percent))" : "P\(percent)"
}

extension Quantity {
  /// Whether a value is greater than another one of its dimension by more than rounding explains.
  fileprivate func exceeds(_ other: Quantity) -> Bool {
    guard dimension == other.dimension, comparator != .greater, comparator != .atLeast,
      comparator != .range, other.comparator != .greater, other.comparator != .atLeast,
      other.comparator != .range
    else { return false }
    let rounded = comparator == .equal && other.comparator == .equal
    return value > other.value * 1.000_001 && !(rounded && interval.overlaps(other.interval))
  }
}

/// A name such as `P99 latency`: which rank, of which thing.
private struct RankName {
  let share: Double?
  let thing: String

  init?(_ text: String) {
    guard mayBeRank.occurInAnyCase(in: text) else { return nil }
    let bytes = Array(text.utf8)
    var shares: [(range: Range<Int>, share: Double)] = []
    for number in readNumbers(in: bytes) {
      guard case .percentile(let share) = number.reading else { return nil }
      shares.append((number.range, share))
    }
    let means = meanWords(in: bytes, bytes.indices)
    for (words, share) in [(greatest, 1.0), (least, 0)] {
      // `Time (min)` is told in minutes.
      shares += occurrences(of: words, in: bytes, bytes.indices)
        .filter {
          $0.lowerBound == 0 || ![0x28, 0x2F, 0x5B, 0x88].contains(bytes[$0.lowerBound - 1])
        }
        .map { ($0, share) }
    }
    guard shares.count + means.count == 1 else { return nil }
    share = shares.first?.share
    let range = shares.first?.range ?? means[0]
    thing = subject(bytes, 0..<range.lowerBound) + subject(bytes, range.upperBound..<bytes.count)
  }
}

/// Rows that give what percentiles differ by, and not what they are.
private let differences: Words = [
  "变化", "提升", "改善", "降低", "差", "增幅", "降幅", "change", "improve", "delta", "diff", "reduction",
  "gain", "vs",
]

private let targets: Words = ["目标", "要求", "target", "objective", "slo", "p9"]

extension LineTopic {
  /// What names a percentile.
  static let percentiles = [
    "p50", "p75", "p90", "p95", "p99", "tp5", "tp9", "分位", "percentile",
  ]

  /// What names a mean.
  static let means = ["平均", "均值", "mean", "average", "avg"]
}

private let mayBeRank = Words(
  LineTopic.percentiles + ["p9"] + LineTopic.means + ["最大", "最小", "max", "min"])

extension Collection {
  /// The ranks of one thing that lines state one after the other.
  fileprivate func percentileLists() -> [[Rank]] {
    var groups: [[Rank]] = []
    var block: [FigureLine] = []
    func close(_ groups: inout [[Rank]]) {
      if block.contains(where: { $0.topics.contains(.percentile) && !$0.isCounterexample }) {
        var reader = RankReader(block)
        groups += reader.read()
      }
      block = []
    }
    for line in figureLines(.percentile, .mean) where !line.isRow {
      if let last = block.last,
        !line.isLine || last.document != line.document || last.span.end + 1 != line.span.start
          || block.count >= 16
      {
        close(&groups)
      }
      block.append(line)
    }
    close(&groups)
    return groups
  }
}

/// Reads the ranks of lines that stand one below the other.
private struct RankReader {
  private enum Item {
    case rank(Double?, Range<Int>)
    case time(ReadQuantity)
    case other(Range<Int>)

    var range: Range<Int> {
      switch self {
      case .rank(_, let range), .other(let range): range
      case .time(let read): read.range
      }
    }
  }

  private let bytes: [UInt8]
  private let lines: [FigureLine]
  private let items: [Item]
  private var groups: [[Rank]] = []
  private var group: [Rank] = []
  private var thing = ""

  /// What stands before the first rank of the group, of which a later one may repeat the end.
  private var lead = ""

  init(_ lines: [FigureLine]) {
    self.lines = lines
    var bytes: [UInt8] = []
    for line in lines { bytes += line.bytes + [0x0A] }
    self.bytes = bytes
    var items: [Item] = readNumbers(in: bytes).map { number in
      switch number.reading {
      case .percentile(let share): .rank(share, number.range)
      case .quantity(let read) where read.quantity.dimension == .time: .time(read)
      case .quantity, .label: .other(number.range)
      }
    }
    items += meanWords(in: bytes, bytes.indices).map { .rank(nil, $0) }
    self.items = items.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  mutating func read() -> [[Rank]] {
    var at = 0
    var end = 0
    while at < items.count {
      let names = run(from: at) { if case .rank = $0 { true } else { false } }
      guard !names.isEmpty else {
        // A figure that is no part of a pair, as the load of what follows.
        close()
        end = items[at].range.upperBound
        at += 1
        continue
      }
      let values = run(from: names.upperBound) { if case .time = $0 { true } else { false } }
      let first = items[names.lowerBound].range
      let before = subject(bytes, end..<max(end, first.lowerBound))
      let isNear = first.lowerBound - end <= 48
      guard let pairs = paired(names, values) else {
        close()
        at = max(values.upperBound, names.upperBound)
        end = items[at - 1].range.upperBound
        continue
      }
      let last = items[names.upperBound - 1].range.upperBound
      let own = subject(bytes, last..<max(last, pairs[0].1.range.lowerBound))
      if group.isEmpty || !isNear || own != thing || !(before.isEmpty || lead.hasSuffix(before))
        || breaks(end..<max(end, first.lowerBound))
        || pairs.contains(where: { pair in group.contains { $0.share == pair.0 } })
      {
        close()
        lead = before
        thing = own
      }
      for (share, read) in pairs {
        group.append(Rank(share: share, quantity: read.quantity, figure: span(read.range)))
      }
      at = values.upperBound
      end = items[at - 1].range.upperBound
    }
    close()
    return groups
  }

  private mutating func close() {
    if group.count > 1 { groups.append(group) }
    group = []
  }

  /// Names and the values that follow them: one and one, one and a change, as many as there are.
  private func paired(
    _ names: Range<Int>, _ values: Range<Int>
  ) -> [(Double?, ReadQuantity)]? {
    var times = values.compactMap { index -> ReadQuantity? in
      if case .time(let read) = items[index] { read } else { nil }
    }
    if names.count == 1, times.count == 2 {
      let between = bytes[times[0].range.upperBound..<times[1].range.lowerBound]
      guard between.contains(where: { $0 == UInt8(ascii: ">") || $0 == 0x86 || $0 == 0x92 }) else {
        return nil
      }
      times.removeFirst()
    }
    guard !times.isEmpty, names.count == times.count else { return nil }
    // `P99 (1h): 20ms`: the first is a window, and the value comes after it.
    if values.upperBound < items.count, case .time(let next) = items[values.upperBound],
      next.range.lowerBound - times[times.count - 1].range.upperBound <= 6
    {
      return nil
    }
    return zip(names, times).compactMap { index, read in
      if case .rank(let share, _) = items[index] { (share, read) } else { nil }
    }
  }

  /// The items of one kind from a place on, with nothing but signs between them.
  private func run(from start: Int, _ isWanted: (Item) -> Bool) -> Range<Int> {
    var end = start
    while end < items.count, isWanted(items[end]) {
      if end > start {
        let between = items[end - 1].range.upperBound..<items[end].range.lowerBound
        guard between.lowerBound <= between.upperBound,
          bytes[between].allSatisfy({ joins($0) })
        else { break }
      }
      end += 1
    }
    return start..<end
  }

  /// Whether a byte may stand between the parts of `P50/P95: 10/50 ms`, `80ms → 60ms`.
  private func joins(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ">") || byte == 0xE2 || byte == 0x86 || byte == 0x92
  }

  /// Whether a sentence ends between two.
  private func breaks(_ range: Range<Int>) -> Bool {
    let text = String(decoding: bytes[range], as: UTF8.self)
    return sentenceEnds.occur(in: text)
  }

  private func span(_ range: Range<Int>) -> Span {
    var offset = 0
    for line in lines {
      if range.upperBound <= offset + line.bytes.count {
        return line.span((range.lowerBound - offset)..<(range.upperBound - offset))
      }
      offset += line.bytes.count + 1
    }
    return lines[0].span
  }
}

private let sentenceEnds: Words = ["。", "；", ";", ". "]

/// Where a text speaks of a mean.
private func meanWords(in bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
  occurrences(of: means, in: bytes, range)
}

private func occurrences(
  of words: [[UInt8]], in bytes: [UInt8], _ range: Range<Int>
) -> [Range<Int>] {
  var found: [Range<Int>] = []
  var at = range.lowerBound
  while at < range.upperBound {
    guard let word = words.first(where: { stands($0, in: bytes, at: at, isWord: true) }) else {
      at += 1
      continue
    }
    found.append(at..<(at + word.count))
    at += word.count
  }
  return found
}

private let greatest = ["最大值", "最大", "maximum", "max"].map { Array($0.utf8) }
private let least = ["最小值", "最小", "minimum", "min"].map { Array($0.utf8) }
private let means = LineTopic.means.map { Array($0.utf8) }

/// What a text says beyond signs, and words that any figure of time may have beside it.
private func subject(_ bytes: [UInt8], _ range: Range<Int>) -> String {
  var rest: [UInt8] = []
  var at = range.lowerBound
  while at < range.upperBound {
    if let word = fillers.first(where: { stands($0, in: bytes, at: at, isWord: true) }) {
      at += word.count
      continue
    }
    let byte = bytes[at]
    if byte >= 0x80 {
      let isSign = byte == 0xE2 || byte == 0xEF || byte == 0xE3
      if !isSign { rest.append(contentsOf: bytes[at..<min(at + 3, range.upperBound)]) }
      at += byte >= 0xE0 ? 3 : 1
      continue
    }
    if byte.isLetter || byte.isDigit {
      rest.append(byte.lowercased)
    }
    at += 1
  }
  return String(decoding: rest, as: UTF8.self)
}

private let fillers =
  [
    "响应时间", "响应", "延迟", "时延", "延时", "耗时", "时间", "不超过", "小于", "低于", "控制在", "以内", "达到", "约", "为", "是",
    "在", "和", "且", "与", "latency", "latencies", "response", "time", "times", "delay", "duration",
    "is", "was",
    "of", "at", "and", "the", "a", "an", "under", "below", "within", "about", "must", "stay",
    "stays", "be", "ms",
    "th", "percentile", "value", "values", "target", "分位数", "分位", "值", "目标", "<br>",
  ].map { Array($0.utf8) }.sorted { $0.count > $1.count }

/// Whether a word stands at a place, ASCII letters in any case, and as a whole word if it is Latin.
private func stands(_ word: [UInt8], in bytes: [UInt8], at start: Int, isWord: Bool) -> Bool {
  guard start + word.count <= bytes.count else { return false }
  for offset in word.indices {
    let byte = bytes[start + offset]
    guard byte.lowercased == word[offset] else { return false }
  }
  guard isWord, word[0] < 0x80 else { return true }
  func isLetter(_ index: Int) -> Bool {
    bytes.indices.contains(index) && bytes[index].isLetter
  }
  return !isLetter(start - 1) && !isLetter(start + word.count)
}
