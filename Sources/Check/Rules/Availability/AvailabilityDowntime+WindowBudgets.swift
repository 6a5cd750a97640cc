import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds the time that a share of a window of days leaves, where one sentence gives all three and speaks of a
  /// budget: `the budget at 99.95% over 30 days is 43.2 minutes`.
  mutating func holdWindowBudgets(_ collection: Collection) {
    for line in collection.figureLines(.downtime)
    where !line.isRow && !line.isCounterexample && budgets.occurInAnyCase(in: line.bytes)
      && !spent.occurInAnyCase(in: line.bytes)
    {
      for sentence in line.sentences {
        let reads = readQuantities(in: line.bytes, range: sentence)
        guard reads.count == 3 else { continue }
        let shares = reads.filter(\.isLevel)
        let times = reads.filter {
          $0.quantity.dimension == .time && $0.quantity.comparator != .range && $0.per == nil
        }
        guard shares.count == 1, times.count == 2,
          let window = times.first(where: {
            $0.quantity.comparator == .equal && $0.quantity.unit.scale == 86_400
              && (7...366).contains($0.quantity.value / 86_400)
          }), let left = times.first(where: { $0.range != window.range }),
          left.quantity.value < window.quantity.value / 10
        else { continue }
        let place = line.span(left.range)
        guard !hasFinding(at: place) else { continue }
        hold(
          left.quantity, at: place, against: shares[0].quantity, at: line.span(shares[0].range),
          DowntimePeriod(days: window.quantity), collection)
      }
    }
  }
}

/// Whether a time, told as the most that an availability leaves, is what another level leaves to the minute:
/// 8.76 hours a year beside 99.99 %.
func isBudgetOfOtherLevel(_ time: Double, _ share: Double, over period: Double) -> Bool {
  for level in levels where level < share - 1e-9 {
    let left = (1 - level) * period
    if abs(left - time) < 0.012 * time { return true }
  }
  return false
}

private let levels: [Double] = [0.99, 0.995, 0.999, 0.9995, 0.9999, 0.999_95, 0.999_99]

extension ReadQuantity {
  /// Whether it is a share of nearly all that is aimed at.
  fileprivate var isLevel: Bool {
    quantity.dimension == .ratio && (0.9..<1).contains(quantity.value) && sign == nil
      && quantity.comparator != .less && quantity.comparator != .atMost
  }
}

extension LineTopic {
  /// What tells of time that may be lost.
  static let budgets = ["预算", "允许", "停机", "不可用", "budget", "allows", "downtime", "unavailab"]

  /// What stands before the month of an amount for a year.
  static let splitYears = ["折合每月", "相当于每月", "即每月"]

  /// What stands between availabilities that are multiplied.
  static let products = ["% × ", "%×"]
}

private let budgets = Words(LineTopic.budgets)
private let spent: Words = [
  "单次", "每次", "定义", "告警", "保留", "恢复", "响应", "赔付", "抖动", "one outage", "single", "alert",
  "retention",
  "kept", "recover",
  "review",
  "剩余", "已用", "消耗", "用掉", "剩", "remain", "consumed", "spent", "used", "burn", "left", "planned",
  "计划",
]

