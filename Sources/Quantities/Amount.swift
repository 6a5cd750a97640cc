/// A numeral with its magnitude and unit: the middle part of a figure.
struct Amount {
  let numeral: Numeral

  /// What K, M, 万 and the like multiply by.
  var magnitude = 1.0
  var unit: Unit?

  /// The spelled-out denominator that is not a time: `节点` in `8卡/节点`.
  var per: String?

  /// Whether it multiplies a name, as in `GPU × 8`: then it is a whole number of times.
  var isFactor = false

  /// Whether `+`, 多 or 余 says that it is this or more.
  var plus = false
  var end: Int

  /// Added by smaller units, as in 1小时30分钟, and half of the last digit of the smallest; in base units.
  var rest = 0.0
  var restHalfStep = 0.0

  init(_ numeral: Numeral) {
    self.numeral = numeral
    end = numeral.range.upperBound
  }

  /// The value in the base unit of the dimension.
  var base: Double { shifted(by: 0) }

  /// The least and the greatest value that the printed digits stand for.
  var low: Double { rest > 0 ? base - restHalfStep : shifted(by: -halfStep) }
  var high: Double { rest > 0 ? base + restHalfStep : shifted(by: halfStep) }

  private func shifted(by step: Double) -> Double {
    (unit ?? .one).base(
      (numeral.mantissa + step * numeral.power) * magnitude, over: numeral.divisor) + rest
  }

  /// Half of the last printed digit, as a part of that digit; 0 for a number of whole things.
  private var halfStep: Double {
    if isFactor { return 0 }
    let whole = numeral.decimals == 0 && magnitude == 1 && numeral.power == 1
    switch unit?.dimension ?? .number {
    case .count where whole, .number where whole: return 0
    // 10次/天 counts whole things; 10 MB/s does not.
    case .rate where whole && unit?.entry == nil: return 0
    default: break
    }
    return numeral.value == 0 && numeral.decimals == 0 ? 0 : 0.5
  }

  /// Whether this has no unit of its own beside that of the other end, `5-10ms`, `$1-2/month`, or only the
  /// currency in front of both: `¥30-50万`.
  func mayAdopt(_ other: Amount) -> Bool {
    guard let unit else { return true }
    if case .money = unit.dimension, other.unit == unit {
      return end == numeral.range.upperBound && other.magnitude > 1
    }
    return other.unit.map { $0.dimension != unit.dimension } ?? false
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
    if currency == nil, closesFormula(amount.end, from: numeral.range.lowerBound) {
      amount.end += 1
    }
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
      takeHyphenated(&amount)
      if amount.unit == nil, !takeThingPerTime(&amount) {
        let next = bytes[amount.end]
        if next.isLetter || next == UInt8(ascii: "_") { return nil }
        takeEnglishNoun(&amount)
        takeHanNoun(&amount)
        takeUnknownHanNoun(&amount)
        takeUnknownLatinNoun(&amount)
      }
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
    // 3副本+快速修复: a noun and another thing, where 100人+团队 are more.
    if width == 1, next < limit, bytes[next].leadsHan,
      let unit = amount.unit, Word.joinedThings.contains(unit.symbol),
      !bytes.hasPrefix(Word.of, at: next, limit: limit)
    {
      return
    }
    amount.plus = true
    amount.end = next
  }

  /// Reads a unit, and after a counter the noun that says what is counted.
  @discardableResult
  func takeUnit(_ amount: inout Amount, onlyCurrency: Bool) -> Bool {
    let start = blank(amount.end)
    if !onlyCurrency,
      takeShortTime(&amount) || takeMillicores(&amount) || takeSize(&amount) || takeRole(&amount)
        || takeRepetitions(&amount) || takeParts(&amount)
    {
      return true
    }
    guard let match = index.match(bytes, at: start, limit: limit) else { return false }
    let traits = index.traits(of: match)
    if onlyCurrency {
      guard traits.contains(.money) else { return false }
      amount.end = match.end
      return true
    }
    if traits.contains(.abstract), !amount.plus, start == amount.end { return false }
    if start > amount.end, match.end == start + 1, bytes[start].isLetter,
      !Word.spacedLetters.contains(bytes[start])
    {
      return false
    }
    if traits.contains(.noun), namesYear(amount.numeral), !amount.plus { return false }
    if traits.contains(.counts), amount.numeral.decimals > 0, amount.magnitude == 1,
      (traits.contains(.noun) && !traits.contains(.divisible))
        || (start > amount.end && amount.numeral.value >= 1
          && isLineLead(amount.numeral.range.lowerBound) && !isPart(start..<match.end))
    {
      // Things come whole: 3.2 容器 is a heading.
      return false
    }
    if traits.contains(.noun), namesVersion(amount, start..<match.end) { return false }
    if traits.contains(.doubtful), isNoUnit(match, at: start, after: amount) { return false }
    if isFactorOfTime(traits, match.end) { return false }
    amount.unit = index.entries[match.entry].unit
    amount.end = match.end
    if traits.contains(.generic), !traits.contains(.kind) { takeNoun(&amount) }
    if traits.contains(.noun) { takeHeadNoun(&amount, from: start) }
    // 32 并发用户 are users.
    if bytes[amount.end - 1] == 0x91,
      bytes.hasSuffix(Word.concurrent, before: amount.end, floor: start)
    {
      takeLastHanNoun(&amount)
    }
    return true
  }

