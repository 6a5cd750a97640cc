import Quantities

/// A value of an expression: an interval in the base unit of a dimension.
struct Operand {
  var low: Double
  var high: Double
  var estimate: Double
  var dimension: Dimension

  /// The size of the printed unit; of a product that of the factor whose dimension it keeps.
  private var scale = 1.0

  /// Whether it is printed as a whole number: as a factor it is meant so, though it may be a rounded
  /// measure.
  private var isWhole = false

  /// Whether it was computed from others, and by multiplying.
  var isComputed = false
  var isProduct = false

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
    scale = quantity.unit.scale
    isWhole = quantity.decimals == 0 && quantity.comparator == .equal
    isComputed = read.times != nil
    isProduct = isComputed
  }

  private init(_ corners: [Double], _ estimate: Double, _ dimension: Dimension, isProduct: Bool) {
    low = corners.min() ?? estimate
    high = corners.max() ?? estimate
    self.estimate = estimate
    self.dimension = dimension
    isComputed = true
    self.isProduct = isProduct
  }

  private var factors: (low: Double, high: Double) {
    isWhole ? (estimate, estimate) : (low, high)
  }

  func adding(_ other: Operand) -> Operand? {
    guard let dimension = common(with: other) else { return nil }
    return Operand(
      [low + other.low, high + other.high], estimate + other.estimate, dimension, isProduct: false)
  }

  func subtracting(_ other: Operand) -> Operand? {
    guard let dimension = common(with: other) else { return nil }
    return Operand(
      [low - other.high, high - other.low], estimate - other.estimate, dimension, isProduct: false)
  }

  func multiplied(by other: Operand) -> Operand? {
    // $0.0416 × 730 hours: a price for each of what the time is told in.
    if case .money = dimension, other.dimension == .time, !other.isComputed {
      return multiplied(by: other.printedNumber)
    }
    // 24 hours × 60 minutes × 60 seconds: so many for each of the unit before.
    if dimension == .time, other.dimension == .time { return printedNumber.multiplied(by: other) }
    guard let dimension = product(dimension, other.dimension) else { return nil }
    let (a, b) = (factors, other.factors)
    var result = Operand(
      [a.low * b.low, a.high * b.high], estimate * other.estimate, dimension, isProduct: true)
    result.scale = dimension == other.dimension ? other.scale : scale
    return result
  }

  /// The number that stands before the printed unit.
  private var printedNumber: Operand {
    var number = scaled(by: 1 / scale)
    number.dimension = .number
    number.scale = 1
    return number
  }

  func divided(by other: Operand) -> Operand? {
    let (a, b) = (factors, other.factors)
    guard b.low > 0, let dimension = quotient(dimension, other.dimension) else { return nil }
    return Operand(
      [a.low / b.high, a.high / b.low], estimate / other.estimate, dimension, isProduct: false)
  }

  /// The same in a unit that was not written.
  func scaled(by factor: Double) -> Operand {
    var scaled = self
    scaled.low *= factor
    scaled.high *= factor
    scaled.estimate *= factor
    return scaled
  }

  private func common(with other: Operand) -> Dimension? {
    if dimension == other.dimension || other.dimension == .number { return dimension }
    if dimension == .number { return other.dimension }
    if case .count = dimension, case .count = other.dimension { return dimension }
    return nil
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
  default: a.isScalar ? b : b.isScalar ? a : nil
  }
}

private func quotient(_ a: Dimension, _ b: Dimension) -> Dimension? {
  switch (a, b) {
  case (.data, .time): .dataRate
  case (.count(let thing), .time): .rate(of: thing)
  case (.data, .dataRate): .time
  case (.count, .count), (.number, .number), (.count, .number): a
  default: a == b ? .ratio : b.isScalar ? a : nil
  }
}
