import Catalog
import Diagnostics
import Model
import Quantities

// Rules of the catalog's form `lacks`: what a technology has not, though a text says that it has.

extension Collection {
  /// The lines outside of fences, tables and headings that hold both the words of a rule of the form `lacks` and the
  /// name of a technology of such a rule. O(bytes).
  func makeLackLines() -> [FigureLine] {
    let rules = catalog.rules.filter { $0.form == .lacks }
    guard !rules.isEmpty, !examined.isEmpty else { return [] }
    let subjects = Set(rules.flatMap(\.of)).compactMap { term -> Technology? in
      if case .technology(let id) = term { catalog[id] } else { nil }
    }
    let finder = WordGroups([
      rules.flatMap(\.words).map(spaced),
      subjects.flatMap { $0.names + $0.exact }.map { spaced($0.lowercased()) },
    ])
    var found: [FigureLine] = []
    for index in examined {
      let document = model.documents[index]
      let source = source(document)
      let fences = (document.architectures.map(\.span) + document.codeBlocks.map(\.span)).sorted {
        $0.start < $1.start
      }
      source.bytes.withUnsafeBufferPointer { bytes in
        var start = 0
        var fence = 0
        while start < bytes.count {
          while fence < fences.count, fences[fence].end <= start { fence += 1 }
          let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
          if fence < fences.count, fences[fence].start < end {
            start = max(end, fences[fence].end) + 1
            continue
          }
          defer { start = end + 1 }
          guard (8...600).contains(end - start),
            let first = bytes[start..<end].firstIndex(where: { $0 != 0x20 }),
            bytes[first] != UInt8(ascii: "|"), bytes[first] != UInt8(ascii: "#"),
            finder.all(in: UnsafeBufferPointer(rebasing: bytes[first..<end])) == 3,
            ![start, end].contains(where: { isPreformatted(source.span($0..<$0)) })
          else { continue }
          found.append(FigureLine(first..<end, of: source, document: index, topics: []))
        }
      }
    }
    return found
  }

  /// Judges what sentences, drawings and tables say that a technology has.
  func judgeLacking(by rule: TechnologyRule, _ reporter: inout Reporter) {
    for line in lackLines where !line.isCounterexample {
      for sentence in line.sentences {
        guard let place = catalog.lack(rule, in: Array(line.bytes[sentence])) else { continue }
        let start = sentence.lowerBound + place.lowerBound
        reporter.report(rule.message, at: line.span(start..<(start + place.count)))
      }
    }
    for design in designs {
      for place in design.places where place.isComponent && place.names(rule.of) {
        guard catalog.lack(rule, in: Array(place.text.utf8)) != nil else { continue }
        reporter.report(rule.message, at: place.span)
      }
    }
    for cell in supportCells
    where cell.isSupported && rule.of.contains(.technology(cell.technology)) {
      let label = cell.label.lowercased()
      // ✅ beside 无守护进程 says that it has none.
      guard rule.words.contains(where: label.holds), !denials.occur(in: Array(label.utf8)),
        !rule.isExcused(by: cell.name.lowercased() + " " + label, [])
      else { continue }
      reporter.report(rule.message, at: cell.span)
    }
  }
}

extension Catalog {
  /// Where a sentence says that a technology has what a rule says that it has not.
  ///
  /// One clause names the technology, then a verb of having or an opening bracket, then the feature; no
  /// other technology of its kind stands in the sentence, and nothing denies, compares or doubts it.
  fileprivate func lack(_ rule: TechnologyRule, in bytes: [UInt8]) -> Range<Int>? {
    let lower = bytes.map(\.lowercased)
    let text = String(decoding: lower, as: UTF8.self)
    guard rule.words.contains(where: text.holds), !denials.occur(in: lower) else { return nil }
    let mentions = mentions(in: bytes)
    guard !rule.isExcused(by: text, Set(mentions.map(\.id))) else { return nil }
    let own = mentions.filter { rule.of.contains(.technology($0.id)) }
    guard let subject = own.first, Set(own.map(\.id)).count == 1,
      let category = self[subject.id]?.category
    else { return nil }
    for word in rule.words.map({ Array($0.utf8) }) {
      guard
        let start = lower.indices.dropFirst(subject.range.upperBound).first(where: {
          lower[$0...].starts(with: word)
        })
      else { continue }
      let feature = start..<(start + word.count)
      let between = Array(lower[subject.range.upperBound..<start])
      guard between.count <= 80, !endsClause(between),
        having.occurInAnyCase(in: between) || opens(between),
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

/// A word as it is looked for: one of two letters stands behind a blank.
private func spaced(_ word: String) -> String { word.utf8.count < 3 ? " " + word : word }

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

private let having = Words(
  """
  使用 采用 基于 支持 提供 具备 内置 自带 启用 开启 运行 拥有 带有 允许 容忍 承受 实现 以 有 uses used using with
  supports supported provides runs has have had on as its configured enabled enables keeps gives offers
  allows tolerates survives
  """.split(whereSeparator: \.isWhitespace).map(String.init))

/// What makes it a denial, a comparison, a plan, or the work of something added.
private let denials = Words(
  """
  不 无 没 非 未 缺 除 替 弃 移除 vs 对比 比较 相比 区别 差异 只有 仅 需 必须 应当 应该 若 如果 假如 是否 ？ ? 曾 以前 之前 计划 考虑
  将 拟 插件 第三方 通过 结合 配合 搭配 迁移 升级 而 或 与 和 及 、 错误 误 than not n't no without instead unlike lack
  lacks cannot neither replace replaced migrate remove removed deprecated never rather needs need should
  requires if whether could would may might planned plugin third-party via through together combined
  plus or experimental alpha
  """.split(whereSeparator: \.isWhitespace).map(String.init) + [" only"])
