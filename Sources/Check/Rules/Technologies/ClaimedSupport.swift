import Catalog
import Diagnostics
import Model
import Quantities

extension Rule {
  /// Flags a version that a line calls supported though its end had come.
  static let claimedSupport = Rule(
    "claimed-support", .warning, "称受支持而已到期的版本", "Version called supported past its end",
    """
    A version that is called supported must be so on the document's date.

        更新日期: 2025-03-02

        PostgreSQL 11 is still supported by the community.        <- until 2023-11-09
        基于 Kubernetes 1.28 等最新标准                             <- 1.32 was out

    The dates are those of the catalog, each with its source. Judged in sentences of prose, in documents
    that say when they were written, where one technology is named with its version and the sentence says that
    its makers still support it: of paid or extended support nothing is known. What is called newest, right before
    the name or right behind the version, is held against the versions that had been out for a month.
    """
  ) { collection, reporter in
    for line in collection.figureLines(.supported) where line.isLine && !line.isCounterexample {
      let document = collection.model.documents[line.document]
      guard let date = collection.dateOfWriting(document), !document.isInFence(line.span) else {
        continue
      }
      if line.isRow {
        reporter.holdSupportedRow(line, on: date, collection)
        continue
      }
      for sentence in line.sentences {
        reporter.holdNewest(line, sentence, on: date, collection)
        guard let word = line.first(LineTopic.supports, in: sentence),
          line.first(otherwise, in: sentence) == nil
        else { continue }
        let bytes = Array(line.bytes[sentence])
        let mentions = collection.catalog.mentions(in: bytes)
        guard mentions.count == 1, let mention = mentions.first,
          // Others may support it still: still supported by our importer.
          !isOthers(line.text(word.upperBound..<min(sentence.upperBound, word.upperBound + 16))),
          word.lowerBound >= sentence.lowerBound + mention.range.upperBound,
          word.lowerBound - sentence.lowerBound - mention.range.upperBound <= 36,
          let technology = collection.catalog[mention.id],
          let version = statedVersion(after: mention.range.upperBound, in: bytes, of: technology),
          let release = technology.release(version), let end = release.ends, end <= date
        else { continue }
        reporter.report(
          "what is called supported must be so: support of \(technology.name) \(version) ended "
            + "\(technology.isOlder(version) ? "before" : "on") \(end), and the document is of \(date)",
          at: line.span(
            (sentence.lowerBound + mention.range.lowerBound)..<word.upperBound.clamped(
              above: sentence.lowerBound + mention.range.upperBound)),
          notes: collection.catalog.sources[release.source].map {
            [.init("source: \($0.title)")]
          } ?? [])
      }
    }
  }
}

extension Reporter {
  /// Holds the version of a row that calls it supported: `| Kubernetes | 1.30 | 支持中 |`.
  fileprivate mutating func holdSupportedRow(
    _ line: FigureLine, on date: CalendarDate, _ collection: Collection
  ) {
    let cells = line.text(0..<line.bytes.count).split(separator: "|").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    let text = cells.joined(separator: " ")
    let bytes = Array(text.utf8)
    let isSaid = cells.contains { cell in
      // CentOS 7 (当前受社区支持)
      cell.lowercased().replacing("当前", with: "").split { ",，、;；()（）".contains($0) }
        .contains { supportedCells.contains($0.filter { $0 != " " }) }
    }
    // A row that gives its own years tells when.
    let isDated = text.contains(/(19|20)[0-9]{2}/)
    guard isSaid, !isDated, !otherwise.contains(where: text.lowercased().contains) else { return }
    let mentions = collection.catalog.mentions(in: bytes)
    guard mentions.count == 1, let mention = mentions.first,
      let technology = collection.catalog[mention.id],
      let version = statedVersion(after: mention.range.upperBound, in: bytes, of: technology),
      let release = technology.release(version), let end = release.ends, end <= date
    else { return }
    report(
      "what is called supported must be so: support of \(technology.name) \(version) ended "
        + "\(technology.isOlder(version) ? "before" : "on") \(end), and the document is of \(date)",
      at: line.span,
      notes: collection.catalog.sources[release.source].map { [.init("source: \($0.title)")] } ?? []
    )
  }

  /// Holds what a sentence calls the newest version against the later ones that were out.
  fileprivate mutating func holdNewest(
    _ line: FigureLine, _ sentence: Range<Int>, on date: CalendarDate, _ collection: Collection
  ) {
    guard line.first(LineTopic.newest, in: sentence) != nil, line.first(notNow, in: sentence) == nil
    else {
      return
    }
    let bytes = Array(line.bytes[sentence])
    for mention in collection.catalog.mentions(in: bytes) {
      guard let technology = collection.catalog[mention.id],
        let version = statedVersion(after: mention.range.upperBound, in: bytes, of: technology),
        let later = technology.newest(on: date, after: version)
      else { continue }
      let end = sentence.lowerBound + mention.range.upperBound + 1 + version.utf8.count
      let start = sentence.lowerBound + mention.range.lowerBound
      let tail = line.text(min(end, sentence.upperBound)..<min(end + 24, sentence.upperBound))
        .lowercased().drop { !$0.isLetter }
      let lead = line.text(max(sentence.lowerBound, start - 24)..<start).lowercased()
        .filter { $0 != " " && $0 != "*" }
      guard
        ["最新", "等最新", "latest", "(latest", "is the latest", "（最新"].contains(where: tail.hasPrefix)
          || ["最新的", "最新", "最新版", "最新版本", "最新稳定版", "latest", "lateststable", "newest"]
            .contains(where: lead.hasSuffix)
      else { continue }
      report(
        "what is called newest must be so: \(technology.name) \(later.version) was out since "
          + "\(later.released.map { "\($0)" } ?? ""), and the document is of \(date)",
        at: line.span(start..<min(end, sentence.upperBound)),
        notes: collection.catalog.sources[later.source].map { [.init("source: \($0.title)")] } ?? []
      )
    }
  }
}

