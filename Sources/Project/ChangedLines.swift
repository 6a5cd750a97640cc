package import Diagnostics

/// The lines of a working tree that differ from a revision of its git repository.
package struct ChangedLines: Sendable {
  /// By absolute path; lines are counted from one, and a new file has changed everywhere.
  private var lines: [String: [ClosedRange<Int>]] = [:]

  /// Asks git what has changed since a revision and the present one parted.
  ///
  /// Where the revision has moved on since, its own changes are not ours, so that the lines are
  /// compared with the last commit that both share.
  ///
  /// - Parameter folder: any folder of the repository.
  package init(since revision: String, in folder: String) throws(ProjectError) {
    guard let top = try git(["-C", folder, "rev-parse", "--show-toplevel"]) else {
      throw ProjectError("cannot tell what has changed: \(folder) is in no git repository")
    }
    guard
      let commit = try git([
        "-C", folder, "rev-parse", "--verify", "--end-of-options", revision + "^{commit}",
      ])
    else {
      throw ProjectError("cannot tell what has changed: git knows no revision `\(revision)`")
    }
    guard
      let diff = try git([
        "-C", folder, "-c", "core.quotePath=false", "diff", "--merge-base", "--unified=0",
        "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--src-prefix=a/",
        "--dst-prefix=b/", oneLine(commit), "--",
      ]),
      let new = try git([
        "-C", oneLine(top), "ls-files", "--others", "--exclude-standard", "-z",
      ])
    else {
      throw ProjectError(
        "cannot tell what has changed: `\(revision)` and the present commit share no commit that is"
          + " here; a shallow clone has to be deepened")
    }
    let root = oneLine(top)
    read(diff: diff, root: root)
    for path in new.split(separator: 0) {
      lines[root + "/" + String(decoding: path, as: UTF8.self)] = [1...Int.max]
    }
  }

  /// Reads what `git diff --unified=0` prints.
  package init(diff: [UInt8], root: String) { read(diff: diff, root: root) }

  private mutating func read(diff: [UInt8], root: String) {
    var path: String?
    // Lines of content that are still to come in a hunk may look like anything.
    var left = 0
    for line in diff.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if left > 0 {
        if line.first == UInt8(ascii: "-") || line.first == UInt8(ascii: "+") { left -= 1 }
        continue
      }
      if line.starts(with: Array("+++ ".utf8)) {
        path = newPath(Array(line.dropFirst(4))).map { root + "/" + $0 }
      } else if line.starts(with: Array("@@ ".utf8)), let hunk = Hunk(line) {
        left = hunk.removed + hunk.added
        guard let path else { continue }
        // Where lines are only gone, their neighbours are what has changed.
        let range =
          hunk.added > 0
          ? hunk.first...(hunk.first + hunk.added - 1) : max(1, hunk.first)...(hunk.first + 1)
        lines[path, default: []].append(range)
      }
    }
  }

  /// Whether some of the lines of a file have changed.
  package func contains(_ range: ClosedRange<Int>, of path: String) -> Bool {
    (lines[path] ?? []).contains { $0.overlaps(range) }
  }
}

/// The head of a hunk, as `@@ -3,2 +3 @@`.
private struct Hunk {
  let removed: Int
  let first: Int
  let added: Int

  init?(_ line: some Collection<UInt8>) {
    let words = line.split(separator: UInt8(ascii: " "))
    guard words.count >= 3, let old = Hunk.range(words[1]), let new = Hunk.range(words[2]) else {
      return nil
    }
    removed = old.count
    first = new.first
    added = new.count
  }

  private static func range(_ word: some Collection<UInt8>) -> (first: Int, count: Int)? {
    let parts = word.dropFirst().split(separator: UInt8(ascii: ","))
      .map { Int(String(decoding: $0, as: UTF8.self)) }
    guard let first = parts.first ?? nil else { return nil }
    return (first, parts.count > 1 ? parts[1] ?? 0 : 1)
  }
}

/// The path after `+++ `, without its prefix `b/`; nil for a file that is gone.
private func newPath(_ bytes: [UInt8]) -> String? {
  // Git ends a path that holds spaces with a tab, and quotes one that holds control characters.
  let isQuoted = bytes.first == UInt8(ascii: "\"")
  var path = isQuoted ? unquoted(bytes) : bytes
  if !isQuoted, path.last == 0x09 { path.removeLast() }
  guard path.starts(with: Array("b/".utf8)) else { return nil }
  return String(decoding: path.dropFirst(2), as: UTF8.self)
}

/// What a string of C in quotes stands for.
private func unquoted(_ bytes: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  var index = 1
  while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
    guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
      result.append(bytes[index])
      index += 1
      continue
    }
    let octal = bytes[(index + 1)...].prefix(3).prefix { (0x30...0x37).contains($0) }
    if octal.count == 3 {
      result.append(octal.reduce(0) { $0 &* 8 &+ ($1 - 0x30) })
      index += 4
      continue
    }
    let plain: [UInt8: UInt8] = [
      UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10,
      UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13,
    ]
    result.append(plain[bytes[index + 1]] ?? bytes[index + 1])
    index += 2
  }
  return result
}

private func oneLine(_ bytes: [UInt8]) -> String {
  String(decoding: bytes.last == 0x0A ? bytes.dropLast() : bytes[...], as: UTF8.self)
}

extension ChangedLines {
  /// The findings that lie, or whose notes lie, in changed lines.
  ///
  /// - Parameter path: the absolute path of a source.
  package func among(
    _ diagnostics: [Diagnostic], in sources: Sources, path: (SourceFile) -> String
  ) -> [Diagnostic] {
    var tables: [SourceID: (path: String, lines: LineTable)] = [:]
    return diagnostics.filter { diagnostic in
      ([diagnostic.span] + diagnostic.notes.compactMap(\.span)).contains { span in
        let file = sources[span.source]
        let known = tables[span.source] ?? (path(file), LineTable(file))
        tables[span.source] = known
        let first = known.lines.line(at: span.start)
        let last = known.lines.line(at: max(span.start, span.end - 1))
        return contains(first...last, of: known.path)
      }
    }
  }
}
