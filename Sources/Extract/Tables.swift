import Diagnostics
import Model
import Quantities
import Syntax

/// A table, and the nodes and texts that its cells come from.
struct ReadTable {
  let table: Table

  /// The table's own node.
  let node: NodeIndex

  /// The cells' nodes; rows as in `table.rows`.
  let nodes: [[NodeIndex]]

  /// The cells' texts, and the header's before them; none for a row without a number.
  let texts: [[FigureText]]
}

/// Reads every table of a document, with the kinds of its columns.
func readTables(_ document: Document, outline: Outline, blocks: Blocks) -> [ReadTable] {
  blocks.all.filter { document.nodes[$0].kind == .table }.compactMap {
    readTable(document, $0, outline)
  }
}

private func readTable(_ document: Document, _ index: NodeIndex, _ outline: Outline) -> ReadTable? {
  var rows: [[NodeIndex]] = []
  var holdNumbers: [Bool] = []
  for row in document.children(of: index) where document.nodes[row].kind == .tableRow {
    rows.append(document.children(of: row).filter { document.nodes[$0].kind == .tableCell })
    holdNumbers.append(document.source.mayHoldNumber(document.nodes[row]))
  }
  guard let header = rows.first else { return nil }
  let headTexts = header.map { document.inlineText(of: $0) }
  let headers = headTexts.map { $0.bytes.string($0.bytes.trimmed($0.bytes.indices)) }
  let holdsNumber = holdNumbers.dropFirst().contains(true)
  let units = holdsNumber ? headers.map { Headers.unit($0).flatMap(headerUnit) } : []
  let nodes = Array(rows.dropFirst())
  var cells: [[Table.Cell]] = []
  var texts = [headTexts.map { FigureText($0) }]
  let settings = holdsNumber ? headers.map(Headers.setting) : []
  for (row, holdsNumber) in zip(nodes, holdNumbers.dropFirst()) {
    guard holdsNumber else {
      cells.append(row.map { readPlainCell(document, $0) })
      texts.append([])
      continue
    }
    var rowSetting = NumberSetting.unknown
    var rowCells: [Table.Cell] = []
    var rowTexts: [FigureText] = []
    rowCells.reserveCapacity(row.count)
    rowTexts.reserveCapacity(row.count)
    for (column, cell) in row.enumerated() {
      let known = column < settings.count ? settings[column] : .unknown
      let (read, text) = readCell(
        document, cell, unit: column < units.count ? units[column] : nil,
        setting: known.union(rowSetting))
      if column == 0 { rowSetting = Headers.setting(read.text) }
      rowCells.append(read)
      rowTexts.append(text)
    }
    cells.append(rowCells)
    texts.append(rowTexts)
  }
  for (column, header) in headers.enumerated() { countYears(in: column, header, of: &cells) }
  let columns = headers.enumerated().map { column, text in
    Table.Column(
      header: text, kind: kind(of: column, document, nodes, cells),
      span: document.span(of: header[column]))
  }
  let total =
    cells.firstIndex { row in row.first.map { Headers.isTotal($0.text) } ?? false }
    ?? (totalsBehindBlank(cells.last ?? []) ? cells.count - 1 : nil)
    ?? namedTotal(cells)
  return ReadTable(
    table: Table(
      columns: columns, rows: cells, totalRow: total,
      isKeyValue: total == nil && Headers.areKeyValue(headers), span: document.span(of: index),
      section: outline.section(of: index)),
    node: index, nodes: nodes, texts: texts)
}

/// Whether a row without a number of its own, `| | 合计 | 28 |`, totals the others.
private func totalsBehindBlank(_ row: [Table.Cell]) -> Bool {
  row.count >= 3 && row[0].text.isEmpty && Headers.isTotal(row[1].text)
}

/// A unit that a header gives, with its magnitude: 10,000 CNY for 万元, 1,000 USD for `$K`.
func headerUnit(_ text: String) -> Unit? {
  let isAmount = text.first.map { "$¥€£".contains($0) } ?? false
  guard
    let one = parseQuantity(isAmount ? "\(text.prefix(1))1\(text.dropFirst())" : "1 \(text)")
  else { return nil }
  guard one.value != one.unit.scale, one.value > 0, one.unit.dimension != .number else {
    return one.unit
  }
  return Unit(text, one.unit.dimension, scale: one.value)
}

