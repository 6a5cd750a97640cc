import Diagnostics
import Driver
import Model
import Testing
import Verify

/// Values of a scenario that stand in the drawing, a table or a line of the text, and are taken from there.
@Suite struct FigureLinkTests {
  private func verified(_ text: String) async throws -> VerifiedModel {
    let sources = Sources([SourceFile(id: SourceID(0), path: "a.md", text: text)])
    let outcome = await compile(
      sources, files: ["a.md"], exists: { _ in [] }, until: .verify, options: PipelineOptions())
    return try #require(outcome.verified)
  }

  /// A year with two outages of a host and one of another kind, of which a table tells.
  private func outages(
    interval: String = "{ figure: 主机失效 / 年次数, unit: 次/年 }",
    outage: String = "{ figure: 主机失效 }", hosts: String = "2", length: String = "10分钟",
    quotes: String = ""
  ) -> String {
    """
    # 服务

    **架构设计**:

    ```text
    服务
    └─ 网关 (3台, 重启20分钟)
    ```

    | 中断来源 | 年次数 | 单次中断 | 全年 |
    |---|---|---|---|
    | 主机失效 | \(hosts) | \(length) | - |
    | 变更 | 12 | 5–10分钟 | 90分钟 |

    - 恢复时间: 2小时 → 30分钟
    - 采用周期: 7天

    **效果**:

    - 可用性: 99.9%
    \(quotes.isEmpty ? "" : "- 单次用时: 10分钟")

    ```yaml scenario
    id: outages
    system: service-outages
    assume:
      host.interval: \(interval)
      host.outage: \(outage)
    claims:
      可用性: availability
    \(quotes)
    ```

    """
  }

  private func findings(_ text: String) async throws -> [Diagnostic] {
    try await verified(text).diagnostics.filter { $0.severity != .note }
  }