extension Reporter {
  /// Holds a share of time for a year and the same for a month: `一年允许 52.6 分钟, 折合每月 43.2 分钟`.
  mutating func holdSplitYears(_ collection: Collection) {
    for line in collection.figureLines(.periods) where !line.isRow && !line.isCounterexample {
      guard line.first(["停机", "允许", "不可用", "宕机", "中断"], in: 0..<line.bytes.count) != nil,
        let word = line.first(LineTopic.splitYears, in: 0..<line.bytes.count)
      else {
        continue
      }
      let whole = 0..<line.bytes.count
      let reads = readQuantities(in: line.bytes, range: whole).filter {
        $0.quantity.dimension == .time && $0.quantity.value < 20 * 86_400 && $0.per == nil
          && $0.quantity.comparator != .range
      }
      guard line.first(["每次", "人均", "平均", "次，", "次,"], in: 0..<word.lowerBound) == nil,
        let year = line.first(["一年", "每年", "全年", "年停机"], in: 0..<word.lowerBound),
        let first = reads.last(where: { $0.range.upperBound <= word.lowerBound }),
        first.range.lowerBound > year.lowerBound,
        let second = reads.first(where: { $0.range.lowerBound >= word.upperBound }),
        second.range.lowerBound - word.upperBound <= 24
      else { continue }
      let month = first.quantity.value / 12
      let slack = second.quantity.comparator == .approximately ? 0.12 : 0.06
      let ratio = second.quantity.value / month
      guard
        second.quantity.interval.upper < month * (1 - slack)
          || second.quantity.interval.lower > month * (1 + slack), ratio < 100, ratio > 0.01
      else { continue }
      report(
        "what a year has is that of its months: `\(line.text(first.range))` a year is \(format(month, in: .time, .en)) a month, "
          + "not `\(line.text(second.range))`",
        at: line.span(second.range), notes: [.init("of a year", at: line.span(first.range))])
    }
  }

  /// Holds a product of availabilities against what the line says it is: `99.99% × 99.98% × 99.98% = 99.97%`.
  ///
  /// The printed figures are computed with; a last digit may be off by one.
  mutating func holdShareProducts(_ collection: Collection) {
    for line in collection.figureLines(.chain) where !line.isCounterexample {
      guard line.bytes.count(where: { $0 == UInt8(ascii: "%") }) > 2 else { continue }
      let shares = percentages(line.bytes)
      var start = 0
      while start < shares.count {
        var end = start
        while end + 1 < shares.count, isJoined(line.bytes, shares[end], shares[end + 1], by: ["×"])
        {
          end += 1
        }
        defer { start = end + 1 }
        guard end > start, end + 1 < shares.count,
          isJoined(line.bytes, shares[end], shares[end + 1], by: ["=", "≈", "≈约", "=约"]),
          shares[start...end].allSatisfy({ (90..<100).contains($0.value) }),
          // A weight before it makes it a term of a sum.
          !isTerm(line.bytes, shares[start].range.lowerBound)
        else { continue }
        let whole = shares[end + 1]
        let product = shares[start...end].reduce(100) { $0 * $1.value / 100 }
        guard whole.value < 100, abs(product - whole.value) > power(10, -whole.decimals) * 1.01
        else { continue }
        let terms = shares[start...end].map { line.text($0.range) }.joined(separator: " × ")
        report(
          "what needs all its parts is available as the product of theirs: \(terms) = "
            + format(product / 100, in: .percent, .en),
          at: line.span(whole.range))
      }
    }
  }
}

/// Whether a sign of a sum or a product stands before a place.
private func isTerm(_ bytes: [UInt8], _ place: Int) -> Bool {
  let before = bytes[..<place].last { $0 != 0x20 }
  return before == UInt8(ascii: "+") || before == 0x97
}

/// A percentage as it is printed.
private struct Percentage {
  let value: Double
  let decimals: Int
  let range: Range<Int>
}

private func percentages(_ bytes: [UInt8]) -> [Percentage] {
  bytes.indices.compactMap { sign in
    guard bytes[sign] == UInt8(ascii: "%") else { return nil }
    var end = sign
    if end > 0, bytes[end - 1] == 0x20 { end -= 1 }
    var start = end
    while start > 0, bytes[start - 1].isDigit || bytes[start - 1] == 0x2E { start -= 1 }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    guard let value = Double(text) else { return nil }
    let decimals = text.split(separator: ".").dropFirst().first?.count ?? 0
    return Percentage(value: value, decimals: decimals, range: start..<(sign + 1))
  }
}

/// Whether nothing but one of some signs stands between two figures.
private func isJoined(
  _ bytes: [UInt8], _ one: Percentage, _ other: Percentage, by signs: [String]
) -> Bool {
  let gap = bytes[one.range.upperBound..<other.range.lowerBound]
  guard gap.count <= 12 else { return false }
  let text = String(decoding: gap.filter { $0 != 0x20 }, as: UTF8.self)
  return signs.contains(text)
}
