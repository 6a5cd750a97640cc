import Diagnostics
import Driver
import Model
import Testing
import Verify

/// Mistakes in scenarios as an author makes them, in Markdown, each with its finding and its near miss.
@Suite struct ScenarioTextTests {
  /// A control plane with one claim and a scenario for it, without a mistake.
  static let plane = """
    # 控制平面

    ```text
    控制平面
    └─ etcd (3节点)
    ```

    **效果**:

    - 可用性: 99.99%

    ```yaml scenario
    id: plane
    system: quorum-control-plane
    from: 控制平面
    assume:
      member.mtbf: { value: 1 年, range: 0.9–1.1 年, kind: assumption, source: "设定" }
      member.repair: { value: 4 小时, range: 3–5 小时, kind: assumption, source: "设定" }
    claims:
      可用性: availability
    ```

    """

  private func findings(_ text: String) async throws -> [Diagnostic] {
    let sources = Sources([SourceFile(id: SourceID(0), path: "a.md", text: text)])
    let outcome = await compile(
      sources, files: ["a.md"], exists: { _ in [] }, until: .verify, options: PipelineOptions())
    return try #require(outcome.verified).diagnostics.filter { $0.severity != .note }
  }

  @Test("the scenario without a mistake has no finding")
  func sound() async throws {
    #expect(try await findings(Self.plane).map(\.message) == [])
  }

  private static let mistakes: [(String, String, kind: String, says: String)] = [
    ("quorum-control-plane", "quorum-control-plan", "unknown-system", "`quorum-control-plane`?"),
    ("member.mtbf:", "member.mtfb:", "unknown-parameter", "`member.mtbf`?"),
    ("value: 4 小时", "valeu: 4 小时", "scenario-field", "`value`?"),
    ("value: 4 小时", "constnat: 4 小时", "scenario-field", "`constant`?"),
    ("value: 1 年", "value: 1 yeer", "unreadable-value", "`1 year`?"),
    ("value: 4 小时", "value: 4 Gbps", "wrong-dimension", "is a time"),
    ("value: 4 小时", "value: 4", "wrong-dimension", "its unit is missing"),
    (
      "kind: assumption, source: \"设定\"", "kind: asumption, source: \"设定\"",
      "unknown-assumption-kind", "`assumption`?"
    ),
    (", source: \"设定\" }\n  member.repair", " }\n  member.repair", "missing-source", "`source`"),
    (
      "  member.repair:",
      "  availability: { value: 99.99%, kind: assumption, source: \"设定\" }\n"
        + "  member.repair:", "circular-assumption", "cannot be assumed"
    ),
    ("value: 1 年, range: 0.9–1.1 年", "value: 5000 年", "parameter-range", "lies between"),
    ("value: 1 年", "value: 2 年", "contradictory-assumptions", "range"),
    (
      "system: quorum-control-plane", "system: vsphere-site-pair", "missing-component", "names none"
    ),
    ("from: 控制平面", "from: 控制平台", "unknown-architecture", "`控制平面`?"),
    (
      "└─ etcd (3节点)", "├─ etcd (3节点)\n└─ 备 etcd (5节点)", "missing-parameter",
      "any of the counts"
    ),
    (
      "  member.repair:",
      "  horizon: { value: 1 天, kind: assumption, source: \"设定\" }\n"
        + "  member.repair:", "short-horizon", "shorter than"
    ),
    (
      "  member.repair:",
      "  members: { value: 2.5, kind: assumption, source: \"设定\" }\n"
        + "  member.repair:", "parameter-range", "whole number"
    ),
    ("可用性: availability", "可用性: availabilty", "unknown-output", "`availability`?"),
    ("可用性: availability", "可用牲: availability", "unbound-claim", "`可用性`?"),
    (
      "  member.repair:",
      "  members: { value: 3 节点, kind: assumption, source: \"设定\" }\n"
        + "  member.repair:", "restated-parameter", "architecture"
    ),
  ]

  @Test("a mistake has its finding, and the finding its way out", arguments: mistakes)
  func mistake(_ from: String, _ to: String, kind: String, says: String) async throws {
    #expect(Self.plane.contains(from))
    let found = try await findings(Self.plane.replacing(from, with: to, maxReplacements: 1))
    let messages = found.map { "\($0.id): \($0.message)" }
    #expect(found.contains { $0.id == kind && $0.message.contains(says) }, "\(messages)")
  }

