import Diagnostics
import Syntax

/// The plain text of a document by section, as search shows and indexes it.
struct SearchText: Sendable {
  struct Section: Sendable {
    let slug: String
    let heading: String

    /// The level of the heading, 0 for what stands before the first.
    let level: Int

    /// Its text, a range of `bytes`, without the heading.
    let range: Range<Int>
  }

  private(set) var bytes: [UInt8] = []
  private(set) var sections: [Section] = []

  /// Reads a document's nodes once.
  init(_ document: Document) {
    document.literals.withUnsafeBytes { read(document, $0) }
  }

  private mutating func read(_ document: Document, _ literals: UnsafeLiterals) {
    bytes.reserveCapacity(document.source.bytes.count)
    var headings = document.headings.makeIterator()
    var upcoming = headings.next()
    var current: (slug: String, heading: String, level: Int) = ("", "", 0)
    var start = 0
    var index = 1
    while index < document.nodes.count {
      if let heading = upcoming, heading.node == index {
        sections.append(
          Section(
            slug: current.slug, heading: current.heading, level: current.level,
            range: start..<bytes.count))
        current = (heading.slug, heading.text, heading.level)
        start = bytes.count
        upcoming = headings.next()
        index = max(index + 1, Int(document.nodes[index].next))
        continue
      }
      // It reads like a program: its page of evidence is found by its names.
      if !document.isScenario(index) { append(document.nodes[index], literals) }
      index += 1
    }
    sections.append(
      Section(
        slug: current.slug, heading: current.heading, level: current.level,
        range: start..<bytes.count))
    sections.removeAll { $0.range.isEmpty && $0.heading.isEmpty }
  }

  private mutating func append(_ node: Node, _ literals: UnsafeLiterals) {
    let literal = literals[node.literal]
    switch node.kind {
    case .text, .code: appendCollapsed(literal)
    case .codeBlock:
      space()
      appendCollapsed(literal)
      space()
    case .softBreak:
      // Chinese wrapped over two lines is one run; a space would cut it.
      if !(bytes.last.map { $0 >= 0x80 } ?? false) { space() }
    case .lineBreak, .paragraph, .item, .tableCell, .blockQuote, .list, .table, .tableRow, .heading,
      .thematicBreak, .footnoteDefinition:
      space()
    case .document, .htmlBlock, .htmlInline, .emphasis, .strong, .strikethrough, .link, .image,
      .footnoteReference:
      break
    }
  }

  private mutating func space() {
    if let last = bytes.last, last != UInt8(ascii: " ") { bytes.append(UInt8(ascii: " ")) }
  }

  /// Appends text with white space and box drawing (U+2500–257F) collapsed into single spaces.
  private mutating func appendCollapsed(_ text: UnsafeBufferPointer<UInt8>) {
    var index = 0
    var run = 0
    while index < text.count {
      let byte = text[index]
      if byte > 32, byte != 0xE2 || !isBoxDrawing(text, at: index) {
        index += 1
      } else if byte == 32, index > run, text[index - 1] != 32 {
        index += 1
      } else {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[run..<index]))
        space()
        index += byte == 0xE2 ? 3 : 1
        run = index
      }
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[run...]))
  }

  private func isBoxDrawing(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    index + 2 < text.count && (text[index + 1] == 0x94 || text[index + 1] == 0x95)
  }
}
