import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds a downtime against the availability before it in a line: `99.9%: 8.76 hours downtime per year`.
  ///
  /// - Parameter judged: places that are judged already.
  mutating func holdDowntimeLines(_ collection: Collection, except judged: Set<Span>) {
    // What is read as a claim beside another is judged as that.
    var restated: Set<Span> = []
    for document in collection.examinedDocuments {
      for claim in document.claims where claim.restates != nil { restated.insert(claim.figure) }
    }
    let judged = judged.union(restated)
    for line in collection.figureLines(.downtime) where !line.isRow && !line.isCounterexample {
      guard line.bytes.contains(UInt8(ascii: "%")), limited.occurInAnyCase(in: line.bytes) == false,
        subjects.occurInAnyCase(in: line.bytes) || isAboutAvailability(line, collection)
      else { continue }
      for sentence in line.sentences { holdDowntimes(line, sentence, collection, judged) }
    }
    for line in collection.figureLines(.downtime) where line.isRow && isOneOfEach(line) {
      holdDowntimes(line, 0..<line.bytes.count, collection, judged)
    }
  }

  /// Whether a row gives one availability and one time, and says that the time is of an outage: `| 99.95% | 年停机时间 < 2.2 小时 |`.
  private func isOneOfEach(_ line: FigureLine) -> Bool {
    let reads = readQuantities(in: line.bytes)
    guard reads.count == 2, reads[0].quantity.dimension == .ratio,
      reads[1].quantity.dimension == .time
    else { return false }
    // A column of its own is read with its header.
    let before =
      line.text(line.between(reads[0], reads[1]))
      .split(separator: "|").last ?? ""
    let behind = line.text(reads[1].range.upperBound..<line.bytes.count).prefix { $0 != "|" }
    return outages.occurInAnyCase(in: String(before + behind))
  }

  private mutating func holdDowntimes(
    _ line: FigureLine, _ sentence: Range<Int>, _ collection: Collection, _ judged: Set<Span>
  ) {
    var share: ReadQuantity?
    var former = ""
    let numbers = readNumbers(in: line.bytes, range: sentence)
    let reads = numbers.compactMap(\.quantity)
    let counted = DowntimePeriod.windows(in: line.bytes, sentence)
    let windows = counted.map(\.range)
    for (index, read) in reads.enumerated() {
      if read.quantity.dimension == .ratio {
        let isShare =
          read.quantity.value >= 0.9 && read.quantity.value < 1 && read.sign == nil
          && read.quantity.comparator != .less && read.quantity.comparator != .atMost
        // What is in brackets behind another share is its target.
        let lead = line.text(
          max(sentence.lowerBound, read.range.lowerBound - 12)..<read.range.lowerBound)
        if share != nil, aims.occurInAnyCase(in: lead) { continue }
        share = isShare ? read : nil
        continue
      }
      guard let known = share, read.quantity.dimension == .time, read.quantity.comparator != .range,
        read.per == nil, !windows.contains(read.range)
      else { continue }
      // What is not understood right before may be a part of it: `5m 15.4s`.
      if numbers.contains(where: {
        !$0.isQuantity && $0.range.upperBound <= read.range.lowerBound
          && $0.range.upperBound + 1 >= read.range.lowerBound
      }) {
        continue
      }
      let start = index > 0 ? reads[index - 1].range.upperBound : sentence.lowerBound
      let end = index + 1 < reads.count ? reads[index + 1].range.lowerBound : sentence.upperBound
      let before = line.text(start..<max(start, read.range.lowerBound))
      let rest =
        read.range.upperBound..<min(max(end, read.range.upperBound), read.range.upperBound + 24)
      let after = String(line.text(rest).prefix { !",，;；。)）|".contains($0) })
      if others.occurInAnyCase(in: before) || others.occurInAnyCase(in: after) { continue }
      // 从 8.76 小时降到 52.6 分钟: how it was goes with how the share was.
      if formers.contains(where: { before.hasSuffix($0) || before.hasSuffix($0 + " ") }) {
        former = before
        continue
      }
      guard read.range.lowerBound - known.range.upperBound <= 90,
        let period = counted.count == 1
          ? DowntimePeriod(days: counted[0].quantity)
          : .stated(in: after) ?? .stated(in: before) ?? .stated(in: former)
      else { continue }
      let span = line.span(read.range)
      if judged.contains(span) { continue }
      let gap = line.text(
        known.range.upperBound..<max(known.range.upperBound, read.range.lowerBound))
      let isApposed = gap.utf8.count <= 40 && gap.contains { ",，(（".contains($0) }
      if isApposed, read.quantity.comparator == .less || read.quantity.comparator == .atMost,
        isBudgetOfOtherLevel(read.quantity.value, known.quantity.value, over: period.seconds)
      {
        let estimate = format((1 - known.quantity.value) * period.seconds, in: .time, .en)
        report(
          "an availability and its downtime must agree: (1 − \(format(known.quantity, .en))) × \(period.name.en) = \(estimate), "
            + "not `\(collection.quoted(span))`",
          at: span, severity: .warning,
          notes: [.init("of this availability", at: line.span(known.range))])
        continue
      }
      hold(
        read.quantity, at: span, against: known.quantity, at: line.span(known.range), period,
        collection)
    }
  }

  /// Reports a downtime that an availability does not leave: an error where no rounding explains it, a
  /// warning where it is off by more than a twentieth.
  mutating func hold(
    _ time: Quantity, at place: Span, against share: Quantity, at source: Span,
    _ period: DowntimePeriod, _ collection: Collection
  ) {
    let estimate = (1 - share.value) * period.seconds
    let interval = Interval(max(0, share.interval.lower), min(1, share.interval.upper))
      .mapped { (1 - $0) * period.seconds }
    let isUpper = time.comparator == .less || time.comparator == .atMost
    if isUpper, time.value >= estimate * 0.95 { return }
    let slack = time.comparator == .approximately ? 0.12 : 0.05
    let isFar =
      isUpper
      ? time.value < estimate * 0.95
      : estimate > time.interval.upper * (1 + slack) || estimate < time.interval.lower * (1 - slack)
    guard isFar else { return }
    report(
      "an availability and its downtime must agree: (1 − \(format(share.value, in: share.unit, .en)))"
        + " × \(period.name.en) = \(format(estimate, in: .time, .en)), "
        + "not `\(collection.quoted(place))`",
      at: place, severity: interval.overlaps(time.interval) ? .warning : nil,
      notes: [.init("of this availability", at: source)])
  }
}

