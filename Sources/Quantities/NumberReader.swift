/// Reads the numbers of one text, left to right.
///
/// Around each run of digits it looks back for sign, currency and comparator, and forward for
/// magnitude, unit, denominator and the other end of a range. Each step is bounded, so that the
/// whole is linear.
struct NumberReader {
  let bytes: [UInt8]
  let limit: Int

  /// The end of what has been read: looking back stops here.
  var floor: Int
  let index = UnitIndex.shared
  let setting: NumberSetting

  init(_ bytes: [UInt8], _ range: Range<Int>, setting: NumberSetting = .unknown) {
    self.bytes = bytes
    self.setting = setting
    limit = range.upperBound
    floor = range.lowerBound
  }

  mutating func readAll() -> [ReadNumber] {
    var numbers: [ReadNumber] = []
    let first = floor
    var position = first
    while let next = nextFirst(from: position) {
      position = next
      let byte = bytes[position]
      let isDigit = byte.isDigit || byte == 0xEF
      if byte == 0xEF, bytes.digit(at: position, limit: limit) == nil {
        position += 1
        continue
      }
      let (number, end) = isDigit ? read(at: position) : readHanNumber(at: position)
      if let number {
        if numbers.isEmpty { numbers.reserveCapacity(4) }
        numbers.append(number)
        floor = max(floor, number.range.upperBound)
      }
      position = max(end, position + 1)
    }
    floor = first
    shareUnits(&numbers)
    carryLabels(&numbers)
    return numbers
  }

  /// Behind an arrow or a verb the unit of the figure before it holds as well: `components: 7 → 2`, 连接数从 10000 降到 4000.
  private func shareUnits(_ numbers: inout [ReadNumber]) {
    guard numbers.count > 1 else { return }
    func unit(of place: Int, for other: Int) -> Unit? {
      guard let read = numbers[place].quantity, !read.isBare, read.times == nil,
        let bare = numbers[other].quantity, bare.isBare
      else { return nil }
      switch read.quantity.dimension {
      case .count, .rate: break
      default: return nil
      }
      let (first, second) = (min(place, other), max(place, other))
      let gap = numbers[first].range.upperBound..<numbers[second].range.lowerBound
      guard gap.count <= 12 else { return nil }
      let joint = bytes[gap].filter { $0 != 0x20 }
      return joint.elementsEqual(Word.arrow)
        || place < other && Word.changesTo.contains { joint.elementsEqual($0) }
        ? read.quantity.unit : nil
    }
    for place in numbers.indices.dropFirst() {
      if let unit = unit(of: place - 1, for: place) { numbers[place] = numbers[place].taking(unit) }
      shareThings(&numbers, at: place)
    }
  }

  /// Of what is counted before an arrow by the line's key and behind it by a word, the word says more: `replicas:
  /// 100 → 45 pods`; a counter says less: 节点数: 10 → 6 台.
  private func shareThings(_ numbers: inout [ReadNumber], at place: Int) {
    let gap =
      numbers[place - 1].range
      .upperBound..<max(
        numbers[place - 1].range.upperBound, numbers[place].range.lowerBound)
    guard (3...6).contains(gap.count), bytes[gap].contains(0xE2),
      bytes[gap].filter({ $0 != 0x20 }).elementsEqual(Word.arrow),
      let first = numbers[place - 1].quantity, let second = numbers[place].quantity,
      case .count(let key) = first.quantity.dimension,
      first.range.upperBound == first.digits.upperBound,
      case .count(let thing) = second.quantity.dimension, key != thing, first.times == nil,
      first.quantity.unit.scale == 1, second.quantity.unit.scale == 1
    else { return }
    if UnitEntry.genericCounters.contains(thing) {
      numbers[place] = numbers[place].counting(first.quantity.unit)
    } else {
      numbers[place - 1] = numbers[place - 1].counting(second.quantity.unit)
    }
  }

  /// The next place where a number may begin.
  private func nextFirst(from start: Int) -> Int? {
    bytes[..<limit].withUnsafeBufferPointer { bytes in
      var position = start
      while position < bytes.count {
        let byte = bytes[position]
        if byte.isDigit || byte == 0xEF { return position }
        if HanNumeral.mayBegin(byte), HanNumeral.stands(in: bytes, at: position) {
          return position
        }
        position += 1
      }
      return nil
    }
  }

