import Catalog
import Diagnostics
import Model
import Quantities

// Rules of the catalog's form `lacks`: what a technology has not, though a text says that it has.

/// A sentence that may say that a technology has what it has not.
struct LackSentence: Sendable {
  let line: FigureLine

  /// Its place in the line.
  let range: Range<Int>
  let bytes: [UInt8]

  /// The same in small letters.
  let text: String

  /// Nil where something in it denies, compares or doubts.
  init?(_ range: Range<Int>, of line: FigureLine) {
    bytes = Array(line.bytes[range])
    let lower = bytes.map(\.lowercased)
    guard !denials.occur(in: lower) else { return nil }
    text = String(decoding: lower, as: UTF8.self)
    self.line = line
    self.range = range
  }
}

extension Collection {
  /// The sentences of lines outside of fences, tables and headings that hold both the words of a rule of the form
  /// `lacks` and the name of a technology of such a rule. O(bytes).
  func makeLackSentences() -> [LackSentence] {
    let rules = catalog.rules.filter { $0.form == .lacks }
    guard !rules.isEmpty, !examined.isEmpty else { return [] }
    let subjects = Set(rules.flatMap(\.of)).compactMap { term -> Technology? in
      if case .technology(let id) = term { catalog[id] } else { nil }
    }
    let finder = WordGroups([
      rules.flatMap(\.words).flatMap(findable),
      subjects.flatMap { $0.names + $0.exact }.flatMap { findable($0.lowercased()) },
    ])
    var found: [LackSentence] = []
    for index in examined {
      let document = model.documents[index]
      let source = source(document)
      let fences = (document.architectures.map(\.span) + document.codeBlocks.map(\.span)).sorted {
        $0.start < $1.start
      }
      let bytes = source.bytes
      var start = 0
      var fence = 0
      while start < bytes.count {
        while fence < fences.count, fences[fence].end <= start { fence += 1 }
        let end = bytes.lineEnd(start)
        if fence < fences.count, fences[fence].start < end {
          start = max(end, fences[fence].end) + 1
          continue
        }
        defer { start = end + 1 }
        guard (8...600).contains(end - start),
          let first = bytes[start..<end].firstIndex(where: { $0 != 0x20 }),
          bytes[first] != UInt8(ascii: "|"), bytes[first] != UInt8(ascii: "#"),
          bytes[first..<end].withUnsafeBufferPointer(finder.all) == 3,
          ![start, end].contains(where: { isPreformatted(source.span($0..<$0)) })
        else { continue }
        let line = FigureLine(first..<end, of: source, document: index, topics: [])
        if line.isCounterexample { continue }
        found += line.sentences.compactMap { LackSentence($0, of: line) }
      }
    }
    return found
  }

  /// Whether a line stands below a heading of what not to believe, 常见误区, or in a comment of HTML.
  private func isShownAsWrong(_ line: FigureLine) -> Bool {
    let document = model.documents[line.document]
    var section: Int? = document.sections.innermost(at: line.span.start)
    var steps = 0
    while let place = section, steps < 8 {
      if FigureLine.counterexamples.occurInAnyCase(in: document.sections[place].title) {
        return true
      }
      section = document.sections[place].parent
      steps += 1
    }
    let bytes = source(document).bytes
    let window = bytes[max(0, line.span.start - 16_384)..<line.span.start]
    for index in window.indices.reversed() {
      if window[index] == UInt8(ascii: "<"), window[index...].starts(with: "<!--".utf8) {
        return true
      }
      if window[index] == UInt8(ascii: "-"), window[index...].starts(with: "-->".utf8) {
        return false
      }
    }
    return false
  }

  /// Judges what sentences, drawings and tables say that a technology has.
  func judgeLacking(by rule: TechnologyRule, _ reporter: inout Reporter) {
    for sentence in lackSentences {
      guard let place = catalog.lack(rule, in: sentence.bytes, sentence.text),
        !isShownAsWrong(sentence.line)
      else { continue }
      let start = sentence.range.lowerBound + place.lowerBound
      reporter.report(rule.message, at: sentence.line.span(start..<(start + place.count)))
    }
    for design in designs where design.names(rule.of) {
      for place in design.places where place.isComponent && place.names(rule.of) {
        let bytes = Array(place.text.utf8)
        let lower = bytes.map(\.lowercased)
        guard !denials.occur(in: lower),
          catalog.lack(rule, in: bytes, String(decoding: lower, as: UTF8.self)) != nil
        else { continue }
        reporter.report(rule.message, at: place.span)
      }
    }
    for cell in bareSupport where rule.of.contains(.technology(cell.technology)) {
      let label = cell.label.lowercased()
      guard let word = rule.words.first(where: label.holds), names(label, word),
        !rule.isExcused(by: cell.name.lowercased() + " " + label, [])
      else { continue }
      reporter.report(rule.message, at: cell.span)
    }
  }
}

