import Catalog
import Diagnostics
import Model

/// A line on which a figure stands, or a part of a diagram, for the rules that read what it says.
///
/// Marks of emphasis are blank, so that offsets are those of the source.
struct FigureLine: Sendable {
  /// What a line may be about, by its words.
  struct Topics: OptionSet, Sendable {
    let rawValue: UInt32

    static let percentile = Topics(rawValue: 1)
    static let mean = Topics(rawValue: 2)
    static let tolerance = Topics(rawValue: 4)
    static let copies = Topics(rawValue: 8)
    static let chain = Topics(rawValue: 16)
    static let nines = Topics(rawValue: 32)
    static let passed = Topics(rawValue: 64)
    static let total = Topics(rawValue: 128)
    static let quorum = Topics(rawValue: 256)
    static let recoveryPoint = Topics(rawValue: 33_554_432)
    static let downtime = Topics(rawValue: 512)
    static let parts = Topics(rawValue: 1024)
    static let clock = Topics(rawValue: 2048)
    static let version = Topics(rawValue: 4096)
    static let supported = Topics(rawValue: 8192)
    static let transfer = Topics(rawValue: 16_384)
    static let change = Topics(rawValue: 32_768)
    static let periods = Topics(rawValue: 65_536)
    static let verb = Topics(rawValue: 131_072)
    static let meets = Topics(rawValue: 262_144)
    static let use = Topics(rawValue: 524_288)
    static let quota = Topics(rawValue: 1_048_576)
    static let times = Topics(rawValue: 2_097_152)
    static let score = Topics(rawValue: 4_194_304)
  }

  let document: Int
  let bytes: [UInt8]
  let topics: Topics

  /// The line, or the component.
  let span: Span

  /// Whether the bytes are those of the span, one by one.
  let isLine: Bool

  /// Whether it is an item of a list.
  var isItem: Bool {
    let text = bytes.drop { $0 == 0x20 }
    // A bullet that is an asterisk is blank by now, as all marks of emphasis are.
    return text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+")
      || (text.startIndex >= 2 && text.startIndex <= 4)
  }

  /// Whether it is a row of a table.
  var isRow: Bool { bytes.first { $0 != 0x20 } == UInt8(ascii: "|") }

  /// The place of a part; of a diagram's the whole component.
  func span(_ range: Range<Int>) -> Span {
    isLine
      ? Span(span.source, (span.start + range.lowerBound)..<(span.start + range.upperBound)) : span
  }

  /// Whether it shows what not to do, or was struck out.
  var isCounterexample: Bool { FigureLine.counterexamples.occurInAnyCase(in: bytes) }

  private static let counterexamples: Words = [
    "反例", "错误示例", "错误写法", "反模式", "不要", "不应", "误区", "❌", "✗", "~~", "anti-pattern", "antipattern",
    "wrong:", "wrong example", "bad example", "don't", "do not", "never do", "must not",
    "should not",
  ]
}

extension Collection {
  /// The lines of the documents examined that some rule reads, in order. O(bytes of lines with figures).
  func makeFigureLines() -> [FigureLine] {
    guard !examined.isEmpty else { return [] }
    let finder = TopicFinder(catalog)
    var lines: [FigureLine] = []
    for index in examined {
      let document = model.documents[index]
      let source = source(document)
      var end = 0
      for number in document.numbers where number.span.start >= end {
        let start = lineStart(source.bytes, number.span.start, floor: end)
        end = source.bytes[number.span.start...].firstIndex(of: 0x0A) ?? source.bytes.count
        guard let line = finder.line(source.bytes[start..<end]) else { continue }
        lines.append(
          FigureLine(
            document: index, bytes: line.bytes, topics: line.topics, span: source.span(start..<end),
            isLine: true))
      }
      for architecture in document.architectures where architecture.notation == .mermaid {
        for component in architecture.components {
          guard let line = finder.line(Array(component.text.utf8)[...]) else { continue }
          lines.append(
            FigureLine(
              document: index, bytes: line.bytes, topics: line.topics, span: component.span,
              isLine: false))
        }
      }
    }
    return lines
  }

