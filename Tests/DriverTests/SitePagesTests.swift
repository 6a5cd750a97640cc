import Catalog
import Diagnostics
import Driver
import Model
import Render
import Testing

@Suite struct SitePagesTests {
  @Test func `every kind of finding has a title in both languages, and no title is of nothing`() {
    let titles = DiagnosticKind.titles(in: .standard)
    #expect(titles.keys.sorted() == DiagnosticKind.allIDs.sorted())
    for (id, title) in titles {
      let isHan = { (scalar: Unicode.Scalar) in (0x4E00...0x9FFF).contains(scalar.value) }
      #expect(title.zh.unicodeScalars.contains(where: isHan), "\(id)")
    }
  }

  @Test func `a README of the whole collection is the front page, the figures under it`()
    async throws
  {
    let tree = "```text\n集群\n├─ ESXi (3节点)\n└─ 存储\n```\n"
    let pages = await sitePages([
      ("03_2025年新技术.md", "# 2025年新技术\n\n## 架构\n\n" + tree),
      ("README.md", "# 手册\n\n先读[这里](03_2025年新技术.md)。\n\n- **文档数量**: 5篇\n"),
    ])
    let front = try #require(pages["index.html"])
    #expect(pages["readme.html"] == nil)
    #expect(front.contains("先读") && front.contains("id=\"Figures\""))
    #expect(front.contains("<meta name=\"description\" content=\"先读这里。\">"))
    let paths = pages.keys.sorted()
    #expect(paths.allSatisfy { !$0.contains("/-") && !$0.contains("/年") }, "\(paths)")
    #expect(paths.contains { $0.hasPrefix("architectures/2025年") }, "\(paths)")
  }

  @Test func `where something is simulated, its evidence is the front page`() async throws {
    let pages = await sitePages([
      ("plane.md", ScenarioTextTests.plane), ("README.md", "# 手册\n\n先读。\n"),
    ])
    #expect(try #require(pages["readme.html"]).contains("先读"))
    let front = try #require(pages["index.html"])
    #expect(!front.contains("先读") && front.contains("1 条声称"))
  }

  @Test func `a technology shows the findings that name it`() async throws {
    let tree = "```text\n虚拟机 (8台)\n├─ 网络: SR-IOV\n└─ 迁移: vMotion\n```\n"
    let pages = await sitePages([("a.md", "# 平台\n\n## 架构\n\n" + tree)])
    let sections = try #require(pages["technologies.html"]).split(separator: "<section>")
    let section = try #require(sections.first { $0.contains(">SR-IOV</h2>") })
    #expect(section.contains("SR-IOV 与 vMotion 并用"))
    #expect(section.contains("第 8 行"))
  }
}
