package import Diagnostics

/// A mermaid `graph` or `flowchart`: nodes, the groups that hold them, and edges.
package struct Flowchart: Sendable {
  /// A node, or a `subgraph`.
  package struct Node: Sendable {
    package let id: String
    /// With line breaks as such, and as many bytes as its span.
    package internal(set) var label: [UInt8]

    /// The label in the source, or the identifier where there is none.
    package internal(set) var span: Span

    /// The index of the subgraph that holds it.
    package internal(set) var group: Int?
    package let isGroup: Bool

    /// Drawn as a rhombus.
    package internal(set) var isDecision = false
  }

  package struct Edge: Sendable, Hashable {
    package let from: Int
    package let to: Int
    package let label: String?
  }

  package internal(set) var nodes: [Node] = []
  package internal(set) var edges: [Edge] = []
  package internal(set) var diagnostics: [Diagnostic] = []

  /// Reads a diagram; nil where its first line names another kind of diagram.
  package init?(_ text: DiagramText) {
    guard case .flowchart(let start) = MermaidHeader(text) else { return nil }
    var parser = FlowchartParser(text: text, line: start.line, offset: start.offset)
    parser.parse()
    nodes = parser.nodes
    edges = parser.edges
    diagnostics = parser.diagnostics
  }
}

/// What the first line of a mermaid block says that it is.
package enum MermaidHeader: Sendable {
  case flowchart(start: (line: Int, offset: Int))
  case other(String)

  /// Neither: the word that stands there.
  case unknown(word: String, line: Int, range: Range<Int>)
  case empty

  package init(_ text: DiagramText) {
    var inFrontMatter = false
    for (index, line) in text.lines.enumerated() {
      let range = text.bytes.trimmed(line.range)
      if range.isEmpty || text.bytes.has("%%", at: range.lowerBound) { continue }
      if text.bytes.has("---", at: range.lowerBound), range.count == 3 {
        inFrontMatter.toggle()
        continue
      }
      if inFrontMatter { continue }
      var end = range.lowerBound
      while end < range.upperBound, Self.isWord(text.bytes[end]) { end += 1 }
      let word = text.bytes.string(range.lowerBound..<end)
      switch word {
      case "graph", "flowchart", "flowchart-elk":
        let rest = text.bytes.trimmed(end..<range.upperBound)
        self = .flowchart(start: (index, Self.skipDirection(text.bytes, rest)))
      case _ where Self.others.contains(word): self = .other(word)
      default: self = .unknown(word: word, line: index, range: range)
      }
      return
    }
    self = .empty
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    isLatin(UInt32(byte)) || isDigit(UInt32(byte)) || byte == UInt8(ascii: "-")
  }

  private static func skipDirection(_ bytes: [UInt8], _ rest: Range<Int>) -> Int {
    for direction: StaticString in ["TB", "TD", "BT", "RL", "LR"]
    where bytes.has(direction, at: rest.lowerBound) { return rest.lowerBound + 2 }
    return rest.lowerBound
  }

  /// The kinds of diagrams that are shown and not read.
  package static let others: Set<String> = [
    "sequenceDiagram", "classDiagram", "classDiagram-v2", "stateDiagram", "stateDiagram-v2",
    "erDiagram", "gantt", "pie", "journey", "mindmap", "timeline", "gitGraph", "quadrantChart",
    "requirementDiagram", "C4Context", "C4Container", "C4Component", "C4Dynamic", "C4Deployment",
    "sankey-beta", "sankey", "xychart-beta", "xychart", "block-beta", "block", "packet-beta",
    "packet", "kanban", "architecture-beta", "architecture", "zenuml", "info", "radar-beta",
    "treemap-beta", "treemap",
  ]
}
