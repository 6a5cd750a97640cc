import Diagnostics

/// The lines of a code block, each with its place in the source.
///
/// A fence may stand in a list or a quote, so its lines are not one stretch of the source: each
/// line's own bytes are, after the prefix that belongs to the containers.
package struct CodeBody: Sendable {
  package struct Line: Sendable {
    /// The line's range in `Document.literals`, without its line ending.
    package let literal: Range<Int>

    /// The same bytes in the source. Shorter than the literal where a tab of the source reads as
    /// several spaces; empty where the line is not to be found.
    package let source: Range<Int>
  }

  package let lines: [Line]
}

extension Document {
  /// The lines of a code block or an HTML block. O(size of the block).
  package func codeBody(of index: NodeIndex) -> CodeBody {
    let node = nodes[index]
    let literal = Int(node.literal.lowerBound)..<Int(node.literal.upperBound)
    var lines: [CodeBody.Line] = []
    lines.reserveCapacity(literal.count / 24 + 1)
    let isInSource = literal.upperBound <= source.bytes.count
    var place = Int(node.start)
    if node.flags.contains(.fenced) { place = endOfLine(place).next }
    var at = literal.lowerBound
    while at < literal.upperBound {
      let end = literals.firstIndex(of: 0x0A, in: at..<literal.upperBound) ?? literal.upperBound
      if isInSource {
        let text = at..<(end > at && literals[end - 1] == 0x0D ? end - 1 : end)
        lines.append(.init(literal: text, source: text))
      } else {
        let line = endOfLine(place)
        var count = 0
        while count < end - at, line.end - count > place,
          source.bytes[line.end - count - 1] == literals[end - count - 1]
        {
          count += 1
        }
        lines.append(.init(literal: at..<end, source: (line.end - count)..<line.end))
        place = line.next
      }
      at = end + 1
    }
    return CodeBody(lines: lines)
  }

  private func endOfLine(_ start: Int) -> (end: Int, next: Int) {
    let bytes = source.bytes
    var at = start
    while at < bytes.count, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
    let isPair = at + 1 < bytes.count && bytes[at] == 0x0D && bytes[at + 1] == 0x0A
    return (at, min(at + (isPair ? 2 : 1), bytes.count))
  }
}
