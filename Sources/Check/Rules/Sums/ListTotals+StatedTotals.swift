import Diagnostics
import Model
import Quantities

/// The table whose last row a line follows, with nothing but blank lines in between, where it has no total.
func tableAbove(_ line: FigureLine, in collection: Collection) -> Table? {
  let document = collection.model.documents[line.document]
  guard let table = document.tables.last(where: { $0.span.end <= line.span.start }),
    table.totalRow == nil, table.rows.count >= 2,
    collection.source(document).bytes[table.span.end..<line.span.start]
      .allSatisfy({ $0 == 0x0A || $0 == 0x0D || $0 == 0x20 })
  else { return nil }
  return table
}

extension Reporter {
  /// Holds the items under a bare `**总计**:` behind a table against its columns. O(tables).
  mutating func holdTotalsInItems(_ collection: Collection) {
    for index in collection.examined {
      let document = collection.model.documents[index]
      let source = collection.source(document)
      let bytes = source.bytes
      for table in document.tables
      where table.totalRow == nil && table.rows.count >= 2
        && !table.columns.contains(where: { copies.occurInAnyCase(in: $0.header) })
      {
        var start = bytes.nextLine(behind: table.span.end)
        guard start < bytes.count, bytes.saysOnlyTotal(start) else { continue }
        start = bytes.nextLine(behind: start)
        while start + 1 < bytes.count, "-*+".utf8.contains(bytes[start]), bytes[start + 1] == 0x20 {
          let end = bytes.lineEnd(start)
          let line = FigureLine(start..<end, of: source, document: index)
          if !others.occurInAnyCase(in: line.bytes) {
            holdTotals(of: table, statedIn: line, isTotal: true)
          }
          start = min(end + 1, bytes.count)
        }
      }
    }
  }

  /// Adds up the columns that the totals in the line behind a table can be about.
  ///
  /// A column is meant where its header names what a total counts, or where it alone has figures of the
  /// kind. What is less than half or more than twice its sum is of something else.
  ///
  /// - Parameter isTotal: whether something above the line says that it gives a total.
  mutating func holdTotals(of table: Table, statedIn line: FigureLine, isTotal: Bool = false) {
    let named = columnNamed(in: line, of: table)
    var reads = readQuantities(in: line.bytes).filter {
      (isAdditive($0.quantity.dimension) || $0.quantity.dimension == .time)
        && $0.sign == nil && $0.times == nil && $0.per == nil && (!$0.isBare || named != nil)
    }
    // Of times only the first can be the total, of a table of steps.
    if reads.first?.quantity.dimension == .time {
      guard givesSteps(table) else { return }
      reads = [reads[0]]
    } else {
      reads.removeAll { $0.quantity.dimension == .time }
    }
    guard let first = reads.first,
      case let key = line.bytes[..<first.range.lowerBound],
      isTotal || named != nil || namesTotal(key) || namesCost(key, of: table) || namesSum(key),
      // With more than the table has in it, it is another total.
      !additions.occurInAnyCase(in: Array(line.bytes[first.range.upperBound...]))
    else { return }
    for read in reads where read.quantity.value != Double(table.rows.count) {
      let total = read.quantity.asAmount(in: table, nil)
      let sums = table.columns.indices.compactMap { column -> (column: Int, sum: ColumnSum)? in
        guard isAdditive(table.columns[column]), !isNumbering(table, column),
          column < table.rows[0].count,
          let first = table.rows[0][column].quantity?.dimension,
          first == .number || first.isComparable(with: total.dimension),
          let sum = sum(table, column, ..<table.rows.count, like: nil)
        else { return nil }
        return (column, sum)
      }
      let isHeld = sums.contains {
        $0.sum.interval.overlaps(total.interval)
          && roughlyHolds(total, $0.sum.parts)
      }
      if isHeld { continue }
      let counted = sums.filter {
        table.columns[$0.column].header.contains(total.unit.symbol)
      }
      // 合计占用 is the total of the column 占用.
      let key = line.text(0..<read.range.lowerBound)
      let keyed = sums.filter {
        let header = table.columns[$0.column].header.prefix { !"(（".contains($0) }
        return $0.column == named || header.count >= 2 && key.contains(header)
      }
      guard
        let (column, sum) = keyed.count == 1
          ? keyed[0]
          : counted.count == 1
            ? counted[0] : reads.count == 1 && sums.count == 1 ? sums[0] : nil,
        sum.value > total.value * 0.5, sum.value < total.value * 2
      else { continue }
      report(
        "a total must be the sum of its column: \(sum.terms) = "
          + "\(sum.text(in: total.unit)), not `\(line.text(read.range))`",
        at: line.span(read.range),
        notes: [.init("the column", at: table.columns[column].span)])
    }
  }
}

