import Catalog
import Diagnostics
import Extract
import Model
import Quantities
import Syntax
import Testing

@Suite struct StructureTests {
  static func draft(_ text: String, path: String = "案例/README.md") -> (DocumentDraft, SourceFile) {
    let source = SourceFile(id: SourceID(0), path: path, text: text)
    return (extract(parse(source), catalog: .standard), source)
  }

  static let page = """
    # 01_示例模块

    > **模块定位**: 示例  
    > **完成日期**: 2025年10月20日  

    ## 文档列表

    | 文档名称 | 行数 | 内容概要 | 状态 |
    |---------|------|---------|------|
    | `01_甲.md` | ~1,800 | 甲的内容 | ✅ 已完成 |
    | [`02_乙.md`](./02_乙.md) | 420 | 乙的内容 | ⏳ 进行中 |
    | **合计** | ~2,220 | - | - |

    ## 核心内容

    ### 案例1：金融行业 - 交易系统

    **架构设计**:

    ```text
    双中心架构
    ├─ 主数据中心
    │   └─ GPU节点 (50台)
    │       └─ A100 (8卡/节点)
    └─ 灾备数据中心
    ```

    **最佳实践**:

    ```text
    数据安全
    ✅ 每日快照
       - 保留七天
    ✅ 异地备份

    业务连续性
    ✅ 定期演练
    ```

    ## 与其他模块的关系

    ```text
    01_示例模块
    ├─ 应用 02_标准 的接口
    ├─ 为 03_应用 提供案例
    └─ 为读者提供参考
    ```

    ### 相关模块

    - [`02_标准`](../02_标准/) - 接口标准
    - [外部](https://example.com)

    ### 工程价值

    - ✅ 可落地

    ### 优化建议

    - ✅ **缓存**: 先读后写
      - 设过期
    - 不是

    ```yaml
    key: value
    ```

    ---

    **最后更新**: 2025年10月20日  
    **版本**: v1.0
    """

  @Test func readsSectionsByTheirExtents() {
    let (draft, source) = Self.draft(Self.page)
    #expect(draft.title == "01_示例模块")
    #expect(draft.sections.map(\.level) == [0, 1, 2, 2, 3, 2, 3, 3, 3])
    let section = draft.sections[4]
    #expect(section.title == "案例1：金融行业 - 交易系统")
    #expect(section.parent == 3)
    #expect(source.text(section.extent).hasPrefix("### 案例1"))
    #expect(!source.text(section.extent).contains("与其他模块的关系"))
    #expect(draft.lineCount == source.lineCount)
  }

  @Test func readsMetadata() {
    let (draft, source) = Self.draft(Self.page)
    #expect(draft.metadata.map(\.key.value) == ["模块定位", "完成日期", "最后更新", "版本"])
    for entry in draft.metadata { #expect(source.text(entry.value.span) == entry.value.value) }
  }

  @Test func readsFrontMatterAndPropertyTables() {
    let (draft, _) = Self.draft(
      "---\ntitle: 标题\ntags: [a, b]\n---\n\n# H\n\n| 属性 | 值 |\n|---|---|\n| 版本 | 1.0 |\n")
    #expect(draft.title == "标题")
    #expect(
      draft.metadata.map { "\($0.key.value)=\($0.value.value)" } == [
        "title=标题", "tags=a", "tags=b", "版本=1.0",
      ])
  }

