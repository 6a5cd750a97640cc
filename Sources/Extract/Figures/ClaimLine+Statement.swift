import Model
import Quantities

extension ClaimLine {
  /// One figure: a change, a count of the document itself, or a value.
  func single(
    _ read: ReadQuantity, _ before: Range<Int>, limit: Int, isInBrackets: Bool
  ) -> FoundClaim? {
    guard read.times == nil, read.per == nil, !isMultiplier(read) else { return nil }
    let after = read.range.upperBound..<max(limit, read.range.upperBound)
    if let change = change(read, before, after, isInBrackets: isInBrackets) { return change }
    guard read.sign == nil || read.quantity.dimension == .temperature else { return nil }
    if let metric = selfCount(read, after: after) {
      return self.claim(
        .selfCount, keyText.map(clean) ?? words(before) ?? metric.label.zh, metric,
        .value(metric.typed(read.quantity)), read.range, wasBare: read.isBare)
    }
    return value(read, before, after, isInBrackets: isInBrackets)
  }

  /// Whether a figure multiplies a name, and says nothing of it: Average QPS × 2.
  private func isMultiplier(_ read: ReadQuantity) -> Bool {
    guard read.quantity.dimension == .factor else { return false }
    let end = bytes.skippingSpacesBack(read.range.lowerBound, floor: line.lowerBound)
    return bytes.has("×", at: end - 2)
  }

  private func value(
    _ read: ReadQuantity, _ before: Range<Int>, _ after: Range<Int>, isInBrackets: Bool
  ) -> FoundClaim? {
    let quantity = read.quantity
    // 执行时间: 减少 10-20 ms: so much less, and no time.
    if quantity.dimension == .time || quantity.dimension == .data, verb(before: before) != nil {
      return nil
    }
    let usesKey = keyGoverns(before, isInBrackets: isInBrackets)
    if read.isBare { return bareValue(read, before, usesKey: usesKey) }
    if let subject = subject(
      quantity.dimension, before: before, after: after, usesKey: usesKey)
    {
      guard !isGrowth(read, subject) else { return nil }
      return self.claim(
        role, subject.words, subject.metric, .value(quantity), read.range, scope: subject.scope)
    }
    guard role == .requirement || role == .outcome, context.isItem, let keyText,
      quantity.isMeasure
    else { return nil }
    // What an item is about is said by its key, or, after 要求, by the words before the figure.
    let isRole = ClaimWords.role(of: keyText) != nil
    guard isRole || (!isInBrackets && usesKey) else { return nil }
    guard let subject = isRole ? words(before) : clean(keyText), !subject.isEmpty else {
      return nil
    }
    return self.claim(role, subject, nil, .value(quantity), read.range)
  }

  /// `99.95% (4.38 hours per year)`: so long in so long a period, beside an availability.
  func downtime(_ read: ReadQuantity) -> FoundClaim? {
    let after = bytes.skippingSpaces(read.range.upperBound, limit: line.upperBound)
    guard read.quantity.dimension == .time, let metric = Metric.named(Metric.ID.downtime),
      ClaimWords.periods.contains(where: { bytes.matches($0, at: after) })
        || bytes.suffix(
          of: ClaimWords.periods, before: read.range.lowerBound, floor: line.lowerBound) != nil
    else { return nil }
    return claim(role, metric.label.zh, metric, .value(read.quantity), read.range)
  }

  /// A share of time, cost and the like stands for a change, not for a value, and has none of the
  /// words of a change here.
  private func isGrowth(_ read: ReadQuantity, _ subject: Subject) -> Bool {
    guard read.quantity.dimension == .ratio, let metric = subject.metric else { return false }
    return metric.dimensions.first != .ratio
  }

  /// `IOPS: 150K`, `RPO=0`: the metric gives the unit.
  private func bareValue(
    _ read: ReadQuantity, _ before: Range<Int>, usesKey: Bool
  ) -> FoundClaim? {
    let named = MetricNames.shared.mentions(in: bytes, before).last?.metric
    guard let metric = named ?? (usesKey ? keyMetrics.last : nil), !metric.isSelfCount,
      !countsWord(read.range.upperBound)
    else { return nil }
    guard let unit = unit(for: read.quantity, of: metric) else { return nil }
    let subject = named != nil ? words(before) : keyText.map(clean)
    return self.claim(
      role, subject ?? metric.label.zh, metric, .value(read.quantity.taking(unit)), read.range,
      scope: named == nil ? words(before) : nil, wasBare: true)
  }

