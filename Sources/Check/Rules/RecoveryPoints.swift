import Diagnostics
import Model
import Quantities

extension Rule {
  /// Holds the data that may be lost against the time between two copies of it.
  static let recoveryPoint = Rule(
    "recovery-point", .warning,
    """
    What is copied every so often may lose as much as lies between two copies.

        | 数据 | 方式 | 周期      | 目标       |
        |------|------|-----------|------------|
        | 账单 | 快照 | 每 6 小时 | RPO 15 分钟 |        <- up to 6 hours

        - A snapshot every 6 hours: RPO 15 min          <- so here

    Judged where one row or one item names snapshots, dumps or backups, one interval and one RPO; not where a log, a
    replica or a stream that is kept beside them loses less.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for table in document.tables where (3...10).contains(table.columns.count) {
        guard
          table.columns.contains(where: { points.occurInAnyCase(in: $0.header) })
            || table.rows.contains(where: { $0.contains { points.occurInAnyCase(in: $0.text) } })
        else { continue }
        reporter.holdPoints(of: table)
      }
    }
    for line in collection.figureLines(.recoveryPoint)
    where line.isLine && !line.isRow && !line.isCounterexample {
      for sentence in line.sentences { reporter.holdPoint(of: line, sentence) }
    }
  }
}

private let points: Words = ["rpo"]
private let copying: Words = [
  "快照", "备份", "转储", "全量", "snapshot", "backup", "dump",
]
private let streaming: Words = [
  "演练", "验证", "校验", "检查", "双写", "测试", "恢复", "test", "verif", "drill", "restore", "multi-az",
  "multi-region",
  "复制", "同步", "日志", "增量", "归档", "实时", "连续", "持续", "binlog", "wal", "redo", "cdc", "continuous",
  "replic", "stream",
  "log ", "logs", "incremental", "mirror", "pitr", "point-in-time", "journal", "aof", "主从", "双活",
  "副本", "standby", "另",
]

extension Reporter {
  fileprivate mutating func holdPoints(of table: Table) {
    for row in table.rows where row.count == table.columns.count {
      let texts = row.map { Array($0.text.utf8) }
      guard texts.contains(where: copying.occurInAnyCase(in:)),
        !texts.contains(where: streaming.occurInAnyCase(in:))
      else { continue }
      let intervals = row.indices.filter {
        !streaming.occurInAnyCase(in: table.columns[$0].header)
      }.compactMap { at in interval(texts[at]).map { (at, $0) } }
      let losses = row.indices.compactMap { at -> (Int, Quantity)? in
        let isNamed = points.occurInAnyCase(in: texts[at])
        guard isNamed || points.occurInAnyCase(in: table.columns[at].header),
          isNamed || !found.occurInAnyCase(in: table.columns[at].header)
        else { return nil }
        let reads = readQuantities(in: texts[at])
        return reads.count == 1 && reads[0].quantity.dimension == .time
          ? (at, reads[0].quantity) : nil
      }
      guard intervals.count == 1, losses.count == 1, let (place, every) = intervals.first,
        let (column, loss) = losses.first, place != column,
        loss.interval.upper < every.value * 0.99, loss.value > 0
      else { continue }
      report(
        "what is copied every so often may lose as much as lies between two copies: `\(quoted(row[place].text))` is "
          + "\(format(every, .en)), and `\(quoted(row[column].text))` is less",
        at: row[column].span, notes: [.init("the interval", at: row[place].span)])
    }
  }

  /// `- 快照每 6 小时一次, RPO 15 分钟`.
  fileprivate mutating func holdPoint(of line: FigureLine, _ sentence: Range<Int>) {
    let bytes = Array(line.bytes[sentence])
    guard copying.occurInAnyCase(in: bytes), !streaming.occurInAnyCase(in: bytes),
      let name = line.first(["rpo"], in: sentence), let every = interval(bytes)
    else { return }
    let reads = readQuantities(in: line.bytes, range: sentence).filter {
      $0.quantity.dimension == .time && $0.per == nil
    }
    guard
      let loss = reads.first(where: { $0.range.lowerBound >= name.upperBound }),
      loss.range.lowerBound - name.upperBound <= 16,
      loss.quantity.interval.upper < every.value * 0.99, loss.quantity.value > 0
    else { return }
    report(
      "what is copied every so often may lose as much as lies between two copies, \(format(every, .en)), and "
        + "`\(line.text(loss.range))` is less", at: line.span(loss.range))
  }
}

/// What was measured may be less than what can be lost.
private let found: Words = [
  "实测", "实际", "测得", "达成", "found", "measured", "actual", "achieved", "observed",
]

/// The one interval of a text, `every 6 hours` or 每 6 小时, and a day for `daily`; nil for none and for several.
private func interval(_ bytes: [UInt8]) -> Quantity? {
  var intervals = readQuantities(in: bytes).filter { read in
    guard read.quantity.dimension == .time, read.quantity.comparator == .equal else { return false }
    let lead = String(
      decoding: bytes[max(0, read.range.lowerBound - 8)..<read.range.lowerBound], as: UTF8.self)
    return ["每", "每隔", "every", "each"].contains {
      lead.lowercased().filter { $0 != " " }.hasSuffix($0)
    }
  }.map(\.quantity)
  for (words, text) in fixed where words.occurInAnyCase(in: bytes) {
    if let quantity = parseQuantity(text) { intervals.append(quantity) }
  }
  return intervals.count == 1 ? intervals[0] : nil
}

private let fixed: [(Words, String)] = [
  (["每小时", "hourly", "every hour"], "1 h"),
  (["每日", "每天", "每晚", "daily", "nightly", "every day", "every night"], "24 h"),
  (["每周", "weekly", "every week"], "168 h"),
]
