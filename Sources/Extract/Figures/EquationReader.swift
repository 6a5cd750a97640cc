import Model
import Quantities

/// An equation before its places are known in the source.
struct FoundEquation {
  let form: Equation.Form

  /// The places of the first and the last operand and of the result among the quantities.
  let operands: ClosedRange<Int>
  let result: Int
  let value: Operand
}

/// Reads the arithmetic that one line states.
///
/// An expression is figures joined by `+ − × ÷` and brackets; a noun may follow each figure, and a
/// key may stand before the first. It is held against the figure after `=`, or after a word such as
/// 共 or `in total` that gives a result in the unit of its last operand.
struct EquationReader {
  let bytes: [UInt8]
  let quantities: [ReadQuantity]
  let tokens: [EquationToken]

  init(_ bytes: [UInt8], _ line: Range<Int>, _ quantities: [ReadQuantity]) {
    self.bytes = bytes
    self.quantities = quantities
    tokens = equationTokens(bytes, line, quantities)
  }

  func read() -> [FoundEquation] {
    var found: [FoundEquation] = []
    var at = 0
    while at < tokens.count {
      guard beginsExpression(at), let left = expression(at) else {
        at += 1
        continue
      }
      if let equation = equation(left) { found.append(equation) }
      at = max(at + 1, left.end)
    }
    return found + eachProducts() + shares()
  }

  /// A parsed expression: its value, its operands, and the token behind it.
  struct Parsed {
    var value: Operand
    var operands: ClosedRange<Int>
    var end: Int

    /// Whether words stand between the last figure and the end.
    var hasNoun = false
  }

  /// Whether an expression may begin at a token: nothing that could be another operand stands before.
  private func beginsExpression(_ at: Int) -> Bool {
    switch tokens[at] {
    case .number, .open: break
    default: return false
    }
    guard at > 0 else { return true }
    return switch tokens[at - 1] {
    case .plus, .minus, .times, .over, .power, .number: false
    default: true
    }
  }

  private func equation(_ left: Parsed) -> FoundEquation? {
    if left.end < tokens.count, case .equals = tokens[left.end] {
      return written(left)
    }
    if let other = conversion(left) { return other }
    return worded(left)
  }

  /// `a × b = c`.
  private func written(_ left: Parsed) -> FoundEquation? {
    guard left.end + 1 < tokens.count, let right = expression(left.end + 1) else { return nil }
    if left.value.isComputed, !right.value.isComputed {
      return compare(left, right.operands.lowerBound, .written)
    }
    // A figure and then words before the sign are the name of what is computed.
    if right.value.isComputed, !left.value.isComputed, !left.hasNoun {
      return compare(right, left.operands.lowerBound, .written)
    }
    guard !left.value.isComputed, !right.value.isComputed, isConversion(left, right) else {
      return nil
    }
    return compare(left, right.operands.lowerBound, .conversion)
  }

  /// `50Gbps（约6.25GB/s）`.
  private func conversion(_ left: Parsed) -> FoundEquation? {
    var at = left.end
    guard !left.value.isComputed, at + 2 < tokens.count, case .open = tokens[at] else { return nil }
    at += 1
    var isSaid = false
    if case .word(let range) = tokens[at] {
      guard Self.thatIs.contains(where: { bytes[range].elementsEqual($0) }) else { return nil }
      isSaid = true
      at += 1
    } else if case .equals = tokens[at] {
      isSaid = true
      at += 1
    }
    guard at + 1 < tokens.count, case .number(let result) = tokens[at],
      case .close = tokens[at + 1], let value = Operand(quantities[result])
    else { return nil }
    let right = Parsed(value: value, operands: result...result, end: at + 1)
    // A rate in brackets behind a rate is the same one; a time may be another.
    let isRate = left.value.dimension == .dataRate
    guard isSaid || isRate || quantities[result].quantity.comparator == .approximately,
      isConversion(left, right)
    else { return nil }
    return compare(left, result, .conversion)
  }

  /// `12% of 1.2 M requests failed (about 144,000 requests)`: a share, and so many.
  private func shares() -> [FoundEquation] {
    tokens.indices.compactMap { at in
      guard at + 2 < tokens.count, case .number(let share) = tokens[at],
        quantities[share].quantity.dimension == .ratio, case .word(let of) = tokens[at + 1],
        bytes[of].elementsEqual("of".utf8), case .number(let whole) = tokens[at + 2],
        let part = Operand(quantities[share]), let all = Operand(quantities[whole]),
        let value = part.multiplied(by: all),
        let open = tokens[(at + 3)...].firstIndex(where: {
          if case .open = $0 { true } else { false }
        }),
        open - at < 8
      else { return nil }
      var next = open + 1
      while next < tokens.count, case .word = tokens[next] { next += 1 }
      guard next < tokens.count, case .number(let result) = tokens[next],
        quantities[result].quantity.dimension == quantities[whole].quantity.dimension
      else { return nil }
      next += 1
      while next < tokens.count, case .word = tokens[next] { next += 1 }
      guard next < tokens.count, case .close = tokens[next] else { return nil }
      return compare(Parsed(value: value, operands: share...whole, end: at + 3), result, .worded)
    }
  }

