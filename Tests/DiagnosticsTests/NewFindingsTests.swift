import Diagnostics
import Testing

@Suite struct NewFindingsTests {
  private let kind = DiagnosticKind("made-up", .warning, "A rule for this test.")

  private func report(_ text: String, _ findings: [(line: Int, message: String)]) -> Report {
    let file = SourceFile(id: SourceID(0), path: "a.md", text: text)
    let table = LineTable(file)
    let diagnostics = findings.map { finding in
      Diagnostic(kind, finding.message, at: Span(file.id, table.range(ofLine: finding.line)))
    }
    return Report(
      sources: Sources([file]), diagnostics: diagnostics, kinds: [], toolVersion: "0")
  }

  @Test func `a finding that has moved with its line is not new`() {
    let before = report("one\ntwo\n", [(2, "wrong")])
    let after = report("more\none\ntwo\n", [(3, "wrong")])
    #expect(after.findings(newSince: before).isEmpty)
  }

  @Test func `one on another line, and one that says something else, is`() {
    let before = report("one\ntwo\n", [(2, "wrong")])
    let after = report("one\ntwo\n", [(1, "wrong"), (2, "worse")])
    #expect(after.findings(newSince: before).map(\.message) == ["wrong", "worse"])
    #expect(before.findings(newSince: after).map(\.message) == ["wrong"])
  }

  @Test func `the second of two equal findings is new when there was one`() {
    let before = report("two\n", [(1, "wrong")])
    let after = report("two\ntwo\n", [(1, "wrong"), (2, "wrong")])
    #expect(after.findings(newSince: before).count == 1)
  }
}
