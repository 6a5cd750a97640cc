// Figures whose unit their neighbours give: the memory of 4核8G, the billions of 1B.

extension NumberReader {
  /// `4核8G`, `32C/128G`, `内存：2G`, `带宽：100M`: a size after a number of cores or after what is measured.
  func takeSize(_ amount: inout Amount) -> Bool {
    let end = amount.end
    guard amount.magnitude == 1, end < limit else { return false }
    if takeShortCores(&amount) { return true }
    let letter = bytes[end] & 0xDF
    guard letter == UInt8(ascii: "G") || letter == UInt8(ascii: "M") || letter == UInt8(ascii: "T"),
      end + 1 >= limit || !(bytes[end + 1].isLetter || bytes[end + 1].isDigit)
    else { return false }
    let start = amount.numeral.range.lowerBound
    let isRate: Bool
    if followsCores(start) {
      isRate = false
    } else if bytes[end].isUppercase, let rate = followsMeasured(start) {
      isRate = rate
    } else {
      return false
    }
    let prefix = String(decoding: [letter], as: UTF8.self)
    amount.unit = index.entry(of: prefix + (isRate ? "bps" : "B"))?.unit
    amount.end = end + 1
    return true
  }

  /// `4c8g`: cores, because memory follows.
  private func takeShortCores(_ amount: inout Amount) -> Bool {
    let end = amount.end
    guard bytes[end] == UInt8(ascii: "c"), amount.numeral.isInteger,
      let memory = Numeral(bytes, at: blank(end + 1), limit: limit), memory.isInteger,
      memory.range.upperBound < limit, bytes[memory.range.upperBound] | 32 == UInt8(ascii: "g")
    else { return false }
    amount.unit = index.entry(of: "核")?.unit
    amount.end = end + 1
    return true
  }

  /// Whether a number of cores stands before: `4核`, `32C/`, `8 vCPU `.
  private func followsCores(_ start: Int) -> Bool {
    var end = bytes.skippingBlanksBack(start, floor: 0)
    if end > 0, bytes[end - 1] == UInt8(ascii: "/") || bytes[end - 1] == UInt8(ascii: "+") {
      end = bytes.skippingBlanksBack(end - 1, floor: 0)
    }
    for word in Word.cores where bytes.hasSuffix(word, before: end, floor: 0) {
      let digit = bytes.skippingBlanksBack(end - word.count, floor: 0)
      if digit > 0, bytes[digit - 1].isDigit { return true }
    }
    return false
  }

  /// Whether a line's key before a figure measures a rate; nil where it measures no data: `内存：`, `带宽 `.
  private func followsMeasured(_ start: Int) -> Bool? {
    var end = bytes.skippingBlanksBack(start, floor: 0)
    for colon in Word.colons where bytes.hasSuffix(colon, before: end, floor: 0) {
      end = bytes.skippingBlanksBack(end - colon.count, floor: 0)
      break
    }
    if Word.memory.contains(where: { bytes.hasSuffix($0, before: end, floor: 0) }) { return false }
    if Word.bandwidths.contains(where: { bytes.hasSuffix($0, before: end, floor: 0) }) {
      return true
    }
    return nil
  }

  /// Whether `B` glued to a whole number is a billion: a size in bytes has a power of two, or words
  /// of data beside it.
  func isBareBillion(_ amount: Amount, _ letter: Range<Int>) -> Bool {
    let value = amount.numeral.value
    guard letter.lowerBound == amount.numeral.range.upperBound, value < 1000,
      value < 8 || value.truncatingRemainder(dividingBy: 8) != 0
    else { return false }
    let near = max(0, amount.numeral.range.lowerBound - 40)..<min(limit, letter.upperBound + 24)
    return !Word.data.contains { word in
      near.contains { bytes.hasPrefix(word, at: $0, limit: limit) }
    }
  }

  /// `5m 15.4s`, `43m 49s`: minutes, because seconds follow.
  func isBeforeSeconds(_ end: Int) -> Bool {
    guard let next = Numeral(bytes, at: blank(end), limit: limit), next.value < 60,
      next.range.upperBound < limit, bytes[next.range.upperBound] == UInt8(ascii: "s")
    else { return false }
    let after = next.range.upperBound + 1
    return after >= limit || !(bytes[after].isLetter || bytes[after].isDigit)
  }

  /// `3主3从`, `1主2备`: roles that stand side by side, each with its number.
  func takeRole(_ amount: inout Amount) -> Bool {
    guard amount.numeral.isInteger, amount.magnitude == 1,
      let role = Word.roles.first(where: { bytes.hasPrefix($0, at: amount.end, limit: limit) })
    else { return false }
    let start = amount.numeral.range.lowerBound
    let end = amount.end + role.count
    let follows = Word.roles.contains { bytes.hasSuffix($0, before: start, floor: 0) }
    let leads =
      end < limit
      && (bytes.digit(at: end, limit: limit) != nil
        || HanNumeral.stands(in: bytes, at: end, limit: limit))
    guard leads || follows else { return false }
    let name = String(decoding: role, as: UTF8.self)
    amount.unit = Unit(name, .count(of: name))
    amount.end = end
    return true
  }

  /// Whether the dollar sign at `end` closes a formula that holds a figure and its comparator alone.
  func closesFormula(_ end: Int, from start: Int) -> Bool {
    guard end < limit, bytes[end] == UInt8(ascii: "$") else { return false }
    var position = start
    while position > 0, start - position < 12,
      bytes[position - 1].isLetter || "\\ <>=~".utf8.contains(bytes[position - 1])
    {
      position -= 1
    }
    return position > 0 && bytes[position - 1] == UInt8(ascii: "$")
  }

  /// Whether a figure stands between dollar signs, as a formula does, and costs nothing: `$99.9\%$`.
  func isFormula(from start: Int) -> Bool {
    var position = start
    while position < limit,
      bytes[position].isDigit || ".,%\\ ".utf8.contains(bytes[position])
    {
      position += 1
    }
    return position > start && position < limit && bytes[position] == UInt8(ascii: "$")
      && (position + 1 >= limit || !bytes[position + 1].isDigit)
  }
}
