import Model
import Quantities

/// A parsed expression: its value, its operands, and the token behind it.
struct Parsed {
  /// The value with its dimension; nil where the dimensions make none that documents state.
  let value: Operand?

  /// The value of the printed numbers alone, as one computes by hand; nil where units are added that
  /// are not the same.
  let plain: Operand?
  let operands: ClosedRange<Int>
  var end: Int

  /// Whether words stand between the last figure and the end.
  var hasNoun = false
  let isComputed: Bool
  let isProduct: Bool

  /// A single figure; nil where the text leaves it open at one end.
  init?(_ read: ReadQuantity, at index: Int, end: Int) {
    guard let operand = Operand(read) else { return nil }
    value = operand
    plain = operand.printed
    operands = index...index
    self.end = end
    isComputed = read.times != nil
    isProduct = isComputed
  }

  /// The two factors of what is read as so many of a quantity, `1024 × 4B`; nil for other figures.
  static func parts(
    of read: ReadQuantity, at index: Int, end: Int
  ) -> (first: Parsed, second: Parsed)? {
    guard let factors = read.factors,
      let first = Parsed(factors.number, at: index, end: end),
      let second = Parsed(factors.single, at: index, end: end)
    else { return nil }
    return (first, second)
  }

  private init?(
    _ left: Parsed, _ right: Parsed, isProduct: Bool, value: Operand?, plain: Operand?
  ) {
    guard value != nil || plain != nil else { return nil }
    self.value = value
    self.plain = plain
    operands = left.operands.lowerBound...right.operands.upperBound
    end = right.end
    isComputed = true
    self.isProduct = isProduct
  }

  func times(_ other: Parsed) -> Parsed? {
    combined(with: other, isProduct: true) { $0.multiplied(by: $1) }
  }

  func over(_ other: Parsed) -> Parsed? {
    combined(with: other, isProduct: false) { $0.divided(by: $1) }
  }

  func plus(_ other: Parsed) -> Parsed? { sum(with: other) { $0.adding($1) } }

  func minus(_ other: Parsed) -> Parsed? { sum(with: other) { $0.subtracting($1) } }

  private func combined(
    with other: Parsed, isProduct: Bool, _ operation: (Operand, Operand) -> Operand?
  ) -> Parsed? {
    Parsed(
      self, other, isProduct: isProduct,
      value: value.flatMap { a in other.value.flatMap { operation(a, $0) } },
      plain: plain.flatMap { a in other.plain.flatMap { operation(a, $0) } })
  }

  private func sum(
    with other: Parsed, _ operation: (Operand, Operand) -> Operand?
  ) -> Parsed? {
    let isOfOneUnit = value?.unit.symbol == other.value?.unit.symbol
    return Parsed(
      self, other, isProduct: false,
      value: value.flatMap { a in other.value.flatMap { operation(a, $0) } },
      plain: isOfOneUnit ? plain.flatMap { a in other.plain.flatMap { operation(a, $0) } } : nil)
  }
}

