import Catalog
import Diagnostics
import Driver
import TestSupport
import Testing

/// The examples of the rules' own texts, which `explain` and the manual show.
@Suite struct ExplanationTests {
  /// The indented block of a text that holds a marked line, as a document; nil without one.
  private func example(in explanation: String) -> String? {
    let blocks = explanation.split(separator: "\n\n")
    guard let block = blocks.first(where: { $0.hasPrefix("    ") && $0.contains("<- ") }) else {
      return nil
    }
    // A block that the next continues, as a heading does a table, is one example with it.
    let start = blocks.firstIndex(of: block) ?? 0
    let first = blocks[..<start].lastIndex { !$0.hasPrefix("    ") }.map { $0 + 1 } ?? 0
    let end = blocks[start...].firstIndex { !$0.hasPrefix("    ") } ?? blocks.endIndex
    return blocks[first..<end].joined(separator: "\n\n").split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .map { line in
      let text = line.hasPrefix("    ") ? line.dropFirst(4) : line
      return text.firstRange(of: "<- ").map { String(text[..<$0.lowerBound]) } ?? String(text)
    }.joined(separator: "\n") + "\n"
  }

  /// Where an example may stand: the texts show lines without the fences around them.
  private let frames = [
    "EXAMPLE", "# 设计\n\n```text\nEXAMPLE```\n", "# 设计\n\n```yaml\nEXAMPLE```\n",
    "# 设计\n\n```mermaid\nEXAMPLE```\n", "# 设计\n\n```yaml scenario\nEXAMPLE```\n",
    "# 案例1：系统\n\nEXAMPLE",
    "# 设计\n\n```text\n集群\n├─ EXAMPLE```\n",
    "# 案例1：系统\n\n**更新日期**: 2026年1月1日\n\n```text\n集群\nEXAMPLE```\n",
  ]

  /// Examples that need more around them than a text has room for: other files, the rest of a table, a
  /// whole manifest or scenario, the page of a folder.
  private let sketches: Set = [
    "announced-items", "autoscaler-bounds", "autoscaler-metric", "case-without-outcome",
    "conflicting-count",
    "conflicting-support",
    "disruption-budget", "document-count", "end-of-life", "excessive-markup", "limit-range",
    "line-count",
    "listed-document", "unlisted-document", "listed-folder", "listed-lines", "malformed-catalog",
    "missing-source",
    "one-way-relation", "part-count", "processor-sockets", "repeated-key",
    "request-over-limit", "required-field", "restated-figure",
    "scaled-replicas", "selector-labels", "stale-quote", "stub-marked-done",
    "copied-count", "retyped-figure", "unbound-claim", "unknown-figure", "unknown-manifest",
    "unknown-output", "unknown-parameter",
    "unknown-system",
    "unknown-zone", "unmatched-labels", "wrong-dimension",
  ]

  @Test("what the explanations mark as wrong is found")
  func examplesFire() async throws {
    var silent: [String] = []
    var count = 0
    for kind in DiagnosticKind.all(in: .standard) {
      guard let text = example(in: kind.explanation) else { continue }
      count += 1
      var isFound = false
      for frame in frames where !isFound {
        let document = frame.replacing("EXAMPLE", with: text)
        let found = await SpecPage.findings(in: .init(files: [("doc.md", document)], line: 0))
        isFound = found.contains { $0.id == kind.id }
      }
      if !isFound { silent.append(kind.id) }
    }
    #expect(count > 60)
    #expect(Set(silent) == sketches)
  }
}
