import Quantities

extension DerivingSentence {
  /// What a figure may be derived as from those before it.
  func derivations(of result: Term, from operands: [Term]) -> [Derivation] {
    // An operand of what is written out is no result.
    let signs: Set<Character> = ["×", "÷", "*", "+", "−"]
    if limits.occurInAnyCase(in: result.lead) || result.lead.contains(where: signs.contains)
      || result.tail.prefix(3).contains(where: signs.contains)
    {
      return []
    }
    var found = [
      totalOfEach(operands, result), byUnits(operands, result), needed(operands, result),
      share(operands, result), percentage(operands, result), rest(operands, result),
      ofOtherPeriod(operands, result), withOverhead(operands, result),
      sameAmount(operands, result), difference(operands, result),
    ]
    if isOfCopies { (found[0], found[1], found[2]) = (nil, nil, nil) }
    return found.compactMap { $0 }
  }

  /// Whether copies, reserves and the like may change every product.
  private var isOfCopies: Bool { copies.occurInAnyCase(in: text) }

  /// 24 台，每台 8 块 7.68 TB，共 1,474.56 TB; `12 brokers with 6 TB each, 72 TB in total`; 200 个，每批 10 个，共 20 批.
  private func totalOfEach(_ operands: [Term], _ result: Term) -> Derivation? {
    guard operands.count <= 3, !result.isForEach, isTotal(result) || isNeeded(result),
      operands.contains(where: \.isForEach) || isOfEach(operands)
        || operands.count == 2 && operands[0].lead.contains("each of the"),
      operands.count(where: { !$0.isWhole }) <= 1,
      operands.count > 1 || operands[0].read.times != nil
    else { return nil }
    // The result counts what each of something is for: the number of groups.
    if operands.count == 2, let each = operands.first(where: \.isForEach), result.isWhole,
      case .count(let thing) = result.dimension, thing != "个", each.lead.contains("每" + thing),
      let all = operands.first(where: { !$0.isForEach })
    {
      return Derivation(
        result: result, right: all.value / each.value, mode: .needed, operands: [all, each],
        sign: " ÷ ")
    }
    // What several do at the same time takes no longer, and 每批观察 30 分钟 is a part of what 每批 takes.
    if result.dimension == .time {
      let takesTurns = operands.contains { $0.isWhole && turns.contains($0.thing) }
      let isPart = operands.contains { each in
        each.lead.lastIndex(of: "每").map { each.lead[$0...].count > 4 } ?? false
      }
      if !takesTurns || isPart { return nil }
    }
    // 每节点 8 卡、2 张网卡 are two things that each has.
    if operands.dropFirst().contains(where: { $0.lead.contains("、") || $0.lead.contains(" and ") })
    {
      return nil
    }
    if operands.contains(where: { $0.dimension == .ratio || $0.dimension == .factor }) {
      return nil
    }
    let things = operands.compactMap { $0.isWhole ? $0.thing : nil }
    let measure =
      operands.first { !$0.isWhole } ?? operands.first(where: \.isForEach) ?? operands[0]
    guard result.isAlike(measure), !partial.occurInAnyCase(in: result.lead),
      !partial.occurInAnyCase(in: result.tail), Set(things).count == things.count
    else { return nil }
    return Derivation(
      result: result, right: operands.reduce(1) { $0 * $1.value },
      mode: isNeeded(result) && !result.lead.contains("共") ? .needed : .equal, operands: operands,
      sign: " × ", isNamed: isOfEach(operands))
  }

  /// A rate for a time, a size at a rate: what the units allow in one way.
  private func byUnits(_ operands: [Term], _ result: Term) -> Derivation? {
    guard operands.count == 2, !result.isForEach,
      // A packet is longer on the wire.
      !operands.contains(where: { $0.read.quantity.unit.symbol.hasSuffix("pps") })
    else { return nil }
    let (a, b) = (operands[0], operands[1])
    // Transfers are judged by a rule of their own.
    if result.dimension == .time, a.powers.data * b.powers.data != 0 { return nil }
    guard a.powers != result.powers, b.powers != result.powers,
      [a, b, result].count(where: { $0.powers.isNone }) <= 1
    else { return nil }
    var fitting: [(value: Double, sign: String, operands: [Term])] = []
    if a.powers.combined(with: b.powers) == result.powers {
      fitting.append((a.value * b.value, " × ", [a, b]))
    }
    if a.powers.combined(with: b.powers, sign: -1) == result.powers {
      fitting.append((a.value / b.value, " ÷ ", [a, b]))
    }
    if b.powers.combined(with: a.powers, sign: -1) == result.powers {
      fitting.append((b.value / a.value, " ÷ ", [b, a]))
    }
    guard fitting.count == 1 else { return nil }
    let mode: Derivation.Mode =
      isNeeded(result) ? .needed : isTotal(result) || result.isRough ? .equal : .byUnits
    return Derivation(
      result: result, right: fitting[0].value, mode: mode, operands: fitting[0].operands,
      sign: fitting[0].sign)
  }

