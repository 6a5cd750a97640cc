import Diagnostics
import Model
import Quantities
import Syntax

/// Whether more of the same may follow before the next heading: another list or table.
///
/// A label with a count of its own leads another list, and a part of the whole only where the counts add up to it.
///
/// So does a label that names what is no part of it, 注意事项.
///
/// - Parameters:
///   - items: how many there are in the list. Where they are more than a label counts, others make no difference but for
///     remarks among them.
///   - sentence: what stands behind the number, 个阶段：, where a sentence has it and no label. `第二阶段：` then goes on
///     with it, and 包含服务： does not.
func isContinued(
  _ list: NodeIndex, in document: Document, beyond items: Int, of count: Int,
  sentence: String? = nil
) -> Bool {
  if isOpen(list, in: document) || itemsCountThemselves(list, in: document)
    || mayAmount(list, to: count, in: document)
  {
    return true
  }
  if items > count, items - count <= remarks(in: list, of: document) { return true }
  if items > count, sentence == nil { return false }
  let parent = document.nodes[list].parent
  var next = Int(document.nodes[list].next)
  var sum = items
  var isCounted = false
  while next < document.nodes.count, document.nodes[next].parent == parent {
    switch document.nodes[next].kind {
    case .heading: return hasSubsections(next, behind: list, in: document)
    case .thematicBreak: return false
    case .list, .table:
      guard isCounted else { return true }
      sum += itemCount(of: next, in: document) ?? 0
      if sum == count { return true }
      isCounted = false
    case .paragraph where labelsAnother(next, in: document, than: items > count ? sentence : nil):
      return false
    case .paragraph where next == Int(document.nodes[list].next) && addsMore(next, in: document):
      return true
    case .paragraph: isCounted = countsItems(document, next)
    default: break
    }
    next = Int(document.nodes[next].next)
  }
  return false
}

/// Whether a heading goes on with what the one right above a list counts, for it is below that one.
private func hasSubsections(
  _ heading: NodeIndex, behind list: NodeIndex, in document: Document
) -> Bool {
  let next = document.headings.partition { $0.node >= list }
  guard next > 0, next < document.headings.count, document.headings[next].node == heading,
    case let own = document.headings[next - 1], Int(document.nodes[own.node].next) == list
  else { return false }
  return document.headings[next].level > own.level
    && follower(of: document.headings[next].node, in: document) != nil
}

/// Whether each item of a list says how many things it stands for, so that the items are not what is counted:
/// `- UI组件: 6个`, `- 性能监控: 4个`.
private func itemsCountThemselves(_ list: NodeIndex, in document: Document) -> Bool {
  guard document.nodes[list].kind == .list else { return false }
  return document.children(of: list).allSatisfy { item in
    guard let paragraph = document.children(of: item).first(where: { _ in true }) else {
      return false
    }
    let counts = readQuantities(in: document.inlineText(of: paragraph).bytes).filter {
      if case .count(let thing) = $0.quantity.dimension {
        $0.quantity.comparator == .equal && UnitEntry.genericCounters.contains(thing)
      } else {
        false
      }
    }
    return counts.count == 1 && counts[0].quantity.value > 0
  }
}

/// Whether a paragraph is a label of what goes with the things that were listed, and is none of them: `**注意事项**`.
///
/// - Parameter sentence: where more were listed than its number says, a label of what it does not name is one as well.
private func labelsAnother(
  _ block: NodeIndex, in document: Document, than sentence: String?
) -> Bool {
  let node = document.nodes[block]
  guard node.end - node.start <= 48 else { return false }
  let text = document.source.bytes.string(Int(node.start)..<Int(node.end)).lowercased()
  guard text.hasPrefix("**") || text.hasSuffix(":") || text.hasSuffix("：") else { return false }
  let label = text.filter { !"*_:： \n".contains($0) }
  if others.contains(label) { return true }
  guard let sentence else { return false }
  let noun = sentence.lowercased().filter { !"*_:： \n".contains($0) }.suffix(2)
  return otherLeads.contains(where: label.hasPrefix) && !label.contains(noun)
}

private let otherLeads = [
  "包含", "包括", "涉及", "影响", "相关", "依赖", "使用", "启动", "访问", "验证", "注意", "affected", "related",
  "includes",
]

private let others: Set<String> = [
  "注意", "注意事项", "说明", "备注", "使用方法", "使用说明", "使用方式", "启动方式", "运行方式", "访问地址", "验证", "验证方法", "验证结果",
  "效果", "影响", "收益", "下一步", "后续", "后续计划", "后续步骤", "参考", "参考资料", "相关文档", "notes", "note", "usage",
  "prerequisites", "nextsteps", "benefits", "impact", "verification", "references", "seealso",
]

/// Whether a paragraph right behind a list goes on with it: `plus the two of the base class`.
private func addsMore(_ block: NodeIndex, in document: Document) -> Bool {
  let start = Int(document.nodes[block].start)
  let text = document.source.bytes.string(start..<min(Int(document.nodes[block].end), start + 24))
  return ["plus ", "and ", "as well as ", "以及", "此外", "另外", "另有", "还有"].contains(
    where: text.hasPrefix)
}

/// Whether a label says in brackets how many items it leads.
private func countsItems(_ document: Document, _ block: NodeIndex) -> Bool {
  guard let (number, _, close) = bracketedNumber(document, block) else { return false }
  let bytes = document.source.bytes
  var rest = number.end
  while rest < close, bytes[rest] == 0x20 { rest += 1 }
  return rest < close
    ? thing(bytes, rest..<close) != nil
    : bytes[Int(document.nodes[block].start)] == UInt8(ascii: "*")
}

/// How many items of a list say something about the others, or were taken back: 说明：默认为甲, 丙（已下线）.
private func remarks(in list: NodeIndex, of document: Document) -> Int {
  document.children(of: list).reduce(0) { count, item in
    let node = document.nodes[item]
    let text = document.source.bytes.string(Int(node.start)..<Int(node.end)).lowercased()
      .drop { " -*+0123456789.".contains($0) }
    return remarkLeads.contains(where: text.hasPrefix) || takenBack.contains(where: text.contains)
      ? count + 1 : count
  }
}

private let remarkLeads = [
  "说明", "注：", "注:", "注意", "备注", "其他", "其它", "另外", "此外", "共用", "待定", "note", "other", "optional",
  "第二阶段",
  "plus ", "see ",
]
private let takenBack = [
  "已下线", "已废弃", "已取消", "已移除", "已合并", "可选", "rejected", "deprecated", "removed", "optional", "~~",
]

/// Whether a list ends with `- ...` or `- ……等`: there are more than it names.
private func isOpen(_ list: NodeIndex, in document: Document) -> Bool {
  let node = document.nodes[list]
  guard node.kind == .list else { return false }
  let bytes = document.source.bytes
  let range = bytes.trimmed(Int(node.start)..<min(Int(node.end), bytes.count))
  let last = bytes.string(bytes.lineStart(range.upperBound)..<range.upperBound)
    .drop { " -*+✓✅✔".contains($0) }
  return ["...", "…", "等"].contains(where: last.hasPrefix)
}
