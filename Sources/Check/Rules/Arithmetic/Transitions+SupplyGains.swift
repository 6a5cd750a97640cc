import Diagnostics
import Model
import Quantities

/// Whether more of something is given, `线程 8 → 16` and `缓存 2GB → 4GB`, and what it improves is another thing.
func isGainOfSupply(
  _ change: Claim, from before: Quantity, to after: Quantity, _ whole: Claim,
  _ collection: Collection
) -> Bool {
  guard whole.metric == nil, whole.figure.end <= change.figure.start,
    whole.figure.source == change.figure.source
  else { return false }
  let between = collection.text(Span(whole.figure.source, whole.figure.end..<change.figure.start))
  switch before.dimension {
  case .count(let thing):
    // 2 × Xeon → 2 × EPYC: as many of another kind.
    if before.value == after.value { return true }
    // 25 kernels → 8 kernels (30% speedup): fewer of one thing, and another that gains by it.
    let bytes = collection.model.sources[change.figure.source].bytes
    let behind = bytes[change.figure.end..<min(bytes.count, change.figure.end + 20)]
      .prefix { $0 != 0x0A && $0 != UInt8(ascii: ")") && $0 != UInt8(ascii: ",") }
    if effects.occurInAnyCase(in: Array(behind)) { return true }
    // 10 万单 → 20 万单（利润 +50%）, and `from 1 GPU to 8 GPUs (6.5x)`: what machines are for gains less than they.
    return others.contains { between.contains($0) && !whole.subject.contains($0) }
      || after.value > before.value
        && (gains.occurInAnyCase(in: between)
          || machines.contains(thing) && !counted.contains(where: whole.subject.contains)
            && !between.contains { $0.isLetter })
  case .data: return after.value > before.value && gains.occurInAnyCase(in: between)
  default: return false
  }
}

private let others = ["利润", "收入", "营收", "成本", "费用", "吞吐", "延迟", "性能", "效率", "加速", "节省", "saving"]
private let effects: Words = [
  "speedup", "speed-up", "faster", "latency", "throughput", "cost", "提速", "加速", "性能", "延迟", "成本",
  "吞吐",
]
private let machines: Set<String> = ["GPU", "CPU", "vCPU", "核", "卡", "节点", "服务器", "副本", "实例"]
private let counted = ["数", "规模", "number", "count"]
private let gains: Words = ["提升", "改善", "提速", "improve", "boost", "faster", "speedup"]
