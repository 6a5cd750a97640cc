import Model
import Quantities

extension VSphereSitePair {
  static let outputs: [Output] =
    [
      Output(
        "availability", Label(zh: "可用性", en: "availability"), in: .ratio,
        measures: Measure(.share, of: "availability", better: .higher),
        documentation: Label(
          zh: "参考虚拟机可服务时间的长期份额。",
          en: "The long-run share of time in which the reference machine serves."),
        scale: .complement, method: .simulated(twin: { 1 - unavailability($0) })),
      Output(
        "downtime-per-year", Label(zh: "年停机时间", en: "downtime per year"), in: .time,
        measures: Measure(.total, of: "downtime", better: .lower),
        documentation: Label(zh: "每 365 天的平均停机时间。", en: "Mean downtime in 365 days."),
        method: .simulated(twin: { unavailability($0) * 365 * Time.day })),
      Output(
        "rpo", Label(zh: "恢复点目标", en: "recovery point"), in: .time,
        measures: Measure(.worst, of: "rpo", better: .lower),
        documentation: Label(
          zh: "站点故障时最多丢失多长时间的数据。", en: "The most data, in time, that a site failure loses."),
        method: .exact { inputs in
          inputs.optional("vr.rpo").map { max($0, 2 * (inputs.optional("vr.transfer") ?? 0)) }
        }),
      Output(
        "rto", Label(zh: "站点恢复时间 (P95)", en: "site recovery time (P95)"), in: .time,
        measures: Measure(.quantile(0.95), of: "rto", "recovery-time", "downtime", better: .lower),
        documentation: Label(
          zh: "一百次站点切换中九十五次不超过的时间。", en: "The time that 95 of 100 site failovers do not exceed."),
        method: .exact { inputs in
          inputs.law("srm.rto").map { $0.quantile(0.95) + (plan(inputs)?.duration ?? 0) }
        }),
      Output(
        "plan-time", Label(zh: "恢复计划的启动用时", en: "starting time of the recovery plan"), in: .time,
        measures: Measure(.value, of: "start-time", better: .lower),
        documentation: Label(
          zh: "按优先级分组与组内依赖，最后一台就绪为止。",
          en: "Until the last machine is up, by groups of priority and what waits for what in them."
        ),
        method: .exact { plan($0)?.duration }),
      Output(
        "dr-capacity", Label(zh: "灾备容量比", en: "recovery capacity"), in: .ratio,
        measures: Measure(.value, better: .higher),
        documentation: Label(
          zh: "灾备站点按 N+k 预留后的容量与须接管负载之比；小于 1 即装不下。",
          en:
            """
            Capacity of the recovery site, less its own reserve, over the load it must take; \
            below 1 it does not fit.
            """
        ),
        method: .exact { inputs in
          guard let recovery = inputs.optional("dr.hosts"), let share = inputs.optional("dr.load")
          else {
            return nil
          }
          return max(0, recovery - inputs.number("hosts.reserved"))
            / (inputs.number("hosts") * share)
        }),
    ] + migrationOutputs

  /// Whether FT protects the machine: SR-IOV excludes it.
  static func isFaultTolerant(_ inputs: Inputs) -> Bool {
    inputs.flag("ft") && !inputs.flag("sriov")
  }

  /// Whether planned work is free of downtime: SR-IOV excludes vMotion.
  static func movesAway(_ inputs: Inputs) -> Bool {
    inputs.flag("vmotion") && !inputs.flag("sriov")
  }

  /// The outage of a site failure: the failover where there is somewhere to go, else the repair.
  static func siteOutage(_ inputs: Inputs) -> Law? {
    failsOver(inputs) ? inputs.law("srm.rto") : inputs.law("site.repair")
  }

  /// Whether a site failure ends with a failover, after what else it takes: the start of the machines by a plan.
  static func failsOver(_ inputs: Inputs) -> Bool {
    (inputs.optional("dr.hosts") ?? 0) >= 1 && inputs.has("srm.rto")
  }

  /// In which order the machines start at the recovery site.
  static func plan(_ inputs: Inputs) -> RecoveryPlan? {
    RecoveryPlan(inputs, "srm.plan", limit: "srm.parallel")
  }

