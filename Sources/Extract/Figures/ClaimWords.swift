import Model
import Quantities

/// Words that say what a figure is in its document, or that it has changed.
enum ClaimWords {
  /// The role that a heading, a lead or a table header gives; nil for other words.
  static func role(of text: String) -> Claim.Role? { reading(of: text).role }

  /// The role that it gives, and whether it is about totals: 模块总计, 统计数据. All words are looked for in
  /// one pass.
  static func reading(of text: String) -> (role: Claim.Role?, isTotal: Bool) {
    let found = groups.all(in: text)
    func holds(_ group: Int) -> Bool { found & 1 << UInt32(roles.count + group) != 0 }
    let isTotal = holds(3)
    if holds(0), !holds(1) { return (.statement, isTotal) }
    guard
      let role = roles.indices.first(where: { found & 1 << UInt32($0) != 0 }).map({ roles[$0].role }
      )
    else { return (nil, isTotal) }
    // 实际计算示例 and `Actual case studies` are of other things.
    if role == .outcome, found & 1 << UInt32(roles.count + 4) != 0 { return (nil, isTotal) }
    // What is needed is computed, and not asked for: Storage Requirements.
    return (role == .requirement && holds(2) ? .statement : role, isTotal)
  }

  /// The words of the roles, and then the others.
  private static let groups = WordGroups(
    roles.map(\.words) + [baselines, comparisons, needs, totals, examples])

  private static let examples = [
    "实际案例", "实际示例", "实际计算", "实际例", "实际应用", "实际部署", "实际场景", "实际使用", "实际工程", "实际项目", "actual case",
    "actual example", "actual deploy", "real-world", "real world",
  ]

  private static let needs =
    [
      "bandwidth req", "storage req", "capacity req", "memory req", "compute req", "resource req",
      "hardware req", "software req", "system req", "network req", "disk req", "space req",
      "target group", "target audience", "target user", "target market", "目标用户", "目标客户", "目标群体",
      "目标读者",
      "server req", "transcoding req", "infrastructure req", "revenue req", "cost req",
      "存储需求", "带宽需求", "容量需求", "资源需求", "内存需求", "硬件要求", "硬件需求", "系统要求", "环境要求",
      "配置要求", "软件要求",
    ]

  /// What speaks of how things were: no outcome, though improvements may be named beside it.
  private static let baselines =
    [
      "优化前", "改造前", "迁移前", "实施前", "改进前", "升级前", "before optim", "before the", "before migration",
      "before tuning", "before scaling", "baseline",
    ]

  private static let comparisons = ["前后", "后", "after", " vs", "→"]

  /// In the order of precedence: 告警阈值配置 is about thresholds.
  private static let roles: [(role: Claim.Role, words: [String])] = [
    (.threshold, ["阈值", "告警", "触发", "threshold", "alert"]),
    (
      .requirement,
      [
        "要求", "需求", "目标", "指标要求", "应达到", "requirement", "objective", "target", "goal", "slo",
      ]
    ),
    (
      .outcome,
      [
        "效果", "成果", "结果", "收益", "成效", "成就", "改进", "改善", "优化后", "改造后", "迁移后", "实施后", "达成", "实际",
        "价值", "提升",
        "outcome", "result", "benefit", "achieve", "improvement", "actual", "business impact",
        "positive impact",
      ]
    ),
    (
      .configuration,
      ["配置", "规格", "参数", "规划", "configuration", "config", "sizing", "specification"]
    ),
  ]

  /// Words that may stand behind a bare figure without being what it counts.
  static let afterFigures: Set<String> = [
    "per", "at", "for", "with", "in", "on", "and", "or", "to", "of", "under", "by", "peak",
    "average",
    "avg", "max", "min", "total", "when", "from", "sustained", "each", "vs", "iops", "qps", "tps",
  ]

  private static let totals = [
    "总计", "合计", "统计", "小计", "文档规模", "内容规模", "项目规模", "statistics", "totals", "summary of contents",
  ]

  /// What makes a sentence one of a case that is thought of.
  static let supposes = WordSet("如果 假设 假如 假定 倘若 assume assuming suppose hypothetical")

  /// Whether a sentence speaks of the collection that it stands in.
  static func isAboutItself(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.withUnsafeBufferPointer({ anyCaseSelves.first(in: $0) }) != nil else {
      return false
    }
    let line = bytes.map { $0.isUppercase ? $0 | 32 : $0 }
    return selves.contains { line.holds(Array($0.utf8)) }
  }

  private static let anyCaseSelves = WordGroups([selves])

  private static let selves = [
    "本模块", "模块通过", "本文档", "本项目", "项目通过", "本体系", "本知识体系", "this module", "this document",
    "this collection", "this handbook", "this folder", "this chapter", "本目录", "本章", "本手册", "本文件夹",
  ]

