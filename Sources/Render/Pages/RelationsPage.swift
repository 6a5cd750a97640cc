import Diagnostics
import Model
import Quantities

extension PageType {
  /// How the modules refer to one another, as a graph and as a list.
  static let relations = PageType(.relations) { site in
    let path = PageKind.relations.path
    let graph = RelationGraph(site)
    var body = HTML()
    // Beyond about a dozen modules the lines of a graph cannot be told apart.
    if graph.nodes.count > 12 {
      body += site.matrix(graph)
    } else {
      let edges = graph.edges.map { GraphDiagram.Edge(from: $0.from, to: $0.to, label: $0.verb) }
      let diagram = GraphDiagram(graph.nodes.map { GraphDiagram.Node(label: $0.name) }, edges)
      let title = site.language(.relations)
      let description = site.language.count(edges.count, .connections)
      body += SVG.region(
        diagram.drawing.svg(id: "relations", title: title, description: description), label: title)
    }
    body += "<h2 id=\"connections\">\(site.language(.connections))</h2>\n"
    let groups = Dictionary(grouping: graph.edges, by: \.from).sorted {
      (graph.nodes[$0.key].name, $0.key) < (graph.nodes[$1.key].name, $1.key)
    }
    for (from, edges) in groups {
      body += """
        <h3 id="\(graph.anchor(of: from))">\(site.link(graph.nodes[from], from: path))</h3>
        <ul class="rows">
        """
      for edge in edges {
        body +=
          "<li><span>\(site.sentence(edge, to: graph.nodes[edge.to], from: path))</span></li>\n"
      }
      body.raw("</ul>\n")
    }
    return site.listing(.relations, body)
  }
}

/// The stated relations between modules; a module that is not part of the site is a node too.
private struct RelationGraph {
  struct Node {
    let name: String
    let document: Int?
  }

  struct Edge: Hashable {
    let from: Int
    let to: Int
    let verb: String
    let remark: String

    var isVague: Bool { ["相关", "related", "related to"].contains(verb.lowercased()) }
  }

  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []

  init(_ site: Site) {
    var number: [String: Int] = [:]
    var seen: Set<Edge> = []
    var found: [Edge] = []
    for document in site.documents where !document.draft.relations.isEmpty {
      let from = add(site.module(of: document.index), site, &number)
      for relation in document.draft.relations {
        for target in site.modules(named: relation.target.value, in: document.draft.path) {
          let to = add(target, site, &number)
          let edge = Edge(from: from, to: to, verb: relation.verb, remark: relation.remark ?? "")
          if from != to, seen.insert(edge).inserted { found.append(edge) }
        }
      }
    }
    // That two modules have to do with each other is said already where it is said how.
    let told = Set(found.filter { !$0.isVague }.map { [$0.from, $0.to] })
    edges = found.filter {
      !$0.isVague || !told.contains([$0.from, $0.to]) && !told.contains([$0.to, $0.from])
    }
  }

  /// The anchor of what is said of a module.
  func anchor(of node: Int) -> String { "module-\(node + 1)" }

  private mutating func add(_ module: Module, _ site: Site, _ number: inout [String: Int]) -> Int {
    let key = module.key
    if let known = number[key] { return known }
    number[key] = nodes.count
    switch module {
    case .page(let index):
      let folder = lastComponent(of: parent(of: site.documents[index].draft.path))
      let speaks = site.folders[parent(of: site.documents[index].draft.path)]?.page == index
      nodes.append(
        Node(
          name: speaks && !folder.isEmpty ? folder : site.documents[index].title, document: index))
    case .other(let name): nodes.append(Node(name: name, document: nil))
    }
    return nodes.count - 1
  }
}

/// What a relation leads to: a document of the site, or a name that is none's.
private enum Module {
  case page(Int)
  case other(String)

  var key: String {
    switch self {
    case .page(let index): "#\(index)"
    case .other(let name): name
    }
  }
}

extension Site {
  var hasRelations: Bool { model.documents.contains { !$0.relations.isEmpty } }

  fileprivate func link(_ node: RelationGraph.Node, from path: SitePath) -> HTML {
    guard let document = node.document else { return "<span>\(node.name)</span>" }
    return "<a href=\"\(documents[document].path.link(from: path))\">\(node.name)</a>"
  }

