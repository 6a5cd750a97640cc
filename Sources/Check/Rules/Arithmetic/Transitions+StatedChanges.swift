import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Recomputes `rose from 16 to 22, an increase of 27.5 %`, 成本由 100 万元降至 70 万元，降幅 40%, and
  /// `cut memory by 30 %, from 900 MB to 630 MB`.
  ///
  /// For figures that are no claims: of one kind or bare, the three of them the only ones of their part of a
  /// sentence.
  mutating func holdStatedChanges(_ collection: Collection) {
    for line in collection.figureLines(.change)
    where line.isLine && !line.isRow && !line.isCounterexample {
      for sentence in line.sentences {
        let reads = readQuantities(in: line.bytes, range: sentence)
        guard reads.count >= 3 else { continue }
        for at in reads.indices.dropLast(2) {
          holdChange(line, sentence, reads[at], reads[at + 1], behind: reads[at + 2])
          holdChange(line, sentence, reads[at + 1], reads[at + 2], ahead: reads[at])
        }
      }
    }
  }

  /// Holds verbs of rising and falling against two figures that are no claims: `pages rose from 240 to 180`.
  mutating func holdVerbs(_ collection: Collection) {
    for line in collection.figureLines(.verb)
    where line.isLine && !line.isRow && !line.isCounterexample {
      for sentence in line.sentences {
        let reads = readQuantities(in: line.bytes, range: sentence)
        for (before, after) in zip(reads, reads.dropFirst()) {
          let range = before.range.lowerBound..<after.range.upperBound
          let (a, b) = (before.taking(after.quantity.unit).quantity, after.quantity)
          guard a.dimension == b.dimension, a.comparator == .equal, b.comparator == .equal,
            before.times == nil, after.times == nil, joins(line, sentence, before, after),
            isNoVersion(before, after), line.first(rankWords, in: sentence) == nil,
            let verb = verb(beside: range, in: line.bytes),
            verb.rises
              ? b.interval.upper < a.interval.lower : b.interval.lower > a.interval.upper,
            // 从 12 降至 8 万: the magnitude is that of both.
            showsMove(line.text(range), rises: !verb.rises),
            // `reduced from 30 to 50 ms to 10 ms` was between the two.
            !line.text(after.range.upperBound..<sentence.upperBound).contains(" to ")
          else { continue }
          let span = line.span(range)
          if hasFinding(at: span) { continue }
          report(
            "a verb must go the way of its figures: `\(line.text(range))` "
              + "\(verb.rises ? "falls" : "rises"), and `\(verb.word)` says the opposite",
            at: span)
        }
      }
    }
  }

  /// `from a to b, an increase of c`.
  private mutating func holdChange(
    _ line: FigureLine, _ sentence: Range<Int>, _ before: ReadQuantity, _ after: ReadQuantity,
    behind change: ReadQuantity
  ) {
    let between = line.text(after.range.upperBound..<change.digits.lowerBound)
    let noun = Way(
      between,
      noun: line.text(
        change.range.upperBound..<min(sentence.upperBound, change.range.upperBound + 40)))
    guard var way = noun ?? Way(between), noun != nil || isAtEnd(line, change.range.upperBound)
    else {
      return
    }
    // `fell from 1,000 to 800, by 25%`: the verb says which way.
    if way.rises == nil, between.lowercased().hasSuffix("by "),
      let verb = verb(beside: before.range.lowerBound..<after.range.upperBound, in: line.bytes)
    {
      way = Way(rises: verb.rises)
    }
    // 测试数量从 15 个增加到 143 个，提升 753%: how many there are is what went up.
    let from = line.text(sentence.lowerBound..<before.digits.lowerBound).filter { $0 != " " }
    if way.rises == nil, between.contains("提升"), after.quantity.value > before.quantity.value,
      ["数量从", "数从", "数量由", "数由", "用户从", "规模从"].contains(where: from.hasSuffix)
    {
      way = Way(rises: true)
    }
    // Versions and settings go up, and what they improve or save is another thing.
    // From 10 to 6 instances, a 50% cost reduction.
    let isOfOther =
      way.rises == nil || noun?.isOfCost ?? false
      || savings.contains(where: between.lowercased().contains)
    hold(StatedChange(before, after, change, way, isOfOther: isOfOther), line, sentence)
  }

  /// `by c, from a to b`, `a c reduction (from a to b)`.
  private mutating func holdChange(
    _ line: FigureLine, _ sentence: Range<Int>, _ before: ReadQuantity, _ after: ReadQuantity,
    ahead change: ReadQuantity
  ) {
    let between = line.text(change.range.upperBound..<before.digits.lowerBound)
    let lead = line.text(
      max(sentence.lowerBound, change.digits.lowerBound - 40)..<change.digits.lowerBound)
    guard let way = Way(lead: lead, between: between), isAtEnd(line, after.range.upperBound),
      after.quantity.dimension.isMeasured
    else { return }
    hold(StatedChange(before, after, change, way, isOfOther: false), line, sentence)
  }

  private mutating func hold(_ stated: StatedChange, _ line: FigureLine, _ sentence: Range<Int>) {
    let (a, b, share) = (stated.from, stated.to, stated.change.quantity)
    let isFactor = share.dimension == .factor
    guard share.dimension == .ratio || isFactor, share.comparator == .equal,
      a.dimension == b.dimension,
      a.dimension != .ratio, a.comparator == .equal, b.comparator == .equal, a.value > 0,
      b.value > 0, stated.before.times == nil, stated.after.times == nil,
      joins(line, sentence, stated.before, stated.after),
      stated.way.rises == nil || stated.way.rises == (b.value > a.value)
    else { return }
    switch a.dimension {
    case .number, .count: if stated.isOfOther { return }
    case .data: if stated.way.rises == nil, b.value > a.value { return }
    default: break
    }
    if line.first(rates, in: sentence) != nil { return }
    // Of a week five days are worked, and of a day eight hours.
    if a.dimension == .time, a.unit.scale != b.unit.scale, max(a.unit.scale, b.unit.scale) >= 86_400
    {
      return
    }
    let times = max(a.value, b.value) / min(a.value, b.value)
    let right = isFactor ? times : abs(b.value - a.value) / a.value
    let fromTheOther = abs(b.value - a.value) / b.value
    let half = (share.interval.upper - share.interval.lower) / 2
    func isNear(_ value: Double) -> Bool {
      // The figures may be printed with a digit less than was computed with.
      let rounding =
        (a.interval.upper - a.interval.lower) / a.value
        + (b.interval.upper - b.interval.lower) / b.value
      let slack =
        isFactor
        ? value * max(min(rounding, 0.1), 0.03)
        : a.decimals + b.decimals > 0 ? min(rounding, 0.05) : 0
      return abs(abs(share.value) - value) <= 2 * half * 1.000_001 + slack
    }
    // 0.42 to 0.47, or 80 to 90 of a hundred: told in points. And so many times may be so many times more.
    let points =
      isFactor
      ? [times - 1]
      : a.dimension == .number ? [abs(b.value - a.value), abs(b.value - a.value) / 100] : []
    // An improvement is also counted from the other end, and as so many times; a rise or a fall is not.
    let others = isFactor ? [] : [fromTheOther, b.value / a.value]
    let isOther = others.contains(where: isNear)
    guard !([right] + points).contains(where: isNear), stated.way.rises != nil || !isOther else {
      return
    }
    let span = line.span(stated.change.range)
    if hasFinding(at: span) { return }
    report(
      "a stated change must be that of its figures: \(line.text(stated.before.range)) → "
        + "\(line.text(stated.after.range)) is "
        + (isFactor ? "\(plainNumber(right))×" : format(right, in: .percent, .en) + inPoints(a, b))
        + ", not "
        + "`\(line.text(stated.change.range))`",
      at: span, severity: isOther ? .warning : nil,
      notes: [
        .init(
          "the figures",
          at: line.span(stated.before.range.lowerBound..<stated.after.range.upperBound))
      ])
  }
}

