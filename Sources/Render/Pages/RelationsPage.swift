import Diagnostics
import Model
import Quantities

extension PageType {
  /// How the modules refer to one another, as a graph and as a list.
  static let relations = PageType(.relations) { site in
    let path = PageKind.relations.path
    let graph = RelationGraph(site)
    var body = HTML()
    if graph.nodes.count <= GraphDiagram.largest {
      let edges = graph.edges.map { GraphDiagram.Edge(from: $0.from, to: $0.to, label: $0.verb) }
      let diagram = GraphDiagram(graph.nodes.map { GraphDiagram.Node(label: $0.name) }, edges)
      let title = site.language(.relations)
      let description = site.language.count(edges.count, .connections)
      body += SVG.region(
        diagram.drawing.svg(id: "relations", title: title, description: description), label: title)
    }
    body += "<h2 id=\"connections\">\(site.language(.connections))</h2>\n<ul class=\"rows\">"
    for edge in graph.edges {
      body += """
        <li>\(site.link(graph.nodes[edge.from], from: path)) \
        <span class="muted">\(edge.verb)</span> \
        \(site.link(graph.nodes[edge.to], from: path))\
        <span class="where">\(edge.remark)</span></li>

        """
    }
    body.raw("</ul>\n")
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
  }

  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []

  init(_ site: Site) {
    var number: [String: Int] = [:]
    var byFolder: [String: Int] = [:]
    for folder in site.folders.values where !folder.path.isEmpty {
      byFolder[lastComponent(of: folder.path)] = folder.page
    }
    var seen: Set<Edge> = []
    for document in site.documents {
      guard !document.draft.relations.isEmpty else { continue }
      let folder = lastComponent(of: parent(of: document.draft.path))
      let isPage = site.folders[parent(of: document.draft.path)]?.page == document.index
      let own = isPage && !folder.isEmpty ? folder : document.title
      let from = add(own, document.index, &number)
      for relation in document.draft.relations {
        let name = relation.target.value
        let to = add(name, byFolder[name], &number)
        let edge = Edge(from: from, to: to, verb: relation.verb, remark: relation.remark ?? "")
        if from != to, seen.insert(edge).inserted { edges.append(edge) }
      }
    }
  }

  private mutating func add(_ name: String, _ document: Int?, _ number: inout [String: Int]) -> Int
  {
    if let known = number[name] { return known }
    number[name] = nodes.count
    nodes.append(Node(name: name, document: document))
    return nodes.count - 1
  }
}

extension Site {
  var hasRelations: Bool { model.documents.contains { !$0.relations.isEmpty } }

  fileprivate func link(_ node: RelationGraph.Node, from path: SitePath) -> HTML {
    guard let document = node.document else { return "<span>\(node.name)</span>" }
    return "<a href=\"\(documents[document].path.link(from: path))\">\(node.name)</a>"
  }
}
