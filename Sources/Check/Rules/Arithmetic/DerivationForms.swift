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
      sameAmount(operands, result), difference(operands, result), payback(operands, result),
    ]
    if isOfCopies { (found[0], found[1], found[2]) = (nil, nil, nil) }
    return found.compactMap { $0 }
  }

  /// Whether copies, reserves and the like may change every product.
  var isOfCopies: Bool { copies.occurInAnyCase(in: text) }

  /// Whether it tells of the busiest time, or of the time that is worked.
  var isOfPeaks: Bool { peaks.occurInAnyCase(in: text) }

  /// Whether words make a total another one than the product.
  func isPartial(_ words: String) -> Bool { partial.occurInAnyCase(in: words) }

  func isTotal(_ term: Term) -> Bool {
    totals.occurInAnyCase(in: term.lead)
      || trailingTotals.contains { term.tail.hasPrefix(" " + $0) }
  }

  func isNeeded(_ term: Term) -> Bool { needs.occurInAnyCase(in: term.lead) }
}

extension Term {
  /// Whether both are of one kind, where one that names no thing may count any.
  func isAlike(_ other: Term) -> Bool {
    guard powers == other.powers else { return false }
    if isCount, other.isCount, dimension == .number || other.dimension == .number { return true }
    return dimension.isComparable(with: other.dimension)
  }
}

extension String {
  /// A text between figures without marks and brackets at its ends.
  var withoutMarks: String {
    String(drop { "-+*> ，,、；;".contains($0) }.reversed().drop { " （(".contains($0) }.reversed())
  }
}

private let totals = Words(DerivingSentence.totalWords)

private let needs = Words(DerivingSentence.needWords)

extension DerivingSentence {
  /// What calls a figure a total, or the result of what stands before it.
  static let totalWords = [
    "共", "合计", "总计", "总", "so ", "total", "make", "making", "give", "draw", "are", "is", "cost",
    "=",
    "即", "means", "相当于", "reach", "yield", "deliver", "可达", "达到",
  ]

  /// What says that so many are needed.
  static let needWords = [
    "需", "need", "require", "至少", "provision", "预留", "配置", "规划", "takes", "take",
  ]
}

private let trailingTotals = ["in total", "in all", "total", "altogether", "combined"]

private let limits: Words = [
  "上限", "最多", "up to", "at most", "limit", "阈值", "目标", "另", "target", "不超过", "超过", "从", "→",
  "quota", "配额", "其中",
]

/// What changes every product.
private let copies: Words = [
  "副本", "冗余", "压缩", "去重", "两", "双", "倍", "余量", "另", "备", "及", "加上", "主", "replica", "compress",
  "dedup", "redundan", "twice", "double", "half", "headroom", "plus", "additional", "spare", "two ",
  "three ", "four ", "five ", "six ", "both ",
]

private let peaks: Words = ["峰值", "peak", "高峰", "working", "工作"]

private let partial: Words = [
  "可用", "空闲", "含", "预留", "free", "usable", "available", "includ", "reserv",
]
