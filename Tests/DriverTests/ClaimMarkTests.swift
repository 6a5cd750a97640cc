import Diagnostics
import Driver
import Model
import Render
import Testing

@Suite struct ClaimMarkTests {
  private func count(_ words: String, in page: String) -> Int {
    page.split(separator: words, omittingEmptySubsequences: false).count - 1
  }

  /// Claims in all places that text is read from: prose with an entity, a list, a link, a table, a
  /// footnote, fences of each kind, and a fence in a list whose lines begin with a tab.
  private static let places = """
    # 平台

    ## 指标

    可用性: 99.95%。见脚注[^two]，再见[^one]。

    - P99延迟: &lt; 5ms
    - 启动时间: 2秒
    - [可用性: 99.9%](#指标)

    | 指标   | 数值  |
    |--------|-------|
    | 错误率 | 0.1%  |

    ## 图

    ```text
    SR-IOV:
      ~40 Gbps, <5% CPU开销
    ```

    - 列表里的图

      ```text
      virtio:
      \t~10 Gbps, ~20% CPU开销
      ```

    ```text
    Wasm容器优势
    ├─ 启动速度: < 1ms (vs 容器~100ms)
    └─ 运行时
        └─ wasmtime
    ```

    ```text
    架构要求
    ├─ 高可用性 (99.99%+)
    └─ 低延迟 (<1ms)
    ```

    ```mermaid
    sequenceDiagram
      甲->>乙: P99延迟: 3ms
    ```

    [^one]: 全年年化故障率1.57%。
    [^two]: 另一处故障率2.5%，可用性: 99.5%。
    """

  @Test func `every claim has its mark on the page of its document`() async throws {
    let pages = await sitePages([("a.md", Self.places)])
    let claims = count("<li id=\"claim-", in: try #require(pages["claims/a.html"]))
    #expect(claims >= 10, "the page holds claims in all its places")
    let page = try #require(pages["a.html"])
    #expect(count("class=\"claim ", in: page) == claims)
  }

  @Test func `a claim of a link is marked by a sign, for a link holds no other`() async throws {
    let page = try #require(await sitePages([("a.md", Self.places)])["a.html"])
    let links = page.split(separator: "<li><a href=\"#").dropFirst()
    let link = try #require(links.first { $0.contains(">可用性: ") })
    #expect(link.contains(">可用性: <span class=\"claim "))
  }

  @Test func `where a finding stands on a figure, its mark does not say that nothing is known`()
    async throws
  {
    let text = """
      # 案例

      ## 案例1：金融行业 - 证券交易系统

      ### 背景

      - 要求: RTO < 5分钟

      ### 架构

      ```text
      中心
      ├─ 主机 (3台)
      └─ 存储
      ```

      ### 效果

      - RTO: 10分钟
      - MTTR缩短: 15分钟 → 2小时
      """
    let pages = await sitePages([("a.md", text)])
    let page = try #require(pages["a.html"])
    #expect(page.contains("title=\"RTO: 有错误\">10分钟"), "unmet-requirement")
    let study = try #require(
      pages.first { $0.key.hasPrefix("cases/") && $0.key != "cases/index.html" })
    let outcome = try #require(study.value.split(separator: "id=\"outcome\"").last)
    #expect(count("</span> 有错误</span>", in: String(outcome)) == 2)
    let claims = try #require(pages["claims/a.html"])
    #expect(claims.contains("<dt>错误</dt><dd><a href=\"../a.html#Findings\">"))
  }

  @Test func `an industry is told in the language of the interface`() async throws {
    let text = """
      # Cases

      ## Case 1: Trading platform

      ### Background

      Availability: 99.99%

      ### Architecture

      ```text
      Cluster
      ├─ Host (3 nodes)
      └─ Storage
      ```

      ### Outcome

      Availability: 99.995%
      """
    let front = try #require(await sitePages([("a.md", text)])["cases/index.html"])
    #expect(front.contains("finance") && !front.contains("金融"))
  }

  @Test func `search tells of what a hit is, and shows no scenario`() async throws {
    let pages = await sitePages([("plane.md", ScenarioTextTests.plane)])
    let texts = pages.filter { $0.key.hasPrefix("search/text-") }.values.joined()
    #expect(!texts.isEmpty && !texts.contains("assume:"))
    let index = try #require(pages["search/index.js"])
    let title = try #require(ScenarioTextTests.plane.split(separator: "\n").first?.dropFirst(2))
    #expect(index.contains("evidence/"))
    #expect(count("\"\(title)\"", in: index) > 1)
  }
}
