import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Compares what a row asks for with what it reached, where it says that it passes:
  /// `| RTO目标 | RTO实测 | 结论 |`, `| 60分钟 | 75分钟 | 达标 |`.
  ///
  /// Times are bounds from above where they are targets of recovery, latency and the like; percentages of
  /// nearly all are bounds from below; signs say themselves which they are.
  mutating func holdVerdicts(of table: Table) {
    guard (3...16).contains(table.columns.count) else { return }
    let pairs = askedAndReached(table)
    guard !pairs.isEmpty else { return }
    let verdictColumns = table.columns.indices.filter {
      let header = table.columns[$0].header
      return overruns.occurInAnyCase(in: header) || verdictHeaders.occurInAnyCase(in: header)
    }
    for row in table.rows where row.count == table.columns.count {
      for (asked, reached, isPresent) in pairs {
        // 是 under 需复盘 is no verdict.
        guard
          let column = verdictColumn(of: table, verdictColumns, asked, reached, in: row),
          case let isOverrun = overruns.occurInAnyCase(in: table.columns[column].header),
          isOverrun ? denies(row[column].text) : passes(row[column].text)
        else { continue }
        let verdict = row[column]
        guard let bound = row[asked].bound,
          // Of where things stand only a bound with a sign is asked, and the verdict is on nothing else.
          !isPresent
            || bound.comparator.isBound
              && (verdict.text.contains { "✅✓✔".contains($0) }
                || attainments.contains(bareVerdict(verdict.text))
                || attainmentHeaders.occurInAnyCase(in: table.columns[column].header)),
          let value = row[reached].quantity?.inUnit(of: bound),
          value.comparator == .equal, bound.dimension == value.dimension,
          row[asked].span != verdict.span, row[reached].span != verdict.span,
          // A reduction by 25 % may have a minus.
          value.value >= 0,
          let isUpper = isUpperBound(bound, table.columns[asked].header + " " + row[0].text)
            ?? (isOverrun && bound.comparator == .equal
              ? true : shownBound(table, asked, reached, column))
        else { continue }
        let misses =
          isUpper
          ? value.interval.lower > bound.value : value.interval.upper < bound.value
        guard misses, !hasFinding(at: row[reached].span) else { continue }
        report(
          "what is said to pass must meet its target: required \(isUpper ? "≤" : "≥") "
            + "`\(quoted(row[asked].text))`; reached `\(quoted(row[reached].text))`, "
            + "and the row says `\(quoted(verdict.text))`",
          at: row[reached].span, severity: isOverrun ? .warning : nil,
          notes: [.init("it was asked for here", at: row[asked].span)])
      }
    }
  }
}

/// The column whose verdict is on a pair of target and outcome: the only one, that which is called so as the target is,
/// `RTO Status` beside `RTO Target`, or the next behind them.
private func verdictColumn(
  of table: Table, _ columns: [Int], _ asked: Int, _ reached: Int, in row: [Table.Cell]
) -> Int? {
  let others = columns.filter { $0 != asked && $0 != reached }
  guard others.count > 1 else { return others.first }
  let name = stem(table.columns[asked].header.lowercased(), Vocabulary.asked) ?? ""
  let named = others.filter {
    name.count > 1 && table.columns[$0].header.lowercased().contains(name)
  }
  if named.count == 1 { return named[0] }
  let isGrouped = table.columns.count { mayAsk.occurInAnyCase(in: $0.header) } > 1
  if isGrouped { return others.first { $0 > max(asked, reached) } }
  return others.last { passes(row[$0].text) } ?? others.last
}

