import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds the durations of the items below a table of times and events against the times of the events that they name:
  /// `回滚耗时: 30分钟` below `| 15:05 | 开始回滚 |` and `| 15:25 | 回滚完成 |`.
  mutating func holdTimeline(_ table: Table, in source: SourceFile) {
    guard (3...60).contains(table.rows.count), table.columns.count == 2 else { return }
    var events: [(seconds: Int, text: String, cell: Table.Cell)] = []
    for row in table.rows {
      let time = row.first.map { Array($0.text.utf8) } ?? []
      guard row.count == 2, let start = WrittenTime(time, at: 0), start.end == time.count else {
        return
      }
      events.append((start.seconds, row[1].text, row[1]))
    }
    let bytes = source.bytes
    var place = table.span.end
    var lines = 0
    while place < bytes.count, lines < 16 {
      let end = bytes.lineEnd(place)
      defer { place = end + 1 }
      guard let first = bytes[place..<end].first(where: { $0 != 0x20 && $0 != 0x0D }) else {
        continue
      }
      guard first == 0x2D || first == 0x2A else { return }
      lines += 1
      holdItem(place..<end, among: events, source)
    }
  }

  private mutating func holdItem(
    _ range: Range<Int>, among events: [(seconds: Int, text: String, cell: Table.Cell)],
    _ source: SourceFile
  ) {
    let line = Array(source.bytes[range])
    let text = String(decoding: line, as: UTF8.self).filter { !"*- ".contains($0) }
    let reads = readQuantities(in: line)
    guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }), reads.count == 1,
      let read = reads.first, read.quantity.dimension == .time, read.quantity.comparator == .equal,
      // Nothing tells from where else it is counted.
      line[read.range.upperBound...].allSatisfy({ $0 == 0x20 || $0 == 0x0D }),
      let ending = lengths.first(where: text[..<colon].hasSuffix)
    else { return }
    let thing = String(text[..<colon].dropLast(ending.count))
    guard (2...8).contains(thing.count), thing.allSatisfy({ $0.isLetter }) else { return }
    let starts = events.filter { event in
      begins.contains { event.text == $0 + thing || event.text == thing + $0 }
    }
    let ends = events.filter { event in finishes.contains { event.text == thing + $0 } }
    guard starts.count == 1, ends.count == 1, let start = starts.first, let end = ends.first,
      events.count(where: { $0.text.contains(thing) }) == 2
    else { return }
    let lasts = Double(end.seconds - start.seconds)
    guard lasts > 0, abs(read.quantity.value - lasts) > 60 else { return }
    let first = range.lowerBound
    report(
      "from its beginning to its end a thing lasts as long as is said: from `\(quoted(start.text))` to "
        + "`\(quoted(end.text))` is \(format(lasts, in: .time, .en)), not "
        + "`\(String(decoding: line[read.range], as: UTF8.self))`",
      at: source.span((first + read.range.lowerBound)..<(first + read.range.upperBound)),
      notes: [
        .init("it begins here", at: start.cell.span), .init("it ends here", at: end.cell.span),
      ])
  }
}

private let lengths = ["耗时", "用时", "时长", "历时"]
private let begins = ["开始", "启动"]
private let finishes = ["完成", "结束"]
