import Glibc
import Model
import Quantities

extension SystemDefinition {
  /// A release to many sites in waves, each watched for a while before the next.
  package static let stagedRollout = SystemDefinition(
    "staged-rollout",
    Label(zh: "分波次发布", en: "staged rollout"),
    documentation: Label(
      zh: """
        发布按波次进行：每一波先把镜像传到站点（波内各站点同时传，受站点专线限制），再观察一段时间，通过才放下一波。
        给出缺陷在一个站点每天显形的概率时，回答第一波观察期内能发现它的概率。不含：回退与重发的用时、夜间窗口造成的等待。
        """,
      en: """
        A release goes out in waves: the image is sent to the sites of a wave, all at once over \
        links of their own, and watched for a while before the next wave, the last as well. Where the chance is \
        given that a defect shows at a site in a day, the answers are how likely the first wave \
        shows it. Not modelled: rolling back and sending again, waiting for a window at night.
        """),
    mechanisms: [
      MechanismNote(
        Label(zh: "波次之和", en: "sum of waves"),
        formula:
          "time = waves · (size/link + watch); until all have it, waves · size/link + (waves − 1) · watch",
        source: "arithmetic"),
      MechanismNote(
        Label(zh: "第一波的发现概率", en: "detection in the first wave"),
        formula: "P = 1 − (1 − p)^(sites · days)", source: "independent sites and days"),
    ],
    parameters: stagedRolloutParameters,
    outputs: [
      .exact(
        "duration", Label(zh: "发布结束的用时", en: "time until the release is over"), in: .time,
        measures: Measure(.value, of: "deployment-time", better: .lower),
        Label(
          zh: "最后一波也观察完；没有一波被拦下时。",
          en: "With the last wave watched as well, when none is held back.")
      ) { inputs in inputs.number("waves") * (inputs.number("watch") + sending(inputs)) },
      .exact(
        "reached", Label(zh: "全部站点拿到新版本的用时", en: "time until all sites have it"), in: .time,
        measures: Measure(.value, of: "deployment-time", better: .lower),
        Label(zh: "最后一波传完；没有一波被拦下时。", en: "With the last wave sent, when none is held back.")
      ) { inputs in
        let waves = inputs.number("waves")
        return waves * sending(inputs) + (waves - 1) * inputs.number("watch")
      },
      .exact(
        "caught", Label(zh: "第一波发现缺陷的概率", en: "chance that the first wave shows a defect"),
        in: .ratio, measures: Measure(.share, of: "success-rate", better: .higher),
        Label(zh: "在第一波的观察时间内。", en: "While the first wave is watched.")
      ) { inputs in
        guard let sites = inputs.optional("first"), let chance = inputs.optional("defect.shows")
        else { return nil }
        return -expm1(sites * inputs.number("watch") / Time.day * log1p(-chance))
      },
    ],
    problems: { inputs in
      inputs.has("size") != inputs.has("link")
        ? [
          InputProblem(
            .missing, inputs.has("size") ? ["size", "link"] : ["link", "size"],
            "the time to send needs both `size` and `link`")
        ] : []
    })

  /// The time to send the image to a wave.
  private static func sending(_ inputs: Inputs) -> Double {
    guard let size = inputs.optional("size"), let link = inputs.optional("link") else { return 0 }
    return size / link
  }

  private static let stagedRolloutParameters: [Parameter] = [
    .count(
      "waves", Label(zh: "波次", en: "waves"), of: "个", in: 1...1000, example: "4",
      Label(zh: "先后发布的批数。", en: "One after the other.")),
    .time(
      "watch", Label(zh: "观察时间", en: "time to watch"), in: 0...(90 * Time.day), isSetting: true,
      example: "24 小时", Label(zh: "一波之后到放行下一波。", en: "After a wave, before the next.")),
    .data(
      "size", Label(zh: "镜像大小", en: "size of the image"), .optional, example: "400 MB",
      Label(zh: "每个站点要传的数据。", en: "To be sent to each site.")),
    .dataRate(
      "link", Label(zh: "站点专线", en: "link of a site"), .optional, example: "10 Mbps",
      Label(zh: "传镜像可用的带宽。", en: "Available for the image.")),
    .count(
      "first", Label(zh: "第一波站点数", en: "sites of the first wave"), of: "个", in: 1...1_000_000,
      .optional, example: "10", Label(zh: "最先拿到新版本的站点。", en: "That get it first.")),
    .ratio(
      "defect.shows", Label(zh: "缺陷每站每天显形的概率", en: "chance that a defect shows"),
      in: 0...0.999_999, .optional, example: "5%",
      Label(zh: "在一个站点一天之内。", en: "At one site within one day.")),
  ]
}
