import Diagnostics
import Extract
import Model
import Quantities
import Syntax
import Testing

private func claims(_ text: String) -> [Claim] {
  let source = SourceFile(id: SourceID(0), path: "a.md", text: text)
  return readFigures(parse(source), sections: []).claims
}

private func text(_ claim: Claim, _ source: String) -> String {
  SourceFile(id: SourceID(0), path: "a.md", text: source).text(claim.figure)
}

@Suite struct FiguresTests {
  @Test func readsAnOutcomeAndItsRestatement() throws {
    let source = "**效果**:\n\n- 可用性: 99.995% (年停机时间 < 30分钟)\n"
    let found = claims(source)
    try #require(found.count == 2)
    #expect(found[0].metric?.id == "availability")
    #expect(found[0].role == .outcome)
    #expect(found[1].metric?.id == "downtime")
    #expect(found[1].restates == found[0].id)
    #expect(found[1].role == .outcome)
    #expect(text(found[1], source) == "< 30分钟")
    guard case .value(let quantity) = found[1].statement else { return #expect(Bool(false)) }
    #expect(quantity.interval.upper == 1800 && !quantity.interval.includesUpper)
  }

  @Test func readsThePercentileOfAKey() throws {
    let found = claims("- P99 latency: 8 ms，平均 3 ms\n- P50/P99 latency: 8 ms\n")
    #expect(found.first?.percentile == 0.99)
    #expect(found.dropFirst().allSatisfy { $0.percentile == nil })
  }

  @Test func seesTheNumbersInLabelsOfAFlowchart() {
    let text = """
      ```mermaid
      graph TB
          A1[Redis 集群<br/>3节点] -->|99.9%| B2(("64GB"))
          style A1 fill:#223344,stroke-width:2px
      ```
      """
    let source = SourceFile(id: SourceID(0), path: "a.md", text: text)
    let figures = readFigures(parse(source), sections: [])
    let typed = figures.numbers.filter { $0.understanding == .typed }
    #expect(typed.map { source.text($0.span) } == ["3节点", "99.9%", "64GB"])
    #expect(typed.last?.quantity?.value == 64e9)
    #expect(figures.claims.isEmpty)
  }

  @Test func readsPercentileAndRemark() throws {
    let found = claims("- 延迟: P99 < 500μs (VM内网络)\n")
    try #require(found.count == 1)
    #expect(found[0].metric?.id == "latency")
    #expect(found[0].percentile == 0.99)
    #expect(found[0].qualifier == "VM内网络")
  }

  @Test func givesABareFigureTheUnitOfItsMetric() throws {
    let found = claims("- IOPS: 单VM 150K (NVMe vSAN)\n")
    try #require(found.count == 1)
    guard case .value(let quantity) = found[0].statement else { return #expect(Bool(false)) }
    #expect(quantity.dimension == .rate(of: "IO"))
    #expect(quantity.value == 150_000)
  }

  @Test func readsSeveralRequirementsInOneLine() {
    let found = claims("- 要求: 高可用(99.99%)、低延迟(<1ms)、强监管合规\n")
    #expect(found.map(\.role) == [.requirement, .requirement])
    #expect(found.map { $0.metric?.id } == ["availability", "latency"])
  }

  @Test func readsEnglishRequirements() {
    let found = claims("- requirement: high availability (99.99%), latency (<1ms)\n")
    #expect(found.map(\.role) == [.requirement, .requirement])
    #expect(found.map { $0.metric?.id } == ["availability", "latency"])
  }

  @Test("what waits, how often a service stops and what is stored are claims of their metrics")
  func readsBacklogAndOutages() {
    let found = claims("- 消息积压: < 3000万条\n- 年中断次数: < 5次\n- 存储量: 22TB\n")
    #expect(found.map { $0.metric?.id } == ["backlog", "outages", "capacity"])
  }

  static let transitions: [(String, String, Double, Double)] = [
    ("- 部署频率: 1天10+ → 1天100+", "deployment-frequency", 10 / 86_400, 100 / 86_400),
    ("- 变更失败率: 15% → < 5%", "change-failure-rate", 0.15, 0.05),
    ("- 平均恢复时间 (MTTR): 2小时 → 15分钟", "mttr", 7200, 900),
    ("- GPU利用率: **45%** → **80%**", "gpu-utilisation", 0.45, 0.80),
    ("- 任务排队时间: 2小时 -> 10分钟", "queueing-time", 7200, 600),
    ("- 系统可用性从99.5%提升到99.9%", "availability", 0.995, 0.999),
    ("- 95分位响应时间：从220ms降低到150ms以内", "response-time", 0.22, 0.15),
    ("- MTTR reduced from 2 hours to 15 minutes", "mttr", 7200, 900),
  ]

  @Test(arguments: transitions)
  func readsTransitions(_ line: String, _ metric: String, _ before: Double, _ after: Double) throws
  {
    let found = claims(line + "\n")
    try #require(found.count == 1)
    #expect(found[0].metric?.id == metric)
    guard case .transition(let a, let b) = found[0].statement else {
      return #expect(Bool(false), "\(found[0].statement)")
    }
    #expect(a.value == before)
    #expect(b.value == after)
  }

  static let changes: [(String, Double)] = [
    ("- 训练吞吐: 提升40% (RDMA优化)", 0.4), ("- 吞吐量: +40%", 0.4), ("- 运维成本降低30%", -0.3),
    ("- 延迟: ↓60%", -0.6), ("- 性能提升: 3倍", 3), ("- throughput increased by 40%", 0.4),
    ("- latency reduced by 30 %", -0.3), ("- 20%性能提升", 0.2),
  ]

  @Test(arguments: changes) func readsChanges(_ line: String, _ value: Double) throws {
    let found = claims("## 效果\n\n" + line + "\n")
    try #require(found.count == 1)
    guard case .change(let quantity) = found[0].statement else {
      return #expect(Bool(false), "\(found[0].statement)")
    }
    #expect(abs(quantity.value - value) < 1e-12)
  }

  @Test(arguments: [
    "- 推荐路径: 01 → 02 → 03 → 08", "- 完成度 99.5%以上的链接", "- 版本: 1.5 → 2.0", "- 完成日期: 2025年10月20日",
    "- R0 → R1 → R2", "- 7×24 支持", "- 阶段: 30% → 60% → 90%",
  ])
  func claimsNothingOfAvailabilityOrChange(_ line: String) {
    let found = claims(line + "\n").filter {
      if case .transition = $0.statement { return true }
      return $0.metric?.id == "availability"
    }
    #expect(found.isEmpty, "\(found)")
  }

  @Test func countsOfItself() {
    let found = claims(
      """
      **模块总计**: 2篇文档, ~3,600行

      ## 统计数据

      - **文档数量**: 2篇
      - **总行数**: ~3,600行
      - **案例数量**: 10+个 (金融、医疗等)
      - **架构图**: 15+个
      - **配置示例**: 30+个
      - **最佳实践**: 50+条

      ## 结语

      本模块通过2篇文档、3,600+行内容,提供了案例。
      """)
    #expect(found.allSatisfy { $0.role == .selfCount })
    #expect(
      found.map { $0.metric?.id } == [
        "documents", "lines", "documents", "lines", "cases", "architectures",
        "configuration-examples", "practices", "documents", "lines",
      ])
  }

  @Test func identityOutlivesTheFigure() {
    let a = claims("# A\n\n- 可用性: 99.9%\n- 可用性: 99.8%\n")
    let b = claims("# A\n\n- 可用性: 99.99%\n- 可用性: 90%\n")
    #expect(a.map(\.id) == b.map(\.id))
    #expect(Set(a.map(\.id)).count == 2)
    #expect(a[0].id.count == 10)
    #expect(claims("# B\n\n- 可用性: 99.9%\n").map(\.id) != [a[0].id])
  }

  @Test func readsTablesOfRequirementsAndOutcomes() throws {
    let found = claims(
      """
      | 指标 | 优化前 | 优化后 | 提升 |
      |---|---|---|---|
      | 响应时间 | 200ms | 50ms | 75% |

      | 类型 | 目标RTO | 说明 |
      |---|---|---|
      | 核心系统 RTO | 5分钟 | 自动 |

      | 指标 | 数值 |
      |---|---|
      | 延迟 (ms) | 12 |

      | 特性 | Docker | Podman |
      |---|---|---|
      | 启动时间 | 1s | 2s |
      """)
    try #require(found.count == 4)
    #expect(found[1].restates == found[0].id)
    #expect(found[2].role == .requirement)
    guard case .value(let quantity) = found[3].statement else { return #expect(Bool(false)) }
    #expect(quantity.interval == Interval(0.0115, 0.0125))
  }

  /// What goes into a figure, and what explains it, claims nothing of the key.
  @Test(arguments: [
    "- 主备切换时间: 18秒 (判定3秒 + 隔离10秒 + 启动5秒)", "- RPO: 10分钟 (复制频率5分钟)",
    "- 延迟: P99 < 5ms (按 VMware 2013 年的论文)",
  ])
  func readsOneClaimOfALineThatExplainsItself(_ line: String) {
    #expect(claims("**效果**:\n\n" + line + "\n").count == 1)
  }

  /// A lead ends with a colon in its text, whatever stands behind that in the source.
  @Test(arguments: [
    "**效果**:", "**效果：**", "__效果：__", "效果：　", "效果:\u{A0}", "<b>效果：</b>", "效果&#58;", "效果&colon;",
    "[效果：](a.md)", "效果: ![](a.png)", "说明\n效果：", "效果：[^1]",
  ])
  func readsALeadHoweverItEnds(_ lead: String) {
    let found = claims(lead + "\n\n- 可用性: 99.99%\n\n[^1]: 注\n")
    #expect(found.map(\.role) == [.outcome])
  }

  /// A colon within a text makes no lead of it.
  @Test(arguments: ["效果:好。", "效果：见下。", "[效果](a:b) 见下"])
  func readsNoLeadInAColonWithin(_ text: String) {
    #expect(claims(text + "\n\n- 可用性: 99.99%\n").map(\.role) == [.statement])
  }

  @Test func otherCountsAreNotCountsOfTheDocument() {
    let found = claims("## 统计数据\n\n- **Coq代码**: 500+行\n- 新增文档: 3-5个\n- SQL结果: 500行\n")
    #expect(found.filter { $0.role == .selfCount }.map(\.metric) == [.codeLines])
  }

  /// Lines cut and joined at random: whatever comes, spans stay inside and nothing traps.
  /// Figures whose subject stands before a colon, an arrow or `in`.
  @Test func claimsWhatHasASubject() throws {
    let storage = try #require(claims("- 存储占用: 22TB").first)
    #expect(storage.metric?.id == "storage-use")
    let cost = try #require(claims("- Unit cost: down 50%").first)
    guard case .change(let change) = cost.statement else {
      Issue.record("no change")
      return
    }
    #expect(change.value == -0.5)
    let replicas = try #require(claims("- Mean replicas: 100 → 45 pods").first)
    guard case .transition(let before, let after) = replicas.statement else {
      Issue.record("no transition")
      return
    }
    #expect(before.value == 100 && after.value == 45 && before.dimension == after.dimension)
    let recovery = try #require(claims("- Recovery in under 5 minutes").first)
    #expect(recovery.metric?.id == "recovery-time" && recovery.subject == "Recovery")
    // So many times is no rate: the average is multiplied.
    #expect(claims("- Peak QPS = Average QPS × 2").isEmpty)
    #expect(
      claims("- Scale-down: 50%").allSatisfy { claim in
        if case .change = claim.statement { false } else { true }
      })
  }

  /// What a column or a row is about says what its cells hold.
  @Test func readsCellsByTheirColumn() {
    let (draft, _) = StructureTests.draft(
      """
      # 规格

      | Throughput | CPU per Pod | Memory |
      |---|---|---|
      | 5 req/s | 250m | 512Mi |
      | 50 req/s | 3.75 cores | 768Mi |

      | Resource | Request | Limit |
      |---|---|---|
      | CPU | 250m | 1000m |

      | 阶段 | 目标版本 | 1.x (单机) | 2.0 (3节点) |
      |---|---|---|---|
      | 分片 | 2.1 | 是 | 否 |

      | Metric | Value |
      |---|---|
      | Total Requests | ~1,080 |
      | Python version | 3.11 |
      """)
    let cells = draft.tables.map { table in table.rows.map { $0.map { $0.quantity?.value } } }
    #expect(cells[0][0][1] == 0.25 && cells[0][1][1] == 3.75)
    #expect(cells[1][0][1] == 0.25 && cells[1][0][2] == 1)
    // A version is compared as a number is, and counts as a name.
    #expect(cells[2][0][1] == 2.1 && cells[3][1][1] == 3.11)
    let unread = draft.numbers.filter { $0.understanding == .unread }
    #expect(unread.isEmpty)
  }

  @Test func givesRowsTheirThingWhereNothingIsCompared() {
    func unread(_ headers: String, _ row: String) -> Int {
      let text = "# 连接\n\n| 项 | \(headers) |\n|---|---|---|\n| \(row) |\n"
      return StructureTests.draft(text).0.numbers.count { $0.understanding == .unread }
    }
    #expect(unread("目标 | 当前", "数据库连接 | < 100 | 45") == 0)
    #expect(unread("目标 | 当前", "创建用户连接 | 100 | 45") == 2)
    #expect(unread("当前 | 优化后", "数据库连接 | 95 | 60") == 2)
  }

  @Test func survivesAnyLine() {
    let pieces = [
      "> 5ms", "- ", "| ", "**效果**:", "\n", "可用性", "99.9%", "(", "（", ")", "从", "到", "→", " -> ",
      "提升",
      "40%", "，", ",", "：", ": ", "年停机 < 30分钟", "2025年", "`8`", "[a](b)", "本模块", "3篇", "\n\n",
      "```text\n",
      "\n```\n", "|---|---|\n", "1天10+", "+22%", "8/23", "P99", "├─ ", "$x^2$", "http://a/9", "\t",
      "≥",
    ]
    var state: UInt64 = 88_172_645_463_325_252
    for _ in 0..<4000 {
      var text = ""
      for _ in 0..<14 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        text += pieces[Int(state % UInt64(pieces.count))]
      }
      let source = SourceFile(id: SourceID(0), path: "a.md", text: text)
      let figures = readFigures(parse(source), sections: [])
      let places = figures.numbers.map(\.span) + figures.claims.flatMap { [$0.span, $0.figure] }
      #expect(places.allSatisfy { $0.start <= $0.end && $0.end <= source.bytes.count }, "\(text)")
    }
  }

