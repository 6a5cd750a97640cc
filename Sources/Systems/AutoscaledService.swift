import Glibc
import Model
import Quantities
import Simulate

extension SystemDefinition {
  /// A service whose pods follow a daily load by the HPA's formula.
  package static let autoscaledService = SystemDefinition(
    "autoscaled-service",
    Label(zh: "自动伸缩服务", en: "autoscaled service"),
    documentation: Label(
      zh: """
        负载在一天内从低谷到高峰往返，叠加突发。每个同步周期按 HPA 控制器的算法求期望副本数（含未就绪与缺失指标的
        Pod、容差、扩缩策略与稳定窗口），新 Pod 经启动时间后才就绪；节点利用率等于 Pod 利用率乘以装箱率。就绪容量不足的时间记为未达目标。
        给出每节点可容纳的 Pod 数后，节点数由 Cluster Autoscaler 决定：放不下的 Pod 等新节点，利用率持续低于阈值
        十分钟、且距上次扩容十分钟的节点逐个移除；Pod 均匀铺开。不含：VPA（与 HPA 不宜用于同一指标）。
        """,
      en: """
        Load goes from trough to peak and back each day, with bursts on top. At each sync the \
        HPA's controller gives the desired replicas, with pods that are not ready or report \
        nothing, tolerance, policies and stabilisation window; new pods are ready after their \
        start-up. Node utilisation is pod utilisation times packing. Time in \
        which \
        ready pods cannot carry the load counts as missed. Where the pods that fit on a node are \
        given, nodes follow from the Cluster Autoscaler: pods without room wait for a new node, \
        and nodes below the threshold for ten minutes, ten minutes after the last was added, go \
        one by one; pods are spread evenly. Not modelled: VPA, which is not to be used with the \
        HPA on the same metric.
        """),
    mechanisms: [
      MechanismNote(
        Label(zh: "HPA", en: "HPA"),
        formula:
          "desired = ⌈Σ use/target⌉ outside the tolerance, over measured pods; missing ones count 0 "
          + "up and their request down, unready ones 0 up",
        source: "kubernetes/website horizontal-pod-autoscale; replica_calculator.go"),
      MechanismNote(
        Label(zh: "扩缩策略与稳定窗口", en: "policies and stabilisation windows"),
        formula:
          "up at most to max(start·(1 + p), start + n) of a period; down at least to start·(1 − p); "
          + "up by the lowest, down by the highest wish of the window",
        source: "HPAScalingRules of autoscaling/v2; KEP-853; the algorithm of `solve hpa-policy`"),
      MechanismNote(
        Label(zh: "节点利用率", en: "node utilisation"), formula: "node use = pod use · packing",
        source: "identity"),
      MechanismNote(
        Label(zh: "Cluster Autoscaler 与反亲和", en: "Cluster Autoscaler and anti-affinity"),
        formula: "up to ⌈pods/fit⌉ nodes; down below 0.5 for 600 s, one a scan; fit = 1 when apart",
        source: "kubernetes/autoscaler FAQ: scale-down-utilization-threshold and delays"),
    ],
    parameters: autoscaledServiceParameters, outputs: autoscaledServiceOutputs,
    replicationLimit: 512, replicate: { AutoscaledServiceRun.replicate($0, $1) },
    problems: { inputs in
      var found: [InputProblem] = []
      if inputs.number("load.trough") > inputs.number("load.peak") {
        found.append(
          InputProblem(
            .contradiction, ["load.trough", "load.peak"], "the trough is above the peak"))
      }
      for name in ["up.policies", "down.policies"]
      where inputs.choice(name).flatMap(ScalingRules.policies) == nil {
        found.append(
          InputProblem(
            .contradiction, [name],
            "`\(name)` are written `10%/60s, 4/15s`, in periods of at most 30 minutes"))
      }
      return found
    })