/// Whether two figures may be measured: bare decimals are versions, and bare numbers up to 31 hours, days and
/// ranks.
private func isNoVersion(_ before: ReadQuantity, _ after: ReadQuantity) -> Bool {
  guard before.isBare, after.isBare else { return true }
  return before.quantity.decimals == 0 && after.quantity.decimals == 0
    && before.quantity.value >= 32 && after.quantity.value >= 32
}

/// What is better the smaller its number, and versions.
let rankWords = [
  "排名", "名次", "优先级", "等级", "评级", "级", "版本", "内核", " rank", "ranking", "ranked", "priority",
  "severity", "tier", "grade",
  "index",
  "version", "kernel", "level", "utc",
]

/// Whether two figures go a way by their printed digits as well: of 从 12 降至 8 万 both are told in 万.
func showsMove(_ text: String, rises: Bool) -> Bool {
  let numbers = text.replacing(",", with: "").split { !($0.isASCII && ($0.isNumber || $0 == ".")) }
    .compactMap { Double($0) }
  guard let first = numbers.first, let last = numbers.last, numbers.count == 2 else { return true }
  // 800 ms to 1.2 s: each has its own unit.
  return (last > first) == rises || hasTwoUnits(text)
}

/// Whether a unit stands behind the first of two figures too.
private func hasTwoUnits(_ text: String) -> Bool {
  let rest: Substring = Substring(text).drop { !$0.isNumber }
    .drop { $0.isNumber || $0 == "." || $0 == "," }.drop { $0 == " " }
  guard let next = rest.first else { return false }
  return next.isLetter
    && !["to ", "至", "到", "降", "升", "增", "减", "下", "上", "变", "缩", "提", "涨"].contains(
      where: rest.hasPrefix)
    || next == "%" || next == "μ"
}

