import Glibc
import Model
import Quantities
import Simulate

extension SystemDefinition {
  /// Traffic split between two versions, or copied to a second: how long until a difference shows.
  package static let trafficExperiment = SystemDefinition(
    "traffic-experiment",
    Label(zh: "A/B 与流量镜像", en: "A/B tests and mirrored traffic"),
    documentation: Label(
      zh: """
        A/B：把一部分流量给新版本，比较两边的成功（转化）比例；样本量由显著性与功效算出，再除以流量较小一边的速率得到
        用时。镜像：请求复制一份给新版本，回答被丢弃，用户不受影响，但新版本与其下游多承担一份负载，且看不到用户对结果
        的反应。不含：多次偷看数据、同一用户的相关性、写请求的副作用（镜像只适合只读或已隔离的写）。
        """,
      en: """
        A/B: a share of traffic sees the new version, and the ratios of success on both sides are \
        compared; the sample follows from significance and power, and the time from the lesser \
        side's rate. Mirroring: requests are copied to the new version and its answers dropped; \
        users are not affected, but it and what lies below carry the copies, and nobody's reaction \
        is seen. Not modelled: peeking, users who come again, side effects of mirrored writes.
        """),
    mechanisms: [
      MechanismNote(
        Label(zh: "两比例检验的样本量", en: "sample of a test of two proportions"),
        formula: "n = (z_{1−α/2} + z_{1−β})²·[p₁(1−p₁)/r + p₂(1−p₂)]/(p₁ − p₂)², r = n₁/n₂",
        source: "Fleiss, Statistical Methods for Rates and Proportions"),
      MechanismNote(
        Label(zh: "镜像", en: "mirroring"), formula: "load below = 1 + mirrored share",
        source: "istio/api virtual_service.proto, mirrorPercentage"),
    ],
    parameters: trafficExperimentParameters,
    outputs: [
      .exact(
        "sample", Label(zh: "新版本所需样本", en: "sample of the new version"), in: .number,
        measures: Measure(.value, better: .needed),
        Label(zh: "请求或用户数。", en: "Requests, or users.")
      ) { sample($0) },
      .exact(
        "duration", Label(zh: "实验用时", en: "duration of the test"), in: .time,
        measures: Measure(.value, of: "processing-time", better: .lower),
        Label(zh: "到样本够为止。", en: "Until the sample is reached.")
      ) { inputs in
        sample(inputs) / (inputs.number("requests") * inputs.number("share"))
      },
      .exact(
        "exposed", Label(zh: "受影响的请求", en: "requests exposed"), in: .number,
        measures: Measure(.mean, better: .lower),
        Label(
          zh: "用时内由新版本回答、若它更差就白白失败的请求数；镜像时为零。",
          en: "Failures on top, of answers by the new version if it is worse; none when mirrored.")
      ) { inputs in
        guard !inputs.flag("mirrored") else { return 0 }
        return sample(inputs) * max(0, inputs.number("success") - inputs.number("changed"))
      },
      .exact(
        "load-below", Label(zh: "下游负载倍数", en: "load below"), in: .factor,
        measures: Measure(.value, better: .lower),
        Label(zh: "与没有实验时相比。", en: "Against no experiment.")
      ) { 1 + ($0.flag("mirrored") ? $0.number("share") : 0) },
    ],
    problems: { inputs in
      inputs.number("success") == inputs.number("changed")
        ? [
          InputProblem(
            .contradiction, ["changed", "success"], "no sample shows a difference of nothing")
        ] : []
    })

  private static func sample(_ inputs: Inputs) -> Double {
    let (p, q) = (inputs.number("success"), inputs.number("changed"))
    let z =
      normalQuantile(1 - inputs.number("significance") / 2) + normalQuantile(inputs.number("power"))
    let share = inputs.number("share")
    // A mirror answers the very requests that the old version does: as many on both sides.
    let ratio = inputs.flag("mirrored") ? 1 / share : (1 - share) / share
    let spread = p * (1 - p) / ratio + q * (1 - q)
    return (z * z * spread / ((p - q) * (p - q))).rounded(.up)
  }

  private static let trafficExperimentParameters: [Parameter] = [
    .rate(
      "requests", Label(zh: "请求速率", en: "requests"), of: "请求", example: "1000 次/秒",
      Label(zh: "可参加实验的流量。", en: "That may take part.")),
    .ratio(
      "share", Label(zh: "给新版本的份额", en: "share of the new version"), in: 1e-6...0.999_999,
      isSetting: true, example: "5%", Label(zh: "分流或镜像的份额。", en: "Split off, or mirrored.")),
    .ratio(
      "success", Label(zh: "旧版本的成功比例", en: "success of the old version"), in: 1e-6...0.999_999_9,
      example: "99.9%", Label(zh: "成功率，或转化率。", en: "Of requests, or of visits.")),
    .ratio(
      "changed", Label(zh: "要看得出的新比例", en: "success to be noticed"), in: 0...1, example: "99.8%",
      Label(zh: "新版本若是这样，要能发现。", en: "Of the new version.")),
    .flag(
      "mirrored", Label(zh: "镜像而不分流", en: "mirrored, not split"), reads: ["流量镜像"],
      documentation: Label(
        zh: "用户只看到旧版本的回答。", en: "Users see the answers of the old version alone.")),
    .ratio(
      "significance", Label(zh: "显著性水平", en: "significance"), in: 1e-9...0.5,
      .standard("5%", source: "convention"), isSetting: true, example: "5%",
      Label(zh: "双侧。", en: "Two-sided.")),
    .ratio(
      "power", Label(zh: "功效", en: "power"), in: 0.5...0.999_999,
      .standard("80%", source: "convention"), isSetting: true, example: "80%",
      Label(zh: "真有差别时发现它的概率。", en: "To notice a difference that there is.")),
  ]
}
