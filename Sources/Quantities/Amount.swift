/// A numeral with its magnitude and unit: the middle part of a figure.
struct Amount {
  let numeral: Numeral

  /// What K, M, 万 and the like multiply by.
  var magnitude = 1.0
  var unit: Unit?

  /// The spelled-out denominator that is not a time: `节点` in `8卡/节点`.
  var per: String?

  /// Whether `+`, 多 or 余 says that it is this or more.
  var plus = false
  var end: Int

  /// Added by smaller units, as in 1小时30分钟; in base units.
  var rest = 0.0

  init(_ numeral: Numeral) {
    self.numeral = numeral
    end = numeral.range.upperBound
  }

  /// The value in the base unit of the dimension.
  var base: Double { shifted(by: 0) }

  /// The least and the greatest value that the printed digits stand for.
  var low: Double { shifted(by: -halfStep) }
  var high: Double { shifted(by: halfStep) }

  private func shifted(by step: Double) -> Double {
    (unit ?? .one).base(
      (numeral.mantissa + step * numeral.power) * magnitude, over: numeral.divisor) + rest
  }

  /// Half of the last printed digit, as a part of that digit; 0 for a number of whole things.
  private var halfStep: Double {
    let whole = numeral.decimals == 0 && magnitude == 1 && numeral.power == 1
    switch unit?.dimension ?? .number {
    case .count where whole, .number where whole: return 0
    // 10次/天 counts whole things; 10 MB/s does not.
    case .rate where whole && unit?.entry == nil: return 0
    default: break
    }
    return numeral.value == 0 && numeral.decimals == 0 ? 0 : 0.5
  }

  /// Takes the unit that the other end of a range or a tolerance gives for both.
  mutating func adopt(_ other: Amount) {
    unit = other.unit
    if magnitude == 1, numeral.value <= other.numeral.value { magnitude = other.magnitude }
    if per == nil { per = other.per }
  }
}

extension NumberReader {
  /// Reads what follows a numeral: magnitude, `+`, unit and denominator.
  ///
  /// Returns nil when letters follow that are no unit, so that the digits belong to a name.
  func amount(_ numeral: Numeral, currency: Unit?) -> Amount? {
    var amount = Amount(numeral)
    amount.end = numeral.range.upperBound
    takePlus(&amount)
    if let currency {
      takeMagnitude(&amount, isMoney: true)
      takePlus(&amount)
      amount.unit = currency
      takeUnit(&amount, onlyCurrency: true)
    } else if !takeUnit(&amount, onlyCurrency: false) {
      if takeMagnitude(&amount, isMoney: false) {
        takePlus(&amount)
        takeContextUnit(&amount)
        if amount.unit == nil { takeUnit(&amount, onlyCurrency: false) }
      }
    }
    if amount.unit == nil, amount.end < limit {
      let next = bytes[amount.end]
      if next.isLetter || next == UInt8(ascii: "_") { return nil }
      takePluralNoun(&amount)
    }
    takePlus(&amount)
    takeDenominator(&amount)
    return amount
  }

  private func takePlus(_ amount: inout Amount) {
    let end = amount.end
    guard end < limit, !amount.plus else { return }
    let width: Int
    if bytes[end] == UInt8(ascii: "+") {
      width = 1
    } else if bytes.hasPrefix([0xEF, 0xBC, 0x8B], at: end, limit: limit) {
      width = 3
    } else if bytes.hasPrefix(Word.many, at: end, limit: limit)
      || bytes.hasPrefix(Word.odd, at: end, limit: limit)
    {
      // 30多个, 100余家; 多 before anything else begins a word.
      let next = bytes.skippingBlanks(end + 3, limit: limit)
      guard index.match(bytes, at: next, limit: limit) != nil else { return }
      width = 3
    } else {
      return
    }
    let next = end + width
    if next < limit, bytes[next].isDigit { return }
    amount.plus = true
    amount.end = next
  }