  /// Reads the number whose first digit stands at `start`, and says where to go on.
  private func read(at start: Int) -> (ReadNumber?, end: Int) {
    if start > floor, bytes[start - 1].isLetter || bytes[start - 1] == UInt8(ascii: "_"),
      !isSecondLength(start)
    {
      return readInsideWord(at: start)
    }
    guard let numeral = Numeral(bytes, at: start, limit: limit) else { return (nil, start + 1) }
    if let label = leadingLabel(numeral) { return finish(label) }

    let lead = lead(before: start)
    if let read = readProduct(numeral, lead) { return finish(read) }
    guard var amount = amount(numeral, currency: lead.currency) else {
      return finish(label(.name, start..<endOfWord(numeral.range.upperBound)))
    }
    if amount.unit == nil, let minutes = minutesOfClock(amount) { amount = minutes }
    if amount.unit == nil {
      if let read = readFraction(numeral, lead) ?? readProportion(numeral, lead) {
        return finish(read)
      }
      let upper = rangeEnd(after: amount, lead)
      if !isMeasure(upper?.unit) {
        if let label = trailingLabel(numeral, amount, lead) { return finish(label) }
        amount.unit = unitOfSum(from: amount.end)
        if multipliesName(amount, lead) {
          amount.unit = .times
          amount.isFactor = true
        }
        if amount.unit == nil, upper?.unit == nil, lead.currency == nil, lead.sign == nil,
          !isYear(numeral),
          let unit = unitOfSum(amount, before: start)
            ?? unitBefore(
              lead.start,
              isCompared: lead.start < start && lead.meaning != .equal || amount.magnitude >= 1e4),
          !isRateOfProduct(unit, amount.end)
        {
          amount.unit = unit
          return finish(readFigure(amount, lead, upper: upper))
        }
      }
      // 12+子系统: so many of what is named next.
      if amount.plus, numeral.isInteger, amount.magnitude == 1, blank(amount.end) < limit,
        bytes[blank(amount.end)].leadsHan
      {
        amount.unit = index.entry(of: "个")?.unit
      }
    }
    if let sum = compound(amount) { amount = sum }
    return finish(readFigure(amount, lead))
  }

  /// Whether a rate is that of the product whose first factor ends here: `QPS = 2 * 3500`.
  private func isRateOfProduct(_ unit: Unit, _ end: Int) -> Bool {
    guard case .rate = unit.dimension else { return false }
    let sign = bytes.skippingBlanks(end, limit: limit)
    return bytes.hasPrefix([UInt8(ascii: "*")], at: sign, limit: limit)
      || bytes.hasPrefix([0xC3, 0x97], at: sign, limit: limit)
  }

  /// Whether the second of two lengths begins here: 80 in `22x80mm`.
  private func isSecondLength(_ start: Int) -> Bool {
    start - 1 == floor && start > 1 && bytes[start - 2].isDigit
      && bytes[start - 1] | 32 == UInt8(ascii: "x")
  }

  private func finish(_ number: ReadNumber) -> (ReadNumber?, end: Int) {
    (number, number.range.upperBound)
  }

  func label(_ kind: ReadNumber.LabelKind, _ range: Range<Int>) -> ReadNumber {
    ReadNumber(range: range, reading: .label(kind))
  }

