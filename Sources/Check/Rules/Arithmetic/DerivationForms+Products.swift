import Quantities

/// What several of something have together, and what the units of two figures make.
extension DerivingSentence {
  /// 24 台，每台 8 块 7.68 TB，共 1,474.56 TB; `12 brokers with 6 TB each, 72 TB in total`; 200 个，每批 10 个，共 20 批.
  func totalOfEach(_ operands: [Term], _ result: Term) -> Derivation? {
    guard operands.count <= 3, !result.isForEach,
      isTotal(result) || isNeeded(result)
        || operands.count == 2 && operands.contains(where: \.isForEach) && follows(result),
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
    // What is reached may be less than all of them could do.
    let right = operands.reduce(1) { $0 * $1.value }
    if result.value < right, reached.occurInAnyCase(in: result.lead) { return nil }
    let things = operands.compactMap { $0.isWhole ? $0.thing : nil }
    let measure =
      operands.first { !$0.isWhole } ?? operands.first(where: \.isForEach) ?? operands[0]
    guard result.isAlike(measure), !isPartial(result.lead),
      !isPartial(result.tail), Set(things).count == things.count
    else { return nil }
    return Derivation(
      result: result, right: right,
      mode: isNeeded(result) && !result.lead.contains("共") ? .needed : .equal, operands: operands,
      sign: " × ", isNamed: isOfEach(operands))
  }

  /// A rate for a time, a size at a rate: what the units allow in one way.
  func byUnits(_ operands: [Term], _ result: Term) -> Derivation? {
    guard operands.count == 2, !result.isForEach,
      // A packet is longer on the wire.
      !operands.contains(where: { $0.read.quantity.unit.symbol.hasSuffix("pps") })
    else { return nil }
    let (a, b) = (operands[0], operands[1])
    // How many are in flight is judged by Little's law, and by no more than it says.
    let kinds = [a, b, result]
    if kinds.contains(where: \.isCount), kinds.contains(where: { $0.dimension == .time }),
      isOfThoseInFlight
    {
      return nil
    }
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
  func needed(_ operands: [Term], _ result: Term) -> Derivation? {
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

  /// PUE 为 1.3，IT 功率 200 kW，总功率 260 kW.
  func withOverhead(_ operands: [Term], _ result: Term) -> Derivation? {
    guard operands.count == 2, text.contains("pue"), result.powers.power == 1,
      let factor = operands.first(where: { $0.powers.isNone && (1...3).contains($0.value) }),
      let load = operands.first(where: { $0.powers.power == 1 })
    else { return nil }
    return Derivation(
      result: result, right: factor.value * load.value, mode: .equal, operands: [load, factor],
      sign: " × ")
  }

  /// Whether nothing but a word for about stands before a result: `2 KB each, about 20 GB`.
  private func follows(_ result: Term) -> Bool {
    let lead = result.lead.lowercased().filter { !" ,，、(（".contains($0) }
    return [
      "about", "约", "大约", "roughly", "approximately", "or", "orabout", "each,about", "eachabout",
      "eachor",
    ]
    .contains(lead) || lead.isEmpty && result.isRough
  }

  /// `8 uplinks of 100 GbE`, 8块7.68TB.
  private func isOfEach(_ operands: [Term]) -> Bool {
    zip(operands, operands.dropFirst()).contains { one, next in
      one.isWhole && !next.isCount
        && (next.lead.hasSuffix(" of ") || next.lead.isEmpty || next.lead == " ")
    }
  }
}

extension Term {
  fileprivate var thing: String {
    if case .count(let thing) = dimension { return thing }
    return ""
  }
}

private let reached: Words = ["reach", "deliver", "达到", "可达"]

/// What is done one after the other.
private let turns: Set<String> = [
  "批", "批次", "轮", "次", "batches", "rounds", "steps", "waves", "runs",
]