  /// The lines of one document that are about some topic.
  func figureLines(_ topics: FigureLine.Topics, of document: Int) -> [FigureLine] {
    var low = 0
    var high = figureLines.count
    while low < high {
      let middle = (low + high) / 2
      if figureLines[middle].document < document { low = middle + 1 } else { high = middle }
    }
    return figureLines[low...].prefix { $0.document == document }
      .filter { !$0.topics.isDisjoint(with: topics) }
  }

  func figureLines(_ topics: FigureLine.Topics) -> some Sequence<FigureLine> {
    figureLines.lazy.filter { !$0.topics.isDisjoint(with: topics) }
  }
}

func lineStart(_ bytes: [UInt8], _ offset: Int, floor: Int) -> Int {
  var start = offset
  while start > floor, bytes[start - 1] != 0x0A { start -= 1 }
  return start
}

/// Tells what a line may be about: by words of three bytes and more, all looked for in one pass.
private struct TopicFinder {
  /// For each slot of three bytes, where in `words` those start that may begin with them; they end where the
  /// next slot's start.
  private let starts: [UInt16]
  private let words: [(bytes: [UInt8], topic: FigureLine.Topics)]

  init(_ catalog: Catalog) {
    let voters = catalog.rules.lazy.filter { $0.form == .quorum }.flatMap(\.of)
    var names: [String] = []
    for term in voters {
      if case .technology(let id) = term, let technology = catalog[id] {
        names += technology.names.map { $0.lowercased() }
      }
    }
    let released = catalog.technologies.filter { $0.lifecycle.contains { $0.version != "all" } }
      .flatMap { technology in
        technology.names.flatMap { name in
          [" ", "*", ":", "：", "版", "软"].map { name.lowercased() + $0 }
        }
      }
    var words: [(slot: Int, bytes: [UInt8], topic: FigureLine.Topics)] = []
    for (topic, texts) in Self.fixed + [(.quorum, names + ["quorum of"]), (.version, released)] {
      for text in texts where text.utf8.count >= 3 {
        let bytes = Array(text.utf8)
        words.append((Self.slot(Self.head(bytes[0], bytes[1], bytes[2])), bytes, topic))
      }
    }
    var starts = [UInt16](repeating: 0, count: 8193)
    for word in words { starts[word.slot + 1] += 1 }
    for slot in 1...8192 { starts[slot] += starts[slot - 1] }
    self.starts = starts
    self.words = words.sorted { $0.slot < $1.slot }.map { ($0.bytes, $0.topic) }
  }

  /// The topics of a line and its bytes without marks; nil where no rule reads it.
  func line(_ line: ArraySlice<UInt8>) -> (topics: FigureLine.Topics, bytes: [UInt8])? {
    guard line.count <= 2_000 else { return nil }
    var topics = line.withUnsafeBufferPointer(find)
    if topics.isEmpty { return nil }
    if !line.contains(UInt8(ascii: "%")) {
      topics.subtract([.chain, .downtime, .passed, .change, .quota])
      // A bound has a sign: `<`, `>`, or `≤` and `≥`.
      if !line.contains(where: { $0 == 0x3C || $0 == 0x3E || $0 == 0xE2 }) {
        topics.subtract(.meets)
      }
    }
    // A sentence that says what is used, or an item that is no more than a name and a version.
    if !topics.contains(.version) { topics.subtract(.use) }
    if topics.contains(.version), line.count > 90 || !isItem(line) { topics.subtract(.version) }
    if topics.isEmpty { return nil }
    var bytes = Array(line)
    for index in bytes.indices
    where bytes[index] == UInt8(ascii: "*") || bytes[index] == UInt8(ascii: "`") {
      bytes[index] = 0x20
    }
    return (topics, bytes)
  }

