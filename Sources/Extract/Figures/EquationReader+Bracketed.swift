import Glibc
import Model
import Quantities

/// Calculations in brackets beside their value, without a sign of equality.
extension EquationReader {
  /// `540万元（36人 × 15万元）`, `30小时（720小时 / 24）`: the figure right before a bracket is what the bracket
  /// computes.
  func remarks() -> [FoundEquation] {
    tokens.indices.compactMap { open in
      guard tokens[open].isOpen, let value = value(before: open) else { return nil }
      var start = open + 1
      if start < tokens.count, tokens[start].isEquals { start += 1 }
      guard let inner = expression(start), closes(inner.end, words: 3) else {
        return costOfEnergy(from: open + 1, against: value)
      }
      return held(inner, from: start, against: value)
    }
  }

  /// `6 台 × 8 卡（48 卡）`: a figure alone in brackets is what stands before them.
  func bracketedResult(_ left: Parsed, _ start: Int) -> FoundEquation? {
    var at = left.end
    while at < tokens.count, at - left.end < 2, case .word = tokens[at] { at += 1 }
    guard left.isComputed, at + 2 < tokens.count, tokens[at].isOpen,
      case .number(let value) = tokens[at + 1], case .close = tokens[at + 2]
    else { return nil }
    return held(left, from: start, against: value)
  }

  /// Whether the bracket that holds a calculation closes before a result and has a figure of its own right
  /// before it: `540万元（36人 × 15万元）……合计1,500万元`.
  func isRemark(from start: Int, before result: Int) -> Bool {
    var depth = 0
    for at in start..<tokens.count {
      switch tokens[at] {
      case .number(result): return false
      case .open: depth += 1
      case .close where depth > 0: depth -= 1
      case .close: return opening(of: at).flatMap { value(before: $0) } != nil
      default: break
      }
    }
    return false
  }

