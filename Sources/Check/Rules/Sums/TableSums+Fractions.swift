import Diagnostics
import Model
import Quantities

/// So many of so many: `11/12`, also `**11/12** 通过 (92%)`.
struct TotalledFraction {
  let part: Int
  let whole: Int

  /// - Parameter text: that has one fraction of whole numbers, and of other figures only the share in brackets.
  init?(_ text: String) {
    guard text.utf8.count <= 48, text.contains("/") else { return nil }
    var plain = text.filter { !"*`✅❌⚠️ ".contains($0) }[...]
    if let bracket = plain.firstIndex(where: { "(（".contains($0) }) { plain = plain[..<bracket] }
    let sides = plain.split(separator: "/", omittingEmptySubsequences: false)
    guard sides.count == 2, let part = Int(sides[0]),
      case let digits = sides[1].prefix(while: \.isNumber), let whole = Int(digits),
      case let rest = sides[1].dropFirst(digits.count), !rest.contains(where: { $0.isNumber }),
      rest.isEmpty || passed.contains(where: rest.lowercased().hasPrefix),
      whole > 0, (0...whole).contains(part)
    else { return nil }
    self.part = part
    self.whole = whole
  }
}

private let passed = [
  "通过", "完成", "pass", "tests", "项", "个", "用例", "done", "complete", "success", "成功",
]

extension Reporter {
  /// Adds up the parts and the wholes of a column of fractions with a total: 11/12 and 5/5 make 16/17.
  mutating func holdFractionTotals(of table: Table, _ collection: Collection) {
    guard let totalRow = table.totalRow, totalRow >= 2, totalRow < table.rows.count,
      !collection.text(table.span).contains("~~")
    else { return }
    for column in table.columns.indices.dropFirst()
    where column < table.rows[totalRow].count
      && !dates.occurInAnyCase(in: table.columns[column].header)
    {
      let cell = table.rows[totalRow][column]
      guard let total = TotalledFraction(cell.text) else { continue }
      let parts = table.rows[..<totalRow].compactMap {
        column < $0.count ? TotalledFraction($0[column].text) : nil
      }
      guard parts.count == totalRow, let sum = wrongSum(of: parts, total),
        !hasFinding(at: cell.span)
      else { continue }
      report(
        "a total must be the sum of its column: the fractions make \(sum.part)/\(sum.whole), not "
          + "`\(quoted(cell.text))`",
        at: cell.span)
    }
  }
}

/// What some fractions make together where that is not what a total says; nil where it is, or where the total is of
/// other things: of how many are whole.
func wrongSum(
  of parts: [TotalledFraction], _ total: TotalledFraction
) -> (part: Int, whole: Int)? {
  let part = parts.reduce(0) { $0 + $1.part }
  let whole = parts.reduce(0) { $0 + $1.whole }
  guard parts.count >= 2, (part, whole) != (total.part, total.whole),
    let greatest = parts.map(\.whole).max(), total.whole > greatest, total.whole != parts.count,
    // Half or twice as many are of another kind.
    total.whole * 2 > whole, total.whole < whole * 2
  else { return nil }
  return (part, whole)
}

private let dates: Words = ["日期", "date", "版本", "version", "day"]