extension EquationReader {
  /// An equation where both sides can be compared; nil where they cannot.
  ///
  /// People compute with the numbers that they see, leave units out and put them in at the end, and
  /// convert by hand. Of the readings that an expression allows that which is nearest to the result is
  /// meant; where the dimensions allow none, only what comes out is taken for an equation.
  func compare(_ left: Parsed, _ result: Int, _ form: Equation.Form) -> FoundEquation? {
    let stated = quantities[result].quantity
    guard !left.operands.contains(result), !goesOn(result), stated.interval.lower.isFinite,
      stated.interval.upper.isFinite, quantities[result].times == nil,
      // What seems to be less than nothing has a dash before it, and no minus.
      (left.value ?? left.plain)?.estimate ?? -1 >= 0
    else { return nil }
    if countsElements(left, stated) || isOutOfReach(left) { return nil }
    let dimensional = dimensional(left, result, form)
    let isSigned = form == .written || form == .bracketed
    let plain = isSigned ? plain(left, result, isKnown: !dimensional.isEmpty) : []
    func nearest(_ readings: [Operand]) -> Operand? {
      readings.min { distance($0, stated) < distance($1, stated) }
    }
    let repeated = dimensional.prefix(1).flatMap { known in
      periodsAgain(left).map { known.scaled(by: 1 / $0) }
    }
    let sold = left.operands.compactMap(soldBy).first.map { many in
      dimensional.map { $0.scaled(by: 1 / many) }
    }
    let reckoned = dimensional.prefix(1).flatMap { known in
      reckonedPeriods(left, stated).map { known.scaled(by: $0) }
    }
    guard var value = nearest(dimensional + plain + repeated + reckoned + (sold ?? [])) else {
      return nil
    }
    if !value.meets(stated) {
      // None is right: the message shows what comes out without further assumptions.
      // The terms of a sum are in what its result is in: 120 + 30 = 160 万元.
      guard let first = sold?.first ?? dimensional.first,
        let plainest = convertsByHand(left)
          ? plain.first : nearest([first] + (left.isProduct ? Array(plain.prefix(1)) : plain))
      else { return nil }
      // 1,000 × 1 KB × 7 days = 604.8 GB: so many a second, or an hour, which goes without saying.
      let ratio = abs(stated.value / plainest.estimate)
      if leavesOutRate(left, stated),
        [24, 60, 1_440, 3_600, 86_400].contains(where: { (0.95...1.05).contains(ratio / $0) })
      {
        return nil
      }
      // A hundred million times off is another reading, and no slip.
      if ratio > 1e8 || ratio < 1e-8 { return nil }
      if leavesMargin(result, above: plainest.estimate)
        || leavesUsable(left, result, of: plainest.estimate)
      {
        return nil
      }
      value = plainest
    }
    return FoundEquation(form: form, operands: left.operands, result: result, value: value)
  }

  /// Whether a product of bare numbers counts elements of a few bytes each: 128 × 128 = 64 KB, 1920 × 1080 = 8 MB.
  private func countsElements(_ left: Parsed, _ stated: Quantity) -> Bool {
    guard stated.dimension == .data, left.isProduct, let value = left.value,
      value.dimension == .number, let prefix = stated.unit.decimalPrefix
    else { return false }
    let binary = (0..<prefix).reduce(1.0) { scale, _ in scale / 1.024 }
    // `1920 × 1080 = 18 MB` is none of so many megabytes each.
    if value.estimate > 1e4 * stated.value / stated.unit.scale { return true }
    return [1.0, 2, 3, 4, 8].contains { width in
      [1, binary].contains { scale in
        let bytes = value.estimate * width * scale
        return bytes >= stated.interval.lower && bytes <= stated.interval.upper
          || abs(bytes - stated.value) <= stated.value * 0.01
      }
    }
  }

  /// A size for the time of a stated rate, where bare numbers and sizes alone make it; empty where it may be that of
  /// another time.
  private func byPeriod(_ value: Operand, _ left: Parsed, _ result: Int) -> [Operand] {
    let stated = quantities[result].quantity
    guard let prefix = stated.unit.decimalPrefix, !isBySecond(stated.unit),
      left.operands.contains(where: isNumber),
      left.operands.allSatisfy({ isNumber($0) || quantities[$0].quantity.dimension == .data })
    else { return [] }
    let period = (0..<prefix).reduce(1.0) { scale, _ in scale * 1000 } / stated.unit.scale
    let readings = prefixed(value.scaled(by: 1 / period), left, result)
    let isOther = readings.contains { reading in
      Self.conversions.contains { factor in
        [factor, 1 / factor].contains {
          abs(reading.estimate / stated.value / $0 - 1) < 0.05
        }
      }
    }
    return isOther ? [] : readings
  }

  /// Whether a rate is told by the second: GB/s and Gbps, not GB/天.
  private func isBySecond(_ unit: Unit) -> Bool {
    ["/s", "ps", "/秒", "/sec"].contains(where: unit.symbol.hasSuffix)
  }

