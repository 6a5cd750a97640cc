import Diagnostics
import Model
import Quantities

extension Site {
  /// A figure or an interval, of which no part is torn from its unit at the end of a line.
  func kept(_ text: String) -> HTML {
    // Few figures hold an arrow, and none of the others its first byte.
    guard text.utf8.contains(0xE2) else { return unbroken(text.drop { $0 == " " }) }
    var html = HTML()
    for (index, part) in text.split(separator: "→", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { html.raw(" → ") }
      html += unbroken(part.drop { $0 == " " })
    }
    return html
  }

  /// A value of a scenario: its fields in the words of the interface, set apart by dots.
  ///
  /// `median 3 分钟, p95 8 分钟` is 中位数 3 分钟 · P95 8 分钟.
  func assumed(_ text: String) -> HTML {
    assumed(
      text.split(separator: ", ", omittingEmptySubsequences: true).map { field in
        let words = field.split(separator: " ", maxSplits: 1)
        guard words.count == 2, let name = fieldName(words[0]) else { return ("", field) }
        return (name, words[1])
      })
  }

  func assumed(_ fields: [Scenario.Assumption.Field]) -> HTML {
    assumed(fields.map { (fieldName($0.name[...]) ?? $0.name, $0.text.value[...]) })
  }

  private func assumed(_ fields: [(name: String, value: Substring)]) -> HTML {
    var html = HTML()
    for (index, field) in fields.enumerated() {
      if index > 0 { html.raw(" · ") }
      let value = translated(String(field.value), language)
      html += unbroken(field.name.isEmpty ? value[...] : "\(field.name) \(value)"[...])
    }
    return html
  }

  /// What a field of a value is called; empty for the value itself, nil for what is no field.
  private func fieldName(_ name: Substring) -> String? {
    switch (name, language) {
    case ("value", _): ""
    case ("median", .zh): "中位数"
    case ("mean", .zh): "均值"
    case ("shape", .zh): "形状"
    case ("min", .zh): "最小"
    case ("max", .zh): "最大"
    case ("median", .en), ("mean", .en), ("shape", .en), ("min", .en), ("max", .en): String(name)
    case ("p95", _): "P95"
    default: nil
    }
  }

  /// Longer texts may be broken: a phone has room for about so many characters.
  private static let longestUnbroken = 26

  private func unbroken(_ text: Substring) -> HTML {
    let text = text.hasSuffix(" ") ? text.dropLast() : text
    guard text.count <= Self.longestUnbroken else { return "\(String(text))" }
    return "<span class=\"q\">\(String(text))</span>"
  }

  /// What a claim's evidence says the figure is; nil where nothing supports or contradicts it.
  func answer(of place: ClaimPlace) -> String? {
    guard place.verdict != .unchecked, let evidence = place.judgements.first?.evidence else {
      return nil
    }
    return printed(evidence.interval, of: place.claim)
  }

  /// An interval in the unit that the claim is talked about in, or in a smaller one where the figure
  /// would begin with a nought.
  func printed(_ interval: Interval, of claim: Claim) -> String {
    format(interval, in: shownUnit(of: claim, interval), language)
  }

  func shownUnit(of claim: Claim, _ interval: Interval) -> Unit {
    let unit = claim.unit
    let finite = [interval.lower, interval.upper].filter(\.isFinite).map(\.magnitude).max() ?? 0
    guard unit.dimension == .time, finite > 0, finite < unit.scale else { return unit }
    return suitableUnit(for: finite, unit.dimension)
  }
}
