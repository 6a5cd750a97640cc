import Quantities

/// Which powers of bytes, seconds, money and watts a figure is of; what it counts is not kept.
struct Powers: Hashable {
  var data = 0
  var time = 0
  var money = 0
  var power = 0

  init() {}

  /// Nil for what is not multiplied.
  init?(_ dimension: Dimension) {
    switch dimension {
    case .data: data = 1
    case .time: time = 1
    case .dataRate: (data, time) = (1, -1)
    case .frequency, .rate: time = -1
    case .ratio, .factor, .count, .number: break
    case .money: money = 1
    case .moneyRate: (money, time) = (1, -1)
    case .power: power = 1
    case .voltage, .temperature, .length: return nil
    }
  }

  /// The powers of a product, or of a quotient where the sign is −1.
  func combined(with other: Powers, sign: Int = 1) -> Powers {
    var powers = self
    powers.data += sign * other.data
    powers.time += sign * other.time
    powers.money += sign * other.money
    powers.power += sign * other.power
    return powers
  }

  var isNone: Bool { data == 0 && time == 0 && money == 0 && power == 0 }
}

/// A figure of a sentence with what the words beside it say of it.
struct Term {
  let read: ReadQuantity

  /// In base units; per second where it is for a time, whether its unit or a word says so.
  let value: Double
  let powers: Powers

  /// The seconds that it is for by a word beside it, 86,400 in 每天2TB; 1 for none.
  let period: Double

  /// Whether it is what each of something has.
  let isForEach: Bool

  /// Whether one can compute with it: no bound, no range, no part of a larger token.
  let isUsable: Bool

  /// Whether it is the least of something, which what is needed may be called.
  let isLeast: Bool

  /// The words between the figure before and this one, and those behind it up to the next, in lower case.
  let lead: String
  let tail: String

  /// - Parameters:
  ///   - gap: the bytes between the figure before, or the beginning of the sentence, and this one.
  ///   - rest: those up to the next figure, or to the end of the sentence.
  init(_ read: ReadQuantity, in line: FigureLine, gap: Range<Int>, rest: Range<Int>) {
    self.read = read
    var lead = line.text(gap).lowercased()
    let tail = line.text(rest).lowercased()
    // ` each` and ` a day` behind a figure are no words before the next one.
    if lead.utf8.first == UInt8(ascii: " ") || lead.utf8.first == UInt8(ascii: "/"),
      let word = wordsBehind.first(where: lead.hasPrefix)
    {
      lead = String(lead.dropFirst(word.count))
    }
    var powers = Powers(read.quantity.dimension)
    var value = read.quantity.value * (read.times ?? 1)
    var period = 1.0
    if let known = powers, known.time == 0, let named = namedPeriod(lead: lead, tail: tail) {
      period = named
      value /= named
      powers?.time = -1
    }
    if let unit = read.per.flatMap({ sizes[$0.lowercased()] }) {
      powers?.data -= 1
      value /= unit
    }
    self.value = value
    self.powers = powers ?? Powers()
    self.period = period
    self.lead = lead
    self.tail = tail
    isForEach =
      read.times != nil || read.per != nil && sizes[read.per?.lowercased() ?? ""] == nil
      || isSaidOfEach(lead: lead, tail: tail)
    let isAlone =
      read.range.lowerBound == 0
      || !"+-/.^=:~".utf8.contains(line.bytes[read.range.lowerBound - 1])
    let isWhole =
      !(tail.first.map { "+:^".contains($0) } ?? false) || tail.dropFirst().first?.isNumber != true
    let isPlain =
      powers != nil && read.sign == nil && read.quantity.value > 0 && isAlone && isWhole
    switch read.quantity.comparator {
    case .equal, .approximately: (isUsable, isLeast) = (isPlain, false)
    case .atLeast: (isUsable, isLeast) = (false, isPlain)
    case .less, .atMost, .greater, .range: (isUsable, isLeast) = (false, false)
    }
  }

  /// The same for no time, where a word made it one: 每月 before a price may only say when.
  var withoutPeriod: Term? { period == 1 ? nil : Term(withoutPeriod: self) }

  private init(withoutPeriod other: Term) {
    read = other.read
    value = other.value * other.period
    var powers = other.powers
    powers.time = 0
    self.powers = powers
    period = 1
    isForEach = other.isForEach
    isUsable = other.isUsable
    isLeast = other.isLeast
    lead = other.lead
    tail = other.tail
  }

  var dimension: Dimension { read.quantity.dimension }

  var isCount: Bool {
    switch dimension {
    case .count, .number: true
    default: false
    }
  }

  var isWhole: Bool { isCount && value >= 1 && value == value.rounded() }

  /// Whether it is told as an estimate.
  var isRough: Bool { read.quantity.comparator == .approximately }

  /// By what part of itself it may be off for being rounded; 0 for what is counted.
  var rounding: Double {
    let interval = read.quantity.interval
    guard read.quantity.comparator == .equal, interval.upper.isFinite else { return 0 }
    return (interval.upper - interval.lower) / 2 / read.quantity.value
  }
}

/// The seconds of the period that a figure is for by the words beside it: 每天2TB, 每日新增120GB, `2 TB a day`,
/// `5,000 messages per second`.
private func namedPeriod(lead: String, tail: String) -> Double? {
  if periodWords.occur(in: tail) {
    let words = tail.drop { $0 == " " }
    for (names, seconds) in periods where names.contains(where: words.hasPrefix) { return seconds }
    let near = tail.prefix(24)
    if near.first == " ", !near.contains(","),
      let (_, seconds) = periods.first(where: { names, _ in
        names.contains { $0.hasPrefix("per ") && near.contains($0) }
      })
    {
      return seconds
    }
  }
  guard lead.holds("每"), let each = lead.lastIndex(of: "每") else { return nil }
  let rest = lead[each...].dropFirst()
  guard rest.count <= 8, !rest.contains(where: { "，,、（(：:".contains($0) }) else { return nil }
  return hanPeriods.first { rest.hasPrefix($0.name) }?.seconds
}

