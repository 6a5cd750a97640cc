import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds columns of a whole and of its parts, which their headers name: `总语句数 | 已覆盖 | 未覆盖`,
  /// `Total | Passed | Failed`.
  ///
  /// Half of the rows at least must show it.
  mutating func holdPartColumns(of table: Table) {
    guard (3...12).contains(table.columns.count), (2...40).contains(table.rows.count),
      table.columns.contains(where: { failures.occurInAnyCase(in: $0.header) }),
      let whole = table.column(called: wholeNames), let part = table.column(called: partNames),
      let other = table.column(called: otherNames)
    else { return }
    let parts = [part, other] + leftNames.compactMap { table.column(called: [$0]) }
    var holding = 0
    var failing: [(row: [Table.Cell], sum: Double)] = []
    for row in table.rows
    where row.count == table.columns.count
      && !row.contains(where: { skips.occurInAnyCase(in: $0.text) })
    {
      let values = parts.compactMap { row[$0].wholeNumber }
      guard let all = row[whole].wholeNumber, values.count == parts.count else { continue }
      let sum = values.reduce(0, +)
      if sum == all { holding += 1 } else { failing.append((row, sum)) }
    }
    guard holding >= 1, failing.count <= holding else { return }
    for (row, sum) in failing where !hasFinding(at: row[whole].span) {
      let terms = parts.map { quoted(row[$0].text) }.joined(separator: " + ")
      report(
        "a row is computed as the others are: \(terms) is \(plainNumber(sum)), not "
          + "`\(quoted(row[whole].text))`",
        at: row[whole].span, severity: .warning)
    }
  }
}

extension Table.Cell {
  fileprivate var wholeNumber: Double? {
    guard let quantity, quantity.comparator == .equal, quantity.value >= 0,
      quantity.value == quantity.value.rounded(), !text.contains(where: { "%/→".contains($0) })
    else { return nil }
    return quantity.value
  }
}

extension Table {
  /// The one column that is called by one of some names, without the words for tests and for numbers.
  fileprivate func column(called names: Set<String>) -> Int? {
    let found = columns.indices.filter { column in
      var name = columns[column].header.lowercased().filter(\.isLetter)
      for word in ["测试", "用例", "语句", "数量", "数", "tests", "cases", "lines", "count"] {
        let rest = name.replacing(word, with: "")
        if !rest.isEmpty { name = rest }
      }
      return names.contains(name)
    }
    return found.count == 1 ? found[0] : nil
  }
}

private let wholeNames: Set<String> = [
  "总", "总计", "合计", "用例", "测试", "total", "tests", "statements", "stmts",
]
private let partNames: Set<String> = ["通过", "已覆盖", "覆盖", "成功", "passed", "pass", "covered"]
private let otherNames: Set<String> = ["失败", "未覆盖", "未通过", "failed", "fail", "missed", "uncovered"]
private let leftNames = [
  "跳过", "阻塞", "未执行", "超时", "忽略", "排除", "错误", "skipped", "skip", "blocked", "errors", "error",
  "pending", "ignored",
  "excluded", "timeout",
]

/// What a remark says of tests that no column counts.
private let skips: Words = ["跳过", "skip"]

/// What stands in every name of the parts that went wrong.
private let failures: Words = ["失败", "未", "fail", "miss", "uncover"]
