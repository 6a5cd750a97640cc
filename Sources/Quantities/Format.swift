import Glibc

/// Prints a value of a dimension's base unit in the unit that suits its size: `26.28 分钟`.
///
/// Four significant digits, but never so few that a share near 1 loses its distance from 1.
package func format(_ value: Double, in dimension: Dimension, _ language: Language) -> String {
  // Nobody tells 10⁻³¹ from 10⁻³¹⁰, of any unit.
  if value != 0, abs(value) < 1e-30 { return value > 0 ? "< 10⁻³⁰" : "> −10⁻³⁰" }
  return format(value, in: suitableUnit(for: value, dimension), language)
}

/// Prints a value of the dimension's base unit in the given unit: `26.28 分钟`, `26.28 min`.
///
/// - Parameter exponent: the power of ten from which a figure is written with it, `4.45×10¹⁰`.
package func format(
  _ value: Double, in unit: Unit, _ language: Language, plainBelow exponent: Int = 15
) -> String {
  attach(digits(value, in: unit, plainBelow: exponent), unit, language)
}

/// Prints an interval: `23.65–28.91 分钟`, `< 30 分钟`, `≥ 10 节点`, `99.99%`.
package func format(_ interval: Interval, in unit: Unit, _ language: Language) -> String {
  let (lower, upper) = (interval.lower, interval.upper)
  if lower == upper { return format(lower, in: unit, language) }
  let startsAtZero =
    lower == 0 && interval.includesLower && !unit.dimension.allowsNegative && upper < .infinity
  if lower == -.infinity || startsAtZero {
    if upper == .infinity { return language == .zh ? "任意值" : "any value" }
    return (interval.includesUpper ? "≤ " : "< ") + format(upper, in: unit, language)
  }
  if upper == .infinity {
    return (interval.includesLower ? "≥ " : "> ") + format(lower, in: unit, language)
  }
  var (from, to) = (digits(lower, in: unit), digits(upper, in: unit))
  if from == to {
    // Too narrow for four digits: show as many as tell the ends apart.
    (from, to) = (
      decimal(lower / unit.scale, significant: 9), decimal(upper / unit.scale, significant: 9)
    )
  }
  return attach(from + "–" + to, unit, language)
}

/// Prints an interval in the unit that suits its finite end.
package func format(_ interval: Interval, in dimension: Dimension, _ language: Language) -> String {
  let finite = interval.upper.isFinite ? interval.upper : interval.lower
  return format(interval, in: suitableUnit(for: finite, dimension), language)
}

/// Prints a quantity as written: comparator, figure, unit.
package func format(_ quantity: Quantity, _ language: Language) -> String {
  if quantity.comparator == .range { return format(quantity.interval, in: quantity.unit, language) }
  let lead =
    switch quantity.comparator {
    case .equal, .range: ""
    case .approximately: "~"
    case .less: "< "
    case .atMost: "≤ "
    case .greater: "> "
    case .atLeast: "≥ "
    }
  let figure = quantity.value / quantity.unit.scale
  // 2 小时 25 分钟 is no decimal of an hour: six digits are enough.
  let printed = figure * power(10, quantity.decimals)
  let isDecimal = abs(printed - printed.rounded()) <= abs(printed) * 1e-9
  let text =
    quantity.unit.symbol.hasPrefix("/")
    ? decimal(figure, significant: 15) : decimal(figure, significant: isDecimal ? 12 : 6)
  return lead + attach(text, quantity.unit, language)
}

/// The name of a unit after a figure.
package func name(of unit: Unit, _ language: Language) -> String {
  if let entry = unit.entry { return language == .zh ? entry.zh : entry.en }
  // What one unit is of another was put together from the names of both: USD/个月, 次/天, USD/GB/个月.
  let parts = unit.symbol.split(separator: "/", omittingEmptySubsequences: false)
  guard (2...3).contains(parts.count), !parts[0].isEmpty, entry(named: parts[1]) != nil else {
    return unit.symbol
  }
  let thing = entry(named: parts[0])
  let whole = (language == .zh ? thing?.zh : thing?.en) ?? String(parts[0])
  return ([whole] + parts.dropFirst().map { divisor($0, language) }).joined(separator: "/")
}

/// The name of what a unit is for one of: 月 and `month`, GB, `node`.
private func divisor(_ name: Substring, _ language: Language) -> String {
  guard let known = entry(named: name) else { return String(name) }
  if language == .zh { return known.zh == "个月" ? "月" : known.zh }
  return known.en.count > 3 && known.en.last == "s" ? String(known.en.dropLast()) : known.en
}

/// The row of the registry that a whole text is a spelling of.
private func entry(named text: Substring) -> UnitEntry? {
  let bytes = Array(text.utf8)
  guard let match = UnitIndex.shared.match(bytes, at: 0, limit: bytes.count),
    match.end == bytes.count
  else { return nil }
  return UnitIndex.shared.entries[match.entry]
}

