/// A pattern of paths, as `archive/**` or `*.draft.md`.
///
/// `*` and `?` stand for characters other than `/`, `**` for any. A pattern that names a folder
/// matches all below it, and one without a `/` matches at any depth.
package struct PathPattern: Sendable, Hashable {
  private let pattern: [Unicode.Scalar]
  private let isAnywhere: Bool

  package init(_ text: String) {
    var text = Substring(text)
    while text.hasSuffix("/") { text.removeLast() }
    isAnywhere = !text.contains("/")
    while text.hasPrefix("./") { text = text.dropFirst(2) }
    pattern = Array(text.unicodeScalars)
  }

  /// O(pattern × path).
  package func matches(_ path: String) -> Bool {
    let path = Array(path.unicodeScalars)
    guard !pattern.isEmpty else { return false }
    // reachable[i]: whether the pattern up to i matches the path read so far.
    var reachable = [Bool](repeating: false, count: pattern.count + 1)
    reachable[0] = true
    passStars(&reachable)
    for (index, scalar) in path.enumerated() {
      if scalar == slash {
        // All below a folder that matches is matched.
        if reachable[pattern.count] { return true }
      }
      var next = [Bool](repeating: false, count: pattern.count + 1)
      for (place, symbol) in pattern.enumerated() where reachable[place] {
        switch symbol {
        case star where isDouble(place): next[place] = true
        case star where scalar != slash: next[place] = true
        case question where scalar != slash: next[place + 1] = true
        case scalar: next[place + 1] = true
        default: break
        }
      }
      passStars(&next)
      if isAnywhere, scalar == slash, index + 1 < path.count {
        next[0] = true
        passStars(&next)
      }
      reachable = next
    }
    return reachable[pattern.count]
  }

  /// A star may stand for nothing, and `**/` for no folder.
  private func passStars(_ reachable: inout [Bool]) {
    for place in pattern.indices where reachable[place] && pattern[place] == star {
      reachable[place + 1] = true
      if isDouble(place), place + 2 < pattern.count, pattern[place + 1] == star,
        pattern[place + 2] == slash
      {
        reachable[place + 3] = true
      }
    }
  }

  private func isDouble(_ place: Int) -> Bool {
    (place > 0 && pattern[place - 1] == star)
      || (place + 1 < pattern.count && pattern[place + 1] == star)
  }
}

private let slash: Unicode.Scalar = "/"
private let star: Unicode.Scalar = "*"
private let question: Unicode.Scalar = "?"
