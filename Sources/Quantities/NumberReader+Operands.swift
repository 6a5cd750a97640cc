/// What stands beside a figure and makes an operand or a count of what might be a label.
extension NumberReader {
  /// The last of a list of at most twelve numbers with strokes between them, where it has a unit: `/120/240s`.
  func lastOfList(_ stroke: Int) -> Amount? {
    var position = stroke
    for _ in 0..<12 {
      guard position < limit, bytes[position] == UInt8(ascii: "/"),
        let numeral = Numeral(bytes, at: position + 1, limit: limit)
      else { return nil }
      position = numeral.range.upperBound
      guard position >= limit || bytes[position] != UInt8(ascii: "/") else { continue }
      guard let amount = amount(numeral, currency: nil), amount.unit != nil else { return nil }
      return amount
    }
    return nil
  }

  /// One of several figures with strokes between them, in the unit of the last: `5/8 ms`.
  func readMember(_ numeral: Numeral, of last: Amount, _ lead: Lead) -> ReadNumber {
    var first = Amount(numeral)
    first.adopt(last)
    let quantity = Quantity.read(
      first, to: nil, tolerance: nil, meaning: lead.meaning, plus: false, unit: last.unit ?? .one,
      sign: lead.sign)
    let range = lead.start..<numeral.range.upperBound
    return ReadNumber(
      range: range,
      reading: .quantity(
        ReadQuantity(
          range: range, digits: numeral.range, quantity: quantity, sign: lead.sign, times: nil,
          per: nil)))
  }

  /// Whether a Latin plural stands behind a figure, and a colon or a Han character before it: 约 2000 tokens.
  /// Elsewhere it may be a year: `in 2024 sales rose`, `- 2024 goals`.
  func countsPlural(_ figure: Range<Int>) -> Bool {
    let before = bytes.skippingBlanksBack(figure.lowerBound, floor: floor)
    guard before > floor, bytes[before - 1] == UInt8(ascii: ":") || bytes[before - 1] >= 0x80 else {
      return false
    }
    let word = blank(figure.upperBound)
    var end = word
    while end < limit, bytes[end].isLetter, !bytes[end].isUppercase { end += 1 }
    return word > figure.upperBound && end - word > 3 && bytes[end - 1] == UInt8(ascii: "s")
  }

  /// Whether an arrow leads from a figure to one that is no year: 2000→50.
  func isBeforeChange(_ numeral: Numeral) -> Bool {
    let arrow = bytes.skippingBlanks(numeral.range.upperBound, limit: limit)
    guard bytes.hasPrefix(Word.arrow, at: arrow, limit: limit),
      let next = Numeral(
        bytes, at: bytes.skippingBlanks(arrow + Word.arrow.count, limit: limit), limit: limit)
    else { return false }
    return !isYear(next)
  }

  /// Whether a figure behind a word in small letters is multiplied: `carries 20 × 300`. Behind a name it
  /// may be a model's: `Xeon 6248 × 2`.
  func isFirstFactor(_ start: Int, _ end: Int) -> Bool {
    guard bytes.hasPrefix([0xC3, 0x97], at: blank(end), limit: limit) else { return false }
    let last = bytes.skippingBlanksBack(start, floor: floor)
    var word = last
    while word > floor, bytes[word - 1].isLetter { word -= 1 }
    return last - word > 1 && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[word])
  }

  /// Whether an operator at a position has a figure or a closing bracket before it.
  func isBehindFigure(_ sign: Int) -> Bool {
    let end = bytes.skippingBlanksBack(sign, floor: 0)
    return end > 0 && (bytes[end - 1].isDigit || bytes[end - 1] == UInt8(ascii: ")"))
  }

  /// Whether a figure, with its unit or without, stands before a sign: `5 秒 x`, `12 nodes x`.
  func isBehindUnit(_ sign: Int) -> Bool {
    var start = bytes.skippingBlanksBack(sign, floor: 0)
    let end = start
    while start > 0, end - start < 16, bytes[start - 1].isLetter || bytes[start - 1] >= 0x80 {
      start -= 1
    }
    return isBehindFigure(start)
  }

  /// Whether a number multiplies the name of a model or of a rate, and is so many times: `i5-6300U ×2`, `Average QPS × 2`.
  /// What an equation goes on with or multiplies by more than this has no unit, nor what counts things: 节点 ×3.
  func multipliesName(_ amount: Amount, _ lead: Lead) -> Bool {
    let start = amount.numeral.range.lowerBound
    guard amount.unit == nil, amount.numeral.isInteger, amount.magnitude == 1, !amount.plus,
      lead.start == start
    else { return false }
    let sign = bytes.skippingBlanksBack(start, floor: 0) - 2
    guard sign > 0, bytes.hasPrefix(Word.cross, at: sign, limit: start) else { return false }
    let name = bytes.skippingBlanksBack(sign, floor: 0)
    var word = name
    while word > 0, bytes[word - 1].isLetter || bytes[word - 1].isDigit { word -= 1 }
    guard name > floor, word < name,
      bytes[word].isLetter || word > 0 && bytes[word - 1] == UInt8(ascii: "-"),
      bytes[word..<name].contains(where: \.isDigit) || rateUnit(bytes, end: name, from: word) != nil
    else { return false }
    let next = bytes.skippingBlanks(amount.end, limit: limit)
    if next < limit,
      "=*/+-^%".utf8.contains(bytes[next]) || bytes[next] >= 0xC2 && bytes[next] <= 0xE2
    {
      return false
    }
    var line = name
    while line > 0, name - line < 60, !"\n,;/|(".utf8.contains(bytes[line - 1]) { line -= 1 }
    let before = line..<name
    return !before.contains {
      bytes[$0] == UInt8(ascii: "*") || bytes.hasPrefix(Word.cross, at: $0, limit: name)
    }
  }

  /// Whether a figure is an operand behind `×`, `*`, or a `/` that no year stands before.
  func isOperand(_ start: Int) -> Bool {
    let end = bytes.skippingBlanksBack(start, floor: 0)
    if bytes.hasSuffix([0xC3, 0x97], before: end, floor: 0) { return isBehindFigure(end - 2) }
    guard end > 0 else { return false }
    switch bytes[end - 1] {
    case UInt8(ascii: "*"): return isBehindFigure(end - 1)
    case UInt8(ascii: "/"):
      let last = bytes.skippingBlanksBack(end - 1, floor: 0)
      var first = last
      while first > 0, bytes[first - 1].isDigit { first -= 1 }
      guard first < last, last < end - 1,
        let before = Numeral(bytes, at: first, limit: limit)
      else { return false }
      return !isYear(before)
    default: return false
    }
  }
}
