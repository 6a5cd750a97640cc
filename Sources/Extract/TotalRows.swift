import Model
import Quantities

/// The row that totals those above it by a name of its own: IT负载合计, 月总成本, `Total Hosting`.
///
/// Below it may stand what it comes to in longer periods, 年总成本; of several totals of one period none is taken.
func namedTotal(_ rows: [[Table.Cell]]) -> Int? {
  guard let last = rows.indices.last, isNamedTotal(rows, last) else { return nil }
  var first = last
  while first > 0 {
    let above = rows[first - 1].first?.text ?? ""
    let isLonger = period(of: rows[first][0].text) > period(of: above)
    guard isLonger && isCostOfPeriod(above) || isNamedTotal(rows, first - 1) else { break }
    guard isLonger else { return nil }
    first -= 1
  }
  return first >= 2 || first == last ? first : nil
}

/// Whether a row is called a total of money, or of something of which each row above has a figure.
private func isNamedTotal(_ rows: [[Table.Cell]], _ index: Int) -> Bool {
  guard let name = rows[index].first?.text, name.utf8.count <= 48, totals.occurs(in: name) else {
    return false
  }
  let plain = name.lowercased().filter { !"*_`~ :：　".contains($0) }
  let isKnown = names.contains(plain)
  guard isKnown || !ofEach.contains(where: name.lowercased().contains) else { return false }
  let holdsMoney = rows[index].dropFirst().contains { cell in
    switch cell.quantity?.dimension {
    case .money, .moneyRate: true
    default: false
    }
  }
  if holdsMoney, Headers.leadsTotal(name) || Headers.isSubtotal(name) { return true }
  let isOfSomething = rows[index].count >= 3 && ["合计", "总计"].contains(where: name.hasSuffix)
  guard isKnown || index >= 3 && isOfSomething else { return false }
  return rows[..<index].allSatisfy { row in row.dropFirst().contains { $0.quantity != nil } }
}

/// Whether a row is called what a period costs in all: 月度成本, `Monthly cost`.
private func isCostOfPeriod(_ name: String) -> Bool {
  let name = name.lowercased()
  return period(of: name) > 0 && name.utf8.count <= 24
    && ["成本", "费用", "cost", "total"].contains(where: name.contains)
}

/// How long the period is that a name speaks of, in days; nothing where it speaks of none.
private func period(of name: String) -> Int {
  let name = name.lowercased()
  return periods.first { $0.words.contains(where: name.contains) }?.days ?? 0
}

private let periods: [(words: [String], days: Int)] = [
  (["三年", "3年", "3 年", "3-year", "3 years", "three years"], 1_095),
  (["五年", "5年", "5 年", "5-year", "5 years", "five years"], 1_825),
  (["年", "annual", "year"], 365), (["季", "quarter"], 91), (["月", "month"], 30),
  (["周", "week"], 7), (["日", "天", "day", "daily"], 1),
]

/// One of these stands in every name of a total.
private let totals = WordSet("总 计 total subtotal")

private let ofEach = [
  "人均", "单位", "平均", "每人", "每台", "每个", "每节点", "每次", "每核", "每用户", "average", "avg", "per node",
  "per user", "per unit",
]

private let names: Set<String> = [
  "合计", "总计", "总费用", "总成本", "月总成本", "年总成本", "日总成本", "月度总成本", "年度总成本", "月总费用", "年总费用", "总计(月)",
  "总计（月）", "总计(年)", "总计（年）", "月度总计", "年度总计", "总工时", "总人数", "总人天", "小计", "totalpermonth",
  "total/month",
  "totalperyear", "total/year", "subtotal", "totalhours", "totaleffort",
]
