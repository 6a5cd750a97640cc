import Catalog
import Diagnostics
import Model
import Quantities

extension Collection {
  /// The designs of the documents examined.
  func makeDesigns() -> [Design] {
    var designs: [Design] = []
    for index in examined {
      let document = model.documents[index]
      let date = statedDate(of: document)
      let extents = model.cases.filter { $0.document == index }
        .map { document.sections[$0.section].extent }
      for extent in extents {
        designs.append(
          Design(
            places: places(document, within: extent),
            surroundings: Surroundings(lines(document, within: extent), catalog),
            claims: part(of: document.claims, in: extent, \.span), isCase: true, date: date,
            catalog: catalog))
      }
      // What the document says around a drawing answers for what the drawing leaves out.
      var around: Surroundings?
      for architecture in document.architectures
      where architecture.kind == .architecture
        && architecture.components.contains(where: { $0.count != nil })
        && !extents.contains(where: {
          $0.start <= architecture.span.start && architecture.span.end <= $0.end
        })
      {
        let surroundings =
          around ?? Surroundings(lines(document, within: document.sections[0].extent), catalog)
        around = surroundings
        designs.append(
          Design(
            places: places(architecture, offset: 0), surroundings: surroundings, claims: [],
            isCase: false,
            date: date, catalog: catalog))
      }
    }
    return designs
  }

  /// What dated documents say of versions outside of designs: drawings without counts, and tables with
  /// a column of versions.
  ///
  /// Things that stand there need not meet in one system, but each of them is named on its own.
  func versionedPlaces() -> [Design] {
    examined.compactMap { index in
      let document = model.documents[index]
      guard let date = statedDate(of: document) else { return nil }
      let cases = model.cases.filter { $0.document == index }
        .map { document.sections[$0.section].extent }
      func isFree(_ span: Span) -> Bool { !cases.contains { $0.contains(span) } }
      var found: [Design.Place] = []
      for architecture in document.architectures
      where architecture.kind == .architecture && isFree(architecture.span)
        && !architecture.components.contains(where: { $0.count != nil })
      {
        found += places(architecture, offset: found.count)
      }
      for table in document.tables where isFree(table.span) && listsVersions(table) {
        found += places(table)
      }
      found += listedVersions(of: index)
      guard found.contains(where: { !$0.versions.isEmpty }) else { return nil }
      return Design(
        places: found.filter { !$0.versions.isEmpty },
        surroundings: Surroundings(
          lines(document, within: document.sections[0].extent), catalog), claims: [], isCase: false,
        date: date, catalog: catalog)
    }
  }

  /// The items of lists that name a technology and its version and say nothing else: `- MySQL 5.7`.
  private func listedVersions(of index: Int) -> [Design.Place] {
    let document = model.documents[index]
    let cases = model.cases.filter { $0.document == index }.map {
      document.sections[$0.section].extent
    }
    if versionTopics.occurInAnyCase(in: document.title) { return [] }
    return figureLines(.version, of: index).compactMap { line in
      guard line.isLine, line.isItem,
        !cases.contains(where: { $0.contains(line.span) }),
        !versionTopics.occurInAnyCase(in: line.bytes),
        !versionDenials.occurInAnyCase(in: line.bytes),
        !versionTopics.occurInAnyCase(
          in: document.sections[document.sections.innermost(at: line.span.start)].title),
        !document.isInFence(line.span)
      else { return nil }
      let text = String(decoding: line.bytes, as: UTF8.self)
      let place = place(
        text, at: line.span, quantities: [], alternatives: [], parent: nil, isComponent: false)
      return place.versions.count == 1 && place.technologies.count == 1 ? place : nil
    }
  }

  /// Whether a table gives the versions of what is used, and is none of releases and their dates.
  private func listsVersions(_ table: Table) -> Bool {
    let header = table.columns.map(\.header).joined(separator: " ")
    return versionHeaders.occurInAnyCase(in: header) && !releaseHeaders.occurInAnyCase(in: header)
  }

