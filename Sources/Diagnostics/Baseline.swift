/// The findings that a project has decided to live with for now, so that only new ones fail.
///
/// A finding is known by its fingerprint, which holds no line number. As text, a line each, sorted,
/// so that a change reads well in a review:
///
///     docgen baseline 1
///     4f0c2a91d7e4b6a0	unresolved-link	docs/a.md	every link must lead somewhere, and …
package struct Baseline: Sendable, Hashable {
  package let entries: [Entry]

  package struct Entry: Sendable, Hashable {
    package let fingerprint: String
    package let id: String

    /// Relative to the folder of the baseline, so that it does not matter where docgen is run.
    package let path: String
    package let message: String

    /// Where it is written; empty in a baseline that was not read.
    package let range: Range<Int>
  }

  private static let header = "docgen baseline 1"

  /// Collects the open findings of a report.
  ///
  /// - Parameter path: a source's path relative to the folder of the baseline.
  package init(_ report: Report, path: (SourceFile) -> String) {
    let open = report.open
    let entries = zip(open, report.fingerprints(of: open, path: path)).map { finding, fingerprint in
      Entry(
        fingerprint: fingerprint, id: finding.id,
        path: visible(path(report.sources[finding.span.source])),
        message: visible(finding.message), range: 0..<0)
    }
    self.entries = entries.sorted {
      ($0.path, $0.id, $0.fingerprint) < ($1.path, $1.id, $1.fingerprint)
    }
  }

  /// A text that is no baseline, or a line of one that is no entry.
  package enum Problem: Error {
    case notABaseline
    case notAnEntry(line: Int)
  }

  /// Reads the text form; empty lines and lines that begin with `#` are passed over.
  package init(_ bytes: [UInt8]) throws(Problem) {
    var entries: [Entry] = []
    var start = 0
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      defer { start += line.count + 1 }
      let text = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
      if index == 0 {
        guard text == Self.header else { throw .notABaseline }
        continue
      }
      if text.isEmpty || text.hasPrefix("#") { continue }
      let parts = text.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false)
      guard parts.count == 4, parts[0].count == 16, parts[0].allSatisfy(\.isHexDigit) else {
        throw .notAnEntry(line: index + 1)
      }
      entries.append(
        Entry(
          fingerprint: String(parts[0]), id: String(parts[1]), path: String(parts[2]),
          message: String(parts[3]), range: start..<start + line.count))
    }
    self.entries = entries
  }

  package var text: String {
    entries.reduce(into: Self.header + "\n") { text, entry in
      text += "\(entry.fingerprint)\t\(entry.id)\t\(entry.path)\t\(entry.message)\n"
    }
  }

  /// Tells the findings that are in the baseline from those that are not.
  ///
  /// - Returns: both kinds in the order of the report, and the entries that match nothing.
  package func split(
    _ report: Report, path: (SourceFile) -> String
  ) -> (new: [Diagnostic], known: [Diagnostic], unmatched: [Entry]) {
    let open = report.open
    let fingerprints = report.fingerprints(of: open, path: path)
    let listed = Set(entries.map(\.fingerprint))
    var known: [Diagnostic] = []
    var new = report.diagnostics.filter { $0.acceptance != nil }
    for (finding, fingerprint) in zip(open, fingerprints) {
      if listed.contains(fingerprint) { known.append(finding) } else { new.append(finding) }
    }
    let found = Set(fingerprints)
    return (new.sorted(), known, entries.filter { !found.contains($0.fingerprint) })
  }
}