  /// Reads a unit, and after a counter the noun that says what is counted.
  @discardableResult
  private func takeUnit(_ amount: inout Amount, onlyCurrency: Bool) -> Bool {
    let start = blank(amount.end)
    guard let match = index.match(bytes, at: start, limit: limit) else { return false }
    let entry = index.entries[match.entry]
    if onlyCurrency {
      guard case .money = entry.unit.dimension else { return false }
      amount.end = match.end
      return true
    }
    if entry.isAbstract, !amount.plus, start == amount.end { return false }
    if start > amount.end, match.end == start + 1, bytes[start].isLetter,
      !Word.spacedLetters.contains(bytes[start])
    {
      return false
    }
    if entry.isNoun, isYear(amount.numeral), !amount.plus { return false }
    if case .count = entry.unit.dimension, amount.numeral.decimals > 0, amount.magnitude == 1,
      entry.isNoun || (start > amount.end && isLineLead(amount.numeral.range.lowerBound))
    {
      // Things come whole: 3.2 容器 is a heading.
      return false
    }
    if entry.unit.symbol == "B", amount.numeral.decimals <= 2,
      bytes.hasPrefix(Word.parameters, at: blank(match.end), limit: limit)
        || bytes.hasPrefix(Word.model, at: blank(match.end), limit: limit)
    {
      return false
    }
    amount.unit = entry.unit
    amount.end = match.end
    if entry.isGeneric { takeNoun(&amount) }
    return true
  }

  /// After 个, 台 and the like: the noun, at once or at the end of a short phrase.
  private func takeNoun(_ amount: inout Amount) {
    let start = blank(amount.end)
    if let match = index.match(bytes, at: start, limit: limit), index.entries[match.entry].isNoun {
      amount.unit = index.entries[match.entry].unit
      amount.end = match.end
      return
    }
    var position = start
    var characters = 0
    while position < limit, characters < 8 {
      let byte = bytes[position]
      guard byte.leadsHan || byte.isLetter || byte.isDigit else { break }
      if position > start, let match = index.match(bytes, at: position, limit: limit),
        index.entries[match.entry].isNoun, isPhraseEnd(match.end)
      {
        amount.unit = index.entries[match.entry].unit
        amount.end = match.end
        return
      }
      position += byte.leadsHan ? 3 : 1
      characters += 1
    }
  }

  private func isPhraseEnd(_ position: Int) -> Bool {
    position >= limit || !(bytes[position].leadsHan || bytes[position].isLetter)
  }

  @discardableResult
  private func takeMagnitude(_ amount: inout Amount, isMoney: Bool) -> Bool {
    let start = amount.end
    for (word, factor) in Word.magnitudes
    where bytes.hasPrefix(word, at: blank(start), limit: limit) {
      let end = blank(start) + word.count
      if bytes.hasPrefix(Word.fold, at: end, limit: limit) { continue }
      amount.magnitude = factor
      amount.end = end
      return true
    }
    guard start < limit else { return false }
    let factor: Double
    switch bytes[start] {
    case UInt8(ascii: "K"), UInt8(ascii: "k"): factor = 1e3
    case UInt8(ascii: "M"): factor = 1e6
    case UInt8(ascii: "G"): factor = 1e9
    case UInt8(ascii: "B"): factor = 1e9
    case UInt8(ascii: "T"): factor = 1e12
    default: return false
    }
    let next = start + 1
    if next < limit, bytes[next].isLetter || bytes[next].isDigit {
      // 5KIOPS and 3Mpps: the rest must be a unit of its own.
      guard let match = index.match(bytes, at: next, limit: limit), match.end > next + 1 else {
        return false
      }
    }
    if !isMoney, bytes[start] == UInt8(ascii: "G"), amount.numeral.isInteger,
      amount.numeral.value >= 2, amount.numeral.value <= 6, isNetworkGeneration(next)
    {
      return false
    }
    amount.magnitude = factor
    amount.end = next
    return true
  }