extension Technology {
  /// The newest of the versions that had been out for a month on a day and come after another.
  fileprivate func newest(on date: CalendarDate, after version: String) -> Release? {
    func numbers(_ version: String) -> [Int] {
      version.split(separator: ".").compactMap { Int($0) }
    }
    let stated = numbers(version)
    return lifecycle.filter { release in
      guard let released = release.released else { return false }
      return numbers(release.version).lexicographicallyPrecedes(stated) == false
        && numbers(release.version) != stated && !release.version.hasPrefix(version + ".")
        && !version.hasPrefix(release.version + ".")
        && (released.year * 12 + released.month + 1, released.day)
          <= (date.year * 12 + date.month, date.day)
    }.max { numbers($0.version).lexicographicallyPrecedes(numbers($1.version)) }
  }
}

/// Where the sentence tells of another day, of a line of versions or of what is wanted.
private let notNow = [
  "曾", "当时", "截至", "补丁", "小版本", "安全更新", "镜像", "实例", "节点池", "验证", "支持的", "支持最", "相比", "该书", "patch",
  "minor",
  "security release", "tested", "verified", "validated", "supported", "ami", "replica", "book",
  " in 20", "had just",
  "年发布", "年采用", "年引入", "修复", "lts", "长期支持", "升级到", "计划", "检查", "是否", "as of", "at that time",
  "upgrade to",
  "check", "if ", "was ", "not ", "n't ", "不是", "并非",
]

private func isOthers(_ rest: String) -> Bool {
  let rest = rest.lowercased()
  return (rest.hasPrefix(" by") || rest.hasPrefix(" in"))
    && ![" by the communi", " by upstream", " by its"].contains(where: rest.hasPrefix)
}

extension Int {
  fileprivate func clamped(above least: Int) -> Int { Swift.max(self, least) }
}

extension Collection {
  /// The day on which a document says that it was written: of its metadata, else of the one day that stands
  /// in its first lines.
  func dateOfWriting(_ document: DocumentDraft) -> CalendarDate? {
    if let stated = statedDate(of: document) { return stated }
    let head = source(document).bytes.prefix(600)
    var dates: [CalendarDate] = []
    for line in head.split(separator: 0x0A).prefix(6) {
      let text = String(decoding: line, as: UTF8.self)
      if let date = readDate(text) ?? readMonth(text) { dates.append(date) }
    }
    return dates.count == 1 ? dates[0] : nil
  }
}

extension LineTopic {
  /// What calls a version newest.
  static let newest = ["最新", "latest", "newest"]

  /// What says, in a sentence, that a version is supported.
  static let supports = [
    "still supported", "supported upstream", "still maintained", "actively maintained",
    "is maintained", "still receives", "still receive", "still gets", "get standard",
    "gets standard", "within support", "in support", "支持期内", "维护期内", "社区支持期", "仍在维护", "仍维护",
    "仍在支持", "仍受支持", "仍被支持", "仍获", "持续获得", "仍可获得",
  ]

  /// What says so in a part of a cell.
  static let supportedCells = [
    "支持中", "受社区支持", "社区支持中", "在支持期", "在支持期内", "维护中", "active support", "actively supported",
  ]
}

private let supportedCells = Set(LineTopic.supportedCells.map { $0.filter { $0 != " " } })

/// Where the sentence says that it is not, or speaks of what is paid for.
private let otherwise = [
  "was ", "曾", "当年", "pro.", "驱动", "连接器", "driver", "connector", "library", "chart", "tool",
  "importer",
  "client", "客户端", "only with", "contract", "matrix",
  "extended", "paid", " lts", " esm", "no longer", "not ", "n't ", "until", "ended", "vendor",
  "commercial", "延长", "付费", "商业", "不再", "已不", "并非", "直到", "截至", "?", "？", "if ", "如果", "是否",
]

/// A version that stands right behind a name: ` 11`, `:14`, ` v1.26`, ` Train`.
func statedVersion(
  after offset: Int, in bytes: [UInt8], of technology: Technology
) -> String? {
  var place = offset
  while place < bytes.count, " :(*`".utf8.contains(bytes[place]) { place += 1 }
  guard place - offset <= 3, place < bytes.count else { return nil }
  if bytes[place] | 0x20 == UInt8(ascii: "v") { place += 1 }
  var end = place
  while end < bytes.count, bytes[end].isDigit || bytes[end] == 0x2E { end += 1 }
  if end > place {
    let text = String(decoding: bytes[place..<end], as: UTF8.self)
      .trimmingSuffix { $0 == "." }
    // Or later, or a number of something.
    if end < bytes.count, "+%x".utf8.contains(bytes[end]) { return nil }
    return technology.release(text) == nil ? nil : text
  }
  while end < bytes.count, bytes[end].isLetter { end += 1 }
  let word = String(decoding: bytes[place..<end], as: UTF8.self).lowercased()
  return technology.lifecycle.first { $0.name == word }?.version
}

extension String {
  func trimmingSuffix(_ isCut: (Character) -> Bool) -> String {
    var text = self[...]
    while let last = text.last, isCut(last) { text.removeLast() }
    return String(text)
  }
}