  @Test func readsDocumentLists() {
    let (draft, source) = Self.draft(Self.page)
    #expect(draft.listedDocuments.map(\.path.value) == ["01_甲.md", "./02_乙.md"])
    #expect(draft.listedDocuments.map { $0.lines?.value.value } == [1800, 420])
    #expect(draft.listedDocuments.map { $0.lines?.value.comparator } == [.approximately, .equal])
    #expect(draft.listedDocuments.map(\.summary) == ["甲的内容", "乙的内容"])
    for item in draft.listedDocuments { #expect(source.text(item.path.span) == item.path.value) }
    let (list, _) = Self.draft("# a\n\n- [x](x.md) (1,234行) - 说明\n- 见 `y.md`\n")
    #expect(list.listedDocuments.map(\.path.value) == ["x.md"])
    #expect(list.listedDocuments.first?.lines?.value.value == 1234)
  }

  @Test func readsTables() throws {
    let (draft, _) = Self.draft(Self.page)
    let table = try #require(draft.tables.first)
    #expect(table.columns.map(\.kind) == [.text, .count, .text, .status])
    #expect(table.totalRow == 2)
    #expect(!table.isKeyValue)
    let (other, _) = Self.draft(
      """
      | 方案 | 延迟 (ms) | 带宽 | 支持 | 链接 |
      |---|---|---|---|---|
      | A | 5 | 10 Gbps | ✅ | [a](a.md) |
      | B | < 7 | 25Gbps (双口) | ❌ | [b](b.md) |
      """)
    let columns = try #require(other.tables.first)
    #expect(columns.columns.map(\.kind) == [.text, .quantity, .quantity, .status, .link])
    #expect(columns.rows[0][1].quantity?.value == 0.005)
    #expect(columns.rows[1][1].quantity?.comparator == .less)
    #expect(columns.rows[1][2].quantity != nil)
  }

  @Test func readsArchitecturesWithTotals() throws {
    let (draft, _) = Self.draft(Self.page)
    let architecture = try #require(draft.architectures.first)
    #expect(draft.architectures.count == 1)
    #expect(architecture.title == "双中心架构")
    #expect(architecture.caption == "架构设计")
    #expect(architecture.components.map(\.name) == ["双中心架构", "主数据中心", "GPU节点", "A100", "灾备数据中心"])
    #expect(architecture.total(of: 3) == 400)
    #expect(architecture.total(of: 1) == nil)
  }

  @Test func readsPractices() {
    let (draft, source) = Self.draft(Self.page)
    #expect(draft.practices.map(\.text) == ["每日快照", "异地备份", "定期演练", "缓存: 先读后写"])
    #expect(draft.practices.map(\.group) == ["数据安全", "数据安全", "业务连续性", nil])
    #expect(draft.practices.map(\.details) == [["保留七天"], [], [], ["设过期"]])
    #expect(source.text(draft.practices[0].span) == "每日快照")
  }

  @Test func readsRelations() {
    let (draft, source) = Self.draft(Self.page)
    #expect(draft.relations.map(\.verb) == ["应用", "为…提供", "相关"])
    #expect(draft.relations.map(\.target.value) == ["02_标准", "03_应用", "../02_标准/"])
    #expect(draft.relations.map(\.remark) == ["接口", "案例", "接口标准"])
    for relation in draft.relations {
      #expect(source.text(relation.target.span) == relation.target.value)
    }
  }

  @Test func readsLinksAndCode() {
    let (draft, source) = Self.draft(Self.page)
    #expect(
      draft.links.map(\.destination.value) == ["./02_乙.md", "../02_标准/", "https://example.com"])
    for link in draft.links {
      #expect(source.text(link.destination.span) == link.destination.value)
    }
    #expect(draft.codeBlocks.map(\.figure) == [.checklist, .relationTree, nil])
    #expect(draft.codeBlocks.map(\.isConfiguration) == [false, false, true])
  }

  @Test(arguments: [
    ("src/\n├── main.go\n├── lib/\n│   └── a.go\n└── README.md", Architecture.Kind.fileListing),
    ("/sys/fs/cgroup/x/\n├── cpu.max\n└── memory.max", .fileListing),
    ("需要状态?\n├─ 是 → 有状态集群\n│   └─ 跨区?\n└─ 否 → 无状态容器", .decisionTree),
    ("甲\n├─ 应用 01_理论 的原理\n└─ 为 02_标准 提供案例", .relationTree),
    ("┌──────┐\n│ 网关 │\n├──────┤\n│ 服务 │\n└──────┘", .boxPicture),
    ("+------+\n| web  |\n+------+", .boxPicture),
    ("✅ 甲\n✅ 乙", .checklist), ("任务\n├─ ✅ 甲\n├─ ✅ 乙\n└─ ⏳ 丙", .checklist),
    ("客户端\n  ↓\n网关\n  ↓\n服务", .flow),
    ("第一阶段 (2周)\n├─ 学习容器\n└─ 掌握网络\n\n第二阶段 (4周)\n└─ 学习存储", .other),
    ("生产集群\n├─ Master节点 (3个)\n│   └─ etcd\n└─ Worker节点 (100+)", .architecture),
    ("platform\n|-- gateway\n|   `-- kong\n`-- database cluster (3 nodes)", .architecture),
  ])
  func saysWhatAFigureIs(text: String, kind: Architecture.Kind) {
    let (draft, _) = Self.draft("# 文档\n\n```text\n\(text)\n```\n")
    let found = draft.architectures.first?.kind ?? draft.codeBlocks.first?.figure
    #expect(found == kind)
  }

