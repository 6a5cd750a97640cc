import Diagnostics
import Driver
import Foundation
import Project
import TestSupport
import Testing

@Suite struct ProjectCatalogTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("docgen.yml", "content: docs\nrules:\n  house-vmotion: error\n")
    try folder.write(
      "catalog/house.yml",
      "house-bus:\n  name: House Bus\n  category: bus\n  names: [House Bus, 企业总线]\n")
    try folder.write(
      "catalog/rules.yml",
      """
      house-vmotion:
        form: conflict
        of: [house-bus]
        with: [kafka]
        says: the house bus replaces Kafka
        instead: name one of them
      """)
    try folder.write(
      "docs/a.md",
      """
      # 案例1：示例系统

      **架构设计**:

      ```text
      平台
      ├─ 计算节点 (3节点)
      ├─ 企业总线
      └─ Kafka
      ```
      """)
  }

  private func found() async throws -> Run {
    try await run(
      Workspace(paths: [folder.path + "/docs"]), until: .check, options: PipelineOptions())
  }

  @Test func `a project's rule is found, at the level that the project wants`() async throws {
    let run = try await found()
    let own = run.diagnostics.filter { $0.id == "house-vmotion" }
    #expect(own.map(\.severity) == [.error])
    #expect(own.map(\.message) == ["the house bus replaces Kafka"])
    #expect(!run.diagnostics.contains { $0.id == "unknown-key" })
    #expect(run.kinds.first { $0.id == "house-vmotion" }?.explanation.contains("name one") == true)
  }

  @Test func `a mistake is reported in its file, with the near miss`() async throws {
    try folder.write("catalog/house.yml", "house-bus:\n  name: Bus\n  categry: bus\n")
    let run = try await found()
    let mistakes = run.diagnostics.filter { $0.id == "malformed-catalog" }
    #expect(mistakes.flatMap(\.fixes).flatMap(\.edits).map(\.replacement) == ["category"])
    let place = try #require(mistakes.first?.span)
    #expect(run.displaySources[place.source].path.hasSuffix("catalog/house.yml"))
  }

  @Test func `what a project says of its own store, rules about copies ask for`() async throws {
    func findings() async throws -> [String] {
      try await found().diagnostics.filter { $0.id == "replicas-over-domains" }.map(\.message)
    }
    try folder.write("docs/b.md", "# b\n\n企业存储在 3 个节点上保存 5 副本。\n")
    let store = "house-store:\n  name: House Store\n  category: store\n  names: [企业存储]\n"
    try folder.write("catalog/house.yml", store)
    #expect(try await findings() == [])
    try folder.write("catalog/house.yml", store + "  traits: copies-apart\n")
    #expect(try await findings().count == 1)
    try folder.write("catalog/house.yml", store + "  traits: [copies-appart]\n")
    let run = try await found()
    let mistakes = run.diagnostics.filter { $0.id == "malformed-catalog" }
    #expect(mistakes.flatMap(\.fixes).flatMap(\.edits).map(\.replacement) == ["copies-apart"])
  }

  @Test func `what is no YAML is reported in its file`() async throws {
    try folder.write("catalog/house.yml", "house-bus: [\n")
    let run = try await found()
    #expect(run.diagnostics.contains { $0.id == "invalid-yaml" })
  }

  @Test func `drafts are made anew when the catalog changes`() async throws {
    let first = try await found()
    try folder.write(
      "catalog/house.yml", "house-bus:\n  name: House Bus\n  category: bus\n  names: [别的总线]\n")
    let second = try await run(
      Workspace(paths: [folder.path + "/docs"]), until: .check, options: PipelineOptions(),
      reusing: first)
    #expect(!second.diagnostics.contains { $0.id == "house-vmotion" })
  }

  @Test func `the stamps tell of a changed catalog`() throws {
    let before = try Workspace(paths: [folder.path + "/docs"]).stamps()
    try folder.write("catalog/more.yml", "x: { name: X, category: y }\n")
    #expect(try Workspace(paths: [folder.path + "/docs"]).stamps() != before)
  }
}