  private func places(_ document: DocumentDraft, within extent: Span) -> [Design.Place] {
    var found: [Design.Place] = []
    for architecture in part(of: document.architectures, in: extent, \.span)
    where architecture.kind == .architecture {
      found += places(architecture, offset: found.count)
    }
    for table in part(of: document.tables, in: extent, \.span) where table.columns.count <= 4 {
      found += places(table)
    }
    for practice in part(of: document.practices, in: extent, \.span)
    where !isDiscussion(practice.text) {
      found.append(
        place(
          ([practice.text] + practice.details).joined(separator: " "), at: practice.span,
          quantities: [], alternatives: [], parent: nil, isComponent: false))
    }
    return found
  }

  /// The rows of a table, but for those that discuss something.
  private func places(_ table: Table) -> [Design.Place] {
    table.rows.compactMap { row in
      guard let first = row.first, let last = row.last else { return nil }
      let text = row.map(\.text).joined(separator: "\t")
      if isDiscussion(text) { return nil }
      return place(
        text, at: Span(first.span.source, first.span.start..<max(first.span.end, last.span.end)),
        quantities: row.compactMap(\.quantity), alternatives: [], parent: nil, isComponent: false)
    }
  }

  /// The lines of an extent that stand in no architecture.
  private func lines(_ document: DocumentDraft, within extent: Span) -> [Design.Line] {
    let source = source(document)
    let drawn = part(of: document.architectures, in: extent, \.span).map(\.span)
    var next = 0
    var lines: [Design.Line] = []
    var start = extent.start
    while start < extent.end {
      let end = source.bytes[start..<extent.end].firstIndex(of: UInt8(ascii: "\n")) ?? extent.end
      while next < drawn.count, drawn[next].end < end { next += 1 }
      if end > start, next >= drawn.count || drawn[next].start > start {
        let bytes = Array(source.bytes[start..<end])
        let text = String(decoding: bytes, as: UTF8.self)
        start = end + 1
        // What an acceptance says is said to docgen, and must not silence what it accepts.
        if text.holds("<!-- docgen-accept") { continue }
        lines.append(
          Design.Line(
            text: text, technologies: Set(catalog.mentions(in: bytes).map(\.id)),
            // A row that names two things at once is about them.
            isDiscussion: isDiscussion(text) || bytes.first == UInt8(ascii: "|")))
      }
      start = end + 1
    }
    return lines
  }

  func places(_ architecture: Architecture, offset: Int) -> [Design.Place] {
    var environments: [Design.Environment?] = []
    return architecture.components.map { component in
      let environment =
        Design.Environment(component.text) ?? component.parent.flatMap { environments[$0] }
      environments.append(environment)
      let text = ([component.text] + component.details.map(\.value)).joined(separator: " ")
      return place(
        text, at: component.span,
        quantities: [component.count].compactMap { $0 } + component.quantities.map(\.value),
        alternatives: component.alternatives.count > 1
          ? component.alternatives.map { Set(catalog.mentions(in: $0).map(\.id)) } : [],
        parent: component.parent.map { $0 + offset }, isComponent: true, environment: environment)
    }
  }

  /// Whether a name is the end of another product's, as in `confluent-kafka 1.9.2`, whose version is its
  /// own.
  private func isPartOfName(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    range.lowerBound > 1 && bytes[range.lowerBound - 1] == UInt8(ascii: "-")
      && bytes[range.lowerBound - 2].isLetter
  }

  private func place(
    _ text: String, at span: Span, quantities: [Quantity], alternatives: [Set<String>],
    parent: Int?, isComponent: Bool, environment: Design.Environment? = nil
  ) -> Design.Place {
    let bytes = Array(text.utf8)
    let isDenied = denials.occur(in: text)
    let mentions = isDenied ? [] : catalog.mentions(in: bytes)
    var versions: [String: String] = [:]
    for mention in mentions where !isPartOfName(mention.range, in: bytes) {
      if let version = version(after: mention.range.upperBound, in: bytes, of: catalog[mention.id])
      {
        versions[mention.id] = version
      }
    }
    let choices = alternatives + offered(mentions, in: bytes)
    return Design.Place(
      text: isDenied ? "" : text, span: span, technologies: Set(mentions.map(\.id)),
      quantities: quantities, alternatives: choices, parent: parent, versions: versions,
      isComponent: isComponent, environment: environment)
  }
}

