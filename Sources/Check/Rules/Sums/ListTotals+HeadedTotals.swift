import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds the figure of a heading, or of a line that leads in to a list, against those that all the parts below
  /// it give: `### 代码文件（24 个文件）` over `- scrapers (3 个文件)`, `## Phase 2 (8-10h)` over `- [ ] Queues - 4h`.
  ///
  /// The parts are the headings one level below, or else the items of the list or the lines of the fence that follow;
  /// where one of them has no figure of the kind, or two, nothing is added. O(numbers + their lists).
  mutating func holdHeadedTotals(_ collection: Collection) {
    for index in collection.examined {
      let document = collection.model.documents[index]
      let source = collection.source(document)
      for line in collection.leadingLines(of: index) {
        guard endsInFigure(line), !isAnnounced(document.announcements, line.span.range) else {
          continue
        }
        let totals = readQuantities(in: line.bytes).filter {
          (isSummed($0) || isBudget($0, line)) && isSetOff($0, in: line)
        }
        // Counts with labels below a labelled total are the matter of listed-parts.
        if totals.isEmpty
          || LabelledFigure(line)?.isTotal ?? false
            && collection.labelledFigures(below: line).count > 1
        {
          continue
        }
        let isHeading = source.bytes[line.span.start] == UInt8(ascii: "#")
        var parts = (isHeading ? subheadings(of: line, in: document, source) : nil) ?? []
        if parts.isEmpty { parts = listItems(below: line, of: source) }
        if parts.isEmpty, isHeading { parts = fencedLines(below: line, of: source) }
        guard (2...60).contains(parts.count) else { continue }
        for total in totals { holdParts(parts, of: total, in: line) }
      }
    }
  }

  private mutating func holdParts(
    _ lines: [FigureLine], of total: ReadQuantity, in line: FigureLine
  ) {
    // So many parts are what the figure counts.
    guard total.quantity.value != Double(lines.count) else { return }
    var parts: [(quantity: Quantity, text: String)] = []
    for part in lines {
      guard let figure = closingFigure(part, like: total, in: line) else { return }
      parts.append((figure.quantity, part.text(figure.range)))
    }
    let values = parts.map(\.quantity)
    let sum = values.reduce(Interval.exactly(0)) { $0.adding($1.stated) }
    let stated = total.quantity.stated
    let value = values.reduce(0) { $0 + $1.value }
    guard !sum.overlaps(stated), Set(values.map(\.unit.dimension)).count == 1,
      value < total.quantity.value * 2,
      // What lasts may overlap or be rounded up, and what is less may not be all.
      value > total.quantity.value
        || total.quantity.dimension != .time && value >= total.quantity.value * 0.5
          && !lines.contains(where: { partial.occurInAnyCase(in: $0.bytes) })
    else { return }
    guard !lines.contains(where: { besides.occurInAnyCase(in: $0.bytes) }),
      !unsummed.occurInAnyCase(in: line.bytes), !hasFinding(at: line.span(total.range))
    else { return }
    let terms =
      parts.count <= 8
      ? parts.map(\.text).joined(separator: " + ") : "Σ of \(parts.count) lines"
    report(
      "a total must be the sum of its lines: \(quoted(terms)) = "
        + "\(format(value, in: total.quantity.unit, .en)), not `\(line.text(total.range))`",
      at: line.span(total.range),
      notes: [.init("the first part", at: lines[0].span)])
  }
}

/// Whether what follows a line is not as much as it counts: then it is not added up as well. O(log announcements).
private func isAnnounced(_ announcements: [Announcement], _ line: Range<Int>) -> Bool {
  let next = announcements.partition { $0.count.span.start >= line.lowerBound }
  return next < announcements.count && announcements[next].count.span.start < line.upperBound
    && announcements[next].items != announcements[next].count.value
}

/// Whether a figure is one that parts add up to: things, money, sizes, and hours or minutes.
private func isSummed(_ total: ReadQuantity) -> Bool {
  guard total.per == nil, total.times == nil, total.sign == nil, total.quantity.value > 0 else {
    return false
  }
  switch total.quantity.dimension {
  case .count, .money, .data: return true
  case .time: return (60...3600).contains(total.quantity.unit.scale)
  // `## Bugs (9)` over `### High (2)`.
  case .number: return total.quantity.comparator == .equal && total.quantity.decimals == 0
  default: return false
  }
}

/// Whether a figure is the time that a budget shares out: `Latency budget (p95, 2 s):`.
private func isBudget(_ total: ReadQuantity, _ line: FigureLine) -> Bool {
  total.quantity.dimension == .time && total.quantity.unit.scale <= 60 && total.per == nil
    && total.times == nil && total.sign == nil && budgets.occurInAnyCase(in: line.bytes)
}

private let budgets: Words = ["budget", "预算", "breakdown", "分解"]

