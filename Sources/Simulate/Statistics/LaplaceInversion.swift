import Glibc

/// A function's values from its Laplace transform, by a Fourier series whose alternating rest Euler's
/// summation takes up.
///
/// Source: Abate and Whitt, ORSA J. Computing 7(1), 1995, algorithm Euler, here with A of 22 to 24: the error is about
/// e^−A of the function's size, where it is smooth.
package struct LaplaceInversion: Sendable {
  /// How many terms are summed before Euler's summation; more where the function has kinks.
  package let terms: Int

  package init(terms: Int = 64) { self.terms = terms }

  /// The weights of Euler's summation: binomials of 12.
  private static let weights = [
    1.0, 12, 66, 220, 495, 792, 924, 792, 495, 220, 66, 12, 1,
  ].map { $0 / 4_096 }

  /// f(t), t above zero, from the transform of f.
  ///
  /// - Parameter hole: where the transform has a gap that the first term shall not come near.
  package func value(
    at time: Double, avoiding hole: Double = 0, of transform: (Complex) -> Complex
  ) -> Double {
    let isNear = abs(24 / (2 * time) - hole) < 0.04 * abs(hole)
    let bound = isNear ? 22.0 : 24
    let step = Double.pi / time
    var sum = transform(Complex(bound / (2 * time))).real / 2
    for index in stride(from: 1, through: terms, by: 1) {
      sum += term(index, transform, bound / (2 * time), step)
    }
    var total = 0.0
    for (index, weight) in Self.weights.enumerated() {
      if index > 0 { sum += term(terms + index, transform, bound / (2 * time), step) }
      total += weight * sum
    }
    return exp(bound / 2) / time * total
  }

  private func term(
    _ index: Int, _ transform: (Complex) -> Complex, _ real: Double, _ step: Double
  ) -> Double {
    let value = transform(Complex(real, Double(index) * step)).real
    return index.isMultiple(of: 2) ? value : -value
  }
}
