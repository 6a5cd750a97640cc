import Model
import Quantities

/// What a figure is for so many of, and what words say of a result.
extension EquationReader {
  /// Whether a price of a size for a period, `$0.02/GB/月`, is multiplied by more than a size and one number: a share, copies
  /// or years beside it are told in many ways. Nor is anything computed from the turns of a disk.
  func isOutOfReach(_ left: Parsed) -> Bool {
    let factors = left.operands.map { quantities[$0] }
    if factors.contains(where: { $0.quantity.unit.symbol == "rpm" }) { return true }
    guard
      factors.contains(where: { read in
        if case .moneyRate = read.quantity.dimension { read.per != nil } else { false }
      })
    else { return false }
    let others = factors.filter { read in
      if case .count = read.quantity.dimension { return read.per == nil && read.times == nil }
      return read.quantity.dimension == .number && read.quantity.decimals == 0
    }
    let sizes = factors.filter { $0.quantity.dimension == .data }
    return others.count > 1 || sizes.count != 1 || others.count + 2 != factors.count
  }

  /// What the periods that bills reckon with are of the mean month and year, where a price of an hour or a day makes
  /// one of a month or a year: 720, 730 and 744 hours, 28, 30 and 31 days.
  func reckonedPeriods(_ left: Parsed, _ stated: Quantity) -> [Double] {
    guard case .moneyRate = stated.dimension else { return [] }
    let isShort = left.operands.contains { index in
      let unit = quantities[index].quantity.unit
      guard case .moneyRate = unit.dimension else { return false }
      return unit.scale > 1 / 100_000.0
    }
    guard isShort else { return [] }
    let period = 1 / stated.unit.scale
    let hours: [Double]
    switch period / 86_400 {
    case 28...31: hours = [672, 720, 730, 744]
    case 360...366: hours = [8_640, 8_736, 8_760]
    default: return []
    }
    return hours.map { $0 * 3_600 / period }
  }

  /// An amount of the time that a stated rate is told by, where that is a factor: 365 days of TB/year.
  func withinPeriod(_ value: Operand, _ left: Parsed, _ stated: Quantity) -> Operand? {
    guard let period = stated.unit.longPeriod,
      left.operands.contains(where: {
        let factor = quantities[$0].quantity
        return factor.dimension == .time && abs(factor.value / period - 1) < 0.02
      })
    else { return nil }
    return value.scaled(by: 1 / period)
  }

  /// An amount of data as it is without a number of cores in the middle of a product, which lists what each of so many
  /// machines has: `20 nodes × 32 cores × 256GB RAM`.
  func withoutCores(_ value: Operand, _ left: Parsed) -> Operand {
    guard left.isProduct, left.operands.count == 3,
      case let cores = quantities[left.operands.lowerBound + 1], cores.per == nil,
      ["核", "vCPU", "CPU"].contains(cores.quantity.unit.symbol),
      case .count = quantities[left.operands.lowerBound].quantity.dimension,
      case let size = quantities[left.operands.upperBound], size.per == nil,
      size.quantity.dimension == .data
    else { return value }
    return value.scaled(by: 1 / cores.quantity.value)
  }

  /// How many things a price is for: a million in `$0.20 per million`, 10,000 in `0.2 元/万次` and in 每万次; nil
  /// where it does not say so in words.
  func soldBy(_ index: Int) -> Double? {
    guard
      let start = tokens.firstIndex(where: { if case .number(index) = $0 { true } else { false } }),
      case .money = quantities[index].quantity.dimension, start + 1 < tokens.count
    else { return nil }
    if isByMagnitude(start + 1), case .word(let many) = tokens[start + 2] {
      return Self.magnitude(of: bytes.string(many))
    }
    guard case .word(let per) = tokens[start + 1] else { return nil }
    let word = bytes.string(per)
    if word.hasPrefix("每") { return Self.magnitude(of: String(word.dropFirst())) }
    guard word == "per", start + 2 < tokens.count, case .word(let many) = tokens[start + 2] else {
      return nil
    }
    return Self.magnitude(of: bytes.string(many).lowercased())
  }

  /// Whether a stroke stands at a token, and a word for many behind it: `/万次`.
  func isByMagnitude(_ at: Int) -> Bool {
    guard at + 1 < tokens.count, case .over = tokens[at], case .word(let many) = tokens[at + 1]
    else { return false }
    return Self.magnitude(of: bytes.string(many)) != nil
  }

  private static func magnitude(of word: String) -> Double? {
    magnitudes.first { word.hasPrefix($0.word) }?.value
  }

