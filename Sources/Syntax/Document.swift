package import Diagnostics

/// A parsed Markdown document: an immutable, flat tree with byte spans.
package struct Document: Sendable {
  package let source: SourceFile

  /// In pre-order; the first is the document.
  package let nodes: [Node]

  /// The bytes that the nodes' literals and targets are ranges of.
  package let literals: Literals

  /// What nodes lead to, in document order.
  let targets: [Target]

  /// The front matter's mapping, nil when there is none or it is not a mapping.
  package let frontMatter: YAMLNode?

  /// One for each heading, in document order.
  package let headings: [Heading]
  package let diagnostics: [Diagnostic]

  /// A heading with the anchor that it has on its page.
  package struct Heading: Sendable, Hashable {
    package let node: NodeIndex
    package let level: Int
    package let text: String
    package let slug: String

    package init(node: NodeIndex, level: Int, text: String, slug: String) {
      self.node = node
      self.level = level
      self.text = text
      self.slug = slug
    }
  }

  package func span(of index: NodeIndex) -> Span {
    let node = nodes[index]
    return source.span(Int(node.start)..<Int(node.end))
  }

  package func string(_ range: Range<Int32>) -> String {
    String(decoding: literals[range], as: UTF8.self)
  }

  /// What a node leads to; nil for nodes of other kinds, and for fences without an info string.
  func target(of node: Node) -> Target? {
    node.kind.hasTarget && node.number >= 0 ? targets[Int(node.number)] : nil
  }

  /// The destination of a link or an image, the info string of a fence; empty for other nodes.
  package func destination(of node: Node) -> Range<Int32> { target(of: node)?.destination ?? 0..<0 }

  /// The direct children of a node, in order.
  package func children(of index: NodeIndex) -> ChildSequence {
    ChildSequence(nodes: nodes, index: index + 1, end: Int(nodes[index].next))
  }

  /// The nodes of a subtree after its root, in pre-order.
  package func descendants(of index: NodeIndex) -> Range<NodeIndex> {
    (index + 1)..<Int(nodes[index].next)
  }

  package struct ChildSequence: Sequence, IteratorProtocol {
    // The nodes alone: the whole document would be retained in each of its parts.
    let nodes: [Node]
    var index: Int
    let end: Int

    package mutating func next() -> NodeIndex? {
      guard index < end else { return nil }
      defer { index = Int(nodes[index].next) }
      return index
    }
  }
}
