import Model
import Quantities

extension SystemDefinition {
  /// Changes rolled out step by step, analysed, and rolled back: the four DORA figures.
  package static let progressiveDelivery = SystemDefinition(
    "progressive-delivery",
    Label(zh: "渐进式发布", en: "progressive delivery"),
    documentation: Label(
      zh: """
        变更有缺陷的概率先被测试拦截一部分，其余进入金丝雀：每个间隔加一步权重，分析连续失败达到阈值即回滚。按 DORA
        的定义，回滚也算变更失败，因此金丝雀降低的是恢复时间与影响面，不是变更失败率。恢复时间是自动回滚与人工恢复
        的加权平均。GitOps 控制器按间隔比较集群与仓库，漂移到下一次比较才被发现。全部是恒等式，没有随机抽样。
        """,
      en: """
        Of the defective changes, tests stop some; the rest go to a canary, whose weight grows \
        step by step and \
        which is rolled back after so many failed analyses. By DORA's definition a rollback is a \
        change failure, so that a canary lowers time to restore and exposure, not the change \
        failure rate. Time to restore is the mixture of automatic and manual. A GitOps controller looks at \
        intervals, and sees what has drifted at the next look. Identities, no sampling.
        """),
    mechanisms: progressiveDeliveryMechanisms,
    parameters: progressiveDeliveryParameters,
    outputs: progressiveDeliveryOutputs,
    problems: { inputs in
      let all = [
        "canary.interval", "canary.step", "canary.max", "canary.threshold", "canary.detects",
      ]
      let loop = ["sync.jitter", "sync.time"].filter(inputs.has).prefix(
        inputs.has("sync.interval") ? 0 : 1
      ).map {
        InputProblem(
          .missing, ["sync.interval", $0], "`\($0)` is given, so `sync.interval` is needed")
      }
      guard all.contains(where: { inputs.has($0) }) else { return loop }
      var found =
        loop
        + all.filter { !inputs.has($0) }.map {
          InputProblem(.missing, [$0], "a canary also needs `\($0)`")
        }
      if let step = inputs.optional("canary.step"), let most = inputs.optional("canary.max"),
        step > most
      {
        found.append(
          .init(
            .contradiction, ["canary.step", "canary.max"], "a step exceeds the greatest weight"))
      }
      return found
    })