/// Whether the heading above a line says that it is about availability.
private func isAboutAvailability(_ line: FigureLine, _ collection: Collection) -> Bool {
  let document = collection.model.documents[line.document]
  let section = document.sections[document.sections.innermost(at: line.span.start)]
  return section.title.utf8.count <= 60 && subjects.occurInAnyCase(in: section.title)
}

extension LineTopic {
  /// What is down, or over what it is counted; the line has a share as well.
  static let downtimes = [
    "停机", "宕机", "不可用时间", "downtime", "per year", "per month", "/year", "/month", "a year",
    "a month",
    "/ year", "/ month",
  ]
}

private let aims: Words = ["目标", "要求", "target", "goal"]
private let formers = ["从", "由", "from"]

/// What else takes its time beside an availability.
private let others: Words = [
  "rto", "rpo", "mttr", "mttd", "恢复", "修复", "响应", "延迟", "维护", "备份", "latency", "response", "repair",
  "maintenance", "backup", "recover", "detect", "切换", "failover",
]
private let subjects: Words = [
  "停机", "宕机", "不可用", "可用性", "可用率", "downtime", "nines", "个9", "个 9", "个九", "availability", "uptime",
  "sla", "slo",
]
private let limited: Words = ["business hours", "工作时间", "营业时间", "工作日", "计划内", "planned"]

private let outages: Words = ["停机", "宕机", "中断", "不可用", "downtime", "outage"]
