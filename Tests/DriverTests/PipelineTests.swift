import Diagnostics
import Driver
import Foundation
import Project
import Render
import TestSupport
import Testing
import Verify

@Suite struct PipelineTests {
  private func content() throws -> Sources {
    try readInputs(InputRequest(root: packageRoot.path + "/content")).sources
  }

  private func compiled(
    _ sources: Sources, workers: Int, reusing previous: Outcome? = nil, until last: Phase = .render
  ) async -> Outcome {
    var options = PipelineOptions()
    options.workers = workers
    options.verify.workers = workers
    return await compile(
      sources, files: Set(sources.files.map(\.path)), exists: { _ in [] }, until: last,
      options: options, reusing: previous)
  }

  private func bytes(_ outcome: Outcome) -> [String: [UInt8]] {
    Dictionary(outcome.pages.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func `one thread and three make the same bytes`() async throws {
    let sources = try content()
    let one = await compiled(sources, workers: 1)
    let three = await compiled(sources, workers: 3)
    #expect(bytes(one) == bytes(three))
    #expect(one.diagnostics == three.diagnostics)
  }

  @Test func `every page has a path of its own`() async throws {
    let outcome = await compiled(try content(), workers: 2)
    #expect(Set(outcome.pages.map(\.path)).count == outcome.pages.count)
    #expect(!outcome.pages.isEmpty)
  }

  @Test func `a rebuild after an edit equals a clean build`() async throws {
    let before = try content()
    var files = before.files
    let edited = try #require(files.indices.first)
    files[edited] = SourceFile(
      id: files[edited].id, path: files[edited].path,
      bytes: files[edited].bytes + Array("\n## 新的一节\n\n- 可用性: 99.9%\n".utf8))
    let after = Sources(files)

    let first = await compiled(before, workers: 2)
    let rebuilt = await compiled(after, workers: 2, reusing: first)
    let clean = await compiled(after, workers: 2)
    #expect(bytes(rebuilt) == bytes(clean))
    #expect(rebuilt.diagnostics == clean.diagnostics)
    #expect(bytes(rebuilt) != bytes(first))
  }

  @Test(arguments: Phase.allCases)
  func `a command runs no phase after its last`(_ phase: Phase) async throws {
    let source = SourceFile(id: SourceID(0), path: "a.md", text: "# A\n\n- 可用性: 99.9%\n")
    let outcome = await compiled(Sources([source]), workers: 1, until: phase)
    #expect(!outcome.documents.isEmpty)
    #expect(outcome.drafts.isEmpty == (phase < .extract))
    #expect((outcome.model == nil) == (phase < .resolve))
    #expect((outcome.checked == nil) == (phase < .check))
    #expect((outcome.verified == nil) == (phase < .verify))
    #expect(outcome.pages.isEmpty == (phase < .render))
  }

  @Test(
    arguments: [
      "", "\n", "\u{FEFF}", "---\n", "---\na: [\n---\n", "# ", "```", "├─", "|", "[^1]", "<!--",
      "\0", "\r\r\n", "# A\n# A\n", "> > > > >", "`", "**", "![](", "99.99%",
      // The Kelvin sign is a letter of three bytes whose lower case has one.
      "|\u{212A}|\n|-|\n|1|\n", "|\u{130}数量|\n|-|\n|1|\n",
    ])
  func `documents of almost nothing become pages`(_ text: String) async throws {
    let source = SourceFile(id: SourceID(0), path: "a.md", text: text)
    let outcome = await compiled(Sources([source]), workers: 1)
    #expect(outcome.pages.contains { $0.path.hasSuffix("a.html") })
  }

  @Test func `kinds of findings have names of their own`() {
    #expect(Set(DiagnosticKind.allIDs).count == DiagnosticKind.all.count)
    for kind in DiagnosticKind.all {
      #expect(kind.id.allSatisfy { $0.isLowercase || $0 == "-" || $0.isNumber }, "\(kind.id)")
      #expect(kind.explanation.count > 40, "\(kind.id) is explained")
    }
  }
}
