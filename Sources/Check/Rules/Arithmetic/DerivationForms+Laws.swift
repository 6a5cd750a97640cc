import Quantities

/// What a law ties together: how many are in flight, and how long a saving takes to pay.
extension DerivingSentence {
  /// 100 个线程，平均响应时间 200 ms，QPS 为 500: as many are in flight as arrive in the time that each takes.
  ///
  /// More rarely arrive, for those that wait and think are in flight as well: only a rate beyond what they can carry is
  /// wrong, for a mean time, by a half at least.
  var littlesLaw: Derivation? {
    guard terms.count == 3, terms.allSatisfy(\.isUsable),
      let inFlight = terms.first(where: {
        $0.isWhole && inFlightWords.occurInAnyCase(in: line.text($0.read.range) + $0.words)
      }
      ),
      let time = terms.first(where: { $0.powers.time == 1 && $0.dimension == .time }),
      let rate = terms.first(where: {
        $0.powers.time == -1 && $0.powers.data == 0 && $0.powers.money == 0
      }),
      !crowds.occurInAnyCase(in: line.text(inFlight.read.range) + inFlight.words),
      meanTimes.occurInAnyCase(in: time.words), !otherTimes.occurInAnyCase(in: text),
      inFlight.period == 1, time.value < 600,
      rate.value * time.value > 1.5 * inFlight.value
    else { return nil }
    return Derivation(
      result: rate, right: inFlight.value / time.value, mode: .equal, operands: [inFlight, time],
      sign: " ÷ ", isNamed: true)
  }

  /// Whether it tells of requests, users or connections that are there at once.
  var isOfThoseInFlight: Bool {
    inFlightWords.occurInAnyCase(in: text) || crowds.occurInAnyCase(in: text)
  }

  /// 投入 10 万元，每月节省 2 万元，回本周期 5 个月.
  func payback(_ operands: [Term], _ result: Term) -> Derivation? {
    let lead =
      result.lead.split(omittingEmptySubsequences: false) { "，,、;；".contains($0) }.last ?? ""
    guard operands.count == 2, result.dimension == .time, !result.tail.hasPrefix("后"),
      paybacks.occurInAnyCase(
        in: lead + " " + result.tail.prefix { !"，,".contains($0) }.prefix(16)),
      let spent = operands.first(where: { $0.powers.money == 1 && $0.powers.time == 0 }),
      let saved = operands.first(where: { $0.powers.money == 1 && $0.powers.time == -1 })
    else { return nil }
    return Derivation(
      result: result, right: spent.value / saved.value, mode: .equal, operands: [spent, saved],
      sign: " ÷ ")
  }
}

extension Term {
  /// The words before and right behind a figure.
  fileprivate var words: String {
    lead.suffix(24) + " " + tail.prefix { !"，,、;；(（".contains($0) }.prefix(24)
  }
}

private let inFlightWords: Words = ["并发", "线程", "concurren", "thread", "in flight", "in-flight"]

/// Who is there without waiting for an answer.
private let crowds: Words = ["连接", "用户", "connection", "user"]

private let meanTimes: Words = [
  "平均", "假设", "耗时", "处理时间", "每个请求", "average", "avg", "mean", "assum", "takes", "service time",
]

/// What tells of other times than the mean, of all instances at once or of requests that share a place.
private let otherTimes: Words = [
  "event loop", "event-loop", "事件循环", "i/o", "nginx", "redis", "netty", "node.js", "wrk", "非阻塞",
  "复用", "缓存",
  "cache", "每个节点", "每节点", "每个 pod", "each pod", "per pod", "per node", "全站", "整体", "系统需", "site",
  "fleet",
  "pool",
  "p9", "p5", "最大延迟", "最长", "目标", "以内", "不超过", "集群", "总 qps", "总qps", "max latency", "target",
  "cluster",
  "batch", "批", "pipelin", "async", "异步", "协程",
]

private let paybacks: Words = [
  "回本", "回收期", "收回成本", "payback", "pay back", "pays back", "break even", "break-even", "breakeven",
  "pays for itself", "pay for itself",
]
