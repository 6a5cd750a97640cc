import Catalog
import Diagnostics
import Driver
import Testing

@Suite("What dump prints")
struct DumpTests {
  private let source = SourceFile(
    id: SourceID(0), path: "站点.md",
    bytes: Array(
      """
      # 站点

      可用性: 99.99% (年停机时间 < 60分钟)

      ```text
      集群
      └── 节点 (3台)
      ```

      """.utf8))

  private func dump(after phase: Phase) async -> String {
    let outcome = await compile(
      Sources([source]), files: [source.path], exists: { _ in [] }, until: phase,
      options: PipelineOptions())
    return Dump.text(of: outcome, after: phase)
  }

  @Test("drafts: places as line and column, quantities as written, nothing that is absent")
  func drafts() async {
    let text = await dump(after: .extract)
    #expect(text.contains("- DocumentDraft\n  source: (index: 0)\n  path: \"站点.md\"\n"))
    #expect(text.contains("count: 3"))
    #expect(text.contains("quantities: [3 "))
    #expect(text.contains("metric: availability\n"))
    #expect(text.contains("figure: 3:6–3:12\n"))
    #expect(!text.contains("nil") && !text.contains("0 elements"))
  }

  @Test("every phase prints something that has places, and no phase prints the sources' bytes")
  func phases() async {
    for phase in Phase.allCases {
      let text = await dump(after: phase)
      #expect(text.contains("站点") || text.contains("claim:"), "\(phase)")
      #expect(!text.contains("```") || phase == .parse, "\(phase)")
    }
  }
}
