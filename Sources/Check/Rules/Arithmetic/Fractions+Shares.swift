import Diagnostics
import Model
import Quantities

/// The columns of a table that give a whole, a part of it, and the rate of the two; nil for other tables.
func rateColumns(of table: Table) -> (whole: Int, part: Int, rate: Int)? {
  guard (3...12).contains(table.columns.count) else { return nil }
  func only(_ words: Words, isRate: Bool) -> Int? {
    table.column(named: words, upTo: 24) { rates.occurInAnyCase(in: $0) == isRate }
  }
  guard let whole = only(wholes, isRate: false), let part = only(parts, isRate: false),
    let rate = only(rates, isRate: true), whole != part,
    !failures.occurInAnyCase(in: table.columns[rate].header),
    // Of those that were tested some passed.
    !tested.occurInAnyCase(in: table.columns[part].header)
      || covered.occurInAnyCase(in: table.columns[rate].header),
    !failures.occurInAnyCase(in: table.columns[part].header)
  else { return nil }
  return (whole, part, rate)
}

extension Reporter {
  /// Divides two columns where a third gives their rate: `| 通过 | 总数 | 通过率 |`.
  mutating func holdRates(of table: Table) {
    guard let (whole, part, rate) = rateColumns(of: table) else { return }
    var failing: [(row: [Table.Cell], share: Double)] = []
    var holding = 0
    for row in table.rows where max(whole, part, rate) < row.count {
      guard let all = row[whole].quantity, let some = row[part].quantity,
        let stated = row[rate].quantity, stated.dimension == .ratio, all.value > 0,
        some.value >= 0, some.value <= all.value, all.dimension.isComparable(with: some.dimension),
        [all, some, stated].allSatisfy({ $0.comparator == .equal })
      else { continue }
      let share = some.value / all.value
      let step = stated.interval.upper - stated.interval.lower
      // What is free is the rest of what is used.
      if [share, 1 - share].contains(where: { abs($0 - stated.value) <= step * 1.000_001 }) {
        holding += 1
      } else {
        failing.append((row, share))
      }
    }
    // Where more rows differ than agree, the rate is of something else.
    guard failing.count <= max(1, holding) else { return }
    for (row, share) in failing {
      report(
        "a fraction and its percentage must agree: \(quoted(row[part].text)) of "
          + "\(quoted(row[whole].text)) is \(format(share, in: .percent, .en)), "
          + "not `\(quoted(row[rate].text))`",
        at: row[rate].span, severity: holding > 1 ? nil : .warning,
        notes: [.init("of this", at: row[part].span), .init("in this", at: row[whole].span)])
    }
  }

  /// Compares the parts of a whole with their shares: lines that follow each other, each with a number
  /// and its percentage in brackets, that make 100 % together.
  mutating func holdShares(of source: SourceFile, _ collection: Collection) {
    let bytes = source.bytes
    var block: [SharedPart] = []
    var next = 0
    var search = 0
    while let percent = bytes.firstIndex(of: UInt8(ascii: "%"), in: search..<bytes.count) {
      search = percent + 1
      guard let part = sharedPart(endingAt: percent, in: bytes) else { continue }
      if part.line != next {
        holdBlock(block, source, collection)
        block = []
      }
      block.append(part)
      next = bytes.lineEnd(percent) + 1
      search = next - 1
    }
    holdBlock(block, source, collection)
  }

  private mutating func holdBlock(
    _ block: [SharedPart], _ source: SourceFile, _ collection: Collection
  ) {
    // Cores and gigabytes are shares of two wholes.
    guard (2...12).contains(block.count),
      block.dropFirst().allSatisfy({
        source.bytes[$0.unit].elementsEqual(source.bytes[block[0].unit])
      }),
      !collection.isPreformatted(source.span(block[0].figure))
    else { return }
    let whole = block.reduce(0) { $0 + $1.value }
    let together = block.reduce(0) { $0 + $1.percent }
    if let (at, all) = misfit(block.map { ($0.value, $0.percent, $0.step) }) {
      let part = block[at]
      report(
        "a fraction and its percentage must agree: \(plainNumber(part.value)) of "
          + "\(plainNumber(all)), which the others give, is "
          + "\(format(part.value / all, in: .percent, .en)), not `\(source.text(part.figure))%`",
        at: source.span(part.figure), severity: .warning)
      return
    }
    guard whole > 0, abs(together - 100) < 0.5,
      // 418 (89.3%) and 48 (10.3%) are of 468: two more were skipped, and have no share.
      !haveOneWhole(block.map { ($0.value, $0.percent, $0.step) })
    else { return }
    for part in block {
      let share = part.value / whole * 100
      guard abs(share - part.percent) > part.step * 1.5 + 0.01 else { continue }
      report(
        "a fraction and its percentage must agree: \(plainNumber(part.value)) of "
          + "\(plainNumber(whole)) together is \(format(share / 100, in: .percent, .en)), "
          + "not `\(source.text(part.figure))%`",
        at: source.span(part.figure))
    }
  }
}

