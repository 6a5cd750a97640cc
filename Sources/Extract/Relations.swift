import Diagnostics
import Model
import Syntax

/// Reads how a module says that it stands to another.
enum Relations {
  struct Reading: Sendable {
    let verb: String
    let target: Range<Int>
    let remark: String?
  }

  /// Reads `应用 01_理论基础 的技术原理`, `为 11_实践 提供案例` and `综合 01-08模块 的知识`; nil where no
  /// module is named.
  static func read(_ bytes: [UInt8], _ range: Range<Int>) -> Reading? {
    guard let target = moduleName(bytes, range) ?? moduleNumbers(bytes, range) else { return nil }
    let before = bytes.string(bytes.trimmed(range.lowerBound..<target.lowerBound))
    guard !before.isEmpty, before.count <= 6 else { return nil }
    var rest = bytes.trimmed(target.upperBound..<range.upperBound)
    if before == "为" || before == "与" || before == "向" || before == "对" {
      for verb in ["提供", "支撑", "支持", "形成", "展示", "对比", "互补", "输出", "奠定", "协同"]
      where bytes[rest].starts(with: verb.utf8) {
        rest = bytes.trimmed((rest.lowerBound + verb.utf8.count)..<rest.upperBound)
        return Reading(verb: before + "…" + verb, target: target, remark: nonEmpty(bytes, rest))
      }
    }
    if bytes.has("的", at: rest.lowerBound) {
      rest = bytes.trimmed((rest.lowerBound + 3)..<rest.upperBound)
    }
    return Reading(verb: before, target: target, remark: nonEmpty(bytes, rest))
  }

  private static func nonEmpty(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
    range.isEmpty ? nil : bytes.string(range)
  }

  /// The first word that is named as modules are: two digits, an underscore and a name.
  static func moduleName(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    var offset = range.lowerBound
    var previous: UInt32 = 0x20
    while offset + 3 < range.upperBound {
      let (value, length) = bytes.scalar(at: offset)
      if isDigit(value), !isDigit(previous), !isLatin(previous), previous != 0x5F,
        isDigit(UInt32(bytes[offset + 1])), bytes[offset + 2] == UInt8(ascii: "_")
      {
        var end = offset + 3
        while end < range.upperBound, isNamePart(bytes.scalar(at: end).value) {
          end += bytes.scalar(at: end).length
        }
        if end > offset + 3 { return offset..<end }
      }
      previous = value
      offset += length
    }
    return nil
  }

  /// The numbers of several modules before the word for them: the `01-08` of `01-08模块`.
  static func moduleNumbers(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    func isNumber(at offset: Int) -> Bool {
      isDigit(UInt32(bytes[offset])) && isDigit(UInt32(bytes[offset + 1]))
    }
    for start in range where start + 6 <= range.upperBound && isNumber(at: start) {
      guard bytes[start + 2] == UInt8(ascii: "-"), isNumber(at: start + 3) else { continue }
      if start > range.lowerBound, isDigit(UInt32(bytes[start - 1])) { continue }
      var word = start + 5
      while word < range.upperBound, bytes[word] == 0x20 { word += 1 }
      let names: [StaticString] = ["模块", "号模块", "modules"]
      if names.contains(where: { bytes.has($0, at: word) }) { return start..<(start + 5) }
    }
    return nil
  }

  private static func isNamePart(_ scalar: UInt32) -> Bool {
    isHan(scalar) || isLatin(scalar) || isDigit(scalar) || scalar == 0x5F || scalar == 0x2D
  }
}

private let relationTitles = WordSet(
  "相关模块 关联模块 依赖模块 相关文档 关联文档 模块关系 模块的关系 related")

/// Reads the lists of related modules: a link or a name in code, and a remark.
func readRelations(_ document: Document, outline: Outline, blocks: Blocks) -> [Relation] {
  var relations: [Relation] = []
  var above = (section: -1, isRelated: false)
  for block in blocks.all where document.nodes[block].kind == .item {
    let section = outline.section(of: block)
    if above.section != section {
      above = (section, relationTitles.occurs(in: outline.sections[section].title))
    }
    guard above.isRelated, let relation = relation(document, block) else { continue }
    relations.append(relation)
  }
  return relations
}

private func relation(_ document: Document, _ item: NodeIndex) -> Relation? {
  guard let paragraph = document.children(of: item).first(where: { _ in true }),
    document.nodes[paragraph].kind == .paragraph,
    let named = document.children(of: paragraph).first(where: {
      document.nodes[$0].kind == .link || document.nodes[$0].kind == .code
    })
  else { return nil }
  let isLink = document.nodes[named].kind == .link
  let target = document.string(
    isLink ? document.destination(of: document.nodes[named]) : document.nodes[named].literal)
  guard !target.isEmpty, !target.contains("://"), !target.hasPrefix("#") else { return nil }
  let text = document.inlineText(of: paragraph).bytes
  var remark: String?
  for sign: StaticString in [" - ", " — ", ": ", "："] {
    guard let place = text.find(sign, in: text.indices) else { continue }
    let rest = text.trimmed((place + sign.utf8CodeUnitCount)..<text.count)
    remark = rest.isEmpty ? nil : text.string(rest)
    break
  }
  return Relation(
    verb: "相关",
    target: Located(
      target, at: isLink ? destinationSpan(document, named) : document.span(of: named)),
    remark: remark, span: document.span(of: paragraph))
}