  private static let autoscaledServiceParameters: [Parameter] = [
    .rate(
      "load.trough", Label(zh: "低谷负载", en: "load at the trough"), of: "请求", in: 0...1e9,
      example: "2000 次/秒", Label(zh: "一天中最低的请求速率。", en: "Lowest rate of requests of a day.")),
    .rate(
      "load.peak", Label(zh: "高峰负载", en: "load at the peak"), of: "请求", in: 1e-3...1e9,
      example: "10000 次/秒", Label(zh: "一天中最高的请求速率。", en: "Highest rate of requests of a day.")),
    .rate(
      "pod.capacity", Label(zh: "单 Pod 容量", en: "capacity of a pod"), of: "请求", in: 1e-3...1e9,
      example: "200 次/秒",
      Label(zh: "CPU 使用达到 request 时的请求速率。", en: "Rate at which a pod uses all of its request.")),
    .ratio(
      "pod.limit", Label(zh: "limit 与 request 之比", en: "limit over request"), in: 1...100,
      .standard("1", source: "limit equal to request (Guaranteed)"), isSetting: true,
      example: "1.5",
      Label(zh: "Pod 最多能用到 request 的倍数。", en: "To which a pod may go beyond its request.")),
    .ratio(
      "target", Label(zh: "HPA 目标利用率", en: "HPA target"), in: 0.05...1, isSetting: true,
      example: "70%", Label(zh: "averageUtilization。", en: "averageUtilization.")),
    .ratio(
      "tolerance", Label(zh: "容差", en: "tolerance"), in: 0...0.9,
      .standard("0.1", source: "kube-controller-manager default"), isSetting: true, example: "0.1",
      Label(zh: "比值在此范围内不动作。", en: "Within which nothing is done.")),
    .count(
      "replicas.min", Label(zh: "最小副本数", en: "fewest replicas"), of: "副本", in: 1...100_000,
      .standard("1", source: "Kubernetes default minReplicas"), example: "3",
      Label(zh: "minReplicas。", en: "minReplicas.")),
    .count(
      "replicas.max", Label(zh: "最大副本数", en: "most replicas"), of: "副本", in: 1...100_000,
      example: "100", Label(zh: "maxReplicas。", en: "maxReplicas.")),
    .time(
      "pod.start", Label(zh: "Pod 启动时间", en: "start-up of a pod"), in: 0...7200, typical: 5...300,
      example: "30 秒",
      Label(zh: "从创建到就绪；需要新节点时含节点供给。", en: "Until ready; with the node's, if one is needed.")),
    .ratio(
      "metrics.missing", Label(zh: "读不到指标的 Pod", en: "pods without a metric"), in: 0...0.99,
      .standard("0", source: "all pods report"), example: "2%",
      Label(
        zh: "每次同步时就绪 Pod 中没有指标的份额；控制器扩容时按零、缩容时按满 request 估。",
        en: """
          Of the ready pods, at each sync; the controller takes them for idle when scaling up and \
          for using all of their request when scaling down.
          """)),
    .time(
      "stabilisation", Label(zh: "缩容稳定窗口", en: "scale-down window"), in: 0...3600,
      .standard("300 秒", source: "Kubernetes default"), isSetting: true, example: "300 秒",
      Label(zh: "窗口内取最高的期望值。", en: "In which the highest wish counts.")),
    .time(
      "up.stabilisation", Label(zh: "扩容稳定窗口", en: "scale-up window"), in: 0...3600,
      .standard("0 秒", source: "Kubernetes default"), isSetting: true, example: "60 秒",
      Label(zh: "窗口内取最低的期望值。", en: "In which the lowest wish counts.")),
    policies(
      "up.policies", Label(zh: "扩容策略", en: "scale-up policies"),
      .standard("100%/15s, 4/15s", source: "Kubernetes default: double, or four more, every 15 s"),
      example: "100%/15s, 4/15s"),
    select("up.select", Label(zh: "扩容策略的取舍", en: "choice of scale-up policies")),
    policies(
      "down.policies", Label(zh: "缩容策略", en: "scale-down policies"),
      .standard("100%/15s", source: "Kubernetes default: everything, every 15 s"),
      example: "10%/60s"),
    select("down.select", Label(zh: "缩容策略的取舍", en: "choice of scale-down policies")),
    .lifetime(
      "burst.interval", Label(zh: "突发间隔", en: "time between bursts"), in: 60...(10 * Time.year),
      .optional, example: "1 天", Label(zh: "给出后才有突发。", en: "Bursts happen only when this is given.")
    ),
    .duration(
      "burst.length", Label(zh: "突发时长", en: "length of a burst"), in: 1...Time.day, .optional,
      example: "10 分钟", Label(zh: "一次突发持续的时间。", en: "For which a burst lasts.")),
    .ratio(
      "burst.factor", Label(zh: "突发倍数", en: "factor of a burst"), in: 1...1000,
      .standard("1", source: "no bursts"), example: "3",
      Label(zh: "突发期间负载乘以它。", en: "By which load grows in a burst.")),
    .ratio(
      "packing", Label(zh: "装箱率", en: "packing"), in: 0.01...1, typical: 0.5...0.95, .optional,
      example: "80%",
      Label(zh: "节点可分配资源被 request 占用的份额。", en: "Requests over what nodes can allocate.")),
    .count(
      "pods.per.node", Label(zh: "每节点可容纳的 Pod", en: "pods that fit on a node"), of: "副本",
      in: 1...1000, .optional, example: "8",
      Label(
        zh: "按 request 算；给出后节点数由 Cluster Autoscaler 决定。",
        en: "By their requests; with it, nodes follow from the Cluster Autoscaler.")),
    .flag(
      "apart", Label(zh: "Pod 互相反亲和", en: "pods apart"),
      documentation: Label(
        zh: "硬性反亲和：一个节点至多一个本服务的 Pod。",
        en: "Required anti-affinity: at most one pod of the service on a node.")),
    .time(
      "node.start", Label(zh: "节点供给时间", en: "provisioning of a node"), in: 0...7200,
      typical: 60...300,
      .standard("15 分钟", source: "cluster-autoscaler max-node-provision-time, its upper end"),
      example: "2 分钟", Label(zh: "从申请到节点就绪。", en: "From the request until it is ready.")),
    .ratio(
      "node.threshold", Label(zh: "节点缩容阈值", en: "scale-down threshold of nodes"), in: 0...1,
      .standard("0.5", source: "cluster-autoscaler scale-down-utilization-threshold"),
      isSetting: true, example: "0.5",
      Label(zh: "利用率低于它的节点可移除。", en: "Below which a node may go.")),
    .time(
      "horizon", Label(zh: "每次重复的模拟时长", en: "simulated time of one replication"),
      in: Time.day...(60 * Time.day), .standard("3 天", source: "docgen"), isSetting: true,
      example: "3 天", Label(zh: "前四分之一为预热。", en: "The first quarter warms up.")),
  ]

