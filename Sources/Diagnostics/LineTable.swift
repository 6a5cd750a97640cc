/// A place as people count: both numbers start at one.
package struct LineColumn: Hashable, Sendable {
  package let line: Int

  /// In the unit that the method which made it names.
  package let column: Int
}

/// The starts of the lines of one source, for turning byte offsets into places.
package struct LineTable: Sendable {
  private let starts: [Int]
  private let bytes: [UInt8]

  /// The characters before each multiple of `stride` bytes, where a line is so long that counting
  /// from its start for each of many places in it would take too long; else empty.
  private let marks: [Mark]

  private struct Mark: Sendable {
    var scalars = 0
    var utf16 = 0
  }

  private static let stride = 1024

  /// - Parameter takesReturns: whether the lines of a file that has no line feed end at its carriage
  ///   returns, as they do in Markdown; programs that apply a diff know only line feeds.
  package init(_ file: SourceFile, takesReturns: Bool = true) {
    bytes = file.bytes
    var starts = [0]
    let feed = UInt8(ascii: "\n")
    let hasFeeds = bytes.firstIndex(of: feed, in: 0..<bytes.count) != nil
    let ending = hasFeeds || !takesReturns ? feed : UInt8(ascii: "\r")
    while let end = bytes.firstIndex(of: ending, in: starts[starts.count - 1]..<bytes.count) {
      starts.append(end + 1)
    }
    self.starts = starts
    let ends = starts.dropFirst() + [bytes.count]
    let isLong = zip(starts, ends).contains { $1 - $0 > 8 * Self.stride }
    marks = isLong ? Self.marks(bytes) : []
  }

  private static func marks(_ bytes: [UInt8]) -> [Mark] {
    var marks: [Mark] = []
    var mark = Mark()
    for (offset, byte) in bytes.enumerated() {
      if offset.isMultiple(of: stride) { marks.append(mark) }
      mark.scalars += scalarWidth(byte)
      mark.utf16 += utf16Width(byte)
    }
    return marks
  }

  private static func scalarWidth(_ byte: UInt8) -> Int { byte & 0xC0 == 0x80 ? 0 : 1 }

  private static func utf16Width(_ byte: UInt8) -> Int {
    byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
  }

  package var lineCount: Int { starts.count }

  /// The line, from one, that holds a byte offset. O(log lines).
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The byte range of a line, counted from one, without its line ending.
  package func range(ofLine line: Int) -> Range<Int> {
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }

  package func text(ofLine line: Int) -> String {
    String(decoding: bytes[range(ofLine: line)], as: UTF8.self)
  }

  /// The place of a byte offset, its column counted in Unicode scalars.
  package func scalarPosition(at offset: Int) -> LineColumn {
    position(at: offset, \.scalars, Self.scalarWidth)
  }

  /// The place of a byte offset, its column counted in UTF-16 code units, as editors and SARIF do.
  package func utf16Position(at offset: Int) -> LineColumn {
    position(at: offset, \.utf16, Self.utf16Width)
  }

  private func position(
    at offset: Int, _ count: KeyPath<Mark, Int>, _ width: (UInt8) -> Int
  ) -> LineColumn {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(at: offset)
    let start = starts[line - 1]
    func counted(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 + width($1) } }
    let first = (start + Self.stride - 1) / Self.stride
    let last = offset / Self.stride
    guard first < last, last < marks.count else {
      return LineColumn(line: line, column: 1 + counted(start..<offset))
    }
    let between = marks[last][keyPath: count] - marks[first][keyPath: count]
    let ends = counted(start..<(first * Self.stride)) + counted((last * Self.stride)..<offset)
    return LineColumn(line: line, column: 1 + between + ends)
  }

  /// The bytes of a line within so many of a place in it, cut between characters.
  func excerpt(ofLine line: Int, around place: Range<Int>, margin: Int) -> Range<Int> {
    let whole = range(ofLine: line)
    var start = max(whole.lowerBound, place.lowerBound - margin)
    while start > whole.lowerBound, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    var end = min(whole.upperBound, place.lowerBound + margin)
    while end < whole.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return start..<max(start, end)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