/// What seems to be a year, 2049, is a number where the rest of its column are numbers and some are none.
private func countYears(in column: Int, _ header: String, of cells: inout [[Table.Cell]]) {
  func isYear(_ row: Int) -> Bool {
    cells[row][column].text.utf8.count == 4 && cells[row][column].quantity == nil
      && cells[row][column].text.utf8.allSatisfy { $0.isDigit }
  }
  func mayBeYear(_ row: Int) -> Bool { column < cells[row].count && isYear(row) }
  guard cells.indices.contains(where: mayBeYear) else { return }
  let years = cells.indices.filter(mayBeYear)
  guard !yearHeaders.occurs(in: header) else { return }
  let filled = cells.indices.filter {
    column < cells[$0].count && !Headers.isEmpty(cells[$0][column].text)
  }
  guard years.count * 2 <= filled.count,
    filled.allSatisfy({ row in
      isYear(row) || cells[row][column].quantity?.dimension == .number
    })
  else { return }
  for row in years {
    let cell = cells[row][column]
    // With a comma it is a number to every reader.
    cells[row][column] = Table.Cell(
      text: cell.text, quantity: parseQuantity("\(cell.text.prefix(1)),\(cell.text.suffix(3))"),
      span: cell.span)
  }
}

private let yearHeaders = WordSet("年 year 日期 date 时间 since 版本 version id 编号")

/// A cell of a row that holds no number.
private func readPlainCell(_ document: Document, _ cell: NodeIndex) -> Table.Cell {
  guard let place = document.onlyText(in: cell) else {
    return readCell(document, cell, unit: nil, setting: .cell).cell
  }
  let bytes = document.source.bytes
  let range = bytes.trimmed(place)
  return Table.Cell(
    text: bytes.string(range), quantity: nil,
    span: range.isEmpty ? document.span(of: cell) : document.source.span(range))
}

private func readCell(
  _ document: Document, _ cell: NodeIndex, unit: Unit?, setting: NumberSetting
) -> (cell: Table.Cell, text: FigureText) {
  let text = document.inlineText(of: cell)
  let range = text.bytes.trimmed(text.bytes.indices)
  let (quantity, numbers) = quantity(text.bytes, range, unit: unit, setting: setting)
  let read = Table.Cell(
    text: text.bytes.string(range), quantity: quantity,
    span: range.isEmpty ? document.span(of: cell) : text.span(of: range))
  return (read, FigureText(text, numbers: numbers, setting: setting))
}

/// The one quantity that a cell states, its unit taken from the header where the cell has none; and
/// the cell's numbers, where the whole of it was read as it stands.
private func quantity(
  _ bytes: [UInt8], _ range: Range<Int>, unit: Unit?, setting: NumberSetting
) -> (Quantity?, numbers: [ReadNumber]?) {
  guard mayHoldNumber(bytes) else { return (nil, []) }
  let plain = PlainText(range == bytes.indices ? bytes : Array(bytes[range]))
  let body = plain.withoutSigns
  let text = body == plain.bytes.indices ? plain.bytes : Array(plain.bytes[body])
  let numbers = readNumbers(in: text, setting: setting)
  let whole = text.count == bytes.count ? numbers : nil
  // A version is a name, and is compared as a number all the same: 1.29 does not meet 1.30.
  let compared =
    setting.contains(.versions)
    ? readNumbers(in: text, setting: setting.subtracting(.versions)) : numbers
  let found = compared.compactMap(\.quantity)
  if found.count == 1, let only = found.first, fills(only.range, text) {
    let single = unit.map(only.quantity.taking) ?? only.quantity
    // 2 × 25 Gb/s are 50.
    return (only.times.map { single.scaled(by: $0, in: single.unit) } ?? single, whole)
  }
  return (nil, whole)
}

/// Whether nothing but a remark in brackets stands beside a figure.
private func fills(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
  guard bytes.trimmed(0..<range.lowerBound).isEmpty else { return false }
  let rest = bytes.trimmed(range.upperBound..<bytes.count)
  return rest.isEmpty || bytes[rest.lowerBound] == UInt8(ascii: "(")
    || bytes.has("（", at: rest.lowerBound)
}

// MARK: Columns

private func kind(
  of column: Int, _ document: Document, _ nodes: [[NodeIndex]], _ rows: [[Table.Cell]]
) -> Table.ColumnKind {
  var filled = 0
  var links = 0
  var statuses = 0
  var counts = 0
  var quantities = 0
  for row in rows.indices
  where column < rows[row].count && !Headers.isEmpty(rows[row][column].text) {
    filled += 1
    if let quantity = rows[row][column].quantity {
      if case .count = quantity.dimension { counts += 1 } else { quantities += 1 }
    } else if Headers.isStatus(rows[row][column].text) {
      statuses += 1
    } else if isLink(document, nodes[row][column]) {
      links += 1
    }
  }
  let enough = Double(filled) * 0.6
  guard filled > 0 else { return .text }
  if Double(links) >= enough { return .link }
  if Double(statuses) >= enough { return .status }
  if Double(counts) >= enough { return .count }
  if Double(counts + quantities) >= enough { return .quantity }
  return .text
}

private func isLink(_ document: Document, _ cell: NodeIndex) -> Bool {
  document.descendants(of: cell).contains { document.nodes[$0].kind == .link }
}
