package import Diagnostics

/// The text of a fence as lines that know their place in the source.
///
/// A fence may stand in a quote or a list, so that its lines need not be neighbours in the file.
package struct DiagramText: Sendable {
  package struct Line: Sendable {
    /// Without the line ending; indexes `bytes`.
    package let range: Range<Int>

    /// The place of the line's first byte in the source, counted back from its end.
    package let source: Int

    /// The first place in the source that is the line's for certain: NUL, which reads as U+FFFD, and
    /// tabs may make a line longer than its source.
    package let floor: Int

    package init(range: Range<Int>, source: Int, floor: Int? = nil) {
      self.range = range
      self.source = source
      self.floor = max(0, floor ?? source)
    }
  }

  package let id: SourceID
  package let bytes: [UInt8]
  package let lines: [Line]

  package init(id: SourceID, bytes: [UInt8], lines: [Line]) {
    self.id = id
    self.bytes = bytes
    self.lines = lines
  }

  /// Creates the text of a fence whose lines stand in the source as they are.
  package init(id: SourceID, text: String, at offset: Int = 0) {
    let bytes = Array(text.utf8)
    self.init(
      id: id, bytes: bytes,
      lines: bytes.lines(in: bytes.indices).map {
        Line(range: $0, source: offset + $0.lowerBound)
      })
  }

  /// The place in the source of a range of one line.
  package func span(_ range: Range<Int>, line: Int) -> Span {
    let shift = lines[line].source - lines[line].range.lowerBound
    let start = max(lines[line].floor, range.lowerBound + shift)
    return Span(id, start..<max(start, range.upperBound + shift))
  }

  /// From the first line to the last.
  package var span: Span {
    guard let first = lines.first, let last = lines.last else { return Span(id, 0..<0) }
    let start = max(first.floor, first.source)
    return Span(id, start..<max(start, last.source + last.range.count))
  }
}