  private static func policies(
    _ name: String, _ label: Label, _ presence: Parameter.Presence, example: String
  ) -> Parameter {
    Parameter(
      name, label, .choice([]), range: 0...1, presence, isSetting: true, example: example,
      documentation: Label(
        zh: "以逗号分隔的 `10%/60s` 或 `4/15s`：一个周期内至多变动的份额或 Pod 数。",
        en: "Comma-separated `10%/60s` or `4/15s`: by what share, or how many pods, in a period."))
  }

  private static func select(_ name: String, _ label: Label) -> Parameter {
    Parameter(
      name, label, .choice(["Max", "Min", "Disabled"]), range: 0...1,
      .standard("Max", source: "Kubernetes default selectPolicy"), isSetting: true, example: "Max",
      documentation: Label(
        zh: "selectPolicy：取变动最大的、最小的，或不许变动。",
        en: "selectPolicy: the policy of most change, that of least, or no change at all."))
  }

  private static let autoscaledServiceOutputs: [Output] = [
    .simulated(
      "pod-utilisation", Label(zh: "Pod 利用率", en: "pod utilisation"), in: .ratio,
      measures: Measure(.mean, of: "utilisation", better: .higher),
      Label(zh: "使用量与 request 之比。", en: "Use over requests.")),
    .simulated(
      "utilisation", Label(zh: "节点利用率", en: "node utilisation"), in: .ratio,
      measures: Measure(.mean, of: "utilisation", better: .higher),
      Label(
        zh: "Pod 利用率乘以装箱率；给出每节点 Pod 数时按实有节点计，都未给时按装满计。",
        en: """
          Pod utilisation times packing, or over the nodes there are where the pods that fit are \
          given; full nodes where neither is.
          """)),
    .simulated(
      "missed", Label(zh: "容量不足的时间", en: "time without capacity"), in: .ratio,
      measures: Measure(.share, of: "error-rate", better: .lower),
      Label(zh: "就绪 Pod 承载不了负载的时间份额。", en: "When ready pods cannot carry the load.")),
    .simulated(
      "replicas", Label(zh: "平均副本数", en: "mean replicas"), in: .count(of: "副本"),
      measures: Measure(.mean, of: "cost", better: .lower),
      Label(
        zh: "就绪与启动中的副本；按副本计费时，两个设计之比就是成本之比。",
        en:
          "Ready and starting; where replicas are paid for, two designs cost as they have of them.")
    ),
    .simulated(
      "nodes", Label(zh: "平均节点数", en: "mean nodes"), in: .count(of: "节点"),
      measures: Measure(.mean, of: "cost", better: .lower),
      Label(
        zh: "就绪的节点；未给每节点 Pod 数时为零。",
        en: "Ready ones; zero where the pods that fit are not given.")),
  ]
}

