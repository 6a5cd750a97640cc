/// A position in `Document.nodes`.
package typealias NodeIndex = Int

/// One node of a parsed document.
///
/// Nodes stand in pre-order in one flat array: the children of a node follow it directly, and
/// `next` is the first node after its subtree.
package struct Node: Sendable {
  package enum Kind: UInt8, Sendable, Hashable {
    // Blocks.
    case document, blockQuote, list, item, codeBlock, htmlBlock, paragraph, heading
    case thematicBreak, footnoteDefinition, table, tableRow, tableCell
    // Inlines.
    case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, strikethrough, link
    case image, footnoteReference

    /// The `==` that raw values bring is generic, which costs ten times as much in other modules.
    @inlinable package static func == (a: Kind, b: Kind) -> Bool { a.rawValue == b.rawValue }
  }

  package let kind: Kind

  /// The byte range in the source; never empty unless the node is.
  package var start: Int32
  package var end: Int32

  /// The enclosing node; the document's is itself.
  package let parent: Int32
  package var next: Int32

  /// The node's own characters, a range of `Document.literals`: text, code, raw HTML.
  package var literal: Range<Int32>

  /// Heading level; list start; table columns; the references to a footnote. Of what has a target,
  /// its index in `Document.targets`, -1 for none.
  package var number: Int32

  package var flags: Flags

  package struct Flags: OptionSet, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    package static let ordered = Flags(rawValue: 1 << 0)
    package static let tight = Flags(rawValue: 1 << 1)
    package static let task = Flags(rawValue: 1 << 2)
    package static let checked = Flags(rawValue: 1 << 3)
    package static let header = Flags(rawValue: 1 << 4)
    package static let fenced = Flags(rawValue: 1 << 5)
    package static let alignLeft = Flags(rawValue: 1 << 6)
    package static let alignCenter = Flags(rawValue: 1 << 7)
    package static let alignRight = Flags(rawValue: 1 << 8)
  }

  package init(
    kind: Kind, start: Int32, end: Int32, parent: Int32, next: Int32, literal: Range<Int32> = 0..<0,
    number: Int32 = 0, flags: Flags = []
  ) {
    self.kind = kind
    self.start = start
    self.end = end
    self.parent = parent
    self.next = next
    self.literal = literal
    self.number = number
    self.flags = flags
  }
}

/// What a link, an image, a fence or a reference to a footnote has beside its own characters. Ranges of
/// `Document.literals`.
package struct Target: Sendable {
  /// The destination, the info string of a fence, the anchor of a footnote.
  package let destination: Range<Int32>

  /// The title of a link or an image.
  package var title: Range<Int32> = 0..<0

  /// The number of a reference among those to its footnote.
  package var number: Int32 = 0
}

extension Node.Kind {
  /// Whether `Node.number` is the index of a target.
  var hasTarget: Bool {
    switch self {
    case .codeBlock, .link, .image, .footnoteReference: true
    default: false
    }
  }
}
