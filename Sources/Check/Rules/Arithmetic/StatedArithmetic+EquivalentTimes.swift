import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds two times, rates or sizes that are said to be one, the second alone in brackets: `720 hours (31 days)`,
  /// `4 MiB (4194304 bytes)`.
  ///
  /// Only what is nearly right is judged, or off by a slip of a unit, or restated: other figures in brackets are of
  /// other things. Months and years are as long as they are, and left alone. O(numbers).
  mutating func holdEquivalents(_ collection: Collection) {
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      let bytes = source.bytes
      for (one, other) in zip(document.numbers, document.numbers.dropFirst())
      where one.understanding != .label && other.understanding != .label {
        let isApposed = isApposed(other.span, behind: one.span, in: bytes)
        guard isApposed || isBracketed(other.span, behind: one.span, in: bytes),
          !document.isInFence(one.span),
          let first = quantity(bytes[one.span.range]),
          let second = quantity(bytes[other.span.range])
        else { continue }
        if let right = bytesMeant(first, second) {
          report(
            "what is computed must come out: `\(collection.quoted(one.span))` and `\(collection.quoted(other.span))` are "
              + "said to be one size, and \(right) are",
            at: other.span, severity: .warning, notes: [.init("the same", at: one.span)])
          continue
        }
        guard first.dimension == second.dimension, first.unit.scale != second.unit.scale,
          first.comparator == .equal,
          second.comparator == .equal || second.comparator == .approximately
        else { continue }
        let ratio = second.value / first.value
        let line =
          bytes.lineStart(one.span.start, limit: 200)..<bytes.lineEnd(other.span.end, limit: 200)
        let isRestated =
          !isApposed && second.misstates(first) && !isTask(other.span, bytes)
          && !asides.occurInAnyCase(in: Array(bytes[line]))
          && !isHeld(one.span, by: document.tables, \.span)
        let slack = [first, second].reduce(0) { $0 + $1.roundingShare } * 0.55
        // 2 days, 12 hours: one behind the other; 92 days, 2,208 hours: the same.
        if isApposed {
          guard first.dimension == .time, first.unit.scale > second.unit.scale,
            second.value >= 2 * first.unit.scale, abs(ratio - 1) < 0.1
          else { continue }
        }
        let isNearlyRight =
          isConvertible(first) && isConvertible(second) && ratio > 0.75 && ratio < 1.33
          && abs(ratio - 1) > slack && abs(ratio - 1) > 0.004
          // The net rate of a line is less, and 730 hours are the mean of the months.
          && (first.dimension != .dataRate || ratio > 1)
          && (first.dimension != .time || abs(first.value / 3_600 - 730) > 0.5)
        guard isNearlyRight || isRestated else { continue }
        report(
          "what is computed must come out: `\(collection.quoted(one.span))` is \(format(first.value, in: second.unit, .en)), not `\(collection.quoted(other.span))`",
          at: other.span, severity: .warning, notes: [.init("the same", at: one.span)])
      }
    }
  }
}

/// Whether a figure is all that stands in the brackets right behind another.
private func isBracketed(_ second: Span, behind first: Span, in bytes: [UInt8]) -> Bool {
  guard second.start - first.end <= 4, second.end < bytes.count else { return false }
  var place = first.end
  if place < second.start, bytes[place] == 0x20 { place += 1 }
  if bytes[place] == 0x28 {
    return place + 1 == second.start && bytes[second.end] == 0x29
  }
  return place + 3 == second.start && bytes[place..<second.start].elementsEqual("（".utf8)
    && bytes[second.end...].starts(with: "）".utf8)
}

/// Whether a figure stands behind a comma, or `or` or 即, behind another, and a comma, a bracket or the end of a
/// sentence behind it.
private func isApposed(_ second: Span, behind first: Span, in bytes: [UInt8]) -> Bool {
  guard second.start > first.end, second.start - first.end <= 8, second.end < bytes.count else {
    return false
  }
  let gap = bytes[first.end..<second.start].filter { $0 != 0x20 }
  guard
    [",", "，", "，即", ",即", "即", "or", ",or", ",i.e."].contains(where: { gap.elementsEqual($0.utf8) }
    )
  else { return false }
  let tail = bytes[second.end...].prefix(3)
  return [".", ",", ";", ")", "\n", "。", "，", "；", "）"].contains { tail.starts(with: $0.utf8) }
}