  /// Whether a figure is a bare number, or so many times another one.
  private func isNumber(_ index: Int) -> Bool {
    quantities[index].quantity.dimension == .number || quantities[index].times != nil
  }

  /// Whether three more digits follow a figure behind a space: of `172 800 requests` only the first were read.
  private func goesOn(_ result: Int) -> Bool {
    let read = quantities[result]
    guard read.isBare, result + 1 < quantities.count else { return false }
    let next = quantities[result + 1].digits
    return read.digits.count <= 3 && next.count == 3
      && next.lowerBound == read.digits.upperBound + 1
      && bytes[read.digits.upperBound] == UInt8(ascii: " ")
  }

  /// Bare numbers that turn one period into another, where a time already does: the 365 of
  /// `5 years × 2/day × 365`.
  private func periodsAgain(_ expression: Parsed) -> [Double] {
    let factors = quantities[expression.operands].map(\.quantity)
    let isRated = factors.contains { if case .rate = $0.dimension { true } else { false } }
    guard isRated, factors.contains(where: { $0.dimension == .time }) else { return [] }
    return factors.filter {
      $0.dimension == .number && [365, 52, 30, 24, 12, 7].contains($0.value)
    }
    .map(\.value)
  }

  /// Whether bits are made bytes by an 8 among the operands: `10 Gbps × 60 s / 8`.
  private func convertsByHand(_ expression: Parsed) -> Bool {
    let operands = quantities[expression.operands].map(\.quantity)
    return expression.operands.contains(where: isEight)
      && operands.contains { $0.dimension == .dataRate && $0.unit.symbol.hasSuffix("bps") }
  }

  private func isEight(_ index: Int) -> Bool {
    quantities[index].quantity.dimension == .number && quantities[index].quantity.value == 8
  }

  /// Whether a time is among the factors of an amount, and no rate.
  private func leavesOutRate(_ expression: Parsed, _ stated: Quantity) -> Bool {
    let factors = quantities[expression.operands].map(\.quantity.dimension)
    return factors.contains(.time) && stated.dimension != .time
      && !factors.contains {
        switch $0 {
        case .rate, .dataRate, .frequency: true
        default: false
        }
      }
  }

  func distance(_ operand: Operand, _ stated: Quantity) -> Double {
    guard operand.estimate > 0, stated.value > 0 else {
      return abs(operand.estimate - stated.value)
    }
    let ratio = operand.estimate / stated.value
    return max(ratio, 1 / ratio) - 1
  }

