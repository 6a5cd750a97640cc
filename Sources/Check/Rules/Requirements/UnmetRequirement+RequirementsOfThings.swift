import Diagnostics
import Model
import Quantities

/// Of several requirements for one metric those for the thing that an outcome is of, 页面响应时间 and not 商家后台响应时间; of
/// one that names none the mildest.
func ofItsThing(_ asked: [Claim], _ outcome: Claim) -> [Claim] {
  let things = asked.map(thing)
  guard Set(things).count > 1 else { return asked }
  let own = thing(outcome)
  if own.isEmpty {
    let plain = asked.indices.filter { things[$0].isEmpty }.map { asked[$0] }
    return plain.isEmpty ? mildest(asked) : plain
  }
  let same = asked.indices.filter { things[$0] == own }
  let those = same.isEmpty ? asked.indices.filter { isOne(things[$0], own) } : same
  return those.map { asked[$0] }
}

/// What the words of a claim name besides its metric.
private func thing(_ claim: Claim) -> String {
  var words = claim.subject.lowercased()
  for name in claim.metric?.names ?? [] { words = words.replacing(name, with: " ") }
  return String(words.filter { $0.isLetter })
    .replacing("平均", with: "").replacing("average", with: "")
}

/// Whether one name holds the other, or begins as it does.
private func isOne(_ a: String, _ b: String) -> Bool {
  a.isEmpty || a.contains(b) || b.contains(a)
    || a.count >= 3 && a.first?.isASCII == false && a.prefix(3) == b.prefix(3)
}

private func mildest(_ asked: [Claim]) -> [Claim] {
  let bounds = asked.compactMap { claim in claim.reached.map { (claim, $0.value) } }
  let isUpper = asked.first?.metric?.better == .down
  return bounds.max { isUpper ? $0.1 < $1.1 : $0.1 > $1.1 }.map { [$0.0] } ?? []
}

/// Whether the lines of two claims name different parts of a system, or of its tests: `Backend coverage` and 前端组件覆盖率.
func areOfDifferentParts(_ one: Claim, _ other: Claim, _ bytes: [UInt8]) -> Bool {
  func line(_ claim: Claim) -> String {
    let start = bytes.lineStart(claim.figure.start, limit: 120)
    return String(
      decoding: bytes[start..<bytes.lineEnd(claim.figure.end, limit: 40)], as: UTF8.self
    ).lowercased()
  }
  let (first, second) = (line(one), line(other))
  return axes.contains { parts in
    let named = [first, second].map { text in
      Set(parts.indices.filter { part in parts[part].contains(where: text.contains) })
    }
    return !named[0].isEmpty && !named[1].isEmpty && named[0].isDisjoint(with: named[1])
  }
}

/// Parts that are measured each by itself, by what parts them.
private let axes = [
  [["前端", "frontend", "front-end"], ["后端", "backend", "back-end", "服务端"]],
  [
    ["单元测试", "unit test"], ["集成测试", "integration test"], ["端到端", "e2e", "end-to-end"],
  ],
]
