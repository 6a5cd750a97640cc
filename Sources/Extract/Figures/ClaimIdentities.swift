import Diagnostics
import Model

/// Gives claims identities that outlive an edit of their figures.
struct ClaimIdentities {
  private let path: String
  private var seen: [UInt64: Int] = [:]

  init(path: String) { self.path = path }

  /// Ten hexadecimal digits for the next claim of this subject under these headings.
  mutating func next(_ headings: StableHash, _ role: Claim.Role, _ subject: String) -> String {
    var hash = headings
    for part in [path, role.rawValue, subject] { hash.combine(part) }
    let ordinal = seen[hash.value, default: 0]
    seen[hash.value] = ordinal + 1
    if ordinal > 0 { hash.combine(String(ordinal)) }
    return String(hash.hex.suffix(10))
  }
}
