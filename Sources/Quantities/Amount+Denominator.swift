// What a figure is for one of: a unit of time, or a thing.

extension NumberReader {
  /// `/天`, `/s`, `每秒`, ` per node`: what the amount is for one of.
  func takeDenominator(_ amount: inout Amount) {
    let end = amount.end
    guard end < limit else { return }
    let start: Int
    if bytes[end] == UInt8(ascii: "/") {
      start = end + 1
    } else if let stroke = strokeBehindThing(amount) {
      start = stroke + 1
    } else if bytes.hasPrefix(Word.per, at: end, limit: limit) {
      start = end + Word.per.count
    } else if amount.unit != nil, bytes.hasPrefix(Word.each, at: end, limit: limit) {
      start = end + 3
    } else if let spaced = spacedDenominator(amount) {
      start = spaced
    } else {
      return
    }
    guard start < limit, !bytes[start].isDigit else { return }
    if let (time, end) = calendarUnit(at: start), let rate = paid(amount).per(time) {
      amount.unit = rate
      amount.end = end
      return
    }
    guard let match = index.match(bytes, at: start, limit: limit) else {
      return takeUnknownDenominator(&amount, start)
    }
    let below = index.entries[match.entry]
    guard below.unit.dimension == .time else {
      guard amount.unit != nil else { return }
      switch below.unit.dimension {
      case .count, .data: break
      default: return
      }
      amount.per = below.unit.symbol
      amount.end = match.end
      takePeriodOfPrice(&amount)
      return
    }
    guard let rate = paid(amount).per(below) else {
      // Metres a second are no metres.
      if amount.unit?.dimension == .length { amount.unit = nil }
      return
    }
    amount.unit = rate
    amount.end = match.end
  }

  /// The stroke behind a thing in Han that only a counter counts, before a time: 7500 个锁/秒.
  private func strokeBehindThing(_ amount: Amount) -> Int? {
    guard amount.unit?.entry?.isGeneric == true, bytes[amount.end].leadsHan,
      let stroke = bytes[amount.end..<min(limit, amount.end + 13)].firstIndex(
        of: UInt8(ascii: "/")),
      bytes[amount.end..<stroke].allSatisfy({ $0 >= 0x80 }),
      let match = index.match(bytes, at: stroke + 1, limit: limit),
      index.entries[match.entry].unit.dimension == .time
    else { return nil }
    return stroke
  }

  /// `/月` of `$0.023/GB/月`, and `-month` of `$0.10 per GB-month`.
  private func takePeriodOfPrice(_ amount: inout Amount) {
    let start = amount.end + 1
    guard case .money = amount.unit?.dimension, start < limit,
      "/-".utf8.contains(bytes[amount.end]), !bytes[start].isDigit
    else { return }
    let time =
      calendarUnit(at: start)
      ?? index.match(bytes, at: start, limit: limit).flatMap { match in
        let entry = index.entries[match.entry]
        return entry.unit.dimension == .time ? (entry, match.end) : nil
      }
    guard let time, let rate = amount.unit?.per(time.0) else { return }
    amount.unit = rate
    amount.end = time.1
  }

  /// The unit of what is for one of a time: money where a word of costs leads to it.
  private func paid(_ amount: Amount) -> Unit {
    amount.unit
      ?? (followsCost(amount.numeral.range.lowerBound) ? index.entry(of: "CNY")?.unit : nil) ?? .one
  }

  /// Whether a Chinese word of costs leads to a figure, another end of its range aside: 成本 500-1000/月.
  private func followsCost(_ start: Int) -> Bool {
    var end = lead(before: start).start
    while end > floor, bytes[end - 1].isDigit || " -~.,:=".utf8.contains(bytes[end - 1]) {
      end -= 1
    }
    if let (_, before) = Qualifier.before(bytes, end, floor: floor) { end = before }
    end = bytes.skippingBlanksBack(end, floor: floor)
    for colon in Word.colons where bytes.hasSuffix(colon, before: end, floor: floor) {
      end = bytes.skippingBlanksBack(end - colon.count, floor: floor)
      break
    }
    return Word.costs.stand(in: bytes, before: end, floor: floor)
  }

  /// Where a unit of time begins behind a stroke with blanks around it: `$27 / day`, `400 videos / sec`.
  private func spacedDenominator(_ amount: Amount) -> Int? {
    let stroke = amount.end + 1
    guard amount.unit != nil, stroke + 2 < limit, bytes[amount.end] == 32,
      bytes[stroke] == UInt8(ascii: "/"), bytes[stroke + 1] == 32
    else { return nil }
    let start = stroke + 2
    if calendarUnit(at: start) != nil { return start }
    guard let match = index.match(bytes, at: start, limit: limit),
      index.entries[match.entry].unit.dimension == .time,
      match.end >= limit || !bytes[match.end].isLetter
    else { return nil }
    return start
  }

  /// 月, 日 and 季度, that name a date after a numeral and a time after a stroke.
  private func calendarUnit(at start: Int) -> (UnitEntry, end: Int)? {
    for (word, symbol) in Word.calendar where bytes.hasPrefix(word, at: start, limit: limit) {
      // `/month` is a longer word than `/mo`.
      let end = start + word.count
      if bytes[start].isLetter, end < limit, bytes[end].isLetter { continue }
      return index.entry(of: symbol).map { ($0, start + word.count) }
    }
    return nil
  }

  /// `7个任务/GPU集群`: a short word that the registry does not know.
  private func takeUnknownDenominator(_ amount: inout Amount, _ start: Int) {
    guard amount.unit != nil, case .count = amount.unit?.dimension else { return }
    var end = start
    while end < limit, bytes[end].isLetter || bytes[end].leadsHan, end - start < 18 {
      end += bytes[end].leadsHan ? 3 : 1
    }
    guard end > start, end <= limit, isPhraseEnd(end) else { return }
    amount.per = String(decoding: bytes[start..<end], as: UTF8.self)
    amount.end = end
  }
}

extension Unit {
  /// Money for one of a thing as it is written: USD/GB, USD/GB/月. Its dimension is that of the money.
  func priced(per thing: String?) -> Unit {
    guard let thing else { return self }
    switch dimension {
    case .money: return Unit(symbol + "/" + thing, dimension, scale: scale)
    case .moneyRate:
      let parts = symbol.split(separator: "/", maxSplits: 1)
      guard parts.count == 2 else { return self }
      return Unit("\(parts[0])/\(thing)/\(parts[1])", dimension, scale: scale)
    default: return self
    }
  }
}
