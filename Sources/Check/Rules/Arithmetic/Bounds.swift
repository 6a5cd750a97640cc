import Diagnostics
import Model
import Quantities

extension Rule {
  /// Flags a range whose ends are the wrong way round.
  static let rangeOrder = Rule(
    "range-order", .error, "范围的两头写反了", "Range from greater to lesser",
    """
    A range goes from the lesser to the greater.

        延迟: 20-5ms        <- 5-20ms

    Where the ends have units of their own, they are compared in one.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for claim in document.claims {
        guard case .value = claim.statement, claim.metric != nil else { continue }
        let bytes = collection.source(document).bytes
        let whole = withLowerEnd(claim.figure, in: bytes)
        guard mayJoin(bytes, whole.range), let swapped = swappedEnds(collection.text(whole)) else {
          continue
        }
        reporter.report(
          "a range goes from the lesser to the greater: `\(quoted(swapped))`", at: whole,
          fixes: [FixIt("write `\(quoted(swapped))`", replacing: whole, with: swapped)])
      }
    }
  }

  /// Flags shares above the whole.
  static let overHundred = Rule(
    "over-hundred", .error, "占比超过 100%", "Share of more than 100 %",
    """
    A share of a whole is at most 100 %: an availability, a success, failure or hit rate, a coverage.

        成功率: 105%             <- there is no such rate
        停机时间下降了1000%      <- nothing falls by more than 100 %

    A growth may be any percentage, and so may a load that counts one core as 100 %.
    """
  ) { collection, reporter in
    let shares: Set<String> = [
      "availability", "success-rate", "error-rate", "failure-rate", "change-failure-rate",
      "coverage", "hit-rate", "packet-loss",
    ]
    for document in collection.examinedDocuments {
      for claim in document.claims {
        if case .change(let change) = claim.statement, change.dimension == .ratio,
          change.interval.upper < -1.000_001,
          !signed.occurInAnyCase(in: collection.text(claim.span))
        {
          reporter.report(
            "what falls by 100 % is gone, and nothing falls by more: "
              + "`\(collection.quoted(claim.figure))`", at: claim.figure)
          continue
        }
        guard let metric = claim.metric, shares.contains(metric.id), let value = claim.reached,
          value.dimension == .ratio, value.interval.lower > 1.000_001,
          value.comparator != .range || value.interval.lower > 1,
          case let bytes = collection.source(document).bytes, !isMarkedChange(claim.figure, bytes),
          !doubted.occurInAnyCase(
            in: Array(bytes[claim.figure.end..<bytes.lineEnd(claim.figure.end, limit: 80)])),
          !isOfTarget(claim.figure, document.tables)
        else { continue }
        reporter.report(
          "\(metric.label.en) is a share and at most 100 %: `\(collection.quoted(claim.figure))`",
          at: claim.figure)
      }
    }
  }
}

/// Whether an arrow behind a figure says that it is a change: `95% (375% ↑)`.
private func isMarkedChange(_ figure: Span, _ bytes: [UInt8]) -> Bool {
  let rest = bytes[figure.end..<min(bytes.count, figure.end + 6)].drop { $0 == 0x20 }
  return ["↑", "↓", "⬆", "⬇"].contains { rest.starts(with: $0.utf8) }
}

/// Whether a figure stands in a column of how far targets are reached: 达成率.
private func isOfTarget(_ figure: Span, _ tables: [Table]) -> Bool {
  guard let index = holder(of: figure, in: tables, \.span) else { return false }
  let table = tables[index]
  return table.rows.contains { row in
    row.indices.contains { column in
      row[column].span.contains(figure) && column < table.columns.count
        && attainments.occurInAnyCase(in: table.columns[column].header)
    }
  }
}

private let attainments: Words = ["达成", "完成", "达标", "attain", "achiev", "of target", "vs target"]

/// What says behind a figure that it cannot be right, 数据异常, or that it is a share of a target.
private let doubted: Words = [
  "数据异常", "数据有误", "数据错误", "需重新", "anomalous data", "implausible", "than target", "of target",
  "than the target",
  "of the target", "优于目标", "超过目标", "超额",
]

/// What may fall below nothing.
private let signed: Words = [
  "利润", "收益", "盈利", "现金", "净", "温度", "profit", "income", "earning", "margin", "cash", "net ",
  "return",
]

/// A figure with the one that a dash joins to it from before: `20-` of `20-5ms`, where only `5ms`
/// was taken for a figure. Not where that is part of a word, a date or a longer chain.
private func withLowerEnd(_ figure: Span, in bytes: [UInt8]) -> Span {
  func isDigit(_ byte: UInt8) -> Bool { byte.isDigit || byte == 0x2E }
  var dash = figure.start - 1
  // The sign may have been taken for a minus, which is part of the figure.
  if bytes[figure.start] == UInt8(ascii: "-") { dash = figure.start }
  guard dash > 0, bytes[dash] == UInt8(ascii: "-") || bytes[dash] == UInt8(ascii: "~"),
    isDigit(bytes[dash - 1])
  else { return figure }
  var start = dash
  while start > 0, isDigit(bytes[start - 1]) { start -= 1 }
  let before = start > 0 ? bytes[start - 1] : 0x20
  let isPart =
    before.isLetter || before == UInt8(ascii: "-")
    || before == UInt8(ascii: "_") || before == UInt8(ascii: "/")
  return isPart ? figure : Span(figure.source, start..<figure.end)
}

/// Whether a figure may hold one of the signs that join the ends of a range, by its first byte.
private func mayJoin(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
  bytes[range].contains { byte in
    switch byte {
    case 0x20, 0x2D, 0x7E, 0xE2, 0xE5, 0xE8, 0xEF: true
    default: false
    }
  }
}

/// `20-5ms` with its ends in order; nil where they are, or where the text is anything else.
private func swappedEnds(_ text: String) -> String? {
  let digits: Set<Character> = Set("0123456789.,")
  guard let start = text.firstIndex(where: { $0.isASCII && $0.isNumber }) else { return nil }
  let first = text[start...].prefix { digits.contains($0) }
  let rest = text[first.endIndex...]
  let dash = rest.prefix { "-–—~～至到 ".contains($0) }
  let second = text[dash.endIndex...].prefix { digits.contains($0) }
  // Between the two figures only a dash: `1h-30min` has a unit there, and two scales.
  guard !dash.isEmpty, !second.isEmpty,
    let low = Double(first.filter { $0 != "," }), let high = Double(second.filter { $0 != "," }),
    low > high
  else { return nil }
  return "\(text[..<start])\(second)\(dash)\(first)\(text[second.endIndex...])"
}
