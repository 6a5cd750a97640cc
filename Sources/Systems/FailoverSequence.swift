import Model
import Quantities

extension SystemDefinition {
  /// A takeover as the steps that follow each other: notice, decide, fence, redirect, start, check.
  package static let failoverSequence = SystemDefinition(
    "failover-sequence",
    Label(zh: "切换步骤", en: "failover sequence"),
    documentation: Label(
      zh: """
        切换用时是一串先后步骤之和：探测判定、确认与决策、隔离故障方、改道、启动、验证。没有的步骤不填，证据会列出
        未计入的步骤。探测按固定间隔，连续若干次无应答判定失效；启动可直接给用时，也可由虚拟机数与每分钟放行数算出
        （恢复顺序靠后的等前面的），或由分组与依赖的恢复计划算出。均值对任何分布都精确。不含：步骤失败后的重来、并行的步骤。
        """,
      en: """
        A failover takes the sum of the steps that follow each other: notice, decide, fence, \
        redirect, start, check. Steps that do not exist are not given, and the evidence lists \
        them. Probes go out at a fixed interval, and so many missed in a row mean a failure; \
        starting is given as a time, or follows from the machines and how many are let start in \
        a time (later ones wait for earlier ones), or from a recovery plan of groups and \
        dependencies. Means are exact under any laws. Not modelled: \
        steps that fail and are repeated, steps side by side.
        """),
    mechanisms: [
      MechanismNote(
        Label(zh: "探测", en: "detection"),
        formula: "at most misses · interval after the failure, on average (misses − ½) · interval",
        source: "BFD, RFC 5880 section 6.8.4, for the greatest"),
      MechanismNote(
        Label(zh: "步骤之和", en: "sum of steps"), formula: "RTO = Σ steps; start = machines / rate",
        source: "linearity of expectation"),
      RecoveryPlan.mechanism,
    ],
    parameters: failoverParameters,
    outputs: [
      .exact(
        "rto", Label(zh: "恢复时间", en: "recovery time"), in: .time,
        measures: Measure(.mean, of: "rto", "recovery-time", "mttr", "downtime", better: .lower),
        Label(zh: "各步骤平均用时之和。", en: "The sum of the mean steps.")
      ) { sum(meanDetection($0), $0) },
      .exact(
        "rto-late", Label(zh: "检测最慢时的恢复时间", en: "recovery time with the longest detection"),
        in: .time,
        measures: Measure(.value, of: "rto", "recovery-time", "downtime", better: .lower),
        Label(
          zh: "检测取最大值，其余步骤取平均用时。", en: "Detection at its greatest, the other steps at their means.")
      ) { sum(detection($0), $0) },
      .exact(
        "detection", Label(zh: "故障检测时间", en: "detection time"), in: .time,
        measures: Measure(.worst, better: .lower),
        Label(zh: "从失效到判定，最长。", en: "From failure to verdict, at most.")
      ) { detection($0) },
      .exact(
        "detection-mean", Label(zh: "平均故障检测时间", en: "mean detection time"), in: .time,
        measures: Measure(.mean, better: .lower),
        Label(zh: "失效落在探测间隔内任意时刻。", en: "The failure falls anywhere between two probes.")
      ) { meanDetection($0) },
      .exact(
        "start-time", Label(zh: "启动用时", en: "time to start"), in: .time,
        measures: Measure(.value, of: "start-time", "recovery-time", better: .lower),
        Label(zh: "最后一台开始启动之前的用时。", en: "Until the last machine has been started.")
      ) { starting($0) },
    ],
    problems: { inputs in
      var found: [InputProblem] = []
      if inputs.has("machines") != inputs.has("start.rate") {
        let names =
          inputs.has("machines") ? ["machines", "start.rate"] : ["start.rate", "machines"]
        found.append(
          InputProblem(.missing, names, "`\(names[0])` needs `\(names[1])` beside it"))
      }
      if inputs.has("plan"), let other = ["start", "machines"].first(where: inputs.has) {
        found.append(
          InputProblem(
            .caution, [other, "plan"],
            "`plan` says how long the starts take, so that `\(other)` has no effect"))
      }
      found += RecoveryPlan.problems(inputs, "plan", limit: "plan.parallel")
      if failoverSteps.allSatisfy({ !inputs.has($0) }), detection(inputs) == nil,
        starting(inputs) == nil
      {
        found.append(InputProblem(.missing, ["start"], "no step of the failover is given"))
      }
      return found
    })