  /// The unavailability to first order: independent parts multiply, outages of the machine add up
  /// as in an alternating renewal process. Exact for one mechanism at a time.
  static func unavailability(_ inputs: Inputs) -> Double {
    let mtbf = inputs.number("host.mtbf")
    let repair = inputs.number("host.repair")
    let hosts = inputs.count("hosts")
    let masked = isFaultTolerant(inputs) ? inputs.optional("ft.coverage") ?? 0 : 0
    var load = (1 - masked) / mtbf * (inputs.number("ha.detection") + inputs.number("ha.restart"))
    if let guest = inputs.optional("vm.mtbf"), let restart = inputs.optional("vm.restart") {
      load += restart / guest
    }
    if !movesAway(inputs), let interval = inputs.optional("planned.interval"),
      let outage = inputs.optional("planned.outage")
    {
      load += outage / interval
    }
    if let site = inputs.optional("site.mtbf"), let outage = siteOutage(inputs)?.mean {
      load += (outage + (failsOver(inputs) ? plan(inputs)?.duration ?? 0 : 0)) / site
    }
    let capacity = binomialTail(
      hosts, failing: repair / (mtbf + repair),
      moreThan: min(inputs.count("hosts.reserved"), hosts - 1))
    let storage = storageUnavailability(inputs, mtbf: mtbf)
    return 1 - (1 - capacity) * (1 - storage) / (1 + load)
  }

  private static func storageUnavailability(_ inputs: Inputs, mtbf: Double) -> Double {
    guard let ftt = inputs.optional("vsan.ftt"), let rebuild = inputs.optional("vsan.rebuild"),
      let repair = inputs.law("host.repair")
    else { return 0 }
    let absent = repair.meanOfMinimum(with: inputs.number("vsan.delay") + rebuild)
    let failures = Int(ftt.rounded())
    return binomialTail(2 * failures + 1, failing: absent / (mtbf + absent), moreThan: failures)
  }

  static func problems(_ inputs: Inputs) -> [InputProblem] {
    var found: [InputProblem] = []
    if isFaultTolerant(inputs), !inputs.has("ft.coverage") {
      found.append(.init(.missing, ["ft.coverage"], "`ft` is on, so `ft.coverage` is needed"))
    }
    if inputs.flag("ft"), inputs.flag("sriov") {
      found.append(
        .init(
          .caution, ["ft", "sriov"],
          "FT and SR-IOV exclude each other on one machine; it is judged without FT"))
    }
    if inputs.count("hosts.reserved") >= inputs.count("hosts") {
      found.append(
        .init(
          .contradiction, ["hosts.reserved", "hosts"],
          "`hosts.reserved` must be less than the number of hosts"))
    }
    if let ftt = inputs.optional("vsan.ftt"), inputs.number("hosts") < 2 * ftt.rounded() + 1 {
      found.append(
        .init(
          .contradiction, ["vsan.ftt", "hosts"],
          "`vsan.ftt` of f needs 2f + 1 hosts for its copies and witnesses"))
    }
    for (first, second) in [
      ("vm.mtbf", "vm.restart"), ("planned.interval", "planned.outage"),
      ("vsan.ftt", "vsan.rebuild"),
    ] where inputs.has(first) != inputs.has(second) {
      let missing = inputs.has(first) ? second : first
      let present = inputs.has(first) ? first : second
      if missing == "planned.outage", movesAway(inputs) { continue }
      found.append(.init(.missing, [missing], "`\(present)` is given, so `\(missing)` is needed"))
    }
    if inputs.has("site.mtbf"), siteOutage(inputs) == nil {
      found.append(
        .init(
          .missing, inputs.has("srm.rto") ? ["dr.hosts", "site.mtbf"] : ["site.mtbf"],
          inputs.has("srm.rto")
            ? "`site.mtbf` and `srm.rto` are given, so `dr.hosts`, the hosts to fail over to, is needed; "
              + "or `site.repair`, where there are none"
            : "`site.mtbf` is given, so `srm.rto` with `dr.hosts`, or `site.repair`, is needed"))
    } else if inputs.has("srm.rto"), (inputs.optional("dr.hosts") ?? 0) < 1 {
      found.append(
        .init(
          .caution, ["srm.rto"],
          "`srm.rto` has no effect without `dr.hosts`: there is nothing to fail over to"))
    }
    if inputs.has("srm.plan"), !inputs.has("srm.rto") {
      found.append(
        .init(
          .missing, ["srm.rto", "srm.plan"],
          "`srm.plan` is given, so `srm.rto`, what a failover takes beside the starts, is needed"))
    }
    return found + RecoveryPlan.problems(inputs, "srm.plan", limit: "srm.parallel")
      + migrationProblems(inputs)
      + horizonProblems(inputs, against: ["host.mtbf", "vm.mtbf", "site.mtbf"])
  }
}
