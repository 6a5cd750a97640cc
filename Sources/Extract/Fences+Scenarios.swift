import Diagnostics
import Model
import Quantities
import Syntax

/// A finding where a fence is meant as a scenario and is not marked as one: it would be shown as code, and
/// nothing in it would be judged.
func unreadScenario(_ document: Document, _ block: NodeIndex) -> Diagnostic? {
  guard document.nodes[block].flags.contains(.fenced) else { return nil }
  let info = document.fenceInfo(of: block)
  // What could be `scenario` is no shorter, and YAML has its first letter, whatever its case.
  guard info.utf8.count >= 6 || info.utf8.contains(where: { $0.lowercased == UInt8(ascii: "y") })
  else { return nil }
  let words = info.split { !$0.isLetter }
  let first = words.first.map { $0.lowercased() } ?? ""
  let isYAML = first == "yaml" || first == "yml"
  let isMeant =
    isYAML
    ? words.dropFirst().prefix(1).contains { isNear(scenario: $0) }
      || words.count == 1 && hasKeys(document, block, ["system", "claims", "assume"])
    : isNear(scenario: first[...]) && hasKeys(document, block, ["system", "claims"])
  guard isMeant else { return nil }
  let lines = document.codeBody(of: block).lines
  let whole = document.span(of: block)
  let bytes = document.source.bytes
  var end = whole.start
  let limit = lines.first?.source.lowerBound ?? whole.end
  while end < limit, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") { end += 1 }
  var start = whole.start
  // Of two kinds of marks the second belongs to what the fence says.
  let mark = bytes[start]
  while start < end, bytes[start] == mark { start += 1 }
  let place = document.source.span(start..<end)
  let written = bytes.string(bytes.trimmed(start..<end))
  return Diagnostic(
    .unreadScenario,
    "a scenario stands in a fence that says `yaml scenario`, and this one says `\(written)`: nothing in it "
      + "is judged", at: document.source.span(whole.start..<end),
    fixes: [FixIt("write `yaml scenario`", replacing: place, with: "yaml scenario")])
}

private func isNear(scenario word: Substring) -> Bool {
  word.count >= 6 && nearMiss(to: String(word), in: ["scenario"]) != nil
}

/// Whether the lines of a fence have the keys that make a scenario.
private func hasKeys(_ document: Document, _ block: NodeIndex, _ names: [String]) -> Bool {
  let lines = document.codeBody(of: block).lines
  let bytes = document.source.bytes
  return names.allSatisfy { name in
    let key = Array((name + ":").utf8)
    return lines.contains { bytes[$0.source].starts(with: key) }
  }
}
