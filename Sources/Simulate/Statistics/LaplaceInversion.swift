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

  /// The points of the plane at which the inversion for one time asks for a transform: a real part, and multiples of
  /// a step beside it.
  package struct Points: Sendable {
    package let time: Double
    package let real: Double
    package let step: Double
    package let count: Int

    package subscript(index: Int) -> Complex { Complex(real, Double(index) * step) }
  }

  /// - Parameters:
  ///   - time: above zero.
  ///   - hole: where the transform has a gap that the first point shall not come near.
  package func points(at time: Double, avoiding hole: Double = 0) -> Points {
    let isNear = abs(24 / (2 * time) - hole) < 0.04 * abs(hole)
    return Points(
      time: time, real: (isNear ? 22.0 : 24) / (2 * time), step: Double.pi / time,
      count: terms + Self.weights.count)
  }

  /// f(t), t above zero, from the transform of f.
  package func value(
    at time: Double, avoiding hole: Double = 0, of transform: (Complex) -> Complex
  ) -> Double {
    let points = points(at: time, avoiding: hole)
    return value(on: points) { transform(points[$0]).real }
  }

  /// f(t) from the real parts of the transform of f at the points for t.
  package func value(on points: Points, of transform: (Int) -> Double) -> Double {
    func term(_ index: Int) -> Double {
      index.isMultiple(of: 2) ? transform(index) : -transform(index)
    }
    var sum = term(0) / 2
    for index in stride(from: 1, through: terms, by: 1) { sum += term(index) }
    var total = 0.0
    for (index, weight) in Self.weights.enumerated() {
      if index > 0 { sum += term(terms + index) }
      total += weight * sum
    }
    return exp(points.real * points.time) / points.time * total
  }
}
