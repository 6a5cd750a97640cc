import Diagnostics
import Model
import Quantities

extension Rule {
  /// Adds up the parts that a sentence lists after a total.
  static let listedParts = Rule(
    "listed-parts", .warning, "列举的各项凑不成总数", "Listed parts that do not make the number",
    """
    The parts that a sentence lists after a number make that number.

        共 6 个节点：3 个 master、2 个 worker        <- five
        7 nodes: 3 masters and 3 workers             <- six
        3主3从，共 7 个节点                          <- six
        共 25 台（A 机房 12 台 + B 机房 8 台）       <- twenty
        1.8 TB, 2.4 TB and 0.9 TB, 5.3 TB in total   <- 5.1 TB

    So are the outcomes of tests and the groups behind 其中:

        Tests run: 173 (167 passed, 28 failed, 6 errors)      <- 201
        Total: 120 | Passed: 110 | Failed: 8                  <- 118
        6个里程碑分布在三个阶段中, 其中第一阶段2个, 第二阶段1个, 第三阶段2个      <- five
        six pods, each of which answers 10,000 queries, 80,000 in total           <- 60,000

        - 总文件数: 143 个          <- 153, as the lines below it make
        - Python: 99 个
        - JavaScript: 54 个

    Below a labelled total, in lines or rows, more than the total is reported, and less of the outcomes of tests and tasks;
    and a part that is more than its whole.
    Parts in brackets, and those before their total, are of what is counted, or masters and replicas of
    nodes. Else judged where a number of things is followed by a colon and by two or more numbers, none of them
    greater, which fall short of it or go beyond by a third at most: other lists count other things.
    """
  ) { collection, reporter in
    for line in collection.figureLines(.parts) where !line.isRow && !line.isCounterexample {
      if line.isLine { reporter.holdMeasureSums(line, collection) }
      for sentence in line.sentences {
        reporter.holdEachInTotal(line, sentence)
        guard
          let sum = plusSum(line, sentence) ?? listedSum(line, sentence) ?? memberSum(
            line, sentence)
            ?? outcomeSum(line, sentence) ?? groupSum(line, sentence)
            ?? bracketSum(line, sentence)
        else { continue }
        let terms = sum.parts.map { "\($0)" }.joined(separator: " + ")
        reporter.report(
          "the parts of a whole add up to it: \(terms) = \(sum.parts.reduce(0, +)), not "
            + "`\(line.text(sum.total.range))`",
          at: line.span(sum.total.range))
      }
      if line.isLine { reporter.holdTally(line) }
    }
    reporter.holdPartsBelowTotals(collection)
  }
}

extension LineTopic {
  /// What is counted before its parts, or joins them to their total.
  static let partLeads = [
    "节点：", "节点:", "台：", "台:", "个：", "个:", "篇：", "篇:", "项：", "项:", "服务器：", "服务器:", "机器：", "机器:",
    "实例：", "实例:", "集群：", "中：", "中:", "其中", "passed", "失败", "nodes:", "servers:", "machines:",
    "hosts:", "instances:", "documents:",
    "files:",
    "findings:", "issues:", "bugs:", "tasks:", "errors:", "warnings:", "问题：", "问题:", "缺陷：", "漏洞：",
    "告警：", " + ", "services:", "alerts:", "rules:", "incidents:", "people:", "teams:",
    "engineers:", "regions:", "zones:", "tickets:", "pods:", "clusters:", "waves:", "vms:",
    "machines: ", "条：", "条:", "条（", "条(", "人：", "人:", "套：", "套:",
    "服务：", "服务:", "模块：", "模块:", "组件：", "组件:", "接口：", "接口:", "用例：", "用例:", "文件：", "文件:", "任务：",
    "任务:",
    "万元：", "万元:", "成功", " new", "modified", "deleted", "新增", "删除", "修改",
    "cases:", "tests:", "brokers:", "members:", "，共", ",共", ", 共", "从，", "从,", "从 ", "从=",
    "从）", "从)", "台（", "台(", "台 (", "节点（", "节点(", "节点 (", "nodes (", "servers (", "brokers (",
    "in total", "合计", "总计", "minutes:", "hours:", "days:", "分钟：", "小时：", "天：", "tb:", "gb:",
    "tb：", "gb：",
  ]
}

private let states = [
  "完成", "进行", "开始", "待", "延期", "取消", "关闭", "处理", "通过", "失败", "启动", "验收", "达标",
]

private let told = [
  "另", "其余", "其他", "剩余", "个有", "一台", "一个", "两", "若干", "one ", "two ", "three ", "spare", "rest",
  "other",
  "several",
]