/// Whether a label is a feature and no more than that: 自动扩缩容, `AOF persistence`, but not 无守护进程 and no test of it.
private func names(_ label: String, _ word: String) -> Bool {
  guard !denials.occur(in: Array(label.utf8)), !label.hasPrefix("去"),
    let place = label.utf8.firstRange(of: word.utf8)
  else { return false }
  var rest = String(label[..<place.lowerBound]) + String(label[place.upperBound...])
  for general in general { rest = rest.replacing(general, with: "") }
  return rest.filter { $0 != " " && $0 != "*" && $0 != "`" }.utf8.count <= 6
}

private let general = [
  "支持", "能力", "功能", "特性", "内置", "原生", "数据", "模式", "support", "built-in", "native", "persistence",
]

extension Catalog {
  /// Where a sentence says that a technology has what a rule says that it has not.
  ///
  /// One clause names the technology, then a verb of having or an opening bracket, then the feature; no
  /// other technology of its kind stands in the sentence.
  ///
  /// - Parameter text: the same in small letters; nothing in it denies, compares or doubts.
  fileprivate func lack(
    _ rule: TechnologyRule, in bytes: [UInt8], _ text: String
  ) -> Range<Int>? {
    guard rule.words.contains(where: text.holds) else { return nil }
    let lower = Array(text.utf8)
    let mentions = mentions(in: bytes)
    guard !rule.isExcused(by: text, Set(mentions.map(\.id))) else { return nil }
    let own = mentions.filter { rule.of.contains(.technology($0.id)) }
    guard let subject = own.first, Set(own.map(\.id)).count == 1,
      let category = self[subject.id]?.category,
      !isOfAnother(subject.range, in: lower)
    else { return nil }
    for word in rule.words.map({ Array($0.utf8) }) {
      guard
        let start = lower.indices.dropFirst(subject.range.upperBound).first(where: {
          lower[$0...].starts(with: word)
        })
      else { continue }
      let feature = start..<(start + word.count)
      let between = Array(lower[subject.range.upperBound..<start])
      guard isWholeWord(feature, in: lower), between.count <= 80, !endsClause(between),
        isObject(behind: between) || opens(between),
        // Others may stand before it, as where it runs, but none of its kind.
        !mentions.contains(where: { mention in
          !rule.of.contains(.technology(mention.id)) && !feature.overlaps(mention.range)
            && (mention.range.lowerBound > subject.range.lowerBound
              || self[mention.id]?.category == category)
        })
      else { continue }
      return subject.range.lowerBound..<feature.upperBound
    }
    return nil
  }
}

/// A word as lines are found by it: one of two letters with a blank before it or behind it, and no shorter ones.
private func findable(_ word: String) -> [String] {
  switch word.utf8.count {
  case ...1: []
  case 2: [" " + word, word + " "]
  default: [word]
  }
}

extension TechnologyRule {
  /// Whether a text in small letters says what makes the rule untrue.
  fileprivate func isExcused(by text: String, _ technologies: Set<String>) -> Bool {
    unless.contains { term in
      switch term {
      case .technology(let id): technologies.contains(id)
      case .words(let words): text.holds(words.lowercased())
      }
    }
  }
}

/// Whether a name is part of another product's: `MemoryDB for Redis`, MySQL 兼容.
private func isOfAnother(_ name: Range<Int>, in bytes: [UInt8]) -> Bool {
  let before = String(decoding: bytes[..<name.lowerBound], as: UTF8.self)
  let after = String(decoding: bytes[name.upperBound...].prefix(12), as: UTF8.self)
  return before.hasSuffix("for ")
    || ["模式", "兼容", "版"].contains(where: after.filter({ $0 != " " }).hasPrefix)
}

