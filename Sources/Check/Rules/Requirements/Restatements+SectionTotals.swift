import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds the totals of sections against the rows of a summary that name them, and the figure of a heading
  /// against the one total of its section.
  mutating func holdSectionTotals(_ collection: Collection) {
    for index in collection.examined {
      let lines = collection.figureLines(.total, of: index).compactMap { line -> SectionTotal? in
        guard line.isLine, !line.isRow, !line.isCounterexample else { return nil }
        return SectionTotal(line)
      }
      let document = collection.model.documents[index]
      let unnamed = lines.filter(\.name.isEmpty).map {
        GivenTotal(
          quantity: $0.quantity, text: $0.text, span: $0.line.span($0.range),
          section: document.sections.innermost(at: $0.line.span.start))
      }
      holdHeadings(unnamed + document.tables.compactMap(GivenTotal.init), document, collection)
      holdSummaries(lines, document)
    }
  }

  /// `## Development (~$177/month)` above `Total: ~$192/month`.
  private mutating func holdHeadings(
    _ totals: [GivenTotal], _ document: DocumentDraft, _ collection: Collection
  ) {
    let counts = Dictionary(grouping: totals, by: \.section).mapValues(\.count)
    for total in totals where document.sections[total.section].level >= 2 {
      let section = total.section
      let heading = document.sections[section].heading
      let bytes = Array(collection.text(heading).utf8)
      let reads = readQuantities(in: bytes).filter {
        $0.quantity.dimension == total.quantity.dimension
          || total.isOfTable
            && $0.quantity.dimension.isOfOneCurrency(with: total.quantity.dimension)
      }
      guard reads.count == 1, counts[section] == 1,
        !total.isOfTable || mayTotal(reads[0].quantity, total.quantity, bytes),
        bytes[..<reads[0].range.lowerBound].last.map({ $0 == 0x28 || $0 == 0x88 }) ?? false
          || endsHeading(reads[0], bytes)
            && !variants.occurInAnyCase(in: collection.text(document.sections[section].extent)),
        !reads[0].quantity.like(total.quantity).isNear(total.quantity),
        !isTotalOfSiblings(total.quantity, section, document, collection)
      else { continue }
      let figure =
        heading.start + reads[0].range.lowerBound..<heading.start + reads[0].range.upperBound
      report(
        "a figure that is told twice is one figure: `\(collection.quoted(heading.in(figure)))` here, and the total of the section is `\(total.text)`",
        at: heading.in(figure),
        notes: [.init("the total", at: total.span)])
    }
  }

  /// Whether a figure is the last thing that a heading says: `### 8. Secrets Manager 💰 **$0.40/month**`.
  private func endsHeading(_ read: ReadQuantity, _ bytes: [UInt8]) -> Bool {
    switch read.quantity.dimension {
    case .money, .moneyRate: break
    default: return false
    }
    if limits.occurInAnyCase(in: bytes) { return false }
    guard read.quantity.comparator == .equal, read.times == nil, read.per == nil else {
      return false
    }
    let rest = String(decoding: bytes[read.range.upperBound...], as: UTF8.self)
    return rest.allSatisfy { " *_\r\n".contains($0) }
      && !String(decoding: bytes[..<read.range.lowerBound], as: UTF8.self).hasSuffix("/ ")
  }

  /// Whether a total at the end of the last of some sections is that of all their headings.
  private func isTotalOfSiblings(
    _ total: Quantity, _ section: Int, _ document: DocumentDraft, _ collection: Collection
  ) -> Bool {
    let parent = document.sections[section].parent
    let amounts = document.sections[max(0, section - 200)...section].filter { $0.parent == parent }
      .compactMap {
        readQuantities(in: Array(collection.text($0.heading).utf8)).last {
          $0.quantity.dimension == total.dimension
        }?.quantity
      }
    let sum = amounts.reduce(0) { $0 + $1.value }
    return amounts.count > 1 && abs(sum - total.value) <= abs(total.value) * 0.02
  }

  /// `Total Compute: $134` and a summary's row `Compute (EKS) | $87`.
  private mutating func holdSummaries(_ lines: [SectionTotal], _ document: DocumentDraft) {
    let named = Dictionary(grouping: lines.filter { !$0.name.isEmpty }, by: \.name)
      .filter { $0.value.count == 1 }
    guard !named.isEmpty else { return }
    var rows: [String: [(cell: Table.Cell, table: Table)]] = [:]
    for table in document.tables where table.totalRow != nil && table.columns.count <= 4 {
      for row in table.rows {
        guard let first = row.first, let name = rowName(first.text), let total = named[name]?.first,
          document.sections.innermost(at: total.line.span.start) != table.section
        else { continue }
        let cells = row.dropFirst().filter {
          $0.quantity?.dimension.isComparable(with: total.quantity.dimension) ?? false
        }
        guard cells.count == 1 else { continue }
        rows[name, default: []].append((cells[0], table))
      }
    }
    for (name, found) in rows.sorted(by: { $0.key < $1.key }) where found.count == 1 {
      guard let total = named[name]?.first, let stated = found[0].cell.quantity,
        !stated.isNear(total.quantity)
      else { continue }
      let table = found[0].table
      let section = document.sections.innermost(at: total.line.span.start)
      let here = document.sections[table.section].title + table.columns.map(\.header).joined()
      let there = document.sections[section].title + total.line.text(0..<total.line.bytes.count)
      if speaksOfOtherVariant(here, there)
        || isPlan.occurInAnyCase(in: here) != isPlan.occurInAnyCase(in: there)
        || periods.contains(where: {
          abs(stated.value / total.quantity.value / $0 - 1) < 0.01
            || abs(total.quantity.value / stated.value / $0 - 1) < 0.01
        })
      {
        continue
      }
      report(
        "a summary repeats the totals of its sections: `\(total.text)`, not `\(quoted(found[0].cell.text))`",
        at: found[0].cell.span, notes: [.init("the total", at: total.line.span(total.range))])
    }
  }
}

