import Diagnostics
import Model
import Quantities

extension Rule {
  /// Adds up the lines above one that gives their total.
  static let listTotal = Rule(
    "list-total", .warning, "合计不是各行之和", "Total that its lines do not make",
    """
    A line of totals is the sum of the lines above it.

        - EC2: $700/month
        - RDS: $600/month
        - S3: $50/month
        - **Total: $1,250/month**        <- $1,350/month

    Judged where every line of the same depth above the total, in its list or its block of text, has just
    one figure of its kind; and directly behind a table, where one column can be meant. Money, sizes, power and things that are counted are added up; lines with a
    discount, an option or another total are not. So are amounts a day, a month or a year. A total for a year may be that of twelve months, and of
    anything but money it may hold more than the lines name. What is left, 剩余 or `remaining`, is the whole less what is used,
    in one line or in three, and a share in brackets is that of the whole. Hours and minutes are added up where no word tells
    of what goes on at once, and fractions part by part, 11/12 and 5/5 to 16/17. A figure in a heading, or in a line that leads in to a list, is held against those of all the
    headings or items below it: `## 第二阶段（8-10 小时）` above tasks of 4, 3, 2 and 2 hours.
    """
  ) { collection, reporter in
    for line in collection.figureLines(.total, .whole)
    where line.isLine && !line.isRow && !line.isCounterexample {
      reporter.addLines(above: line, collection)
    }
    reporter.holdTotalsInItems(collection)
    reporter.holdHeadedTotals(collection)
    reporter.holdRemainingLines(collection)
  }
}

extension Reporter {
  fileprivate mutating func addLines(above line: FigureLine, _ collection: Collection) {
    let source = collection.source(collection.model.documents[line.document])
    if let table = tableAbove(line, in: collection) {
      holdTotals(of: table, statedIn: line)
      return
    }
    guard let total = totalFigure(line.bytes) else {
      addFractions(above: line, source)
      return
    }
    // `Total storage cost` may be that of one of the lines above.
    let isResource = namesResource(line.bytes, total.range)
    let parts =
      isResource || namesTotal(line.bytes[..<total.range.lowerBound])
      ? partsAbove(line.span.start, like: total, in: source.bytes) : []
    guard parts.count > 1 else {
      if parts.isEmpty, !isResource { holdParts(below: line, total, source) }
      return
    }
    var sum = Interval.exactly(0)
    var value = 0.0
    for part in parts {
      sum = Interval(
        sum.lower + part.quantity.interval.lower, sum.upper + part.quantity.interval.upper)
      value += part.quantity.value
    }
    // Of a resource others may have their share.
    if isResource, abs(value - total.quantity.value) * 4 > total.quantity.value { return }
    let stated = total.quantity.interval
    let periods = [1.0, 12, 1 / 12.0]
    let isPlain =
      total.quantity.comparator == .equal && parts.allSatisfy { $0.quantity.comparator == .equal }
    guard
      !periods.contains(where: { factor in
        let scaled = Interval(stated.lower * factor, stated.upper * factor)
        return isPlain
          ? scaled.overlapsInside(sum)
          : scaled.overlaps(sum)
            && (factor != 1 || roughlyHolds(total.quantity, parts.map(\.quantity)))
            || abs(value - total.quantity.value * factor) <= abs(value) * 1e-9
      })
    else { return }
    if total.quantity.dimension == .time, mayOverlap(line, total, value, source.bytes) { return }
    // A grand total behind several groups of lines is the sum of all of them.
    if total.quantity.value > value, isOverGroups(line, total, source.bytes) { return }
    // 800 bytes for 816 in a rough estimate.
    let title = collection.model.documents[line.document].title
    if abs(value - total.quantity.value) <= min(total.quantity.printedStep / 2, abs(value) * 0.03),
      roughly.occurInAnyCase(in: title + " " + sectionTitle(of: line, collection))
    {
      return
    }
    let terms =
      parts.count <= 8 ? parts.map(\.text).joined(separator: " + ") : "Σ of \(parts.count) lines"
    report(
      "a total must be the sum of its lines: \(quoted(terms)) = "
        + "\(format(value, in: total.quantity.unit, .en)), not `\(line.text(total.range))`",
      at: line.span(total.range))
  }
}

/// Whether the lines back to the last heading, with blank ones and labels between, make a total together.
private func isOverGroups(_ line: FigureLine, _ total: ReadQuantity, _ bytes: [UInt8]) -> Bool {
  var sum = 0.0
  var end = line.span.start - 1
  for _ in 0..<80 where end > 0 {
    let begin = bytes.lineStart(end)
    let text = bytes[begin..<end]
    end = begin - 1
    if text.first == UInt8(ascii: "#"), text.dropFirst().first == 0x20 { break }
    sum += part(text, like: total)?.quantity.value ?? 0
    if abs(sum - total.quantity.value) <= total.quantity.printedStep / 2 { return true }
  }
  return false
}