  /// Whether a Latin word follows that the number counts: `1 Partition can handle …`.
  private func countsWord(_ end: Int) -> Bool {
    let start = bytes.skippingSpaces(end, limit: line.upperBound)
    guard start > end, start < line.upperBound, bytes[start].isLetter else { return false }
    var stop = start
    while stop < line.upperBound, bytes[stop].isLetter { stop += 1 }
    return !ClaimWords.afterFigures.contains(bytes.string(start..<stop).lowercased())
  }

  /// The unit of a bare number that a metric makes plain: rates in their base unit, 0 of anything,
  /// a share below 1.
  private func unit(for quantity: Quantity, of metric: Metric) -> Unit? {
    guard let dimension = metric.dimensions.first else { return nil }
    if let unit = keyText.flatMap({ impliedUnit(by: $0) }), metric.accepts(unit.dimension) {
      return unit
    }
    switch dimension {
    case .rate: return suitableUnit(for: 1, dimension)
    case .count: return suitableUnit(for: 1, dimension)
    case .ratio:
      return quantity.value > 0 && quantity.value <= 1 && quantity.decimals > 0
        ? Unit("", .ratio) : nil
    case .time where quantity.value == 0 && ["rpo", "rto", "downtime"].contains(metric.id):
      return .second
    default: return nil
    }
  }

  /// A relative change: a verb or sign, and a share or factor.
  private func change(
    _ read: ReadQuantity, _ before: Range<Int>, _ after: Range<Int>, isInBrackets: Bool
  ) -> FoundClaim? {
    let quantity = read.quantity
    guard quantity.dimension == .ratio || quantity.dimension == .factor,
      !quantity.unit.symbol.hasPrefix("/"), !quantity.unit.symbol.hasPrefix(":"),
      quantity.unit.symbol != "pp"
    else { return nil }
    var words = before
    var change: ClaimWords.Change?
    if let verb = verb(before: before) {
      change = verb.change
      words = before.lowerBound..<verb.start
    } else if let follows = verb(after: after) {
      change = follows
    } else if read.sign != nil {
      change = quantity.value < 0 ? .down : .up
    } else if let keyText, let ends = verb(atEndOf: keyText), before.count <= 12 {
      change = ends
    } else if isInBrackets, quantity.dimension == .factor, self.words(before) == nil {
      // 125 → 512 req/s (4.1x)
      change = .up
    }
    guard let change else { return nil }
    if change == .down, quantity.dimension == .factor { return nil }
    let signed = change == .down && quantity.value > 0 ? quantity.scaled(by: -1) : quantity
    let named = MetricNames.shared.mentions(in: bytes, words).last { !$0.metric.isSelfCount }
    let near = after.lowerBound..<min(after.upperBound, after.lowerBound + 30)
    let metric =
      named?.metric ?? keyMetrics.last { !$0.isSelfCount }
      ?? (verb(after: after) == nil
        ? nil
        : MetricNames.shared.mentions(in: bytes, near).first { !$0.metric.isSelfCount }?.metric)
    let own = self.words(words).flatMap {
      ClaimWords.connectives.contains($0.lowercased()) ? nil : $0
    }
    let subject = own ?? keyText.map(clean) ?? self.words(near) ?? ""
    var claim = self.claim(
      role == .statement || role == .configuration ? .outcome : role, subject, metric,
      .change(signed), read.range)
    claim.isHeir = own == nil && named == nil
    claim.needsNeighbour =
      subject.isEmpty || !(metric != nil || context.isItem || role == .outcome)
    guard claim.isHeir || !claim.needsNeighbour else { return nil }
    return claim
  }

  /// A verb of change that ends just before the figure, fillers skipped; 提升至 gives a value.
  private func verb(before: Range<Int>) -> (change: ClaimWords.Change, start: Int)? {
    var end = bytes.skippingSpacesBack(before.upperBound, floor: before.lowerBound)
    if bytes.suffix(of: ClaimWords.reaching, before: end, floor: before.lowerBound) != nil {
      return nil
    }
    while let start = bytes.suffix(of: ClaimWords.fillers, before: end, floor: before.lowerBound),
      start < end
    {
      end = bytes.skippingSpacesBack(start, floor: before.lowerBound)
    }
    var best: (change: ClaimWords.Change, start: Int)?
    guard end > before.lowerBound else { return nil }
    for index in ClaimWords.changesByLast[Int(bytes[end - 1] | 0x20)] {
      let (word, change) = ClaimWords.leadingChanges[index]
      guard let start = bytes.suffix(of: word, before: end, floor: before.lowerBound) else {
        continue
      }
      if best.map({ start < $0.start }) ?? true { best = (change, start) }
    }
    return best
  }

