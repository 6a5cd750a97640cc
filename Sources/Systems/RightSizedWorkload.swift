import Glibc
import Model
import Quantities
import Simulate

extension SystemDefinition {
  /// Containers whose requests follow what they used, as the VPA has them.
  package static let rightSizedWorkload = SystemDefinition(
    "right-sized-workload",
    Label(zh: "VPA 调整请求的负载", en: "workload sized by the VPA"),
    documentation: Label(
      zh: """
        一个容器的 CPU 用量随昼夜起伏，叠加随机波动，每分钟采样一次进入半衰直方图。推荐值是给定分位再加余量；当前请求
        落到推荐的上下界之外，或过了十二小时仍与目标差一成以上时，更新器驱逐 Pod，按推荐值重建。副本数不变：与 HPA
        争同一指标是官方不建议的组合，这里不模拟。不含：内存、OOM 之后的加码、PDB 造成的推迟。
        """,
      en: """
        The CPU that a container uses goes up and down with the day, with noise on top, and is \
        sampled each minute into a decaying histogram. The recommendation is a percentile and a \
        margin; when the present request lies outside the recommended bounds, or after twelve \
        hours a tenth away from the target, the updater evicts the pod and it comes back with the \
        recommendation. Replicas stay: a VPA beside an HPA on \
        one metric is what the project advises against. Not modelled: memory, bumps after running \
        out of it, evictions that a disruption budget delays.
        """),
    mechanisms: [
      MechanismNote(
        Label(zh: "推荐器", en: "recommender"),
        formula:
          "request = P90 · 1.15 of samples that weigh their request, halved every 24 h; bounds P50 and P95 "
          + "widened by (1 + 1/days) above, (1 + 0.001/days)⁻² below",
        source:
          "kubernetes/autoscaler, recommender/logic/recommender.go and model/aggregate_container_state.go"
      ),
      MechanismNote(
        Label(zh: "更新器", en: "updater"),
        formula: "evict outside the bounds; within them after 12 h, if 10 % from the target",
        source: "vertical-pod-autoscaler, updater's priority and pod lifetime threshold"),
    ],
    parameters: rightSizedParameters,
    outputs: [
      .simulated(
        "utilisation", Label(zh: "请求的利用率", en: "utilisation of requests"), in: .ratio,
        measures: Measure(.mean, of: "utilisation", better: .higher),
        Label(zh: "用量与请求之比。", en: "Use over requests.")),
      .simulated(
        "request", Label(zh: "平均请求", en: "mean request"), in: .count(of: "核"),
        measures: Measure(.mean, of: "cost", better: .lower),
        Label(zh: "按时间平均。", en: "Over time.")),
      .simulated(
        "exceeded", Label(zh: "用量超过请求的时间", en: "time above the request"), in: .ratio,
        measures: Measure(.share, of: "error-rate", better: .lower),
        Label(zh: "此时只能靠节点余量。", en: "When only slack of the node helps.")),
      .simulated(
        "evictions", Label(zh: "每天驱逐次数", en: "evictions a day"), in: .number,
        measures: Measure(.mean, better: .lower),
        Label(zh: "更新器引起的重建。", en: "That the updater causes.")),
    ],
    replicationLimit: 512, replicate: { RightSizedRun.replicate($0, $1) },
    problems: { inputs in
      inputs.number("use.trough") > inputs.number("use.peak")
        ? [
          InputProblem(
            .contradiction, ["use.trough", "use.peak"], "the trough is above the peak")
        ] : []
    })

