/// A graph laid out in ranks from top to bottom, in the manner of Sugiyama.
///
/// Edges that would close a cycle are turned for the layout alone; long edges pass through the ranks
/// between by way of joints; the order within a rank follows the mean place of neighbours.
package struct GraphLayout {
  package struct Box: Sendable {
    package let width: Double
    package let height: Double

    package init(width: Double, height: Double) {
      self.width = width
      self.height = height
    }
  }

  package struct Point: Sendable, Hashable {
    package var x: Double
    package var y: Double
  }

  /// The centres of the boxes.
  package private(set) var centres: [Point] = []

  /// The points that each edge passes, from its source to its target.
  package private(set) var routes: [[Point]] = []
  package private(set) var width = 0.0
  package private(set) var height = 0.0

  private var rank: [Int] = []

  /// Lays out boxes joined by edges; edges that name no box are left without a route.
  package init(
    _ boxes: [Box], edges: [(from: Int, to: Int)], gap: Double = 22, between: Double = 46
  ) {
    let valid = edges.map { edge in
      boxes.indices.contains(edge.from) && boxes.indices.contains(edge.to) && edge.from != edge.to
    }
    let turned = Self.acyclic(boxes.count, edges, valid)
    rank = Self.ranks(boxes.count, turned, valid)

    // Joints: one in each rank that an edge crosses, while there are not absurdly many.
    var sizes = boxes
    var ranks = rank
    var chains: [[Int]] = []
    var budget = 4 * (boxes.count + edges.count) + 200
    for (index, edge) in turned.enumerated() {
      guard valid[index] else {
        chains.append([])
        continue
      }
      var chain = [edge.from]
      let crossed = rank[edge.to] - rank[edge.from] - 1
      if crossed > 0, crossed <= budget {
        budget -= crossed
        for step in 1...crossed {
          chain.append(sizes.count)
          sizes.append(Box(width: 6, height: 0))
          ranks.append(rank[edge.from] + step)
        }
      }
      chain.append(edge.to)
      chains.append(chain)
    }

    var rows = [[Int]](repeating: [], count: (ranks.max() ?? -1) + 1)
    for node in sizes.indices { rows[ranks[node]].append(node) }
    var above = [[Int]](repeating: [], count: sizes.count)
    var below = [[Int]](repeating: [], count: sizes.count)
    for chain in chains where chain.count > 1 {
      for (a, b) in zip(chain, chain.dropFirst()) {
        below[a].append(b)
        above[b].append(a)
      }
    }
    for sweep in 0..<6 {
      Self.order(&rows, by: sweep % 2 == 0 ? above : below, downwards: sweep % 2 == 0)
    }

    let rowWidths = rows.map { $0.reduce(-gap) { $0 + sizes[$1].width + gap } }
    width = max(0, rowWidths.max() ?? 0) + 2
    var places = [Point](repeating: Point(x: 0, y: 0), count: sizes.count)
    var y = 1.0
    for (row, rowWidth) in zip(rows, rowWidths) {
      let rowHeight = row.reduce(0) { max($0, sizes[$1].height) }
      var x = 1 + (width - 2 - rowWidth) / 2
      for node in row {
        places[node] = Point(x: x + sizes[node].width / 2, y: y + rowHeight / 2)
        x += sizes[node].width + gap
      }
      y += rowHeight + between
    }
    height = max(2, y - between + 1)
    centres = Array(places[..<boxes.count])
    routes = chains.enumerated().map { index, chain in
      let points = chain.map { places[$0] }
      return turned[index].from == edges[index].from ? points : points.reversed()
    }
  }

  /// The edges with those that lead back into a path from the first nodes turned round.
  private static func acyclic(
    _ count: Int, _ edges: [(from: Int, to: Int)], _ valid: [Bool]
  ) -> [(from: Int, to: Int)] {
    var out = [[Int]](repeating: [], count: count)
    for (index, edge) in edges.enumerated() where valid[index] { out[edge.from].append(index) }
    var state = [UInt8](repeating: 0, count: count)
    var turned = edges
    for start in 0..<count where state[start] == 0 {
      var stack = [(node: start, next: 0)]
      state[start] = 1
      while let top = stack.last {
        guard top.next < out[top.node].count else {
          state[top.node] = 2
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let edge = out[top.node][top.next]
        let target = edges[edge].to
        if state[target] == 1 {
          turned[edge] = (from: target, to: edges[edge].from)
        } else if state[target] == 0 {
          state[target] = 1
          stack.append((node: target, next: 0))
        }
      }
    }
    return turned
  }

  /// The length of the longest path to each node.
  private static func ranks(
    _ count: Int, _ edges: [(from: Int, to: Int)], _ valid: [Bool]
  ) -> [Int] {
    var out = [[Int]](repeating: [], count: count)
    var waiting = [Int](repeating: 0, count: count)
    for (index, edge) in edges.enumerated() where valid[index] {
      out[edge.from].append(edge.to)
      waiting[edge.to] += 1
    }
    var rank = [Int](repeating: 0, count: count)
    var ready = (0..<count).filter { waiting[$0] == 0 }
    var next = 0
    while next < ready.count {
      let node = ready[next]
      next += 1
      for target in out[node] {
        rank[target] = max(rank[target], rank[node] + 1)
        waiting[target] -= 1
        if waiting[target] == 0 { ready.append(target) }
      }
    }
    return rank
  }

  private static func order(_ rows: inout [[Int]], by neighbours: [[Int]], downwards: Bool) {
    var place = [Int](repeating: 0, count: neighbours.count)
    for row in rows { for (index, node) in row.enumerated() { place[node] = index } }
    for index in downwards ? Array(rows.indices) : rows.indices.reversed() {
      let weighted = rows[index].map { node -> (node: Int, mean: Double) in
        let near = neighbours[node]
        guard !near.isEmpty else { return (node, Double(place[node])) }
        return (node, Double(near.reduce(0) { $0 + place[$1] }) / Double(near.count))
      }
      rows[index] = weighted.sorted { ($0.mean, $0.node) < ($1.mean, $1.node) }.map(\.node)
      for (position, node) in rows[index].enumerated() { place[node] = position }
    }
  }
}