  /// The readings that keep to the dimensions; empty where those of both sides differ.
  private func dimensional(_ left: Parsed, _ result: Int, _ form: Equation.Form) -> [Operand] {
    guard var value = left.value else { return [] }
    let stated = quantities[result].quantity
    let isWritten = form == .written || form == .bracketed
    if isWritten { value = withoutCores(value, left) }
    switch (value.dimension, stated.dimension) {
    case (.count, .count), (.count, .number), (.number, .count), (.ratio, .factor),
      (.number, .factor):
      return [value]
    // 300 TB ÷ 7 TB ≈ 43 nodes.
    case (.ratio, .count), (.ratio, .number):
      return isWritten ? [value] + divided(value, left) : []
    // 25 / 100 = 25%, and 0.25 × 100 = 25%.
    case (.number, .ratio) where isWritten: return [value, value.scaled(by: stated.unit.scale)]
    // 45 台 / 50 台 = 90%
    case (.count, .ratio) where isWritten && !left.isProduct: return [value]
    // 400 × 5% = 20 Gbps: the unit of the result is that of the number as well.
    case (.ratio, .data) where isWritten && left.operands.contains(where: isNumber),
      (.ratio, .dataRate) where isWritten && left.operands.contains(where: isNumber),
      (.number, _) where isWritten:
      let inUnit = value.scaled(by: stated.unit.scale)
      guard let prefix = stated.unit.decimalPrefix, prefix > 0 else { return [inUnit, value] }
      // 2^32 × 16 = 64 GB and 100K × 86,400 × 500 = 4.3 TB/day are told in bytes, 926 × 3 = 2.8 Gbps in
      // what the line above has.
      var smaller = [inUnit]
      for _ in 0..<prefix { smaller.append(smaller[smaller.count - 1].scaled(by: 1 / 1000.0)) }
      return smaller + prefixed(smaller[prefix], left, result)
    // Writes: 20M / 86400 = 230 TPS; $49.00 × 0.70 = $34.30/month; $12/hour × 730 = $8,760.
    case (.count, .rate) where isWritten:
      return left.plain.map { [$0.scaled(by: stated.unit.scale)] } ?? []
    // 3 TB × $0.02/GB/月 × 12 = $720: of so many such periods.
    case (.moneyRate(let a), .money(let b)) where a == b && isWritten:
      return [ofOnePeriod(value), left.plain?.scaled(by: stated.unit.scale)].compactMap(\.self)
    // 3 TB × $0.02/GB/月 × 12 = $720/年: a number of periods makes the longer one.
    case (.moneyRate(let a), .moneyRate(let b))
    where a == b && isWritten && left.operands.contains(where: isFactorOfPeriods):
      return [value, ofOnePeriod(value)?.scaled(by: stated.unit.scale)].compactMap(\.self)
    // 每天 5 亿条 × 1 KB = 0.5 TB: what is of each day goes without saying.
    case (.dataRate, .data) where isWritten:
      return ofOnePeriod(value).map { prefixed($0, left, result) } ?? []
    case (.rate(let a), .count(let b)) where isWritten && a == b && value.unit.longPeriod != nil:
      return ofOnePeriod(value).map { [$0] } ?? []
    // 442 TB × $0.1/GB = $44,200/month: the price of a size is no product of the printed numbers.
    case (.money(let a), .moneyRate(let b)) where a == b && isWritten:
      let isPlain = value.unit.scale == 1 && stated.unit.scale <= 1
      return [isPlain ? value : nil, left.plain].compactMap { $0?.scaled(by: stated.unit.scale) }
    // 500k drivers × 2 updates/min = 16.7k QPS: so many of something are so many of what they ask.
    case (.rate, .rate) where isWritten && left.isProduct: return [value]
    // The key has the unit, the result is a plain number: QPS = 600,000 / 10 / 60 = 1000.
    case (.rate, .number) where isWritten && value.unit.scale == 1,
      (.rate, .count) where isWritten && value.unit.scale == 1:
      return [value]
    case (.money(let a), .money(let b)) where a == b:
      return [value] + workingTime(left).map { value.scaled(by: $0) }
    // 252,000 × 8 KiB ≈ 1,969 MiB/s: so many a second.
    case (.data, .dataRate)
    where isWritten && left.operands.contains(where: isNumber) && isBySecond(stated.unit):
      // 115,740 × 30 KB × 8 = 27.8 Gbps: bytes are made bits by hand.
      let isInBits = stated.unit.symbol.hasSuffix("bps") && left.operands.contains(where: isEight)
      return prefixed(isInBits ? value.scaled(by: 1 / 8.0) : value, left, result)
    // 55M × 1KB = 55 GB/day: so many a day, which only the result says; × 365 days = 20 TB/year.
    case (.data, .dataRate) where isWritten:
      return withinPeriod(value, left, stated).map { prefixed($0, left, result) }
        ?? byPeriod(value, left, result)
    case (let a, let b): return a == b ? prefixed(value, left, result) : []
    }
  }

  private func isFactorOfPeriods(_ index: Int) -> Bool {
    isNumber(index) && Self.conversions.contains(quantities[index].quantity.value)
  }

  /// What a rate by the day or a longer period makes of one such period.
  private func ofOnePeriod(_ rate: Operand) -> Operand? {
    rate.unit.longPeriod.map { rate.scaled(by: $0) }
  }

