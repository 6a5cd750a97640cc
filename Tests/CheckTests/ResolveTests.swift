import Catalog
import Check
import Diagnostics
import Extract
import Model
import Quantities
import Syntax
import Testing

@Suite struct ResolveTests {
  func model(_ files: [(String, String)]) -> ResolvedModel {
    let sources = files.enumerated().map { index, file in
      SourceFile(id: SourceID(index), path: file.0, text: file.1)
    }
    let drafts = sources.map { extract(parse($0), catalog: .standard) }
    return resolve(drafts, sources: Sources(sources), files: Set(files.map(\.0)))
  }

  static let tree = "```text\n集群\n├─ 网关节点 (3台)\n└─ 数据库\n```\n"

  @Test func findsCases() {
    let text = """
      # 案例集

      > **案例性质**: 构造案例

      ## 案例1：金融行业 - 证券交易系统

      ### 背景

      \(Self.tree)

      ## 案例2: Acme retail

      \(Self.tree)

      ## Case study: A bank

      \(Self.tree)

      ## 3. 医疗行业容器化案例

      ### 3.1 项目背景

      ### 3.2 架构设计

      \(Self.tree)

      ## 典型故障案例

      ### 案例1: etcd性能问题

      根因：磁盘慢。
      """
    let model = model([("a.md", text)])
    #expect(model.cases.map(\.title) == ["证券交易系统", "Acme retail", "A bank", "医疗行业容器化案例"])
    #expect(model.cases.map(\.industry?.zh) == ["金融", "电商", "金融", "医疗"])
    #expect(model.cases.map(\.isConstructed) == [true, true, true, true])
    #expect(model.cases.map(\.architectures.count) == [1, 1, 1, 1])
    #expect(Set(model.cases.map(\.id)).count == 4)
    #expect(Set(model.architectures.map(\.id)).count == 4)
  }

  @Test func tellsCasesOfSeveralChaptersApart() {
    let text =
      "# 文\n\n## 第一部分\n\n### 案例1：A系统\n\n\(Self.tree)\n## 第二部分\n\n### 案例1：A系统\n\n\(Self.tree)"
    let model = model([("a.md", text), ("b/README.md", text)])
    #expect(model.cases.count == 4)
    #expect(Set(model.cases.map(\.id)).count == 4)
    #expect(Set(model.architectures.map(\.id)).count == 4)
    for study in model.cases {
      let own = model.documents[study.document].architectures.map(\.id)
      #expect(study.architectures.allSatisfy { own.contains($0) })
    }
  }

  @Test func readsTheIndustryFromTheCase() {
    let model = model([
      (
        "a.md",
        "# 文\n\n## 案例1：调度平台\n\n> **行业**: 铁路\n> **案例性质**: 虚构\n\n\(Self.tree)\n## 案例2：别的\n\n\(Self.tree)"
      )
    ])
    #expect(model.cases.map(\.industry?.zh) == ["铁路", nil])
    #expect(model.cases.map(\.isConstructed) == [true, false])
  }

  @Test func findsModules() {
    let list = "# 模块\n\n| 文档名称 | 行数 |\n|---|---|\n| `01_甲.md` | 3 |\n| `../外/x.md` | 3 |\n"
    let model = model([
      ("m/README.md", list), ("m/01_甲.md", "# 甲"), ("m/02_乙.md", "# 乙"), ("外/x.md", "# x"),
      ("空/README.md", "# 空"), ("n/index.md", "# n"), ("n/a.md", "# a"), ("z.md", "# z"),
    ])
    #expect(model.modules.map(\.folder) == ["m", "n"])
    #expect(
      model.modules.map { $0.members.map { model.documents[$0].path } } == [
        ["m/01_甲.md", "m/02_乙.md", "外/x.md"], ["n/a.md"],
      ])
  }

  @Test func putsTogetherWhatNamesTheSameComponent() throws {
    let text = """
      # 平台

      ## 架构

      ```text
      平台
      ├─ Kubernetes集群 (3台)
      ├─ 消息总线 + 搜索引擎
      ├─ 订单中心 (2台)
      │   └─ 订单中心代理
      ├─ 甲区
      │   └─ 采集代理 (4台)
      └─ 乙区
          └─ 采集代理 (6台)
      ```

      ```mermaid
      graph LR
        A[K8s 集群] --> B[订单中心]
        C[MySQL 数据库] --> B
      ```

      | 组件 | 数量 |
      |------|------|
      | 消息总线 | 5台 |
      | 采集代理 | 10台 |

      - **订单中心**: 2台
      - 订单中心很重要: 真的
      """
    let components = model([("a.md", text)]).components
    #expect(components.map(\.name) == ["Kubernetes集群", "消息总线", "订单中心"])
    try #require(components.count == 3)
    #expect(components[0].mentions.map(\.place) == [.tree, .chart])
    #expect(components[1].mentions.map(\.count?.value) == [nil, 5])
    #expect(components[2].mentions.map(\.place) == [.tree, .chart, .line])
    #expect(components[2].mentions.map(\.count?.value) == [2, nil, 2])
  }

  @Test func keepsCasesApart() {
    let text = """
      # 案例集

      ## 案例1：甲公司

      ```text
      平台
      ├─ 计费网关 (3台)
      └─ 数据库
      ```

      ## 案例2：乙公司

      ```text
      平台
      ├─ 计费网关 (5台)
      └─ 数据库
      ```

      - 计费网关: 5台
      """
    let components = model([("a.md", text)]).components
    #expect(components.map(\.caseStudy) == [1])
    #expect(components.first?.mentions.map(\.count?.value) == [5, 5])
  }
}
