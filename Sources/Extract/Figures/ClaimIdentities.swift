import Model

/// A hash that is the same in every run and on every machine: FNV-1a with 64 bits.
struct StableHash {
  private(set) var value: UInt64

  init(_ seed: UInt64?) { value = seed ?? 0xCBF2_9CE4_8422_2325 }

  func adding(_ text: String) -> StableHash {
    var hash = self
    for byte in text.utf8 { hash.add(byte) }
    hash.add(0)
    return hash
  }

  private mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }
}

/// Gives claims identities that outlive an edit of their figures.
struct ClaimIdentities {
  private let path: String
  private var seen: [UInt64: Int] = [:]

  init(path: String) { self.path = path }

  /// Ten hexadecimal digits for the next claim of this subject under these headings.
  mutating func next(_ headings: UInt64, _ role: Claim.Role, _ subject: String) -> String {
    let base = StableHash(headings).adding(path).adding(role.rawValue).adding(subject)
    let ordinal = seen[base.value, default: 0]
    seen[base.value] = ordinal + 1
    let value = ordinal == 0 ? base.value : base.adding(String(ordinal)).value
    let digits = String(value, radix: 16)
    return String((String(repeating: "0", count: 16 - digits.utf8.count) + digits).suffix(10))
  }
}
