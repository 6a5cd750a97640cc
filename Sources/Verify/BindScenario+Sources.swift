import Diagnostics
import Model

/// Whether each assumption says where it comes from.
extension ScenarioBinder {
  /// Reports an assumption that lacks its kind or its source, or has none that is one.
  mutating func checkOrigin(_ assumption: Scenario.Assumption) {
    let name = assumption.parameter.value
    if let kind = assumption.kind {
      let kinds = Scenario.Assumption.Kind.allCases.map(\.rawValue)
      if !kinds.contains(kind.value) {
        report(
          .unknownAssumptionKind,
          "the kind of `\(name)` is one of \(listed(kinds)), not `\(kind.value)`"
            + suggestion(nearMiss(to: kind.value, in: kinds)), at: kind.span)
      }
    } else {
      report(.missingSource, "`\(name)` does not say its `kind`", at: assumption.parameter.span)
    }
    guard let origin = assumption.origin, !origin.value.allSatisfy(\.isWhitespace) else {
      report(
        .missingSource, "`\(name)` does not say its `source`", at: assumption.parameter.span)
      return
    }
    if isPlaceholder(origin.value) {
      report(
        .missingSource,
        "`\(origin.value)` is no `source` of `\(name)`: it says that one is to be found",
        at: origin.span)
    }
  }
}

/// Whether a text stands where something is still to be written: `TODO`, `TBD: ask operations`, `?`, `待补`.
private func isPlaceholder(_ text: String) -> Bool {
  let words = text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "/") }
  guard let first = words.first else { return true }
  if ["todo", "tbd", "tba", "tbc", "fixme", "xxx"].contains(first) { return true }
  let empty = ["n/a", "na", "none", "unknown", "source", "?", "无", "暂无", "未知", "不详", "略", "来源"]
  if words.count == 1, empty.contains(String(first)) { return true }
  let pending = ["待补", "待定", "待查", "待填", "待确认", "待核实"]
  return pending.contains { first.hasPrefix($0) && first.count <= $0.count + 2 }
}
