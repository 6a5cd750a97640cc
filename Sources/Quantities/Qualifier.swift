/// Words and signs around a figure that say how it is meant.
struct Qualifier: Sendable {
  enum Meaning: Sendable { case equal, approximately, less, atMost, greater, atLeast, plusMinus }

  let meaning: Meaning
  let bytes: [UInt8]

  /// What, when it stands before the word, makes it part of another: 近 in 最近, 约 in 节约.
  let notAfter: [[UInt8]]

  /// What, when it stands after the word, makes it part of another: 内 in 内存.
  let notBefore: [[UInt8]]

  /// Whether it bounds times only: 5分钟内 is a limit, 3节点集群内 is a place.
  let timesOnly: Bool

  init(
    _ text: String, _ meaning: Meaning, notAfter: [String] = [], notBefore: [String] = [],
    timesOnly: Bool = false
  ) {
    self.timesOnly = timesOnly
    self.meaning = meaning
    bytes = Array(text.utf8)
    self.notAfter = notAfter.map { Array($0.utf8) }
    self.notBefore = notBefore.map { Array($0.utf8) }
  }

  private static let digits = (0...9).flatMap { ["\($0)", "\($0) "] }

  /// 不得超过, 不能低于 and the like.
  private static let negations: [Qualifier] = ["不能", "不得", "不应", "不可", "不会", "不要"].flatMap {
    no in
    ["超过", "高于", "大于", "多于"].map { Qualifier(no + $0, .atMost) }
      + ["低于", "少于", "小于"].map { Qualifier(no + $0, .atLeast) }
  }