  private func isConversion(_ left: Parsed, _ right: Parsed) -> Bool {
    let a = quantities[left.operands.lowerBound].quantity
    let b = quantities[right.operands.lowerBound].quantity
    guard a.dimension == b.dimension, a.unit.symbol != b.unit.symbol else { return false }
    switch a.dimension {
    case .data, .dataRate, .time: return true
    default: return false
    }
  }

  /// `4 节点 × 8 卡 A100，共 32 卡`: a product, and its result behind a word for a total.
  private func worded(_ left: Parsed) -> FoundEquation? {
    guard left.value.isProduct else { return nil }
    return total(from: left.end, like: left.operands.upperBound).flatMap {
      compare(left, $0, .worded)
    }
  }

  /// The next figure of the sentence that a word for a total introduces or ends, in the unit of an
  /// operand.
  ///
  /// - Parameter brackets: whether a figure alone in brackets is a total as well.
  func total(from start: Int, like operand: Int, brackets: Bool = false) -> Int? {
    for at in start..<max(start, tokens.count) {
      switch tokens[at] {
      case .stop, .plus, .minus, .times, .over: return nil
      case .number(let index):
        guard isTotalBefore(at) || isTotalAfter(at) || (brackets && isInBrackets(at)) else { break }
        return isAlike(index, operand) ? index : nil
      default: break
      }
    }
    return nil
  }

  private func isInBrackets(_ at: Int) -> Bool {
    guard at > 0, at + 1 < tokens.count, case .open = tokens[at - 1], case .close = tokens[at + 1]
    else { return false }
    return true
  }

  func isAlike(_ a: Int, _ b: Int) -> Bool {
    let (a, b) = (quantities[a].quantity, quantities[b].quantity)
    guard a.dimension == b.dimension else { return false }
    if case .count = a.dimension { return a.unit.symbol == b.unit.symbol }
    switch a.dimension {
    case .number, .ratio, .factor: return false
    default: return true
    }
  }

  private func isTotalBefore(_ at: Int) -> Bool {
    guard at > 0 else { return false }
    if case .equals = tokens[at - 1] { return true }
    guard case .word(let range) = tokens[at - 1] else { return false }
    return Self.totals.contains { bytes.hasSuffix($0, of: range) }
  }

  private func isTotalAfter(_ at: Int) -> Bool {
    guard at + 1 < tokens.count, case .word(var range) = tokens[at + 1] else { return false }
    // `150 GPUs in total`: the noun may stand between.
    for next in (at + 1)..<min(tokens.count, at + 4) {
      guard case .word(let word) = tokens[next] else { break }
      range = word
      if bytes[range].elementsEqual("total".utf8) || bytes[range].elementsEqual("altogether".utf8) {
        return true
      }
    }
    return false
  }

  /// An equation where both sides can be compared; nil where they cannot.
  func compare(_ left: Parsed, _ result: Int, _ form: Equation.Form) -> FoundEquation? {
    let stated = quantities[result].quantity
    guard !left.operands.contains(result), stated.interval.lower.isFinite,
      stated.interval.upper.isFinite, quantities[result].times == nil
    else { return nil }
    var value = left.value
    // What seems to be less than nothing has a dash before it, and no minus.
    guard value.estimate >= 0 else { return nil }
    switch (left.value.dimension, stated.dimension) {
    case (.count, .count), (.count, .number), (.ratio, .factor), (.number, .factor): break
    case (.number, _) where form == .written:
      value = nearest(to: quantities[result], left)
    case (.count, .rate) where form == .written:
      // Writes: 20M / 86400 = 230 TPS. The line's key gave the operand its unit.
      value = nearest(to: quantities[result], left)
    case (.number, .count): break
    // The key has the unit, the result is a plain number: QPS = 600,000 / 10 / 60 = 1000.
    case (.rate, .number)
    where form == .written && quantities[left.operands.lowerBound].quantity.unit.scale == 1:
      break
    // $49.00 × 0.70 = $34.30/month.
    case (.money(let a), .moneyRate(let b)) where a == b && form == .written:
      value = value.scaled(by: stated.unit.scale)
    case (let a, let b):
      guard a == b, form != .written || !isConverted(left, result) else { return nil }
    }
    return FoundEquation(form: form, operands: left.operands, result: result, value: value)
  }

  /// Whether a bare factor converts units by hand: `3 天 × 24 = 72 小时`, `1 Gbps / 8 = 125 MB/s`. Then
  /// the plain numbers come out, or the result is off by just that factor.
  private func isConverted(_ left: Parsed, _ result: Int) -> Bool {
    let stated = quantities[result].quantity
    let operands = left.operands.map { quantities[$0].quantity }
    let measures = operands.filter { !$0.dimension.isScalar }
    let factors = operands.filter { $0.dimension == .number }.map(\.value)
    guard measures.count == 1, !factors.isEmpty, left.value.estimate > 0, stated.value > 0,
      measures[0].unit.symbol != stated.unit.symbol
    else { return false }
    let plain = left.value.estimate / measures[0].unit.scale * stated.unit.scale / stated.value
    let ratio = stated.value / left.value.estimate
    return (0.97...1.03).contains(plain)
      || factors.contains { factor in
        factor != 1
          && ((0.97...1.03).contains(ratio / factor) || (0.97...1.03).contains(ratio * factor))
      }
  }

