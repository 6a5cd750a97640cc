/// One line of a drawn tree: what is drawn before the text, and the text.
///
/// Depth is read from the drawing alone, whose characters are all one column wide; the width of a
/// label never matters.
package struct TreeLine: Sendable {
  package enum Kind: Sendable, Hashable {
    /// Nothing but space.
    case blank
    /// Nothing but pipes: a spacer.
    case pipes
    /// A branch or a corner with a text.
    case node
    /// A border of a box, or a ruler.
    case rule
    /// A text that hangs on no branch.
    case text
  }

  package enum Mark: Sendable, Hashable { case none, branch, corner }

  package struct Pipe: Sendable, Hashable {
    package let column: Int
    package let range: Range<Int>
    package let isASCII: Bool
  }

  package let kind: Kind
  package let pipes: [Pipe]
  package let mark: Mark

  /// The column of the branch or corner; of the text where there is neither.
  package let column: Int

  /// The branch or corner character.
  package let elbow: Range<Int>
  package let text: Range<Int>

  /// Whether the text stands right behind its dashes.
  package let lacksSpace: Bool

  /// Whether the branch is drawn in ASCII, as in `|--` and `+--`.
  package let isASCII: Bool
  package let hasTab: Bool

  /// Reads a line; `ascii` allows `|--`, `+--`, `\--` and `` `-- `` as branches.
  package init(_ bytes: [UInt8], _ range: Range<Int>, ascii: Bool) {
    var scan = TreeLineScan(bytes: bytes, end: range.upperBound, offset: range.lowerBound)
    scan.readPipes(ascii: ascii)
    let elbow = scan.readElbow(ascii: ascii)
    var lacksSpace = false
    if elbow.mark != .none {
      let dashes = scan.readDashes()
      lacksSpace = dashes > 0 && !scan.skipSpaces()
    }
    pipes = scan.pipes
    mark = elbow.mark
    self.elbow = elbow.range
    column = elbow.mark == .none ? scan.column : elbow.column
    isASCII = elbow.isASCII
    hasTab = scan.hasTab
    text = Self.withoutWall(bytes, bytes.trimmed(scan.offset..<range.upperBound))
    if text.isEmpty {
      kind = mark != .none ? (scan.dashes > 4 ? .rule : .node) : pipes.isEmpty ? .blank : .pipes
      self.lacksSpace = false
    } else if Self.isBorder(bytes, text) {
      kind = .rule
      self.lacksSpace = false
    } else {
      kind = mark == .none ? .text : .node
      self.lacksSpace = lacksSpace
    }
  }

  /// A text without the wall of the box that it stands in: `Control Plane      │`.
  private static func withoutWall(_ bytes: [UInt8], _ text: Range<Int>) -> Range<Int> {
    guard text.count > 4,
      [0x2502, 0x2503, 0x2551].contains(bytes.scalar(before: text.upperBound).value),
      isSpace(bytes.scalar(before: text.upperBound - 3).value)
    else { return text }
    return bytes.trimmed(text.lowerBound..<(text.upperBound - 3))
  }

  /// Whether a pipe stands in a column. O(log pipes).
  package func hasPipe(at column: Int) -> Bool {
    var low = 0
    var high = pipes.count
    while low < high {
      let middle = (low + high) / 2
      if pipes[middle].column < column { low = middle + 1 } else { high = middle }
    }
    return low < pipes.count && pipes[low].column == column
  }

  /// Whether a text is drawn and not written: the rest of a border, or a row of `===`.
  private static func isBorder(_ bytes: [UInt8], _ text: Range<Int>) -> Bool {
    var offset = text.lowerBound
    while offset < text.upperBound {
      let (value, length) = bytes.scalar(at: offset)
      switch value {
      case 0x2500...0x259F, 0x20, 0x2D, 0x3D, 0x2B, 0x2A, 0x5F, 0x7E, 0x7C: offset += length
      default: return false
      }
    }
    return text.count > 2 || bytes[text.lowerBound] >= 0x80
  }
}

/// The state of reading one line's drawing.
private struct TreeLineScan {
  let bytes: [UInt8]
  let end: Int
  var offset: Int
  var column = 0
  var dashes = 0
  var pipes: [TreeLine.Pipe] = []
  var hasTab = false

