import Diagnostics
import Model
import Quantities
import Syntax

/// Reads `<!-- docgen-accept rule, rule: reason -->`, and what each covers.
func readAcceptances(
  _ document: Document, blocks: Blocks
) -> (acceptances: [Acceptance], diagnostics: [Diagnostic]) {
  var reader = AcceptanceReader(document: document)
  for (index, node) in document.nodes.enumerated() {
    switch node.kind {
    case .htmlBlock where reader.isAcceptance(index):
      reader.read(index, next: reader.nextBlock(after: index))
      reader.reportNearMisses(index)
    case .htmlBlock: reader.reportNearMisses(index)
    case .htmlInline:
      reader.read(index, next: nil)
      reader.reportNearMisses(index)
    default: break
    }
  }
  return (reader.acceptances, reader.diagnostics)
}

private struct AcceptanceReader {
  let document: Document
  var acceptances: [Acceptance] = []
  var diagnostics: [Diagnostic] = []

  /// The block after the last run of comments, and where it begins: the same for each of the run.
  private var covered: (end: NodeIndex, parent: Int32, block: Span?)?

  init(document: Document) { self.document = document }

  /// Reads the comments of a node of HTML.
  ///
  /// - Parameter next: the block that they cover; nil where each covers its line.
  mutating func read(_ index: NodeIndex, next: Span?) {
    let node = document.nodes[index]
    let source = document.source.bytes
    let place = Self.place(node, in: source)
    var offset = place.lowerBound
    let end = place.upperBound
    while let start = source.find("<!-- docgen-accept", in: offset..<max(offset, end)) {
      let close = source.find("-->", in: start..<end) ?? end
      offset = min(end, close + 3)
      readComment(start..<offset, inner: (start + 18)..<max(start + 18, close), next)
    }
  }

  /// Reports comments that are meant as acceptances and are not written as such.
  mutating func reportNearMisses(_ index: NodeIndex) {
    let source = document.source.bytes
    let place = Self.place(document.nodes[index], in: source)
    var offset = place.lowerBound
    while let start = source.find("<!--", in: offset..<max(offset, place.upperBound)) {
      offset = start + 4
      var from = offset
      while from < place.upperBound, source[from] == UInt8(ascii: " ") { from += 1 }
      var end = from
      while end < place.upperBound,
        source[end].isLetter || source[end] == UInt8(ascii: "-")
          || source[end] == UInt8(ascii: "_")
      {
        // A comment's end is no part of a word.
        if source[end] == UInt8(ascii: "-"), end + 1 < place.upperBound,
          source[end + 1] == UInt8(ascii: "-")
        {
          break
        }
        end += 1
      }
      let word = source.string(from..<end)
      let isExact = word == "docgen-accept" && from == start + 5
      guard !isExact, word.count >= 9, nearMiss(to: word, in: ["docgen-accept"]) != nil else {
        continue
      }
      let written = document.source.span(start..<end)
      diagnostics.append(
        Diagnostic(
          .malformedAcceptance,
          "an acceptance begins with `<!-- docgen-accept`, and this comment with "
            + "`\(source.string(start..<end))`: nothing is accepted", at: written,
          fixes: [
            FixIt(
              "write `<!-- docgen-accept`", replacing: written, with: "<!-- docgen-accept")
          ]))
    }
  }

  /// Where a node's HTML stands: its literal, where that is a part of the source.
  static func place(_ node: Node, in source: [UInt8]) -> Range<Int> {
    let literal = Int(node.literal.lowerBound)..<Int(node.literal.upperBound)
    if !literal.isEmpty, literal.upperBound <= source.count { return literal }
    let end = min(Int(node.end), source.count)
    return min(Int(node.start), end)..<end
  }

  private mutating func readComment(
    _ comment: Range<Int>, inner: Range<Int>, _ next: Span?
  ) {
    let bytes = document.source.bytes
    let span = document.source.span(comment)
    var colon = inner.lowerBound
    while colon < inner.upperBound {
      let value = bytes.scalar(at: colon).value
      if value == 0x3A || value == 0xFF1A { break }
      colon += bytes.scalar(at: colon).length
    }
    let rules = names(inner.lowerBound..<min(colon, inner.upperBound))
    let rest = colon < inner.upperBound ? colon + bytes.scalar(at: colon).length : colon
    let reason = bytes.trimmed(rest..<max(rest, inner.upperBound))
    guard !rules.isEmpty, !reason.isEmpty else {
      diagnostics.append(
        Diagnostic(
          .malformedAcceptance,
          rules.isEmpty
            ? "this acceptance names no finding" : "this acceptance gives no reason", at: span))
      return
    }
    acceptances += rules.map { rule in
      Acceptance(
        rule: Located(bytes.string(rule), at: document.source.span(rule)),
        reason: bytes.string(reason), scope: next ?? line(endingAt: span), span: span)
    }
  }

  /// The places of names between commas.
  private func names(_ range: Range<Int>) -> [Range<Int>] {
    let bytes = document.source.bytes
    var names: [Range<Int>] = []
    var start = range.lowerBound
    var at = start
    while at <= range.upperBound {
      let scalar = at < range.upperBound ? bytes.scalar(at: at) : (value: 0x2C, length: 1)
      if [0x2C, 0xFF0C, 0x3001].contains(scalar.value) {
        let name = bytes.trimmed(start..<at)
        if !name.isEmpty { names.append(name) }
        start = at + scalar.length
      }
      at += scalar.length
    }
    return names
  }

  /// From the beginning of the line to the comment that ends it.
  func line(endingAt span: Span) -> Span {
    document.source.span(document.source.bytes.lineStart(span.start)..<span.end)
  }

  /// The block after a comment, other comments skipped.
  mutating func nextBlock(after index: NodeIndex) -> Span? {
    let parent = document.nodes[index].parent
    if let covered, covered.parent == parent, index < covered.end { return covered.block }
    var next = Int(document.nodes[index].next)
    var block: Span?
    while next < document.nodes.count, document.nodes[next].parent == parent {
      if document.nodes[next].kind != .htmlBlock || !isAcceptance(next) {
        block = document.span(of: next)
        break
      }
      next = Int(document.nodes[next].next)
    }
    covered = (next, parent, block)
    return block
  }

  func isAcceptance(_ index: NodeIndex) -> Bool {
    let source = document.source.bytes
    let place = Self.place(document.nodes[index], in: source)
    return source.find("<!-- docgen-accept", in: place) != nil
  }
}
