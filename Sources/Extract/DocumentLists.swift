import Diagnostics
import Model
import Quantities
import Syntax

/// Reads the lists in which a page names the documents beside it: tables and bullet lists.
func readDocumentLists(
  _ document: Document, tables: [ReadTable], outline: Outline, blocks: Blocks
) -> [ListedDocument] {
  var listed = tables.flatMap { rows(of: $0, document) }
  for block in blocks.all where document.nodes[block].kind == .item {
    if let entry = item(document, block, outline) { listed.append(entry) }
  }
  return listed
}

// MARK: Tables

private func rows(of read: ReadTable, _ document: Document) -> [ListedDocument] {
  let heads = read.table.columns.map(\.header)
  guard let name = heads.firstIndex(where: { Headers.names.contains($0) }) else { return [] }
  let lines = heads.firstIndex { Headers.lines.contains($0) }
  let summary = heads.firstIndex { Headers.summaries.contains($0) }
  let status = heads.firstIndex { Headers.states.contains($0) }
  func cell(_ row: [Table.Cell], _ column: Int?) -> Table.Cell? {
    guard let column, column < row.count else { return nil }
    return row[column]
  }
  var listed: [ListedDocument] = []
  for (index, row) in read.table.rows.enumerated() where index != read.table.totalRow {
    guard name < row.count, let path = documentPath(document, in: read.nodes[index][name]) else {
      continue
    }
    let count = cell(row, lines)
    listed.append(
      ListedDocument(
        path: path,
        lines: count.flatMap { found in found.quantity.map { Located($0, at: found.span) } },
        summary: cell(row, summary)?.text, status: cell(row, status)?.text))
  }
  return listed
}

// MARK: Lists

private let listTitles = WordSet("文档列表 文档清单 文档目录 文档导航 核心文档 文件列表 文件清单 documents contents")

/// A list item that begins with a document's name: one that gives its lines, or stands in a list
/// of documents.
private func item(_ document: Document, _ item: NodeIndex, _ outline: Outline) -> ListedDocument? {
  guard
    let paragraph = document.children(of: item).first(where: { _ in true }),
    document.nodes[paragraph].kind == .paragraph
  else { return nil }
  let node = document.nodes[paragraph]
  guard
    document.source.bytes.find(
      ".md", in: Int(node.start)..<min(Int(node.end), Int(node.start) + 400)) != nil,
    let path = documentPath(document, in: paragraph, leading: true)
  else { return nil }
  let text = document.inlineText(of: paragraph)
  let end = text.bytes.lines(in: text.bytes.indices).first?.upperBound ?? 0
  let line = Array(text.bytes[0..<end])
  let count = figures(in: line).first { isLineCount($0.quantity) }
  let isListed = outline.titles(above: outline.section(of: item)).prefix(2).contains {
    listTitles.occurs(in: $0)
  }
  guard count != nil || isListed else { return nil }
  return ListedDocument(
    path: path, lines: count.map { Located($0.quantity, at: text.span(of: $0.range)) },
    summary: remark(line), status: nil)
}

private func isLineCount(_ quantity: Quantity) -> Bool {
  if case .count(let thing) = quantity.dimension { thing == "行" || thing == "line" } else { false }
}

/// What follows ` - ` or `: `.
private func remark(_ line: [UInt8]) -> String? {
  for sign: StaticString in [" - ", " — ", ": ", "："] {
    if let place = line.find(sign, in: line.indices) {
      let rest = line.trimmed((place + sign.utf8CodeUnitCount)..<line.count)
      return rest.isEmpty ? nil : line.string(rest)
    }
  }
  return nil
}

// MARK: Paths

/// The Markdown file that a block names, by a link or in a code span.
///
/// - Parameter leading: whether nothing but emphasis and signs may stand before it.
func documentPath(
  _ document: Document, in block: NodeIndex, leading: Bool = false
) -> Located<String>? {
  for index in document.descendants(of: block) {
    let node = document.nodes[index]
    switch node.kind {
    case .link:
      let destination = document.string(document.destination(of: node))
      guard isDocument(destination) else {
        guard leading else { continue }
        return nil
      }
      return Located(destination, at: destinationSpan(document, index))
    case .code:
      let text = document.string(node.literal)
      guard isDocument(text) else {
        guard leading else { continue }
        return nil
      }
      return Located(text, at: innerSpan(document, index, text))
    case .text:
      let text = Array(document.literals[node.literal])
      let body = text.trimmed(PlainText(text).withoutSigns)
      if isDocument(text.string(body)), !text[body].contains(UInt8(ascii: " ")) {
        return Located(text.string(body), at: document.span(of: index))
      }
      if leading, !body.isEmpty, text.bytes(body, areSigns: true) == false { return nil }
    default: break
    }
  }
  return nil
}

private func isDocument(_ path: String) -> Bool {
  isMarkdown(path) && !path.contains("://")
    && !path.contains("*")
}

private func innerSpan(_ document: Document, _ index: NodeIndex, _ text: String) -> Span {
  let span = document.span(of: index)
  let bytes = document.source.bytes
  guard let first = text.utf8.first else { return span }
  var start = span.start
  while start < span.end, bytes[start] != first { start += 1 }
  let end = start + text.utf8.count
  return end <= span.end ? document.source.span(start..<end) : span
}

extension Array where Element == UInt8 {
  /// Whether a range holds nothing but pictographs, punctuation and space.
  fileprivate func bytes(_ range: Range<Int>, areSigns: Bool) -> Bool {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let (value, length) = scalar(at: offset)
      if isLatin(value) || isDigit(value) || isHan(value) { return !areSigns }
      offset += length
    }
    return areSigns
  }
}