  @Test func readsFences() {
    let found = claims("**效果**:\n\n```text\n├─ 延迟: < 5ms\n└─ 99.95%可用性\n```\n")
    #expect(found.map { $0.metric?.id } == ["latency", "availability"])
    #expect(found.allSatisfy { $0.role == .outcome })
  }

  @Test func saysHowFarNumbersAreUnderstood() {
    let source = SourceFile(
      id: SourceID(0), path: "a.md",
      text: "# 1. 概述\n\n2025年的12节点和 77 次, 见 https://a.b/9 与 `5`。公式 $x_3 = 4$ 得 123456\n")
    let numbers = readFigures(parse(source), sections: []).numbers
    #expect(
      numbers.map { source.text($0.span) + " " + $0.understanding.rawValue } == [
        "1 label", "2025年 label", "12节点 typed", "77 次 typed", "5 label", "123456 unread",
      ])
  }

  @Test func saysWhyANumberIsNotUnderstood() {
    let source = SourceFile(
      id: SourceID(0), path: "a.md",
      text: """
        ## 甲乙共 7

        得 12 后停 \\times 后 5

        | 项 | 甲 |
        |---|---|
        | 乙 | 9 |

        ```text
        根
        └─ 叶 6
        ```

        """)
    let numbers = readFigures(parse(source), sections: []).numbers
    #expect(
      numbers.filter { $0.understanding == .unread }.map {
        source.text($0.span) + " " + ($0.gap?.rawValue ?? "")
      } == ["7 heading", "12 formula", "5 formula", "9 cell", "6 drawing"])
    let words = SourceFile(id: SourceID(0), path: "a.md", text: "得 12 后停; 共 4。\n")
    #expect(
      readFigures(parse(words), sections: []).numbers.map { $0.gap?.rawValue } == [
        "word", "prose",
      ])
  }
}
