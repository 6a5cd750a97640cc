import Diagnostics
import Model
import Quantities

extension Rule {
  /// Holds what a page says of things that it numbers, 定理1 to 定理8: how many there are, and which.
  static let numberedThings = Rule(
    "numbered-things", .warning, "编号的条目与所说不符", "Numbered things that are not there",
    """
    Things that a page numbers are as many as it says, and those that it refers to are among them.

        **定理1 (隔离性)**: …
        **定理2 (配额安全)**: …
        **定理3 (调和终止)**: …

        至此，四条定理证毕。                <- three

        - Lemma 2.1: quorums meet
        - Lemma 2.2: terms grow
        - Lemma 2.3: logs match

        By Lemma 2.5 the leader is unique.      <- none is numbered so

    Judged where three things of one name and more begin a line each, in bold, as items or as headings, numbered
    one by one from 1 (or x.1), `**引理数量**: 4个` against them; where no other document numbers such a thing; and not in lines with a link or a
    work by others. A count is held where 至此, 以上 or `above` says that all are meant.
    """
  ) { collection, reporter in
    let drafts = collection.examinedDocuments.map { ($0, definedNumbers(of: $0, collection)) }
    var homes: [String: Set<String>] = [:]
    for (document, kinds) in drafts {
      for kind in kinds {
        for number in kind.numbers {
          homes["\(kind.text) \(number)", default: []].insert(document.path)
        }
      }
    }
    for (document, kinds) in drafts {
      for kind in kinds where kind.isRun {
        reporter.holdReferences(to: kind, in: document, collection) { number in
          homes["\(kind.text) \(number)"].map { $0.contains { $0 != document.path } } ?? false
        }
        reporter.holdSums(of: kind, in: document, collection)
        if kinds.count(where: { $0.name == kind.name }) == 1, kind.prefix.isEmpty {
          let source = collection.source(document)
          reporter.holdStated(
            kind.name, kind.numbers.count, last: source.span(kind.places[kind.places.count - 1]),
            in: document, source)
        }
      }
      reporter.holdQuestions(in: document, collection.source(document))
    }
  }
}

/// Things of one name that a page numbers: `引理` 2.1 to 2.6.
private struct NumberedKind {
  let name: [UInt8]

  /// What all numbers begin with, `2.` or nothing.
  let prefix: String
  var numbers: [Int] = []
  var places: [Range<Int>] = []

  var text: String { String(decoding: name, as: UTF8.self) }

  var isRun: Bool { numbers.count >= 3 && numbers == Array(1...numbers.count) }
}

/// What begins lines of a document with a name and a number, by name and prefix. O(numbers).
private func definedNumbers(of document: DocumentDraft, _ collection: Collection) -> [NumberedKind]
{
  let bytes = collection.source(document).bytes
  var found: [NumberedKind] = []
  for number in document.numbers {
    let start = number.span.start
    guard let name = leadingName(before: start, bytes),
      let read = dotted(bytes, start), endsLabel(bytes, read.end),
      !document.isInFence(number.span)
    else { continue }
    if let at = found.firstIndex(where: { $0.name == name && $0.prefix == read.prefix }) {
      found[at].numbers.append(read.number)
      found[at].places.append(start..<read.end)
    } else if found.count < 40 {
      var kind = NumberedKind(name: name, prefix: read.prefix)
      kind.numbers.append(read.number)
      kind.places.append(start..<read.end)
      found.append(kind)
    }
  }
  return found
}

/// The Han or Latin word between the beginning of a line, with its signs, and a place.
private func leadingName(before place: Int, _ bytes: [UInt8]) -> [UInt8]? {
  var end = place
  if end > 0, bytes[end - 1] == 0x20 { end -= 1 }
  var start = end
  while start > 0, end - start <= 13,
    bytes[start - 1] >= 0xE0 || bytes[start - 1] &- 0x80 < 0x40
      || bytes[start - 1].isLetter
  {
    start -= 1
  }
  guard (4...12).contains(end - start) else { return nil }
  var line = start
  while line > 0, start - line < 8, "#*->+ ".utf8.contains(bytes[line - 1]) { line -= 1 }
  guard line == 0 || bytes[line - 1] == 0x0A, line < start else { return nil }
  let name = Array(bytes[start..<end])
  return formal.contains(String(decoding: name, as: UTF8.self).lowercased()) ? name : nil
}