  private func isItem(_ line: ArraySlice<UInt8>) -> Bool {
    let first = line.first { $0 != 0x20 }
    return first == UInt8(ascii: "-") || first == UInt8(ascii: "*") || first == UInt8(ascii: "+")
  }

  private func find(_ bytes: UnsafeBufferPointer<UInt8>) -> FigureLine.Topics {
    var found: FigureLine.Topics = []
    guard bytes.count >= 3 else { return found }
    starts.withUnsafeBufferPointer { starts in
      var head = Self.head(0, Self.lower(bytes[0]), Self.lower(bytes[1]))
      for start in 0...(bytes.count - 3) {
        head = (head << 8 | UInt32(Self.lower(bytes[start + 2]))) & 0xFF_FFFF
        let slot = Self.slot(head)
        for index in Int(starts[slot])..<Int(starts[slot + 1])
        where !found.contains(words[index].topic) {
          if stands(words[index].bytes, at: start, in: bytes) { found.insert(words[index].topic) }
        }
      }
    }
    return found
  }

  private func stands(_ word: [UInt8], at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool
  {
    guard start + word.count <= bytes.count else { return false }
    for offset in word.indices where Self.lower(bytes[start + offset]) != word[offset] {
      return false
    }
    return true
  }

  private static func slot(_ head: UInt32) -> Int { Int((head ^ head >> 5 ^ head >> 10) & 8191) }

  private static func head(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt32 {
    UInt32(a) << 16 | UInt32(b) << 8 | UInt32(c)
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 32 : byte }

  private static let fixed: [(FigureLine.Topics, [String])] = [
    (.percentile, ["p50", "p75", "p90", "p95", "p99", "tp5", "tp9", "分位", "percentile"]),
    (.mean, ["平均", "均值", "mean", "average", "averaging", "avg"]),
    (
      .tolerance,
      [
        "容忍", "容错", "容许", "允许", "可丢失", "可失去", "tolerat", "surviv", "withstand", "can lose",
        "could lose", "may lose",
      ]
    ),
    (.recoveryPoint, ["rpo ", "rpo:", "rpo：", "rpo=", "rpo为", "rpo≤", "rpo<", "rpo目标"]),
    (.copies, ["副本", "复制因子", "replica", "replication", "copies", "rf=", "rf ="]),
    (.chain, ["→", "-> ", "串联", "并联", "in series", "in parallel", "% × ", "%×"]),
    (.nines, ["个9", "个 9", "个九", "nines"]),
    (
      .passed,
      ["通过率", "成功率", "合格率", "达标率", "完成率", "pass rate", "success rate", "completion rate"]
    ),
    (.total, ["总计", "合计", "共计", "总成本", "总费用", "总价", "total", "總計", "合計", "共計", "總成本"]),
    (
      .downtime,
      [
        "停机", "宕机", "不可用时间", "downtime", "per year", "per month", "/year", "/month", "a year",
        "a month", "/ year", "/ month", "budget", "预算", "允许",
      ]
    ),
    (
      .parts,
      [
        "节点：", "节点:", "台：", "台:", "个：", "个:", "篇：", "篇:", "项：", "项:", "服务器：", "服务器:", "机器：", "机器:",
        "实例：", "实例:", "集群：", "中：", "中:", "其中", "passed", "失败", "nodes:", "servers:", "machines:",
        "hosts:", "instances:", "documents:",
        "files:",
        "findings:", "issues:", "services:", "alerts:", "rules:", "incidents:", "people:", "teams:",
        "engineers:", "regions:", "zones:", "tickets:", "pods:", "clusters:", "waves:", "vms:",
        "machines: ", "条：", "条:", "条（", "条(", "人：", "人:", "套：", "套:",
        "cases:", "tests:", "brokers:", "members:", "，共", ",共", ", 共", "从，", "从,", "从 ", "从=",
        "从）", "从)", "台（", "台(", "台 (", "节点（", "节点(", "节点 (", "nodes (", "servers (", "brokers (",
        "in total", "合计", "总计", "minutes:", "hours:", "days:", "分钟：", "小时：", "天：", "tb:", "gb:",
        "tb：", "gb：",
      ]
    ),
    (
      .clock,
      [
        "utc", "gmt", "cst", "时长", "耗时", "持续", "历时", "用时", "故障时间", "，共", ",共", ", 共", "duration",
        "lasted", "outage",
        "incident", "impact",
      ]
    ),
    (
      .supported,
      [
        "supported", "maintained", "in support", "still receive", "still gets", "gets standard",
        "get standard", "within support", "支持期", "维护期", "仍在维护", "仍维护", "仍在支持", "仍受支持", "仍被支持",
        "仍获", "持续获得", "仍可获得", "支持中", "受支持", "社区支持", "维护中", "active support", "最新", "latest",
        "newest",
      ]
    ),
    (
      .change,
      [
        "降幅", "增幅", "缩短", "下降", "增长", "减少", "增加", "降低", "提升", "节省", "节约", "上升", "改善", "涨幅",
        "increase of", "improvement of", "change of", "decrease of",
        "reduction of", "rise of", "drop of", "cut of", "saving of", "growth of",
        " by ", "% reduction", "% increase", "% decrease", "% drop", "% cut", "% saving", "(+",
        "(-",
        "(−",
      ]
    ),
    (.meets, ["满足", "符合", "meets", "satisfies"]),
    (.times, ["倍", "times the "]),
    (.score, ["评分", "得分", "总分", "overall score", "total score"]),
    (.quota, ["使用率", "占用率", "利用率", "usage", "utiliz", "utilis"]),
    (
      .use,
      [
        "runs ", "run on", "running", "uses ", "using ", "采用", "使用", "运行", "部署", "patched", "迁移",
        "升级", "切换", "migrat", "upgrad", "move to",
      ]
    ),
    (
      .verb,
      [
        "rose from", "fell from", "dropped from", "grew from", "increased from", "decreased from",
        "reduced from", "climbed from", "rises from", "falls from", "drops from", "grows from",
        "shrank from", "increases from", "decreases from",
        "lowered from", "涨到", "涨至", "跌至", "跌到", "降至", "升至", "增至", "减至", "降到", "升到", "增到", "短到",
        "短至", "加到", "少到", "长到",
        "低到", "加至",
        "少至",
        "长至", "低至",
      ]
    ),
    (
      .periods,
      [
        "每年", "一年", "年化", "折合", "年省", "年节省", "全年", "年累计", "a year", "per year", "yearly", "/year",
        "annual",
        "/年",
      ]
    ),
    (.transfer, ["gb/s", "mb/s", "tb/s", "gib/s", "mib/s", "gbps", "mbps", "gbit/s", "mbit/s"]),
  ]
}

extension DocumentDraft {
  /// Whether a place stands in a drawing or in code. O(log of their number).
  func isInFence(_ span: Span) -> Bool {
    isHeld(span, by: architectures, \.span) || isHeld(span, by: codeBlocks, \.span)
  }
}

/// Whether one of some things, in order and apart from each other, contains a place. O(log things).
func isHeld<Thing>(_ span: Span, by things: [Thing], _ place: (Thing) -> Span) -> Bool {
  holder(of: span, in: things, place) != nil
}

/// Which of some things, in order and apart from each other, contains a place; nil for none. O(log things).
func holder<Thing>(of span: Span, in things: [Thing], _ place: (Thing) -> Span) -> Int? {
  var low = 0
  var high = things.count
  while low < high {
    let middle = (low + high) / 2
    if place(things[middle]).start <= span.start { low = middle + 1 } else { high = middle }
  }
  return low > 0 && place(things[low - 1]).contains(span) ? low - 1 : nil
}
