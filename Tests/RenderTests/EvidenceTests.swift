import Diagnostics
import Foundation
import Model
import Quantities
import Render
import Syntax
import Testing

@Suite struct EvidenceTests {
  private func assumption(
    _ name: String, _ ratio: Double?, kind: String = "assumption", isFragile: Bool = false
  ) -> SimulationRecord.AssumptionRecord {
    SimulationRecord.AssumptionRecord(
      parameter: name, label: Label(zh: name, en: name), value: "1", kind: kind, origin: nil,
      elasticity: nil, breakEven: ratio.map { Label(zh: "\($0)", en: "\($0)") },
      breakEvenRatio: ratio, isFragile: isFragile, span: nil)
  }

  @Test func `assumptions are told by how near they are to turning the verdict`() {
    let record = SimulationRecord(
      scenario: "s", system: "y", output: "o", confidence: 0.95, replications: 1, seed: 1, trace: 1,
      isExact: false,
      assumptions: [
        assumption("far", 38.6), assumption("none", nil), assumption("below", 0.55),
        assumption("above", 1.7), assumption("horizon", 1.1),
        assumption("read", 1.01, kind: "document"), assumption("fragile", 3, isFragile: true),
      ], histogram: nil)
    // 0.55 is farther from 1 than 1.7 is: |ln 0.55| = 0.60, ln 1.7 = 0.53.
    #expect(record.beliefs.map(\.parameter) == ["fragile", "above", "below", "far", "none"])
  }

  private func page(_ path: String, _ languages: [Language] = [.zh]) -> String {
    var options = SiteOptions()
    options.languages = languages
    options.titles = ["unresolved-link": Label(zh: "链接的目标不存在", en: "Link that leads nowhere")]
    return Sample.pages(options).first { $0.path == path }.map {
      String(decoding: $0.bytes, as: UTF8.self)
    } ?? ""
  }

  @Test func `an evidence page says where and in which direction its verdict would turn`() {
    let chinese = page("evidence/bbbb.html")
    #expect(chinese.contains("在下列 1 项假设之下得到 <b><span class=\"q\">99.996–99.998%</span></b>"))
    #expect(chinese.contains("<span class=\"q\">4 年</span> 降到 <span class=\"q\">1.9 年</span>"))
    let english = page("en/evidence/bbbb.html", [.zh, .en])
    #expect(english.contains("fell from <span class=\"q\">4 y"))
    let main = english.drop { $0 != "<" }.split(separator: "<main")[1].split(separator: "</main")[0]
    #expect(!main.contains("年"), "units of computed values are in the page's language")
  }

  @Test func `lists of verdicts show what the evidence says`() {
    for path in ["index.html", "claims/index.html", "cases/案例.html"] {
      let html = page(path)
      #expect(html.contains("<span class=\"answer\">证据："), "\(path)")
    }
    let text = page("11_模块/01_案例.html")
    #expect(text.contains("data-evidence=\"99.996–99.998%\""))
  }

  @Test func `the front page counts all claims, each by one verdict`() {
    let html = page("index.html")
    #expect(html.contains("3 条声称：1 条有证据支持（其中 1 条经不起假设的变动），1 条被证据否定，1 条没有依据"))
    #expect(html.contains("claims/index.html#fails\" tabindex=\"-1\">1</a>"))
  }

  @Test func `findings stand by gravity and rule, with a table that leads to them`() {
    let html = page("findings.html")
    #expect(html.contains("<a href=\"#error-unresolved-link\">1</a>"))
    #expect(html.contains("id=\"error-unresolved-link\""))
  }

  @Test func `a finding about a simulated claim is in the language of the page`() {
    for path in ["11_模块/01_案例.html", "findings.html"] {
      let html = page(path)
      #expect(html.contains("<code>可用性</code> 的结论在假设的合理范围之内就会翻转"), "\(path)")
      #expect(!html.contains("would fail within"), "\(path)")
    }
    let english = page("findings.html", [.en])
    #expect(english.contains("would change if host MTBF fell from"))
    #expect(!english.contains("assumed here as 4 年"))
    // What is in English for lack of another says so, under a title that is not.
    let readme = page("11_模块/index.html")
    #expect(readme.contains("链接的目标不存在：<span lang=\"en\">no file is named"))
  }

  @Test func `a verdict that an assumption may turn is said to be fragile`() {
    for path in ["claims/index.html", "cases/案例.html", "evidence/index.html", "evidence/bbbb.html"]
    {
      #expect(page(path).contains("成立 · 仿真 · 脆弱</span>"), "\(path)")
    }
  }

  @Test func `a case begins with its verdicts`() throws {
    let head = try #require(page("cases/案例.html").split(separator: "<ol class=\"trace\"").first)
    #expect(page("cases/index.html").contains("<li><h2><a "), "no level of headings is left out")
    #expect(head.contains("</span> 成立 1</span>") && head.contains("</span> 无依据 1</span>"))
  }