  /// What is said of two modules in its own order: of 为…提供, the target stands between.
  fileprivate func sentence(
    _ edge: RelationGraph.Edge, to node: RelationGraph.Node, from path: SitePath
  ) -> HTML {
    let parts = edge.verb.split(separator: "…", maxSplits: 1, omittingEmptySubsequences: false)
    var html: HTML = "<span class=\"muted\">\(String(parts[0]))</span> \(link(node, from: path))"
    if parts.count == 2 { html += " <span class=\"muted\">\(String(parts[1]))</span>" }
    if !edge.remark.isEmpty { html += " \(edge.remark)" }
    return html
  }

  /// The module that a document belongs to, which its folder's page stands for.
  fileprivate func module(of index: Int) -> Module {
    let folder = parent(of: documents[index].draft.path)
    guard let page = folders[folder]?.page, page != index, !folder.isEmpty,
      isIndex(documents[page].path)
    else { return .page(index) }
    return .page(page)
  }

  private func isIndex(_ path: SitePath) -> Bool { path.file.hasSuffix("/index.html") }

  /// The modules that a name stands for: a folder, a path to one, or a range as in `01-08`.
  fileprivate func modules(named name: String, in document: String) -> [Module] {
    var wanted = name
    while wanted.hasSuffix("/") { wanted.removeLast() }
    for ending in ["/README.md", "/index.md"] where wanted.hasSuffix(ending) {
      wanted.removeLast(ending.count)
    }
    let last = lastComponent(of: wanted)
    let places = folders.values.filter { !$0.path.isEmpty }.sorted { $0.path < $1.path }
    if let folder = places.first(where: { lastComponent(of: $0.path) == last }) {
      return [.page(folder.page)]
    }
    if let link = LinkPath(name, in: document), let index = documentAt[link.path] {
      return [module(of: index)]
    }
    let ends = name.split(whereSeparator: { "-–—~".contains($0) }).map {
      $0.filter { $0 != " " }
    }
    if ends.count == 2, ends.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isWholeNumber) }),
      let first = Int(ends[0]), let end = Int(ends[1]), first < end
    {
      let covered = places.filter { folder in
        Int(lastComponent(of: folder.path).prefix { $0.isWholeNumber }).map {
          (first...end).contains($0)
        } ?? false
      }
      if !covered.isEmpty { return covered.map { .page($0.page) } }
    }
    return [.other(last)]
  }

  /// Modules across modules: a mark for each pair of which something is said, which leads to that.
  fileprivate func matrix(_ graph: RelationGraph) -> HTML {
    var verbs: [[Int]: [String]] = [:]
    for edge in graph.edges where !(verbs[[edge.from, edge.to]]?.contains(edge.verb) ?? false) {
      verbs[[edge.from, edge.to], default: []].append(edge.verb)
    }
    let order = graph.nodes.indices.sorted { graph.nodes[$0].name < graph.nodes[$1].name }
    let columns = order.filter { to in graph.edges.contains { $0.to == to } }
    var html: HTML = """
      <div class="scroll" role="group" tabindex="0" aria-label="\(language(.relations))">\
      <table class="matrix"><thead><tr><th scope="col">\(language(.from)) ↓ \(language(.to)) →</th>
      """
    for to in columns { html += "<th scope=\"col\"><span>\(graph.nodes[to].name)</span></th>" }
    html.raw("</tr></thead><tbody>\n")
    for from in order where graph.edges.contains(where: { $0.from == from }) {
      html += "<tr><th scope=\"row\">\(graph.nodes[from].name)</th>"
      for to in columns {
        html.raw("<td>")
        if let said = verbs[[from, to]]?.joined(separator: language == .zh ? "、" : ", ") {
          html += """
            <a href="#\(graph.anchor(of: from))" title="\(said)"><span aria-hidden="true">●</span>\
            <span class="hidden-text">\(said)</span></a>
            """
        }
        html.raw("</td>")
      }
      html.raw("</tr>\n")
    }
    html.raw("</tbody></table></div>\n")
    return html
  }
}
