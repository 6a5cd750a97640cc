/// What stands beside a figure and makes an operand or a count of what might be a label.
extension NumberReader {
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
