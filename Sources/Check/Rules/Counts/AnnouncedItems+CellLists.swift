import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds the counts in the first cells of a table, `Service (9 个)`, against the names that another cell of the row
  /// lists; judged where all rows with such a count but one have as many names, and that one has one more or one less.
  mutating func holdCellLists(_ collection: Collection) {
    for document in collection.examinedDocuments {
      for table in document.tables where table.rows.count >= 3 && table.columns.count <= 6 {
        let counted = table.rows.compactMap { row -> (count: Int, row: [Table.Cell])? in
          row.first.flatMap(countAtEnd).map { ($0, row) }
        }
        guard counted.count >= 3 else { continue }
        for column in table.columns.indices.dropFirst() {
          let lengths = counted.map { listLength(of: column, in: $0.row) }
          let wrong = counted.indices.filter { lengths[$0] != counted[$0].count }
          guard wrong.count == 1, let place = wrong.first, let length = lengths[place],
            abs(length - counted[place].count) == 1
          else { continue }
          let cell = counted[place].row[0]
          report(
            "as many things follow as are announced, and after `\(quoted(cell.text))` there are "
              + counting(length, "items"),
            at: cell.span, notes: [.init("what follows", at: counted[place].row[column].span)])
        }
      }
    }
  }
}

/// The count that a cell ends in: 9 of `Service (9 个)`.
private func countAtEnd(_ cell: Table.Cell) -> Int? {
  guard let close = cell.text.last, close == ")" || close == "）",
    let open = cell.text.lastIndex(where: { $0 == "(" || $0 == "（" })
  else { return nil }
  let inside = cell.text[cell.text.index(after: open)...].dropLast().filter { $0 != " " }
  let bytes = Array(inside.utf8)
  guard let number = SmallNumber(bytes, at: 0, limit: bytes.count), number.value >= 1,
    counters.contains(String(decoding: bytes[number.range.upperBound...], as: UTF8.self))
  else { return nil }
  return number.value
}

private let counters: Set<String> = ["", "个", "项", "种", "类", "条", "款", "items"]

/// How many names a cell lists; nil where it lists none, or says that there are more.
private func listLength(of column: Int, in row: [Table.Cell]) -> Int? {
  guard column < row.count else { return nil }
  let text = row[column].text
  guard !text.isEmpty, !text.contains(where: { "等…;；:：(（".contains($0) }), !text.contains("..."),
    !text.lowercased().contains("etc")
  else { return nil }
  let names = text.split(whereSeparator: { "、，,".contains($0) }).map {
    $0.filter { $0 != " " && $0 != "`" && $0 != "*" }
  }
  guard names.count > 1, names.allSatisfy({ (1...40).contains($0.count) }),
    Set(names).count == names.count
  else { return nil }
  return names.count
}
