import Diagnostics
import Model
import Quantities

extension Rule {
  /// Flags a range whose ends are the wrong way round.
  static let rangeOrder = Rule(
    "range-order", .error,
    """
    A range goes from the lesser to the greater.

        延迟: 20-5ms        <- 5-20ms

    Where the ends have units of their own, they are compared in one.
    """
  ) { collection, reporter in
    for document in collection.model.documents {
      for claim in document.claims {
        guard case .value(let quantity) = claim.statement, quantity.comparator == .range,
          let swapped = swappedEnds(collection.text(claim.figure))
        else { continue }
        reporter.report(
          "a range goes from the lesser to the greater: `\(swapped)`", at: claim.figure,
          fixes: [FixIt("write `\(swapped)`", replacing: claim.figure, with: swapped)])
      }
    }
  }

  /// Flags shares above the whole.
  static let overHundred = Rule(
    "over-hundred", .error,
    """
    A share of a whole is at most 100 %: an availability, a success, failure or hit rate, a coverage.

        成功率: 105%        <- there is no such rate

    A growth may be any percentage, and so may a load that counts one core as 100 %.
    """
  ) { collection, reporter in
    let shares: Set<String> = [
      "availability", "success-rate", "error-rate", "failure-rate", "change-failure-rate",
      "coverage", "hit-rate", "completion", "packet-loss",
    ]
    for document in collection.model.documents {
      for claim in document.claims {
        guard let metric = claim.metric, shares.contains(metric.id), let value = claim.reached,
          value.dimension == .ratio, value.interval.lower > 1.000_001,
          value.comparator != .range || value.interval.lower > 1
        else { continue }
        reporter.report(
          "\(metric.label.en) is a share and at most 100 %: `\(collection.text(claim.figure))`",
          at: claim.figure)
      }
    }
  }
}

/// `20-5ms` with its ends in order; nil where they are, or where the text is anything else.
private func swappedEnds(_ text: String) -> String? {
  let digits: Set<Character> = Set("0123456789.,")
  guard let start = text.firstIndex(where: { $0.isASCII && $0.isNumber }) else { return nil }
  let first = text[start...].prefix { digits.contains($0) }
  let rest = text[first.endIndex...]
  let dash = rest.prefix { "-–—~～至到 ".contains($0) }
  let second = text[dash.endIndex...].prefix { digits.contains($0) }
  // Between the two figures only a dash: `1h-30min` has a unit there, and two scales.
  guard !dash.isEmpty, !second.isEmpty,
    let low = Double(first.filter { $0 != "," }), let high = Double(second.filter { $0 != "," }),
    low > high
  else { return nil }
  return "\(text[..<start])\(second)\(dash)\(first)\(text[second.endIndex...])"
}