private func quantity(_ bytes: ArraySlice<UInt8>) -> Quantity? {
  let reads = readQuantities(in: Array(bytes))
  guard reads.count == 1, reads[0].times == nil, reads[0].per == nil, reads[0].sign == nil,
    reads[0].quantity.value > 0
  else { return nil }
  return reads[0].quantity
}

/// Whether a figure has a unit of a fixed size.
private func isConvertible(_ quantity: Quantity) -> Bool {
  switch quantity.dimension {
  // Seconds beside milliseconds are two measurements, and of a week five days are worked.
  case .time: (60...86_400).contains(quantity.unit.scale)
  case .dataRate: true
  default: false
  }
}

extension Quantity {
  /// Whether, in brackets, it can only restate another figure, wrongly: the other is at least one unit of this one, 90
  /// 分钟（2 小时）, or has the same digits and is a tenth or ten times as much, 500 GB（5 TB）.
  fileprivate func misstates(_ other: Quantity) -> Bool {
    let ratio = value / other.value
    let isTenfold = [10, 0.1].contains { abs(ratio / $0 - 1) < 0.001 }
    guard dimension == .time else { return dimension == .data && isTenfold }
    guard (1...86_400).contains(unit.scale), (1...86_400).contains(other.unit.scale) else {
      return false
    }
    // A day that is worked has seven or eight hours.
    let isOfWork = Set([unit.scale, other.unit.scale]) == [3_600, 86_400]
    if isOfWork,
      [24 / 8, 24 / 7.5, 24 / 7].contains(where: {
        abs(ratio / $0 - 1) < 0.01 || abs(ratio * $0 - 1) < 0.01
      })
    {
      return false
    }
    // 100 minutes are about two hours.
    return isTenfold
      || other.value >= unit.scale && unit.scale > other.unit.scale && (0.2...5).contains(ratio)
        && abs(value - other.value) > 0.45 * printedStep && abs(ratio - 1) > 0.02
  }

  /// The share that one unit of the last digit is of a figure; nothing for windows that are told in whole days, 7, 28
  /// or 30.
  fileprivate var roundingShare: Double {
    if dimension == .time, unit.scale == 86_400, decimals == 0,
      [7, 14, 28, 30, 31, 90, 365].contains(value / 86_400)
    {
      return 0
    }
    return printedStep / value
  }
}

/// What is right where a number of bytes and a size beside it in brackets are not the same: `4 MiB (4149304 bytes)`,
/// `10485760 (1 MiB)`; nil where they are, by thousands or by 1,024, or are no such pair.
private func bytesMeant(_ first: Quantity, _ second: Quantity) -> String? {
  guard let one = parseQuantity("1 B")?.value else { return nil }
  func isCount(_ quantity: Quantity) -> Bool {
    // A bare number is one of bytes where it is a whole number of blocks.
    quantity.dimension == .data && quantity.unit.scale == one
      || quantity.dimension == .number && quantity.value.remainder(dividingBy: 1024) == 0
  }
  let (count, size) = isCount(first) ? (first, second) : (second, first)
  guard isCount(count), size.dimension == .data, size.unit.scale >= 1000 * one,
    count.comparator == .equal, size.comparator == .equal, size.decimals == 0
  else { return nil }
  let bytes = count.dimension == .number ? count.value : count.value / one
  let scale = size.unit.scale / one
  guard bytes >= 10_000,
    let steps = (1...4).first(where: { abs(power(1000, $0) / scale - 1) < 0.15 })
  else {
    return nil
  }
  let printed = size.value / size.unit.scale
  let meant = [power(1000, steps) * printed, power(1024, steps) * printed]
  // Few digits of a size stand for what rounds to them.
  let slack = 0.5 / printed + 0.001
  let isRound = bytes.remainder(dividingBy: 1024) == 0 || bytes.remainder(dividingBy: 1000) == 0
  // The greatest number of 16 bits is one less.
  guard !meant.contains(where: { abs($0 - bytes) <= 4 }), (0.05...20).contains(bytes / meant[1]),
    isRound
      ? !meant.contains(where: { abs(bytes / $0 - 1) <= slack })
      : abs(bytes / meant[1] - 1) < 0.02 || abs(bytes / meant[0] - 1) < 0.02
  else { return nil }
  return "\(plainNumber(meant[1])) bytes"
}

/// What says that brackets hold another thing than the figure before them.
private let asides: Words = [
  "括号", "最多", "最大", "最长", "上限", "单节点", "每节点", "集群", "压缩", "镜像", "limits", "per node", "cluster",
  "at most",
  "max", "image", "compressed", "工作日", "工期", "工作量", "工时", "effort",
]
