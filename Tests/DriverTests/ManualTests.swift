import Diagnostics
import Driver
import Foundation
import Project
import Render
import TestSupport
import Testing

@Suite struct ManualTests {
  private let folder = packageRoot.appendingPathComponent("docs")

  @Test(arguments: Manual.pages.map(\.path))
  func `a page that is made from the program is what the program makes`(_ path: String) throws {
    let written = try String(
      decoding: Data(contentsOf: folder.appendingPathComponent(path)), as: UTF8.self)
    let made = try #require(Manual.pages.first { $0.path == path }?.text)
    #expect(written == made, "`docgen export manual docs` writes the pages anew")
  }

  @Test func `every kind of finding has a title in both languages, and no title is of nothing`() {
    #expect(RuleTitles.ids == DiagnosticKind.allIDs.sorted())
    for id in RuleTitles.ids {
      let isHan = { (scalar: Unicode.Scalar) in (0x4E00...0x9FFF).contains(scalar.value) }
      #expect(RuleTitles.chinese(id)?.unicodeScalars.contains(where: isHan) == true, "\(id)")
    }
  }

  @Test func `a README of the whole collection is the front page, the figures under it`() async {
    let texts = [
      ("03_2025年新技术.md", "# 2025年新技术\n\n## 架构\n\n```text\n集群\n├─ ESXi (3节点)\n└─ 存储\n```\n"),
      ("README.md", "# 手册\n\n先读[这里](03_2025年新技术.md)。\n\n- **文档数量**: 5篇\n"),
    ]
    let sources = texts.enumerated().map { index, text in
      SourceFile(id: SourceID(index), path: text.0, text: text.1)
    }
    let outcome = await compile(
      Sources(sources), files: Set(texts.map(\.0)), exists: { _ in [] }, until: .render,
      options: PipelineOptions())
    let paths = outcome.pages.map(\.path)
    let front = outcome.pages.filter { $0.path == "index.html" }
      .map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(front.count == 1 && !paths.contains("readme.html"))
    #expect(front.first?.contains("先读") == true && front.first?.contains("id=\"Figures\"") == true)
    #expect(paths.allSatisfy { !$0.contains("/-") && !$0.contains("/年") }, "\(paths)")
    #expect(paths.contains { $0.hasPrefix("architectures/2025年") }, "\(paths)")
  }

  @Test func `the manual is published without a finding`() async throws {
    let workspace = try Workspace(paths: [folder.path])
    let run = try await Driver.run(workspace, until: .render, options: PipelineOptions())
    #expect(run.diagnostics.map { "\($0.id): \($0.message)" } == [])
  }

  @Test func `every page of the manual can be reached from its first`() throws {
    let index = try String(
      decoding: Data(contentsOf: folder.appendingPathComponent("README.md")), as: UTF8.self)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".md") && $0 != "README.md" }
    for name in names { #expect(index.contains("](\(name))"), "\(name)") }
  }
}