private func isSaidOfEach(lead: String, tail: String) -> Bool {
  if tail.hasPrefix(" each") || tail.hasPrefix(" apiece") || tail.hasPrefix(" per ")
    || tail.hasPrefix("/")
  {
    return true
  }
  guard eachWords.occur(in: lead) else { return false }
  if lead.contains("each ") || lead.contains("every ") { return !lead.contains("each of the") }
  guard let at = lead.lastIndex(where: { "每各单".contains($0) }) else { return false }
  return lead.distance(from: at, to: lead.endIndex) <= 12
}

private let eachWords: Words = ["each ", "every ", "每", "各", "单"]

private let periods: [(names: [String], seconds: Double)] = [
  (["per second", "a second", "/s", "/秒"], 1),
  (["per minute", "a minute", "/min", "/分钟"], 60),
  (["per hour", "an hour", "/hour", "/小时"], 3_600),
  (["per day", "a day", "each day", "/day", "/天", "/日", "daily"], 86_400),
  (["per week", "a week", "/week", "/周"], 604_800),
  (["per month", "a month", "/month", "/月"], 2_592_000),
  (["per year", "a year", "/year", "/年"], 31_536_000),
]

/// What makes a period or a share of the figure before it.
private let wordsBehind =
  [" each", " apiece"] + periods.flatMap(\.names).map { $0.first == "/" ? $0 : " " + $0 }

private let periodWords = Words(periods.flatMap(\.names))

private let hanPeriods: [(name: String, seconds: Double)] = [
  ("秒", 1), ("分钟", 60), ("小时", 3_600), ("天", 86_400), ("日", 86_400), ("周", 604_800),
  ("月", 2_592_000), ("个月", 2_592_000), ("年", 31_536_000),
]

/// What a price is for: bytes.
private let sizes: [String: Double] = ["kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12]

private let pasts = Words(Vocabulary.pasts + ["本季度", "同期", "previous", "prior "])

/// One of these stands in every sentence that derives something: the words of its forms, of periods and of joints.
private let cues = Words(
  DerivingSentence.totalWords + DerivingSentence.needWords + [
    "每", "各", "单", "剩", "其余", "率", "占", "约", "合", "或", "节省", "减少", "增加", "相差", "超出", "超支", "结余",
    "提高了",
    "降低了", "缩短", "回本", "回收期", "/秒", "/天", "pue", "per ", "a day", "a month", "a second", "each",
    "in all", "altogether", "or ", "remain", "left", "rate", "of ", "about", "saves", "saving",
    "below",
    "above", "under", "over", "less", "more", "fewer", "in ", "i.e.", "/s", "/day", "pay", "qps",
    "tps",
  ])

/// A sentence of prose with several figures.
struct DerivingSentence {
  let line: FigureLine
  let terms: [Term]

  /// In lower case.
  let text: String

  /// Nil for sentences that derive nothing.
  init?(_ line: FigureLine, _ sentence: Range<Int>) {
    guard sentence.count <= 300, case let bytes = Array(line.bytes[sentence]),
      cues.occurInAnyCase(in: bytes), !pasts.occurInAnyCase(in: bytes)
    else { return nil }
    let reads = readQuantities(in: line.bytes, range: sentence)
    guard (2...7).contains(reads.count), reads.contains(where: { !$0.isBare }) else { return nil }
    terms = reads.indices.map { at in
      let read = reads[at]
      let from = at == 0 ? sentence.lowerBound : reads[at - 1].range.upperBound
      let to = at + 1 < reads.count ? reads[at + 1].range.lowerBound : sentence.upperBound
      return Term(
        read, in: line, gap: min(from, read.range.lowerBound)..<read.range.lowerBound,
        rest: read.range.upperBound..<max(to, read.range.upperBound))
    }
    self.line = line
    text = line.text(sentence).lowercased()
  }

  /// The derivations that do not come out, of figures that no other derivation explains.
  var flaws: [Derivation] {
    if let law = littlesLaw { return [law] }
    var flaws: [Derivation] = []
    for at in terms.indices where terms[at].isUsable || terms[at].isLeast {
      if let ahead = shareAhead(of: at) ?? shareOfLimit(at), ahead.judgement == .wrong {
        flaws.append(ahead)
      }
      if at == 0 { continue }
      var found: Derivation?
      var isRight = terms[..<at].contains { $0.value == terms[at].value }
      for from in stride(from: at - 1, through: max(0, at - 4), by: -1) {
        let operands = terms[from..<at]
        guard operands.allSatisfy(\.isUsable) else { break }
        // What is multiplied by a figure before it is a part of a product.
        if from > 0, let sign = terms[from].lead.last(where: { $0 != " " }), "×*·".contains(sign) {
          continue
        }
        let results = [terms[at]] + (terms[at].withoutPeriod.map { [$0] } ?? [])
        for derivation in results.flatMap({ derivations(of: $0, from: Array(operands)) }) {
          if terms[at].isLeast, derivation.mode != .needed { continue }
          let judgement = derivation.judgement
          if judgement == .right { isRight = true }
          // Figures before those may belong to it.
          let isSure = from == 0 || judgement == .slip || derivation.isNamed
          if judgement == .slip || judgement == .wrong, isSure, found == nil { found = derivation }
        }
      }
      if let found, !isRight { flaws.append(found) }
    }
    return flaws
  }
}