  mutating func readPipes(ascii: Bool) {
    while offset < end {
      let (value, length) = bytes.scalar(at: offset)
      switch value {
      case 0x20, 0xA0: column += 1
      case 0x3000: column += 2
      case 0x09:
        column = (column / 4 + 1) * 4
        hasTab = true
      case 0x2502, 0x2503, 0x2551, 0x2506, 0x250A, 0x254E:
        pipes.append(.init(column: column, range: offset..<(offset + length), isASCII: false))
        column += 1
      case 0x7C
      where !(ascii && (isDash(after: offset) || isScore(after: offset))) && isGap(offset + 1):
        pipes.append(.init(column: column, range: offset..<(offset + 1), isASCII: true))
        column += 1
      default: return
      }
      offset += length
    }
  }

  mutating func readElbow(
    ascii: Bool
  ) -> (
    mark: TreeLine.Mark, column: Int, range: Range<Int>, isASCII: Bool
  ) {
    let place = column
    guard offset < end else { return (.none, place, offset..<offset, false) }
    let (value, length) = bytes.scalar(at: offset)
    var mark: TreeLine.Mark
    switch value {
    case 0x251C...0x2523, 0x255E...0x2560: mark = .branch
    case 0x2514...0x2517, 0x2558...0x255A, 0x2570: mark = .corner
    case 0x7C, 0x2B:
      mark = ascii && (isDash(after: offset) || isScore(after: offset)) ? .branch : .none
    case 0x60, 0x5C: mark = ascii && isDash(after: offset) ? .corner : .none
    default: mark = .none
    }
    let isASCII = mark != .none && value < 0x80
    if isASCII, !isTreeDash(after: offset), !isScore(after: offset) { mark = .none }
    guard mark != .none else { return (.none, place, offset..<offset, false) }
    let range = offset..<(offset + length)
    offset += length
    column += 1
    if isASCII, bytes[offset] == UInt8(ascii: "_") {
      while offset < end, bytes[offset] == UInt8(ascii: "_") {
        offset += 1
        column += 1
      }
    }
    return (mark, place, range, isASCII)
  }

  /// Skips the dashes and an arrow head; the number of dashes.
  mutating func readDashes() -> Int {
    while offset < end {
      let (value, length) = bytes.scalar(at: offset)
      switch value {
      case 0x2500, 0x2501, 0x2550, 0x2504, 0x2508, 0x254C, 0x2574, 0x252C, 0x2D: dashes += 1
      default:
        // `├─> name`, `├─→ name`: the head belongs to the drawing.
        if dashes > 0, [0x3E, 0x25B6, 0x25BA, 0x2192].contains(value) {
          offset += length
          column += 1
        }
        return dashes
      }
      offset += length
      column += 1
    }
    return dashes
  }

  /// Skips space; whether there was any, or nothing is left.
  mutating func skipSpaces() -> Bool {
    let start = offset
    while offset < end {
      let (value, length) = bytes.scalar(at: offset)
      guard isSpace(value) else { break }
      if value == 0x09 { hasTab = true }
      offset += length
      column += 1
    }
    return offset > start || offset == end
  }

  private func isGap(_ place: Int) -> Bool {
    guard place < end else { return true }
    let value = bytes.scalar(at: place).value
    return isSpace(value) || (value >= 0x2500 && value <= 0x257F)
  }

  private func isDash(after place: Int) -> Bool {
    place + 1 < end && bytes[place + 1] == UInt8(ascii: "-")
  }

  /// Whether two or three underscores and a space follow, as in `|__ name`.
  private func isScore(after place: Int) -> Bool {
    var next = place + 1
    while next < end, bytes[next] == UInt8(ascii: "_") { next += 1 }
    return next - place - 1 >= 2 && next - place - 1 <= 3 && next < end
      && bytes[next] == UInt8(ascii: " ")
  }

  /// Whether one to three dashes and then a space or a text follow: not a border, not an arrow.
  private func isTreeDash(after place: Int) -> Bool {
    var next = place + 1
    while next < end, bytes[next] == UInt8(ascii: "-") { next += 1 }
    let count = next - place - 1
    guard count >= 1, count <= 3, next < end else { return false }
    return count > 1
      ? ![UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "|")].contains(bytes[next])
      : bytes[next] == UInt8(ascii: " ")
  }
}
