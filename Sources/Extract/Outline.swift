import Diagnostics
import Model
import Syntax

/// A document's sections, and where in them a place lies.
struct Outline {
  let document: Document
  let sections: [Section]

  init(_ document: Document, title: String) {
    self.document = document
    sections = Self.readSections(document, title: title)
  }

  /// The innermost section that holds a block. O(log sections).
  func section(of node: NodeIndex) -> Int {
    sections.innermost(at: Int(document.nodes[node].start))
  }

  /// The titles above a place, the innermost first; the document's own only where it is that.
  func titles(above section: Int) -> [String] {
    var titles: [String] = []
    var next: Int? = section
    while let index = next, index > 0, titles.count < 8 {
      if sections[index].level > 1 || titles.isEmpty { titles.append(sections[index].title) }
      next = sections[index].parent
    }
    return titles
  }

  /// The words of a paragraph that leads in to the block after it, as in `**架构设计**:`.
  func lead(_ previous: NodeIndex?) -> String? {
    guard let previous, document.nodes[previous].kind == .paragraph else { return nil }
    let text = document.inlineText(of: previous)
    let range = text.bytes.trimmed(text.bytes.indices)
    guard let line = text.bytes.lines(in: range).last else { return nil }
    let last = text.bytes.trimmed(line)
    guard last.count > 1 else { return nil }
    let end = text.bytes.scalar(before: last.upperBound)
    guard end.value == 0x3A || end.value == 0xFF1A else {
      return isBold(previous) && last.count <= 60 ? text.bytes.string(last) : nil
    }
    return text.bytes.string(text.bytes.trimmed(last.lowerBound..<(last.upperBound - end.length)))
  }

  /// Whether a paragraph is one bold phrase.
  private func isBold(_ paragraph: NodeIndex) -> Bool {
    let children = Array(document.children(of: paragraph).prefix(2))
    return children.count == 1 && document.nodes[children[0]].kind == .strong
  }

  private static func readSections(_ document: Document, title: String) -> [Section] {
    let end = document.source.bytes.count
    let levels = document.headings.map(\.level)
    let spans = document.headings.map { document.span(of: $0.node) }
    var ends = [Int](repeating: end, count: levels.count)
    var open: [Int] = []
    var parents = [Int](repeating: 0, count: levels.count)
    for (index, level) in levels.enumerated() {
      while let last = open.last, levels[last] >= level {
        ends[last] = spans[index].start
        open.removeLast()
      }
      parents[index] = open.last.map { $0 + 1 } ?? 0
      open.append(index)
    }
    var sections = [
      Section(
        title: title, level: 0, slug: "", parent: nil, heading: document.source.span(0..<0),
        extent: document.source.span(0..<end))
    ]
    sections.reserveCapacity(levels.count + 1)
    for (index, heading) in document.headings.enumerated() {
      let start = spans[index].start
      sections.append(
        Section(
          title: heading.text, level: heading.level, slug: heading.slug, parent: parents[index],
          heading: spans[index], extent: document.source.span(start..<max(start, ends[index]))))
    }
    return sections
  }
}