  /// The figure that begins with `first`: alone, with a tolerance, or as the lower end of a range.
  ///
  /// - Parameter known: the upper end, where it has been read before the unit was known.
  private func readFigure(_ first: Amount, _ lead: Lead, upper known: Amount? = nil) -> ReadNumber {
    var first = first
    var meaning = lead.meaning
    var end = first.end
    var digits = first.numeral.range
    var upper: Amount?
    var tolerance: Amount?

    if let other = readTolerance(first) {
      if first.unit == nil { first.adopt(other) }
      tolerance = other
      end = other.end
    } else if var other = known ?? rangeEnd(after: first, lead) {
      if known != nil { other.unit = first.unit }
      if first.mayAdopt(other) { first.adopt(other) }
      upper = other
      end = other.end
      digits = digits.lowerBound..<other.numeral.range.upperBound
    }
    if let after = Qualifier.after(
      bytes, end, limit: limit, isTime: first.unit?.dimension == .time)
    {
      if meaning == nil || meaning == .equal { meaning = after.0 }
      end = after.end
    }
    let arrow = lead.sign == nil ? arrowBehind(end, first.unit) : nil
    if let arrow { end = arrow.end }
    if lead.isOver, let unit = first.unit, unit.dimension == .time,
      unit.scale >= 86_400 || (unit.scale >= 60 && followsRate(lead.start))
    {
      // Over 18 months: so long it took, or was measured.
      meaning = nil
    }
    let plus = upper?.plus ?? first.plus
    let unit = (first.unit ?? .one).priced(per: upper?.per ?? first.per)
    let quantity = Quantity.read(
      first, to: upper, tolerance: tolerance?.base, meaning: meaning, plus: plus, unit: unit,
      sign: lead.sign ?? arrow?.sign)
    var start = lead.start
    var measured = quantity
    if let (frequency, from) = frequencyBefore(lead.start, quantity) {
      measured = frequency
      start = from
    }
    let range = start..<max(end, first.end)
    return ReadNumber(
      range: range,
      reading: .quantity(
        ReadQuantity(
          range: range, digits: digits, quantity: measured, sign: lead.sign ?? arrow?.sign,
          times: nil,
          per: upper?.per ?? first.per)))
  }

  /// `2×16核`: so many of a quantity; `7×24`, a duty that is not to be multiplied.
  private func readProduct(_ numeral: Numeral, _ lead: Lead) -> ReadNumber? {
    guard numeral.isInteger, lead.currency == nil,
      let start = product(after: numeral.range.upperBound),
      let second = Numeral(bytes, at: start, limit: limit),
      let amount = amount(second, currency: nil)
    else { return nil }
    let range = lead.start..<amount.end
    // 22x80mm: two lengths.
    if amount.unit?.dimension == .length { return readMember(numeral, of: amount, lead) }
    if amount.unit == nil || amount.unit?.dimension == .time,
      [7.0, 5, 24].contains(numeral.value), [24.0, 7, 8].contains(second.value),
      // 24 nodes of 8 cards are no hours of a week.
      (numeral.value == 24) == (second.value == 7)
    {
      return label(.duty, numeral.range.lowerBound..<amount.end)
    }
    if amount.unit == nil, isInEquation(range) { return nil }
    if amount.unit == nil, second.isInteger, !amount.plus { return label(.name, range) }
    let quantity = Quantity.read(
      amount, to: nil, tolerance: nil, meaning: lead.meaning, plus: amount.plus,
      unit: amount.unit ?? .one, sign: nil)
    return ReadNumber(
      range: range,
      reading: .quantity(
        ReadQuantity(
          range: range, digits: numeral.range.lowerBound..<second.range.upperBound,
          quantity: quantity, sign: nil, times: numeral.value, per: amount.per)))
  }

  /// Whether a sign of equality or another operator stands beside a product: `25*600 = 150,000`.
  private func isInEquation(_ product: Range<Int>) -> Bool {
    let before = bytes.skippingBlanksBack(product.lowerBound, floor: 0)
    if Self.times.contains(where: { bytes.hasSuffix($0, before: before, floor: 0) }) { return true }
    var next = bytes.skippingBlanks(product.upperBound, limit: limit)
    // What a bracket around it is computed with: (2 × 5) + 3.
    if next < limit, bytes[next] == UInt8(ascii: ")") {
      next = bytes.skippingBlanks(next + 1, limit: limit)
    }
    if next < limit, bytes[next] == 0x0A {
      // The equation may go on below: only its own sign says so.
      next = bytes.skippingBlanks(next + 1, limit: limit)
      guard next < limit, bytes[next] != UInt8(ascii: "*"), bytes[next] != UInt8(ascii: "/") else {
        return false
      }
    }
    return Self.operators.contains { bytes.hasPrefix($0, at: next, limit: limit) }
  }

  private static let times: [[UInt8]] = ["×", "*"].map { Array($0.utf8) }
  private static let operators: [[UInt8]] = ["=", "≈", "×", "*", "/"].map { Array($0.utf8) }

