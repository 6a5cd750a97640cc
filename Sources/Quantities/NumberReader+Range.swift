extension NumberReader {
  /// The upper end of a range that begins with `first`: `5-10ms`, `10ms-20ms`, `3~5个`, `95%至98%`.
  func rangeEnd(after first: Amount, _ lead: Lead) -> Amount? {
    guard let (start, isWord) = joiner(after: first.end, isBetween: { followsBetween(lead.start) })
    else { return nil }
    var position = start
    var currency: Unit?
    if lead.currency != nil {
      for sign in ["$", "¥", "￥", "€"]
      where bytes.hasPrefix(Array(sign.utf8), at: position, limit: limit) {
        position += sign.utf8.count
      }
      currency = lead.currency
    }
    guard let numeral = Numeral(bytes, at: position, limit: limit),
      let other = amount(numeral, currency: currency)
    else { return nil }
    if isWord, leadsTransition(before: lead.start) { return nil }
    // 1 - 99.9% is what an availability leaves.
    if first.unit == nil, first.base == 1, other.unit == .percent, other.numeral.value >= 50 {
      return nil
    }
    if let unit = first.unit, other.unit == nil {
      // `¥3万-5万` has its unit in front; `5ms-10` is no range.
      guard lead.currency == unit else { return nil }
    }
    if let a = first.unit, let b = other.unit, a.dimension != b.dimension {
      // `$1-2/month`: the currency stands before both, the month behind both.
      guard case .money(let currency) = a.dimension, b.dimension == .moneyRate(currency),
        lead.currency == a
      else { return nil }
    }
    if first.unit == nil, first.plus || (lead.sign == .plus && other.unit == nil) { return nil }
    var lower = first
    if lower.mayAdopt(other) { lower.adopt(other) }
    guard lower.base <= other.base || lead.sign == .minus else { return nil }
    // A third dash makes a rule or an identifier of it: 3-2-1.
    if let (more, _) = joiner(after: other.end), other.unit == nil,
      bytes.digit(at: more, limit: limit) != nil
    {
      return nil
    }
    return other
  }

  /// Whether a unit at the upper end of a range shows that the word before the range is no name
  /// with a number, as in `TTL 5-10分钟`.
  func isMeasure(_ unit: Unit?) -> Bool {
    switch unit?.dimension {
    case .count(let thing):
      UnitEntry.genericCounters.contains(thing) || Word.headNouns.contains(thing)
    case nil, .number, .factor: false
    default: true
    }
  }

  /// The position after a dash, tilde, 至, 到 or `to`, and whether it is a word.
  private func joiner(
    after end: Int, isBetween: () -> Bool = { false }
  ) -> (start: Int, isWord: Bool)? {
    let position = bytes.skippingBlanks(end, limit: limit)
    guard position < limit else { return nil }
    let spaced = position > end
    let byte = bytes[position]
    var next: Int
    var isWord = false
    if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "~") {
      next = position + 1
      if byte == UInt8(ascii: "-"), next < limit, bytes[next] == byte { next += 1 }
    } else if bytes.hasPrefix([0xE2, 0x80, 0x93], at: position, limit: limit)
      || bytes.hasPrefix([0xE2, 0x80, 0x94], at: position, limit: limit)
      || bytes.hasPrefix([0xEF, 0xBD, 0x9E], at: position, limit: limit)
    {
      next = position + 3
    } else if bytes.hasPrefix([0xE8, 0x87, 0xB3], at: position, limit: limit)
      || bytes.hasPrefix([0xE5, 0x88, 0xB0], at: position, limit: limit)
    {
      next = position + 3
      isWord = true
    } else if spaced, bytes.hasPrefix(Word.to, at: position, limit: limit) {
      next = position + 2
      isWord = true
    } else if spaced, bytes.hasPrefix(Word.and, at: position, limit: limit), isBetween() {
      next = position + 3
      isWord = true
    } else {
      return nil
    }
    let start = bytes.skippingBlanks(next, limit: limit)
    // `5 -10` is two figures, `5 - 10` and `5-10` a range.
    if !isWord, (start > next) != spaced { return nil }
    next = start
    return (next, isWord)
  }

  /// Whether 从, 由 or `from` before the figure makes 到 a change and not a range.
  private func leadsTransition(before start: Int) -> Bool {
    let end = bytes.skippingBlanksBack(start, floor: floor)
    return Word.from.stand(in: bytes, before: end, floor: floor)
      || Word.leadsOfChange.contains { bytes.hasFoldedSuffix($0, before: end, floor: floor) }
  }

  private func followsBetween(_ start: Int) -> Bool {
    let end = bytes.skippingBlanksBack(start, floor: floor)
    return end < start
      && Word.leadsOfRange.contains { bytes.hasFoldedSuffix($0, before: end, floor: floor) }
  }

  /// The tolerance after `±`.
  func readTolerance(_ first: Amount) -> Amount? {
    let position = bytes.skippingBlanks(first.end, limit: limit)
    guard bytes.hasPrefix([0xC2, 0xB1], at: position, limit: limit) else { return nil }
    let start = bytes.skippingBlanks(position + 2, limit: limit)
    guard let numeral = Numeral(bytes, at: start, limit: limit),
      let other = amount(numeral, currency: nil)
    else { return nil }
    if let a = first.unit, let b = other.unit, a.dimension != b.dimension { return nil }
    return other
  }

  /// `809+906+709行`: the unit at the end of a sum is that of every term.
  func unitOfSum(from start: Int) -> Unit? {
    var position = start
    for _ in 0..<8 {
      guard position < limit, bytes[position] == UInt8(ascii: "+"),
        let numeral = Numeral(bytes, at: position + 1, limit: limit),
        let term = amount(numeral, currency: nil)
      else { return nil }
      if let unit = term.unit { return unit }
      position = numeral.range.upperBound
    }
    return nil
  }

  /// The minutes of `1 h 13 m`.
  private func minutes(_ numeral: Numeral, after unit: Unit?) -> Amount? {
    guard unit == .hour, numeral.isInteger, numeral.value < 60 else { return nil }
    let end = blank(numeral.range.upperBound)
    guard end < limit, bytes[end] == UInt8(ascii: "m"),
      end + 1 >= limit || !(bytes[end + 1].isLetter || bytes[end + 1].isDigit)
    else { return nil }
    var amount = Amount(numeral)
    amount.unit = .minute
    amount.end = end + 1
    return amount
  }

  /// 11分 before 40秒, `31m` before `45s`: minutes, and no points.
  func minutesOfClock(_ first: Amount) -> Amount? {
    let letter = first.numeral.range.upperBound
    let isLetter =
      letter < limit && bytes[letter] == UInt8(ascii: "m") && first.end <= letter + 1
      && first.numeral.value < 60
    guard first.unit?.dimension == .count(of: "分") || isLetter, first.numeral.isInteger,
      case let end = isLetter ? letter + 1 : first.end,
      let seconds = Numeral(bytes, at: blank(end), limit: limit), seconds.value < 60,
      let next = amount(seconds, currency: nil), next.unit == .second
    else { return nil }
    var minutes = first
    minutes.magnitude = 1
    minutes.unit = .minute
    minutes.end = end
    return minutes
  }

  /// Where a smaller time may go on after a greater one: after a blank, and after `, ` or ` and ` behind a
  /// word, as in `24 hours, 11 minutes`.
  private func continuation(of end: Int) -> Int {
    guard end >= 4, bytes[(end - 4)..<end].allSatisfy(\.isLetter) else { return blank(end) }
    for joint in Word.joints where bytes.hasPrefix(joint, at: end, limit: limit) {
      let start = end + joint.count
      guard let numeral = Numeral(bytes, at: start, limit: limit), numeral.value < 60,
        let next = amount(numeral, currency: nil), next.unit?.dimension == .time,
        next.end >= start + 5, bytes[(next.end - 4)..<next.end].allSatisfy(\.isLetter)
      else { break }
      return start
    }
    return blank(end)
  }

  /// `1小时30分钟`: smaller times add up. `1天10+`: so many a day.
  func compound(_ read: Amount) -> Amount? {
    let clock = minutesOfClock(read)
    guard clock != nil || read.unit?.dimension == .time else { return nil }
    let first = clock ?? read
    guard first.unit?.dimension == .time, !first.plus, first.numeral.isInteger,
      let time = first.unit?.entry, first.per == nil
    else { return nil }
    var sum = first
    var unitBefore = first.unit
    var position = continuation(of: sum.end)
    while let numeral = Numeral(bytes, at: position, limit: limit),
      let next = minutes(numeral, after: unitBefore) ?? amount(numeral, currency: nil)
    {
      guard next.unit?.dimension == .time else {
        guard sum.rest == 0, first.numeral.value == 1, position == first.end,
          next.unit == nil || next.unit?.symbol == "次" || next.unit?.entry?.isGeneric == true,
          numeral.isInteger,
          bytes.hasPrefix([0xE5, 0xA4, 0xA9], at: first.end - 3, limit: limit)
            || bytes.hasPrefix([0xE5, 0x91, 0xA8], at: first.end - 3, limit: limit)
            || bytes.hasPrefix([0xE6, 0x9C, 0x88], at: first.end - 3, limit: limit),
          let rate = (next.unit ?? .one).per(time)
        else { return sum.rest > 0 ? sum : nil }
        var each = next
        each.unit = rate
        return each
      }
      // 24小时60分钟60秒 are three figures: no part is as long as a unit of the one before.
      guard let unit = next.unit, let above = unitBefore, !next.plus,
        next.numeral.value * unit.scale < above.scale
      else { break }
      unitBefore = unit
      sum.rest += next.numeral.value * unit.scale
      sum.restHalfStep = next.high - next.base
      sum.end = next.end
      position = continuation(of: sum.end)
    }
    return sum.rest > 0 ? sum : nil
  }
}
