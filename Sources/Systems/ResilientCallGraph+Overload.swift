import Model
import Quantities

/// Limits of the rate, and what an outage leaves behind.
extension SystemDefinition {
  static let overloadParameters: [Parameter] = [
    .rate(
      "limit.rate", Label(zh: "限流速率", en: "limit of the rate"), of: "请求", in: 1e-6...1e9, .optional,
      example: "800 次/秒",
      Label(
        zh: "令牌桶每秒补充的令牌；超出的请求立即失败。",
        en: "Tokens that the bucket gets; requests beyond fail at once.")),
    .count(
      "limit.burst", Label(zh: "限流突发量", en: "burst of the limit"), of: "个", in: 1...1_000_000,
      .optional, example: "100", Label(zh: "令牌桶的容量。", en: "Tokens that the bucket holds.")),
    .rate(
      "capacity", Label(zh: "最底层处理能力", en: "capacity of the bottom tier"), of: "请求",
      in: 1e-6...1e9, .optional, example: "1500 次/秒",
      Label(zh: "最底层每秒能处理的调用数。", en: "Calls that it can answer in a time.")),
    .time(
      "outage.time", Label(zh: "故障时长", en: "length of an outage"), in: 0.001...(7 * 86_400),
      .optional, example: "5 分钟",
      Label(
        zh: "最底层完全不应答的时间；与 request.rate、capacity、timeout 一起给出后计算恢复时间。",
        en: """
          While the bottom tier answers nothing; the time to recover is answered when it is given with \
          `request.rate`, `capacity` and `timeout`.
          """)),
  ]

  static let overloadOutputs: [Output] = [
    .exact(
      "limit-admitted", Label(zh: "限流放行的份额", en: "requests that the limit lets through"),
      in: .ratio,
      measures: Measure(.share, better: .higher),
      Label(zh: "泊松到达的长期份额。", en: "Of Poisson arrivals, in the long run.")
    ) { inputs in
      guard let limit = RateLimit(inputs), let rate = inputs.optional("request.rate") else {
        return nil
      }
      return limit.admitted(of: rate)
    },
    .exact(
      "burst-time", Label(zh: "突发全部放行的时长", en: "time that a burst passes whole"), in: .time,
      measures: Measure(.value, better: .higher),
      Label(
        zh: "请求速率高于限流速率时，满桶能撑多久。",
        en: "How long a full bucket lasts where requests come faster than it fills.")
    ) { inputs in
      guard let limit = RateLimit(inputs), let rate = inputs.optional("request.rate") else {
        return nil
      }
      return limit.wholeFor(rate)
    },
    .exact(
      "overload-recovery", Label(zh: "故障后的恢复时间", en: "time to recover from an outage"), in: .time,
      measures: Measure(.value, of: "recovery-time", "mttr", better: .lower),
      Label(
        zh: "从故障结束到积压排空；重试使负载不低于容量时没有尽头，也就没有答案。",
        en: """
          From its end until what has piled up is worked off; where retries keep the load above the capacity \
          there is no end, and no answer.
          """)
    ) { inputs in
      guard let outage = inputs.optional("outage.time") else { return nil }
      return RetryStorm(inputs)?.recovery(after: outage)
    },
    .exact(
      "retry-load", Label(zh: "故障期间的负载倍数", en: "load of an outage over the capacity"), in: .factor,
      measures: Measure(.worst, better: .lower),
      Label(
        zh: "全部重试时到达最底层的调用除以其处理能力；不低于 1 即可能亚稳。",
        en:
          "Calls that come while all are retried, over what can be answered; from 1 the system may stay down."
      )
    ) { inputs in RetryStorm(inputs).map { $0.load / $0.capacity } },
  ]

  static let overloadMechanisms: [MechanismNote] = [
    MechanismNote(
      Label(zh: "限流", en: "rate limit"),
      formula: "admitted = 1 − P(block) of M/D/1/b at load λ/r; a burst passes whole for b/(λ − r)",
      source: "token bucket; the missing tokens are the work of a queue with b places"),
    MechanismNote(
      Label(zh: "重试风暴与积压排空", en: "retry storm and backlog"),
      formula:
        "B = λ·Σ_{j<k}(d − jT)⁺; (B − μT)/(μ − kλ) + T + (kλ·T)/(μ − λ), without end for kλ ≥ μ",
      source: "fluid limit; Bronson et al., Metastable failures in distributed systems, HotOS 2021"),
  ]

  static func overloadProblems(_ inputs: Inputs) -> [InputProblem] {
    var found: [InputProblem] = []
    if inputs.has("limit.rate") != inputs.has("limit.burst") {
      let missing = inputs.has("limit.rate") ? "limit.burst" : "limit.rate"
      found.append(
        InputProblem(
          .missing, [missing], "`limit.rate` and `limit.burst` are given together or not at all"))
    }
    if inputs.has("limit.rate"), !inputs.has("request.rate") {
      found.append(
        InputProblem(
          .missing, ["request.rate", "limit.rate"],
          "what a limit lets through hangs on `request.rate`, which is not given"))
    }
    if inputs.has("outage.time") {
      found += ["request.rate", "capacity", "timeout"].filter { !inputs.has($0) }.map {
        InputProblem(.missing, [$0, "outage.time"], "`outage.time` is given, so `\($0)` is needed")
      }
    }
    return found
  }
}