/// Steps of fifteen seconds, the controller's sync. Oracle: under a constant load the replicas are
/// `⌈load / (capacity·target)⌉`, or fewer within the tolerance.
enum AutoscaledServiceRun {
  static func replicate(_ inputs: Inputs, _ replication: Replication) -> Observations {
    let step = 15.0
    let steps = Int(inputs.number("horizon") / step)
    let capacity = inputs.number("pod.capacity")
    let limit = inputs.number("pod.limit")
    let target = inputs.number("target")
    let bounds = (least: inputs.count("replicas.min"), most: inputs.count("replicas.max"))
    let startSteps = Int((inputs.number("pod.start") / step).rounded(.up))
    let (trough, peak) = (inputs.number("load.trough"), inputs.number("load.peak"))
    let bursts = OutageSource(every: inputs.law("burst.interval"), for: inputs.law("burst.length"))
    var burstStream = replication.stream("bursts")
    var phaseStream = replication.stream("phase")
    let phase = phaseStream.uniform()
    var (isBurst, nextChange) = (false, Double.infinity)
    if let start = bursts?.atAnyMoment(&burstStream) {
      (isBurst, nextChange) = (start.isOut, start.left.seconds())
    }

    guard let autoscaler = HorizontalAutoscaler(inputs) else {
      preconditionFailure("policies are read before a system is run")
    }
    var history = AutoscalerHistory(autoscaler)
    var ready = min(
      bounds.most, max(bounds.least, Int((trough / capacity / target).rounded(.up))))
    var starting: [(ready: Int, count: Int)] = []
    var metrics = MissingMetrics(share: inputs.number("metrics.missing"), replication)
    var pool = NodePool(inputs, pods: ready, step: step)
    var (nodes, room) = (0.0, 0.0)
    var used = 0.0
    var requested = 0.0
    var missed = 0
    var replicas = 0.0
    var counted = 0
    var hash = TraceWord()
    for index in 0..<steps {
      let now = Double(index) * step
      while now >= nextChange, let bursts {
        isBurst.toggle()
        let span = isBurst ? bursts.outage(&burstStream) : bursts.interval(&burstStream)
        nextChange += max(step, span.seconds())
      }
      let day = (now / Time.day + phase) * 2 * Double.pi
      var load = trough + (peak - trough) * (1 - cos(day)) / 2
      if isBurst { load *= inputs.number("burst.factor") }
      while let first = starting.first, first.ready <= index {
        ready += first.count
        starting.removeFirst()
      }
      let use = min(load / (Double(max(ready, 1)) * capacity), limit)
      let current = ready + starting.reduce(0) { $0 + $1.count }
      if index >= steps / 4 {
        counted += 1
        used += use * Double(ready)
        requested += Double(current)
        replicas += Double(current)
        nodes += Double(pool?.nodes ?? 0)
        room += Double(pool?.room ?? 0)
        if load > Double(ready) * capacity * limit { missed += 1 }
      }
      let silent = metrics.draw(of: ready)
      let reports = HorizontalAutoscaler.PodReports(
        measured: ready - silent, sum: use * Double(ready - silent), missing: silent,
        unready: current - ready)
      let wish = min(
        bounds.most,
        max(
          bounds.least,
          autoscaler.desired(
            reports, target: target, missing: .request, request: 1, mean: .wholePercent)))
      let next = history.decide(wish: wish, current: current, at: now)
      if next > current {
        let added = next - current
        let placed =
          pool?.place(added, beside: current, at: index) ?? (now: added, later: 0)
        if placed.now > 0 { starting.append((index + max(1, startSteps), placed.now)) }
        if placed.later > 0 {
          let delay = (pool?.startSteps ?? 0) + startSteps
          starting.append((index + max(1, delay), placed.later))
        }
        starting.sort { $0.ready < $1.ready }
      } else {
        var surplus = current - next
        while surplus > 0, let last = starting.popLast() {
          let removed = min(surplus, last.count)
          surplus -= removed
          if last.count > removed { starting.append((last.ready, last.count - removed)) }
        }
        ready -= surplus
      }
      pool?.advance(pods: ready + starting.reduce(0) { $0 + $1.count }, at: index)
      hash.add(UInt64(max(0, ready)) << 20 | UInt64(max(0, current)))
    }
    let total = Double(max(counted, 1))
    let utilisation = requested > 0 ? used / requested : 0
    let ofNodes = room > 0 ? used / room : utilisation * (inputs.optional("packing") ?? 1)
    return Observations(
      [utilisation, ofNodes, Double(missed) / total, replicas / total, nodes / total],
      trace: hash.value)
  }
}

/// A fingerprint of a run that has no event list.
struct TraceWord {
  private(set) var value: UInt64 = 0x9e37_79b9_7f4a_7c15
  mutating func add(_ word: UInt64) {
    value = (value ^ word) &* 0xff51_afd7_ed55_8ccd
    value ^= value >> 33
  }
}