/// Whether what lasts so long together may overlap: by a word in the lines above, or by much less in all.
private func mayOverlap(
  _ line: FigureLine, _ total: ReadQuantity, _ sum: Double, _ bytes: [UInt8]
) -> Bool {
  total.quantity.value < sum * 0.8 || total.quantity.value > sum * 2
    || overlapping.occurInAnyCase(
      in: Array(bytes[max(0, line.span.start - 600)..<line.span.end]))
}

private let overlapping = Words(
  Vocabulary.together + ["异步", "async", "其余", "其他", "等待", "wait", "buffer", "缓冲", "机动"])

/// What calls figures estimates that are rounded as one likes.
private let roughly: Words = ["估算", "估计", "粗算", "estimat", "envelope", "rough", "ballpark"]

/// The titles of the sections that a line stands in.
private func sectionTitle(of line: FigureLine, _ collection: Collection) -> String {
  let sections = collection.model.documents[line.document].sections
  var place: Int? = sections.innermost(at: line.span.start)
  var titles: [String] = []
  while let section = place {
    titles.append(sections[section].title)
    place = sections[section].parent
  }
  return titles.joined(separator: " ")
}

extension Reporter {
  /// `**Total Networking Cost:** $96.36` right above the items that it is made of.
  ///
  /// Less than the items is no total of them; more may hold others that are not listed.
  fileprivate mutating func holdParts(
    below line: FigureLine, _ total: ReadQuantity, _ source: SourceFile
  ) {
    // An asterisk with a blank behind it is a bullet, two are marks of emphasis.
    let lead = source.bytes[line.span.range].drop { $0 == 0x20 }
    let isItem =
      lead.first.map { "-+*".utf8.contains($0) } ?? false && lead.dropFirst().first == 0x20
    // What takes time may overlap: see `holdHeadedTotals`.
    guard !isItem, total.quantity.comparator == .equal, total.quantity.dimension != .time else {
      return
    }
    var found: [Part] = []
    var start = line.span.end + 1
    while start < source.bytes.count, found.count < 40 {
      let end = source.bytes.lineEnd(start)
      let text = source.bytes[start..<end]
      guard text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "*"),
        text.dropFirst().first == 0x20
      else { break }
      start = end + 1
      if isForNothing(text, like: total) { continue }
      guard let part = part(text, like: total) else { return }
      found.append(part)
    }
    let sum = found.reduce(0) { $0 + $1.quantity.value }
    let slack = found.reduce(total.quantity.printedStep) { $0 + $1.quantity.printedStep / 2 }
    guard found.count > 1, sum > total.quantity.value + slack, sum < total.quantity.value * 2,
      !found.contains(where: { $0.quantity.value >= total.quantity.value })
    else { return }
    report(
      "a total must be the sum of its lines: \(quoted(found.map(\.text).joined(separator: " + "))) = "
        + "\(format(sum, in: total.quantity.unit, .en)), not `\(line.text(total.range))`",
      at: line.span(total.range))
  }
}

/// The figure of a line that is a total and says nothing else: `**Total cost:** $1,250/month`.
private func totalFigure(_ bytes: [UInt8]) -> ReadQuantity? {
  let reads = readQuantities(in: bytes)
  guard let read = reads.first, isAdded(read), read.sign == nil,
    !reads.dropFirst().contains(where: {
      $0.quantity.dimension.isAlike(read.quantity.dimension)
        && !isCompared($0, bytes[read.range.upperBound..<$0.range.lowerBound])
    })
  else { return nil }
  let key = bytes[..<read.range.lowerBound]
  return namesTotal(key) || namesCost(key) || namesResource(bytes, read.range) ? read : nil
}

/// Whether a clause behind a total tells how much less or more it is: 合计 840 万元，较改造前节省 360 万元.
private func isCompared(_ other: ReadQuantity, _ between: ArraySlice<UInt8>) -> Bool {
  let text = String(decoding: between, as: UTF8.self)
  guard let comma = text.firstIndex(where: { "，,；;。（(".contains($0) }),
    text[..<comma].allSatisfy({ $0 == " " || $0 == "*" })
  else { return false }
  return compared.occurInAnyCase(in: String(text[comma...]))
}

private let compared: Words = [
  "较", "比", "节省", "节约", "减少", "增加", "saving", "down from", "compared", " less ", "up from",
]

private struct Part {
  let quantity: Quantity
  let text: String