  /// Whether a number is the version of what stands before it and not the count of what follows: `Redis 7 Cluster`,
  /// PostgreSQL 16 集群.
  private func namesVersion(_ amount: Amount, _ noun: Range<Int>) -> Bool {
    guard noun.lowerBound > amount.end, amount.magnitude == 1, !amount.plus,
      amount.numeral.value > 1
    else { return false }
    // Samsung 990 SSD, RAID 10 HDD
    if noun.count == 3,
      bytes[noun].elementsEqual("SSD".utf8) || bytes[noun].elementsEqual("HDD".utf8)
    {
      return followsName(amount.numeral.range.lowerBound)
    }
    return amount.numeral.value <= 20
      && (bytes[noun].elementsEqual(Word.cluster) || bytes[noun].elementsEqual("Cluster".utf8))
      && followsName(amount.numeral.range.lowerBound)
  }

  /// Whether what may be a unit is something else here.
  private func isNoUnit(_ match: UnitIndex.Match, at start: Int, after amount: Amount) -> Bool {
    switch index.entries[match.entry].unit.symbol {
    case "B":
      bytes[start] == UInt8(ascii: "B") && match.end == start + 1
        && isBillion(amount, start..<match.end)
    case "核": isAdjective(start..<match.end)
    // 百万级 is a scale, and no million of levels.
    case "级": amount.magnitude > 1
    case "W": tenThousands(start) != nil || countsData(amount)
    case "端口": namesPort(amount)
    case "单":
      !isPhraseEnd(match.end)
        && !Word.behindOrders.contains { bytes.hasPrefix($0, at: match.end, limit: limit) }
    case "×": multiplies(start..<match.end, after: amount.end)
    // RTX 4060 Ti
    default: start > amount.end && match.end == start + 2
    }
  }

  /// Whether a sign is that of a product and no unit: in `24 × 6` a figure or a bracket follows it.
  private func multiplies(_ sign: Range<Int>, after figure: Int) -> Bool {
    guard sign.count <= 2, sign.lowerBound > figure || !bytes[sign.lowerBound].isLetter else {
      return false
    }
    let next = bytes.skippingBlanks(sign.upperBound, limit: limit)
    guard next < limit else { return false }
    return bytes[next].isDigit || bytes[next] == UInt8(ascii: "(")
      || bytes[next] == UInt8(ascii: "$") || bytes.hasPrefix([0xC2, 0xA5], at: next, limit: limit)
  }

  /// After 个, 台 and the like: the noun, at once or at the end of a short phrase.
  private func takeNoun(_ amount: inout Amount) {
    let start = blank(amount.end)
    if let match = index.match(bytes, at: start, limit: limit), index.entries[match.entry].isNoun {
      amount.unit = index.entries[match.entry].unit
      amount.end = match.end
      takeHeadNoun(&amount, from: start)
      takeLastHanNoun(&amount)
      return
    }
    var position = start
    var characters = 0
    while position < limit, characters < 8 {
      let byte = bytes[position]
      guard byte.leadsHan || byte.isLetter || (byte.isDigit && bytes[position - 1].isLetter) else {
        break
      }
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

  /// `12-18月`, more months than a year has; `over 5m`, `for 10m`: spans of time.
  private func takeShortTime(_ amount: inout Amount) -> Bool {
    let end = amount.end
    guard amount.numeral.isInteger, amount.magnitude == 1, end < limit else { return false }
    if bytes.hasPrefix(Word.month, at: end, limit: limit) {
      guard amount.numeral.value > 12, amount.numeral.value <= 60 else { return false }
      amount.unit = index.entry(of: "mo")?.unit
      amount.end = end + Word.month.count
      return true
    }
    guard bytes[end] == UInt8(ascii: "m"),
      end + 1 >= limit || !(bytes[end + 1].isLetter || bytes[end + 1].isDigit)
    else { return false }
    if isBeforeSeconds(end + 1) {
      amount.unit = .minute
      amount.end = end + 1
      return true
    }
    let before = bytes.skippingBlanksBack(amount.numeral.range.lowerBound, floor: 0)
    guard before < amount.numeral.range.lowerBound,
      Word.spans.contains(where: { bytes.hasFoldedSuffix($0, before: before, floor: 0) })
    else { return false }
    amount.unit = .minute
    amount.end = end + 1
    return true
  }

  func isPhraseEnd(_ position: Int) -> Bool {
    position >= limit || !(bytes[position].leadsHan || bytes[position].isLetter)
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

  /// Whether one before a thing may be a year all the same, as in 2024 goals: 2000 is a round number of things.
  func namesYear(_ numeral: Numeral) -> Bool { isYear(numeral) && numeral.value != 2000 }
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
