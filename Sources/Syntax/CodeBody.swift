import Diagnostics

/// The lines of a code block, each with its place in the source.
///
/// A fence may stand in a list or a quote, so its lines are not one stretch of the source: each
/// line's own bytes are, after the prefix that belongs to the containers.
package struct CodeBody: Sendable {
  package struct Line: Sendable {
    /// The line's range in the literal of its block, without its line ending.
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
    let (bytes, literal) = literals.located(node.literal)
    var lines: [CodeBody.Line] = []
    lines.reserveCapacity(literal.count / 24 + 1)
    let isInSource = Int(node.literal.upperBound) <= source.bytes.count
    let base = literal.lowerBound
    var place = Int(node.start)
    if node.flags.contains(.fenced) { place = endOfLine(place).next }
    var at = literal.lowerBound
    while at < literal.upperBound {
      let end = bytes.firstIndex(of: 0x0A, in: at..<literal.upperBound) ?? literal.upperBound
      if isInSource {
        let text = at..<(end > at && bytes[end - 1] == 0x0D ? end - 1 : end)
        lines.append(
          .init(literal: (text.lowerBound - base)..<(text.upperBound - base), source: text))
      } else {
        let line = endOfLine(place)
        var count = 0
        while count < end - at, line.end - count > place,
          source.bytes[line.end - count - 1] == bytes[end - count - 1]
        {
          count += 1
        }
        lines.append(
          .init(literal: (at - base)..<(end - base), source: (line.end - count)..<line.end))
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
