import Foundation
import Syntax
import TestSupport
import Testing

@Suite struct SlugTests {
  struct Fixture: Decodable {
    let name: String
    let input: String
    let expected: String
  }

  @Test(.enabled(if: shared("conformance") != nil, "the conformance data are absent"))
  func fixturesAreMet() throws {
    let url = try #require(shared("conformance/slugger-fixtures.json"))
    let fixtures = try JSONDecoder().decode([Fixture].self, from: try Data(contentsOf: url))
    #expect(fixtures.count > 20)
    var counter = SlugCounter()
    for fixture in fixtures {
      #expect(counter.slug(for: fixture.input) == fixture.expected, "\(fixture.name)")
    }
  }

  @Test(arguments: [
    ("📋 模块概述", "-模块概述"), ("案例1：金融行业 - 证券交易系统", "案例1金融行业---证券交易系统"),
    ("第一部分：企业级虚拟化实践案例 (01文档)", "第一部分企业级虚拟化实践案例-01文档"),
    ("99.995% → 15分钟", "99995--15分钟"), ("a\u{3000}b", "ab"), ("Ⅳ", "ⅳ"), ("①②", ""),
    ("⚙️ 配置", "\u{FE0F}-配置"), ("ΑΣ", "ας"), ("snake_case", "snake_case"), ("a  b", "a--b"),
    ("İ", "i\u{307}"), ("naïve Café", "naïve-café"),
  ])
  func rulesOfGitHub(text: String, expected: String) {
    #expect(slug(text) == expected)
  }

  @Test func repeatsAreNumberedAndTakenNamesSkipped() {
    var counter = SlugCounter()
    let slugs = ["a", "a", "a-1", "a", "a-1"].map { counter.slug(for: $0) }
    #expect(slugs == ["a", "a-1", "a-1-1", "a-2", "a-1-2"])
  }

  @Test func headingsHaveUniqueAnchors() {
    let headings = parsed("# A `b`\n\n## A b\n\n### ①\n\n### ②\n").headings
    #expect(headings.map(\.slug) == ["a-b", "a-b-1", "section-3", "section-4"])
    #expect(headings.map(\.level) == [1, 2, 3, 3])
  }
}
