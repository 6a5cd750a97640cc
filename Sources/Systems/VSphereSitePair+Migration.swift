import Model
import Quantities

extension VSphereSitePair {
  /// What a machine takes with it when it moves to another host.
  static let migrationParameters: [Parameter] = [
    .data(
      "vm.memory", Label(zh: "虚拟机内存", en: "memory of the machine"), in: 1e6...1e14, .optional,
      example: "64 GB",
      Label(zh: "迁移时要搬走的内存。", en: "What has to move with it.")),
    .dataRate(
      "vm.dirty", Label(zh: "内存写入速率", en: "memory written"), in: 0...1e12, .optional,
      example: "200 MB/s",
      Label(
        zh: "迁移期间每秒改写的内存（同一页只算一次）。",
        en: "In a time while it moves; a page that is written twice counts once.")),
    .dataRate(
      "vmotion.bandwidth", Label(zh: "vMotion 网络带宽", en: "bandwidth of vMotion"), in: 1e5...1e12,
      .optional, example: "10 Gbps",
      Label(
        zh: "一次迁移可用的带宽；同时迁移多台时由它们分享。",
        en: "For one machine; several that move at once share it.")),
    .time(
      "vmotion.pause", Label(zh: "允许的切换停顿", en: "pause that is allowed"), in: 0...60, .optional,
      isSetting: true, example: "1 秒",
      Label(
        zh: "剩余内存能在这段时间内传完时就停机切换；vSphere 以一秒以内为目标（凭记忆，只作假设）。",
        en: """
          When what is left can be sent in this time, the machine stops and moves; vSphere aims at less \
          than a second (from memory: an assumption).
          """)),
    .count(
      "host.machines", Label(zh: "一台主机上的虚拟机数", en: "machines of a host"), of: "台", in: 1...4096,
      .optional, example: "20",
      Label(zh: "计划维护时要全部迁走的台数。", en: "That all move away before planned work.")),
  ]

  static let migrationOutputs: [Output] = [
    .exact(
      "vmotion-time", Label(zh: "一次迁移的用时", en: "time to move a machine"), in: .time,
      measures: Measure(.value, better: .lower),
      Label(
        zh: "从开始传送到在另一台主机上运行；写得比传得快时没有尽头。",
        en: "Until it runs on the other host; without end where more is written than is sent.")
    ) { PreCopy($0)?.duration },
    .exact(
      "vmotion-pause", Label(zh: "迁移的停顿", en: "pause of a move"), in: .time,
      measures: Measure(.value, better: .lower),
      Label(zh: "最后一轮传送时虚拟机停止的时间。", en: "For which the machine stands still at the end.")
    ) { PreCopy($0)?.standstill },
    .exact(
      "vmotion-traffic", Label(zh: "一次迁移的流量", en: "traffic of a move"), in: .data,
      measures: Measure(.total, better: .lower),
      Label(zh: "各轮传送的总量，多于内存本身。", en: "Of all rounds, which is more than the memory.")
    ) { PreCopy($0)?.traffic },
    .exact(
      "evacuation-time", Label(zh: "腾空一台主机的用时", en: "time to empty a host"), in: .time,
      measures: Measure(.total, better: .lower),
      Label(
        zh: "主机上的虚拟机全部迁走；带宽共享，同时迁几台用时不变。",
        en:
          "All its machines one after the other; several at once share the network and take no less."
      )
    ) { inputs in
      guard let machines = inputs.optional("host.machines") else { return nil }
      return PreCopy(inputs).map { machines * $0.duration }
    },
  ]

  static let migrationMechanism = MechanismNote(
    Label(zh: "vMotion 预拷贝", en: "vMotion pre-copy"),
    formula:
      "rounds of M·ρⁱ, ρ = written/sent; time = M/B·(1 − ρⁿ)/(1 − ρ) + M·ρⁿ/B, n = ⌈ln(pause·B/M)/ln ρ⌉",
    source: "Clark et al., Live migration of virtual machines, NSDI 2005; the rounds one by one")

  static func migrationProblems(_ inputs: Inputs) -> [InputProblem] {
    let given = (PreCopy.parameters + ["host.machines"]).filter(inputs.has)
    guard let first = given.first else { return [] }
    return PreCopy.parameters.filter { !inputs.has($0) }.map {
      InputProblem(.missing, [$0], "`\(first)` is given, so `\($0)` is needed")
    }
  }
}
