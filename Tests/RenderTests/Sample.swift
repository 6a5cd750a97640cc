import Diagnostics
import Model
import Quantities
import Render
import Syntax

/// A small site made by hand: a module with a case, one claim simulated, one counted, one unchecked.
enum Sample {
  static let readme = """
    # 实践案例 <script>alert(1)</script>

    见 [第一篇](01_案例.md#架构) 与 [没有的](missing.md)。

    - **文档数量**: 2篇
    """

  static let study = """
    # 案例

    ## 背景

    要求: 高可用(99.99%)、延迟 < 1ms

    ## 架构

    ```text
    双中心
    ├─ 主中心
    │   └─ ESXi集群 (16节点)
    └─ 灾备中心
    ```

    ## 效果

    可用性: 99.995%，见[上面](#背景)。
    """

  static let sources = Sources([
    SourceFile(id: SourceID(0), path: "11_模块/01_案例.md", text: study),
    SourceFile(id: SourceID(1), path: "11_模块/README.md", text: readme),
  ])

  static let documents = sources.files.map { parse($0) }

  /// The place of the first occurrence of some words.
  static func span(_ words: String, in document: Int, line: Bool = false) -> Span {
    let file = sources.files[document]
    let text = file.bytes
    let wanted = Array(words.utf8)
    for start in text.indices.dropLast(wanted.count - 1)
    where Array(text[start..<(start + wanted.count)]) == wanted {
      guard line else { return file.span(start..<(start + wanted.count)) }
      let from = text[..<start].lastIndex(of: 10).map { $0 + 1 } ?? 0
      let to = text[start...].firstIndex(of: 10) ?? text.count
      return file.span(from..<to)
    }
    preconditionFailure("the sample holds \(words)")
  }

  static func quantity(_ value: Double, _ interval: Interval, _ unit: Unit) -> Quantity {
    Quantity(value: value, interval: interval, unit: unit, comparator: .equal, decimals: 3)
  }

  static let percent = Unit("%", .ratio, scale: 0.01)
  static let pieces = Unit("篇", .count(of: "篇"))

  static func claim(
    _ id: String, _ role: Claim.Role, _ subject: String, _ quantity: Quantity, _ words: String,
    in document: Int, section: Int
  ) -> Claim {
    Claim(
      id: id, role: role, subject: subject, metric: nil, statement: .value(quantity),
      span: span(words, in: document, line: true), figure: span(words, in: document),
      section: section)
  }

  static var drafts: [DocumentDraft] {
    let requirement = claim(
      "aaaa", .requirement, "高可用", quantity(0.9999, Interval(0.99985, 0.99995), percent), "99.99%",
      in: 0, section: 2)
    let outcome = claim(
      "bbbb", .outcome, "可用性", quantity(0.99995, Interval(0.999945, 0.999955), percent), "99.995%",
      in: 0, section: 4)
    let count = claim(
      "cccc", .selfCount, "文档数量", quantity(2, .exactly(2), pieces), "2篇", in: 1, section: 1)
    let node = span("双中心", in: 0)
    let nodes = Unit("节点", .count(of: "节点"))
    let tree = Architecture(
      id: "案例-双中心", title: "双中心 <b>", kind: .architecture, notation: .tree,
      components: [
        Component(name: "双中心", text: "双中心", parent: nil, span: node),
        Component(name: "主中心", text: "主中心", parent: 0, span: node),
        Component(
          name: "ESXi集群", text: "ESXi集群 (16节点)", count: quantity(16, .exactly(16), nodes),
          notes: ["16节点"], parent: 1, span: node),
        Component(name: "灾备中心", text: "灾备中心", parent: 0, span: node),
      ],
      span: Span(
        SourceID(0), span("```text", in: 0).start..<span("└─ 灾备中心\n```", in: 0).end), section: 3)
    return [
      draft(0, claims: [requirement, outcome], architectures: [tree]),
      draft(1, claims: [count], architectures: []),
    ]
  }