/// The technologies that a text offers as a choice, each in a set of its own: `(Istio/Linkerd)`.
private func offered(
  _ mentions: [(range: Range<Int>, id: String)], in bytes: [UInt8]
) -> [Set<String>] {
  var found: [Set<String>] = []
  for (one, other) in zip(mentions, mentions.dropFirst()) {
    let between = bytes[one.range.upperBound..<other.range.lowerBound].filter { $0 != 0x20 }
    guard ["/", "|", "或", "or", "或者"].contains(String(decoding: between, as: UTF8.self)) else {
      continue
    }
    found += [[one.id], [other.id]]
  }
  return found
}

/// Words that say that a thing is not there, or no longer.
private let denials: Words = [
  "不使用", "不启用", "不再", "不用", "未启用", "未使用", "禁用", "不支持", "不兼容", "取代", "替代", "代替", "而非", "弃用", "淘汰",
  "不与", "不能", "避免", "不采用", "停用", "放弃", "下线", "废弃", "否决", "替换为", "迁出", "rejected", "abandoned",
  "dropped", "retired",
  "decommissioned", "decided against", "not adopted", "no longer", "without", "disabled",
  "deprecated", "instead of", "not used", "replaced",
  "replaces",
]

/// Whether a text beside an architecture says something about things: a whole sentence, or a denial.
private func isDiscussion(_ text: String) -> Bool {
  text.unicodeScalars.count >= 48 || denials.occur(in: text)
}

/// The version that follows a name: `1.28`, `v8.0`, `(Train)`, `版本：v1.17`, `**: 1.17`. Nil before `+`,
/// which means or later.
private func version(after offset: Int, in bytes: [UInt8], of technology: Technology?) -> String? {
  guard let technology else { return nil }
  var place = offset
  var isValue = false
  skipping: while place < bytes.count {
    if bytes[place] == UInt8(ascii: ":") || bytes[place...].starts(with: "：".utf8) {
      isValue = true
    }
    switch bytes[place] {
    case 0x20, 0x09, UInt8(ascii: "("), UInt8(ascii: "*"), UInt8(ascii: ":"): place += 1
    default:
      guard let word = versionWords.first(where: { bytes[place...].starts(with: $0) }) else {
        break skipping
      }
      place += word.count
    }
  }
  let start = place
  if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "v") { place += 1 }
  let digits = place
  while place < bytes.count, bytes[place].isDigit || bytes[place] == 0x2E {
    place += 1
  }
  if place > digits, bytes[digits].isDigit {
    var text = String(decoding: bytes[digits..<place], as: UTF8.self)
    while text.last == "." { text.removeLast() }
    let next = place < bytes.count ? bytes[place] : 0x20
    // A bare whole number may count something: `etcd 3节点`.
    let hasPoint = text.contains(".")
    let isMarked = digits > start
    if next == UInt8(ascii: "+") || (!hasPoint && !isMarked && next >= 0x80) { return nil }
    if !isMarked, isValue || !hasPoint, countsSomething(bytes[place...], isValue: isValue) {
      return nil
    }
    if !hasPoint, !isMarked, !technology.lifecycle.contains(where: { $0.version == text }) {
      // 11 of PostgreSQL 11, where all that is known is later; not of `Redis 5 nodes`.
      let rest = bytes[place...].drop { $0 == 0x20 }.first ?? UInt8(ascii: ")")
      guard technology.isOlder(text), rest < 0x80, !rest.isLetter else {
        return nil
      }
    }
    return text
  }
  place = start
  while place < bytes.count, bytes[place].isLetter { place += 1 }
  let word = String(decoding: bytes[start..<place], as: UTF8.self).lowercased()
  return technology.lifecycle.first { $0.name == word }?.version
}