/// Whether a clause ends in a stretch of text.
private func endsClause(_ bytes: [UInt8]) -> Bool {
  let text = String(decoding: bytes, as: UTF8.self)
  return text.contains { "，,：:；;。".contains($0) } || text.contains(" and ")
    || text.contains(" but ")
}

/// Whether nothing but a bracket stands there.
private func opens(_ bytes: [UInt8]) -> Bool {
  let rest = String(decoding: bytes, as: UTF8.self).filter { $0 != " " }
  return rest == "(" || rest == "（"
}

/// Whether what follows a stretch of text is the object of a verb of having at its end: at most two words, or four Han
/// characters, stand between the two.
private func isObject(behind bytes: [UInt8]) -> Bool {
  let text = String(decoding: bytes, as: UTF8.self)
  let ends = having.compactMap { verb -> String.Index? in
    guard let found = text.ranges(of: verb).last else { return nil }
    guard verb.utf8.first?.isLetter ?? false else { return found.upperBound }
    // A Latin verb is a word of its own.
    let isWhole =
      (found.lowerBound == text.startIndex
        || !text[text.index(before: found.lowerBound)].isLetter)
      && (found.upperBound == text.endIndex || !text[found.upperBound].isLetter)
    return isWhole ? found.upperBound : nil
  }
  // 以 ReadWriteMany 挂载: too short a verb for anything to stand between.
  if text.filter({ $0 != " " }).hasSuffix("以") { return true }
  guard let end = ends.max() else { return false }
  let gap = text[end...]
  let han = gap.unicodeScalars.count { $0.value >= 0x4E00 && $0.value <= 0x9FFF }
  let words = gap.split { !($0.isASCII && ($0.isLetter || $0.isNumber || "-./".contains($0))) }
    .count
  return Double(han) / 2 + Double(words) <= 2
}

/// Whether a feature is no part of a longer Latin word or figure: `grant` not in `granted`, `rpo 0` not in `rpo 0.5`.
private func isWholeWord(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
  func joins(_ a: Int, _ b: Int) -> Bool {
    guard bytes.indices.contains(a), bytes.indices.contains(b) else { return false }
    return (bytes[a].isLetter || bytes[a].isDigit) && (bytes[b].isLetter || bytes[b].isDigit)
  }
  var end = range.upperBound
  if end < bytes.count, bytes[end - 1].isLetter, bytes[end] == UInt8(ascii: "s") { end += 1 }
  if joins(range.lowerBound - 1, range.lowerBound) { return false }
  if end < bytes.count, bytes[end - 1].isDigit, bytes[end] == UInt8(ascii: ".") { return false }
  // Long words stand for all that begins so, as autoscal does.
  return !joins(end - 1, end) || range.count >= 7
}

private let having = """
  使用 采用 基于 支持 提供 具备 内置 自带 启用 开启 运行 拥有 带有 容忍 承受 uses use used using with supports supported
  provides runs has have had enabled enables gives offers tolerates survives
  """.split(whereSeparator: \.isWhitespace).map(String.init)

/// What makes it a denial, a comparison, a plan, a failure, a rumour, or the work of something added.
private let denials = Words(
  """
  不 无 没 非 未 缺 除 替 弃 移除 vs 对比 比较 相比 区别 差异 只有 仅 需 必须 应当 应该 若 如果 假如 是否 ？ ?
  曾 以前 之前 计划 考虑 将 拟 插件 第三方 通过 结合 配合 搭配 迁移 升级 而 或 与 和 及 、 错误 误 取代 牺牲
  省去 去掉 绕开 避 限制 瓶颈 短板 隐患 有限 拒绝 报错 忽略 以为 声称 传言 错 假 吗 么 × 年前 起初 最初 当年
  免 慎 风险 丢失 than not n't no without instead unlike lack lacks cannot neither replace replaced migrate
  remove removed deprecated never rather needs need should requires if whether could would may might planned
  plugin third-party via through together combined plus or experimental alpha limited fail fails failed reject
  rejected error ignore avoid dropped lost lose myth believe claim false none zero compared bottleneck until
  originally
  """.split(whereSeparator: \.isWhitespace).map(String.init)
    + [
      "away", "切换", "still", " only", "-free", "at the cost", "giving up",
      "[ ]", "<!--", "]:",
    ])
