import Model
import Quantities

/// An equation before its places are known in the source.
struct FoundEquation {
  let form: Equation.Form

  /// The places of the first and the last operand and of the result among the quantities.
  let operands: ClosedRange<Int>
  let result: Int
  let value: Operand

  /// Whether what comes out is no other magnitude than what is stated.
  func isNear(_ stated: Quantity) -> Bool {
    stated.value > 0 && (0.2...5).contains(value.estimate / stated.value)
  }
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
    // Brackets within brackets are read one by one: more than anybody writes are none.
    guard tokens.count(where: \.isOpen) <= 64 else { return found }
    var at = 0
    while at < tokens.count {
      guard beginsExpression(at) || isConverted(at), let left = expression(at) else {
        at += 1
        continue
      }
      if let equation = equation(left, at) { found.append(equation) }
      // What a bracket comes to is an equation of its own.
      at = tokens[at..<left.end].contains(where: \.isEquals) ? at + 1 : max(at + 1, left.end)
    }
    found += eachProducts() + shares() + quotients() + comparisons() + alternatives()
    let known = found
    return found + remarks().filter { remark in !known.contains { $0.result == remark.result } }
  }

  /// Whether an expression may begin at a token: no operator stands before it, and no other figure with
  /// nothing but words between, which would be an operand that is not understood.
  private func beginsExpression(_ at: Int) -> Bool {
    switch tokens[at] {
    case .number, .open: break
    default: return false
    }
    var before = at - 1
    while before >= 0, case .word = tokens[before] { before -= 1 }
    guard before >= 0 else { return true }
    return switch tokens[before] {
    case .plus, .minus, .times, .over, .power, .number: false
    default: true
    }
  }

  private func equation(_ left: Parsed, _ start: Int) -> FoundEquation? {
    // The mark of an item may be the minus of a sum that goes on: only what is computed behind it counts.
    if start > 0, case .bullet = tokens[start - 1], !left.isComputed { return nil }
    if left.end < tokens.count, case .equals = tokens[left.end] {
      return written(left, start)
    }
    if let other = conversion(left) ?? spokenConversion(left) ?? bracketedResult(left, start) {
      return other
    }
    // Of each of them so many: how many there are is told elsewhere.
    if start > 0, case .word(let word) = tokens[start - 1], thingOfEach(word) != nil { return nil }
    return worded(left)
  }

  /// `a × b = c`.
  private func written(_ left: Parsed, _ start: Int) -> FoundEquation? {
    guard left.end + 1 < tokens.count, let right = expression(left.end + 1) else { return nil }
    if left.isComputed, !right.isComputed {
      // 100k × 24 × 60 × 60 = 8640000 k: a magnitude that is not understood.
      // `= $9,860 a month` is none.
      if left.end + 2 < tokens.count, case .word(let word) = tokens[left.end + 2], word.count == 1,
        bytes[word.lowerBound] != UInt8(ascii: "a") || isByPeriod(start..<left.end)
      {
        return nil
      }
      // windowBits = 15 + 128K for memLevel = 8: each sign gives a setting its value.
      if start > 0, case .equals = tokens[start - 1],
        givesCondition(left) || isGloss(left, start, right.operands.lowerBound)
      {
        return nil
      }
      return compare(left, right.operands.lowerBound, .written)
    }
    if right.isComputed, !left.isComputed {
      // A figure and then words before the sign, or a figure in brackets, are the name of what is computed;
      // and of a chain the last figure is the result: a month of 30 days = 30 × 24 = 720 hours.
      if left.hasNoun { return nil }
      if case .open = tokens[start] { return nil }
      // `Qwen 3B = 82.5% / 61.0%`: the figure is part of a name.
      if start > 0, case .word = tokens[start - 1] { return nil }
      if right.end < tokens.count, case .equals = tokens[right.end] {
        return endsOfChain(left, right.end + 1)
      }
      return compare(right, left.operands.lowerBound, .written)
    }
    if left.isComputed, right.isComputed { return beginsChain(left, right) }
    // 7TB storage per day = ~3.5PB: with words between it is no other unit of the same.
    guard !left.isComputed, !right.isComputed, !left.hasNoun else { return nil }
    if isPower(left) {
      let result = right.operands.lowerBound
      return isPower(right) || isByKibi(left, result) ? nil : compare(left, result, .written)
    }
    return isConversion(left, right) ? compare(left, right.operands.lowerBound, .conversion) : nil
  }

  /// The first product of a chain whose result is computed with again: `3 × 4 = 20 × 2 = 40`.
  ///
  /// What both sides come to may be the same, `6 × 2 = 3 × 4`.
  private func beginsChain(_ left: Parsed, _ right: Parsed) -> FoundEquation? {
    guard left.isProduct, right.isProduct, right.end < tokens.count,
      tokens[right.end].isEquals, let whole = left.value, whole.estimate > 0,
      let result = right.value, let found = compare(left, right.operands.lowerBound, .written)
    else { return nil }
    func isNear(_ other: Double) -> Bool { abs(other / whole.estimate - 1) < 0.1 }
    let first = quantities[right.operands.lowerBound].quantity
    let isOfOneKind = whole.dimension == result.dimension
    guard first.dimension == whole.dimension || isOfOneKind, !isNear(result.estimate),
      // A step of the chain may be written out in between.
      !isOfOneKind || !chainResults(right.end).contains(where: isNear)
    else { return nil }
    return found
  }

  /// The figures behind the signs of equality that follow.
  private func chainResults(_ equals: Int) -> [Double] {
    var results: [Double] = []
    var at = equals
    while at + 1 < tokens.count, tokens[at].isEquals, let next = expression(at + 1) {
      results += [next.value?.estimate, next.plain?.estimate].compactMap(\.self)
      at = next.end
    }
    return results
  }

  /// Whether a power is told in thousands of 1,024: `2^16 = 64K`.
  private func isByKibi(_ power: Parsed, _ result: Int) -> Bool {
    guard let value = power.value?.estimate, quantities[result].quantity.value > 0 else {
      return false
    }
    return (1...6).contains { step in
      let binary = (0..<step).reduce(1.0) { scale, _ in scale * 1.024 }
      return abs(value / quantities[result].quantity.value / binary - 1) < 0.01
    }
  }

  /// Whether a figure is a number to the power of another: `62^7`.
  private func isPower(_ figure: Parsed) -> Bool {
    let read = quantities[figure.operands.lowerBound]
    return read.isBare && bytes[read.digits].contains(UInt8(ascii: "^"))
  }

  /// Whether an operand is so much `a month`: what it is multiplied by goes without saying.
  private func isByPeriod(_ range: Range<Int>) -> Bool {
    tokens[range].contains {
      guard case .word(let word) = $0 else { return false }
      return word.count == 1 && bytes[word.lowerBound] == UInt8(ascii: "a")
    }
  }

  /// Whether the words behind an expression say for which case it holds.
  private func givesCondition(_ expression: Parsed) -> Bool {
    tokens[..<expression.end].reversed().prefix { if case .word = $0 { true } else { false } }
      .contains {
        guard case .word(let word) = $0 else { return false }
        return Self.conditions.contains { bytes[word].elementsEqual($0) }
      }
  }

  /// `4 节点 × 8 卡 A100，共 32 卡`: a product, and its result behind a word for a total.
  private func worded(_ left: Parsed) -> FoundEquation? {
    guard left.isProduct, !mixesResources(left) else { return nil }
    return total(from: left.end, like: left.operands.upperBound).flatMap {
      isRemark(from: left.end, before: $0) ? nil : compare(left, $0, .worded)
    }
  }

  /// The next figure of the sentence that a word for a total introduces or ends, in the unit of an
  /// operand.
  ///
  /// - Parameters:
  ///   - brackets: whether a figure alone in brackets is a total as well.
  ///   - listed: whether the total may be the second of several: `合计 104 核、216GB`.
  func total(
    from start: Int, like operand: Int, brackets: Bool = false, listed: Bool = false
  ) -> Int? {
    var isList = false
    var isBehindOther = false
    for at in start..<max(start, tokens.count) {
      switch tokens[at] {
      case .stop, .semicolon, .plus, .minus, .times, .over: return nil
      case .number(let index):
        // What a sign gives the value of stands before it: not `$0.02 per 5 units = $7.50`.
        if tokens[at - 1].isEquals, isBehindOther { return nil }
        isBehindOther = true
        guard isList || isTotalBefore(at) || isTotalAfter(at) || (brackets && isInBrackets(at))
        else { break }
        if isAlike(index, operand) { return index }
        guard listed else { return nil }
        isList = true
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

  func isAlike(_ one: Int, _ two: Int) -> Bool {
    let (a, b) = (quantities[one].quantity, quantities[two].quantity)
    if case .count(let thing) = a.dimension, case .count(let other) = b.dimension {
      return a.unit.symbol == b.unit.symbol
        || Self.cards.contains(thing) && Self.cards.contains(other)
          && isBareCard(one) && isBareCard(two)
    }
    guard a.dimension == b.dimension else { return false }
    switch a.dimension {
    case .number, .ratio, .factor: return false
    default: return true
    }
  }

  /// Whether 张 counts cards as such: 8 张 IB 网卡 are others.
  private func isBareCard(_ index: Int) -> Bool {
    guard quantities[index].quantity.dimension == .count(of: "张") else { return true }
    let rest = bytes[quantities[index].range.upperBound...].prefix(8).drop { $0 == 0x20 }
    guard let next = rest.first else { return true }
    return ["GPU", "卡", "。", "，", "、", "；", "）"].contains { rest.starts(with: $0.utf8) }
      || !(next >= 0x80 || next.isLetter || next.isDigit)
  }

  func isTotalBefore(_ at: Int) -> Bool {
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

  /// What accelerators are counted in.
  private static let cards: Set<String> = ["卡", "张", "GPU"]
  private static let conditions = ClaimWords.words(["for", "where", "when", "with", "if"])
  /// What may stand between a sign and its operand.
  private static let averages = ClaimWords.words([
    "平均", "日均", "人均", "月均", "每人", "每天", "每日", "约", "大约", "avg", "average", "about", "approx",
    "roughly",
  ])
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
        let value = isPlus ? left.plus(right) : left.minus(right)
      else { return nil }
      left = value
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
      // 5% of 200 GB.
      case .word(let of)
      where left.value?.dimension == .ratio && bytes[of].elementsEqual("of".utf8):
        isTimes = true
      default: return left
      }
      guard let right = factor(left.end + 1) else { return nil }
      if !isTimes, case .number(let index) = tokens[left.end + 1],
        let parts = Parsed.parts(of: quantities[index], at: index, end: right.end)
      {
        guard let value = left.over(parts.first)?.times(parts.second) else { return nil }
        left = value
        continue
      }
      guard let value = isTimes ? left.times(right) : left.over(right) else { return nil }
      left = value
    }
    return left
  }

  private func factor(_ start: Int) -> Parsed? {
    guard start < tokens.count else { return nil }
    switch tokens[start] {
    case .number(let index):
      let end = skippingNoun(start + 1)
      // Powers are not computed.
      if end < tokens.count, case .power = tokens[end] { return nil }
      guard var figure = Parsed(quantities[index], at: index, end: end) else { return nil }
      figure.hasNoun = end > start + 1
      return forSoMany(figure, at: start) ?? figure
    case .open:
      guard var inner = expression(start + 1), inner.end < tokens.count else { return nil }
      // 1,260 / (128 × 12 = 1,536): what the bracket comes to.
      if inner.isComputed, inner.end + 1 < tokens.count, case .equals = tokens[inner.end],
        case .number(let index) = tokens[inner.end + 1]
      {
        var end = inner.end + 2
        while end < tokens.count, case .word = tokens[end] { end += 1 }
        guard let result = Parsed(quantities[index], at: index, end: end) else { return nil }
        inner = result
      }
      guard inner.end < tokens.count, case .close = tokens[inner.end] else { return nil }
      inner.end = skippingNoun(inner.end + 1)
      if inner.end < tokens.count, case .power = tokens[inner.end] { return nil }
      return inner
    case .word(let word):
      // 用户 × 平均 280 字节
      if Self.averages.contains(where: { bytes[word].elementsEqual($0) }) {
        return factor(start + 1)
      }
      // Orders(90TB): a name, and its figure in brackets.
      var at = start
      while at < tokens.count, at - start < 3, case .word = tokens[at] { at += 1 }
      guard at < tokens.count, case .open = tokens[at] else { return nil }
      return factor(at)
    default: return nil
    }
  }

  /// The token after at most three words that name what a figure counts, and a remark of words in
  /// brackets, where an operator or a sign of equality follows them; else the given one.
  func skippingNoun(_ start: Int) -> Int {
    var at = isByMagnitude(start) ? start + 2 : start
    while at < tokens.count, at - start < 3, case .word = tokens[at] { at += 1 }
    if at + 1 < tokens.count, case .open = tokens[at], case .word = tokens[at + 1] {
      var close = at + 2
      while close < tokens.count, close - at < 6, isOfGloss(close) { close += 1 }
      if close < tokens.count, case .close = tokens[close] { at = close + 1 }
    }
    guard at < tokens.count else { return start }
    return switch tokens[at] {
    case .plus, .minus, .times, .over, .power, .equals: at
    default: start
    }
  }
}

extension EquationReader {
  /// Whether a token may stand in a remark: a word, or a sign between two, as in `2 (K+V)`.
  private func isOfGloss(_ at: Int) -> Bool {
    switch tokens[at] {
    case .word: return true
    case .plus, .over:
      if at + 1 < tokens.count, case .word = tokens[at + 1] { return true }
      return false
    default: return false
    }
  }
}

extension [UInt8] {
  fileprivate func hasSuffix(_ word: [UInt8], of range: Range<Int>) -> Bool {
    range.count >= word.count && matches(word, at: range.upperBound - word.count)
  }
}
