import Glibc
import Testing

/// A published or derived figure with what docgen's solver makes of the same parameters.
struct ReferenceCase: Sendable, CustomTestStringConvertible {
  let id: String

  /// Where the figure comes from, or the formula that gives it.
  let source: String
  let actual: [Double]
  let expected: [Double]

  init(_ id: String, _ source: String, _ actual: [Double], _ expected: [Double]) {
    self.id = id
    self.source = source
    self.actual = actual
    self.expected = expected
  }

  var testDescription: String { "\(id): \(source)" }

  /// Whether all figures agree to `tolerance`, relative.
  func agrees(within tolerance: Double = 1e-9) -> Bool {
    actual.count == expected.count
      && zip(actual, expected).allSatisfy { actual, expected in
        actual == expected || abs(actual - expected) <= tolerance * abs(expected)
      }
  }
}
