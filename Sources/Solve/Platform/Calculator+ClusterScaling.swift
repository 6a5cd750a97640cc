import Model
import Quantities
import Simulate

/// Nodes for pods, and requests for what pods use.
extension Calculator {
  static let clusterAutoscaler = Calculator(
    "cluster-autoscaler", "Cluster Autoscaler", "cluster autoscaler",
    "pods=100 pod=0.5,1 node=8,32",
    formula: "nodes = ⌈pods/⌊min node/pod⌋⌉; scale down below the threshold, unneeded for so long",
    source: "kubernetes/autoscaler FAQ: threshold 0.5, unneeded 10 min, delay after add 10 min",
    [
      .optional("pods", "Pod 数", "pods", .number, aka: "pendingpods"),
      .optional(
        "pod", "每 Pod 请求（CPU,内存…）", "requests of a pod", .number, isList: true,
        aka: "podcpu podrequest requests cpu request cpurequest"),
      .optional(
        "node", "每节点可分配", "allocatable of a node", .number, isList: true,
        aka: "nodecpu nodecapacity allocatable cpupernode"),
      .optional(
        "utilisation", "各节点利用率（其 Pod 可移走时）", "utilisations of nodes whose pods fit elsewhere",
        .ratio, in: .share, isList: true, aka: "nodeutil"),
      .optional(
        "memory", "每 Pod 内存，如 512Mi", "memory of a pod, like 512Mi", nil,
        aka: "podmem podmemory mem"),
      .optional("node-memory", "每节点内存", "memory of a node", nil, aka: "nodemem"),
      .optional(
        "most", "每节点最多 Pod 数", "most pods on a node", .number, in: .wholeFrom(1),
        aka: "podspernode maxpods maxpodspernode"),
      .optional("have", "现有节点数", "nodes now", .number, aka: "nodes"),
      Parameter("threshold", "缩容阈值", "scale-down threshold", .ratio, in: .share, default: "0.5"),
      Parameter(
        "unneeded", "无需多久后移除", "unneeded for so long", .time, default: "10min", aka: "unneededtime"),
    ]
  ) { arguments throws(SolveError) in
    let scaler = ClusterAutoscaler(
      utilisationThreshold: arguments.number("threshold"),
      unneededTime: arguments.number("unneeded"))
    var lines: [Figure] = []
    if arguments.has("utilisation") {
      let verdicts = arguments.list("utilisation").map {
        scaler.isUnneeded(utilisation: $0, podsFitElsewhere: true)
      }
      lines.append(
        "unneeded", "会否缩容", "scales down", Double(verdicts.count { $0 }), .number,
        text: verdicts.map { $0 ? "yes" : "no" }.joined(separator: ", "),
        values: verdicts.map { $0 ? 1 : 0 })
      let others = ["pods", "pod", "node", "memory", "node-memory", "most", "have"]
      guard others.contains(where: arguments.has) else { return lines }
    }
    guard ["pods", "pod", "node"].allSatisfy(arguments.has) else {
      throw SolveError("give `pods`, `pod` and `node`, or `utilisation` alone")
    }
    let memory = try memories(arguments)
    let pod = arguments.list("pod") + memory.map { $0.pod } + (arguments.has("most") ? [1] : [])
    let node = arguments.list("node") + memory.map { $0.node } + arguments.list("most")
    guard pod.count == node.count, node.allSatisfy({ $0 > 0 }) else {
      throw SolveError("`pod` and `node` name the same resources, above zero")
    }
    let pods = try arguments.count("pods", in: 0...10_000_000)
    guard let nodes = ClusterAutoscaler.nodes(pods: pods, perPod: pod, perNode: node) else {
      throw SolveError("a pod does not fit an empty node")
    }
    let have = try arguments.optionalCount("have", in: 1...1_000_000) ?? max(nodes, 1)
    let requested = pod.map { $0 * Double(pods) / Double(have) }
    let utilisation = ClusterAutoscaler.utilisation(requested: requested, allocatable: node)
    let shrinks = scaler.isUnneeded(utilisation: utilisation, podsFitElsewhere: have > nodes)
    lines += [
      Figure("nodes", "所需节点数", "nodes needed", nodes),
      Figure(
        "utilisation", "节点利用率（请求/可分配）", "node utilisation, requested over allocatable", utilisation,
        .ratio),
      Figure(
        "after", "最早移除", "earliest removal", scaler.removal(unneededSince: 0, lastAdded: nil), .time
      ),
    ]
    // Of nodes whose utilisation is given that one decides.
    if !arguments.has("utilisation") {
      lines.insert(Figure("unneeded", "会否缩容", "scales down", shrinks), at: lines.count - 1)
    }
    return lines
  }

  /// The memory of a pod and of a node, in bytes or in one unnamed unit; none where neither is given.
  private static func memories(
    _ arguments: Arguments
  ) throws(SolveError) -> [(pod: Double, node: Double)] {
    guard arguments.has("memory") || arguments.has("node-memory") else { return [] }
    let (pod, node) = (arguments.text("memory"), arguments.text("node-memory"))
    guard let first = KubernetesQuantity.thousandths(pod),
      let second = KubernetesQuantity.thousandths(node), pod.last?.isLetter == node.last?.isLetter
    else { throw SolveError("`memory` and `node-memory` are both like `512Mi`, or both bare") }
    return [(first, second)]
  }

  static let vpa = Calculator(
    "vpa", "VPA 推荐值", "VPA recommendation", "usage=0.2,0.3,0.25,0.9,0.28 every=1h",
    formula:
      "weighted P90 · 1.15, weights halved every 24 h; of the histogram the end of its bucket, first·(1.05ⁱ − 1)/0.05",
    source:
      "vertical-pod-autoscaler docs/flags.md: percentile 0.9, margin 0.15, half-life 24 h; recommender/util/histogram.go",
    [
      Parameter(
        "usage", "用量样本，旧者在前", "usage samples, oldest first", .number, isList: true,
        aka: "samples"),
      Parameter("every", "采样间隔", "sampling interval", .time, in: .positive, default: "1min"),
      Parameter("percentile", "分位", "percentile", .ratio, in: .share, default: "90%"),
      Parameter("margin", "余量", "margin", .ratio, default: "15%"),
      Parameter(
        "resource", "cpu（核）或 memory（字节）", "cpu in cores, or memory in bytes", nil, default: "cpu"),
    ]
  ) { arguments throws(SolveError) in
    let every = arguments.number("every")
    let scaler = VerticalAutoscaler(
      targetPercentile: arguments.number("percentile"), margin: arguments.number("margin"))
    let samples = arguments.list("usage").enumerated().map {
      (time: Double($0.offset) * every, usage: $0.element)
    }
    guard let request = scaler.recommendation(samples: samples) else {
      throw SolveError("`usage` is empty")
    }
    let exact = Figure(
      "request", "推荐请求（精确分位）", "recommended request, of the exact quantile", request, .number)
    let buckets: VerticalAutoscaler.Buckets = try arguments.choice(
      "resource", ["cpu": .cpu, "memory": .memory])
    guard let rounded = scaler.recommendation(samples: samples, in: buckets) else { return [exact] }
    return [
      exact,
      Figure(
        "request-histogram", "推荐请求（直方图的桶）", "recommended request, of the recommender's histogram",
        rounded, .number),
    ]
  }
}