/// The pairs of columns of which one gives the target of the other: by their headers without the words for
/// target and for outcome, or the only two.
private func askedAndReached(_ table: Table) -> [(asked: Int, reached: Int, isPresent: Bool)] {
  guard table.columns.contains(where: { mayAsk.occurInAnyCase(in: $0.header) }) else { return [] }
  let headers = table.columns.map { $0.header.lowercased() }
  func holdsFigures(_ column: Int) -> Bool {
    table.rows.count { column < $0.count && $0[column].bound != nil } * 2 >= table.rows.count
  }
  func dimension(_ column: Int) -> Dimension? {
    let all = Set(
      table.rows.compactMap { column < $0.count ? $0[column].quantity?.dimension : nil })
    return all.count == 1 ? all.first : nil
  }
  func named(_ words: [String]) -> [Int] {
    headers.indices.filter { stem(headers[$0], words) != nil && holdsFigures($0) }
  }
  // What an objective leaves is a budget as well, and not what it asks for.
  let isBudget = !headers.contains { header in Vocabulary.asked.contains(where: header.holds) }
  let asked = named(isBudget ? budgetWords : Vocabulary.asked)
  // What is headed 达成 may be the verdict, and where things stand now is then what was reached.
  var reached = named(reachedWords)
  let isPresent = reached.isEmpty
  if isPresent { reached = named(presentWords) }
  if asked.count == 1, reached.count == 1, asked != reached {
    return [(asked[0], reached[0], isPresent)]
  }
  // SLO beside 实际停机 and 实际可用性: the one of its kind.
  if asked.count == 1, reached.count > 1, let kind = dimension(asked[0]) {
    let alike = reached.filter { $0 != asked[0] && dimension($0) == kind }
    if alike.count == 1, kind != .number { return [(asked[0], alike[0], isPresent)] }
  }
  // Value beside Target: the only other column of figures.
  if asked.count == 1, reached.isEmpty {
    let others = headers.indices.filter { $0 != asked[0] && $0 != 0 && holdsFigures($0) }
    if others.count == 1, stated.contains(where: headers[others[0]].hasPrefix) {
      return [(asked[0], others[0], true)]
    }
  }
  // `目标 P99` beside P50, P95 and P99: the column that is called so.
  if asked.count == 1, reached.isEmpty {
    let name = bareName(headers[asked[0]], without: Vocabulary.asked)
    let others = headers.indices.filter { $0 != asked[0] && headers[$0].contains(name) }
    return others.count == 1 && name.count >= 2 && bareName(headers[others[0]]) == name
      ? [(asked[0], others[0], false)] : []
  }
  return asked.compactMap { one in
    let name = stem(headers[one], Vocabulary.asked)
    let others = reached.filter { $0 != one && stem(headers[$0], reachedWords) == name }
    return others.count == 1 && name?.isEmpty == false ? (one, others[0], isPresent) : nil
  }
}

/// What a header names besides one of some words; nil where it has none of them.
private func stem(_ header: String, _ words: [String]) -> String? {
  guard let word = words.first(where: header.holds), header.count <= 24,
    let place = header.firstRange(of: word)
  else { return nil }
  return (header[..<place.lowerBound] + header[place.upperBound...]).filter(\.isLetter)
}

/// The letters and digits of a header, without some words and what stands in brackets.
private func bareName(_ header: String, without words: [String] = []) -> String {
  var text = String(header.prefix { !"(（".contains($0) })
  if let word = words.first(where: text.holds), let place = text.firstRange(of: word) {
    text.removeSubrange(place)
  }
  return text.filter { $0.isLetter || $0.isNumber }
}

private let budgetWords = ["预算", "budget"]
private let attainmentHeaders: Words = ["达标", "达成", "met", "reached", "achieved", "pass"]
private let stated = ["value", "production", "数值", "值", "结果值", "p95", "p99", "latency"]
private let presentWords = ["当前", "现在", "本期", "本月", "now", "current"]
private let reachedWords = Vocabulary.reached + ["成果", "效果", "outcome", "worst", "result"]

private let mayAsk = Words(Vocabulary.asked + budgetWords)

/// Whether a cell says that a row passes, and nothing else.
private func passes(_ text: String) -> Bool {
  let words = bareVerdict(text)
  let isMarked = text.contains { "✅✓✔".contains($0) }
  return verdicts.contains(words) || isMarked && (words.isEmpty || praise.contains(words))
}

private func bareVerdict(_ text: String) -> String {
  text.lowercased().filter { !"*` ✅✓✔!".contains($0) }
}

/// Headers of verdicts that are good where they are denied.
private let overruns: Words = ["超支", "超标", "超限", "over budget", "overrun", "exceeded"]

private func denies(_ text: String) -> Bool {
  ["否", "无", "no", "未超", "未超支"].contains(text.lowercased().filter { !"*` ".contains($0) })
}

extension Table.Cell {
  /// What a cell asks for: its figure, or the one bound in it, `故障定位 ≤ 10分钟`.
  fileprivate var bound: Quantity? {
    if let quantity { return quantity }
    // 降低 ≥ 30%, 误报 ≥ 50% 下降: what is reached may be told the other way round.
    guard text.utf8.count <= 60, !lessening.occurInAnyCase(in: text) else { return nil }
    let bounds = readQuantities(in: Array(text.utf8)).map(\.quantity).filter(\.comparator.isBound)
    return bounds.count == 1 ? bounds[0] : nil
  }
}

private let lessening: Words = [
  "降", "减", "节省", "节约", "缩", "reduc", "sav", "less", "lower", "，", ",",
]

private let verdictHeaders: Words = [
  "结论", "达标", "结果", "状态", "判定", "是否满足", "是否符合", "verdict", "result", "status", "pass", "passed",
  "met", "ok", "达成", "reached", "achieved",
]

/// What says that something passes wherever it stands.
private let attainments: Set<String> = [
  "达标", "已达成", "pass", "passed", "met", "achieved", "exceeded", "exceeds",
]

/// What says so beside a mark.
private let praise: Set<String> = [
  "excellent", "good", "great", "优秀", "良好", "超标完成", "超额完成", "ontrack",
]

