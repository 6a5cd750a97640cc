import Diagnostics
import Model

extension Rule {
  /// Compares what a container requests with its limits.
  static let requestOverLimit = Rule(
    "request-over-limit", .error, "请求值高于上限", "Request above its limit",
    """
    A container requests no more than its limit: the API server refuses the manifest.

        resources:
          requests: { cpu: 500m, memory: 2Gi }
          limits: { cpu: 250m, memory: 4Gi }        <- less than what is requested

    A ResourceQuota whose `requests.cpu` is above its `limits.cpu` is a warning: it can never be used.

    - Kubernetes: resource management for pods and containers,
      <https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/>
    """
  ) { collection, reporter in
    for manifest in collection.manifests {
      for field in manifest.fields {
        guard field.path.holds("resources.requests."),
          let cut = field.path.firstRange(of: "resources.requests.")
        else { continue }
        let path =
          field.path[..<cut.lowerBound] + "resources.limits." + field.path[cut.upperBound...]
        guard let limit = manifest[String(path)], field.value.exceeds(limit) else { continue }
        reporter.report(
          "a container requests no more than its limit: `\(quoted(field.value.value))` of "
            + "`\(quoted(limit.value))`",
          at: field.value.span, notes: [.init("the limit", at: limit.span)])
      }
      for resource in ["cpu", "memory"] where manifest.kind == "ResourceQuota" {
        guard let requests = manifest["spec.hard.requests." + resource],
          let limits = manifest["spec.hard.limits." + resource], requests.exceeds(limits)
        else { continue }
        reporter.report(
          "what is requested is no more than the limits: a quota of `\(quoted(requests.value))` beside one of "
            + "`\(quoted(limits.value))` can never be used",
          at: requests.span, severity: .warning, notes: [.init("the limits", at: limits.span)])
      }
    }
  }

  /// Compares the two bounds of an autoscaler.
  static let autoscalerBounds = Rule(
    "autoscaler-bounds", .error, "伸缩下限高于上限", "Autoscaler minimum above its maximum",
    """
    An autoscaler's least is no greater than its most: the API server refuses the manifest.

        kind: HorizontalPodAutoscaler
        spec:
          minReplicas: 10
          maxReplicas: 5        <- less than the least

    `minReplicaCount` and `maxReplicaCount` of a KEDA ScaledObject, and `minAllowed` and `maxAllowed` of
    a VerticalPodAutoscaler are compared in the same way.

    - Kubernetes: HorizontalPodAutoscaler,
      <https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/>
    """
  ) { collection, reporter in
    let pairs = [
      ("minReplicas", "maxReplicas"), ("minReplicaCount", "maxReplicaCount"),
      ("minAllowed.cpu", "maxAllowed.cpu"), ("minAllowed.memory", "maxAllowed.memory"),
    ]
    for manifest in collection.manifests {
      for (lower, upper) in pairs {
        for field in manifest.fields(endingIn: lower) {
          let path = field.path.dropLast(lower.utf8.count) + upper
          guard let most = manifest[String(path)], field.value.exceeds(most) else { continue }
          reporter.report(
            "an autoscaler's least is no greater than its most: `\(quoted(field.value.value))` and "
              + "`\(quoted(most.value))`",
            at: field.value.span, notes: [.init("the most", at: most.span)])
        }
      }
    }
  }

  /// Looks at the metrics of an autoscaler for what their type cannot have.
  static let autoscalerMetric = Rule(
    "autoscaler-metric", .error, "伸缩指标与类型不合", "Autoscaler metric that its type cannot have",
    """
    An autoscaler's metric is one that its type can have: the API server or the autoscaler refuses another.

        kind: HorizontalPodAutoscaler
        spec:
          metrics:
            - type: Resource
              resource:
                name: gpu-utilization        <- only cpu and memory are resources that pods report
            - type: Pods
              pods:
                target: { type: Utilization, averageUtilization: 70 }        <- only resources have one

    - Kubernetes: HorizontalPodAutoscaler v2,
      <https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/>
    """
  ) { collection, reporter in
    for manifest in collection.manifests where manifest.kind == "HorizontalPodAutoscaler" {
      for field in manifest.fields
      where field.path.hasPrefix("spec.metrics[") && !field.value.value.isTemplate {
        let keys = field.path.drop { $0 != "]" }.dropFirst()
        let value = field.value.value
        switch keys {
        case ".resource.name" where !["cpu", "memory"].contains(value):
          reporter.report(
            "the metrics of pods know `cpu` and `memory`, and no resource `\(quoted(value))`",
            at: field.value.span)
        case ".pods.target.averageUtilization", ".external.target.averageUtilization",
          ".object.target.averageUtilization":
          reporter.report(
            "only a resource has a utilisation: a metric of another type has `averageValue` or `value`",
            at: field.value.span)
        default: break
        }
      }
    }
  }

