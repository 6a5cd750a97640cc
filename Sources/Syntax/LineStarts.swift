import Glibc

/// Where the lines begin that cmark counts: it also ends a line at a carriage return alone.
struct LineStarts {
  let bodyStart: Int
  private let source: UnsafeBufferPointer<UInt8>
  private let starts: [Int32]

  init(_ source: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.source = source
    bodyStart = start
    var starts = [Int32(start)]
    starts.reserveCapacity(source.count / 24 + 1)
    if let base = source.baseAddress {
      let hasReturns = memchr(base + start, 0x0D, source.count - start) != nil
      var at = start
      if hasReturns {
        while at < source.count {
          let byte = source[at]
          at += 1
          if byte == 0x0D, at < source.count, source[at] == 0x0A { at += 1 }
          if byte == 0x0A || byte == 0x0D { starts.append(Int32(at)) }
        }
      } else {
        while let found = memchr(base + at, 0x0A, source.count - at) {
          at = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
          starts.append(Int32(at))
        }
      }
    }
    self.starts = starts
  }

  var count: Int { starts.count }

  /// The offset of a line and column, both from one, no further than the end of the line.
  func offset(line: Int, column: Int) -> Int {
    guard line >= 1 else { return bodyStart }
    guard line <= starts.count else { return source.count }
    let start = Int(starts[line - 1])
    return min(start + max(column - 1, 0), end(ofLine: line))
  }

  /// The end of a line, its line ending excluded.
  func end(ofLine line: Int) -> Int {
    guard line >= 1 else { return bodyStart }
    guard line < starts.count else { return source.count }
    let start = Int(starts[line - 1])
    var end = Int(starts[line])
    if end > start, source[end - 1] == 0x0A { end -= 1 }
    if end > start, source[end - 1] == 0x0D { end -= 1 }
    return end
  }

  /// The start of the line after the one that holds an offset. O(log lines).
  func start(after offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    return high < starts.count ? Int(starts[high]) : source.count
  }
}