/// `5 files (2 systems + 4 modules)`, `13 个（9 查询 + 1 变更 + 2 工具）`: all that is added in the brackets behind a count.
private func plusSum(
  _ line: FigureLine, _ sentence: Range<Int>
) -> (total: CountedFigure, parts: [Int])? {
  for count in line.counts(in: sentence) {
    guard let whole = count.whole, whole > 2 else { continue }
    let tail = line.text(count.range.upperBound..<sentence.upperBound)
    guard let open = tail.firstIndex(where: { "(（".contains($0) }),
      case let noun = tail[..<open], noun.count <= 16,
      noun.allSatisfy({ $0.isLetter || $0 == " " }),
      let close = tail[open...].firstIndex(where: { ")）".contains($0) })
    else { continue }
    let terms = tail[open..<close].dropFirst().split(
      separator: "+", omittingEmptySubsequences: false)
    let parts = terms.map { term -> Int? in
      let text = term.filter { $0 != " " }
      let digits = text.prefix { $0.isNumber && $0.isASCII }
      let rest = text.dropFirst(digits.count)
      return !rest.isEmpty && rest.allSatisfy(\.isLetter) ? Int(digits) : nil
    }
    let numbers = parts.compactMap(\.self)
    guard terms.count > 1, numbers.count == terms.count, differs(numbers, whole) else { continue }
    return (count, numbers)
  }
  return nil
}

private func listedSum(
  _ line: FigureLine, _ sentence: Range<Int>
) -> (total: CountedFigure, parts: [Int])? {
  guard line.first(each, in: sentence) == nil else { return nil }
  let counts = line.counts(in: sentence)
  for (index, count) in counts.enumerated() {
    guard let whole = count.whole, whole > 2, !count.thing.isEmpty else { continue }
    let rest = counts[(index + 1)...]
    guard rest.count > 1, let first = rest.first else { continue }
    // The colon stands right behind what is counted.
    let between = line.text(count.range.upperBound..<first.range.lowerBound)
    guard let colon = between.firstIndex(where: { $0 == ":" || $0 == "：" }),
      between[..<colon].count <= 12, between[colon...].count <= 12,
      !between[..<colon].contains(where: { "，,;；。()（）".contains($0) })
    else { continue }
    // 高优先级 5 项, 已完成 9 项 overlap: of what 中 chooses from only states part it.
    if between[..<colon].contains("中") {
      let gaps = zip([count] + rest.dropLast(), rest).map {
        line.text($0.range.upperBound..<max($0.range.upperBound, $1.range.lowerBound))
      }
      guard gaps.allSatisfy({ gap in states.contains(where: gap.contains) }) else { return nil }
    }
    // A part that is told in words is not counted.
    guard line.first(told, in: first.range.lowerBound..<sentence.upperBound) == nil else {
      return nil
    }
    let parts = rest.compactMap(\.whole)
    // Every figure of the rest is one of the parts, and no measure stands among them.
    let figures = readQuantities(
      in: line.bytes, range: count.range.upperBound..<sentence.upperBound)
    guard parts.count == rest.count, figures.count == rest.count, parts.allSatisfy({ $0 < whole }),
      rest.allSatisfy({ hasPlainGap(line, before: $0, in: rest) })
    else { continue }
    let sum = parts.reduce(0, +)
    guard sum != whole, abs(sum - whole) * 3 <= whole else { return nil }
    // `合计 12 台：4 台、6 台、2 台，备用 2 台`: what comes last may be no part.
    var partial = 0
    for part in parts {
      partial += part
      if partial == whole { return nil }
    }
    return (count, parts)
  }
  return nil
}

