import Glibc
import Model
import Quantities
import Simulate

extension SystemDefinition {
  /// Calls through tiers of services with timeouts, retries, ejection of bad hosts and rate limits.
  package static let resilientCallGraph = SystemDefinition(
    "resilient-call-graph",
    Label(zh: "弹性调用链", en: "resilient call graph"),
    documentation: Label(
      zh: """
        一个请求逐层调用下游，每层最多尝试若干次，每次尝试以给定概率自身失败，否则取决于下游。成功率与期望放大倍数
        由递推精确得到；最坏放大是每层尝试次数的层数次方。离群检测在连续 5xx 达到阈值后摘除主机，时长为基准乘以
        摘除次数，且不超过摘除上限。重试预算是各层的令牌桶：每个请求存入一份，每次重试取走一枚，长期看每层的调用不超过
        1 + 预算。熔断器在连续失败达到阈值后断开一段时间，再放一个调用试探。限流也是令牌桶，超出的请求立即失败。
        故障期间重试越积越多，恢复后积压须排空；重试使负载超过容量时，故障过后系统仍不恢复（亚稳态）。不含：预算的突发、熔断与重试的相互作用。
        """,
      en: """
        A request calls down through tiers; each tier tries up to so many times, and each try \
        fails by itself \
        with a probability or else depends on the tier below. Success and expected \
        amplification are \
        exact recursions; the worst amplification is tries to the power of tiers. Outlier \
        detection \
        ejects a host after consecutive 5xx, for a base time times its ejections, within a cap. \
        A retry budget is a token bucket of each tier, filled by requests and drained by retries: \
        in the long run a tier makes no more calls than 1 + budget for each. A circuit breaker \
        opens after failures in a row, for a while, and then tries one call. A limit of the rate is \
        a token bucket, too, and fails at once what is more. During an outage retries pile up, and \
        have to be worked off; where they keep the load above the capacity, the system stays down \
        though the outage is over (metastable). Not modelled: bursts \
        of the budget, and what breakers and retries do to each other.
        """),
    mechanisms: resilientCallGraphMechanisms,
    parameters: resilientCallGraphParameters,
    outputs: resilientCallGraphOutputs,
    problems: { inputs in
      let breaker =
        inputs.has("breaker.failures") == inputs.has("breaker.open")
        ? []
        : [
          InputProblem(
            .missing, ["breaker.failures", "breaker.open"],
            "`breaker.failures` and `breaker.open` are given together or not at all")
        ]
      return breaker + overloadProblems(inputs)
    })