  /// The printed figures of its kind that it is computed from: 7.3 of `10 × $7.30 = $73.00`.
  var operands: [Double] = []
}

/// The figures of the lines above a place, up to a blank line; empty where one of them is in doubt.
private func partsAbove(_ start: Int, like total: ReadQuantity, in bytes: [UInt8]) -> [Part] {
  var found: [Part] = []
  var depth: Int?
  var isDrawn: Bool?
  var end = start - 1
  var lines = 0
  while end > 0, lines < 60 {
    let begin = bytes.lineStart(end)
    let line = begin..<end
    end = begin - 1
    lines += 1
    let text = bytes[line].drop { $0 == 0x20 || $0 == 0x09 }
    if text.allSatisfy({ $0 == 0x0D }) {
      // One blank line may part a list from its total.
      if lines == 1 { continue }
      break
    }
    if text.allSatisfy({ "-=_+* ".utf8.contains($0) }) || isRuled(text) { continue }
    if text.starts(with: "```".utf8) || text.first == UInt8(ascii: "#")
      || text.first == UInt8(ascii: "|")
    {
      break
    }
    let indent = indent(of: bytes[line])
    // What holds the branches of a drawing is none of them.
    if let isDrawn, isDrawn != isDrawing(text) { break }
    isDrawn = isDrawing(text)
    if let depth, indent > depth { continue }
    if let depth, indent < depth { break }
    depth = indent
    // The line that leads in to a list is no part of it.
    if let last = text.last(where: { $0 != 0x20 && $0 != UInt8(ascii: "*") }),
      last == UInt8(ascii: ":") || text.hasSuffix("：")
    {
      break
    }
    if isForNothing(bytes[line], like: total) { continue }
    guard let part = part(bytes[line], like: total) else { return [] }
    found.append(part)
  }
  // What one costs, and then what ten of them do: the first is no part.
  let results = found.map { $0.quantity.value / $0.quantity.unit.scale }
  let isOperand = found.indices.contains { index in
    found[index].operands.contains { operand in
      results.indices.contains {
        $0 != index && operand != 0 && abs(results[$0] - operand) <= abs(operand) * 1e-9
      }
    }
  }
  return isOperand ? [] : found.reversed()
}

/// Whether a line names something that costs nothing: `Backup Storage: FREE (covered)`.
private func isForNothing(_ line: ArraySlice<UInt8>, like total: ReadQuantity) -> Bool {
  switch total.quantity.dimension {
  case .money, .moneyRate: break
  default: return false
  }
  let bytes = withoutMarks(line)
  guard free.occurInAnyCase(in: bytes) else { return false }
  return !readQuantities(in: bytes).contains {
    $0.quantity.dimension.isAlike(total.quantity.dimension) && $0.quantity.value != 0
  }
}

private let free: Words = ["free", "included", "no charge", "免费", "包含"]

/// Whether a line is drawn through: `────`.
private func isRuled(_ line: ArraySlice<UInt8>) -> Bool {
  line.first == 0xE2
    && (line.allSatisfy { $0 == 0xE2 || $0 == 0x94 || $0 == 0x80 || $0 == 0x20 }
      || line.allSatisfy { $0 == 0xE2 || $0 == 0x95 || $0 == 0x90 || $0 == 0x20 })
}

/// Whether a line begins with a branch or a pipe of a drawing.
private func isDrawing(_ line: ArraySlice<UInt8>) -> Bool {
  line.first == 0xE2 && line.dropFirst().first.map { $0 == 0x94 || $0 == 0x95 } ?? false
}

/// The characters of space and of drawing before a line's text.
private func indent(of line: ArraySlice<UInt8>) -> Int {
  var rest = line
  var count = 0
  while let first = rest.first {
    if first == 0x20 || first == 0x09 {
      rest = rest.dropFirst()
    } else if isDrawing(rest) {
      rest = rest.dropFirst(3)
    } else {
      break
    }
    count += 1
  }
  return count
}

