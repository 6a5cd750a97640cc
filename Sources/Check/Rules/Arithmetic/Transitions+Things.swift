import Diagnostics
import Model

/// Whether the brackets of a change name what changes, and it is none of what the figures are of: 从 4368 行降至 500 行
/// (可维护性提升 80%).
func isOfOtherThing(_ claim: Claim, than whole: Claim, _ bytes: [UInt8]) -> Bool {
  guard claim.figure.start > whole.figure.end, claim.figure.start - whole.figure.end < 60 else {
    return false
  }
  let gap = String(decoding: bytes[whole.figure.end..<claim.figure.start], as: UTF8.self)
  guard let open = gap.lastIndex(where: { "(（".contains($0) }) else { return false }
  let name = gap[gap.index(after: open)...].prefix { ("\u{4E00}"..."\u{9FFF}").contains($0) }
  guard name.count >= 5, let verb = ["提升", "提高", "改善", "增强"].first(where: name.hasSuffix) else {
    return false
  }
  let thing = name.dropLast(verb.count)
  return !measures.occur(in: String(thing)) && !whole.subject.contains(thing)
}

private let measures: Words = ["性能", "效率", "速度", "整体", "总体", "吞吐", "能力", "响应", "耗时", "时间"]

/// Whether less may be better after all: a processor in use 40 % instead of 80 % may be a success,
/// and so may a smaller amount of data.
func isLoad(_ claim: Claim, _ metric: Metric) -> Bool {
  if metric.id == Metric.ID.capacity { return true }
  // What a cache keeps away from a store: MySQL QPS, 回源 QPS.
  if metric.id == Metric.ID.throughput { return stores.occurInAnyCase(in: claim.subject) }
  guard metric.id == Metric.ID.utilisation else { return false }
  return loads.occurInAnyCase(in: claim.subject)
}

private let stores: Words = [
  "mysql", "postgres", "redis", "mongo", "数据库", "db ", "database", "回源", "源站", "后端", "origin",
  "backend", "上游",
  "upstream", "落库", "穿透",
]

private let loads: Words = [
  "cpu", "内存", "使用率", "占用", "磁盘", "带宽", "memory", "usage", "disk",
]