/// Whether the amount of a heading may be the total of a table: in the same unit, or a month's where the table names no
/// time, and neither a limit nor the amount of another time.
private func mayTotal(_ amount: Quantity, _ total: Quantity, _ heading: [UInt8]) -> Bool {
  if amount.unit.symbol == total.unit.symbol { return true }
  guard case .money = total.dimension, amount.comparator == .equal,
    !limits.occurInAnyCase(in: heading)
  else { return false }
  let ratio = amount.like(total).value / total.value
  return (0.5...2).contains(ratio)
}

extension Dimension {
  /// Whether both are amounts of the same money, of which one may be for a time.
  fileprivate func isOfOneCurrency(with other: Dimension) -> Bool {
    switch (self, other) {
    case (.money(let one), .money(let two)), (.moneyRate(let one), .money(let two)),
      (.money(let one), .moneyRate(let two)), (.moneyRate(let one), .moneyRate(let two)):
      one == two
    default: false
    }
  }
}

extension Quantity {
  /// The printed figure of an amount of money, as one in the unit of another: 85 yuan of `¥85/月`.
  fileprivate func like(_ other: Quantity) -> Quantity {
    guard dimension != other.dimension else { return self }
    let scale = other.unit.scale / unit.scale
    return Quantity(
      value: value * scale, interval: Interval(interval.lower * scale, interval.upper * scale),
      unit: other.unit, comparator: comparator, decimals: decimals)
  }
}

/// What makes the amount of a heading one that is not spent.
private let limits: Words = [
  "budget", "limit", "max", "up to", "under", "below", "target", "goal", "saving", "save", "预算",
  "上限", "目标",
  "节省",
  "以内",
]

/// What tells of several estimates of one thing.
private let variants: Words = [
  "estimate", "scenario", "conservative", "moderate", "optimistic", "typical", "worst case",
  "best case",
  "场景", "情景", "保守", "乐观", "估算", "档位",
]

/// How many times one period is another: months of a year and of a quarter, hours and days of a month.
private let periods = [12.0, 3, 4, 730, 720, 30]

private let isPlan = Words(Vocabulary.plans + ["actual", "实际"])

/// A total of a section, by a line or by a table's row.
private struct GivenTotal {
  let quantity: Quantity
  let text: String
  let span: Span
  let section: Int
  var isOfTable = false
}

extension GivenTotal {
  /// The one amount of money in a table's row of totals.
  fileprivate init?(_ table: Table) {
    guard let row = table.totalRow else { return nil }
    let amounts = table.rows[row].filter { cell in
      switch cell.quantity?.dimension {
      case .money, .moneyRate: true
      default: false
      }
    }
    guard amounts.count == 1, let quantity = amounts[0].quantity else { return nil }
    self.init(
      quantity: quantity, text: amounts[0].text, span: amounts[0].span, section: table.section,
      isOfTable: true)
  }
}

/// A line that gives a total, of a section or of what it names.
private struct SectionTotal {
  let line: FigureLine
  let range: Range<Int>
  let quantity: Quantity

  /// Empty where the line names nothing.
  let name: String

  var text: String { line.text(range) }

  init?(_ line: FigureLine) {
    let reads = readQuantities(in: line.bytes)
    guard let read = reads.first, read.times == nil, read.per == nil, read.sign == nil,
      [.equal, .approximately, .range].contains(read.quantity.comparator)
    else { return nil }
    switch read.quantity.dimension {
    case .money, .moneyRate, .data, .power, .count: break
    default: return nil
    }
    let key = line.bytes[..<read.range.lowerBound]
    guard key.count <= 60,
      key.last(where: { $0 != 0x20 }).map({ $0 == 0x3A || $0 == 0x9A }) ?? false
    else { return nil }
    if namesTotal(key) {
      name = ""
    } else {
      let words = String(decoding: key, as: UTF8.self)
        .drop { !$0.isLetter }.lowercased().filter { !":：".contains($0) }
      guard words.hasPrefix("total "), let name = rowName(String(words.dropFirst(6))) else {
        return nil
      }
      self.name = name
    }
    self.line = line
    range = read.range
    quantity = read.quantity
  }
}

/// What a row or a total is of, without brackets, signs and numbering; nil where hardly anything is left.
private func rowName(_ text: String) -> String? {
  let plain = text.prefix { !"(（".contains($0) }.lowercased()
    .filter { $0.isLetter || $0.isNumber || $0 == "&" }
  return plain.count >= 3 && !["cost", "costs", "costpermonth", "monthlycost"].contains(plain)
    ? plain : nil
}

extension Quantity {
  /// Whether two figures may be one, each rounded to its last printed digit that is not nought.
  fileprivate func isNear(_ other: Quantity) -> Bool {
    if comparator == .range || other.comparator == .range {
      return interval.overlaps(other.interval)
    }
    return abs(value - other.value) <= max(printedStep, other.printedStep) * 1.000_001
  }
}

extension Span {
  fileprivate func `in`(_ range: Range<Int>) -> Span { Span(source, range) }
}
