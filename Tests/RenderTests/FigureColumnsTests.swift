import Diagnostics
import Model
import Quantities
import Render
import Syntax
import Testing

@Suite struct FigureColumnsTests {
  private func style(_ text: String) -> String? {
    let document = parse(SourceFile(id: SourceID(0), path: "a.md", text: text))
    let table = document.nodes.firstIndex { $0.kind == .table }
    return table.flatMap { FigureColumns.style(of: $0, in: document) }
  }

  @Test func `columns of figures are told from columns of words`() {
    let text = """
      | 池 | 节点 | 容量 | 备注 |
      |---|---|---|---|
      | hot | 6 | 288 TB | 3 副本 |
      | warm | **4** | ≥ 1,536 TB | - |
      | cold | - | ~6.4 PB | 另议 |
      """
    #expect(style(text) == "n2 n3")
    #expect(style(text.replacing("|---|---|---|---|", with: "|---|---|--:|---|")) == "n2 n3")
  }

  @Test(arguments: [
    // One figure alone is no column.
    "| a | b |\n|---|---|\n| x | 1 |\n| y | - |\n",
    // The author has aligned it otherwise.
    "| a | b |\n|---|:--|\n| x | 1 |\n| y | 2 |\n",
    // Versions with words, ranges and dates are no figures.
    "| a | b |\n|---|---|\n| x | 1.24 and later |\n| y | 2025-03-01 |\n",
    "| a | b |\n|---|---|\n| x | ✓ |\n| y | ✗ |\n", "| a |\n|---|\n",
  ])
  func `other columns stay as they are`(_ text: String) { #expect(style(text) == nil) }

  @Test func `a page marks its tables without a script`() {
    let file = SourceFile(
      id: SourceID(0), path: "a.md", text: "# a\n\n| a | b |\n|---|---|\n| x | 1 |\n| y | 2 |\n")
    let document = parse(file)
    let draft = DocumentDraft(
      source: file.id, path: file.path, title: "a", metadata: [], sections: [], architectures: [],
      tables: [], claims: [], practices: [], listedDocuments: [], relations: [], links: [],
      scenarios: [], codeBlocks: [], acceptances: [], numbers: [], lineCount: 6, diagnostics: [],
      announcements: [], manifests: [], equations: [])
    let model = ResolvedModel(
      sources: Sources([file]), documents: [draft], cases: [], modules: [], files: [])
    let verified = VerifiedModel(model: model, judgements: [], diagnostics: [])
    let pages = plan(verified, documents: [document], options: SiteOptions())
      .flatMap { $0.render() }
    let text = pages.first { $0.path == "a.html" }.map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(text?.contains("<table class=\"n2\">") == true)
    // The style sheet knows as many columns as there are classes.
    let styles = pages.first { $0.path == "assets/docgen.css" }.map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
    for column in 1...FigureColumns.most {
      #expect(styles?.contains(".n\(column) :is(th, td):nth-child(\(column))") == true)
    }
    #expect(styles?.contains(".n\(FigureColumns.most + 1) ") == false)
  }
}

@Suite struct CountTextTests {
  private func text(_ words: String, _ value: Double, _ unit: Unit) -> String {
    let count = Quantity(
      value: value, interval: .exactly(value), unit: unit, comparator: .equal, decimals: 0)
    let component = Component(
      name: words, text: words, count: count, parent: nil, span: Span(SourceID(0), 0..<0))
    return countText(count, of: component)
  }

  @Test func `a badge is in the language of its component`() {
    let nodes = Unit("节点", .count(of: "节点"))
    #expect(text("ESXi集群 (16节点)", 16, nodes) == "16 节点")
    #expect(text("NGINX (2 nodes)", 2, nodes) == "2 nodes")
    #expect(text("NGINX (1 node)", 1, nodes) == "1 node")
    #expect(text("cards", 8, Unit("", .number)) == "×8")
  }
}
