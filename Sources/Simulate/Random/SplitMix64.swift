/// Steele, Lea and Flood's SplitMix64, in Vigna's public-domain form: the seeder of every stream.
@usableFromInline
package struct SplitMix64: Sendable, BitwiseCopyable {
  @usableFromInline
  package var state: UInt64

  @inlinable
  package init(seed: UInt64) { state = seed }

  @inlinable
  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mix(state)
  }

  /// The output function: a bijection of 64 bits in which every input bit moves every output bit.
  @inlinable
  package static func mix(_ word: UInt64) -> UInt64 {
    var mixed = word
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