  /// The digit after `×`, `x`, `X` or `*`, spaces allowed.
  private func product(after end: Int) -> Int? {
    var position = bytes.skippingBlanks(end, limit: limit)
    guard position < limit else { return nil }
    if bytes.hasPrefix([0xC3, 0x97], at: position, limit: limit) {
      position += 2
    } else if bytes[position] | 32 == UInt8(ascii: "x") || bytes[position] == UInt8(ascii: "*") {
      position += 1
    } else {
      return nil
    }
    position = bytes.skippingBlanks(position, limit: limit)
    return bytes.digit(at: position, limit: limit) != nil ? position : nil
  }

  /// `8/23` and `96/100`: a share; three or more in a row are a list.
  private func readFraction(_ numeral: Numeral, _ lead: Lead) -> ReadNumber? {
    let slash = numeral.range.upperBound
    guard slash < limit, bytes[slash] == UInt8(ascii: "/"),
      let whole = Numeral(bytes, at: slash + 1, limit: limit)
    else { return nil }
    let end = whole.range.upperBound
    let range = numeral.range.lowerBound..<end
    if end < limit, bytes[end] == UInt8(ascii: "/") || bytes[end] == UInt8(ascii: "_") {
      if let last = lastOfList(end) { return readMember(numeral, of: last, lead) }
      return label(.name, range.lowerBound..<endOfList(end))
    }
    if numeral.value == 24, whole.value == 7 { return label(.duty, range) }
    if let amount = amount(whole, currency: nil), amount.unit != nil {
      // `5/8 ms` gives two values in one unit.
      return readMember(numeral, of: amount, lead)
    }
    guard whole.value > 0, numeral.value <= whole.value, whole.value == whole.value.rounded() else {
      return label(.name, range)
    }
    return proportion(
      numeral, range: lead.start..<end, value: numeral.value / whole.value,
      unit: Unit("/\(Int(min(whole.value, 1e15)))", .ratio, scale: 1 / whole.value), lead)
  }

  /// `10:1`: a proportion. Clock times have been read before.
  private func readProportion(_ numeral: Numeral, _ lead: Lead) -> ReadNumber? {
    let colon = numeral.range.upperBound
    guard colon < limit, bytes[colon] == UInt8(ascii: ":"),
      let other = Numeral(bytes, at: colon + 1, limit: limit), other.value > 0,
      numeral.integerDigits <= 4, !isYear(other) || numeral.integerDigits < 3
    else {
      // ISO 27001:2013
      return colon < limit && bytes[colon] == UInt8(ascii: ":") && numeral.integerDigits >= 3
        && bytes.digit(at: colon + 1, limit: limit) != nil
        ? label(.name, numeral.range.lowerBound..<endOfList(colon)) : nil
    }
    let end = other.range.upperBound
    let range = numeral.range.lowerBound..<end
    if end < limit, bytes[end] == UInt8(ascii: ":") || bytes[end].isLetter {
      return label(.name, range.lowerBound..<endOfList(end))
    }
    return proportion(
      numeral, range: lead.start..<end, value: numeral.value / other.value,
      unit: Unit(":1", .factor), lead)
  }

  /// A share or a proportion is exact unless a comparator opens it.
  private func proportion(
    _ numeral: Numeral, range: Range<Int>, value: Double, unit: Unit, _ lead: Lead
  ) -> ReadNumber {
    let (interval, comparator): (Interval, Quantity.Comparator) =
      switch lead.meaning {
      case .less: (Interval(0, value, includesUpper: value == 0), .less)
      case .atMost: (Interval(0, value), .atMost)
      case .greater: (.above(value), .greater)
      case .atLeast: (.atLeast(value), .atLeast)
      case .approximately: (Interval(0.9 * value, 1.1 * value), .approximately)
      case .equal, .plusMinus, nil: (.exactly(value), .equal)
      }
    return ReadNumber(
      range: range,
      reading: .quantity(
        ReadQuantity(
          range: range, digits: numeral.range.lowerBound..<range.upperBound,
          quantity: Quantity(
            value: value, interval: interval, unit: unit, comparator: comparator,
            decimals: numeral.decimals), sign: nil, times: nil, per: nil)))
  }
}
