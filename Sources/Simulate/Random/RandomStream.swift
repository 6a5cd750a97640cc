/// A stream of random numbers for one named source: xoshiro256++ (Blackman and Vigna, 2019).
///
/// The stream is a function of (master seed, replication, name) and nothing else. Two designs that
/// draw `host[3].failure` from equal seeds therefore see the same failures, which is what makes
/// their difference precise; and a shard computes its replications without having seen the others.
@usableFromInline
package struct RandomStream: Sendable, BitwiseCopyable {
  @usableFromInline
  var s0: UInt64
  @usableFromInline
  var s1: UInt64
  @usableFromInline
  var s2: UInt64
  @usableFromInline
  var s3: UInt64

  /// The stream of the source `name` in one replication.
  @inlinable
  package init(seed: UInt64, replication: Int = 0, name: String) {
    // Absorbs one word per step through a bijection, so that no two short keys can collide by order.
    var key = SplitMix64.mix(seed &+ 0x9e37_79b9_7f4a_7c15)
    key = SplitMix64.mix(key ^ UInt64(bitPattern: Int64(replication)) &* 0xd1b5_4a32_d192_ed03)
    var length: UInt64 = 0
    for byte in name.utf8 {
      key = SplitMix64.mix(key ^ (UInt64(byte) &+ 1))
      length &+= 1
    }
    self.init(seed: SplitMix64.mix(key ^ length &* 0xaaaa_aaaa_aaaa_aaab))
  }

  /// The state that four outputs of SplitMix64 give.
  @inlinable
  package init(seed: UInt64) {
    var seeder = SplitMix64(seed: seed)
    s0 = seeder.next()
    s1 = seeder.next()
    s2 = seeder.next()
    s3 = seeder.next()
  }

  /// A given state, which must not be all zero; that one is replaced by the seed 0's.
  @inlinable
  package init(state: (UInt64, UInt64, UInt64, UInt64)) {
    (s0, s1, s2, s3) = state
    if s0 | s1 | s2 | s3 == 0 { self = RandomStream(seed: 0) }
  }

  @inlinable @inline(__always)
  package mutating func next() -> UInt64 {
    let sum = s0 &+ s3
    let result = (sum << 23 | sum >> 41) &+ s0
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = s3 << 45 | s3 >> 19
    return result
  }

  /// Uniform on [0, 1), a multiple of 2⁻⁵³.
  @inlinable @inline(__always)
  package mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Uniform on (0, 1): never an argument at which a logarithm or quantile is infinite.
  @inlinable @inline(__always)
  package mutating func open() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// Uniform on 0 ..< `bound`, exactly (Lemire, ACM TOMACS 29(1), 2019); 0 for a bound below 1.
  @inlinable
  package mutating func index(below bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold { product = next().multipliedFullWidth(by: range) }
    }
    return Int(product.high)
  }

  /// True with probability `probability`.
  @inlinable @inline(__always)
  package mutating func chance(_ probability: Double) -> Bool { uniform() < probability }
}