  private static let magnitudes: [(word: String, value: Double)] = [
    ("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("千万", 1e7), ("百万", 1e6), ("十万", 1e5),
    ("万", 1e4), ("千", 1e3), ("亿", 1e8),
  ]

  /// `$0.0075 per 10K`, `$0.005 (per 1,000 requests)`: a figure for a round number of things is that of one, so many
  /// times; nil where no such number follows it.
  func forSoMany(_ figure: Parsed, at start: Int) -> Parsed? {
    var at = start + 1
    let isBracketed = at < tokens.count && tokens[at].isOpen
    if isBracketed { at += 1 }
    guard at + 1 < tokens.count, case .word(let per) = tokens[at],
      bytes[per].elementsEqual("per".utf8), case .number(let index) = tokens[at + 1],
      isRound(index)
    else { return nil }
    var end = at + 2
    if isBracketed {
      while end < tokens.count, end - at < 5, case .word = tokens[end] { end += 1 }
      guard end < tokens.count, case .close = tokens[end] else { return nil }
      end += 1
    }
    guard let many = Parsed(quantities[index], at: index, end: skippingNoun(end)) else {
      return nil
    }
    return figure.over(many)
  }

  /// Whether a figure is ten, a hundred, a thousand, and so on, and no measure.
  private func isRound(_ index: Int) -> Bool {
    let quantity = quantities[index].quantity
    switch quantity.dimension {
    case .number, .count: break
    default: return false
    }
    guard quantity.comparator == .equal, quantities[index].times == nil else { return false }
    return [1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9].contains(quantity.value)
  }

  /// Whether the first factor of a product behind a sign of equality is only another name of what stands before the
  /// sign, with which the result is computed: `10000 disks (100 TB) = 1 EB * 3 = 30000 disks`.
  func isGloss(_ left: Parsed, _ start: Int, _ result: Int) -> Bool {
    guard let plain = left.plain?.estimate, plain > 0 else { return false }
    let first = quantities[left.operands.lowerBound].quantity
    let stated = quantities[result].quantity
    let times = stated.value / stated.unit.scale / plain * (first.value / first.unit.scale)
    var at = start - 2
    while at >= 0 {
      switch tokens[at] {
      case .equals, .stop, .semicolon: return false
      case .number(let index):
        let quantity = quantities[index].quantity
        if abs(quantity.value / quantity.unit.scale - times) <= abs(times) * 0.01 { return true }
      default: break
      }
      at -= 1
    }
    return false
  }

  /// Whether words behind a result say that it has more in it than is computed: `≈ 2 instances (with redundancy)`,
  /// `= 50 台（含 20% 余量）`. Up to twice what is needed, or four times of a few things.
  func leavesMargin(_ result: Int, above computed: Double) -> Bool {
    let stated = quantities[result].quantity
    let scale = stated.unit.scale
    guard stated.value > computed,
      stated.value <= max(computed, (computed / scale).rounded(.up) * scale) * 4,
      var at = tokens.firstIndex(where: { if case .number(result) = $0 { true } else { false } })
    else { return false }
    at += 1
    let limit = min(tokens.count, at + 12)
    while at < limit {
      switch tokens[at] {
      case .stop, .semicolon, .close, .equals: return false
      case .word(let word):
        let text = bytes.string(word).lowercased()
        if Self.margins.contains(where: text.contains) { return true }
      default: break
      }
      at += 1
    }
    return false
  }

  /// Whether a size is what copies or parity leave of a product: `12 × 8 TB RAID 6 = 80 TB`, 24 × 4 TB = 32 TB 可用.
  func leavesUsable(_ left: Parsed, _ result: Int, of computed: Double) -> Bool {
    let stated = quantities[result].quantity
    guard stated.value < computed, stated.value >= computed / 10 else { return false }
    switch stated.dimension {
    case .data, .count: break
    default: return false
    }
    let start = quantities[left.operands.lowerBound].range.lowerBound
    let end = min(bytes.count, quantities[result].range.upperBound + 30)
    let line = start..<(bytes[start..<end].firstIndex(of: 0x0A) ?? end)
    let text = bytes.string(line).lowercased()
    return Self.usable.contains(where: text.contains)
  }

  private static let usable = ["raid", "可用", "usable", "n+1", "spare", "热备", "校验", "parity"]

  private static let margins = [
    "redundan", "spare", "headroom", "buffer", "overhead", "margin", "failover", "standby",
    "rounded",
    "rounding", "minimum", "safety", "reserve", "replica", "growth", "冗余", "余量", "预留", "备用", "备份",
    "副本", "高可用", "取整", "缓冲", "安全", "至少", "最少", "裕量", "富余", "增长",
  ]
}