/// `2.6` at a place: its last number and what stands before it.
private func dotted(_ bytes: [UInt8], _ start: Int) -> (prefix: String, number: Int, end: Int)? {
  var end = start
  while end < bytes.count, end - start < 8, bytes[end].isDigit || bytes[end] == 0x2E {
    end += 1
  }
  while end > start, bytes[end - 1] == 0x2E { end -= 1 }
  let parts = String(decoding: bytes[start..<end], as: UTF8.self).split(separator: ".")
  guard (1...2).contains(parts.count), let last = parts.last.flatMap({ Int($0) }), last < 100 else {
    return nil
  }
  return (parts.count == 2 ? "\(parts[0])." : "", last, end)
}

/// Whether a label ends at a place: with a colon, a bracket, a sign of emphasis or the line.
private func endsLabel(_ bytes: [UInt8], _ place: Int) -> Bool {
  var at = place
  if at < bytes.count, bytes[at] == 0x20 { at += 1 }
  guard at < bytes.count else { return true }
  if bytes[at] == 0x2E { return at + 1 >= bytes.count || " *\n".utf8.contains(bytes[at + 1]) }
  return ":(*\n".utf8.contains(bytes[at])
    || ["：", "（"].contains { bytes[at...].starts(with: $0.utf8) }
}

/// What is referred to by its number alone, wherever it stands.
private let formal: Set<String> = [
  "定理", "引理", "推论", "命题", "定义", "公理", "性质", "案例", "theorem", "lemma", "corollary", "proposition",
  "definition", "axiom", "property",
]

extension Reporter {
  /// Looks up each place that names a number of a kind.
  fileprivate mutating func holdReferences(
    to kind: NumberedKind, in document: DocumentDraft, _ collection: Collection,
    isDefinedElsewhere: (Int) -> Bool
  ) {
    let source = collection.source(document)
    let bytes = source.bytes
    guard let most = kind.numbers.last else { return }
    for number in document.numbers {
      let start = number.span.start
      var end = start
      if end > 0, bytes[end - 1] == 0x20 { end -= 1 }
      guard end >= kind.name.count, bytes[(end - kind.name.count)..<end].elementsEqual(kind.name),
        let read = dotted(bytes, start), read.prefix == kind.prefix,
        !kind.numbers.contains(read.number), read.number <= most + 4
      else { continue }
      let line = bytes.line(around: start, limit: 400)
      guard !works.occurInAnyCase(in: Array(bytes[line])), !bytes[line].contains(0x5B),
        !isDefinedElsewhere(read.number)
      else { continue }
      let place = source.span((end - kind.name.count)..<read.end)
      report(
        "what is referred to must be there: `\(source.text(place))` is none of "
          + "\(kind.prefix)1 to \(kind.prefix)\(most), which the page numbers",
        at: place, notes: [.init("the last one", at: source.span(kind.places[most - 1]))])
    }
  }

  /// `**引理数量**: 4个` in what a page tells of itself.
  fileprivate mutating func holdStated(
    _ name: [UInt8], _ count: Int, last: Span, in document: DocumentDraft, _ source: SourceFile
  ) {
    let bytes = source.bytes
    for number in document.numbers {
      let start = number.span.start
      var end = start
      while end > 0, " *:".utf8.contains(bytes[end - 1]) { end -= 1 }
      if end >= 3, bytes[(end - 3)..<end].elementsEqual("：".utf8) { end -= 3 }
      while end > 0, bytes[end - 1] == 0x2A { end -= 1 }
      guard end < start, end > 9,
        ["数量", "总数", "个数"].contains(where: { bytes[(end - 6)..<end].elementsEqual($0.utf8) }),
        case let place = end - 6, place >= name.count,
        bytes[(place - name.count)..<place].elementsEqual(name),
        let stated = SmallNumber(bytes, at: start, limit: number.span.end), stated.value != count,
        // Nothing but its signs stands before the label.
        "\n *>|-".utf8.contains(bytes[max(0, place - name.count - 1)]),
        !document.isInFence(number.span), !isHeld(number.span, by: document.tables, \.span),
        !bytes[stated.range.upperBound...].prefix(1).elementsEqual("+".utf8)
      else { continue }
      report(
        "numbered things are as many as is said of them: the page numbers \(count), not "
          + "`\(source.text(number.span))`",
        at: number.span, notes: [.init("the last one", at: last)])
    }
  }

