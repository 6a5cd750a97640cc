import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds a sentence above the first sections that counts what several of them list, by the words of their headings:
  /// `This release has 3 new features, 6 fixes and 2 deprecations.`
  ///
  /// The others must be right, so that it is certain what is counted. O(sections · their lines).
  mutating func holdSectionCounts(_ collection: Collection) {
    for document in collection.examinedDocuments {
      let sections = document.sections.filter { $0.level == 2 }
      guard (2...40).contains(sections.count), let first = sections.first else { continue }
      let source = collection.source(document)
      var read: [(number: Span, stated: Int, section: Section)] = []
      for number in document.numbers.prefix(12) {
        guard number.span.end <= first.heading.start else { break }
        guard
          let stated = SmallNumber(source.bytes, at: number.span.start, limit: first.heading.start),
          stated.value > 1
        else { continue }
        let rest = source.bytes[stated.range.upperBound...].prefix(40)
        let noun = String(decoding: rest, as: UTF8.self).lowercased().prefix {
          $0.isLetter || $0 == " " || $0 == "-"
        }
        .drop { $0 == " " }
        if let section = sections.first(where: { isHead(of: noun, $0.title.lowercased()) }) {
          read.append((source.span(stated.range), stated.value, section))
        }
      }
      // In one sentence.
      guard read.count >= 2, let start = read.first?.number.start, let end = read.last?.number.end,
        !source.bytes[start..<end].contains(0x0A),
        !source.bytes[start..<end].contains(UInt8(ascii: "|"))
      else { continue }
      let held = read.map { (read: $0, items: items(of: $0.section, in: document, source)) }
      let wrong = held.filter { $0.items != $0.read.stated }
      guard wrong.count == 1, let one = wrong.first, let items = one.items, items > 0,
        // Headings in it may be of kinds: ### Networking.
        headings(in: one.read.section, of: document) == 0
      else {
        continue
      }
      report(
        "as many things follow as are announced, and under `\(quoted(one.read.section.title))` there are "
          + counting(items, "items"),
        at: one.read.number, notes: [.init("the section", at: one.read.section.heading)])
    }
  }
}

/// Whether a text begins with the words of a heading, and no word goes on from them.
private func isHead(of text: Substring, _ title: String) -> Bool {
  guard title.count >= 4, title.hasSuffix("s"), text.hasPrefix(title) else { return false }
  let rest = text.dropFirst(title.count)
  return rest.isEmpty || rest.hasPrefix(" and ") || rest == " "
}

/// The number of a section's own headings.
private func headings(in section: Section, of document: DocumentDraft) -> Int {
  document.sections.count {
    $0.level == section.level + 1 && section.extent.contains($0.heading)
  }
}

/// How many things a section names, by its own headings or by the one list in it; nil where that is in doubt.
private func items(of section: Section, in document: DocumentDraft, _ source: SourceFile) -> Int? {
  let inner = headings(in: section, of: document)
  if inner > 0 { return inner }
  var count = 0
  var isParted = false
  for line in source.bytes[section.heading.end..<section.extent.end].split(separator: 0x0A) {
    guard let first = line.first(where: { $0 != 0x0D }) else { continue }
    if first == 0x20 || first == 0x09 { continue }
    guard first == 0x2D || first == 0x2A, line.dropFirst().first == 0x20 else {
      // Words before the list lead in to it; behind it they may name more.
      if count > 0 || "|`#0123456789".utf8.contains(first) { isParted = true }
      continue
    }
    count += 1
  }
  return isParted || count == 0 ? nil : count
}