  /// Which way a verb of change points; nil for words that are none.
  enum Change { case up, down }

  static let changes: [(bytes: [UInt8], change: Change)] =
    [
      "提升", "提高", "增加", "增长", "改善", "加快", "加速", "上升", "扩大", "增强", "增", "升", "increased", "increase",
      "increases", "improved", "improve", "improves", "improvement", "faster", "gain", "grew",
      "higher",
      "increase of", "improvement of", "speedup",
    ].map { (Array($0.utf8), Change.up) }
    + [
      "降低", "减少", "下降", "缩短", "节省", "节约", "减低", "压缩", "减小", "缩减", "削减", "精简", "压减", "降", "减",
      "reduced",
      "reduce",
      "reduces", "reduction", "decreased", "decrease", "decreases", "cut", "cuts", "saved", "saves",
      "saving", "lower",
      "fewer", "less", "dropped", "reduction of", "decrease of",
    ].map { (Array($0.utf8), Change.down) }

  /// The same and those that say it before a figure only: `Unit cost: down 50%`.
  static let leadingChanges: [(bytes: [UInt8], change: Change)] =
    changes + ["rose"].map { (Array($0.utf8), Change.up) }
    + ["down", "fell"].map { (Array($0.utf8), Change.down) }

  /// For each byte, where in `leadingChanges` those stand that end with it, the bit of upper case aside.
  static let changesByLast: [[Int]] = {
    var table = [[Int]](repeating: [], count: 256)
    for (index, change) in leadingChanges.enumerated() {
      let last = change.bytes[change.bytes.count - 1] | 0x20
      table[Int(last)].append(index)
    }
    return table
  }()

  /// What a downtime is counted over.
  static let periods = words([
    "per year", "a year", "/year", "yearly", "annually", "per annum", "per month", "a month",
    "/month",
    "monthly", "per week", "a week", "per day", "a day", "每年", "每月", "每周", "每天", "全年", "/年", "/月",
  ])

  /// Words that lead on to a change without saying of what.
  static let connectives: Set<String> = [
    "a", "an", "the", "and", "or", "with", "is", "was", "which is", "that is", "this is", "i.e",
    "即", "也就是", "相当于", "共", "平均", "整体", "总体", "同比", "环比", "幅度",
  ]

  /// What may stand between a verb of change and its figure.
  static let fillers = words(["了", "约", "近", "达", "by", "of", "about", ":", "：", "幅度", "to about"])

  /// What makes the figure after a verb the new value: 提升至, 降到.
  static let reaching = words(["至", "到", "为", "达到", "to"])

  static let arrows = words(["→", "⇒", "->", "-->", "=>", "➜", "──→", "──>", "➡"])

  /// What joins a subject to its value: 可用性达到99.9%.
  static let linking = words([
    "达到", "达", "为", "是", "实现", "保持在", "控制在", "is", "of", "reaches", "was",
    "in",
  ])

  static let starts = words(["从", "由", "from"])

  static func words(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }
}

extension Array where Element == UInt8 {
  /// Whether a word stands anywhere in these bytes. O(count × word).
  func holds(_ word: [UInt8]) -> Bool { place(of: word) != nil }

  private func place(of word: [UInt8]) -> Int? {
    guard let first = word.first, count >= word.count else { return nil }
    for start in 0...(count - word.count) where self[start] == first {
      if matches(word, at: start) { return start }
    }
    return nil
  }

  /// Whether a word stands at an offset, ASCII letters in any case.
  func matches(_ word: [UInt8], at start: Int) -> Bool {
    guard start >= 0, start + word.count <= count else { return false }
    for offset in word.indices {
      let byte = self[start + offset]
      guard byte.lowercased == word[offset] else { return false }
    }
    return true
  }

  /// The longest of the words that ends at `end`, not before `floor`; where it begins.
  func suffix(of words: [[UInt8]], before end: Int, floor: Int) -> Int? {
    var best: Int?
    for word in words {
      if let start = suffix(of: word, before: end, floor: floor) {
        best = Swift.min(best ?? start, start)
      }
    }
    return best
  }

  /// Where a word begins that ends at `end`, not before `floor`; a Latin one begins no later than its own
  /// letters do.
  func suffix(of word: [UInt8], before end: Int, floor: Int) -> Int? {
    let start = end - word.count
    guard start >= floor, matches(word, at: start) else { return nil }
    if let first = word.first, first &- 97 < 26, start > floor, self[start - 1].isLetter {
      return nil
    }
    return start
  }

  func skippingSpacesBack(_ end: Int, floor: Int) -> Int {
    var position = end
    while position > floor, self[position - 1] == 32 || self[position - 1] == 9 { position -= 1 }
    return position
  }

  func skippingSpaces(_ start: Int, limit: Int) -> Int {
    var position = start
    while position < limit, self[position] == 32 || self[position] == 9 { position += 1 }
    return position
  }
}
