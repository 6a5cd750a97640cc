import Diagnostics
import Model
import Quantities

/// The outcomes of tests in brackets behind their number, `173 (167 passed, 28 failed, 6 errors)`, where they are
/// more than all; fewer may leave some out, but not where what was skipped is told as well.
func outcomeSum(
  _ line: FigureLine, _ sentence: Range<Int>
) -> (total: CountedFigure, parts: [Int])? {
  guard let word = line.first(LineTopic.testOutcomes, in: sentence) else { return nil }
  let bytes = line.bytes
  guard
    let open = (sentence.lowerBound..<word.lowerBound).last(where: {
      bytes.openingBracketEnd(at: $0) != nil
    }), let inside = bytes.openingBracketEnd(at: open),
    let close = (word.upperBound..<sentence.upperBound).first(where: bytes.closesBracket)
  else { return nil }
  let inner = line.text(inside..<close)
  var parts: [Int] = []
  var besides = 0
  var outcomes: Set<String> = []
  for part in inner.split(whereSeparator: { ",，、;；/|".contains($0) }) {
    let digits = part.filter { $0.isASCII && $0.isNumber }
    let name = part.filter { $0.isLetter }.lowercased().filter { !"个项条例".contains($0) }
    guard let value = Int(digits), digits.count <= 6, !part.contains("%"),
      part.split(whereSeparator: { !$0.isNumber }).count == 1,
      testOutcomes.contains(name), outcomes.insert(name).inserted
    else { return nil }
    parts.append(value)
    if notRun.contains(name) { besides += value }
  }
  guard parts.count > 1,
    // 120 tests in 8 suites: of two numbers nobody knows which.
    case let counts = line.counts(in: sentence.lowerBound..<open), counts.count == 1,
    let total = counts.first, let whole = total.whole, open - total.range.upperBound <= 16
  else { return nil }
  let sum = parts.reduce(0, +)
  // What was skipped is not run, and an error may come besides.
  if besides > 0, sum - besides == whole { return nil }
  let isAll =
    outcomes.contains("skipped") || outcomes.contains("跳过")
    || outcomes == ["passed", "failed"] || outcomes == ["通过", "失败"]
  return sum > whole || (sum < whole && isAll) ? (total, parts) : nil
}

extension LineTopic {
  /// The outcome of tests that is told beside the others.
  static let testOutcomes = ["passed", "通过"]

  /// What stands before the groups of a whole.
  static let groups = ["其中"]

  /// What stands behind the sum of what each of several has.
  static let sumOfEach = ["in total"]
}

private let notRun: Set<String> = ["skipped", "ignored", "跳过", "errors", "error", "错误"]
private let testOutcomes: Set<String> = [
  "passed", "pass", "failed", "fail", "failures", "errors", "error", "skipped", "ignored", "通过",
  "失败", "错误", "跳过",
]

/// The groups behind 其中, each with its name and the same counter, up to the end of the sentence:
/// `6个里程碑分布在三个阶段中, 其中第一阶段2个, 第二阶段1个, 第三阶段2个`.
///
/// They are all only where they are numbered from the first one to the last of as many groups as the
/// sentence names.
func groupSum(
  _ line: FigureLine, _ sentence: Range<Int>
) -> (total: CountedFigure, parts: [Int])? {
  guard let word = line.first(LineTopic.groups, in: sentence),
    line.first(["每", "各", "至少", "约", "同时", "兼", "也", "另", "~", "～"], in: sentence) == nil
  else { return nil }
  var parts: [Int] = []
  var names: [Substring] = []
  var counter: Character?
  let tail = line.text(word.upperBound..<sentence.upperBound)
  for clause in tail.split(whereSeparator: { ",，、".contains($0) }) {
    let text = clause.filter { $0 != " " && $0 != "\r" }
    // 使用率 80% behind the parts is none.
    if parts.count > 1, text.hasSuffix("%") { break }
    var name = text.prefix { !($0.isASCII && $0.isNumber) }
    // P0 is a name.
    if name == "P", let level = text.dropFirst().first, level.isNumber { name = text.prefix(2) }
    let digits = text.dropFirst(name.count).prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(name.count + digits.count)
    guard let value = Int(digits), digits.count <= 4,
      (2...8).contains(name.count) || ["高", "中", "低"].contains(name),
      name.allSatisfy({ $0.isLetter }) || isPriority(name), rest.count == 1, let unit = rest.first,
      "个项条台家篇张起款".contains(unit), counter == nil || counter == unit
    else { return nil }
    counter = unit
    parts.append(value)
    names.append(clause.drop { $0 == " " }.prefix(name.count))
  }
  guard parts.count > 1, Set(names).count == names.count, let counter else { return nil }
  let lead = sentence.lowerBound..<word.lowerBound
  let counts = line.counts(in: lead).filter { figure in
    let text = line.text(
      figure.range.lowerBound..<min(lead.upperBound, figure.range.upperBound + 6))
    return text.contains(counter)
  }
  // What the groups are called is counted beside what they hold: 三个阶段.
  let noun = commonEnd(names)
  var stated: Int?
  var group: Range<Int>?
  if noun.count >= 2, let place = line.first(["\(counter)\(noun)"], in: lead) {
    if let number = SmallNumber(
      line.bytes, endingAt: place.lowerBound, floor: lead.lowerBound)
    {
      (group, stated) = (number.range.lowerBound..<place.upperBound, number.value)
    }
  }
  let totals = counts.count == 1 ? counts : counts.filter { !($0.range.overlaps(group ?? 0..<0)) }
  guard totals.count == 1, let whole = totals[0].whole else { return nil }
  let sum = parts.reduce(0, +)
  let isRun =
    stated == parts.count
    && names.enumerated().allSatisfy { index, name in
      name.hasPrefix("第")
        && SmallNumber(Array(name.dropFirst().utf8), at: 0, limit: name.utf8.count - 3)?.value
          == index + 1
    }
  // 四大业务域, 其中订单域 22 个: as many as are named, each called what they are.
  let areNamed =
    namedGroups(line.text(lead), names.count) && !noun.isEmpty && sum != whole
    && abs(sum - whole) * 3 <= whole
  // Others may overlap, 核心服务6个, 有状态服务5个, or be other things.
  let areAllLevels = names.elementsEqual(["高", "中", "低"])
  let areLevels =
    !noun.isEmpty
    && line.text(
      totals[0].range.lowerBound..<min(word.lowerBound, totals[0].range.upperBound + 24)
    ).contains(noun)
    && names.allSatisfy { ["高", "中", "低"].contains($0.dropLast(noun.count)) }
  // Three priorities from the first one on are all that there are.
  let arePriorities =
    names.count >= 3
    && names.enumerated().allSatisfy { index, name in
      let first = names[0].dropFirst()
      return isPriority(name) && (first == "0" || first == "1")
        && Int(name.dropFirst()) == Int(first).map { $0 + index }
    }
  return isRun && sum != whole || areNamed || areLevels && sum > whole
    || (arePriorities || areAllLevels || areStates(names)) && sum != whole
      && abs(sum - whole) * 3 <= whole
    ? (totals[0], parts) : nil
}

