import Model

/// A flowchart or a map of relations: boxes joined by arrows.
struct GraphDiagram {
  struct Node: Sendable {
    let label: String
    var small: String = ""
    var link: String?
  }

  struct Edge: Sendable {
    let from: Int
    let to: Int
    var label: String = ""
  }

  /// Larger graphs are listed and not drawn: no reader follows a thousand lines.
  static let largest = 300

  private let nodes: [Node]
  private let edges: [Edge]
  private let lines: [[String]]
  private let small: [[String]]
  private let boxes: [GraphLayout.Box]
  private let layout: GraphLayout

  init(_ nodes: [Node], _ edges: [Edge]) {
    self.nodes = nodes
    self.edges = edges
    lines = nodes.map { TextMetrics.lines($0.label, width: 150, size: 13) }
    small = nodes.map {
      $0.small.isEmpty ? [] : TextMetrics.lines($0.small, width: 150, size: 11.5)
    }
    boxes = nodes.indices.map { [lines, small] index in
      let width = max(
        lines[index].reduce(0) { max($0, TextMetrics.width($1, size: 13)) },
        small[index].reduce(0) { max($0, TextMetrics.width($1, size: 11.5)) })
      return GraphLayout.Box(
        width: width + 24,
        height: 19 * Double(lines[index].count) + 16 * Double(small[index].count) + 14)
    }
    // A label stands above the box that its edge leads to, which is given the room.
    var places = boxes
    for edge in edges where !edge.label.isEmpty && boxes.indices.contains(edge.to) {
      let room = TextMetrics.width(edge.label, size: 11.5)
      if room > places[edge.to].width {
        places[edge.to] = GraphLayout.Box(width: room, height: boxes[edge.to].height)
      }
    }
    let isLabelled = edges.contains { !$0.label.isEmpty }
    layout = GraphLayout(
      places, edges: edges.map { (from: $0.from, to: $0.to) }, between: isLabelled ? 64 : 46)
  }

  /// The graph of a mermaid flowchart: its leaves, captioned with the subgraph that holds them.
  init(_ architecture: Architecture) {
    let components = architecture.components
    var hasChildren = [Bool](repeating: false, count: components.count)
    var firstLeaf = [Int?](repeating: nil, count: components.count)
    for component in components { if let parent = component.parent { hasChildren[parent] = true } }
    var nodes: [Node] = []
    var number = [Int?](repeating: nil, count: components.count)
    for (index, component) in components.enumerated() where !hasChildren[index] {
      number[index] = nodes.count
      let group = component.parent.map { components[$0].name } ?? ""
      let name = component.name.isEmpty ? component.text : component.name
      nodes.append(Node(label: name, small: group))
      var ancestor = component.parent
      while let above = ancestor, firstLeaf[above] == nil {
        firstLeaf[above] = nodes.count - 1
        ancestor = components[above].parent
      }
    }
    let edges = architecture.edges.compactMap { edge -> Edge? in
      guard components.indices.contains(edge.from), components.indices.contains(edge.to),
        let from = number[edge.from] ?? firstLeaf[edge.from],
        let to = number[edge.to] ?? firstLeaf[edge.to]
      else { return nil }
      return Edge(from: from, to: to, label: edge.label ?? "")
    }
    self.init(nodes, edges)
  }

  var drawing: SVG.Drawing {
    var html = HTML()
    for (index, edge) in edges.enumerated() { draw(edge, layout.routes[index], &html) }
    for index in nodes.indices { draw(index, &html) }
    return SVG.Drawing(width: layout.width, height: layout.height, body: html)
  }

  private func draw(_ edge: Edge, _ route: [GraphLayout.Point], _ html: inout HTML) {
    guard route.count > 1, var start = route.first, var end = route.last else { return }
    let downwards = start.y <= end.y
    start.y += (downwards ? 1 : -1) * boxes[edge.from].height / 2
    end.y += (downwards ? -1 : 1) * boxes[edge.to].height / 2
    let points = [start] + route.dropFirst().dropLast() + [end]
    var path: HTML = "M\(start.x) \(start.y)"
    for (a, b) in zip(points, points.dropFirst()) {
      let middle = (a.y + b.y) / 2
      path += "C\(a.x) \(middle) \(b.x) \(middle) \(b.x) \(b.y)"
    }
    // Every edge arrives upright, so that its head needs no turning, and no identifier.
    let head = downwards ? "l-3.5 -7h7z" : "l-3.5 7h7z"
    html += """
      <path class="edge" d="\(path)"/><path class="arrow" d="M\(end.x) \(end.y)\(head)"/>

      """
    guard !edge.label.isEmpty else { return }
    // On the last piece, nearer to the target, where edges that share a source have parted.
    let a = points[points.count - 2]
    let b = points[points.count - 1]
    let width = TextMetrics.width(edge.label, size: 11.5) + 6
    let middle = 0.844 * b.x + 0.156 * a.x  // The curve at three quarters of its parameter.
    let x = min(max(middle, width / 2), max(width / 2, layout.width - width / 2))
    let y = a.y + 0.7 * (b.y - a.y)
    html += """
      <rect class="label-ground" x="\(x - width / 2)" y="\(y - 9)" width="\(width)" height="17"/>\
      <text class="small" text-anchor="middle" x="\(x)" y="\(y + 4)">\(edge.label)</text>

      """
  }

  private func draw(_ index: Int, _ html: inout HTML) {
    let centre = layout.centres[index]
    let box = boxes[index]
    html += """
      <rect class="box leaf" x="\(centre.x - box.width / 2)" y="\(centre.y - box.height / 2)" \
      width="\(box.width)" height="\(box.height)" rx="4"/>

      """
    var y = centre.y - box.height / 2 + 7
    for line in lines[index] {
      y += 19
      html += "<text text-anchor=\"middle\" x=\"\(centre.x)\" y=\"\(y - 5)\">\(line)</text>\n"
    }
    for line in small[index] {
      y += 16
      html += """
        <text class="small" text-anchor="middle" x="\(centre.x)" y="\(y - 4)">\(line)</text>

        """
    }
  }
}
