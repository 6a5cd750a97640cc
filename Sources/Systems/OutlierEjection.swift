import Model
import Quantities
import Simulate

extension SystemDefinition {
  /// Whether one host may go where the cap is of less than one: until Envoy 1.27 it did.
  static let alwaysEjectOne = Parameter(
    "ejection.one", Label(zh: "不足一台时仍摘一台", en: "one is ejected all the same"),
    .choice(["yes", "no"]), range: 0...1,
    .standard("no", source: "Envoy always_eject_one_host, from 1.28 on"), isSetting: true,
    example: "yes",
    documentation: Label(
      zh: "上限不足一台主机时是否仍可摘除一台；Envoy 1.27 及以前总是如此。",
      en: "Where the cap is of less than one host; Envoy always did so until 1.27."))

  /// The rules by which hosts are ejected, of a system that has them all.
  static func outlierDetection(_ inputs: Inputs, base: Double = 30) -> OutlierDetection {
    OutlierDetection(
      consecutiveErrors: inputs.count("consecutive.5xx"), baseEjection: base,
      maxEjected: inputs.number("ejection.cap"),
      alwaysEjectsOne: inputs.choice("ejection.one") == "yes")
  }

  /// A balancer that ejects hosts which fail in a row, while one of them goes bad now and then.
  package static let outlierEjection = SystemDefinition(
    "outlier-ejection",
    Label(zh: "离群摘除", en: "outlier ejection"),
    documentation: Label(
      zh: """
        请求随机分给各主机，其中一台不时变坏：单次失败概率升高一段时间。连续失败达到阈值就摘除，时长为基准乘以它被摘除
        的次数（放回后每过十秒减一），最长 300 秒，此后每十秒一次的检查把它放回；仍坏则再被摘除。回答总体错误率与首次摘除用时，与不摘除相比即断路的收益。不含：多台同时变
        坏、摘除后其余主机过载、慢而不错的主机。
        """,
      en: """
        Requests go to hosts at random, one of which goes bad now and then: its chance to fail \
        rises for a while. So many failures in a row eject it, for the base time times its \
        ejections and 300 seconds at most, of which one is forgotten for each ten seconds back; the next sweep, every \
        ten seconds, brings it back, and it is out again if it is still bad. Answers are the \
        overall error rate and the time to the first ejection; without ejection, what the circuit \
        breaker is worth. Not modelled: several hosts bad at once, others overloaded meanwhile, \
        hosts that are slow and not wrong.
        """),
    mechanisms: [
      MechanismNote(
        Label(zh: "连续错误摘除", en: "ejection after consecutive errors"),
        formula:
          "E[requests to it] = (p⁻ⁿ − 1)/(1 − p); out for min(base·k, 300 s) the k-th time and until the next "
          + "sweep, one of which each 10 s back makes forgotten; at most ⌊cap·hosts⌋ out",
        source:
          "istio/api destination_rule.proto; Envoy outlier.rst and outlier_detection_impl.cc; runs, "
          + "Feller I, ch. XIII")
    ],
    parameters: outlierEjectionParameters,
    outputs: [
      .simulated(
        "error-rate", Label(zh: "总体错误率", en: "error rate"), in: .ratio,
        measures: Measure(.share, of: "error-rate", better: .lower),
        Label(zh: "全部请求中失败的份额。", en: "Of all requests.")),
      .simulated(
        "success", Label(zh: "成功率", en: "success ratio"), in: .ratio,
        measures: Measure(.share, of: "success-rate", "availability", better: .higher),
        scale: .complement,
        Label(zh: "全部请求中成功的份额。", en: "Of all requests.")),
      .simulated(
        "time-to-eject", Label(zh: "首次摘除用时", en: "time to the first ejection"), in: .time,
        measures: Measure(.mean, better: .lower),
        Label(
          zh: "从变坏到摘除，只计被摘除的；没有摘除时为零。",
          en: "From going bad, of episodes with an ejection; zero where there is none.")),
    ],
    replicationLimit: 1024,
    replicate: { inputs, replication in
      let horizon = inputs.number("horizon")
      var run = Simulation(EjectingBalancer(inputs, replication))
      run.model.begin(&run.effects)
      run.run(until: Ticks(seconds: horizon / 4))
      run.model.startMeasuring()
      run.run(until: Ticks(seconds: horizon))
      let errors = Double(run.model.errors) / Double(max(1, run.model.requests))
      let wait = run.model.toEjection
      return Observations([errors, 1 - errors, wait.count > 0 ? wait.mean : 0], trace: run.trace)
    },
    problems: { inputs in
      let horizon = inputs.number("horizon")
      guard horizon * inputs.number("request.rate") <= 2e7 else {
        return [
          InputProblem(
            .contradiction, ["horizon", "request.rate"],
            "more than twenty million requests in one replication")
        ]
      }
      let growth = outlierDetection(inputs, base: inputs.number("base")).timeToLongest
      let settling = min(growth, inputs.law("bad.length")?.mean ?? 0)
      guard inputs.flag("ejection"), settling > horizon / 4 else { return [] }
      return [
        InputProblem(
          .unsettled, ["horizon", "bad.length", "base"],
          "the ejections of a host that is bad when a run begins grow longer for "
            + "\(Int((settling / 60).rounded(.up))) minutes: `horizon` has to be four times as long"
        )
      ]
    })