  /// What may stand before a figure; a longer spelling stands before any that it ends with.
  static let before: [Qualifier] =
    [
      .init("<=", .atMost), .init(">=", .atLeast), .init("=<", .atMost),
      .init("<", .less), .init(">", .greater), .init("≤", .atMost),
      .init("≥", .atLeast), .init("≦", .atMost), .init("≧", .atLeast), .init("⩽", .atMost),
      .init("⩾", .atLeast), .init("＜", .less), .init("＞", .greater),
      .init("≈", .approximately), .init("~", .approximately), .init("～", .approximately),
      .init("±", .plusMinus),
      .init("大约", .approximately), .init("大概", .approximately), .init("约为", .approximately),
      .init("大约是", .approximately), .init("大概是", .approximately), .init("约是", .approximately),
      .init(
        "约", .approximately, notAfter: ["节", "合", "契", "条", "公", "预", "制", "违", "签", "相"]),
      .init("接近", .approximately), .init("将近", .approximately), .init("將近", .approximately),
      .init("約", .approximately, notAfter: ["節", "合", "契", "條", "公", "預", "制", "違", "簽", "相"]),
      .init("近", .approximately, notAfter: ["最", "附", "邻", "靠", "就", "远", "临"]),
    ] + negations + [
      .init("不超過", .atMost), .init("不低於", .atLeast), .init("不少於", .atLeast), .init("不高於", .atMost),
      .init("不大於", .atMost), .init("不多於", .atMost), .init("不小於", .atLeast),
      .init("不超过", .atMost), .init("不高于", .atMost), .init("不大于", .atMost),
      .init("不多于", .atMost), .init("最多", .atMost), .init("至多", .atMost),
      .init("高达", .atMost), .init("高達", .atMost), .init("多達", .atMost), .init("最高", .atMost),
      .init("最大", .atMost), .init("最长", .atMost),
      .init("上限", .atMost), .init("日限", .atMost), .init("月限", .atMost), .init("仅限", .atMost),
      .init("限制在", .atMost), .init("控制在", .atMost),
      .init("不低于", .atLeast), .init("不少于", .atLeast), .init("不小于", .atLeast),
      .init("至少", .atLeast), .init("最少", .atLeast), .init("最低", .atLeast),
      .init("超过", .greater), .init("大于", .greater), .init("高于", .greater), .init("大於", .greater),
      .init("高於", .greater),
      .init("多于", .greater), .init("逾", .greater), .init("超", .greater),
      .init("突破", .greater), .init("多达", .atMost), .init("高過", .greater), .init("超過", .greater),
      .init("小于", .less), .init("低于", .less), .init("少于", .less), .init("小於", .less),
      .init("低於", .less), .init("少於", .less), .init("不足", .less),
      .init("不到", .less),
      .init("not have more than", .atMost), .init("n't have more than", .atMost),
      .init("n’t have more than", .atMost), .init("not be more than", .atMost),
      .init("not to exceed", .atMost), .init("not exceed", .atMost),
      .init("not exceeding", .atMost),
      .init("no more than", .atMost), .init("not more than", .atMost), .init("at most", .atMost),
      .init("up to", .atMost), .init("as many as", .atMost), .init("as much as", .atMost),
      .init("as high as", .atMost), .init("well below", .less), .init("well under", .less),
      .init("within", .atMost), .init("maximum", .atMost),
      .init("at least", .atLeast), .init("no less than", .atLeast),
      .init("not less than", .atLeast), .init("minimum", .atLeast),
      .init("min", .atLeast, notAfter: digits + ["/"]), .init("max", .atMost, notAfter: digits),
      .init("minimum of", .atLeast), .init("maximum of", .atMost), .init("no fewer than", .atLeast),
      .init("no greater than", .atMost), .init("larger than", .greater),
      .init("bigger than", .greater), .init("higher than", .greater),
      .init("longer than", .greater),
      .init("smaller than", .less), .init("small than", .less), .init("shorter than", .less),
      .init("more than", .greater), .init("greater than", .greater), .init("over", .greater),
      .init("above", .greater), .init("exceeding", .greater), .init("exceeds", .greater),
      .init("less than", .less), .init("fewer than", .less), .init("lower than", .less),
      .init("under", .less), .init("below", .less), .init("sub-", .less),
      .init("about", .approximately), .init("around", .approximately),
      .init("approximately", .approximately), .init("approx.", .approximately),
      .init("roughly", .approximately), .init("nearly", .approximately),
      .init("almost", .approximately),
      .init("=", .equal), .init("＝", .equal),
      .init("\\leq", .atMost), .init("\\le", .atMost), .init("\\geq", .atLeast),
      .init("\\ge", .atLeast), .init("\\approx", .approximately), .init("\\sim", .approximately),
    ]

  /// What makes a word the name of the next figure: `med=13.44ms max=36.87ms`.
  private static let keys = ["=", " =", ":", " :", "："]

  /// What may stand after a figure.
  static let after: [Qualifier] = [
    .init("及以上", .atLeast), .init("或以上", .atLeast), .init("以上", .atLeast),
    .init("或更多", .atLeast), .init("或更高", .atLeast),
    .init("及以下", .atMost), .init("或以下", .atMost), .init("以下", .atMost),
    .init("以内", .atMost), .init("之内", .atMost),
    .init(
      "内", .atMost,
      notBefore: [
        "存", "部", "置", "核", "容", "网", "建", "联", "外", "嵌", "层", "涵", "敛", "循", "环",
      ], timesOnly: true),
    .init("以內", .atMost), .init("之內", .atMost),
    .init(
      "內", .atMost,
      notBefore: ["存", "部", "置", "核", "容", "網", "建", "聯", "外", "嵌", "層", "涵", "循", "環"],
      timesOnly: true),
    .init("左右", .approximately), .init("上下", .approximately),
    .init("or more", .atLeast), .init("or higher", .atLeast), .init("or above", .atLeast),
    .init("or better", .atLeast), .init("or less", .atMost), .init("or fewer", .atMost),
    .init("or below", .atMost), .init("maximum", .atMost, notBefore: keys),
    .init("max", .atMost, notBefore: keys), .init("minimum", .atLeast, notBefore: keys),
    .init("at most", .atMost), .init("at least", .atLeast),
  ]

