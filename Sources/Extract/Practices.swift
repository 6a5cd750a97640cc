import Diagnostics
import Model
import Syntax

/// Recommended practices: the items of ✅ lists that recommend, and do not report.
enum Practices {
  private static let meant = WordSet(
    """
    最佳实践 实践 优化 措施 建议 原则 策略 做法 加固 防护 预防 practice practices
    recommendation recommendations guideline guidelines tips hardening optimization
    """)

  private static let reported = WordSet(
    """
    价值 完成 进度 成果 总结 亮点 状态 验收 交付 成就 里程碑 更新 变更 新增 报告 特性 优势 效果 合规 检查结果
    检查清单 适用 支持 统计 质量 评估 结果 目标 结论 创新 特点 覆盖 对比 修复 问题 已 progress done status
    completed summary results features changelog benefits deliverables
    """)

  /// Whether the words above a list say that its items are recommended; the nearest word decides.
  static func areMeant(by titles: [String], document: String) -> Bool {
    for title in titles {
      if meant.occurs(in: title) { return true }
      if reported.occurs(in: title) { return false }
    }
    return meant.occurs(in: document) && !reported.occurs(in: document)
  }

  /// The text behind a leading ✅; nil where there is none.
  static func text(_ bytes: [UInt8], _ line: Range<Int>) -> Range<Int>? {
    let line = bytes.trimmed(line)
    guard !line.isEmpty else { return nil }
    let (value, length) = bytes.scalar(at: line.lowerBound)
    guard value == 0x2705 || value == 0x2714 || value == 0x2713 || value == 0x2611 else {
      return nil
    }
    var start = line.lowerBound + length
    if bytes.has("\u{FE0F}", at: start) { start += 3 }
    let rest = bytes.trimmed(start..<line.upperBound)
    return rest.isEmpty ? nil : rest
  }
}

/// Reads the ✅ items of Markdown lists and paragraphs.
func readPractices(_ document: Document, outline: Outline, blocks: Blocks) -> [Practice] {
  var practices: [Practice] = []
  // What stands above is the same for all items of a list.
  var above = (before: -1, section: -1, lead: String?.none, isMeant: false)
  for block in blocks.all where document.nodes[block].kind == .paragraph {
    let node = document.nodes[block]
    guard mayHoldMark(document, Int(node.start)..<Int(node.end)) else { continue }
    let parent = Int(node.parent)
    let isItem = document.nodes[parent].kind == .item
    let before = blocks.before(isItem ? Int(document.nodes[parent].parent) : block)
    let section = outline.section(of: block)
    if above.before != before ?? 0 || above.section != section {
      let lead = outline.lead(before)
      let titles = (lead.map { [$0] } ?? []) + outline.titles(above: section)
      above = (
        before ?? 0, section, lead,
        Practices.areMeant(by: titles, document: outline.sections[0].title)
      )
    }
    guard above.isMeant else { continue }
    let text = document.inlineText(of: block)
    for line in text.bytes.lines(in: text.bytes.indices) {
      guard let range = Practices.text(text.bytes, line) else { continue }
      practices.append(
        Practice(
          group: above.lead, text: text.bytes.string(range),
          details: isItem ? details(document, parent) : [], span: text.span(of: range),
          section: section))
    }
  }
  return practices
}

private func mayHoldMark(_ document: Document, _ range: Range<Int>) -> Bool {
  let bytes = document.source.bytes
  var rest = range
  while let offset = bytes.firstIndex(of: 0xE2, in: rest), offset + 2 < range.upperBound {
    if bytes[offset + 1] == 0x9C || bytes[offset + 1] == 0x98 { return true }
    rest = (offset + 1)..<range.upperBound
  }
  return false
}

/// The texts of the lists inside an item.
private func details(_ document: Document, _ item: NodeIndex) -> [String] {
  var details: [String] = []
  for child in document.children(of: item) where document.nodes[child].kind == .list {
    for inner in document.children(of: child) {
      if let first = document.children(of: inner).first(where: {
        document.nodes[$0].kind == .paragraph
      }) {
        details.append(document.plainText(of: first))
      }
    }
  }
  return details
}

/// Reads the ✅ lines of a fence, their groups and the lines under them.
func practices(inChecklist tree: BoxTree, isPractice: Bool, section: Int) -> [Practice] {
  guard isPractice else { return [] }
  let bytes = tree.text.bytes
  var practices: [Practice] = []
  var group: String?
  var open: (text: Range<Int>, line: Int, details: [String])?
  func close() {
    guard let item = open else { return }
    practices.append(
      Practice(
        group: group, text: bytes.string(item.text), details: item.details,
        span: tree.text.span(item.text, line: item.line), section: section))
    open = nil
  }
  for (index, line) in tree.lines.enumerated() where line.kind == .text || line.kind == .node {
    if let text = Practices.text(bytes, line.text) {
      close()
      open = (text, index, [])
    } else if line.column > 0, open != nil {
      var range = line.text
      if bytes.has("- ", at: range.lowerBound) {
        range = bytes.trimmed((range.lowerBound + 2)..<range.upperBound)
      }
      open?.details.append(bytes.string(range))
    } else {
      close()
      group = bytes.string(line.text)
    }
  }
  close()
  return practices
}
