/// Names, any of which a misspelt one may mean.
///
/// Distance is the restricted Damerau–Levenshtein distance over characters, and at most a third
/// of the longer name may differ.
package struct NearMisses: Sendable {
  private struct Candidate: Sendable {
    let name: String
    let scalars: [UInt32]
    let signature: UInt64
  }

  private let candidates: [Candidate]

  package init(_ names: some Sequence<String>) {
    candidates = names.map { name in
      let scalars = lowercasedScalars(name)
      return Candidate(name: name, scalars: scalars, signature: Self.signature(scalars))
    }
  }

  /// The one nearest to a name, if one is near enough to suggest; the lesser of equally near ones.
  /// O(names × length²), but few names are so alike that more than their signatures is compared.
  package func nearest(to name: String) -> String? {
    let wanted = lowercasedScalars(name)
    let signature = Self.signature(wanted)
    var best: (distance: Int, name: String)?
    for candidate in candidates {
      let longer = max(wanted.count, candidate.scalars.count)
      let limit = min(max(1, longer / 3), best?.distance ?? .max)
      // Each insertion, removal or replacement changes one bit at most on either side.
      guard abs(wanted.count - candidate.scalars.count) <= limit,
        (signature & ~candidate.signature).nonzeroBitCount <= limit,
        (candidate.signature & ~signature).nonzeroBitCount <= limit,
        let distance = editDistance(wanted, candidate.scalars, upTo: limit)
      else { continue }
      if let known = best, (known.distance, known.name) <= (distance, candidate.name) { continue }
      best = (distance, candidate.name)
    }
    return best?.name
  }

  /// A bit for each scalar that occurs, several sharing one.
  private static func signature(_ scalars: [UInt32]) -> UInt64 {
    scalars.reduce(0) { $0 | 1 << UInt64(($1 &* 0x9E37_79B1) >> 26) }
  }
}

/// The candidate nearest to a misspelt name, if one is near enough to suggest.
package func nearMiss(to name: String, in candidates: some Sequence<String>) -> String? {
  NearMisses(candidates).nearest(to: name)
}

/// The scalars of a text in lower case, where most texts are ASCII and Chinese and need no tables.
private func lowercasedScalars(_ text: String) -> [UInt32] {
  // The scripts with letters in two cases, and the signs made of such letters, begin with other bytes.
  let isPlain = text.utf8.allSatisfy { $0 < 0xC0 || (0xE4...0xE9).contains($0) }
  guard isPlain else { return text.lowercased().unicodeScalars.map(\.value) }
  return text.unicodeScalars.map { (0x41...0x5A).contains($0.value) ? $0.value | 0x20 : $0.value }
}

/// The insertions, removals, replacements and swaps between two texts; nil beyond a limit.
private func editDistance(_ a: [UInt32], _ b: [UInt32], upTo limit: Int) -> Int? {
  var older = [Int](repeating: 0, count: b.count + 1)
  var previous = Array(0...b.count)
  var before = 0
  for i in a.indices {
    var row = [Int](repeating: 0, count: b.count + 1)
    row[0] = i + 1
    for j in b.indices {
      let substitution = previous[j] + (a[i] == b[j] ? 0 : 1)
      row[j + 1] = min(substitution, previous[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        row[j + 1] = min(row[j + 1], older[j - 1] + 1)
      }
    }
    (older, previous) = (previous, row)
    // A swap reaches back two rows; nothing reaches further.
    let least = row.min() ?? 0
    if least > limit, before > limit { return nil }
    before = least
  }
  return previous[b.count] <= limit ? previous[b.count] : nil
}
