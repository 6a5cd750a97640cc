import Diagnostics
import Model

extension Rule {
  /// Flags the cells of rows that are wider than the head of their table, which are shown nowhere.
  static let droppedCell = Rule(
    "dropped-cell", .warning, "多出表头的单元格", "Cell beyond the head of its table",
    """
    A row has no more cells than the head of its table: what stands beyond is shown nowhere.

        | 组件 | 费用 |
        |------|------|
        | 主库 | $0.1184/h × 730 h | $86.43 |        <- the amount is not shown
        | 查询 | `ps | grep etcd` |                   <- nor is ` grep etcd`

    A pipe in a cell parts it, in code as well, and is written `\\|`.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments where !document.tables.isEmpty {
      let source = collection.source(document)
      for table in document.tables {
        let dropped = droppedCells(of: table, in: source.bytes).map(source.span)
        guard let first = dropped.first else { continue }
        let others =
          switch dropped.count {
          case 1: ""
          case 2: ", nor is what stands so in 1 other row"
          default: ", nor is what stands so in \(dropped.count - 1) other rows"
          }
        reporter.report(
          "a row has no more cells than the head of its table, and `\(collection.quoted(first))` is shown nowhere"
            + others,
          at: first, notes: dropped.dropFirst().prefix(5).map { .init("here", at: $0) })
      }
    }
  }
}

/// The parts of rows that stand beyond the last column of a table. O(bytes of the table).
private func droppedCells(of table: Table, in bytes: [UInt8]) -> [Range<Int>] {
  let limit = table.columns.count
  let end = min(table.span.end, bytes.count)
  return bytes.withUnsafeBufferPointer { bytes in
    var found: [Range<Int>] = []
    var start = table.span.start
    var line = 0
    while start < end {
      var stop = start
      var cells = 0
      var last = start - 1
      var excess: Int?
      var isEmpty = true
      while stop < end, bytes[stop] != 0x0A {
        if bytes[stop] == 0x7C, bytes[stop - (stop > start ? 1 : 0)] != 0x5C {
          // The pipe before the first cell ends none.
          if !isEmpty || last >= start { cells += 1 }
          if cells == limit, excess == nil { excess = stop + 1 }
          last = stop
          isEmpty = true
        } else if bytes[stop] != 0x20, bytes[stop] != 0x09, bytes[stop] != 0x0D,
          bytes[stop] != 0x3E || last >= start
        {
          isEmpty = false
        }
        stop += 1
      }
      if line > 1, let excess {
        let text = trimmed(excess..<stop, bytes)
        if !text.isEmpty, bytes[text.lowerBound] != UInt8(ascii: "<") { found.append(text) }
      }
      line += 1
      start = stop + 1
    }
    return found
  }
}

/// A part without the blanks and pipes at its ends.
private func trimmed(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
  func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7C }
  var (start, end) = (range.lowerBound, range.upperBound)
  while start < end, isBlank(bytes[start]) { start += 1 }
  while start < end, isBlank(bytes[end - 1]) { end -= 1 }
  return start..<end
}