  /// `16G内存` is data, `25G网卡` is a rate; bare `100M` stays a number.
  private func takeContextUnit(_ amount: inout Amount) {
    guard [1e6, 1e9, 1e12].contains(amount.magnitude),
      let letter = bytes[..<amount.end].last, letter.isLetter
    else { return }
    let after = blank(amount.end)
    let isData = Word.memory.contains { bytes.hasPrefix($0, at: after, limit: limit) }
    let isRate = Word.network.contains { bytes.hasPrefix($0, at: after, limit: limit) }
    guard isData != isRate else { return }
    let prefix = letter == UInt8(ascii: "M") ? "M" : letter == UInt8(ascii: "G") ? "G" : "T"
    amount.unit = index.entry(of: prefix + (isData ? "B" : "bps"))?.unit
    if amount.unit != nil { amount.magnitude = 1 }
  }

  /// 5G and 4G name mobile networks unless memory follows.
  private func isNetworkGeneration(_ after: Int) -> Bool {
    !Word.memory.contains { bytes.hasPrefix($0, at: blank(after), limit: limit) }
  }

  /// `12 brokers`: an English plural names what is counted.
  private func takePluralNoun(_ amount: inout Amount) {
    let start = amount.end + 1
    guard amount.numeral.isInteger, amount.magnitude == 1, start < limit, bytes[start - 1] == 32
    else { return }
    var end = start
    while end < limit, bytes[end].isLowercase || (bytes[end] == UInt8(ascii: "-") && end > start) {
      end += 1
    }
    guard end - start >= 4, end - start <= 24, bytes[end - 1] == UInt8(ascii: "s"),
      bytes[end - 2] != UInt8(ascii: "s"), bytes[end - 2] != UInt8(ascii: "u"),
      bytes[end - 2] != UInt8(ascii: "i"), end >= limit || !bytes[end].isLetter,
      !isYear(amount.numeral)
    else { return }
    let word = String(decoding: bytes[start..<end], as: UTF8.self)
    guard !Word.notPlurals.contains(word) else { return }
    amount.unit = Unit(word, .count(of: word))
    amount.end = end
  }

  /// `/天`, `/s`, `每秒`, ` per node`: what the amount is for one of.
  private func takeDenominator(_ amount: inout Amount) {
    let end = amount.end
    guard end < limit else { return }
    let start: Int
    if bytes[end] == UInt8(ascii: "/") {
      start = end + 1
    } else if bytes.hasPrefix(Word.per, at: end, limit: limit) {
      start = end + Word.per.count
    } else if amount.unit != nil, bytes.hasPrefix(Word.each, at: end, limit: limit) {
      start = end + 3
    } else {
      return
    }
    guard start < limit, !bytes[start].isDigit else { return }
    if let (time, end) = calendarUnit(at: start), let rate = (amount.unit ?? .one).per(time) {
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
      return
    }
    guard let rate = (amount.unit ?? .one).per(below) else { return }
    amount.unit = rate
    amount.end = match.end
  }

  /// 月, 日 and 季度, that name a date after a numeral and a time after a stroke.
  private func calendarUnit(at start: Int) -> (UnitEntry, end: Int)? {
    for (word, symbol) in Word.calendar where bytes.hasPrefix(word, at: start, limit: limit) {
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

  /// The position after at most one space.
  func blank(_ position: Int) -> Int {
    position < limit && bytes[position] == 32 ? position + 1 : position
  }

  /// Whether a bare number of four digits may be a year.
  func isYear(_ numeral: Numeral) -> Bool {
    numeral.isInteger && numeral.integerDigits == 4 && !numeral.isGrouped
      && numeral.value >= 1950 && numeral.value <= 2049
  }
}

extension Unit {
  /// The rate of this unit in a unit of time; nil where that means nothing here.
  func per(_ time: UnitEntry) -> Unit? {
    let name = symbol.isEmpty ? "次" : symbol
    let made = name + "/" + time.zh
    let size = scale / time.unit.scale
    return switch dimension {
    case .count(let thing): Unit(made, .rate(of: thing), scale: size)
    case .number: Unit(made, .rate(of: "次"), scale: size)
    case .data: Unit(made, .dataRate, scale: size)
    case .money(let currency): Unit(made, .moneyRate(currency), scale: size)
    case .ratio: Unit(made, .frequency, scale: size)
    default: nil
    }
  }
}
