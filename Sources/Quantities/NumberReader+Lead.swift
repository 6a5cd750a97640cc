extension NumberReader {
  /// What stands before the first digit of a figure.
  struct Lead {
    /// Where the figure begins, with everything that belongs to it.
    var start: Int
    var meaning: Qualifier.Meaning?
    var currency: Unit?
    var sign: ReadQuantity.Sign?

    /// Whether `over` opens it.
    var isOver = false
  }

  /// Looks back from a digit for currency, sign and comparator, in the order they are written.
  func lead(before start: Int) -> Lead {
    var lead = Lead(start: start)
    guard start > floor else { return lead }
    takeCurrency(&lead)
    takeSign(&lead)
    if lead.sign != nil { takeCurrency(&lead) }
    if let (meaning, start) = Qualifier.before(bytes, lead.start, floor: floor) {
      // In `5% over 5m` and `1KB over 1 Gbps` the word says where or how long.
      if meaning == .greater, isOver(start),
        bytes.skippingBlanksBack(start, floor: floor) == floor, floor > 0
      {
        return lead
      }
      lead.meaning = meaning
      lead.isOver = meaning == .greater && isOver(start)
      lead.start = start
      if meaning == .approximately || meaning == .equal,
        let (outer, start) = Qualifier.before(bytes, start, floor: floor)
      {
        lead.meaning = outer == .equal ? meaning : outer
        lead.start = start
      }
    } else if let meaning = distantBound(before: lead.start) {
      lead.meaning = meaning
    }
    return lead
  }

  /// Whether what was measured for some time stands before: `insert rate over 1 hour`.
  func followsRate(_ start: Int) -> Bool {
    let end = bytes.skippingBlanksBack(start, floor: floor)
    return Word.measuredOver.contains { bytes.hasFoldedSuffix($0, before: end, floor: floor) }
  }

  private func isOver(_ start: Int) -> Bool {
    Word.over.contains { bytes.hasPrefix($0, at: start, limit: limit) }
  }

  /// 至少预留 30 GB, 不小于总容量的 10%: a bound that a verb or what is measured parts from its
  /// figure.
  private func distantBound(before start: Int) -> Qualifier.Meaning? {
    var end = bytes.skippingBlanksBack(start, floor: floor)
    if bytes.hasSuffix(Word.of, before: end, floor: floor) {
      var place = end - 3
      for _ in 0..<8 where place - 3 >= floor && bytes[place - 3].leadsHan {
        if let (meaning, start) = Qualifier.bound(bytes, place, floor: floor) {
          return Word.limits.contains { bytes.hasPrefix($0, at: start, limit: place) }
            ? nil : meaning
        }
        place -= 3
      }
      return nil
    }
    var isBehindVerb = false
    for _ in 0..<3 {
      guard let verb = Word.boundVerbs.length(in: bytes, before: end, floor: floor) else { break }
      end = bytes.skippingBlanksBack(end - verb, floor: floor)
      isBehindVerb = true
    }
    return isBehindVerb ? Qualifier.bound(bytes, end, floor: floor)?.0 : nil
  }

  private func takeCurrency(_ lead: inout Lead) {
    let end = bytes.skippingBlanksBack(lead.start, floor: floor)
    guard lead.currency == nil, end > floor else { return }
    for place in Self.currencies.places(of: bytes[end - 1]) {
      let (sign, symbol) = Self.currencies.words[place]
      guard bytes.hasSuffix(sign, before: end, floor: floor) else { continue }
      // `US$` before `$`; a letter before a Latin code makes it another word.
      let start = end - sign.count
      if sign[0].isLetter, start > floor, bytes[start - 1].isLetter { continue }
      if sign == [UInt8(ascii: "$")],
        (end < lead.start && !isPrice(at: lead.start)) || isFormula(from: end)
      {
        continue
      }
      lead.currency = index.entry(of: symbol)?.unit
      lead.start = start
      return
    }
  }

  /// Whether a figure is written as prices are, `72.08` or `1,200`: what stands one blank behind a dollar
  /// sign may be the argument of a prompt else.
  private func isPrice(at start: Int) -> Bool {
    guard start - 2 >= floor, bytes[start - 1] == 32, bytes[start - 2] == UInt8(ascii: "$"),
      let numeral = Numeral(bytes, at: start, limit: limit)
    else { return false }
    return numeral.isGrouped || (numeral.points == 1 && numeral.decimals == 2)
  }

  private static let currencies = ByteTable(
    [
      ("US$", "USD"), ("$", "USD"), ("¥", "CNY"), ("￥", "CNY"), ("€", "EUR"), ("£", "GBP"),
      ("₹", "INR"),
      ("USD", "USD"), ("CNY", "CNY"), ("RMB", "CNY"), ("EUR", "EUR"),
    ].map { (Array($0.0.utf8), $0.1) }
  ) { $0[$0.count - 1] }

  private func takeSign(_ lead: inout Lead) {
    let start = lead.start
    guard start > floor else { return }
    let byte = bytes[start - 1]
    if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
      guard isSign(at: start - 1) else { return }
      lead.sign = byte == UInt8(ascii: "+") ? .plus : .minus
      lead.start = start - 1
      return
    }
    if bytes.hasSuffix([0xE2, 0x88, 0x92], before: start, floor: floor)
      || bytes.hasSuffix([0xEF, 0xBC, 0x8D], before: start, floor: floor)
    {
      guard isSign(at: start - 3) else { return }
      lead.sign = .minus
      lead.start = start - 3
      return
    }
    let end = bytes.skippingBlanksBack(start, floor: floor)
    if bytes.hasSuffix([0xE2, 0x86, 0x91], before: end, floor: floor) {
      lead.sign = .plus
      lead.start = end - 3
    } else if bytes.hasSuffix([0xE2, 0x86, 0x93], before: end, floor: floor) {
      lead.sign = .minus
      lead.start = end - 3
    }
  }

  /// The sign of a percentage that an arrow behind it gives: `65%↓`, `95-97% ↑`.
  func arrowBehind(_ end: Int, _ unit: Unit?) -> (sign: ReadQuantity.Sign, end: Int)? {
    guard unit?.dimension == .ratio else { return nil }
    let start = blank(end)
    let sign: ReadQuantity.Sign
    if bytes.hasPrefix([0xE2, 0x86, 0x91], at: start, limit: limit) {
      sign = .plus
    } else if bytes.hasPrefix([0xE2, 0x86, 0x93], at: start, limit: limit) {
      sign = .minus
    } else {
      return nil
    }
    // Before a figure it belongs to that one: `12% ↑ 5%`.
    let next = bytes.skippingBlanks(start + 3, limit: limit)
    return next < limit && bytes[next].isDigit ? nil : (sign, start + 3)
  }

  /// Whether a plus or minus before a digit is a sign and neither a join nor a dash: nothing that
  /// could be its left operand stands before it.
  private func isSign(at position: Int) -> Bool {
    guard position > floor else { return position == 0 || !bytes[position - 1].isOperand }
    let before = bytes[position - 1]
    // （主）+1台 joins.
    if bytes.hasSuffix(Word.closeBracket, before: position, floor: floor) { return false }
    if before >= 0xE4, bytes[position] == UInt8(ascii: "+") { return true }
    guard !before.isOperand else { return false }
    guard before >= 0x80, position - 3 >= floor else { return true }
    // After a Han character a plus is a sign (吞吐量+40%), a minus may be a dash: only before `%`.
    guard bytes[position - 3].leadsHan else { return true }
    if bytes[position] == UInt8(ascii: "+") { return true }
    guard let numeral = Numeral(bytes, at: position + 1, limit: limit),
      let match = index.match(bytes, at: numeral.range.upperBound, limit: limit)
    else { return false }
    return index.entries[match.entry].unit.dimension == .ratio
  }

  /// 每天10次: a count becomes a rate by the words before it.
  func frequencyBefore(_ start: Int, _ quantity: Quantity) -> (Quantity, start: Int)? {
    var end = bytes.skippingBlanksBack(start, floor: floor)
    for _ in 0..<3 {
      guard let verb = Word.frequencyVerbs.length(in: bytes, before: end, floor: floor) else {
        break
      }
      end = bytes.skippingBlanksBack(end - verb, floor: floor)
    }
    guard end - floor >= 6 else { return nil }
    for place in Word.frequencies.places(of: bytes[end - 1]) {
      let (word, symbol) = Word.frequencies.words[place]
      guard bytes.hasSuffix(word, before: end, floor: floor) else { continue }
      guard let time = index.entry(of: symbol) else { return nil }
      switch quantity.unit.dimension {
      case .count, .number, .data, .money: break
      default: return nil
      }
      guard let unit = quantity.unit.per(time) else { return nil }
      return (quantity.scaled(by: 1 / time.unit.scale, in: unit), end - word.count)
    }
    return nil
  }
}

extension UInt8 {
  /// Whether this may end the left operand of a plus or minus: a digit, letter, `)` or `%`.
  fileprivate var isOperand: Bool {
    isDigit || isLetter || self == UInt8(ascii: ")") || self == UInt8(ascii: "%")
      || self == UInt8(ascii: "_")
  }
}
