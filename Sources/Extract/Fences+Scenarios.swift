import Diagnostics
import Model
import Syntax

/// A finding where a fence is meant as a scenario and is not marked as one: it would be shown as code, and
/// nothing in it would be judged.
func unreadScenario(
  _ document: Document, _ block: NodeIndex, _ language: String
) -> Diagnostic? {
  guard document.nodes[block].flags.contains(.fenced) else { return nil }
  let words = document.fenceInfo(of: block).split(separator: " ")
  let isYAML = language == "yaml" || language == "yml"
  let isNamed =
    words.prefix(2).contains { isNear(scenario: $0) } && (isYAML || words.count < 3)
  guard isNamed || isYAML && words.count == 1 && hasScenarioKeys(document, block) else {
    return nil
  }
  let lines = document.codeBody(of: block).lines
  let whole = document.span(of: block)
  let bytes = document.source.bytes
  var end = whole.start
  let limit = lines.first?.source.lowerBound ?? whole.end
  while end < limit, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") { end += 1 }
  var start = whole.start
  while start < end, bytes[start] == UInt8(ascii: "`") || bytes[start] == UInt8(ascii: "~") {
    start += 1
  }
  let place = document.source.span(start..<end)
  let written = bytes.string(bytes.trimmed(start..<end))
  return Diagnostic(
    .unreadScenario,
    "a scenario stands in a fence that says `yaml scenario`, and this one says `\(written)`: nothing in it "
      + "is judged", at: document.source.span(whole.start..<end),
    fixes: [FixIt("write `yaml scenario`", replacing: place, with: "yaml scenario")])
}

private func isNear(scenario word: Substring) -> Bool {
  let bare = word.filter { $0.isLetter }
  return bare.count >= 6 && nearMiss(to: String(bare), in: ["scenario"]) != nil
}

/// Whether the lines of a fence have the keys that make a scenario.
private func hasScenarioKeys(_ document: Document, _ block: NodeIndex) -> Bool {
  let body = document.string(document.nodes[block].literal)
  func hasKey(_ name: String) -> Bool {
    body.hasPrefix(name + ":") || body.contains("\n" + name + ":")
  }
  return hasKey("system") && hasKey("claims") && hasKey("assume")
}
