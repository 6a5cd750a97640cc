import Catalog
import Diagnostics
import Model
import Quantities

/// Puts together the places that name the same component, within a document's cases and the rest of it.
///
/// Names are the same where they fold to the same text, or name the same entries of the catalog. A
/// name that stands twice in one figure tells no component apart and is left out, and so is one
/// that any design may use, as 节点 or database.
func resolveComponents(
  _ index: Int, _ model: ResolvedModel, _ catalog: Catalog
) -> [NamedComponent] {
  let document = model.documents[index]
  guard document.architectures.contains(where: { $0.kind == .architecture }) else { return [] }
  // The scope of each section that is a case; the last one is that of all the rest.
  var scopes: [ComponentScope] = []
  var ofSection: [Int: Int] = [:]
  for study in model.cases.indices where model.cases[study].document == index {
    ofSection[model.cases[study].section] = scopes.count
    scopes.append(ComponentScope(document, index, study, catalog))
  }
  scopes.append(ComponentScope(document, index, nil, catalog))
  func scope(of span: Span) -> Int {
    var section: Int? = document.sections.innermost(at: span.start)
    while let place = section, document.sections.indices.contains(place) {
      if let scope = ofSection[place] { return scope }
      section = document.sections[place].parent
    }
    return scopes.count - 1
  }
  for architecture in document.architectures where architecture.kind == .architecture {
    scopes[scope(of: architecture.span)].read(architecture)
  }
  guard scopes.contains(where: { !$0.isEmpty }) else { return [] }
  for table in document.tables { scopes[scope(of: table.span)].read(table) }
  let bytes = model.sources[document.source].bytes
  for line in linesWithCounts(of: document, bytes) {
    scopes[scope(of: line)].readLine(bytes[line.start..<line.end], line)
  }
  return scopes.flatMap(\.components)
}

/// The lines outside of drawings, tables and code that may count a component: `- **GPU节点**: 50台`.
private func linesWithCounts(of document: DocumentDraft, _ bytes: [UInt8]) -> [Span] {
  let blocks =
    (document.architectures.map(\.span) + document.tables.map(\.span)
    + document.codeBlocks.map(\.span)).sorted { $0.start < $1.start }
  var lines: [Span] = []
  var next = 0
  var start = 0
  while start < bytes.count {
    let end = bytes.lineEnd(start)
    while next < blocks.count, blocks[next].end <= start { next += 1 }
    let isBlock = next < blocks.count && blocks[next].start <= start
    if !isBlock, end - start < 240, mayCount(bytes, start..<end) {
      lines.append(Span(document.source, start..<end))
    }
    start = end + 1
  }
  return lines
}

/// The components of one case, or of what of a document belongs to none.
private struct ComponentScope {
  let document: DocumentDraft
  let index: Int
  let caseStudy: Int?
  let catalog: Catalog

  private struct Entry {
    let name: String
    let technologies: [String]
    var mentions: [NamedComponent.Mention]
  }

  /// By the folded name, in the order of `order`.
  private var entries: [TextBytes: Entry] = [:]
  private var order: [TextBytes] = []
  private var ambiguous: Set<TextBytes> = []

  init(_ document: DocumentDraft, _ index: Int, _ caseStudy: Int?, _ catalog: Catalog) {
    self.document = document
    self.index = index
    self.caseStudy = caseStudy
    self.catalog = catalog
  }

  /// Whether no drawing names anything in it.
  var isEmpty: Bool { entries.isEmpty }

  var components: [NamedComponent] {
    order.compactMap { key in
      guard !ambiguous.contains(key), let entry = entries[key], entry.mentions.count > 1 else {
        return nil
      }
      return NamedComponent(
        name: entry.name, technologies: entry.technologies, document: index, caseStudy: caseStudy,
        mentions: entry.mentions)
    }
  }

  // MARK: Figures

  mutating func read(_ architecture: Architecture) {
    var seen: Set<TextBytes> = []
    let place: NamedComponent.Place = architecture.notation == .tree ? .tree : .chart
    let surroundings = titles(of: architecture.section) + (architecture.caption ?? "")
    for (position, component) in architecture.components.enumerated() {
      // `A + B` names two components and counts neither; of `A / B` one is meant.
      let names = component.parts.count > 1 ? component.parts : component.alternatives
      let isOne = names.count < 2
      for name in isOne ? [component.name] : names {
        guard let key = key(of: name) else { continue }
        guard seen.insert(key).inserted else {
          ambiguous.insert(key)
          continue
        }
        add(
          key, name, component.technologies,
          NamedComponent.Mention(
            place, at: component.span, count: isOne ? component.count : nil,
            total: isOne ? architecture.total(of: position) : nil, surroundings: surroundings))
      }
    }
  }

  private mutating func add(
    _ key: TextBytes, _ name: String, _ technologies: [String], _ mention: NamedComponent.Mention
  ) {
    if entries[key] == nil {
      order.append(key)
      entries[key] = Entry(name: name, technologies: technologies, mentions: [])
    }
    entries[key]?.mentions.append(mention)
  }

  // MARK: Tables

  mutating func read(_ table: Table) {
    guard !isEmpty else { return }
    let counts = table.columns.indices.filter { column in
      column > 0 && countHeaders.occurInAnyCase(in: table.columns[column].header)
    }
    let headers = table.columns.map(\.header).joined(separator: " ")
    let surroundings = titles(of: table.section) + headers + " "
    for (number, row) in table.rows.enumerated() where number != table.totalRow {
      guard let first = row.first, let key = key(of: first.text), entries[key] != nil else {
        continue
      }
      let count = counts.count == 1 && counts[0] < row.count ? row[counts[0]].quantity : nil
      let end = row.last?.span.end ?? first.span.end
      add(
        key, first.text, [],
        NamedComponent.Mention(
          .row, at: Span(first.span.source, first.span.start..<max(first.span.end, end)),
          count: count.flatMap(asCount),
          surroundings: surroundings + row.map(\.text).joined(separator: " ")))
    }
  }