/// Parts of the very thing that is counted, or the roles of a cluster's members: in brackets behind the
/// total, or before it.
private func memberSum(
  _ line: FigureLine, _ sentence: Range<Int>
) -> (total: CountedFigure, parts: [Int])? {
  guard line.first(each + situations, in: sentence) == nil else { return nil }
  let isOfNew = line.first(additions, in: sentence) != nil
  let counts = line.counts(in: sentence)
  for index in counts.indices {
    let total = counts[index]
    guard let whole = total.whole, whole > 2, !total.thing.isEmpty else { continue }
    func areMembers(_ parts: ArraySlice<CountedFigure>) -> Bool {
      parts.allSatisfy { $0.thing == total.thing }
        || total.countsMembers
          && parts.allSatisfy { roles.contains($0.thing) || kindsOfNodes.contains($0.thing) }
    }
    func gap(_ start: Int, _ end: Int) -> String {
      start <= end ? line.text(start..<end).filter { $0 != " " } : "("
    }
    let after = counts[(index + 1)...].prefix { areMembers([$0]) }
    if !isOfNew, let first = after.first, let last = after.last, after.count > 1 {
      let lead = gap(total.range.upperBound, first.range.lowerBound)
      let close = gap(last.range.upperBound, min(sentence.upperBound, last.range.upperBound + 4))
      if lead.hasPrefix("（") || lead.hasPrefix("("), lead.count <= 12,
        close.hasPrefix("）") || close.hasPrefix(")"), let parts = numbers(of: after, line),
        differs(parts, whole)
      {
        return (total, parts)
      }
    }
    let before = counts[..<index].suffix(while: { areMembers([$0]) })
    if let last = before.last, before.count > 1, let parts = numbers(of: before, line) {
      let lead = joint(gap(last.range.upperBound, total.range.lowerBound))
      let isRole = roles.contains(last.thing)
      let isJoined = !isOfNew && isRole && ["，", ",", "=", "、"].contains(lead)
      // Nodes may have been there before the new ones; 共 may count what was there: 新增 2 台、替换 3 台，共 20 台.
      let isTotal = (isOfNew ? ["合计", "总计"] : totals)
        .contains { lead == $0 || lead == "，" + $0 || lead == "," + $0 }
      // `共 18 台在线`: of what is online there may be fewer.
      let tail = line.text(total.range.upperBound..<sentence.upperBound)
      let isLimited = tail.first?.isLetter ?? false
      if isOfNew, total.countsMembers { continue }
      if isJoined || isTotal && !isLimited, differs(parts, whole) { return (total, parts) }
    }
  }
  return nil
}

/// The numbers of parts between which nothing is measured or counted; nil where something is.
private func numbers(of parts: ArraySlice<CountedFigure>, _ line: FigureLine) -> [Int]? {
  guard let first = parts.first, let last = parts.last else { return nil }
  let range = first.range.lowerBound..<last.range.upperBound
  let numbers = parts.compactMap(\.whole)
  guard numbers.count == parts.count,
    readQuantities(in: line.bytes, range: range).count == parts.count,
    parts.allSatisfy({ hasPlainGap(line, before: $0, in: parts) })
  else { return nil }
  return numbers
}

private func differs(_ parts: [Int], _ whole: Int) -> Bool {
  let sum = parts.reduce(0, +)
  return sum != whole && abs(sum - whole) * 3 <= whole && !parts.contains(whole)
}

/// Words of numbers that are not there at the same time.
private let situations = [
  "扩容", "缩容", "峰", "平时", "常态", "日常", "大促", "之前", "之后", "原有", "现有", "before", "after", "peak",
  "normally", "grown", "scaled", "增至", "降至", "扩至", "减至", "升至", "增加到", "回收", "下线", "退役", "年", "仲裁",
  "哨兵", "was ", "were ", "退", "报废", "调出", "开机", "会", "兼", " know",
]
private let additions = ["新增"]
private let totals = ["共", "共计", "合计", "总计", "一共", "intotal", "total"]
private let roles: Set<String> = [
  "主", "从", "备", "主节点", "从节点", "master", "masters", "slave", "slaves", "primary", "primaries",
  "standby", "standbys", "leader", "follower", "followers",
]

/// What nodes are for; the first two characters of 控制节点 and the like.
private let kindsOfNodes: Set<String> = [
  "worker", "workers", "agent", "agents", "controller", "controllers", "coordinator",
  "coordinators", "控制", "工作", "管理", "计算", "存储", "数据", "协调", "主控",
]

/// What stands between a part and its total without the noun of the part: `，共` of `worker，共`.
private func joint(_ gap: String) -> Substring {
  let noun = gap.prefix { $0.isLetter }
  let rest = gap[noun.endIndex...]
  return noun.count <= 10 && rest.first.map { "，,".contains($0) } ?? false ? rest : gap[...]
}

extension ArraySlice {
  /// The longest end whose elements all satisfy a condition.
  fileprivate func suffix(while holds: (Element) -> Bool) -> ArraySlice {
    var start = endIndex
    while start > startIndex, holds(self[start - 1]) { start -= 1 }
    return self[start...]
  }
}

/// Whether at most a name and a sign of listing stand before a part.
private func hasPlainGap(
  _ line: FigureLine, before part: CountedFigure, in parts: ArraySlice<CountedFigure>
) -> Bool {
  guard let previous = parts.last(where: { $0.range.upperBound <= part.range.lowerBound }) else {
    return true
  }
  let gap = line.text(previous.range.upperBound..<part.range.lowerBound)
  return gap.count <= 24 && !gap.contains { "()（）[]:：×x*/=→<>".contains($0) && $0 != "x" }
}

private let each = [
  "每", "各", "each", "per ", "至少", "最多", "or ", "或", "~", "约", "其中", "含", "包括", "includ", "incl",
  "e.g",
]
