import Diagnostics
import Extract
import Model
import Testing

@Suite struct DiagramPlaceTests {
  /// A NUL reads as U+FFFD, which is longer: counted from its end, the line would begin before the
  /// document.
  @Test func componentsOfALineWithNULsStandInTheDocument() {
    let nuls = String(repeating: "\0", count: 60)
    let text = "```text\n平台\n└─ 存储\(nuls) (150K IOPS, 4KB块, 带宽 25Gbps)\n```\n"
    let size = text.utf8.count
    let (draft, _) = StructureTests.draft(text)
    for component in draft.architectures.flatMap(\.components) {
      #expect(component.span.start >= 0 && component.span.start <= component.span.end)
      #expect(component.span.end <= size)
    }
    #expect(!draft.architectures.isEmpty)
  }
}
