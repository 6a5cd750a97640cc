import Diagnostics
import Driver
import Model
import Testing

/// What findings about tables print: figures in the unit of their column, as the author wrote them.
@Suite struct TableMessageTests {
  @Test(
    arguments: [
      ("费用（万元）", ["3", "4"], "8", "3 + 4 = 7, not `8`"),
      ("费用（元）", ["3", "4"], "8", "3 + 4 = 7, not `8`"),
      ("Cost ($K)", ["3", "4"], "8", "3 + 4 = 7, not `8`"),
      ("容量（GB）", ["30", "40"], "80", "30 + 40 = 70, not `80`"),
    ])
  func sums(header: String, rows: [String], total: String, says: String) async throws {
    let cells = rows.map { "| 甲\($0) | \($0) |\n" }.joined()
    let messages = try await messages("| 项 | \(header) |\n|---|---|\n\(cells)| 合计 | \(total) |\n")
    #expect(messages.count == 1 && messages[0].hasSuffix(says), "\(messages)")
  }

  @Test func `a product is printed in the unit of its column`() async throws {
    let messages = try await messages(
      """
      | 项目 | 数量 | 单价（万元） | 小计（万元） |
      |---|---|---|---|
      | 甲 | 24 | 12 | 288 |
      | 乙 | 9 | 30 | 260 |
      | 丙 | 4 | 150 | 600 |

      """)
    #expect(messages.count == 1 && messages[0].hasSuffix("9 × 30 is 270, not `260`"), "\(messages)")
  }

  @Test func `a weighed total is printed with one digit more than it is stated with`() async throws
  {
    let messages = try await messages(
      """
      | 维度 | 权重 | 甲 | 乙 |
      |---|---|---|---|
      | 性能 | 12.5% | 4 | 3 |
      | 成本 | 87.5% | 3 | 4 |
      | 加权总分 | | 3.13 | 3.95 |

      """)
    #expect(
      messages.count == 1 && messages[0].hasSuffix("12.5% × 3 + 87.5% × 4 = 3.875, not `3.95`"),
      "\(messages)")
  }

  @Test func `no fix writes what stands there`() async throws {
    let found = try await findings("| 项 | 数 |\n|---|---|\n| 甲 | 24 |\n| 乙 | 13 |\n| 合计 | > 38 |\n")
    #expect(found.count == 1)
    for edit in found.flatMap(\.fixes).flatMap(\.edits) { #expect(edit.replacement != "> 38") }
  }

  private func messages(_ text: String) async throws -> [String] {
    try await findings(text).map(\.message)
  }

  private func findings(_ text: String) async throws -> [Diagnostic] {
    let sources = Sources([SourceFile(id: SourceID(0), path: "a.md", text: text)])
    return await compile(
      sources, files: ["a.md"], exists: { _ in [] }, until: .check, options: PipelineOptions()
    ).diagnostics
  }
}