  @Test(arguments: [
    "SELECT 1;\n-- |-- comment", "A = {\n  B: 说明\n}", "for x in a | b | c",
    "C1            C2\n|---- PREPARE ---->|\n|<--- VOTE --------|",
  ])
  func takesCodeForNoFigure(text: String) {
    let (draft, _) = Self.draft("# 文档\n\n```text\n\(text)\n```\n")
    #expect(draft.architectures.isEmpty)
    #expect(draft.codeBlocks.first?.figure == nil)
    #expect(draft.diagnostics.isEmpty)
  }

  @Test func givesEdgesOfFlowchartsInPreOrder() throws {
    let (draft, source) = Self.draft(
      "# 架构\n\n```mermaid\ngraph LR\n  U[用户] --> GW\n  subgraph K8s集群\n    GW[API网关 (3节点)] --> DB[(MySQL数据库)]\n  end\n```\n"
    )
    let architecture = try #require(draft.architectures.first)
    #expect(architecture.notation == .mermaid)
    #expect(architecture.components.map(\.name) == ["用户", "K8s集群", "API网关", "MySQL数据库"])
    #expect(architecture.components.map(\.parent) == [nil, nil, 1, 1])
    #expect(architecture.edges.map { [$0.from, $0.to] } == [[0, 2], [2, 3]])
    #expect(architecture.components[2].count?.value == 3)
    #expect(source.text(architecture.components[2].span) == "API网关 (3节点)")
  }

  @Test func readsTreesInQuotesAndListsAtTheirPlace() throws {
    let (draft, source) = Self.draft(
      "# 架构\n\n- 项\n\n  ```text\n  集群\n  ├─ 网关节点\n  ├─ 数据库\n  ```\n\n> ```text\n> 集群\n> └─ 缓存 (3节点)\n> ```\n"
    )
    #expect(draft.architectures.count == 2)
    for architecture in draft.architectures {
      for component in architecture.components {
        #expect(source.text(component.span) == component.text)
      }
    }
    let damage = try #require(draft.diagnostics.first)
    #expect(draft.diagnostics.count == 1)
    #expect(source.text(damage.span) == "├")
  }

  @Test func readsAcceptances() {
    let (draft, source) = Self.draft(
      """
      # 标题

      <!-- docgen-accept tree-last-branch: 原图如此 -->
      <!-- docgen-accept self-count：近似 -->

      一段话。

      - 可用性: 99% <!-- docgen-accept unmet-requirement: 试点 -->

      <!-- docgen-accept -->
      <!-- docgen-accept rule -->
      """)
    #expect(
      draft.acceptances.map(\.rule.value) == [
        "tree-last-branch", "self-count", "unmet-requirement",
      ])
    #expect(draft.acceptances.map(\.reason) == ["原图如此", "近似", "试点"])
    #expect(source.text(draft.acceptances[0].scope) == "一段话。")
    #expect(source.text(draft.acceptances[1].scope) == "一段话。")
    #expect(source.text(draft.acceptances[2].scope).hasPrefix("- 可用性: 99%"))
    #expect(draft.diagnostics.map(\.id) == ["malformed-acceptance", "malformed-acceptance"])
  }

  /// Whatever is cut off anywhere, and whatever is changed, is read to the end.
  @Test func survivesEveryPrefixAndChange() {
    let bytes = Array((Self.page + "\n\n" + ScenarioTests.fence).utf8)
    var dice = Dice(7)
    for length in stride(from: 0, to: bytes.count, by: 7) {
      var cut = Array(bytes[0..<length])
      if !cut.isEmpty { cut[dice.roll(cut.count)] = UInt8(dice.pick([10, 32, 42, 58, 96, 124])) }
      let (draft, source) = Self.draft(String(decoding: cut, as: UTF8.self))
      for diagnostic in draft.diagnostics { #expect(diagnostic.span.end <= source.bytes.count) }
      for architecture in draft.architectures {
        for component in architecture.components {
          #expect(component.span.end <= source.bytes.count)
        }
      }
    }
  }
}
