import Glibc
import Quantities

/// A value of an expression: an interval in the base unit of a dimension.
struct Operand {
  let low: Double
  let high: Double
  let estimate: Double
  let dimension: Dimension

  /// The printed unit; of a product that of the factor whose dimension it keeps.
  let unit: Unit

  /// What one before the printed unit is, with the magnitude that stands there: 10,000 of 万元.
  private let printedScale: Double

  /// What it is for one of, when that is not a time: `GB` in `$0.023/GB`.
  private let per: String?

  /// Whether it is a whole number or a plain one: as a factor it is meant so, though it may be a
  /// rounded measure.
  private let isExact: Bool

  /// The value that a figure states; nil where the text leaves it open at one end.
  init?(_ read: ReadQuantity) {
    let quantity = read.quantity
    let times = read.times ?? 1
    guard quantity.interval.lower.isFinite, quantity.interval.upper.isFinite else { return nil }
    // A minus before a figure is an operator of the expression.
    let ends = [abs(quantity.interval.lower * times), abs(quantity.interval.upper * times)]
    low = min(ends[0], ends[1])
    high = max(ends[0], ends[1])
    estimate = abs(quantity.value * times)
    dimension = quantity.dimension
    unit = quantity.unit
    let digit = quantity.interval.upper - quantity.interval.lower
    printedScale =
      quantity.comparator == .equal && digit > 0
      ? digit * pow(10, Double(quantity.decimals)) : quantity.unit.scale
    per = read.per
    // 2.7 M may be a rounded measure, 0.7 is a number.
    isExact =
      quantity.comparator == .equal
      && (quantity.decimals == 0 || (quantity.dimension == .number && abs(quantity.value) < 1000))
  }

  private init(
    _ corners: (Double, Double), _ estimate: Double, _ dimension: Dimension, _ unit: Unit,
    per: String? = nil, isExact: Bool = false
  ) {
    low = min(corners.0, corners.1)
    high = max(corners.0, corners.1)
    self.estimate = estimate
    self.dimension = dimension
    self.unit = unit
    printedScale = unit.scale
    self.per = per
    self.isExact = isExact
  }

  /// Whether it is what nines leave: 1 or 5 of a hundred or of a greater power of ten.
  private var isAllowance: Bool {
    [0.01, 0.005, 0.001, 0.000_5, 0.000_1, 0.000_05, 0.000_01].contains {
      abs(estimate - $0) <= $0 * 1e-9
    }
  }

  private var exact: Operand {
    Operand((estimate, estimate), estimate, dimension, unit, per: per, isExact: true)
  }

  private var factors: (low: Double, high: Double) {
    isExact ? (estimate, estimate) : (low, high)
  }

  func adding(_ other: Operand) -> Operand? { sum(with: other, sign: 1) }

  func subtracting(_ other: Operand) -> Operand? { sum(with: other, sign: -1) }

  private func sum(with other: Operand, sign: Double) -> Operand? {
    guard let dimension = common(with: other), let a = inUnit(of: other),
      let b = other.inUnit(of: self)
    else { return nil }
    let ends = sign > 0 ? (b.low, b.high) : (-b.high, -b.low)
    return Operand(
      (a.low + ends.0, a.high + ends.1), a.estimate + sign * b.estimate, dimension,
      dimension == self.dimension ? unit : other.unit)
  }

  /// A plain number in the unit that the other operand of a sum writes: 25 of `25 + 40 Gbps`; nil where one of
  /// them has a magnitude, `300 + 200 万元`, of which nobody knows whether it is meant for both.
  private func inUnit(of other: Operand) -> Operand? {
    guard dimension == .number, !other.dimension.isScalar, other.dimension != .ratio else {
      return self
    }
    guard printedScale == 1, abs(other.printedScale - other.unit.scale) <= other.unit.scale * 1e-6
    else { return nil }
    return scaled(by: other.unit.scale)
  }

  func multiplied(by other: Operand) -> Operand? {
    // $0.0416 × 730 hours, 365 天 × 100 GB, 24 hours × 60 minutes: so much for each of what the time is
    // told in; and 20 GB × $0.023/GB.
    switch (dimension, other.dimension) {
    case (.money, .time), (.data, .time): return multiplied(by: other.printed)
    case (.time, .money), (.time, .data): return printed.multiplied(by: other)
    // The greater unit says how many, in whichever order.
    // 0.1% of 30 days: what an objective of nines leaves is meant as it is, and is no rounded measure.
    // 216B × 10000 Bytes: billions, of so many bytes each.
    case (.data, .data) where unit.scale == 1 && isExact:
      return printed.scaled(by: 1e9).multiplied(by: other)
    case (.ratio, .time) where isAllowance && !isExact: return exact.multiplied(by: other)
    case (.time, .ratio) where other.isAllowance && !other.isExact:
      return multiplied(by: other.exact)
    case (.time, .time):
      return unit.scale >= other.unit.scale
        ? printed.multiplied(by: other) : multiplied(by: other.printed)
    default: break
    }
    if let per, !other.dimension.isScalar, per == other.unit.symbol {
      return multiplied(by: other.printed)
    }
    if let per = other.per, !dimension.isScalar, per == unit.symbol {
      return printed.multiplied(by: other)
    }
    // $0.09/GB × 300 TB: so many of the smaller unit, by the thousand or by 1,024.
    if let priced = priced(other) ?? other.priced(self) { return priced }
    guard let product = product(dimension, other.dimension) else { return nil }
    let (a, b) = (factors, other.factors)
    return Operand(
      (a.low * b.low, a.high * b.high), estimate * other.estimate, product,
      product == other.dimension ? other.unit : unit)
  }

