/// The 64-bit FNV-1a hash: the same on every machine and in every run, unlike Swift's `Hasher`.
///
/// For identities and fingerprints, never for security. Parts are told apart: `("a", "bc")` and
/// `("ab", "c")` differ.
package struct StableHash: Sendable {
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  package mutating func combine(_ text: String) {
    for byte in text.utf8 { mix(byte) }
    // No byte of UTF-8 is 0xFF, so that it ends a part.
    mix(0xFF)
  }

  package mutating func combine(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { mix(byte) }
    mix(0xFF)
  }

  /// The eight bytes of a word, the least first.
  package mutating func combine(_ word: UInt64) {
    for place in 0..<8 { mix(UInt8(truncatingIfNeeded: word >> UInt64(8 * place))) }
    mix(0xFF)
  }

  private mutating func mix(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// Sixteen hexadecimal digits.
  package var hex: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
