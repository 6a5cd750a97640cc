import Diagnostics
import Model

/// How far an item of a list is indented that begins at a line's start; nil where none does.
func listItemIndent(_ bytes: [UInt8], _ start: Int) -> Int? {
  var place = start
  while place < bytes.count, bytes[place] == 0x20 { place += 1 }
  let mark = place
  while place < bytes.count, (0x30...0x39).contains(bytes[place]) { place += 1 }
  guard place + 1 < bytes.count, bytes[place + 1] == 0x20 else { return nil }
  let isItem =
    place == mark ? "-*+".utf8.contains(bytes[place]) : bytes[place] == UInt8(ascii: ".")
  return isItem ? mark - start : nil
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
    switch listItemIndent(bytes, start) {
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
        guard next < bytes.count, listItemIndent(bytes, next) == 0,
          listItemIndent(bytes, start) == nil, bytes[start] != UInt8(ascii: "|")
        else { continue }
      }
      if document.isInFence(number.span) { continue }
      found.append(FigureLine(start..<end, of: source, document: index))
    }
    return found
  }
}