  private func availability(_ text: String) async throws -> Double {
    let found = try await verified(text)
    #expect(found.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    return try #require(
      found.judgements.first { $0.evidence?.simulation != nil }?.evidence?.estimate)
  }

  @Test("a value is the one that the table has now")
  func rows() async throws {
    let year = 365.0 * 86_400
    for (hosts, length, minutes) in [("2", "10分钟", 20.0), ("4", "10分钟", 40), ("2", "1小时", 120)] {
      let found = try await availability(outages(hosts: hosts, length: length))
      // An outage of mean length d in a time between outages of mean t takes d / (t + d).
      let (down, up) = (minutes * 60, year)
      #expect(abs(1 - found - down / (up + down)) < 2e-3 * down / up, "\(hosts) × \(length)")
    }
  }

  @Test("a rate of events is the time between two, in its range as well")
  func rates() async throws {
    let figure = "{ figure: 主机失效 / 年次数, unit: 次/年, range: 1–4 次/年, kind: assumption, source: 统计 }"
    let plain = try await availability(
      outages(interval: "{ value: 182.5 天, kind: assumption, source: 统计 }"))
    #expect(try await availability(outages(interval: figure)) == plain)
    // How long something takes is no rate.
    let wrong = try await findings(outages(outage: "{ figure: 主机失效 / 年次数, unit: 次/年 }"))
    #expect(wrong.contains { $0.id == "wrong-dimension" })
  }

  @Test("components, metrics and what they were before are named as well")
  func places() async throws {
    for (figure, minutes) in [
      ("网关", 20.0), ("恢复时间 / before", 120), ("恢复时间 / after", 30), ("变更 / 全年", 90),
      ("\"主机失效/年\"", 0),
    ] {
      let text = outages(outage: "{ figure: \(figure) }")
      if minutes == 0 {
        #expect(try await findings(text).contains { $0.id == "unknown-figure" })
        continue
      }
      let same = outages(outage: "{ value: \(minutes) 分钟, kind: assumption, source: 统计 }")
      #expect(try await availability(text) == availability(same), "\(figure)")
    }
  }

  @Test(
    "what names no figure, or several, is found with its place",
    arguments: [
      ("{ figure: 主机失校 }", "unknown-figure", "`主机失效`?"),
      ("{ figure: 主机失效 / 单次中段 }", "unknown-figure", "`单次中断`?"),
      ("{ figure: 变更 }", "unknown-figure", "may be any of 2 figures"),
      ("{ figure: 变更 / 单次中断 }", "unreadable-value", "is a range"),
      ("{ figure: 变更 / 年次数 }", "wrong-dimension", "needs its `unit`"),
      ("{ figure: 变更 / 年次数, unit: 斤/里 }", "unreadable-value", "is no unit"),
      ("{ figure: 可用性 }", "circular-assumption", "is what this scenario judges"),
      ("{ figure: 主机失效, value: 10 分钟 }", "scenario-field", "no `value` beside it"),
      ("{ figure: 主机失效, kind: assumption }", "missing-source", "`source`"),
      ("{ figure: 网关, unit: 次/年 }", "", ""),
    ])
  func mistakes(_ figure: String, _ kind: String, _ says: String) async throws {
    let found = try await findings(outages(outage: figure))
    guard !kind.isEmpty else {
      // The unit is for bare numbers; a figure that has one keeps it.
      #expect(found.map(\.message) == [])
      return
    }
    #expect(
      found.contains { $0.id == kind && $0.message.contains(says) }, "\(found.map(\.message))")
  }

  @Test("a sentence does not repeat the very figure that a value is taken from")
  func quotes() async throws {
    let own = outages(
      outage: "{ figure: 单次用时 }", quotes: "quotes:\n  单次用时: { assumed: host.outage }")
    #expect(try await findings(own).contains { $0.id == "circular-assumption" })
    let other = outages(quotes: "quotes:\n  单次用时: { assumed: host.outage }")
    #expect(try await findings(other).map(\.message) == [])
  }

  @Test("what is told as taken from the text is no assumption, unless it says that it is one")
  func kinds() async throws {
    for (outage, isBelief) in [
      ("{ figure: 主机失效 }", false), ("{ figure: 主机失效, kind: assumption, source: 估计 }", true),
    ] {
      let found = try await verified(outages(outage: outage))
      let evidence = try #require(
        found.judgements.first { $0.evidence?.simulation != nil }?.evidence)
      let beliefs = evidence.simulation?.beliefs.map(\.parameter) ?? []
      #expect(beliefs.contains("host.outage") == isBelief)
      #expect(evidence.explanation.zh.contains("取自正文") == true)
    }
  }

  @Test("editing the table makes what was judged by it suspect")
  func suspects() async throws {
    let before = try await verified(outages())
    let after = try await verified(outages(length: "11分钟"))
    let ledger = Ledger(before.model, judgements: before.judgements)
    let now = Ledger(after.model, judgements: after.judgements)
    let found = ledger.suspects(against: now, in: after.model)
    #expect(
      found.contains { $0.message.contains("outages/host.outage was 10 分钟, now 11 分钟") },
      "\(found.map(\.message))")
  }

  @Test("the policies of an autoscaler are taken from its configuration in one line")
  func policies() async throws {
    let text = """
      # 服务

      ```yaml
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata:
        name: web
      spec:
        scaleTargetRef:
          apiVersion: apps/v1
          kind: Deployment
          name: web
        minReplicas: 2
        maxReplicas: 20
        behavior:
          scaleDown:
            policies:
              - type: Percent
                value: 10
                periodSeconds: 60
              - type: Pods
                value: 4
                periodSeconds: 15
      ```

      **效果**:

      - 资源利用率: ≥ 10%

      ```yaml scenario
      id: scaling
      system: autoscaled-service
      assume:
        load.trough: { value: 100 次/秒, kind: assumption, source: "设定" }
        load.peak: { value: 500 次/秒, kind: assumption, source: "设定" }
        pod.capacity: { value: 50 次/秒, kind: assumption, source: "设定" }
        pod.start: { value: 30 秒, kind: assumption, source: "设定" }
        packing: { value: 70%, kind: assumption, source: "设定" }
        target: { value: 70%, kind: assumption, source: "设定" }
        replicas.min: { manifest: HorizontalPodAutoscaler spec.minReplicas }
        replicas.max: { manifest: HorizontalPodAutoscaler spec.maxReplicas }
        down.policies: { manifest: HorizontalPodAutoscaler scaleDown.policies }
      claims:
        资源利用率: utilisation
      ```

      """
    let found = try await verified(text)
    #expect(found.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    let records = found.judgements.compactMap { $0.evidence?.simulation }
    let record = try #require(records.first)
    let policies = record.assumptions.first { $0.parameter == "down.policies" }
    #expect(policies?.value == "10%/60s, 4/15s")
    #expect(policies?.kind == "document")
  }
}
