import Glibc

/// A number in plain decimal notation with at most so many places, without trailing zeros.
package func decimal(_ value: Double, places: Int) -> String {
  guard value.isFinite else { return value.isNaN ? "—" : value < 0 ? "−∞" : "∞" }
  let scale = power(10, places)
  let scaled = (value.magnitude * scale).rounded()
  guard scaled < 1e15 else { return scientific(value) }
  let whole = Int(scaled)
  let unit = Int(scale)
  var text = String(whole / unit)
  var fraction = String(whole % unit)
  if places > 0, whole % unit != 0 {
    fraction = String(repeating: "0", count: places - fraction.count) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    text += "." + fraction
  }
  return value < 0 && whole != 0 ? "-" + text : text
}

/// A number with so many significant digits, in the shorter of the plain and scientific notations.
package func significant(_ value: Double, digits: Int) -> String {
  guard value.isFinite, value != 0 else { return decimal(value, places: 0) }
  let exponent = Int(log10(value.magnitude).rounded(.down))
  guard (-6..<12).contains(exponent) else { return scientific(value) }
  let places = max(0, digits - 1 - exponent)
  return decimal(value, places: min(places, 12))
}

private func scientific(_ value: Double) -> String {
  let exponent = Int(log10(value.magnitude).rounded(.down))
  let mantissa = value / pow(10, Double(exponent))
  return decimal(mantissa, places: 2) + "e" + String(exponent)
}

/// A number with at most two decimals, without trailing zeros, its thousands set apart by commas.
package func plainNumber(_ value: Double) -> String {
  guard abs(value) < 1e15 else { return "\(value)" }
  let hundredths = Int((abs(value) * 100).rounded())
  let rest = decimal(Double(hundredths % 100) / 100, places: 2).dropFirst()
  return (value < 0 && hundredths > 0 ? "-" : "") + grouped(hundredths / 100) + rest
}

/// A whole number with its thousands set apart by commas, as quantities are printed.
package func grouped(_ value: Int) -> String {
  (value < 0 ? "-" : "") + grouped(Substring(String(value.magnitude)))
}

/// Digits, with a comma before each three from the right.
func grouped(_ digits: Substring) -> String {
  var result = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
    result.append(digit)
  }
  return result
}

/// A power with a whole exponent, computed alike on every machine.
package func power(_ base: Double, _ exponent: Int) -> Double {
  var result = 1.0
  for _ in 0..<abs(exponent) { result *= base }
  return exponent < 0 ? 1 / result : result
}