  /// A verb of change just after the figure: 20-30%性能提升, 40% faster.
  private func verb(after: Range<Int>) -> ClaimWords.Change? {
    let end = min(after.upperBound, after.lowerBound + 30)
    for position in after.lowerBound..<max(after.lowerBound, end) {
      // Only within the phrase that follows at once.
      if bytes[position] == UInt8(ascii: "\n") { return nil }
      for (word, change) in ClaimWords.changes
      where word.count >= 4 && position + word.count <= after.upperBound
        && bytes.matches(word, at: position)
      {
        return change
      }
    }
    return nil
  }

  private func verb(atEndOf key: String) -> ClaimWords.Change? {
    let key = Array(clean(key).utf8)
    guard let last = key.last else { return nil }
    return ClaimWords.changesByLast[Int(last | 0x20)].filter { $0 < ClaimWords.changes.count }
      .map { ClaimWords.changes[$0] }
      .first { word, _ in
        word.count >= 4 && key.suffix(of: word, before: key.count, floor: 0) != nil
      }?.change
  }

  /// `A → B` and 从A到B, with a quantity of one kind on both sides.
  func transition(
    _ first: ReadQuantity, _ second: ReadQuantity, _ previous: Int, _ clause: Clause, arrows: Int
  ) -> FoundClaim? {
    let between = bytes.trimmed(
      first.range.upperBound..<max(first.range.upperBound, second.range.lowerBound))
    let before = min(previous, first.range.lowerBound)..<first.range.lowerBound
    guard isArrow(between) ? arrows == 1 : joins(before, between) else { return nil }
    var (a, b) = (first.quantity, second.quantity)
    // `limit 500 → 35× over`: so many times is no other value of the same.
    if first.isBare != second.isBare, a.dimension == .factor || b.dimension == .factor {
      return nil
    }
    if first.isBare, !second.isBare { a = a.taking(b.unit) }
    if second.isBare, !first.isBare { b = b.taking(a.unit) }
    guard first.sign == nil, second.sign == nil, a.dimension.isComparable(with: b.dimension) else {
      return nil
    }
    let after = second.range.upperBound..<max(second.range.upperBound, clause.range.upperBound)
    let isBare = a.dimension == .number
    var metric = isBare ? bareMetric(before) : nil
    if isBare {
      if let known = metric, let unit = unit(for: a, of: known) {
        (a, b) = (a.taking(unit), b.taking(unit))
      } else if statesChange(in: after), self.words(before) ?? keyText != nil {
        metric = nil
      } else {
        return nil
      }
    }
    let found =
      metric == nil
      ? subject(
        a.dimension, before: before, after: after, usesKey: clause.depth == 0) : nil
    let words =
      found?.words ?? words(before) ?? keyText.map(clean)
    let role: Claim.Role =
      self.role == .statement || self.role == .configuration ? .outcome : self.role
    var claim = claim(
      role, words ?? "", found?.metric ?? metric, .transition(before: a, after: b),
      first.range.lowerBound..<second.range.upperBound, wasBare: isBare)
    claim.isHeir = self.words(before) == nil
    claim.needsNeighbour =
      claim.subject.isEmpty || !(claim.metric != nil || context.isItem)
    guard claim.isHeir || !claim.needsNeighbour else { return nil }
    return claim
  }

  /// Whether a signed percentage in brackets comes next, as after `100 → 70 (-30%)`.
  private func statesChange(in after: Range<Int>) -> Bool {
    let rest = bytes.trimmed(after.lowerBound..<min(bytes.count, after.lowerBound + 24))
    var at = rest.lowerBound
    func take(_ suits: (UInt32) -> Bool) -> Bool {
      guard at < rest.upperBound, case let next = bytes.scalar(at: at), suits(next.value) else {
        return false
      }
      at += next.length
      return true
    }
    func skip(_ suits: (UInt32) -> Bool) { while take(suits) {} }
    guard take({ $0 == 0x28 || $0 == 0xFF08 }) else { return false }
    skip(isSpace)
    // - + − ↑ ↓ –
    guard take({ [0x2D, 0x2B, 0x2212, 0x2191, 0x2193, 0x2013].contains($0) }) else { return false }
    skip(isSpace)
    guard take({ isDigit($0) || $0 == 0x2E }) else { return false }
    skip { isDigit($0) || $0 == 0x2E }
    skip(isSpace)
    guard take({ $0 == 0x25 }) else { return false }
    skip(isSpace)
    return take { $0 == 0x29 || $0 == 0xFF09 }
  }