  private static let resilientCallGraphParameters: [Parameter] =
    [
      .count(
        "tiers", Label(zh: "调用层数", en: "tiers"), of: "层", in: 1...50, example: "3",
        Label(zh: "请求经过的服务层数。", en: "Services that a request passes one after the other.")),
      .count(
        "attempts", Label(zh: "每层尝试次数", en: "tries per tier"), of: "次", in: 1...20,
        .standard("3", source: "Istio default of 2 retries, virtual_service.proto"), example: "3",
        Label(zh: "首次加重试。", en: "The first and its retries.")),
      .ratio(
        "failure", Label(zh: "单次失败概率", en: "failure of one try"), typical: 0.0001...0.05,
        example: "1%",
        Label(zh: "一层自身失败的概率，不含下游。", en: "That a tier fails by itself, not counting those below.")),
      .time(
        "timeout", Label(zh: "每次尝试超时", en: "timeout of one try"), in: 0...3600, .optional,
        isSetting: true, example: "2 秒",
        Label(zh: "Istio 默认不设超时。", en: "Istio sets none by default.")),
      .count(
        "hosts", Label(zh: "下游主机数", en: "hosts of a tier"), of: "个", in: 1...100_000,
        .standard("10", source: "size at which the default cap ejects one host"), example: "20",
        Label(zh: "负载均衡到的实例数。", en: "Instances that calls are spread over.")),
      .count(
        "consecutive.5xx", Label(zh: "连续 5xx 阈值", en: "consecutive 5xx"), of: "次", in: 1...1000,
        .standard("5", source: "istio/api destination_rule.proto"), example: "5",
        Label(zh: "达到后摘除主机。", en: "After which a host is ejected.")),
      .ratio(
        "ejection.cap", Label(zh: "最大摘除比例", en: "largest share ejected"),
        .standard("10%", source: "istio/api destination_rule.proto"), isSetting: true,
        example: "10%", Label(zh: "最多摘除的主机份额。", en: "Of the hosts at once.")),
      alwaysEjectOne,
      .ratio(
        "bad.failure", Label(zh: "坏主机失败概率", en: "failure at a bad host"), in: 0.000001...0.999999,
        typical: 0.1...0.99, .optional, example: "90%",
        Label(zh: "给出后计算摘除所需时间。", en: "The time to eject is answered only when this is given.")),
      .ratio(
        "retry.budget", Label(zh: "重试预算", en: "retry budget"), in: 0...10, typical: 0.05...0.3,
        .optional, isSetting: true, example: "20%",
        Label(
          zh: """
            每层重试占请求的份额上限（令牌桶）；Google SRE 用 10%，Finagle 默认 20%，另加每秒 10 次；Envoy 的 20% \
            是对同时进行中的请求而言。
            """,
          en: """
            Retries of each tier over its requests, at most (a token bucket); 10 % at Google SRE, 20 % and ten \
            a second by default in Finagle; the 20 % of Envoy are of the requests active at once.
            """)),
      .count(
        "breaker.failures", Label(zh: "熔断的连续失败数", en: "failures that open the breaker"),
        of: "次", in: 1...1000, .optional, example: "5",
        Label(zh: "连续失败达到它就断开。", en: "In a row, after which it lets nothing through.")),
      .time(
        "breaker.open", Label(zh: "熔断时长", en: "time that the breaker is open"), in: 0.001...3600,
        .optional, isSetting: true, example: "30 秒",
        Label(zh: "断开多久后放一个调用试探。", en: "After which one call is tried.")),
      .ratio(
        "outage.failure", Label(zh: "下游故障时的失败概率", en: "failures while the tier below is out"),
        in: 0.000001...0.999999, typical: 0.2...0.99, .optional, example: "90%",
        Label(
          zh: "给出后计算熔断器放行的份额。",
          en: "What the breaker lets through is answered only when this is given.")),
      .rate(
        "request.rate", Label(zh: "请求速率", en: "requests"), of: "请求", .optional,
        example: "1000 次/秒", Label(zh: "到达该层的请求速率。", en: "Requests that reach the tier.")),
    ] + overloadParameters