/// Two figures and the change that a sentence says they make.
private struct StatedChange {
  let before: ReadQuantity
  let after: ReadQuantity
  let change: ReadQuantity
  let way: Way

  /// Whether the change may be that of another thing: of what a newer version improves.
  let isOfOther: Bool

  /// The two figures, the first with the unit of the second where it has none: `from 900 to 630 MB`.
  let from: Quantity
  let to: Quantity

  init(
    _ before: ReadQuantity, _ after: ReadQuantity, _ change: ReadQuantity, _ way: Way,
    isOfOther: Bool
  ) {
    self.before = before
    self.after = after
    self.change = change
    self.way = way
    self.isOfOther = isOfOther
    from = before.taking(after.quantity.unit).quantity.amount(like: after.quantity)
    to = after.quantity
  }
}

extension Quantity {
  /// 每月 2500 元 as an amount beside 799 元.
  fileprivate func amount(like other: Quantity) -> Quantity {
    guard case .moneyRate(let currency) = dimension, other.dimension == .money(currency) else {
      return self
    }
    let scale = other.unit.scale / unit.scale
    return Quantity(
      value: value * scale, interval: Interval(interval.lower * scale, interval.upper * scale),
      unit: other.unit, comparator: comparator, decimals: decimals)
  }
}

extension Dimension {
  /// Whether it is what changes, and not the setting under which something else does: 8 to 16 threads, 7 to 5 nm.
  fileprivate var isMeasured: Bool {
    switch self {
    case .time, .data, .dataRate, .money, .moneyRate, .rate, .power: true
    default: false
    }
  }
}

extension LineTopic {
  /// What stands between two figures and their change, where the change is a rise, a fall and either.
  static let rises = [
    "an increase of", "increase of", "a rise of", "a growth of", "growth of", "增长", "增加", "增幅",
    "增幅为", "涨幅", "上升", "增长了", "增加了", "增长约", "增加约",
  ]
  static let falls = [
    "a decrease of", "decrease of", "a reduction of", "reduction of", "a drop of", "a cut of",
    "a saving of", "降幅", "降幅为", "下降", "减少", "降低", "缩短", "节省", "节约", "下降了", "缩短了", "减少了",
    "降低了", "节省了", "下降约", "减少约", "降低约", "节省约", "降幅约", "精简", "精简了", "缩减",
  ]
  static let improvements = ["an improvement of", "提升", "提升了", "改善", "a change of"]

  /// What else stands beside a change: ` by `, a label, a noun right behind it, a sign in brackets before it.
  static let changes =
    changeNouns.map { "x " + $0 } + [
      " by ", "reduction:", "savings:", "improvement:", "reduction**:", "savings**:",
      "improvement**:", "优化率",
      "压缩率",
    ] + changeNouns.map { "% " + $0 }
    + ["% cost ", "% price "]
    + (0...9).flatMap { digit in ["+", "-", "−"].map { "(\($0)\(digit)" } }
}

private let rising = Set(LineTopic.rises.map { $0.filter { $0 != " " } })
private let falling = Set(LineTopic.falls.map { $0.filter { $0 != " " } })
private let improving = Set(LineTopic.improvements.map { $0.filter { $0 != " " } })
let changeNouns = [
  "reduction", "increase", "decrease", "drop", "cut", "fall", "rise", "growth", "saving",
  "improvement",
]

/// Which way a sentence says that something went.
private struct Way {
  /// Nil for what may be either, as an improvement.
  let rises: Bool?

  /// Whether the words say that a cost went so.
  var isOfCost = false

  init(rises: Bool) { self.rises = rises }

  /// By the words between two figures and their change; nil where they say something else.
  init?(_ between: String) {
    let words = between.lowercased().filter { !" ,，、(（".contains($0) }
    guard between.contains(where: { ",，(（、".contains($0) }) else { return nil }
    if rising.contains(words) || words == "+" {
      rises = true
    } else if falling.contains(words) || words == "-" || words == "−" {
      rises = false
    } else if improving.contains(words) || words == "by" {
      rises = nil
    } else {
      return nil
    }
  }

