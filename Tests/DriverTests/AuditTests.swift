import Diagnostics
import Driver
import Model
import Syntax
import Testing

@Suite struct AuditTests {
  private func verified(_ texts: [String: String]) async -> (Outcome, PipelineOptions) {
    let files = texts.sorted { $0.key < $1.key }.enumerated().map { index, file in
      SourceFile(id: SourceID(index), path: file.key, text: file.value)
    }
    let options = PipelineOptions()
    let outcome = await compile(
      Sources(files), files: Set(files.map(\.path)), exists: { _ in [] }, until: .verify,
      options: options)
    return (outcome, options)
  }

  private let collection = [
    "README.md": """
    # 总览

    **文档数量**: 2篇, **架构图**: 1个

    | 文档 | 行数 |
    |---|---|
    | `m/a.md` | 11 |

    见[容量](m/a.md#21-容量-50台)与[下文](#下文)。

    ## 下文
    """,
    "m/README.md": "# 模块 m\n\n**文档数量**: 2篇\n**总行数**: ~20行\n\n- [a](a.md)\n",
    "m/a.md": """
    # 甲

    ## 2.1 容量 50台

    - 可用性: 99.99% (年停机时间 < 53分钟)
    - 覆盖: 3/4 (75%)

    | 类 | 数 |
    |---|---|
    | 一 | 40 |
    | 二 | 10 |
    | 合计 | 50 |
    """,
    "m/b.md": """
    # 乙

    见[甲的容量](a.md#21-容量-50台)。

    - 提升40%: 10个 → 14个

    <!-- docgen-accept fraction-percent: 只取整 -->
    完成 1/3 (34%)，部署 2/3 (67%)

    ```text
    集群
    ├─ 计算节点 (8台)
    └─ 存储节点 (3台)
    ```
    """,
  ]

  @Test func `checking what may be affected finds what checking everything finds`() async {
    let (outcome, options) = await verified(collection)
    let quick = await audit(outcome, catalog: options.catalog, workers: 2)
    let slow = await audit(outcome, catalog: options.catalog, workers: 1, checksAll: true)
    #expect(quick.entries == slow.entries)
    #expect(quick.count(.caught) >= 5)
    #expect(quick.count(.unnoticed) > 5)
    // A heading's number is seen by the links of other documents.
    #expect(quick.entries.contains { $0.noticedBy.contains("unresolved-anchor") })
  }

  @Test func `a claim that its simulation contradicts anyway notices nothing`() async {
    let (outcome, options) = await verified([
      "a.md": """
      # 控制平面

      ```text
      控制平面
      └─ etcd (3节点)
      ```

      **效果**:

      - 可用性: 99.9999%
      - 培训: 12小时

      ```yaml scenario
      id: plane
      system: quorum-control-plane
      from: 控制平面
      assume:
        member.mtbf: { value: 30 天, range: 20–40 天, kind: assumption, source: "设定" }
        member.repair: { value: 3 天, range: 2–4 天, kind: assumption, source: "设定" }
      claims:
        可用性: availability
      ```
      """
    ])
    #expect(outcome.diagnostics.contains { $0.id == "claim-fails" })
    let audit = await audit(outcome, catalog: options.catalog, workers: 1)
    let training = audit.entries.first { outcome.documents[0].source.text($0.span) == "12小时" }
    #expect(training?.fate == .unnoticed)
  }
}
