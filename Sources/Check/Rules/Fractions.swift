import Diagnostics
import Model
import Quantities

extension Rule {
  /// Recomputes `8/23 (34.78%)`.
  static let fractionPercent = Rule(
    "fraction-percent", .error,
    """
    A fraction and the percentage after it must agree, in brackets or behind a sign of equality.

        通过 8/23 (38.78%)        <- 8/23 is 34.78 %

    The percentage may be rounded or cut at its last digit, and may come first: `34.78% (8/23)`, but for
    what may be a day of a month. So are the columns `通过 | 总数 | 通过率` of a table, and lines that give
    the parts of a whole with their shares, `成功: 900 (95%)` and `失败: 100 (5%)`. `共50项，通过45项，通过率90%` is read as well:
    a total, a part of it, and a rate that is named as the part is; so are `4 of 64 cores busy, 12.5 %`, what failed
    beside the rate of what succeeded, and columns of shares beside the figures that have them.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      for found in fractions(in: source.bytes) {
        let exact = found.part / found.whole * 100
        let step = power(10, -found.decimals)
        guard abs(exact - found.percent) >= step * 1.000_001 else { continue }
        let scale = power(10, found.decimals)
        let right = decimal((exact * scale).rounded() / scale, found.decimals)
        let span = source.span(found.figure)
        if collection.isPreformatted(span) { continue }
        reporter.report(
          "a fraction and its percentage must agree: "
            + "\(decimal(found.part, 0)) / \(decimal(found.whole, 0)) = \(right)%, "
            + "not `\(source.text(found.figure))%`", at: span,
          fixes: [FixIt("write `\(right)`", replacing: span, with: right, .safe)])
      }
    }
    reporter.holdPassRates(collection)
    reporter.holdUsages(collection)
    reporter.holdCountedShares(collection)
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

private struct Fraction {
  let part: Double
  let whole: Double
  let percent: Double
  let decimals: Int

  /// The percentage's digits.
  let figure: Range<Int>
}

/// Every `n/m (p%)`, `n of m (p%)` and `p% (n/m)`, with or without spaces, a noun, asterisks and
/// full-width brackets. Linear.
private func fractions(in bytes: [UInt8]) -> [Fraction] {
  var found: [Fraction] = []
  var search = bytes.startIndex
  while let sign = bytes[search...].firstIndex(where: { $0 == 0x2F || $0 == UInt8(ascii: "f") }) {
    var slash = sign
    search = sign + 1
    if bytes[sign] == UInt8(ascii: "f") {
      // 14 of 15.
      guard sign >= 3, bytes[(sign - 2)...].starts(with: " of ".utf8) else { continue }
      slash = sign - 2
      search = sign + 2
    }
    // 1234 / 2000
    var last = slash
    if bytes[slash] == 0x2F, slash > 1, bytes[slash - 1] == 0x20, search + 1 < bytes.count,
      bytes[search] == 0x20
    {
      last = slash - 1
      search += 1
    }
    guard last > 0, isFigure(bytes[last - 1]), search < bytes.count, isFigure(bytes[search])
    else { continue }
    slash = last
    let second = search
    var start = slash
    while start > 0, isFigure(bytes[start - 1]) { start -= 1 }
    // A date, a path or a version has another slash, dot or letter before.
    let before = start > 0 ? bytes[start - 1] : UInt8(ascii: " ")
    guard start < slash, before != UInt8(ascii: "/"), before != UInt8(ascii: "-"),
      !before.isLetter, let part = number(bytes[start..<slash])
    else { continue }
    var end = second
    while end < bytes.count, isFigure(bytes[end]) { end += 1 }
    guard let whole = number(bytes[second..<end]), whole.value > 0, part.decimals == 0,
      whole.decimals == 0, part.value <= whole.value
    else { continue }
    let noun = endOfNoun(after: end, in: bytes)
    // A noun, or so many, or a rate, is no day of a month.
    if whole.value > 31 || part.value > 12 || noun > end || isRate(before: start, in: bytes),
      let percent = percentage(before: start, endingAt: noun, in: bytes)
    {
      found.append(
        Fraction(
          part: part.value, whole: whole.value, percent: percent.value, decimals: percent.decimals,
          figure: percent.digits))
      continue
    }
    var place = noun
    while place < bytes.count, bytes[place] == UInt8(ascii: "*") || bytes[place] == 0x20 {
      place += 1
    }
    if bytes[sign] == 0x2F, slash == sign, place < bytes.count, bytes[place] == UInt8(ascii: "="),
      // 11/30 = 80 % may be told of a day.
      whole.value > 31 || part.value > 12 || isRate(before: start, in: bytes),
      let share = shareBehindEquals(place + 1, in: bytes)
    {
      found.append(
        Fraction(
          part: part.value, whole: whole.value, percent: share.value, decimals: share.decimals,
          figure: share.digits))
      continue
    }
    if place < bytes.count, bytes[place] == UInt8(ascii: "(") {
      place += 1
    } else if bytes[place...].starts(with: "（".utf8) {
      place += 3
    } else {
      if bytes[sign] == UInt8(ascii: "f"), let share = shareBehindComma(after: end, in: bytes) {
        found.append(
          Fraction(
            part: part.value, whole: whole.value, percent: share.value, decimals: share.decimals,
            figure: share.digits))
      }
      continue
    }
    while place < bytes.count, bytes[place] == UInt8(ascii: "*") || bytes[place] == 0x20 {
      place += 1
    }
    let figure = place
    while place < bytes.count, isFigure(bytes[place]) { place += 1 }
    guard place < bytes.count, bytes[place] == UInt8(ascii: "%"), figure < place,
      let percent = number(bytes[figure..<place])
    else { continue }
    var close = place + 1
    while close < bytes.count, bytes[close] == UInt8(ascii: "*") { close += 1 }
    // Nothing else in the brackets: `(12% of 30)` is another matter.
    guard close < bytes.count, bytes[close] == UInt8(ascii: ")") || bytes[close] == 0xEF else {
      continue
    }
    found.append(
      Fraction(
        part: part.value, whole: whole.value, percent: percent.value, decimals: percent.decimals,
        figure: figure..<place))
  }
  return found
}

/// The percentage that ends a clause behind one to three words and a comma: `of 64 cores busy, 12.5 %`.
private func shareBehindComma(
  after end: Int, in bytes: [UInt8]
) -> (value: Double, decimals: Int, digits: Range<Int>)? {
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
  guard digits < place, let percent = number(bytes[digits..<place]) else { return nil }
  let last = place
  if place < bytes.count, bytes[place] == 0x20 { place += 1 }
  guard place < bytes.count, bytes[place] == UInt8(ascii: "%") else { return nil }
  let next = place + 1 < bytes.count ? bytes[place + 1] : 0x0A
  guard next == 0x0A || next == 0x0D || next == UInt8(ascii: ".") || next == UInt8(ascii: ";")
  else {
    return nil
  }
  return (percent.value, percent.decimals, digits..<last)
}

/// The percentage behind a sign of equality: `188/212 = 88.7%`. With spaces around its slash it is an equation
/// like others.
private func shareBehindEquals(
  _ start: Int, in bytes: [UInt8]
) -> (value: Double, decimals: Int, digits: Range<Int>)? {
  var place = start
  while place < bytes.count, bytes[place] == 0x20 { place += 1 }
  let digits = place
  while place < bytes.count, isFigure(bytes[place]) { place += 1 }
  let end = place
  if place < bytes.count, bytes[place] == 0x20 { place += 1 }
  guard digits < end, place < bytes.count, bytes[place] == UInt8(ascii: "%"),
    let percent = number(bytes[digits..<end])
  else { return nil }
  return (percent.value, percent.decimals, digits..<end)
}

/// Whether a word for what is counted, 通过率 or `coverage`, stands on the line before a figure.
private func isRate(before start: Int, in bytes: [UInt8]) -> Bool {
  rates.occurInAnyCase(in: Array(bytes[bytes.lineStart(start, limit: 48)..<start]))
}

private let rates: Words = [
  "率", "通过", "rate", "pass", "coverage",
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

/// The percentage in `95% (90/100)`, where the fraction alone stands in the brackets.
private func percentage(
  before start: Int, endingAt end: Int, in bytes: [UInt8]
) -> (value: Double, decimals: Int, digits: Range<Int>)? {
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
  while place > 0, bytes[place - 1] == 0x20 || bytes[place - 1] == UInt8(ascii: "*") { place -= 1 }
  guard place > 0, bytes[place - 1] == UInt8(ascii: "%") else { return nil }
  let sign = place - 1
  var digits = sign
  while digits > 0, isFigure(bytes[digits - 1]) { digits -= 1 }
  // Neither a bound, a change nor an end of a range.
  guard digits < sign, digits == 0 || !"<>=~+-–±≈≥≤".utf8.contains(bytes[digits - 1]),
    let percent = number(bytes[digits..<sign])
  else { return nil }
  return (percent.value, percent.decimals, digits..<sign)
}

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
