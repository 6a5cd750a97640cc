/// A figure of lines that hang on one another, as drawn with `├─` and `└─`.
///
/// Reading never fails: whatever cannot be placed is kept as a detail or a free line, and what is
/// drawn wrongly is placed where its column says and noted as damage.
package struct BoxTree: Sendable {
  /// A line that is a branch, or that branches hang on.
  package struct Node: Sendable {
    /// Indexes the figure's bytes.
    package let text: Range<Int>
    package let parent: Int?
    package let depth: Int

    /// Where the branch, or a root's text, begins.
    package let column: Int
    package let line: Int
    package let mark: TreeLine.Mark

    /// The lines of text that belong to it.
    package internal(set) var details: [Int] = []
  }

  /// A way in which a drawing is wrong.
  package enum Damage: Sendable, Hashable {
    /// The last child is drawn as if another followed.
    case lastBranch(node: Int)
    /// A child is drawn as the last, and another follows.
    case earlyCorner(node: Int, next: Int)
    /// A child stands in another column than its sibling.
    case misaligned(node: Int, sibling: Int)
    /// A pipe stands in a column where no branch is open.
    case strayPipe(line: Int, pipe: Int)
    /// A line between two siblings lacks the pipe that joins them.
    case brokenPipe(line: Int, column: Int)
    /// A branch with no text.
    case emptyNode(node: Int)
  }

  package let text: DiagramText
  package let lines: [TreeLine]

  /// In pre-order.
  package let nodes: [Node]

  /// The lines of text that belong to no node: titles and remarks.
  package let freeLines: [Int]

  /// The lines that are an arrow, as in a flow.
  package let connectors: [Int]
  package let damages: [Damage]

  /// - Parameter hasLayers: whether a line without branches is a node where an arrow leads to it or away.
  package init(_ text: DiagramText, hasLayers: Bool = false) {
    let lines = Self.readLines(text)
    var builder = BoxTreeBuilder(text: text, lines: lines, hasLayers: hasLayers)
    for index in lines.indices { builder.read(index) }
    builder.finish()
    self.text = text
    self.lines = lines
    nodes = builder.nodes
    freeLines = builder.freeLines
    connectors = builder.connectors
    damages = builder.damages
  }

  /// Whether an arrow leads to or away from a line that belongs to no node.
  var hasFreeLayers: Bool {
    !connectors.isEmpty && freeLines.contains { Self.isBesideArrow($0, lines, text) }
  }

  /// Whether the next line above or below, blank ones aside, is an arrow.
  static func isBesideArrow(_ line: Int, _ lines: [TreeLine], _ text: DiagramText) -> Bool {
    func isArrow(_ other: Int?) -> Bool {
      other.map { lines[$0].kind == .text && Self.leadsArrow(text, lines[$0]) } ?? false
    }
    return isArrow(lines[..<line].lastIndex { $0.kind != .blank && $0.kind != .pipes })
      || isArrow(lines[(line + 1)...].firstIndex { $0.kind != .blank && $0.kind != .pipes })
  }

  /// Whether a line of text begins with an arrow up or down.
  static func leadsArrow(_ text: DiagramText, _ line: TreeLine) -> Bool {
    [0x2193, 0x2191, 0x25BC, 0x25B2, 0x21D3, 0x2B07, 0x25BD]
      .contains(text.bytes.scalar(at: line.text.lowerBound).value)
  }

  package var roots: [Int] { nodes.indices.filter { nodes[$0].parent == nil } }

  /// Reads the lines, with ASCII branches only where the figure is drawn in ASCII throughout.
  private static func readLines(_ text: DiagramText) -> [TreeLine] {
    let lines = text.lines.map { TreeLine(text.bytes, $0.range, ascii: false) }
    guard !lines.contains(where: { $0.mark != .none }), mayBeASCII(text) else { return lines }
    let plain = text.lines.map { TreeLine(text.bytes, $0.range, ascii: true) }
    return plain.count { $0.kind == .node && $0.isASCII } >= 2 ? plain : lines
  }

  /// Whether no line ends as the border of a box or of a sequence diagram does.
  private static func mayBeASCII(_ text: DiagramText) -> Bool {
    var branches = 0
    for line in text.lines {
      let range = text.bytes.trimmed(line.range)
      guard let last = text.bytes[range].last else { continue }
      if range.count > 1, last == UInt8(ascii: "|") || last == UInt8(ascii: "+") { return false }
      if text.bytes.find("--", in: range) != nil || text.bytes.find("- ", in: range) != nil
        || text.bytes.find("|__", in: range) != nil
      {
        branches += 1
      }
    }
    return branches >= 2
  }
}