/// Whether all shares are those of one and the same whole, as far as their last digits tell.
private func haveOneWhole(_ block: [(value: Double, percent: Double, step: Double)]) -> Bool {
  guard block.allSatisfy({ $0.value > 0 && $0.percent > $0.step }) else { return false }
  let low = block.map { $0.value / ($0.percent + $0.step * 0.6) * 100 }.max() ?? 0
  let high = block.map { $0.value / ($0.percent - $0.step * 0.6) * 100 }.min() ?? 0
  return low.rounded(.up) <= high
}

/// The one part whose share is not that of the whole which the shares of all others give, and that whole; nil where
/// the parts make no whole: neither their shares 100 %, nor their numbers what the others give.
func misfit(_ block: [(value: Double, percent: Double, step: Double)]) -> (at: Int, whole: Double)?
{
  guard block.count >= 3, block.allSatisfy({ $0.value > 0 && $0.percent > $0.step }) else {
    return nil
  }
  let wholes = block.map {
    ($0.value / ($0.percent + $0.step * 0.6) * 100, $0.value / ($0.percent - $0.step * 0.6) * 100)
  }
  func common(except left: Int?) -> (Double, Double)? {
    let rest = wholes.indices.filter { $0 != left }.map { wholes[$0] }
    let low = rest.map(\.0).max() ?? 0
    let high = rest.map(\.1).min() ?? 0
    return low <= high ? (low, high) : nil
  }
  if common(except: nil) != nil { return nil }
  let misfits = block.indices.filter { common(except: $0) != nil }
  guard misfits.count == 1, let at = misfits.first, let (low, high) = common(except: at) else {
    return nil
  }
  let whole = block.reduce(0) { $0 + $1.value }
  let together = block.reduce(0) { $0 + $1.percent }
  let isAll = (low...high).contains(whole) || abs(together - 100) < 0.5
  let middle = (low + high) / 2
  guard isAll, abs(block[at].value / middle * 100 - block[at].percent) > block[at].step * 1.5 else {
    return nil
  }
  return (at, (low...high).contains(whole) ? whole : middle.rounded())
}

/// A number of a line and the percentage that follows it in brackets.
private struct SharedPart {
  /// Where its line begins.
  let line: Int
  let value: Double
  let percent: Double

  /// What one more in the last digit of the percentage is.
  let step: Double
  let figure: Range<Int>

  /// The counter or word between the number and its share.
  let unit: Range<Int>
}

/// `成功请求: 189,321 (94.66%)` up to the sign of percent; nil where anything else stands in between, or
/// more in the brackets.
private func sharedPart(endingAt percent: Int, in bytes: [UInt8]) -> SharedPart? {
  guard percent + 1 < bytes.count,
    bytes[percent + 1] == UInt8(ascii: ")") || bytes[(percent + 1)...].starts(with: "）".utf8)
  else { return nil }
  var digits = percent
  while digits > 0, isFigure(bytes[digits - 1]) { digits -= 1 }
  guard digits < percent, digits > 3 else { return nil }
  var place = digits
  if bytes[place - 1] == UInt8(ascii: "(") {
    place -= 1
  } else if bytes[(place - 3)...].starts(with: "（".utf8) {
    place -= 3
  } else {
    return nil
  }
  while place > 0, bytes[place - 1] == 0x20 || bytes[place - 1] == UInt8(ascii: "*") { place -= 1 }
  // 45篇 and `8 tests`: a counter or a word may stand between.
  let counter = place
  while place > 0, counter - place < 6, bytes[place - 1] >= 0x80 { place -= 1 }
  if place == counter {
    while place > 0, counter - place < 12, bytes[place - 1].isLetter { place -= 1 }
  }
  while place > 0, place < counter, bytes[place - 1] == 0x20 { place -= 1 }
  let end = place
  while place > 0, isFigure(bytes[place - 1]) { place -= 1 }
  // 31m 45s: only the rest of a time.
  if place > 2, bytes[place - 1] == 0x20, bytes[place - 2].isLetter, bytes[place - 3].isDigit {
    return nil
  }
  // A key stands before it, and no bound, sign or fraction.
  guard place < end, place > 0, !"<>=~+-/$.".utf8.contains(bytes[place - 1]),
    let value = number(bytes[place..<end]), let share = number(bytes[digits..<percent])
  else { return nil }
  return SharedPart(
    line: bytes.lineStart(place), value: value.value, percent: share.value,
    step: power(10, -share.decimals),
    figure: digits..<percent, unit: end..<counter)
}

private let wholes: Words = [
  "总数", "总计", "总量", "用例数", "总用例", "语句数", "测试数", "总端点", "总接口", "total", "tests",
]
private let parts: Words = [
  "通过", "成功", "完成", "合格", "达标", "已用", "已覆盖", "已测试", "passed", "success", "done", "completed",
  "covered",
  "tested",
  "used",
]
private let rates: Words = [
  "率", "占比", "%", "百分比", "rate", "ratio", "percent", "coverage", "utilization", "utilisation",
]
private let tested: Words = ["已测试", "tested"]
private let covered: Words = ["覆盖", "测试率", "cover"]
private let failures: Words = [
  "失败", "错误", "未", "不", "fail", "error", "miss", "skip", "增长", "growth", "change", "变化",
]