private let verdicts: Set<String> = [
  "达标", "通过", "满足", "合格", "达成", "已达成", "符合", "是", "pass", "passed", "yes", "met", "ok", "meets",
  "achieved",
  "exceeded", "exceeds", "已达标", "超额完成",
]

extension Quantity {
  /// A bare figure in the unit of what it is held against.
  fileprivate func inUnit(of bound: Quantity) -> Quantity {
    dimension == .number && bound.dimension != .number ? taking(bound.unit) : self
  }
}

/// Whether a target is the most that is allowed; nil where it may be either.
private func isUpperBound(_ bound: Quantity, _ name: String) -> Bool? {
  switch bound.comparator {
  case .less, .atMost: return true
  case .greater, .atLeast: return false
  case .range, .approximately: return nil
  case .equal: break
  }
  if spans.occurInAnyCase(in: name) || limits.occurInAnyCase(in: name) { return nil }
  switch bound.dimension {
  case .ratio:
    if gains.occurInAnyCase(in: name), !arrivals.occurInAnyCase(in: name) { return false }
    let isMost = greatest.occurInAnyCase(in: name)
    return (0.9..<1).contains(bound.value) && isMost
      || (0.5...1).contains(bound.value) && shares.occurInAnyCase(in: name) ? false : nil
  case .time: return shortest.occurInAnyCase(in: name) ? true : nil
  case .rate, .frequency: return rates.occurInAnyCase(in: name) ? false : nil
  case .data: return packed.occurInAnyCase(in: name) ? true : nil
  default: return nil
  }
}

/// What may not be exceeded, whatever it is of.
private let limits: Words = ["limit", "cap ", "ceiling", "上限", "限流", "限制"]

/// Shares of which more is better, whatever was asked for.
private let shares: Words = [
  "coverage", "accuracy", "pass rate", "success rate", "completion", "hit rate", "hit ratio", "覆盖率",
  "准确率", "通过率",
  "成功率", "命中率", "完成率", "自动化率",
]

/// Changes for the better, of any size.
private let gains: Words = [
  "reduction", "saving", "improvement", "降幅", "降低", "节省", "节约", "提升", "压缩率",
]
/// What makes them what is left: 成本降低到 70%.
private let arrivals: Words = ["降至", "降到", "降低到", "提升到", "提升至", "reduced to", "down to"]
private let rates: Words = ["throughput", "qps", "tps", "rps", "吞吐", "iops"]
private let packed: Words = ["bundle", "image size", "package size", "包体积", "包大小", "镜像大小", "镜像体积"]

private let greatest: Words = [
  "可用", "成功", "命中", "覆盖", "合格", "availability", "uptime", "success", "hit", "coverage", "slo",
  "sla",
]

/// What lasts, and is no less good for lasting long.
private let spans: Words = [
  "保留", "时长", "持续", "可恢复", "缓存", "retention", "kept", "range", "window", "endurance", "soak",
  "battery",
  "duration", "stable",
]

private let shortest: Words = [
  "rto", "rpo", "mttr", "mtta", "mttd", "延迟", "时延", "响应", "恢复", "耗时", "latency", "response",
  "recovery",
  "p99", "p95", "p90", "p50", "load time", "build time", "startup", "deploy time",
  "deployment time",
  "启动时间", "加载时间", "构建时间", "部署时间",
]

/// Which way the rows of a table pass: at most as much as was asked for, where three rows show it and one at most does
/// not; at least as much the other way round.
///
/// Rows of metrics are each good in their own way; only those of dates, services or tiers are alike.
private func shownBound(_ table: Table, _ asked: Int, _ reached: Int, _ verdict: Int) -> Bool? {
  let first = table.columns[0].header
  guard alike.occurInAnyCase(in: first), !unlike.occurInAnyCase(in: first) else { return nil }
  var below = 0
  var above = 0
  for row in table.rows where row.count == table.columns.count {
    guard let bound = row[asked].quantity, let value = row[reached].quantity,
      bound.comparator == .equal, bound.dimension == value.dimension, value.value != bound.value
    else { continue }
    let isPass = passes(row[verdict].text)
    guard isPass || fails(row[verdict].text) else { continue }
    if (value.value < bound.value) == isPass { below += 1 } else { above += 1 }
  }
  if below >= 3, above <= 1 { return true }
  return above >= 3 && below <= 1 ? false : nil
}

/// Whether a cell says that a row does not pass, and nothing else.
private func fails(_ text: String) -> Bool {
  let words = text.lowercased().filter { !"*` ".contains($0) }
  return ["no", "failed", "fail", "missed", "否", "未达标", "不达标", "未通过", "不通过", "❌", "✗", "❌未达标"]
    .contains(words)
}

private let alike: Words = [
  "日期", "时间", "月", "季", "服务", "系统", "站点", "集群", "区域", "机房", "演练", "级", "date", "month", "quarter",
  "week", "service",
  "site", "cluster", "region", "tier", "run", "drill", "team", "system",
]
private let unlike: Words = ["指标", "项", "metric", "check", "test", "item"]
