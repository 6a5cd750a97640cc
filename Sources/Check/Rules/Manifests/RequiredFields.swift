import Diagnostics
import Model

extension Rule {
  /// Looks for the fields without which a manifest is refused.
  static let requiredField = Rule(
    "required-field", .error, "清单缺少必需的字段", "Manifest without a field that it needs",
    """
    A manifest has the fields that its kind needs: the API server refuses one without them.

        kind: Deployment
        spec:
          replicas: 3
          template:                        <- and no `spec.selector`
            metadata: { labels: { app: web } }
            spec: { containers: [{ name: web, image: web:1 }] }

    So it is of a workload's `spec.selector` and the labels of its template, of an autoscaler's
    `spec.scaleTargetRef` and `spec.maxReplicas`, of the `spec.accessModes` of a volume claim, of the
    `spec.schedule` of a CronJob, and of the `restartPolicy` of a Job, which is `OnFailure` or `Never`.
    Judged of manifests that are otherwise whole, with an image or what else shows that nothing was left out.

    - Kubernetes: API reference,
      <https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/>
    - Kubernetes: Jobs, pod template,
      <https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template>
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      let bytes = collection.source(document).bytes
      for manifest in document.manifests where !manifest.isExcerpt(in: bytes) {
        let kind = manifest.kind
        guard let place = manifest["kind"]?.span,
          let version = manifest["apiVersion"]?.value, isOfKubernetes(version)
        else { continue }
        for need in needs where need.kinds.contains(kind) && need.isLacking(in: manifest) {
          reporter.report(
            "a \(kind) has `\(need.field)`, without which it is refused, and `\(quoted(manifest.name))` has none",
            at: place)
        }
        guard let prefix = ["Job": "spec", "CronJob": "spec.jobTemplate.spec"][kind],
          manifest[prefix + ".template.spec.containers[0].image"] != nil
        else { continue }
        let policy = manifest[prefix + ".template.spec.restartPolicy"]
        if let policy, ["OnFailure", "Never"].contains(policy.value) || policy.value.isTemplate {
          continue
        }
        reporter.report(
          "the pods of a \(kind) have the `restartPolicy` `OnFailure` or `Never`, and these have "
            + (policy.map { "`\(quoted($0.value))`" } ?? "none, which is `Always`"),
          at: policy?.span ?? place)
      }
    }
  }

  /// Flags a key that stands twice in a mapping.
  static let repeatedKey = Rule(
    "repeated-key", .error, "清单里同一个键出现两次", "Key that stands twice in a manifest",
    """
    A key stands once in a mapping: of two values one is lost, or the manifest is refused.

        kind: Service
        spec:
          selector: { app: web }
          ports: [{ port: 80 }]
          selector: { app: api }        <- again

    Where `apiVersion` comes a second time, a line `---` between two objects is missing, and only one of
    them is made. Templates are left alone, and so is a key below a comment, which may show another choice.

    - YAML 1.2.2: 3.2.1.3, node comparison, <https://yaml.org/spec/1.2.2/#3213-node-comparison>
    """
  ) { collection, reporter in
    for manifest in collection.manifests {
      for key in manifest.repeatedKeys
      // What stands below a key that is told again is no mistake of its own.
      where !manifest.repeatedKeys.contains(where: { key.path.hasPrefix($0.path + ".") }) {
        reporter.report(
          key.path == "apiVersion"
            ? "a line `---` stands between two objects, and `apiVersion` begins another one here"
            : "a key stands once in a mapping, and `\(quoted(key.path))` has come before",
          at: key.place, notes: [.init("before", at: key.first)])
      }
    }
  }
}

/// Whether an interface is one whose kinds need these fields, and none that others define.
private func isOfKubernetes(_ version: String) -> Bool {
  version == "v1" || ["apps/", "batch/", "autoscaling/"].contains(where: version.hasPrefix)
}

/// A field that manifests of some kinds need.
private struct Need {
  let kinds: Set<String>
  let field: String

  /// Where all of these stand, the manifest shows what it has, and the field was not left out for brevity.
  let beside: [String]

  func isLacking(in manifest: Manifest) -> Bool {
    beside.allSatisfy { manifest.has($0) } && !manifest.has(field)
  }
}

private let workloads: Set<String> = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"]

private let needs = [
  Need(
    kinds: workloads, field: "spec.selector",
    beside: [
      "metadata.name", "spec.template.metadata.labels", "spec.template.spec.containers[0].image",
    ]),
  Need(
    kinds: workloads, field: "spec.template.metadata.labels",
    beside: [
      "metadata.name", "spec.selector.matchLabels", "spec.template.spec.containers[0].image",
    ]),
  Need(
    kinds: ["HorizontalPodAutoscaler"], field: "spec.scaleTargetRef",
    beside: ["metadata.name", "spec.minReplicas", "spec.maxReplicas", "spec.metrics"]),
  Need(
    kinds: ["HorizontalPodAutoscaler"], field: "spec.maxReplicas",
    beside: ["metadata.name", "spec.scaleTargetRef", "spec.minReplicas", "spec.metrics"]),
  Need(
    kinds: ["PersistentVolumeClaim"], field: "spec.accessModes",
    beside: ["metadata.name", "spec.resources.requests.storage", "spec.storageClassName"]),
  Need(
    kinds: ["CronJob"], field: "spec.schedule",
    beside: ["metadata.name", "spec.jobTemplate.spec.template.spec.containers[0].image"]),
]

extension Manifest {
  /// Whether something stands at a path or below it.
  fileprivate func has(_ path: String) -> Bool {
    fields.contains {
      $0.path.hasPrefix(path)
        && [nil, UInt8(ascii: "."), UInt8(ascii: "[")].contains(
          $0.path.utf8.dropFirst(path.utf8.count).first)
    }
  }

  /// Whether it says that it shows but a part: by an ellipsis, a template or an anchor.
  fileprivate func isExcerpt(in bytes: [UInt8]) -> Bool {
    guard let first = fields.first?.value.span, let last = fields.last?.value.span else {
      return true
    }
    let end = min(bytes.count, bytes.lineEnd(last.end) + 80)
    return first.start > end
      || excerpts.occur(in: Array(bytes[bytes.lineStart(max(0, first.start - 40))..<end]))
  }
}

private let excerpts: Words = [
  "...", "…", "{{", "${", "<<", ": *", "省略", "其他", "omitted", "同上", "snip", "patch", "补丁", "填写",
]