  /// A canary whose steps a configuration says, and the estimate of the time to restore.
  private func restored(
    _ interval: String, link: String = "Canary spec.analysis.interval"
  ) async throws
    -> (estimate: Double?, findings: [Diagnostic])
  {
    let text = """
      # 发布

      ```yaml
      apiVersion: flagger.app/v1beta1
      kind: Canary
      metadata:
        name: shop
      spec:
        analysis:
          interval: \(interval)
          threshold: 5
          webhooks:
            - name: load
              timeout: 5s
            - name: gate
              timeout: 9s
      ```

      **效果**:

      - 平均恢复时间: < 60分钟

      ```yaml scenario
      id: delivery
      system: progressive-delivery
      assume:
        changes: { value: 400 次/天, kind: assumption, source: "设定" }
        defects: { value: 15%, kind: assumption, source: "设定" }
        tests.catch: { value: 50%, kind: assumption, source: "设定" }
        manual.restore: { value: 2 小时, range: 1.9–2.1 小时, kind: assumption, source: "设定" }
        lanes: { value: 7, kind: assumption, source: "设定" }
        build: { value: 20 分钟, kind: assumption, source: "设定" }
        canary.interval: { manifest: \(link) }
        canary.step: { value: 2%, kind: assumption, source: "设定" }
        canary.max: { value: 50%, kind: assumption, source: "设定" }
        canary.threshold: { manifest: Canary spec.analysis.threshold, unit: 次 }
        canary.detects: { value: 80%, range: 79–81%, kind: assumption, source: "设定" }
      claims:
        平均恢复时间: mttr
      ```

      """
    let sources = Sources([SourceFile(id: SourceID(0), path: "a.md", text: text)])
    let outcome = await compile(
      sources, files: ["a.md"], exists: { _ in [] }, until: .verify, options: PipelineOptions())
    let verified = try #require(outcome.verified)
    let judged = verified.judgements.first { $0.evidence?.simulation != nil }
    if let record = judged?.evidence?.simulation {
      // What the text says is no assumption.
      #expect(!record.beliefs.map(\.parameter).contains("canary.interval"))
      #expect(judged?.evidence?.explanation.zh.contains("取自配置") == true)
    }
    return (judged?.evidence?.estimate, verified.diagnostics.filter { $0.severity != .note })
  }

  @Test("a value stands in a configuration, and is the one that stands there now")
  func configured() async throws {
    for (interval, seconds) in [("1m", 60.0), ("90s", 90), ("1m30s", 90), ("\"2m\"", 120)] {
      let found = try await restored(interval)
      #expect(found.findings.map(\.message) == [])
      let expected = 0.8 * seconds * 5 + 0.2 * 7_200
      #expect(abs((found.estimate ?? 0) - expected) < 1e-6, "\(interval)")
    }
    #expect(try await restored("1m", link: "Canary/shop analysis.interval").findings.isEmpty)
    for (link, says) in [
      ("Canray spec.analysis.interval", "`Canary`?"),
      ("Canary spec.analysis.intervall", "`spec.analysis.interval`?"),
      ("Canary analyses.interval", "`spec.analysis.interval`?"),
      ("Canary timeout", "may be any of"), ("Canary", "a kind and a path"),
    ] {
      let found = try await restored("1m", link: link)
      #expect(
        found.findings.contains { $0.id == "unknown-manifest" && $0.message.contains(says) },
        "\(link): \(found.findings.map(\.message))")
    }
    let unreadable = try await restored("soon")
    #expect(unreadable.findings.contains { $0.id == "unreadable-value" })
  }

  @Test(
    "what never ends is no figure, and the finding says so", arguments: [(2, false), (4, true)])
  func endless(_ attempts: Int, _ isEndless: Bool) async throws {
    let found = try await findings(
      """
      # 调用

      **效果**:

      - 恢复时间: < 15分钟

      ```yaml scenario
      id: calls
      system: resilient-call-graph
      assume:
        tiers: { value: 1, kind: assumption, source: "设定" }
        attempts: { value: \(attempts), kind: assumption, source: "设定" }
        failure: { value: 1%, kind: assumption, source: "设定" }
        request.rate: { value: 500 次/秒, kind: assumption, source: "设定" }
        capacity: { value: 1500 次/秒, kind: assumption, source: "设定" }
        timeout: { value: 2 秒, kind: assumption, source: "设定" }
        outage.time: { value: 5 分钟, kind: assumption, source: "设定" }
      claims:
        恢复时间: overload-recovery
      ```

      """)
    #expect(found.contains { $0.message.contains("there is no end to") } == isEndless)
    #expect(found.isEmpty != isEndless)
  }

  @Test(
    "a fraction may stand before a counter, and `B` is bytes", arguments: ["312.5 B", "312.5B"])
  func fractions(_ size: String) async throws {
    let found = try await findings(
      """
      # 管道

      **效果**:

      - 带宽: 1 GB/s

      ```yaml scenario
      id: pipe
      system: decoupled-pipeline
      assume:
        rate: { value: 41471.9 条/秒, kind: assumption, source: "设定" }
        consumers: { value: 48 个, kind: assumption, source: "设定" }
        consumer.rate: { value: 2500.5 条/秒, kind: assumption, source: "设定" }
        size: { value: \(size), kind: assumption, source: "设定" }
      claims:
        带宽: bandwidth
      ```
      """)
    #expect(found.filter { $0.severity == .error }.map(\.message) == [])
  }

  @Test("`constant` states a fixed time, as the manual says")
  func constant() async throws {
    let text = Self.plane.replacing("{ value: 4 小时", with: "{ constant: 4 小时")
    #expect(try await findings(text).map(\.message) == [])
    let both = Self.plane.replacing("{ value: 4 小时", with: "{ constant: 4 小时, value: 3 小时")
    #expect(try await findings(both).map(\.id) == ["unreadable-value"])
  }

  @Test("a quantile that runs are too short for is not judged, and said so")
  func busyMachine() async throws {
    func text(_ rate: Int) -> String {
      """
      # 交易

      **效果**:

      - P99.9延迟: < 50ms

      ```yaml scenario
      id: busy
      system: low-latency-vm
      assume:
        rate: { value: \(rate) 次/秒, kind: assumption, source: "设定" }
        service: { value: 1 ms, kind: assumption, source: "设定" }
      claims:
        P99.9延迟: latency-p999
      ```

      """
    }
    #expect(try await findings(text(200)).map(\.message) == [])
    let found = try await findings(text(770))
    #expect(found.map(\.id) == ["short-horizon"], "\(found.map(\.message))")
    #expect(found.first?.message.contains("is not judged") == true)
  }
}
