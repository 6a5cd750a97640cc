import Glibc
import Model
import Quantities
import Simulate
import Systems

/// What would have to be true for a claim that no scenario judges, where a closed form says so; else
/// why nothing judges it.
///
/// The judgement stays `unchecked`: an inverse answer supports nothing, it tells a reader what to
/// ask. Its interval is everything.
func inverseAnswer(_ claim: Claim) -> Judgement {
  let explanation = inverse(claim) ?? reason(claim)
  return Judgement(
    claim: claim.id, verdict: .unchecked,
    evidence: Evidence(
      kind: .computed, interval: Interval(-.infinity, .infinity), estimate: nil,
      explanation: explanation, inputs: [claim.figure]))
}

/// Why a claim stands unchecked: no rule had another statement to hold it against, and no scenario binds
/// it; with the systems that could answer it, where there are some.
private func reason(_ claim: Claim) -> Label {
  guard let metric = claim.metric else {
    return Label(
      zh: "这不是已知的指标，没有规则能拿别处的陈述与它比较，也没有场景绑定它",
      en: "this is no known metric: no rule can compare it with other statements, and no scenario "
        + "binds it")
  }
  // First those whose foremost metric it is.
  let able = SystemDefinition.all.compactMap { system -> (rank: Int, name: String)? in
    system.outputs.filter(claim.isMeasured).compactMap { output in
      output.measure.metrics.firstIndex(of: metric.id).map {
        ($0, "\(system.name) (\(output.name))")
      }
    }.min { $0.0 < $1.0 }
  }.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
    .prefix(3).map(\.element.name)
  guard !able.isEmpty, claim.role != .selfCount else {
    return Label(
      zh: "没有系统回答“\(metric.label.zh)”，别处也没有可与它比较的陈述",
      en: "no system answers \(metric.label.en), and no other statement can be compared with it")
  }
  let names = able.joined(separator: ", ")
  return Label(
    zh: "别处没有可与它比较的陈述，也没有场景绑定它；能回答“\(metric.label.zh)”的系统有 \(names)，须先写明其假设",
    en: "no other statement can be compared with it, and no scenario binds it; \(metric.label.en) "
      + "is answered by \(names), given their assumptions")
}

/// What would have to be true, where a closed form says so.
func inverse(_ claim: Claim) -> Label? {
  guard claim.role != .selfCount, let metric = claim.metric?.id else { return nil }
  switch (metric, claim.statement) {
  case ("availability", .value(let quantity)): return availability(quantity.value)
  case ("downtime", .value(let quantity)) where quantity.dimension == .time:
    return availability(1 - quantity.value / (365 * 86400))
  case ("iops", .value(let quantity)): return outstanding(quantity.value)
  case ("throughput", .change(let quantity)) where quantity.dimension == .ratio:
    return exposed(quantity.value)
  case ("throughput", .change(let quantity)) where quantity.dimension == .factor:
    return exposed(quantity.value - 1)
  case ("latency", .value(let quantity)) where quantity.dimension == .time:
    return claim.percentile.flatMap { latency(quantity.value, percentile: $0) }
  case ("rpo", .value(let quantity)) where quantity.dimension == .time:
    return copies(within: quantity.value)
  case ("durability", .value(let quantity)): return losses(quantity.value)
  case ("queueing-time", .value(let quantity)) where quantity.dimension == .time:
    return waiting(quantity.value)
  case (_, .transition(let before, let after)):
    return claim.metric.flatMap { transition(of: $0, from: before.value, to: after.value) }
  default: return nil
  }
}

/// `n · t ≤ (1 − A) · 365 d`: failures in a year times the time to restore.
private func availability(_ value: Double) -> Label? {
  guard value > 0, value < 1 else { return nil }
  let budget = (1 - value) * 365 * 86400
  func failures(_ seconds: Double) -> String { significant(budget / seconds, digits: 3) }
  return Label(
    zh: "若成立，则每年全部停机不超过 \(shown(budget, 0, .time, in: .zh))：每次恢复 3 分钟时每年最多 "
      + "\(failures(180)) 次，30 分钟时 \(failures(1800)) 次，2 小时时 \(failures(7200)) 次",
    en: "for this to hold, all outages of a year take at most "
      + "\(shown(budget, 0, .time, in: .en)): at 3 min each no more than \(failures(180)) of them, "
      + "at 30 min \(failures(1800)), at 2 h \(failures(7200))")
}

/// Little's law, `QD = IOPS · latency`.
private func outstanding(_ rate: Double) -> Label? {
  guard rate > 0, rate.isFinite else { return nil }
  func latency(_ depth: Double, _ language: Language) -> String {
    shown(LittlesLaw.time(number: depth, rate: rate), 0, .time, in: language)
  }
  return Label(
    zh: "若成立，按利特尔定律（队列深度 = IOPS × 平均时延）：队列深度 32 时平均时延不超过 \(latency(32, .zh))，"
      + "64 时不超过 \(latency(64, .zh))，256 时不超过 \(latency(256, .zh))",
    en: "for this to hold, by Little's law (queue depth = IOPS × mean latency), mean latency is at "
      + "most \(latency(32, .en)) at queue depth 32, \(latency(64, .en)) at 64, "
      + "\(latency(256, .en)) at 256")
}

/// Amdahl: removing a share f of the time gives 1 / (1 − f).
private func exposed(_ gain: Double) -> Label? {
  guard gain > 0, gain.isFinite else { return nil }
  let whole = gain / (1 + gain)
  func share(_ speedUp: Double) -> String {
    let needed = whole / (1 - 1 / speedUp)
    return needed <= 1 ? significant(100 * needed, digits: 3) + "%" : "—"
  }
  let least = significant(100 * whole, digits: 3) + "%"
  return Label(
    zh: "若成立，改进前至少 \(least) 的时间花在被消除的部分上（例如未被计算掩盖的通信）；若该部分只加快 2 倍，"
      + "则须占 \(share(2))，4 倍 \(share(4))，10 倍 \(share(10))",
    en:
      """
      for this to hold, the part that was improved took at least \(least) of the time before \
      (such as 
      """
        + "communication not hidden behind computing); if that part only became 2 × as fast, "
        + "\(share(2)), 4 × \(share(4)), 10 × \(share(10))")
}

/// M/M/1: `λ ≤ μ − ln(1/(1 − p)) / t`.
private func latency(_ target: Double, percentile: Double) -> Label? {
  guard target > 0, percentile > 0, percentile < 1 else { return nil }
  let factor = -log(1 - percentile)
  func load(_ part: Double) -> String {
    significant(100 * max(0, 1 - factor * part), digits: 3) + "%"
  }
  let service = target / factor
  return Label(
    zh: "若成立，按 M/M/1，平均服务时间须小于 \(shown(service, 0, .time, in: .zh))；平均服务时间为目标的 1/20 时"
      + "利用率不超过 \(load(1 / 20))，1/10 时不超过 \(load(1 / 10))",
    en: "for this to hold, by M/M/1, the mean service time is below "
      + """
      \(shown(service, 0, .time, in: .en)); at a service time of 1/20 of the target, \
      utilisation 
      """
      + "stays below \(load(1 / 20)), at 1/10 below \(load(1 / 10))")
}