/// The one figure of a line that is of a total's kind.
private func part(_ line: ArraySlice<UInt8>, like total: ReadQuantity) -> Part? {
  let bytes = withoutMarks(line)
  let reads = readQuantities(in: bytes).filter {
    $0.quantity.dimension.isAlike(total.quantity.dimension)
  }
  guard let read = reads.last, reads.count == 1 || isResult(read, in: bytes) else { return nil }
  // 300h × 1.2 GB/h = 360 GB: what it comes to is the line's amount, and of another kind.
  if let sign = bytes.lastIndex(of: UInt8(ascii: "=")), read.range.upperBound <= sign { return nil }
  // How a result comes about, `× $0.005 per 1K`, is no doubt about it.
  let key = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.count
  let isComputed = isResult(read, in: bytes) && key < read.range.lowerBound
  let told = isComputed ? Array(bytes[..<key] + bytes[read.range.upperBound...]) : bytes
  guard !doubtful.occurInAnyCase(in: told + [0x20]),
    !isComputed || !reductions.occurInAnyCase(in: bytes + [0x20]), isAdded(read),
    counts(read, as: total, in: bytes)
  else { return nil }
  let operands = reads.dropLast().map { $0.quantity.value / $0.quantity.unit.scale }
  let text = String(decoding: bytes[read.range].drop { $0 == 0x3D || $0 == 0x20 }, as: UTF8.self)
  guard read.quantity.dimension != total.quantity.dimension, read.quantity.dimension.isMoney else {
    return Part(quantity: read.quantity, text: text, operands: operands)
  }
  // `Server: $100` under a total of `$190/month`: by the month as well.
  let (own, all) = (read.quantity, total.quantity.unit)
  let scale = all.scale / own.unit.scale
  let monthly = Quantity(
    value: own.value * scale,
    interval: Interval(own.interval.lower * scale, own.interval.upper * scale), unit: all,
    comparator: own.comparator, decimals: own.decimals)
  return Part(quantity: monthly, text: text, operands: operands)
}

/// Whether a figure counts what a total does: by the same unit, or 个 of what the line names, as
/// `后端文件: 15 个` under a total of files.
private func counts(_ read: ReadQuantity, as total: ReadQuantity, in line: [UInt8]) -> Bool {
  let (own, all) = (read.quantity.unit, total.quantity.unit)
  guard own.isCounted, own.symbol != all.symbol else { return true }
  return own.symbol == "个" && String(decoding: line, as: UTF8.self).contains(all.symbol)
}

/// Whether a figure is what the line computes: `3 × $70 = $210`.
private func isResult(_ read: ReadQuantity, in bytes: [UInt8]) -> Bool {
  bytes[..<read.range.lowerBound].last { $0 != 0x20 } == UInt8(ascii: "=")
    || bytes[read.range.lowerBound] == UInt8(ascii: "=")
}

/// What takes something off a result, or leaves it open, wherever in the line it stands.
private let reductions: Words = [
  "discount", "credit", "saving", "optional", "优惠", "折扣", "可选", "节省", "~~", "instead",
]

private let doubtful: Words = [
  "total", "subtotal", "合计", "总计", "小计", "共计", "总", "總", "discount", "credit", "saving", "optional",
  "free",
  "included",
  "优惠", "折扣", "可选", "免费", "节省", "起", "或", " or ", "~~", "per ", "each", "每", "max",
  "limit ", "limits", "limit:", "limit)", "limit=", "limited",
  "budget",
  "上限", "预算", "reserved", "预留", "of which", "其中", "instead", "原",
]

private func isAdded(_ read: ReadQuantity) -> Bool {
  guard read.per == nil, read.times == nil, read.quantity.value >= 0 else { return false }
  switch read.quantity.comparator {
  case .equal, .approximately, .range: break
  default: return false
  }
  switch read.quantity.dimension {
  case .money, .moneyRate, .data, .power, .count: return read.sign == nil
  // Of seconds some pass at once, and of days.
  case .time: return read.sign == nil && (60...3600).contains(read.quantity.unit.scale)
  // So much a day adds up; rates by the second are of what happens at once, or one behind the other.
  case .rate, .dataRate:
    let unit = read.quantity.unit.symbol
    return read.sign == nil && unit.contains("/") && !unit.hasSuffix("/s") && !unit.hasSuffix("/秒")
  default: return false
  }
}

extension Dimension {
  /// Whether two figures may stand in one sum; things are told apart by their unit.
  fileprivate func isAlike(_ other: Dimension) -> Bool {
    if case .count = self, case .count = other { return true }
    if case .money(let a) = self, case .moneyRate(let b) = other { return a == b }
    return self == other
  }
}

extension Unit {
  fileprivate var isCounted: Bool {
    if case .count = dimension { true } else { false }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}

extension Interval {
  /// Whether two have more in common than an end: half a unit of each of several terms is as far as
  /// rounding could take their sum, and is not reached. A figure without rounding may lie at an end.
  func overlapsInside(_ other: Interval) -> Bool {
    let ends = [lower, upper, other.lower, other.upper].filter(\.isFinite)
    let slack = 1e-9 * (ends.map(abs).max() ?? 1)
    if upper - lower <= slack || other.upper - other.lower <= slack { return overlaps(other) }
    return max(lower, other.lower) + slack < min(upper, other.upper)
  }
}