  // MARK: Lines

  mutating func readLine(_ line: ArraySlice<UInt8>, _ span: Span) {
    guard !isEmpty,
      let colon = line.indices.first(where: {
        line[$0] == UInt8(ascii: ":") || line[$0...].starts(with: "：".utf8)
      })
    else { return }
    let name = String(
      decoding: line[..<colon].filter { !"*_`#>-".utf8.contains($0) }, as: UTF8.self)
    guard let key = key(of: name), entries[key] != nil else { return }
    let value = line[colon...].dropFirst(line[colon] == UInt8(ascii: ":") ? 1 : 3)
    let bytes = value.filter { !"*_`".utf8.contains($0) }
    guard let read = readQuantities(in: bytes).first,
      bytes[..<read.range.lowerBound].allSatisfy({ $0 == 0x20 })
    else { return }
    let section = document.sections.innermost(at: span.start)
    add(
      key, name, [],
      NamedComponent.Mention(
        .line, at: span, count: read.isBare ? nil : asCount(read.quantity),
        surroundings: titles(of: section) + String(decoding: line, as: UTF8.self)))
  }

  // MARK: Names

  /// The titles above a section, up to the case's own.
  private func titles(of section: Int) -> String {
    var titles = ""
    var next: Int? = section
    while let place = next, document.sections.indices.contains(place) {
      if place == 0 || caseStudy != nil && document.sections[place].level <= 2 { break }
      titles += document.sections[place].title + " "
      next = document.sections[place].parent
    }
    return titles
  }

  /// The name as all its spellings have it; nil where it is too short or too general to be one.
  private func key(of name: String) -> TextBytes? {
    let bytes = Array(name.utf8)
    var folded = ""
    var end = 0
    func append(_ range: Range<Int>) {
      if appendFolded(bytes[range], to: &folded) { return }
      for scalar in String(decoding: bytes[range], as: UTF8.self).lowercased().unicodeScalars
      where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        folded.unicodeScalars.append(scalar)
      }
    }
    for mention in catalog.mentions(in: bytes) {
      append(end..<mention.range.lowerBound)
      folded += "<" + mention.id + ">"
      end = mention.range.upperBound
    }
    append(end..<bytes.count)
    guard folded.utf8.count >= 4, folded.utf8.count <= 80 else { return nil }
    let key = TextBytes(folded)
    return generalKeys.contains(key) ? nil : key
  }
}

/// Appends the letters and digits of a text in lower case, where all of it is ASCII or Han.
private func appendFolded(_ text: ArraySlice<UInt8>, to folded: inout String) -> Bool {
  var kept: [UInt8] = []
  kept.reserveCapacity(text.count)
  var at = text.startIndex
  while at < text.endIndex {
    let byte = text[at]
    if byte < 0x80 {
      if byte.isLetter { kept.append(byte | 0x20) }
      if byte.isDigit { kept.append(byte) }
      at += 1
    } else if (0xE4...0xE9).contains(byte), at + 2 < text.endIndex,
      // From U+4E00 on.
      byte > 0xE4 || text[at + 1] >= 0xB8
    {
      kept += text[at..<at + 3]
      at += 3
    } else {
      return false
    }
  }
  folded += String(decoding: kept, as: UTF8.self)
  return true
}

/// A quantity that counts components, and not their size.
private func asCount(_ quantity: Quantity) -> Quantity? {
  guard case .count = quantity.dimension else { return nil }
  return quantity
}

private let countHeaders: Words = [
  "数量", "节点数", "台数", "实例数", "副本数", "个数", "count", "quantity", "number of", "nodes", "replicas",
  "instances",
]

/// Names that say what kind of thing it is and not which one.
let generalNames: Set<String> = [
  "节点", "服务器", "数据库", "存储", "网络", "计算", "总计", "合计", "小计", "其他", "副本", "主库", "从库", "监控", "内存",
  "磁盘", "集群", "实例", "服务", "应用", "缓存", "队列", "日志", "主机", "容器", "网关", "负载均衡", "备份", "配置", "说明",
  "规模", "数量", "node", "nodes", "server", "servers", "database", "storage", "network", "memory",
  "total",
  "cluster", "service", "services", "instance", "instances", "replica", "replicas", "cache",
  "queue", "note",
  "host", "hosts", "compute", "monitoring", "logging", "backup", "gateway", "load balancer",
  "loadbalancer",
]

private let generalKeys = Set(generalNames.map(TextBytes.init))

/// Whether a figure may follow the first colon of a line: no word in Latin letters does.
private func mayCount(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
  guard var place = bytes[line].firstIndex(where: { $0 == 0x3A || $0 == 0xEF }) else {
    return false
  }
  // A full-width colon has three bytes, and so do other marks that begin alike.
  if bytes[place] == 0xEF {
    return mayHoldNumber(bytes, in: min(place + 3, line.upperBound)..<line.upperBound)
  }
  repeat { place += 1 } while place < line.upperBound && "*_` ".utf8.contains(bytes[place])
  guard place < line.upperBound, !bytes[place].isLetter else { return false }
  return mayHoldNumber(bytes, in: place..<line.upperBound)
}
