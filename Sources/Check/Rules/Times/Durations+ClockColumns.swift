import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds the length in brackets right behind a span of the clock, wherever it stands: `14:05-14:18（13 分钟）`.
  mutating func holdBracketedLengths(_ collection: Collection) {
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      let bytes = source.bytes
      for number in document.numbers where number.understanding == .typed && number.span.start > 12
      {
        // A clock ends right before the bracket.
        var place = number.span.start - 1
        if bytes[place] == 0x88, bytes[place - 1] == 0xBC {
          place -= 2
        } else if bytes[place] != 0x28 {
          continue
        }
        if bytes[place - 1] == 0x20 { place -= 1 }
        guard bytes[place - 1].isDigit, bytes[place - 3] == 0x3A else { continue }
        let start = bytes.lineStart(place, limit: 40)
        let spans = clockSpans(Array(bytes[start..<place]))
        guard let span = spans.last, span.range.upperBound == place - start,
          !document.isInFence(number.span)
        else { continue }
        let reads = readQuantities(in: Array(bytes[number.span.range]))
        let tail = bytes[number.span.end...].prefix(3)
        guard reads.count == 1, let stated = reads.first?.quantity, stated.dimension == .time,
          stated.comparator == .equal, stated.value < 86_400,
          tail.first == 0x29 || tail.elementsEqual("）".utf8),
          isOff(stated, span.seconds, span.hasSeconds),
          // 09:00-18:00 (8 hours) has its break, and within a window something else may last.
          !isLessBreaks(stated.value, of: span.seconds),
          !frames.occurInAnyCase(in: Array(bytes[start..<place])),
          !hasFinding(at: number.span)
        else { continue }
        let place2 = source.span((start + span.range.lowerBound)..<place)
        report(
          "from its beginning to its end a thing lasts as long as is said: `\(source.text(place2))` is "
            + "\(format(span.seconds, in: .time, .en)), not `\(collection.quoted(number.span))`",
          at: number.span, notes: [.init("the span", at: place2)])
      }
    }
  }

  /// Holds a column of lengths against those of beginnings and ends, where other rows show that it is theirs:
  /// `| Start | End | Minutes |`.
  mutating func holdClockColumns(of table: Table) {
    guard (3...10).contains(table.columns.count), (2...60).contains(table.rows.count),
      let start = table.column(named: starts), let end = table.column(named: stops),
      let length = table.column(named: lasts)
    else { return }
    var failing: [(row: Int, seconds: Double)] = []
    var resting: [(row: Int, seconds: Double)] = []
    var holding = 0
    for (index, row) in table.rows.enumerated() where max(start, end, length) < row.count {
      guard let from = clockTime(of: row[start].text), let to = clockTime(of: row[end].text),
        let stated = row[length].quantity, stated.comparator == .equal
      else { continue }
      let seconds = Double(to >= from ? to - from : to - from + 86_400)
      let value: Double
      switch stated.dimension {
      case .time: value = stated.value
      case .number where minutes.occurInAnyCase(in: table.columns[length].header):
        value = stated.value * 60
      default: return
      }
      // It may end a day later.
      if abs(value - seconds) <= 60 || abs(value - seconds - 86_400) <= 60 {
        holding += 1
      } else if value > seconds || !partsOfSpans.occurInAnyCase(in: table.columns[length].header) {
        if isLessBreaks(value, of: seconds) {
          resting.append((index, seconds))
        } else {
          failing.append((index, seconds))
        }
      }
    }
    // Nobody rests in a few hours where the rows beside them have no breaks.
    if failing.isEmpty, resting.count == 1, resting[0].seconds < 5 * 3_600, holding >= 4,
      resting[0].seconds.truncatingRemainder(dividingBy: 3_600) != 0
    {
      failing = resting
    }
    guard failing.count == 1, holding >= (table.rows.count > 2 ? 2 : 1), let wrong = failing.first
    else { return }
    let cell = table.rows[wrong.row][length]
    report(
      "from its beginning to its end a thing lasts as long as is said: `\(quoted(table.rows[wrong.row][start].text))` to "
        + "`\(quoted(table.rows[wrong.row][end].text))` is \(format(wrong.seconds, in: .time, .en)), not "
        + "`\(quoted(cell.text))`",
      at: cell.span,
      notes: [
        .init("it begins here", at: table.rows[wrong.row][start].span),
        .init("it ends here", at: table.rows[wrong.row][end].span),
      ])
  }
}

/// Whether a time is that of a span without its breaks: of an hour and a half and more, by quarters of an hour.
private func isLessBreaks(_ stated: Double, of span: Double) -> Bool {
  let off = span - stated
  return span >= 5_400 && (900...7_200).contains(off) && off.remainder(dividingBy: 900) == 0
    && stated.remainder(dividingBy: 900) == 0
}

