import Catalog
import Diagnostics
import Driver
import Model
import Syntax
import Testing

/// Each rule of the catalog carries a design that it reports and one that it does not.
@Suite struct TechnologyRuleSpecTests {
  /// A case whose architecture has the given components; `> x` stands below the one before it, and
  /// `* x` is one of the case's outcomes.
  private func document(_ parts: [String], since: CalendarDate? = nil) -> String {
    // Days as `2025-10-20` sort as their texts do.
    let day = max("2025-10-20", since?.description ?? "")
    let components = parts.filter { !$0.hasPrefix("* ") }
    let outcomes = parts.filter { $0.hasPrefix("* ") }.map { "- " + $0.dropFirst(2) }
    var tree = "平台\n├─ 计算节点 (3节点)\n"
    for (index, component) in components.enumerated() {
      let isLast = !components[(index + 1)...].contains { !$0.hasPrefix("> ") }
      if component.hasPrefix("> ") {
        tree += (isLast ? "    " : "│   ") + "└─ \(component.dropFirst(2))\n"
      } else {
        tree += (isLast ? "└─ " : "├─ ") + component + "\n"
      }
    }
    return "# 案例1：示例系统\n\n> **最后更新**: \(day)\n\n**架构设计**:\n\n```text\n\(tree)```\n"
      + (outcomes.isEmpty ? "" : "\n**效果**:\n\n\(outcomes.joined(separator: "\n"))\n")
  }

  private func findings(_ components: [String], _ rule: TechnologyRule) async -> [Diagnostic] {
    let text =
      switch rule.form {
      case .field: "# 配置\n\n```yaml\n\(components.joined(separator: "\n"))\n```\n"
      case .lacks: "# 说明\n\n" + components.map { "- \($0)\n" }.joined()
      default: document(components, since: rule.since)
      }
    let sources = Sources([SourceFile(id: SourceID(0), path: "doc.md", text: text)])
    let outcome = await compile(
      sources, files: ["doc.md"], exists: { _ in [] }, until: .check, options: PipelineOptions())
    return outcome.checked?.diagnostics ?? []
  }

  @Test(arguments: Catalog.standard.rules.map(\.id))
  func eachRuleFiresAndStaysSilent(id: String) async throws {
    let rule = try #require(Catalog.standard.rules.first { $0.id == id })
    let fired = await findings(rule.fires, rule).filter { $0.id == id }
    #expect(!fired.isEmpty, "\(document(rule.fires))")
    let silent = await findings(rule.silent, rule).filter { $0.id == id }
    #expect(silent.map(\.message) == [], "\(document(rule.silent))")
  }

  @Test(arguments: ["服务网格 (Istio/Linkerd)", "Istio 或 Linkerd", "Istio | Linkerd"])
  func aChoiceIsNoMeeting(component: String) async throws {
    let rule = try #require(Catalog.standard.rules.first { $0.id == "two-meshes" })
    let found = await findings([component], rule)
    #expect(!found.contains { $0.id == "two-meshes" })
  }

  /// A conflict that begins with a version is judged in sentences as well.
  @Test(arguments: [
    ("- Kafka 4.1, 元数据由3节点ZooKeeper集群管理", true),
    ("The platform uses Kafka 4.0 with a ZooKeeper ensemble of three nodes.", true),
    ("- Kafka 3.9, 元数据由3节点ZooKeeper集群管理", false),
    ("- Kafka 4.1 不再需要 ZooKeeper", false),
    ("We compared Kafka 4.0 and ZooKeeper.", false),
  ])
  func sentencesOfAVersion(text: String, fires: Bool) async {
    let sources = Sources([SourceFile(id: SourceID(0), path: "a.md", text: "# 消息\n\n\(text)\n")])
    let found = await compile(
      sources, files: ["a.md"], exists: { _ in [] }, until: .check, options: PipelineOptions()
    ).diagnostics
    #expect(found.contains { $0.id == "kafka-with-zookeeper" } == fires)
  }

  /// What a technology lacks is judged where a text says that it has it, and not where it shows what not to believe.
  @Test(arguments: [
    ("# 缓存\n\n- Memcached 支持数据持久化\n", true),
    ("# 对象存储\n\nS3 supports POSIX semantics.\n", true),
    ("# 缓存\n\n| 特性 | Redis | Memcached |\n|---|---|---|\n| 持久化 | ✅ | ✅ |\n| 集群 | ✅ | ❌ |\n", true),
    (
      "# 缓存\n\n| 特性 | Redis | Memcached |\n|---|---|---|\n| 无持久化 | ❌ | ✅ |\n| 集群 | ✅ | ❌ |\n", false
    ),
    ("# 缓存\n\n## 常见误区\n\n- Memcached 支持数据持久化\n", false),
    ("# 缓存\n\n<!--\nMemcached 支持数据持久化\n-->\n", false),
    ("# 缓存\n\n```text\nMemcached 支持数据持久化\n```\n", false),
    ("# 缓存\n\nMemcached 用于缓存, 由数据库支持持久化。\n", false),
  ])
  func lacksWhereItIsSaid(text: String, fires: Bool) async {
    let sources = Sources([SourceFile(id: SourceID(0), path: "a.md", text: text)])
    let found = await compile(
      sources, files: ["a.md"], exists: { _ in [] }, until: .check, options: PipelineOptions()
    ).diagnostics
    #expect(found.contains { ["memcached-persistence", "s3-posix"].contains($0.id) } == fires)
  }

  @Test func twoEnvironmentsDoNotMeet() async throws {
    let rule = try #require(Catalog.standard.rules.first { $0.id == "two-gitops-tools" })
    let apart = await findings(["测试集群", "> ArgoCD", "生产集群", "> FluxCD"], rule)
    #expect(!apart.contains { $0.id == "two-gitops-tools" })
    let together = await findings(["甲", "> ArgoCD", "乙", "> FluxCD"], rule)
    #expect(together.contains { $0.id == "two-gitops-tools" })
  }

  @Test func whatAPartBringsIsNotMissing() async throws {
    let rule = try #require(Catalog.standard.rules.first { $0.id == "mig-without-manager" })
    let found = await findings(["Kubernetes集群", "MIG (推理)", "GPU Operator"], rule)
    #expect(!found.contains { $0.id == "mig-without-manager" })
  }

  @Test func whatNobodyHasCheckedIsNeverAnError() {
    for rule in Catalog.standard.rules where rule.severity == .error {
      let grades = rule.sources.compactMap { Catalog.standard.sources[$0]?.grade }
      #expect(grades.contains { $0 != .memory }, "\(rule.id)")
      #expect(rule.form != .needs)
    }
  }

  @Test func everyRuleIsReadWhole() throws {
    let file = try #require(Catalog.embeddedFiles().first { $0.name == "rules.yml" })
    let root = try PlainYAML.read(file.bytes, source: SourceID(0))
    #expect(root.entries.map(\.key.value).sorted() == Catalog.standard.rules.map(\.id).sorted())
  }
}