  /// Whether a time is told in two units, `4分40秒`: it is exact.
  func isInTwoUnits(_ index: Int) -> Bool {
    let read = quantities[index]
    guard read.quantity.dimension == .time, read.quantity.comparator == .equal else { return false }
    let runs = bytes[read.range].split { byte in
      !(byte &- 0x30 < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","))
    }
    return runs.count == 2
  }

  /// Whether cores and sizes are among the factors: `3 nodes × 4 vCPU × 16 GB` has so much of each.
  func mixesResources(_ product: Parsed) -> Bool {
    let dimensions = quantities[product.operands].map(\.quantity.dimension)
    return dimensions.contains(.data)
      && dimensions.contains { $0 == .count(of: "核") || $0 == .count(of: "vCPU") }
  }

  /// `300 MB/s, or 2.4 Gbit/s`: one rate in bytes and in bits.
  func alternatives() -> [FoundEquation] {
    // A line in 8b/10b carries a byte in ten bits. Asked once for all of the tokens.
    lazy var namesLink = tokens.contains { token in
      if case .word(let word) = token {
        Self.links.contains { bytes[word].starts(with: $0) }
      } else {
        false
      }
    }
    return tokens.indices.compactMap { at in
      guard at + 3 < tokens.count, case .number(let first) = tokens[at],
        case .comma = tokens[at + 1], case .word(let or) = tokens[at + 2],
        bytes[or].elementsEqual("or".utf8), case .number(let second) = tokens[at + 3],
        at == 0 || !tokens[at - 1].joins, at + 4 >= tokens.count || !tokens[at + 4].joins,
        quantities[first].quantity.dimension == .dataRate,
        quantities[second].quantity.dimension == .dataRate,
        isInBits(first) != isInBits(second),
        let left = Parsed(quantities[first], at: first, end: at + 1), let value = left.value,
        !namesLink
      else { return nil }
      let ratio = value.estimate / quantities[second].quantity.value
      guard (0.3...3).contains(ratio), abs(ratio - 1) > 0.06 else { return nil }
      return FoundEquation(
        form: .worded, operands: left.operands, result: second, value: value)
    }
  }

  private static let links = ClaimWords.words(["SATA", "SAS", "PCIe", "Fibre", "USB", "FC"])

  private func isInBits(_ index: Int) -> Bool {
    quantities[index].quantity.unit.symbol.hasSuffix("bps")
  }

  /// The figure that stands right before a bracket, with a short noun between at most.
  private func value(before open: Int) -> Int? {
    var at = open - 1
    while at >= 0, open - at <= 2, case .word(let word) = tokens[at], word.count <= 15 { at -= 1 }
    guard at >= 0, case .number(let value) = tokens[at] else { return nil }
    guard at > 0 else { return value }
    // 160 ports of 400 GbE (640 / 4), 64 张 80GB 卡（8 × 8）: how many there are, and what each is.
    switch tokens[at - 1] {
    case .number: return nil
    case .word(let word) where bytes[word].elementsEqual("of".utf8): return nil
    default: return tokens[at - 1].isOperator ? nil : value
    }
  }

  /// The bracket that one closes, not far before it.
  private func opening(of close: Int) -> Int? {
    var depth = 0
    for at in stride(from: close - 1, through: max(0, close - 32), by: -1) {
      switch tokens[at] {
      case .close: depth += 1
      case .open where depth == 0: return at
      case .open: depth -= 1
      default: break
      }
    }
    return nil
  }

  /// Whether a bracket closes at a token, or behind the noun of the last figure.
  private func closes(_ start: Int, words: Int) -> Bool {
    var at = start
    while at < tokens.count, at - start < words, case .word = tokens[at] { at += 1 }
    guard at < tokens.count, case .close = tokens[at] else { return false }
    return true
  }

  /// A calculation against a figure that nothing but brackets joins to it; nil where it may mean something else.
  private func held(_ left: Parsed, from start: Int, against value: Int) -> FoundEquation? {
    let stated = quantities[value].quantity
    guard left.isComputed, !left.operands.contains(value), stated.value > 0,
      signsAgree(left, start, value), isOfItsKind(left, value),
      let found = compare(left, value, .bracketed)
    else { return nil }
    let ratio = found.value.estimate / stated.value
    guard ratio > 0, ratio.isFinite else { return nil }
    return abs(ratio - 1) < 0.005 || isSlip(ratio, left, stated) ? found : nil
  }

  /// `$10 (100W × 24h × $0.15/kWh)`: a power, how long it is drawn, and the price of so much work.
  private func costOfEnergy(from start: Int, against value: Int) -> FoundEquation? {
    var at = start
    var factors: [Int] = []
    while at + 1 < tokens.count, case .number(let factor) = tokens[at] {
      factors.append(factor)
      at += 1
      guard case .times = tokens[at] else { break }
      at += 1
    }
    guard factors.count > 2, at + 2 < tokens.count, case .over = tokens[at],
      case .word(let per) = tokens[at + 1], bytes[per].elementsEqual("kWh".utf8),
      case .close = tokens[at + 2], let price = factors.last,
      case .money = quantities[price].quantity.dimension,
      quantities[price].quantity.dimension == quantities[value].quantity.dimension,
      let first = quantities[factors[0]].quantity.dimension == .power ? factors.first : nil,
      let rate = Operand(quantities[price])
    else { return nil }
    var work = quantities[first].quantity.value / 1_000
    var hours: Double?
    for factor in factors.dropFirst().dropLast() {
      let read = quantities[factor].quantity
      switch read.dimension {
      // 24 h × 30 days: so many hours of each day.
      case .time where hours == nil:
        hours = read.value / 3_600
      case .time, .number: work *= read.value / read.unit.scale
      default: return nil
      }
    }
    guard let hours else { return nil }
    let cost = rate.scaled(by: work * hours)
    let ratio = cost.estimate / quantities[value].quantity.value
    guard ratio > 1e-3, ratio < 1e3 else { return nil }
    return FoundEquation(
      form: .bracketed, operands: first...price, result: value, value: cost)
  }

  /// The ends of a chain that tell one rate by two times: `500 次/分钟 = 500 × 60 = 30,000 次/天`.
  func endsOfChain(_ left: Parsed, _ last: Int) -> FoundEquation? {
    guard case .rate = left.value?.dimension, let right = expression(last), !right.isComputed,
      isConversion(left, right)
    else { return nil }
    return compare(left, right.operands.lowerBound, .conversion)
  }

  /// Whether the signs of a calculation can only mean one thing: in `12 盘（8+2）` the sum is that of each group.
  private func signsAgree(_ left: Parsed, _ start: Int, _ value: Int) -> Bool {
    var (sums, multiplies) = (false, quantities[left.operands].contains { $0.times != nil })
    for token in tokens[start..<left.end] {
      switch token {
      case .plus: sums = true
      case .times, .over: multiplies = true
      case .minus, .power, .equals: return false
      default: break
      }
    }
    guard sums, !multiplies else { return multiplies }
    let unit = quantities[value].quantity.unit.symbol
    return !quantities[value].isBare
      && quantities[left.operands].allSatisfy { $0.quantity.unit.symbol == unit }
  }

  /// Whether a calculation gives what a figure counts or measures.
  private func isOfItsKind(_ left: Parsed, _ value: Int) -> Bool {
    let stated = quantities[value].quantity
    let operands = quantities[left.operands]
    switch stated.dimension {
    case .ratio, .factor: return false
    case .number: return stated.value >= 10 && operands.allSatisfy(\.isBare)
    case .count:
      let counted = left.operands.filter {
        if case .count = quantities[$0].quantity.dimension { true } else { false }
      }
      if counted.isEmpty {
        return operands.allSatisfy(\.isBare) || left.value?.dimension == .ratio
          || left.value?.dimension == stated.dimension
      }
      return counted.contains { isAlike($0, value) }
        || counted.allSatisfy {
          UnitEntry.genericCounters.contains(quantities[$0].quantity.unit.symbol)
        }
    default: return true
    }
  }

  /// Whether a figure that differs from its calculation by a factor is wrong, and not another amount: one
  /// factor alone, another magnitude or period, what copies leave of a size.
  private func isSlip(_ ratio: Double, _ left: Parsed, _ stated: Quantity) -> Bool {
    let operands = quantities[left.operands].map(\.quantity)
    if operands.contains(where: {
      $0.dimension == stated.dimension && abs($0.value - stated.value) <= stated.value * 1e-9
    }) {
      return false
    }
    let kinds = operands.filter { !$0.dimension.isScalar && $0.dimension != .ratio }.count
    let farthest = stated.dimension == .number ? 2.0 : kinds > 1 ? 1e3 : 10
    let off = max(ratio, 1 / ratio)
    if off > farthest { return false }
    let steps = log10(off)
    if steps > 0.9, abs(steps - steps.rounded()) < 0.011 * max(1, steps / 3) { return false }
    if Self.periods.contains(where: { abs(off / $0 - 1) < 0.02 }) { return false }
    let measure = stated.value / stated.unit.scale
    let isWhole = measure >= 8 && measure.rounded() == measure
    switch stated.dimension {
    case .data, .dataRate:
      // What can be used of disks and lines is less than all of them; and of what is bought there is the next power of two.
      if kinds == 1, ratio > 1 { return false }
      if [2.0, 3].contains(where: { abs(off / $0 - 1) < 0.02 }) { return false }
      if isWhole, Int(exactly: measure).map({ $0 & ($0 - 1) == 0 }) == true, ratio > 0.5 {
        return false
      }
    case .time where abs(ratio - 1) < 0.05: return false
    default: break
    }
    return true
  }

  private static let periods: [Double] = [
    7, 8, 12, 24, 30, 31, 60, 365, 1_440, 3_600, 86_400,
  ]
}

extension EquationToken {
  /// Whether it joins figures.
  fileprivate var isOperator: Bool {
    switch self {
    case .plus, .minus, .times, .over, .power: true
    default: false
    }
  }

  fileprivate var joins: Bool { isOperator || isEquals }
}