  private static let outlierEjectionParameters: [Parameter] = [
    .count(
      "hosts", Label(zh: "主机数", en: "hosts"), of: "个", in: 2...100_000, example: "10",
      Label(zh: "请求分给它们。", en: "That requests are spread over.")),
    .rate(
      "request.rate", Label(zh: "请求速率", en: "requests"), of: "请求", in: 1e-3...1e6,
      example: "100 次/秒", Label(zh: "到达均衡器的速率。", en: "That reach the balancer.")),
    .lifetime(
      "bad.interval", Label(zh: "变坏的间隔", en: "time between bad episodes"), example: "30 分钟",
      Label(zh: "两次变坏之间。", en: "Of the host that goes bad.")),
    .duration(
      "bad.length", Label(zh: "变坏的时长", en: "length of a bad episode"), in: 1...Time.day,
      example: "5 分钟", Label(zh: "到修好为止。", en: "Until it is mended.")),
    .ratio(
      "bad.failure", Label(zh: "变坏时的失败概率", en: "failure at the bad host"), in: 0.01...1,
      typical: 0.1...1, example: "90%", Label(zh: "单次请求。", en: "Of one request.")),
    .ratio(
      "usual.failure", Label(zh: "平时的失败概率", en: "usual failure"), in: 0...0.5,
      .standard("0", source: "none but the bad host's"), example: "0.01%",
      Label(zh: "其余主机，及它平时。", en: "Of the others, and of it at other times.")),
    .flag(
      "ejection", Label(zh: "启用摘除", en: "ejection on"), reads: ["outlierDetection", "熔断"],
      documentation: Label(
        zh: "不启用时坏主机一直承接它的份额。", en: "Without it the bad host keeps its share.")),
    .count(
      "consecutive.5xx", Label(zh: "连续 5xx 阈值", en: "consecutive 5xx"), of: "次", in: 1...1000,
      .standard("5", source: "istio/api destination_rule.proto"), example: "5",
      Label(zh: "达到后摘除。", en: "After which it is ejected.")),
    .time(
      "base", Label(zh: "基准摘除时长", en: "base ejection time"), in: 1...Time.hour,
      .standard("30 秒", source: "istio/api destination_rule.proto"), isSetting: true,
      example: "30 秒", Label(zh: "乘以摘除次数。", en: "Times its ejections.")),
    .ratio(
      "ejection.cap", Label(zh: "最大摘除比例", en: "largest share ejected"),
      .standard("10%", source: "istio/api destination_rule.proto"), isSetting: true,
      example: "10%",
      Label(
        zh: "最多摘除的主机份额；不足一台时不摘除，除非 `ejection.one` 为 yes。",
        en: "Of the hosts at once; with less than one none goes, unless `ejection.one` is yes.")),
    alwaysEjectOne,
    .time(
      "horizon", Label(zh: "每次重复的模拟时长", en: "simulated time of one replication"),
      in: 60...(30 * Time.day), .standard("2 小时", source: "docgen"), isSetting: true,
      example: "2 小时",
      Label(
        zh: "从任意时刻开始，坏的概率即长期占比；前四分之一为预热。",
        en: """
          From any moment, at which the host is as likely to be bad as over a long time; the first quarter \
          warms up.
          """)),
  ]
}