  private static let resilientCallGraphOutputs: [Output] =
    [
      .exact(
        "success", Label(zh: "成功率", en: "success ratio"), in: .ratio,
        measures: Measure(.share, of: "success-rate", "availability", better: .higher),
        scale: .complement,
        Label(
          zh: "请求最终成功的份额；有限流时只计放行的。",
          en: "The share of requests that succeed in the end, of those that a limit lets through.")
      ) { CallGraph.recursion($0).success },
      .exact(
        "error-rate", Label(zh: "错误率", en: "error rate"), in: .ratio,
        measures: Measure(.share, of: "error-rate", better: .lower),
        Label(zh: "请求最终失败的份额。", en: "The share of requests that fail.")
      ) { 1 - CallGraph.recursion($0).success },
      .exact(
        "amplification", Label(zh: "期望放大倍数", en: "expected amplification"), in: .factor,
        measures: Measure(.mean, better: .lower),
        Label(zh: "最底层每个请求平均收到的调用数。", en: "Calls at the bottom tier for each request.")
      ) { CallGraph.recursion($0).calls },
      .exact(
        "worst-amplification", Label(zh: "最坏放大倍数", en: "worst amplification"), in: .factor,
        measures: Measure(.worst, better: .lower),
        Label(zh: "最底层全部失败时的调用数。", en: "Calls at the bottom while it fails altogether.")
      ) { CallGraph.worstAmplification($0) },
      .exact(
        "breaker-admitted", Label(zh: "熔断器放行的份额", en: "calls that the breaker lets through"),
        in: .ratio, measures: Measure(.share, better: .lower),
        Label(
          zh: "下游故障期间仍到达下游的调用占比，其余立即失败。",
          en: "While the tier below is out; the others fail at once.")
      ) { inputs in
        guard let breaker = CircuitBreaker(inputs), let rate = inputs.optional("request.rate"),
          let failure = inputs.optional("outage.failure")
        else { return nil }
        return breaker.admitted(failure: failure, rate: rate)
      },
      .exact(
        "worst-latency", Label(zh: "最坏等待时间", en: "longest wait"), in: .time,
        measures: Measure(.worst, of: "latency", "response-time", "queueing-time", better: .lower),
        Label(
          zh: "最上层每次尝试都等到超时；下层尚未结束的调用被截断。",
          en: "With every try of the top tier timing out, which cuts off what still goes on below.")
      ) { inputs in inputs.optional("timeout").map { $0 * inputs.number("attempts") } },
      .exact(
        "ejection-time", Label(zh: "摘除坏主机的平均时间", en: "mean time to eject"), in: .time,
        measures: Measure(.mean, of: "recovery-time", "mttr", better: .lower),
        Label(
          zh: "均匀负载下，坏主机连续失败到阈值所需的平均时间。",
          en: "Until a bad host under even load has failed often enough in a row.")
      ) { inputs in
        guard let rate = inputs.optional("request.rate"), let bad = inputs.optional("bad.failure")
        else { return nil }
        let run = pow(bad, inputs.number("consecutive.5xx"))
        return (1 - run) / (run * (1 - bad)) / (rate / inputs.number("hosts"))
      },
      .exact(
        "hosts-ejected", Label(zh: "最多摘除的主机数", en: "most hosts ejected"), in: .count(of: "个"),
        measures: Measure(.worst, better: .neither),
        Label(
          zh: "按上限向下取整；`ejection.one` 为 yes 时至少一个。",
          en: "The cap rounded down, and at least one where `ejection.one` is yes.")
      ) { Double(outlierDetection($0).limit(hosts: $0.count("hosts"))) },
    ] + overloadOutputs

  private static let resilientCallGraphMechanisms: [MechanismNote] =
    [
      MechanismNote(
        Label(zh: "重试", en: "retries"),
        formula: "s_i = 1 − (1 − (1 − p)·s_{i+1})^k;  calls_i = Σ_{j<k} (1 − (1 − p)·s_{i+1})^j",
        source: "geometric trials; worst case k^tiers, Google SRE book ch. 22"),
      MechanismNote(
        Label(zh: "离群检测", en: "outlier detection"),
        formula: "E[calls to eject] = (1 − p^n) / (p^n·(1 − p)); ejected ≤ ⌊cap·hosts⌋",
        source: "istio/api destination_rule.proto; runs of failures, Feller"),
      MechanismNote(
        Label(zh: "重试预算", en: "retry budget"),
        formula:
          "calls_i ≤ 1 + b, and then s_i = (1 − p)·s_{i+1}·(1 + b); worst min(k, 1 + b)^tiers",
        source:
          "token bucket filled by requests: Finagle, Retry Budgets, 2016; Google SRE book ch. 21, as "
          + "quoted; Envoy circuit_breaker.proto"),
      MechanismNote(
        Label(zh: "熔断器", en: "circuit breaker"),
        formula:
          "admitted = (N + 1/(1 − f)) / (N + (open·λ + 1)/(1 − f)), N = (1 − fⁿ)/(fⁿ(1 − f))",
        source:
          "renewal reward; Circuit Breaker pattern, Azure Architecture Center, with failures in a row "
          + "and one trial call"),
    ] + overloadMechanisms
}
