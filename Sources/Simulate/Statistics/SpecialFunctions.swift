import Glibc

/// The distribution function of the standard normal.
package func normalProbability(_ value: Double) -> Double { erfc(-value / 2.0.squareRoot()) / 2 }

/// The quantile of the standard normal: Acklam's rational start, polished by Halley's method.
package func normalQuantile(_ probability: Double) -> Double {
  guard probability > 0 else { return probability == 0 ? -.infinity : .nan }
  guard probability < 1 else { return probability == 1 ? .infinity : .nan }
  if probability > 0.5 { return -normalQuantile(1 - probability) }
  var value: Double
  if probability < 0.02425 {
    let q = (-2 * log(probability)).squareRoot()
    value =
      (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q
        - 2.549732539343734) * q + 4.374664141464968) * q + 2.938163982698783)
      / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q
        + 3.754408661907416) * q + 1)
  } else {
    let q = probability - 0.5
    let r = q * q
    let top =
      ((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
        + 1.383577518672690e+02) * r - 3.066479806614716e+01) * r + 2.506628277459239
    let bottom =
      ((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
        + 6.680131188771972e+01) * r - 1.328068155288572e+01) * r + 1
    value = top * q / bottom
  }
  for _ in 0..<3 {
    let error = normalProbability(value) - probability
    let step = error * (2 * Double.pi).squareRoot() * exp(value * value / 2)
    guard step.isFinite else { break }
    value -= step / (1 + value * step / 2)
  }
  return value
}

/// The regularised incomplete beta function I_x(a, b), by Lentz's continued fraction.
package func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  guard x > 0 else { return 0 }
  guard x < 1 else { return 1 }
  if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
  let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
  var c = 1.0
  var d = 1 / nonZero(1 - (a + b) * x / (a + 1))
  var fraction = d
  for step in 1...10_000 {
    let m = Double(step)
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    fraction *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    fraction *= d * c
    if abs(d * c - 1) < 1e-15 { break }
  }
  return front * fraction
}

/// The regularised lower incomplete gamma function P(a, x): the series below a + 1, Lentz's
/// continued fraction above.
package func incompleteGamma(_ a: Double, _ x: Double) -> Double {
  guard x > 0 else { return 0 }
  guard x < .infinity else { return 1 }
  return x < a + 1 ? lowerGammaSeries(a, x) : max(0, 1 - upperGammaFraction(a, x))
}

/// The regularised upper incomplete gamma function Q(a, x), with all digits where it is small.
package func incompleteGammaTail(_ a: Double, _ x: Double) -> Double {
  guard x > 0 else { return 1 }
  guard x < .infinity else { return 0 }
  return x < a + 1 ? max(0, 1 - lowerGammaSeries(a, x)) : upperGammaFraction(a, x)
}

/// xᵃ e⁻ˣ / Γ(a), the factor of either.
private func gammaFront(_ a: Double, _ x: Double) -> Double { exp(a * log(x) - x - lgamma(a)) }

private func lowerGammaSeries(_ a: Double, _ x: Double) -> Double {
  var term = 1 / a
  var sum = term
  var index = a
  for _ in 0..<100_000 {
    index += 1
    term *= x / index
    sum += term
    if term < sum * 1e-16 { break }
  }
  return min(1, sum * gammaFront(a, x))
}

private func upperGammaFraction(_ a: Double, _ x: Double) -> Double {
  var b = x + 1 - a
  var c = 1 / Double.leastNormalMagnitude
  var d = 1 / nonZero(b)
  var fraction = d
  for step in 1...100_000 {
    let i = Double(step)
    let numerator = -i * (i - a)
    b += 2
    d = 1 / nonZero(numerator * d + b)
    c = nonZero(b + numerator / c)
    fraction *= d * c
    if abs(d * c - 1) < 1e-15 { break }
  }
  return gammaFront(a, x) * fraction
}

/// The quantile of Student's t, to about 1e-15 relative, by Newton's method from the normal quantile.
///
/// Above the median the distribution function is concave and its quantile beyond the normal's, so that
/// every step falls short of the root and none has to be guarded.
package func studentQuantile(_ probability: Double, degrees: Double) -> Double {
  guard degrees > 0, probability > 0, probability < 1 else {
    return probability == 1 ? .infinity : probability == 0 ? -.infinity : .nan
  }
  if probability < 0.5 { return -studentQuantile(1 - probability, degrees: degrees) }
  if probability == 0.5 { return 0 }
  let tail = 1 - probability
  let scale =
    lgamma((degrees + 1) / 2) - lgamma(degrees / 2) - log(degrees * Double.pi) / 2
  var value = normalQuantile(probability)
  for _ in 0..<1_024 {
    let square = value * value
    let excess = incompleteBeta(degrees / (degrees + square), degrees / 2, 0.5) / 2 - tail
    let density = exp(scale - (degrees + 1) / 2 * log1p(square / degrees))
    let next = value + excess / density
    guard next > value * (1 + 4e-16), next.isFinite else { break }
    value = next
  }
  return value
}

/// The root of an increasing function; the upper end is doubled until it lies above the root.
///
/// Bisection to the last bit: the functions that are inverted here are cheap and may be flat.
package func solveIncreasing(
  from lower: Double, to upper: Double, _ function: (Double) -> Double
) -> Double {
  var low = lower
  var high = upper
  for _ in 0..<1_024 where function(high) < 0 {
    low = high
    high = high > 0 ? high * 2 : 1
  }
  for _ in 0..<200 {
    let middle = low + (high - low) / 2
    if middle <= low || middle >= high { break }
    if function(middle) < 0 { low = middle } else { high = middle }
  }
  return low + (high - low) / 2
}

private func nonZero(_ value: Double) -> Double {
  abs(value) < Double.leastNormalMagnitude ? Double.leastNormalMagnitude : value
}
