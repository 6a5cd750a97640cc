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

  package init(_ file: SourceFile) {
    bytes = file.bytes
    var starts = [0]
    while let end = bytes.firstIndex(
      of: UInt8(ascii: "\n"), in: starts[starts.count - 1]..<bytes.count)
    {
      starts.append(end + 1)
    }
    self.starts = starts
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
    position(at: offset) { $0 & 0xC0 == 0x80 ? 0 : 1 }
  }

  /// The place of a byte offset, its column counted in UTF-16 code units, as editors and SARIF do.
  package func utf16Position(at offset: Int) -> LineColumn {
    position(at: offset) { $0 & 0xC0 == 0x80 ? 0 : $0 >= 0xF0 ? 2 : 1 }
  }

  private func position(at offset: Int, width: (UInt8) -> Int) -> LineColumn {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(at: offset)
    var column = 1
    for byte in bytes[starts[line - 1]..<offset] { column += width(byte) }
    return LineColumn(line: line, column: column)
  }
}