  /// 峰值 80,000 QPS，单实例 11,760 QPS，需要 7 台.
  private func needed(_ operands: [Term], _ result: Term) -> Derivation? {
    guard operands.count == 2, result.isWhole, isNeeded(result) else { return nil }
    let (a, b) = (operands[0], operands[1])
    guard a.dimension.isComparable(with: b.dimension), !a.powers.isNone, b.isForEach != a.isForEach
    else { return nil }
    let (whole, each) = a.isForEach ? (b, a) : (a, b)
    guard whole.value > each.value else { return nil }
    return Derivation(
      result: result, right: whole.value / each.value, mode: .needed, operands: [whole, each],
      sign: " ÷ ")
  }

  /// 收到告警 180 条，其中有效告警 153 条，有效率 85%: a share that is named as its part.
  private func share(_ operands: [Term], _ result: Term) -> Derivation? {
    guard (2...3).contains(operands.count), result.dimension == .ratio, result.value <= 1,
      var at = operands.lastIndex(where: { isNamed(result, like: $0) })
        ?? (saysShare(result) && operands.count == 2 && isPart(operands[1]) ? 1 : nil)
    else { return nil }
    // `1,140 of 1,200 tests passed`
    if at > 0, operands[at].lead == " of " { at -= 1 }
    let part = operands[at]
    let others = operands.indices.filter { $0 != at && operands[$0].isAlike(part) }
      .map { operands[$0] }
    guard part.dimension != .ratio, part.dimension != .time,
      let other = others.last(where: { $0.value > part.value }) ?? others.last
    else { return nil }
    // 9,850 succeeded and 150 failed: both together are the whole.
    let isBeside =
      other.value <= part.value
      || successes.occurInAnyCase(in: other.lead + other.tail)
        && failures.occurInAnyCase(in: part.lead + part.tail)
    // All that stand beside it, where none of them is the whole.
    let beside = other.value > part.value ? other.value : others.reduce(0) { $0 + $1.value }
    let whole = isBeside ? beside + part.value : other.value
    let right = part.value / whole
    return Derivation(
      result: result, right: right, mode: .equal,
      operands: other.value > part.value ? [part, other] : [part] + others,
      sign: isBeside ? " beside " : " ÷ ", isNamed: true,
      alternatives: [1 - right, part.value / (part.value + other.value)]
        + (other.value > part.value ? [part.value / other.value] : []))
  }

  /// `36% of the requests, 151,200 of 420,000`: a share that is told ahead of its numbers.
  func shareAhead(of at: Int) -> Derivation? {
    guard at + 2 < terms.count, terms[at].dimension == .ratio, terms[at].value <= 1 else {
      return nil
    }
    let (part, whole) = (terms[at + 1], terms[at + 2])
    guard part.isUsable, whole.isUsable, part.isAlike(whole), part.value < whole.value,
      part.dimension != .time,
      [" of ", " in ", " out of "].contains(whole.lead), part.lead.utf8.count <= 48,
      [",", "，", "(", "（", "that is", "or "].contains(where: part.lead.contains)
    else { return nil }
    return Derivation(
      result: terms[at], right: part.value / whole.value, mode: .equal, operands: [part, whole],
      sign: " ÷ ", isNamed: true)
  }

  /// `For 600 nodes the default of 2 % gives 12 nodes`, `8% of 90,000 requests per second, or 7,200 per second`.
  private func percentage(_ operands: [Term], _ result: Term) -> Derivation? {
    guard operands.count == 2, result.dimension != .ratio else { return nil }
    guard let share = operands.first(where: { $0.dimension == .ratio }),
      let whole = operands.first(where: { $0.dimension != .ratio }), share.value < 1,
      whole.isAlike(result),
      share.tail.hasPrefix(" of ") || share.tail.hasPrefix(" gives ")
        || portions.occurInAnyCase(in: share.lead)
        || portions.occurInAnyCase(in: share.tail) || whole.lead.trimmed == "of",
      isTotal(result) || thus.occurInAnyCase(in: result.lead)
    else { return nil }
    let p = share.value
    return Derivation(
      result: result, right: whole.value * p, mode: .equal, operands: [share, whole], sign: " of ",
      rest: whole.value * (1 - p),
      alternatives: [1 - p, 1 + p, 1 / p, 1 / (1 - p), 1 / (1 + p)].map { whole.value * $0 })
  }

