import Diagnostics
import Model
import Quantities
import Render
import Syntax
import Testing

/// The values of an attribute in the order of the page.
private func values(of attribute: String, in html: String) -> [String] {
  html.split(separator: " \(attribute)=\"", omittingEmptySubsequences: false).dropFirst()
    .map { String($0.prefix { $0 != "\"" }) }
}

private func decoded(_ link: String) -> String {
  var bytes: [UInt8] = []
  var rest = Array(link.utf8)[...]
  while let byte = rest.popFirst() {
    let digits = String(decoding: rest.prefix(2), as: UTF8.self)
    if byte == UInt8(ascii: "%"), let value = UInt8(digits, radix: 16) {
      bytes.append(value)
      rest = rest.dropFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// A relative link as a path from the root; the page itself for an empty one.
private func resolved(_ link: String, from page: String) -> String {
  guard !link.isEmpty else { return page }
  var parts = page.split(separator: "/").dropLast().map(String.init)
  for part in link.split(separator: "/") {
    if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
  }
  return parts.joined(separator: "/")
}

@Suite struct SiteTests {
  private let pages = Sample.pages()

  private func text(_ path: String) throws -> String {
    String(decoding: try #require(pages.first { $0.path == path }).bytes, as: UTF8.self)
  }

  @Test func `every page has its own path, also where case is folded`() {
    #expect(Set(pages.map { $0.path.lowercased() }).count == pages.count)
    for page in pages { #expect(!page.path.hasPrefix("/") && !page.path.contains("..")) }
  }

  @Test func `jobs make the pages that they announce`() {
    let jobs = plan(Sample.verified, documents: Sample.documents, options: SiteOptions())
    for job in jobs {
      let made = job.render().map(\.path)
      #expect(Set(job.paths).isSubset(of: made))
    }
  }

  @Test func `the same input makes the same bytes`() {
    let again = Sample.pages()
    #expect(again.map(\.path) == pages.map(\.path))
    #expect(again.map(\.bytes) == pages.map(\.bytes))
  }

  @Test func `every link and every anchor leads somewhere`() {
    let html = pages.filter { $0.path.hasSuffix(".html") }
      .map { (path: $0.path, text: String(decoding: $0.bytes, as: UTF8.self)) }
    let paths = Set(pages.map(\.path))
    let anchors = Dictionary(
      uniqueKeysWithValues: html.map { ($0.path, Set(values(of: "id", in: $0.text))) })
    for page in html {
      let ids = values(of: "id", in: page.text)
      #expect(Set(ids).count == ids.count, "identifiers of \(page.path)")
      for link in values(of: "href", in: page.text) + values(of: "src", in: page.text) {
        guard !link.hasPrefix("https:") else { continue }
        let parts = decoded(link).split(separator: "#", omittingEmptySubsequences: false)
        let target = resolved(String(parts[0]), from: page.path)
        #expect(paths.contains(target), "\(link) on \(page.path)")
        if parts.count > 1 {
          #expect(anchors[target]?.contains(String(parts[1])) == true, "\(link) on \(page.path)")
        }
      }
    }
  }

  @Test func `what documents say is never markup`() throws {
    for page in pages where page.path.hasSuffix(".html") {
      let text = String(decoding: page.bytes, as: UTF8.self)
      #expect(!text.contains("<script>alert"), "\(page.path)")
      #expect(!text.contains("双中心 <b>"), "\(page.path)")
      #expect(!text.contains("missing.md` <i>"), "\(page.path)")
    }
  }

  @Test func `a document shows its claims with verdicts, its tree drawn, its findings`() throws {
    let study = try text("11_模块/01_案例.html")
    #expect(study.contains("class=\"claim holds\""))
    #expect(study.contains("#claim-bbbb"))
    #expect(study.contains("<svg id=\"Figure-1\""))
    #expect(study.contains("16 节点"))
    let readme = try text("11_模块/index.html")
    #expect(readme.contains("class=\"unlinked\""))
    #expect(readme.contains("<div class=\"finding error\">"))
    #expect(readme.contains("class=\"claim fails\""))
  }

  @Test func `a mark opens a box with the evidence, which stands after the text`() throws {
    let study = try text("11_模块/01_案例.html")
    #expect(values(of: "popovertarget", in: study) == ["Claim-bbbb"], "what has evidence")
    let box = try #require(study.split(separator: "<div popover ").last)
    for part in ["id=\"Claim-bbbb\"", "99.995%", "1.9 年", "evidence/bbbb.html", "#claim-bbbb"] {
      #expect(box.contains(part), "\(part)")
    }
    #expect(study.split(separator: "<div popover ").first?.contains("上面") == true)
  }

  @Test func `the table of claims has the ends of intervals as plain numbers`() throws {
    let rows = try text("data/claims.csv").split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let head = rows[0].map(String.init)
    #expect(rows.allSatisfy { $0.count == head.count })
    let row = try #require(rows.first { $0[0] == "bbbb" })
    func field(_ name: String) -> String { String(row[head.firstIndex(of: name) ?? 0]) }
    #expect(field("claimed_lower") == "99.9945" && field("claimed_upper") == "99.9955")
    #expect(field("unit") == "%" && field("line") == "18" && field("case") == "案例")
    #expect(Double(field("lower")) != nil && Double(field("upper")) != nil)
    #expect(field("permalink").hasSuffix("#claim-bbbb"))
  }

  @Test func `a claim's page gives its evidence, and the simulated one its assumptions`() throws {
    let claims = try text("claims/11_模块/01_案例.html")
    #expect(claims.contains("<li id=\"claim-bbbb\">"))
    #expect(claims.contains("<mark>99.995%</mark>"))
    let evidence = try text("evidence/bbbb.html")
    for part in ["host.mtbf", "1.9 年", "interval-chart", "histogram-chart", "sensitivity-chart"] {
      #expect(evidence.contains(part), "\(part)")
    }
    #expect(evidence.contains("a study &amp; more"))
  }

  @Test func `an architecture's source stands without its fence`() throws {
    let place = try #require(
      pages.first { $0.path.hasPrefix("architectures/") && $0.path != "architectures/index.html" })
    let text = String(decoding: place.bytes, as: UTF8.self)
    #expect(text.contains("<code>双中心\n├─ 主中心"))
    #expect(!text.contains("```"))
  }

  @Test func `a case leads from requirement to outcome and back`() throws {
    let page = try text("cases/案例.html")
    for part in ["#claim-aaaa", "#claim-bbbb", "<svg", "金融", "构造案例"] {
      #expect(page.contains(part), "\(part)")
    }
  }

  @Test func `in two languages each page leads to its twin, and documents stay as they are`() throws
  {
    var options = SiteOptions()
    options.languages = [.zh, .en]
    options.url = "https://example.org/"
    let pages = Sample.pages(options)
    let paths = Set(pages.map(\.path))
    let text = { (path: String) in
      String(decoding: pages.first { $0.path == path }?.bytes ?? [], as: UTF8.self)
    }
    for path in ["index.html", "cases/案例.html", "11_模块/01_案例.html", "search.html"] {
      #expect(paths.contains("en/" + path))
      for (page, other) in [(path, "en/" + path), ("en/" + path, path)] {
        let links = values(of: "href", in: text(page)).map { resolved(decoded($0), from: page) }
        #expect(links.contains(other), "\(page)")
      }
    }
    #expect(text("en/index.html").contains("<html lang=\"en\">"))
    #expect(text("en/11_模块/01_案例.html").contains("lang=\"zh-CN\""))
    #expect(text("en/11_模块/01_案例.html").contains("<div lang=\"en\"><div popover"))
    #expect(!paths.contains("en/data/model.json"), "data are the same in all languages")
    let sitemap = text("sitemap.xml")
    #expect(sitemap.contains("<loc>https://example.org/en/index.html</loc>"))
    for page in pages where page.path.hasSuffix(".html") {
      for link in values(of: "href", in: text(page.path)) + values(of: "src", in: text(page.path)) {
        guard !link.hasPrefix("https:"), !link.hasPrefix("#") else { continue }
        let target = resolved(String(decoded(link).prefix { $0 != "#" }), from: page.path)
        #expect(paths.contains(target), "\(link) on \(page.path)")
      }
    }
  }

  @Test func `a template that names what no page offers, or is no template, has a defect`() {
    func messages(_ text: String) -> [String] {
      SiteTheme.defects(of: "templates/listing.mustache", Array(text.utf8)).map(\.message)
    }
    #expect(messages("{{{heading}}}{{#lead}}{{{lead}}}{{/lead}}{{{body}}}{{ui.home}}").isEmpty)
    #expect(messages("{{{headng}}}").first?.contains("did you mean `heading`") == true)
    #expect(messages("{{ui.hme}}").count == 1)
    #expect(messages("{{#lead}}").first?.contains("not closed") == true)
    #expect(SiteTheme.defects(of: "docgen.css", Array("{{".utf8)).isEmpty)
  }

  @Test func `the interface speaks the language that is asked for`() {
    var options = SiteOptions()
    options.languages = [.en]
    let english = Sample.pages(options)
    let home = english.first { $0.path == "index.html" }.map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
    #expect(home?.contains("<html lang=\"en\">") == true)
    #expect(home?.contains("Skip to content") == true)
    let study = english.first { $0.path == "11_模块/01_案例.html" }
    #expect(
      study.map { String(decoding: $0.bytes, as: UTF8.self) }?.contains("lang=\"zh-CN\"") == true)
  }

  @Test func `a project's template replaces ours, and a broken one does not`() {
    var options = SiteOptions()
    options.overrides["templates/missing.mustache"] = Array("<p>{{site}}: gone</p>".utf8)
    options.overrides["templates/listing.mustache"] = Array("{{#body}}".utf8)
    options.title = "A & B"
    let pages = Sample.pages(options)
    let missing = pages.first { $0.path == "404.html" }
    #expect(missing.map { String(decoding: $0.bytes, as: UTF8.self) } == "<p>A &amp; B: gone</p>")
    #expect(pages.contains { $0.path == "findings.html" && $0.bytes.count > 1_000 })
  }

  @Test func `the navigation of a page does not grow with the collection`() {
    func size(_ count: Int) -> Int {
      let files = (0..<count).map {
        SourceFile(id: SourceID($0), path: "f/d\($0 + 1_000).md", text: "# d\n\ntext\n")
      }
      let documents = files.map { parse($0) }
      let drafts = documents.map { document in
        DocumentDraft(
          source: document.source.id, path: document.source.path, title: "d", metadata: [],
          sections: [], architectures: [], tables: [], claims: [], practices: [],
          listedDocuments: [], relations: [], links: [], scenarios: [], codeBlocks: [],
          acceptances: [], numbers: [], lineCount: 3, diagnostics: [], announcements: [],
          manifests: [], equations: [])
      }
      let model = ResolvedModel(
        sources: Sources(files), documents: drafts, cases: [], modules: [], files: [])
      let verified = VerifiedModel(model: model, judgements: [], diagnostics: [])
      let pages = plan(verified, documents: documents, options: SiteOptions())
        .flatMap { $0.render() }
      return pages.first { $0.path == "f/d1020.html" }?.bytes.count ?? 0
    }
    #expect(size(400) < size(60) + 100)
  }
}
