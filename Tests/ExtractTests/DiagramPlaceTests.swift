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

  /// Whether a tree is an architecture lies in its words: 推荐 before 部署 is no reading list, what is checked and
  /// queried is a flow, and weeks make a plan.
  @Test(arguments: [
    ("推荐部署方案", ["应用服务器", "数据库服务器", "监控服务器"], true),
    ("服务器规划", ["应用服务器 × 2", "数据库服务器 × 1", "文件服务器 × 1"], true),
    ("推荐阅读", ["网络", "存储", "计算"], false),
    ("Search", ["Check cache in Redis", "Query Elasticsearch", "Sort by rating"], false),
    (
      "Deployment", ["Week 1: Kubernetes cluster", "Week 2: API gateway", "Week 3: database"], false
    ),
  ])
  func readsWhatTreesAre(title: String, nodes: [String], isArchitecture: Bool) {
    let tree = nodes.enumerated().map { ($0 + 1 < nodes.count ? "├── " : "└── ") + $1 }
    let text = "# \(title)\n\n```\n平台\n\(tree.joined(separator: "\n"))\n```\n"
    #expect(StructureTests.draft(text).0.architectures.isEmpty != isArchitecture)
  }
}
