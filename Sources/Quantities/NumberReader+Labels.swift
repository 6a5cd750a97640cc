// Numbers that measure nothing: dates, versions, ordinals, names.

extension NumberReader {
  /// A label that the digits and their neighbours show before any unit is looked for.
  func leadingLabel(_ numeral: Numeral) -> ReadNumber? {
    let start = numeral.range.lowerBound
    let end = numeral.range.upperBound
    if numeral.points >= 2 { return label(.version, start..<endOfAddress(end)) }
    if numeral.integerDigits == 2, numeral.value >= 50,
      let word = Word.percentiles.first(where: { bytes.hasPrefix($0, at: end, limit: limit) })
    {
      return ReadNumber(
        range: start..<(end + word.count), reading: .percentile(numeral.share))
    }
    if isOneToOne(numeral) { return label(.name, start..<end) }
    if let end = date(numeral) { return label(.date, start..<end) }
    if let end = clock(numeral) ?? hours(numeral) { return label(.clock, start..<end) }
    if let end = endOfModel(numeral) { return label(.name, start..<end) }
    if bytes.hasSuffix(
      Word.ordinal, before: bytes.skippingBlanksBack(start, floor: floor), floor: floor)
    {
      return label(.ordinal, start..<endOfOrdinal(end))
    }
    if end < limit, bytes[end] == UInt8(ascii: "_") {
      return label(.name, start..<endOfWord(end))
    }
    if end + 1 < limit, bytes[end] == UInt8(ascii: "."), bytes[end + 1] | 32 == UInt8(ascii: "x") {
      return label(.version, start..<endOfWord(end + 1))
    }
    if numeral.hasLeadingZero, numeral.isInteger { return label(.name, start..<endOfNames(end)) }
    guard start > floor else { return nil }
    if isPortOfHost(numeral) { return label(.name, start..<endOfWord(end)) }
    switch bytes[start - 1] {
    case UInt8(ascii: "#"): return label(.reference, start..<end)
    case UInt8(ascii: "["), UInt8(ascii: "^"):
      guard end < limit, bytes[end] == UInt8(ascii: "]") || bytes[end] == UInt8(ascii: ",") else {
        return nil
      }
      return label(.reference, start..<end)
    case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: ":"):
      // `ISO-8601`, `HTTP/2`, `node.1`, `localhost:80`.
      guard start - 2 >= floor, bytes[start - 2].isLetter,
        bytes[start - 1] != UInt8(ascii: ":")
          || !hasUnit(numeral)
      else { return nil }
      if bytes[start - 1] == UInt8(ascii: ":") { return nil }
      // U.2 and M.2 are forms of disks.
      if bytes[start - 1] == UInt8(ascii: "."), "UM".utf8.contains(bytes[start - 2]),
        numeral.range.count == 1,
        start - 3 < floor || !bytes[start - 3].isLetter
      {
        return label(.name, numeral.range)
      }
      return hasUnit(numeral) ? nil : label(.name, start..<endOfIDs(endOfWord(end)))
    default:
      return bytes.hasSuffix([0xC2, 0xA7], before: start, floor: floor)
        ? label(.reference, start..<end) : nil
    }
  }

  /// A label that only the lack of a unit shows.
  func trailingLabel(_ numeral: Numeral, _ amount: Amount, _ lead: Lead) -> ReadNumber? {
    guard amount.magnitude == 1, lead.currency == nil, lead.sign == nil else { return nil }
    let start = numeral.range.lowerBound
    if isLineLead(start), let end = enumeration(numeral) { return label(.ordinal, start..<end) }
    if numeral.points == 1, !amount.plus, followsVersion(start) || isReleased(numeral) {
      return label(.version, start..<endOfWord(amount.end))
    }
    if setting.contains(.versions), !amount.plus || numeral.points == 1 {
      return label(.version, start..<endOfNames(amount.end))
    }
    if let named = namedNumber(numeral, amount, lead) { return named }
    if let end = endOfChain(amount.end) { return label(.name, start..<end) }
    if lead.meaning == nil, isYear(numeral), !amount.plus, !isOperand(start),
      !countsPlural(numeral.range), !isBeforeChange(numeral)
    {
      return label(.date, start..<endOfYears(amount.end))
    }
    guard lead.meaning == nil || lead.meaning == .atMost || lead.meaning == .atLeast else {
      return nil
    }
    if followsName(lead.start), !isFirstFactor(lead.start, amount.end),
      lead.meaning == nil || unitBefore(lead.start, isCompared: true) == nil
    {
      return label(
        amount.plus || numeral.points == 1 ? .version : .name, start..<endOfNames(amount.end))
    }
    if lead.meaning == nil, !amount.plus,
      followsNumberedNoun(start) || (numeral.isInteger && endsTitle(numeral))
    {
      return label(.ordinal, start..<endOfOrdinal(amount.end))
    }
    return nil
  }

  /// Digits inside a Latin word: a percentile, a version, or part of a name.
  func readInsideWord(at start: Int) -> (ReadNumber?, end: Int) {
    var word = start
    while word > floor, bytes[word - 1].isLetter || bytes[word - 1] == UInt8(ascii: "_") {
      word -= 1
    }
    let length = start - word
    guard let numeral = Numeral(bytes, at: start, limit: limit) else { return (nil, start + 1) }
    let end = numeral.range.upperBound
    let first = bytes[word] | 32
    let isPercentile =
      first == UInt8(ascii: "p") && length == 1
      || (length == 2 && bytes.hasFoldedSuffix(Array("tp".utf8), before: start, floor: word))
    if isPercentile, numeral.points <= 1, numeral.integerDigits == 2, numeral.value >= 50,
      numeral.value < 100, end >= limit || !(bytes[end].isLetter || bytes[end].isDigit)
    {
      return (ReadNumber(range: word..<end, reading: .percentile(numeral.share)), end)
    }
    if length == 1, first == UInt8(ascii: "v") {
      return (label(.version, word..<endOfWord(end)), endOfWord(end))
    }
    // `SLA99.9%`, `RTO15分钟`: the figure begins here when what follows is plainly a unit.
    if length >= 2, bytes[word..<start].allSatisfy({ $0.isUppercase }),
      let amount = amount(numeral, currency: nil),
      let unit = amount.unit, unit.dimension == .ratio || unit.dimension == .time,
      amount.magnitude == 1
    {
      let quantity = Quantity.read(
        amount, to: nil, tolerance: nil, meaning: nil, plus: amount.plus, unit: unit, sign: nil)
      let range = start..<amount.end
      let read = ReadQuantity(
        range: range, digits: numeral.range, quantity: quantity, sign: nil, times: nil, per: nil)
      return (ReadNumber(range: range, reading: .quantity(read)), amount.end)
    }
    return (nil, endOfWord(end))
  }

  /// `2025年10月20日`, `2025-10-20`, `2025/10`, `2025 Q4`, `10月20日`: where the date ends.
  private func date(_ numeral: Numeral) -> Int? {
    guard numeral.isInteger, !numeral.isGrouped else { return nil }
    let end = numeral.range.upperBound
    if numeral.integerDigits == 4, numeral.value >= 1900, numeral.value <= 2199 {
      if let next = after(Word.year, blank(end)) { return endOfMonth(next) }
      guard end < limit else { return nil }
      // 1960s is a decade.
      if bytes[end] == UInt8(ascii: "s"), end + 1 >= limit || !bytes[end + 1].isLetter {
        return endOfYears(end + 1)
      }
      if let day = dateWithNonBreakingHyphens(end) { return day }
      let separator = bytes[end]
      if separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/")
        || separator == UInt8(ascii: "."),
        let month = Numeral(bytes, at: end + 1, limit: limit), month.integerDigits == 2,
        month.points == 0, month.value <= 12, month.value >= 1
      {
        let next = month.range.upperBound
        if next < limit, bytes[next] == separator,
          let day = Numeral(bytes, at: next + 1, limit: limit), day.integerDigits <= 2,
          day.value <= 31
        {
          return endOfTime(day.range.upperBound)
        }
        return endOfYears(next)
      }
      let quarter = blank(end)
      if quarter + 1 < limit,
        bytes[quarter] == UInt8(ascii: "Q") || bytes[quarter] == UInt8(ascii: "H"),
        bytes[quarter + 1].isDigit
      {
        return endOfYears(quarter + 2)
      }
      // 2026-2030年: both ends are years.
      if let next = yearAfterDash(end), let year = after(Word.year, next) { return year }
      return nil
    }
    guard numeral.integerDigits <= 2, numeral.value >= 1 else { return nil }
    if let next = after(Word.month, end), numeral.value <= 12 {
      return endOfDay(next)
    }
    // 8 月 25 日
    if let next = after(Word.month, blank(end)), numeral.value <= 12, endOfDay(next) > next {
      return endOfDay(next)
    }
    if let next = after(Word.dayOfMonth, end), numeral.value <= 31 { return next }
    if let next = after(Word.number, end) { return next }
    // 3-6月
    if end < limit, bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "~"),
      let other = Numeral(bytes, at: end + 1, limit: limit), other.integerDigits <= 2,
      let next = after(Word.month, other.range.upperBound), numeral.value <= 12,
      other.value <= 12
    {
      return next
    }
    return nil
  }

  /// The end of `‑05‑20` after a year.
  private func dateWithNonBreakingHyphens(_ end: Int) -> Int? {
    var position = end
    for _ in 0..<2 {
      guard let next = after(Word.nonBreakingHyphen, position),
        let part = Numeral(bytes, at: next, limit: limit), part.integerDigits == 2, part.isInteger
      else { return nil }
      position = part.range.upperBound
    }
    return position
  }

  private func after(_ word: [UInt8], _ position: Int) -> Int? {
    bytes.hasPrefix(word, at: position, limit: limit) ? position + word.count : nil
  }

  private func endOfMonth(_ position: Int) -> Int {
    guard let month = Numeral(bytes, at: blank(position), limit: limit), month.integerDigits <= 2,
      let next = after(Word.month, blank(month.range.upperBound))
    else { return position }
    return endOfDay(next)
  }

  private func endOfDay(_ position: Int) -> Int {
    guard let day = Numeral(bytes, at: blank(position), limit: limit), day.integerDigits <= 2,
      let next = after(Word.dayOfMonth, blank(day.range.upperBound))
        ?? after(Word.number, blank(day.range.upperBound))
    else { return position }
    return next
  }

  private func endOfTime(_ position: Int) -> Int {
    guard position + 1 < limit,
      bytes[position] == UInt8(ascii: "T") || bytes[position] == UInt8(ascii: " "),
      let hour = Numeral(bytes, at: position + 1, limit: limit), let end = clock(hour)
    else { return position }
    return end < limit && bytes[end] == UInt8(ascii: "Z") ? end + 1 : end
  }

  /// The end of `-2030`, `~11` and the like after a year.
  private func endOfYears(_ position: Int) -> Int {
    if let year = yearAfterDash(position) { return after(Word.year, year) ?? year }
    guard position < limit, bytes[position] == UInt8(ascii: "~"),
      let other = Numeral(bytes, at: position + 1, limit: limit), other.integerDigits == 2
    else { return position }
    return other.range.upperBound
  }

  private func yearAfterDash(_ position: Int) -> Int? {
    guard position < limit else { return nil }
    let next: Int
    if bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "~") {
      next = position + 1
    } else if bytes.hasPrefix([0xE2, 0x80, 0x93], at: position, limit: limit) {
      next = position + 3
    } else {
      return nil
    }
    guard let year = Numeral(bytes, at: next, limit: limit), isYear(year) else { return nil }
    return year.range.upperBound
  }

  /// `09:30` and `9:30:15`: where the time of day ends.
  private func clock(_ hour: Numeral) -> Int? {
    let end = hour.range.upperBound
    guard hour.isInteger, hour.integerDigits <= 2, hour.value <= 24, end < limit,
      bytes[end] == UInt8(ascii: ":"),
      let minute = Numeral(bytes, at: end + 1, limit: limit), minute.integerDigits == 2,
      minute.isInteger, minute.value < 60
    else { return nil }
    let next = minute.range.upperBound
    if next < limit, bytes[next] == UInt8(ascii: ":"),
      let second = Numeral(bytes, at: next + 1, limit: limit), second.integerDigits == 2
    {
      return second.range.upperBound
    }
    // 3:51 PM
    let half = blank(next)
    if half + 1 < limit, bytes[half + 1] | 32 == UInt8(ascii: "m"),
      bytes[half] | 32 == UInt8(ascii: "a") || bytes[half] | 32 == UInt8(ascii: "p"),
      half + 2 >= limit || !bytes[half + 2].isLetter
    {
      return half + 2
    }
    return hour.integerDigits == 2 ? next : nil
  }

  /// Whether only blanks, drawing characters, `#` and symbols stand before on the line.
  func isLineLead(_ start: Int) -> Bool {
    var position = start
    while position > 0 {
      let byte = bytes[position - 1]
      if byte == UInt8(ascii: "\n") { return true }
      if byte.isBlank || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "-") {
        position -= 1
      } else if byte & 0xC0 == 0x80 {
        var lead = position - 1
        while lead > 0, bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
        // Symbols and emoji, but no letters: U+2000…U+2BFF, variation selectors, astral planes.
        guard bytes[lead] == 0xE2 || bytes[lead] == 0xF0 || bytes[lead] == 0xEF else {
          return false
        }
        position = lead
      } else {
        return false
      }
    }
    return true
  }

  /// `1. `, `2、`, `3) ` and `3.2 Title` at the head of a line: where the number ends.
  private func enumeration(_ numeral: Numeral) -> Int? {
    let end = numeral.range.upperBound
    guard end < limit else { return nil }
    let next = bytes[end]
    if next == UInt8(ascii: ".") || next == UInt8(ascii: ")") {
      return end + 1 >= limit || bytes[end + 1] <= 32 || bytes[end + 1] >= 0xE0 ? end : nil
    }
    if bytes.hasPrefix([0xE3, 0x80, 0x81], at: end, limit: limit)
      || bytes.hasPrefix([0xEF, 0xBC, 0x89], at: end, limit: limit)
      || bytes.hasPrefix([0xEF, 0xBC, 0x8E], at: end, limit: limit)
    {
      return end
    }
    if next == 32, numeral.points == 1,
      let second = Numeral(bytes, at: end + 1, limit: limit), second.points == 1, isReleased(second)
    {
      return end
    }
    guard next == 32, end + 1 < limit, numeral.points == 1 || numeral.value < 100,
      bytes[end + 1].leadsHan || bytes[end + 1].isLetter, !isMultiplied(end + 1)
    else { return nil }
    return end
  }

  /// Whether one word stands at a position, and a sign of multiplication behind it: 席位 in
  /// `10 席位 × 30 美元`.
  private func isMultiplied(_ start: Int) -> Bool {
    var end = start
    while end < limit, end - start < 18, bytes[end].isLetter || bytes[end] >= 0x80,
      !bytes.hasPrefix([0xC3, 0x97], at: end, limit: limit)
    {
      end += 1
    }
    return bytes.hasPrefix([0xC3, 0x97], at: blank(end), limit: limit)
  }

  /// Whether a Latin word stands before, that the number is the version or model of.
  func followsName(_ start: Int) -> Bool {
    let end = bytes.skippingBlanksBack(start, floor: floor)
    guard end > floor, start - end <= 1 else { return false }
    var word = end
    while word > floor, bytes[word - 1].isLetter || bytes[word - 1].isDigit { word -= 1 }
    guard word < end, bytes[word..<end].contains(where: \.isLetter) else {
      return bytes[end - 1] == UInt8(ascii: "+") && end - 2 >= floor && bytes[end - 2].isLetter
    }
    guard end - word <= 12 else { return true }
    if end - word == 1, bytes[word] | 32 == UInt8(ascii: "x"), isBehindUnit(word) { return false }
    return !Word.notNames.contains(String(decoding: bytes[word..<end], as: UTF8.self).lowercased())
  }

  func followsNumberedNoun(_ start: Int) -> Bool {
    let end = start > floor && bytes[start - 1] == 32 ? start - 1 : start
    guard end > floor, bytes[end - 1] & 0xC0 == 0x80 else { return false }
    return Word.numbered.stand(in: bytes, before: end, floor: floor)
  }

  /// 课程概述6, 实验项目2: a small number glued to the end of a title.
  private func endsTitle(_ numeral: Numeral) -> Bool {
    let (start, end) = (numeral.range.lowerBound, numeral.range.upperBound)
    guard numeral.integerDigits <= 2, start - 3 >= floor, bytes[start - 3].leadsHan,
      !Word.counting.stand(in: bytes, before: start, floor: floor)
    else { return false }
    guard end < limit else { return true }
    switch bytes[end] {
    case UInt8(ascii: "\n"), UInt8(ascii: ":"), UInt8(ascii: "]"), UInt8(ascii: ")"): return true
    default:
      return bytes.hasPrefix([0xEF, 0xBC, 0x9A], at: end, limit: limit)
        || bytes.hasPrefix([0xEF, 0xBC, 0x89], at: end, limit: limit)
    }
  }

  private func hasUnit(_ numeral: Numeral) -> Bool {
    amount(numeral, currency: nil)?.unit != nil
  }

  /// The end of a run of letters, digits and the dots and dashes between them.
  func endOfWord(_ start: Int) -> Int {
    var position = start
    while position < limit {
      let byte = bytes[position]
      if byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") {
        position += 1
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-"), position + 1 < limit,
        bytes[position + 1].isLetter || bytes[position + 1].isDigit
      {
        position += 1
      } else {
        break
      }
    }
    return position
  }

  /// The end of `3/5/7`, `1:2:3` and other runs of numbers with one separator.
  func endOfList(_ start: Int) -> Int {
    var position = start
    while position < limit,
      bytes[position] == UInt8(ascii: "/") || bytes[position] == UInt8(ascii: ":")
        || bytes[position] == UInt8(ascii: "_") || bytes[position].isDigit
        || bytes[position].isLetter
    {
      position += 1
    }
    return position
  }

  /// The end of `3-2-1` and longer chains; nil for a plain range.
  private func endOfChain(_ start: Int) -> Int? {
    var position = start
    var links = 0
    while position < limit, bytes[position] == UInt8(ascii: "-"),
      let other = Numeral(bytes, at: position + 1, limit: limit)
    {
      position = other.range.upperBound
      links += 1
    }
    return links >= 2 ? position : nil
  }

  /// The end of `.1/24` or `:8080` after dotted numbers.
  private func endOfAddress(_ start: Int) -> Int {
    var position = endOfWord(start)
    while position + 1 < limit,
      bytes[position] == UInt8(ascii: "/") || bytes[position] == UInt8(ascii: ":"),
      bytes[position + 1].isDigit
    {
      position = endOfWord(position + 1)
    }
    if position < limit, bytes[position] == UInt8(ascii: "+") { position += 1 }
    return position
  }

  /// The end of `-24` after an ordinal's first number.
  private func endOfOrdinal(_ start: Int) -> Int {
    guard start < limit, bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "~"),
      let other = Numeral(bytes, at: start + 1, limit: limit), other.isInteger
    else { return start }
    return other.range.upperBound
  }

  /// The end of `01-11`, `8.0/8.1`, `1.28-1.30+`: more names of the same kind.
  private func endOfNames(_ start: Int) -> Int {
    var position = start
    while position + 1 < limit,
      bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "/")
        || bytes[position] == UInt8(ascii: "~"),
      let other = Numeral(bytes, at: position + 1, limit: limit)
    {
      position = other.range.upperBound
      if position < limit, bytes[position] == UInt8(ascii: "+") { position += 1 }
    }
    return position
  }
}
