extension ResultCache {
  /// Raised with each change to a system, to the kernel or to how claims are judged that may change a result: the
  /// ledger holds it, so that the claims that rest on a simulation are suspect until they are verified again.
  package static let revision = 9

  /// A hash of the code that results depend on, which a test holds against the sources: results of other code are
  /// found under no key of this one.
  package static let sources: UInt64 = 0xc3a6_1384_9533_1862

  /// A word as sixteen hexadecimal digits.
  static func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
