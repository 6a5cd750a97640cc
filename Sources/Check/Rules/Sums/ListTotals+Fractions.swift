import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Adds up the fractions of the lines above a total, part by part: `登录: 11/12`, `支付: 5/5` and `合计: 18/19`.
  mutating func addFractions(above line: FigureLine, _ source: SourceFile) {
    guard let (label, total) = labelledFraction(line.bytes), namesTotal(Array(label.utf8)[...])
    else { return }
    let indent = source.bytes[line.span.range].prefix { $0 == 0x20 }.count
    var parts: [TotalledFraction] = []
    var end = line.span.start - 1
    for _ in 0..<60 where end > 0 {
      let begin = source.bytes.lineStart(end)
      let text = source.bytes[begin..<end]
      let isBlank = text.allSatisfy { $0 == 0x20 || $0 == 0x0D }
      if isBlank, parts.isEmpty {
        end = begin - 1
        continue
      }
      guard !isBlank, text.prefix(while: { $0 == 0x20 }).count == indent || parts.isEmpty,
        text.indentOfItem != nil, let (label, part) = labelledFraction(withoutMarks(text)),
        !namesTotal(Array(label.utf8)[...])
      else { break }
      if !countedElsewhere.occurInAnyCase(in: withoutMarks(text)) { parts.append(part) }
      end = begin - 1
    }
    guard let sum = wrongSum(of: parts, total), let figure = line.fraction else { return }
    report(
      "a total must be the sum of its lines: the fractions make \(sum.part)/\(sum.whole), not "
        + "`\(total.part)/\(total.whole)`",
      at: line.span(figure))
  }
}

private let countedElsewhere: Words = ["counted above", "already counted", "已计", "重复计", "另计", "不计"]

/// The label of a line, and the one fraction behind it.
private func labelledFraction(_ bytes: [UInt8]) -> (label: String, TotalledFraction)? {
  guard bytes.count <= 160, bytes.contains(UInt8(ascii: "/")) else { return nil }
  let text = String(decoding: bytes, as: UTF8.self)
  guard let colon = text.lastIndex(where: { ":：".contains($0) }),
    let fraction = TotalledFraction(String(text[text.index(after: colon)...]))
  else { return nil }
  let label = text[..<colon].drop { !$0.isLetter }
  return (String(label), fraction)
}

extension FigureLine {
  /// Where its fraction stands.
  fileprivate var fraction: Range<Int>? {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    var (start, end) = (slash, slash + 1)
    while start > 0, bytes[start - 1].isDigit { start -= 1 }
    while end < bytes.count, bytes[end].isDigit { end += 1 }
    return start..<end
  }
}
