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
      return Subject(words: words(before) ?? bytes.string(mention.range), metric: mention.metric)
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
    let text = clean(bytes.string(range))
    guard !text.isEmpty, text.count <= 40,
      text.unicodeScalars.contains(where: { $0.properties.isAlphabetic })
    else { return nil }
    return text
  }

  /// A subject without signs and percentiles at its ends.
  func clean(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var start = 0
    var end = scalars.count
    func isEdge(_ scalar: Unicode.Scalar, _ bracket: String) -> Bool {
      isSpace(scalar.value) || isPictograph(scalar.value)
        || ":：=,，、-–—·•*+。;；<>≤≥~≈→".unicodeScalars.contains(scalar)
        || bracket.unicodeScalars.contains(scalar)
    }
    while start < end, isEdge(scalars[start], ")）]") { start += 1 }
    while end > start, isEdge(scalars[end - 1], "(（[") { end -= 1 }
    var clean = String.UnicodeScalarView()
    clean.append(contentsOf: scalars[start..<end])
    return String(clean)
  }

  /// The metric by which a document counts itself, where the line does so.
  func selfCount(_ quantity: ReadQuantity, after: Range<Int>) -> Metric? {
    let isBare = quantity.isBare
    guard isBare || quantity.quantity.unit.isCount, quantity.sign == nil, quantity.per == nil else {
      return nil
    }
    if let keyText, context.isItem || context.key != nil || isTotal,
      let metric = keyMetrics.first(where: \.isSelfCount), isAllOf(keyText, metric),
      isBare || metric.accepts(quantity.quantity.dimension)
    {
      return metric
    }
    // A sentence or a total may count several things; another key counts its own: Coq代码: 500行.
    guard isAboutItself || keyIsTotal || (isTotal && keyText == nil), !isBare else { return nil }
    if let metric = Metric.all.first(where: {
      $0.isSelfCount && $0.dimensions[0] == quantity.quantity.dimension
    }) {
      return metric
    }
    let around = quantity.range.lowerBound..<min(after.upperBound, after.lowerBound + 24)
    return MetricNames.shared.mentions(in: bytes, around).first {
      $0.metric.isSelfCount && $0.metric.accepts(quantity.quantity.dimension)
    }?.metric
  }

  /// Whether a key says nothing but what is counted: 架构图, 文档总数, not 架构图设计规范.
  private func isAllOf(_ key: String, _ metric: Metric) -> Bool {
    var rest = clean(key).lowercased()
    guard let name = metric.names.filter({ rest.contains($0) }).max(by: { $0.count < $1.count }),
      let range = rest.firstRange(of: name)
    else { return false }
    rest.removeSubrange(range)
    for word in [
      "数量", "总数", "总", "数", "个", "技术", "内容", "模块", "全部", "total", "number of", "total number of",
    ] {
      if let range = rest.firstRange(of: word) { rest.removeSubrange(range) }
    }
    return rest.allSatisfy { $0 == " " }
  }
}

extension Unit {
  fileprivate var isCount: Bool {
    if case .count = dimension { true } else { false }
  }
}
