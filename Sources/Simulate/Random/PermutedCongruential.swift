/// O'Neill's generators: a linear congruence whose state is permuted to an output (PCG, HMC-CS-2014-0905), seeded as in
/// her C library by a seed and a stream.
package struct PermutedCongruential32: Sendable {
  private var state: UInt64 = 0
  private let increment: UInt64

  package init(seed: UInt64, stream: UInt64) {
    increment = stream << 1 | 1
    _ = next()
    state &+= seed
    _ = next()
  }

  /// XSH-RR: a shift and a rotation that the high bits say.
  package mutating func next() -> UInt32 {
    let old = state
    state = old &* 6_364_136_223_846_793_005 &+ increment
    let mixed = UInt32(truncatingIfNeeded: ((old >> 18) ^ old) >> 27)
    let turn = UInt32(old >> 59)
    return mixed >> turn | mixed << ((0 &- turn) & 31)
  }
}

/// The same with a state of 128 bits and outputs of 64.
package struct PermutedCongruential64: Sendable {
  private var state: UInt128 = 0
  private let increment: UInt128

  package init(seed: UInt64, stream: UInt64) {
    increment = UInt128(stream) << 1 | 1
    step()
    state &+= UInt128(seed)
    step()
  }

  private mutating func step() {
    let multiplier = UInt128(2_549_297_995_355_413_924) << 64 | 4_865_540_595_714_422_341
    state = state &* multiplier &+ increment
  }

  /// XSL-RR: the halves together, rotated as the high bits say.
  package mutating func next() -> UInt64 {
    step()
    let mixed = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
    let turn = UInt64(state >> 122)
    return mixed >> turn | mixed << ((0 &- turn) & 63)
  }
}

/// Blackman and Vigna's xoshiro256**: the state of xoshiro256++ under another output.
package struct XoshiroStarStar: Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  package init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

  package mutating func next() -> UInt64 {
    let output = rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, by: 45)
    return output
  }

  private func rotated(_ word: UInt64, by count: UInt64) -> UInt64 {
    word << count | word >> (64 - count)
  }
}
