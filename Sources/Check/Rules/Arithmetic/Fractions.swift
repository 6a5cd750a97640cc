import Diagnostics
import Model
import Quantities

extension Rule {
  /// Recomputes `8/23 (34.78%)`.
  static let fractionPercent = Rule(
    "fraction-percent", .error, "分数与百分比不一致", "Fraction and percentage disagree",
    """
    A fraction and the percentage after it must agree, in brackets or behind a sign of equality.

        通过 8/23 (38.78%)        <- 8/23 is 34.78 %

    The percentage may be rounded or cut at its last digit, and may come first: `34.78% (8/23)`, but for
    what may be a day of a month. `~85%` is within five points of it, and `85%+` no more than it. So are the columns `通过 | 总数 | 通过率` of a table, and lines that give
    the parts of a whole with their shares, `成功: 900 (95%)` and `失败: 100 (5%)`. `共50项，通过45项，通过率90%` is read as well:
    a total, a part of it, and a rate that is named as the part is; so are `4 of 64 cores busy, 12.5 %`, what failed
    beside the rate of what succeeded; 总测试数, 通过 and 通过率 in lines or rows of their own; shares in brackets below a total; and columns of shares beside the figures that have them. A wrong share that a document repeats is reported once.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      var places: [String: [Span]] = [:]
      var order: [(fraction: Fraction, stated: Percentage, key: String)] = []
      for (fraction, stated) in fractions(in: source.bytes) {
        let exact = fraction.part / fraction.whole * 100
        let step = power(10, -stated.decimals)
        guard stated.misses(exact, step) else { continue }
        let span = source.span(stated.digits)
        if collection.isPreformatted(span) { continue }
        let key = "\(fraction.part)/\(fraction.whole)=\(source.text(stated.digits))"
        if places[key] == nil { order.append((fraction, stated, key)) }
        places[key, default: []].append(span)
      }
      // A wrong share that is told again and again is one mistake.
      for (fraction, stated, key) in order {
        guard let spans = places[key], let span = spans.first else { continue }
        let exact = fraction.part / fraction.whole * 100
        let scale = power(10, stated.decimals)
        let right = decimal((exact * scale).rounded() / scale, stated.decimals)
        reporter.report(
          "a fraction and its percentage must agree: "
            + "\(decimal(fraction.part, 0)) / \(decimal(fraction.whole, 0)) = \(right)%, "
            + "not `\(source.text(stated.digits))%`", at: span,
          notes: spans.dropFirst().map { .init("and here", at: $0) },
          fixes: stated.isRough
            ? [] : [FixIt("write `\(right)`", spans.map { FixIt.Edit($0, right) }, .safe)])
      }
    }
    reporter.holdPassRates(collection)
    reporter.holdLabelledRates(collection)
    reporter.holdUsages(collection)
    reporter.holdCountedShares(collection)
    reporter.holdSharesOfWholes(collection)
    reporter.holdSharesOf(collection)
    for document in collection.examinedDocuments {
      for table in document.tables {
        reporter.holdRates(of: table)
        reporter.holdShareColumns(of: table)
      }
      reporter.holdShares(of: collection.source(document), collection)
    }
  }
}

/// A printed percentage.
private struct Percentage {
  let value: Double
  let decimals: Int
  let digits: Range<Int>

  /// Whether it is said to be about so much, `~85%`, or no less, `85%+`.
  let (isAbout, isFloor): (Bool, Bool)
  var isRough: Bool { isAbout || isFloor }

  init?(
    _ bytes: [UInt8], _ digits: Range<Int>, isAbout: Bool = false, isFloor: Bool = false
  ) {
    guard !digits.isEmpty, let number = number(bytes[digits]) else { return nil }
    value = number.value
    decimals = number.decimals
    self.digits = digits
    (self.isAbout, self.isFloor) = (isAbout, isFloor)
  }

  /// Whether a share is not what it says: by a last digit, or by five points of one that is about so much.
  func misses(_ exact: Double, _ step: Double) -> Bool {
    if isFloor { return exact <= value - step * 1.000_001 }
    return abs(exact - value) >= (isAbout ? 5 : step * 1.000_001)
  }
}

/// Two whole numbers, the first no greater than the second: `14/15`, `14 / 15`, `14 of 15`.
private struct Fraction {
  let part: Double
  let whole: Double

  /// From the digits of the part to those of the whole.
  let range: Range<Int>
  let isSpelled: Bool
  let isSpaced: Bool

  /// Reads the numbers beside a slash, or the `f` of `of`.
  init?(_ bytes: [UInt8], around sign: Int) {
    var (before, after) = (sign, sign + 1)
    isSpelled = bytes[sign] == UInt8(ascii: "f")
    if isSpelled {
      guard sign >= 3, bytes[(sign - 2)...].starts(with: " of ".utf8) else { return nil }
      (before, after) = (sign - 2, sign + 2)
    }
    isSpaced =
      !isSpelled && sign > 1 && bytes[sign - 1] == 0x20 && sign + 2 < bytes.count
      && bytes[sign + 1] == 0x20
    if isSpaced { (before, after) = (before - 1, after + 1) }
    let start = bytes.figureStart(before)
    let end = bytes.figureEnd(after)
    guard start < before, after < end else { return nil }
    // A date, a path or a version has another slash, dot or letter before.
    let lead = start > 0 ? bytes[start - 1] : 0x20
    guard lead != UInt8(ascii: "/"), lead != UInt8(ascii: "-"), !lead.isLetter,
      let part = number(bytes[start..<before]), let whole = number(bytes[after..<end]),
      whole.value > 0, part.decimals == 0, whole.decimals == 0, part.value <= whole.value
    else { return nil }
    self.part = part.value
    self.whole = whole.value
    range = start..<end
  }

  /// The percentage beside it, in brackets, behind a sign of equality or a comma, or before it.
  func percentage(in bytes: [UInt8]) -> Percentage? {
    let noun = endOfNoun(after: range.upperBound, in: bytes)
    // So many, or a rate, is no day of a month.
    let isNoDay = whole > 31 || part > 12 || isRate(before: range.lowerBound, in: bytes)
    if isNoDay || noun > range.upperBound,
      let percentage = leadingPercentage(before: range.lowerBound, endingAt: noun, in: bytes)
    {
      return percentage
    }
    let next = bytes.skippingMarks(endOfAttainment(after: noun, in: bytes))
    // 11/30 = 80 % may be told of a day.
    if !isSpelled, !isSpaced, isNoDay, next < bytes.count, bytes[next] == UInt8(ascii: "="),
      let percentage = percentageBehindEquals(next + 1, in: bytes)
    {
      return percentage
    }
    if let inside = bytes.openingBracketEnd(at: next) {
      return percentageInBrackets(inside, in: bytes)
    }
    return isSpelled ? percentageBehindComma(after: range.upperBound, in: bytes) : nil
  }
}

/// Every `n/m (p%)`, `n of m (p%)` and `p% (n/m)`, with or without spaces, a noun, asterisks and
/// full-width brackets. Linear.
private func fractions(in bytes: [UInt8]) -> [(fraction: Fraction, percentage: Percentage)] {
  var found: [(Fraction, Percentage)] = []
  for sign in bytes.indices.dropFirst() {
    switch bytes[sign] {
    case UInt8(ascii: "/") where isFigure(bytes[sign - 1]) || bytes[sign - 1] == 0x20: break
    case UInt8(ascii: "f") where bytes[sign - 1] == UInt8(ascii: "o"): break
    default: continue
    }
    guard let fraction = Fraction(bytes, around: sign),
      let percentage = fraction.percentage(in: bytes)
    else { continue }
    found.append((fraction, percentage))
  }
  return found
}

extension [UInt8] {
  /// Where the digits end, and the points and commas in them, that begin at a place.
  fileprivate func figureEnd(_ start: Int) -> Int {
    var end = start
    while end < count, isFigure(self[end]) { end += 1 }
    return end
  }

  /// Where those begin that end at a place.
  fileprivate func figureStart(_ end: Int) -> Int {
    var start = end
    while start > 0, isFigure(self[start - 1]) { start -= 1 }
    return start
  }

  fileprivate func skippingMarks(_ start: Int) -> Int {
    var place = start
    while place < count, self[place] == UInt8(ascii: "*") || self[place] == 0x20 { place += 1 }
    return place
  }
}

/// The percentage in brackets that hold nothing else: `(12% of 30)` is another matter.
private func percentageInBrackets(_ start: Int, in bytes: [UInt8]) -> Percentage? {
  let digits = bytes.skippingMarks(start)
  let end = bytes.figureEnd(digits)
  guard end < bytes.count, bytes[end] == UInt8(ascii: "%") else { return nil }
  var close = end + 1
  while close < bytes.count, bytes[close] == UInt8(ascii: "*") { close += 1 }
  guard close < bytes.count, bytes[close] == UInt8(ascii: ")") || bytes[close] == 0xEF else {
    return nil
  }
  return Percentage(bytes, digits..<end)
}

/// The percentage that ends a clause behind one to three words and a comma: `of 64 cores busy, 12.5 %`.
private func percentageBehindComma(
  after end: Int, in bytes: [UInt8]
) -> Percentage? {
  var place = end
  while place < bytes.count, place - end < 32, bytes[place].isLetter || bytes[place] == 0x20 {
    place += 1
  }
  guard bytes[place...].starts(with: ", ".utf8),
    bytes[end..<place].split(separator: 0x20).count <= 3
  else { return nil }
  place += 2
  let digits = place
  while place < bytes.count, isFigure(bytes[place]) { place += 1 }
  let last = place
  if place < bytes.count, bytes[place] == 0x20 { place += 1 }
  guard place < bytes.count, bytes[place] == UInt8(ascii: "%") else { return nil }
  let next = place + 1 < bytes.count ? bytes[place + 1] : 0x0A
  guard next == 0x0A || next == 0x0D || next == UInt8(ascii: ".") || next == UInt8(ascii: ";")
  else {
    return nil
  }
  return Percentage(bytes, digits..<last)
}

/// The percentage behind a sign of equality: `188/212 = 88.7%`. With spaces around its slash it is an equation
/// like others.
private func percentageBehindEquals(
  _ start: Int, in bytes: [UInt8]
) -> Percentage? {
  var place = start
  while place < bytes.count, bytes[place] == 0x20 { place += 1 }
  let digits = place
  while place < bytes.count, isFigure(bytes[place]) { place += 1 }
  let end = place
  if place < bytes.count, bytes[place] == 0x20 { place += 1 }
  guard place < bytes.count, bytes[place] == UInt8(ascii: "%") else { return nil }
  return Percentage(bytes, digits..<end)
}

/// Whether a word for what is counted, 通过率 or `coverage`, stands on the line before a figure.
private func isRate(before start: Int, in bytes: [UInt8]) -> Bool {
  rates.occurInAnyCase(in: Array(bytes[bytes.lineStart(start, limit: 48)..<start]))
}

private let rates: Words = [
  "率", "通过", "完成度", "rate", "pass", "coverage", "compliance", "accuracy",
]

/// The end of one word behind a figure: 行 in `22/67 行`, `tests` in `14 of 15 tests`.
private func endOfNoun(after end: Int, in bytes: [UInt8]) -> Int {
  var start = end
  while start < bytes.count, bytes[start] == 0x20 || bytes[start] == UInt8(ascii: "*") {
    start += 1
  }
  var noun = start
  while noun < bytes.count, noun - start < 12,
    bytes[noun].isLetter || (0xE4...0xE9).contains(bytes[noun])
      || (0x80...0xBF).contains(bytes[noun])
  {
    noun += 1
  }
  return noun > start ? noun : end
}

/// The end of one or two more words of which the last says that so many are done: `11/19 criteria met`.
private func endOfAttainment(after end: Int, in bytes: [UInt8]) -> Int {
  var place = end
  for _ in 0..<2 {
    guard place < bytes.count, bytes[place] == 0x20 else { return end }
    let start = place + 1
    var next = start
    while next < bytes.count, next - start < 14, bytes[next].isLetter { next += 1 }
    guard next > start else { return end }
    place = next
    if done.contains(String(decoding: bytes[start..<next], as: UTF8.self).lowercased()) {
      return place
    }
  }
  return end
}

private let done: Set<String> = [
  "met", "passed", "passing", "complete", "completed", "done", "covered", "implemented", "tested",
  "resolved", "fixed", "migrated",
]

/// The percentage in `95% (90/100)`, where the fraction alone stands in the brackets.
private func leadingPercentage(
  before start: Int, endingAt end: Int, in bytes: [UInt8]
) -> Percentage? {
  guard end < bytes.count, bytes[end] == UInt8(ascii: ")") || bytes[end...].starts(with: "）".utf8)
  else { return nil }
  var place = start
  if place > 0, bytes[place - 1] == UInt8(ascii: "(") {
    place -= 1
  } else if place >= 3, bytes[(place - 3)...].starts(with: "（".utf8) {
    place -= 3
  } else {
    return nil
  }
  // `95% REST compliance (15/17 practices)`: a few words may stand between.
  let bracket = place
  while place > 0, bracket - place < 32,
    bytes[place - 1] == 0x20 || bytes[place - 1] == UInt8(ascii: "*") || bytes[place - 1].isLetter
      || bytes[place - 1] >= 0x80
  {
    place -= 1
  }
  let isFloor = place > 1 && bytes[place - 1] == UInt8(ascii: "+")
  if isFloor { place -= 1 }
  guard place > 0, bytes[place - 1] == UInt8(ascii: "%") else { return nil }
  let between = String(decoding: bytes[place..<bracket], as: UTF8.self).lowercased()
    .filter { !"*+".contains($0) }.trimmingPrefix(" ")
  if !between.isEmpty {
    let line = Array(bytes[bytes.lineStart(place, limit: 40)..<bracket])
    guard complied.contains(where: between.hasSuffix), !bounds.occurInAnyCase(in: line),
      !gains.occurInAnyCase(in: line)
    else { return nil }
  }
  let sign = place - 1
  var digits = sign
  while digits > 0, isFigure(bytes[digits - 1]) { digits -= 1 }
  // Neither a bound, a change nor an end of a range.
  let lead = String(decoding: bytes[Swift.max(0, digits - 4)..<digits], as: UTF8.self)
  guard !(lead.last.map { "<>=+-–±≥≤".contains($0) } ?? false),
    !(lead.last(where: { $0 != " " }).map { "<>≥≤".contains($0) } ?? false)
  else { return nil }
  let isAbout = lead.last { $0 != " " }.map { "~≈约".contains($0) } ?? false
  return Percentage(bytes, digits..<sign, isAbout: isAbout, isFloor: isFloor)
}

/// What ends the words between a percentage and the fraction that it is: `95% REST compliance (15/17)`.
private let complied = [
  "compliance", "coverage", "passing", "passed", "complete", "completed", "tested", "implemented",
  "migrated", "resolved", "通过", "覆盖", "达标", "合规",
].flatMap { [$0, $0 + " "] }

/// What makes a percentage a bound.
private let bounds: Words = [
  "目标", "要求", "超过", "低于", "高于", "以上", "以下", "告警", "触发", "阻断", "阈值", "target", "above", "over",
  "below", "alert", "require", "at least",
]

/// Words of change: a fraction in brackets does not give a change.
private let gains: Words = [
  "提升", "提高", "降低", "减少", "下降", "增长", "增加", "节省", "improv", "increas", "reduc", "decreas", "faster",
  "more", "less", "saving", "growth", "up ", "down ",
]

/// Whether a byte may stand in a printed number.
func isFigure(_ byte: UInt8) -> Bool {
  byte.isDigit || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".")
}

/// A printed number and its decimals; nil for anything else.
func number(_ bytes: ArraySlice<UInt8>) -> (value: Double, decimals: Int)? {
  let digits = bytes.filter { $0 != UInt8(ascii: ",") }
  guard digits.count <= 15, let first = digits.first, first.isDigit,
    let value = Double(String(decoding: digits, as: UTF8.self))
  else { return nil }
  let point = digits.firstIndex(of: UInt8(ascii: "."))
  return (value, point.map { digits.count - $0 - 1 } ?? 0)
}

/// A number with exactly so many decimals.
private func decimal(_ value: Double, _ decimals: Int) -> String {
  let scaled = Int((value * power(10, decimals)).rounded())
  guard decimals > 0 else { return String(scaled) }
  let digits = String(scaled)
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  return padded.dropLast(decimals) + "." + padded.suffix(decimals)
}