  /// Compares a workload's selector with the labels of its own pods.
  static let selectorLabels = Rule(
    "selector-labels", .error, "选择器与标签不匹配", "Selector that misses its labels",
    """
    A workload's selector matches the labels of its template: the API server refuses the manifest.

        kind: Deployment
        spec:
          selector:
            matchLabels: { app: gw }
          template:
            metadata:
              labels: { app: gateway }        <- another one

    - Kubernetes: Deployments, selector,
      <https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector>
    """
  ) { collection, reporter in
    let kinds: Set<String> = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"]
    let selector = "spec.selector.matchLabels."
    for manifest in collection.manifests where kinds.contains(manifest.kind) {
      let labels = manifest.mapping(at: "spec.template.metadata.labels")
      guard !labels.isEmpty,
        let wrong = manifest.fields.first(where: { field in
          guard field.path.hasPrefix(selector), !field.value.value.isTemplate else { return false }
          let own = labels[String(field.path.dropFirst(selector.count))]
          return own != field.value.value && own?.isTemplate != true
        }),
        let template = manifest.fields.first(where: {
          $0.path.hasPrefix("spec.template.metadata.labels.")
        })
      else { continue }
      let label = "\(wrong.path.dropFirst(selector.count)): \(wrong.value.value)"
      reporter.report(
        "a workload's selector matches the labels of its template, and those have no "
          + "`\(quoted(label))`",
        at: wrong.value.span,
        notes: [.init("the labels of the template", at: template.value.span)])
    }
  }

  /// Flags a disruption budget that lets no pod be moved.
  static let disruptionBudget = Rule(
    "disruption-budget", .warning, "中断预算不允许任何中断", "Disruption budget that blocks every drain",
    """
    A disruption budget that allows no disruption blocks every drain of a node.

        kind: Deployment              kind: PodDisruptionBudget
        spec:                         spec:
          replicas: 3                   minAvailable: 3        <- and none may be evicted
                                        selector: { matchLabels: { app: web } }

    Judged where the same document has the workload whose pods the budget selects, and no autoscaler
    that may give it more; `minAvailable: 100%` and `maxUnavailable: 0` allow none in any case. Where
    the pods must not be moved, that is what is meant: accept the finding.

    - Kubernetes: specifying a disruption budget for your application,
      <https://kubernetes.io/docs/tasks/run-application/configure-pdb/>
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for budget in document.manifests where budget.kind == "PodDisruptionBudget" {
        if let most = budget["spec.maxUnavailable"], ["0", "0%"].contains(most.value) {
          reporter.report("a budget of no disruption blocks every drain of a node", at: most.span)
          continue
        }
        guard let least = budget["spec.minAvailable"] else { continue }
        if least.value == "100%" {
          reporter.report("a budget of no disruption blocks every drain of a node", at: least.span)
          continue
        }
        let selector = budget.mapping(at: "spec.selector.matchLabels")
        guard let number = Int(least.value), !selector.isEmpty else { continue }
        let selected = document.manifests.filter { manifest in
          let labels = manifest.mapping(at: "spec.template.metadata.labels")
          return selector.allSatisfy { labels[$0.key] == $0.value }
        }
        // A budget that selects nothing else may speak of the workload of its own name.
        let workloads =
          selected.isEmpty
          ? document.manifests.filter {
            $0.name == budget.name && $0["spec.selector.matchLabels.app"]?.value == selector["app"]
              && selector["app"] != nil
          } : selected
        guard workloads.count == 1, let replicas = workloads[0]["spec.replicas"],
          let pods = Int(replicas.value), number >= pods
        else { continue }
        let isScaled = document.manifests.contains { scaler in
          guard scaler.kind == "HorizontalPodAutoscaler",
            scaler["spec.scaleTargetRef.name"]?.value == workloads[0].name
          else { return false }
          return (scaler["spec.maxReplicas"].flatMap { Int($0.value) } ?? 0) > number
        }
        if isScaled { continue }
        reporter.report(
          "a budget of no disruption blocks every drain of a node: \(number) of \(pods) must stay",
          at: least.span, notes: [.init("of these", at: replicas.span)])
      }
    }
  }
}

extension Collection {
  /// The Kubernetes objects of the documents examined.
  var manifests: some Sequence<Manifest> {
    examinedDocuments.lazy.flatMap(\.manifests)
  }
}

extension Located<String> {
  /// The amount of a resource that it states.
  var amount: Double? { resourceAmount(value) }

  /// Whether both are amounts of a resource, and this is the greater.
  func exceeds(_ most: Located<String>) -> Bool {
    guard let amount, let most = most.amount else { return false }
    return amount > most
  }
}

extension String {
  /// Whether something else fills the value in.
  var isTemplate: Bool { holds("{") || holds("$") || holds("<") }
}

/// An amount of a resource as Kubernetes writes it, `500m`, `2Gi`, `1e3`; nil for anything else.
func resourceAmount(_ text: String) -> Double? {
  let suffixes: [(String, Double)] = [
    ("Ki", 1024), ("Mi", 1_048_576), ("Gi", 1_073_741_824), ("Ti", 1_099_511_627_776),
    ("Pi", 1_125_899_906_842_624), ("m", 0.001), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12),
    ("P", 1e15),
  ]
  if let number = Double(text), number.isFinite { return number }
  for (suffix, factor) in suffixes where text.hasSuffix(suffix) {
    return Double(text.dropLast(suffix.count)).map { $0 * factor }
  }
  return nil
}
