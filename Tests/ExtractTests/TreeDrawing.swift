import Diagnostics
import Extract

/// A tree as people think of it: names and depths.
struct Sketch: Equatable, CustomStringConvertible {
  var nodes: [(name: String, depth: Int)]

  static func == (a: Sketch, b: Sketch) -> Bool {
    a.nodes.map(\.name) == b.nodes.map(\.name) && a.nodes.map(\.depth) == b.nodes.map(\.depth)
  }

  var description: String {
    nodes.map { String(repeating: "  ", count: $0.depth) + $0.name }.joined(separator: "\n")
  }

  init(_ nodes: [(String, Int)]) { self.nodes = nodes.map { ($0.0, $0.1) } }

  /// What a drawing was read as.
  init(_ tree: BoxTree) {
    nodes = tree.nodes.map { (tree.text.bytes.text($0.text), $0.depth) }
  }

  /// Draws the tree in one of the usual styles.
  func drawn(branch: String = "├─ ", corner: String = "└─ ", pipe: String = "│   ") -> String {
    let blank = String(repeating: " ", count: pipe.count)
    var lines: [String] = []
    for index in nodes.indices {
      let depth = nodes[index].depth
      guard depth > 0 else {
        if index > 0 { lines.append("") }
        lines.append(nodes[index].name)
        continue
      }
      var prefix = ""
      for level in 1..<depth { prefix += follows(index, at: level) ? pipe : blank }
      lines.append(prefix + (follows(index, at: depth) ? branch : corner) + nodes[index].name)
    }
    return lines.joined(separator: "\n")
  }

  /// Whether a sibling at a level comes after a node and before anything higher.
  private func follows(_ index: Int, at level: Int) -> Bool {
    for next in nodes[(index + 1)...] {
      if next.depth < level { return false }
      if next.depth == level { return true }
    }
    return false
  }
}

extension Array where Element == UInt8 {
  func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }
}

/// A small generator of repeatable numbers.
struct Dice {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed &* 2 &+ 1 }

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(sides))
  }

  mutating func pick<T>(_ items: [T]) -> T { items[roll(items.count)] }
}

func tree(_ text: String) -> BoxTree { BoxTree(DiagramText(id: SourceID(0), text: text)) }
