import Catalog
import Diagnostics
import Model

extension Rule {
  /// Flags a fixed number of replicas beside an autoscaler that sets it.
  static let scaledReplicas = Rule(
    "scaled-replicas", .warning, "自动伸缩的工作负载写死了副本数", "Replicas of what an autoscaler scales",
    """
    What an autoscaler scales has no number of replicas of its own: each time that the manifest is
    applied, the number is set back.

        kind: Deployment              kind: HorizontalPodAutoscaler
        metadata: { name: web }       spec:
        spec:                           scaleTargetRef: { kind: Deployment, name: web }
          replicas: 3        <- leave it out

    Judged among the manifests of one document, by kind and name. Where an Argo CD application there
    heals itself (`selfHeal: true`) and does not ignore `/spec/replicas`, the two work against each
    other all the time, which is a warning; else it is a note.

    - Kubernetes: Horizontal Pod Autoscaling, migrating Deployments and StatefulSets to horizontal
      autoscaling, <https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/>
    - Argo CD: best practices, leaving room for imperativeness,
      <https://argo-cd.readthedocs.io/en/stable/user-guide/best_practices/>
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments where document.manifests.count > 1 {
      let healing = document.manifests.lazy.filter { $0.kind == "Application" }
        .compactMap { $0["spec.syncPolicy.automated.selfHeal"] }
        .first { $0.value == "true" }
      let isIgnored = document.manifests.contains { manifest in
        manifest.fields.contains { $0.value.value == "/spec/replicas" }
      }
      for scaler in document.manifests where scaler.kind == "HorizontalPodAutoscaler" {
        guard let target = scaler["spec.scaleTargetRef.name"],
          let kind = scaler["spec.scaleTargetRef.kind"],
          let scaled = document.manifests.first(where: {
            $0.kind == kind.value && $0.name == target.value
          }), let replicas = scaled["spec.replicas"], Int(replicas.value) != nil
        else { continue }
        let fights = healing != nil && !isIgnored
        var notes: [Diagnostic.Note] = [.init("scaled by this", at: target.span)]
        if fights, let healing { notes.append(.init("and set back by this", at: healing.span)) }
        reporter.report(
          "what an autoscaler scales has no `replicas` of its own, and `\(scaled.name)` has "
            + "`\(quoted(replicas.value))`",
          at: replicas.span, severity: fights ? nil : .note, notes: notes)
      }
    }
  }

  /// Flags the subsets and selectors that no pod of the same document matches.
  static let unmatchedLabels = Rule(
    "unmatched-labels", .warning, "选择器什么也选不中", "Labels that match nothing",
    """
    A subset or a selector matches the labels of some pods: traffic to one that matches none fails.

        kind: DestinationRule         kind: Deployment
        spec:                         metadata: { name: web }
          host: web                   spec:
          subsets:                      template:
          - name: v2                      metadata:
            labels: { version: v2 }         labels: { app: web }        <- no version

    Judged only where the same document has pod templates for the host: of a workload that is named as
    the host is, or is matched by the Service of that name. What Flagger deploys makes its own.

    - Istio: IST0173, a subset that does not select pods,
      <https://istio.io/latest/docs/reference/config/analysis/ist0173/>
    - Kubernetes: Services, <https://kubernetes.io/docs/concepts/services-networking/service/>
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments where document.manifests.count > 1 {
      let pods = document.manifests.compactMap(PodTemplate.init)
      guard !pods.isEmpty, !document.manifests.contains(where: { $0.kind == "Canary" }) else {
        continue
      }
      for manifest in document.manifests {
        switch manifest.kind {
        case "Service":
          let selector = manifest.mapping(at: "spec.selector")
          let own = pods.filter { $0.name == manifest.name }
          guard let field = manifest.fields.first(where: { $0.path.hasPrefix("spec.selector.") }),
            isPlain(selector), let pod = own.first, !pods.contains(where: { $0.matches(selector) })
          else { continue }
          reporter.report(
            "a selector matches the labels of some pods, and none here has \(list(selector))",
            at: field.value.span, notes: [.init("the pods of that name", at: pod.span)])
        case "DestinationRule":
          reporter.compareSubsets(of: manifest, with: pods, in: document)
        default: continue
        }
      }
    }
  }
}

extension Reporter {
  fileprivate mutating func compareSubsets(
    of rule: Manifest, with pods: [PodTemplate], in document: DocumentDraft
  ) {
    guard let host = rule["spec.host"]?.value.split(separator: ".").first.map(String.init) else {
      return
    }
    let service = document.manifests.first { $0.kind == "Service" && $0.name == host }
    let selector = service?.mapping(at: "spec.selector") ?? [:]
    let own = pods.filter { pod in
      pod.name == host || pod.name.hasPrefix(host + "-") || pod.labels["app"] == host
        || (!selector.isEmpty && pod.matches(selector))
    }
    guard let pod = own.first else { return }
    var index = 0
    var unmatched: [(name: Located<String>, labels: [String: String])] = []
    while let name = rule["spec.subsets[\(index)].name"] {
      let labels = rule.mapping(at: "spec.subsets[\(index)].labels")
      index += 1
      guard !labels.isEmpty, isPlain(labels), !own.contains(where: { $0.matches(labels) }) else {
        continue
      }
      unmatched.append((name, labels))
    }
    guard let first = unmatched.first else { return }
    report(
      "a subset matches the labels of some pods, and none of `\(quoted(host))` has "
        + list(first.labels),
      at: first.name.span,
      notes: unmatched.dropFirst().prefix(3).map {
        Diagnostic.Note("nor \(list($0.labels))", at: $0.name.span)
      } + [.init("the pods of that name", at: pod.span)])
  }
}

/// The labels that a workload gives its pods.
private struct PodTemplate {
  let name: String
  let labels: [String: String]
  let span: Span

  init?(_ manifest: Manifest) {
    let labels = manifest.mapping(at: "spec.template.metadata.labels")
    guard !labels.isEmpty, isPlain(labels),
      let first = manifest.fields.first(where: {
        $0.path.hasPrefix("spec.template.metadata.labels.")
      })
    else { return nil }
    name = manifest.name
    self.labels = labels
    span = first.value.span
  }

  func matches(_ selector: [String: String]) -> Bool {
    selector.allSatisfy { labels[$0.key] == $0.value }
  }
}

/// Whether no value is to be filled in by a template.
private func isPlain(_ labels: [String: String]) -> Bool {
  !labels.values.contains { $0.contains("{") || $0.contains("$") || $0.contains("<") }
}

private func list(_ labels: [String: String]) -> String {
  let pairs = labels.sorted { $0.key < $1.key }.prefix(3).map {
    "`\(quoted("\($0.key): \($0.value)"))`"
  }
  return pairs.joined(separator: " and ")
}

extension Collection {
  /// Judges the manifests of the documents examined by a rule of the catalog.
  func judgeManifests(by rule: TechnologyRule, _ reporter: inout Reporter) {
    guard let path = rule.path else { return }
    for document in examinedDocuments {
      for manifest in document.manifests where rule.kinds.contains(manifest.kind) {
        for field in manifest.fields(endingIn: path) {
          let value = field.value.value
          // A template's value is whatever fills it in.
          if rule.values.contains(value) || value.contains("{{") || value.contains("$") { continue }
          if !rule.refused.isEmpty, !rule.refused.contains(value) { continue }
          reporter.report(
            rule.values.isEmpty && rule.refused.isEmpty
              ? rule.message : "\(rule.message): here `\(Check.quoted(value))`",
            at: field.value.span)
        }
      }
    }
  }
}
