import Glibc
import Quantities

/// A value in the unit that its author used: `26.3 分钟`.
func printed(_ value: Double, in unit: Unit?, _ language: Language = .zh) -> String {
  guard let unit, value.isFinite else { return significant(value, digits: 4) }
  return format(value, in: unit, language)
}

/// A break-even to three digits, which is more than it is known to; shares near 1 stay as they are.
func readable(_ value: Double, in unit: Unit?) -> Double {
  let scale = unit?.scale ?? 1
  let figure = value / scale
  guard figure.isFinite, figure != 0, !(unit?.dimension == .ratio && value > 0.9) else {
    return value
  }
  let step = pow(10, (log10(figure.magnitude)).rounded(.down) - 2)
  return (figure / step).rounded() * step * scale
}

/// A break-even as printed, with enough digits to tell it from the value that is assumed.
func printed(
  breakEven value: Double, apartFrom assumed: Double, in unit: Unit?, _ language: Language
) -> String {
  let text = printed(readable(value, in: unit), in: unit, language)
  guard let unit, value != assumed, text == printed(assumed, in: unit, language) else {
    return text
  }
  let (there, here) = (value / unit.scale, assumed / unit.scale)
  guard there.isFinite, there != 0, here != 0 else { return text }
  // Nobody reads six digits: the assumed value is the last that will do.
  if abs(there / here - 1) < 1e-6 { return (there < here ? "< " : "> ") + text }
  for digits in 4...9 {
    let step = pow(10, log10(there.magnitude).rounded(.down) - Double(digits - 1))
    guard (there / step).rounded() != (here / step).rounded() else { continue }
    let rounded = (there / step).rounded() * step * unit.scale
    return format(
      Quantity(
        value: rounded, interval: .exactly(rounded), unit: unit, comparator: .equal, decimals: 0),
      language)
  }
  return text
}

/// A number rounded to so many significant digits, without an exponent where that is readable.
func significant(_ value: Double, digits: Int) -> String {
  guard value.isFinite else { return value.isNaN ? "?" : value < 0 ? "−∞" : "∞" }
  guard value != 0 else { return "0" }
  let magnitude = Int(log10Floor(abs(value)))
  guard magnitude < 12, magnitude > -12 else { return "\(value)" }
  let decimals = max(0, min(12, digits - 1 - magnitude))
  return decimal(value, places: decimals)
}

private func log10Floor(_ value: Double) -> Double {
  var exponent = 0.0
  var rest = value
  while rest >= 10 {
    rest /= 10
    exponent += 1
  }
  while rest < 1 {
    rest *= 10
    exponent -= 1
  }
  return exponent
}