  /// The steps that are plain times.
  private static let failoverSteps = ["decision", "isolation", "redirect", "verification"]

  private static func detection(_ inputs: Inputs) -> Double? {
    inputs.optional("probe.interval").map { $0 * Double(max(1, inputs.count("probe.misses"))) }
  }

  private static func meanDetection(_ inputs: Inputs) -> Double? {
    inputs.optional("probe.interval").map {
      $0 * (Double(max(1, inputs.count("probe.misses"))) - 0.5)
    }
  }

  private static func sum(_ detection: Double?, _ inputs: Inputs) -> Double {
    let steps = [detection, starting(inputs)] + failoverSteps.map(inputs.optional)
    return steps.reduce(0) { $0 + ($1 ?? 0) }
  }

  private static func starting(_ inputs: Inputs) -> Double? {
    if let plan = RecoveryPlan(inputs, "plan", limit: "plan.parallel") { return plan.duration }
    if let machines = inputs.optional("machines"), let rate = inputs.optional("start.rate") {
      return machines / rate + (inputs.optional("start") ?? 0)
    }
    return inputs.optional("start")
  }

  private static func step(
    _ name: String, _ label: Label, example: String, _ documentation: Label
  ) -> Parameter {
    .duration(
      name, label, in: 1e-6...(30 * Time.day), .optional, example: example, documentation)
  }

  private static let failoverParameters: [Parameter] = [
    .time(
      "probe.interval", Label(zh: "探测间隔", en: "probe interval"), in: 1e-6...Time.day, .optional,
      isSetting: true, example: "1 秒",
      Label(zh: "心跳、健康检查或 BFD 报文的间隔。", en: "Of heartbeats, health checks or BFD packets.")),
    .count(
      "probe.misses", Label(zh: "判定所需的连续失败数", en: "misses in a row"), of: "次", in: 1...1000,
      .standard("3", source: "RFC 5880's usual detect multiplier"), example: "3",
      Label(zh: "连续多少次无应答判定失效。", en: "After which the peer counts as failed.")),
    step(
      "decision", Label(zh: "确认与决策", en: "confirm and decide"), example: "median 20 分钟; p95 60 分钟",
      Label(zh: "人工确认并下令；全自动的不填。", en: "By people; not given where all is automatic.")),
    step(
      "isolation", Label(zh: "隔离故障方", en: "fence the failed side"), example: "10 秒",
      Label(zh: "断电或收回租约，避免双主。", en: "Power off or revoke a lease, so that there are not two.")),
    step(
      "redirect", Label(zh: "改道", en: "redirect"), example: "5 分钟",
      Label(zh: "域名、路由、虚拟地址或连接池切换。", en: "Names, routes, virtual addresses, pools.")),
    step(
      "start", Label(zh: "启动", en: "start"), example: "5 分钟",
      Label(
        zh: "一台启动到就绪的用时；一次启动全部时即总用时。",
        en: "One machine until ready; all, where they start at once.")),
    .count(
      "machines", Label(zh: "依次启动的台数", en: "machines started in turn"), of: "台", in: 1...1_000_000,
      .optional, example: "70", Label(zh: "按恢复顺序放行。", en: "In the order of recovery.")),
    .rate(
      "start.rate", Label(zh: "放行速率", en: "starts let go"), of: "台", in: 1e-6...1e6, .optional,
      example: "2 次/分钟",
      Label(zh: "单位时间允许启动的台数。", en: "Machines that may start in a time.")),
    RecoveryPlan.parameter("plan", beside: Label(zh: "其他步骤", en: "the other steps")),
    RecoveryPlan.limit("plan.parallel"),
    step(
      "verification", Label(zh: "验证与公告", en: "verify"), example: "15 分钟",
      Label(zh: "业务确认可用之前不算恢复。", en: "Nothing has recovered before it is seen to work.")),
  ]
}
