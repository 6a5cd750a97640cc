import Diagnostics
import Foundation
import Model
import Quantities
import Render
import Syntax
import Testing

@Suite struct EvidenceTests {
  private func assumption(
    _ name: String, _ ratio: Double?, kind: String = "assumption", isFragile: Bool = false,
    isRunLength: Bool = false
  ) -> SimulationRecord.AssumptionRecord {
    SimulationRecord.AssumptionRecord(
      parameter: name, label: Label(zh: name, en: name), value: "1", kind: kind, origin: nil,
      elasticity: nil, breakEven: ratio.map { Label(zh: "\($0)", en: "\($0)") },
      breakEvenRatio: ratio, isFragile: isFragile, isRunLength: isRunLength, span: nil)
  }

  @Test func `assumptions are told by how near they are to turning the verdict`() {
    let record = SimulationRecord(
      scenario: "s", system: "y", output: "o", confidence: 0.95, replications: 1, seed: 1, trace: 1,
      isExact: false,
      assumptions: [
        assumption("far", 38.6), assumption("none", nil), assumption("below", 0.55),
        assumption("above", 1.7), assumption("horizon", 1.1, isRunLength: true),
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
    #expect(chinese.contains("<span class=\"q\">4 年</span>降到 <span class=\"q\">1.9 年</span>"))
    let english = page("en/evidence/bbbb.html", [.zh, .en])
    #expect(english.contains("fell from <span class=\"q\">4 y"))
    let main = english.drop { $0 != "<" }.split(separator: "<main")[1].split(separator: "</main")[0]
    #expect(!main.contains("年"), "units of computed values are in the page's language")
  }

  /// The pages of the sample with other evidence of its simulated claim.
  private func pages(of judgements: [Judgement]) -> [String: String] {
    let sample = Sample.verified
    let verified = VerifiedModel(
      model: sample.model, judgements: judgements, diagnostics: sample.diagnostics)
    let jobs = plan(verified, documents: Sample.documents, options: SiteOptions())
    return jobs.flatMap { $0.render() }.reduce(into: [:]) { pages, page in
      pages[page.path] = String(decoding: page.bytes, as: UTF8.self)
    }
  }

  private func simulated(_ assumptions: [SimulationRecord.AssumptionRecord]) -> Judgement {
    let record = SimulationRecord(
      scenario: "s", system: "y", output: "o", confidence: 0.95, replications: 9, seed: 1, trace: 1,
      isExact: false, assumptions: assumptions, histogram: nil)
    return Judgement(
      claim: "bbbb", verdict: .holds,
      evidence: Evidence(
        kind: .simulated, interval: Interval(0.99996, 0.99998), estimate: 0.99997,
        explanation: Label(zh: "取自架构：`集群 (3台)`", en: "from `cluster (3)`"), inputs: [],
        simulation: record))
  }

  @Test func `a claim is fragile by any simulation that supports it, on every page alike`() {
    let computed = Evidence(
      kind: .computed, interval: .exactly(0.99995), estimate: 0.99995,
      explanation: Label(zh: "算得", en: "computed"), inputs: [])
    let pages = pages(of: [
      Judgement(claim: "bbbb", verdict: .holds, evidence: computed),
      simulated([assumption("fragile", 1.1, isFragile: true)]),
    ])
    #expect(pages["index.html"]?.contains("其中 1 条经不起假设的变动") == true)
    for path in ["claims/index.html", "claims/11_模块/01_案例.html", "11_模块/01_案例.html"] {
      #expect(pages[path]?.contains("成立 · 推算 · 脆弱</span>") == true, "\(path)")
    }
  }

  @Test func `an evidence page tells all fragile break-evens, and how many others there are`() {
    let fragile = (1...4).map { assumption("f\($0)", 1 + Double($0) / 10, isFragile: true) }
    let first = pages(of: [simulated(fragile + [assumption("far", 9)])])["evidence/bbbb.html"] ?? ""
    #expect(first.split(separator: "结论就会翻转").count - 1 == 4)
    #expect(first.contains("另有 1 项假设的翻转点"))
    let sturdy = pages(of: [simulated((2...4).map { assumption("a\($0)", Double($0)) })])
    #expect(sturdy["evidence/bbbb.html"]?.contains("另有") == false)
  }

  @Test func `an elasticity has print's minus sign, and its axis stands beside the bar alone`() {
    let html = page("evidence/bbbb.html")
    #expect(html.contains(">−0.8</text>") && html.contains(">−0.8</td>") && !html.contains(">-0.8"))
    let chart = html.split(separator: "id=\"sensitivity-chart\"").last ?? ""
    #expect(chart.contains("18V34\"/>") && !chart.contains(" 4V"))
  }

  @Test func `an evidence page counts defaults apart, and sets code as code`() {
    let page = pages(of: [simulated([assumption("a", nil), assumption("b", nil, kind: "default")])])
    let html = page["evidence/bbbb.html"] ?? ""
    #expect(html.contains("在下列 2 项假设之下（其中 1 项取默认值）得到"))
    #expect(html.contains("取自架构：<code>集群 (3台)</code>"))
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
    #expect(entries[4][2] as? String == "证券交易系统")
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

  @Test func `many modules are a matrix, whose marks lead to what is said`() {
    let names = (1...14).map { $0 < 10 ? "0\($0)_m" : "\($0)_m" }
    let html = page(
      of: names.map { (path: "\($0)/README.md", target: $0 == "01_m" ? "" : "01_m") })
    #expect(html.contains("<th scope=\"col\"><span>01_m</span></th>"), "heads are names")
    let marks = html.split(separator: "<td><a href=\"#").dropFirst()
    #expect(marks.count == 13)
    for mark in marks { #expect(html.contains("<h3 id=\"\(mark.prefix { $0 != "\"" })\">")) }
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
      html.split(separator: "<h3 id=\"module-").count - 1 == 4,
      "what refers stands over all it refers to")
    // The last leads to both modules of its range.
    #expect(html.split(separator: "依赖</span>").count - 1 == 5)
  }
}