/// The column that a label of nothing else totals: `Total Lines: 760` and 总行数 behind columns headed `Lines` and 行数.
private func columnNamed(in line: FigureLine, of table: Table) -> Int? {
  guard let colon = line.bytes.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == 0xEF }) else {
    return nil
  }
  let label = line.text(0..<colon).lowercased().filter { $0.isLetter }
  let thing: Substring
  if label.hasPrefix("total") {
    thing = label.dropFirst(5)
  } else if label.hasPrefix("总") {
    thing = label.dropFirst()
  } else {
    return nil
  }
  let columns = table.columns.indices.filter { column in
    let header = table.columns[column].header.prefix { !"(（".contains($0) }.lowercased()
      .filter { $0.isLetter }
    return header.count >= 2 && header == thing
  }
  return columns.count == 1 ? columns[0] : nil
}

/// Whether a figure is said to be what something costs in total that no row names: `Total AWS monthly cost`.
private func namesCost(_ key: ArraySlice<UInt8>, of table: Table) -> Bool {
  guard namesCost(key) else { return false }
  let words = String(decoding: key, as: UTF8.self).lowercased().split { !$0.isLetter }
  return !table.rows.contains { row in
    guard let label = row.first?.text.lowercased() else { return false }
    return words.contains {
      $0 != "total" && !totalWords.contains(String($0)) && label.contains($0)
    }
  }
}

/// Whether a figure is said to be what the rows of a table make together: 合计占用.
private func namesSum(_ key: ArraySlice<UInt8>) -> Bool {
  let words = String(decoding: key, as: UTF8.self).filter { !" -*:：".contains($0) }
  return (3...6).contains(words.count) && ["合计", "总计", "共计"].contains(where: words.hasPrefix)
    && ["占用", "约占", "占", "大小"].contains(where: words.hasSuffix)
}

/// Whether a table gives how long each of its rows takes, and no other time.
private func givesSteps(_ table: Table) -> Bool {
  let times = table.columns.indices.filter { column in
    table.rows.contains { column < $0.count && $0[column].quantity?.dimension == .time }
  }
  return times.count == 1 && steps.occurInAnyCase(in: table.columns[times[0]].header)
}

private let steps: Words = ["耗时", "用时", "时长", "duration", "minutes", "预计时间"]

private let additions: Words = [
  "并行", "重叠", "同时", "parallel", "overlap",
  "超分", "去重", "压缩", "副本", "双", "折", "replica", "discount", "copies", "×", "包含", "包括", "含", "另",
  "加上", "includ",
  "plus", "also", "with ",
]

extension [UInt8] {
  /// Where the next line that is not blank begins. O(bytes between).
  fileprivate func nextLine(behind place: Int) -> Int {
    let end = lineEnd(Swift.min(place, count))
    return self[end...].firstIndex { !" \r\n".utf8.contains($0) } ?? count
  }

  /// Whether a line says `总计` and nothing else: `**总计**:`, `### Total`.
  fileprivate func saysOnlyTotal(_ start: Int) -> Bool {
    let end = lineEnd(start, limit: 40)
    let word = String(decoding: self[start..<end], as: UTF8.self).lowercased()
      .filter { !"*#:： \r".contains($0) }
    return LineTopic.totals.contains(word)
  }
}

/// What makes an item another figure than the sum of a column.
private let others: Words = [
  "含", "预留", "折", "优惠", "压缩", "并行", "串行", "原始", "需要", "系统", "选", "with", "without", "discount",
  "option",
  "parallel", "reserved", "compressed",
]

/// The columns that say how many there are of each row.
private let copies: Words = ["副本", "数量", "台数", "replicas", "count", "qty", "quantity"]