  private static let rightSizedParameters: [Parameter] = [
    .count(
      "use.trough", Label(zh: "低谷用量", en: "use at the trough"), of: "核", in: 0...1000,
      isSetting: false, example: "0.2", Label(zh: "一天中最低的平均用量。", en: "Lowest mean of a day.")),
    .count(
      "use.peak", Label(zh: "高峰用量", en: "use at the peak"), of: "核", in: 1e-3...1000,
      isSetting: false, example: "1", Label(zh: "一天中最高的平均用量。", en: "Highest mean of a day.")),
    Parameter(
      "variation", Label(zh: "波动的变异系数", en: "variation of the noise"), .number(.number),
      range: 0...5, typical: 0.05...1, example: "0.3",
      documentation: Label(zh: "每分钟用量围绕均值。", en: "Of each minute around the mean.")),
    .count(
      "request", Label(zh: "起始请求", en: "first request"), of: "核", in: 1e-3...1000,
      isSetting: false, example: "2", Label(zh: "开始时人工给出的值。", en: "As people set it.")),
    .flag(
      "vpa", Label(zh: "启用 VPA", en: "VPA on"), reads: ["VPA"],
      documentation: Label(zh: "不启用时请求不变。", en: "Without it the request stays.")),
    .ratio(
      "percentile", Label(zh: "目标分位", en: "target percentile"), in: 0.01...1,
      .standard("0.9", source: "vertical-pod-autoscaler docs/flags.md"), isSetting: true,
      example: "0.9", Label(zh: "推荐值所取的分位。", en: "That the recommendation takes.")),
    .ratio(
      "margin", Label(zh: "余量", en: "margin"), in: 0...5,
      .standard("15%", source: "vertical-pod-autoscaler docs/flags.md"), isSetting: true,
      example: "15%", Label(zh: "加在推荐值上。", en: "On top of the recommendation.")),
    .time(
      "half-life", Label(zh: "半衰期", en: "half-life"), in: Time.hour...(30 * Time.day),
      .standard("24 小时", source: "vertical-pod-autoscaler docs/flags.md"), isSetting: true,
      example: "24 小时", Label(zh: "样本权重减半的时间。", en: "In which a sample's weight halves.")),
    .time(
      "horizon", Label(zh: "每次重复的模拟时长", en: "simulated time of one replication"),
      in: (2 * Time.day)...(90 * Time.day), .standard("8 天", source: "docgen"), isSetting: true,
      example: "8 天", Label(zh: "前四分之一为预热。", en: "The first quarter warms up.")),
  ]
}

/// Steps of a minute, the recommender's sampling. Oracle: a constant use ends at the bucket above it and
/// the margin, within 5 % of `1.15 · use`, after one eviction.
enum RightSizedRun {
  /// The weight of a sample is the request at its time, in cores, and no less than this: so that history counts less
  /// where the request has grown (recommender/model, aggregate_container_state.go).
  private static let leastWeight = 0.1

  static func replicate(_ inputs: Inputs, _ replication: Replication) -> Observations {
    let step = 60.0
    let steps = Int(inputs.number("horizon") / step)
    let (trough, peak) = (inputs.number("use.trough"), inputs.number("use.peak"))
    let variation = inputs.number("variation")
    let sigma = log1p(variation * variation).squareRoot()
    let (share, margin) = (inputs.number("percentile"), 1 + inputs.number("margin"))
    var noise = replication.stream("noise")
    var phaseStream = replication.stream("phase")
    let phase = phaseStream.uniform()
    let isSized = inputs.flag("vpa")
    var histogram = UsageHistogram(halfLife: inputs.number("half-life"))
    var request = inputs.number("request")
    var lastEviction = -Time.day
    var (used, requested, above, evictions, counted) = (0.0, 0.0, 0, 0, 0)
    var hash = TraceWord()
    for index in 0..<steps {
      let now = Double(index) * step
      let day = (now / Time.day + phase) * 2 * Double.pi
      let mean = trough + (peak - trough) * (1 - cos(day)) / 2
      let use = mean * exp(sigma * noise.normal() - sigma * sigma / 2)
      histogram.add(use, weight: max(request, leastWeight), at: now)
      if index >= steps / 4 {
        counted += 1
        used += use
        requested += request
        if use > request { above += 1 }
      }
      guard isSized, index % 10 == 9 else { continue }
      let days = (now + step) / Time.day
      guard let target = histogram.percentile(share), let low = histogram.percentile(0.5),
        let high = histogram.percentile(0.95)
      else { continue }
      let lower = low * margin * pow(1 + 0.001 / days, -2)
      let upper = high * margin * (1 + 1 / days)
      let isOff = abs(target * margin / request - 1) >= 0.1 && now - lastEviction >= Time.day / 2
      guard request < lower || request > upper || isOff else { continue }
      request = target * margin
      lastEviction = now
      if index >= steps / 4 { evictions += 1 }
      hash.add(UInt64(index))
    }
    hash.add(used.bitPattern)
    let total = Double(max(1, counted))
    return Observations(
      [
        requested > 0 ? used / requested : 0, requested / total, Double(above) / total,
        Double(evictions) / (total * step / Time.day),
      ], trace: hash.value)
  }
}
