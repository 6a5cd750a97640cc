import Quantities

/// One amount told twice, and how far two lie apart.
extension DerivingSentence {
  /// `14.4 MB/s is about 1.24 TB per day`, `$75 a day is $2,250 a month`.
  func ofOtherPeriod(_ operands: [Term], _ result: Term) -> Derivation? {
    guard operands.count == 1, let rate = operands.first, rate.powers == result.powers,
      rate.powers.time == -1,
      rate.period != result.period || rate.read.quantity.unit != result.read.quantity.unit,
      rate.isOfLongPeriod || result.isOfLongPeriod,
      rate.dimension.isOfOneKind(as: result.dimension),
      result.isRough || joins.contains(where: result.lead.withoutMarks.hasPrefix),
      // A year that is paid at once costs less.
      rate.powers.money == 0 || !result.lead.contains("or"),
      result.lead.utf8.count <= 20,
      !isOfPeaks
    else { return nil }
    // A month has 28 to 31 days, and a year 52 weeks.
    return Derivation(
      result: result, right: rate.value, mode: .equal, operands: operands, sign: "",
      alternatives: [
        rate.value * 30 / 31, rate.value * 30 / 28, rate.value * 365 / 360, rate.value * 360 / 365,
      ])
  }

  /// 需 12,000 秒，约 3.3 小时; `84 MB/s, or 672 Mbit/s`: one amount in two units.
  func sameAmount(_ operands: [Term], _ result: Term) -> Derivation? {
    guard operands.count == 1, let first = operands.first, first.powers == result.powers,
      first.dimension == result.dimension, first.read.quantity.unit != result.read.quantity.unit,
      first.period == 1, result.period == 1, !first.isForEach, !isOfCopies,
      !isPartial(result.tail), !isOfPeaks,
      result.dimension == .time || result.dimension == .data
        || result.dimension == .dataRate && !encoded.occurInAnyCase(in: text),
      equals.contains(result.lead.filter { $0 != " " })
        || result.isRough && result.lead.utf8.count <= 8
    else { return nil }
    return Derivation(
      result: result, right: first.value, mode: .equal, operands: operands, sign: "", isNamed: true)
  }

  /// 预算 390 万元，实际 372 万元，节省 18 万元: how far two figures lie apart.
  func difference(_ operands: [Term], _ result: Term) -> Derivation? {
    guard operands.count == 2, operands.allSatisfy({ $0.isAlike(result) && !$0.isForEach }),
      result.dimension != .ratio,
      !result.isForEach, result.powers == operands[0].powers,
      // 从 1.2 升级到 1.5，增加 3 项: versions. 从 5 天到 3 天，节省 16 小时: days of work.
      result.read.quantity.decimals > 0 || !operands.contains(where: \.isBareDecimal),
      !mixesWorkingDays((operands + [result]).map(\.read.quantity)),
      apart.occurInAnyCase(in: result.lead)
        || ["below", "under", "over", "above", "less", "more", "fewer"].contains(where: {
          result.tail.hasPrefix(" " + $0)
        }),
      // Of one thing before and after, and not of two.
      starts.occurInAnyCase(in: operands[0].lead) || ends.occurInAnyCase(in: operands[1].lead),
      case let gap = abs(operands[0].value - operands[1].value), gap > 0
    else { return nil }
    return Derivation(
      result: result, right: gap, mode: .equal,
      operands: operands.sorted { $0.value > $1.value }, sign: " − ",
      alternatives: operands.map(\.value))
  }
}

extension Term {
  /// Whether it has decimals and no unit, as a version has.
  fileprivate var isBareDecimal: Bool { read.isBare && read.quantity.decimals > 0 }

  /// Whether a word or its unit names a period other than the second.
  fileprivate var isOfLongPeriod: Bool {
    let symbol = read.quantity.unit.symbol
    return period != 1 || symbol.contains("/") && !symbol.hasSuffix("/s")
  }
}

extension Dimension {
  fileprivate func isOfOneKind(as other: Dimension) -> Bool {
    switch (self, other) {
    case (.dataRate, .data), (.data, .dataRate), (.money, .moneyRate), (.moneyRate, .money),
      (.rate, .number), (.rate, .count), (.frequency, .number), (.frequency, .count),
      (.count, .number):
      true
    default: isComparable(with: other)
    }
  }
}

private let joins = [
  "is", "=", "≈", "~", "约", "即", "相当于", "合", "or", "make", "mean", "which is", "that is", "折合",
  "i.e.", "about", "(", "（",
]

/// What stands between two figures that are the same.
private let equals: Set<String> = [
  "，约", "，即", "，合", "，相当于", "，也就是", ",约", ",即", "（即", "（约", "，or", "或", "即", "相当于", ",or", ",i.e.",
  ",i.e.,", ",thatis", ",thatis,", ",about", "(about", "(or",
]

/// Links that send ten bits for a byte.
private let encoded: Words = ["sata", "sas", "pcie", "8b/10b"]

private let apart: Words = [
  "节省", "减少", "增加", "相差", "超出", "超支", "结余", "提高了", "降低了", "缩短", "saving", "saves",
]

private let starts: Words = ["预算", "计划", "从", "由", "原", "budget", "from", "planned", "was "]

private let ends: Words = ["降", "升", "到", "至", "实际", "变为", "spent", "to ", "actual"]
