import Model
import Quantities

/// One quantity told in two units, or twice.
extension EquationReader {
  /// Whether a size or a rate stands right before a sign of equality and another one of its kind, as in
  /// `a 200 GbE port carries 200 Gbit/s = 25 GB/s`: whatever stands before it, it is the same one.
  func isConverted(_ at: Int) -> Bool {
    guard at > 0, case .word = tokens[at - 1], at + 2 < tokens.count,
      case .number(let left) = tokens[at], case .equals = tokens[at + 1],
      case .number(let right) = tokens[at + 2]
    else { return false }
    if at + 3 < tokens.count {
      switch tokens[at + 3] {
      case .plus, .minus, .times, .over, .power, .equals: return false
      default: break
      }
    }
    let (a, b) = (quantities[left].quantity, quantities[right].quantity)
    return a.dimension == b.dimension && (a.dimension == .data || a.dimension == .dataRate)
  }

  /// `50Gbps（约6.25GB/s）`.
  func conversion(_ left: Parsed) -> FoundEquation? {
    var at = left.end
    guard !left.isComputed, at + 2 < tokens.count, case .open = tokens[at] else { return nil }
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
      case .close = tokens[at + 1], let right = Parsed(quantities[result], at: result, end: at + 1)
    else { return nil }
    if isOffByTens(left, result) { return compare(left, result, .conversion) }
    // A rate in brackets behind a rate is the same one; a time may be another.
    let isRate = left.value?.dimension == .dataRate
    let unit = quantities[left.operands.lowerBound].quantity.unit
    // So many seconds in longer units are the same time: 2,592,000 s (30 days).
    let isLong =
      left.value?.dimension == .time
      && (unit.scale == 1 && (left.value?.estimate ?? 0) >= 600
        && quantities[result].quantity.unit.scale > 1 || isInTwoUnits(result))
    // What a line carries net of its code is less: SATA 6 Gbps (600 MB/s).
    if isRate, !isSaid, let gross = left.value?.estimate, let net = right.value?.estimate,
      (0.75..<0.995).contains(net / gross)
    {
      return nil
    }
    // 60 RPS (1.8M searches/hour); of a day a peak is told by the second.
    let isHourly =
      tellsRate(left) && unit.scale == 1
      && [60.0, 3_600].contains { abs(quantities[result].quantity.unit.scale * $0 - 1) < 1e-9 }
    guard
      isSaid || isRate || isLong || isHourly
        || quantities[result].quantity.comparator == .approximately,
      isConversion(left, right)
    else { return nil }
    return compare(left, result, .conversion)
  }

  /// `868MB/s 约合 6.94Gbps`, `18 GB/s 等于 144 Gbps`: sizes and rates in two units.
  func spokenConversion(_ left: Parsed) -> FoundEquation? {
    guard !left.isComputed, left.end + 1 < tokens.count, case .word(let said) = tokens[left.end],
      Self.sameAs.contains(where: { bytes[said].elementsEqual($0) }),
      case .number(let result) = tokens[left.end + 1],
      let right = Parsed(quantities[result], at: result, end: left.end + 2),
      right.value?.dimension == .data || right.value?.dimension == .dataRate,
      isConversion(left, right), endsExpression(left.end + 2),
      let stated = right.value?.estimate, let value = left.value?.estimate,
      // 25 Gbps 约合 2.9 GB/s: by 1,024.
      !(1...4).contains(where: { step in
        abs(stated / value * (0..<step).reduce(1) { scale, _ in scale * 1.024 } - 1) < 0.015
      })
    else { return nil }
    return compare(left, result, .conversion)
  }

  private func tellsRate(_ figure: Parsed) -> Bool {
    if case .rate = figure.value?.dimension { true } else { false }
  }

  /// Whether nothing goes on at a token: the line, the clause or the bracket ends.
  private func endsExpression(_ at: Int) -> Bool {
    guard at < tokens.count else { return true }
    return switch tokens[at] {
    case .comma, .semicolon, .stop, .close: true
    default: false
    }
  }

  func isConversion(_ left: Parsed, _ right: Parsed) -> Bool {
    let a = quantities[left.operands.lowerBound].quantity
    let b = quantities[right.operands.lowerBound].quantity
    guard a.dimension == b.dimension, a.unit.symbol != b.unit.symbol,
      // Of a week five days are worked on, or six.
      !bytes.string(quantities[left.operands.lowerBound].range).contains("工作"),
      !bytes.string(quantities[right.operands.lowerBound].range).contains("工作")
    else { return false }
    switch a.dimension {
    case .data, .dataRate, .time: return true
    // 4 条/秒 ≈ 34.5 万条/天
    case .rate: return a.unit.scale != b.unit.scale
    default: return false
    }
  }

  /// Whether a long number and one in brackets behind it, in 万 or 亿 or millions, have the same digits and not the
  /// same magnitude: `23,328,000,000 (23 亿)`.
  private func isOffByTens(_ left: Parsed, _ result: Int) -> Bool {
    let (long, short) = (quantities[left.operands.lowerBound], quantities[result])
    guard long.quantity.dimension.isScalar, short.quantity.dimension.isScalar,
      long.quantity.comparator == .equal, long.quantity.value >= 1e5, short.quantity.value > 0,
      bytes[long.digits].count(where: \.isDigit) >= 6,
      magnitude(of: short) >= 1e4, bytes[short.digits].count(where: \.isDigit) >= 2
    else { return false }
    let ratio = short.quantity.value / long.quantity.value
    return [1e-3, 1e-2, 0.1, 10, 1e2, 1e3].contains { abs(ratio / $0 - 1) < 0.05 }
  }

  private static let thatIs = ClaimWords.words(["约", "即", "约为", "等于", "about", "approx", "i.e."])
  private static let sameAs = ClaimWords.words([
    "约合", "等于", "即", "折合", "合", "equals",
  ])
}