  /// What part of a day, a week, a month or a year is worked, where hours are paid: 40 hours of a week's
  /// 168.
  private func workingTime(_ left: Parsed) -> [Double] {
    let all = left.operands.map { quantities[$0].quantity }
    guard
      all.contains(where: { quantity in
        guard case .moneyRate = quantity.dimension else { return false }
        return abs(quantity.unit.scale * 3_600 - 1) < 1e-9
      })
    else { return [] }
    return all.filter { $0.dimension == .time }.flatMap { quantity -> [Double] in
      let hours = quantity.unit.scale / 3_600
      return switch hours {
      case 24: [8 / hours]
      case 168: [40 / hours]
      case 672...744: [160, 168, 173, 176].map { $0 / hours }
      case 8_700...8_800: [1_920, 2_000, 2_080].map { $0 / hours }
      default: []
      }
    }
  }

  /// The readings of those who compute with the printed numbers: where a factor converts units by hand,
  /// `3 天 × 24 = 72 小时`, where dimensions do not say, and where only the result has a magnitude,
  /// `3 * 0.5 = 1.5 亿`.
  private func plain(_ left: Parsed, _ result: Int, isKnown: Bool) -> [Operand] {
    guard let plain = left.plain else { return [] }
    let read = quantities[result]
    let inUnit = plain.scaled(by: read.quantity.unit.scale)
    var readings: [Operand] = []
    let factors = left.operands.flatMap { at -> [Double] in
      let read = quantities[at]
      let bare = read.quantity.dimension == .number ? [read.quantity.value] : []
      // 3600 × 24 hours: so many seconds of each.
      return bare + [read.quantity.dimension == .time ? read.times : nil].compactMap(\.self)
    }
    if !isKnown || factors.contains(where: Self.conversions.contains) { readings.append(inUnit) }
    // 58 events/s × 300 bytes × 86400 × 365 ≈ 600 GB/year: in the unit of the operands.
    if readings.count == 1, let target = read.quantity.unit.decimalPrefix {
      for index in left.operands {
        guard let own = quantities[index].quantity.unit.decimalPrefix, own != target else {
          continue
        }
        var factor = 1.0
        for _ in 0..<abs(own - target) { factor *= 1000 }
        readings.append(inUnit.scaled(by: own > target ? factor : 1 / factor))
      }
    }
    let magnitude = magnitude(of: read)
    if magnitude != 1, left.value?.dimension.isScalar ?? true,
      left.operands.allSatisfy({ self.magnitude(of: quantities[$0]) == 1 })
    {
      readings.append(inUnit.scaled(by: magnitude))
    }
    // A bare 8 makes bits of bytes, or bytes of bits.
    if let value = left.value, factors.contains(8) {
      switch (value.dimension, read.quantity.dimension) {
      case (.data, .data), (.dataRate, .dataRate):
        readings += prefixed(value.scaled(by: 8), left, result)
        readings += prefixed(value.scaled(by: 1 / 8.0), left, result)
      default: break
      }
    }
    return readings
  }

  /// The numbers by which units are converted.
  private static let conversions: Set<Double> = [
    7, 8, 12, 24, 30, 31, 60, 90, 365, 720, 730, 744, 1000, 1024, 1440, 3600, 8760, 86_400, 1e6,
    1_048_576, 2_592_000,
  ]
}

extension Operand {
  /// Whether a stated figure may be this one, rounded as people round.
  fileprivate func meets(_ stated: Quantity) -> Bool {
    let slack = max(stated.interval.upper - stated.interval.lower, abs(stated.value) * 0.05)
    return low <= stated.interval.upper + slack && high >= stated.interval.lower - slack
  }
}

extension Unit {
  /// How often a size or a rate in bytes or bits multiplies by 1,000: 3 for GB and Gbps, 0 for bytes; nil
  /// for KiB and for all that measures something else.
  var decimalPrefix: Int? {
    switch dimension {
    case .data, .dataRate: break
    default: return nil
    }
    let letters = Array(symbol)
    guard let first = letters.first, letters.count < 2 || letters[1] != "i" else { return nil }
    return ["K": 1, "k": 1, "M": 2, "G": 3, "T": 4, "P": 5, "E": 6][first] ?? 0
  }
}
