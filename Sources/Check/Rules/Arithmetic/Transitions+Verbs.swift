import Diagnostics
import Model

private let rising = [
  "上升", "增加", "增长", "升高", "上涨", "升", "涨", "rose", "rises", "rise", "grew", "grows", "increased",
  "increases", "climbed", "up",
]

private let falling = [
  "下降", "降低", "减少", "缩短", "缩减", "减小", "缩小", "精简", "压缩", "削减", "下跌", "降", "减", "dropped", "drops",
  "drop", "fell", "falls",
  "decreased", "decreases", "reduced", "shrank", "lowered", "down",
]

extension LineTopic {
  /// The verbs before `from` and a figure.
  static let verbsBeforeFrom = (rising + falling).filter { $0.utf8.allSatisfy { $0 < 0x80 } }
    .map { $0 + " from" }
}

/// The verb of rising or falling right before the first figure or between the two, without what
/// joins it to them: 从, 由, 至, `from`, `to`.
func verb(beside figure: Range<Int>, in bytes: [UInt8]) -> (word: String, rises: Bool)? {
  let start = max(0, figure.lowerBound - 40)
  let lead = String(decoding: bytes[start..<figure.lowerBound], as: UTF8.self)
  let inside = String(decoding: bytes[figure], as: UTF8.self)
  let between = inside.drop { $0.isNumber || $0 == "." || $0 == "," }
    .prefix { !$0.isNumber || $0 == " " }
  for (text, joints) in [
    (lead, ["从", "由", "from"]), (String(between), ["至", "到", "为", "to", "了"]),
  ] {
    var text = text[...]
    func trim() { while text.last?.isWhitespace == true || text.last == "*" { text.removeLast() } }
    trim()
    guard let joint = joints.first(where: text.hasSuffix) else { continue }
    text.removeLast(joint.count)
    trim()
    let words = text.lowercased()
    func ends(with verb: String) -> Bool {
      guard words.hasSuffix(verb), !words.hasSuffix("提升") else { return false }
      // A Latin verb is a word of its own.
      let before = words.dropLast(verb.count).last
      return verb.utf8.first.map { $0 >= 0x80 } ?? false || !(before?.isLetter ?? false)
    }
    if let word = rising.first(where: ends) { return (word, true) }
    if let word = falling.first(where: ends) { return (word, false) }
  }
  return nil
}

/// The verb of improvement between the figures of a metric of which more is better: 覆盖率从 80% 提升到 75%.
func gain(_ claim: Claim, in bytes: [UInt8]) -> (word: String, rises: Bool)? {
  guard claim.metric?.better == .up else { return nil }
  let text = String(decoding: bytes[claim.figure.range], as: UTF8.self)
  return ["提升", "提高", "improved"].first(where: text.contains).map { ($0, true) }
}
