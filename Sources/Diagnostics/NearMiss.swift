/// The candidate nearest to a misspelt name, if one is near enough to suggest.
///
/// Distance is the restricted Damerau–Levenshtein distance over characters, and at most a third
/// of the longer name may differ. O(candidates × length²).
package func nearMiss(to name: String, in candidates: some Sequence<String>) -> String? {
  let wanted = lowercasedScalars(name)
  var best: (distance: Int, name: String)?
  for candidate in candidates {
    let other = lowercasedScalars(candidate)
    let limit = max(1, max(wanted.count, other.count) / 3)
    guard abs(wanted.count - other.count) <= limit else { continue }
    guard let distance = editDistance(wanted, other, upTo: limit) else { continue }
    if let known = best, (known.distance, known.name) <= (distance, candidate) { continue }
    best = (distance, candidate)
  }
  return best?.name
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