  private static func draft(
    _ index: Int, claims: [Claim], architectures: [Architecture]
  ) -> DocumentDraft {
    let document = documents[index]
    let whole = document.source.span(0..<document.source.bytes.count)
    var sections = [
      Section(
        title: "", level: 0, slug: "", parent: nil, heading: whole, extent: whole)
    ]
    for heading in document.headings {
      let place = document.span(of: heading.node)
      sections.append(
        Section(
          title: heading.text, level: heading.level, slug: heading.slug, parent: 0, heading: place,
          extent: place))
    }
    let practice = Practice(
      group: "数据安全", text: "每日快照", details: [], span: whole, section: 0)
    return DocumentDraft(
      source: document.source.id, path: document.source.path,
      title: document.headings.first?.text ?? "", metadata: [], sections: sections,
      architectures: architectures, tables: [], claims: claims, practices: [practice],
      listedDocuments: [], relations: [], links: [], scenarios: [], codeBlocks: [],
      acceptances: [], numbers: [], lineCount: document.source.lineCount, diagnostics: [],
      announcements: [], manifests: [], equations: [])
  }

  static var verified: VerifiedModel {
    let assumption = SimulationRecord.AssumptionRecord(
      parameter: "host.mtbf", label: Label(zh: "主机平均无故障时间", en: "host MTBF"), value: "4 年",
      kind: "literature", origin: "a study & more", elasticity: -0.8,
      breakEven: Label(zh: "1.9 年", en: "1.9 y"),
      breakEvenRatio: 0.475,
      isFragile: true, span: nil)
    let record = SimulationRecord(
      scenario: "trading", system: "vsphere-site-pair", output: "availability", confidence: 0.95,
      replications: 400, seed: 1, trace: 7, isExact: false, assumptions: [assumption],
      histogram: .init(edges: [0.9998, 0.9999, 1.0], counts: [3, 397]))
    let simulated = Evidence(
      kind: .simulated, interval: Interval(0.99996, 0.99998), estimate: 0.99997,
      explanation: Label(zh: "仿真", en: "simulated"), inputs: [span("99.99%", in: 0)],
      simulation: record)
    let counted = Evidence(
      kind: .counted, interval: .exactly(1), estimate: 1,
      explanation: Label(zh: "清点得 1 篇", en: "one was counted"), inputs: [])
    let kind = DiagnosticKind("unresolved-link", .error, "Links lead somewhere.")
    let diagnostic = Diagnostic(
      kind, "no file is named `missing.md` <i>", at: span("missing.md", in: 1),
      notes: [.init("a note", at: span("背景", in: 0))],
      fixes: [FixIt("link to `01_案例.md`", [])])
    let fragile = Diagnostic(
      DiagnosticKind("claim-fragile", .note, "Verdicts may turn."),
      "`可用性` would fail within the plausible range of `host.mtbf` (1.9 y)",
      at: span("99.995%", in: 0), notes: [.init("assumed here as 4 年", at: span("背景", in: 0))])
    let study = CaseStudy(
      id: "案例", title: "证券交易系统", industry: Label(zh: "金融", en: "finance"), isConstructed: true,
      document: 0, section: 1,
      requirements: ["aaaa"], outcomes: ["bbbb"], architectures: ["案例-双中心"], practices: [0],
      scenarios: [])
    let module = ModulePage(title: "实践案例", folder: "11_模块", page: 1, members: [0])
    let model = ResolvedModel(
      sources: sources, documents: drafts, cases: [study], modules: [module],
      files: ["11_模块/01_案例.md", "11_模块/README.md"])
    return VerifiedModel(
      model: model,
      judgements: [
        Judgement(claim: "aaaa", verdict: .unchecked, evidence: nil),
        Judgement(claim: "bbbb", verdict: .holds, evidence: simulated),
        Judgement(claim: "cccc", verdict: .fails, evidence: counted),
      ], diagnostics: [diagnostic, fragile])
  }

  static func pages(_ options: SiteOptions = SiteOptions()) -> [Page] {
    plan(verified, documents: documents, options: options).flatMap { $0.render() }
  }
}
