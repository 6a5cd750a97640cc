import Diagnostics
import Model
import Quantities

/// A number of things that docgen has counted: by the narrow reading of the word, and by the widest
/// that a fair reader would allow.
struct Recount: Sendable {
  let narrow: Int
  let wide: Int

  /// What was counted, in words.
  let explanation: Label
  let inputs: [Span]

  init(_ counts: [Int], explanation: Label, inputs: [Span] = []) {
    narrow = counts.first ?? 0
    wide = counts.max() ?? 0
    low = counts.min() ?? 0
    self.explanation = explanation
    self.inputs = inputs
  }

  private let low: Int

  var evidence: Evidence {
    Evidence(
      kind: .counted, interval: Interval(Double(low), Double(wide)), estimate: Double(narrow),
      explanation: explanation, inputs: inputs)
  }
}

extension Claim {
  /// The figure of a self-count, nil for anything else.
  var selfCount: Quantity? {
    guard role == .selfCount, case .value(let quantity) = statement else { return nil }
    return quantity
  }
}

/// A figure's text with another whole number in the place of its own: `~1,800行` → `1,161行`.
///
/// Signs of approximation go, because the new figure is exact; what follows the figure stays. Nil
/// where the text holds no plain figure.
func rewritten(_ text: String, to count: Int) -> String? {
  let digits: Set<Character> = Set("0123456789,.")
  guard let first = text.firstIndex(where: { $0.isASCII && $0.isNumber }) else { return nil }
  let rest = text[first...]
  let figure = rest.prefix { digits.contains($0) }
  guard !figure.contains(".") else { return nil }
  var tail = rest[figure.endIndex...]
  // Not `3.6K` or `1万`: a magnitude would have to go as well.
  if let next = tail.first, "KkMm万千亿百".contains(next) { return nil }
  while let next = tail.first, next == "+" || next == "＋" { tail = tail.dropFirst() }
  var lead = text[..<first]
  while let last = lead.last, "~～约≈ ".contains(last) { lead = lead.dropLast() }
  let plain = String(count)
  guard figure.contains(","), plain.count > 3 else { return "\(lead)\(plain)\(tail)" }
  var grouped = ""
  for (index, digit) in plain.enumerated() {
    if index > 0, (plain.count - index).isMultiple(of: 3) { grouped.append(",") }
    grouped.append(digit)
  }
  return "\(lead)\(grouped)\(tail)"
}
