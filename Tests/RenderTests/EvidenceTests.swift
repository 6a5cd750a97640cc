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
    #expect(html.contains("3 条声称：1 条有证据支持，1 条被证据否定，1 条没有依据"))
    #expect(html.contains("claims/index.html#fails\" tabindex=\"-1\">1</a>"))
  }

  @Test func `findings stand by gravity and rule, with a table that leads to them`() {
    let html = page("findings.html")
    #expect(html.contains("<a href=\"#error-unresolved-link\">1</a>"))
    #expect(html.contains("id=\"error-unresolved-link\""))
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
    // The last leads to both modules of its range.
    #expect(html.split(separator: "依赖</span>").count - 1 == 5)
  }
}