/// Whether a number counts or measures something by what follows it, and is no version: `: 12 connections`,
/// `: 5.7 TB`, ` 11 TB`, ` 10/20`, ` 12 shards`.
private func countsSomething(_ rest: ArraySlice<UInt8>, isValue: Bool) -> Bool {
  guard let next = rest.first else { return false }
  if "%/-".utf8.contains(next) { return true }
  if next == UInt8(ascii: ","), let digit = rest.dropFirst().first, digit.isDigit {
    return true
  }
  let word = rest.drop { $0 == 0x20 || $0 == UInt8(ascii: "*") }.prefix(while: \.isLetter)
  guard let first = word.first else {
    let after = rest.first { $0 != 0x20 }
    return isValue && (after ?? 0) >= 0x80
  }
  // Windows Server 2025 Datacenter: an edition has a capital.
  return isValue || first >= 0x61 || (word.count <= 2 && word.last == UInt8(ascii: "B"))
}

/// What may stand between a name and its version.
private let versionWords: [[UInt8]] = ["软件包", "版本", "：", "（", "version", "Version"].map {
  Array($0.utf8)
}

/// Words of lists in which versions are told of, and not used.
private let versionTopics: Words = [
  "发布", "支持", "兼容", "升级", "历史", "变更", "更新", "修复", "迁移", "以上", "及以上", "以下", "之前", "最低", "至少", "旧",
  "测试", "对比", "示例", "学习", "要求", "eol", "≥", ">", "<", "→", "->", "~", "–", "或", "release",
  "support", "compat",
  "upgrade", "change", "migrat", "history", "since", "deprecat", "legacy", "minimum", "at least",
  "or later", "newer",
  "require", "example", "test", "before", "from ", "until", "removed", "fixed", "added", " vs",
  "prerequisite",
]

/// Words of items that forbid a version, or tell of other people's, of other times or of one of its features.
private let versionDenials: Words = [
  "禁止", "不得", "避免", "不允许", "切勿", "请勿", "未采用", "不采用", "不使用", "拒绝", "不再", "否决", "年，", "某", "论文", "作者",
  "该书", "引入", "协议", "语法", "驱动", "客户端", "对手", "最初", "换为", "起默认", "更高", "最新的", "曾", "扫描", "发现", "整改",
  "告警", "首版", "案例",
  "alert", "latest", "scan", "下线", "淘汰",
  "never ",
  "avoid", "forbid", "not ", "no longer", "no host", "nobody", "instead", "stop ", "against",
  "without",
  "reject", "decommission", "away from", "driver", "protocol", "syntax", "client", "in 20", "began",
  "used to", "was ", "were ", "replaced",
]

private let versionHeaders: Words = ["版本", "version"]
private let releaseHeaders: Words = [
  "发布", "支持", "兼容", "升级", "路线", "计划", "对标", "eol", "生命周期", "最低", "特性", "变更", "更新内容", "状态",
  "release", "support", "minimum",
  "compat", "feature", "change", "end of", "since", "upgrade", "target", "planned",
]

private let dateKeys: Words = [
  "最后更新", "创建", "created", "更新时间", "日期", "date", "updated", "完成时间", "生成时间", "编写时间", "撰写时间",
  "发布时间", "报告时间", "测试时间", "评估时间", "分析时间", "整理时间", "修订时间", "generated", "written", "revised",
]

/// Keys of days to come, and of those of other things.
private let otherDates: Words = [
  "下次", "计划", "预计", "截止", "到期", "目标", "过期", "next", "planned", "expected", "due", "expir",
  "deadline",
  "target", "end of", "until",
]

extension Collection {
  /// The day on which a document says that it was finished or last changed; the latest of several.
  func statedDate(of document: DocumentDraft) -> CalendarDate? {
    let stated = document.metadata.filter {
      dateKeys.occurInAnyCase(in: $0.key.value) && !otherDates.occurInAnyCase(in: $0.key.value)
    }.compactMap { readDate($0.value.value) }
    return stated.max() ?? readDate(document.path)
  }
}
