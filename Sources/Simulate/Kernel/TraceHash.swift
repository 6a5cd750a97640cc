/// A running fingerprint of the sequence of handled events.
///
/// Two runs with one hash handled, for all practical purposes, the same events in the same order
/// at the same times. It guards replay across machines, threads and shards; it is not cryptographic.
@usableFromInline
package struct TraceHash: Sendable, Hashable, BitwiseCopyable {
  @usableFromInline
  package internal(set) var value: UInt64 = 0x9e37_79b9_7f4a_7c15

  @inlinable
  package init() {}

  /// Absorbs two words.
  @inlinable @inline(__always)
  package mutating func absorb(_ first: UInt64, _ second: UInt64) {
    let product = (value ^ first).multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    value = product.low ^ product.high &+ second &* 0xe703_7ed1_a0b4_28db
  }
}