  private static let progressiveDeliveryParameters: [Parameter] = [
    .rate(
      "changes", Label(zh: "变更到达速率", en: "changes"), of: "次", example: "120 次/天",
      Label(zh: "团队每天提交发布的变更数。", en: "Changes that teams bring to release.")),
    .count(
      "lanes", Label(zh: "可并行的发布数", en: "releases at once"), of: "个", in: 1...10_000, example: "7",
      Label(
        zh: "可同时发布的服务数；单体为 1。", en: "Services that can be released at once; 1 for a monolith.")),
    .time(
      "build", Label(zh: "构建与测试时间", en: "build and test time"), in: 0...(30 * Time.day),
      typical: 120...7200, example: "20 分钟",
      Label(zh: "从提交到可发布。", en: "From commit until ready for release.")),
    .ratio(
      "defects", Label(zh: "有缺陷的变更", en: "defective changes"), typical: 0.02...0.4,
      example: "15%",
      Label(zh: "交给测试之前，有缺陷的变更份额。", en: "Of all changes, before tests see them.")),
    .ratio(
      "tests.catch", Label(zh: "发布前拦截率", en: "caught before release"), example: "50%",
      Label(zh: "测试与评审在发布前发现的份额。", en: "Of the defects, by tests and reviews.")),
    .time(
      "canary.interval", Label(zh: "分析间隔", en: "analysis interval"), in: 0...Time.day, .optional,
      isSetting: true, example: "1 分钟",
      Label(zh: "Flagger 的 interval。", en: "Flagger's interval.")),
    .ratio(
      "canary.step", Label(zh: "每步权重", en: "step weight"), in: 0.001...1, .optional,
      isSetting: true,
      example: "5%", Label(zh: "Flagger 的 stepWeight。", en: "Flagger's stepWeight.")),
    .ratio(
      "canary.max", Label(zh: "最大权重", en: "greatest weight"), in: 0.001...1, .optional,
      isSetting: true, example: "50%",
      Label(zh: "Flagger 的 maxWeight。", en: "Flagger's maxWeight.")),
    .count(
      "canary.threshold", Label(zh: "失败次数阈值", en: "failed analyses"), of: "次", in: 1...1000,
      .optional,
      example: "5", Label(zh: "Flagger 的 threshold。", en: "Flagger's threshold.")),
    .ratio(
      "canary.detects", Label(zh: "指标能发现的缺陷", en: "defects that metrics show"),
      typical: 0.3...0.98, .optional, example: "80%",
      Label(
        zh: "进入金丝雀的缺陷中，被指标分析发现并自动回滚的份额；没有金丝雀时不填。",
        en: "Of the defects that reach the canary; left out where there is none.")),
    .time(
      "manual.restore", Label(zh: "人工恢复时间", en: "manual time to restore"), in: 1...(30 * Time.day),
      typical: 1800...(8 * Time.hour), example: "2 小时",
      Label(zh: "未被自动回滚的失败从发生到恢复。", en: "Of failures that nothing rolls back by itself.")),
    .time(
      "sync.interval", Label(zh: "GitOps 同步间隔", en: "interval of reconciling"), in: 0.1...Time.day,
      .optional, isSetting: true, example: "3 分钟",
      Label(
        zh: "控制器多久比较一次集群与仓库（Argo CD 的 timeout.reconciliation，默认两分钟；Flux 的 interval）。",
        en: """
          Between two looks of the controller at cluster and repository (Argo CD's \
          timeout.reconciliation, two minutes by default; Flux's interval).
          """)),
    .time(
      "sync.jitter", Label(zh: "同步间隔的随机延长", en: "random delay of reconciling"), in: 0...Time.day,
      .optional, isSetting: true, example: "1 分钟",
      Label(zh: "每次另加零到这么久，均匀分布。", en: "Added to each interval, between nothing and this.")),
    .time(
      "sync.time", Label(zh: "一次同步的用时", en: "time to apply"), in: 0...Time.day, .optional,
      example: "40 秒",
      Label(zh: "从看到差异到集群与仓库一致。", en: "From seeing a difference until there is none.")),
  ]

