package import Diagnostics

/// The characters of a block's inlines with the markup stripped, and the way back to the source.
///
/// `**100%** → **95%**` reads as `100% → 95%`, and every byte of it knows its place, so that
/// extractors read plain text and findings still point into Markdown. A soft break reads as a
/// newline; a hard break too.
package struct InlineText: Sendable {
  /// A stretch of the text that stands in the source as it is.
  package struct Run: Sendable {
    /// Where the stretch begins in `bytes`, and where in the source.
    package let offset: Int
    package let source: Int

    /// Whether it is the content of a code span.
    package let isCode: Bool

    /// The bytes that the source has for it where it is one character written otherwise, as an
    /// escape or an entity is; zero where it stands there as it reads.
    package let written: Int

    package init(offset: Int, source: Int, isCode: Bool, written: Int = 0) {
      self.offset = offset
      self.source = source
      self.isCode = isCode
      self.written = written
    }
  }

  package let id: SourceID
  package let bytes: [UInt8]

  /// The first stretch; nil where there is none.
  private let first: Run?

  /// All of them where there are several; of one, which most texts have, no list is made.
  private let runs: [Run]

  /// The end of the block in the source.
  package let sourceEnd: Int

  package init(id: SourceID, bytes: [UInt8], runs: [Run], sourceEnd: Int) {
    self.id = id
    self.bytes = bytes
    first = runs.first
    self.runs = runs.count > 1 ? runs : []
    self.sourceEnd = sourceEnd
  }

  /// A text that stands in the source as one stretch.
  init(id: SourceID, bytes: [UInt8], run: Run, sourceEnd: Int) {
    self.id = id
    self.bytes = bytes
    first = run
    runs = []
    self.sourceEnd = sourceEnd
  }

  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The place in the source of a range of `bytes`. O(log runs).
  package func span(of range: Range<Int>) -> Span {
    guard !range.isEmpty else {
      return Span(id, place(of: range.lowerBound)..<place(of: range.lowerBound))
    }
    let start = place(of: range.lowerBound)
    let last = range.upperBound - 1
    guard let run = run(at: last), run.written > 0 else {
      return Span(id, start..<max(start, min(place(of: last) + 1, sourceEnd)))
    }
    return Span(id, start..<max(start, min(run.source + run.written, sourceEnd)))
  }

  private func place(of offset: Int) -> Int {
    guard let run = run(at: offset) else { return sourceEnd }
    return min(run.source + (run.written > 0 ? 0 : offset - run.offset), sourceEnd)
  }

  /// Whether a byte stands in a code span.
  package func isCode(at offset: Int) -> Bool { run(at: offset)?.isCode ?? false }

  private func run(at offset: Int) -> Run? {
    guard !runs.isEmpty else { return first }
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].offset <= offset { low = middle } else { high = middle }
    }
    return runs[low]
  }
}