  @Test func `claims that fail come with what can be done about them`() {
    let html = page("claims/index.html")
    #expect(html.contains("docgen-accept RULE"))
    #expect(html.split(separator: "id=\"unchecked\"").last?.contains("docgen systems") == true)
    #expect(!page("evidence/bbbb.html").contains("docgen-accept"), "it holds")
  }

  @Test func `a document begins with its verdicts and leads to what stands under it`() throws {
    let html = page("11_模块/01_案例.html")
    let head = try #require(html.split(separator: "<article").first)
    #expect(head.contains("class=\"verdict holds\" href=\"#Claims\""))
    #expect(head.contains("<a href=\"#Findings\">问题 1</a>"))
    let toc = try #require(html.split(separator: "class=\"toc\"").last)
    #expect(toc.contains("href=\"#Claims\"") && toc.contains("href=\"#Findings\""))
    let readme = page("11_模块/index.html")
    let claims = try #require(readme.split(separator: "id=\"Claims\"").last)
    #expect(claims.contains("<a href=\"../claims/11_%E6%A8%A1%E5%9D%97/README.html#claim-cccc\">"))
  }

  @Test func `rows of documents say how much in them fails`() {
    let html = page("documents/index.html")
    #expect(html.contains("<b class=\"fails\">不成立 1</b> · <b class=\"fails\">1 个错误</b>"))
  }

  @Test func `examples of systems have their units in the language of the page`() {
    let english = page("systems.html", [.en])
    #expect(english.contains("<code>24 h</code>"))
    #expect(!english.contains("小时") && !english.contains("分钟"))
    #expect(page("systems.html").contains("<code>24 小时</code>"))
  }
}

@Suite struct SearchFilesTests {
  @Test func `the index numbers sections through the site, and pages by their first`() throws {
    let page = try #require(Sample.pages().first { $0.path == "search/index.js" })
    let text = String(decoding: page.bytes, as: UTF8.self)
    let start = try #require(text.range(of: ".push("))
    let end = try #require(text.range(of: ")", options: .backwards))
    let parts = try #require(
      try JSONSerialization.jsonObject(
        with: Data(text[start.upperBound..<end.lowerBound].utf8)) as? [Any])
    let index = try #require(parts[1] as? [String: Any])
    let entries = try #require(index["entries"] as? [[Any]])
    // A document of four headings, one of one, then a case, a drawing and a piece of evidence.
    #expect(entries.prefix(5).compactMap { $0[4] as? Int } == [0, 4, 5, 6, 7])
    #expect(entries[4][0] as? String == "可用性 99.995%")
    #expect(entries[4][2] as? String == "trading / vsphere-site-pair")
    let last = try #require(entries.last?[4] as? Int)
    #expect(index["sections"] as? Int == last + 1)
  }
}

@Suite struct RelationsTests {
  private func page(of files: [(path: String, target: String)]) -> String {
    let sources = files.enumerated().map {
      SourceFile(id: SourceID($0.offset), path: $0.element.path, text: "# \($0.element.path)\n")
    }
    let documents = sources.map { parse($0) }
    let drafts = zip(documents, files).map { document, file in
      let span = document.source.span(0..<1)
      let relation = Relation(
        verb: "依赖", target: Located(file.target, at: span), remark: nil, span: span)
      return DocumentDraft(
        source: document.source.id, path: file.path, title: file.path, metadata: [], sections: [],
        architectures: [], tables: [], claims: [], practices: [], listedDocuments: [],
        relations: file.target.isEmpty ? [] : [relation], links: [], scenarios: [],
        codeBlocks: [], acceptances: [], numbers: [], lineCount: 1, diagnostics: [],
        announcements: [], manifests: [], equations: [])
    }
    let model = ResolvedModel(
      sources: Sources(sources), documents: drafts, cases: [], modules: [],
      files: Set(files.map(\.path)))
    let verified = VerifiedModel(model: model, judgements: [], diagnostics: [])
    return plan(verified, documents: documents, options: SiteOptions()).flatMap { $0.render() }
      .first { $0.path == "relations.html" }
      .map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  @Test func `a module is one node however its name is written`() {
    let html = page(of: [
      ("01_a/README.md", ""), ("02_b/README.md", "01_a"), ("03_c/README.md", "../01_a/"),
      ("04_d/README.md", "../01_a/README.md"), ("05_e/README.md", "01-02"),
    ])
    let boxes = html.split(separator: "class=\"box").count - 1
    #expect(boxes == 5)
    #expect(!html.contains("../01_a<") && !html.contains("<span>01-02"))
    #expect(
      html.split(separator: "<h3>").count - 1 == 4, "what refers stands over all it refers to")
    // The last leads to both modules of its range.
    #expect(html.split(separator: "依赖</span>").count - 1 == 5)
  }
}
