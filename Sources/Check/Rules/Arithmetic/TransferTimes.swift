import Diagnostics
import Model
import Quantities

extension Rule {
  /// Divides what is moved by the rate at which it is moved.
  static let transferTime = Rule(
    "transfer-time", .warning, "传输时间与速率不符", "Transfer that takes another time",
    """
    What is moved at a rate takes the time of the one divided by the other.

        检查点大小 1TB，写带宽 50GB/s，单次写入约200秒        <- 20 s
        Restoring 42 TB at 2 GB/s takes 50 hours.             <- 5.8 h

    In tables with one column of each a row is judged where all others, two or more, come out.
    Judged in sentences with just one size, one rate and one time behind them, where the time is less than half or
    more than twice of what it should be: protocols, pauses and half-used links cost something.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for table in document.tables { reporter.holdTransfers(of: table) }
    }
    for line in collection.figureLines(.transfer)
    where line.isLine && !line.isRow && !line.isCounterexample {
      for sentence in line.sentences {
        let reads = readQuantities(in: line.bytes, range: sentence)
        func only(_ dimension: Dimension) -> ReadQuantity? {
          let found = reads.filter { $0.quantity.dimension == dimension }
          return found.count == 1 && found[0].times == nil && found[0].per == nil
            && found[0].sign == nil ? found[0] : nil
        }
        guard let size = only(.data), let rate = only(.dataRate), let time = only(.time),
          time.range.lowerBound > rate.range.upperBound,
          time.range.lowerBound > size.range.upperBound,
          [size, rate, time].allSatisfy({ isNear($0.quantity) }),
          // Other figures may multiply or share it.
          reads.count == 3,
          line.first(moves, in: lead(of: time, behind: size, rate)) != nil,
          line.first(others, in: sentence) == nil
        else { continue }
        let right = size.quantity.value / rate.quantity.value
        let ratio = time.quantity.value / right
        guard ratio > 2.2 || ratio < 0.45 else { continue }
        reporter.report(
          "what is moved at a rate takes as long as it takes: "
            + "\(line.text(size.range).trimmed) at \(line.text(rate.range).trimmed) is "
            + "\(format(right, in: .time, .en)), not `\(line.text(time.range))`",
          at: line.span(time.range),
          notes: [
            .init("so much", at: line.span(size.range)),
            .init("at this rate", at: line.span(rate.range)),
          ])
      }
    }
  }
}

extension Reporter {
  /// Divides size by rate in the rows of a table with one column of each, `| Size | Throughput | Time |`, where all
  /// rows but one come out.
  fileprivate mutating func holdTransfers(of table: Table) {
    func only(_ dimension: Dimension) -> Int? {
      let found = table.columns.indices.filter { column in
        table.rows.allSatisfy {
          column < $0.count && $0[column].quantity?.dimension == dimension
            && $0[column].quantity?.comparator == .equal
        }
      }
      return found.count == 1 ? found[0] : nil
    }
    guard (3...40).contains(table.rows.count), (3...8).contains(table.columns.count),
      let time = only(.time), let rate = only(.dataRate), let size = only(.data)
    else { return }
    let rights = table.rows.map {
      ($0[size].quantity?.value ?? 0) / max($0[rate].quantity?.value ?? 0, 1e-300)
    }
    let failing = table.rows.indices.filter { row in
      guard let stated = table.rows[row][time].quantity else { return true }
      let slack = max(stated.interval.upper - stated.interval.lower, rights[row] * 0.1)
      return abs(stated.value - rights[row]) > slack
    }
    guard failing.count == 1, let wrong = failing.first,
      // Small files and pauses make a row much longer.
      let long = table.rows[wrong][time].quantity?.value, long < rights[wrong] * 2.2
    else { return }
    let row = table.rows[wrong]
    report(
      "what is moved at a rate takes as long as it takes: \(quoted(row[size].text)) at "
        + "\(quoted(row[rate].text)) is \(format(rights[wrong], in: .time, .en)), not "
        + "`\(quoted(row[time].text))`, as in the other rows",
      at: row[time].span,
      notes: [.init("so much", at: row[size].span), .init("at this rate", at: row[rate].span)])
  }
}

/// The few bytes right before a time, where the word for moving stands.
private func lead(
  of time: ReadQuantity, behind size: ReadQuantity, _ rate: ReadQuantity
) -> Range<Int> {
  let start = max(rate.range.upperBound, size.range.upperBound, time.range.lowerBound - 16)
  return start..<time.range.lowerBound
}

private func isNear(_ quantity: Quantity) -> Bool {
  guard quantity.value > 0 else { return false }
  switch quantity.comparator {
  case .equal, .approximately: return true
  case .less, .atMost, .greater, .atLeast, .range: return false
  }
}

extension LineTopic {
  /// The units of what moves.
  static let rates = [
    "gb/s", "mb/s", "tb/s", "gib/s", "mib/s", "gbps", "mbps", "gbit/s", "mbit/s",
  ]
}

private let moves = [
  "takes", "took", "take ", "need", "需", "耗时", "花费", "传输", "写入", "恢复", "同步", "复制", "拷贝",
  "迁移",
]

/// What makes the time another one: intervals, bounds, parts and what is kept.
private let others = [
  "每", "every", "per ", "保留", "retention", "retain", "keep", "timeout", "超时", "延迟", "时延", "latency",
  "within", "以内", "compress", "压缩", "并行", "parallel", "增量", "incremental", "each", "各", "interval",
  "缓存", "buffer", "rpo", "rto", "窗口", "window", "切换", "failover", "停机", "挂载", "质保", "保存", "boot",
  "去重",
  "dedup", "two ", "three ", "four ", "两条", "三条", "四条", "throttl", "under load", "shared", "受限",
  "受源", "瓶颈", "limited by",
]

extension String {
  fileprivate var trimmed: String { filter { $0 != "\n" } }
}
