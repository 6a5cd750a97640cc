import Model
import Quantities

extension ClaimLine {
  /// What a figure is about: the words, and the metric that they name.
  struct Subject {
    let words: String
    let metric: Metric?

    /// The words before a figure whose subject is the line's key: `单VM` in `IOPS: 单VM 150K`.
    var scope: String?
  }

  /// The subject of a figure of a dimension: the metric named nearest before it, by the line's key,
  /// or just after it; else the unit's own.
  func subject(
    _ dimension: Dimension, before: Range<Int>, after: Range<Int>, usesKey: Bool
  ) -> Subject? {
    if let mention = MetricNames.shared.mentions(in: bytes, before)
      .last(where: { accepts($0.metric, dimension) })
    {
      let phrase = phrase(naming: mention.range, in: before)
      return Subject(words: words(phrase) ?? bytes.string(mention.range), metric: mention.metric)
    }
    if usesKey, let metric = keyMetrics.last(where: { accepts($0, dimension) }), let keyText {
      return Subject(words: clean(keyText), metric: metric, scope: words(before))
    }
    let near = after.lowerBound..<min(after.upperBound, after.lowerBound + 30)
    if let mention = MetricNames.shared.mentions(in: bytes, near).first,
      accepts(mention.metric, dimension), isAdjacent(near.lowerBound..<mention.range.lowerBound)
    {
      return Subject(words: bytes.string(mention.range), metric: mention.metric)
    }
    if dimension == .rate(of: "IO") {
      return Subject(words: words(before) ?? keyText.map(clean) ?? "IOPS", metric: .named("iops"))
    }
    return nil
  }

  /// The part of a clause that names what a metric is of: without the conjunction that leads it, and without
  /// the predicate behind the metric, `但路径时延一旦`.
  private func phrase(naming metric: Range<Int>, in clause: Range<Int>) -> Range<Int> {
    var start = bytes.trimmed(clause.lowerBound..<metric.lowerBound).lowerBound
    if let emphasis = bytes.find("的是", in: start..<metric.lowerBound) { start = emphasis + 6 }
    if let word = Self.conjunctions.match(
      at: start, in: bytes, clause.lowerBound..<metric.lowerBound)
    {
      start = word.upperBound
    }
    var rest = bytes.trimmed(metric.upperBound..<clause.upperBound)
    if rest.count > 3, bytes.has("（", at: rest.lowerBound) {
      rest = (rest.lowerBound + 3)..<rest.upperBound
    }
    let isPredicate = Self.predicates.match(at: rest.lowerBound, in: bytes, rest) != nil
    return start..<(isPredicate ? metric.upperBound : clause.upperBound)
  }

  private static let conjunctions = WordSet(
    "而 但 但是 然而 或 且 则 若 如果 要让 其中 此时 所以 因此 but and so while then")

  private static let predicates = WordSet(
    "一旦 取 是 由 会 将 一直 同样 就 也 都 仍 只 才 必须 应 可以 不能 不会 已 需")

  /// Whether a figure speaks of the line's key: not when it is one of several parts in brackets
  /// (判定3秒 + 隔离10秒), nor when much is said between them.
  func keyGoverns(_ before: Range<Int>, isInBrackets: Bool) -> Bool {
    guard let scope = words(before) else { return true }
    return !isInBrackets && scope.count <= (context.isItem || context.key != nil ? 12 : 6)
  }

  private func accepts(_ metric: Metric, _ dimension: Dimension) -> Bool {
    !metric.isSelfCount && metric.accepts(dimension)
  }

  /// Whether only 的, spaces and short words lie between a figure and the name after it.
  private func isAdjacent(_ range: Range<Int>) -> Bool { range.count <= 9 }

  /// The words before a figure as a subject: trimmed, short, and with letters in them.
  func words(_ range: Range<Int>) -> String? {
    var range = bytes.trimmed(range)
    if let start = bytes.suffix(
      of: ClaimWords.starts, before: range.upperBound, floor: range.lowerBound)
    {
      range = bytes.trimmed(range.lowerBound..<start)
    }
    if let start = bytes.suffix(
      of: ClaimWords.linking, before: range.upperBound, floor: range.lowerBound)
    {
      range = bytes.trimmed(range.lowerBound..<start)
    }
    let text = bytes.string(Self.clean(bytes, range))
    guard !text.isEmpty, text.utf8.count <= 40 || text.count <= 40,
      text.unicodeScalars.contains(where: { $0.properties.isAlphabetic })
    else { return nil }
    return text
  }

  /// A subject without signs and percentiles at its ends.
  func clean(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return bytes.string(Self.clean(bytes, bytes.indices))
  }

  private static func clean(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end {
      let (value, length) = bytes.scalar(at: start)
      guard isEdge(value) || value == 0x29 || value == 0xFF09 || value == 0x5D else { break }
      // The range may end within a character, where a piece of a line was cut off.
      start = min(start + length, end)
    }
    while end > start {
      let (value, length) = bytes.scalar(before: end)
      guard isEdge(value) || value == 0x28 || value == 0xFF08 || value == 0x5B else { break }
      end = max(end - length, start)
    }
    return start..<end
  }

  /// Whether a sign at either end is no part of a subject: `:：=,，、-–—·•*+。;；<>≤≥~≈→`.
  private static func isEdge(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3A, 0xFF1A, 0x3D, 0x2C, 0xFF0C, 0x3001, 0x2D, 0x2013, 0x2014, 0xB7, 0x2022, 0x2A, 0x2B,
      0x3002, 0x3B, 0xFF1B, 0x3C, 0x3E, 0x2264, 0x2265, 0x7E, 0x2248, 0x2192:
      true
    default: isSpace(scalar) || isPictograph(scalar)
    }
  }

  /// The metric by which a document counts itself, where the line does so.
  func selfCount(_ quantity: ReadQuantity, after: Range<Int>) -> Metric? {
    let isBare = quantity.isBare
    guard isBare || quantity.quantity.unit.isCount, quantity.sign == nil, quantity.per == nil else {
      return nil
    }
    if let keyText, context.isItem || context.key != nil || isTotal,
      let metric = keyMetrics.first(where: \.isSelfCount),
      metric.isNamedLast(by: clean(keyText)) || metric.isNamedAlone(by: clean(keyText)),
      isBare || metric.accepts(quantity.quantity.dimension)
    {
      return metric
    }
    if let keyText, context.isItem || context.key != nil,
      quantity.quantity.dimension == .count(of: "行"), CodeLanguage(namedIn: keyText) != nil
    {
      return .codeLines
    }
    // A sentence or a total may count several things; another key counts its own: 新增文档: 5篇.
    guard isAboutItself || keyIsTotal || (isTotal && keyText == nil), !isBare else { return nil }
    if let metric = Metric.all.first(where: {
      // The last counts things of any kind.
      $0.isSelfCount && $0.dimensions.dropLast().contains(quantity.quantity.dimension)
    }) {
      return metric
    }
    let around = quantity.range.lowerBound..<min(after.upperBound, after.lowerBound + 24)
    return MetricNames.shared.mentions(in: bytes, around).first {
      $0.metric.isSelfCount && $0.metric.accepts(quantity.quantity.dimension)
    }?.metric
  }
}

extension Unit {
  fileprivate var isCount: Bool {
    if case .count = dimension { true } else { false }
  }
}
