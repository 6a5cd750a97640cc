import Diagnostics
import Model
import Syntax

/// Reads what a document says of itself: front matter, `> **键**: 值` quotes and closing lines.
func readMetadata(
  _ document: Document, blocks: Blocks, tables: [ReadTable]
) -> [MetadataEntry] {
  var entries: [MetadataEntry] = []
  for entry in document.frontMatter?.entries ?? [] {
    if let value = entry.value.string {
      entries.append(MetadataEntry(key: entry.key, value: value))
    } else {
      for element in entry.value.elements {
        if let value = element.string {
          entries.append(MetadataEntry(key: entry.key, value: value))
        }
      }
    }
  }
  let top = blocks.all.filter { document.nodes[$0].parent == 0 }
  let prologue = top.firstIndex {
    document.nodes[$0].kind == .heading && document.nodes[$0].number > 1
  }
  for (position, block) in top.enumerated() {
    switch document.nodes[block].kind {
    case .blockQuote:
      for paragraph in document.children(of: block)
      where document.nodes[paragraph].kind == .paragraph {
        entries += metadataLines(document, paragraph) ?? []
      }
    case .list:
      for item in document.children(of: block) {
        guard let first = document.children(of: item).first(where: { _ in true }),
          document.nodes[first].kind == .paragraph, mayStateDate(document, first)
        else { continue }
        entries += (metadataLines(document, first) ?? []).filter { dateKeys.contains($0.key.value) }
      }
    case .paragraph where position < prologue ?? top.count || position + 4 >= top.count:
      entries += metadataLines(document, block) ?? []
    default: break
    }
  }
  for read in tables where read.table.isKeyValue && isProperties(read.table) {
    for row in read.table.rows where row.count == 2 && !row[0].text.isEmpty {
      entries.append(
        MetadataEntry(
          key: Located(row[0].text, at: row[0].span),
          value: Located(row[1].text, at: row[1].span)))
    }
  }
  return entries
}

private func isProperties(_ table: Table) -> Bool {
  table.columns.first.map { propertyHeaders.contains($0.header) } ?? false
}

private let propertyHeaders: Lexicon = ["属性", "property", "attribute"]

/// The entries of a paragraph whose every line is `**键**: 值`; nil where one is not.
private func metadataLines(_ document: Document, _ paragraph: NodeIndex) -> [MetadataEntry]? {
  let text = document.inlineText(of: paragraph)
  var entries: [MetadataEntry] = []
  for line in text.bytes.lines(in: text.bytes.indices) {
    let range = text.bytes.trimmed(line)
    if range.isEmpty { continue }
    guard let entry = metadataEntry(document, text, range) else { return nil }
    entries.append(entry)
  }
  return entries
}

private func metadataEntry(
  _ document: Document, _ text: InlineText, _ line: Range<Int>
) -> MetadataEntry? {
  let bytes = text.bytes
  var offset = line.lowerBound
  while offset < min(line.upperBound, line.lowerBound + 72) {
    let (value, length) = bytes.scalar(at: offset)
    if value == 0x3A || value == 0xFF1A {
      let key = bytes.trimmed(line.lowerBound..<offset)
      let rest = bytes.trimmed((offset + length)..<line.upperBound)
      guard !key.isEmpty, !rest.isEmpty else { return nil }
      let place = text.span(of: key)
      guard isEmphasised(document, place) || knownKeys.contains(bytes, key)
      else { return nil }
      return MetadataEntry(
        key: Located(bytes.string(key), at: place),
        value: Located(bytes.string(rest), at: text.span(of: rest)))
    }
    offset += length
  }
  return nil
}

private func isEmphasised(_ document: Document, _ span: Span) -> Bool {
  span.start > 0
    && [UInt8(ascii: "*"), UInt8(ascii: "_")].contains(document.source.bytes[span.start - 1])
}

/// Whether a paragraph is as short as a date with its key, and has the digits of a year.
private func mayStateDate(_ document: Document, _ paragraph: NodeIndex) -> Bool {
  let range = Int(document.nodes[paragraph].start)..<Int(document.nodes[paragraph].end)
  return range.count <= 90 && document.source.bytes.find("20", in: range) != nil
}

/// What the items of a list say of the document, wherever the list stands.
private let dateKeys: Lexicon = [
  "最后更新", "更新时间", "更新日期", "完成日期", "完成时间", "项目完成日期", "创建日期", "创建时间", "发布日期", "报告日期",
  "报告时间", "测试日期", "测试时间", "执行日期", "评审日期", "生成时间", "生成日期", "编写日期", "文档日期", "last updated", "date",
  "created", "updated",
  "report date", "generated", "completion date", "completed on",
]

private let knownKeys: Lexicon = [
  "最后更新", "更新时间", "更新日期", "完成日期", "创建日期", "创建时间", "发布日期", "日期", "版本", "文档版本", "作者",
  "维护", "维护者", "状态", "文档状态", "last updated", "updated", "created", "date", "version", "author",
  "authors", "status", "maintainer",
]
