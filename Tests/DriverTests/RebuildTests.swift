import Diagnostics
import Driver
import Foundation
import Project
import Render
import Syntax
import Testing

/// What `serve` does, without the server: runs on a folder that is edited between them.
@Suite struct RebuildTests {
  private struct Edit: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let apply: @Sendable (URL) throws -> Void

    init(_ name: String, _ apply: @escaping @Sendable (URL) throws -> Void) {
      testDescription = name
      self.apply = apply
    }
  }

  private static func write(_ text: String, _ path: String) -> @Sendable (URL) throws -> Void {
    { folder in
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  private static let cases = """
    # 案例

    见 [数据](#数据) 与 [其他](02_b.md#第二节)。

    ## 数据

    - 可用性: 99.9% (年停机时间 < 9小时)
    - 文档数量: 3篇

    ```
    集群 (3节点)
    ├── 控制面 (3节点)
    └── 存储
    ```

    """

  private static let script: [Edit] = [
    Edit("a figure becomes false", write(cases.replacing("9小时", with: "1小时"), "m/01_a.md")),
    Edit("another document loses the heading that is linked to", write("# B\n", "m/02_b.md")),
    Edit("a document is added before the others", write("# 新\n\n- P99 < 5ms\n", "m/00_n.md")),
    Edit("a document is no longer UTF-8") { folder in
      try Data([0x23, 0x20, 0xFF, 0x0A]).write(to: folder.appendingPathComponent("m/02_b.md"))
    },
    Edit("it is again", write("# B\n\n## 第二节\n\n文字\n", "m/02_b.md")),
    Edit("a document goes") { folder in
      try FileManager.default.removeItem(at: folder.appendingPathComponent("m/00_n.md"))
    },
    Edit("the project gets a title", write("title: 别名\n", "docgen.yml")),
    Edit("the theme gets a file", write("body { color: red }\n", "site/docgen.css")),
    Edit("a document moves") { folder in
      try FileManager.default.moveItem(
        at: folder.appendingPathComponent("m/02_b.md"), to: folder.appendingPathComponent("b.md"))
    },
    Edit("nothing changes") { _ in },
  ]

  private func run(_ folder: URL, reusing previous: Run?) async throws -> Run {
    var options = PipelineOptions()
    options.workers = 2
    let workspace = try Workspace(paths: [folder.path])
    return try await Driver.run(workspace, until: .render, options: options, reusing: previous)
  }

  @Test func `after each edit of a script, the rebuilt site is the one built afresh`() async throws
  {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("docgen-rebuild-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.write(Self.cases, "m/01_a.md")(folder)
    try Self.write("# B\n\n## 第二节\n\n文字\n", "m/02_b.md")(folder)
    var previous = try await run(folder, reusing: nil)
    for edit in Self.script {
      try edit.apply(folder)
      let rebuilt = try await run(folder, reusing: previous)
      let clean = try await run(folder, reusing: nil)
      #expect(rebuilt.diagnostics == clean.diagnostics, "\(edit.testDescription)")
      #expect(
        rebuilt.outcome.pages.map(\.path) == clean.outcome.pages.map(\.path),
        "\(edit.testDescription)")
      for (a, b) in zip(rebuilt.outcome.pages, clean.outcome.pages) where a.bytes != b.bytes {
        Issue.record("\(a.path) differs after: \(edit.testDescription)")
      }
      previous = rebuilt
    }
  }

  @Test func `two changes in one step of the clock are both seen`() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("docgen-rebuild-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.write("# 甲\n", "a.md")(folder)
    let path = folder.appendingPathComponent("a.md").path
    let time = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    let first = try await run(folder, reusing: nil)
    // The same size, the same file and the same time.
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.write(contentsOf: Data("# 乙\n".utf8))
    try handle.close()
    try FileManager.default.setAttributes([.modificationDate: time as Any], ofItemAtPath: path)
    let second = try await run(folder, reusing: first)
    #expect(second.outcome.documents.first?.headings.first?.text == "乙")
  }
}