  private static let beforeByLast = byByte(before) { $0.bytes[$0.bytes.count - 1] }
  private static let afterByFirst = byByte(after) { $0.bytes[0] }

  private static func byByte(_ all: [Qualifier], key: (Qualifier) -> UInt8) -> [[Qualifier]] {
    var table = [[Qualifier]](repeating: [], count: 256)
    for qualifier in all { table[Int(key(qualifier))].append(qualifier) }
    return table
  }

  /// The qualifier that ends just before `end`, spaces skipped, and where it begins.
  static func before(_ bytes: [UInt8], _ end: Int, floor: Int) -> (Meaning, start: Int)? {
    let end = bytes.skippingBlanksBack(end, floor: floor)
    guard end > floor, !endsWithArrow(bytes, end, floor: floor) else { return nil }
    for candidate in beforeByLast[Int(bytes[end - 1] | caseBit(bytes[end - 1]))] {
      guard bytes.hasFoldedSuffix(candidate.bytes, before: end, floor: floor) else { continue }
      let start = end - candidate.bytes.count
      if candidate.bytes[0].isLetter, start > floor, bytes[start - 1].isLetter { continue }
      if candidate.notAfter.contains(where: { bytes.hasSuffix($0, before: start, floor: floor) }) {
        continue
      }
      return (candidate.meaning, start)
    }
    return nil
  }

  /// The bound in words that ends just before `end`: what may stand apart from its figure.
  static func bound(_ bytes: [UInt8], _ end: Int, floor: Int) -> (Meaning, start: Int)? {
    guard end - 6 >= floor, let found = before(bytes, end, floor: floor),
      bytes[found.start].leadsHan, bytes.skippingBlanksBack(end, floor: floor) - found.start >= 6
    else { return nil }
    switch found.0 {
    case .atLeast, .atMost, .less, .greater: return found
    case .equal, .approximately, .plusMinus: return nil
    }
  }

  /// The qualifier that begins at `start`, at most one space skipped, and where it ends.
  static func after(
    _ bytes: [UInt8], _ start: Int, limit: Int, isTime: Bool
  ) -> (Meaning, end: Int)? {
    let start = start < limit && bytes[start] == 32 ? start + 1 : start
    guard start < limit else { return nil }
    for candidate in afterByFirst[Int(bytes[start])] where isTime || !candidate.timesOnly {
      guard bytes.hasPrefix(candidate.bytes, at: start, limit: limit) else { continue }
      let end = start + candidate.bytes.count
      if candidate.notBefore.contains(where: { bytes.hasPrefix($0, at: end, limit: limit) }) {
        continue
      }
      if bytes[end - 1].isLetter, end < limit, bytes[end].isLetter { continue }
      return (candidate.meaning, end)
    }
    return nil
  }

  /// `->`, `=>` and `└─>` point from one figure to the next and compare nothing.
  private static func endsWithArrow(_ bytes: [UInt8], _ end: Int, floor: Int) -> Bool {
    guard end - 2 >= floor, bytes[end - 1] == UInt8(ascii: ">") else { return false }
    if bytes[end - 2] == UInt8(ascii: "-") || bytes[end - 2] == UInt8(ascii: "=") { return true }
    // The lines of drawings, U+2500 to U+257F.
    return end - 4 >= floor && bytes[end - 4] == 0xE2 && (0x94...0x95).contains(bytes[end - 3])
  }

  private static func caseBit(_ byte: UInt8) -> UInt8 { byte.isLetter ? 32 : 0 }
}

extension [UInt8] {
  /// Whether `word`, in lower case, ends just before `end` in any case.
  func hasFoldedSuffix(_ word: [UInt8], before end: Int, floor: Int) -> Bool {
    let start = end - word.count
    guard start >= floor else { return false }
    for offset in word.indices {
      let byte = self[start + offset]
      guard (byte.isUppercase ? byte | 32 : byte) == word[offset] else { return false }
    }
    return true
  }
}
