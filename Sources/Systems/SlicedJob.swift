import Model
import Quantities
import Simulate

extension SystemDefinition {
  /// A job cut into slices that run side by side, on machines that may be taken away.
  package static let slicedJob = SystemDefinition(
    "sliced-job",
    Label(zh: "切片作业", en: "sliced job"),
    documentation: Label(
      zh: """
        作业先有一段串行准备，再切成若干片由若干个工作位先到先得地处理，最后一段串行收尾。给出回收间隔时，工作位会被
        收走（如竞价实例）：手上那一片作废，重新拉起后从头再来。回答的是从开始到收尾完成的用时。不含：排队等待工作位、
        切片之间的依赖。
        """,
      en: """
        A job has a serial part, then slices that workers take first come first served, then \
        another serial part. Where a time between losses is given, workers are taken away, as \
        spot instances are: the slice in hand is lost and begins again after a relaunch. The \
        answer is the time from start to end. Not modelled: waiting for workers, slices that \
        depend on each other.
        """),
    mechanisms: [
      MechanismNote(
        Label(zh: "列表调度", en: "list scheduling"),
        formula: "⌈slices / workers⌉ · time, where that is constant and nothing is lost",
        source: "Graham 1966"),
      MechanismNote(
        Label(zh: "作废重来", en: "loss and restart"),
        formula: "E[slice] = (e^λt − 1)·(1/λ + relaunch), at losses of rate λ",
        source: "Duda, Information Processing Letters 16, 1983, without checkpoints"),
    ],
    parameters: slicedJobParameters,
    outputs: [
      .simulated(
        "completion", Label(zh: "完成用时", en: "time to completion"), in: .time,
        measures: Measure(
          .mean, of: "processing-time", "deployment-time", "response-time", better: .lower),
        Label(zh: "从开始到收尾完成的平均用时。", en: "Mean, from the start to the end of the last part."),
        twin: { slicedJobTwin($0) }),
      .simulated(
        "lost", Label(zh: "作废的机器时间", en: "machine time lost"), in: .ratio,
        measures: Measure(.share, of: "overhead", better: .lower),
        Label(
          zh: "被收走的切片已花的时间，占有效时间的份额。", en: "Spent on slices that were lost, over useful time.")),
    ],
    replicationLimit: 4096,
    replicate: { inputs, replication in
      let schedule = ListSchedule(
        slices: inputs.count("slices"), workers: inputs.count("workers"),
        time: inputs.law("slice.time") ?? .constant(0), stay: inputs.law("loss.interval"),
        relaunch: inputs.law("relaunch") ?? .constant(0))
      let run = schedule.run(replication)
      var stream = replication.stream("serial")
      let serial = ["before", "after"].reduce(0.0) { sum, name in
        sum + (inputs.law(name)?.sample(&stream) ?? 0)
      }
      let useful = inputs.number("slices") * inputs.number("slice.time")
      return Observations(
        [run.finish + serial, useful > 0 ? run.lost / useful : 0], trace: run.trace)
    })

  /// Exact for slices of constant time of which none is lost.
  private static func slicedJobTwin(_ inputs: Inputs) -> Double? {
    guard inputs.law("loss.interval") == nil, case .constant(let time) = inputs.law("slice.time")
    else { return nil }
    let rounds = (inputs.number("slices") / inputs.number("workers")).rounded(.up)
    return rounds * time + (inputs.optional("before") ?? 0) + (inputs.optional("after") ?? 0)
  }

  private static let slicedJobParameters: [Parameter] = [
    .count(
      "slices", Label(zh: "切片数", en: "slices"), of: "个", in: 1...100_000, example: "120",
      Label(zh: "作业切成的片数。", en: "Into which the job is cut.")),
    .count(
      "workers", Label(zh: "并行数", en: "workers"), of: "个", in: 1...100_000,
      reads: .count(words: ["工作节点", "工作进程", "worker"], under: []), example: "40",
      Label(zh: "同时处理的片数。", en: "Slices in hand at once.")),
    .duration(
      "slice.time", Label(zh: "一片的用时", en: "time of a slice"), in: 1e-6...(30 * Time.day),
      example: "median 30 秒; p95 45 秒", Label(zh: "处理一片的机器时间。", en: "Machine time of one slice.")),
    .duration(
      "before", Label(zh: "串行准备", en: "serial part before"), in: 0...(30 * Time.day), .optional,
      example: "2 分钟", Label(zh: "切片之前的步骤。", en: "Steps before the slices.")),
    .duration(
      "after", Label(zh: "串行收尾", en: "serial part after"), in: 0...(30 * Time.day), .optional,
      example: "6 分钟", Label(zh: "最后一片之后的步骤。", en: "Steps after the last slice.")),
    .lifetime(
      "loss.interval", Label(zh: "工作位被收走的间隔", en: "time between losses of a worker"),
      .optional, example: "20 小时",
      Label(zh: "单个工作位两次被收走之间；不会被收走的不填。", en: "Of one worker; not given where none is lost.")),
    .duration(
      "relaunch", Label(zh: "重新拉起", en: "relaunch"), in: 0...Time.day,
      .standard("0 秒", source: "nothing is lost"), example: "60 秒",
      Label(zh: "被收走之后到重做开始。", en: "From a loss until the slice begins again.")),
  ]
}
