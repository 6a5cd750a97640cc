/// L'Ecuyer's MRG32k3a (Oper. Res. 47(1), 1999), the generator of ns-3 and of many tools: period about
/// 2¹⁹¹, streams 2¹²⁷ and substreams 2⁷⁶ apart.
///
/// docgen draws from `RandomStream`; this one is for comparing with those tools, draw by draw.
package struct CombinedRecursive: Sendable, Hashable {
  /// The two recurrences of order three, each component below its modulus and not all zero.
  package private(set) var first: [UInt64]
  package private(set) var second: [UInt64]

  private static let m1: UInt64 = 4_294_967_087
  private static let m2: UInt64 = 4_294_944_443

  /// Nil for six numbers that are no state.
  package init?(seed: [UInt64]) {
    guard seed.count == 6 else { return nil }
    first = Array(seed[0..<3])
    second = Array(seed[3..<6])
    guard first.allSatisfy({ $0 < Self.m1 }), second.allSatisfy({ $0 < Self.m2 }),
      first.contains(where: { $0 > 0 }), second.contains(where: { $0 > 0 })
    else { return nil }
  }

  /// Uniform on (0, 1).
  package mutating func uniform() -> Double {
    let p1 = (1_403_580 * first[1] + (Self.m1 - 810_728) * first[0]) % Self.m1
    first = [first[1], first[2], p1]
    let p2 = (527_612 * second[2] + (Self.m2 - 1_370_589) * second[0]) % Self.m2
    second = [second[1], second[2], p2]
    let difference = p1 > p2 ? p1 - p2 : p1 + Self.m1 - p2
    return Double(difference) * 2.328306549295727688e-10
  }

  /// Goes on by 2^`exponent` draws: 127 to the next stream, 76 to the next substream.
  package mutating func jump(exponent: Int) {
    first = Self.apply(
      [[0, 1, 0], [0, 0, 1], [Self.m1 - 810_728, 1_403_580, 0]], exponent, to: first, Self.m1)
    second = Self.apply(
      [[0, 1, 0], [0, 0, 1], [Self.m2 - 1_370_589, 0, 527_612]], exponent, to: second, Self.m2)
  }

  private static func apply(
    _ matrix: [[UInt64]], _ exponent: Int, to state: [UInt64], _ modulus: UInt64
  ) -> [UInt64] {
    var power = matrix
    for _ in 0..<max(exponent, 0) {
      power = power.map { row in
        (0..<3).map { column in
          (0..<3).reduce(0) { ($0 + row[$1] * power[$1][column] % modulus) % modulus }
        }
      }
    }
    return power.map { row in (0..<3).reduce(0) { ($0 + row[$1] * state[$1] % modulus) % modulus } }
  }
}