  /// 发现问题 86 个，已修复 83 个，剩余 3 个.
  private func rest(_ operands: [Term], _ result: Term) -> Derivation? {
    guard operands.count == 2, result.isCount, !result.isForEach, operands.allSatisfy(\.isCount),
      remaining.occurInAnyCase(in: result.lead), !result.lead.contains("各")
    else { return nil }
    let (all, part) = (operands[0], operands[1])
    guard isTotal(all) || parts.occurInAnyCase(in: part.lead) || part.lead == " of ",
      all.value > part.value,
      all.dimension.isComparable(with: part.dimension) || part.dimension == .number,
      all.dimension.isComparable(with: result.dimension) || result.dimension == .number
    else { return nil }
    return Derivation(
      result: result, right: all.value - part.value, mode: .equal, operands: operands, sign: " − ")
  }

  /// `14.4 MB/s is about 1.24 TB per day`, `$75 a day is $2,250 a month`.
  private func ofOtherPeriod(_ operands: [Term], _ result: Term) -> Derivation? {
    guard operands.count == 1, let rate = operands.first, rate.powers == result.powers,
      rate.powers.time == -1,
      rate.period != result.period || rate.read.quantity.unit != result.read.quantity.unit,
      rate.isOfLongPeriod || result.isOfLongPeriod,
      rate.dimension.isOfOneKind(as: result.dimension),
      result.isRough || joins.contains(where: result.lead.trimmed.hasPrefix),
      // A year that is paid at once costs less.
      rate.powers.money == 0 || !result.lead.contains("or"),
      result.lead.utf8.count <= 20,
      !peaks.occurInAnyCase(in: text)
    else { return nil }
    // A month has 28 to 31 days, and a year 52 weeks.
    return Derivation(
      result: result, right: rate.value, mode: .equal, operands: operands, sign: "",
      alternatives: [
        rate.value * 30 / 31, rate.value * 30 / 28, rate.value * 365 / 360, rate.value * 360 / 365,
      ])
  }

  /// 需 12,000 秒，约 3.3 小时; `84 MB/s, or 672 Mbit/s`: one amount in two units.
  private func sameAmount(_ operands: [Term], _ result: Term) -> Derivation? {
    guard operands.count == 1, let first = operands.first, first.powers == result.powers,
      first.dimension == result.dimension, first.read.quantity.unit != result.read.quantity.unit,
      first.period == 1, result.period == 1, !first.isForEach, !isOfCopies,
      !partial.occurInAnyCase(in: result.tail), !peaks.occurInAnyCase(in: text),
      result.dimension == .time || result.dimension == .data
        || result.dimension == .dataRate && !encoded.occurInAnyCase(in: text),
      equals.contains(result.lead.filter { $0 != " " })
        || result.isRough && result.lead.utf8.count <= 8
    else { return nil }
    return Derivation(
      result: result, right: first.value, mode: .equal, operands: operands, sign: "", isNamed: true)
  }

  /// 预算 390 万元，实际 372 万元，节省 18 万元: how far two figures lie apart.
  private func difference(_ operands: [Term], _ result: Term) -> Derivation? {
    guard operands.count == 2, operands.allSatisfy({ $0.isAlike(result) && !$0.isForEach }),
      result.dimension != .ratio,
      !result.isForEach, result.powers == operands[0].powers,
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

  /// PUE 为 1.3，IT 功率 200 kW，总功率 260 kW.
  private func withOverhead(_ operands: [Term], _ result: Term) -> Derivation? {
    guard operands.count == 2, text.contains("pue"), result.powers.power == 1,
      let factor = operands.first(where: { $0.powers.isNone && (1...3).contains($0.value) }),
      let load = operands.first(where: { $0.powers.power == 1 })
    else { return nil }
    return Derivation(
      result: result, right: factor.value * load.value, mode: .equal, operands: [load, factor],
      sign: " × ")
  }

  private func isTotal(_ term: Term) -> Bool {
    totals.occurInAnyCase(in: term.lead)
      || trailingTotals.contains { term.tail.hasPrefix(" " + $0) }
  }

  private func isNeeded(_ term: Term) -> Bool { needs.occurInAnyCase(in: term.lead) }

  /// `8 uplinks of 100 GbE`, 8块7.68TB.
  private func isOfEach(_ operands: [Term]) -> Bool {
    zip(operands, operands.dropFirst()).contains { one, next in
      one.isWhole && !next.isCount
        && (next.lead.hasSuffix(" of ") || next.lead.isEmpty || next.lead == " ")
    }
  }

  /// Whether a share is called after a part: 完成率 after 已完成, `pass rate` after `passed`.
  private func isNamed(_ share: Term, like part: Term) -> Bool {
    guard let stem = share.stem else { return false }
    let stems = [stem] + (stem == "erro" ? ["fail"] : stem == "错误" ? ["失败"] : [])
    func isBreak(_ character: Character) -> Bool { "，,、;；(（".contains(character) }
    let before =
      part.lead.split(omittingEmptySubsequences: false, whereSeparator: isBreak).last ?? ""
    let behind = part.tail.prefix { !isBreak($0) }
    return !changes.contains(stem)
      && stems.contains { before.contains($0) || behind.contains($0) }
  }

  private func saysShare(_ share: Term) -> Bool {
    ["占比", "占", "占比为", "a rate of", "a share of", "that is", "which is", "即"].contains {
      share.lead.trimmed.hasSuffix($0)
    }
  }

  private func isPart(_ part: Term) -> Bool {
    parts.occurInAnyCase(in: part.lead) || text.trimmed.hasPrefix("of ")
      || text.contains(" of which ")
  }
}

extension Term {
  /// Whether both are of one kind, where one that names no thing may count any.
  fileprivate func isAlike(_ other: Term) -> Bool {
    guard powers == other.powers else { return false }
    if isCount, other.isCount, dimension == .number || other.dimension == .number { return true }
    return dimension.isComparable(with: other.dimension)
  }