  /// By the noun behind a change: `, a 60% cost reduction`.
  init?(_ between: String, noun: String) {
    let words = between.lowercased().filter { !" ,，、(（~=".contains($0) }
    guard ["a", "an", ""].contains(words), !between.allSatisfy({ $0 == " " }) else { return nil }
    let behind = noun.drop { $0 == "%" }.prefix { $0.isLetter || $0 == " " }.lowercased()
      .split(separator: " ")
    guard (1...2).contains(behind.count), let last = behind.last else { return nil }
    if behind.count == 2, !["cost", "price", "overall", "total"].contains(behind[0]) { return nil }
    isOfCost = behind[0] == "cost" || behind[0] == "price"
    switch last {
    case "reduction", "decrease", "drop", "cut", "saving", "savings": rises = false
    case "increase", "growth", "rise": rises = true
    default: return nil
    }
  }

  /// By the words before a change and those between it and its figures: `cut memory by`, `reduction, from`.
  init?(lead: String, between: String) {
    let joint = between.lowercased().filter { !" ,，(（:：".contains($0) }
    let lead = lead.lowercased()
    guard ["from", "由", "从"].contains(where: joint.hasSuffix) else { return nil }
    let noun = joint.dropLast(joint.hasSuffix("from") ? 4 : 1)
    if noun.isEmpty {
      guard lead.hasSuffix("by ") || Self.verbs.contains(where: lead.trimmed.hasSuffix) else {
        return nil
      }
    } else if !changeNouns.contains(String(noun)) {
      return nil
    }
    let words = lead + " " + noun
    let isRise = Self.rises.contains(where: words.contains)
    let isFall = Self.falls.contains(where: words.contains)
    rises = isRise == isFall ? nil : isRise
  }

  private static let verbs = ["下降", "降低", "减少", "增长", "增加", "上升", "缩短", "下降了", "降低了", "减少了", "增加了"]
  private static let rises = ["increas", "rose", "grew", "growth", " rise", "增长", "增加", "上升"]
  private static let falls = [
    "reduc", "decreas", "drop", " cut", "cut ", "fell", "lower", "shrank", "saving", "下降", "降低",
    "减少", "缩短", "精简", "缩减",
  ]
}

extension String {
  fileprivate var trimmed: Substring {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return text
  }
}

private let savings = ["节省", "节约", "saving"]

/// What makes a percentage one of each year, or of marks.
private let rates = ["年均", "复合", "每年", "compound", "a year", "annual", "满分"]

/// Whether two figures are where something came from and went to.
func joins(
  _ line: FigureLine, _ sentence: Range<Int>, _ before: ReadQuantity, _ after: ReadQuantity
) -> Bool {
  let between = line.text(before.range.upperBound..<after.range.lowerBound).lowercased()
    .filter { $0 != " " }
  let lead = line.text(
    max(sentence.lowerBound, before.range.lowerBound - 8)..<before.range.lowerBound
  )
  .lowercased().filter { $0 != " " }
  if between == "→" || between == "->" { return true }
  // 优化前: 360 KB，优化后: 124 KB
  if ["前:", "前：", "before:"].contains(where: lead.hasSuffix) {
    return between.first.map { "，,、→".contains($0) } ?? false
      && ["后:", "后：", "after:"].contains(where: between.hasSuffix)
  }
  guard ["from", "由", "从"].contains(where: lead.hasSuffix) else { return false }
  return ["to", "到", "至", "变为"].contains(between) || LineTopic.arrivals.contains(between)
}

extension LineTopic {
  /// What says, between two figures, that the one became the other.
  static let arrivals = [
    "降至", "增至", "升至", "提升至", "降低至", "减少到", "减少至", "增加到", "增加至", "降到", "增长到", "增长至", "升到",
    "提升到", "提高到", "提高至", "下降到", "下降至", "降低到", "缩短到", "缩短至", "涨到", "减小到", "减小至", "缩小到", "缩小至",
    "精简到", "精简至", "压缩到", "压缩至", "削减到", "削减至", "缩减到", "缩减至",
  ]
}

/// Whether a clause ends behind a percentage.
private func isAtEnd(_ line: FigureLine, _ end: Int) -> Bool {
  line.character(behind: end, skipping: " %").map { ",，。.;；)）、".contains($0) } ?? true
}

/// By how many points one percentage is another, as a message adds it; empty for other figures.
func inPoints(_ a: Quantity, _ b: Quantity) -> String {
  guard a.dimension == .ratio, b.dimension == .ratio else { return "" }
  return " (\(plainNumber((abs(b.value - a.value) * 1e4).rounded() / 100)) points)"
}
