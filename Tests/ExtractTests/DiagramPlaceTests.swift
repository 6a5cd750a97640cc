import Diagnostics
import Extract
import Model
import Quantities
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

  /// The lines of a label: what names the node, and what it has; each figure stands where it is written.
  @Test func readsLinesOfLabels() throws {
    let text = """
      # 部署架构

      ```mermaid
      graph TB
          P1["Proxmox 主机 1<br/>128 GB RAM<br/>2x Xeon E5-2680"]
          OKE["🔴 生产集群<br/>shop-prod<br/>VCN: 10.0.0.0/16"]
          KB1[Kafka<br>Broker 1] --> LB["Load<br/>Balancer"]
          P1 -->|数据传输| DB[(MySQL 核心库)]
          NG["Nginx<br/>2 台"]
      ```

      """
    let read = StructureTests.draft(text).0
    let components = try #require(read.architectures.first).components
    #expect(
      components.map(\.name) == [
        "Proxmox 主机 1", "生产集群 shop-prod", "Kafka Broker 1", "Load Balancer", "MySQL 核心库", "Nginx",
      ])
    #expect(components.last?.count?.value == 2)
    // No byte of a character is taken for a blank: 核 has one that is U+00A0 by itself.
    #expect(components[4].text == "MySQL 核心库")
    #expect(read.architectures[0].edges.contains { $0.label == "数据传输" })
    #expect(components[0].details.map(\.value) == ["128 GB RAM", "2x Xeon E5-2680"])
    #expect(components[1].details.map(\.value) == ["VCN: 10.0.0.0/16"])
    let bytes = Array(text.utf8)
    let figures = components[0].quantities.map {
      String(decoding: bytes[$0.span.start..<$0.span.end], as: UTF8.self)
    }
    #expect(figures.contains("128 GB") && figures.contains("2x"))
  }

  private func components(_ heading: String, _ tree: String) -> [String] {
    StructureTests.draft("# \(heading)\n\n```\n\(tree)\n```\n").0.architectures
      .flatMap(\.components).map(\.text)
  }

  /// For whom a guide is, in brackets, does not make a reading list of its tree.
  @Test func readsTreesUnderRemarks() {
    let tree = "Docker容器：\n├── Redis集群 (3副本)\n├── Prometheus + Grafana监控\n└── gRPC Server (3副本)"
    #expect(components("Docker快速启动 (推荐新手)", tree).count == 4)
    #expect(components("快速启动（推荐生产环境）", tree).count == 4)
    #expect(components("推荐阅读（新手）", tree).isEmpty)
  }

  /// A root that is called an architecture, over parts of one, is none of the plan that the heading speaks of.
  @Test func readsArchitecturesUnderPhases() {
    let tree = "微服务架构:\n├── API Gateway (3000)\n├── Dataset Service\n├── Redis (6379)\n└── MySQL集群"
    #expect(components("阶段二总结", tree).count == 5)
    let plan = "微服务架构:\n├── 学习容器\n├── 掌握网络\n├── 部署服务\n└── 阶段考试"
    #expect(components("阶段二总结", plan).isEmpty)
  }

  /// Stages that consist of things are architectures, stages of what is to be done and dated ones are plans.
  @Test func tellsStagesOfThingsFromPlans() {
    func stages(_ first: String, _ second: String, _ a: [String], _ b: [String]) -> String {
      [(first, a), (second, b)].map { root, nodes in
        root + "\n" + nodes.map { "├── " + $0 }.joined(separator: "\n")
      }.joined(separator: "\n\n    ↓ 扩展\n\n")
    }
    let things = (["SQLite存储", "内存缓存"], ["PostgreSQL集群", "Redis Sentinel", "Nginx + 多应用服务器"])
    let tasks = (["部署SQLite存储", "搭建内存缓存"], ["迁移PostgreSQL集群", "引入Redis Sentinel", "配置Nginx服务器"])
    #expect(
      components("架构演进路线", stages("阶段1: 本地版", "阶段2: 单机版", things.0, things.1)).count == 7)
    #expect(
      components("Architecture", stages("Phase 1: local", "Phase 2: one host", things.0, things.1))
        .count == 7)
    #expect(components("架构演进路线", stages("阶段1: 本地版", "阶段2: 单机版", tasks.0, tasks.1)).isEmpty)
    #expect(
      components("架构演进路线", stages("阶段1 (2周)", "阶段2 (4周)", things.0, things.1)).isEmpty)
  }

  /// A layer without branches is a component where an arrow joins it to the others; a remark is none, and a flow
  /// stays one.
  @Test func readsLayersJoinedByArrows() {
    let layers =
      "用户界面层\n    ↓\nAPI网关层\n    ↓\n业务服务层\n    ├── 用户服务\n    └── 订单服务\n    ↓\n数据存储层\n    ├── MySQL集群\n    └── Redis集群"
    let (draft, _) = StructureTests.draft("# 服务依赖架构\n\n```\n\(layers)\n```\n")
    let found = draft.architectures.first?.components ?? []
    #expect(found.map(\.text).prefix(3) == ["用户界面层", "API网关层", "业务服务层"])
    #expect(found.count == 8 && found.count { $0.parent == nil } == 4)
    #expect(found.allSatisfy { $0.parent.map { $0 >= 0 } ?? true })
    #expect(found.first { $0.text == "MySQL集群" }?.parent == 6 - 1)
    let tree = "说明文字\n\n负载均衡器 (SLB)\n    ↓\n应用服务器集群 (ECS)\n├── 前端服务器\n└── 后端服务器"
    #expect(
      components("部署架构", tree) == [
        "负载均衡器 (SLB)", "应用服务器集群 (ECS)", "前端服务器", "后端服务器",
      ])
    // What the layers say makes no other figure of an architecture.
    let asking =
      "单机够用？\n    ↓\n需要集群？\n    ↓\n应用服务器集群\n├── 前端服务器\n├── 后端服务器\n├── 缓存节点\n└── 数据库节点"
    #expect(
      components("部署架构", asking) == [
        "单机够用？", "需要集群？", "应用服务器集群", "前端服务器", "后端服务器", "缓存节点", "数据库节点",
      ])
    #expect(components("流程", "客户端\n  ↓\n网关\n  ↓\n服务").isEmpty)
  }
}