/// The unit in which a value of this size reads best: data rates in bits a second, or in bytes.
package func suitableUnit(
  for value: Double, _ dimension: Dimension, inBytes: Bool = false
) -> Unit {
  let symbols: [String]
  switch dimension {
  case .time: symbols = ["ns", "μs", "ms", "s", "min", "h", "d", "a"]
  case .data: symbols = ["B", "KB", "MB", "GB", "TB", "PB"]
  case .dataRate:
    symbols =
      inBytes
      ? ["B/s", "KB/s", "MB/s", "GB/s", "TB/s"] : ["bps", "Kbps", "Mbps", "Gbps", "Tbps"]
  case .frequency: symbols = ["Hz", "kHz", "MHz", "GHz"]
  case .power: symbols = ["W", "kW", "MW"]
  case .length: symbols = ["nm", "mm", "m", "km"]
  case .ratio:
    // A percentage of a tiny probability says nothing: 1.26×10⁻¹⁸, and not 1.26×10⁻¹⁶ %.
    return value != 0 && abs(value) < 1e-8 ? Unit("", dimension) : .percent
  case .factor: return .times
  case .number: return .one
  case .count(let thing): return Unit(thing, dimension)
  case .money(let currency): return Unit(currency, dimension)
  case .moneyRate(let currency): return Unit(currency + "/月", dimension, scale: 1 / 2_629_800)
  case .voltage: symbols = ["V"]
  case .temperature: symbols = ["°C"]
  case .rate(let thing):
    let perSecond = Unit.rates.first { $0.unit.dimension == dimension }?.unit
    if abs(value) >= 0.1 || value == 0 { return perSecond ?? Unit(thing + "/秒", dimension) }
    return abs(value) * 86_400 >= 0.5
      ? Unit(thing + "/天", dimension, scale: 1 / 86_400)
      : Unit(thing + "/年", dimension, scale: 1 / 31_536_000)
  }
  if value == 0, dimension == .time { return .second }
  let units = symbols.compactMap { UnitIndex.shared.entry(of: $0)?.unit }
  var suitable = units.first ?? .one
  // What rounds to the next unit is printed in that: 1 s, and not 1,000 ms.
  for (unit, next) in zip(units, units.dropFirst())
  where rounded(abs(value) / unit.scale) * unit.scale >= next.scale * (1 - 1e-9) { suitable = next }
  return suitable
}

/// A figure above zero as its four significant digits say it.
private func rounded(_ figure: Double) -> Double {
  guard figure > 0, figure.isFinite else { return figure }
  let scale = pow(10, max(0, 3 - log10(figure).rounded(.down)))
  return (figure * scale).rounded() / scale
}

private func digits(_ value: Double, in unit: Unit, plainBelow exponent: Int = 15) -> String {
  let figure = value / unit.scale
  guard unit.dimension == .ratio, unit.scale == 0.01, value > 0.9, value < 1 else {
    return decimal(figure, significant: 4, plainBelow: exponent)
  }
  // Two digits of the distance from 1: 99.995 %, and not 100 %.
  let nines = Int((-log10(1 - value)).rounded(.down))
  return decimal(figure, significant: min(15, max(4, nines + 2)))
}

private func attach(_ figure: String, _ unit: Unit, _ language: Language) -> String {
  var name = name(of: unit, language)
  if name.isEmpty { return figure }
  // 2.5 B would be read as billions.
  if name == "B", figure.contains(".") { name = language == .zh ? "字节" : "bytes" }
  switch unit.symbol.utf8.first {
  case UInt8(ascii: "%"), UInt8(ascii: "/"), UInt8(ascii: ":"): return figure + name
  default: break
  }
  if unit.dimension == .factor { return language == .zh ? figure + " 倍" : figure + "×" }
  return figure + " " + name
}

/// A number in plain decimal notation, with so many significant digits, thousands separated, and
/// no trailing zeros; scientific where plain would be unreadable, or from a power of ten on.
func decimal(_ value: Double, significant: Int, plainBelow most: Int = 15) -> String {
  guard value.isFinite else { return value.isNaN ? "–" : value < 0 ? "−∞" : "∞" }
  guard value != 0 else { return "0" }
  let magnitude = abs(value)
  var exponent = Int(log10(magnitude).rounded(.down))
  guard exponent >= -6, exponent < most else {
    // What rounds to ten is one of the next power: 10⁻¹⁸, and not 10×10⁻¹⁹.
    let scale = pow(10, Double(significant - 1))
    if (magnitude / pow(10, Double(exponent)) * scale).rounded() >= 10 * scale { exponent += 1 }
    let mantissa = value / pow(10, Double(exponent))
    return decimal(mantissa, significant: significant) + "×10" + superscript(exponent)
  }
  let places = max(0, min(15, significant - 1 - exponent))
  let scaled = (magnitude * pow(10, Double(places))).rounded()
  guard scaled < 9e18 else { return "\(value)" }
  var text = String(UInt64(scaled))
  if text.utf8.count <= places {
    text = String(repeating: "0", count: places + 1 - text.utf8.count) + text
  }
  let split = text.index(text.endIndex, offsetBy: -places)
  var fraction = text[split...]
  while fraction.last == "0" { fraction.removeLast() }
  let sign = value < 0 && scaled > 0 ? "-" : ""
  return sign + grouped(text[..<split]) + (fraction.isEmpty ? "" : "." + fraction)
}

/// `⁻¹⁸` for −18.
private func superscript(_ exponent: Int) -> String {
  let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
  let raised = String(exponent.magnitude).compactMap(\.wholeNumberValue).map { digits[$0] }
  return (exponent < 0 ? "⁻" : "") + String(raised)
}
