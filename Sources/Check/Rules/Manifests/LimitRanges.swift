import Diagnostics
import Model
import Quantities

extension Rule {
  /// Holds the defaults of a LimitRange against its own bounds.
  static let limitRange = Rule(
    "limit-range", .error, "LimitRange 的默认值越过自己的界限", "LimitRange whose defaults break its bounds",
    """
    A LimitRange's defaults keep to its own bounds: else each pod that relies on them is refused.

        kind: LimitRange
        spec:
          limits:
            - type: Container
              defaultRequest: { cpu: 100m }
              default: { cpu: "1" }
              maxLimitRequestRatio: { cpu: "4" }        <- the defaults have a ratio of 10

    In order, `min` ≤ `defaultRequest` ≤ `default` ≤ `max`, each where it is given.

    - Kubernetes: limit ranges, <https://kubernetes.io/docs/concepts/policy/limit-range/>
    """
  ) { collection, reporter in
    let bounds = ["min", "defaultRequest", "default", "max"]
    for manifest in collection.manifests where manifest.kind == "LimitRange" {
      for upper in bounds.indices.dropFirst() {
        for field in manifest.fields(ofLimit: bounds[upper]) {
          for lower in bounds[..<upper].reversed() {
            guard let least = manifest[field.item + lower + field.resource] else { continue }
            if least.exceeds(field.value) {
              reporter.report(
                "a LimitRange keeps to its own bounds: \(lower) `\(quoted(least.value))` and "
                  + "\(bounds[upper]) `\(quoted(field.value.value))`",
                at: least.span, notes: [.init(bounds[upper], at: field.value.span)])
            }
            break
          }
        }
      }
      for field in manifest.fields(ofLimit: "maxLimitRequestRatio") {
        guard let most = field.value.amount,
          let limit = manifest[field.item + "default" + field.resource],
          let request = manifest[field.item + "defaultRequest" + field.resource],
          let limited = limit.amount, let requested = request.amount, requested > 0,
          limited / requested > most * 1.000_001
        else { continue }
        let ratio = (limited / requested * 100).rounded() / 100
        reporter.report(
          "a LimitRange keeps to its own bounds: its defaults have a ratio of \(plainNumber(ratio)), "
            + "at most `\(quoted(field.value.value))`",
          at: field.value.span,
          notes: [.init("default", at: limit.span), .init("defaultRequest", at: request.span)])
      }
    }
  }
}

/// A field of one item of a LimitRange: `spec.limits[0].` and `.cpu` around the name of a bound.
private struct LimitField {
  let item: String
  let resource: String
  let value: Located<String>
}

extension Manifest {
  fileprivate func fields(ofLimit bound: String) -> [LimitField] {
    fields.compactMap { field in
      guard field.path.hasPrefix("spec.limits["),
        let cut = field.path.firstRange(of: "].\(bound)."), cut.upperBound < field.path.endIndex
      else { return nil }
      return LimitField(
        item: field.path[..<cut.lowerBound] + "].",
        resource: "." + field.path[cut.upperBound...], value: field.value)
    }
  }
}
