import Quantities

/// Parts of a whole.
extension DerivingSentence {
  /// 收到告警 180 条，其中有效告警 153 条，有效率 85%: a share that is named as its part.
  func share(_ operands: [Term], _ result: Term) -> Derivation? {
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
      // 并发 50 失败率 79%: how many ran at once is no part of another such number.
      !operands.contains(where: { concurrency.occurInAnyCase(in: $0.lead) }),
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

  /// `50,000 requests a day (1% of the free limit of 5,000,000 a day)`, 每天 5 万次，占限额 500 万次的 1%.
  func shareOfLimit(_ at: Int) -> Derivation? {
    guard terms[at].dimension == .ratio, terms[at].value <= 1 else { return nil }
    let isBehind = terms[at].lead.withoutMarks == "的"
    let (partAt, wholeAt) = isBehind ? (at - 2, at - 1) : (at - 1, at + 1)
    guard partAt >= 0, wholeAt < terms.count,
      case (let part, let whole) = (terms[partAt], terms[wholeAt]), part.isUsable, whole.isUsable,
      part.powers.data == whole.powers.data, part.powers.money == whole.powers.money,
      isBehind
        ? whole.lead.contains("占")
        : terms[at].tail.hasPrefix(" of ") && terms[at].lead.hasSuffix("("),
      wholes.occurInAnyCase(in: whole.lead)
    else { return nil }
    // 每天 5 万次，占限额 500 万次: the limit is for the same time.
    let used =
      part.powers == whole.powers
      ? part.value : part.read.quantity.value / part.read.quantity.unit.scale
    guard used < whole.value, !sharers.occurInAnyCase(in: text) else { return nil }
    let before = terms[..<partAt].filter { $0.powers == part.powers }.reduce(used) { $0 + $1.value }
    return Derivation(
      result: terms[at], right: used / whole.value, mode: .equal, operands: [part, whole],
      sign: " ÷ ", isNamed: true,
      alternatives: [before / whole.value])
  }

  /// `For 600 nodes the default of 2 % gives 12 nodes`, `8% of 90,000 requests per second, or 7,200 per second`.
  func percentage(_ operands: [Term], _ result: Term) -> Derivation? {
    guard operands.count == 2, result.dimension != .ratio else { return nil }
    guard let share = operands.first(where: { $0.dimension == .ratio }),
      let whole = operands.first(where: { $0.dimension != .ratio }), share.value < 1,
      whole.isAlike(result),
      share.tail.hasPrefix(" of ") || share.tail.hasPrefix(" gives ")
        || portions.occurInAnyCase(in: share.lead)
        || portions.occurInAnyCase(in: share.tail) || whole.lead.withoutMarks == "of",
      isTotal(result) || thus.occurInAnyCase(in: result.lead)
    else { return nil }
    let p = share.value
    return Derivation(
      result: result, right: whole.value * p, mode: .equal, operands: [share, whole], sign: " of ",
      rest: whole.value * (1 - p),
      alternatives: [1 - p, 1 + p, 1 / p, 1 / (1 - p), 1 / (1 + p)].map { whole.value * $0 })
  }

  /// Whether a share is called after a part: 完成率 after 已完成, `pass rate` after `passed`.
  private func isNamed(_ share: Term, like part: Term) -> Bool {
    guard let stem = share.stem else { return false }
    let stems = [stem] + (stem == "erro" ? ["fail"] : stem == "错误" ? ["失败"] : [])
    func isBreak(_ character: Character) -> Bool { "，,、;；(（".contains(character) }
    let before =
      part.lead.split(omittingEmptySubsequences: false, whereSeparator: isBreak).last ?? ""
    let behind = part.tail.prefix { !isBreak($0) }
    // 未覆盖 is what 覆盖率 is not the share of.
    func names(_ words: some StringProtocol) -> Bool {
      stems.contains {
        words.contains($0) && !words.contains("未" + $0) && !words.contains("不" + $0)
      }
    }
    return !changes.contains(stem) && (names(before) || names(behind))
  }

  private func saysShare(_ share: Term) -> Bool {
    ["占比", "占", "占比为", "a rate of", "a share of", "that is", "which is", "即"].contains {
      share.lead.withoutMarks.hasSuffix($0)
    }
  }

  private func isPart(_ part: Term) -> Bool {
    parts.occurInAnyCase(in: part.lead) || text.withoutMarks.hasPrefix("of ")
      || text.contains(" of which ")
  }

  /// 发现问题 86 个，已修复 83 个，剩余 3 个.
  func rest(_ operands: [Term], _ result: Term) -> Derivation? {
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
}

extension Term {
  /// What a share is called after: 有效 of 有效率, the first letters of `failure` in `failure rate`.
  fileprivate var stem: String? {
    let words = lead.withoutMarks
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

/// What tells of several parts of a limit.
private let sharers: Words = ["合计", "一共", "每个", "每台", "each", "per pod", "per node", "together"]

/// What a part is used of.
private let wholes: Words = [
  "限额", "配额", "额度", "上限", "总", "容量", "limit", "quota", "capacity", "total", "allowance", "budget",
]

private let portions: Words = ["占", "其余", "remaining", "利用率"]

private let thus: Words = ["so ", "or ", "即", "约", "that is", "gives", "为"]

private let parts: Words = ["其中", "发现", "of which", "were ", "已"]

private let remaining: Words = ["剩余", "剩", "其余", "remain", "left"]

private let successes: Words = ["成功", "通过", "succe", "passed", "ok"]

private let failures: Words = ["失败", "错误", "fail", "error"]

/// Rates of change are no shares.
private let changes: Set<String> = ["增长", "复合", "提升", "下降", "降低", "grow"]

/// What calls a number one of those that run at once.
private let concurrency: Words = ["并发", "线程", "concurren", "threads"]