private let frames: Words = [
  "窗口", "每", "任务", "班", "window", "runs", "run ", "every", "daily", "shift", "cron", "flight",
]

/// Whether a stated time is none of a span's, whose ends may have been cut to minutes.
private func isOff(_ stated: Quantity, _ lasts: Double, _ hasSeconds: Bool) -> Bool {
  let slack = hasSeconds ? 1.0 : 60.0
  return abs(stated.value - lasts) > slack
    && (stated.interval.upper < lasts - slack || stated.interval.lower > lasts + slack)
}

/// The seconds of a cell that is a time of the clock and nothing else.
private func clockTime(of text: String) -> Int? {
  let bytes = text.utf8.filter { $0 != 0x20 && $0 != UInt8(ascii: "*") }
  return WrittenTime(bytes, at: 0).flatMap { $0.end == bytes.count ? $0.seconds : nil }
}

/// Headers of what may have lasted for a part of a span.
private let partsOfSpans: Words = ["影响", "停机", "中断", "impact", "downtime", "outage"]

private let starts: Words = ["开始", "起始", "发生", "start", "began", "from"]
private let stops: Words = ["结束", "恢复", "end", "resolved", "until", "to"]
private let lasts: Words = ["时长", "持续", "历时", "分钟", "耗时", "duration", "minutes", "length"]
private let minutes: Words = ["分钟", "minute", "mins", "min"]

extension Reporter {
  /// Holds a length against the one span of the clock in the lines around it: `- 时间：14:03-15:38`, `- 持续：85 分钟`.
  mutating func holdFields(_ collection: Collection) {
    for line in collection.figureLines(.clock)
    where line.isLine && line.isItem && !line.isCounterexample {
      let reads = readQuantities(in: line.bytes)
      guard reads.count == 1, let stated = reads.first?.quantity, stated.dimension == .time,
        stated.comparator == .equal, stated.value < 86_400,
        isKey(line.bytes[..<reads[0].range.lowerBound], LineTopic.lengths)
      else { continue }
      let source = collection.source(collection.model.documents[line.document])
      var spans: [(range: Range<Int>, span: ClockSpan)] = []
      for around in neighbours(of: line.span.range, in: source.bytes) {
        let bytes = withoutMarks(source.bytes[around])
        for span in clockSpans(bytes) {
          guard isKey(bytes[..<span.range.lowerBound], spanKeys) else { return }
          spans.append(
            (
              (around.lowerBound + span.range.lowerBound)..<(around.lowerBound
                + span.range.upperBound), span
            ))
        }
      }
      guard spans.count == 1, let only = spans.first,
        isOff(stated, only.span.seconds, only.span.hasSeconds)
      else { continue }
      let place = source.span(only.range)
      report(
        "from its beginning to its end a thing lasts as long as is said: `\(source.text(place))` is "
          + "\(format(only.span.seconds, in: .time, .en)), not `\(line.text(reads[0].range))`",
        at: line.span(reads[0].range), notes: [.init("the span", at: place)])
    }
  }
}

/// The two lines before and behind a line, as far as they are of its list.
private func neighbours(of line: Range<Int>, in bytes: [UInt8]) -> [Range<Int>] {
  var found: [Range<Int>] = []
  var end = line.lowerBound - 1
  while end > 0, found.count < 2 {
    let start = bytes.lineStart(end)
    if start == end || end - start > 200 { break }
    found.append(start..<end)
    end = start - 1
  }
  let before = found.count
  var start = line.upperBound + 1
  while start < bytes.count, found.count < before + 2 {
    let stop = bytes.lineEnd(start)
    if start == stop || stop - start > 200 { break }
    found.append(start..<stop)
    start = stop + 1
  }
  return found
}

/// Whether the words between a bullet and a colon, right before a place, are one of some keys; a date may follow them.
private func isKey(_ lead: ArraySlice<UInt8>, _ keys: [String]) -> Bool {
  let text = String(decoding: lead, as: UTF8.self).lowercased().filter {
    $0.isLetter || ":：".contains($0)
  }
  guard let colon = text.firstIndex(where: { ":：".contains($0) }) else { return false }
  return keys.contains(String(text[..<colon]))
}

extension LineTopic {
  /// The keys of how long something lasted.
  static let lengths = ["持续", "持续时间", "时长", "故障时长", "历时", "duration", "lasted"]
}

private let spanKeys = [
  "时间", "故障时间", "影响时间", "发生时间", "起止时间", "时段", "时间段", "time", "window", "incidentwindow", "impact",
  "when",
]