  /// The value of bare operands where the unit, and the magnitude that no operand has, are written at
  /// the result only: `3 * 0.5 = 1.5 亿`, `20M / 86400 = 230 TPS`. Of the readings that which is
  /// nearest to the result is meant.
  private func nearest(to result: ReadQuantity, _ left: Parsed) -> Operand {
    let inUnit =
      result.quantity.dimension == .ratio && left.value.estimate <= 1.5
      ? left.value : left.value.scaled(by: result.quantity.unit.scale)
    // 2^32 × 16 = 64 GB is told in bytes.
    var readings = [inUnit, left.value]
    let magnitude = magnitude(of: result)
    if magnitude != 1, left.operands.allSatisfy({ self.magnitude(of: quantities[$0]) == 1 }) {
      readings.append(inUnit.scaled(by: magnitude))
    }
    func distance(_ operand: Operand) -> Double {
      abs(operand.estimate - result.quantity.value)
    }
    return readings.min { distance($0) < distance($1) } ?? inUnit
  }

  /// What multiplies the printed digits besides the unit: 10,000 in `3 万次`.
  private func magnitude(of read: ReadQuantity) -> Double {
    let printed = bytes.string(read.digits).filter { $0 != "," && $0 != "，" }
    guard let digits = Double(printed), digits != 0 else { return 1 }
    return (read.quantity.value / (digits * read.quantity.unit.scale)).magnitude.rounded()
  }

  private static let thatIs = ClaimWords.words(["约", "即", "约为", "等于", "about", "approx", "i.e."])
  private static let totals = ClaimWords.words([
    "共", "合计", "总计", "总共", "共计", "一共", "共有", "总数", "总量", "total", "totaling", "totalling",
  ])
}

extension EquationReader {
  // expression := term (± term)*, term := factor (× ÷ factor)*, factor := figure noun* | ( … ) noun*.

  func expression(_ start: Int) -> Parsed? {
    guard var left = term(start) else { return nil }
    while left.end < tokens.count {
      let isPlus: Bool
      switch tokens[left.end] {
      case .plus: isPlus = true
      case .minus: isPlus = false
      default: return left
      }
      guard let right = term(left.end + 1),
        let value = isPlus ? left.value.adding(right.value) : left.value.subtracting(right.value)
      else { return nil }
      left = joined(left, right, value)
    }
    return left
  }

  private func term(_ start: Int) -> Parsed? {
    guard var left = factor(start) else { return nil }
    while left.end < tokens.count {
      let isTimes: Bool
      switch tokens[left.end] {
      case .times: isTimes = true
      case .over: isTimes = false
      default: return left
      }
      guard let right = factor(left.end + 1),
        let value = isTimes
          ? left.value.multiplied(by: right.value) : left.value.divided(by: right.value)
      else { return nil }
      left = joined(left, right, value)
    }
    return left
  }

  private func joined(_ left: Parsed, _ right: Parsed, _ value: Operand) -> Parsed {
    Parsed(
      value: value, operands: left.operands.lowerBound...right.operands.upperBound, end: right.end)
  }

  private func factor(_ start: Int) -> Parsed? {
    guard start < tokens.count else { return nil }
    switch tokens[start] {
    case .number(let index):
      guard let value = Operand(quantities[index]) else { return nil }
      let end = skippingNoun(start + 1)
      // Powers are not computed.
      if end < tokens.count, case .power = tokens[end] { return nil }
      return Parsed(
        value: value, operands: index...index, end: end, hasNoun: end > start + 1)
    case .open:
      guard var inner = expression(start + 1), inner.end < tokens.count,
        case .close = tokens[inner.end]
      else { return nil }
      inner.end = skippingNoun(inner.end + 1)
      return inner
    default: return nil
    }
  }

  /// The token after at most three words that name what a figure counts, and a remark of words in
  /// brackets, where an operator or a sign of equality follows them; else the given one.
  private func skippingNoun(_ start: Int) -> Int {
    var at = start
    while at < tokens.count, at - start < 3, case .word = tokens[at] { at += 1 }
    if at + 1 < tokens.count, case .open = tokens[at], case .word = tokens[at + 1] {
      var close = at + 2
      while close < tokens.count, close - at < 6, case .word = tokens[close] { close += 1 }
      if close < tokens.count, case .close = tokens[close] { at = close + 1 }
    }
    guard at < tokens.count else { return start }
    return switch tokens[at] {
    case .plus, .minus, .times, .over, .power, .equals: at
    default: start
    }
  }
}

extension [UInt8] {
  fileprivate func hasSuffix(_ word: [UInt8], of range: Range<Int>) -> Bool {
    range.count >= word.count && matches(word, at: range.upperBound - word.count)
  }
}