  private static let progressiveDeliveryOutputs: [Output] = [
    .exact(
      "deployment-frequency", Label(zh: "部署频率", en: "deployment frequency"), in: .rate(of: "次"),
      measures: Measure(.value, of: "deployment-frequency", better: .higher),
      Label(
        zh: "变更到达速率与流水线容量中较小者。", en: "The lesser of what arrives and what pipelines can carry.")
    ) { inputs in
      min(
        inputs.number("changes"),
        inputs.number("lanes") / max(1, inputs.number("build") + Delivery.promotion(inputs)))
    },
    .exact(
      "change-failure-rate", Label(zh: "变更失败率", en: "change failure rate"), in: .ratio,
      measures: Measure(.share, of: "change-failure-rate", "error-rate", better: .lower),
      Label(
        zh: "到达生产（含金丝雀）的部署中有缺陷的份额；被测试拦下的变更没有部署，不在分母中；回滚计入。",
        en: """
          Of the deployments that reach production, canary included, those with a defect; changes that \
          tests stop are not deployed and not counted.
          """)
    ) { inputs in
      let (defects, caught) = (inputs.number("defects"), inputs.number("tests.catch"))
      let deployed = 1 - defects * caught
      return deployed > 0 ? defects * (1 - caught) / deployed : 0
    },
    .exact(
      "mttr", Label(zh: "平均恢复时间", en: "mean time to restore"), in: .time,
      measures: Measure(.mean, of: "mttr", "recovery-time", better: .lower),
      Label(zh: "自动回滚与人工恢复的加权平均。", en: "Automatic and manual restores, weighted.")
    ) { Delivery.restore($0) },
    .exact(
      "lead-time", Label(zh: "变更前置时间", en: "lead time"), in: .time,
      measures: Measure(.value, of: "deployment-time", better: .lower),
      Label(zh: "构建、测试与逐步放量的最短时间。", en: "The least time to build, test and promote.")
    ) { $0.number("build") + Delivery.promotion($0) },
    .exact(
      "incident-share", Label(zh: "故障时间占比", en: "share of time in incident"), in: .factor,
      measures: Measure(.mean, better: .lower),
      Label(
        zh: "失败变更数乘以恢复时间，除以时间；大于 1 表示同时有多起。",
        en: "Failures times time to restore, per time; above 1, several at once.")
    ) { inputs in
      inputs.number("changes") * inputs.number("defects") * (1 - inputs.number("tests.catch"))
        * Delivery.restore(inputs)
    },
    .exact(
      "exposure", Label(zh: "每次失败损失的流量时间", en: "traffic lost by a failure"), in: .time,
      measures: Measure(.mean, better: .lower),
      Label(
        zh: "金丝雀按首步权重计，其余按全量计。", en: "At the first step's weight in a canary, else all of it.")
    ) { inputs in
      let detected = inputs.optional("canary.detects") ?? 0
      return detected * (inputs.optional("canary.step") ?? 1) * Delivery.rollback(inputs)
        + (1 - detected) * inputs.number("manual.restore")
    },
    .exact(
      "drift-detection", Label(zh: "平均漂移发现时间", en: "mean time to see drift"), in: .time,
      measures: Measure(.mean, better: .lower),
      Label(
        zh: "集群偏离仓库之后，到控制器下一次比较。",
        en: "From when the cluster differs from the repository until the next look.")
    ) { ReconcileLoop($0)?.meanDetection },
    .exact(
      "drift-detection-worst", Label(zh: "最长漂移发现时间", en: "longest time to see drift"), in: .time,
      measures: Measure(.worst, better: .lower),
      Label(zh: "恰在一次比较之后偏离。", en: "When it begins to differ right after a look.")
    ) { ReconcileLoop($0)?.worstDetection },
    .exact(
      "drift-repair", Label(zh: "平均漂移修复时间", en: "mean time to mend drift"), in: .time,
      measures: Measure(.mean, better: .lower),
      Label(
        zh: "到集群与仓库重新一致；未给 sync.time 时只含发现。",
        en: "Until it is as declared again; without `sync.time`, until it is seen.")
    ) { ReconcileLoop($0)?.meanRepair },
  ]

  private static let progressiveDeliveryMechanisms: [MechanismNote] = [
    MechanismNote(
      Label(zh: "Flagger 金丝雀", en: "Flagger canary"),
      formula: "promote ≥ interval·⌈max/step⌉; roll back = interval·threshold",
      source: "fluxcd/flagger deployment-strategies.md"),
    MechanismNote(
      Label(zh: "变更失败率", en: "change failure rate"),
      formula: "CFR = d(1 − c)/(1 − d·c)",
      source: "DORA: failed deployments over deployments to production"),
    MechanismNote(
      Label(zh: "恢复时间混合", en: "mixture of restores"),
      formula: "MTTR = f·rollback + (1 − f)·manual", source: "law of total expectation"),
    MechanismNote(
      Label(zh: "流水线容量", en: "pipeline capacity"),
      formula: "deployments ≤ lanes / (build + promote)", source: "utilisation law"),
    MechanismNote(
      Label(zh: "GitOps 同步", en: "GitOps reconciling"),
      formula:
        "detection = E[X²] / (2·E[X]) of intervals X = interval + U(0, jitter); at most interval + jitter",
      source:
        "residual of a renewal process, Feller II; the loop: Argo CD argocd-cm.yaml, timeout.reconciliation; "
        + "Flux kustomizations.md, interval"),
  ]
}

private enum Delivery {
  static func promotion(_ inputs: Inputs) -> Double {
    guard let interval = inputs.optional("canary.interval"),
      let step = inputs.optional("canary.step"), let most = inputs.optional("canary.max")
    else { return 0 }
    return interval * (most / step - 1e-9).rounded(.up)
  }

  static func rollback(_ inputs: Inputs) -> Double {
    (inputs.optional("canary.interval") ?? 0) * (inputs.optional("canary.threshold") ?? 0)
  }

  static func restore(_ inputs: Inputs) -> Double {
    let detected = inputs.optional("canary.detects") ?? 0
    return detected * rollback(inputs) + (1 - detected) * inputs.number("manual.restore")
  }
}