  private func bareMetric(_ before: Range<Int>) -> Metric? {
    MetricNames.shared.mentions(in: bytes, before).last?.metric ?? keyMetrics.last
  }

  private func isArrow(_ range: Range<Int>) -> Bool {
    ClaimWords.arrows.contains {
      range.count == $0.count && bytes.matches($0, at: range.lowerBound)
    }
  }

  /// `从 … 提升到 …`, `A 降至 B`, `from … to …`.
  private func joins(_ before: Range<Int>, _ between: Range<Int>) -> Bool {
    guard !between.isEmpty, between.count <= 36,
      let reach = bytes.suffix(
        of: ClaimWords.reaching, before: between.upperBound, floor: between.lowerBound)
    else { return false }
    let end = bytes.skippingSpacesBack(before.upperBound, floor: before.lowerBound)
    if bytes.suffix(of: ClaimWords.starts, before: end, floor: before.lowerBound) != nil {
      return true
    }
    let verb = bytes.trimmed(between.lowerBound..<reach)
    return ClaimWords.changes.contains {
      $0.bytes.count == verb.count && bytes.matches($0.bytes, at: verb.lowerBound)
    }
  }

  func countArrows(_ range: Range<Int>) -> Int {
    var count = 0
    var position = range.lowerBound
    while position < range.upperBound {
      // Every arrow begins with one of three bytes.
      let first = bytes[position]
      guard first == 0xE2 || first == UInt8(ascii: "-") || first == UInt8(ascii: "=") else {
        position += 1
        continue
      }
      if bytes.has("→", at: position) || bytes.has("⇒", at: position) {
        count += 1
        position += 3
      } else if bytes.has("->", at: position) || bytes.has("=>", at: position) {
        count += 1
        position += 2
      } else {
        position += 1
      }
    }
    return count
  }

  /// Whether an arrow stands next to a figure that is no transition: a step of a path.
  func touchesArrow(_ figure: Range<Int>, _ clause: Range<Int>) -> Bool {
    let start = bytes.skippingSpacesBack(figure.lowerBound, floor: clause.lowerBound)
    let end = bytes.skippingSpaces(figure.upperBound, limit: clause.upperBound)
    return bytes.has("→", at: end) || bytes.has("->", at: end) || bytes.has("→", at: start - 3)
      || bytes.has("->", at: start - 2)
  }

  private func claim(
    _ role: Claim.Role, _ subject: String, _ metric: Metric?, _ statement: Claim.Statement,
    _ figure: Range<Int>, scope: String? = nil, wasBare: Bool = false
  ) -> FoundClaim {
    FoundClaim(
      role: role, subject: subject, metric: metric, statement: statement, percentile: nil,
      qualifier: scope, restates: nil, line: bytes.trimmed(line), figure: figure, wasBare: wasBare)
  }
}

extension Metric {
  /// A count in the metric's own unit, whatever counter was written.
  fileprivate func typed(_ quantity: Quantity) -> Quantity {
    guard case .count(let thing) = dimensions.first else { return quantity }
    let unit = Unit(thing, .count(of: thing))
    return quantity.dimension == .number ? quantity.taking(unit) : quantity.counting(thing)
  }
}

extension Quantity {
  fileprivate var isMeasure: Bool {
    switch dimension {
    case .time, .ratio, .rate, .dataRate, .money, .moneyRate, .factor: !unit.symbol.hasPrefix("/")
    default: false
    }
  }

  fileprivate func scaled(by factor: Double) -> Quantity {
    Quantity(
      value: value * factor, interval: interval.mapped { $0 * factor }, unit: unit,
      comparator: comparator.mirrored, decimals: decimals)
  }
}

extension Quantity.Comparator {
  /// The relation after a change of sign: at least 30 % less is at most −30 %.
  fileprivate var mirrored: Quantity.Comparator {
    switch self {
    case .less: .greater
    case .atMost: .atLeast
    case .greater: .less
    case .atLeast: .atMost
    case .equal, .approximately, .range: self
    }
  }
}
