import Glibc

/// The share of time, or the probability, with which a part is up, and that with which it is down.
///
/// Both are kept, each with its own digits: of 10⁻⁹ taken as one less 0.999999999 seven are left.
package struct PartShares: Sendable, Hashable {
  package let up: Double
  package let down: Double

  package init(up: Double, down: Double) {
    self.up = up
    self.down = down
  }

  /// A repairable part, by the mean time up and the mean time down.
  package init(meanUp: Double, meanDown: Double) {
    self.init(up: meanUp / (meanUp + meanDown), down: meanDown / (meanUp + meanDown))
  }

  /// A part of exponential life without repair, at `time`.
  package init(meanLife: Double, at time: Double) {
    self.init(up: exp(-time / meanLife), down: -expm1(-time / meanLife))
  }

  /// At least `needed` of independent parts: sums of positive terms on either side, so that the smaller of the
  /// two has all its digits. O(n²), and O(n) where all are needed or one is.
  package static func atLeast(_ needed: Int, of parts: [PartShares]) -> PartShares {
    guard needed > 0 else { return PartShares(up: 1, down: 0) }
    guard needed <= parts.count else { return PartShares(up: 0, down: 1) }
    if needed == parts.count {
      let up = parts.reduce(1) { $0 * $1.up }
      return PartShares(up: up, down: -expm1(parts.reduce(0) { $0 + log1p(-$1.down) }))
    }
    if needed == 1 {
      let down = parts.reduce(1) { $0 * $1.down }
      return PartShares(up: -expm1(parts.reduce(0) { $0 + log1p(-$1.up) }), down: down)
    }
    let counts = numberDown(parts)
    let most = parts.count - needed
    return PartShares(
      up: min(1, counts.prefix(most + 1).sorted().reduce(0, +)),
      down: min(1, counts.dropFirst(most + 1).sorted().reduce(0, +)))
  }

  /// P(j down) for each j, of independent parts. O(n²).
  package static func numberDown(_ parts: [PartShares]) -> [Double] {
    var down = [1.0]
    for part in parts {
      var next = [Double](repeating: 0, count: down.count + 1)
      for (count, probability) in down.enumerated() {
        next[count] += probability * part.up
        next[count + 1] += probability * part.down
      }
      down = next
    }
    return down
  }
}
