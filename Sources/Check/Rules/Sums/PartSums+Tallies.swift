import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Adds up a line that is nothing but a total and its outcomes: `**Total:** 120 | **Passed:** 110 | **Failed:** 8`,
  /// `Tests: 3 failed, 117 passed, 121 total`, 测试总数：100，通过：90，失败：8.
  ///
  /// What passed and what failed are all there are, apart from what the line calls something else.
  mutating func holdTally(_ line: FigureLine) {
    guard line.bytes.count <= 200,
      line.first(ends, in: 0..<line.bytes.count) != nil,
      let tally = Tally(line), !hasFinding(at: line.span(tally.total.range))
    else { return }
    let sum = tally.parts.reduce(0) { $0 + $1.number }
    // What was skipped is not run, and an error may come besides.
    let besides = tally.parts.reduce(0) { notRun.contains($1.name) ? $0 + $1.number : $0 }
    guard sum != tally.total.number, sum - besides != tally.total.number else { return }
    let terms = tally.parts.map { "\($0.number)" }.joined(separator: " + ")
    report(
      "the parts of a whole add up to it: \(terms) = \(sum), not `\(tally.total.number)`",
      at: line.span(tally.total.range))
  }
}

/// How something ends well.
private let ends = LineTopic.testOutcomes + ["成功"]

/// A total of tests or tasks beside how many ended in each way.
private struct Tally {
  typealias Entry = (name: String, number: Int, range: Range<Int>)

  let total: Entry
  let parts: [Entry]

  /// Nil for a line that says anything else but a rate or a time.
  init?(_ line: FigureLine) {
    var totals: [Entry] = []
    var parts: [Entry] = []
    for piece in pieces(of: line.bytes) {
      let text = line.text(piece)
      let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "%" && $0 != "." }
      guard !words.isEmpty else { continue }
      // 95.2%, 12.5s
      if text.contains("%") || text.contains(".") || isTime(words) { continue }
      guard let entry = Self.entry(piece, of: line, totals.isEmpty && parts.isEmpty) else {
        return nil
      }
      if totalNames.contains(entry.name) || isCalledAll(entry.name) {
        totals.append(entry)
      } else {
        parts.append(entry)
      }
    }
    let names = Set(parts.map(\.name))
    guard totals.count == 1, totals[0].number > 2, names.count == parts.count,
      !names.isDisjoint(with: passes), !names.isDisjoint(with: failures),
      names.isSubset(of: passes.union(failures).union(notRun).union(open))
    else { return nil }
    total = totals[0]
    self.parts = parts
  }

  /// A name and its number, either first; what leads the first of them, `Tests:`, is no name of it.
  private static func entry(_ piece: Range<Int>, of line: FigureLine, _ isFirst: Bool) -> Entry? {
    let bytes = line.bytes
    let digits = bytes.indices[piece].filter { (0x30...0x39).contains(bytes[$0]) }
    guard let first = digits.first, let last = digits.last,
      let number = Int(line.text(first..<(last + 1)).replacing(",", with: "")),
      digits.count <= 7
    else { return nil }
    let before = name(line.text(piece.lowerBound..<first))
    let behind = name(line.text((last + 1)..<piece.upperBound))
    // `Tests: 3 failed` names what follows; `Tests: 120` is a total.
    let isLed = isFirst && totalNames.contains(before)
    guard before.isEmpty || behind.isEmpty || isLed else { return nil }
    return (behind.isEmpty ? before : behind, number, first..<(last + 1))
  }

  private static func name(_ text: String) -> String {
    var name = String(text.lowercased().filter { $0.isLetter })
    for counter in ["个", "项", "条", "例", "次", "起", "了", "用例"]
    where name.hasPrefix(counter) && name != counter {
      name.removeFirst(counter.count)
    }
    return ["个", "项", "条", "例", "次", "起"].contains(name) ? "" : name
  }
}

/// What some ASCII marks part, bars and commas unless others are named, and the full-width commas with them; a comma
/// within a number parts nothing.
func pieces(of bytes: [UInt8], at marks: StaticString = "|,;/") -> [Range<Int>] {
  let marks = UnsafeBufferPointer(start: marks.utf8Start, count: marks.utf8CodeUnitCount)
  let partsCommas = marks.contains(UInt8(ascii: ","))
  var pieces: [Range<Int>] = []
  var start = 0
  var index = 0
  while index < bytes.count {
    let isWide =
      partsCommas && ["，", "；", "、"].contains { bytes[index...].starts(with: $0.utf8) }
    let isThousands =
      bytes[index] == UInt8(ascii: ",") && index > 0 && index + 3 < bytes.count
      && bytes[index - 1].isDigit && bytes[(index + 1)...(index + 3)].allSatisfy(\.isDigit)
    if isWide || !isThousands && marks.contains(bytes[index]) {
      pieces.append(start..<index)
      index += isWide ? 3 : 1
      start = index
    } else {
      index += 1
    }
  }
  pieces.append(start..<bytes.count)
  return pieces
}

/// Whether a name says of how many it is all, 共演练, 总请求.
private func isCalledAll(_ name: String) -> Bool {
  (2...6).contains(name.count) && (name.hasPrefix("共") || name.hasPrefix("总"))
    && !passes.union(failures).contains { name.hasSuffix($0) }
}

/// Whether a piece tells how long it took.
private func isTime(_ words: [Substring]) -> Bool {
  words.contains { ["time", "duration", "耗时", "用时", "时间"].contains($0.lowercased()) }
    || words.last.map { word in
      word.first?.isNumber == true
        && ["ms", "s", "min", "m", "h", "秒", "分钟"].contains(word.drop(while: \.isNumber))
    } ?? false
}

private let totalNames: Set<String> = [
  "total", "tests", "totaltests", "testsrun", "totalcases", "testcases", "alltests",
  "totaltestcases", "tasks", "totaltasks",
  "总数", "总计", "共", "共计", "合计", "总", "测试总数", "总测试数", "总测试", "用例总数", "总用例", "总用例数", "测试用例", "测试",
  "测试用例总数",
]
private let passes: Set<String> = [
  "passed", "pass", "passing", "通过", "成功", "testspassed", "通过数", "成功数",
]
private let failures: Set<String> = [
  "failed", "fail", "failing", "failures", "failure", "失败", "未通过", "testsfailed", "失败数", "不通过",
]
private let notRun: Set<String> = [
  "skipped", "skip", "ignored", "跳过", "errors", "error", "错误", "todo", "阻塞", "blocked", "跳过数",
  "warnings", "警告",
]
private let open: Set<String> = ["pending", "未执行", "待执行", "partial", "部分通过", "xfailed", "xpassed"]