  /// What a size costs at a price for each of another unit of size; nil for anything else.
  private func priced(_ size: Operand) -> Operand? {
    switch dimension {
    case .money, .moneyRate: break
    default: return nil
    }
    guard let per, size.dimension == .data,
      let place = Self.sizes.firstIndex(of: per), per != size.unit.symbol
    else { return nil }
    var (small, large) = (1.0, 1.0)
    for _ in 0...place {
      small *= 1000
      large *= 1024
    }
    let least = size.low / large
    let most = size.high / small * (size.unit.scale > small ? large / small : 1)
    return Operand((low * least, high * most), estimate * size.estimate / small, dimension, unit)
  }

  private static let sizes = ["kB", "MB", "GB", "TB"]

  func divided(by other: Operand) -> Operand? {
    // 100 GB/天 ÷ 86,400 秒: the same rate by the second.
    if other.dimension == .time, let period = unit.longPeriod,
      abs(other.estimate / period - 1) < 0.01
    {
      return self
    }
    let (a, b) = (factors, other.factors)
    guard b.low > 0, let quotient = quotient(dimension, other.dimension) else { return nil }
    return Operand(
      (a.low / b.high, a.high / b.low), estimate / other.estimate, quotient,
      quotient == dimension ? unit : .one)
  }

  /// The same in a unit that was not written.
  func scaled(by factor: Double) -> Operand {
    Operand(
      (low * factor, high * factor), estimate * factor, dimension, unit, per: per, isExact: isExact)
  }

  /// The same and so much more.
  func offset(by amount: Double) -> Operand {
    Operand((low + amount, high + amount), estimate + amount, dimension, unit)
  }

  /// The number that stands before the printed unit; a percentage is a number itself.
  var printed: Operand {
    let scale = dimension == .ratio ? 1 : unit.scale
    return Operand(
      (low / scale, high / scale), estimate / scale, .number, .one, isExact: isExact)
  }

  private func common(with other: Operand) -> Dimension? {
    if dimension == other.dimension || other.dimension == .number { return dimension }
    if dimension == .number { return other.dimension }
    if case .count = dimension, case .count = other.dimension { return dimension }
    return nil
  }
}

extension Unit {
  /// The seconds of a longer period by which a rate is told; nil for a rate by the second, and for what is none.
  var longPeriod: Double? {
    switch dimension {
    case .rate, .dataRate, .moneyRate: break
    default: return nil
    }
    guard let stroke = symbol.lastIndex(of: "/"),
      let period = parseQuantity("1" + symbol[symbol.index(after: stroke)...]),
      period.dimension == .time, period.value > 1
    else { return nil }
    return period.value
  }
}

extension Dimension {
  /// Whether it only says how many: what it multiplies keeps its dimension.
  var isScalar: Bool {
    switch self {
    case .number, .count, .factor: true
    default: false
    }
  }
}

/// The dimension of a product; nil where it is none that documents state.
private func product(_ a: Dimension, _ b: Dimension) -> Dimension? {
  switch (a, b) {
  case (.ratio, .ratio): .ratio
  case (.ratio, _): b
  case (_, .ratio): a
  case (.count, .number), (.count, .factor): a
  case (.time, .dataRate), (.dataRate, .time): .data
  case (.time, .rate(let thing)), (.rate(let thing), .time): .count(of: thing)
  case (.time, .moneyRate(let currency)), (.moneyRate(let currency), .time): .money(currency)
  // So many requests a second, of so many bytes each.
  case (.rate, .data), (.data, .rate): .dataRate
  default: a.isScalar ? b : b.isScalar ? a : nil
  }
}

private func quotient(_ a: Dimension, _ b: Dimension) -> Dimension? {
  switch (a, b) {
  case (.data, .time): .dataRate
  case (.count(let thing), .time): .rate(of: thing)
  case (.data, .dataRate), (.count, .rate): .time
  case (.count, .count), (.number, .number), (.count, .number): a
  default: a == b ? .ratio : b.isScalar ? a : nil
  }
}