  fileprivate var thing: String {
    if case .count(let thing) = dimension { return thing }
    return ""
  }

  /// Whether a word or its unit names a period other than the second.
  fileprivate var isOfLongPeriod: Bool {
    let symbol = read.quantity.unit.symbol
    return period != 1 || symbol.contains("/") && !symbol.hasSuffix("/s")
  }

  /// What a share is called after: 有效 of 有效率, the first letters of `failure` in `failure rate`.
  fileprivate var stem: String? {
    let words = lead.trimmed
    if let rate = words.lastIndex(of: "率"), words.distance(from: rate, to: words.endIndex) <= 3 {
      let stem = words[..<rate].suffix(2)
      return stem.count == 2 && stem.allSatisfy({ $0.utf8.count == 3 && $0.isLetter })
        ? String(stem) : nil
    }
    let latin = words.split(separator: " ")
    guard let rate = latin.lastIndex(of: "rate"), rate > 0, latin.count - rate <= 2 else {
      return nil
    }
    let name = latin[rate - 1]
    return name.count >= 3 ? String(name.prefix(4)) : nil
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

extension String {
  fileprivate var trimmed: String {
    String(drop { "-+*> ，,、；;".contains($0) }.reversed().drop { " （(".contains($0) }.reversed())
  }
}

private let totals: Words = [
  "共", "合计", "总计", "总", "so ", "total", "make", "making", "give", "draw", "are", "is", "cost", "=",
  "即", "means", "相当于",
]
/// What makes a total another one than the product.
private let partial: Words = [
  "可用", "空闲", "含", "预留", "free", "usable", "available", "includ", "reserv",
]

private let trailingTotals = ["in total", "in all", "total", "altogether", "combined"]
private let needs: Words = [
  "需", "need", "require", "至少", "provision", "预留", "配置", "规划", "takes", "take",
]
private let thus: Words = ["so ", "or ", "即", "约", "that is", "gives", "为"]
private let portions: Words = ["占", "其余", "remaining", "利用率"]
private let parts: Words = ["其中", "发现", "of which", "were ", "已"]
private let successes: Words = ["成功", "通过", "succe", "passed", "ok"]
private let failures: Words = ["失败", "错误", "fail", "error"]

/// Rates of change are no shares.
private let changes: Set<String> = ["增长", "复合", "提升", "下降", "降低", "grow"]

/// What is done one after the other.
private let turns: Set<String> = [
  "批", "批次", "轮", "次", "batches", "rounds", "steps", "waves", "runs",
]
private let remaining: Words = ["剩余", "剩", "其余", "remain", "left"]
private let limits: Words = [
  "上限", "最多", "up to", "at most", "limit", "阈值", "目标", "另", "target", "不超过", "超过", "从", "→",
  "quota", "配额", "其中",
]
private let copies: Words = [
  "副本", "冗余", "压缩", "去重", "两", "双", "倍", "余量", "另", "备", "及", "加上", "主", "replica", "compress",
  "dedup", "redundan", "twice", "double", "half", "headroom", "plus", "additional", "spare", "two ",
  "three ", "four ", "five ", "six ", "both ",
]
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
private let peaks: Words = ["峰值", "peak", "高峰", "working", "工作"]
