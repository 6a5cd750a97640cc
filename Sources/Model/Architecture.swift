package import Diagnostics
package import Quantities

/// A system as a tree or a graph of components, read from a box-drawing tree or a flowchart.
package struct Architecture: Sendable {
  /// What a fence turned out to be.
  package enum Kind: String, Sendable, Hashable {
    case architecture, fileListing, checklist, flow, decisionTree, relationTree, boxPicture, other
  }

  package enum Notation: String, Sendable, Hashable { case tree, mermaid }

  /// Unique in the collection and usable as a file name.
  package let id: String
  package let title: String
  package let kind: Kind
  package let notation: Notation

  /// In pre-order; a parent stands before its children.
  package let components: [Component]
  package let edges: [Edge]
  package let span: Span
  package let section: Int

  /// The words that lead in to it, as in `**架构设计**:`.
  package let caption: String?

  package init(
    id: String, title: String, kind: Kind, notation: Notation, components: [Component],
    edges: [Edge] = [], span: Span, section: Int, caption: String? = nil
  ) {
    self.id = id
    self.title = title
    self.kind = kind
    self.notation = notation
    self.components = components
    self.edges = edges
    self.span = span
    self.section = section
    self.caption = caption
  }

  /// The same architecture under another identifier.
  package func renamed(_ id: String) -> Architecture {
    Architecture(
      id: id, title: title, kind: kind, notation: notation, components: components, edges: edges,
      span: span, section: section, caption: caption)
  }

  /// A drawn connection between two components, by their indices.
  package struct Edge: Sendable, Hashable {
    package let from: Int
    package let to: Int
    package let label: String?

    package init(from: Int, to: Int, label: String? = nil) {
      self.from = from
      self.to = to
      self.label = label
    }
  }

  package var roots: [Int] { components.indices.filter { components[$0].parent == nil } }

  /// How many of a component there are in all: its own count times those of all that hold it.
  ///
  /// 50 nodes of 8 cards make 400 cards. Only exact counts multiply; nil where none is stated.
  package func total(of index: Int) -> Double? {
    var product: Double?
    var next: Int? = index
    while let place = next {
      if let count = components[place].count {
        guard count.comparator == .equal else { return nil }
        product = (product ?? 1) * count.value
      }
      next = components[place].parent
    }
    return product
  }

  package func children(of index: Int) -> [Int] {
    components.indices.filter { components[$0].parent == index }
  }
}

/// One part of an architecture.
package struct Component: Sendable {
  /// The text without count, note and key, markup stripped.
  package let name: String

  /// `部署: 3节点` has the key `部署`.
  package let key: String?

  /// The text of the node as written.
  package let text: String

  /// How many of it there are for one of its parent, where the text says so.
  package let count: Quantity?

  /// Other quantities in the text, such as `512GB` or `3.0GHz`.
  package let quantities: [Located<Quantity>]

  /// The parts of `A + B`; one element when nothing is joined.
  package let parts: [String]

  /// The parts of `A / B`, of which one is meant.
  package let alternatives: [String]

  /// What stands in brackets, or after `#`.
  package let notes: [String]

  /// Bullets and continuation lines under the node.
  package let details: [Located<String>]

  /// The index of the component that holds it, nil for a root.
  package let parent: Int?

  /// Catalog entries named by the text.
  package let technologies: [String]
  package let span: Span

  package init(
    name: String, key: String? = nil, text: String, count: Quantity? = nil,
    quantities: [Located<Quantity>] = [], parts: [String] = [], alternatives: [String] = [],
    notes: [String] = [], details: [Located<String>] = [], parent: Int?,
    technologies: [String] = [], span: Span
  ) {
    self.name = name
    self.key = key
    self.text = text
    self.count = count
    self.quantities = quantities
    self.parts = parts
    self.alternatives = alternatives
    self.notes = notes
    self.details = details
    self.parent = parent
    self.technologies = technologies
    self.span = span
  }
}