/// Whether names are the two states that a thing may be in.
private func areStates(_ names: [Substring]) -> Bool {
  states.contains { names.elementsEqual($0) || names.elementsEqual($0.reversed()) }
}

private let states: [[Substring]] = [
  ["在用", "空闲"], ["已用", "空闲"], ["已用", "剩余"], ["在线", "离线"], ["启用", "停用"], ["开机", "关机"], ["通过", "失败"],
  ["成功", "失败"], ["完成", "未完成"], ["已完成", "未完成"], ["已关闭", "未关闭"], ["已修复", "未修复"],
]

/// Whether a name is that of a priority: P0.
private func isPriority(_ name: Substring) -> Bool {
  name.count == 2 && name.first == "P" && name.last?.isNumber == true
}

/// Whether a text names so many groups in a list of theirs, 订单、支付、商品、用户四大业务域.
private func namedGroups(_ text: String, _ count: Int) -> Bool {
  guard (2...9).contains(count) else { return false }
  let numeral = ["二", "三", "四", "五", "六", "七", "八", "九"][count - 2]
  return ["大", "个", "类", "种"].contains {
    text.contains(numeral + $0) || text.contains("\(count) \($0)") || text.contains("\(count)\($0)")
  }
    || count == 2 && ["两大", "两个", "两类"].contains(where: text.contains)
}

/// What all of some names end in.
private func commonEnd(_ names: [Substring]) -> String {
  guard let first = names.first else { return "" }
  var length = 0
  while length < first.count, names.allSatisfy({ $0.hasSuffix(first.suffix(length + 1)) }) {
    length += 1
  }
  return String(first.suffix(length))
}

extension Reporter {
  /// `six pods, each of which answers 10,000 queries per second, 80,000 in total`: a number in words of things, what each
  /// has, and the sum.
  mutating func holdEachInTotal(_ line: FigureLine, _ sentence: Range<Int>) {
    guard let end = line.first(LineTopic.sumOfEach, in: sentence),
      let each = line.first(
        [" each of which", " each with", " with each", ", each "], in: sentence),
      each.upperBound < end.lowerBound
    else { return }
    let reads = readQuantities(in: line.bytes, range: sentence)
    guard reads.count == 2, reads[0].range.lowerBound >= each.upperBound,
      (0...1).contains(end.lowerBound - reads[1].range.upperBound),
      reads.allSatisfy({ $0.quantity.comparator == .equal && $0.quantity.value > 0 })
    else { return }
    let numbers = latinWords(line.bytes, sentence.lowerBound..<each.lowerBound)
      .compactMap { word in SmallNumber.value(of: word.text).map { (value: $0, range: word.range) }
      }
      .filter { $0.value > 1 }
    let (one, all) = (reads[0].quantity, reads[1].quantity)
    guard numbers.count == 1, let number = numbers.first,
      // 40 nodes in total may count others as well.
      all.dimension == .number,
      line.first(["spare", "peak", "limit", "reserve", "at most", "up to"], in: sentence) == nil
    else { return }
    let stated = all.value
    let right = Double(number.value) * one.value / one.unit.scale
    guard abs(stated - right) > right * 0.02, (0.25...4).contains(stated / right) else { return }
    report(
      "the parts of a whole add up to it: \(number.value) × `\(line.text(reads[0].range))` is "
        + "\(plainNumber(right)), not `\(line.text(reads[1].range))`", at: line.span(reads[1].range)
    )
  }
}
