import Diagnostics
import Model
import Quantities

extension ArraySlice<UInt8> {
  /// How far the mark of an item is indented, `- ` or `1. `; nil for a line that is none.
  var indentOfItem: Int? {
    guard let mark = firstIndex(where: { $0 != 0x20 }) else { return nil }
    if "-*+".utf8.contains(self[mark]) {
      return mark + 1 < endIndex && self[mark + 1] == 0x20 ? mark - startIndex : nil
    }
    var end = mark
    while end < endIndex, end - mark < 3, self[end].isDigit { end += 1 }
    return end > mark && end + 1 < endIndex && ".)".utf8.contains(self[end])
      && self[end + 1] == 0x20 ? mark - startIndex : nil
  }
}

/// The items, one level deep, of the list that follows a line behind blank lines at most; empty where none does.
func listItems(below line: FigureLine, of source: SourceFile) -> [FigureLine] {
  let bytes = source.bytes
  var found: [FigureLine] = []
  var start = line.span.end + 1
  while start < bytes.count, found.count <= 60 {
    let end = bytes.lineEnd(start)
    defer { start = end + 1 }
    if bytes[start..<end].allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { continue }
    switch bytes[start..<end].indentOfItem {
    case 0: found.append(FigureLine(start..<end, of: source, document: line.document))
    case .some: continue
    case nil:
      // What goes on in an item is indented.
      if bytes[start] == 0x20, !found.isEmpty { continue }
      return found
    }
  }
  return found
}

extension Collection {
  /// The lines with figures of a document that are headings, or that a list follows, at once or behind a blank line.
  /// O(numbers + their lines).
  func leadingLines(of index: Int) -> [FigureLine] {
    let document = model.documents[index]
    let source = source(document)
    let bytes = source.bytes
    var found: [FigureLine] = []
    var end = 0
    for number in document.numbers where number.span.start >= end {
      let start = bytes.lineStart(number.span.start, limit: number.span.start - end)
      end = bytes.lineEnd(number.span.start)
      if bytes[start] != UInt8(ascii: "#") {
        var next = end + 1
        if next < bytes.count, bytes[next] == 0x0A { next += 1 }
        guard next < bytes.count, bytes[next] != 0x20,
          bytes[next..<bytes.lineEnd(next, limit: 6)].indentOfItem != nil,
          bytes[start..<end].indentOfItem == nil, bytes[start] != UInt8(ascii: "|")
        else { continue }
      }
      if document.isInFence(number.span) { continue }
      found.append(FigureLine(start..<end, of: source, document: index))
    }
    return found
  }
}
