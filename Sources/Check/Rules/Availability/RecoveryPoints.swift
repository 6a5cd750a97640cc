import Diagnostics
import Model
import Quantities

extension Rule {
  /// Holds the data that may be lost against the time between two copies of it.
  static let recoveryPoint = Rule(
    "recovery-point", .warning, "备份间隔达不到所说的 RPO", "RPO below the interval of copies",
    """
    What is copied every so often may lose as much as lies between two copies.

        | 数据 | 方式 | 周期      | 目标       |
        |------|------|-----------|------------|
        | 账单 | 快照 | 每 6 小时 | RPO 15 分钟 |        <- up to 6 hours

        - A snapshot every 6 hours: RPO 15 min          <- so here

        - 异步复制 (每15分钟一次), RPO为5分钟           <- up to 15 minutes
        - 异步备库的RPO目标为0                          <- what has not come over is lost

    Judged where one row or one item names snapshots, dumps, backups or copies out of step, one interval and one RPO;
    not where a log, a replica or a stream that is kept beside them loses less. An RPO of nothing is no copy's that is
    out of step.
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

extension LineTopic {
  static let recoveryPoints = ["rpo"]
}

private let points = Words(LineTopic.recoveryPoints)
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
    holdNothingLost(of: line, sentence)
    // What is copied out of step every so often is no stream: `异步复制 (每15分钟一次)`.
    let isCopied = isCopiedEverySoOften(line, sentence) && !copying.occurInAnyCase(in: bytes)
    let kept = isCopied ? withoutCopying(bytes) : bytes
    guard isCopied || copying.occurInAnyCase(in: bytes), !streaming.occurInAnyCase(in: kept),
      let name = line.first(LineTopic.recoveryPoints, in: sentence), let every = interval(bytes)
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

extension Reporter {
  /// `异步备库的 RPO 目标为 0`: what is copied out of step may be lost.
  fileprivate mutating func holdNothingLost(of line: FigureLine, _ sentence: Range<Int>) {
    guard let word = line.first(["异步", "asynchronous"], in: sentence),
      let name = line.first(LineTopic.recoveryPoints, in: word.upperBound..<sentence.upperBound),
      // Nothing else is spoken of between them, but for what follows from it.
      name.lowerBound - word.upperBound <= 24
        && line.first(breaks, in: word.upperBound..<name.lowerBound) == nil
        || name.lowerBound - word.upperBound <= 72
          && line.first(
            [", 因此", ",因此", "，因此", ", 所以", ",所以", "，所以", ", so "],
            in: word.upperBound..<name.lowerBound) != nil,
      line.first(denials, in: sentence) == nil
    else { return }
    let lead = line.text(word.upperBound..<name.lowerBound).lowercased()
    guard !lead.contains("同步"), !lead.contains("synchronous") else { return }
    let rest = name.upperBound..<min(sentence.upperBound, name.upperBound + 20)
    guard
      let read = readQuantities(in: line.bytes, range: name.upperBound..<sentence.upperBound).first,
      read.range.lowerBound < rest.upperBound, read.quantity.value == 0,
      read.quantity.comparator == .equal,
      line.text(name.upperBound..<read.range.lowerBound).allSatisfy({ " :：=为是目标值".contains($0) })
    else { return }
    report(
      "what is copied out of step may lose what has not come over yet, and `\(line.text(read.range))` is nothing",
      at: line.span(read.range))
  }
}

private let breaks = [",", "，", ";", "；", "。", "、", "(", "（", "→"]
private let denials = [
  "不", "没", "无法", "难以", "未", "not ", "n't", "cannot", "never", "if ", "若", "如果", "半同步",
  "计划内", "改为", "改成", "只有", "仅", "但", "planned", "moving", "after ", "but ",
]
private let watching = [
  "上报", "采样", "检查", "检测", "探测", "心跳", "监控", "延迟", "check", "report", "poll", "probe", "lag",
]
private let periodic = ["异步复制", "异步同步", "定时复制", "asynchronous replication", "async replication"]

/// Whether words of copying and an interval stand side by side: `异步复制 (每15分钟一次)`, 每 15 分钟异步复制.
private func isCopiedEverySoOften(_ line: FigureLine, _ sentence: Range<Int>) -> Bool {
  guard let word = line.first(periodic, in: sentence),
    // What is watched every so often is copied all the time.
    line.first(watching, in: sentence) == nil
  else { return false }
  let marks: (Character) -> Bool = { ",，;；、".contains($0) }
  let lead = line.text(max(sentence.lowerBound, word.lowerBound - 24)..<word.lowerBound)
  let tail = line.text(word.upperBound..<min(sentence.upperBound, word.upperBound + 16))
  return [lead.split(whereSeparator: marks).last, tail.split(whereSeparator: marks).first].contains
  {
    $0.map { $0.contains("每") || $0.lowercased().contains("every") } ?? false
  }
}

/// A text whose words of copying out of step are blank.
private func withoutCopying(_ bytes: [UInt8]) -> [UInt8] {
  var text = String(decoding: bytes, as: UTF8.self).lowercased()
  for word in periodic {
    text = text.replacing(word, with: " ")
  }
  return Array(text.utf8)
}

/// What was measured may be less than what can be lost.
private let found = Words(Vocabulary.reached + ["测得", "found", "observed"])

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
