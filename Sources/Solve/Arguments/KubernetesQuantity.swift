/// Quantities as Kubernetes writes them: `500m`, `1.5`, `400Mi`, `2G`.
///
/// Source: apimachinery, resource.Quantity; its controllers count in thousandths (MilliValue).
enum KubernetesQuantity {
  private static let suffixes: [(String, Double)] = [
    ("Ki", 0x1p10), ("Mi", 0x1p20), ("Gi", 0x1p30), ("Ti", 0x1p40), ("Pi", 0x1p50), ("m", 1e-3),
    ("k", 1e3), ("K", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15),
  ]

  /// The value times 1000, a whole number wherever that is meant; nil for anything else, or below zero.
  static func thousandths(_ text: String) -> Double? {
    let suffix = suffixes.first { text.hasSuffix($0.0) }
    let figure = text.dropLast(suffix?.0.count ?? 0)
    guard let first = figure.first, first.isNumber || first == ".", let number = Double(figure),
      number.isFinite, number >= 0
    else { return nil }
    let value = suffix?.0 == "m" ? number : number * (suffix?.1 ?? 1) * 1_000
    let whole = value.rounded()
    return abs(value - whole) <= 1e-9 * max(1, whole) ? whole : value
  }
}
