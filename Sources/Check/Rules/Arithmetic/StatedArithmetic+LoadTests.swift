import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds the requests of a load test against its length and its throughput, where a document labels one of each.
  ///
  /// Warm-up and slow starts take their share: only what is off by half again is reported. O(numbers).
  mutating func holdLoadTests(_ collection: Collection) {
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      var total: [(Span, Double)] = []
      var length: [(Span, Double)] = []
      var rate: [(Span, Double)] = []
      var isOther = false
      func take(_ label: [UInt8], _ quantity: Quantity, _ place: Span) {
        guard quantity.comparator == .equal, quantity.value > 0 else { return }
        if totals.occur(in: label), !parts.occur(in: label) {
          if quantity.dimension == .number || quantity.dimension.isCount {
            total.append((place, quantity.value))
          }
        } else if lengths.occur(in: label), !parts.occur(in: label) {
          switch quantity.dimension {
          case .time: length.append((place, quantity.value))
          default: isOther = isOther || quantity.dimension != .number
          }
        } else if throughputs.occur(in: label), !others.occur(in: label) {
          switch quantity.dimension {
          case .rate, .number: rate.append((place, quantity.value))
          default: break
          }
        }
      }
      for table in document.tables where (2...3).contains(table.columns.count) {
        for row in table.rows where row.count >= 2 {
          guard let quantity = row[1].quantity, row[0].text.utf8.count <= 48 else { continue }
          let label = row[0].text.utf8.map(\.lowercased)
          guard labels.occur(in: label) else { continue }
          let unit =
            row.count > 2 ? readQuantities(in: Array("1 \(row[2].text)".utf8)).first?.quantity : nil
          if let unit, quantity.dimension == .number, unit.dimension == .time {
            take(label, quantity.taking(unit.unit), row[1].span)
          } else {
            take(label, quantity, row[1].span)
          }
        }
      }
      for number in document.numbers where number.understanding != .label {
        guard let label = label(before: number.span, in: source.bytes), labels.occur(in: label)
        else { continue }
        let end = source.bytes.lineEnd(number.span.end)
        let reads = readQuantities(
          in: Array(source.bytes[number.span.start..<min(end, number.span.end + 16)]))
        guard let read = reads.first, read.range.lowerBound == 0, read.times == nil else {
          continue
        }
        take(label, read.quantity, number.span)
      }
      guard !isOther, total.count == 1, length.count == 1, rate.count == 1,
        Set([total, length, rate].map { document.sections.innermost(at: $0[0].0.start) }).count == 1
      else { continue }
      let shown = total[0].1 / length[0].1
      let ratio = shown / rate[0].1
      guard ratio > 1.5 || ratio < 1 / 1.5 else { continue }
      report(
        "what is computed must come out: `\(collection.quoted(total[0].0))` in `\(collection.quoted(length[0].0))` is "
          + "\(plainNumber(shown)) a second, not `\(collection.quoted(rate[0].0))`",
        at: rate[0].0, severity: .warning,
        notes: [.init("so many", at: total[0].0), .init("in this time", at: length[0].0)])
    }
  }
}

extension Dimension {
  /// Whether it is of named things that are counted.
  var isCount: Bool {
    if case .count = self { true } else { false }
  }
}

private let requestWords = [
  "total requests", "总请求", "请求总数", "requests sent", "completed requests", "complete requests",
]
private let durationWords = [
  "duration", "测试时长", "压测时长", "持续时间", "运行时长", "time taken for tests", "测试时间",
]
private let throughputWords = [
  "throughput", "requests per second", "requests/sec", "req/s", "qps", "rps", "吞吐",
]
private let totals = Words(requestWords)
private let lengths = Words(durationWords)
private let throughputs = Words(throughputWords)

/// What a label has that is asked for more: most have none of it, and their figures need not be read.
private let labels = Words(requestWords + durationWords + throughputWords)
private let parts: Words = [
  "retention", "cache", "session", "故障", "保留",
  "ramp", "warm", "timeout", "think", "预热", "失败", "failed", "error", "错误", "成功", "success",
]
private let others: Words = [
  "peak", "max", "min", "p9", "p5", "峰值", "最大", "最小", "最高", "目标", "target", "expected", "预期",
  "limit", "上限", "优化前",
  "单", "before", "mb", "byte", "transfer", "message", "token", "传输",
]

/// The words between the start of a line and the colon right before a figure, in lower case and with blanks for
/// underscores; nil where there are none.
private func label(before number: Span, in bytes: [UInt8]) -> [UInt8]? {
  guard let end = bytes.colonEnd(before: number.start) else { return nil }
  let start = bytes.lineStart(end, limit: 64)
  return end - start < 64
    ? bytes[start..<end].map { $0 == UInt8(ascii: "_") ? 0x20 : $0.lowercased } : nil
}