/// Whether a figure stands in brackets, or behind a colon at the end of its line.
private func isSetOff(_ read: ReadQuantity, in line: FigureLine) -> Bool {
  let lead = line.text(0..<read.range.lowerBound)
  let rest = line.text(read.range.upperBound..<line.bytes.count)
  let open = lead.lastIndex { "(（".contains($0) }
  let close = lead.lastIndex { ")）".contains($0) }
  if let open, close.map({ $0 < open }) ?? true {
    // A bare number fills its brackets.
    return rest.contains { ")）".contains($0) }
      && (!read.isBare
        || lead[open...].dropFirst().allSatisfy { $0 == " " }
          && rest.first { $0 != " " }.map { ")）".contains($0) } ?? false)
  }
  return !read.isBare && (lead.last { $0 != " " }).map { ":：".contains($0) } ?? false
    && rest.allSatisfy { " \r。.".contains($0) }
}

/// The one figure of a line that is of a total's kind, at its end or set off.
private func closingFigure(
  _ line: FigureLine, like total: ReadQuantity, in head: FigureLine
) -> ReadQuantity? {
  let reads = readQuantities(in: line.bytes).filter { counts($0, as: total, in: head) }
  guard reads.count == 1, let read = reads.first, read.per == nil, read.times == nil,
    read.sign == nil
  else { return nil }
  let rest = line.text(read.range.upperBound..<line.bytes.count)
  return isSetOff(read, in: line) || !read.isBare && rest.allSatisfy({ " \r。.".contains($0) })
    ? read : nil
}

/// Whether a part counts what a total does: by the same unit, or by what the total's label names, as `5 个用例` under
/// `测试用例数: 45 个`; bare numbers where the total is one.
private func counts(_ part: ReadQuantity, as total: ReadQuantity, in line: FigureLine) -> Bool {
  let (own, all) = (part.quantity, total.quantity)
  switch (own.dimension, all.dimension) {
  case (.count(let thing), .count(let whole)):
    return thing == whole || thing == "个"
      || whole == "个" && line.text(0..<total.range.lowerBound).contains(thing)
  default: return own.dimension == all.dimension
  }
}

/// Whether a line ends in a figure behind a colon or in brackets.
private func endsInFigure(_ line: FigureLine) -> Bool {
  line.bytes.suffix(24).contains(where: \.isDigit)
    && line.bytes.contains {
      $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "(") || $0 == 0xEF
    }
}

/// The lines of a fence of plain text that follows a line, down to a rule or a line that totals them.
private func fencedLines(below line: FigureLine, of source: SourceFile) -> [FigureLine] {
  let bytes = source.bytes
  var start = line.span.end + 1
  if start < bytes.count, bytes[start] == 0x0A { start += 1 }
  guard start < bytes.count, bytes[start..<bytes.lineEnd(start)].elementsEqual("```".utf8) else {
    return []
  }
  var found: [FigureLine] = []
  start = bytes.lineEnd(start) + 1
  while start < bytes.count, found.count <= 60 {
    let end = bytes.lineEnd(start)
    let text = bytes[start..<end].drop { $0 == 0x20 }
    if text.starts(with: "```".utf8) || text.starts(with: "─".utf8) || text.starts(with: "--".utf8)
    {
      break
    }
    if !text.isEmpty {
      found.append(FigureLine(start..<end, of: source, document: line.document))
    }
    start = end + 1
  }
  return found
}

/// The headings one level below one, as lines; nil where it has fewer than two.
private func subheadings(
  of line: FigureLine, in document: DocumentDraft, _ source: SourceFile
) -> [FigureLine]? {
  let index = document.sections.innermost(at: line.span.start)
  let section = document.sections[index]
  guard section.heading.start == line.span.start else { return nil }
  let inner = document.sections[(index + 1)...].prefix { section.extent.contains($0.heading) }
    .filter { $0.level == section.level + 1 }
  // A list or a table above them may be parts as well.
  guard let first = inner.first,
    !source.bytes[line.span.end..<first.heading.start].split(separator: 0x0A).contains(where: {
      $0.first == UInt8(ascii: "|") || $0.indentOfItem != nil
    })
  else { return nil }
  return inner.count < 2
    ? nil
    : inner.prefix(61).map {
      FigureLine($0.heading.range, of: source, document: line.document)
    }
}

extension Quantity {
  /// What it says: of a whole number that number, and else what is rounded to it.
  fileprivate var stated: Interval {
    comparator == .equal && decimals == 0 ? .exactly(value) : interval
  }
}

extension Interval {
  fileprivate func adding(_ other: Interval) -> Interval {
    Interval(
      lower + other.lower, upper + other.upper,
      includesLower: includesLower && other.includesLower,
      includesUpper: includesUpper && other.includesUpper)
  }
}

/// What shows that more is meant than is listed.
private let partial: Words = [
  "主要", "部分", "其中", "示例", "例如", "等", "main", "top ", "e.g", "example",
  "such as",
  "including",
]

/// What is in no sum, or in it more than once.
private let besides: Words = [
  "其中", "备用", "额外", "附加", "并行", "同时", "重叠", "共用", "共享", "合计", "小计", "每", "可选", "of which", "spare",
  "extra",
  "bonus", "parallel", "shared", "overlap", "total", "each", "per ", "optional", "~~", "→", "->",
]

/// What makes a figure no total.
private let unsummed: Words = [
  "目标", "上限", "限制", "最大", "error budget", "错误预算", "并行", "同时", "每", "版本", "target", "goal", "limit",
  "max", "parallel",
  "each", "per ",
  "version", "~~", "→", "->",
]
