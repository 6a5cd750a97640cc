import Catalog
import Check
import Diagnostics
import Extract
import Model
import Syntax
import Testing

@Suite struct LinkFixTests {
  /// The replacements that checking offers for links, in the order of their places.
  private func replacements(_ files: [(String, String)]) -> [String] {
    let sources = files.enumerated().map { index, file in
      SourceFile(id: SourceID(index), path: file.0, text: file.1)
    }
    let drafts = sources.map { extract(parse($0), catalog: .standard) }
    let model = resolve(drafts, sources: Sources(sources), files: Set(files.map(\.0)))
    return check(model, catalog: .standard).diagnostics
      .flatMap { $0.fixes.flatMap { $0.edits.map(\.replacement) } }
  }

  @Test func renumberedHeadingsGoBeforeThoseSpeltAlike() {
    let text = """
      # 手册

      [1](#2-内存虚拟化支持) [2](#132-arm-smmu) [3](#内存虚拟画)

      ## 内存虚拟化支持

      ### 2.1 内存虚拟化支持概述

      ### 3.2 ARM SMMU (System Memory Management Unit)

      ### 内存虚拟化
      """
    #expect(
      replacements([("a.md", text)])
        == ["#内存虚拟化支持", "#32-arm-smmu-system-memory-management-unit", "#内存虚拟化"])
  }

  @Test func aDocumentIsNeverWhatItsOwnLinkMeans() {
    let files = [("a.md", "# a\n\n[x](b.md)\n"), ("bb.md", "# b\n\n[to a](a.md)\n")]
    #expect(replacements(files) == ["bb.md"])
    #expect(replacements([("a.md", "# a\n\n[x](b.md)\n")]).isEmpty)
  }

  @Test func oneFindingMendsEveryLinkToTheSameFile() {
    let text = "[1](chace.md) and [2](./chace.md#size)\n"
    #expect(
      replacements([("a.md", text), ("cache.md", "# Size\n")]) == ["cache.md", "./cache.md#size"])
  }

  @Test func aFolderIsCountedAsItsRowCountsDocuments() {
    let table = """
      # 目录

      | 模块 | 文档数 | 行数 |
      |------|------|------|
      | [甲](甲/) | 2 | 900 |
      | [乙](乙/) | 1 | 900 |
      """
    let files = [
      ("README.md", table), ("甲/README.md", "# 甲\n"), ("甲/01.md", "# 一\n\n甲。\n"),
      ("乙/README.md", "# 乙\n"), ("乙/01.md", "# 一\n\n乙。\n"),
    ]
    #expect(replacements(files) == ["4", "3"])
  }
}
