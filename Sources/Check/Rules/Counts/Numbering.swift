import Diagnostics
import Model
import Quantities

extension Rule {
  /// Flags numbers that stand twice where each heading, or each row, has its own.
  static let repeatedNumber = Rule(
    "repeated-number", .warning, "编号重复或缺失", "Number that stands twice or is left out",
    """
    The numbers of headings and rows tell them apart, and none is given twice.

        ### 2.1 第一阶段
        ### 2.2 第二阶段
        ### 2.2 第三阶段        <- 2.3

        | 序号 | 文档 |
        |------|------|
        | 1    | 概述 |
        | 2    | 设计 |
        | 2    | 测试 |        <- 3

        ### Q8: 采样率
        ### Q8: 控制面               <- Q9, for Q10 comes next
        ### Q10: 模式

        容器隔离层次
        ├─ Level 1: 命名空间
        ├─ Level 2: 用户态内核
        ├─ Level 3: 轻量虚拟机
        └─ Level 3: 机密容器      <- 4

    Judged are numbers of two parts and more in headings of one level under the same heading, columns of
    序号, No. or # that count up by one, but for one row that has the number of the row above, headings of one kind
    that count up by one but for one, and the levels, layers, stages and steps of a drawing, which leave none out.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      var last: [Int: (number: Substring, heading: Span)] = [:]
      var seen: [Int: [Substring]] = [:]
      for section in document.sections where section.level > 0 {
        let key = (section.parent ?? -1) * 8 + section.level
        guard let number = headingNumber(section.title) else {
          last[key] = nil
          continue
        }
        defer { seen[key, default: []].append(number) }
        // Only in a run: 8.0, 11.11 and 2.4 GHz are versions, days and sizes.
        if let before = last[key], before.number == number, before.heading != section.heading,
          let previous = predecessor(of: number), seen[key]?.contains(previous) ?? false
        {
          reporter.report(
            "the number of a heading is its own, and `\(number)` is that of the heading before as well",
            at: section.heading, notes: [.init("the heading before", at: before.heading)])
        }
        last[key] = (number, section.heading)
      }
      reporter.holdLabels(of: document)
      for architecture in document.architectures
      where architecture.notation == .tree && architecture.kind != .fileListing {
        reporter.holdLevels(of: architecture)
      }
      for table in document.tables where table.rows.count >= 3 { reporter.holdOrdinals(of: table) }
    }
  }
}

extension Reporter {
  /// Holds the numbers of headings of one kind, `Q7:`, `Q8:`, `Q8:`, where the one left out shows that it is missing.
  fileprivate mutating func holdLabels(of document: DocumentDraft) {
    var labels: [(kind: Substring, number: Int, section: Section)] = []
    for section in document.sections where section.level > 1 {
      if let label = headingLabel(section.title) {
        labels.append((label.kind, label.number, section))
      }
    }
    guard (4...1_000).contains(labels.count) else { return }
    for at in labels.indices.dropFirst() where at > 1 {
      let (label, before) = (labels[at], labels[at - 1])
      guard label.number == before.number, label.kind == before.kind,
        label.section.level == before.section.level,
        labels[at - 2].kind == label.kind, labels[at - 2].number == label.number - 1,
        (at + 1 < labels.count && labels[at + 1].kind == label.kind
          && labels[at + 1].number == label.number + 2)
          || isOnlyRepeat(at, of: labels.map { ($0.kind, $0.number) }),
        label.section.title.prefix(while: { !"(（".contains($0) })
          != before.section.title.prefix(while: { !"(（".contains($0) }),
        !areVariants(
          label.section.title, before.section.title, behind: "\(label.kind)\(label.number)")
      else { continue }
      report(
        "the number of a heading is its own, and `\(label.kind)\(label.number)` is that of the heading before as well",
        at: label.section.heading, notes: [.init("the heading before", at: before.section.heading)])
    }
  }

  /// Holds the levels that the children of one node are called by, `L1`, `L2`, `L4` and `Level 3` twice.
  fileprivate mutating func holdLevels(of architecture: Architecture) {
    let components = architecture.components
    guard components.count >= 4 else { return }
    var siblings: [Int: [(kind: Substring, number: Int, component: Int)]] = [:]
    for (index, component) in components.enumerated() {
      guard let level = level(component.text) else { continue }
      siblings[component.parent ?? -1, default: []].append((level.kind, level.number, index))
    }
    for (_, levels) in siblings.sorted(by: { $0.key < $1.key }) where levels.count >= 4 {
      guard let first = levels.first, first.number <= 1,
        levels.allSatisfy({ $0.kind == first.kind })
      else { continue }
      let breaks = levels.indices.dropFirst().filter {
        levels[$0].number != levels[$0 - 1].number + 1
      }
      // Level 2+ is one as well.
      let parent = components[first.component].parent
      let others = components.count {
        $0.parent == parent && $0.text.hasPrefix(first.kind)
      }
      guard breaks.count == 1, let at = breaks.first, others == levels.count,
        let place = components[levels[at].component].span as Span?
      else { continue }
      let (name, before) = ("\(levels[at].kind)\(levels[at].number)", levels[at - 1].number)
      let note = Diagnostic.Note("the one before", at: components[levels[at - 1].component].span)
      if levels[at].number == before {
        report(
          "the number of a level is its own, and `\(name)` is that of the level before as well",
          at: place, notes: [note])
      } else if levels[at].number == before + 2 {
        report(
          "the levels of a drawing are numbered one by one, and before `\(name)` one is left out",
          at: place, notes: [note])
      }
    }
  }

  fileprivate mutating func holdOrdinals(of table: Table) {
    guard let header = table.columns.first?.header, header.count <= 8,
      ["序号", "#", "no.", "no", "编号"].contains(header.lowercased().filter { $0 != " " })
    else { return }
    let rows = table.totalRow.map { Array(table.rows[..<$0]) } ?? table.rows
    let numbers = rows.compactMap { $0.first.flatMap { Int($0.text) } }
    guard numbers.count == rows.count, numbers.first == 1 else { return }
    var repeated: Int?
    for (index, pair) in zip(numbers, numbers.dropFirst()).enumerated() where pair.1 != pair.0 + 1 {
      guard pair.1 == pair.0, repeated == nil else {
        // 2, 2, 4 are ranks.
        return
      }
      repeated = index + 1
    }
    guard let repeated,
      // Several rows of one thing.
      !zip(rows[repeated].dropFirst(), rows[repeated - 1].dropFirst()).contains(where: {
        !$0.text.isEmpty && $0.text == $1.text
      })
    else { return }
    report(
      "the number of a row is its own, and `\(numbers[repeated])` is that of the row above as well",
      at: rows[repeated][0].span)
  }
}

/// The kind and the number that a title begins with, `Q8: …`, `案例 3：…`.
private func headingLabel(_ title: String) -> (kind: Substring, number: Int)? {
  // By bytes first, for every heading is asked, and most have no number.
  guard let first = title.utf8.first, first >= 0x80 || first.isLetter,
    title.utf8.contains(where: \.isDigit)
  else { return nil }
  let kind = title.prefix(9).prefix { !$0.isNumber }
  guard kind.count <= 8, kind.count(where: { $0 == " " }) <= 1 else { return nil }
  let digits = title.dropFirst(kind.count).prefix { $0.isNumber && $0.isASCII }
  guard let number = Int(digits), digits.count <= 3,
    let next = title.dropFirst(kind.count + digits.count).first, ":：.、 (（".contains(next)
  else { return nil }
  return (kind, number)
}

/// Whether two titles begin and end alike behind their label, as ways of one step do: 步骤3：在 Linux 上安装,
/// 步骤3：在 Windows 上安装.
private func areVariants(_ one: String, _ other: String, behind label: String) -> Bool {
  func body(_ title: String) -> Substring {
    title.dropFirst(label.count).drop { !$0.isLetter }
  }
  return body(one).first == body(other).first && body(one).suffix(2) == body(other).suffix(2)
}

/// Whether the headings of a kind count up by one from the first one, but for the one at a place, which has the number
/// of the one before.
private func isOnlyRepeat(_ at: Int, of labels: [(kind: Substring, number: Int)]) -> Bool {
  let own = labels.indices.filter { labels[$0].kind == labels[at].kind }
  guard own.count >= 5, let first = own.first, labels[first].number <= 1 else { return false }
  return zip(own, own.dropFirst()).allSatisfy { before, after in
    labels[after].number == labels[before].number + (after == at ? 0 : 1)
  }
}

/// The name and the number of a level that a text begins with: `L2 内核层`, `Level 3: …`, `第2层 …`.
private func level(_ text: String) -> (kind: Substring, number: Int)? {
  guard let start = text.utf8.firstIndex(where: \.isDigit) else { return nil }
  let kind = text[..<start]
  guard levelNames.contains(kind.lowercased().filter { $0 != " " }) else { return nil }
  let digits = text[start...].prefix { $0.isNumber && $0.isASCII }
  let rest = text[digits.endIndex...]
  guard let number = Int(digits), digits.count <= 2,
    kind.first != "第" || rest.first.map({ "层级步".contains($0) }) ?? false || rest.hasPrefix("阶段"),
    rest.first.map({ !$0.isNumber && !".-/~+–".contains($0) && !($0.isASCII && $0.isLetter) })
      ?? true
  else { return nil }
  return (kind, number)
}

private let levelNames: Set<String> = [
  "l", "level", "layer", "tier", "stage", "phase", "step", "第", "层", "层级", "级别", "阶段", "步骤",
]

/// 2.1 of 2.2; nil for what begins a run.
private func predecessor(of number: Substring) -> Substring? {
  let dotless = number.last == "." ? number.dropLast() : number
  guard let dot = dotless.lastIndex(of: "."), let last = Int(dotless[dot...].dropFirst()), last > 1
  else { return nil }
  return "\(dotless[...dot])\(last - 1)\(number.last == "." ? "." : "")"[...]
}

/// Words of titles whose numbers are versions, or days of meetings.
private let releases: Words = [
  "上午", "下午", "会议", "纪要", "周会",
  "发布", "版本", "release", "version", "beta", "alpha", "changelog", "更新", "变更", "latest",
]

/// The number of two parts and more that a title begins with, `2.2` of `2.2 第三阶段`.
private func headingNumber(_ title: String) -> Substring? {
  guard let first = title.utf8.first, first.isDigit,
    let end = title.utf8.firstIndex(where: { !$0.isDigit && $0 != UInt8(ascii: ".") })
  else { return nil }
  var parts = 0
  var digits = 0
  for byte in title.utf8[..<end] {
    digits = byte.isDigit ? digits + 1 : 0
    guard digits <= 2 else { return nil }
    if digits == 1 { parts += 1 }
  }
  // `1.28 发布` and `3.0.0rc1` are versions, and `2.5 GB` a size.
  guard (2...5).contains(parts),
    let next = title[end...].first,
    next == " " || next == "、" || ("\u{4E00}"..."\u{9FFF}").contains(next),
    !releases.occurInAnyCase(in: title),
    let letter = title[end...].first(where: { $0 != " " }), letter.isLetter
  else { return nil }
  return title[..<end]
}
