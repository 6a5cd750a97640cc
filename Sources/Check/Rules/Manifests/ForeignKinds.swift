import Diagnostics
import Model

extension Rule {
  /// Looks for kinds under an interface that has never had them.
  static let foreignKind = Rule(
    "foreign-kind", .error, "清单的类型不属于所写的接口", "Kind that its interface does not have",
    """
    A kind of Kubernetes belongs to one group of interfaces: under another one the API server does not know it.

        apiVersion: apps/v1
        kind: HorizontalPodAutoscaler        <- is of `autoscaling`

    Judged where both are Kubernetes' own, and of what the autoscaler project adds.

    - Kubernetes: API reference, <https://kubernetes.io/docs/reference/kubernetes-api/>
    - Kubernetes: deprecated API migration guide,
      <https://kubernetes.io/docs/reference/using-api/deprecation-guide/>
    """
  ) { collection, reporter in
    for manifest in collection.manifests {
      guard let version = manifest["apiVersion"], !version.value.isTemplate,
        let groups = groups[manifest.kind], let group = builtInGroup(version.value),
        !groups.contains(group)
      else { continue }
      reporter.report(
        "a \(manifest.kind) is of "
          + groups.map { $0.isEmpty ? "`v1`" : "`\($0)`" }.joined(separator: " or ")
          + ", and `\(quoted(version.value))` does not know it",
        at: version.span)
    }
  }
}

/// The group of an interface that is Kubernetes' own, empty for `v1`; nil for those of others.
private func builtInGroup(_ version: String) -> String? {
  let parts = version.split(separator: "/", omittingEmptySubsequences: false)
  guard parts.count <= 2, let last = parts.last, last.hasPrefix("v") else { return nil }
  let group = parts.count == 2 ? String(parts[0]) : ""
  return ownGroups.contains(group) ? group : nil
}

private let ownGroups: Set<String> = Set(groups.values.joined())

/// The groups that a kind is or once was of.
private let groups: [String: [String]] = [
  "Pod": [""], "Service": [""], "ConfigMap": [""], "Secret": [""], "Namespace": [""],
  "ServiceAccount": [""], "PersistentVolume": [""], "PersistentVolumeClaim": [""],
  "ResourceQuota": [""], "LimitRange": [""],
  "Deployment": ["apps", "extensions"], "DaemonSet": ["apps", "extensions"],
  "ReplicaSet": ["apps", "extensions"], "StatefulSet": ["apps"],
  "Job": ["batch", "extensions"], "CronJob": ["batch"],
  "HorizontalPodAutoscaler": ["autoscaling", "extensions"],
  "VerticalPodAutoscaler": ["autoscaling.k8s.io"],
  "Ingress": ["networking.k8s.io", "extensions"], "IngressClass": ["networking.k8s.io"],
  "NetworkPolicy": ["networking.k8s.io", "extensions"],
  "PodDisruptionBudget": ["policy"],
  "Role": ["rbac.authorization.k8s.io"], "RoleBinding": ["rbac.authorization.k8s.io"],
  "ClusterRole": ["rbac.authorization.k8s.io"], "ClusterRoleBinding": ["rbac.authorization.k8s.io"],
  "StorageClass": ["storage.k8s.io"], "PriorityClass": ["scheduling.k8s.io"],
]
