import Glibc

/// A complex number, at which transforms are inverted.
package struct Complex: Sendable, Hashable {
  package let real: Double
  package let imaginary: Double

  package init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  /// Its distance from zero.
  package var magnitude: Double { hypot(real, imaginary) }

  package static func + (a: Complex, b: Complex) -> Complex {
    Complex(a.real + b.real, a.imaginary + b.imaginary)
  }

  package static func - (a: Complex, b: Complex) -> Complex {
    Complex(a.real - b.real, a.imaginary - b.imaginary)
  }

  package static func * (a: Complex, b: Complex) -> Complex {
    Complex(
      a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }

  package static func * (factor: Double, a: Complex) -> Complex {
    Complex(factor * a.real, factor * a.imaginary)
  }

  package static func / (a: Complex, b: Complex) -> Complex {
    let square = b.real * b.real + b.imaginary * b.imaginary
    return Complex(
      (a.real * b.real + a.imaginary * b.imaginary) / square,
      (a.imaginary * b.real - a.real * b.imaginary) / square)
  }

  /// eᶻ.
  package static func exp(_ z: Complex) -> Complex {
    let size = Glibc.exp(z.real)
    return Complex(size * cos(z.imaginary), size * sin(z.imaginary))
  }

  /// z to a real power, of the principal branch.
  package func power(_ exponent: Double) -> Complex {
    let size = pow(magnitude, exponent)
    let angle = exponent * atan2(imaginary, real)
    return Complex(size * cos(angle), size * sin(angle))
  }
}
