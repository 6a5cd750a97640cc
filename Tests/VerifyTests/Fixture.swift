import Diagnostics
import Model
import Quantities
import Verify

/// A model made by hand: one document, one case, one architecture, claims and scenarios whose
/// places are found in the text.
struct Fixture {
  var text = """
    # 案例
    vSphere 双中心
    主数据中心 ESXi集群 (16节点)
    灾备数据中心 ESXi集群 (8节点)
    - 可用性: 99.995% (年停机时间 < 30分钟)
    """
  var claims: [Claim] = []
  var scenarios: [Scenario] = []
  var features: [String] = []
  var isTreeEmpty = false

  static let source = SourceID(0)

  private static func metric(_ id: String) -> Metric {
    Metric(
      id, Label(zh: id, en: id), better: id == "rto" || id == "latency" ? .down : .up,
      in: [.ratio], names: [])
  }

  func span(of part: String) -> Span {
    let whole = Array(text.utf8)
    let wanted = Array(part.utf8)
    guard wanted.count <= whole.count else { return Span(Self.source, 0..<0) }
    for start in 0...(whole.count - wanted.count)
    where whole[start..<start + wanted.count].elementsEqual(wanted) {
      return Span(Self.source, start..<start + wanted.count)
    }
    return Span(Self.source, 0..<0)
  }

  func at(_ text: String) -> Located<String> { Located(text, at: span(of: text)) }

  mutating func claim(
    _ subject: String, _ figure: String, _ metric: String?, role: Claim.Role = .outcome
  ) {
    guard let quantity = parseQuantity(figure) else { return }
    claims.append(
      Claim(
        id: "claim-\(claims.count)", role: role, subject: subject,
        metric: metric.map(Self.metric),
        statement: .value(quantity), span: span(of: figure), figure: span(of: figure), section: 0))
  }

  func assumption(
    _ name: String, _ fields: [(String, String)], kind: String? = "assumption",
    source: String? = "a test", range: String? = nil
  ) -> Scenario.Assumption {
    Scenario.Assumption(
      parameter: at(name), fields: fields.map { .init(name: $0.0, text: at($0.1)) },
      kind: kind.map(at), origin: source.map(at), range: range.map(at), span: at(name).span)
  }

  /// The assumptions of a trading pair that meets 99.995 %: about 13 minutes a year.
  var assumptions: [Scenario.Assumption] {
    [
      assumption("host.mtbf", [("value", "12 年")]),
      assumption("host.repair", [("value", "24 小时")]),
      assumption("ha.restart", [("median", "3 分钟"), ("p95", "8 分钟")]),
      assumption("site.mtbf", [("value", "10 年")]),
      assumption("srm.rto", [("median", "1.5 小时"), ("p95", "4 小时")]),
    ]
  }

  mutating func scenario(
    system: String = "vsphere-site-pair", from: String? = "双中心",
    assume: [Scenario.Assumption]? = nil, before: [Scenario.Assumption] = [],
    after: [Scenario.Assumption] = [], calibrate: String? = nil,
    claims bindings: [(String, String)] = [("可用性", "availability")]
  ) {
    scenarios.append(
      Scenario(
        id: at("trading-\(scenarios.count)"), system: at(system), from: from.map(at),
        assume: assume ?? assumptions, before: before, after: after,
        calibrate: calibrate.map(at),
        claims: bindings.map { .init(subject: at($0.0), output: at($0.1)) }, seed: nil,
        span: span(of: "# 案例"), section: 0))
  }

  private var architecture: Architecture {
    func component(_ name: String, _ count: String?, parent: Int?) -> Component {
      Component(
        name: name, text: name, count: count.flatMap(parseQuantity), parent: parent,
        span: span(of: name))
    }
    return Architecture(
      id: "双中心", title: "vSphere 双中心", kind: .architecture, notation: .tree,
      components: isTreeEmpty
        ? [component("一个盒子", nil, parent: nil)]
        : [
          component("vSphere 双中心", nil, parent: nil),
          component("主数据中心", nil, parent: 0),
          component("ESXi集群", "16节点", parent: 1),
          component("灾备数据中心", nil, parent: 0),
          component("ESXi集群", "8节点", parent: 3),
        ], span: span(of: "vSphere 双中心"), section: 0)
  }

  var checked: CheckedModel {
    let whole = Span(Self.source, 0..<text.utf8.count)
    let draft = DocumentDraft(
      source: Self.source, path: "a.md", title: "案例", metadata: [],
      sections: [
        Section(title: "案例", level: 0, slug: "", parent: nil, heading: whole, extent: whole)
      ],
      architectures: [architecture], tables: [], claims: claims,
      practices: features.map {
        Practice(group: nil, text: $0, details: [], span: whole, section: 0)
      }, listedDocuments: [], relations: [], links: [], scenarios: scenarios, codeBlocks: [],
      acceptances: [], numbers: [], lineCount: 5, diagnostics: [], announcements: [],
      manifests: [], equations: [])
    let sources = Sources([SourceFile(id: Self.source, path: "a.md", text: text)])
    return CheckedModel(
      model: ResolvedModel(
        sources: sources, documents: [draft], cases: [], modules: [], files: []),
      judgements: [], diagnostics: [])
  }

  func verify(_ change: (inout VerifyOptions) -> Void = { _ in }) async -> Verification {
    var options = VerifyOptions()
    change(&options)
    return await runVerification(checked, options: options)
  }
}

extension Verification {
  var kinds: [String] { model.diagnostics.map(\.id) }

  func judgement(_ claim: String) -> Judgement? {
    model.judgements.first { $0.claim == claim && $0.evidence?.kind == .simulated }
  }
}