  /// `> 问题数量: 12个` above the headings `Q1: …` to `Q10: …`.
  fileprivate mutating func holdQuestions(in document: DocumentDraft, _ source: SourceFile) {
    let asked = document.sections.filter {
      $0.title.utf8.first == UInt8(ascii: "Q")
        && $0.title.utf8.dropFirst().first.map { $0.isDigit } ?? false
    }
    let numbers = asked.map { Int($0.title.dropFirst().prefix { $0.isNumber && $0.isASCII }) ?? 0 }
    guard asked.count >= 3, let last = asked.last, numbers == Array(1...asked.count) else { return }
    holdStated(Array("问题".utf8), asked.count, last: last.heading, in: document, source)
  }

  /// `至此, 九条定理证毕`: how many there are in all.
  fileprivate mutating func holdSums(
    of kind: NumberedKind, in document: DocumentDraft, _ collection: Collection
  ) {
    let source = collection.source(document)
    let bytes = source.bytes
    guard let last = kind.places.last?.upperBound, kind.name[0] >= 0x80 else { return }
    // What comes behind the last one and before the next heading.
    var at = last
    while at + kind.name.count < bytes.count, at - last < 2_000 {
      if bytes[at] == 0x0A, at + 1 < bytes.count, bytes[at + 1] == 0x23 { return }
      defer { at += 1 }
      guard bytes[at] == kind.name[0], bytes[at...].starts(with: kind.name) else { continue }
      let line = bytes.line(around: at, limit: 400)
      let lead = String(decoding: bytes[line.lowerBound..<at], as: UTF8.self)
      guard wholes.contains(where: lead.hasPrefix), let count = countBefore(lead),
        count.value != kind.numbers.count,
        // Nothing but a comma and a word for all of them stands between.
        lead.dropLast(count.characters).dropFirst(2).allSatisfy({ " ,，共全部的有".contains($0) }),
        !["与", "和", "及", "、"].contains(where: {
          bytes[(at + kind.name.count)...].starts(with: $0.utf8)
        }),
        // Some of those above may be meant.
        count.value > kind.numbers.count || lead.hasPrefix("至此") || lead.hasPrefix("综上")
      else { continue }
      let start = at - count.bytes
      report(
        "numbered things are as many as is said of them: the page numbers \(kind.numbers.count), not "
          + "`\(source.text(source.span(start..<(at + kind.name.count))))`",
        at: source.span(start..<(at + kind.name.count)),
        notes: [.init("the last one", at: source.span(kind.places[kind.places.count - 1]))])
      return
    }
  }
}

private let wholes = ["至此", "以上", "上述", "综上"]
private let works: Words = [
  "《", "http", "文献", "论文", "参考", "et al", "paper", "theorem of", " of [", "教材", "书",
  "标准", "规范", "附件", "附录", "手册", "原文", "book", "manual", "appendix", "standard", "rfc",
]

/// The count that a text ends in, `九条`, and its bytes.
private func countBefore(_ lead: String) -> (value: Int, bytes: Int, characters: Int)? {
  guard let counter = lead.last, "条个项".contains(counter) else { return nil }
  let digits = lead.dropLast().reversed().prefix {
    $0.isNumber && $0.isASCII || "零一二两三四五六七八九十百".contains($0)
  }
  let text = Array(String(digits.reversed()).utf8)
  guard let number = SmallNumber(text, at: 0, limit: text.count),
    number.range.upperBound == text.count, number.value > 0,
    lead.dropLast(digits.count + 1).last.map({ $0 != "第" }) ?? true
  else { return nil }
  return (number.value, text.count + counter.utf8.count, digits.count + 1)
}
